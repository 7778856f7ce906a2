// Letters about an activity: own words in them, the reminder, the thanks, and what went to whom.
#include <gtest/gtest.h>

#include <algorithm>

#include "features/activities/invitations_testing.h"

namespace overens::activities {
namespace {

constexpr std::string_view anna = "anna@eken.example.org";
constexpr std::string_view bo = "bo@linden.example.org";

std::vector<TestMail> mails_of_kind(TestApp& app, std::string_view kind) {
  std::vector<TestMail> all = app.mails();
  std::erase_if(all, [&](const TestMail& mail) { return mail.kind != kind; });
  return all;
}

TEST(Letters, ACoordinatorAddsOwnWordsAndSeesTheLetterWithRealNames) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(bo, "Bo Berg"));
  auto coordinator = app.sign_in(region);
  const std::string words = meeting + "/mails/words/registration_confirmed";
  EXPECT_TRUE(coordinator.get(words).has("Hello Bo Berg,"));
  EXPECT_EQ(coordinator.post(words, {{"words", "Ta med matsäck."}}).status, 303);
  const Answer shown = coordinator.get(words);
  EXPECT_EQ(shown.field("words"), "Ta med matsäck.");
  EXPECT_TRUE(shown.has("Hej Bo Berg,"));
  register_at(visitor, meeting, participant(anna));
  EXPECT_NE(mails_to(app, anna)[0].text.find("Ta med matsäck."), std::string::npos);
  EXPECT_EQ(mails_to(app, bo)[0].text.find("Ta med matsäck."), std::string::npos);
  EXPECT_EQ(coordinator.post(words, {{"words", std::string(6000, 'x')}}).status, 422);
  EXPECT_EQ(coordinator.get(meeting + "/mails/words/no_such").status, 404);
  coordinator.post(words, {{"words", ""}});
  EXPECT_EQ(coordinator.get(words).field("words"), "");
}

TEST(Letters, EveryKindCanBeSeenBeforeAnybodyHasRegistered) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  const Answer all = coordinator.get(meeting + "/mails");
  int kinds = 0;
  for (const std::string& where : all.links())
    if (where.find("/mails/words/") != std::string::npos) {
      ++kinds;
      EXPECT_TRUE(coordinator.get(where).has("Anna Ek")) << where;
    }
  EXPECT_GE(kinds, 7);
}

TEST(Letters, TheReminderGoesOnceSoManyDaysBeforeToThoseWhoStillCome) {
  TestApp app;
  const std::string meeting = published(app);  // on 8 October
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  register_at(visitor, meeting, participant(bo));
  visitor.post(link_in_mail(app, bo) + "/cancellation");
  auto coordinator = app.sign_in(region);
  EXPECT_EQ(coordinator.post(meeting + "/mails/reminder", {{"days", "x"}}).status, 422);
  EXPECT_EQ(coordinator.post(meeting + "/mails/reminder", {{"days", "3"}}).status, 303);
  app.at("2018-10-05 08:59");
  app.run_tasks();
  EXPECT_TRUE(mails_of_kind(app, "activity_reminder").empty());
  app.at("2018-10-05 09:00");
  app.run_tasks();
  app.run_tasks();
  const auto reminders = mails_of_kind(app, "activity_reminder");
  ASSERT_EQ(reminders.size(), 1u);
  EXPECT_EQ(reminders[0].recipient, anna);
  EXPECT_NE(reminders[0].text.find("/ostergotland/registrations/"), std::string::npos);
  EXPECT_NE(reminders[0].text.find("/ostergotland/check-in/"), std::string::npos)
      << "in one's hand";
  EXPECT_TRUE(app.sign_in(region).get(meeting + "/mails").has("It went"));
}

TEST(Letters, NobodyIsRemindedWhereNoReminderIsWantedOrWhoLeftTheList) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  auto coordinator = app.sign_in(region);
  coordinator.post(meeting + "/mails/reminder", {{"days", "0"}});
  app.at("2018-10-07 12:00");
  app.run_tasks();
  EXPECT_TRUE(mails_of_kind(app, "activity_reminder").empty());

  app.at("2018-10-09 12:00");
  coordinator = app.sign_in(region);
  coordinator.post(meeting + "/mails/thanks");
  app.run_tasks();
  const auto thanks = mails_of_kind(app, "activity_thanks");
  ASSERT_EQ(thanks.size(), 1u);
  visitor.post(leaving_link(thanks[0]));
  const std::string next =
      published(app, {{"title", "Nästa"}, {"starts_on", "2018-11-08"}, {"register_by", ""}});
  register_at(visitor, next, participant(anna));
  app.at("2018-11-07 12:00");
  app.run_tasks();
  EXPECT_TRUE(mails_of_kind(app, "activity_reminder").empty());
}

TEST(Letters, TheThanksGoOnceHoweverOftenTheButtonIsPressed) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  auto coordinator = app.sign_in(region);
  EXPECT_EQ(coordinator.post(meeting + "/mails/thanks").status, 409);
  app.at("2018-10-09 12:00");
  coordinator = app.sign_in(region);
  coordinator.post(meeting + "/mails/words/activity_thanks", {{"words", "Bilderna ligger uppe."}});
  for (int i = 0; i < 2; ++i) EXPECT_EQ(coordinator.post(meeting + "/mails/thanks").status, 303);
  app.run_tasks();
  app.run_tasks();
  const auto thanks = mails_of_kind(app, "activity_thanks");
  ASSERT_EQ(thanks.size(), 1u);
  EXPECT_NE(thanks[0].text.find("Bilderna ligger uppe."), std::string::npos);
  EXPECT_TRUE(coordinator.get(meeting + "/mails").has("1 letter of thanks has been written."));
}

TEST(Letters, ALetterToManyGoesOnWhereItWas) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "120"}});
  auto visitor = app.anyone();
  for (int i = 0; i < 110; ++i)
    register_at(visitor, meeting, participant("p" + std::to_string(i) + "@example.org"));
  app.at("2018-10-06 10:00");
  for (const std::size_t expected : {50u, 100u, 110u, 110u}) {
    app.run_tasks();
    EXPECT_EQ(mails_of_kind(app, "activity_reminder").size(), expected);
  }
}

TEST(Letters, TheLogSaysHowEachFaredAndALetterIsSentAgain) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  auto coordinator = app.sign_in(region);
  EXPECT_TRUE(coordinator.get(meeting + "/mails").has("Waits"));
  app.write([&](Db& db) {
    db.run(R"(UPDATE mail SET state = 'dead', last_error = 'SMTP 550 after RCPT',
              server_words = '550 no such person' WHERE kind = 'registration_confirmed')");
  });
  const Answer failed = coordinator.get(meeting + "/mails");
  EXPECT_TRUE(failed.has("1 letter did not arrive"));
  EXPECT_TRUE(failed.has("The server said: 550 no such person"));
  std::string again;
  for (const std::string& where : failed.links())
    if (where.ends_with("/sending")) again = where;
  EXPECT_EQ(coordinator.post(again).status, 303);
  EXPECT_FALSE(coordinator.get(meeting + "/mails").has("did not arrive"));
  let_mail_go(app);
  EXPECT_EQ(coordinator.post(again).status, 303);
  EXPECT_EQ(mails_to(app, anna).size(), 2u);
  EXPECT_EQ(coordinator.post(again).status, 409) << "not the older of two";
  const std::string other = published(app, {{"title", "Annat"}});
  EXPECT_EQ(coordinator.post(other + again.substr(again.find("/mails"))).status, 404);
}

TEST(Letters, TheParticipantsOwnPageListsWhatWasSent) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  const Answer own = visitor.get(link_in_mail(app, anna));
  EXPECT_TRUE(own.has("Letters we have sent you"));
  EXPECT_TRUE(own.has("A seat is confirmed"));
}

TEST(PersonalData, ACoordinatorSeesWhatWillBeRemovedWhenAndWhatHasBeen) {
  TestApp app;
  const std::string meeting = published(app);  // on 8 October
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  auto coordinator = app.sign_in(region);
  send(app, coordinator, planned_list(coordinator, meeting, "E-post\nbo@linden.example.org\n"));
  const Answer before = coordinator.get(meeting + "/personal-data");
  EXPECT_TRUE(before.has("9 April 2019"));
  EXPECT_TRUE(before.has("Nothing has been removed yet"));
  app.at("2019-04-08 12:00");
  app.run_tasks();
  EXPECT_EQ(visitor.get(link_in_mail(app, anna)).status, 200);
  app.at("2019-04-09 12:00");
  app.run_tasks();
  coordinator = app.sign_in(region);
  const Answer after = coordinator.get(meeting + "/personal-data");
  EXPECT_TRUE(after.has("What has been removed"));
  EXPECT_TRUE(after.has("9 April 2019"));
  EXPECT_FALSE(after.has("Nothing has been removed yet"));
  EXPECT_TRUE(after.has("nothing is kept"));
}

TEST(Letters, AreForCoordinators) {
  TestApp app;
  const std::string meeting = published(app);
  for (const char* page : {"/mails", "/mails/words/activity_thanks", "/invitations"})
    EXPECT_EQ(app.anyone().get(meeting + page).status, 401) << page;
}

}  // namespace
}  // namespace overens::activities
