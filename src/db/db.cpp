#include "db/db.h"

namespace overens {

namespace {

std::string quoted(std::string_view sql) { return " in: " + std::string(sql); }

}  // namespace

Db::Running::Running(Db& db, const Sql& sql, std::span<const Argument> arguments) : db_(db) {
  db.require_usable();
  for (const Argument& argument : arguments) check_storable(argument);
  try {
    statement_ = &db.connection_.statement(sql, arguments);
    statement_->start(arguments);
  } catch (...) {
    if (statement_) statement_->stop();
    db.failed_ = true;
    throw;
  }
}

Db::Running::~Running() {
  statement_->stop();
  if (!went_well_) db_.failed_ = true;
}

void Db::Running::too_many_rows() const {
  throw TooManyRows("too many rows" + quoted(statement_->text()));
}

void Db::require_usable() const {
  if (failed_) throw StatementError("a transaction was used after it had failed");
}

void Db::mark_savepoint() {
  require_usable();
  if (depth_ == limits::savepoint_depth) throw StatementError("too many savepoints in savepoints");
  connection_.control("SAVEPOINT nested");
  ++depth_;
}

void Db::release_savepoint() {
  require_usable();
  connection_.control("RELEASE SAVEPOINT nested");
  --depth_;
}

void Db::undo_savepoint() noexcept {
  --depth_;
  failed_ = true;
  if (!connection_.in_transaction()) return;
  try {
    connection_.control("ROLLBACK TO SAVEPOINT nested");
    connection_.control("RELEASE SAVEPOINT nested");
    failed_ = false;
  } catch (const DatabaseError&) {
    // The exception on its way says why; the transaction stays failed and is rolled back as a
    // whole.
  }
}

void rows::compare_columns(const Statement& statement, const std::string_view* names,
                           std::size_t count) {
  const std::vector<std::string>& columns = statement.columns();
  for (std::size_t i = 0; i < columns.size() && i < count; ++i)
    if (columns[i] != names[i])
      throw StatementError("column " + columns[i] + " stands where the struct has " +
                           std::string(names[i]) + quoted(statement.text()));
  if (columns.size() != count)
    throw StatementError(std::to_string(columns.size()) + " columns for " + std::to_string(count) +
                         " fields" + quoted(statement.text()));
}

void rows::require_one_column(const Statement& statement) {
  if (statement.columns().size() != 1)
    throw StatementError("not one column for a single value" + quoted(statement.text()));
}

void rows::rethrow_with_place(const Statement& statement, int column) {
  try {
    throw;
  } catch (const BadValue& bad) {
    throw BadValue(bad.what() +
                   (": column " + statement.columns()[static_cast<std::size_t>(column)]) +
                   quoted(statement.text()));
  }
}

}  // namespace overens
