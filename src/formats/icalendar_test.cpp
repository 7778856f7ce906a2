// What others make of our calendars: libical reads them, as a judge.
#include "formats/icalendar.h"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>
#include <sstream>

namespace overens::formats {
namespace {

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Free>;

Component parsed(const std::string& text) {
  Component calendar(icalparser_parse_string(text.c_str()));
  EXPECT_TRUE(calendar);
  EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0);
  EXPECT_NE(icalrestriction_check(calendar.get()), 0);
  EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0) << text;
  return calendar;
}

icalcomponent* first_event(const Component& calendar) {
  return icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
}

// The instant as libical reckons it with the zone we wrote, not with the system's.
std::int64_t starts_at_s(const Component& calendar, icalcomponent* event) {
  icalproperty* start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
  icalparameter* id = icalproperty_get_first_parameter(start, ICAL_TZID_PARAMETER);
  icaltimezone* where = icalcomponent_get_timezone(calendar.get(), icalparameter_get_tzid(id));
  EXPECT_TRUE(where) << "no VTIMEZONE";
  icaltimetype time = icalproperty_get_dtstart(start);
  return icaltime_as_timet_with_zone(time, where);
}

Calendar calendar_at(Instant start, const Zone& where = zone("Europe/Stockholm")) {
  CalendarEvent event;
  event.uid = "activity-12@example.org";
  event.starts_at = start;
  event.ends_at = plus_seconds(start, 3 * 3600);
  event.summary = "Stormöte; årets, sista";
  event.description =
      "Rad ett\nRad två \\ med ett mycket långt stycke om överenskommelsen, åäö åäö"
      " åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö";
  event.location = "Missionskyrkan, Linköping";
  event.url = "https://example.org/ostergotland/activities/12";
  event.organizer = {"Överens \"Öst\"", "post@example.org"};
  event.attendee = {"Åsa Öberg", "asa@example.org"};
  event.last_modified = *parse_instant("2018-11-01T08:00:00Z");
  return {
      CalendarMethod::request, where, *parse_instant("2018-11-02T08:00:00Z"), "", "sv", {event}};
}

Instant stockholm(std::string_view text) { return *parse_local(text, zone("Europe/Stockholm")); }

TEST(ICalendar, AnInvitationSaysWhatWhereAndWho) {
  const Component calendar = parsed(icalendar(calendar_at(stockholm("2018-12-11 17:00"))));
  icalcomponent* event = first_event(calendar);
  EXPECT_EQ(icalcomponent_get_method(calendar.get()), ICAL_METHOD_REQUEST);
  EXPECT_STREQ(icalcomponent_get_summary(event), "Stormöte; årets, sista");
  EXPECT_TRUE(
      std::string(icalcomponent_get_description(event)).starts_with("Rad ett\nRad två \\ med"));
  EXPECT_STREQ(icalcomponent_get_location(event), "Missionskyrkan, Linköping");
  EXPECT_STREQ(icalcomponent_get_uid(event), "activity-12@example.org");
  EXPECT_EQ(icalcomponent_count_properties(event, ICAL_ATTENDEE_PROPERTY), 1);
  icalproperty* organizer = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY);
  EXPECT_STREQ(icalproperty_get_organizer(organizer), "mailto:post@example.org");
}

TEST(ICalendar, OthersReckonTheSameInstantInSummerInWinterAndAcrossTheChange) {
  for (const std::string_view text :
       {"2018-12-11 17:00", "2018-06-19 09:00", "2019-03-31 01:30", "2019-03-31 03:00",
        "2019-10-27 00:30", "2019-10-27 04:00", "2018-12-31 23:30", "2031-07-01 12:00"}) {
    const Instant start = stockholm(text);
    const Component calendar = parsed(icalendar(calendar_at(start)));
    EXPECT_EQ(starts_at_s(calendar, first_event(calendar)), start.microseconds / 1'000'000) << text;
  }
}

TEST(ICalendar, OtherZonesHoldToo) {
  for (const char* name : {"Europe/Helsinki", "America/New_York", "Asia/Kathmandu", "UTC",
                           "Africa/Casablanca", "Australia/Sydney"}) {
    for (const std::string_view text : {"2020-01-15T08:00:00Z", "2020-07-15T08:00:00Z"}) {
      const Instant start = *parse_instant(text);
      const Component calendar = parsed(icalendar(calendar_at(start, zone(name))));
      EXPECT_EQ(starts_at_s(calendar, first_event(calendar)), start.microseconds / 1'000'000)
          << name << " " << text;
    }
  }
}

TEST(ICalendar, StockholmIsWrittenAsTheRuleOfTheUnion) {
  const std::string text = icalendar(calendar_at(stockholm("2018-12-11 17:00")));
  EXPECT_NE(text.find("BEGIN:STANDARD\r\nDTSTART:20171029T030000\r\nTZOFFSETFROM:+0200\r\n"
                      "TZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
                      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("DTSTART:20170326T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
                      "TZNAME:CEST\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"),
            std::string::npos);
}

TEST(ICalendar, ACancellationIsNotARequest) {
  Calendar off = calendar_at(stockholm("2018-12-11 17:00"));
  off.method = CalendarMethod::cancel;
  off.events[0].sequence = 2;
  const Component calendar = parsed(icalendar(off));
  icalcomponent* event = first_event(calendar);
  EXPECT_EQ(icalcomponent_get_method(calendar.get()), ICAL_METHOD_CANCEL);
  EXPECT_EQ(icalcomponent_get_status(event), ICAL_STATUS_CANCELLED);
  EXPECT_EQ(icalcomponent_get_sequence(event), 2);
}

TEST(ICalendar, AFeedHoldsManyEventsAndNobodysAddress) {
  Calendar feed = calendar_at(stockholm("2018-12-11 17:00"));
  feed.method = CalendarMethod::publish;
  feed.name = "Överenskommelsen";
  feed.events.push_back(feed.events[0]);
  feed.events[1].uid = "activity-13@example.org";
  feed.events[1].whole_days = true;
  const std::string text = icalendar(feed);
  const Component calendar = parsed(text);
  EXPECT_EQ(icalcomponent_count_components(calendar.get(), ICAL_VEVENT_COMPONENT), 2);
  EXPECT_EQ(text.find("ATTENDEE"), std::string::npos);
  EXPECT_NE(text.find("DTSTART;VALUE=DATE:20181211\r\nDTEND;VALUE=DATE:20181212\r\n"),
            std::string::npos);
}

TEST(ICalendar, NoLineIsLongerThan75OctetsOrCutsACharacter) {
  std::istringstream lines(icalendar(calendar_at(stockholm("2018-12-11 17:00"))));
  for (std::string line; std::getline(lines, line);) {
    ASSERT_TRUE(line.ends_with('\r'));
    line.pop_back();
    EXPECT_LE(line.size(), 75U);
    const std::size_t first = line.starts_with(' ') ? 1 : 0;
    EXPECT_NE(static_cast<unsigned char>(line[first]) & 0xC0, 0x80) << line;
  }
}

TEST(ICalendar, NothingTypedBecomesALineOfItsOwn) {
  Calendar sly = calendar_at(stockholm("2018-12-11 17:00"));
  sly.events[0].url = "https://example.org/\r\nX-SLY:1";
  sly.events[0].summary = "A\r\nX-SLY:1";
  sly.events[0].attendee = {"A\"\r\nX-SLY:1", "a@example.org\r\nX-SLY:1"};
  EXPECT_EQ(icalendar(sly).find("\nX-SLY"), std::string::npos);
}

}  // namespace
}  // namespace overens::formats
