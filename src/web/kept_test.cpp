#include "web/kept.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace overens {
namespace {

constexpr char name = 0, parties = 0;

KeptAnswers::Answer words(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

std::string told(const KeptAnswers& kept, std::int64_t house, std::uint64_t version,
                 const char* question) {
  const auto answer = kept.find(house, version, question);
  return answer ? *static_cast<const std::string*>(answer.get()) : "nothing";
}

TEST(Kept, AnAnswerIsOfOneHouseOneVersionAndOneQuestion) {
  KeptAnswers kept;
  kept.keep(1, 5, &name, words("Eken"));
  EXPECT_EQ(told(kept, 1, 5, &name), "Eken");
  EXPECT_EQ(told(kept, 1, 6, &name), "nothing");
  EXPECT_EQ(told(kept, 1, 4, &name), "nothing");
  EXPECT_EQ(told(kept, 2, 5, &name), "nothing");
  EXPECT_EQ(told(kept, 1, 5, &parties), "nothing");
}

TEST(Kept, ANewerVersionThrowsTheOlderAwayAndAnOlderIsNotKept) {
  KeptAnswers kept;
  kept.keep(1, 5, &name, words("before"));
  kept.keep(1, 6, &parties, words("two"));
  EXPECT_EQ(told(kept, 1, 5, &name), "nothing");
  kept.keep(1, 5, &name, words("late"));
  EXPECT_EQ(told(kept, 1, 5, &name), "nothing");
  EXPECT_EQ(told(kept, 1, 6, &parties), "two");
}

TEST(Kept, ThereIsALimitOnHouses) {
  KeptAnswers kept(2);
  for (const std::int64_t house : {1, 2, 3}) kept.keep(house, 1, &name, words("a house"));
  EXPECT_EQ(told(kept, 1, 1, &name), "nothing");
  EXPECT_EQ(told(kept, 3, 1, &name), "a house");
}

TEST(Kept, AVisitAsksOnceAndSharesOnlyWhatIsOfItsVersion) {
  KeptAnswers kept;
  HouseAnswers alone;  // its view is of no version
  alone.keep(&name, words("alone"));
  EXPECT_EQ(*static_cast<const std::string*>(alone.find(&name)), "alone");
  HouseAnswers first(kept, 1, 5), second(kept, 1, 5), later(kept, 1, 6);
  EXPECT_EQ(first.find(&name), nullptr);
  const void* answer = first.keep(&name, words("shared"));
  EXPECT_EQ(second.find(&name), answer);
  EXPECT_EQ(later.find(&name), nullptr);
}

}  // namespace
}  // namespace overens
