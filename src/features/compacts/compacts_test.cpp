#include "features/compacts/compacts.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "app/test_app.h"
#include "features/compacts/store.h"
#include "features/import.h"

namespace overens::compacts {
namespace {

constexpr std::string_view of_region = "samordnare@region.example.org";
constexpr std::string_view of_civil = "kontakt@idebura.example.org";
constexpr std::string_view seat_of_region = "ledamot1@region.example.org";

Compact ostergotland(TestApp& app) {
  return app.read([](Db& db) { return *find(db, "ostergotland"); });
}

std::string demo_file(const std::string& name) {
  std::ifstream in("demo/ostergotland/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Reads compact.json and the register once more; what the import counted as new and refused.
std::size_t import_again(TestApp& app, const std::string& compact_json) {
  return app.write([&](Db& db) {
    Import import(
        db,
        {{"compact.json", compact_json}, {"organisationer.csv", demo_file("organisationer.csv")}},
        app.now());
    feature().import(import);
    return import.counts().size() + import.refusals().size();
  });
}

NewCompact small_one() {
  return {.slug = "lilleby",
          .name = "Överenskommelsen i Lilleby",
          .full_name = "Överenskommelse om samverkan i Lilleby",
          .parties = {{"public", "Lilleby kommun", "212000-1355"}, {"civil", "Föreningarna", ""}},
          .appointments = {{"public", Role::coordinator, "a@lilleby.example.org", "A"},
                           {"civil", Role::coordinator, "b@lilleby.example.org", "B"}}};
}

TEST(Phases, AreDoneCurrentOrComing) {
  const Phase spring{PhaseKind::dialogue, "Dialog", {2018, 4, 16}, Date{2018, 5, 31}};
  EXPECT_EQ(state(spring, {2018, 4, 15}), PhaseState::coming);
  EXPECT_EQ(state(spring, {2018, 4, 16}), PhaseState::current);
  EXPECT_EQ(state(spring, {2018, 5, 31}), PhaseState::current);
  EXPECT_EQ(state(spring, {2018, 6, 1}), PhaseState::done);
  const Phase living{PhaseKind::living, "Samverkan", {2018, 12, 12}, {}};
  EXPECT_EQ(state(living, {2030, 1, 1}), PhaseState::current);
}

TEST(PhaseLine, SaysWhereWeAre) {
  TestApp app;
  const auto all = app.read([&](Db& db) { return phases(db, ostergotland(app).id); });
  ASSERT_EQ(all.size(), 8U);
  const std::string line = phase_line(all, {2018, 7, 1}).render(Language::sv);
  EXPECT_NE(line.find("aria-current=\"step\"><span class=\"o-phases__name\">Remiss"),
            std::string::npos)
      << line;
  EXPECT_NE(line.find("Här är vi nu"), std::string::npos);
  EXPECT_TRUE(phase_line({}, {2018, 7, 1}).is_empty());
}

TEST(NewCompact, SaysWhatIsWrong) {
  EXPECT_TRUE(faults(small_one(), {"sign-in"}).empty());
  const auto count = [](auto change) {
    NewCompact wanted = small_one();
    change(wanted);
    return faults(wanted, {"sign-in"}).size();
  };
  EXPECT_EQ(count([](NewCompact& one) { one.slug = "Lilla By"; }), 1U);
  EXPECT_EQ(count([](NewCompact& one) { one.slug = "sign-in"; }), 1U);
  EXPECT_EQ(count([](NewCompact& one) { one.time_zone = "Lilleby"; }), 1U);
  EXPECT_EQ(count([](NewCompact& one) { one.parties[0].organisation_number = "1"; }), 1U);
  EXPECT_EQ(count([](NewCompact& one) { one.appointments.pop_back(); }), 1U);
  EXPECT_EQ(count([](NewCompact& one) { one.appointments[1].email = "A@lilleby.example.org"; }),
            1U);
}

TEST(NewCompact, StandsBesideTheOthersAndIsEmpty) {
  TestApp app;
  const Compact made = app.write([&](Db& db) { return add_compact(db, small_one(), app.now()); });
  EXPECT_EQ(made.name, "Överenskommelsen i Lilleby");
  EXPECT_THROW(app.write([&](Db& db) { add_compact(db, small_one(), app.now()); }), Conflict);
  auto coordinator = app.sign_in("a@lilleby.example.org");
  EXPECT_EQ(coordinator.get("/lilleby/organisations/all").status, 200);
  EXPECT_FALSE(coordinator.get("/lilleby/organisations/all").has("Korpen"));
  EXPECT_EQ(coordinator.get("/ostergotland/organisations/all").status, 403);
  EXPECT_EQ(coordinator.get("/lilleby/organisations/1/edit").status, 200);  // the municipality
  EXPECT_EQ(coordinator.get("/lilleby/organisations/2/edit").status, 404);
  EXPECT_EQ(coordinator.get("/lilleby/contacts/1/edit").status, 404);
  EXPECT_EQ(coordinator.post("/lilleby/appointments/3/end").status, 404);
}

TEST(Import, CountsTheAffiliatedDayByDay) {
  TestApp app;
  const Compact compact = ostergotland(app);
  app.read([&](Db& db) {
    EXPECT_EQ(count_affiliated(db, compact.id, {2018, 12, 10}), 0);
    EXPECT_EQ(count_affiliated(db, compact.id, {2018, 12, 11}), 41);
    EXPECT_EQ(count_affiliated(db, compact.id, {2022, 12, 4}), 41);
    EXPECT_EQ(count_affiliated(db, compact.id, {2022, 12, 5}), 45);
    EXPECT_EQ(affiliated(db, compact.id, {2022, 12, 5}).size(), 45U);
  });
}

TEST(Import, RunTwiceChangesNothing) {
  TestApp app;
  EXPECT_EQ(import_again(app, demo_file("compact.json")), 0U);
  const Compact compact = ostergotland(app);
  app.read([&](Db& db) {
    EXPECT_EQ(organisations::list(db, compact.id).size(), 46U);
    EXPECT_EQ(contacts(db, compact.id).size(), 2U);
    EXPECT_EQ(appointees(db, compact.id).size(), 7U);
    EXPECT_EQ(criteria(db, compact.id).size(), 3U);
    EXPECT_EQ(principles(db, compact.id).size(), 6U);
    EXPECT_EQ(aims(db, compact.id).size(), 4U);
    EXPECT_EQ(municipalities(db, compact.id).back().name, "Ödeshög");
  });
}

TEST(Import, SaysWhatIsWrongInCompactJson) {
  TestApp app(TestApp::Contents::nothing);
  EXPECT_EQ(import_again(app, R"({"slug": "a b", "name": "", "parties": [], "appointments": []})"),
            3U);
  EXPECT_EQ(import_again(app, "{"), 1U);
  EXPECT_TRUE(app.read([](Db& db) { return list(db).empty(); }));
}

TEST(Import, DoesNotBringBackWhoHasLeft) {
  TestApp app;
  const Compact compact = ostergotland(app);
  app.write([&](Db& db) {
    const auto leaving = people::find_by_email(db, seat_of_region)->id;
    for (const auto& one : appointments(db, compact.id, leaving, {2018, 6, 1}))
      end_appointment(db, one, {2018, 6, 1});
    end_contact(db, contacts(db, compact.id).front(), app.now());
  });
  import_again(app, demo_file("compact.json"));
  app.read([&](Db& db) {
    EXPECT_EQ(appointed(db, compact.id, Role::seat, {2018, 6, 2}).size(), 3U);
    EXPECT_EQ(contacts(db, compact.id).size(), 1U);
  });
}

TEST(Affiliation, IsOneAtATime) {
  TestApp app;
  const Compact compact = ostergotland(app);
  app.write([&](Db& db) {
    const auto korpen = organisations::find_same(db, compact.id, "Korpen", {})->id;
    EXPECT_FALSE(affiliate(db, compact.id, korpen, {2024, 1, 1}));
    EXPECT_TRUE(end_affiliation(db, compact.id, korpen, {2024, 6, 30}));
    EXPECT_FALSE(end_affiliation(db, compact.id, korpen, {2024, 6, 30}));
    EXPECT_FALSE(affiliate(db, compact.id, korpen, {2024, 6, 30}));
    EXPECT_TRUE(affiliate(db, compact.id, korpen, {2024, 7, 1}));
    EXPECT_EQ(affiliations_of(db, compact.id, korpen).size(), 2U);
    EXPECT_TRUE(is_affiliated(db, compact.id, korpen, {2024, 6, 30}));
  });
}

TEST(Affiliation, OfThePublicBodyIsNotCounted) {
  TestApp app;
  const Compact compact = ostergotland(app);
  app.write([&](Db& db) {
    const auto region = body_of(db, compact, parties(db, compact.id).front());
    ASSERT_TRUE(region);
    EXPECT_EQ(region->organisation_number, "232100-0040");
    affiliate(db, compact.id, region->id, {2018, 12, 11});
    EXPECT_EQ(count_affiliated(db, compact.id, {2018, 12, 11}), 41);
  });
}

TEST(Appointments, AreForOnePartyAtATime) {
  TestApp app;
  const Compact compact = ostergotland(app);
  app.write([&](Db& db) {
    const auto all = parties(db, compact.id);
    const auto person = people::find_by_email(db, seat_of_region)->id;
    EXPECT_EQ(appoint(db, compact.id, all[1].id, person, Role::editor, {2020, 1, 1}),
              Appointing::serves_another_party);
    EXPECT_EQ(appoint(db, compact.id, all[0].id, person, Role::seat, {2020, 1, 1}),
              Appointing::has_it_already);
    EXPECT_EQ(appoint(db, compact.id, all[0].id, person, Role::editor, {2020, 1, 1}),
              Appointing::done);
  });
}

TEST(Appointments, ForTwoPartiesAreRefusedByTheDatabaseItself) {
  TestApp app;
  const Compact compact = ostergotland(app);
  EXPECT_THROW(app.write([&](Db& db) {
    const auto person = people::find_by_email(db, seat_of_region)->id;
    db.run(R"(
        INSERT INTO appointment (compact_id, number, party_id, person_id, role, from_date)
        VALUES ($1, 99, $2, $3, 'seat', '2020-01-01'))",
           compact.id, parties(db, compact.id)[1].id, person);
  }),
               CheckViolation);
}

TEST(Coordinators, AppointAndEndTheirOwnPartysPeople) {
  TestApp app;
  auto region = app.sign_in(of_region);
  const Browser::Fields editor = {
      {"email", "redaktor@region.example.org"}, {"role", "editor"}, {"from", "2018-06-01"}};
  EXPECT_EQ(region.post("/ostergotland/appointments", editor).status, 303);
  EXPECT_EQ(region.post("/ostergotland/appointments", editor).status, 409);
  EXPECT_TRUE(app.sign_in("redaktor@region.example.org")
                  .get("/ostergotland/appointments")
                  .has("redaktor@region.example.org"));
  EXPECT_EQ(region.post("/ostergotland/appointments", {{"email", "x"}}).status, 422);
  // the civil seat that compact.json names fifth; each party ends its own
  EXPECT_EQ(region.post("/ostergotland/appointments/5/end").status, 403);
  EXPECT_EQ(region.post("/ostergotland/appointments/3/end").status, 303);
  EXPECT_EQ(region.post("/ostergotland/appointments/1/end").status, 409);  // the only coordinator
  EXPECT_EQ(app.sign_in(seat_of_region).post("/ostergotland/appointments", editor).status, 403);
}

TEST(Coordinators, OfEitherPartyEditTheFrontPageAndTheOldWordsStay) {
  TestApp app;
  const Compact compact = ostergotland(app);
  for (const auto email : {of_region, of_civil}) {
    auto coordinator = app.sign_in(email);
    EXPECT_EQ(coordinator.get("/ostergotland/edit").status, 200);
    EXPECT_EQ(
        coordinator.post("/ostergotland/edit", {{"words_sv", "Från " + std::string(email)}}).status,
        303);
  }
  EXPECT_TRUE(app.sign_in(of_region).get("/ostergotland/edit").has("Från samordnare@region"));
  app.read([&](Db& db) {
    EXPECT_EQ(front_text(db, compact, Language::sv).words, "Från " + std::string(of_civil));
    EXPECT_EQ(front_text(db, compact, Language::fi).language, "sv");  // as there is no other
    EXPECT_EQ(front_text_versions(db, compact.id).size(), 2U);
  });
  EXPECT_EQ(app.anyone().get("/ostergotland/edit").status, 401);
  EXPECT_EQ(app.sign_in(seat_of_region).get("/ostergotland/edit").status, 403);
}

TEST(Contacts, AreForEverybodyToSee) {
  TestApp app;
  const Answer shown = app.anyone().get("/ostergotland/contacts");
  EXPECT_TRUE(shown.has("Exempel Samordnare"));
  EXPECT_TRUE(shown.has("mailto:kontakt%40idebura.example.org") ||
              shown.has("mailto:kontakt@idebura.example.org"));
  EXPECT_TRUE(shown.has("tel:0130000"));
}

TEST(Contacts, AreChangedByTheirOwnPartyAndTheOldValueStays) {
  TestApp app;
  auto region = app.sign_in(of_region);
  const Browser::Fields fields = {
      {"name", "Ny Samordnare"}, {"role", "Samordnare"}, {"phone", "013-11 11 11"}};
  const Answer saved = region.post("/ostergotland/contacts/1/edit", fields);
  EXPECT_EQ(saved.status, 303);
  EXPECT_TRUE(region.get(saved.location).has("Ny Samordnare"));
  EXPECT_TRUE(region.get("/ostergotland/contacts/1/edit").has("Exempel Samordnare"));
  EXPECT_EQ(app.sign_in(of_civil).post("/ostergotland/contacts/1/edit", fields).status, 403);
  EXPECT_EQ(region.post("/ostergotland/contacts/1/edit", {{"name", "Ny"}}).status, 422);
  Browser::Fields another = fields;
  another.front().second = "Ännu en";
  EXPECT_EQ(region.post("/ostergotland/contacts/new", another).status, 303);
  EXPECT_EQ(region.post("/ostergotland/contacts/3/end").status, 303);
  EXPECT_EQ(region.get("/ostergotland/contacts/3/edit").status, 404);
}

}  // namespace
}  // namespace overens::compacts
