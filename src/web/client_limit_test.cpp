#include "web/client_limit.h"

#include <gtest/gtest.h>

namespace overens {
namespace {

constexpr Instant start{1'700'000'000'000'000};
constexpr SendLimits limits{.at_once = 3, .per_hour = 60};

TEST(ClientLimit, ACrowdMaySendAtOnceAndThenOneAMinute) {
  ClientLimit limit;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit.wait_seconds("192.0.2.1", start, limits), 0);
  EXPECT_EQ(limit.wait_seconds("192.0.2.1", start, limits), 60);
  EXPECT_EQ(limit.wait_seconds("192.0.2.1", plus_seconds(start, 45), limits), 15);
  EXPECT_EQ(limit.wait_seconds("192.0.2.1", plus_seconds(start, 60), limits), 0);
  EXPECT_EQ(limit.wait_seconds("192.0.2.1", plus_seconds(start, 60), limits), 60);
}

TEST(ClientLimit, IsEachClientsOwn) {
  ClientLimit limit;
  for (int i = 0; i < 4; ++i) limit.wait_seconds("192.0.2.1", start, limits);
  EXPECT_EQ(limit.wait_seconds("192.0.2.2", start, limits), 0);
}

TEST(ClientLimit, NeverHoldsMoreThanAtOnceHoweverLongItWaited) {
  ClientLimit limit;
  const Instant later = plus_days(start, 2);
  limit.wait_seconds("192.0.2.1", start, limits);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit.wait_seconds("192.0.2.1", later, limits), 0);
  EXPECT_GT(limit.wait_seconds("192.0.2.1", later, limits), 0);
}

TEST(ClientLimit, ForgetsThoseWhoHaveWaitedLongEnough) {
  ClientLimit limit;
  for (std::size_t i = 0; i < ClientLimit::most_clients; ++i)
    limit.wait_seconds(std::to_string(i), start, limits);
  const Instant later = plus_seconds(start, 3600);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit.wait_seconds("new", later, limits), 0);
  EXPECT_GT(limit.wait_seconds("new", later, limits), 0);  // counted: there was room again
}

TEST(ClientLimit, CanBeSwitchedOff) {
  ClientLimit limit;
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(limit.wait_seconds("192.0.2.1", start, {}), 0);
}

}  // namespace
}  // namespace overens
