#include "app/tasks.h"

#include "base/log.h"

namespace overens::app {
namespace {

constexpr auto look_every = std::chrono::seconds(1);

}  // namespace

Tasks::Tasks(const House& house, Database& database, Clock clock)
    : house_(house), database_(database), clock_(std::move(clock)) {
  for (const Feature& feature : house_.features)
    for (const Task& task : feature.tasks)
      (task.takes_long ? long_ : quick_).push_back({&task, Instant{}});
}

Tasks::~Tasks() { stop(); }

void Tasks::start() {
  for (std::vector<Planned>* tasks : {&quick_, &long_})
    threads_.emplace_back([this, tasks](std::stop_token stop) { run(stop, *tasks); });
}

void Tasks::stop() {
  for (std::jthread& thread : threads_) thread.request_stop();
  waiting_.notify_all();
  threads_.clear();  // joins
}

int Tasks::run_due(std::vector<Planned>& tasks) {
  int ran = 0;
  for (Planned& planned : tasks) {
    const Instant now = clock_();
    if (now < planned.next) continue;
    planned.next = plus_seconds(now, planned.task->every_seconds);
    ++ran;
    try {
      const std::int64_t done = planned.task->run(house_, database_, now);
      if (done > 0)
        log_info("task " + std::string(planned.task->name) + ": " + std::to_string(done));
    } catch (const std::exception& error) {
      log_error("task " + std::string(planned.task->name) + ": " + error.what());
    }
  }
  return ran;
}

void Tasks::run(std::stop_token stop, std::vector<Planned>& tasks) {
  while (!stop.stop_requested()) {
    run_due(tasks);
    std::unique_lock lock(mutex_);
    waiting_.wait_for(lock, stop, look_every, [] { return false; });
  }
}

}  // namespace overens::app
