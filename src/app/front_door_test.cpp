// What the front door promises to every page, through it.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string_view>
#include <utility>

#include "app/test_app.h"
#include "features/compacts/compacts.h"

namespace overens {
namespace {

const std::string list = "/ostergotland/organisations";

TEST(FrontDoor, APageReadBeforeAWriteIsNotKeptAsIfItWereReadAfterIt) {
  TestApp app;
  app.at("2026-03-02 10:00");
  const auto find_scope = app.house().find_scope;
  bool is_first = true;
  app.house().find_scope = [&](Db& db, std::string_view slug) {
    const auto scope = find_scope(db, slug);  // from here on the page sees this moment
    if (std::exchange(is_first, false))
      app.database().write(ScopeKey{scope->key}, [](Db& writing) {
        writing.run("UPDATE organisation SET name = 'Nytt namn' WHERE name = 'Novahuset'");
      });
    return scope;
  };
  EXPECT_TRUE(app.anyone().get(list).has("Novahuset"));
  EXPECT_TRUE(app.anyone().get(list).has("Nytt namn"));
  EXPECT_FALSE(app.anyone().get(list).has("Novahuset"));
}

void rename_compact(Db& db, std::string_view name) {
  db.run("UPDATE compact SET name = $1 WHERE slug = 'ostergotland'", name);
}

// Somebody signed in is never answered from the page cache, only with what is kept of the house.
TEST(FrontDoor, WhatIsKeptOfAHouseIsAsOldAsThePageThatShowsIt) {
  TestApp app;
  auto anna = app.sign_in("anna@eken.example.org");
  const ScopeKey house{
      app.read([](Db& db) { return compacts::find(db, "ostergotland"); })->id.value};
  const auto shows = [&](std::string_view name) { return anna.get(list).has(name); };
  EXPECT_TRUE(shows("Överenskommelsen i Östergötland"));
  app.database().write(house, [](Db& db) { rename_compact(db, "Ett annat namn"); });
  EXPECT_TRUE(shows("Ett annat namn"));
  EXPECT_THROW(app.database().write(house,
                                    [](Db& db) {
                                      rename_compact(db, "Ångrat");
                                      throw std::runtime_error("undone");
                                    }),
               std::runtime_error);
  EXPECT_TRUE(shows("Ett annat namn"));
  if (app.database().engine() != Engine::sqlite) return;  // on other nodes within a second
  const auto other = Database::open({.address = app.database_address(), .readers = 1});
  other->write(unseen, [](Db& db) { rename_compact(db, "Skrivet av ett annat program"); });
  EXPECT_TRUE(shows("Skrivet av ett annat program"));
}

TEST(FrontDoor, APageThatReadBeforeAWriteKeepsNothingOfTheHouseForThoseAfterIt) {
  TestApp app;
  auto anna = app.sign_in("anna@eken.example.org");
  const auto find_scope = app.house().find_scope;
  bool is_first = true;
  app.house().find_scope = [&](Db& db, std::string_view slug) {
    const auto scope = find_scope(db, slug);
    if (std::exchange(is_first, false))
      app.database().write(ScopeKey{scope->key},
                           [](Db& writing) { rename_compact(writing, "Ett annat namn"); });
    return scope;
  };
  EXPECT_FALSE(anna.get(list).has("Ett annat namn"));
  EXPECT_TRUE(anna.get(list).has("Ett annat namn"));
}

TEST(FrontDoor, AnAddressIsFoundByItsSegmentsAndTheMoreLiteralOneWins) {
  TestApp app;
  EXPECT_EQ(app.anyone().get("/").status, 303);
  EXPECT_EQ(app.anyone().get(list).status, 200);
  EXPECT_TRUE(app.anyone().get(list + "/figures").has("The affiliated organisations in figures"));
  EXPECT_EQ(app.anyone().get(list + "/").location, list);
  EXPECT_EQ(app.anyone().get(list + "/?q=a").location, list + "?q=a");
  EXPECT_EQ(app.anyone().get("/nowhere/no-such-page/").status, 404);
  EXPECT_EQ(app.anyone().post(list + "/").status, 404);
  EXPECT_EQ(app.anyone().get("/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p").status, 404);
  EXPECT_EQ(app.anyone().get("/ostergotland/no-such-page").status, 404);
  EXPECT_EQ(app.anyone().get("/nowhere/organisations").status, 404);
}

}  // namespace
}  // namespace overens
