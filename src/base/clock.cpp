#include "base/clock.h"

#include <chrono>

namespace overens {

Instant clock_now() {
  using namespace std::chrono;
  const auto since_epoch = system_clock::now().time_since_epoch();
  return Instant{duration_cast<microseconds>(since_epoch).count()};
}

}  // namespace overens
