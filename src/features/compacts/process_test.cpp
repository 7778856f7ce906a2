// What a compact is set up with, as its coordinators write it.
#include <gtest/gtest.h>

#include "app/test_app.h"
#include "features/compacts/store.h"

namespace overens::compacts {
namespace {

constexpr std::string_view of_civil = "kontakt@idebura.example.org";
constexpr std::string_view seat_of_region = "ledamot1@region.example.org";

NewCompact small_one() {
  return {.slug = "lilleby",
          .name = "Överenskommelsen i Lilleby",
          .full_name = "Överenskommelse om samverkan i Lilleby",
          .parties = {{"public", "Lilleby kommun", "212000-1355"}, {"civil", "Föreningarna", ""}},
          .appointments = {{"public", Role::coordinator, "a@lilleby.example.org", "A"},
                           {"civil", Role::coordinator, "b@lilleby.example.org", "B"}}};
}

TEST(Process, ItsPhasesAreWrittenByCoordinators) {
  TestApp app;
  auto civil = app.sign_in(of_civil);
  const std::string process = "/ostergotland/process";
  EXPECT_EQ(app.anyone().get(process).status, 401);
  EXPECT_EQ(app.sign_in(seat_of_region).get(process).status, 403);
  EXPECT_EQ(civil.get(process).status, 200);
  const Answer wrong = civil.post(process + "/phases", {{"kind_0", "dialogue"},
                                                        {"name_0", ""},
                                                        {"from_0", "2027-02-30"},
                                                        {"kind_1", "no such kind"},
                                                        {"name_1", "X"},
                                                        {"from_1", "2027-03-01"},
                                                        {"to_1", "2027-02-01"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.has("Write what the phase is called."));
  EXPECT_TRUE(wrong.has("It must end after it begins."));
  EXPECT_EQ(civil
                .post(process + "/phases", {{"kind_0", "decision"},
                                            {"name_0", "Beslut"},
                                            {"from_0", "2027-05-01"},
                                            {"kind_1", "dialogue"},
                                            {"name_1", "Möten i länet"},
                                            {"from_1", "2027-01-01"},
                                            {"to_1", "2027-04-30"}})
                .status,
            303);
  const std::string front = app.anyone().get("/ostergotland").text();
  EXPECT_LT(front.find("Möten i länet"), front.find("Beslut"));
}

TEST(Process, TwoWhoChangeThePhasesAreToldOfEachOther) {
  TestApp app;
  auto civil = app.sign_in(of_civil);
  auto region = app.sign_in("samordnare@region.example.org");
  const std::string process = "/ostergotland/process";
  const std::string stood = *civil.get(process).field("stood");
  const auto one_phase = [&](const std::string& name, const std::string& mark) {
    return Browser::Fields{
        {"kind_0", "dialogue"}, {"name_0", name}, {"from_0", "2027-01-01"}, {"stood", mark}};
  };
  EXPECT_EQ(region.post(process + "/phases", one_phase("Regionens", stood)).status, 303);
  const Answer met = civil.post(process + "/phases", one_phase("Sektorns", stood));
  EXPECT_EQ(met.status, 422);
  EXPECT_TRUE(met.has("Somebody else has changed the phases"));
  EXPECT_TRUE(met.has("Regionens"));
  EXPECT_EQ(met.field("name_0"), "Sektorns");
  EXPECT_EQ(civil.post(process + "/phases", one_phase("Sektorns", *met.field("stood"))).status,
            303);
}

TEST(Process, ACriterionIsAddedAndGoesUnlessSomebodyHasAnsweredIt) {
  TestApp app;
  app.at("2026-03-01 10:00");
  auto civil = app.sign_in(of_civil);
  const std::string criteria_at = "/ostergotland/process/criteria";
  EXPECT_EQ(civil.post(criteria_at, {{"question", " "}}).status, 422);
  EXPECT_EQ(civil.post(criteria_at, {{"question", "Har ni stadgar?"}}).status, 303);
  EXPECT_EQ(civil.post(criteria_at, {{"question", "Har ni stadgar?"}}).status, 422) << "twice";
  EXPECT_TRUE(app.anyone().get("/ostergotland/join").has("Har ni stadgar?"));
  app.anyone().post("/ostergotland/join/application",
                    {{"name", "Gläntan"},
                     {"whole_area", "on"},
                     {"contact_name", "Alva Ström"},
                     {"contact_email", "alva@glantan.example.org"},
                     {"criterion_regional", "yes"},
                     {"criterion_democratic", "yes"},
                     {"criterion_independent", "yes"},
                     {"criterion_criterion_1", "yes"}});
  const auto all =
      app.read([&](Db& db) { return criteria(db, compacts::find(db, "ostergotland")->id); });
  ASSERT_EQ(all.size(), 4u);
  const std::string last = criteria_at + "/" + std::to_string(all.back().id.value) + "/removal";
  EXPECT_EQ(civil.post(last).status, 409);
  civil.post(criteria_at, {{"question", "Är ni ideella?"}});
  const std::string fresh =
      criteria_at + "/" + std::to_string(all.back().id.value + 1) + "/removal";
  EXPECT_EQ(civil.post(fresh).status, 303);
  EXPECT_EQ(civil.post(fresh).status, 404);
}

TEST(Process, TheAreaIsAListAndWhatIsInUseStays) {
  TestApp app;
  auto civil = app.sign_in(of_civil);
  const std::string process = "/ostergotland/process";
  const std::string known = *civil.get(process).field("area");
  const std::string area = process + "/area";
  EXPECT_TRUE(civil.post(area, {{"area", "Linköping"}}).has("does not begin with the four digits"));
  EXPECT_TRUE(civil.post(area, {{"area", known + "\n0580 Linköping"}}).has("stands here twice"));
  civil.post("/ostergotland/organisations/5/edit", {{"name", "A"}, {"municipalities", "0580"}});
  EXPECT_TRUE(civil.post(area, {{"area", "0581 Norrköping"}}).has("so it must stay."));
  EXPECT_EQ(civil.post(area, {{"area", known + "\n0114 Upplands Väsby"}}).status, 303);
  EXPECT_TRUE(civil.get("/ostergotland/organisations/new").has("Upplands Väsby"));
}

TEST(Process, ANewCompactShowsItsCoordinatorsWhatToDoFirst) {
  TestApp app(TestApp::Contents::nothing);
  app.write([&](Db& db) { add_compact(db, small_one(), app.now()); });
  auto eva = app.sign_in("a@lilleby.example.org");
  const Answer todo = eva.get("/lilleby/todo");
  for (const char* step :
       {"Write the words of the front page", "Write down the phases", "Name somebody to call at"})
    EXPECT_TRUE(todo.has(step)) << step;
  const Answer front = app.anyone().get("/lilleby");
  EXPECT_FALSE(front.has("Where the process stands"));
  EXPECT_FALSE(app.anyone().get("/lilleby/join").has("Who may join"));
  const Browser::Fields contact{{"name", "Eva"}, {"role", "Samordnare"}, {"phone", "013"}};
  eva.post("/lilleby/contacts/new", contact);
  eva.post("/lilleby/contacts/new", contact);  // sent twice
  EXPECT_EQ(app.read([](Db& db) { return contacts(db, compacts::find(db, "lilleby")->id).size(); }),
            1u);
  EXPECT_FALSE(eva.get("/lilleby/todo").has("Name somebody to call"));
}

TEST(Register, GivesAndEndsMandates) {
  TestApp app;
  app.at("2026-03-01 10:00");
  auto civil = app.sign_in(of_civil);
  const std::string mandates = "/ostergotland/organisations/5/mandates";
  const Browser::Fields chair = {{"email", "ordforande@example.org"},
                                 {"name", "Ordförande Exempel"},
                                 {"kind", "contact"},
                                 {"from", "2026-03-01"}};
  EXPECT_EQ(civil.post(mandates, chair).status, 303);
  EXPECT_EQ(civil.post(mandates, chair).status, 409);
  EXPECT_EQ(civil.post(mandates, {{"email", "x"}}).status, 422);
  EXPECT_TRUE(civil.get(mandates).has("Ordförande Exempel"));
  auto person = app.sign_in("ordforande@example.org");
  EXPECT_EQ(person.get("/ostergotland/my-organisations").status, 200);
  EXPECT_EQ(civil.post(mandates + "/1/end").status, 303);
  EXPECT_EQ(civil.post(mandates + "/2/end").status, 404);
  app.at("2026-03-02 00:00");  // today was the last day
  EXPECT_EQ(person.get("/ostergotland/my-organisations").status, 403);
}

}  // namespace
}  // namespace overens::compacts
