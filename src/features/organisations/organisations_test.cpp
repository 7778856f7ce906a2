#include "features/organisations/organisations.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/test_app.h"
#include "features/import.h"
#include "features/organisations/rules.h"

namespace overens::organisations {
namespace {

constexpr std::string_view seniors = "kontakt@seniorkraftost.example.org";
constexpr std::string_view youth = "kontakt@ungdomsradeteken.example.org";

constexpr CompactId ostergotland{1};  // the only one

Organisation named(TestApp& app, std::string_view name) {
  return app.read([&](Db& db) { return *find_same(db, ostergotland, name, {}); });
}

std::string path(const Organisation& one, std::string_view rest) {
  return "/ostergotland/my-organisations/" + std::to_string(one.number.value) + std::string(rest);
}

TEST(OrganisationNumber, IsWrittenTheSameHoweverItIsTyped) {
  EXPECT_EQ(organisation_number("2321000040"), "232100-0040");
  EXPECT_EQ(organisation_number(" 232100 0040 "), "232100-0040");
  EXPECT_EQ(organisation_number("212000-1355"), "212000-1355");
}

TEST(OrganisationNumber, IsRefusedWhenItIsWrongOrMayBeAPersons) {
  EXPECT_FALSE(organisation_number("232100-0041"));  // the check digit
  EXPECT_FALSE(organisation_number("811218-9876"));  // a personal number
  EXPECT_FALSE(organisation_number("232100-004"));
  EXPECT_FALSE(organisation_number("232100-0040a"));
  EXPECT_FALSE(organisation_number(""));
}

TEST(LikelyDuplicates, AreSeenInSpiteOfSmallDifferences) {
  EXPECT_TRUE(look_alike("Riksteatern Östergötland", "Riksteatern i Östergötland"));
  EXPECT_TRUE(look_alike("SENIORKRAFT ÖST", "Seniorkraft Öst exempel"));
  EXPECT_TRUE(look_alike("Kvinnojouren Vättern", "Kvinojouren Vättern"));
  EXPECT_FALSE(look_alike("Novahuset", "Korpen"));
  EXPECT_FALSE(look_alike("Riksteatern Östergötland", "Funktionsrätt Östergötland"));
}

TEST(Confirmation, IsAskedForOnceAYear) {
  const Instant now = start_of_day({2026, 3, 1}, zone("Europe/Stockholm"));
  EXPECT_TRUE(is_due_for_confirmation({}, now));
  EXPECT_TRUE(is_due_for_confirmation(plus_days(now, -365), now));
  EXPECT_FALSE(is_due_for_confirmation(plus_days(now, -364), now));
}

TEST(EditDistance, CountsNoFurtherThanAsked) {
  EXPECT_EQ(edit_distance("bordet", "bordet", 3), 0U);
  EXPECT_EQ(edit_distance("bordet", "jorden", 3), 2U);
  EXPECT_EQ(edit_distance("bordet", "stolen", 2), 3U);
}

TEST(Organisations, KeepTheirEarlierNamesAndAreFoundByThem) {
  TestApp app;
  const Organisation korpen = named(app, "Korpen");
  app.write([&](Db& db) { rename(db, korpen, "Korpen Östergötland", app.now()); });
  EXPECT_EQ(named(app, "korpen").name, "Korpen Östergötland");
  EXPECT_EQ(app.read([&](Db& db) { return former_names(db, korpen.id).front().name; }), "Korpen");
}

TEST(Organisations, ShareNoOrganisationNumber) {
  TestApp app;
  const Organisation korpen = named(app, "Korpen");
  EXPECT_THROW(app.write([&](Db& db) {
    Entry entry = entry_of(db, korpen);
    entry.organisation_number = "232100-0040";  // the Region's
    edit(db, korpen, entry, people::find_or_add(db, "a@example.org", "", app.now()), app.now());
  }),
               Conflict);
}

TEST(Organisations, AreFoundInTheirOwnCompactOnly) {
  TestApp app;
  const Organisation korpen = named(app, "Korpen");
  app.read([&](Db& db) {
    EXPECT_TRUE(find(db, ostergotland, korpen.number));
    EXPECT_FALSE(find(db, CompactId{ostergotland.value + 1}, korpen.number));
    EXPECT_TRUE(list(db, CompactId{ostergotland.value + 1}).empty());
  });
}

TEST(Organisations, StandInTheSwedishOrder) {
  TestApp app;
  const auto all = app.read([&](Db& db) { return list(db, ostergotland); });
  ASSERT_EQ(all.size(), 46U);  // 45 and the Region
  EXPECT_EQ(all.front().name, "Amatörteatern Dovern exempel");
  EXPECT_TRUE(all.back().name.starts_with("Östgöta"));
}

TEST(Mandates, HoldFromTheirFirstDayThroughTheirLast) {
  TestApp app;
  const Organisation korpen = named(app, "Korpen");
  const auto person = app.write([&](Db& db) {
    const auto added = people::find_or_add(db, "ordforande@korpen.example.org", "", app.now());
    EXPECT_TRUE(add_mandate(db, korpen.id, added, MandateKind::signatory, {2026, 1, 1}));
    EXPECT_FALSE(add_mandate(db, korpen.id, added, MandateKind::signatory, {2026, 2, 1}));
    EXPECT_TRUE(end_mandate(db, korpen.id, {1}, {2026, 3, 31}));
    return added;
  });
  app.read([&](Db& db) {
    EXPECT_EQ(mandates(db, ostergotland, person, {2025, 12, 31}).size(), 0U);
    EXPECT_EQ(mandates(db, ostergotland, person, {2026, 1, 1}).size(), 1U);
    EXPECT_EQ(mandates(db, ostergotland, person, {2026, 3, 31}).size(), 1U);
    EXPECT_EQ(mandates(db, ostergotland, person, {2026, 4, 1}).size(), 0U);
    EXPECT_EQ(mandates(db, {ostergotland.value + 1}, person, {2026, 1, 1}).size(), 0U);
  });
}

TEST(Representatives, SeeAndChangeTheirOwnOrganisationOnly) {
  TestApp app;
  const Organisation own = named(app, "Seniorkraft Öst exempel");
  const Organisation other = named(app, "Ungdomsrådet Eken exempel");
  auto contact = app.sign_in(seniors);
  EXPECT_TRUE(contact.get("/ostergotland/my-organisations").has("Seniorkraft Öst exempel"));
  EXPECT_EQ(contact.get(path(own, "")).status, 200);
  EXPECT_EQ(contact.get(path(other, "")).status, 403);
  EXPECT_EQ(contact.post(path(other, "/edit"), {{"why", "Hej"}}).status, 403);
  EXPECT_EQ(app.anyone().get(path(own, "")).status, 401);
  EXPECT_EQ(app.sign_in("nobody@example.org").get(path(own, "")).status, 403);

  const Answer saved = contact.post(path(own, "/edit"), {{"description", "Vi är många."},
                                                         {"why", "För samtalet."},
                                                         {"contact_name", "Eva Hägg"},
                                                         {"contact_email", "ny@example.org"}});
  EXPECT_EQ(saved.status, 303);
  EXPECT_TRUE(contact.get(saved.location).has("Vi är många."));
  const auto history = app.read([&](Db& db) { return changes(db, own.id); });
  const auto address = std::find_if(history.begin(), history.end(),
                                    [](const Change& one) { return one.field == "contact_email"; });
  ASSERT_NE(address, history.end());
  EXPECT_EQ(address->was, seniors);
  EXPECT_EQ(named(app, "Seniorkraft Öst exempel").name, own.name);
}

TEST(Representatives, GetTheFormBackWithWhatTheyTyped) {
  TestApp app;
  const Organisation own = named(app, "Seniorkraft Öst exempel");
  auto contact = app.sign_in(seniors);
  const Answer shown = contact.post(path(own, "/edit"), {{"why", "Vi vill höras."},
                                                         {"contact_email", "inte en adress"},
                                                         {"website", "javascript:alert(1)"}});
  EXPECT_EQ(shown.status, 422);
  EXPECT_TRUE(shown.has("Vi vill höras."));
  EXPECT_EQ(shown.field("contact_email"), "inte en adress");
  EXPECT_EQ(named(app, "Seniorkraft Öst exempel").contact_email, seniors);
}

TEST(Representatives, ConfirmOnceAYear) {
  TestApp app;
  app.at("2026-03-01 10:00");
  const Organisation own = named(app, "Ungdomsrådet Eken exempel");
  auto contact = app.sign_in(youth);
  EXPECT_TRUE(contact.get(path(own, "")).has("Is this still right?"));
  EXPECT_EQ(contact.post(path(own, "/confirmation")).status, 303);
  EXPECT_FALSE(contact.get(path(own, "")).has("Is this still right?"));
}

// What the import says of a register with these lines.
std::string refusals(TestApp& app, const std::string& file) {
  const Organisation korpen = named(app, "Korpen");
  return app.write([&](Db& db) {
    Import import(db, {{"organisationer.csv", file}}, app.now());
    import.compact = ostergotland.value;
    import.zone = zone("Europe/Stockholm");
    import_organisations(import, korpen.party, {"hela länet", {{"0580", "Linköping"}}},
                         [](Id<Organisation>, const Date&) { return true; });
    std::string all;
    for (const ImportRefusal& one : import.refusals())
      all += one.file + ':' + std::to_string(one.line) + ' ' + one.reason.in(Language::en) + '\n';
    return all;
  });
}

const std::string headings =
    "Namn;Område;Kommuner;Form;Kontaktperson;Roll;E-post;Ansluten;Bekräftad;Varför vi är med\n";

TEST(Import, RefusesByFileAndLine) {
  TestApp app;
  EXPECT_EQ(
      refusals(app, headings + "Nya föreningen;Kultur;Linköping;;;;;2026-01-01;nej;\n"
                               ";Kultur;hela länet;;;;;;nej;\n"
                               "Nya föreningen;Kultur;Linköping, Paris;;;;ingen;2026-02-30;nej;\n"),
      "organisationer.csv:3 The name is missing.\n"
      "organisationer.csv:4 “Nya föreningen” stands here twice.\n"
      "organisationer.csv:4 “Paris” is no municipality of this compact.\n"
      "organisationer.csv:4 “ingen” is no mail address.\n"
      "organisationer.csv:4 “2026-02-30” is no date. Write it as 2018-12-11.\n");
}

TEST(Import, NamesAMissingColumn) {
  TestApp app;
  EXPECT_NE(refusals(app, "Namn;Kommuner\nEtt;\n").find("The column “Område” is missing"),
            std::string::npos);
}

TEST(Import, KnowsARenamedOrganisationByItsOldName) {
  TestApp app;
  app.write([&](Db& db) { rename(db, named(app, "Korpen"), "Nya Korpen", app.now()); });
  EXPECT_EQ(refusals(app, headings + "Korpen;Idrott;hela länet;;;;;2022-12-05;ja;\n"), "");
  EXPECT_EQ(app.read([](Db& db) { return list(db, ostergotland).size(); }), 46U);
}

}  // namespace
}  // namespace overens::organisations
