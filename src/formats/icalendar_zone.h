// The time zone of a calendar, written out (RFC 5545, 3.6.5): calendars must not have to guess what
// "Europe/Stockholm" means. Part of icalendar.cpp; not for others.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"

namespace overens::formats {

// The lines of a VTIMEZONE, unfolded, that holds in all the years from first to last. Where the
// clocks change by the same rule each year it is written as that rule and goes on holding.
std::vector<std::string> time_zone_lines(const Zone& zone, int first_year, int last_year);

}  // namespace overens::formats
