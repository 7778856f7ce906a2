// The clock. Only the edges of the program look at it (the server, background tasks, the command
// line) and hand the moment on: a feature gets `visit.now`, so that one request has one time and a
// test can choose it.
#pragma once

#include "base/time.h"

namespace overens {

Instant clock_now();

}  // namespace overens
