#include "base/ids.h"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace overens {
namespace {

struct Oak;
struct Elm;

static_assert(!std::is_convertible_v<Id<Oak>, Id<Elm>>);
static_assert(!std::is_convertible_v<Id<Oak>, Number>);
static_assert(!std::is_convertible_v<std::int64_t, Id<Oak>>);

TEST(Id, IsComparedAndHashed) {
  EXPECT_EQ(Id<Oak>{3}, Id<Oak>{3});
  EXPECT_LT(Id<Oak>{3}, Id<Oak>{4});
  const std::unordered_set<Id<Oak>> oaks = {{1}, {2}, {1}};
  EXPECT_EQ(oaks.size(), 2u);
  const std::unordered_set<Number> numbers = {{1}, {2}, {1}};
  EXPECT_EQ(numbers.size(), 2u);
}

}  // namespace
}  // namespace overens
