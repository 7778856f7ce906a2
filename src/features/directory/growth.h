// How the number of affiliated organisations has changed, day by day: a rule without database or
// request.
#pragma once

#include <vector>

#include "features/compacts/compacts.h"

namespace overens::directory {

struct Step {
  Date day;
  std::int64_t affiliated = 0;  // from that day on
};
// One step for each day on which the number changed, up to `last`; oldest first.
std::vector<Step> growth(const std::vector<compacts::Affiliation>&, const Date& last);

// The corners of a step line in a picture so wide and high, as the `points` of a polyline: from the
// first step to `last`, the highest number at the top. Empty without steps.
struct Canvas {
  int width = 0;
  int height = 0;
};
std::string step_line(const std::vector<Step>&, const Date& last, Canvas);

}  // namespace overens::directory
