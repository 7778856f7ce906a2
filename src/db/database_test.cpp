#include "db/database.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include "db/testing.h"

namespace overens {
namespace {

constexpr std::array one_counter = {EmbeddedMigration{1, "counter", R"(
    CREATE TABLE counter (
      id {id} PRIMARY KEY,
      value {int} NOT NULL
    );
    INSERT INTO counter (value) VALUES (0);)"}};

constexpr Sql current = "SELECT value FROM counter WHERE id = 1";

int value(Db& db) { return db.load<int>(current); }

/// Reads and writes what it read, so that a lost update would be seen.
void count_up(Db& db) { db.run("UPDATE counter SET value = $1 WHERE id = 1", value(db) + 1); }

bool until(const std::function<bool()>& condition) {
  for (int i = 0; i < 500 && !condition(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return condition();
}

class EachDatabase : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    ASSERT_TRUE(until([&] { return database->cacheable(); })) << "all versions move until then";
  }
  TestDatabase database{GetParam(), one_counter};
};

INSTANTIATE_TEST_SUITE_P(Database, EachDatabase, testing::ValuesIn(tested_engines()),
                         [](const auto& engine) { return engine_name(engine.param); });

TEST_P(EachDatabase, ParallelWritersLoseNothing) {
  constexpr int threads = 8;
  constexpr int times = 25;
  std::atomic<int> given_up = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < threads; ++i)
    writers.emplace_back([&] {
      for (int n = 0; n < times; ++n) {
        try {
          database->write(unseen, count_up);
        } catch (const SerializationFailure&) {
          ++given_up;  // bounded: told, not lost
        }
      }
    });
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(database->read(value) + given_up, threads * times);
  if (GetParam() == Engine::sqlite) {
    EXPECT_EQ(given_up, 0);
  }
}

TEST_P(EachDatabase, AReadSeesOneMoment) {
  database->read([&](Db& db) {
    EXPECT_EQ(value(db), 0);
    database->write(unseen, count_up);  // also shows that a write inside a read is possible
    EXPECT_EQ(value(db), 0);
  });
  EXPECT_EQ(database->read(value), 1);
}

TEST_P(EachDatabase, EveryThreadMayWriteInsideItsRead) {
  std::vector<std::thread> threads;
  std::atomic<int> given_up = 0;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      database->read([&](Db& db) {
        value(db);
        try {
          database->write(unseen, count_up);
        } catch (const SerializationFailure&) {
          ++given_up;
        }
      });
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(database->read(value) + given_up, 8);
}

TEST_P(EachDatabase, AWriteGivesWhatItsFunctionGives) {
  EXPECT_EQ(database->write(unseen,
                            [](Db& db) {
                              count_up(db);
                              return std::to_string(value(db));
                            }),
            "1");
}

TEST_P(EachDatabase, AnExceptionUndoesTheWriteAndComesThrough) {
  struct Refused {};
  EXPECT_THROW(database->write({5},
                               [](Db& db) {
                                 count_up(db);
                                 throw Refused{};
                               }),
               Refused);
  EXPECT_EQ(database->read(value), 0);
}

TEST_P(EachDatabase, AWriteInsideAWriteIsAMistake) {
  EXPECT_THROW(database->write(unseen, [&](Db&) { database->write(unseen, [](Db&) {}); }),
               StatementError);
  database->write(unseen, count_up);
}

TEST_P(EachDatabase, VersionsMoveWithTheirScope) {
  const auto moved = [&](ScopeKey written, ScopeKey asked) {
    const std::uint64_t before = database->version(asked);
    database->write(written, count_up);
    return database->version(asked) != before;
  };
  EXPECT_TRUE(moved({5}, {5}));
  EXPECT_FALSE(moved({5}, {6}));
  EXPECT_TRUE(moved({5}, whole_installation));
  EXPECT_TRUE(moved(whole_installation, {5}));
  EXPECT_FALSE(moved(unseen, {5}));
  EXPECT_FALSE(moved(unseen, whole_installation));
}

TEST_P(EachDatabase, AFailedWriteMovesNothing) {
  const std::uint64_t before = database->version({5});
  EXPECT_ANY_THROW(database->write({5}, [](Db&) { throw std::runtime_error("no"); }));
  EXPECT_EQ(database->version({5}), before);
}

TEST_P(EachDatabase, AnotherNodesWriteMovesTheVersion) {
  const auto other = Database::open({.address = database.address()});
  ASSERT_TRUE(until([&] { return other->cacheable(); }));
  const std::uint64_t before = database->version({5});
  other->write({5}, count_up);
  EXPECT_TRUE(until([&] { return database->version({5}) != before; }));
}

TEST_P(EachDatabase, ReadersWhoWaitTooLongAreTurnedAway) {
  const auto narrow =
      Database::open({.address = database.address(), .readers = 1, .lease_timeout_ms = 20});
  narrow->read([&](Db&) { EXPECT_THROW(narrow->read(value), Overloaded); });
  EXPECT_EQ(narrow->read(value), 0);
}

TEST_P(EachDatabase, EveryStatementIsPreparedOnce) {
  database->write(unseen, [](Db& db) {
    for (int i = 0; i < 1000; ++i) db.run("UPDATE counter SET value = $1", i);
    EXPECT_EQ(value(db), 999);
  });
}

}  // namespace
}  // namespace overens
