#include "formats/json_ld.h"

#include <gtest/gtest.h>

#include "formats/json.h"

namespace overens::formats {
namespace {

LinkedEvent meeting() {
  LinkedEvent event;
  event.url = "https://example.org/ostergotland/activities/9";
  event.name = "Stormöte \"2018\"";
  event.starts_at = *parse_instant("2018-12-11T16:00:00Z");
  event.ends_at = *parse_instant("2018-12-11T18:00:00Z");
  event.place.name = "Missionskyrkan";
  event.organizers = {"Region Östergötland", "Idéburen sektor"};
  return event;
}

std::string told(const std::unique_ptr<JsonDocument>& document, std::string_view key) {
  return document->root().find(key).text().value_or("");
}

TEST(JsonLd, AnEventSaysWhatSearchEnginesNeed) {
  const auto read = parse_json(json_ld(meeting(), zone("Europe/Stockholm")));
  ASSERT_TRUE(read->errors().empty());
  EXPECT_EQ(told(read, "@context"), "https://schema.org");
  EXPECT_EQ(told(read, "@type"), "Event");
  EXPECT_EQ(told(read, "name"), "Stormöte \"2018\"");
  EXPECT_EQ(told(read, "startDate"), "2018-12-11T17:00:00+01:00");
  EXPECT_EQ(told(read, "endDate"), "2018-12-11T19:00:00+01:00");
  EXPECT_EQ(told(read, "eventStatus"), "https://schema.org/EventScheduled");
  EXPECT_EQ(read->root().find("location").find("@type").text(), "Place");
  EXPECT_EQ(read->root().find("organizer").items().size(), 2u);
  EXPECT_FALSE(read->root().find("description").present());
}

TEST(JsonLd, ACancelledOneSaysSo) {
  LinkedEvent event = meeting();
  event.is_cancelled = true;
  const auto read = parse_json(json_ld(event, zone("Europe/Stockholm")));
  EXPECT_EQ(told(read, "eventStatus"), "https://schema.org/EventCancelled");
}

TEST(JsonLd, WhatIsAlsoOnlinePointsToItsPageAndNoFurther) {
  LinkedEvent event = meeting();
  event.attendance = EventAttendance::mixed;
  const auto read = parse_json(json_ld(event, zone("Europe/Stockholm")));
  const auto places = read->root().find("location").items();
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[1].find("@type").text(), "VirtualLocation");
  EXPECT_EQ(places[1].find("url").text(), event.url);
}

TEST(JsonLd, AnUnknownPlaceIsNotMadeUp) {
  LinkedEvent event = meeting();
  event.place.name.clear();
  EXPECT_FALSE(
      parse_json(json_ld(event, zone("Europe/Stockholm")))->root().find("location").present());
}

}  // namespace
}  // namespace overens::formats
