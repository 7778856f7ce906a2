// A folder being brought in: its files, the compact they belong to, and the report. All of it
// happens in one write transaction; a single refused row undoes everything, unless `partial`, which
// leaves out only the refused rows. Running an import again changes nothing: each step leaves alone
// what it finds by its natural key. Knows formats and the floors, no feature.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "base/translation.h"
#include "db/db.h"
#include "formats/csv.h"
#include "formats/json.h"

namespace overens {

// Why a row was left out. Line 0: the file as a whole.
struct ImportRefusal {
  std::string file;
  std::int64_t line = 0;
  Text reason;
};

class Import {
 public:
  Import(Db& writing, std::map<std::string, std::string> files, Instant at)
      : db(writing), now(at), files_(std::move(files)) {}

  Db& db;
  const Instant now;
  std::int64_t compact = 0;  // Id of the compact: set by the first step, which reads compact.json
  std::optional<Zone> zone;  // the compact's, likewise

  const std::string* file(std::string_view name) const;  // its bytes, or null
  // A CSV file with at least these headings; null where the file is not there or was refused.
  const formats::Table* table(std::string_view name, const std::vector<std::string>& headings);
  // A JSON file; not present where it is not there. Its complaints are refusals of that file.
  formats::JsonPlace json(const std::string& name);

  void refuse(std::string_view file, std::int64_t line, Text reason);
  void count(std::string_view what, std::int64_t added);  // "organisations": 45
  // Whom one can sign in as in a demonstration: "a signatory", and the address.
  void introduce(std::string_view who, std::string_view email);

  // In the order of files and lines, what JSON complained of included.
  std::vector<ImportRefusal> refusals() const;
  const std::map<std::string, std::int64_t>& counts() const { return counts_; }
  const std::string& introduced() const { return introduced_; }  // one a line

 private:
  std::map<std::string, std::string> files_;
  std::map<std::string, formats::Table, std::less<>> tables_;
  std::map<std::string, std::unique_ptr<formats::JsonDocument>, std::less<>> json_;
  std::vector<ImportRefusal> refusals_;
  std::map<std::string, std::int64_t> counts_;
  std::string introduced_;
};

}  // namespace overens
