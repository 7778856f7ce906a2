// The compilation is made in the background and taken out.
#include "features/consultations/compiling.h"
#include "features/consultations/answering_testing.h"
#include "formats/csv.h"

namespace overens {
namespace {

class Compiling : public ::testing::Test {
 protected:
  static constexpr std::string_view place = "/ostergotland/consultations/1/compilation";

  Compiling() : eva(app.sign_in(coordinator)) {}

  formats::Table table() {
    return *formats::read_csv(eva.get(std::string(place) + "/table").body).table;
  }

  TestApp app;
  Browser eva;
};

TEST_F(Compiling, EveryRemarkIsInItWithItsThemesAndWhatBecameOfIt) {
  EXPECT_TRUE(eva.get(place).has("It has not been made yet."));
  EXPECT_EQ(eva.get(std::string(place) + "/table").status, 404);
  eva.post("/ostergotland/consultations/1/coding",
           {{"remarks", "6"}, {"theme", "1"}, {"act", "give"}});
  const Answer asked = eva.post(place);
  ASSERT_EQ(asked.status, 303);
  EXPECT_TRUE(eva.get(asked.location).has("It is about to begin"));
  EXPECT_TRUE(eva.get(place).has("It is being made"));
  EXPECT_EQ(eva.post(place).location, asked.location);  // once
  app.run_tasks();
  EXPECT_TRUE(eva.get(asked.location).has(std::string(place)));
  EXPECT_TRUE(eva.get(place).has("with 100 remarks"));
  const formats::Table all = table();
  ASSERT_EQ(all.size(), 100u);
  EXPECT_EQ(all.row(5).cells().at(9), "Vem ska svara, och inom vilken tid?");
  EXPECT_FALSE(all.row(5).cells().at(11).empty());
  EXPECT_FALSE(all.row(5).cells().at(12).empty());
  const Answer book = eva.get(std::string(place) + "/workbook");
  EXPECT_EQ(book.status, 200);
  EXPECT_TRUE(book.body.starts_with("PK"));
}

TEST_F(Compiling, MadeAnewItReplacesTheOneBeforeAndWhatIsMaskedIsMasked) {
  eva.post(place);
  app.run_tasks();
  app.pass_seconds(1);
  eva.post("/ostergotland/remarks/6/mask", {{"phrases", "inom vilken tid"}, {"reason", "skäl"}});
  EXPECT_TRUE(eva.get(place).has("Words have been masked since it was made"));
  for (const char* file : {"/table", "/workbook"})
    EXPECT_EQ(eva.get(std::string(place) + file).status, 409) << file;
  app.pass_seconds(1);
  eva.post(place);
  app.run_tasks();
  EXPECT_EQ(table().row(5).cells().at(9), "Vem ska svara, och [maskat: skäl]?");
  EXPECT_EQ(
      app.read([](Db& db) { return db.load<std::int64_t>("SELECT COUNT(*) FROM compilation"); }),
      1);
}

TEST_F(Compiling, IsForThoseWhoRunTheCompact) {
  for (const std::string_view rest : {"", "/table", "/workbook"}) {
    EXPECT_EQ(app.anyone().get(std::string(place) + std::string(rest)).status, 401);
    EXPECT_EQ(app.sign_in(other).get(std::string(place) + std::string(rest)).status, 403);
  }
  EXPECT_EQ(app.sign_in(other).post(place).status, 403);
}

// Written by two at once, as after a lost lease, a piece stands there once.
TEST_F(Compiling, APieceIsWrittenOnce) {
  eva.post(place);
  const auto counted = app.write([](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto id = consultations::find(db, compact->id, Number{1})->id;
    const auto one = *consultations::compilation_under_way(db, id);
    EXPECT_TRUE(consultations::add_piece(db, one, "a\n", 1, Number{1}));
    EXPECT_FALSE(consultations::add_piece(db, one, "a\n", 1, Number{1}));
    return std::ssize(consultations::pieces(db, one.id));
  });
  EXPECT_EQ(counted, 1);
}

}  // namespace
}  // namespace overens
