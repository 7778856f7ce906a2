#include "features/texts/texts.h"

#include <gtest/gtest.h>

#include "app/test_app.h"
#include "base/secrets.h"
#include "db/errors.h"
#include "features/groups/groups.h"

namespace overens {
namespace {

constexpr std::string_view coordinator = "samordnare@region.example.org";
constexpr std::string_view version_2 = "/ostergotland/texts/1/versions/2";

compacts::Compact ostergotland(Db& db) { return found(compacts::find(db, "ostergotland")); }

texts::Version version(TestApp& app, std::int64_t number) {
  return app.read(
      [&](Db& db) { return found(texts::find(db, ostergotland(db).id, {1}, {number})); });
}

texts::Paragraph beginning(TestApp& app, std::int64_t number, std::string_view words) {
  const auto whole = version(app, number);
  return app.read(
      [&](Db& db) { return found(texts::find_paragraph_beginning(db, whole.id, words)); });
}

std::string paragraph_path(const texts::Paragraph& one) {
  return url("/ostergotland/texts/1/paragraphs/{}", one.number).text();
}

TEST(Texts, AnyoneReadsTheTextAsADocumentWithItsContents) {
  TestApp app;
  const Answer shown = app.anyone().get(version_2);
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(shown.has("Vi för dialog innan förslag är färdiga"));
  EXPECT_TRUE(shown.has(R"(<section id="dialog">)"));
  EXPECT_TRUE(shown.has(R"(href="#dialog")"));
  EXPECT_TRUE(shown.has("Behind the paragraph: 8 notes"));
  EXPECT_TRUE(shown.has("Exempeltext till demonstrationen."));
  EXPECT_EQ(app.anyone().get("/ostergotland/texts/1").status, 200);
  EXPECT_EQ(app.anyone().get("/ostergotland/texts").status, 200);
  EXPECT_EQ(app.anyone().get("/ostergotland/texts/1/versions/9").status, 404);
  EXPECT_EQ(app.anyone().get("/ostergotland/texts/2").status, 404);
}

TEST(Texts, WhoeverDoubtsCountsTheHashOfTheFileAgain) {
  TestApp app;
  const Answer file = app.anyone().get("/ostergotland/texts/1/versions/2/text.md");
  EXPECT_EQ(file.status, 200);
  EXPECT_TRUE(file.body.starts_with("# Överenskommelse om samverkan\n\n## Avsiktsförklaring\n"));
  EXPECT_TRUE(file.body.ends_with("efter undertecknandet.\n"));
  EXPECT_EQ(file.body.find("Exempeltext"), std::string::npos);
  EXPECT_TRUE(app.anyone().get(version_2).has(sha256_hex(file.body)));
  const Answer plain = app.anyone().get("/ostergotland/texts/1/versions/2/text.txt");
  EXPECT_EQ(plain.body, file.body);
  EXPECT_EQ(*plain.headers.find("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_TRUE(
      app.anyone().get("/ostergotland/texts/1/versions/2/changes/1").has(sha256_hex(file.body)));
}

TEST(Texts, NobodyChangesAFrozenVersionNotEvenWithSql) {
  TestApp app;
  const auto whole = version(app, 2);
  EXPECT_TRUE(whole.is_frozen());
  const auto refused = [&](auto change) {
    EXPECT_THROW(app.write([&](Db& db) { change(db); }), CheckViolation);
  };
  refused([&](Db& db) { db.run("UPDATE version SET markdown = 'x' WHERE id = $1", whole.id); });
  refused([&](Db& db) {
    db.run("UPDATE version SET sha256 = $2 WHERE id = $1", whole.id, sha256_hex("x"));
  });
  refused([&](Db& db) { db.run("UPDATE version SET frozen_at = NULL WHERE id = $1", whole.id); });
  refused([&](Db& db) {
    db.run("UPDATE version_paragraph SET wording = 'x' WHERE version_id = $1", whole.id);
  });
  refused([&](Db& db) { db.run("DELETE FROM version_paragraph WHERE version_id = $1", whole.id); });
  refused([&](Db& db) {
    db.run("UPDATE version_section SET heading = 'x' WHERE version_id = $1", whole.id);
  });
  refused([&](Db& db) {
    db.run(R"(INSERT INTO version_section (version_id, position, level, slug, heading)
              VALUES ($1, 99, 1, 'x', 'x'))",
           whole.id);
  });
  EXPECT_EQ(version(app, 2).sha256, whole.sha256);
}

TEST(Texts, AnAdoptedVersionIsTheOneThatIsShown) {
  TestApp app;
  const auto second = version(app, 2);
  app.write([&](Db& db) {
    texts::adopt(db, second.id, {2018, 11, 21});
    EXPECT_FALSE(texts::adopt(db, second.id, {2019, 1, 1}));
    EXPECT_EQ(texts::adopted(db, ostergotland(db).id)->number, Number{2});
  });
  EXPECT_TRUE(app.anyone().get("/ostergotland/texts/1").has("Version 2, adopted 21 November 2018"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/texts.json").has(R"("adopted_on":"2018-11-21")"));
}

TEST(Texts, AParagraphStaysItselfFromVersionToVersion) {
  TestApp app;
  for (const auto& [first, second] : std::vector<std::pair<std::string, std::string>>{
           {"Vi för dialog tidigt", "Vi för dialog innan"},
           {"Samverkan ska stärka demokratin", "Samverkan ska stärka demokratin"},
           {"Många olika röster", "Många olika röster"},
           {"Vi planerar för mer", "Vi planerar för mer"}})
    EXPECT_EQ(beginning(app, 1, first).id, beginning(app, 2, second).id) << first;
  const auto meeting = beginning(app, 2, "Parterna möts minst två gånger");
  const auto whole = version(app, 1);
  EXPECT_FALSE(
      app.read([&](Db& db) { return texts::find_paragraph(db, whole.id, meeting.number); }));
}

TEST(Texts, AParagraphShowsExactlyTheNotesBehindIt) {
  TestApp app;
  const Answer chain = app.anyone().get(paragraph_path(beginning(app, 2, "Vi för dialog innan")));
  EXPECT_EQ(chain.status, 200);
  EXPECT_TRUE(chain.has("8 notes behind it"));
  for (const int note : {6, 13, 16, 37, 57, 10, 14, 38})
    EXPECT_TRUE(chain.has("id=\"note-" + std::to_string(note) + "\"")) << note;
  EXPECT_FALSE(chain.has("Möten på kvällar"));
  EXPECT_TRUE(chain.has("tidigt och återkommande"));  // what it said in version 1
  EXPECT_EQ(app.read([](Db& db) {
    return db.load<std::int64_t>("SELECT COUNT(*) FROM paragraph_contribution");
  }),
            25);
}

TEST(Texts, ANoteLeadsToItsParagraphOrSaysThatThereIsNone) {
  TestApp app;
  EXPECT_TRUE(app.anyone().get("/ostergotland/contributions/13").has("Vi för dialog innan"));
  const Answer loose = app.anyone().get("/ostergotland/contributions/33");
  EXPECT_TRUE(loose.has("Möten på kvällar"));
  EXPECT_TRUE(loose.has("No link"));
}

TEST(Texts, TwoVersionsAreReadSideBySideAndInLine) {
  TestApp app;
  const Answer side = app.anyone().get("/ostergotland/texts/1/versions/2/changes/1");
  EXPECT_EQ(side.status, 200);
  EXPECT_TRUE(side.has(R"(data-view="side")"));
  EXPECT_TRUE(side.has("added: och inkludering"));
  EXPECT_TRUE(side.has("The paragraph was not there."));
  EXPECT_TRUE(app.anyone()
                  .get("/ostergotland/texts/1/versions/2/changes/1?view=inline")
                  .has(R"(data-view="inline")"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/texts/1/versions/1/changes/2").has("removed:"));
  EXPECT_EQ(app.anyone().get("/ostergotland/texts/1/versions/2/changes/9").status, 404);
}

// People sign it as a whole: whatever changes its bytes is in the comparison.
TEST(Texts, TheTitleAndEveryHeadingAreCompared) {
  TestApp app;
  const auto add = [&](std::string_view markdown) {
    app.write([&](Db& db) {
      const auto compact = ostergotland(db);
      const auto added =
          texts::add_version(db, compact, {2}, markdown, "", std::nullopt, app.now());
      texts::freeze(db, added.id, app.now());
    });
  };
  add("# Samverkan\n\n## Principer\n\n### Dialog\n\nVi talar.\n\n### Insyn\n\nVi visar.\n\n## "
      "Slut\n");
  add("# Samverkan och tillit\n\n## Sex principer\n\n### Dialog\n\nVi talar.\n\n#### Insyn\n\nVi "
      "visar.\n\n## Bilagor\n\n## Slut\n");
  for (const char* view : {"", "?view=inline"}) {
    const Answer told =
        app.anyone().get("/ostergotland/texts/2/versions/2/changes/1" + std::string(view));
    EXPECT_TRUE(told.has("added: och tillit")) << told.text();
    EXPECT_TRUE(told.has("added: Sex principer")) << told.text();
    EXPECT_TRUE(told.has("removed: Principer"));
    EXPECT_TRUE(told.has("added: Bilagor"));
    EXPECT_TRUE(told.has("The heading was on level 2 and is now on level 3."));
    EXPECT_TRUE(told.has("0 paragraphs differ, 4 headings"));
  }
}

TEST(Texts, ACoordinatorLinksANoteToAParagraph) {
  TestApp app;
  auto sam = app.sign_in(coordinator);
  const std::string path = paragraph_path(beginning(app, 2, "Många olika röster"));
  EXPECT_EQ(sam.post(path + "/contributions", {{"note", "33"}}).status, 303);
  EXPECT_TRUE(app.anyone().get(path).has("Möten på kvällar"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/contributions/33").has("Många olika röster"));
  const Answer wrong = sam.post(path + "/contributions", {{"note", "999"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(wrong.field("note"), "999");
  EXPECT_EQ(sam.post(path + "/contributions/33/end").status, 303);
  EXPECT_TRUE(app.anyone().get("/ostergotland/contributions/33").has("No link"));
  EXPECT_EQ(app.anyone().post(path + "/contributions", {{"note", "33"}}).status, 401);
}

TEST(Texts, ANoteIsLinkedFromItsOwnPageAndOneSetAsideIsNotTakenUpUnseen) {
  TestApp app;
  auto sam = app.sign_in("samordnare@region.example.org");
  const std::string choosing = "/ostergotland/texts/1/notes/33";
  EXPECT_TRUE(sam.get("/ostergotland/contributions/33").has(choosing));
  EXPECT_FALSE(app.anyone().get("/ostergotland/contributions/33").has(choosing));
  EXPECT_EQ(app.anyone().get(choosing).status, 401);
  EXPECT_EQ(sam.get("/ostergotland/texts/1/notes/999").status, 404);
  EXPECT_TRUE(sam.get(choosing + "?q=finnsinte").has("No paragraph has those words"));
  const Answer found = sam.get(choosing + "?q=f%C3%B6r+dialog+innan");
  const std::string paragraph = "/ostergotland/texts/1/paragraphs/";
  const std::size_t at = found.body.find(paragraph);
  ASSERT_NE(at, std::string::npos) << found.text();
  const std::string link = found.body.substr(at, found.body.find('"', at) - at);
  EXPECT_EQ(found.body.find(paragraph, at + 1), std::string::npos) << "the only one";
  EXPECT_EQ(sam.post(link, {{"note", "33"}, {"back", "note"}}).location,
            "/ostergotland/contributions/33");
  EXPECT_TRUE(
      app.anyone().get("/ostergotland/contributions/33").has("It stands behind 1 paragraph"));

  sam.post("/ostergotland/contributions/34/not-used", {{"reason", "Tas upp i budgeten."}});
  const Answer refused = sam.post(link, {{"note", "34"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("Tas upp i budgeten."));
  EXPECT_TRUE(app.anyone().get("/ostergotland/contributions/34").has("Tas upp i budgeten."));
}

TEST(Texts, ADraftIsSeenByThoseWhoRunTheCompactAndFixedByEveryParty) {
  TestApp app;
  auto sam = app.sign_in(coordinator);
  const Answer saved = sam.post("/ostergotland/texts/1/versions/new",
                                {{"markdown", "# Ny text\n\n## Syfte\n\nEtt.\n\nTvå."}});
  ASSERT_EQ(saved.status, 303);
  EXPECT_EQ(saved.location, "/ostergotland/texts/1/versions/3");
  EXPECT_TRUE(sam.get(saved.location).has("This is a draft"));
  EXPECT_EQ(app.anyone().get(saved.location).status, 404);
  EXPECT_EQ(app.anyone().get("/ostergotland/texts/1/versions/3/text.md").status, 404);
  EXPECT_FALSE(app.anyone().get("/ostergotland/texts").has("versions/3"));

  EXPECT_EQ(sam.post("/ostergotland/texts/1/versions/3/proposal").status, 303);
  const auto whole = version(app, 3);
  const auto yes = [&](std::string_view address) {
    app.write([&](Db& db) {
      const auto compact = ostergotland(db);
      const auto person = people::find_or_add(db, address, "", app.now());
      const auto proposal =
          found(groups::find_on(db, compact.id, "freeze_version", whole.id.value));
      groups::assent(db, proposal, whole.sha256, person, {2018, 6, 1}, app.now());
    });
  };
  yes("ledamot1@region.example.org");
  app.run_tasks();
  EXPECT_EQ(app.anyone().get(saved.location).status, 404);
  yes("ledamot1@idebura.example.org");
  app.run_tasks();
  EXPECT_EQ(app.anyone().get(saved.location).status, 200);
  EXPECT_EQ(sam.get("/ostergotland/texts/1/versions/3/edit").status, 409);
}

TEST(Texts, AnOpenQuestionFallsWhenTheDraftChanges) {
  TestApp app;
  auto sam = app.sign_in(coordinator);
  const std::string draft = "/ostergotland/texts/1/versions/3";
  sam.post("/ostergotland/texts/1/versions/new", {{"markdown", "# Ny text\n\nEtt.\n\nTvå."}});
  sam.post(draft + "/proposal");
  auto seat = app.sign_in("ledamot1@region.example.org");
  const Answer asked = seat.get("/ostergotland/proposals/1");
  const std::string sha256 = *asked.field("sha256");
  sam.post(draft + "/edit", {{"markdown", "# Ny text\n\nEtt.\n\nTre."},
                             {"seen", *sam.get(draft + "/edit").field("seen")}});
  EXPECT_TRUE(seat.get("/ostergotland/proposals/1").has("what it was about has changed"));
  EXPECT_EQ(seat.post("/ostergotland/proposals/1/assent", {{"sha256", sha256}}).status, 409);
  EXPECT_EQ(sam.post(draft + "/proposal").status, 303);
  EXPECT_TRUE(seat.get("/ostergotland/proposals/2").has("Say yes for my party"));
}

TEST(Texts, AChangedDraftIsANewQuestion) {
  TestApp app;
  auto sam = app.sign_in(coordinator);
  const std::string draft = "/ostergotland/texts/1/versions/3";
  sam.post("/ostergotland/texts/1/versions/new", {{"markdown", "Ett stycke."}});
  sam.post(draft + "/proposal");
  EXPECT_FALSE(sam.get(draft).has("Ask the parties to fix it"));
  EXPECT_EQ(sam.post(draft + "/edit",
                     {{"markdown", "Ett annat stycke."}, {"seen", version(app, 3).sha256}})
                .status,
            303);
  EXPECT_TRUE(sam.get(draft).has("Ett annat stycke."));
  EXPECT_TRUE(sam.get(draft).has("Ask the parties to fix it"));
  EXPECT_EQ(sam.post("/ostergotland/texts/1/versions/new", {{"markdown", "Till."}}).status, 409);
}

TEST(Texts, AFileBecomesAVersionUnlessItIsNoText) {
  TestApp app;
  auto sam = app.sign_in(coordinator);
  const std::string path = "/ostergotland/texts/1/versions/new";
  const Answer wrong = sam.upload(
      path, {{"note", "Min anteckning"}},
      {"file", "text.docx", "application/octet-stream", std::string("PK\x03\x04\0\0", 6)});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(wrong.field("note"), "Min anteckning");
  EXPECT_EQ(sam.post(path, {{"markdown", "# Bara en rubrik"}}).status, 422);
  EXPECT_EQ(sam.post(path).status, 422);
  EXPECT_NE(wrong.body.find("no text that we can read"), std::string::npos);
  const Answer seen =
      sam.upload(path, {}, {"file", "text.txt", "text/plain", "F\xF6rsta stycket."});
  ASSERT_TRUE(seen.has("Nothing is saved yet"));
  const Answer saved = sam.post(path, {{"markdown", *seen.field("markdown")}});
  ASSERT_EQ(saved.status, 303);
  EXPECT_TRUE(sam.get(saved.location).has("Första stycket."));
}

TEST(Texts, WhoDoesNotRunTheCompactBringsInNothing) {
  TestApp app;
  const std::string path = "/ostergotland/texts/1/versions/new";
  EXPECT_EQ(app.anyone().get(path).status, 401);
  EXPECT_EQ(app.sign_in("nobody@example.org").get(path).status, 403);
  EXPECT_EQ(app.sign_in("nobody@example.org").post(path, {{"markdown", "x"}}).status, 403);
}

TEST(Texts, AnotherCompactHasOtherTexts) {
  TestApp app;
  compacts::NewCompact other;
  other.slug = "norrbotten";
  other.name = other.full_name = "Norrbotten";
  other.parties = {{"public", "Regionen", ""}, {"civil", "Föreningarna", ""}};
  app.write([&](Db& db) { compacts::add_compact(db, other, app.now()); });
  EXPECT_EQ(app.anyone().get("/norrbotten/texts").status, 200);
  for (const char* path :
       {"/norrbotten/texts/1", "/norrbotten/texts/1/versions/2",
        "/norrbotten/texts/1/versions/2/text.md", "/norrbotten/texts/1/versions/2/changes/1",
        "/norrbotten/texts/1/paragraphs/1", "/norrbotten/contributions/13"})
    EXPECT_EQ(app.anyone().get(path).status, 404) << path;
}

TEST(Texts, ImportedTwiceNothingChangesAndOtherWordsAreRefused) {
  TestApp app;
  const auto again = app.import(app.demo_files());
  EXPECT_TRUE(again.is_kept);
  EXPECT_FALSE(again.counts.contains("versions"));
  EXPECT_FALSE(again.counts.contains("links from notes"));
  auto files = app.demo_files();
  files["text-antagen.md"] += "\nEtt stycke till.\n";
  const auto refused = app.import(files);
  EXPECT_FALSE(refused.is_kept);
  ASSERT_FALSE(refused.refusals.empty());
  EXPECT_EQ(refused.refusals.back().file, "text-antagen.md");
}

TEST(Texts, ALinkThatLeadsNowhereIsToldByLine) {
  TestApp app;
  auto files = app.demo_files();
  files["kopplingar.csv"] =
      "Stycke börjar;Slag;Nr\nFinns inte;inspel;6\nMånga;inspel;999\nMånga;annat;6\n";
  const auto report = app.import(files);
  EXPECT_FALSE(report.is_kept);
  std::vector<std::int64_t> lines;
  for (const ImportRefusal& one : report.refusals)
    if (one.file == "kopplingar.csv") lines.push_back(one.line);
  EXPECT_EQ(lines, (std::vector<std::int64_t>{2, 3, 4}));
}

TEST(Texts, TheDemonstrationHasARevisionToTalkAbout) {
  TestApp app;
  const auto report = app.import_demo();
  EXPECT_TRUE(report.is_kept);
  EXPECT_TRUE(version(app, 3).is_frozen());
  const Answer changes = app.anyone().get("/ostergotland/texts/1/versions/3/changes/2");
  EXPECT_TRUE(changes.has("minst en gång utanför Linköping"));
  EXPECT_TRUE(changes.has("The paragraph is gone."));
}

}  // namespace
}  // namespace overens
