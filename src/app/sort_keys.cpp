#include "app/sort_keys.h"

#include "app/store.h"
#include "base/text.h"

namespace overens::app {

std::int64_t renew_sort_keys(Database& database, const House& house, Instant now) {
  const std::string version = collation_version();
  if (collation_of(database) == version) return 0;
  std::int64_t renewed = 0;
  for (const Feature& feature : house.features)
    if (feature.renew_sort_keys) renewed += feature.renew_sort_keys(database);
  keep_collation(database, version, now);
  return renewed;
}

}  // namespace overens::app
