#include "db/pool.h"

#include <gtest/gtest.h>

#include <thread>

namespace overens {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Pool<int> pool_of(int size, milliseconds patience) {
  return {size, patience, [] { return std::make_unique<int>(0); }};
}

TEST(Pool, WhoWaitsLongerThanItsPatienceIsToldSo) {
  auto pool = pool_of(1, milliseconds(1));
  const auto lent = pool.lease();
  EXPECT_THROW(pool.lease(), Overloaded);
}

TEST(Pool, OpensByItselfHoweverLongWhoClosedItIsHeldUp) {
  auto pool = pool_of(2, std::chrono::minutes(1));
  const auto until = steady_clock::now() + milliseconds(20);
  pool.close_until(until);
  const auto first = pool.lease();
  EXPECT_GE(steady_clock::now(), until);
  const auto second = pool.lease();  // nothing is closed any more
}

TEST(Pool, ThatIsOpenedLendsAtOnce) {
  auto pool = pool_of(1, std::chrono::minutes(1));
  const auto until = steady_clock::now() + std::chrono::minutes(2);
  pool.close_until(until);
  std::thread other([&] { pool.open(); });
  pool.lease();
  EXPECT_LT(steady_clock::now(), until);
  other.join();
}

TEST(Pool, ThatIsClosedForLongerThanAnybodysPatienceSaysSo) {
  auto pool = pool_of(1, milliseconds(1));
  pool.close_until(steady_clock::now() + std::chrono::minutes(1));
  EXPECT_THROW(pool.lease(), Overloaded);
}

}  // namespace
}  // namespace overens
