// One answer as the bytes that go out, ready for a single write. Knows what a connection adds to a
// response (date, keep-alive, HSTS); knows no socket.
#pragma once

#include <array>
#include <string>

#include "web/http.h"
#include "web/server.h"
#include "web/server_asio.h"

namespace overens {

/// How this connection wants its answer.
struct Sending {
  bool is_head = false;
  bool is_http_1_0 = false;
  bool keep_open = true;
  bool tls = false;
};

class Outgoing {
 public:
  Outgoing(Response response, const Sending& sending, const std::string& date_line);

  /// Valid as long as this object stands where it is.
  std::array<asio::const_buffer, 3> buffers() const;

 private:
  Response response_;
  std::string head_;
  std::string tail_;  // what differs from one sending of a prepared answer to the next
  bool with_body_;
};

/// "404 Not Found" as plain text.
Response plain_error(int status);

/// The house's page for an error of the server, or a plain one. Never throws but for want of
/// memory.
Response error_answer(const Answers& answers, int status, const Request& request);

}  // namespace overens
