#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/secrets.h"
#include "db/pool.h"
#include "db/postgres.h"
#include "db/versions.h"

namespace overens {

namespace {

constexpr int listener_looks_every_ms = 1'000;
constexpr int first_pause_ms = 2;

/// Longer each time, and not the same for all.
void pause_before_attempt(int attempt) {
  const std::string dice = random_bytes(1);
  const int part = 1 + static_cast<unsigned char>(dice[0]) % 4;
  std::this_thread::sleep_for(std::chrono::milliseconds((part * first_pause_ms) << (attempt - 1)));
}

thread_local bool inside_write = false;
thread_local std::uint64_t writes_begun = 0;

/// Marks the thread as being inside a write, where another would wait for the first for ever.
class InsideWrite {
 public:
  InsideWrite() {
    if (std::exchange(inside_write, true)) throw StatementError("a write inside a write");
    ++writes_begun;
  }
  ~InsideWrite() { inside_write = false; }
  InsideWrite(const InsideWrite&) = delete;
  InsideWrite& operator=(const InsideWrite&) = delete;
};

/// Where two writes wanted the same rows at once lately: those that follow stand in line, also with
/// those of other nodes, instead of undoing each other's work until the attempts are used up.
class Crowds {
 public:
  void met(ScopeKey scope) {
    const std::lock_guard lock(mutex_);
    if (until_.size() >= most_scopes) until_.clear();
    until_[scope.value] = std::chrono::steady_clock::now() + a_while;
  }
  bool lately(ScopeKey scope) const {
    const std::lock_guard lock(mutex_);
    const auto at = until_.find(scope.value);
    return at != until_.end() && std::chrono::steady_clock::now() < at->second;
  }

 private:
  static constexpr std::size_t most_scopes = 1'000;
  static constexpr std::chrono::seconds a_while{1};

  mutable std::mutex mutex_;
  std::map<std::int64_t, std::chrono::steady_clock::time_point> until_;
};

/// A place in that line: a lock of the server, held by this connection until it ends.
class InLine {
 public:
  InLine(Pool<PostgresConnection>::Lease& connection, ScopeKey scope)
      : connection_(connection), lock_(std::to_string(scope.value)) {
    connection_->execute("SELECT pg_advisory_lock(" + line_of_writes + lock_ + ")");
  }
  ~InLine() {
    if (!connection_.holds() || connection_->broken()) return;  // its locks ended with it
    try {
      connection_->execute("SELECT pg_advisory_unlock(" + line_of_writes + lock_ + ")");
    } catch (const std::exception&) {
      connection_.discard();
    }
  }
  InLine(const InLine&) = delete;
  InLine& operator=(const InLine&) = delete;

 private:
  inline static const std::string line_of_writes = "1870030187, ";  // "ove", and ours alone

  Pool<PostgresConnection>::Lease& connection_;
  const std::string lock_;
};

}  // namespace

/// Hears on a thread of its own what other nodes have written. Payloads are "NODE:SCOPE".
class Listener {
 public:
  Listener(const std::string& address, const std::string& node, Versions& versions)
      : address_(address),
        node_(node),
        versions_(versions),
        wake_(::eventfd(0, EFD_CLOEXEC)),
        thread_([this] { serve(); }) {}
  ~Listener() {
    stopping_ = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
    thread_.join();
    ::close(wake_);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  bool listening() const { return listening_; }

 private:
  void serve() {
    while (!stopping_) {
      try {
        listen();
      } catch (const std::exception&) {
        listening_ = false;
        pause();
      }
    }
  }

  void listen() {
    PostgresConnection connection(address_, 0);
    connection.listen();
    versions_.move(whole_installation);  // what was written while nobody listened
    listening_ = true;
    while (!stopping_)
      for (const std::string& payload : connection.notices(wake_, listener_looks_every_ms))
        hear(payload);
  }

  void hear(std::string_view payload) {
    const std::size_t colon = payload.find(':');
    if (payload.substr(0, colon) == node_) return;  // moved already
    ScopeKey scope = whole_installation;
    if (colon != payload.npos)
      std::from_chars(payload.data() + colon + 1, payload.data() + payload.size(), scope.value);
    versions_.move(scope);
  }

  void pause() const {
    for (int waited = 0; waited < listener_looks_every_ms && !stopping_; waited += 50)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }

  const std::string address_;
  const std::string node_;
  Versions& versions_;
  const int wake_;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> listening_ = false;
  std::thread thread_;
};

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const DatabaseOptions& options)
      : options_(options),
        node_(random_token()),
        readers_(options.readers, patience(), [this] { return connect(); }),
        writers_(options.writers, patience(), [this] { return connect(); }),
        listener_(options.address, node_, versions_) {
    readers_.lease();  // an address that leads nowhere is told at once
  }

  std::uint64_t version(ScopeKey scope) const override { return versions_.at(scope); }
  bool cacheable() const override { return listener_.listening(); }
  Engine engine() const override { return Engine::postgres; }
  std::string file() const override { return {}; }

  void maintain(const std::function<void(Connection&)>& fn) override {
    PostgresConnection own(options_.address, 0);
    fn(own);
  }

  std::string integrity_check() override {
    run_read([](Db& db) { db.load<int>("SELECT 1"); });
    return {};
  }

  void backup(const std::string&) override {
    throw DatabaseError("a PostgreSQL database is backed up with pg_dump");
  }
  void restore(const std::string&) override {
    throw DatabaseError("a PostgreSQL database is restored with pg_restore");
  }

 protected:
  void run_read(const Work& work) override {
    attempt(readers_, std::nullopt, [&](PostgresConnection& connection) {
      connection.control("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      Db db(connection);
      work(db);
      connection.roll_back();
    });
  }

  void run_write(ScopeKey scope, const Work& work) override {
    const InsideWrite inside;
    attempt(writers_, scope, [&](PostgresConnection& connection) {
      connection.control("BEGIN ISOLATION LEVEL SERIALIZABLE");
      Db db(connection);
      work(db);
      if (db.failed()) throw StatementError("a write hid an error and went on");
      connection.commit(scope == unseen ? "" : node_ + ":" + std::to_string(scope.value));
    });
    versions_.move(scope);
  }

 private:
  using Transaction = std::function<void(PostgresConnection&)>;
  enum class Outcome { done, again, lost };

  std::chrono::milliseconds patience() const {
    return std::chrono::milliseconds(options_.lease_timeout_ms);
  }
  std::unique_ptr<PostgresConnection> connect() const {
    return std::make_unique<PostgresConnection>(options_.address, options_.statement_timeout_ms);
  }

  /// `written`: where the transaction writes; nothing where it only reads.
  void attempt(Pool<PostgresConnection>& pool, std::optional<ScopeKey> written,
               const Transaction& transaction);
  Outcome attempt_once(Pool<PostgresConnection>& pool, std::optional<ScopeKey> written,
                       const Transaction& transaction, bool last_attempt, bool last_connection);

  const DatabaseOptions options_;
  const std::string node_;  // by which the listener knows our own notices
  Versions versions_;
  Crowds crowds_;
  Pool<PostgresConnection> readers_;
  Pool<PostgresConnection> writers_;
  Listener listener_;
};

/// Runs the transaction again when PostgreSQL asks for it (bounded), and once more on a new
/// connection when the old one was lost before COMMIT was sent. A read inside which something was
/// written never runs again: what was written may stand, and would be written twice.
void PostgresDatabase::attempt(Pool<PostgresConnection>& pool, std::optional<ScopeKey> written,
                               const Transaction& transaction) {
  int attempts = 1;
  int connections = 1;
  for (;;) {
    switch (attempt_once(pool, written, transaction, attempts == limits::write_attempts,
                         connections == limits::connect_attempts)) {
      case Outcome::done:
        return;
      case Outcome::again:
        pause_before_attempt(attempts++);
        break;
      case Outcome::lost:
        ++connections;
        break;
    }
  }
}

PostgresDatabase::Outcome PostgresDatabase::attempt_once(Pool<PostgresConnection>& pool,
                                                         std::optional<ScopeKey> written,
                                                         const Transaction& transaction,
                                                         bool last_attempt, bool last_connection) {
  auto connection = pool.lease();
  const std::uint64_t begun_before = writes_begun;
  std::optional<InLine> place;
  try {
    if (written && crowds_.lately(*written)) place.emplace(connection, *written);
    try {
      transaction(*connection);
    } catch (...) {
      connection->roll_back();  // before who stands behind us begins
      throw;
    }
    return Outcome::done;
  } catch (const SerializationFailure&) {
    if (written) crowds_.met(*written);
    if (last_attempt || writes_begun != begun_before) throw;
    return Outcome::again;
  } catch (...) {
    if (!connection->broken()) throw;
    const bool may_be_committed = connection->committing();
    connection.discard();
    pool.clear();  // the others of its age are likely lost too
    if (may_be_committed || last_connection || writes_begun != begun_before) throw;
    return Outcome::lost;
  }
}

std::unique_ptr<Database> open_postgres(const DatabaseOptions& options) {
  return std::make_unique<PostgresDatabase>(options);
}

}  // namespace overens
