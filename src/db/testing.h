// TestDatabase: a fresh database for one test, with the program's schema (or other migrations),
// gone when the test ends. SQLite in a temporary folder; PostgreSQL when the test asks for it and
// OVERENS_TEST_DATABASE=postgres://… names a server where databases may be created.
// A schema is migrated and filled once in a process and copied from then on, so that a test costs
// milliseconds. Nobody else may still use the database when its test ends.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "db/database.h"
#include "db/embedded_migrations.h"

namespace overens {

class ServerDatabases;

/// The engines to test on: SQLite, and PostgreSQL when there is one.
std::vector<Engine> tested_engines();
std::string engine_name(Engine engine);  // "sqlite", "postgres": for names of tests

/// What stands in a database from the start: `fill` runs once in a process, and `name` tells it
/// from other fillings.
struct Filling {
  std::string name;
  std::function<void(Database&)> fill;
};

class TestDatabase {
 public:
  explicit TestDatabase(Engine engine = Engine::sqlite,
                        std::span<const EmbeddedMigration> migrations = embedded_migrations(),
                        const Filling& filling = {});
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  Database& operator*() { return *database_; }
  Database* operator->() { return database_.get(); }
  /// For opening it once more, as another program would.
  const std::string& address() const { return address_; }
  /// The SQLite file's own folder; empty on PostgreSQL.
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
  ServerDatabases* lender_ = nullptr;  // on PostgreSQL
  std::string address_;
  std::unique_ptr<Database> database_;
};

}  // namespace overens
