// What the installation remembers about itself.
#pragma once

#include <string>

#include "base/time.h"
#include "db/database.h"

namespace overens::app {

// The key that signs form tokens and mail links: the same for every program on this database, made
// once.
std::string secret_key(Database& database, Instant now);

// Whom one can sign in as in a demonstration, one a line; empty where nothing was kept.
void keep_introduced(Database& database, const std::string& people, Instant now);
std::string introduced(Database& database);

// Which version of ICU made the keys that names are sorted by; empty where nobody has said.
void keep_collation(Database& database, const std::string& version, Instant now);
std::string collation_of(Database& database);

}  // namespace overens::app
