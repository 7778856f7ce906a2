#include "base/errors.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace overens {
namespace {

TEST(Refusal, TellsTheVisitorAndTheLogDifferentThings) {
  const Conflict refusal(verbatim("Föreningen har redan undertecknat."), "signed twice");
  EXPECT_EQ(refusal.told()->in(Language::sv), "Föreningen har redan undertecknat.");
  EXPECT_STREQ(refusal.what(), "signed twice");
}

TEST(Refusal, MayLeaveTheWordsToThePage) {
  EXPECT_FALSE(NotFound().told());
  EXPECT_STREQ(NotFound().what(), "not found");
  EXPECT_STREQ(Unauthorised().what(), "not signed in");
}

TEST(Refusal, IsCaughtAsOneKind) {
  try {
    throw TooMany(std::nullopt, 30);
  } catch (const Refusal& refusal) {
    EXPECT_STREQ(refusal.what(), "too many attempts");
    EXPECT_EQ(dynamic_cast<const TooMany&>(refusal).retry_after_seconds, 30);
  }
}

TEST(Found, IsTheValueOrNotFound) {
  EXPECT_EQ(found(std::optional<std::string>("eken")), "eken");
  EXPECT_EQ(*found(std::optional(std::make_unique<int>(3))), 3);
  EXPECT_THROW(found(std::optional<int>()), NotFound);
}

}  // namespace
}  // namespace overens
