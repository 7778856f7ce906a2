// Threads that make pages, behind a queue with a limit. Whoever finds the queue full is told so at
// once: a visitor who gets 503 now is better off than one who waits for a page that comes too late.
// Owns its threads; knows no request and no socket.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace overens {

class Workers {
 public:
  Workers(std::size_t threads, std::size_t waiting_limit);
  ~Workers();  // stops
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Has `work` run on some thread once wake() is called, or returns false at once. `work` must not
  /// throw. Any thread.
  bool offer(std::function<void()> work);
  /// Wakes a thread if there is work; that one wakes the next before it begins, while there is
  /// more. So no thread is woken for work that is done before it has looked.
  void wake();

  std::size_t waiting() const;

  /// Drops what still waits, lets what runs end, and returns when it has.
  void stop();

 private:
  void run();
  void wake_another();  // with the lock

  const std::size_t waiting_limit_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::size_t idle_ = 0;
  bool is_waking_ = false;  // one was woken and has not looked yet
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace overens
