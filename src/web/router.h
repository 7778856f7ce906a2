// The router: which function answers which address, and who may ask it. It finds out who it is and
// which house it is in, checks the form's token, opens the transaction, calls the page, and turns
// what pages throw into answers; it has the only try/catch. Owns the routes; must not know a domain
// word.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "db/database.h"
#include "web/cache.h"
#include "web/http.h"
#include "web/site.h"
#include "web/visit.h"

namespace overens {

// Who may use a route. `may` answers for a visit whose house and actor are known; where it says no,
// nobody is asked to sign in and somebody is refused.
struct Who {
  std::string_view name;
  bool (*may)(Visit&);
};
bool may_always(Visit&);
bool may_when_signed_in(Visit&);
constexpr Who anyone{"anyone", may_always};
constexpr Who signed_in{"signed in", may_when_signed_in};

// The ending of an address that answers as data beside its page.
enum class DataFormat { json, csv };

struct Route {
  Method method;
  std::string_view pattern;
  Who who;
  std::string function;  // "signatures::sign"
  std::size_t max_body;  // bytes
  bool is_by_link;       // the secret in the address is all that is asked for: no form's token
  // Nothing where the holes do not fit their types ("/activities/abc").
  std::function<std::optional<Response>(Visit&, const std::vector<std::string>&)> call;
  bool is_live = false;  // told of changes (server-sent events) instead of shown
};

// The handler's name out of what the compiler calls a function made for it: "signatures::sign".
std::string function_name(std::string_view pretty);

template <auto handler>
std::string name_of_handler() {
  return function_name(__PRETTY_FUNCTION__);
}

// A hole of an address as the type a page asks for; nothing where it does not fit.
template <class T>
std::optional<T> hole_as(const std::string& text);
template <>
std::optional<Number> hole_as(const std::string& text);
template <>
std::optional<std::string> hole_as(const std::string& text);
template <>
std::optional<DataFormat> hole_as(const std::string& text);

class Router {
 public:
  // "/{compact}/texts/{}/versions/{}": `{}` is a hole, given to the function in order as Number,
  // std::string or DataFormat; a named hole is the house's slug and becomes visit.scope. Two routes
  // with one pattern and method are refused at start.
  template <auto handler>
  void get(std::string_view pattern, Who who) {
    add(Method::get, pattern, who, name_of_handler<handler>(), no_body, caller(handler));
  }
  template <auto handler>
  void post(std::string_view pattern, Who who, std::size_t max_body = form_body) {
    add(Method::post, pattern, who, name_of_handler<handler>(), max_body, caller(handler));
  }
  // For what a program does for somebody by a link that was mailed to them, without having seen our
  // form (one-click unsubscribing, RFC 8058): the address itself must hold a secret.
  template <auto handler>
  void post_by_link(std::string_view pattern) {
    add(Method::post, pattern, {"who has the link", may_always}, name_of_handler<handler>(),
        form_body, caller(handler), true);
  }

  // A page's other address, where whoever has the page open is told each time something in the
  // house is written, and so fetches it anew. The function answers nothing: it refuses as a page
  // does, or lets them watch. What they may read is decided when they fetch.
  template <auto handler>
  void live(std::string_view pattern, Who who) {
    add(Method::get, pattern, who, name_of_handler<handler>(), no_body, watcher(handler));
    routes_.back().is_live = true;
  }

  static constexpr std::size_t no_body = 0;
  static constexpr std::size_t form_body = 1024 * 1024;
  static constexpr std::size_t upload_body = 21 * 1024 * 1024;

  const std::vector<Route>& routes() const { return routes_; }
  // First segments that are ours, and so no slug of a house.
  std::vector<std::string> reserved_slugs() const;

 private:
  using Caller = std::function<std::optional<Response>(Visit&, const std::vector<std::string>&)>;
  void add(Method, std::string_view pattern, Who, std::string function, std::size_t max_body,
           Caller, bool is_by_link = false);

  template <class... P>
  static Caller caller(Response (*handler)(Visit&, P...)) {
    return [handler](Visit& visit, const std::vector<std::string>& holes) {
      return call(handler, visit, holes, std::index_sequence_for<P...>());
    };
  }
  template <class... P, std::size_t... i>
  static std::optional<Response> call(Response (*handler)(Visit&, P...), Visit& visit,
                                      const std::vector<std::string>& holes,
                                      std::index_sequence<i...>) {
    if (holes.size() != sizeof...(P)) return std::nullopt;
    const std::tuple<std::optional<std::remove_cvref_t<P>>...> values{
        hole_as<std::remove_cvref_t<P>>(holes[i])...};
    if (!(... && std::get<i>(values))) return std::nullopt;
    return handler(visit, *std::get<i>(values)...);
  }

  template <class... P>
  static Caller watcher(void (*handler)(Visit&, P...)) {
    return [handler](Visit& visit, const std::vector<std::string>& holes) {
      return watch(handler, visit, holes, std::index_sequence_for<P...>());
    };
  }
  template <class... P, std::size_t... i>
  static std::optional<Response> watch(void (*handler)(Visit&, P...), Visit& visit,
                                       const std::vector<std::string>& holes,
                                       std::index_sequence<i...>) {
    if (holes.size() != sizeof...(P)) return std::nullopt;
    const std::tuple<std::optional<std::remove_cvref_t<P>>...> values{
        hole_as<std::remove_cvref_t<P>>(holes[i])...};
    if (!(... && std::get<i>(values))) return std::nullopt;
    handler(visit, *std::get<i>(values)...);
    return told_of_changes(visit);
  }

  std::vector<Route> routes_;
};

}  // namespace overens
