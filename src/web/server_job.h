// A request on its way through a worker. Reached from its connection only weakly: the connection's
// coroutine hangs on `resume`, and what hangs on itself would never be freed.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "web/http.h"
#include "web/server_loop.h"

namespace overens {

struct Job {
  Request request;
  Response response;
  std::function<void()> resume;
  bool done = false;  // on the I/O thread: the response may be read

  void wake() {
    if (resume) std::exchange(resume, nullptr)();
  }
};

/// Has a worker make the page, and wakes the job on the loop's thread when it is done. False where
/// too many wait already.
bool have_made(Loop& loop, const std::shared_ptr<Job>& job);

}  // namespace overens
