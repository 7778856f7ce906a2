// A connection to PostgreSQL. Private to src/db: only postgres.cpp knows libpq-fe.h.
// A round trip costs more than a query, so BEGIN, SAVEPOINT and the like wait and travel with the
// next statement in libpq's pipeline mode.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/connection.h"
#include "db/database.h"

struct pg_conn;
struct pg_result;

namespace overens {

class PostgresStatement;

class PostgresConnection final : public Connection {
 public:
  /// Connects; Unavailable when that fails. A timeout of 0 ms is none.
  PostgresConnection(const std::string& address, int statement_timeout_ms);
  ~PostgresConnection() override;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  Engine engine() const override { return Engine::postgres; }
  Statement& statement(const Sql& sql, std::span<const Argument> arguments) override;
  void lock_row(const Sql& table, const Argument& id) override;
  void control(const Sql& sql) override { waiting_.emplace_back(sql.text()); }
  void execute(const std::string& script) override;
  bool in_transaction() const override;
  void check(std::string_view sql) override;

  /// Commits, with a notice for those who listen if `payload` is not empty. Nothing is sent when
  /// nothing was begun. DatabaseError when PostgreSQL rolled back instead and reports success.
  void commit(const std::string& payload);
  void roll_back() noexcept;
  /// Whether the connection was lost, and whether that was while committing.
  bool broken() const;
  bool committing() const { return committing_; }

  void listen();
  /// What was notified, waiting for it at most so long or until `wake` can be read.
  std::vector<std::string> notices(int wake, int timeout_ms);

 private:
  friend class PostgresStatement;
  struct Clear {
    void operator()(pg_result* result) const;
  };
  using Result = std::unique_ptr<pg_result, Clear>;

  /// Sends what waits ahead of a statement; how many commands that was.
  std::size_t open_batch();
  /// The answer to the last of so many commands, or the first error; `went_well` counts.
  Result close_batch(std::string_view sql, std::size_t commands, std::size_t& went_well);
  [[noreturn]] void throw_error(const pg_result* result, std::string_view sql) const;
  PostgresStatement& kept(const char* key, std::string_view text,
                          std::span<const Argument> arguments);

  pg_conn* handle_;
  std::unordered_map<const char*, std::unique_ptr<PostgresStatement>> statements_;
  std::vector<std::string> waiting_;  // control statements that travel with the next statement
  int prepared_ = 0;                  // names given
  bool committing_ = false;
};

/// `options.address` is a libpq URI.
std::unique_ptr<Database> open_postgres(const DatabaseOptions& options);

}  // namespace overens
