#include "features/home/home.h"

#include <gtest/gtest.h>

#include "app/test_app.h"

namespace overens::home {
namespace {

TEST(Home, AVisitorSeesWhereTheProcessStandsAndWhomToAsk) {
  TestApp app;
  app.at("2018-12-13 10:00");
  auto visitor = app.anyone();
  visitor.reads(Language::sv);
  const Answer front = visitor.get("/ostergotland");
  EXPECT_EQ(front.status, 200);
  EXPECT_TRUE(front.has("Överenskommelsen i Östergötland"));
  EXPECT_TRUE(front.has("Var processen står"));
  EXPECT_TRUE(front.has("Exempel Samordnare"));
  EXPECT_TRUE(front.has("011-00 00 00"));
  EXPECT_TRUE(front.has("21 november 2018")) << "the latest decision";
}

TEST(Home, TheOnlyCompactIsTheFrontPageOfTheInstallation) {
  TestApp app;
  const Answer start = app.anyone().get("/");
  EXPECT_EQ(start.status, 303);
  EXPECT_EQ(start.location, "/ostergotland");
}

TEST(Home, AnEmptyInstallationSaysHowToBegin) {
  TestApp app(TestApp::Contents::nothing);
  EXPECT_TRUE(app.anyone().get("/").has("overens new"));
}

TEST(Home, TheLanguageInTheAddressIsCarriedAlong) {
  TestApp app;
  const Answer finnish = app.anyone().get("/ostergotland?lang=fi");
  EXPECT_TRUE(finnish.has("<html lang=\"fi\""));
  EXPECT_TRUE(finnish.has("/ostergotland/decisions?lang=fi"));
}

TEST(Home, SomebodyOutsideEveryCompactIsTold) {
  TestApp app;
  const Answer lost = app.anyone().get("/nowhere");
  EXPECT_EQ(lost.status, 404);
  EXPECT_TRUE(lost.has("There is no such page"));
}

TEST(Home, ToDoIsForThoseWhoAreSignedIn) {
  TestApp app;
  EXPECT_EQ(app.anyone().get("/ostergotland/todo").status, 401);
  EXPECT_EQ(app.sign_in("samordnare@region.example.org").get("/ostergotland/todo").status, 200);
  EXPECT_EQ(app.sign_in("kontakt@idebura.example.org").get("/ostergotland/todo").status, 200);
}

TEST(Home, ThePrivacyPageSaysWhoAnswersOrThatNobodyIsNamedYet) {
  TestApp app;
  EXPECT_TRUE(app.anyone().get("/ostergotland/privacy").has("Not stated yet"));
  app.house().controller = "Region Exempel";
  app.sign_in("samordnare@region.example.org");  // any write throws the kept page away
  EXPECT_TRUE(app.anyone().get("/ostergotland/privacy?again=1").has("Region Exempel"));
}

TEST(Home, TheAccessibilityStatementNamesTheAgency) {
  TestApp app;
  EXPECT_TRUE(
      app.anyone().get("/ostergotland/accessibility").has("https://www.digg.se/tdosanmalan"));
}

TEST(Home, MailsCanBeReadInADemonstrationAndNowhereElse) {
  TestApp app;
  app.house().mails_are_caught = false;
  EXPECT_EQ(app.anyone().get("/dev/mail").status, 404);
  EXPECT_EQ(app.anyone().get("/dev/mail/1").status, 404);
  app.house().mails_are_caught = true;
  EXPECT_EQ(app.anyone().get("/dev/mail").status, 200);
}

TEST(Home, LettersAreEmptiedThirtyDaysAfterTheyWereSent) {
  TestApp app;
  auto coordinator = app.anyone();
  coordinator.get("/sign-in");
  coordinator.post("/sign-in", {{"email", "samordnare@region.example.org"}});
  ASSERT_EQ(app.mails().size(), 1u);
  app.write([&](Db& db) {
    db.run("UPDATE mail SET state = 'sent', sent_at = $1 WHERE state = 'queued'", app.now());
  });
  app.pass_seconds(29 * 86'400);
  app.run_tasks();
  EXPECT_EQ(app.mails()[0].recipient, "samordnare@region.example.org");
  app.pass_seconds(2 * 86'400);
  app.run_tasks();
  EXPECT_EQ(app.mails()[0].recipient + app.mails()[0].text, "");
}

TEST(Home, ADemonstrationSaysSoOnEveryPage) {
  TestApp app;
  app.house().is_demo = true;
  app.house().demo_of = "Region Östergötland";
  for (const char* page : {"/ostergotland", "/ostergotland/decisions", "/sign-in", "/nowhere"})
    EXPECT_TRUE(app.anyone().get(page).has("not the site of Region Östergötland")) << page;
}

}  // namespace
}  // namespace overens::home
