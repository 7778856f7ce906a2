// Keys by which names are sorted stand beside the names, made by ICU. Keys of two versions of ICU
// do not compare: when the program meets a database whose keys another version made, it makes them
// anew before it serves.
#pragma once

#include "base/time.h"
#include "db/database.h"
#include "features/feature.h"

namespace overens::app {

// How many keys were made anew; 0 where they are of this version already. Broken off, it begins
// again at the next start.
std::int64_t renew_sort_keys(Database& database, const House& house, Instant now);

}  // namespace overens::app
