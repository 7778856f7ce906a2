// The background tasks of the features, each at its own interval, one after another in one thread;
// those that take long in another, so that letters and waiting lists do not wait for them. A task
// that fails is logged and tried again at its next time; it never stops the others.
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
  // Runs every task that is due once, in the caller's thread; how many ran. Not after start().
  int run_due() { return run_due(quick_) + run_due(long_); }

 private:
  struct Planned {
    const Task* task;
    Instant next;
  };
  int run_due(std::vector<Planned>& tasks);
  void run(std::stop_token stop, std::vector<Planned>& tasks);

  const House& house_;
  Database& database_;
  const Clock clock_;
  std::vector<Planned> quick_, long_;  // each is one thread's
  std::mutex mutex_;
  std::condition_variable_any waiting_;
  std::vector<std::jthread> threads_;
};

}  // namespace overens::app
