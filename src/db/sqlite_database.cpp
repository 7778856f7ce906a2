#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <utility>

#include "db/group_commit.h"
#include "db/pool.h"
#include "db/sqlite.h"
#include "db/versions.h"

namespace overens {

namespace {

/// Ends a read transaction on every way out; a connection that cannot even do that is given up.
class ReadTransaction {
 public:
  explicit ReadTransaction(Pool<SqliteConnection>& readers) : reader_(readers.lease()) {
    reader_->control("BEGIN");
  }
  ~ReadTransaction() {
    try {
      if (reader_->in_transaction()) reader_->control("COMMIT");
    } catch (const DatabaseError&) {
      reader_.discard();
    }
  }
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;
  Connection& connection() { return *reader_; }

 private:
  Pool<SqliteConnection>::Lease reader_;
};

}  // namespace

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(const DatabaseOptions& options, const std::string& path)
      : options_(options),
        path_(path),
        writer_(writing()),
        watcher_(reading()),
        seen_by_watcher_(watcher_.data_version()),
        readers_(options.readers, std::chrono::milliseconds(options.lease_timeout_ms),
                 [this] { return std::make_unique<SqliteConnection>(reading()); }),
        group_(writer_, {.commit = [this](const auto& scopes) { commit(scopes); },
                         .rest = [this] { rest(); }}) {}

  std::uint64_t version(ScopeKey scope) const override {
    const std::uint64_t mark = watcher_.wal_mark();
    if (mark == 0 || mark != known_mark_) {
      const std::lock_guard lock(watch_);
      if (!committing_) look_for_others();
    }
    return versions_.at(scope);
  }
  bool cacheable() const override { return true; }
  Engine engine() const override { return Engine::sqlite; }
  std::string file() const override { return path_; }

  void maintain(const std::function<void(Connection&)>& fn) override {
    SqliteConnection own(unhurried());
    fn(own);
  }

  std::string integrity_check() override;
  void backup(const std::string& path) override { SqliteConnection(unhurried()).copy_to(path); }
  void restore(const std::string& path) override {
    SqliteOptions writing = unhurried();
    writing.may_write = true;
    SqliteConnection(writing).copy_from(path);
  }

 protected:
  void run_read(const Work& work) override {
    ReadTransaction transaction(readers_);
    Db db(transaction.connection());
    work(db);
  }
  void run_write(ScopeKey scope, const Work& work) override { group_.run(scope, work); }

 private:
  SqliteOptions reading() const {
    return {path_, false, options_.busy_timeout_ms, options_.statement_timeout_ms};
  }
  SqliteOptions writing() const {
    return {path_, true, options_.busy_timeout_ms, options_.statement_timeout_ms};
  }
  SqliteOptions unhurried() const { return {path_, true, options_.busy_timeout_ms, 0}; }

  void look_for_others() const;
  void commit(const std::vector<ScopeKey>& scopes);
  void rest();
  void checkpoint();
  void restart_log();
  void let_readers_in();

  const DatabaseOptions options_;
  const std::string path_;
  mutable Versions versions_;
  SqliteConnection writer_;           // of the group's thread
  mutable std::mutex watch_;          // for what follows
  mutable SqliteConnection watcher_;  // sees every commit
  mutable std::int64_t seen_by_watcher_;
  std::int64_t seen_by_writer_ = 0;
  bool committing_ = false;
  int checkpointed_at_ = 0;  // pages of the log; this and the next are of the group's thread
  int restart_at_ = limits::wal_pages_before_restart;
  std::optional<std::chrono::steady_clock::time_point> readers_wait_until_;
  mutable std::atomic<std::uint64_t> known_mark_ = 0;  // of the latest commit looked at
  Pool<SqliteConnection> readers_;
  GroupCommit group_;  // last: it must stop first
};

void SqliteDatabase::look_for_others() const {
  const std::uint64_t mark = watcher_.wal_mark();  // first: what comes after is seen next time
  const std::int64_t now = watcher_.data_version();
  if (std::exchange(seen_by_watcher_, now) != now) versions_.move(whole_installation);
  known_mark_ = mark;
}

/// Tells our commits from others'. The watcher sees a commit but not whose it is; the writer never
/// sees its own. While ours is under way nobody else can commit, so the watcher is not asked, and
/// afterwards it skips ours; had another slipped in just behind it, the writer would see that.
void SqliteDatabase::commit(const std::vector<ScopeKey>& scopes) {
  {
    const std::lock_guard lock(watch_);
    look_for_others();
    seen_by_writer_ = writer_.data_version();
    committing_ = true;
  }
  try {
    writer_.control("COMMIT");
  } catch (...) {
    const std::lock_guard lock(watch_);
    committing_ = false;
    throw;
  }
  const std::lock_guard lock(watch_);
  committing_ = false;
  const std::uint64_t mark = watcher_.wal_mark();
  seen_by_watcher_ = watcher_.data_version();
  if (seen_by_writer_ != writer_.data_version()) versions_.move(whole_installation);
  for (const ScopeKey scope : scopes) versions_.move(scope);
  known_mark_ = mark;  // last: who finds it known must find the versions moved
}

void SqliteDatabase::rest() {
  const int pages = writer_.wal_pages();
  if (pages < checkpointed_at_) {  // it began anew
    checkpointed_at_ = 0;
    restart_at_ = limits::wal_pages_before_restart;
  }
  if (pages >= restart_at_) {
    restart_log();
    return;
  }
  let_readers_in();  // somebody else may have made it begin anew while they waited
  if (pages - checkpointed_at_ >= limits::wal_pages_between_checkpoints) checkpoint();
}

void SqliteDatabase::let_readers_in() {
  if (!readers_wait_until_) return;
  readers_wait_until_.reset();
  readers_.open();
}

void SqliteDatabase::checkpoint() {
  writer_.checkpoint();
  checkpointed_at_ = writer_.wal_pages();
}

/// The log begins anew only at a moment when nobody reads in it; where one read always overlaps the
/// next, it would grow for ever (https://sqlite.org/wal.html, section 6). So new readers wait until
/// the old ones have ended. Those may themselves wait for a write: the group goes on meanwhile.
void SqliteDatabase::restart_log() {
  using std::chrono::steady_clock;
  constexpr std::chrono::milliseconds a_moment{1};
  if (!readers_wait_until_) {
    readers_wait_until_ =
        steady_clock::now() + std::chrono::milliseconds(limits::wait_for_readers_ms);
    readers_.close_until(*readers_wait_until_);  // however long the group is held up meanwhile
  }
  bool all_back = false;
  while (!all_back && group_.waiting() == 0 && steady_clock::now() < *readers_wait_until_)
    all_back = readers_.all_back_within(a_moment);
  if (!all_back && steady_clock::now() < *readers_wait_until_)
    return;  // first those who wait to write
  checkpoint();
  restart_at_ = 2 * writer_.wal_pages();  // unless it begins anew now: somebody reads for long
  let_readers_in();
}

namespace {

struct BrokenReference {
  std::string table;
  std::optional<std::int64_t> rowid;
  std::string parent;
  std::int64_t fkid;
};

}  // namespace

std::string SqliteDatabase::integrity_check() {
  SqliteConnection own(unhurried());
  Db db(own);
  std::string wrong;
  for (const std::string& line : db.list<std::string>("PRAGMA integrity_check"))
    if (line != "ok") wrong += line + "\n";
  for (const BrokenReference& broken : db.list<BrokenReference>("PRAGMA foreign_key_check"))
    wrong += "a row of " + broken.table + " refers to no row of " + broken.parent + "\n";
  return wrong;
}

std::unique_ptr<Database> open_sqlite(const DatabaseOptions& options, const std::string& path) {
  return std::make_unique<SqliteDatabase>(options, path);
}

}  // namespace overens
