#include "web/front_door.h"

#include <algorithm>

#include "base/log.h"
#include "base/secrets.h"
#include "base/text.h"
#include "web/assets.h"
#include "web/forwarded.h"
#include "web/page.h"

namespace overens {
namespace {

constexpr std::size_t most_segments = 12;
constexpr std::size_t most_known_scopes = 100'000;
constexpr std::int64_t longest_kept_seconds = 3'600;  // even when nothing is written

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty() && segments.size() <= most_segments) {
    path.remove_prefix(1);  // the slash
    segments.push_back(path.substr(0, path.find('/')));
    path.remove_prefix(segments.back().size());
  }
  return segments;
}

struct Holes {
  std::string slug;
  std::vector<std::string> values;
  int literals = 0;  // the more, the better the route fits
};

// One segment against "texts", "{}", "{compact}" or "organisations.{}".
bool segment_fits(std::string_view pattern, std::string_view segment, Holes& holes) {
  const std::size_t open = pattern.find('{');
  if (open == std::string_view::npos) {
    ++holes.literals;
    return pattern == segment;
  }
  const std::size_t close = pattern.find('}', open);
  const std::string_view before = pattern.substr(0, open);
  const std::string_view after = pattern.substr(close + 1);
  if (segment.size() <= before.size() + after.size() || !segment.starts_with(before) ||
      !segment.ends_with(after))
    return false;
  auto value = percent_decoded(
      segment.substr(before.size(), segment.size() - before.size() - after.size()), Plus::is_plus);
  if (!value || !valid_utf8(*value)) return false;
  if (!before.empty()) ++holes.literals;
  if (close - open > 1)
    holes.slug = std::move(*value);
  else
    holes.values.push_back(std::move(*value));
  return true;
}

// Looks at the literals only: nearly every route falls here, without an allocation.
bool could_fit(const std::vector<std::string_view>& pattern,
               const std::vector<std::string_view>& segments) {
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (pattern[i] != segments[i] && pattern[i].find('{') == std::string_view::npos) return false;
  return true;
}

std::optional<Holes> fit(const std::vector<std::string_view>& pattern,
                         const std::vector<std::string_view>& segments) {
  if (!could_fit(pattern, segments)) return std::nullopt;
  Holes holes;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (!segment_fits(pattern[i], segments[i], holes)) return std::nullopt;
  return holes;
}

// The address for the journal: the house and numbers as they are, anything else as "…".
std::string subject_of(std::string_view pattern, const std::string& slug,
                       const std::vector<std::string>& holes) {
  std::string out;
  std::size_t next = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') {
      out += pattern[i];
      continue;
    }
    const std::size_t close = pattern.find('}', i);
    if (close - i > 1) {
      out += slug;
    } else {
      const std::string& hole = holes[next++];
      out += hole_as<Number>(hole) ? hole : "…";
    }
    i = close;
  }
  return out;
}

std::string session_of(const Request& request) {
  constexpr std::size_t longest_session = 100;
  const auto cookie = request.cookie(session_cookie);
  return cookie && cookie->size() <= longest_session ? std::string(*cookie) : std::string();
}

bool comes_from_here(const Request& request, const Site& site) {
  const std::string_view origin = request.header("origin");
  // Under our own no-referrer browsers say "null" with our forms too; then what they say beside it
  // counts, and where they say nothing the token decides.
  if (origin.empty() || origin == "null") {
    const std::string_view from = request.header("sec-fetch-site");
    return from.empty() || from == "same-origin" || from == "none";
  }
  if (origin == site.public_url) return true;
  const std::size_t host = origin.find("://");
  return host != std::string_view::npos && origin.substr(host + 3) == request.host;
}

// Those who have chosen a language in the address are served it; the others what their browser
// asks.
std::pair<Language, bool> language_for(const Form& query, const Request& request) {
  if (const auto chosen = language_of(query.value("lang"))) return {*chosen, true};
  return {preferred_language(request.header("accept-language")), false};
}

}  // namespace

const Asset& asset(std::string_view path) {
  const auto assets = embedded_assets();
  const auto at = std::lower_bound(assets.begin(), assets.end(), path,
                                   [](const Asset& a, std::string_view p) { return a.path < p; });
  if (at == assets.end() || at->path != path)
    throw std::logic_error("no such file in assets/dist: " + std::string(path));
  return *at;
}

Url asset_url(std::string_view path) {
  return *local_url("/assets/" + std::string(asset(path).hash) + '/' + std::string(path));
}

namespace {

std::shared_ptr<const CachedPage> kept_file(const Asset& asset) {
  Response response;
  response.headers.set("Content-Type", asset.type);
  response.headers.set("Cache-Control", "public, max-age=31536000, immutable");
  response.body = asset.bytes;
  return precompressed_page(std::move(response), asset.gzip, asset.brotli);
}

}  // namespace

FrontDoor::FrontDoor(const Site& site, Database& database, const Router& router, Clock clock,
                     CacheLimits limits)
    : site_(site), database_(database), clock_(std::move(clock)), cache_(limits) {
  for (const Route& route : router.routes()) {
    auto segments = segments_of(route.pattern);
    const std::size_t length = segments.size();
    shapes_[length].push_back({&route, std::move(segments)});
  }
  for (const Asset& asset : embedded_assets()) {
    const auto file = kept_file(asset);
    files_.emplace(asset_url(asset.path).text(), file);
    if (!asset.type.starts_with("font/")) continue;
    for (const Asset& sheet : embedded_assets())  // a style sheet names its fonts beside itself
      if (sheet.type.starts_with("text/css"))
        files_.emplace("/assets/" + std::string(sheet.hash) + '/' + std::string(asset.path), file);
  }
}

Answers FrontDoor::answers() {
  return {[this](const Request& request) { return page(request); },
          [this](const Request& request) { return fast(request); },
          [this](const Request& request) { return max_body(request); },
          [this](int status, const Request& request) { return error_page(status, request); }};
}

FrontDoor::Match FrontDoor::match(Method method, std::string_view path) const {
  Match best;
  int most_literals = -1;
  if (method == Method::head) method = Method::get;
  const auto segments = segments_of(path);
  const auto shapes = shapes_.find(segments.size());
  if (shapes == shapes_.end()) return best;
  for (const Shape& shape : shapes->second) {
    auto holes = fit(shape.segments, segments);
    if (!holes) continue;
    const Route& route = *shape.route;
    if (route.method != method) {
      best.allowed += (best.allowed.empty() ? "" : ", ") + std::string(name(route.method));
    } else if (holes->literals > most_literals) {
      most_literals = holes->literals;
      best.route = &route;
      best.slug = std::move(holes->slug);
      best.holes = std::move(holes->values);
    }
  }
  return best;
}

bool FrontDoor::is_cacheable(const Request& request) const {
  return (request.method == Method::get || request.method == Method::head) &&
         is_anonymous_session(session_of(request)) && database_.cacheable();
}

std::optional<std::int64_t> FrontDoor::known_scope(std::string_view path) const {
  const std::string_view first = path.substr(1, path.find('/', 1) - 1);
  const std::lock_guard lock(scopes_mutex_);
  const auto at = scopes_.find(std::string(first.substr(0, first.find('.'))));
  return at == scopes_.end() ? std::nullopt : std::optional(at->second);
}

void FrontDoor::remember_scope(const Scope& scope) {
  const std::lock_guard lock(scopes_mutex_);
  if (scopes_.size() >= most_known_scopes) scopes_.clear();
  scopes_[scope.slug] = scope.key;
}

std::optional<Response> FrontDoor::fast(const Request& request) {
  if (request.path.starts_with("/assets/")) {
    const auto file = files_.find(request.path);
    if (file == files_.end()) return std::nullopt;
    return answer(*file->second, request);
  }
  if (!is_cacheable(request)) return std::nullopt;
  const auto scope = known_scope(request.path);
  const ScopeKey key = scope ? ScopeKey{*scope} : whole_installation;
  const auto language = language_for(Form::of_query(request.query), request).first;
  const auto page =
      cache_.find(CacheKey(request.host, request.path, normalised_query(request.query), language),
                  database_.version(key), clock_());
  if (!page) return std::nullopt;
  return answer(*page, request);
}

std::size_t FrontDoor::max_body(const Request& request) const {
  if (request.method != Method::post) return Router::no_body;  // cached pages come this way too
  const Match found = match(request.method, request.path);
  return found.route ? found.route->max_body : Router::no_body;
}

Response FrontDoor::page(const Request& request) {
  try {
    return answer_request(request, clock_());
  } catch (const Overloaded&) {
    return busy(request);
  } catch (const SerializationFailure&) {  // too many wanted the same row at once
    return busy(request);
  } catch (const Unavailable& error) {
    log_error(std::string("database: ") + error.what());
    return error_page(503, request);
  } catch (const BadRequest&) {  // a query or form that could not even be taken apart
    return error_page(400, request);
  } catch (const std::exception& error) {
    return failed(request, error.what());
  } catch (...) {
    return failed(request, "an exception that is no std::exception");
  }
}

// "/ostergotland/" is what people type and other sites link to.
std::optional<Response> FrontDoor::without_last_slash(const Request& request) const {
  std::string_view path = request.path;
  const bool is_read = request.method == Method::get || request.method == Method::head;
  if (!is_read || path.size() < 2 || !path.ends_with('/')) return std::nullopt;
  path.remove_suffix(1);
  if (!match(request.method, path).route) return std::nullopt;
  const auto where =
      local_url(std::string(path) + (request.query.empty() ? "" : "?" + request.query));
  return where ? std::optional(see_other(*where)) : std::nullopt;
}

Response FrontDoor::answer_request(const Request& request, Instant now) {
  const Match found = match(request.method, request.path);
  if (!found.route)
    if (auto elsewhere = without_last_slash(request)) return std::move(*elsewhere);
  const std::string session = session_of(request);
  const std::uint64_t before = database_.version(whole_installation);
  return database_.read([&](Db& db) -> Response {
    Visit::Facts facts{site_, database_, request, now};
    facts.query = Form::of_query(request.query);
    std::tie(facts.language, facts.language_is_chosen) = language_for(facts.query, request);
    facts.session = session;
    bool has_house = true;
    if (!found.slug.empty()) {
      const auto scope = site_.find_scope(db, found.slug);
      has_house = scope.has_value();
      if (scope) facts.scope = *scope;
    }
    const std::uint64_t version =
        database_.version(found.slug.empty() ? whole_installation : ScopeKey{facts.scope.key});
    // This transaction may not see what was written since it began, but the version tells of it.
    const bool is_of_this_version =
        database_.version(whole_installation) == before && database_.cacheable();
    // Whoever changes something is to see it as it is, also where another node wrote just now.
    if (is_of_this_version && request.method != Method::post)
      facts.kept = {kept_, facts.scope.key, version};
    if (!is_anonymous_session(session)) facts.actor = site_.find_actor(db, session, now);
    if (has_house && found.route) {
      facts.route = found.route->function;
      facts.subject = subject_of(found.route->pattern, found.slug, found.holes);
      if (request.method == Method::post) facts.form = Form::of_body(request);
    }
    Visit visit(std::move(facts), db);
    if (!has_house || !found.route) {
      visit.keep_private();
      const bool wrong_method = has_house && !found.allowed.empty();
      Response response = error_answer(visit, wrong_method ? 405 : 404);
      if (wrong_method) response.headers.set("Allow", found.allowed);
      return response;
    }
    if (!visit.scope.slug.empty()) remember_scope(visit.scope);
    Response response = call(*found.route, visit, found.holes);
    if (visit.new_session_)
      response.headers.add("Set-Cookie", std::string(session_cookie) + '=' + *visit.new_session_ +
                                             "; Path=/; Secure; HttpOnly; SameSite=Lax" +
                                             (visit.new_session_->empty() ? "; Max-Age=0" : ""));
    if (is_of_this_version && !visit.is_private_ && is_cacheable(request))
      if (const auto kept = keep(request, visit, version, response)) return answer(*kept, request);
    return response;
  });
}

std::shared_ptr<const CachedPage> FrontDoor::keep(const Request& request, const Visit& visit,
                                                  std::uint64_t version, Response response) {
  if (!may_cache(response)) return nullptr;
  Instant until = plus_seconds(visit.now, longest_kept_seconds);
  if (visit.valid_until_) until = std::min(until, *visit.valid_until_);
  return cache_.store(
      CacheKey(request.host, request.path, normalised_query(request.query), visit.language),
      version, until, std::move(response));
}

Response FrontDoor::call(const Route& route, Visit& visit, const std::vector<std::string>& holes) {
  try {
    if (!route.who.may(visit)) {
      if (visit.actor.is_somebody()) throw Forbidden{};
      throw Unauthorised{};
    }
    if (route.method == Method::post && !route.is_by_link)
      if (auto refusal = form_refused(visit)) return std::move(*refusal);
    auto response = route.call(visit, holes);
    if (!response) throw NotFound{};
    return std::move(*response);
  } catch (const Refusal& refusal) {
    return refused(visit, refusal);
  }
}

std::optional<Response> FrontDoor::form_refused(Visit& visit) {
  if (!comes_from_here(visit.request, site_)) throw Forbidden{};
  const std::string_view token = visit.form.value("token");
  if (visit.session_.empty() || !equal_constant_time(token, token_for(site_, visit.session_)))
    return stale_form_answer(visit);
  const std::string& client = visit.request.client;
  if (visit.actor.is_somebody() || is_this_machine(client)) return std::nullopt;
  const std::int64_t wait =
      sends_.wait_seconds(client_network(client), visit.now, site_.anonymous_sends);
  if (wait == 0) return std::nullopt;
  return too_many_sends_answer(visit, wait);
}

Response FrontDoor::refused(Visit& visit, const std::exception& error) {
  visit.keep_private();
  const auto& told = static_cast<const Refusal&>(error).told();
  if (dynamic_cast<const NotFound*>(&error)) return error_answer(visit, 404, told);
  if (dynamic_cast<const Unauthorised*>(&error)) return error_answer(visit, 401, told);
  if (dynamic_cast<const Forbidden*>(&error)) return error_answer(visit, 403, told);
  if (dynamic_cast<const Conflict*>(&error)) return error_answer(visit, 409, told);
  if (const auto* many = dynamic_cast<const TooMany*>(&error)) {
    Response response = error_answer(visit, 429, told);
    response.headers.set("Retry-After", std::to_string(many->retry_after_seconds));
    return response;
  }
  return error_answer(visit, 400, told);
}

Response FrontDoor::failed(const Request& request, std::string_view what) const {
  const std::string number = random_code();
  log_error("error " + number + " at " + std::string(name(request.method)) + ": " +
            std::string(what));
  const auto language = preferred_language(request.header("accept-language"));
  return bare_page(
      language, 500, t("Something went wrong"),
      t("The fault is ours. If you write to us about it, give the number {}.", number));
}

Response FrontDoor::busy(const Request& request) const {
  Response response = error_page(503, request);
  response.headers.set("Retry-After", "2");
  return response;
}

Response FrontDoor::error_page(int status, const Request& request) const {
  const auto language = preferred_language(request.header("accept-language"));
  return bare_page(language, status, error_title(status), error_words(status));
}

}  // namespace overens
