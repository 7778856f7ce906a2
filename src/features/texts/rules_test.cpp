#include "features/texts/rules.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace overens::texts {
namespace {

Block block(std::string wording) {
  return {.section = std::nullopt, .section_slug = {}, .wording = std::move(wording)};
}

std::vector<Paragraph> numbered(const std::vector<Block>& blocks) {
  std::vector<Paragraph> all;
  for (const Block& one : blocks) {
    Paragraph paragraph;
    paragraph.id = {std::ssize(all) + 1};
    paragraph.wording = one.wording;
    all.push_back(paragraph);
  }
  return all;
}

TEST(TextSource, TheNoteIsNoPartOfTheText) {
  const Source source = read_source("---\nnote: Exempel.\nother: x\n---\n\n# Titel\n\nOrd.\n");
  EXPECT_EQ(source.note, "Exempel.");
  EXPECT_EQ(canonical(source.text), "# Titel\n\nOrd.\n");
}

TEST(TextSource, FrontMatterThatIsNeverClosedIsText) {
  const Source source = read_source("---\nnote: Exempel.\n");
  EXPECT_EQ(source.note, "");
  EXPECT_EQ(source.text, "---\nnote: Exempel.\n");
}

TEST(TextSource, HowAFileWasSavedDoesNotChangeItsBytes) {
  const std::string plain = "# Å\n\nEtt stycke.\n\nEtt till.\n";
  EXPECT_EQ(canonical("\xEF\xBB\xBF# Å\r\n\r\nEtt stycke.  \r\n\r\nEtt till."), plain);
  EXPECT_EQ(canonical("# A\xCC\x8A\n\nEtt stycke.\n\nEtt till.\n\n\n"), plain);
  EXPECT_EQ(canonical(plain), plain);
}

TEST(TextParts, HeadingsMakeSectionsAndEmptyLinesParagraphs) {
  const Parts parts = parts_of(
      "# Titel\n\nFöre.\n\n## Ett\n\n### Dialog\n\nA\nB\n\nC\n\n## Dialog ##\n\n- x\n- y\n");
  EXPECT_EQ(parts.title, "Titel");
  ASSERT_EQ(parts.sections.size(), 3u);
  EXPECT_EQ(parts.sections[1].parent, 1);
  EXPECT_EQ(parts.sections[1].level, 2);
  EXPECT_EQ(parts.sections[2].heading, "Dialog");
  EXPECT_EQ(parts.sections[2].slug, "dialog-2");
  EXPECT_EQ(parts.sections[2].parent, std::nullopt);
  ASSERT_EQ(parts.paragraphs.size(), 4u);
  EXPECT_EQ(parts.paragraphs[0].section, std::nullopt);
  EXPECT_EQ(parts.paragraphs[1].wording, "A\nB");
  EXPECT_EQ(parts.paragraphs[2].section, 2);
  EXPECT_EQ(parts.paragraphs[3].wording, "- x\n- y");
}

TEST(TextParts, ASuggestionTakesThePlaceOfItsParagraphOnly) {
  const std::string text = "# T\n\nEtt\nmer.\n\n## A\n\nTvå.\n";
  EXPECT_EQ(with_suggestion(text, 1, false, "Nytt."), "# T\n\nNytt.\n\n## A\n\nTvå.\n");
  EXPECT_EQ(with_suggestion(text, 1, false, ""), "# T\n\n## A\n\nTvå.\n");
  EXPECT_EQ(with_suggestion(text, 2, false, ""), "# T\n\nEtt\nmer.\n\n## A\n");
  EXPECT_EQ(with_suggestion(text, 1, true, "Till."), "# T\n\nEtt\nmer.\n\nTill.\n\n## A\n\nTvå.\n");
  EXPECT_EQ(with_suggestion(text, 2, true, "Till."), "# T\n\nEtt\nmer.\n\n## A\n\nTvå.\n\nTill.\n");
}

TEST(TextParts, OtherWordsTakeThePlaceOfThoseParagraphsOnly) {
  const std::string text = "# Samma.\n\nSamma.\n\nSamma.\n\n## Samma.\n\nAnnat.\n";
  EXPECT_EQ(with_wordings(text, {}), text);
  EXPECT_EQ(with_wordings(text, {{2, "Nya ord.\n\nOch fler."}}),
            "# Samma.\n\nSamma.\n\nNya ord.\n\nOch fler.\n\n## Samma.\n\nAnnat.\n");
  EXPECT_EQ(with_wordings(text, {{1, "Nya ord."}, {2, ""}, {3, ""}}),
            "# Samma.\n\nNya ord.\n\n## Samma.\n");
}

TEST(TextParts, WordsThatBringMoreThanParagraphsAreKnown) {
  for (const std::string_view words : {"", "Ett.\n\nTvå.", "#1 är ett nummer.",
                                       "```\n# i koden\n```", "Ett\n#två", "#######  sju"})
    EXPECT_TRUE(is_paragraphs(words)) << words;
  for (const std::string_view words :
       {"# Titel", "Ett.\n\n## Rubrik", "Ett\n### Rubrik", "```\nöppen", "```\nöppen\n\n## E"})
    EXPECT_FALSE(is_paragraphs(words)) << words;
}

TEST(TextParts, ASectionNeverTakesThePlaceOfAParagraph) {
  const Parts parts = parts_of("## P12\n\n## Main\n\nOrd.\n");
  EXPECT_EQ(parts.sections[0].slug, "section-p12");
  EXPECT_EQ(parts.sections[1].slug, "main-2");
}

TEST(TextParts, WhatIsNoTextIsToldSo) {
  EXPECT_TRUE(fault("# Bara en rubrik\n"));
  EXPECT_TRUE(fault(std::string(longest_text_bytes + 1, 'a')));
  EXPECT_FALSE(fault("Ett stycke.\n"));
  std::string many;
  for (std::size_t i = 0; i < most_paragraphs; ++i) many += "Ett stycke.\n\n";
  EXPECT_FALSE(fault(many));
  EXPECT_TRUE(fault(many + "Ett för mycket.\n"));
}

TEST(ParagraphIdentities, AnEditedParagraphStaysTheSameAndANewOneIsNew) {
  const auto before = numbered({block("Vi möts två gånger om året i Linköping."),
                                block("Underlag och beslut ska vara lätta att hitta.")});
  const auto found =
      identities({before}, {block("Vi möts tre gånger om året i Linköping."), block("Något nytt."),
                            block("Underlag och beslut ska vara lätta att hitta.")});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0], before[0].id);
  EXPECT_EQ(found[1], std::nullopt);
  EXPECT_EQ(found[2], before[1].id);
}

TEST(ParagraphIdentities, AParagraphRewrittenInItsPlaceStaysTheSame) {
  const auto before = numbered({block("Vi för dialog tidigt och återkommande.")});
  const auto found = identities(
      {before}, {block("Vi för dialog innan förslag är färdiga, och vi återkommer alltid."),
                 block("Parterna möts minst två gånger om året.")});
  EXPECT_EQ(found[0], before[0].id);
  EXPECT_EQ(found[1], std::nullopt);
  EXPECT_EQ(identities({before}, {block("Helt andra ord om något annat.")})[0], std::nullopt);
}

TEST(ParagraphIdentities, ADraftReplacedKeepsWhatItAddedItself) {
  const auto frozen = numbered({block("Det första stycket i texten.")});
  auto draft =
      numbered({block("Det första stycket i texten."), block("Det nya stycket i texten.")});
  draft[1].id = {7};
  const auto found = identities(
      {frozen, draft}, {block("Det nya stycket i texten."), block("Det första stycket i texten.")});
  EXPECT_EQ(found[0], Id<Paragraph>{7});
  EXPECT_EQ(found[1], Id<Paragraph>{1});
}

// Whatever is cut, moved or put in: no identity is given twice, and what stayed in its place in the
// same words stays the same paragraph.
TEST(ParagraphIdentities, HoldThroughRandomEdits) {
  std::mt19937 random(20181211);
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  for (int round = 0; round < 60; ++round) {
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < 3 + below(20); ++i)
      blocks.push_back(block("Stycke " + std::to_string(i) + " handlar om ämne " +
                             std::to_string(i * 7) + " och om sak " + std::to_string(i * 11)));
    const auto before = numbered(blocks);
    std::vector<Block> after = blocks;
    for (std::size_t edit = 0; edit < 1 + below(4); ++edit) {
      const std::size_t at = below(after.size());
      if (below(3) == 0)
        after.insert(after.begin() + static_cast<std::ptrdiff_t>(at),
                     block("Helt nya ord " + std::to_string(random())));
      else if (after.size() > 2)
        after.erase(after.begin() + static_cast<std::ptrdiff_t>(at));
    }
    const auto found = identities({before}, after);
    std::set<Id<Paragraph>> given;
    for (std::size_t i = 0; i < after.size(); ++i) {
      if (found[i]) {
        EXPECT_TRUE(given.insert(*found[i]).second);
      }
      for (const Paragraph& one : before)
        if (one.wording == after[i].wording) {
          EXPECT_EQ(found[i], one.id) << after[i].wording;
        }
    }
  }
}

}  // namespace
}  // namespace overens::texts
