// Database: the whole of it, shared by all threads. It hands out transactions and knows nothing of
// what is in them. On SQLite reads go to a pool of readers, and one thread writes for everybody,
// committing in groups; on PostgreSQL both go to a pool. It also numbers the versions by which
// cached pages know whether they still hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "db/db.h"

namespace overens {

/// What a write changes, as far as cached pages are concerned: a compact's id, or one of the two
/// below. Opaque to this floor.
struct ScopeKey {
  std::int64_t value = 0;
  friend bool operator==(ScopeKey, ScopeKey) = default;
};
/// The installation as a whole: writing moves every version; version() moves with every write but
/// unseen ones.
inline constexpr ScopeKey whole_installation{0};
/// Rows that no cached page shows (sessions, attempts, outbox): writing moves no version.
inline constexpr ScopeKey unseen{-1};

struct DatabaseOptions {
  std::string address;  // "sqlite:/path/to/file" or "postgres://user@host/name" (a libpq URI)
  int readers = 4;      // connections for reads: as many as threads that read at a time
  int writers = 4;      // connections for writes; PostgreSQL only
  int statement_timeout_ms = 10'000;
  int busy_timeout_ms = 5'000;   // SQLite: wait this long for another process's write
  int lease_timeout_ms = 5'000;  // wait this long for a connection, then Overloaded
};

/// All members may be called from any thread.
class Database {
 public:
  /// Opens or (SQLite) creates it. Unavailable when it cannot be reached; BadValue for an address
  /// that is neither. The schema is not touched: see db/migrations.h.
  static std::unique_ptr<Database> open(const DatabaseOptions& options);

  virtual ~Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// fn(Db&) in one read transaction, which sees one moment of the database; gives what fn gives.
  /// On PostgreSQL fn runs again if the connection was lost. Not inside another read of the thread.
  template <class F>
  std::invoke_result_t<F&, Db&> read(F&& fn);

  /// fn(Db&) in a write transaction; returns what fn gave once it is durable, and then every reader
  /// and version() sees it. An exception of fn undoes it and is thrown on. fn may be run more than
  /// once and (SQLite) on another thread: SQL only, nothing kept from an earlier run. May be called
  /// inside a read, whose own view stays as it was; not inside a write.
  template <class F>
  std::invoke_result_t<F&, Db&> write(ScopeKey scope, F&& fn);

  /// A number that moves when anything in the scope has been written, also by another process or
  /// (PostgreSQL, within a second) another node. Ask before reading what is to be cached.
  virtual std::uint64_t version(ScopeKey scope) const = 0;
  /// False while version() cannot be trusted (PostgreSQL: the listener is down).
  virtual bool cacheable() const = 0;

  virtual Engine engine() const = 0;
  /// The path of the SQLite file; empty on PostgreSQL.
  virtual std::string file() const = 0;

  /// Runs fn on a new connection, outside any transaction and without a time limit: migrations.
  virtual void maintain(const std::function<void(Connection&)>& fn) = 0;
  /// Empty when the database is whole, otherwise what is wrong with it, a line each. SQLite reads
  /// everything; on PostgreSQL this is pg_amcheck's work, and only the connection is tried.
  virtual std::string integrity_check() = 0;
  /// A consistent copy while others read and write; `path` must not exist and is complete when it
  /// does. On PostgreSQL throws DatabaseError: use pg_dump.
  virtual void backup(const std::string& path) = 0;
  /// Puts such a copy in the place of everything, in one transaction, while others read and write;
  /// they see it from then on. Unavailable where the file is not there or is no SQLite database;
  /// on PostgreSQL throws DatabaseError: use pg_restore.
  virtual void restore(const std::string& path) = 0;

 protected:
  Database() = default;

  using Work = std::function<void(Db&)>;
  virtual void run_read(const Work& work) = 0;
  virtual void run_write(ScopeKey scope, const Work& work) = 0;

 private:
  /// Calls `run(work)` so that what fn gives comes out here.
  template <class F, class Run>
  static std::invoke_result_t<F&, Db&> result_of(F& fn, Run run);
};

template <class F, class Run>
std::invoke_result_t<F&, Db&> Database::result_of(F& fn, Run run) {
  using Result = std::invoke_result_t<F&, Db&>;
  if constexpr (std::is_void_v<Result>) {
    run(Work(std::ref(fn)));
  } else {
    std::optional<Result> result;
    const auto keep = [&](Db& db) { result.emplace(fn(db)); };
    run(Work(std::ref(keep)));
    return std::move(*result);
  }
}

template <class F>
std::invoke_result_t<F&, Db&> Database::read(F&& fn) {
  return result_of(fn, [this](const Work& work) { run_read(work); });
}

template <class F>
std::invoke_result_t<F&, Db&> Database::write(ScopeKey scope, F&& fn) {
  return result_of(fn, [&](const Work& work) { run_write(scope, work); });
}

}  // namespace overens
