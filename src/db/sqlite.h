// A connection to an SQLite file. Private to src/db: only sqlite.cpp knows sqlite3.h, and for tests
// sqlite_testing.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "db/connection.h"
#include "db/database.h"

struct sqlite3;

namespace overens {

class SqliteStatement;

struct SqliteOptions {
  std::string path;
  bool may_write = false;  // a reader is refused every change
  int busy_timeout_ms = 0;
  int statement_timeout_ms = 0;  // 0: none
};

class SqliteConnection final : public Connection {
 public:
  /// Opens the file, in WAL mode and synced at each commit; a writer creates what is missing.
  explicit SqliteConnection(const SqliteOptions& options);
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  Engine engine() const override { return Engine::sqlite; }
  Statement& statement(const Sql& sql, std::span<const Argument> arguments) override;
  void lock_row(const Sql& table, const Argument& id) override;
  void control(const Sql& sql) override;
  void execute(const std::string& script) override;
  bool in_transaction() const override;
  void check(std::string_view sql) override;

  /// Moves when another connection, of whatever process, has committed; not by our own commits.
  std::int64_t data_version();
  /// Differs after every commit of anybody; costs one look at shared memory and may be asked by any
  /// thread. 0 when it cannot be told.
  std::uint64_t wal_mark() const;
  /// Pages in the write-ahead log after our latest commit.
  int wal_pages() const { return wal_pages_; }
  /// Copies what the log holds into the file, as far as readers allow.
  void checkpoint();
  /// One moment of the database as a new file; see Database::backup.
  void copy_to(const std::string& path);
  /// That file in the place of all that is here; see Database::restore.
  void copy_from(const std::string& path);

 private:
  friend class SqliteStatement;
  void configure(const SqliteOptions& options);
  void find_wal_mark();
  void start_clock();
  static int out_of_time(void* self);

  sqlite3* handle_ = nullptr;
  std::unordered_map<const char*, std::unique_ptr<SqliteStatement>> statements_;
  std::chrono::milliseconds statement_timeout_;
  std::chrono::steady_clock::time_point deadline_;
  int wal_pages_ = 0;
  const volatile std::uint64_t* wal_mark_ = nullptr;  // in memory shared with other processes
};

/// `path` is what follows "sqlite:" in the address.
std::unique_ptr<Database> open_sqlite(const DatabaseOptions& options, const std::string& path);

}  // namespace overens
