// Pool: at most so many connections, made when first needed and lent to one thread at a time.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
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
    bool holds() const { return lent_ != nullptr; }
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

  /// Lends nothing until open() or until that time, whichever comes first.
  void close_until(std::chrono::steady_clock::time_point when) {
    const std::lock_guard lock(mutex_);
    closed_until_ = when;
  }
  void open() {
    {
      const std::lock_guard lock(mutex_);
      closed_until_.reset();
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
    using std::chrono::steady_clock;
    std::unique_lock lock(mutex_);
    const auto last = steady_clock::now() + patience_;
    while (!is_open() || free_ == 0) {
      if (steady_clock::now() >= last) throw Overloaded("no connection became free in time");
      returned_.wait_until(lock, is_open() ? last : std::min(last, *closed_until_));
    }
    --free_;
    if (idle_.empty()) return nullptr;
    std::unique_ptr<T> latest = std::move(idle_.back());  // its caches are warm
    idle_.pop_back();
    return latest;
  }

  void take_back(std::unique_ptr<T> lent) {
    {
      const std::lock_guard lock(mutex_);
      ++free_;
      if (lent) idle_.push_back(std::move(lent));
    }
    returned_.notify_all();  // who waits for all of them is among those who wait
  }

  bool is_open() const {
    return !closed_until_ || std::chrono::steady_clock::now() >= *closed_until_;
  }

  std::mutex mutex_;
  std::condition_variable returned_;
  std::optional<std::chrono::steady_clock::time_point> closed_until_;
  const int size_;
  int free_;  // turns: those idle and those not made yet
  std::vector<std::unique_ptr<T>> idle_;
  std::chrono::milliseconds patience_;
  std::function<std::unique_ptr<T>()> make_;
};

}  // namespace overens
