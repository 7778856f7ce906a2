#include "db/migrations.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <thread>

#include "db/testing.h"

namespace overens {
namespace {

namespace fs = std::filesystem;

constexpr Instant now{1'544'544'000'000'000};  // 2018-12-11T16:00:00Z

constexpr EmbeddedMigration people{10, "people", R"(
    CREATE TABLE person (  -- who signs in
      id {id} PRIMARY KEY,
      name {text} NOT NULL  -- personal: so that others know who it is; kept: until the account ends
    );)"};
constexpr EmbeddedMigration notes{20, "notes", R"(
    CREATE TABLE note (
      id {id} PRIMARY KEY,
      person_id {int} NOT NULL REFERENCES person (id),
      done {bool} NOT NULL DEFAULT false
    );
    -- sqlite:
    CREATE VIRTUAL TABLE note_search USING fts5 (words);
    -- end
    -- postgres:
    CREATE TABLE note_search (words text);
    -- end
    CREATE INDEX note_of_person ON note (person_id) WHERE done;)"};
constexpr EmbeddedMigration broken{30, "broken",
                                   "CREATE TABLE half (id {id} PRIMARY KEY); SELEKT 1;"};

constexpr std::array<EmbeddedMigration, 0> nothing = {};
constexpr std::array first_program = {people};
constexpr std::array second_program = {notes, people};  // files come in any order
constexpr std::array broken_program = {people, broken, notes};

std::int64_t applied(Database& database) {
  return database.read(
      [](Db& db) { return db.load<int>("SELECT count(*) FROM schema_migration"); });
}

class Migrations : public testing::TestWithParam<Engine> {
 protected:
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    if (!database.folder().empty())
      for (const auto& file : fs::directory_iterator(database.folder()))
        if (file.path().filename().string().find(".before-") != std::string::npos)
          names.push_back(file.path().filename().string());
    return names;
  }

  TestDatabase database{GetParam(), nothing};
};

INSTANTIATE_TEST_SUITE_P(Migrations, Migrations, testing::ValuesIn(tested_engines()),
                         [](const auto& engine) { return engine_name(engine.param); });

TEST_P(Migrations, AreAppliedInOrderAndOnce) {
  EXPECT_EQ(migrate(*database, second_program, now), 2);
  EXPECT_EQ(migrate(*database, second_program, now), 0);
  EXPECT_EQ(applied(*database), 2);
  database->write(unseen, [](Db& db) {
    const auto person =
        db.load<Id<struct Person>>("INSERT INTO person (name) VALUES ($1) RETURNING id", "Åsa");
    db.run("INSERT INTO note (person_id) VALUES ($1)", person);
    EXPECT_FALSE(db.load<bool>("SELECT done FROM note"));
    EXPECT_EQ(db.run("UPDATE note SET done = $1 WHERE NOT done", true), 1);
  });
}

TEST_P(Migrations, OnlyWhatIsMissingIsApplied) {
  EXPECT_EQ(migrate(*database, first_program, now), 1);
  EXPECT_EQ(migrate(*database, second_program, now), 1);
}

TEST_P(Migrations, OneThatFailsLeavesNothingOfItselfAndNamesItself) {
  try {
    migrate(*database, broken_program, now);
    FAIL();
  } catch (const DatabaseError& error) {
    EXPECT_EQ(std::string(error.what()).rfind("migration 0030 broken: ", 0), 0u) << error.what();
  }
  EXPECT_EQ(applied(*database), 2) << "those before it stay";
  EXPECT_ANY_THROW(database->read([](Db& db) { return db.list<int>("SELECT id FROM half"); }));
}

TEST_P(Migrations, TwoWithOneNumberAreRefused) {
  const std::array twins = {people, EmbeddedMigration{10, "again", "SELECT 1;"}};
  EXPECT_THROW(migrate(*database, twins, now), StatementError);
  const std::array renamed = {EmbeddedMigration{10, "persons", "SELECT 1;"}};
  migrate(*database, first_program, now);
  EXPECT_THROW(migrate(*database, renamed, now), StatementError);
}

TEST_P(Migrations, ADatabaseNewerThanTheProgramIsRefusedUntouched) {
  migrate(*database, second_program, now);
  try {
    migrate(*database, first_program, now);
    FAIL();
  } catch (const NewerDatabase& error) {
    EXPECT_NE(std::string(error.what()).find("0020 notes"), std::string::npos);
  }
  EXPECT_EQ(applied(*database), 2);
}

TEST_P(Migrations, TwoProgramsStartingAtOnceTakeTurns) {
  const auto other = Database::open({.address = database.address()});
  int there = 0;
  std::thread thread([&] { there = migrate(*other, second_program, now); });
  const int here = migrate(*database, second_program, now);
  thread.join();
  EXPECT_EQ(here + there, 2);
}

TEST_P(Migrations, AnSqliteFileIsCopiedBeforeItIsChanged) {
  migrate(*database, first_program, now);
  EXPECT_EQ(files(), std::vector<std::string>{}) << "an empty file needs no copy";
  database->write(unseen, [](Db& db) { db.run("INSERT INTO person (name) VALUES ('Åsa')"); });
  migrate(*database, second_program, now);
  migrate(*database, second_program, now);
  if (GetParam() == Engine::postgres) return;
  ASSERT_EQ(files(), std::vector<std::string>{"test.db.before-0020-20181211T160000Z"});
  const auto copy =
      Database::open({.address = "sqlite:" + (database.folder() / files()[0]).string()});
  EXPECT_EQ(applied(*copy), 1);
  EXPECT_EQ(copy->read([](Db& db) { return db.load<std::string>("SELECT name FROM person"); }),
            "Åsa");
}

TEST(Schema, IsWhatWasWrittenWithItsComments) {
  TestDatabase database(Engine::sqlite, first_program);
  const std::string text = schema(*database);
  EXPECT_NE(text.find("-- personal: so that others know"), std::string::npos);
  EXPECT_NE(text.find("CREATE TABLE schema_migration"), std::string::npos);
  EXPECT_EQ(text.find("sqlite_sequence"), std::string::npos);
  TestDatabase searching(Engine::sqlite, second_program);
  EXPECT_EQ(schema(*searching).find("note_search_data"), std::string::npos);
}

TEST(Translation, SpellsTypesEachEnginesWay) {
  constexpr const char* sql =
      "CREATE TABLE t (id {id} PRIMARY KEY, a {int}, b {bool} NOT NULL, c {real}, d {blob}, e "
      "{time}, f {text});";
  EXPECT_EQ(translate(sql, Engine::sqlite),
            "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INTEGER, b INTEGER CHECK (b "
            "IN (0, 1)) NOT NULL, c REAL, d BLOB, e INTEGER, f TEXT) STRICT;");
  EXPECT_EQ(translate(sql, Engine::postgres),
            "CREATE TABLE t (id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, a BIGINT, b "
            "BOOLEAN NOT NULL, c DOUBLE PRECISION, d BYTEA, e BIGINT, f TEXT);");
}

TEST(Translation, LeavesCommentsStringsAndOtherStatementsAlone) {
  constexpr const char* same =
      "-- {int} isn't (\nSELECT '{text} (', \"{odd}\"; CREATE INDEX i ON t (a);\n";
  EXPECT_EQ(translate(same, Engine::sqlite), same);
  EXPECT_EQ(translate("CREATE TABLE IF NOT EXISTS t (  -- :)\n a {int} CHECK (a IN (1, 2)));",
                      Engine::sqlite),
            "CREATE TABLE IF NOT EXISTS t (  -- :)\n a INTEGER CHECK (a IN (1, 2))) STRICT;");
  EXPECT_EQ(translate("CREATE VIRTUAL TABLE v USING fts5 (a);", Engine::sqlite),
            "CREATE VIRTUAL TABLE v USING fts5 (a);");
}

TEST(Translation, RefusesWhatItDoesNotKnow) {
  EXPECT_THROW(translate("a {integer}", Engine::sqlite), StatementError);
  EXPECT_THROW(translate("a {id} NOT NULL", Engine::sqlite), StatementError);
  EXPECT_THROW(translate("a {int", Engine::sqlite), StatementError);
  EXPECT_THROW(translate("-- sqlite:\nSELECT 1;", Engine::sqlite), StatementError);
  EXPECT_THROW(translate("-- sqlite:\n-- postgres:\n-- end", Engine::sqlite), StatementError);
}

}  // namespace
}  // namespace overens
