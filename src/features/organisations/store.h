// What the pages of organisations ask of its store besides what organisations.h opens to others.
#pragma once

#include "features/organisations/organisations.h"

namespace overens::organisations {

// Today, where the compact is.
Date today_in(Db&, CompactId, Instant now);
// Municipalities of the compact's area, in the Swedish order.
std::vector<Municipality> area(Db&, CompactId);

// Every name's place in the Swedish order, as this ICU sees it; how many it changed.
std::int64_t renew_sort_keys(Database&);

}  // namespace overens::organisations
