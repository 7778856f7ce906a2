// One I/O thread of the server: its io_context, its connections, and one timer that looks after all
// their deadlines and the clock. Everything here happens on that thread unless it says otherwise.
// Knows that connections have deadlines, not what they talk about.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "web/forwarded.h"
#include "web/server.h"
#include "web/server_asio.h"
#include "web/server_workers.h"

namespace overens {

/// How many places each client takes of something that has a limit for one client. Any thread.
class Places {
 public:
  explicit Places(std::size_t most_of_one) : most_of_one_(most_of_one) {}
  bool take(const std::string& network);
  void free(const std::string& network);

 private:
  const std::size_t most_of_one_;
  std::mutex mutex_;
  std::map<std::string, std::size_t, std::less<>> taken_;
};

/// What all threads of one server share.
struct ServerState {
  ServerState(ServerOptions given, Answers asked);

  const ServerOptions options;
  const Answers answers;
  const TrustedProxies proxies;
  std::optional<asio::ssl::context> tls;
  Workers workers;
  std::atomic<bool> stopping = false;
  std::atomic<std::size_t> body_bytes_held = 0;
  std::atomic<std::uint64_t> connections = 0;
  std::atomic<std::uint64_t> requests = 0;
  std::atomic<std::uint64_t> watchers = 0;
  std::atomic<std::uint64_t> refused = 0;
  Places connection_places;
  Places watcher_places;
};

/// A connection as its loop sees it: something with a deadline.
class Connection {
 public:
  virtual ~Connection() = default;
  std::int64_t deadline_ms = 0;
  bool watches = false;  // then look() is called at every sweep

  /// The deadline has passed.
  virtual void expire() = 0;
  /// Something may be new to tell.
  virtual void look() = 0;
  /// The server stops: close if nothing is asked or being answered.
  virtual void close_if_idle() = 0;
  /// Close whatever happens.
  virtual void close() = 0;

 private:
  friend class Loop;
  std::size_t place_ = 0;
};

class Loop {
 public:
  explicit Loop(ServerState& shared);

  /// The body of the thread; returns when the server stops and the last connection is gone.
  void run();
  /// Any thread.
  void stop();

  void add(Connection& connection);
  void remove(Connection& connection);

  /// Wakes the workers when all that has arrived by now is read: one round of waking for many.
  void wake_workers_soon();

  /// Milliseconds of the steady clock, at most one sweep old: no system call a request.
  std::int64_t now_ms() const { return now_ms_; }
  /// "Date: …\r\n" of this second.
  const std::string& date_line() const { return date_line_; }

  ServerState& shared;
  asio::io_context context{1};

 private:
  void tick();
  void sweep();
  void read_clocks();

  std::vector<Connection*> connections_;
  Timer timer_;
  bool wakes_soon_ = false;
  std::int64_t now_ms_ = 0;
  std::int64_t date_second_ = 0;
  std::int64_t stop_deadline_ms_ = 0;
  std::string date_line_;
};

}  // namespace overens
