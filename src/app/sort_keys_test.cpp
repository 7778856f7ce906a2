#include "app/sort_keys.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "app/store.h"
#include "app/test_app.h"
#include "base/text.h"
#include "db/embedded_migrations.h"

namespace overens::app {
namespace {

struct Named {
  std::string name;
  std::string sort_key;
};

// As another version of ICU might have left them: the other way round.
void spoil(TestApp& app) {
  app.write([](Db& db) {
    db.run("UPDATE organisation SET sort_key = 'of another ICU'");
    db.run("UPDATE municipality SET sort_key = 'of another ICU'");
  });
  keep_collation(app.database(), "another ICU", app.now());
}

TEST(SortKeys, AreMadeAnewWhenTheyAreOfAnotherIcu) {
  TestApp app;
  const std::string before = app.anyone().get("/ostergotland/organisations.json").body;
  spoil(app);
  EXPECT_GT(renew_sort_keys(app.database(), app.house(), app.now()), 45);
  const auto all = app.read([](Db& db) {
    auto rows = db.list<Named>("SELECT name, sort_key FROM organisation");
    for (Named& one : db.list<Named>("SELECT name, sort_key FROM municipality"))
      rows.push_back(std::move(one));
    return rows;
  });
  for (const Named& one : all) EXPECT_EQ(one.sort_key, sort_key(one.name)) << one.name;
  EXPECT_EQ(app.anyone().get("/ostergotland/organisations.json").body, before);
  EXPECT_EQ(collation_of(app.database()), collation_version());
}

TEST(SortKeys, OfThisIcuAreLeftAlone) {
  TestApp app;
  spoil(app);
  keep_collation(app.database(), collation_version(), app.now());
  EXPECT_EQ(renew_sort_keys(app.database(), app.house(), app.now()), 0);
}

// Whoever adds a column of keys has to make them anew, and to be looked at above.
TEST(SortKeys, StandInTablesThatAreKnown) {
  std::set<std::string> tables;
  const std::regex table(R"(CREATE TABLE (\w+)[^;]*?\n\s+sort_key )");
  for (const EmbeddedMigration& migration : embedded_migrations()) {
    const std::string sql(migration.sql);
    EXPECT_FALSE(std::regex_search(sql, std::regex(R"(ADD COLUMN sort_key)"))) << migration.name;
    for (std::sregex_iterator at(sql.begin(), sql.end(), table), end; at != end; ++at)
      tables.insert((*at)[1]);
  }
  EXPECT_EQ(tables, (std::set<std::string>{"municipality", "organisation"}));
}

}  // namespace
}  // namespace overens::app
