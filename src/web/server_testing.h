// A visitor without manners: raw bytes over a real socket, for the tests of the server. Every wait
// has an end, so that a server that hangs fails a test instead of stopping it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "web/server.h"

namespace overens {

/// One answer as it came over the wire.
struct WireAnswer {
  int status = 0;    // 0: none came
  std::string head;  // with its status line
  std::string body;

  bool has(std::string_view line) const;  // a whole header line
};

class RawVisitor {
 public:
  /// `room_bytes`: how much the system may take for a visitor who reads nothing; 0: as it likes.
  explicit RawVisitor(std::uint16_t port, int room_bytes = 0);
  ~RawVisitor();
  RawVisitor(const RawVisitor&) = delete;
  RawVisitor& operator=(const RawVisitor&) = delete;

  /// False once the server has closed.
  bool send(std::string_view bytes);
  /// The next answer; after HEAD its head alone.
  WireAnswer receive();
  WireAnswer receive_head();
  WireAnswer ask(std::string_view bytes);
  /// True if this comes within the time; what came before it is forgotten with it.
  bool is_told(std::string_view words, int within_ms = 5'000);
  /// True if the server closes within the time, whatever it sends before.
  bool sees_the_end(int within_ms = 5'000);
  /// No more from our side; answers still come.
  void end_sending();

 private:
  bool read_more(int within_ms);

  int socket_;
  std::string unread_;
};

/// A server on a free port of 127.0.0.1 that says "hello" to every request, or what `answers` says.
class RunningServer {
 public:
  explicit RunningServer(Answers answers = {}, ServerOptions options = {});
  std::uint16_t port() const { return server.port(); }

  Server server;
};

/// "GET path HTTP/1.1" with a Host and an empty line.
std::string get(std::string_view path, std::string_view more_headers = "");

}  // namespace overens
