// GroupCommit: the one writer of SQLite. Threads hand in their work and wait; a thread of its own
// runs all that waits inside one transaction, each in a savepoint, commits once and then answers.
// So the price of a sync is shared, and an answer means that the change is on the disk.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "db/database.h"
#include "db/limits.h"

namespace overens {

class GroupCommit {
 public:
  using Work = std::function<void(Db&)>;
  struct Steps {
    /// Commits, and moves the versions of these scopes.
    std::function<void(const std::vector<ScopeKey>&)> commit;
    /// Runs when everybody has been answered.
    std::function<void()> rest;
  };

  /// The connection is used by the writer's thread alone, also by the steps.
  GroupCommit(Connection& writer, Steps steps, std::size_t most_waiting = limits::waiting_writes);
  /// Finishes what waits.
  ~GroupCommit();
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  /// Returns when `work` is durable; throws what it threw, or why it could not be committed.
  /// Overloaded when `most_waiting` wait already.
  void run(ScopeKey scope, const Work& work);

  /// How many wait to be taken into a group.
  std::size_t waiting() const;

 private:
  struct Waiting {
    ScopeKey scope;
    const Work& work;
    std::exception_ptr error = nullptr;
    std::promise<void> answer = {};
  };
  using Group = std::vector<Waiting*>;

  void serve();
  Group next_group();
  void commit_together(Group group);
  bool run_each(Group& group);
  void run_in_savepoint(Waiting& waiting);
  void roll_back();
  static void answer(const Group& group);

  Connection& writer_;
  Steps steps_;
  const std::size_t most_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Waiting*> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace overens
