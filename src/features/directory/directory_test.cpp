#include "features/directory/directory.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/test_app.h"
#include "features/directory/growth.h"
#include "features/directory/store.h"

namespace overens::directory {
namespace {

const std::string list = "/ostergotland/organisations";

class Directory : public ::testing::Test {
 protected:
  Directory() { app.at("2026-03-02 10:00"); }
  std::string page_of(const std::string& name) {
    return app.read([&](Db& db) {
      const auto compact = *compacts::find(db, "ostergotland");
      return list + "/" +
             std::to_string(organisations::find_same(db, compact.id, name, {})->number.value);
    });
  }
  void add_affiliated(int organisations) {
    app.write([&](Db& db) {
      const auto compact = *compacts::find(db, "ostergotland");
      const auto like = *organisations::find_same(db, compact.id, "Novahuset", {});
      for (int i = 0; i < organisations; ++i) {
        organisations::Entry entry{.name = "Förening " + std::to_string(i)};
        const auto id = organisations::add(db, compact.id, like.party, entry, app.now()).id;
        compacts::affiliate(db, compact.id, id, {2026, 3, 1});
      }
    });
  }
  TestApp app;
};

TEST_F(Directory, AVisitorSeesWhoIsAffiliatedTodayAndWhoWasThen) {
  auto visitor = app.anyone();
  const Answer today = visitor.get(list);
  EXPECT_EQ(today.status, 200);
  EXPECT_TRUE(today.has("45 organisations"));
  EXPECT_TRUE(today.has("Novahuset"));
  const Answer then = visitor.get(list + "?on=2018-12-11");
  EXPECT_TRUE(then.has("41 organisations"));
  EXPECT_FALSE(then.has("Novahuset"));
  EXPECT_TRUE(visitor.get(list + "?on=2018-12-10").has("0 organisations"));
}

TEST_F(Directory, AVisitorSearchesByNameAndFiltersByFieldAndMunicipality) {
  auto visitor = app.anyone();
  EXPECT_TRUE(visitor.get(list + "?q=riksTEATERN").has("1 organisation"));
  EXPECT_TRUE(visitor.get(list + "?q=%25").has("0 organisations"));
  const Answer culture = visitor.get(list + "?field=Kultur");
  EXPECT_TRUE(culture.has("Riksteatern Östergötland"));
  EXPECT_FALSE(culture.has("Samtalsjouren Roxen exempel"));
  EXPECT_EQ(culture.field("field"), "Kultur");
  const Answer motala = visitor.get(list + "?municipality=0583");
  EXPECT_TRUE(motala.has("Kvinnojouren Vättern exempel"));
  EXPECT_TRUE(motala.has("Riksteatern Östergötland"));  // works in all of the county
  EXPECT_FALSE(motala.has("Samtalsjouren Roxen exempel"));
  EXPECT_TRUE(visitor.get(list + "?field=Nothing").has("No organisation fits."));
}

TEST_F(Directory, WhoAsksForAPageBeyondTheLastSeesTheLastAndTheWholeNumber) {
  const Answer beyond = app.anyone().get(list + "?page=9");
  EXPECT_TRUE(beyond.has("45 organisations"));
  EXPECT_TRUE(beyond.has("Novahuset"));
  const Answer data = app.anyone().get(list + ".json?page=9");
  EXPECT_TRUE(data.has(R"("count":45)"));
  EXPECT_TRUE(data.has(R"("items":[])"));
  add_affiliated(10);
  const Answer second = app.anyone().get(list + "?page=9");
  EXPECT_TRUE(second.has("55 organisations"));
  EXPECT_TRUE(second.has("Page 2 of 2"));
  EXPECT_TRUE(second.has("rel=\"prev\""));
  EXPECT_FALSE(second.has("rel=\"next\""));
  EXPECT_FALSE(app.anyone().get(list).has("rel=\"prev\""));
}

TEST_F(Directory, AnOrganisationIsFoundByItsFormerName) {
  app.write([&](Db& db) {
    const auto compact = *compacts::find(db, "ostergotland");
    const auto one = *organisations::find_same(db, compact.id, "Novahuset", {});
    organisations::rename(db, one, "Stödcentrum Nova", app.now());
  });
  EXPECT_TRUE(app.anyone().get(list + "?q=novahuset").has("Stödcentrum Nova"));
  EXPECT_TRUE(app.anyone().get(page_of("Stödcentrum Nova")).has("Novahuset"));
}

TEST_F(Directory, AnEndedOrganisationLeavesTheListAndItsContactIsNotShown) {
  const std::string page = page_of("Seniorkraft Öst exempel");
  EXPECT_TRUE(app.anyone().get(page).has("Eva Hägg"));
  auto coordinator = app.sign_in("kontakt@idebura.example.org");
  EXPECT_EQ(coordinator.post(page + "/end", {{"last_day", "2026-03-01"}}).status, 303);
  EXPECT_TRUE(app.anyone().get(list).has("44 organisations"));
  const Answer afterwards = app.anyone().get(page);
  EXPECT_TRUE(afterwards.has("No longer affiliated"));
  EXPECT_FALSE(afterwards.has("Eva Hägg"));
}

TEST_F(Directory, AnOrganisationTellsWhyItTakesPartAndWhatItHasSigned) {
  const Answer page = app.anyone().get(page_of("Kvinnojouren Vättern exempel"));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("Vi vill bidra till ett öppnare samtal"));
  EXPECT_TRUE(page.has("Motala, Vadstena"));
  EXPECT_TRUE(page.has("registered from paper"));
  EXPECT_TRUE(app.anyone().get(page_of("Region Östergötland")).has("registered from paper"));
}

TEST_F(Directory, WhoHasNotSignedIsNotShown) {
  app.write([&](Db& db) {
    const auto compact = *compacts::find(db, "ostergotland");
    for (const auto& party : compacts::parties(db, compact.id))
      if (!party.is_body)
        organisations::add(db, compact.id, party.id, {.name = "Ännu inte med"}, app.now());
  });
  EXPECT_EQ(app.anyone().get(page_of("Ännu inte med")).status, 404);
  EXPECT_EQ(app.anyone().get(list + "/9999").status, 404);
}

TEST_F(Directory, TheListIsDataToo) {
  const Answer json = app.anyone().get(list + ".json?q=kvinnojouren");
  EXPECT_TRUE(json.has(R"("count":1)"));
  EXPECT_TRUE(json.has(R"("municipalities":["Motala","Vadstena"])"));
  EXPECT_TRUE(json.has(R"("affiliated_from":"2018-12-11","affiliated_to":null)"));
  EXPECT_TRUE(app.anyone().get(list + ".csv").body.find("number;url;name;party;field;") !=
              std::string::npos);
}

TEST_F(Directory, TheGrowthIsAPictureWithTheSameFiguresAsATable) {
  const Answer page = app.anyone().get(list + "/figures");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("<polyline"));
  EXPECT_TRUE(page.has("5 December 2022"));
  EXPECT_TRUE(page.has("Åtvidaberg"));
}

TEST_F(Directory, AMunicipalityCountsThoseWhomTheFilterShows) {
  const auto counts = app.read([](Db& db) {
    return municipality_counts(db, compacts::find(db, "ostergotland")->id, {2026, 3, 2});
  });
  const auto motala = std::find_if(counts.begin(), counts.end(),
                                   [](const Count& one) { return one.words == "Motala"; });
  ASSERT_NE(motala, counts.end());
  EXPECT_GT(motala->organisations, 0);
  EXPECT_TRUE(app.anyone()
                  .get(list + "?municipality=0583")
                  .has(std::to_string(motala->organisations) + " organisations"));
}

TEST(Growth, StepsUpAndDownDayByDay) {
  const auto affiliation = [](Date from, std::optional<Date> to) {
    return compacts::Affiliation{{1}, {1}, from, to, {}};
  };
  const auto steps =
      growth({affiliation({2018, 12, 11}, {}), affiliation({2018, 12, 11}, Date{2019, 1, 31}),
              affiliation({2030, 1, 1}, {})},
             {2020, 1, 1});
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].affiliated, 2);
  EXPECT_EQ(steps[1].day, (Date{2019, 2, 1}));
  EXPECT_EQ(steps[1].affiliated, 1);
  EXPECT_EQ(step_line({{{2018, 1, 1}, 2}, {{2018, 1, 6}, 1}}, {2018, 1, 11}, {100, 10}),
            "0,10 0,10 0,0 50,0 50,5 100,5");
  EXPECT_EQ(step_line({}, {2018, 1, 1}, {100, 10}), "");
}

}  // namespace
}  // namespace overens::directory
