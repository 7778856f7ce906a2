#include "db/sqlite.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "db/group_commit.h"
#include "db/limits.h"
#include "db/testing.h"

namespace overens {
namespace {

constexpr std::array one_table = {EmbeddedMigration{1, "notes", R"(
    CREATE TABLE note (
      id {id} PRIMARY KEY,
      words {text} NOT NULL UNIQUE
    );)"}};

std::int64_t count(Db& db) { return db.load<std::int64_t>("SELECT count(*) FROM note"); }

void add(Db& db, std::string_view words) { db.run("INSERT INTO note (words) VALUES ($1)", words); }

class SqliteFile : public testing::Test {
 protected:
  TestDatabase database{Engine::sqlite, one_table};
};

TEST_F(SqliteFile, IsSetUpSoThatAnAnswerMeansOnTheDisk) {
  database->maintain([](Connection& connection) {
    Db db(connection);
    EXPECT_EQ(db.load<std::string>("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(db.load<int>("PRAGMA synchronous"), 2);
    EXPECT_EQ(db.load<int>("PRAGMA foreign_keys"), 1);
    EXPECT_THROW(db.run("INSERT INTO note (words) VALUES ($1)", Blob{}), BadValue) << "STRICT";
  });
}

TEST_F(SqliteFile, AnotherProgramsWriteMovesEveryVersionAtOnce) {
  const auto other = Database::open({.address = database.address()});
  for (int i = 0; i < 20; ++i) {
    const std::uint64_t before = database->version({5});
    other->write({7}, [&](Db& db) { add(db, "other " + std::to_string(i)); });
    const std::uint64_t after = database->version({5});
    EXPECT_NE(after, before);
    database->write({9}, [&](Db& db) { add(db, "own " + std::to_string(i)); });
    EXPECT_EQ(database->version({5}), after) << "our own write to another scope";
  }
}

TEST_F(SqliteFile, AnotherProgramsWriteIsNotHiddenByOursAfterIt) {
  const auto other = Database::open({.address = database.address()});
  const std::uint64_t before = database->version({5});
  other->write({7}, [](Db& db) { add(db, "other"); });
  database->write({9}, [](Db& db) { add(db, "own"); });
  EXPECT_NE(database->version({5}), before);
}

TEST_F(SqliteFile, AnotherProcessMovesTheVersion) {
  const std::uint64_t before = database->version({5});
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::string command =
      "OTHER_PROCESS_FILE='" + database->file() + "' '" + self +
      "' --gtest_also_run_disabled_tests --gtest_filter=OtherProcess.DISABLED_Writes >/dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(database->read(count), 1);
  EXPECT_NE(database->version({5}), before);
}

TEST(OtherProcess, DISABLED_Writes) {
  const char* file = std::getenv("OTHER_PROCESS_FILE");
  ASSERT_NE(file, nullptr);
  Database::open({.address = std::string("sqlite:") + file})->write(unseen, [](Db& db) {
    add(db, "from another process");
  });
}

TEST_F(SqliteFile, AWriterThatIsLockedOutForTooLongHearsIt) {
  const auto hasty = Database::open({.address = database.address(), .busy_timeout_ms = 20});
  database->maintain([&](Connection& other) {
    other.execute("BEGIN IMMEDIATE");
    EXPECT_THROW(hasty->write(unseen, [](Db& db) { add(db, "locked"); }), Unavailable);
    EXPECT_EQ(hasty->read(count), 0) << "readers are not locked out";
    other.execute("ROLLBACK");
  });
  hasty->write(unseen, [](Db& db) { add(db, "free"); });
  EXPECT_EQ(hasty->read(count), 1);
}

// Pages of the log, each with what describes it; it may have to be tried twice.
constexpr std::uintmax_t most_log_bytes = 4 * limits::wal_pages_before_restart * (4096 + 24);

std::uintmax_t log_bytes(TestDatabase& database) {
  return std::filesystem::file_size(database->file() + "-wal");
}

void add_a_megabyte(Db& db) { db.run("INSERT INTO note (words) VALUES (hex(randomblob(500000)))"); }
void add_some(Db& db) { db.run("INSERT INTO note (words) VALUES (hex(randomblob(50000)))"); }

// Each writes within a read, as a page does, and one read always overlaps the next.
TEST_F(SqliteFile, ItsLogBeginsAnewThoughSomebodyAlwaysReads) {
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i)
    writers.emplace_back([&] {
      for (int n = 0; n < 250; ++n)
        database->read([&](Db& seen) {
          count(seen);
          database->write(unseen, add_some);
        });
    });
  for (std::thread& writer : writers) writer.join();
  EXPECT_LT(log_bytes(database), most_log_bytes) << "200 MB were written";
  EXPECT_EQ(database->read(count), 1000);
}

TEST_F(SqliteFile, WhoReadsForLongKeepsNobodyWaiting) {
  database->read([&](Db& seen) {
    EXPECT_EQ(count(seen), 0);
    std::thread others([&] {
      for (int n = 0; n < 80; ++n) {
        database->write(unseen, add_a_megabyte);
        EXPECT_EQ(database->read(count), n + 1);
      }
    });
    others.join();
    EXPECT_EQ(count(seen), 0) << "one moment";
  });
  for (int n = 0; n < 3; ++n) database->write(unseen, add_a_megabyte);
  const std::uintmax_t size = log_bytes(database);
  database->write(unseen, add_a_megabyte);
  EXPECT_EQ(log_bytes(database), size) << "it is written from its beginning again";
}

TEST_F(SqliteFile, AStatementThatTakesTooLongIsStopped) {
  const auto hasty = Database::open({.address = database.address(), .statement_timeout_ms = 50});
  constexpr Sql endless =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  EXPECT_THROW(hasty->read([&](Db& db) { return db.load<int>(endless); }), StatementTimeout);
  EXPECT_EQ(hasty->read(count), 0);
  EXPECT_THROW(hasty->write(unseen, [&](Db& db) { return db.load<int>(endless); }),
               StatementTimeout);
  hasty->write(unseen, [](Db& db) { add(db, "goes on"); });
}

TEST_F(SqliteFile, ABackupOfARunningInstallationIsWholeAndOfOneMoment) {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; !stop; ++i)
      database->write(unseen, [&](Db& db) {
        add(db, std::to_string(2 * i));
        add(db, std::to_string(2 * i + 1));
      });
  });
  const std::string path = (database.folder() / "copy.db").string();
  database->backup(path);
  stop = true;
  writer.join();
  const auto copy = Database::open({.address = "sqlite:" + path});
  EXPECT_EQ(copy->integrity_check(), "");
  EXPECT_EQ(copy->read(count) % 2, 0);
  EXPECT_THROW(database->backup(path), DatabaseError) << "never over another file";
}

TEST_F(SqliteFile, IntegrityCheckTellsWhatIsBroken) {
  EXPECT_EQ(database->integrity_check(), "");
  database->maintain([](Connection& connection) {
    connection.execute(
        "CREATE TABLE child (note_id INTEGER REFERENCES note (id)) STRICT;"
        "PRAGMA foreign_keys = OFF; INSERT INTO child VALUES (99)");
  });
  EXPECT_EQ(database->integrity_check(), "a row of child refers to no row of note\n");
}

TEST(Sqlite, AFileThatCannotBeOpenedIsUnavailable) {
  EXPECT_THROW(Database::open({.address = "sqlite:/nowhere/at/all.db"}), Unavailable);
  EXPECT_THROW(Database::open({.address = "mysql://x"}), BadValue);
  EXPECT_THROW(Database::open({.address = "sqlite:"}), BadValue);
}

TEST_F(SqliteFile, AFileOfSomethingElseIsRefused) {
  const std::string path = (database.folder() / "letter.txt").string();
  std::ofstream(path) << std::string(10'000, 'x');
  EXPECT_THROW(Database::open({.address = "sqlite:" + path}), DatabaseError);
}

/// The group alone, on a writer that the test may limit.
class Group : public SqliteFile {
 protected:
  /// Holds the writer until all have queued, so that they are committed together.
  void together(std::vector<std::function<void(Db&)>> works, std::vector<std::string>& outcomes) {
    outcomes.assign(works.size(), "");
    std::atomic<bool> held = false;
    std::atomic<bool> go = false;
    std::thread holder([&] {
      group.run(unseen, [&](Db&) {
        held = true;
        while (!go) std::this_thread::yield();
      });
    });
    while (!held) std::this_thread::yield();
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < works.size(); ++i) {
      threads.emplace_back([&, i] { outcomes[i] = outcome_of(works[i]); });
      while (group.waiting() <= i) std::this_thread::yield();  // queued in this order
    }
    go = true;
    holder.join();
    for (std::thread& thread : threads) thread.join();
  }

  std::string outcome_of(const std::function<void(Db&)>& work) {
    try {
      group.run(unseen, work);
      return "committed";
    } catch (const StorageFull&) {
      return "full";
    } catch (const UniqueViolation&) {
      return "unique";
    } catch (const std::exception& error) {
      return error.what();
    }
  }

  SqliteConnection writer{{database->file(), true, 1000, 5000}};
  int commits = 0;
  bool commit_fails = false;
  GroupCommit group{writer,
                    {.commit =
                         [this](const auto&) {
                           if (commit_fails) throw DatabaseError("the disk is gone");
                           writer.control("COMMIT");
                           ++commits;
                         },
                     .rest = [] {}}};
};

TEST_F(Group, CommitsWhatWaitsTogetherAndUndoesOnlyWhatFailed) {
  std::vector<std::string> outcomes;
  together({[](Db& db) { add(db, "a"); },
            [](Db& db) {
              add(db, "half");
              throw std::runtime_error("changed my mind");
            },
            [](Db& db) { add(db, "a"); }, [](Db& db) { add(db, "b"); }},
           outcomes);
  EXPECT_EQ(outcomes,
            (std::vector<std::string>{"committed", "changed my mind", "unique", "committed"}));
  EXPECT_EQ(commits, 2) << "the one that held the writer, and the group";
  EXPECT_EQ(database->read([](Db& db) {
    return db.list<std::string>("SELECT words FROM note ORDER BY words");
  }),
            (std::vector<std::string>{"a", "b"}));
}

TEST_F(Group, AFullDiskLeavesTheOthersCommitted) {
  group.run(unseen, [&](Db&) { writer.execute("PRAGMA max_page_count = 12"); });
  std::vector<std::string> outcomes;
  together({[](Db& db) { add(db, "a"); }, [](Db& db) { add(db, std::string(200'000, 'x')); },
            [](Db& db) { add(db, "b"); }, [](Db& db) { add(db, std::string(300'000, 'y')); },
            [](Db& db) { add(db, "c"); }},
           outcomes);
  EXPECT_EQ(outcomes,
            (std::vector<std::string>{"committed", "full", "committed", "full", "committed"}));
  EXPECT_EQ(database->read([](Db& db) {
    return db.list<std::string>("SELECT words FROM note ORDER BY words");
  }),
            (std::vector<std::string>{"a", "b", "c"}));
}

TEST_F(Group, WhenSqliteGivesUpTheTransactionTheOthersAreRunAgain) {
  int runs = 0;
  std::vector<std::string> outcomes;
  together({[&](Db& db) {
              ++runs;
              add(db, "a");
            },
            [&](Db& db) {
              writer.execute("ROLLBACK");  // as SQLite itself does when the disk fails
              add(db, "lost");
              throw std::runtime_error("the disk failed");
            },
            [](Db& db) { add(db, "b"); }},
           outcomes);
  EXPECT_EQ(outcomes, (std::vector<std::string>{"committed", "the disk failed", "committed"}));
  EXPECT_EQ(runs, 2);
}

TEST_F(Group, WhenTheCommitFailsEverybodyHearsIt) {
  commit_fails = true;
  std::thread later(
      [&] { EXPECT_EQ(outcome_of([](Db& db) { add(db, "a"); }), "the disk is gone"); });
  later.join();
  EXPECT_EQ(outcome_of([](Db& db) { add(db, "b"); }), "the disk is gone");
  commit_fails = false;
  EXPECT_EQ(outcome_of([](Db& db) { add(db, "b"); }), "committed");
  EXPECT_EQ(database->read(count), 1);
}

TEST_F(Group, ThatIsTooLongIsRefusedAtOnce) {
  GroupCommit narrow(
      writer, {.commit = [this](const auto&) { writer.control("COMMIT"); }, .rest = [] {}}, 2);
  std::atomic<bool> held = false;
  std::atomic<bool> go = false;
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    narrow.run(unseen, [&](Db&) {
      held = true;
      while (!go) std::this_thread::yield();
    });
  });
  while (!held) std::this_thread::yield();
  for (int i = 0; i < 2; ++i)
    threads.emplace_back(
        [&, i] { narrow.run(unseen, [&](Db& db) { add(db, std::to_string(i)); }); });
  while (narrow.waiting() < 2) std::this_thread::yield();
  EXPECT_THROW(narrow.run(unseen, [](Db&) {}), Overloaded);
  go = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(database->read(count), 2);
}

}  // namespace
}  // namespace overens
