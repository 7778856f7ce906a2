#include "base/time.h"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace overens {

// Only this file knows what a Zone points to.
struct ZoneRules {
  static const date::time_zone& of(const Zone& zone) {
    return *static_cast<const date::time_zone*>(zone.rules_);
  }
};

namespace {

using std::chrono::microseconds;
using SysTime = date::sys_time<microseconds>;
using LocalClock = date::local_time<microseconds>;

constexpr std::int64_t second = 1'000'000;
constexpr int first_year = 1583;
constexpr int last_year = 9999;

SysTime sys(Instant instant) { return SysTime{microseconds{instant.microseconds}}; }
Instant instant(SysTime time) { return Instant{time.time_since_epoch().count()}; }

date::year_month_day calendar(Date date) {
  return date::year{date.year} / static_cast<int>(date.month) / static_cast<int>(date.day);
}

Date from_calendar(const date::year_month_day& date) {
  return {int{date.year()}, unsigned{date.month()}, unsigned{date.day()}};
}

LocalClock local_midnight(Date date) { return date::local_days{calendar(date)}; }

LocalTime wall_clock(LocalClock time) {
  const auto midnight = date::floor<date::days>(time);
  const date::hh_mm_ss clock{date::floor<std::chrono::seconds>(time - midnight)};
  return {from_calendar(date::year_month_day{midnight}), static_cast<int>(clock.hours().count()),
          static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count())};
}

std::string written(const LocalTime& time) {
  return fmt::format("{}T{:02}:{:02}:{:02}", iso(time.date), time.hour, time.minute, time.second);
}

// Reads a fixed form from the front; once something does not fit, `complete` stays false.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  unsigned digits(std::size_t count) {
    unsigned value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char c = rest_.empty() ? '\0' : rest_.front();
      if (c < '0' || c > '9') {
        fits_ = false;
        return 0;
      }
      value = value * 10 + static_cast<unsigned>(c - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }

  unsigned at_most(unsigned limit) {  // two digits
    const unsigned value = digits(2);
    fits_ = fits_ && value <= limit;
    return value;
  }

  void expect(char c) { fits_ = take(c) && fits_; }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  bool complete() const { return fits_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool fits_ = true;
};

Date read_date(Reader& reader) {
  Date date;
  date.year = static_cast<int>(reader.digits(4));
  reader.expect('-');
  date.month = reader.digits(2);
  reader.expect('-');
  date.day = reader.digits(2);
  return date;
}

// A date, "T" or a space, and "hh:mm" or "hh:mm:ss".
LocalTime read_local_time(Reader& reader) {
  LocalTime time;
  time.date = read_date(reader);
  if (!reader.take(' ')) reader.expect('T');
  time.hour = static_cast<int>(reader.at_most(23));
  reader.expect(':');
  time.minute = static_cast<int>(reader.at_most(59));
  if (reader.take(':')) time.second = static_cast<int>(reader.at_most(59));
  return time;
}

std::int64_t read_fraction(Reader& reader) {  // in microseconds
  if (!reader.take('.')) return 0;
  std::int64_t value = reader.digits(1) * (second / 10);
  for (std::int64_t unit = second / 100; unit > 0 && reader.at_digit(); unit /= 10)
    value += reader.digits(1) * unit;
  return value;
}

std::int64_t read_offset_seconds(Reader& reader) {
  if (reader.take('Z')) return 0;
  const bool west = reader.take('-');
  if (!west) reader.expect('+');
  const std::int64_t hours = reader.at_most(23);
  reader.expect(':');
  const std::int64_t minutes = reader.at_most(59);
  return (west ? -1 : 1) * (hours * 3600 + minutes * 60);
}

}  // namespace

Instant plus_seconds(Instant from, std::int64_t seconds) {
  return Instant{from.microseconds + seconds * second};
}

Instant plus_days(Instant from, std::int64_t days) { return plus_seconds(from, days * 86'400); }

std::int64_t seconds_between(Instant from, Instant to) {
  return date::floor<std::chrono::seconds>(sys(to) - sys(from)).count();
}

bool valid(Date date) {
  return date.year >= first_year && date.year <= last_year && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

unsigned days_in_month(int year, unsigned month) {
  return unsigned{(date::year{year} / static_cast<int>(month) / date::last).day()};
}

Date add_days(Date date, int days) {
  return from_calendar(date::sys_days{calendar(date)} + date::days{days});
}

int days_between(Date from, Date to) {
  return (date::sys_days{calendar(to)} - date::sys_days{calendar(from)}).count();
}

Weekday weekday(Date date) {
  return static_cast<Weekday>(date::weekday{date::sys_days{calendar(date)}}.iso_encoding());
}

IsoWeek iso_week(Date date) {
  const Date thursday = add_days(date, 4 - static_cast<int>(weekday(date)));
  const int days_before = days_between(Date{thursday.year, 1, 1}, thursday);
  return {thursday.year, static_cast<unsigned>(days_before) / 7 + 1};
}

bool valid(PartialDate date) {
  if (date.month == 0) return date.day == 0 && valid(Date{date.year, 1, 1});
  return valid(Date{date.year, date.month, date.day == 0 ? 1 : date.day});
}

PartialDate partial(Date date) { return {date.year, date.month, date.day}; }

Date first_day(PartialDate date) {
  return {date.year, std::max(date.month, 1u), std::max(date.day, 1u)};
}

Date last_day(PartialDate date) {
  const unsigned month = date.month == 0 ? 12 : date.month;
  return {date.year, month, date.day == 0 ? days_in_month(date.year, month) : date.day};
}

std::optional<Date> full_date(PartialDate date) {
  if (date.day == 0) return std::nullopt;
  return first_day(date);
}

std::string_view Zone::name() const { return ZoneRules::of(*this).name(); }

std::optional<Zone> find_zone(std::string_view name) {
  try {
    return Zone(date::locate_zone(name));
  } catch (const std::runtime_error&) {  // how the library says that there is none
    return std::nullopt;
  }
}

Zone zone(std::string_view name) {
  const std::optional<Zone> known = find_zone(name);
  if (!known) throw std::invalid_argument(fmt::format("no time zone {}", name));
  return *known;
}

LocalTime local_time(Instant at, const Zone& zone) {
  return wall_clock(ZoneRules::of(zone).to_local(sys(at)));
}

Date date_of(Instant at, const Zone& zone) { return local_time(at, zone).date; }

Instant start_of_day(Date date, const Zone& zone) {
  const LocalClock midnight = local_midnight(date);
  const date::local_info info = ZoneRules::of(zone).get_info(midnight);
  if (info.result == date::local_info::nonexistent) return instant(info.first.end);
  return instant(SysTime{midnight.time_since_epoch() - info.first.offset});
}

Instant end_of_day(Date date, const Zone& zone) {
  return Instant{start_of_day(add_days(date, 1), zone).microseconds - 1};
}

Instant at(Date date, int hour, int minute, const Zone& zone) {
  const LocalClock clock =
      local_midnight(date) + std::chrono::hours{hour} + std::chrono::minutes{minute};
  // `first` is the only offset, or the one before the change: right for both kinds of change.
  const date::local_info info = ZoneRules::of(zone).get_info(clock);
  return instant(SysTime{clock.time_since_epoch() - info.first.offset});
}

std::optional<Date> parse_date(std::string_view text) {
  Reader reader(text);
  const Date date = read_date(reader);
  if (!reader.complete() || !valid(date)) return std::nullopt;
  return date;
}

std::optional<PartialDate> parse_partial_date(std::string_view text) {
  Reader reader(text);
  PartialDate date;
  date.year = static_cast<int>(reader.digits(4));
  if (reader.take('-')) {
    date.month = reader.digits(2);
    if (date.month == 0) return std::nullopt;
    if (reader.take('-')) {
      date.day = reader.digits(2);
      if (date.day == 0) return std::nullopt;
    }
  }
  if (!reader.complete() || !valid(date)) return std::nullopt;
  return date;
}

std::optional<Instant> parse_local(std::string_view text, const Zone& zone) {
  Reader reader(text);
  const LocalTime time = read_local_time(reader);
  if (!reader.complete() || !valid(time.date)) return std::nullopt;
  return plus_seconds(at(time.date, time.hour, time.minute, zone), time.second);
}

std::optional<Instant> parse_instant(std::string_view text) {
  Reader reader(text);
  const LocalTime time = read_local_time(reader);
  const std::int64_t fraction = read_fraction(reader);
  const std::int64_t offset_seconds = read_offset_seconds(reader);
  if (!reader.complete() || !valid(time.date)) return std::nullopt;
  const SysTime midnight = date::sys_days{calendar(time.date)};
  const std::int64_t of_day = time.hour * 3600 + time.minute * 60 + time.second;
  return Instant{plus_seconds(instant(midnight), of_day - offset_seconds).microseconds + fraction};
}

// By hand, as dates stand on nearly every line of a page and fmt takes twenty times as long.
std::string iso(Date date) {
  const auto digit = [](unsigned number, unsigned unit) {
    return static_cast<char>('0' + number / unit % 10);
  };
  const auto year = static_cast<unsigned>(date.year);
  return {digit(year, 1000),
          digit(year, 100),
          digit(year, 10),
          digit(year, 1),
          '-',
          digit(date.month, 10),
          digit(date.month, 1),
          '-',
          digit(date.day, 10),
          digit(date.day, 1)};
}

std::string iso(PartialDate date) {
  if (date.month == 0) return fmt::format("{:04}", date.year);
  if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  return iso(first_day(date));
}

std::string iso(IsoWeek week) { return fmt::format("{:04}-W{:02}", week.year, week.week); }

std::string iso_utc(Instant at) {
  return written(wall_clock(LocalClock{sys(at).time_since_epoch()})) + 'Z';
}

std::string compact_utc(Instant at) {
  std::string text = iso_utc(at);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::string iso_local(Instant at, const Zone& zone) {
  const auto offset = ZoneRules::of(zone).get_info(sys(at)).offset;
  const std::int64_t minutes = std::chrono::duration_cast<std::chrono::minutes>(offset).count();
  const std::int64_t distance = minutes < 0 ? -minutes : minutes;
  return fmt::format("{}{}{:02}:{:02}", written(local_time(at, zone)), minutes < 0 ? '-' : '+',
                     distance / 60, distance % 60);
}

}  // namespace overens
