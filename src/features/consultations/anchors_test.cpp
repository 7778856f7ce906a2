// Remarks whose paragraph is gone, and what changed a paragraph's words.
#include "features/consultations/anchoring_testing.h"

namespace overens {
namespace {

TEST_F(Anchoring, AnAcceptedProposalThatADraftForgetsIsCountedThere) {
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    texts::add_version(db, *compact, Number{1}, markdown() + "\nEtt stycke till.\n", "", {},
                       app.now());
  });
  const std::string draft = "/ostergotland/texts/1/versions/3";
  auto eva = app.sign_in(coordinator);
  EXPECT_TRUE(eva.get(draft).has("1 accepted proposal is not in this draft"));
  EXPECT_TRUE(eva.get(draft).has("/ostergotland/consultations/2/dispositions"));
  const std::string position = app.read([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto text = texts::find(db, compact->id, Number{1}, Number{3});
    return std::to_string(
        texts::find_paragraph(db, text->id, Number{std::stoll(number)})->position);
  });
  EXPECT_EQ(eva.post("/ostergotland/remarks/102/wording-change", {{"paragraph", position}}).status,
            303);
  EXPECT_FALSE(eva.get(draft).has("is not in this draft"));
}

TEST_F(Anchoring, SoIsOneThatAFixedVersionForgotBeforeTheDraft) {
  fix(markdown() + "\nEtt stycke till.\n");
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    texts::add_version(db, *compact, Number{1}, markdown() + "\nEtt annat stycke.\n", "", {},
                       app.now());
  });
  auto eva = app.sign_in(coordinator);
  EXPECT_TRUE(
      eva.get("/ostergotland/texts/1/versions/4").has("1 accepted proposal is not in this draft"));
}

TEST_F(Anchoring, WhatChangedTheWordsIsShownAtTheParagraphAndAtTheRemark) {
  auto eva = app.sign_in(coordinator);
  const std::string build = "/ostergotland/consultations/2/new-version";
  const std::string taken = eva.get(build).field("paragraph_" + number).value_or("");
  ASSERT_EQ(eva.post(build, {{"version", "2"}, {"paragraph_" + number, taken}}).status, 303);
  const std::string paragraph = "/ostergotland/texts/1/paragraphs/" + number;
  const std::string remark = "/ostergotland/remarks/" + taken;
  // While it is a draft only those who run the compact see it.
  EXPECT_TRUE(eva.get(remark).has("Words that it changed"));
  EXPECT_FALSE(app.anyone().get(remark).has("Words that it changed"));
  EXPECT_FALSE(app.anyone().get(paragraph).has("added: Minst fyra gånger"));
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    texts::freeze(db, texts::find(db, compact->id, Number{1}, Number{3})->id, app.now());
  });
  const Answer behind = app.anyone().get(paragraph);
  EXPECT_TRUE(behind.has("What changed its words"));
  EXPECT_TRUE(behind.has(remark));
  EXPECT_TRUE(behind.has("Version 3"));
  const Answer forward = app.anyone().get(remark);
  EXPECT_TRUE(forward.has("Words that it changed"));
  EXPECT_TRUE(forward.has(paragraph));
  EXPECT_TRUE(forward.has("/ostergotland/texts/1/versions/3#p" + number));
}

TEST_F(Anchoring, WhatChangedTheWordsIsWrittenDownByHandToo) {
  std::string markdown_now = markdown();
  const auto at = markdown_now.find(words);
  ASSERT_NE(at, std::string::npos);
  fix(markdown_now.insert(at + words.size(), " Oftare än förr."));
  const auto position = app.read([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto text = texts::find(db, compact->id, Number{1}, Number{3});
    return texts::find_paragraph(db, text->id, Number{std::stoll(number)})->position;
  });
  auto eva = app.sign_in(coordinator);
  const std::string remark = "/ostergotland/remarks/102";
  ASSERT_TRUE(eva.get(remark).has("The paragraph in version 3"));
  EXPECT_EQ(eva.post(remark + "/wording-change", {{"paragraph", ""}}).status, 422);
  EXPECT_EQ(eva.post(remark + "/wording-change", {{"paragraph", "9999"}}).status, 422);
  EXPECT_EQ(app.sign_in(other).post(remark + "/wording-change", {{"paragraph", "1"}}).status, 403);
  EXPECT_EQ(eva.post(remark + "/wording-change", {{"paragraph", std::to_string(position)}}).status,
            303);
  EXPECT_TRUE(app.anyone().get(remark).has("Words that it changed"));
  EXPECT_TRUE(
      app.anyone().get("/ostergotland/texts/1/paragraphs/" + number).has("What changed its words"));
  EXPECT_FALSE(app.anyone().get(remark).has("The paragraph in version 3"));
}

TEST_F(Anchoring, ARemarkWhoseParagraphIsGoneIsLooseAndCounted) {
  std::string without = markdown();
  const auto at = without.find(words);
  ASSERT_NE(at, std::string::npos);
  without.erase(at, words.size() + 2);  // with the empty line below it
  fix(without);
  const std::string page = "/ostergotland/consultations/2/paragraphs/" + number;
  const Answer shown = app.anyone().get(page);
  EXPECT_TRUE(shown.has("Loose"));
  EXPECT_TRUE(shown.has("Säg hur ofta."));
  EXPECT_TRUE(shown.has(words));
  EXPECT_NE(
      app.anyone().get("/ostergotland/consultations/2/remarks.json").body.find("Säg hur ofta."),
      std::string::npos);
}

TEST_F(Anchoring, AParagraphThatIsStillThereIsFound) {
  fix(markdown() + "\nEtt stycke till som ingen har sett.\n");
  const Answer shown = app.anyone().get("/ostergotland/consultations/2/paragraphs/" + number);
  EXPECT_TRUE(shown.has("In version 3:"));
  EXPECT_FALSE(shown.has("Loose"));
}

}  // namespace
}  // namespace overens
