// What the installation remembers about itself.
#pragma once

#include <string>

#include "base/time.h"
#include "db/database.h"

namespace overens::app {

// The key that signs form tokens and mail links: the same for every program on this database, made
// once.
std::string secret_key(Database& database, Instant now);

}  // namespace overens::app
