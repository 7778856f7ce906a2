#include "features/activities/rules.h"

#include <algorithm>

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
  if (now > closes_at(activity, zone)) return Standing::closed;
  if (!activity.registration_link.empty()) return Standing::elsewhere;
  return seats_left(activity) == 0 ? Standing::full : Standing::open;
}

std::optional<Instant> standing_until(const Activity& activity, Instant now, const Zone& zone) {
  if (activity.status != Status::published) return std::nullopt;
  for (const Instant last :
       {closes_at(activity, zone), just_before(activity.starts_at), activity.ends_at})
    if (now <= last) return last;
  return std::nullopt;
}

std::optional<std::int64_t> seats_left(const Activity& activity) {
  if (!activity.seats) return std::nullopt;
  return *activity.seats - activity.taken;
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
