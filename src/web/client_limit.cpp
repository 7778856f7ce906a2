#include "web/client_limit.h"

#include <algorithm>
#include <cmath>

namespace overens {
namespace {

constexpr double an_hour_s = 3600;

double per_second(const SendLimits& limits) {
  return static_cast<double>(std::max<std::int64_t>(limits.per_hour, 1)) / an_hour_s;
}

double left_now(double left, Instant at, Instant now, const SendLimits& limits) {
  const auto seconds = static_cast<double>(std::max<std::int64_t>(seconds_between(at, now), 0));
  return std::min(static_cast<double>(limits.at_once), left + seconds * per_second(limits));
}

}  // namespace

std::int64_t ClientLimit::wait_seconds(std::string_view client, Instant now,
                                       const SendLimits& limits) {
  if (limits.at_once <= 0) return 0;
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= most_clients) forget_the_full(now, limits);
  // So many at a time are no single client: they are let in rather than all refused.
  if (buckets_.size() >= most_clients) return 0;
  const auto [at, is_new] = buckets_.try_emplace(std::string(client));
  Bucket& bucket = at->second;
  if (is_new) bucket = {static_cast<double>(limits.at_once), now};
  const double left = left_now(bucket.left, bucket.at, now, limits);
  if (left < 1) return static_cast<std::int64_t>(std::ceil((1 - left) / per_second(limits)));
  bucket = {left - 1, now};
  return 0;
}

void ClientLimit::forget_the_full(Instant now, const SendLimits& limits) {
  std::erase_if(buckets_, [&](const auto& one) {
    return left_now(one.second.left, one.second.at, now, limits) >=
           static_cast<double>(limits.at_once);
  });
}

}  // namespace overens
