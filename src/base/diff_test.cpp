#include "base/diff.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/alignment.h"

namespace overens {
namespace {

// "[-removed-]{+added+}", as wdiff writes it.
std::string marked(const std::vector<DiffPiece>& pieces) {
  std::string out;
  for (const DiffPiece& piece : pieces) {
    if (piece.kind == DiffPiece::Kind::same) out += piece.text;
    if (piece.kind == DiffPiece::Kind::removed) out += "[-" + piece.text + "-]";
    if (piece.kind == DiffPiece::Kind::added) out += "{+" + piece.text + "+}";
  }
  return out;
}

std::string without(DiffPiece::Kind kind, const std::vector<DiffPiece>& pieces) {
  std::string out;
  for (const DiffPiece& piece : pieces)
    if (piece.kind != kind) out += piece.text;
  return out;
}

void expect_promises(const std::vector<DiffPiece>& pieces, const std::string& before,
                     const std::string& after) {
  EXPECT_EQ(without(DiffPiece::Kind::added, pieces), before);
  EXPECT_EQ(without(DiffPiece::Kind::removed, pieces), after);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    EXPECT_FALSE(pieces[i].text.empty());
    if (i == 0) continue;
    EXPECT_NE(pieces[i].kind, pieces[i - 1].kind);
    EXPECT_FALSE(pieces[i - 1].kind == DiffPiece::Kind::added &&
                 pieces[i].kind == DiffPiece::Kind::removed);
  }
}

double processor_seconds(auto&& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

TEST(WordDiff, ShowsWholeWords) {
  EXPECT_EQ(marked(word_diff("Parterna ska samverka.", "Parterna vill samverka.")),
            "Parterna [-ska-]{+vill+} samverka.");
  EXPECT_EQ(marked(word_diff("dialog på lika villkor", "dialog på lika och rättvisa villkor")),
            "dialog på lika {+och rättvisa +}villkor");
  EXPECT_EQ(marked(word_diff("våra mål", "våra mäl")), "våra [-mål-]{+mäl+}");
  EXPECT_EQ(marked(word_diff("öppenhet", "öppenhet och insyn")), "öppenhet{+ och insyn+}");
  EXPECT_EQ(marked(word_diff("öppenhet och insyn", "insyn")), "[-öppenhet och -]insyn");
}

TEST(WordDiff, KnowsNothingToSay) {
  EXPECT_TRUE(word_diff("", "").empty());
  EXPECT_EQ(marked(word_diff("samma", "samma")), "samma");
  EXPECT_EQ(marked(word_diff("", "ny")), "{+ny+}");
  EXPECT_EQ(marked(word_diff("gammal", "")), "[-gammal-]");
}

TEST(WordDiff, SeesBlanksAndPunctuation) {
  EXPECT_EQ(marked(word_diff("ett två", "ett  två")), "ett{+ +} två");
  EXPECT_EQ(marked(word_diff("dialog, kvalitet", "dialog; kvalitet")), "dialog[-,-]{+;+} kvalitet");
  EXPECT_EQ(marked(word_diff(" a", "a")), "[- -]a");
}

TEST(WordDiff, DoesNotHangOnACommaInTwoSentences) {
  EXPECT_EQ(marked(word_diff("Vi möts ofta, två gånger.", "Dialogen är öppen, varje år.")),
            "[-Vi möts ofta, två gånger-]{+Dialogen är öppen, varje år+}.");
}

TEST(WordDiff, KeepsMarksWithTheirLetters) {
  EXPECT_EQ(marked(word_diff("O\u0308deshög", "Odeshög")), "[-O\u0308deshög-]{+Odeshög+}");
}

TEST(WordDiff, AppliedToTheOldGivesTheNew) {
  std::mt19937 random(1);
  const std::string parts[] = {"a", "å", "ö ", " ", ". ", ",", "\n", "\u0308", "\xc3", "ord", "–"};
  const auto text = [&] {
    std::string out;
    for (auto left = random() % 40; left > 0; --left) out += parts[random() % std::size(parts)];
    return out;
  };
  for (int round = 0; round < 3000; ++round) {
    const std::string before = text();
    const std::string after = text();
    expect_promises(word_diff(before, after), before, after);
  }
}

std::string novel(std::size_t words, unsigned seed, unsigned vocabulary) {
  std::mt19937 random(seed);
  std::string out;
  for (std::size_t i = 0; i < words; ++i)
    out += "ord" + std::to_string(random() % vocabulary) + ' ';
  return out;
}

TEST(WordDiff, IsQuickOnALongTextThatHardlyChanged) {
  const std::string before = novel(100'000, 1, 5000);
  std::string after = before;
  for (std::size_t at = 1000; at < after.size(); at += after.size() / 50)
    after.insert(after.find(' ', at), " nytt");
  std::vector<DiffPiece> pieces;
  EXPECT_LT(processor_seconds([&] { pieces = word_diff(before, after); }), 2);
  expect_promises(pieces, before, after);
  EXPECT_NEAR(static_cast<double>(pieces.size()), 101, 2);
}

TEST(WordDiff, IsBoundedOnTextsWithNothingInCommon) {
  for (const unsigned vocabulary : {2u, 1000u, 1'000'000u}) {
    const std::string before = novel(100'000, 1, vocabulary);
    const std::string after = novel(100'000, 2, vocabulary);
    std::vector<DiffPiece> pieces;
    EXPECT_LT(processor_seconds([&] { pieces = word_diff(before, after); }), 5) << vocabulary;
    expect_promises(pieces, before, after);
  }
}

// The textbook's table, to compare with.
std::size_t longest_common(const std::vector<Symbol>& one, const std::vector<Symbol>& other) {
  std::vector<std::vector<std::size_t>> table(one.size() + 1,
                                              std::vector<std::size_t>(other.size() + 1));
  for (std::size_t i = one.size(); i-- > 0;)
    for (std::size_t j = other.size(); j-- > 0;)
      table[i][j] =
          one[i] == other[j] ? table[i + 1][j + 1] + 1 : std::max(table[i + 1][j], table[i][j + 1]);
  return table[0][0];
}

void expect_rising_matches(const std::vector<Match>& matches, const std::vector<Symbol>& before,
                           const std::vector<Symbol>& after) {
  for (std::size_t i = 0; i < matches.size(); ++i) {
    EXPECT_EQ(before.at(matches[i].before), after.at(matches[i].after));
    if (i == 0) continue;
    EXPECT_GT(matches[i].before, matches[i - 1].before);
    EXPECT_GT(matches[i].after, matches[i - 1].after);
  }
}

TEST(CommonSubsequence, IsTheLongest) {
  std::mt19937 random(2);
  const auto sequence = [&](unsigned alphabet) {
    std::vector<Symbol> out(random() % 30);
    for (Symbol& symbol : out) symbol = static_cast<Symbol>(random() % alphabet);
    return out;
  };
  for (int round = 0; round < 3000; ++round) {
    const unsigned alphabet = 1 + static_cast<unsigned>(random() % 12);
    const auto before = sequence(alphabet);
    const auto after = sequence(alphabet);
    const auto matches = common_subsequence(before, after);
    expect_rising_matches(matches, before, after);
    EXPECT_EQ(matches.size(), longest_common(before, after));
  }
}

TEST(CommonSubsequence, IsCutAtUniqueSymbolsWhenMuchDiffers) {
  std::vector<Symbol> before, after;
  for (Symbol i = 0; i < 2 * most_edits; ++i) {  // every second symbol differs
    before.insert(before.end(), {1'000 + i, 1});
    after.insert(after.end(), {1'000 + i, 2});
  }
  const auto matches = common_subsequence(before, after);
  expect_rising_matches(matches, before, after);
  EXPECT_EQ(matches.size(), 2 * most_edits);
}

TEST(Similarity, IsBetweenNothingAndAll) {
  EXPECT_EQ(similarity("Dialog och kvalitet", "Dialog och kvalitet"), 1);
  EXPECT_EQ(similarity("Dialog", "Kvalitet"), 0);
  EXPECT_DOUBLE_EQ(similarity("Dialog och kvalitet", "Dialog och insyn"), 2.0 / 3);
  EXPECT_EQ(similarity("", ""), 1);
  EXPECT_EQ(similarity("", "Dialog"), 0);
  EXPECT_EQ(similarity("ja ja", "ja nej"), similarity("ja nej", "ja ja"));
}

using Change = ParagraphChange;
using Changes = std::vector<ParagraphChange>;
constexpr auto none = std::nullopt;

const std::vector<std::string> principles = {
    "Självständighet och oberoende är grunden för civilsamhällets röst.",
    "Dialog förs på lika villkor och i god tid.",
    "Kvalitet mäts av dem som verksamheten är till för.",
    "Långsiktighet ger organisationerna mod att satsa.",
};

TEST(Paragraphs, StayWhereTheyAre) {
  EXPECT_TRUE(align_paragraphs({}, {}).empty());
  EXPECT_EQ(align_paragraphs({"a", "b"}, {"a", "b"}),
            (Changes{{Change::Kind::same, 0, 0}, {Change::Kind::same, 1, 1}}));
}

TEST(Paragraphs, AreChangedRemovedAndAdded) {
  auto after = principles;
  after[1] = "Dialog förs på lika villkor, öppet och i god tid.";
  after[2] = "Mångfald är en tillgång i varje samtal.";
  EXPECT_EQ(align_paragraphs(principles, after), (Changes{{Change::Kind::same, 0, 0},
                                                          {Change::Kind::changed, 1, 1},
                                                          {Change::Kind::removed, 2, none},
                                                          {Change::Kind::added, none, 2},
                                                          {Change::Kind::same, 3, 3}}));
}

TEST(Paragraphs, AreFoundAgainWhenMoved) {
  const std::vector<std::string> after = {principles[3], principles[0], principles[1],
                                          principles[2]};
  EXPECT_EQ(align_paragraphs(principles, after), (Changes{{Change::Kind::moved, 3, 0},
                                                          {Change::Kind::same, 0, 1},
                                                          {Change::Kind::same, 1, 2},
                                                          {Change::Kind::same, 2, 3}}));
}

TEST(Paragraphs, AreFoundAgainWhenMovedAndTouched) {
  const std::vector<std::string> after = {"Långsiktighet ger organisationerna mod att växa.",
                                          principles[0], principles[1], principles[2]};
  EXPECT_EQ(align_paragraphs(principles, after).front(), (Change{Change::Kind::moved, 3, 0}));
}

void expect_everyone_once(const Changes& changes, const std::vector<std::string>& before,
                          const std::vector<std::string>& after) {
  std::vector<int> seen(before.size());
  std::size_t next = 0;
  for (const Change& change : changes) {
    if (change.before) ++seen.at(*change.before);
    if (change.after) {
      EXPECT_EQ(*change.after, next++);
    }
    EXPECT_EQ(change.before.has_value(), change.kind != Change::Kind::added);
    EXPECT_EQ(change.after.has_value(), change.kind != Change::Kind::removed);
    if (change.kind == Change::Kind::same || change.kind == Change::Kind::changed) {
      const bool equal = before[*change.before] == after[*change.after];
      EXPECT_EQ(equal, change.kind == Change::Kind::same);
    }
  }
  EXPECT_EQ(next, after.size());
  EXPECT_EQ(seen, std::vector<int>(before.size(), 1));
}

TEST(Paragraphs, AreAllAccountedFor) {
  std::mt19937 random(3);
  const auto text = [&] {
    std::vector<std::string> out(random() % 12);
    for (std::string& paragraph : out)
      paragraph = novel(random() % 6, static_cast<unsigned>(random() % 30), 6);
    return out;
  };
  for (int round = 0; round < 2000; ++round) {
    const auto before = text();
    const auto after = text();
    expect_everyone_once(align_paragraphs(before, after), before, after);
  }
}

TEST(Paragraphs, AreBoundedWhenEverythingIsNew) {
  std::vector<std::string> before, after;
  for (unsigned i = 0; i < 1500; ++i) {
    before.push_back(novel(60, i, 500));
    after.push_back(novel(60, i + 10'000, 500));
  }
  Changes changes;
  EXPECT_LT(processor_seconds([&] { changes = align_paragraphs(before, after); }), 5);
  expect_everyone_once(changes, before, after);
}

TEST(Paragraphs, AreFoundAgainInALongTextWhereEachHasChanged) {
  std::vector<std::string> before, after;
  for (unsigned i = 0; i < 1500; ++i) {
    before.push_back(novel(60, i, 20'000));
    after.push_back("nytt " + before.back());
  }
  std::rotate(after.begin() + 100, after.begin() + 101, after.begin() + 1000);
  Changes changes;
  EXPECT_LT(processor_seconds([&] { changes = align_paragraphs(before, after); }), 5);
  expect_everyone_once(changes, before, after);
  const auto of_kind = [&](Change::Kind kind) {
    return std::count_if(changes.begin(), changes.end(),
                         [&](const Change& change) { return change.kind == kind; });
  };
  EXPECT_EQ(of_kind(Change::Kind::changed), 1499);
  EXPECT_EQ(of_kind(Change::Kind::moved), 1);
}

}  // namespace
}  // namespace overens
