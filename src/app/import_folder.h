// Bringing in a folder of files, all or nothing: every feature reads its own. A report says by file
// and line what could not be read and why.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/time.h"
#include "db/database.h"
#include "features/feature.h"
#include "features/import.h"

namespace overens::app {

struct ImportOptions {
  bool partial = false;  // keep the rows that are right although others are refused
  bool demo = false;     // and what a demonstration adds relative to today
};

struct ImportReport {
  std::vector<ImportRefusal> refusals;
  std::map<std::string, std::int64_t> counts;  // what was new, by kind; empty when run again
  bool is_kept = false;                        // false: nothing was stored
  std::string introduced;                      // whom to sign in as, one a line; of a demo only
};

// Most bytes of one file of the folder, and most files.
constexpr std::size_t most_import_bytes = 8 * 1024 * 1024;
constexpr std::size_t most_import_files = 100;

// The regular files straight in the folder, by name. std::runtime_error where it can not be read or
// is over a limit.
std::map<std::string, std::string> read_folder(const std::string& folder);

// One write transaction for all of it.
ImportReport import_files(Database& database, const House& house,
                          const std::map<std::string, std::string>& files, Instant now,
                          const ImportOptions& options = {});

}  // namespace overens::app
