#include "formats/icalendar_zone.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace overens::formats {
namespace {

using std::chrono::seconds;

// A moment when the clocks of the zone change.
struct Change {
  date::local_seconds at;  // by the clock that is about to change
  seconds from{};
  seconds to{};
  bool summer = false;
  std::string abbreviation;
};

// "On the last Sunday of March at 2": week is 1 to 4 from the beginning, -1 for the last.
struct Rule {
  unsigned month = 0;
  int week = 0;
  unsigned weekday = 0;
  seconds time{};
  auto operator<=>(const Rule&) const = default;
};

date::sys_seconds new_year(int year) {
  return date::sys_days{date::year{year} / date::January / 1};
}

std::vector<Change> changes_between(const date::time_zone& zone, int first_year, int last_year) {
  std::vector<Change> changes;
  const date::sys_seconds end = new_year(last_year + 1);
  date::sys_info before = zone.get_info(new_year(first_year));
  while (before.end < end) {
    const date::sys_info after = zone.get_info(before.end);
    const auto at = date::local_seconds{(before.end + before.offset).time_since_epoch()};
    const bool summer = after.save != std::chrono::minutes{0};
    changes.push_back({at, before.offset, after.offset, summer, after.abbrev});
    before = after;
  }
  return changes;
}

// The two ways to name the day: from the beginning of the month, and from its end.
std::array<Rule, 2> rules_for(const Change& change) {
  const auto day = date::floor<date::days>(change.at);
  const date::year_month_day date{day};
  const unsigned number = static_cast<unsigned>(date.day());
  const unsigned length = static_cast<unsigned>((date.year() / date.month() / date::last).day());
  Rule rule{static_cast<unsigned>(date.month()), static_cast<int>((number - 1) / 7 + 1),
            date::weekday{day}.c_encoding(), change.at - day};
  Rule from_end = rule;
  from_end.week = -static_cast<int>((length - number) / 7 + 1);
  return {from_end, rule};
}

// The one rule behind changes of consecutive years, one a year.
std::optional<Rule> common_rule(const std::vector<Change>& changes) {
  for (const std::size_t way : {0U, 1U}) {
    const Rule rule = rules_for(changes.front())[way];
    const auto follows = [&](const Change& change) { return rules_for(change)[way] == rule; };
    if (std::ranges::all_of(changes, follows)) return rule;
  }
  return {};
}

std::string offset_text(seconds offset) {
  const long long total = std::chrono::abs(offset).count();
  const char sign = offset < seconds{0} ? '-' : '+';
  std::string text = fmt::format("{}{:02}{:02}", sign, total / 3600, total / 60 % 60);
  if (total % 60 != 0) text += fmt::format("{:02}", total % 60);
  return text;
}

std::string local_text(date::local_seconds at) {
  const auto day = date::floor<date::days>(at);
  const date::year_month_day date{day};
  const date::hh_mm_ss time{at - day};
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

void append_change(std::vector<std::string>& lines, const Change& change,
                   const std::optional<Rule>& rule) {
  static constexpr std::array<std::string_view, 7> weekdays = {"SU", "MO", "TU", "WE",
                                                               "TH", "FR", "SA"};
  const std::string_view kind = change.summer ? "DAYLIGHT" : "STANDARD";
  lines.push_back(fmt::format("BEGIN:{}", kind));
  lines.push_back("DTSTART:" + local_text(change.at));
  lines.push_back("TZOFFSETFROM:" + offset_text(change.from));
  lines.push_back("TZOFFSETTO:" + offset_text(change.to));
  lines.push_back("TZNAME:" + change.abbreviation);
  if (rule)
    lines.push_back(fmt::format("RRULE:FREQ=YEARLY;BYMONTH={};BYDAY={}{}", rule->month, rule->week,
                                weekdays[rule->weekday]));
  lines.push_back(fmt::format("END:{}", kind));
}

// Changes of the same kind, with the year's turns in order.
using Kind = std::pair<seconds, seconds>;
std::map<Kind, std::vector<Change>> by_kind(const std::vector<Change>& changes) {
  std::map<Kind, std::vector<Change>> kinds;
  for (const Change& change : changes) kinds[{change.from, change.to}].push_back(change);
  return kinds;
}

void append_kind(std::vector<std::string>& lines, const std::vector<Change>& changes, int years) {
  const bool each_year = static_cast<int>(changes.size()) == years;
  const std::optional<Rule> rule = each_year ? common_rule(changes) : std::nullopt;
  if (rule) {
    append_change(lines, changes.front(), rule);
  } else {
    for (const Change& change : changes) append_change(lines, change, std::nullopt);
  }
}

}  // namespace

std::vector<std::string> time_zone_lines(const Zone& zone, int first_year, int last_year) {
  const date::time_zone& rules = *date::locate_zone(zone.name());
  // A year more on either side, so that the first event stands after a change and the last before.
  const int begin = first_year - 1;
  const int years = last_year + 1 - begin + 1;
  const std::vector<Change> changes = changes_between(rules, begin, last_year + 1);

  std::vector<std::string> lines = {"BEGIN:VTIMEZONE", "TZID:" + std::string(zone.name())};
  for (const auto& [kind, alike] : by_kind(changes)) append_kind(lines, alike, years);
  const date::sys_info first = rules.get_info(new_year(begin));
  if (static_cast<int>(changes.size()) < years) {
    // Not every year has a change: say what holds before the first.
    const date::local_seconds epoch{seconds{0}};
    append_change(lines, {epoch, first.offset, first.offset, false, first.abbrev}, std::nullopt);
  }
  lines.push_back("END:VTIMEZONE");
  return lines;
}

}  // namespace overens::formats
