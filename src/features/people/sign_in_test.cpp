#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "app/test_app.h"
#include "base/secrets.h"
#include "features/people/people.h"

namespace overens::people {
namespace {

constexpr auto nothing = TestApp::Contents::nothing;
constexpr std::string_view anna = "anna@eken.example.org";

void add_anna(TestApp& app) {
  app.write([&](Db& db) { find_or_add(db, anna, "Anna", app.now()); });
}

// The address in the latest mail, as a path.
std::string link_in(const TestMail& mail) {
  const std::size_t at = mail.text.find("/sign-in/");
  return mail.text.substr(at, mail.text.find_first_of(" \n", at) - at);
}

std::string code_in(const TestMail& mail) {
  for (std::size_t at = 0; at + 6 < mail.text.size(); ++at)
    if (mail.text[at] == '\n' &&
        mail.text.substr(at + 1).find_first_not_of("0123456789") == std::size_t{6})
      return mail.text.substr(at + 1, 6);
  return "";
}

std::string another_code(const std::string& code) { return code == "123456" ? "654321" : "123456"; }

bool is_signed_in(Browser& browser) { return browser.get("/me").status == 200; }

Answer ask_for_mail(Browser& browser, std::string_view email = anna) {
  browser.get("/sign-in");
  return browser.post("/sign-in", {{"email", std::string(email)}});
}

TEST(SignIn, TheLinkSignsInOnceInTheBrowserThatAsked) {
  TestApp app(nothing);
  add_anna(app);
  auto browser = app.anyone();
  EXPECT_EQ(ask_for_mail(browser).location, "/sign-in/code");
  ASSERT_EQ(app.mails().size(), 1u);
  const std::string link = link_in(app.mails()[0]);
  EXPECT_TRUE(browser.get(link).has("One step left."));
  EXPECT_FALSE(is_signed_in(browser));

  auto copy = browser;  // the same browser, before it signed in
  EXPECT_EQ(browser.post(link).status, 303);
  EXPECT_TRUE(is_signed_in(browser));
  EXPECT_EQ(copy.post(link).status, 404);
  EXPECT_FALSE(is_signed_in(copy));
}

struct Line {
  std::string what;
  std::int64_t person = 0;
  std::string subject;
  bool operator==(const Line&) const = default;
};

TEST(SignIn, SigningInAndOutStandInTheJournalWithWhoButWithoutTheSecret) {
  TestApp app(nothing);
  add_anna(app);
  auto browser = app.anyone();
  ask_for_mail(browser);
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", code_in(app.mails()[0])}}).status, 303);
  EXPECT_EQ(browser.post("/sign-out").status, 303);
  ask_for_mail(browser);
  EXPECT_EQ(browser.post(link_in(app.mails()[1])).status, 303);
  const std::int64_t who =
      app.read([](Db& db) { return find_by_email(db, anna).value().id.value; });
  const auto lines = app.read([](Db& db) {
    return db.list<Line>(
        "SELECT what, COALESCE(person, 0) AS person, subject FROM journal ORDER BY id");
  });
  EXPECT_EQ(lines, (std::vector<Line>{{"people::type_code", who, "/sign-in/code"},
                                      {"people::sign_out", who, "/sign-out"},
                                      {"people::open_link", who, "/sign-in/…"}}));
}

TEST(SignIn, TheLinkOpenedElsewhereSendsBackToWhereOneBegan) {
  TestApp app(nothing);
  add_anna(app);
  auto computer = app.anyone();
  ask_for_mail(computer);
  const std::string link = link_in(app.mails()[0]);
  auto phone = app.anyone();
  EXPECT_TRUE(phone.get(link).has("Type the code where you began"));
  EXPECT_EQ(phone.post(link).status, 404);
  EXPECT_FALSE(is_signed_in(phone));
  EXPECT_EQ(computer.post("/sign-in/code", {{"code", code_in(app.mails()[0])}}).status, 303);
  EXPECT_TRUE(is_signed_in(computer));
}

TEST(SignIn, OpeningTheLinkChangesNothing) {
  TestApp app(nothing);
  add_anna(app);
  auto browser = app.anyone();
  ask_for_mail(browser);
  const std::string link = link_in(app.mails()[0]);
  const std::string before = browser.session();
  for (int scanner = 0; scanner < 10; ++scanner) {
    EXPECT_EQ(app.anyone().get(link).status, 200);
    EXPECT_EQ(app.anyone().head(link).status, 200);
    EXPECT_EQ(browser.get(link).status, 200);
  }
  EXPECT_EQ(browser.session(), before);
  EXPECT_EQ(browser.post(link).status, 303);
}

TEST(SignIn, TheCodeIsReadHoweverItIsWritten) {
  TestApp app(nothing);
  add_anna(app);
  auto browser = app.anyone();
  ask_for_mail(browser);
  const std::string code = code_in(app.mails()[0]);
  ASSERT_EQ(code.size(), 6u);
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", ""}}).status, 422);
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", code.substr(0, 5)}}).status, 422);
  const std::string spaced = " " + code.substr(0, 3) + " " + code.substr(3);
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", spaced}}).status, 303);
  EXPECT_TRUE(is_signed_in(browser));
}

TEST(SignIn, FiveWrongCodesCloseTheRequest) {
  TestApp app(nothing);
  add_anna(app);
  auto browser = app.anyone();
  ask_for_mail(browser);
  const std::string code = code_in(app.mails()[0]);
  for (int left = 4; left > 0; --left) {
    const Answer answer = browser.post("/sign-in/code", {{"code", another_code(code)}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(answer.has("You can try " + std::to_string(left) + " more time"));
  }
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", another_code(code)}}).status, 404);
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", code}}).status, 404);
  EXPECT_FALSE(is_signed_in(browser));
}

TEST(SignIn, AnotherBrowserCannotUseTheCode) {
  TestApp app(nothing);
  add_anna(app);
  auto asking = app.anyone();
  ask_for_mail(asking);
  auto other = app.anyone();
  EXPECT_EQ(other.post("/sign-in/code", {{"code", code_in(app.mails()[0])}}).status, 404);
  EXPECT_FALSE(is_signed_in(other));
}

TEST(SignIn, AfterTenMinutesLinkAndCodeAreRefused) {
  TestApp app(nothing);
  add_anna(app);
  auto browser = app.anyone();
  ask_for_mail(browser);
  app.pass_seconds(10 * 60 - 1);
  EXPECT_EQ(browser.get(link_in(app.mails()[0])).status, 200);
  EXPECT_EQ(browser.get("/sign-in/code").status, 200);
  app.pass_seconds(1);
  EXPECT_EQ(browser.get(link_in(app.mails()[0])).status, 404);
  EXPECT_EQ(browser.post(link_in(app.mails()[0])).status, 404);
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", code_in(app.mails()[0])}}).status, 404);
  EXPECT_FALSE(is_signed_in(browser));
}

TEST(SignIn, AnUnknownAddressGetsTheSameAnswerAndNoMail) {
  TestApp app(nothing);
  add_anna(app);
  auto known = app.anyone();
  auto unknown = app.anyone();
  const Answer asked = ask_for_mail(known);
  const Answer asked_unknown = ask_for_mail(unknown, "nobody@example.org");
  EXPECT_EQ(asked.status, asked_unknown.status);
  EXPECT_EQ(asked.location, asked_unknown.location);
  EXPECT_EQ(asked.body, asked_unknown.body);
  EXPECT_EQ(known.get("/sign-in/code").text(), unknown.get("/sign-in/code").text());
  EXPECT_EQ(app.mails().size(), 1u);
  const std::string wrong = another_code(code_in(app.mails()[0]));
  for (int attempt = 0; attempt < 6; ++attempt) {
    const Answer answer = known.post("/sign-in/code", {{"code", wrong}});
    const Answer answer_unknown = unknown.post("/sign-in/code", {{"code", wrong}});
    EXPECT_EQ(answer.status, answer_unknown.status);
    EXPECT_EQ(answer.text(), answer_unknown.text());
  }
}

TEST(SignIn, AskingTwiceLeavesBothMailsOfUse) {
  TestApp app(nothing);
  add_anna(app);
  auto browser = app.anyone();
  ask_for_mail(browser);
  ask_for_mail(browser);
  ASSERT_EQ(app.mails().size(), 2u);
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", code_in(app.mails()[0])}}).status, 303);
  EXPECT_TRUE(is_signed_in(browser));
}

TEST(SignIn, AnAddressGetsTwentyMailsAnHourAndSixtyADayWhoeverAsks) {
  TestApp app(nothing);
  add_anna(app);
  int sent = 0;
  for (int hour = 0; hour < 4; ++hour) {
    for (int mail = 0; mail < 21; ++mail) {
      auto browser = app.anyone();
      browser.comes_from("198.51.100." + std::to_string(hour * 21 + mail));
      sent += ask_for_mail(browser, " ANNA@eken.example.org").status == 303;
    }
    EXPECT_EQ(sent, std::min(60, 20 * (hour + 1)));
    app.pass_seconds(3601);
  }
  EXPECT_EQ(app.mails().size(), 60u);
  app.pass_seconds(24 * 3600);
  auto browser = app.anyone();
  EXPECT_EQ(ask_for_mail(browser).status, 303);
}

TEST(SignIn, TheLimitOfAnAddressHoldsForUnknownOnesToo) {
  TestApp app(nothing);
  auto browser = app.anyone();
  for (int mail = 0; mail < 5; ++mail)
    EXPECT_EQ(ask_for_mail(browser, "nobody@example.org").status, 303);
  const Answer refused = ask_for_mail(browser, "nobody@example.org");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(*refused.headers.find("Retry-After"), "3600");
}

TEST(SignIn, AStrangerWhoAsksForMailsKeepsNobodyOut) {
  TestApp app(nothing);
  add_anna(app);
  auto stranger = app.anyone();
  stranger.comes_from("198.51.100.1");
  for (int mail = 0; mail < 5; ++mail) EXPECT_EQ(ask_for_mail(stranger).status, 303);
  EXPECT_EQ(ask_for_mail(stranger).status, 429);
  auto herself = app.anyone();
  herself.comes_from("198.51.100.2");
  EXPECT_EQ(ask_for_mail(herself).status, 303);
}

TEST(SignIn, AClientAsksForTwentyMailsAnHour) {
  TestApp app(nothing);
  auto browser = app.anyone();
  browser.comes_from("2001:db8::1");
  for (int mail = 0; mail < 20; ++mail)
    EXPECT_EQ(ask_for_mail(browser, "n" + std::to_string(mail) + "@example.org").status, 303);
  auto neighbour = app.anyone();
  neighbour.comes_from("2001:db8::2");  // the same household or attacker: one /64
  EXPECT_EQ(ask_for_mail(neighbour, "one-more@example.org").status, 429);
  auto other = app.anyone();
  EXPECT_EQ(ask_for_mail(other, "one-more@example.org").status, 303);
}

TEST(SignIn, TheSessionIsAnotherOneAfterwards) {
  TestApp app(nothing);
  add_anna(app);
  auto browser = app.anyone();
  ask_for_mail(browser);
  const std::string before = browser.session();
  browser.post(link_in(app.mails()[0]));
  EXPECT_NE(browser.session(), before);
  auto holder_of_old = app.anyone();
  holder_of_old.keep_session(before);
  EXPECT_FALSE(is_signed_in(holder_of_old));
}

TEST(SignIn, NothingSecretLiesInTheDatabase) {
  TestApp app(nothing);
  add_anna(app);
  auto browser = app.anyone();
  ask_for_mail(browser);
  const std::string token = link_in(app.mails()[0]).substr(9);
  const auto rows = app.read([&](Db& db) {
    return db.load<std::int64_t>(
        "SELECT COUNT(*) FROM sign_in_request WHERE token_hash = $1 AND code_hash NOT LIKE $2",
        sha256_hex(token), "%" + code_in(app.mails()[0]) + "%");
  });
  EXPECT_EQ(rows, 1);
  browser.post("/sign-in/" + token);
  const auto sessions = app.read([&](Db& db) {
    return db.load<std::int64_t>("SELECT COUNT(*) FROM session WHERE token_hash = $1",
                                 sha256_hex(browser.session()));
  });
  EXPECT_EQ(sessions, 1);
}

TEST(SignIn, OneComesToWhereOneWasGoingAndNowhereElse) {
  TestApp app(nothing);
  add_anna(app);
  for (const auto& [wanted, comes_to] :
       std::vector<std::pair<std::string, std::string>>{{"/me?lang=sv", "/me?lang=sv"},
                                                        {"//evil.example", "/"},
                                                        {"https://evil.example", "/"},
                                                        {"/sign-out", "/"}}) {
    auto browser = app.anyone();
    const Answer form = browser.get("/sign-in?then=" + percent_encoded(wanted));
    EXPECT_EQ(form.field("then"), comes_to);
    browser.post("/sign-in", {{"email", std::string(anna)}, {"then", wanted}});
    const Answer done = browser.post("/sign-in/code", {{"code", code_in(app.mails().back())}});
    EXPECT_EQ(done.location, comes_to) << wanted;
  }
}

TEST(SignIn, AWrongAddressIsShownAgainWithWhatWasTyped) {
  TestApp app(nothing);
  auto browser = app.anyone();
  const Answer empty = ask_for_mail(browser, "");
  EXPECT_EQ(empty.status, 422);
  EXPECT_TRUE(empty.has("Write your mail address."));
  const Answer wrong = ask_for_mail(browser, "anna@");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(wrong.field("email"), "anna@");
  EXPECT_TRUE(app.mails().empty());
}

TEST(SignIn, TheMailIsInTheLanguageOfThePageAndSaysThatItIsADemonstration) {
  TestApp app(nothing);
  add_anna(app);
  app.house().is_demo = true;
  app.house().demo_of = "Region Östergötland";
  auto browser = app.anyone();
  browser.reads(Language::sv);
  ask_for_mail(browser);
  const TestMail mail = app.mails()[0];
  EXPECT_EQ(mail.recipient, anna);
  EXPECT_EQ(mail.subject, "Din kod för att logga in");
  EXPECT_NE(mail.text.find("demonstration"), std::string::npos);
  EXPECT_NE(mail.text.find("Region Östergötland"), std::string::npos);
}

}  // namespace
}  // namespace overens::people
