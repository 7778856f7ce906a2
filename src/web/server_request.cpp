#include "web/server_request.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <utility>

namespace overens {

namespace {

using beast::http::field;
using beast::http::verb;

constexpr std::size_t usual_headers = 16;  // of a browser

/// 0 for a method the house answers, else the status.
int refusal_of_method(verb method) {
  switch (method) {
    case verb::get:
    case verb::head:
    case verb::post:
    case verb::put:
    case verb::patch:
    case verb::delete_:
      return 0;
    case verb::options:
    case verb::trace:
      return 405;
    default:
      return 501;
  }
}

Method method_of(verb method) {
  switch (method) {
    case verb::head:
      return Method::head;
    case verb::post:
      return Method::post;
    case verb::put:
      return Method::put;
    case verb::patch:
      return Method::patch;
    case verb::delete_:
      return Method::remove;
    default:
      return Method::get;
  }
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void make_lower(std::string& text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
}

std::string_view view(beast::string_view piece) { return {piece.data(), piece.size()}; }

}  // namespace

RequestReader::RequestReader(const ReadingRules& rules, const Peer& peer)
    : rules_(rules), peer_(peer) {
  eager(true);
  header_limit(static_cast<std::uint32_t>(rules.limits.head_bytes));
  body_limit(boost::none);  // set when the head is read
  request.headers.reserve(usual_headers);
  request.client = peer.address;
  request.secure = peer.tls;
}

RequestReader::~RequestReader() { release_body(); }

void RequestReader::release_body() {
  if (held_bytes_ == 0) return;
  std::string().swap(request.body);
  rules_.body_bytes_held -= std::exchange(held_bytes_, 0);
}

RequestReader::Progress RequestReader::read(beast::flat_buffer& buffer) {
  const auto bytes = buffer.cdata();
  input_begin_ = static_cast<const char*>(bytes.data());
  input_end_ = input_begin_ + bytes.size();
  Error error;
  const bool was_in_head = !is_header_done();
  std::size_t used = 0;
  try {
    used = put(bytes, error);
  } catch (const std::exception&) {  // from a function of Answers
    refusal_ = 500;
    return Progress::refused;
  }
  buffer.consume(used);
  if (was_in_head && !is_header_done()) head_bytes_ += used;
  if (error == beast::http::error::need_more) {
    // Beast counts only what it has not yet taken, so a head in drops would never be too long.
    const std::size_t unread = (is_header_done() ? 0 : head_bytes_) + buffer.size();
    if (unread < rules_.limits.head_bytes) return Progress::more;
    error = beast::http::error::header_limit;
  }
  if (error) {
    refusal_ = refusal_of(error);
    return Progress::refused;
  }
  return is_done() ? Progress::done : Progress::more;
}

bool RequestReader::wants_continue() {
  return is_header_done() && !is_done() && std::exchange(expects_continue_, false);
}

void RequestReader::refuse(int status, Error& error) {
  refusal_ = status;
  error = beast::http::error::bad_value;
}

int RequestReader::refusal_of(const Error& error) const {
  if (refusal_ != 0) return refusal_;
  if (error == beast::http::error::body_limit) return 413;
  if (error == beast::http::error::bad_version) return 505;
  if (error == beast::http::error::header_limit)
    return is_header_done() ? 400 : version_ == 0 ? 414 : 431;
  return 400;
}

void RequestReader::on_request_impl(verb method, Piece, Piece target, int version, Error& error) {
  version_ = version;
  request.method = method_of(method);
  if (const int status = refusal_of_method(method)) return refuse(status, error);
  if (target.size() > rules_.limits.target_bytes) return refuse(414, error);
  if (!take_target(view(target))) return refuse(400, error);
}

/// Origin form, or absolute form whose authority stands above Host (RFC 9112, 3.2.2).
bool RequestReader::take_target(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equal_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    const auto end = std::min(target.find_first_of("/?"), target.size());
    request.host = std::string(target.substr(0, end));
    if (!valid_host(request.host)) return false;
    target.remove_prefix(end);
    if (!target.starts_with('/')) request.target += '/';
    break;
  }
  request.target += target;
  if (!request.target.starts_with('/')) return false;
  if (request.target.find("%00") != std::string::npos) return false;
  const auto question = request.target.find('?');
  request.path = request.target.substr(0, question);
  if (question != std::string::npos) request.query = request.target.substr(question + 1);
  return true;
}

void RequestReader::on_field_impl(field field, Piece name, Piece value, Error& error) {
  if (is_header_done()) return;  // a trailer: checked by Beast, wanted by no page
  if (request.headers.size() >= rules_.limits.headers) return refuse(431, error);
  // Beast unfolds a folded line into a buffer of its own.
  const std::less<const char*> before;
  if (!value.empty() && (before(value.data(), input_begin_) || !before(value.data(), input_end_)))
    return refuse(400, error);
  if (const int status = refusal_of_framing(field, view(value))) return refuse(status, error);
  if (field == field::expect) expects_continue_ = true;
  request.headers.add(view(name), view(value));
}

/// Stricter than Beast, which takes a repeated Content-Length and overlooks codings it does not
/// know.
int RequestReader::refusal_of_framing(field field, std::string_view value) const {
  switch (field) {
    case field::content_length:
      return request.headers.has("Content-Length") || !all_digits(value) ? 400 : 0;
    case field::transfer_encoding:
      if (version_ < 11 || request.headers.has("Transfer-Encoding")) return 400;
      return equal_ignoring_case(value, "chunked") ? 0 : 501;
    case field::host:
      return request.headers.has("Host") || (!value.empty() && !valid_host(value)) ? 400 : 0;
    case field::expect:
      return equal_ignoring_case(value, "100-continue") ? 0 : 417;
    default:
      return 0;
  }
}

void RequestReader::on_header_impl(Error& error) {
  const std::string* host = request.headers.find("Host");
  if (!host && version_ >= 11) return refuse(400, error);
  if (host && request.host.empty()) request.host = *host;
  if (peer_.trusted) rules_.proxies.believe(request);
  make_lower(request.host);
  expects_continue_ = expects_continue_ && version_ >= 11;

  const std::size_t limit =
      rules_.answers.max_body ? rules_.answers.max_body(request) : rules_.limits.body_bytes;
  if (content_length().value_or(0) > limit) return refuse(413, error);
  body_limit(limit);
}

std::size_t RequestReader::on_body_impl(Piece bytes, Error& error) {
  body_bytes_ += bytes.size();
  held_bytes_ += bytes.size();
  if ((rules_.body_bytes_held += bytes.size()) > rules_.limits.all_bodies_bytes) {
    release_body();
    refuse(503, error);
  } else {
    request.body.append(bytes.data(), bytes.size());
  }
  return bytes.size();
}

std::size_t RequestReader::on_chunk_body_impl(std::uint64_t, Piece bytes, Error& error) {
  return on_body_impl(bytes, error);
}

}  // namespace overens
