#include "db/db.h"

#include <gtest/gtest.h>

#include <limits>

#include "db/testing.h"

namespace overens {
namespace {

enum class Colour { red, green };
constexpr auto names(Colour) {
  return std::array{std::pair{Colour::red, "red"}, std::pair{Colour::green, "green"}};
}

struct Everything {
  Id<Everything> id;
  Number number;
  bool yes;
  std::int64_t whole;
  double part;
  std::string words;
  Blob bytes;
  Instant at;
  Date day;
  PartialDate about;
  Colour colour;
  std::optional<std::string> note;
  std::optional<bool> maybe;
  std::optional<Blob> more;
  bool operator==(const Everything&) const = default;
};

constexpr std::array schema_of_everything = {EmbeddedMigration{1, "everything", R"(
    CREATE TABLE everything (  -- one column of each kind
      id {id} PRIMARY KEY,
      number {int} NOT NULL UNIQUE,
      yes {bool} NOT NULL,
      whole {int} NOT NULL,
      part {real} NOT NULL,
      words {text} NOT NULL,
      bytes {blob} NOT NULL,
      at {time} NOT NULL,
      day {text} NOT NULL,
      about {text} NOT NULL,
      colour {text} NOT NULL,
      note {text},
      maybe {bool},
      more {blob}
    );
    CREATE TABLE child (
      id {id} PRIMARY KEY,
      parent_id {int} NOT NULL REFERENCES everything (id),
      age {int} NOT NULL CHECK (age >= 0)
    );)"}};

Blob blob(std::string_view text) {
  Blob result;
  for (const char c : text) result.bytes.push_back(static_cast<std::byte>(c));
  return result;
}

Everything ordinary() {
  return {.id = {1},
          .number = {7},
          .yes = true,
          .whole = 42,
          .part = 0.5,
          .words = "Överenskommelse på åäö, ÅÄÖ och 🙂",
          .bytes = blob("bytes"),
          .at = {1'544'544'000'000'001},
          .day = {2018, 12, 11},
          .about = {2017, 6, 0},
          .colour = Colour::green,
          .note = "note",
          .maybe = false,
          .more = blob("more")};
}

std::int64_t insert(Db& db, const Everything& e) {
  return db.run(R"(
      INSERT INTO everything (id, number, yes, whole, part, words, bytes, at, day, about, colour,
                              note, maybe, more)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))",
                e.id, e.number, e.yes, e.whole, e.part, e.words, e.bytes, e.at, e.day, e.about,
                e.colour, e.note, e.maybe, e.more);
}

Everything only_row(Db& db) { return db.load<Everything>("SELECT * FROM everything"); }

class OnEachEngine : public testing::TestWithParam<Engine> {
 protected:
  Everything kept(const Everything& given) {
    return database->write(unseen, [&](Db& db) {
      db.run("DELETE FROM everything");
      EXPECT_EQ(insert(db, given), 1);
      return only_row(db);
    });
  }
  TestDatabase database{GetParam(), schema_of_everything};
};

INSTANTIATE_TEST_SUITE_P(Db, OnEachEngine, testing::ValuesIn(tested_engines()),
                         [](const auto& engine) { return engine_name(engine.param); });

TEST_P(OnEachEngine, EveryTypeComesBackAsItWas) { EXPECT_EQ(kept(ordinary()), ordinary()); }

TEST_P(OnEachEngine, ExtremesComeBackAsTheyWere) {
  using Whole = std::numeric_limits<std::int64_t>;
  using Part = std::numeric_limits<double>;
  for (const std::int64_t whole : {Whole::min(), Whole::max(), std::int64_t{0}, std::int64_t{-1}}) {
    for (const double part : {Part::max(), Part::lowest(), Part::min(), Part::denorm_min(), 0.1}) {
      Everything given = ordinary();
      given.whole = whole;
      given.at = {whole};
      given.part = part;
      EXPECT_EQ(kept(given), given);
    }
  }
}

TEST_P(OnEachEngine, NothingIsNotTheSameAsEmpty) {
  Everything given = ordinary();
  given.words = "";
  given.bytes = {};
  given.note = "";
  given.more = Blob{};
  given.maybe = std::nullopt;
  EXPECT_EQ(kept(given), given);
  given.note = std::nullopt;
  given.more = std::nullopt;
  EXPECT_EQ(kept(given), given);
}

TEST_P(OnEachEngine, BlobsHoldAnyBytes) {
  Everything given = ordinary();
  for (int i = 0; i < 100'000; ++i) given.bytes.bytes.push_back(static_cast<std::byte>(i % 256));
  EXPECT_EQ(kept(given), given);
}

TEST_P(OnEachEngine, LongTextsComeBackWhole) {
  Everything given = ordinary();
  given.words.clear();
  for (int i = 0; i < 100'000; ++i) given.words += "å";
  EXPECT_EQ(kept(given), given);
}

TEST_P(OnEachEngine, WhatCannotBeStoredIsRefusedAndHarmsNothing) {
  database->write(unseen, [&](Db& db) {
    Everything bad = ordinary();
    bad.words = std::string("a\0b", 3);
    EXPECT_THROW(insert(db, bad), BadValue);
    bad.words = "\xc3";
    EXPECT_THROW(insert(db, bad), BadValue);
    bad = ordinary();
    bad.part = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW(insert(db, bad), BadValue);
    bad.part = std::numeric_limits<double>::infinity();
    EXPECT_THROW(insert(db, bad), BadValue);
    bad = ordinary();
    bad.colour = static_cast<Colour>(7);
    EXPECT_THROW(insert(db, bad), BadValue);
    EXPECT_THROW(db.run("UPDATE everything SET whole = $1", std::uint64_t{1} << 63), BadValue);
    EXPECT_EQ(insert(db, ordinary()), 1);
  });
}

TEST_P(OnEachEngine, WhatDoesNotFitItsFieldIsRefused) {
  kept(ordinary());
  const auto read = [&](auto fn) { return database->read(fn); };
  EXPECT_THROW(read([](Db& db) { return db.load<int>("SELECT at FROM everything"); }), BadValue);
  EXPECT_THROW(read([](Db& db) { return db.load<bool>("SELECT whole FROM everything"); }),
               BadValue);
  EXPECT_THROW(read([](Db& db) { return db.load<Colour>("SELECT words FROM everything"); }),
               BadValue);
  EXPECT_THROW(read([](Db& db) { return db.load<Date>("SELECT words FROM everything"); }),
               BadValue);
  EXPECT_THROW(read([](Db& db) { return db.load<std::int64_t>("SELECT words FROM everything"); }),
               BadValue);
  EXPECT_THROW(read([](Db& db) { return db.load<std::string>("SELECT bytes FROM everything"); }),
               BadValue);
  EXPECT_THROW(read([](Db& db) {
                 return db.load<std::string>(
                     "SELECT CASE WHEN yes THEN NULL ELSE words END FROM everything");
               }),
               BadValue);
}

TEST_P(OnEachEngine, AnErrorInARowNamesItsColumnAndNotItsValue) {
  kept(ordinary());
  struct Row {
    std::string words;
    Colour note;
  };
  try {
    database->read(
        [](Db& db) { return db.load<Row>("SELECT words, words AS note FROM everything"); });
    FAIL();
  } catch (const BadValue& bad) {
    EXPECT_NE(std::string(bad.what()).find("column note in: SELECT words"), std::string::npos);
    EXPECT_EQ(std::string(bad.what()).find("verens"), std::string::npos);
  }
}

TEST_P(OnEachEngine, ColumnsAreComparedWithFields) {
  struct Pair {
    std::string words;
    std::string note;
  };
  const auto message = [&](auto fn) {
    try {
      database->read(fn);
    } catch (const StatementError& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };
  EXPECT_EQ(message([](Db& db) { return db.list<Pair>("SELECT note, words FROM everything"); }),
            "column note stands where the struct has words in: SELECT note, words FROM everything");
  EXPECT_EQ(message([](Db& db) { return db.list<Pair>("SELECT words FROM everything"); }),
            "1 columns for 2 fields in: SELECT words FROM everything");
  EXPECT_EQ(message([](Db& db) { return db.list<int>("SELECT whole, number FROM everything"); }),
            "not one column for a single value in: SELECT whole, number FROM everything");
  EXPECT_EQ(message([](Db& db) { return db.list<Pair>("SELECT words, note FROM everything"); }),
            "none");
}

TEST_P(OnEachEngine, ParametersGoByTheirNumber) {
  struct Two {
    std::string a;
    std::string b;
  };
  const Two two = database->read([](Db& db) {
    return db.load<Two>("SELECT $2 || $1 AS a, $1 || '$3' AS b  -- $4", "one", "two");
  });
  EXPECT_EQ(two.a, "twoone");
  EXPECT_EQ(two.b, "one$3");
}

TEST_P(OnEachEngine, FindGivesNoneOrOneAndNeverTheFirstOfMany) {
  database->write(unseen, [](Db& db) {
    constexpr Sql numbers = "SELECT number FROM everything";
    EXPECT_EQ(db.find<Number>(numbers), std::nullopt);
    EXPECT_THROW(db.load<Number>(numbers), NotFound);
    Everything row = ordinary();
    insert(db, row);
    EXPECT_EQ(db.find<Number>(numbers), Number{7});
    row.id = {2};
    row.number = {8};
    insert(db, row);
    EXPECT_EQ(db.list<Number>("SELECT number FROM everything ORDER BY number"),
              (std::vector{Number{7}, Number{8}}));
    EXPECT_THROW(db.savepoint([&] { return db.find<Number>(numbers); }), TooManyRows);
  });
}

TEST_P(OnEachEngine, TooManyRowsAreRefused) {
  EXPECT_THROW(database->read([](Db& db) {
    return db.list<std::int64_t>(R"(
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200001)
        SELECT i FROM n)");
  }),
               TooManyRows);
}

TEST_P(OnEachEngine, RunCountsTheRowsItChanged) {
  database->write(unseen, [](Db& db) {
    EXPECT_EQ(insert(db, ordinary()), 1);
    constexpr Sql again = R"(
        INSERT INTO everything
        SELECT 2, number, yes, whole, part, words, bytes, at, day, about, colour, note, maybe, more
        FROM everything WHERE true ON CONFLICT (number) DO NOTHING)";
    EXPECT_EQ(db.run(again), 0);
    EXPECT_EQ(db.run("UPDATE everything SET whole = 1 WHERE whole = $1", 41), 0);
    EXPECT_EQ(db.run("DELETE FROM everything"), 1);
  });
}

TEST_P(OnEachEngine, InsertTellsTheNewIdentityAndNeverUsesItAgain) {
  database->write(unseen, [](Db& db) {
    insert(db, ordinary());
    const auto add = [&] {
      return db.load<Id<struct Child>>(
          "INSERT INTO child (parent_id, age) VALUES ($1, $2) RETURNING id", 1, 3);
    };
    const auto first = add();
    db.run("DELETE FROM child");
    EXPECT_GT(add().value, first.value);
  });
}

TEST_P(OnEachEngine, ViolationsHaveTheirTypes) {
  database->write(unseen, [](Db& db) {
    insert(db, ordinary());
    const auto attempt = [&](auto fn) { return db.savepoint(fn); };
    EXPECT_THROW(attempt([&] { return insert(db, ordinary()); }), UniqueViolation);
    EXPECT_THROW(
        attempt([&] { return db.run("INSERT INTO child (parent_id, age) VALUES ($1, 1)", 99); }),
        ForeignKeyViolation);
    EXPECT_THROW(
        attempt([&] { return db.run("INSERT INTO child (parent_id, age) VALUES (1, $1)", -1); }),
        CheckViolation);
    EXPECT_THROW(attempt([&] {
                   return db.run("INSERT INTO child (parent_id, age) VALUES (1, $1)",
                                 std::optional<int>());
                 }),
                 NotNullViolation);
    EXPECT_EQ(db.load<std::int64_t>("SELECT count(*) FROM child"), 0);
  });
}

TEST_P(OnEachEngine, AFailedTransactionIsNotUsedFurther) {
  EXPECT_THROW(database->write(unseen,
                               [](Db& db) {
                                 insert(db, ordinary());
                                 EXPECT_THROW(insert(db, ordinary()), UniqueViolation);
                                 EXPECT_TRUE(db.failed());
                                 only_row(db);
                               }),
               StatementError);
  EXPECT_THROW(database->write(unseen,
                               [](Db& db) {
                                 insert(db, ordinary());
                                 EXPECT_THROW(insert(db, ordinary()), UniqueViolation);
                               }),
               StatementError)
      << "an error that was hidden must not look like success";
  EXPECT_EQ(database->read([](Db& db) { return db.load<int>("SELECT count(*) FROM everything"); }),
            0);
}

TEST_P(OnEachEngine, SavepointsUndoOnlyWhatIsInThem) {
  database->write(unseen, [](Db& db) {
    insert(db, ordinary());
    const auto set = [&](int to) { db.run("UPDATE everything SET whole = $1", to); };
    db.savepoint([&] {
      set(1);
      EXPECT_THROW(db.savepoint([&] {
        set(2);
        throw std::runtime_error("no");
      }),
                   std::runtime_error);
      EXPECT_EQ(db.savepoint([&] { return only_row(db).whole; }), 1);
    });
  });
  EXPECT_EQ(database->read(only_row).whole, 1);
}

TEST_P(OnEachEngine, LockingARowIsHarmless) {
  database->write(unseen, [](Db& db) {
    insert(db, ordinary());
    db.lock_row("everything", Id<Everything>{1});
    db.lock_row("everything", Id<Everything>{2});
    EXPECT_EQ(only_row(db).id.value, 1);
  });
}

TEST_P(OnEachEngine, DoubleQuotesNeverMeanAString) {
  EXPECT_ANY_THROW(
      database->read([](Db& db) { return db.load<std::string>(R"(SELECT "nothing")"); }));
}

TEST_P(OnEachEngine, AReadCannotWrite) {
  EXPECT_THROW(database->read([](Db& db) { insert(db, ordinary()); }), DatabaseError);
}

TEST(Sql, KnowsItsParametersButForThoseInQuotesAndComments) {
  constexpr Sql sql = "SELECT $2, $1, $1, '$7', \"$8\"  -- $9";
  static_assert(sql.parameters() == 2);
  const Sql chosen = sql;
  EXPECT_THROW((SqlFor<int>(chosen)), StatementError);
}

}  // namespace
}  // namespace overens
