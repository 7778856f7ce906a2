// Requests and responses as plain values, and the small pure functions of HTTP (RFC 9110) that work
// on them: dates, ETags, negotiation, cookies. What the server reads becomes a Request; what a page
// answers is a Response. Owns no socket and must not know Asio, Beast, SQL or any domain word;
// cheap to include everywhere.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace overens {

/// Methods a route may name. OPTIONS, TRACE, CONNECT and unknown ones never leave the server.
enum class Method { get, head, post, put, patch, remove };

/// "GET", "DELETE" …
std::string_view name(Method method);

struct Header {
  std::string name;
  std::string value;
};

/// Header fields in the order they came; names are compared without regard to ASCII case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Header> fields) : fields_(fields) {}

  /// The first value by that name, or nullptr.
  const std::string* find(std::string_view name) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }

  /// Replaces every field of that name by this one. Throws std::invalid_argument on CR, LF or NUL
  /// in either: a value can never begin a header of its own.
  void set(std::string_view name, std::string_view value);
  /// As `set`, but keeps earlier fields of that name (Set-Cookie).
  void add(std::string_view name, std::string_view value);
  void remove(std::string_view name);

  void reserve(std::size_t fields) { fields_.reserve(fields); }
  bool empty() const { return fields_.empty(); }
  std::size_t size() const { return fields_.size(); }
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<Header> fields_;
};

/// One whole request. `path` and `query` are raw: percent-encoded as they came, split at the first
/// '?'.
struct Request {
  Method method = Method::get;
  std::string target;  // origin form, "/ostergotland/activities?page=2"
  std::string path;    // "/ostergotland/activities"; always begins with '/'
  std::string query;   // "page=2", without '?'
  Headers headers;
  std::string body;
  std::string
      host;  // lower case, as asked for, with port where one was given; after trusted proxies
  std::string client;   // address of the visitor, after trusted proxies' X-Forwarded-For
  bool secure = false;  // TLS, or a trusted proxy says https

  /// The first header by that name, or "".
  std::string_view header(std::string_view name) const;
  /// The first cookie by that name (case matters), or nullopt.
  std::optional<std::string_view> cookie(std::string_view name) const;
};

/// An answer whose bytes are made once and sent many times without a copy: pages of the cache,
/// static files. Made by `prepare` (web/headers.h).
struct Prepared {
  std::string head;  // status line and headers, without Date, Connection, HSTS and the blank line
  std::string body;
};

/// What a visitor who watches is told of: a number, by server-sent events (WHATWG HTML, 9.2), each
/// time it moves. Asked several times a second on an I/O thread: it must never wait.
struct Watched {
  std::function<std::uint64_t()> version;
};

/// One whole answer. The server adds Content-Length, Date, Connection and the security headers, and
/// sends no body to HEAD and with 204 and 304. Where `prepared` is set it is the answer and all
/// else is ignored.
struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  std::shared_ptr<const Prepared> prepared;
  std::shared_ptr<const Watched> watched;  // set: no body, the connection stays open and tells
};

/// "Not Found"; "" for a status nobody uses.
std::string_view reason(int status);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7) of seconds since 1970.
std::string http_date(std::int64_t unix_seconds);

/// A strong ETag, quotes included, from a hash of these bytes: equal bytes, equal tag.
std::string strong_etag(std::string_view bytes);

/// True if If-None-Match names this tag, or "*": then the answer is 304. Weak comparison (RFC
/// 9110, 13.1.2).
bool matches_etag(std::string_view if_none_match, std::string_view etag);

/// One member of a comma separated header with weights: Accept-Encoding, Accept-Language.
struct Weighted {
  std::string_view value;
  int thousandths = 1000;  // q=0.8 is 800
};

/// The members, best first, equal ones in their order; those with q=0 come last and are kept, as
/// they say what is refused. Members with a broken weight are left out. At most 32 are read.
std::vector<Weighted> by_weight(std::string_view header);

enum class Coding { identity, gzip, brotli };

/// The best coding both sides know. Brotli before gzip at equal weight; identity when nothing fits,
/// as the visitor is better served by a page than by 406.
Coding preferred_coding(std::string_view accept_encoding, bool has_gzip, bool has_brotli);

/// True if both are the same but for ASCII case.
bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace overens
