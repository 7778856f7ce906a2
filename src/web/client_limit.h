// How often one client may send a form without having signed in: a bucket of sends for each client
// that fills again with time. In memory, of this program only, for nothing about visitors is worth
// keeping on a disk. Any thread. Must not know requests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"

namespace overens {

// An office, a school or a meeting comes from one address: so the limits are those of a crowd, and
// stop only what no crowd does by hand.
struct SendLimits {
  std::int64_t at_once = 0;   // however fast; 0: no limit at all
  std::int64_t per_hour = 0;  // in the long run
};

class ClientLimit {
 public:
  static constexpr std::size_t most_clients = 100'000;

  // Counts one more from that client (an address, or a /64: client_network()). 0 where it may be;
  // else how many seconds until the next may.
  std::int64_t wait_seconds(std::string_view client, Instant now, const SendLimits& limits);

 private:
  struct Bucket {
    double left = 0;  // sends
    Instant at{};     // when that was so
  };
  void forget_the_full(Instant now, const SendLimits& limits);

  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace overens
