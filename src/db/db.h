// Db: one connection inside one transaction; all that a store sees of the database.
//   const auto coming = db.list<Activity>("SELECT id, title FROM activity WHERE starts_at > $1",
//   now); const auto id = db.load<Id<Activity>>("INSERT INTO activity (…) VALUES ($1, $2) RETURNING
//   id", …);
// T is an aggregate whose fields are the columns in order and by name, or one value (see value.h).
// Belongs to the thread it was given to, and must not outlive the read or write that gave it.
// After any error the transaction is failed: only Database (by rolling back) or an enclosing
// savepoint() may go on, alike on both engines.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/errors.h"
#include "db/connection.h"
#include "db/limits.h"
#include "db/rows.h"
#include "db/sql.h"
#include "db/value.h"

namespace overens {

class Db {
 public:
  explicit Db(Connection& connection) : connection_(connection) {}
  Db(const Db&) = delete;
  Db& operator=(const Db&) = delete;

  /// All rows, in the statement's order; empty when there are none. TooManyRows beyond the limit.
  template <class T, class... A>
  std::vector<T> list(SqlFor<std::type_identity_t<A>...> sql, const A&... arguments);

  /// The only row, or none; TooManyRows when there are more.
  template <class T, class... A>
  std::optional<T> find(SqlFor<std::type_identity_t<A>...> sql, const A&... arguments);

  /// The only row, or NotFound. Also for `INSERT … RETURNING id` and for counts.
  template <class T, class... A>
  T load(SqlFor<std::type_identity_t<A>...> sql, const A&... arguments);

  /// Runs a change; how many rows it touched.
  template <class... A>
  std::int64_t run(SqlFor<std::type_identity_t<A>...> sql, const A&... arguments);

  /// Runs fn() so that an exception undoes what fn did, and only that, and goes on outward.
  template <class F>
  std::invoke_result_t<F> savepoint(F&& fn);

  /// Others who lock or change this row wait until our transaction has ended (on SQLite there is
  /// one writer anyhow). `table` has its identity in the column `id`.
  template <class Tag>
  void lock_row(Sql table, Id<Tag> id);

  Engine engine() const { return connection_.engine(); }
  /// Whether an error has made the transaction useless (see above).
  bool failed() const { return failed_; }

 private:
  /// A statement under way; frees it on every way out and marks the transaction failed on a bad
  /// one.
  class Running;

  void require_usable() const;     // StatementError when failed
  void mark_savepoint();           // opens one level
  void release_savepoint();        // closes it, keeping
  void undo_savepoint() noexcept;  // closes it, undoing

  Connection& connection_;
  int depth_ = 0;
  bool failed_ = false;
};

class Db::Running {
 public:
  Running(Db& db, const Sql& sql, std::span<const Argument> arguments);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  Statement& statement() { return *statement_; }
  bool next() { return statement_->next(); }
  /// To be called last: without it the destructor takes it that an exception is on its way.
  void done() { went_well_ = true; }
  [[noreturn]] void too_many_rows() const;

 private:
  Db& db_;
  Statement* statement_ = nullptr;
  bool went_well_ = false;
};

template <class T, class... A>
std::vector<T> Db::list(SqlFor<std::type_identity_t<A>...> sql, const A&... arguments) {
  const std::array<Argument, sizeof...(A)> bound{argument(arguments)...};
  Running query(*this, sql, bound);
  rows::check_shape<T>(query.statement());
  std::vector<T> result;
  while (query.next()) {
    if (result.size() == limits::rows_per_query) query.too_many_rows();
    result.push_back(rows::row<T>(query.statement()));
  }
  query.done();
  return result;
}

template <class T, class... A>
std::optional<T> Db::find(SqlFor<std::type_identity_t<A>...> sql, const A&... arguments) {
  const std::array<Argument, sizeof...(A)> bound{argument(arguments)...};
  Running query(*this, sql, bound);
  rows::check_shape<T>(query.statement());
  std::optional<T> result;
  while (query.next()) {
    if (result) query.too_many_rows();
    result = rows::row<T>(query.statement());
  }
  query.done();
  return result;
}

template <class T, class... A>
T Db::load(SqlFor<std::type_identity_t<A>...> sql, const A&... arguments) {
  return found(find<T>(sql, arguments...));
}

template <class... A>
std::int64_t Db::run(SqlFor<std::type_identity_t<A>...> sql, const A&... arguments) {
  const std::array<Argument, sizeof...(A)> bound{argument(arguments)...};
  Running query(*this, sql, bound);
  while (query.next()) {
  }
  query.done();
  return query.statement().changes();
}

template <class F>
std::invoke_result_t<F> Db::savepoint(F&& fn) {
  mark_savepoint();
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
      std::forward<F>(fn)();
      release_savepoint();
    } else {
      auto result = std::forward<F>(fn)();
      release_savepoint();
      return result;
    }
  } catch (...) {
    undo_savepoint();
    throw;
  }
}

template <class Tag>
void Db::lock_row(Sql table, Id<Tag> id) {
  require_usable();
  connection_.lock_row(table, argument(id));
}

}  // namespace overens
