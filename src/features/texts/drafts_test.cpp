// Bringing in a draft: documents of word processors, looking first, and two who write at once.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "app/test_app.h"
#include "features/texts/texts.h"

namespace overens {
namespace {

constexpr std::string_view coordinator = "samordnare@region.example.org";
const std::string new_version = "/ostergotland/texts/1/versions/new";
const std::string draft = "/ostergotland/texts/1/versions/3";

std::string document(const std::string& name) {
  std::ifstream file("tests/documents/" + name, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// Made by LibreOffice out of tests/documents/source.fodt.
TEST(Drafts, ADocumentOfLibreOfficeIsReadAndLookedAtBeforeItIsSaved) {
  for (const char* name : {"libreoffice.odt", "libreoffice.docx"}) {
    TestApp app;
    auto sam = app.sign_in(coordinator);
    const Answer seen = sam.upload(new_version, {{"note", "Ur Word"}},
                                   {"file", name, "application/octet-stream", document(name)});
    ASSERT_EQ(seen.status, 200) << name;
    EXPECT_TRUE(seen.has("Nothing is saved yet"));
    EXPECT_TRUE(seen.has("tracked changes")) << name;
    EXPECT_TRUE(seen.has("Tables have become paragraphs"));
    EXPECT_TRUE(seen.has("Footnotes have become paragraphs"));
    EXPECT_EQ(seen.field("note"), "Ur Word");
    EXPECT_EQ(seen.field("markdown"),
              "# Överenskommelse om samverkan\n\n## Syfte\n\nVi vill växa tillsammans[1] och lära "
              "av varandra.\n\n### Dialog\n\nDe nya orden gäller.\n\n- öppen\n- tidig\n    - före "
              "beslut\n\nSå här går vi till väga:\n\n1. Vi bjuder in.\n2. Vi lyssnar.\n\n"
              "## Parter\n\nPart; Platser\n\nRegionen; 5\n\n1\\. Det här är ingen lista, och "
              "\\*stjärnor_är\\* bara stjärnor.\n\n[1] Som i den nationella texten.\n")
        << name;
    EXPECT_EQ(sam.get(draft).status, 404);
    EXPECT_EQ(sam.post(new_version, {{"markdown", *seen.field("markdown")}}).status, 303);
    EXPECT_TRUE(sam.get(draft).has("Det här är ingen lista, och *stjärnor_är* bara"));
  }
}

TEST(Drafts, WhatIsTypedIsLookedAtFirstWhereOneWantsTo) {
  TestApp app;
  auto sam = app.sign_in(coordinator);
  const Answer seen = sam.post(new_version, {{"markdown", "Ett.\n\nTvå."}, {"look", "1"}});
  EXPECT_EQ(seen.status, 200);
  EXPECT_TRUE(seen.has("This is read as 2 paragraphs"));
  EXPECT_EQ(seen.field("markdown"), "Ett.\n\nTvå.\n");
  EXPECT_EQ(sam.get(draft).status, 404);
}

TEST(Drafts, TheSecondOfTwoWhoWriteAtOnceIsShownBothWordings) {
  TestApp app;
  auto sam = app.sign_in(coordinator);
  auto kim = app.sign_in("kontakt@idebura.example.org");
  sam.post(new_version, {{"markdown", "# Text\n\nVi möts ofta i Linköping.\n\nVi talar."}});
  const std::string seen = *sam.get(draft + "/edit").field("seen");
  EXPECT_EQ(kim.get(draft + "/edit").field("seen"), seen);
  EXPECT_EQ(
      sam.post(draft + "/edit",
               {{"markdown", "# Text\n\nVi möts ofta i Motala.\n\nVi talar."}, {"seen", seen}})
          .status,
      303);
  const std::string mine = "# Text\n\nVi möts ofta i Ydre.\n\nVi talar.";
  const Answer told = kim.post(draft + "/edit", {{"markdown", mine}, {"seen", seen}});
  EXPECT_EQ(told.status, 409);
  EXPECT_TRUE(told.has("Somebody else has changed the draft"));
  EXPECT_TRUE(told.has("removed: Motala"));
  EXPECT_TRUE(told.has("added: Ydre"));
  EXPECT_EQ(told.field("markdown"), mine);
  EXPECT_TRUE(sam.get(draft).has("Motala"));
  EXPECT_EQ(kim.post(draft + "/edit", {{"markdown", mine}, {"seen", *told.field("seen")}}).status,
            303);
  EXPECT_TRUE(sam.get(draft).has("Ydre"));
}

TEST(Drafts, TheSecondOfTwoIsShownTheOthersTitleAndHeadingsToo) {
  TestApp app;
  auto sam = app.sign_in(coordinator);
  auto kim = app.sign_in("kontakt@idebura.example.org");
  sam.post(new_version, {{"markdown", "# Text\n\n## Syfte\n\n### Varför\n\nVi talar."}});
  const std::string seen = *sam.get(draft + "/edit").field("seen");
  sam.post(draft + "/edit", {{"markdown", "# Text och tillit\n\n## Mål\n\n### Varför\n\nVi talar."},
                             {"seen", seen}});
  const Answer told = kim.post(
      draft + "/edit",
      {{"markdown", "# Text\n\n## Syfte\n\n### Varför\n\nVi talar ofta."}, {"seen", seen}});
  EXPECT_EQ(told.status, 409);
  EXPECT_TRUE(told.has("removed: och tillit")) << told.text();
  EXPECT_TRUE(told.has("removed: ## Mål"));
  EXPECT_TRUE(told.has("added: ## Syfte"));
  EXPECT_TRUE(told.has("added: ofta"));
}

TEST(Drafts, AFileIsLookedAtFirstWhateverItsNameSays) {
  TestApp app;
  auto sam = app.sign_in(coordinator);
  const Answer seen = sam.upload(new_version, {}, {"file", "avtal.docx", "application/x", "Hej."});
  EXPECT_EQ(seen.status, 200);
  EXPECT_TRUE(seen.has("Nothing is saved yet"));
  EXPECT_TRUE(seen.has("The file is called avtal.docx, but it is no such document"));
  EXPECT_EQ(sam.get(draft).status, 404);
}

TEST(Drafts, ANewRoundStartsFromTheAdoptedText) {
  TestApp app;
  auto sam = app.sign_in(coordinator);
  const auto compact = app.read([](Db& db) { return found(compacts::find(db, "ostergotland")); });
  const auto version = [&](std::int64_t number) {
    return app.read([&](Db& db) { return found(texts::find(db, compact.id, {1}, {number})); });
  };
  app.write([&](Db& db) {
    texts::adopt(db, version(2).id, {2018, 11, 21});
    const auto other = texts::add_version(db, compact, {1}, "# Annat\n\nNågot helt annat.", "",
                                          std::nullopt, app.now());
    texts::freeze(db, other.id, app.now());  // fixed, but nobody adopted it
  });
  const Answer form = sam.get(new_version + "?from=2");
  EXPECT_TRUE(form.has("Version 2, adopted 21 November 2018"));
  EXPECT_TRUE(form.field("markdown").value_or("").starts_with("# Överenskommelse om samverkan"));
  const Answer saved =
      sam.post(new_version, {{"markdown", *form.field("markdown")}, {"from", "2"}});
  ASSERT_EQ(saved.location, "/ostergotland/texts/1/versions/4");
  const auto ids = [&](std::int64_t number) {
    std::vector<std::int64_t> all;
    for (const auto& one :
         app.read([&](Db& db) { return texts::paragraphs(db, version(number).id); }))
      all.push_back(one.id.value);
    return all;
  };
  EXPECT_EQ(ids(4), ids(2));
}

TEST(Drafts, ANoteIsUsedForEverybodyWhenTheDraftItStandsBehindIsFixed) {
  TestApp app;
  auto sam = app.sign_in("samordnare@region.example.org");
  const auto note = app.write([&](Db& db) {
    const auto compact = found(compacts::find(db, "ostergotland"));
    const auto made =
        texts::add_version(db, compact, {1}, "# Text\n\nVi lånar ut lokaler.", "", {}, app.now());
    const auto one = contributions::add(db, compact.id, {.wording = "Lokaler behövs."}, app.now());
    texts::link_contribution(db, texts::paragraphs(db, made.id).front().id, one.id, {}, app.now());
    return "/ostergotland/contributions/" + std::to_string(one.number.value);
  });
  const Answer hidden = app.anyone().get(note);
  EXPECT_TRUE(hidden.has("No link"));
  EXPECT_FALSE(hidden.has("Stands behind the text"));
  EXPECT_FALSE(hidden.has("Vi lånar ut lokaler."));
  EXPECT_TRUE(sam.get(note).has("Vi lånar ut lokaler."));  // who runs the compact sees the draft
  app.write([&](Db& db) {
    const auto compact = found(compacts::find(db, "ostergotland"));
    texts::freeze(db, found(texts::find(db, compact.id, {1}, {3})).id, app.now());
  });
  const Answer shown = app.anyone().get(note);
  EXPECT_TRUE(shown.has("Stands behind the text"));
  EXPECT_TRUE(shown.has("Vi lånar ut lokaler."));
}

TEST(Drafts, ATextOfOneParagraphAndOneOfFiveThousandAreRead) {
  TestApp app;
  auto sam = app.sign_in(coordinator);
  std::string many = "# Lång\n";
  for (int i = 0; i < 5'000; ++i)
    many += "\nStycke " + std::to_string(i) +
            " om det och det som parterna har kommit överens om, " +
            "termin för termin, öppet och i god tid.\n";
  ASSERT_EQ(sam.post(new_version, {{"markdown", many}}).status, 303);
  EXPECT_EQ(sam.get(draft).status, 200);
  EXPECT_TRUE(sam.get(draft + "/paragraphs").has("Paragraph 100"));
  EXPECT_EQ(sam.get(draft + "/changes/2").status, 200);
  EXPECT_EQ(sam.post(draft + "/edit",
                     {{"markdown", "Ett."}, {"seen", *sam.get(draft + "/edit").field("seen")}})
                .status,
            303);
  EXPECT_TRUE(sam.get(draft).has("Ett."));
}

}  // namespace
}  // namespace overens
