#include "web/server_workers.h"

#include <algorithm>
#include <utility>

namespace overens {

Workers::Workers(std::size_t threads, std::size_t waiting_limit) : waiting_limit_(waiting_limit) {
  for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i)
    threads_.emplace_back([this] { run(); });
}

Workers::~Workers() { stop(); }

bool Workers::offer(std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || waiting_.size() >= waiting_limit_ + idle_) return false;
  waiting_.push_back(std::move(work));
  return true;
}

void Workers::wake() {
  const std::lock_guard lock(mutex_);
  wake_another();
}

void Workers::wake_another() {
  if (waiting_.empty() || idle_ == 0 || std::exchange(is_waking_, true)) return;
  changed_.notify_one();
}

std::size_t Workers::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void Workers::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  for (std::thread& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Workers::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    while (!stopping_ && waiting_.empty()) {
      ++idle_;
      changed_.wait(lock);
      --idle_;
      is_waking_ = false;
    }
    if (stopping_) return;
    const std::function<void()> work = std::move(waiting_.front());
    waiting_.pop_front();
    wake_another();
    lock.unlock();
    work();
    lock.lock();
  }
}

}  // namespace overens
