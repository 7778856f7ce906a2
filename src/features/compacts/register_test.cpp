// The register of organisations as coordinators keep it, and who represents them.
#include <gtest/gtest.h>

#include "app/test_app.h"
#include "features/compacts/store.h"

namespace overens::compacts {
namespace {

constexpr std::string_view of_region = "samordnare@region.example.org";
constexpr std::string_view of_civil = "kontakt@idebura.example.org";
constexpr std::string_view seat_of_region = "ledamot1@region.example.org";

Compact ostergotland(TestApp& app) {
  return app.read([](Db& db) { return *find(db, "ostergotland"); });
}

TEST(Register, IsKeptByTheCoordinatorsOfAllPartiesTogether) {
  TestApp app;
  auto civil = app.sign_in(of_civil);
  const Answer added =
      civil.post("/ostergotland/organisations/new", {{"name", "Föreningen Ljusglimten"},
                                                     {"party", "2"},
                                                     {"organisation_number", "2021006412"},
                                                     {"municipalities", "0580"},
                                                     {"field", "Kultur"}});
  ASSERT_EQ(added.status, 303) << added.text();
  auto region = app.sign_in(of_region);  // the other party's coordinator puts it right
  EXPECT_EQ(region.get(added.location).field("organisation_number"), "202100-6412");
  EXPECT_EQ(region
                .post(added.location,
                      {{"name", "Föreningen Ljuset"}, {"field", "Hälsa"}, {"whole_area", "on"}})
                .status,
            303);
  const Answer shown = civil.get(added.location);
  EXPECT_EQ(shown.field("name"), "Föreningen Ljuset");
  EXPECT_TRUE(shown.has("Föreningen Ljusglimten"));  // the earlier name
  EXPECT_TRUE(shown.has("202100-6412"));             // the earlier number
  EXPECT_TRUE(civil.get("/ostergotland/organisations/all").has("Föreningen Ljuset"));
  EXPECT_EQ(app.sign_in(seat_of_region).get(added.location).status, 403);
}

TEST(Register, ShowsLikelyDuplicatesBeforeItTakesThem) {
  TestApp app;
  auto civil = app.sign_in(of_civil);
  Browser::Fields fields = {
      {"name", "Riksteatern i Östergötland"}, {"party", "2"}, {"whole_area", "on"}};
  const Answer asked = civil.post("/ostergotland/organisations/new", fields);
  EXPECT_EQ(asked.status, 422);
  EXPECT_TRUE(asked.has("Riksteatern Östergötland"));
  EXPECT_EQ(asked.field("name"), "Riksteatern i Östergötland");
  fields.emplace_back("is_another", "on");
  EXPECT_EQ(civil.post("/ostergotland/organisations/new", fields).status, 303);
}

TEST(Register, RefusesAWrongNumberAndAMissingPlace) {
  TestApp app;
  const Answer shown = app.sign_in(of_civil).post(
      "/ostergotland/organisations/new",
      {{"name", "Zebran"}, {"party", "7"}, {"organisation_number", "811218-9876"}});
  EXPECT_EQ(shown.status, 422);
  EXPECT_TRUE(shown.has("Choose a party."));
  EXPECT_TRUE(shown.has("a personal number cannot be used here"));
  EXPECT_TRUE(shown.has("Tick the whole area, or at least one municipality."));
}

TEST(Register, EndsAnOrganisationWithItsAffiliationAndMandates) {
  TestApp app;
  app.at("2026-03-01 10:00");
  const Compact compact = ostergotland(app);
  const auto seniors = app.read([&](Db& db) {
    return *organisations::find_same(db, compact.id, "Seniorkraft Öst exempel", {});
  });
  const std::string end =
      "/ostergotland/organisations/" + std::to_string(seniors.number.value) + "/end";
  auto civil = app.sign_in(of_civil);
  EXPECT_EQ(civil.get(end).status, 200);
  EXPECT_EQ(civil.post(end, {{"last_day", "2010-01-01"}}).status, 422);
  EXPECT_EQ(civil.post(end, {{"last_day", "2026-02-28"}}).status, 303);
  EXPECT_EQ(civil.post(end, {{"last_day", "2026-02-28"}}).status, 409);
  app.read([&](Db& db) {
    EXPECT_EQ(count_affiliated(db, compact.id, {2026, 2, 28}), 45);
    EXPECT_EQ(count_affiliated(db, compact.id, {2026, 3, 1}), 44);
  });
  auto contact = app.sign_in("kontakt@seniorkraftost.example.org");
  EXPECT_EQ(contact.get("/ostergotland/my-organisations").status, 403);

  const std::string not_ended =
      "/ostergotland/organisations/" + std::to_string(seniors.number.value) + "/not-ended";
  EXPECT_EQ(civil.post(not_ended).status, 303);
  EXPECT_EQ(civil.post(not_ended).status, 409);
  app.read([&](Db& db) { EXPECT_EQ(count_affiliated(db, compact.id, {2026, 3, 1}), 45); });
  EXPECT_EQ(contact.get("/ostergotland/my-organisations").status, 200);
}

TEST(Register, NoOrganisationEndsOnADayThatHasNotCome) {
  TestApp app;
  app.at("2026-03-01 10:00");
  auto civil = app.sign_in(of_civil);
  const Answer early =
      civil.post("/ostergotland/organisations/5/end", {{"last_day", "2099-01-01"}});
  EXPECT_EQ(early.status, 422);
  EXPECT_TRUE(early.has("That day has not come yet."));
}

// Each organisation decides for itself who speaks for it.
TEST(Register, NobodyMakesThemselvesTheVoiceOfAnOrganisationAndTheOthersHearWhoIs) {
  TestApp app;
  app.at("2026-03-01 10:00");
  auto region = app.sign_in(of_region);
  const std::string mandates = "/ostergotland/organisations/5/mandates";
  const auto give = [&](std::string_view email) {
    return region.post(
        mandates, {{"email", std::string(email)}, {"kind", "signatory"}, {"from", "2026-03-01"}});
  };
  const Answer own = give(of_region);
  EXPECT_EQ(own.status, 422);
  EXPECT_TRUE(own.has("You can not give yourself a task for an organisation."));
  EXPECT_EQ(give("ordforande@example.org").status, 303);
  EXPECT_EQ(give("kassor@example.org").status, 303);
  std::size_t to_chair = 0, to_other_party = 0, to_region = 0;
  for (const TestMail& mail : app.mails()) {
    EXPECT_EQ(mail.kind, "mandate_given");
    to_chair += mail.recipient == "ordforande@example.org";
    to_other_party += mail.recipient == of_civil;
    to_region += mail.recipient == of_region;
  }
  EXPECT_EQ(to_chair, 2u) << "that they are, and that somebody else is";
  EXPECT_EQ(to_other_party, 2u);
  EXPECT_EQ(to_region, 0u) << "who did it knows";
}

TEST(Register, NamesWhatWasChangedAsTheFormDoes) {
  TestApp app;
  auto civil = app.sign_in(of_civil);
  const std::string edit = "/ostergotland/organisations/5/edit";
  civil.post(edit, {{"name", "Föreningen"}, {"municipalities", "0580"}, {"contact_phone", "1"}});
  civil.post(edit, {{"name", "Föreningen"}, {"whole_area", "on"}, {"contact_phone", "2"}});
  const Answer shown = civil.get(edit);
  EXPECT_TRUE(shown.has("Contact: phone"));
  EXPECT_TRUE(shown.has("Linköping"));
  EXPECT_FALSE(shown.text().find("contact_phone") != std::string::npos);
}

}  // namespace
}  // namespace overens::compacts
