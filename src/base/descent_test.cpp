#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "base/diff.h"

namespace overens {
namespace {

using Kind = Descent::Kind;
using Same = std::vector<std::optional<std::size_t>>;
constexpr auto none = std::nullopt;

const std::string dialogue = "Vi för dialog innan förslag är färdiga och återkommer med svar.";
const std::string meetings = "Parterna möts minst två gånger om året på olika platser i länet.";
const std::string follow_up = "Vi följer upp det vi gör tillsammans och berättar om det.";

TEST(Descents, AParagraphInTwoHalvesWasSplit) {
  EXPECT_EQ(find_descents({dialogue + " " + meetings}, {dialogue, meetings}, {0, none}),
            (std::vector<Descent>{{Kind::split, 0, 1}}));
  EXPECT_EQ(find_descents({dialogue + " " + meetings}, {dialogue, meetings}, {none, none}),
            (std::vector<Descent>{{Kind::split, 0, 0}, {Kind::split, 0, 1}}));
}

TEST(Descents, TwoParagraphsInOneWereMerged) {
  EXPECT_EQ(find_descents({dialogue, meetings, follow_up}, {dialogue + " " + meetings, follow_up},
                          {0, 2}),
            (std::vector<Descent>{{Kind::merged, 1, 0}}));
}

TEST(Descents, WhatIsExplainedOtherwiseDescendsFromNothing) {
  EXPECT_TRUE(find_descents({dialogue}, {dialogue, meetings}, {0, none}).empty());
  EXPECT_TRUE(find_descents({dialogue}, {dialogue, dialogue}, {0, none}).empty());  // a copy
  EXPECT_TRUE(find_descents({dialogue, dialogue}, {dialogue}, {0}).empty());
  EXPECT_TRUE(find_descents({"Vi möts ofta."}, {"Vi möts ofta. Ja."}, {none}).empty());
  EXPECT_TRUE(find_descents({}, {}, {}).empty());
}

// Every split is found and names the paragraph it came from, whatever else is in the text.
TEST(Descents, AreFoundAmongMany) {
  std::mt19937 random(4);
  const auto words = [&](std::size_t paragraph, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
      text += "ord" + std::to_string(paragraph * 1000 + random() % 1000) + ' ';
    return text;
  };
  std::vector<std::string> before, after;
  Same same_as;
  for (std::size_t i = 0; i < 500; ++i) {
    const std::string first = words(i, 20), second = words(i, 15);
    before.push_back(first + second);
    after.push_back(first);
    same_as.emplace_back(i);
    if (i % 10 != 0) {
      after.back() += second;
      continue;
    }
    after.push_back(second);
    same_as.emplace_back(none);
  }
  const auto found = find_descents(before, after, same_as);
  ASSERT_EQ(found.size(), 50u);
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i].before, i * 10);
}

}  // namespace
}  // namespace overens
