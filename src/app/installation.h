// One installation opened: its database brought up to this program's schema, its secret key, its
// house. Owns all of it; everything else borrows. Used by the server, by the other commands and by
// measurements.
#pragma once

#include <memory>
#include <string>

#include "app/config.h"
#include "base/time.h"
#include "db/database.h"
#include "features/feature.h"

namespace overens::app {

struct Installation {
  std::unique_ptr<Database> database;
  std::unique_ptr<House> house;
};

// Opens (or, on SQLite, creates) the database and migrates it. Throws what db/errors.h says;
// NewerDatabase where it was written by a newer program.
Installation open_installation(const Config& config, Instant now);

}  // namespace overens::app
