// What the pages of those who lead an activity's tables share: pages_tables.cpp while it goes on,
// pages_sheets.cpp on paper and afterwards.
#pragma once

#include "features/contributions/tables.h"
#include "web/page.h"

namespace overens::contributions {

struct Lead {
  compacts::Compact compact;
  activities::Activity activity;
};
Lead led_activity(Visit&, Number);
std::vector<MenuItem> path_below(const Visit&, const Lead&);
Url below(const Visit&, const Lead&, UrlPattern<std::string, Number>);

// The way to begin the minutes with the tables' notes; nothing where there are none, or minutes.
Html minutes_part(Visit&, const Lead&, const std::vector<WritingTable>&);

void sheet_routes(Router&);

}  // namespace overens::contributions
