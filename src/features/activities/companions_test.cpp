// Those whom somebody else registered, by an address of their own: they hear themselves of what
// becomes of their seat, their calendar too, and never by the link that changes the registration.
#include <gtest/gtest.h>

#include "features/activities/activities_testing.h"
#include "features/activities/registrations.h"

namespace overens::activities {
namespace {

constexpr std::string_view anna = "anna@eken.example.org";
constexpr std::string_view bo = "bo@linden.example.org";
constexpr std::string_view cia = "cia@linden.example.org";

struct Group {
  TestApp app;
  std::string meeting;
  std::string link;  // of Anna, who registered
};

// Anna comes with two others, and has named Bo.
void with_bo(Group& group, const Browser::Fields& other = {}) {
  group.meeting = published(group.app, merged({{"seats", "9"}}, other));
  auto visitor = group.app.anyone();
  register_at(visitor, group.meeting,
              merged(participant(anna), {{"size", "3"}, {"way", "on_site"}}));
  group.link = link_in_mail(group.app, anna);
  visitor.post(group.link + "/people/2", {{"name", "Bo Berg"}, {"person_email", std::string(bo)}});
}

std::string method(const TestMail& mail) { return calendar_line(mail, "METHOD"); }
int sequence(const TestMail& mail) { return std::stoi(calendar_line(mail, "SEQUENCE")); }

TEST(Companions, GetTheirOwnEntryCodeAndEveryChangeOfIt) {
  Group group;
  with_bo(group);
  const TestMail named = mails_to(group.app, bo).at(0);
  EXPECT_EQ(named.kind, "participant_named");
  EXPECT_EQ(method(named), "REQUEST");
  EXPECT_NE(calendar_line(named, "ATTENDEE").find(bo), std::string::npos);
  EXPECT_EQ(named.text.find("/registrations/"), std::string::npos);
  const std::size_t code = named.text.find("/ostergotland/check-in/");
  ASSERT_NE(code, std::string::npos);
  const std::string address = named.text.substr(code, named.text.find('\n', code) - code);
  EXPECT_TRUE(group.app.anyone().get(address).has("A code for the door"));
  EXPECT_FALSE(group.app.anyone().get(address).has("Bo Berg"));

  auto coordinator = group.app.sign_in(region);
  coordinator.post(group.meeting + "/edit",
                   activity_form({{"seats", "9"}, {"starts_time", "10:00"}}));
  const TestMail moved = mails_to(group.app, bo).at(1);
  EXPECT_EQ(moved.kind, "activity_changed");
  EXPECT_EQ(calendar_line(moved, "UID"), calendar_line(named, "UID"));
  EXPECT_GT(sequence(moved), sequence(named));
  EXPECT_EQ(moved.text.find("/registrations/"), std::string::npos);

  coordinator.post(group.meeting + "/cancellation", {{"reason", "Snö."}});
  const TestMail off = mails_to(group.app, bo).at(2);
  EXPECT_EQ(method(off), "CANCEL");
  EXPECT_GT(sequence(off), sequence(moved));
}

TEST(Companions, WhoIsExchangedOrLeftOutHearsOfItAndTheOtherToo) {
  Group group;
  with_bo(group);
  auto visitor = group.app.anyone();
  visitor.post(group.link + "/people/2", {{"name", "Cia"}, {"person_email", std::string(cia)}});
  EXPECT_EQ(mails_to(group.app, bo).back().kind, "participant_left_out");
  EXPECT_EQ(method(mails_to(group.app, bo).back()), "CANCEL");
  EXPECT_EQ(mails_to(group.app, cia).at(0).kind, "participant_named");
  visitor.post(group.link + "/size", {{"size", "1"}});
  EXPECT_EQ(method(mails_to(group.app, cia).back()), "CANCEL");
  EXPECT_EQ(mails_to(group.app, bo).size(), 2u);

  visitor.post(group.link + "/size", {{"size", "2"}});
  visitor.post(group.link + "/people/2", {{"name", "Cia"}, {"person_email", std::string(cia)}});
  visitor.post(group.link + "/cancellation");
  EXPECT_EQ(mails_to(group.app, cia).back().kind, "participant_left_out");
  EXPECT_EQ(method(mails_to(group.app, anna).back()), "CANCEL");
}

TEST(Companions, OfThoseWhoWaitHearNothingBeforeThereIsASeat) {
  Group group;
  group.meeting = published(group.app, {{"seats", "2"}});
  auto first = group.app.anyone();
  register_at(first, group.meeting, merged(participant(cia), {{"size", "2"}}));
  auto visitor = group.app.anyone();
  register_at(visitor, group.meeting, merged(participant(anna), {{"size", "2"}}));
  visitor.post(link_in_mail(group.app, anna) + "/people/2",
               {{"name", "Bo Berg"}, {"person_email", std::string(bo)}});
  EXPECT_TRUE(mails_to(group.app, bo).empty());
  first.post(link_in_mail(group.app, cia) + "/cancellation");
  ASSERT_EQ(mails_to(group.app, bo).size(), 1u);
  EXPECT_EQ(mails_to(group.app, bo)[0].kind, "participant_named");
}

TEST(Companions, WhoMustWaitForAnotherWayHearsThatTheSeatIsGone) {
  Group group;
  with_bo(
      group,
      {{"ways", "both"}, {"digital_seats", "1"}, {"digital_link", "https://mote.example.org/1"}});
  auto coordinator = group.app.sign_in(region);
  const std::string one = group.meeting + "/registrations/1";
  EXPECT_EQ(coordinator.post(one + "/way", {{"way", "digital"}}).status, 409);
  EXPECT_EQ(coordinator.post(one + "/way", {{"way", "digital"}, {"wait", "on"}}).status, 303);
  EXPECT_EQ(mails_to(group.app, bo).back().kind, "participant_left_out");
  EXPECT_EQ(method(mails_to(group.app, bo).back()), "CANCEL");
}

TEST(Companions, AreRemindedToo) {
  Group group;
  with_bo(group);
  group.app.at("2018-10-06 09:00");
  group.app.run_tasks();
  const TestMail reminder = mails_to(group.app, bo).back();
  EXPECT_EQ(reminder.kind, "activity_reminder");
  EXPECT_EQ(reminder.text.find("/registrations/"), std::string::npos);
  EXPECT_NE(reminder.text.find("/participants/"), std::string::npos);
}

TEST(Companions, SeeAllThatIsKeptOnAPageOfTheirOwnAndLeaveTheSeatToAnother) {
  Group group;
  with_bo(group);
  auto coordinator = group.app.sign_in(region);
  coordinator.post(
      group.meeting + "/questions",
      {{"kind", "text"}, {"label", "Mat?"}, {"purpose", "För maten."}, {"kept_days", "3"}});
  auto anna_s = group.app.anyone();
  anna_s.post(group.link + "/people/2",
              {{"name", "Bo Berg"}, {"person_email", std::string(bo)}, {"question_1", "Vegan"}});
  const std::string text = mails_to(group.app, bo).at(0).text;
  const std::size_t at = text.find("/ostergotland/participants/");
  ASSERT_NE(at, std::string::npos);
  const std::string own = text.substr(at, text.find('\n', at) - at);
  auto visitor = group.app.anyone();
  const Answer shown = visitor.get(own);
  for (const char* words : {"Bo Berg", "bo@linden.example.org", "Vegan", "You are registered"})
    EXPECT_TRUE(shown.has(words)) << words;
  EXPECT_FALSE(shown.has(std::string(anna)));
  EXPECT_EQ(visitor.get(own + "x").status, 404);
  EXPECT_EQ(shown.field("question_1"), "Vegan");
  EXPECT_EQ(visitor.post(own + "/answers", {{"question_1", "Inga nötter"}}).status, 303);
  EXPECT_TRUE(visitor.get(own).has("Inga nötter"));
  EXPECT_TRUE(coordinator.get(group.meeting + "/answers").has("Inga nötter"));
  EXPECT_EQ(visitor.post(own + "/answers", {{"question_1", std::string(501, 'x')}}).status, 422);

  EXPECT_EQ(visitor.post(own + "/leaving").status, 303);
  EXPECT_EQ(visitor.get(own).status, 404);
  EXPECT_EQ(method(mails_to(group.app, bo).back()), "CANCEL");
  EXPECT_EQ(mails_to(group.app, anna).back().kind, "registration_changed");
  const Answer group_page = anna_s.get(group.link);
  EXPECT_FALSE(group_page.has("Bo Berg"));
  EXPECT_FALSE(group_page.has("Vegan"));
  EXPECT_TRUE(anna_s.get(group.meeting).has("3 of 9 seats are taken."));
}

TEST(Companions, AreCountedAsWhatTheyAreAndNotAsWhoRegisteredThem) {
  Group group;
  with_bo(group);
  auto visitor = group.app.anyone();
  auto coordinator = group.app.sign_in(region);
  const auto counted = [&] {
    return group.app.read([](Db& db) {
      std::string all;
      for (const CategoryCount& one :
           count_by_category(db, db.load<Id<Activity>>("SELECT MAX(id) FROM activity")))
        for (const auto& [category, name] : names(Category{}))
          if (one.category == category)
            all += std::string(name) + " " + std::to_string(one.people) + " ";
      return all;
    });
  };
  const Browser::Fields of_eken{
      {"name", "Anna Ek"}, {"organisation_name", "Eken"}, {"category", "politician"}};
  EXPECT_EQ(visitor.post(group.link, of_eken).status, 303);
  EXPECT_EQ(counted(), "politician 1 representative 2 ");
  EXPECT_EQ(visitor
                .post(group.link + "/people/2", {{"name", "Bo Berg"},
                                                 {"person_email", std::string(bo)},
                                                 {"person_category", "official"}})
                .status,
            303);
  EXPECT_EQ(counted(), "official 1 politician 1 representative 1 ");
  EXPECT_EQ(visitor.get(group.link + "/people/2").field("person_category"), "official");
  EXPECT_FALSE(visitor.get(group.link + "/people/1").field("person_category"));
  // Another in Anna's place is no politician because she is.
  EXPECT_EQ(visitor.post(group.link + "/people/1", {{"name", "Cia"}}).status, 303);
  EXPECT_EQ(counted(), "official 1 representative 2 ");
}

TEST(Letters, TheDigitalLinkGoesToThoseWithADigitalSeatHoweverTheyGotIt) {
  constexpr std::string_view secret = "https://mote.example.org/hemligt";
  TestApp app;
  const std::string meeting = published(
      app, {{"ways", "both"}, {"digital_seats", "1"}, {"digital_link", std::string(secret)}});
  const auto has_link = [&](std::string_view email) {
    return mails_to(app, email).back().text.find(secret) != std::string::npos;
  };
  auto first = app.anyone();
  register_at(first, meeting, merged(participant(bo), {{"way", "digital"}}));
  EXPECT_TRUE(has_link(bo));
  EXPECT_EQ(calendar_line(mails_to(app, bo).back(), "LOCATION"), secret);
  EXPECT_EQ(mails_to(app, bo).back().text.find("Linköping"), std::string::npos) << "no house";
  auto second = app.anyone();
  register_at(second, meeting, merged(participant(anna), {{"way", "digital"}, {"wait", "yes"}}));
  EXPECT_FALSE(has_link(anna));
  // A new time is told to those who wait too, and the link is not.
  app.sign_in(region).post(meeting + "/edit", activity_form({{"ways", "both"},
                                                             {"digital_seats", "1"},
                                                             {"digital_link", std::string(secret)},
                                                             {"starts_time", "10:00"}}));
  EXPECT_EQ(mails_to(app, anna).back().kind, "activity_changed");
  EXPECT_FALSE(has_link(anna));
  first.post(link_in_mail(app, bo) + "/cancellation");
  EXPECT_EQ(mails_to(app, anna).back().kind, "registration_moved_up");
  EXPECT_TRUE(has_link(anna));
}

}  // namespace
}  // namespace overens::activities
