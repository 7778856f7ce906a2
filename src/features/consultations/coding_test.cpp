// Remarks are sorted by the same themes as the notes.
#include "features/consultations/answering_testing.h"

namespace overens {
namespace {

// The consultation of the demo: a hundred remarks, those with words by number.
class Coding : public ::testing::Test {
 protected:
  static constexpr std::string_view place = "/ostergotland/consultations/1";

  Coding() : eva(app.sign_in(coordinator)) {}

  // Themes are made among the notes.
  std::string made(const std::string& name) {
    eva.post("/ostergotland/contributions/themes",
             {{"notes", "33"}, {"new_theme", name}, {"act", "give"}});
    return theme(name);
  }
  Answer code(Browser::Fields fields) { return eva.post(std::string(place) + "/coding", fields); }
  std::string theme(std::string_view name) {
    return app.read([&](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      for (const auto& one : contributions::themes(db, compact->id))
        if (one.name == name) return std::to_string(one.number.value);
      return std::string();
    });
  }
  std::string summary() { return app.anyone().get(std::string(place) + "/themes.json").body; }
  // The summary's row of that theme, as far as its number of remarks.
  bool counts(std::string_view name, int remarks) {
    return summary().find("\"theme\":\"" + std::string(name) +
                          "\",\"remarks\":" + std::to_string(remarks) + ",") != std::string::npos;
  }

  TestApp app;
  Browser eva;
};

TEST_F(Coding, SeveralRemarksGetSeveralThemesAndAreFoundByThem) {
  EXPECT_TRUE(app.anyone().get(std::string(place) + "/themes").has("have not been sorted"));
  ASSERT_EQ(code({{"remarks", "1"}, {"remarks", "3"}, {"theme", made("Lokaler")}, {"act", "give"}})
                .status,
            303);
  ASSERT_EQ(code({{"remarks", "3"}, {"theme", theme("Dialog")}, {"act", "give"}}).status, 303);
  EXPECT_TRUE(counts("Lokaler", 2)) << summary();
  EXPECT_TRUE(counts("Dialog", 1)) << summary();
  EXPECT_TRUE(app.anyone().get("/ostergotland/remarks/3").has("Themes: Dialog Lokaler"));
  const Answer listed = app.anyone().get(std::string(place) + "/themes/" + theme("Lokaler"));
  EXPECT_TRUE(listed.has("2 remarks"));
  EXPECT_TRUE(listed.has("remark-3"));
  EXPECT_TRUE(app.anyone().get(std::string(place) + "/themes.csv").has("Lokaler"));
  EXPECT_TRUE(app.anyone()
                  .get(std::string(place) + "/remarks.json")
                  .has(R"("themes":["Dialog","Lokaler"])"));
  const Answer without = eva.get(std::string(place) + "/coding?of=none");
  EXPECT_FALSE(without.has("Remark 3,"));
  EXPECT_TRUE(eva.get(std::string(place) + "/coding?of=" + theme("Dialog")).has("Remark 3,"));
}

TEST_F(Coding, ThemesAreMovedTakenAndGivenToAllInTheList) {
  code({{"remarks", "1"}, {"remarks", "3"}, {"theme", made("Lokaler")}, {"act", "give"}});
  const std::string rooms = theme("Lokaler");
  ASSERT_EQ(
      code({{"of", rooms}, {"remarks", "3"}, {"theme", made("Kvällar")}, {"act", "move"}}).status,
      303);
  EXPECT_TRUE(counts("Lokaler", 1));
  EXPECT_TRUE(counts("Kvällar", 1));
  code({{"of", rooms}, {"remarks", "1"}, {"act", "take"}});
  EXPECT_EQ(summary().find("Lokaler"), std::string::npos);
  // A new theme is written where it is needed; by its name, however the letters are, it is the
  // same.
  ASSERT_EQ(code({{"remarks", "1"}, {"new_theme", "Skjuts hem"}, {"act", "give"}}).status, 303);
  ASSERT_EQ(code({{"remarks", "3"}, {"new_theme", "skjuts HEM"}, {"act", "give"}}).status, 303);
  EXPECT_TRUE(counts("Skjuts hem", 2));
  EXPECT_EQ(code({{"remarks", "1"}, {"new_theme", std::string(1000, 'x')}, {"act", "give"}}).status,
            422);
  ASSERT_EQ(code({{"of", "none"}, {"theme", theme("Dialog")}, {"act", "all"}}).status, 303);
  EXPECT_TRUE(eva.get(std::string(place) + "/coding?of=none").has("There is no such remark."));
  EXPECT_TRUE(app.anyone().get(std::string(place) + "/themes").has("0 remarks have no theme"));
}

TEST_F(Coding, AThemeMergedAmongTheNotesIsMergedHereAndComesBackWhenThatIsUndone) {
  code({{"remarks", "1"}, {"remarks", "3"}, {"theme", made("Lokaler")}, {"act", "give"}});
  code({{"remarks", "3"}, {"theme", made("Rum")}, {"act", "give"}});
  code({{"remarks", "5"}, {"theme", made("Hus")}, {"act", "give"}});
  const auto merge = [&](const std::string& from, const std::string& into) {
    return eva.post("/ostergotland/contributions/themes/" + from + "/merger", {{"into", into}})
        .status;
  };
  const std::string rooms = theme("Rum"), house = theme("Hus"), places = theme("Lokaler");
  ASSERT_EQ(merge(rooms, house), 303);
  EXPECT_TRUE(counts("Hus", 2));
  ASSERT_EQ(merge(house, places), 303);  // the merged one leads further
  EXPECT_TRUE(counts("Lokaler", 3)) << summary();
  EXPECT_EQ(summary().find("Hus"), std::string::npos);
  EXPECT_TRUE(app.anyone().get("/ostergotland/remarks/5").has("Themes: Lokaler"));
  EXPECT_EQ(eva.get(std::string(place) + "/coding?of=" + house).status, 404);
  ASSERT_EQ(eva.post("/ostergotland/contributions/themes/changes/2/undo").status, 303);
  EXPECT_TRUE(counts("Lokaler", 2)) << summary();
  EXPECT_TRUE(counts("Hus", 2)) << summary();
}

TEST_F(Coding, WhatIsMissingIsSaidAndOnlyCoordinatorsSort) {
  EXPECT_TRUE(code({{"theme", made("Lokaler")}, {"act", "give"}}).has("Tick at least one remark."));
  EXPECT_TRUE(code({{"remarks", "1"}, {"act", "give"}}).has("Choose a theme, or write a new one."));
  EXPECT_EQ(code({{"remarks", "1"}, {"act", "take"}}).status, 422);
  EXPECT_EQ(code({{"remarks", "1"}, {"act", "dance"}}).status, 422);
  EXPECT_EQ(code({{"of", "77"}, {"remarks", "1"}, {"act", "take"}}).status, 404);
  EXPECT_EQ(app.sign_in(other).get(std::string(place) + "/coding").status, 403);
  EXPECT_EQ(app.anyone().get(std::string(place) + "/coding").status, 401);
  EXPECT_EQ(app.anyone().get(std::string(place) + "/themes/777").status, 404);
  EXPECT_TRUE(eva.get(std::string(place) + "/coding").has("Keys, while a box has the focus"));
}

}  // namespace
}  // namespace overens
