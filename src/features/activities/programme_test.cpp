// The programme of an activity, and how people and programs follow what is planned.
#include <gtest/gtest.h>

#include "features/activities/activities_testing.h"
#include "features/activities/programme.h"
#include "formats/json.h"

namespace overens::activities {
namespace {

std::string programme_of(const std::string& activity) { return activity + "/programme"; }

TEST(Programme, ATimeOfDayIsWrittenInOneWay) {
  for (const char* good : {"00:00", "17:30", "23:59"}) EXPECT_TRUE(is_time_of_day(good)) << good;
  for (const char* bad : {"", "7:30", "24:00", "12:60", "12.30", "ab:cd", "17:30:00"})
    EXPECT_FALSE(is_time_of_day(bad)) << bad;
}

TEST(Programme, WhatACoordinatorWritesStandsOnThePageInTheOrderOfTheDay) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  const std::string where = programme_of(meeting);
  EXPECT_TRUE(coordinator.get(where).has("There is no programme yet"));
  EXPECT_EQ(coordinator.post(where, {{"begins", "10:30"}, {"title", "Samtal vid borden"}}).status,
            303);
  EXPECT_EQ(coordinator
                .post(where, {{"begins", "09:00"},
                              {"ends", "09:30"},
                              {"title", "Välkomna"},
                              {"speaker", "Karin Ek, Eken"},
                              {"about", "Med **kaffe**."}})
                .status,
            303);
  const Answer page = app.anyone().get(meeting);
  EXPECT_TRUE(page.has("Programme"));
  EXPECT_TRUE(page.has("<strong>kaffe</strong>"));
  EXPECT_TRUE(page.has("Karin Ek, Eken"));
  EXPECT_LT(page.body.find("Välkomna"), page.body.find("Samtal vid borden"));
}

TEST(Programme, OfACopyMovesWithItsBeginning) {
  TestApp app;
  const std::string meeting = published(app);  // from 9.00
  auto coordinator = app.sign_in(region);
  coordinator.post(programme_of(meeting),
                   {{"begins", "09:15"}, {"ends", "10:00"}, {"title", "Välkomna"}});
  coordinator.post(programme_of(meeting), {{"begins", "08:30"}, {"title", "Kaffe"}});
  const auto evening = activity_form(
      {{"starts_on", "2018-11-08"}, {"starts_time", "17:30"}, {"ends_time", "20:00"}});
  const std::string copy = coordinator.post(meeting + "/copy", evening).location;
  EXPECT_EQ(coordinator.get(programme_of(copy) + "/1").field("begins"), "17:00");
  EXPECT_EQ(coordinator.get(programme_of(copy) + "/2").field("begins"), "17:45");
  EXPECT_EQ(coordinator.get(programme_of(copy) + "/2").field("ends"), "18:30");
}

TEST(Programme, APointIsMovedOverMidnightAndNeverBeforeTheFirstDay) {
  Item item;
  item.begins = "23:30";
  item.ends = "23:45";
  EXPECT_EQ(moved(item, 60).day, 1);
  EXPECT_EQ(moved(item, 60).begins, "00:30");
  EXPECT_EQ(moved(item, 60).ends, "00:45");
  EXPECT_EQ(moved(item, 20).begins, "23:50");
  EXPECT_EQ(moved(item, 20).ends, "23:59") << "it ends on the day it began";
  EXPECT_EQ(moved(item, -24 * 60).begins, "00:00");
  item.day = 1;
  EXPECT_EQ(moved(item, -24 * 60).begins, "23:30");
  EXPECT_EQ(moved(item, -24 * 60).day, 0);
}

TEST(Programme, APointSentTwiceIsOnePoint) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  const Browser::Fields point{{"begins", "09:00"}, {"title", "Fika"}};
  for (int i = 0; i < 2; ++i) EXPECT_EQ(coordinator.post(programme_of(meeting), point).status, 303);
  const Answer page = coordinator.get(programme_of(meeting));
  EXPECT_TRUE(page.has("/programme/1/removal"));
  EXPECT_FALSE(page.has("/programme/2/removal"));
}

TEST(Programme, WhatIsWrongIsSaidAtItsFieldAndTheRestStays) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  const auto refused = [&](const Browser::Fields& fields, std::string_view words) {
    const Answer again = coordinator.post(programme_of(meeting), fields);
    EXPECT_EQ(again.status, 422) << words;
    EXPECT_TRUE(again.has(words)) << words;
    EXPECT_EQ(again.field("speaker"), "Karin");
  };
  refused({{"begins", ""}, {"title", "Fika"}, {"speaker", "Karin"}}, "Write when it begins.");
  refused({{"begins", "25:00"}, {"title", "Fika"}, {"speaker", "Karin"}}, "Write a time as 17:30.");
  refused({{"begins", "10:00"}, {"ends", "09:00"}, {"title", "Fika"}, {"speaker", "Karin"}},
          "It must end after it begins.");
  refused({{"begins", "10:00"}, {"title", ""}, {"speaker", "Karin"}}, "Write what happens.");
  EXPECT_FALSE(app.anyone().get(meeting).has("Fika"));
}

TEST(Programme, AChangeKeepsWhatStoodThereAndAPointCanBeTakenOut) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  coordinator.post(programme_of(meeting), {{"begins", "09:00"}, {"title", "Fika"}});
  const std::string point = programme_of(meeting) + "/1";
  EXPECT_EQ(coordinator.get(point).field("title"), "Fika");
  EXPECT_EQ(coordinator.post(point, {{"begins", "09:15"}, {"title", "Kaffe"}}).status, 303);
  EXPECT_TRUE(coordinator.get(meeting).has("09:00 Fika"));
  EXPECT_EQ(coordinator.post(point + "/removal").status, 303);
  EXPECT_TRUE(coordinator.get(meeting).has("09:15 Kaffe"));  // in the history
  EXPECT_FALSE(app.anyone().get(meeting).has("Kaffe"));
  EXPECT_EQ(coordinator.get(point).status, 404);
  coordinator.post(programme_of(meeting), {{"begins", "09:00"}, {"title", "Igen"}});
  EXPECT_EQ(coordinator.get(point).status, 404);  // a number is never used again
}

TEST(Programme, ItFollowsWhenTheActivityMovesAndSpansItsDays) {
  TestApp app;
  const std::string meeting = published(app, {{"ends_on", "2018-10-09"}});
  auto coordinator = app.sign_in(region);
  coordinator.post(programme_of(meeting),
                   {{"day", "1"}, {"begins", "09:00"}, {"title", "Dag två"}});
  EXPECT_EQ(
      coordinator
          .post(programme_of(meeting), {{"day", "2"}, {"begins", "09:00"}, {"title", "Dag tre"}})
          .status,
      422);
  EXPECT_TRUE(app.anyone().get(meeting).has("2018-10-09T09:00:00+02:00"));
  coordinator.post(meeting + "/edit",
                   activity_form({{"starts_on", "2018-11-08"}, {"ends_on", "2018-11-09"}}));
  EXPECT_TRUE(app.anyone().get(meeting).has("2018-11-09T09:00:00+01:00"));
}

TEST(Programme, OnlyCoordinatorsWriteItAndOnlyOfTheirOwnActivities) {
  TestApp app;
  const std::string meeting = published(app);
  const Browser::Fields point{{"begins", "09:00"}, {"title", "Fika"}};
  EXPECT_EQ(app.anyone().post(programme_of(meeting), point).status, 401);
  EXPECT_EQ(app.sign_in("nagon@example.org").post(programme_of(meeting), point).status, 403);
  auto coordinator = app.sign_in(civil);
  EXPECT_EQ(coordinator.post(programme_of(meeting), point).status, 303);
  EXPECT_EQ(coordinator.get("/ostergotland/activities/1/programme/1").status, 404);
}

// The JSON of a page's data block.
std::string linked(const Answer& page) {
  constexpr std::string_view begin = R"(<script type="application/ld+json">)";
  const std::size_t at = page.body.find(begin);
  if (at == std::string::npos) return "";
  const std::size_t from = at + begin.size();
  return page.body.substr(from, page.body.find("</script>", from) - from);
}

TEST(Following, ProgramsReadTheEventOnItsPage) {
  TestApp app;
  const std::string meeting =
      published(app, {{"title", "</script><b>Möte & mer"}, {"place", "Linköping"}});
  auto coordinator = app.sign_in(region);
  coordinator.post(programme_of(meeting), {{"begins", "09:00"}, {"title", "Fika"}});
  const Answer page = app.anyone().get(meeting);
  const auto read = formats::parse_json(linked(page));
  ASSERT_TRUE(read->errors().empty()) << linked(page);
  const auto root = read->root();
  EXPECT_EQ(root.find("@type").text(), "Event");
  EXPECT_EQ(root.find("name").text(), "</script><b>Möte & mer");
  EXPECT_EQ(root.find("startDate").text(), "2018-10-08T09:00:00+02:00");
  EXPECT_EQ(root.find("location").find("name").text(), "Linköping");
  EXPECT_EQ(root.find("organizer").items().size(), 2u);
  EXPECT_EQ(root.find("subEvent").items().size(), 1u);
  coordinator.post(meeting + "/cancellation", {{"reason", "Snö."}});
  const Answer off = app.anyone().get(meeting);
  EXPECT_EQ(formats::parse_json(linked(off))->root().find("eventStatus").text(),
            "https://schema.org/EventCancelled");
}

TEST(Following, AFeedAndACalendarTellOfEveryActivityButDrafts) {
  TestApp app;
  const std::string meeting = published(app);
  app.sign_in(region).post("/ostergotland/activities/new", activity_form({{"title", "Hemligt"}}));
  const Answer feed = app.anyone().get("/ostergotland/activities.atom");
  EXPECT_EQ(feed.status, 200);
  EXPECT_EQ(*feed.headers.find("Content-Type"), "application/atom+xml; charset=utf-8");
  EXPECT_TRUE(feed.has("Vårmöte"));
  EXPECT_FALSE(feed.has("Hemligt"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/activities").has("webcal://"));
  const Answer calendar = app.anyone().get("/ostergotland/calendar.ics");
  EXPECT_TRUE(calendar.has("BEGIN:VTIMEZONE"));
  EXPECT_FALSE(calendar.has("Hemligt"));
}

}  // namespace
}  // namespace overens::activities
