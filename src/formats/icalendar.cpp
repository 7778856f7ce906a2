#include "formats/icalendar.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "formats/icalendar_zone.h"

namespace overens::formats {
namespace {

constexpr std::size_t line_octets = 75;  // RFC 5545, 3.1, without the line end

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Folded never inside a character: some calendars show the halves.
void append_line(std::string& text, std::string_view line) {
  std::size_t room = line_octets;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 0 && continues_character(line[cut])) --cut;
    text.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = line_octets - 1;  // the space that begins a continuation counts
  }
  text.append(line).append("\r\n");
}

// RFC 5545, 3.3.11: a value of type TEXT.
std::string escaped(std::string_view value) {
  std::string text;
  for (const char c : tidy_text(value)) {
    if (c == '\n') {
      text += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') text += '\\';
    text += c;
  }
  return text;
}

// RFC 5545, 3.2: a parameter in quotes cannot hold a quote, and has no escape for one.
std::string parameter(std::string_view value) {
  std::string text = tidy_line(value);
  std::ranges::replace(text, '"', '\'');
  return text;
}

void text_line(std::string& text, std::string_view name, std::string_view value) {
  if (!value.empty()) append_line(text, fmt::format("{}:{}", name, escaped(value)));
}

std::string date_text(Date date) {
  return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
}

std::string time_text(const LocalTime& time) {
  return fmt::format("{}T{:02}{:02}{:02}", date_text(time.date), time.hour, time.minute,
                     time.second);
}

std::string utc_text(Instant at) { return time_text(local_time(at, zone("UTC"))) + "Z"; }

void local_line(std::string& text, std::string_view name, Instant at, const Zone& where) {
  append_line(text,
              fmt::format("{};TZID={}:{}", name, where.name(), time_text(local_time(at, where))));
}

void date_line(std::string& text, std::string_view name, Date date) {
  append_line(text, fmt::format("{};VALUE=DATE:{}", name, date_text(date)));
}

void append_times(std::string& text, const CalendarEvent& event, const Zone& where) {
  if (event.whole_days) {
    date_line(text, "DTSTART", date_of(event.starts_at, where));
    // DTEND is the day after the last (RFC 5545, 3.6.1).
    const Instant last = event.ends_at.value_or(event.starts_at);
    date_line(text, "DTEND", add_days(date_of(last, where), 1));
    return;
  }
  local_line(text, "DTSTART", event.starts_at, where);
  if (event.ends_at) local_line(text, "DTEND", *event.ends_at, where);
}

void person_line(std::string& text, std::string_view property, const CalendarPerson& person,
                 std::string_view parameters) {
  std::string line(property);
  if (!person.name.empty()) line += fmt::format(";CN=\"{}\"", parameter(person.name));
  append_line(text, fmt::format("{}{}:mailto:{}", line, parameters, tidy_line(person.mail)));
}

std::string_view status_text(EventStatus status) {
  switch (status) {
    case EventStatus::tentative:
      return "TENTATIVE";
    case EventStatus::confirmed:
      return "CONFIRMED";
    case EventStatus::cancelled:
      break;
  }
  return "CANCELLED";
}

void append_event(std::string& text, const Calendar& calendar, const CalendarEvent& event) {
  const bool is_off = calendar.method == CalendarMethod::cancel;
  append_line(text, "BEGIN:VEVENT");
  text_line(text, "UID", event.uid);
  append_line(text, fmt::format("SEQUENCE:{}", event.sequence));
  append_line(text, "DTSTAMP:" + utc_text(calendar.now));
  append_line(text, "LAST-MODIFIED:" + utc_text(event.last_modified));
  append_times(text, event, calendar.zone);
  text_line(text, "SUMMARY", event.summary);
  text_line(text, "DESCRIPTION", event.description);
  text_line(text, "LOCATION", event.location);
  if (!event.url.empty()) append_line(text, "URL:" + tidy_line(event.url));
  if (event.organizer) person_line(text, "ORGANIZER", *event.organizer, "");
  if (event.attendee && calendar.method != CalendarMethod::publish) {
    // Who gets this mail has answered already, by registering.
    const std::string_view answered = is_off ? "" : ";PARTSTAT=ACCEPTED;RSVP=FALSE";
    person_line(text, "ATTENDEE", *event.attendee, answered);
  }
  append_line(
      text, fmt::format("STATUS:{}", status_text(is_off ? EventStatus::cancelled : event.status)));
  append_line(text, "END:VEVENT");
}

// A VTIMEZONE belongs to times with TZID; whole days have none.
void append_zone(std::string& text, const Calendar& calendar) {
  std::optional<int> first;
  std::optional<int> last;
  for (const CalendarEvent& event : calendar.events) {
    if (event.whole_days) continue;
    const int begins = date_of(event.starts_at, calendar.zone).year;
    const int ends = date_of(event.ends_at.value_or(event.starts_at), calendar.zone).year;
    first = std::min(first.value_or(begins), begins);
    last = std::max(last.value_or(ends), ends);
  }
  if (!first) return;
  for (const std::string& line : time_zone_lines(calendar.zone, *first, *last))
    append_line(text, line);
}

}  // namespace

std::string icalendar(const Calendar& calendar) {
  std::string text;
  append_line(text, "BEGIN:VCALENDAR");
  append_line(text, "VERSION:2.0");
  const std::string language = calendar.language.empty() ? "en" : calendar.language;
  append_line(text, fmt::format("PRODID:-//Överens//Överens//{}", language));
  append_line(text, "CALSCALE:GREGORIAN");
  append_line(text, fmt::format("METHOD:{}", name_of(calendar.method)));
  text_line(text, "X-WR-CALNAME", calendar.name);
  append_zone(text, calendar);
  for (const CalendarEvent& event : calendar.events) append_event(text, calendar, event);
  append_line(text, "END:VCALENDAR");
  return text;
}

std::string_view name_of(CalendarMethod method) {
  switch (method) {
    case CalendarMethod::publish:
      return "PUBLISH";
    case CalendarMethod::request:
      return "REQUEST";
    case CalendarMethod::cancel:
      break;
  }
  return "CANCEL";
}

}  // namespace overens::formats
