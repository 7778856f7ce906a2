// What the front door promises to every page, through it.
#include <gtest/gtest.h>

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

TEST(FrontDoor, AnAddressIsFoundByItsSegmentsAndTheMoreLiteralOneWins) {
  TestApp app;
  EXPECT_EQ(app.anyone().get("/").status, 303);
  EXPECT_EQ(app.anyone().get(list).status, 200);
  EXPECT_TRUE(app.anyone().get(list + "/figures").has("The affiliated organisations in figures"));
  EXPECT_EQ(app.anyone().get(list + "/").status, 404);
  EXPECT_EQ(app.anyone().get("/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p").status, 404);
  EXPECT_EQ(app.anyone().get("/ostergotland/no-such-page").status, 404);
  EXPECT_EQ(app.anyone().get("/nowhere/organisations").status, 404);
}

}  // namespace
}  // namespace overens
