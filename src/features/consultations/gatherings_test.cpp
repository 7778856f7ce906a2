// An organisation asks its members before it answers, and nobody else sees what they said.
#include "features/consultations/answering_testing.h"

namespace overens {
namespace {

constexpr std::string_view stranger = "styrelsen@alfa.example.net";

class Gatherings : public Answering {
 protected:
  static constexpr std::string_view members = "/ostergotland/consultations/2/response/members";

  Answer begin(Browser& browser, std::string closes_on = "2019-03-20") {
    return browser.post(members, {{"organisation", organisation},
                                  {"words", "Kära medlemmar"},
                                  {"closes_on", std::move(closes_on)}});
  }
  Answer ask(Browser& browser, std::string names) {
    return browser.post(std::string(members) + "/letters",
                        {{"organisation", organisation}, {"members", std::move(names)}});
  }
  // The path in the letter to that address.
  std::string link_to(std::string_view email) {
    std::string path;
    for (const TestMail& mail : app.mails())
      if (mail.kind == "gathering_link" && mail.recipient == email) {
        const auto at = mail.text.find("/ostergotland/members-views/");
        path = mail.text.substr(at, mail.text.find_first_of(" \n", at) - at);
      }
    return path;
  }
  Browser::Fields view(std::string wording, bool may_be_named = false) const {
    Browser::Fields fields = {{"stance_" + section, "opposes"},
                              {"wording_" + section, std::move(wording)},
                              {"proposed_" + section, "Möten på landsbygden."},
                              {"then", ""}};
    if (may_be_named) fields.emplace_back("may_be_named", "on");
    return fields;
  }
};

TEST_F(Gatherings, MembersSayWhatTheyThinkByALinkAndItIsTakenOverWithOnePress) {
  auto vera = app.sign_in(representative);
  EXPECT_TRUE(vera.get(page()).has("Ask your members first"));
  ASSERT_EQ(begin(vera).status, 303);
  ASSERT_EQ(
      ask(vera, "Föreningen Alfa, styrelsen@alfa.example.net\nUngdomsrådet Eken exempel").status,
      303);
  ASSERT_FALSE(link_to(other).empty());
  auto alfa = app.anyone();
  EXPECT_TRUE(alfa.get(link_to(stranger)).has("What does Föreningen Alfa think?"));
  ASSERT_EQ(alfa.post(link_to(stranger), view("Mötas i byarna.", true)).status, 303);
  EXPECT_EQ(area(alfa.get(link_to(stranger)), "wording_" + section), "Mötas i byarna.");
  const Answer beside = vera.get(page());
  EXPECT_TRUE(beside.has("What 1 member says"));
  EXPECT_TRUE(beside.has("Mötas i byarna."));
  // What stands in the form is kept, and theirs is added to it.
  Browser::Fields fields = answer("Mötas oftare.", "take:1:" + section);
  const Answer taken = draft(vera, fields);
  ASSERT_EQ(taken.status, 303);
  EXPECT_NE(taken.location.find("#wording_" + section), std::string::npos);
  const Answer after = vera.get(page());
  EXPECT_EQ(area(after, "wording_" + section), "Mötas oftare.\nMötas i byarna.");
  EXPECT_TRUE(after.has("Taken over"));
  EXPECT_EQ(draft(vera, {{"organisation", organisation}, {"then", "take:9:" + section}}).status,
            303);
}

TEST_F(Gatherings, TheResponseSaysHowManyAndNamesThoseWhoAgreed) {
  auto vera = app.sign_in(representative);
  begin(vera);
  ask(vera,
      "Föreningen Alfa, styrelsen@alfa.example.net\nBeta <beta@beta.example.net>\n"
      "Gamma gamma@gamma.example.net");
  auto anyone = app.anyone();
  ASSERT_EQ(anyone.post(link_to(stranger), view("Alfas mening.", true)).status, 303);
  ASSERT_EQ(anyone.post(link_to("beta@beta.example.net"), view("Betas mening.")).status, 303);
  draft(vera, answer("Mötas oftare."));
  ASSERT_EQ(submit(vera, submission(vera)).status, 303);
  const Answer shown = anyone.get("/ostergotland/consultations/2/responses/1");
  EXPECT_TRUE(shown.has("2 members’ views were gathered") ||
              shown.has("2 members' views were gathered"));
  EXPECT_TRUE(shown.has("Föreningen Alfa"));
  EXPECT_FALSE(shown.has("Beta"));
  EXPECT_FALSE(shown.has("mening"));
}

TEST_F(Gatherings, AParagraphIsAnsweredByAMemberToo) {
  auto vera = app.sign_in(representative);
  begin(vera);
  ask(vera, "Föreningen Alfa, styrelsen@alfa.example.net");
  auto alfa = app.anyone();
  auto fields = view("Om avsnittet.");
  fields.back() = {"then", "paragraphs:dialog"};
  const Answer next = alfa.post(link_to(stranger), fields);
  ASSERT_EQ(next.location, link_to(stranger) + "/sections/dialog");
  const Answer form = alfa.get(next.location);
  ASSERT_EQ(form.status, 200);
  const auto at = form.body.find("wording_p") + 8;
  const std::string key = form.body.substr(at, form.body.find('"', at) - at);
  alfa.post(link_to(stranger), {{"section", "dialog"},
                                {"wording_" + key, "Om stycket."},
                                {"stance_" + key, "supports_with_change"},
                                {"then", ""}});
  const Answer beside = vera.get(page("/sections/dialog"));
  EXPECT_TRUE(beside.has("Om stycket."));
  EXPECT_FALSE(beside.has("Om avsnittet."));
  draft(vera, {{"organisation", organisation}, {"section", "dialog"}, {"then", "take:1:" + key}});
  EXPECT_EQ(area(vera.get(page("/sections/dialog")), "wording_" + key), "Om stycket.");
}

TEST_F(Gatherings, AMemberOfTheDirectoryFindsItAmongWhatWaits) {
  auto vera = app.sign_in(representative);
  begin(vera);
  ask(vera, "Ungdomsrådet Eken exempel");
  auto eken = app.sign_in(other);
  const std::string link = link_to(other);
  EXPECT_TRUE(eken.get("/ostergotland/todo").has(link));
  ASSERT_EQ(eken.post(link, view("Ekens mening.")).status, 303);
  EXPECT_FALSE(eken.get("/ostergotland/todo").has(link));
}

TEST_F(Gatherings, WhatIsWrongIsSaid) {
  auto vera = app.sign_in(representative);
  EXPECT_EQ(begin(vera, "2019-03-09").status, 422);  // has passed
  EXPECT_EQ(begin(vera, "2019-04-09").status, 422);  // after its own last day
  begin(vera);
  EXPECT_TRUE(ask(vera, "Föreningen Ingen").has("does not stand in the register"));
  EXPECT_EQ(ask(vera, "Alfa, alfa@").status, 422);
  EXPECT_EQ(ask(vera, "alfa@example.net").status, 422);
  EXPECT_EQ(ask(vera, "").status, 422);
  EXPECT_EQ(ask(vera, "Länsbygderådet Vänner exempel").status, 422);
  std::string many;
  for (int i = 0; i <= 100; ++i) many += "F f" + std::to_string(i) + "@example.net\n";
  EXPECT_TRUE(ask(vera, many).has("At most 100 at a time."));
  // Asked twice is asked once.
  ask(vera, "Föreningen Alfa, styrelsen@alfa.example.net");
  ask(vera, "Alfa, styrelsen@alfa.example.net");
  std::size_t letters = 0;
  for (const TestMail& mail : app.mails()) letters += mail.recipient == stranger;
  EXPECT_EQ(letters, 1);
}

TEST_F(Gatherings, AfterTheLastDayOrWhenItIsRemovedTheLinkTakesNothing) {
  auto vera = app.sign_in(representative);
  begin(vera);
  ask(vera, "Föreningen Alfa, styrelsen@alfa.example.net\nBeta beta@beta.example.net");
  auto anyone = app.anyone();
  anyone.post(link_to(stranger), view("Alfas mening."));
  EXPECT_EQ(vera.post(std::string(members) + "/removal",
                      {{"organisation", organisation}, {"member", "1"}})
                .status,
            303);
  EXPECT_EQ(anyone.get(link_to(stranger)).status, 404);
  EXPECT_FALSE(vera.get(page()).has("Alfas mening."));
  app.at("2019-03-21 00:00");
  EXPECT_TRUE(anyone.get(link_to("beta@beta.example.net")).has("The last day to say it"));
  EXPECT_EQ(anyone.post(link_to("beta@beta.example.net"), view("Sent.")).status, 409);
  // Ninety days later addresses and views are gone.
  app.at("2019-06-20 12:00");
  app.run_tasks();
  EXPECT_EQ(anyone.get(link_to("beta@beta.example.net")).status, 404);
}

TEST_F(Gatherings, OnlyThoseWhoRepresentTheOrganisationSeeIt) {
  auto vera = app.sign_in(representative);
  begin(vera);
  auto eken = app.sign_in(other);
  auto eva = app.sign_in(coordinator);
  for (Browser* who : {&eken, &eva}) {
    EXPECT_EQ(who->get(page("/members")).status, 403);
    EXPECT_EQ(begin(*who).status, 403);
    EXPECT_EQ(ask(*who, "Föreningen Alfa, styrelsen@alfa.example.net").status, 403);
    EXPECT_EQ(draft(*who, answer("x", "take:1:" + section)).status, 403);
  }
  EXPECT_TRUE(link_to(stranger).empty());
}

}  // namespace
}  // namespace overens
