// Pool: at most so many connections, made when first needed and lent to one thread at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "db/errors.h"

namespace overens {

template <class T>
class Pool {
 public:
  /// A loan; goes back when it ends.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<T> lent) : pool_(pool), lent_(std::move(lent)) {}
    ~Lease() { pool_.take_back(std::move(lent_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    T& operator*() { return *lent_; }
    T* operator->() { return lent_.get(); }
    /// For a connection that can no longer be trusted: the next loan makes a new one.
    void discard() { lent_.reset(); }

   private:
    Pool& pool_;
    std::unique_ptr<T> lent_;
  };

  Pool(int size, std::chrono::milliseconds patience, std::function<std::unique_ptr<T>()> make)
      : size_(size), free_(size), patience_(patience), make_(std::move(make)) {}

  /// Waits its turn; Overloaded when that takes too long, or what `make` throws.
  Lease lease() {
    std::unique_ptr<T> idle = wait_for_turn();
    if (idle) return Lease(*this, std::move(idle));
    try {
      return Lease(*this, make_());
    } catch (...) {
      take_back(nullptr);
      throw;
    }
  }

  /// Lends nothing until open(): whoever asks waits as long as ever.
  void close() {
    const std::lock_guard lock(mutex_);
    is_open_ = false;
  }
  void open() {
    {
      const std::lock_guard lock(mutex_);
      is_open_ = true;
    }
    returned_.notify_all();
  }
  /// Waits at most so long for all that is lent; whether it is back.
  bool all_back_within(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    return returned_.wait_for(lock, most, [this] { return free_ == size_; });
  }

  /// Forgets those not lent out, after one was found broken.
  void clear() {
    const std::lock_guard lock(mutex_);
    idle_.clear();
  }

 private:
  std::unique_ptr<T> wait_for_turn() {
    std::unique_lock lock(mutex_);
    if (!returned_.wait_for(lock, patience_, [this] { return is_open_ && free_ > 0; }))
      throw Overloaded("no connection became free in time");
    --free_;
    if (idle_.empty()) return nullptr;
    std::unique_ptr<T> latest = std::move(idle_.back());  // its caches are warm
    idle_.pop_back();
    return latest;
  }

  void take_back(std::unique_ptr<T> lent) {
    bool is_open = true;
    {
      const std::lock_guard lock(mutex_);
      ++free_;
      if (lent) idle_.push_back(std::move(lent));
      is_open = is_open_;
    }
    if (is_open)
      returned_.notify_one();
    else
      returned_.notify_all();  // who waits for all of them is among those who wait
  }

  std::mutex mutex_;
  std::condition_variable returned_;
  bool is_open_ = true;
  const int size_;
  int free_;  // turns: those idle and those not made yet
  std::vector<std::unique_ptr<T>> idle_;
  std::chrono::milliseconds patience_;
  std::function<std::unique_ptr<T>()> make_;
};

}  // namespace overens
