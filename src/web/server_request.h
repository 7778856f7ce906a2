// One request read out of bytes as they come: Beast's parser below, our limits and our refusals
// above. What two servers in a row could read differently is refused here (RFC 9112, 11.2), so no
// page meets it. Owns the request while it grows; knows no socket and no clock.
#pragma once

#include <atomic>
#include <string>

#include "web/forwarded.h"
#include "web/http.h"
#include "web/server.h"
#include "web/server_asio.h"

namespace overens {

/// Who is at the other end of a connection.
struct Peer {
  std::string address;
  bool trusted = false;  // a trusted proxy
  bool tls = false;
};

/// What reading needs to know of the server. `body_bytes_held` counts the bodies of all
/// connections.
struct ReadingRules {
  const ServerLimits& limits;
  const Answers& answers;
  const TrustedProxies& proxies;
  std::atomic<std::size_t>& body_bytes_held;
};

class RequestReader final : public beast::http::basic_parser<true> {
 public:
  enum class Progress { more, done, refused };

  RequestReader(const ReadingRules& rules, const Peer& peer);
  ~RequestReader() override;

  /// Reads what is in the buffer and takes it out, up to the end of this request.
  Progress read(beast::flat_buffer& buffer);

  /// True once, when the visitor waits for a word before sending the body (RFC 9110, 10.1.1).
  bool wants_continue();

  /// The body is no longer needed: its bytes count no more.
  void release_body();

  /// The visitor was too slow: refuses with 408.
  void refuse_as_late() { refusal_ = 408; }

  /// The status to refuse with, after Progress::refused.
  int refusal() const { return refusal_; }
  std::size_t body_bytes() const { return body_bytes_; }
  bool is_http_1_0() const { return version_ == 10; }

  Request request;

 private:
  using Error = beast::error_code;
  using Piece = beast::string_view;

  void on_request_impl(beast::http::verb verb, Piece method, Piece target, int version,
                       Error& error) override;
  void on_response_impl(int, Piece, int, Error&) override {}
  void on_field_impl(beast::http::field field, Piece name, Piece value, Error& error) override;
  void on_header_impl(Error& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
  std::size_t on_body_impl(Piece bytes, Error& error) override;
  void on_chunk_header_impl(std::uint64_t, Piece, Error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Piece bytes, Error& error) override;
  void on_finish_impl(Error&) override {}

  void refuse(int status, Error& error);
  int refusal_of(const Error& error) const;
  bool take_target(std::string_view target);
  int refusal_of_framing(beast::http::field field, std::string_view value) const;

  const ReadingRules& rules_;
  const Peer& peer_;
  const char* input_begin_ = nullptr;
  const char* input_end_ = nullptr;
  std::size_t head_bytes_ = 0;
  std::size_t body_bytes_ = 0;  // read
  std::size_t held_bytes_ = 0;  // counted in body_bytes_held
  int version_ = 0;
  int refusal_ = 0;
  bool expects_continue_ = false;
};

}  // namespace overens
