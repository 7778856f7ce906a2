// Meetings for people's calendars: one event in a mail (RFC 5545, 5546, 6047), or many in a feed.
// The same meeting keeps its UID; each change raises SEQUENCE; a cancelled one says METHOD:CANCEL.
// Writes the rules of the time zone along, so that no calendar has to guess them.
// Must not know SQL, requests, or what an activity is; reads no clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace overens::formats {

// PUBLISH: to subscribe or save. REQUEST: an invitation or its change. CANCEL: it is off, or you
// are no longer on the list.
enum class CalendarMethod { publish, request, cancel };

enum class EventStatus { tentative, confirmed, cancelled };

struct CalendarPerson {
  std::string name;  // may be empty
  std::string mail;
};

struct CalendarEvent {
  std::string uid;   // for ever the same, unique in the world: "activity-12@example.org"
  int sequence = 0;  // rises with each change
  Instant starts_at{};
  std::optional<Instant> ends_at;  // without it the event has no length
  bool whole_days = false;         // only the dates of starts_at and ends_at (the last day) count
  std::string summary;
  std::string description;
  std::string location;
  std::string url;                          // absolute
  std::optional<CalendarPerson> organizer;  // the From of the mail, or calendars refuse the change
  std::optional<CalendarPerson> attendee;   // the receiver; left out in PUBLISH (RFC 5546, 3.2.1)
  EventStatus status = EventStatus::confirmed;  // always cancelled in CANCEL
  Instant last_modified{};
};

struct Calendar {
  CalendarMethod method = CalendarMethod::publish;
  Zone zone;             // in which the times are shown
  Instant now{};         // DTSTAMP
  std::string name;      // of a feed; may be empty
  std::string language;  // "sv"; may be empty
  std::vector<CalendarEvent> events;
};

// The calendar as UTF-8 with CRLF and folded lines, ready to be sent as text/calendar.
std::string icalendar(const Calendar& calendar);

// "REQUEST", as the method parameter of the mail's Content-Type must repeat it (RFC 6047, 2.4).
std::string_view name_of(CalendarMethod method);

}  // namespace overens::formats
