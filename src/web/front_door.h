// The front door: every request that no static file answers comes in here. It finds the route, the
// house, the visitor and the language, checks the form's token, opens the transaction and calls the
// page; what pages throw becomes an answer here and nowhere else. It offers anonymous pages to the
// cache. Owns the cache and the files; borrows site, database and router, which must outlive it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"
#include "db/database.h"
#include "web/cache.h"
#include "web/client_limit.h"
#include "web/kept.h"
#include "web/router.h"
#include "web/server.h"
#include "web/site.h"
#include "web/visit.h"

namespace overens {

// The session's cookie (RFC 6265bis): this host only, never seen by scripts, not sent along from
// elsewhere. Works on https and on http://localhost.
constexpr std::string_view session_cookie = "__Host-session";

// True for a visitor without a session, or with one that names nobody.
bool is_anonymous_session(std::string_view session);
// What a form of this session carries in its field "token".
std::string token_for(const Site& site, std::string_view session);

class FrontDoor {
 public:
  using Clock = std::function<Instant()>;
  FrontDoor(const Site& site, Database& database, const Router& router, Clock clock,
            CacheLimits limits = {});

  // On a worker thread. Never throws.
  Response page(const Request& request);
  // On the I/O thread: cached pages and static files, without waiting.
  std::optional<Response> fast(const Request& request);
  std::size_t max_body(const Request& request) const;
  Response error_page(int status, const Request& request) const;
  // All four, for the server.
  Answers answers();

 private:
  struct Match {
    const Route* route = nullptr;
    std::string slug;
    std::vector<std::string> holes;
    std::string allowed;  // methods of this address, where only the method is wrong
  };
  struct Shape {  // a route and the segments of its pattern
    const Route* route;
    std::vector<std::string_view> segments;
  };
  Match match(Method method, std::string_view path) const;
  std::optional<Response> without_last_slash(const Request&) const;
  Response answer_request(const Request& request, Instant now);
  Response call(const Route& route, Visit& visit, const std::vector<std::string>& holes);
  // Why this form may not be used now, or nothing.
  std::optional<Response> form_refused(Visit& visit);
  Response refused(Visit& visit, const std::exception& error);
  Response busy(const Request& request) const;
  Response failed(const Request& request, std::string_view what) const;
  bool is_cacheable(const Request& request) const;
  std::shared_ptr<const CachedPage> keep(const Request& request, const Visit& visit,
                                         std::uint64_t version, Response response);
  std::optional<std::int64_t> known_scope(std::string_view path) const;
  void remember_scope(const Scope& scope);

  const Site& site_;
  Database& database_;
  std::unordered_map<std::size_t, std::vector<Shape>> shapes_;  // by number of segments
  const Clock clock_;
  PageCache cache_;
  KeptAnswers kept_;
  ClientLimit sends_;
  std::unordered_map<std::string, std::shared_ptr<const CachedPage>> files_;
  mutable std::mutex scopes_mutex_;
  std::unordered_map<std::string, std::int64_t> scopes_;  // slug → key, of houses seen
};

// The address of a static file with its hash in it, so that it can be kept for a year.
Url asset_url(std::string_view path);

}  // namespace overens
