// Databases on the server that OVERENS_TEST_DATABASE names, for db/testing.h alone. Making one
// costs half a second on a busy machine, so a used one is emptied and lent again; all end with the
// process.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "db/testing.h"

namespace overens {

/// Empty when there is no server to test on.
std::string test_server();

/// All with one schema.
class ServerDatabases {
 public:
  ServerDatabases(std::span<const EmbeddedMigration> migrations, const Filling& filling);
  ~ServerDatabases();
  ServerDatabases(const ServerDatabases&) = delete;
  ServerDatabases& operator=(const ServerDatabases&) = delete;

  /// A libpq address of a database with what migrations and filling put there.
  std::string lend();
  /// Nobody may be connected to it any more.
  void take_back(const std::string& address);

 private:
  std::string shape_of(const std::string& address) const;

  std::string name_;               // of the template
  std::string shape_;              // of its tables
  std::vector<std::string> all_;   // names
  std::vector<std::string> idle_;  // addresses
};

}  // namespace overens
