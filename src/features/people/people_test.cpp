#include "features/people/people.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/test_app.h"

namespace overens::people {
namespace {

constexpr auto nothing = TestApp::Contents::nothing;
constexpr std::string_view anna = "anna@eken.example.org";

bool is_signed_in(Browser& browser) { return browser.get("/me").status == 200; }

TEST(People, AnAddressIsOnePersonHoweverItIsWritten) {
  TestApp app(nothing);
  app.write([&](Db& db) {
    const auto first = find_or_add(db, " Anna@Eken.Example.org ", "", app.now());
    EXPECT_EQ(find_or_add(db, anna, "Anna Alm", app.now()), first);
    EXPECT_EQ(find_or_add(db, anna, "Somebody Else", app.now()), first);
    EXPECT_EQ(find_by_email(db, "ANNA@EKEN.EXAMPLE.ORG")->name, "Anna Alm");
    EXPECT_EQ(find(db, first)->email, anna);
    EXPECT_FALSE(find_by_email(db, "anna@example.org"));
  });
}

TEST(People, SigningOutEndsTheSession) {
  TestApp app(nothing);
  auto browser = app.sign_in(anna);
  ASSERT_TRUE(is_signed_in(browser));
  auto copy = browser;
  EXPECT_EQ(browser.post("/sign-out").status, 303);
  EXPECT_EQ(browser.session(), "");
  EXPECT_FALSE(is_signed_in(copy));
}

TEST(People, ASessionEndsAfterThirtyDaysHoweverMuchItIsUsed) {
  TestApp app(nothing);
  auto browser = app.sign_in(anna);
  for (int day = 1; day < 30; ++day) {
    app.pass_seconds(24 * 3600);
    ASSERT_TRUE(is_signed_in(browser)) << day;
  }
  app.pass_seconds(24 * 3600);
  EXPECT_FALSE(is_signed_in(browser));
}

TEST(People, ASessionThatIsNotUsedEndsAfterSevenDays) {
  TestApp app(nothing);
  auto browser = app.sign_in(anna);
  app.pass_seconds(7 * 24 * 3600 - 1);
  auto idle = browser;
  EXPECT_TRUE(is_signed_in(browser));
  app.pass_seconds(7 * 24 * 3600);
  EXPECT_FALSE(is_signed_in(idle));
}

TEST(People, OnesOwnPageIsForThoseWhoAreSignedIn) {
  TestApp app(nothing);
  const Answer answer = app.anyone().get("/me");
  EXPECT_EQ(answer.status, 401);
  const auto links = answer.links();
  EXPECT_EQ(std::count(links.begin(), links.end(), "/sign-in?then=%2Fme"), 2);
}

TEST(People, OneSaysOnesName) {
  TestApp app(nothing);
  auto browser = app.sign_in(anna);
  EXPECT_EQ(browser.post("/me", {{"name", " Anna  Alm "}}).status, 303);
  EXPECT_EQ(browser.get("/me").field("name"), "Anna Alm");
  EXPECT_EQ(browser.post("/me", {{"name", " "}}).status, 422);
  EXPECT_EQ(browser.post("/me", {{"name", std::string(101, 'x')}}).status, 422);
  EXPECT_EQ(browser.get("/me").field("name"), "Anna Alm");
}

TEST(People, OneSeesAndEndsOnesOtherSessions) {
  TestApp app(nothing);
  auto forgotten = app.sign_in(anna);
  auto somebody_else = app.sign_in("bertil@eken.example.org");
  auto browser = app.sign_in(anna);
  EXPECT_TRUE(browser.get("/me").has("Sign out of all the others"));
  EXPECT_EQ(browser.post("/me/other-sessions/end").status, 303);
  EXPECT_FALSE(is_signed_in(forgotten));
  EXPECT_TRUE(is_signed_in(somebody_else));
  EXPECT_TRUE(is_signed_in(browser));
  EXPECT_FALSE(browser.get("/me").has("Sign out of all the others"));
}

TEST(People, APersonHasAtMostTwentySessions) {
  TestApp app(nothing);
  auto first = app.sign_in(anna);
  auto second = app.sign_in(anna);
  for (int more = 0; more < 19; ++more) app.sign_in(anna);
  EXPECT_FALSE(is_signed_in(first));
  EXPECT_TRUE(is_signed_in(second));
}

TEST(People, AFormWithoutItsTokenIsNotBelieved) {
  TestApp app(nothing);
  auto browser = app.sign_in(anna, "Anna");
  const Answer stale = browser.post("/me", {{"token", "old"}, {"name", "Mallory"}});
  EXPECT_NE(stale.status, 303);
  EXPECT_EQ(browser.get("/me").field("name"), "Anna");
}

TEST(People, WhatHasEndedIsRemoved) {
  TestApp app(nothing);
  auto browser = app.sign_in(anna);
  browser.post("/sign-out");
  auto asking = app.anyone();
  asking.post("/sign-in", {{"email", std::string(anna)}});
  app.sign_in(anna);
  const auto rows = [&] {
    return app.read([](Db& db) {
      return db.load<std::int64_t>(R"(
          SELECT (SELECT COUNT(*) FROM session) + (SELECT COUNT(*) FROM sign_in_request) +
                 (SELECT COUNT(*) FROM sign_in_attempt) AS rows)");
    });
  };
  EXPECT_EQ(rows(), 5);
  app.pass_seconds(8 * 24 * 3600);
  app.run_tasks();
  EXPECT_EQ(rows(), 0);
}

}  // namespace
}  // namespace overens::people
