#include "db/migrations.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/errors.h"

namespace overens {

namespace {

struct Applied {
  std::int64_t number;
  std::string name;
};

std::string spelled(int number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::vector<EmbeddedMigration> in_order(std::span<const EmbeddedMigration> migrations) {
  std::vector<EmbeddedMigration> ordered(migrations.begin(), migrations.end());
  std::ranges::sort(ordered, {}, &EmbeddedMigration::number);
  const auto twin = std::ranges::adjacent_find(ordered, {}, &EmbeddedMigration::number);
  if (twin != ordered.end())
    throw StatementError("two migrations have the number " + spelled(twin->number) + ": " +
                         std::string(twin->name) + " and " + std::string(std::next(twin)->name));
  return ordered;
}

void refuse_strangers(const std::vector<EmbeddedMigration>& known,
                      const std::vector<Applied>& applied) {
  for (const Applied& old : applied) {
    const auto same = std::ranges::find(known, old.number, &EmbeddedMigration::number);
    const std::string which = spelled(static_cast<int>(old.number)) + " " + old.name;
    if (same == known.end())
      throw NewerDatabase("the database has migration " + which +
                          ", which this program does not know: use a newer program");
    if (same->name != old.name)
      throw StatementError("migration " + which + " is called " + std::string(same->name) + " now");
  }
}

/// The numbers that are in the database, with the table that tells.
std::vector<Applied> look(Connection& connection, Db& db) {
  connection.execute(translate(R"(
      CREATE TABLE IF NOT EXISTS schema_migration (  -- which migrations this database has had
        number {int} PRIMARY KEY,  -- NNNN of the file's name
        name {text} NOT NULL,  -- the rest of the file's name
        applied_at {time} NOT NULL
      );)",
                               connection.engine()));
  return db.list<Applied>("SELECT number, name FROM schema_migration ORDER BY number");
}

/// One transaction: looks what is missing and applies the first of it.
class Step {
 public:
  Step(Database& database, Connection& connection, Instant now)
      : database_(database), connection_(connection), now_(now) {
    connection_.execute(connection_.engine() == Engine::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
  }
  ~Step() {
    try {
      if (connection_.in_transaction()) connection_.execute("ROLLBACK");
    } catch (const DatabaseError&) {
      // The connection ends with it all.
    }
  }
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

  /// False when nothing was missing.
  bool take(const std::vector<EmbeddedMigration>& migrations, bool& saved) {
    const bool has_content = !is_empty();
    const std::vector<Applied> applied = look(connection_, db_);
    refuse_strangers(migrations, applied);
    const auto missing = std::ranges::find_if(migrations, [&](const EmbeddedMigration& candidate) {
      return std::ranges::find(applied, candidate.number, &Applied::number) == applied.end();
    });
    if (missing == migrations.end()) return false;
    const bool saved_before = std::exchange(saved, true);  // what we made ourselves needs no copy
    if (has_content && !saved_before)
      database_.backup(database_.file() + ".before-" + spelled(missing->number) + "-" +
                       compact_utc(now_));
    apply(*missing);
    return true;
  }

 private:
  bool is_empty() {
    if (connection_.engine() != Engine::sqlite) return true;  // backups are pg_dump's work
    return db_.load<std::int64_t>("SELECT count(*) FROM sqlite_schema") == 0;
  }

  void apply(const EmbeddedMigration& migration) {
    try {
      connection_.execute(translate(migration.sql, connection_.engine()));
    } catch (const std::exception& error) {
      throw DatabaseError("migration " + spelled(migration.number) + " " +
                          std::string(migration.name) + ": " + error.what());
    }
    db_.run("INSERT INTO schema_migration (number, name, applied_at) VALUES ($1, $2, $3)",
            migration.number, migration.name, now_);
    connection_.execute("COMMIT");
  }

  Database& database_;
  Connection& connection_;
  Instant now_;
  Db db_{connection_};
};

/// Others who migrate the same database wait until this connection ends (on SQLite each step's
/// transaction is enough).
void take_turn(Connection& connection) {
  constexpr const char* lock = "SELECT pg_advisory_lock(7305790264)";  // any number, only ours
  if (connection.engine() == Engine::postgres) connection.execute(lock);
}

}  // namespace

int migrate(Database& database, std::span<const EmbeddedMigration> migrations, Instant now) {
  const std::vector<EmbeddedMigration> ordered = in_order(migrations);
  int applied = 0;
  database.maintain([&](Connection& connection) {
    take_turn(connection);
    bool saved = false;
    while (Step(database, connection, now).take(ordered, saved)) ++applied;
    if (connection.engine() == Engine::sqlite) connection.execute("PRAGMA optimize");
  });
  return applied;
}

std::string schema(Database& database) {
  const auto statements = database.read([](Db& db) {
    return db.list<std::string>(R"(
        SELECT sql FROM sqlite_schema
        WHERE sql IS NOT NULL
          AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
          AND tbl_name NOT LIKE 'sqlite\_%' ESCAPE '\'
        ORDER BY tbl_name, type <> 'table', name)");
  });
  std::string text;
  for (const std::string& statement : statements) text += statement + ";\n\n";
  return text;
}

}  // namespace overens
