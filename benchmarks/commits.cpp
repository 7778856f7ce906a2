// The reference for durable registrations: how many one-row commits a second SQLite itself makes,
// set as Överens sets it (WAL, synchronous=FULL).
//   commits FILE SECONDS       prints commits a second
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

void require(int result, int wanted, sqlite3* database) {
  if (result == wanted) return;
  std::fprintf(stderr, "commits: %s\n", sqlite3_errmsg(database));
  std::exit(1);
}

void run(sqlite3* database, const char* sql) {
  require(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK, database);
}

}  // namespace

int main(int argc, char** argv) {
  using Clock = std::chrono::steady_clock;
  if (argc != 3) return 2;
  sqlite3* database = nullptr;
  require(sqlite3_open(argv[1], &database), SQLITE_OK, database);
  run(database, "PRAGMA journal_mode = WAL");
  run(database, "PRAGMA synchronous = FULL");
  run(database,
      "CREATE TABLE IF NOT EXISTS registration (id INTEGER PRIMARY KEY, name TEXT NOT NULL, "
      "email TEXT NOT NULL UNIQUE) STRICT");
  sqlite3_stmt* insert = nullptr;
  require(sqlite3_prepare_v2(database,
                             "INSERT INTO registration (name, email) VALUES ('Kim Berg', $1)", -1,
                             &insert, nullptr),
          SQLITE_OK, database);

  const auto start = Clock::now();
  const std::chrono::duration<double> most(std::atof(argv[2]));
  std::chrono::duration<double> passed{};
  long commits = 0;
  while (passed < most) {
    char email[64];
    const int length =
        std::snprintf(email, sizeof email, "%lld-%ld@example.org",
                      static_cast<long long>(start.time_since_epoch().count()), commits);
    sqlite3_bind_text(insert, 1, email, length, SQLITE_STATIC);
    require(sqlite3_step(insert), SQLITE_DONE, database);
    sqlite3_reset(insert);
    ++commits;
    passed = Clock::now() - start;
  }
  std::printf("%.1f\n", static_cast<double>(commits) / passed.count());
  sqlite3_finalize(insert);
  sqlite3_close(database);
}
