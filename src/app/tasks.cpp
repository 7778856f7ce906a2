#include "app/tasks.h"

#include "base/log.h"

namespace overens::app {
namespace {

constexpr auto look_every = std::chrono::seconds(1);

}  // namespace

Tasks::Tasks(const House& house, Database& database, Clock clock)
    : house_(house), database_(database), clock_(std::move(clock)) {
  for (const Feature& feature : house_.features)
    for (const Task& task : feature.tasks) planned_.push_back({&task, Instant{}});
}

Tasks::~Tasks() { stop(); }

void Tasks::start() {
  thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
}

void Tasks::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  waiting_.notify_all();
  thread_.join();
}

int Tasks::run_due() {
  int ran = 0;
  for (Planned& planned : planned_) {
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

void Tasks::run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    run_due();
    std::unique_lock lock(mutex_);
    waiting_.wait_for(lock, stop, look_every, [] { return false; });
  }
}

}  // namespace overens::app
