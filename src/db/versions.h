// Versions: numbers in memory that move when a scope has been written. Any thread.
#pragma once

#include <cstdint>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "db/database.h"

namespace overens {

class Versions {
 public:
  void move(ScopeKey scope) {
    if (scope == unseen) return;
    const std::unique_lock lock(mutex_);
    ++any_;
    if (scope == whole_installation)
      ++every_;
    else
      ++own_[scope.value];
  }

  std::uint64_t at(ScopeKey scope) const {
    const std::shared_lock lock(mutex_);
    if (scope == whole_installation) return any_;
    const auto own = own_.find(scope.value);
    return every_ + (own == own_.end() ? 0 : own->second);  // a sum of what only grows
  }

 private:
  mutable std::shared_mutex mutex_;
  std::uint64_t any_ = 0;    // writes of any scope
  std::uint64_t every_ = 0;  // writes that concern every scope
  std::unordered_map<std::int64_t, std::uint64_t> own_;
};

}  // namespace overens
