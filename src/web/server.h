// The HTTP/1.1 server: sockets, limits, timeouts, TLS and worker threads behind a plain interface.
// It owns its threads and connections from start() to stop(). What is answered comes from the
// functions in Answers; it knows no route and no page. Asio and Beast stay inside web/server*.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "web/http.h"

namespace overens {

/// Every limit of the server. Times are in milliseconds; whoever exceeds one gets the status in the
/// comment.
struct ServerLimits {
  std::size_t head_bytes = 16 * 1024;                // 431 (414 where the target alone is too long)
  std::size_t body_bytes = 1024 * 1024;              // 413; Answers::max_body may say otherwise
  std::size_t all_bodies_bytes = 512 * 1024 * 1024;  // held at one time for all visitors; 503
  std::size_t target_bytes = 8 * 1024;               // 414
  std::size_t headers = 100;                         // 431
  std::int64_t head_ms = 15'000;           // from the first byte to the end of the head; 408
  std::int64_t body_ms = 30'000;           // without progress at min_body_rate; 408
  std::int64_t min_body_rate = 16 * 1024;  // bytes a second after body_ms has passed; 408
  std::int64_t idle_ms = 75'000;           // keep-alive without a request; closed
  std::int64_t write_ms = 60'000;   // the visitor takes nothing of the answer for so long; closed
  std::int64_t answer_ms = 30'000;  // the page takes longer; 503
  std::int64_t linger_ms = 3'000;   // after a refusal what still comes is read and dropped
  std::int64_t stop_ms = 20'000;    // stop() waits so long for running requests
  std::size_t requests_per_connection = 10'000;  // then Connection: close
  std::size_t connections = 12'000;              // more are closed at accept
  std::size_t connections_per_client = 512;      // 503; trusted proxies alone are exempt
  std::size_t waiting_requests = 1'024;  // requests waiting for a worker; 503 with Retry-After
  std::size_t watchers = 4'000;          // visitors who watch (server-sent events); 503
  std::size_t watchers_per_client =
      300;  // a room full of phones behind one address; 503; trusted proxies are exempt
  std::int64_t beat_ms = 15'000;      // a line that says nothing, so that nobody takes it for dead
  std::int64_t watch_ms = 3'600'000;  // then closed; a browser comes back by itself
};

struct ServerOptions {
  std::vector<std::string> listen = {
      "127.0.0.1:8080"};  // "127.0.0.1:0" (any free port), "[::1]:8080"
  std::vector<std::string>
      trusted_proxies;  // "127.0.0.1", "10.0.0.0/8", "::1": theirs alone X-Forwarded-* is
  std::string tls_certificate_file;  // PEM chain; both files or none
  std::string tls_key_file;
  std::size_t io_threads = 1;
  std::size_t workers = 4;
  ServerLimits limits;
};

/// What the server asks the house. Exceptions from any of them become a bare 500.
struct Answers {
  /// Runs on a worker thread, several at a time; may wait for the database.
  std::function<Response(const Request&)> page;

  /// Tried first, on an I/O thread, for GET and HEAD: cached pages and static files. Must never
  /// wait.
  std::function<std::optional<Response>(const Request&)> fast;

  /// How large a body this request may have, asked when its head is read, on an I/O thread.
  std::function<std::size_t(const Request&)> max_body;

  /// The page for an error the server itself found (400, 408, 413, 414, 431, 501, 503, 505), on an
  /// I/O thread; the request may be half read. The status stays what the server decided.
  std::function<Response(int status, const Request&)> error_page;
};

/// What operators may read off.
struct ServerFigures {
  std::uint64_t connections = 0;  // open now
  std::uint64_t requests = 0;     // answered since the start
  std::uint64_t waiting = 0;      // for a worker, now
  std::uint64_t watchers = 0;     // visitors who watch, now
  std::uint64_t refused = 0;      // answered 503 or closed for a limit on connections
};

class Server {
 public:
  Server(ServerOptions options, Answers answers);
  ~Server();  // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds every address and returns; requests are answered from here on. Throws std::runtime_error
  /// that names the address or file it could not use.
  void start();

  /// The port of the first listening address.
  std::uint16_t port() const;

  /// Accepts no more, closes idle connections and those that watch, lets running requests end and
  /// their answers be taken (at most stop_ms, then the connections are closed), then returns. A
  /// page still running is waited for even then: it may be in the midst of a transaction. May be
  /// called from any thread but the server's own; again is harmless.
  void stop();

  ServerFigures figures() const;

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace overens
