#include "db/postgres.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "db/testing.h"

namespace overens {
namespace {

constexpr std::array one_counter = {EmbeddedMigration{1, "counter", R"(
    CREATE TABLE counter (
      id {id} PRIMARY KEY,
      value {int} NOT NULL UNIQUE
    );
    INSERT INTO counter (value) VALUES (0);)"}};

int value(Db& db) { return db.load<int>("SELECT value FROM counter WHERE id = 1"); }

class Postgres : public testing::Test {
 protected:
  void SetUp() override {
    if (tested_engines().size() < 2) GTEST_SKIP() << "OVERENS_TEST_DATABASE names no server";
    database = std::make_unique<TestDatabase>(Engine::postgres, one_counter);
  }
  Database& whole() { return **database; }

  /// As an administrator or a failing network would.
  void end_all_connections() {
    PostgresConnection(database->address(), 0)
        .execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }

  std::unique_ptr<TestDatabase> database;
};

TEST_F(Postgres, ACommitThatRollsBackIsNotSuccess) {
  PostgresConnection connection(database->address(), 0);
  connection.execute("BEGIN");
  EXPECT_THROW(connection.execute("INSERT INTO counter (value) VALUES (0)"), UniqueViolation);
  EXPECT_THROW(connection.commit(""), DatabaseError);
  EXPECT_FALSE(connection.in_transaction());
}

TEST_F(Postgres, NothingIsSentForATransactionWithoutStatements) {
  PostgresConnection connection(database->address(), 0);
  connection.control("BEGIN");
  connection.control("SAVEPOINT nested");
  EXPECT_TRUE(connection.in_transaction());
  connection.commit("");
  EXPECT_FALSE(connection.in_transaction());
}

TEST_F(Postgres, SerializationFailuresAreRetriedWithinABound) {
  int runs = 0;
  EXPECT_THROW(whole().write(unseen,
                             [&](Db&) {
                               ++runs;
                               throw SerializationFailure("again");
                             }),
               SerializationFailure);
  EXPECT_EQ(runs, limits::write_attempts);
}

TEST_F(Postgres, ARealConflictIsRetriedAndBothCount) {
  int runs = 0;
  whole().write(unseen, [&](Db& db) {
    const int seen = value(db);
    if (++runs == 1)
      PostgresConnection(database->address(), 0).execute("UPDATE counter SET value = value + 1");
    db.run("UPDATE counter SET value = $1 WHERE id = 1", seen + 1);
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(whole().read(value), 2);
}

TEST_F(Postgres, LostConnectionsAreMadeAnew) {
  EXPECT_EQ(whole().read(value), 0);
  whole().write(unseen, [](Db& db) { value(db); });
  end_all_connections();
  EXPECT_EQ(whole().read(value), 0);
  whole().write(unseen, [](Db& db) { db.run("UPDATE counter SET value = 5"); });
  EXPECT_EQ(whole().read(value), 5);
}

TEST_F(Postgres, AConnectionLostInTheMiddleRunsTheWriteAgain) {
  int runs = 0;
  whole().write(unseen, [&](Db& db) {
    db.run("UPDATE counter SET value = value + 1");
    if (++runs == 1) end_all_connections();
    db.run("UPDATE counter SET value = value + 1");
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(whole().read(value), 2);
}

TEST_F(Postgres, AConnectionLostAgainAndAgainIsUnavailable) {
  int runs = 0;
  EXPECT_THROW(whole().write(unseen,
                             [&](Db& db) {
                               ++runs;
                               value(db);
                               end_all_connections();
                               value(db);
                             }),
               Unavailable);
  EXPECT_EQ(runs, limits::connect_attempts);
}

TEST_F(Postgres, AReadInsideWhichAWriteGaveUpDoesNotRunAgain) {
  int reads = 0;
  int writes = 0;
  EXPECT_THROW(whole().read([&](Db& db) {
    ++reads;
    value(db);
    whole().write(unseen, [&](Db&) {
      ++writes;
      throw SerializationFailure("again");
    });
  }),
               SerializationFailure);
  EXPECT_EQ(reads, 1);
  EXPECT_EQ(writes, limits::write_attempts);
}

TEST_F(Postgres, WhatAReadHasWrittenIsNotWrittenTwiceWhenItsConnectionIsLost) {
  EXPECT_THROW(whole().read([&](Db& db) {
    value(db);
    whole().write(unseen, [](Db& inner) { inner.run("UPDATE counter SET value = value + 1"); });
    end_all_connections();
    value(db);
  }),
               Unavailable);
  EXPECT_EQ(whole().read(value), 1);
}

TEST_F(Postgres, VersionsCannotBeTrustedWhileNobodyListens) {
  const auto until = [&](bool wanted) {
    for (int i = 0; i < 400 && whole().cacheable() != wanted; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return whole().cacheable() == wanted;
  };
  ASSERT_TRUE(until(true));
  const std::uint64_t before = whole().version({5});
  end_all_connections();
  EXPECT_TRUE(until(false));
  EXPECT_TRUE(until(true));
  EXPECT_NE(whole().version({5}), before) << "what was missed in between";
}

TEST_F(Postgres, AStatementThatTakesTooLongIsStopped) {
  const auto hasty = Database::open({.address = database->address(), .statement_timeout_ms = 50});
  EXPECT_THROW(hasty->read([](Db& db) { return db.find<int>("SELECT 1 FROM pg_sleep(5)"); }),
               StatementTimeout);
}

TEST_F(Postgres, OneTextWithOtherTypesIsPreparedAnew) {
  const auto same = [](Db& db, const auto& given) {
    return db.load<std::string>("SELECT $1 || ''", given);
  };
  whole().read([&](Db& db) {
    EXPECT_EQ(same(db, "one"), "one");
    EXPECT_EQ(same(db, 1), "1");
    EXPECT_EQ(same(db, "two"), "two");
  });
}

TEST_F(Postgres, AStatementThatPreparedAndThenFailedIsNotPreparedTwice) {
  const auto add = [](Db& db, int number) {
    return db.savepoint([&] { return db.run("INSERT INTO counter (value) VALUES ($1)", number); });
  };
  whole().write(unseen, [&](Db& db) {
    EXPECT_THROW(add(db, 0), UniqueViolation);
    EXPECT_THROW(add(db, 0), UniqueViolation);
    EXPECT_EQ(add(db, 1), 1);
  });
}

TEST_F(Postgres, AServerThatIsNotThereIsUnavailable) {
  EXPECT_THROW(Database::open({.address = "postgres://127.0.0.1:1/none"}), Unavailable);
}

}  // namespace
}  // namespace overens
