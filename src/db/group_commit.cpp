#include "db/group_commit.h"

#include <algorithm>
#include <utility>

namespace overens {

GroupCommit::GroupCommit(Connection& writer, Steps steps, std::size_t most_waiting)
    : writer_(writer),
      steps_(std::move(steps)),
      most_waiting_(most_waiting),
      thread_([this] { serve(); }) {}

GroupCommit::~GroupCommit() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void GroupCommit::run(ScopeKey scope, const Work& work) {
  if (std::this_thread::get_id() == thread_.get_id())
    throw StatementError("a write inside a write");
  Waiting waiting{.scope = scope, .work = work};
  std::future<void> answer = waiting.answer.get_future();
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= most_waiting_) throw Overloaded("too many writes wait");
    queue_.push_back(&waiting);
  }
  arrived_.notify_one();
  answer.wait();
  if (waiting.error) std::rethrow_exception(waiting.error);
}

std::size_t GroupCommit::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void GroupCommit::serve() {
  for (Group group = next_group(); !group.empty(); group = next_group()) {
    commit_together(group);
    answer(group);
    steps_.rest();
  }
}

/// Waits for work; empty when it is time to stop and nothing waits.
GroupCommit::Group GroupCommit::next_group() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), limits::writes_per_group));
  const auto end = queue_.begin() + count;
  Group group(queue_.begin(), end);
  queue_.erase(queue_.begin(), end);
  return group;
}

/// Leaves in each of the group whether it was committed or why not.
void GroupCommit::commit_together(Group group) {
  try {
    while (!group.empty()) {
      writer_.control("BEGIN IMMEDIATE");
      if (!run_each(group)) continue;  // all is undone: again without the one to blame
      std::vector<ScopeKey> scopes;
      for (const Waiting* waiting : group)
        if (!waiting->error) scopes.push_back(waiting->scope);
      if (scopes.empty())
        roll_back();
      else
        steps_.commit(scopes);
      return;
    }
  } catch (...) {
    // What an error was based on may be undone too, so that everybody hears of the commit.
    for (Waiting* waiting : group) waiting->error = std::current_exception();
    roll_back();
  }
}

/// Runs the group's work in turn. False when SQLite gave up the whole transaction (a full disk, an
/// error of the disk): then whoever ran is taken out of the group with its error, so that it ends.
bool GroupCommit::run_each(Group& group) {
  for (auto waiting = group.begin(); waiting != group.end(); ++waiting) {
    (*waiting)->error = nullptr;
    run_in_savepoint(**waiting);
    if (writer_.in_transaction()) continue;
    if (!(*waiting)->error)
      (*waiting)->error = std::make_exception_ptr(DatabaseError("the transaction was lost"));
    group.erase(waiting);
    return false;
  }
  return true;
}

void GroupCommit::run_in_savepoint(Waiting& waiting) {
  writer_.control("SAVEPOINT one_write");
  Db db(writer_);
  try {
    waiting.work(db);
    if (db.failed()) throw StatementError("a write hid an error and went on");
  } catch (...) {
    waiting.error = std::current_exception();
  }
  if (!writer_.in_transaction()) return;
  if (waiting.error) writer_.control("ROLLBACK TO SAVEPOINT one_write");
  writer_.control("RELEASE SAVEPOINT one_write");
}

void GroupCommit::roll_back() {
  try {
    if (writer_.in_transaction()) writer_.control("ROLLBACK");
  } catch (const DatabaseError&) {
    // The next BEGIN will say so to those it concerns.
  }
}

void GroupCommit::answer(const Group& group) {
  for (Waiting* waiting : group) {
    std::promise<void> answer = std::move(waiting->answer);  // who waits is gone once it is kept
    answer.set_value();
  }
}

}  // namespace overens
