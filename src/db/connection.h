// What an engine must be able to do for Db, so that nothing above knows which engine it is:
// prepare, bind, step, read a cell. Implemented by sqlite.cpp and postgres.cpp and by nobody else.
// A connection belongs to one thread at a time. Statements are owned by it and live as long.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/sql.h"
#include "db/value.h"

namespace overens {

enum class Engine { sqlite, postgres };

/// A prepared statement that is run many times. Cells and their text live until the next next().
class Statement {
 public:
  virtual ~Statement() = default;

  virtual void start(std::span<const Argument> arguments) = 0;
  virtual bool next() = 0;
  virtual Cell cell(int column) const = 0;
  /// Rows inserted, updated or deleted; call when next() has said false.
  virtual std::int64_t changes() const = 0;
  /// Frees what the run holds; always called, also after an error. Does not throw.
  virtual void stop() = 0;

  /// Names of the result's columns; on PostgreSQL known after start().
  virtual const std::vector<std::string>& columns() const = 0;
  virtual std::string_view text() const = 0;

  /// Which struct the columns were last compared with (see rows.h).
  const void* checked_shape = nullptr;
};

class Connection {
 public:
  virtual ~Connection() = default;

  virtual Engine engine() const = 0;
  /// The kept statement of this literal, prepared at first use.
  virtual Statement& statement(const Sql& sql, std::span<const Argument> arguments) = 0;
  /// Runs `SELECT … FOR UPDATE` for the row where that means something (PostgreSQL).
  virtual void lock_row(const Sql& table, const Argument& id) = 0;
  /// BEGIN, SAVEPOINT, RELEASE …: kept like a statement, and may travel with the next one.
  virtual void control(const Sql& sql) = 0;
  /// Runs any statements at once, without arguments and rows (a migration).
  virtual void execute(const std::string& script) = 0;
  /// False after the engine has rolled the whole transaction back by itself (SQLite: full disk).
  virtual bool in_transaction() const = 0;
  /// Throws StatementError unless the text prepares against the schema as it is now.
  virtual void check(std::string_view sql) = 0;
};

}  // namespace overens
