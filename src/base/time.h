// Instants, calendar dates and the time zone that joins them.
//
// An Instant is a point in time (UTC), a Date a day in the proleptic Gregorian calendar, and which
// of the two a thing has is part of what it means: a meeting starts at an instant, a deadline is a
// date and ends with its day in the time zone of the house. Zones come from the system's tz
// database. Must not know: the clock (base/clock.h), languages (base/translation.h), SQL.
// All functions may be called from any thread. Parsing never throws: what is not understood in
// full is nullopt. Written forms follow ISO 8601; instants follow RFC 3339.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace overens {

// Microseconds since 1970-01-01T00:00:00Z, without leap seconds.
struct Instant {
  std::int64_t microseconds = 0;
  auto operator<=>(const Instant&) const = default;
};

Instant plus_seconds(Instant, std::int64_t seconds);
// So many times 24 hours, for lifetimes; for the same hour on another day go by way of the Date.
Instant plus_days(Instant, std::int64_t days);
std::int64_t seconds_between(Instant from, Instant to);  // rounded down; negative when to < from

// A day. Anyone can write Date{2018, 2, 30}: what came from outside is checked with `valid`, and
// the parsers return only valid dates. The functions below expect one.
struct Date {
  int year = 1970;     // 1583..9999: the first whole Gregorian year, and the last of four digits
  unsigned month = 1;  // 1..12
  unsigned day = 1;    // 1..31
  auto operator<=>(const Date&) const = default;
};

bool valid(Date);
unsigned days_in_month(int year, unsigned month);
Date add_days(Date, int days);
int days_between(Date from, Date to);  // negative when to < from

enum class Weekday { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };
Weekday weekday(Date);

// Week 1 has the year's first Thursday; the week's year may differ from the date's (ISO 8601).
struct IsoWeek {
  int year = 1970;
  unsigned week = 1;  // 1..53
  auto operator<=>(const IsoWeek&) const = default;
};
IsoWeek iso_week(Date);

// A date as well as it is known: "2017", "2017-06" or "2017-06-14". Sorts by its beginning, the
// less precise first.
struct PartialDate {
  int year = 1970;
  unsigned month = 0;  // 0: not known, and then no day either
  unsigned day = 0;    // 0: not known
  auto operator<=>(const PartialDate&) const = default;
};

bool valid(PartialDate);
PartialDate partial(Date);
Date first_day(PartialDate);
Date last_day(PartialDate);
std::optional<Date> full_date(PartialDate);  // none unless the day is known

// A time zone: a small value to copy, valid as long as the program runs.
class Zone {
 public:
  std::string_view name() const;  // "Europe/Stockholm"
  bool operator==(const Zone&) const = default;

 private:
  friend std::optional<Zone> find_zone(std::string_view);
  friend struct ZoneRules;
  explicit Zone(const void* rules) : rules_(rules) {}
  const void* rules_;
};

// The zone of that name in the tz database ("Europe/Stockholm", "UTC"), or none.
std::optional<Zone> find_zone(std::string_view name);
// The same for a name that has been checked before; throws std::invalid_argument otherwise.
Zone zone(std::string_view name);

// What a clock on the wall shows.
struct LocalTime {
  Date date;
  int hour = 0;
  int minute = 0;
  int second = 0;
  auto operator<=>(const LocalTime&) const = default;
};

LocalTime local_time(Instant, const Zone&);
Date date_of(Instant, const Zone&);
// The first instant of the day, and its last microsecond (23:59:59.999999), so that "by 30 April"
// is `now <= end_of_day(date, zone)`.
Instant start_of_day(Date, const Zone&);
Instant end_of_day(Date, const Zone&);
// That time on that day. A time that the change to summer time skips moves forward by as much as
// the clock does (2.30 becomes 3.30); one that comes twice in autumn is the first.
Instant at(Date, int hour, int minute, const Zone&);

std::optional<Date> parse_date(std::string_view);                 // "2018-12-13"
std::optional<PartialDate> parse_partial_date(std::string_view);  // "2017", "2017-06", "2017-06-14"
// "2018-04-16 13:00" or "2018-04-16T13:00", also with ":30" for seconds, as a browser sends it.
std::optional<Instant> parse_local(std::string_view, const Zone&);
// "2018-12-11T16:00:00Z" or with an offset as "+01:00"; up to six decimals of a second (RFC 3339).
std::optional<Instant> parse_instant(std::string_view);

std::string iso(Date);                        // "2018-12-13"
std::string iso(PartialDate);                 // "2017-06"
std::string iso(IsoWeek);                     // "2018-W50"
std::string iso_utc(Instant);                 // "2018-12-11T16:00:00Z", seconds rounded down
std::string compact_utc(Instant);             // "20181211T160000Z", as in the name of a file
std::string iso_local(Instant, const Zone&);  // "2018-12-11T17:00:00+01:00"

}  // namespace overens
