#include "features/activities/rules.h"

#include <algorithm>
#include <sstream>

#include "base/text.h"

namespace overens::activities {
namespace {

constexpr int months_of_a_year = 12;

Instant just_before(Instant at) { return {at.microseconds - 1}; }

}  // namespace

bool closes_before_it_starts(const Activity& activity, const Zone& zone) {
  return activity.register_by && end_of_day(*activity.register_by, zone) < activity.starts_at;
}

Instant closes_at(const Activity& activity, const Zone& zone) {
  return closes_before_it_starts(activity, zone) ? end_of_day(*activity.register_by, zone)
                                                 : just_before(activity.starts_at);
}

Standing standing(const Activity& activity, Instant now, const Zone& zone) {
  if (activity.status == Status::draft) return Standing::draft;
  if (activity.status == Status::cancelled) return Standing::cancelled;
  if (now > activity.ends_at) return Standing::past;
  if (now >= activity.starts_at) return Standing::under_way;
  if (activity.details_follow) return Standing::announced;
  if (now > closes_at(activity, zone)) return Standing::closed;
  if (activity.opens_at && now < *activity.opens_at) return Standing::not_open;
  if (!activity.registration_link.empty()) return Standing::elsewhere;
  return activity.is_full ? Standing::full : Standing::open;
}

bool is_documented(const Activity& activity) {
  return !activity.result.empty() || activity.has_minutes;
}

std::optional<Instant> standing_until(const Activity& activity, Instant now, const Zone& zone) {
  if (activity.status != Status::published) return std::nullopt;
  std::optional<Instant> until;
  const auto consider = [&](Instant last) {
    if (now <= last && (!until || last < *until)) until = last;
  };
  if (activity.opens_at) consider(just_before(*activity.opens_at));
  if (activity.is_full) consider(just_before(cutoff_at(activity)));  // the line ends
  for (const Instant last :
       {closes_at(activity, zone), just_before(activity.starts_at), activity.ends_at})
    consider(last);
  return until;
}

Instant cutoff_at(const Activity& activity) {
  constexpr std::int64_t seconds_an_hour = 3600;
  return plus_seconds(activity.starts_at, -activity.cutoff_hours * seconds_an_hour);
}

bool may_be_moved_up(const Activity& activity, Instant now) {
  return activity.status == Status::published && activity.waiting_list != WaitingList::held &&
         now < cutoff_at(activity) && now < activity.starts_at;
}

bool may_join_line(const Activity& activity, Instant now) {
  return activity.waiting_list != WaitingList::off && now < cutoff_at(activity);
}

std::optional<Instant> offer_ends_at(const Activity& activity, Instant now) {
  constexpr std::int64_t seconds_an_hour = 3600;
  if (!activity.offer_hours) return std::nullopt;
  return std::min(plus_seconds(now, *activity.offer_hours * seconds_an_hour),
                  just_before(activity.starts_at));
}

Instant changes_end_at(const Activity& activity, const Zone& zone) {
  const Instant begins = just_before(activity.starts_at);
  if (!activity.changes_until) return begins;
  return std::min(end_of_day(*activity.changes_until, zone), begins);
}

Category category_of(bool is_for_body, bool is_for_organisation) {
  if (is_for_body) return Category::official;
  return is_for_organisation ? Category::representative : Category::other;
}

bool may_be_written_down(const Activity& activity, Instant now) {
  return activity.status == Status::published && activity.registration_link.empty() &&
         now <= activity.ends_at;
}

bool may_register_for(Audience audience, bool is_of_a_party) {
  return audience != Audience::affiliated || is_of_a_party;
}

bool moves(const Activity& before, const Activity& after) {
  return before.starts_at != after.starts_at || before.ends_at != after.ends_at ||
         before.place != after.place || before.title != after.title;
}

Date ordinary_day(Date from) {
  const auto is_ordinary = [](const Date& day) {
    const bool is_midweek = weekday(day) == Weekday::tuesday || weekday(day) == Weekday::wednesday;
    const bool is_between_the_years =
        (day.month == 12 && day.day > 17) || (day.month == 1 && day.day < 9);
    const bool is_holiday = (day.month == 5 && day.day == 1) || (day.month == 6 && day.day == 6);
    return is_midweek && !is_between_the_years && !is_holiday;
  };
  while (!is_ordinary(from)) from = add_days(from, 1);
  return from;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (line = tidy_line(line); !line.empty()) lines.push_back(line);
  return lines;
}

std::vector<Held> held_by_answers(const Question& before, const NewQuestion& corrected,
                                  const std::vector<std::string>& given_lines) {
  if (given_lines.empty()) return {};
  std::vector<Held> held;
  if (corrected.kind != before.kind)
    held.push_back({"kind", t("Somebody has answered: the kind stays. Ask another question.")});
  if (corrected.purpose != before.purpose)
    held.push_back(
        {"purpose",
         t("Somebody has answered and was told why: “{}”. Ask another question.", before.purpose)});
  if (corrected.kept_days > before.kept_days)
    held.push_back({"kept_days", tn("Somebody has answered and was told that it is kept {} day. "
                                    "It can only be shorter.",
                                    "Somebody has answered and was told that it is kept {} days. "
                                    "It can only be shorter.",
                                    before.kept_days)});
  if (corrected.kind != QuestionKind::choice && corrected.kind != QuestionKind::choices)
    return held;
  const auto choices = lines_of(corrected.choices);
  for (const std::string& line : given_lines)
    if (std::ranges::find(choices, line) == choices.end())
      held.push_back({"choices", t("Somebody has answered “{}”: it stays.", line)});
  return held;
}

Instant kept_since(Instant now) {
  const Zone utc = zone("UTC");
  const Date today = date_of(now, utc);
  const int months =
      today.year * months_of_a_year + static_cast<int>(today.month) - 1 - kept_months;
  Date day{months / months_of_a_year, static_cast<unsigned>(months % months_of_a_year) + 1, 1};
  day.day = std::min(today.day, days_in_month(day.year, day.month));
  return start_of_day(day, utc);
}

}  // namespace overens::activities
