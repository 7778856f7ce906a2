// Whatever is done to a text: no remark is lost, and none stands at a paragraph that does not hold
// words it quoted.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "features/texts/rules.h"

namespace overens::texts {
namespace {

// A text whose paragraphs say what became of them.
class Story {
 public:
  explicit Story(unsigned seed) : random_(seed) {
    for (std::size_t i = 0; i < 5 + below(25); ++i) add(before_);
    after_ = before_;
  }

  void edit() {
    const std::size_t at = below(after_.size());
    switch (below(6)) {
      case 0:
        return reword(after_[at]);
      case 1: {  // moved
        const Paragraph moved = after_[at];
        after_.erase(after_.begin() + static_cast<std::ptrdiff_t>(at));
        after_.insert(after_.begin() + static_cast<std::ptrdiff_t>(below(after_.size() + 1)),
                      moved);
        return;
      }
      case 2:
        return split(at);
      case 3:
        return merge(at);
      case 4:
        return add(after_);
      default:
        if (after_.size() > 3) after_.erase(after_.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

  const std::vector<Paragraph>& before() const { return before_; }
  const std::vector<Paragraph>& after() const { return after_; }
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

 private:
  std::string word() { return "ord" + std::to_string(below(5'000)); }

  void add(std::vector<Paragraph>& text) {
    Paragraph one;
    one.id = {++last_};
    for (std::size_t i = 0; i < 12 + below(30); ++i) one.wording += word() + " ";
    text.insert(text.begin() + static_cast<std::ptrdiff_t>(below(text.size() + 1)), one);
  }
  void reword(Paragraph& one) {
    const std::size_t blank = one.wording.find(' ', below(one.wording.size()));
    if (blank != std::string::npos) one.wording.insert(blank, " " + word());
  }
  void split(std::size_t at) {
    const std::size_t blank = after_[at].wording.find(' ', after_[at].wording.size() / 2);
    if (blank == std::string::npos || after_[at].wording.size() < 60) return;
    Paragraph rest;
    rest.id = {++last_};
    rest.wording = after_[at].wording.substr(blank + 1);
    if (rest.wording.empty()) return;
    after_[at].wording.resize(blank + 1);
    after_.insert(after_.begin() + static_cast<std::ptrdiff_t>(at) + 1, rest);
  }
  void merge(std::size_t at) {
    if (at + 1 >= after_.size()) return;
    after_[at].wording += after_[at + 1].wording;
    after_.erase(after_.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  }

  std::mt19937 random_;
  std::int64_t last_ = 0;
  std::vector<Paragraph> before_, after_;
};

std::vector<std::string> wordings_of(const std::vector<Paragraph>& all) {
  std::vector<std::string> wordings;
  for (const Paragraph& one : all) wordings.push_back(one.wording);
  return wordings;
}

// The paragraphs of the new text as they are found again.
std::vector<Paragraph> found_again(const Story& story) {
  std::vector<Block> blocks;
  for (const Paragraph& one : story.after()) {
    Block block;
    block.wording = one.wording;
    blocks.push_back(block);
  }
  const auto same = identities({story.before()}, blocks);
  std::vector<Paragraph> all;
  for (std::size_t j = 0; j < blocks.size(); ++j) {
    Paragraph one;
    one.id = same[j].value_or(Id<Paragraph>{1'000'000 + static_cast<std::int64_t>(j)});
    one.wording = blocks[j].wording;
    all.push_back(one);
  }
  return all;
}

TEST(Reanchoring, NoRemarkStandsAtWordsItDidNotQuote) {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    Story story(seed);
    for (std::size_t edits = 1 + story.below(8); edits > 0; --edits) story.edit();
    const auto after = found_again(story);
    std::map<Id<Paragraph>, const Paragraph*> there;
    for (const Paragraph& one : after) EXPECT_TRUE(there.emplace(one.id, &one).second) << seed;
    for (const Paragraph& quoted : story.before()) {
      const auto kept = there.find(quoted.id);
      if (kept ==
          there.end()) {  // loose, and so with the old wording: its words are gone or elsewhere
        for (const Paragraph& one : after) EXPECT_FALSE(one.wording == quoted.wording) << seed;
        continue;
      }
      EXPECT_GE(similarity(quoted.wording, kept->second->wording), 0.25) << seed;
    }
  }
}

// Where a paragraph was split or merged, whoever looks for the words finds the way.
TEST(Reanchoring, WhatIsLooseButStillSaidIsFoundThroughWhatItBecame) {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    Story story(seed);
    for (std::size_t edits = 1 + story.below(3); edits > 0; --edits) story.edit();
    const auto after = found_again(story);
    std::vector<std::optional<std::size_t>> same_as(after.size());
    std::set<std::size_t> reached;
    for (std::size_t j = 0; j < after.size(); ++j)
      for (std::size_t i = 0; i < story.before().size(); ++i)
        if (story.before()[i].id == after[j].id) reached.insert(*(same_as[j] = i));
    for (const Descent& one :
         find_descents(wordings_of(story.before()), wordings_of(after), same_as))
      reached.insert(one.before);
    for (std::size_t i = 0; i < story.before().size(); ++i) {
      const std::string& wording = story.before()[i].wording;
      const bool is_said = std::any_of(after.begin(), after.end(), [&](const Paragraph& one) {
        return one.wording.find(wording) != std::string::npos;
      });
      EXPECT_TRUE(!is_said || reached.contains(i)) << seed;
    }
  }
}

std::vector<Piece> pieces_of(const std::vector<Paragraph>& paragraphs) {
  std::vector<Piece> pieces{{.words = "Title"}};
  for (const Paragraph& one : paragraphs)
    pieces.push_back({.words = one.wording, .paragraph = one});
  return pieces;
}

TEST(Reanchoring, EveryParagraphIsToldOnceInWhatChanged) {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    Story story(seed);
    for (std::size_t edits = 1 + story.below(8); edits > 0; --edits) story.edit();
    const auto& before = story.before();
    const auto after = found_again(story);
    std::vector<int> told_before(before.size()), told_after(after.size());
    std::size_t last = 0;
    for (const PieceChange& change : changes(compare(pieces_of(before), pieces_of(after)))) {
      if (change.before == 0u) continue;  // the title
      if (change.before) ++told_before[*change.before - 1];
      if (change.after) ++told_after[*change.after - 1];
      if (change.before && change.after) {
        EXPECT_EQ(before[*change.before - 1].id, after[*change.after - 1].id);
      }
      if (change.kind == PieceChange::Kind::same) {
        EXPECT_EQ(before[*change.before - 1].wording, after[*change.after - 1].wording);
      }
      if (change.after) {
        EXPECT_GE(*change.after, last);
        last = *change.after;
      }
    }
    EXPECT_EQ(told_before, std::vector<int>(before.size(), 1));
    EXPECT_EQ(told_after, std::vector<int>(after.size(), 1));
  }
}

}  // namespace
}  // namespace overens::texts
