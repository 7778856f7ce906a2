// What an organisation has not submitted, and what its members say to it, is reached by nobody
// else: every route of the house is asked by everybody else, with the numbers at hand. Whoever runs
// the installation has no page of their own: they are met here as a coordinator, and by the letters
// they may look after.
#include "features/consultations/answering_testing.h"

namespace overens {
namespace {

constexpr std::string_view secret = "En hemlighet";
constexpr std::string_view members_secret = "Medlemmens mening";

class OwnSpace : public Answering {
 protected:
  OwnSpace() : vera(app.sign_in(representative)) {
    draft(vera, answer(std::string(secret), "save"));
    const std::string members = "/ostergotland/consultations/2/response/members";
    vera.post(members, {{"organisation", organisation}, {"closes_on", "2019-03-20"}});
    vera.post(members + "/letters",
              {{"organisation", organisation}, {"members", "Alfa alfa@alfa.example.net"}});
    for (const TestMail& mail : app.mails())
      if (mail.kind == "gathering_link") {
        const auto at = mail.text.find("/ostergotland/members-views/");
        link = mail.text.substr(at, mail.text.find_first_of(" \n", at) - at);
        subject = mail.subject;
      }
    app.anyone().post(link, {{"stance_" + section, "opposes"},
                             {"wording_" + section, std::string(members_secret)}});
    for (const std::string_view email :
         {other, coordinator, std::string_view("ledamot1@region.example.org"),
          std::string_view("registrator@region.example.org")})
      others.push_back(app.sign_in(email));
    others.push_back(app.anyone());
  }

  // The route with the numbers at hand.
  static std::string path_of(const Route& route) {
    std::string path(route.pattern);
    const auto fill = [&](std::string_view hole, std::string_view with) {
      for (auto at = path.find(hole); at != std::string::npos; at = path.find(hole))
        path.replace(at, hole.size(), with);
    };
    fill("{compact}", "ostergotland");
    fill(".{}", ".json");
    fill("/consultations/{}", "/consultations/2");
    fill("sections/{}", "sections/dialog");
    fill("{}", "1");
    return path;
  }

  static bool tells(const Answer& answer) {
    return answer.body.find(secret) != std::string::npos ||
           answer.body.find(members_secret) != std::string::npos;
  }

  Browser vera;
  std::vector<Browser> others;
  std::string link;
  std::string subject;
};

TEST_F(OwnSpace, WhatIsNotSubmittedNobodyElseReaches) {
  const Answer before = vera.get(page());
  ASSERT_TRUE(before.has(secret));
  ASSERT_TRUE(before.has(members_secret));
  for (const Route& route : app.router().routes()) {
    if (route.method != Method::get) continue;
    const std::string path = path_of(route);
    for (const std::string& asked : {path, path + "?organisation=" + organisation})
      for (Browser& who : others) EXPECT_FALSE(tells(who.get(asked))) << asked;
  }
  EXPECT_EQ(others.front().get(page()).status, 403);
  EXPECT_EQ(others.front().get(page("/members")).status, 403);
  EXPECT_EQ(others.back().get(page()).status, 401);
  EXPECT_TRUE(app.anyone().get("/ostergotland/consultations/2").has("No response has come yet."));
}

// Whoever looks after letters reads of this one whom it went to and what it is about.
TEST_F(OwnSpace, TheLetterToAMemberDoesNotSayOutsideWhoAsks) {
  EXPECT_EQ(subject.find("Länsbygderådet"), std::string::npos);
  app.pass_seconds(1);
  for (Browser& who : others)
    EXPECT_FALSE(who.get("/ostergotland/letters").has("alfa@alfa.example.net"));
}

TEST_F(OwnSpace, NoFormOfAnybodyElseReadsOrChangesIt) {
  const auto seen = submission(vera);
  const Browser::Fields typed = {{"organisation", organisation},
                                 {"known", "0"},
                                 {"seen", seen.back().second},
                                 {"stance_0", "opposes"},
                                 {"wording_0", "Inte deras"},
                                 {"wording_" + section, "Inte deras"},
                                 {"then", "take:1:" + section},
                                 {"member", "1"},
                                 {"members", "Gamma gamma@gamma.example.net"},
                                 {"words", "Inte deras"},
                                 {"closes_on", "2019-03-21"},
                                 {"file", "1"},
                                 {"remark", "1"}};
  for (const Route& route : app.router().routes()) {
    if (route.method != Method::post || route.pattern.find("sign-out") != std::string_view::npos)
      continue;
    const std::string path = path_of(route);
    const bool is_own = path.ends_with("/consultations/2/response") ||
                        path.find("/consultations/2/response/") != std::string::npos;
    for (Browser& who : others) {
      const Answer answer = who.post(path, typed);
      EXPECT_FALSE(tells(answer)) << path;
      if (is_own) {
        EXPECT_TRUE(answer.status == 403 || answer.status == 401) << path << answer.status;
      }
    }
  }
  const Answer after = vera.get(page());
  EXPECT_EQ(area(after, "wording_" + section), secret);
  EXPECT_EQ(area(after, "wording_0"), "En bra text.");
  EXPECT_EQ(submission(vera), seen);
  EXPECT_NE(responses().find(R"("count":0)"), std::string::npos);
  EXPECT_FALSE(vera.get(page("/members")).has("Gamma"));
}

}  // namespace
}  // namespace overens
