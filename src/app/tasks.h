// The background tasks of the features, each at its own interval, one after another in one thread.
// A task that fails is logged and tried again at its next time; it never stops the others.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/time.h"
#include "db/database.h"
#include "features/feature.h"

namespace overens::app {

class Tasks {
 public:
  using Clock = std::function<Instant()>;
  // All three must outlive it. Nothing runs before start().
  Tasks(const House& house, Database& database, Clock clock);
  ~Tasks();  // stops

  void start();
  void stop();
  // Runs every task that is due once, in the caller's thread; how many ran. start() does the same.
  int run_due();

 private:
  struct Planned {
    const Task* task;
    Instant next;
  };
  void run(std::stop_token stop);

  const House& house_;
  Database& database_;
  const Clock clock_;
  std::vector<Planned> planned_;
  std::mutex mutex_;
  std::condition_variable_any waiting_;
  std::jthread thread_;
};

}  // namespace overens::app
