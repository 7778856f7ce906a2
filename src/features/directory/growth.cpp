#include "features/directory/growth.h"

#include <algorithm>
#include <map>

namespace overens::directory {

std::vector<Step> growth(const std::vector<compacts::Affiliation>& affiliations, const Date& last) {
  std::map<Date, std::int64_t> changes;
  for (const auto& one : affiliations) {
    ++changes[one.from];
    if (one.to) --changes[add_days(*one.to, 1)];
  }
  std::vector<Step> steps;
  std::int64_t affiliated = 0;
  for (const auto& [day, change] : changes) {
    if (last < day || change == 0) continue;
    steps.push_back({day, affiliated += change});
  }
  return steps;
}

std::string step_line(const std::vector<Step>& steps, const Date& last, Canvas canvas) {
  if (steps.empty()) return {};
  std::int64_t highest = 1;
  for (const Step& one : steps) highest = std::max(highest, one.affiliated);
  const int days = std::max(1, days_between(steps.front().day, last));
  const auto x = [&](const Date& day) {
    return std::to_string(canvas.width * days_between(steps.front().day, day) / days);
  };
  const auto y = [&](std::int64_t number) {
    return std::to_string(canvas.height - canvas.height * number / highest);
  };
  std::string points = "0," + y(0);
  std::int64_t before = 0;
  for (const Step& one : steps) {
    points += " " + x(one.day) + "," + y(before) + " " + x(one.day) + "," + y(one.affiliated);
    before = one.affiliated;
  }
  return points + " " + x(last) + "," + y(before);
}

}  // namespace overens::directory
