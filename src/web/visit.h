// One request on its way: everything a page may use, in one place, instead of globals. Made by the
// front door for each request, used by one worker thread, gone with the answer. `db` reads inside
// one read transaction. What changes goes through write(): SQL only, short and repeatable; the
// journal line is written in the same transaction.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/errors.h"
#include "base/html.h"
#include "base/time.h"
#include "db/database.h"
#include "db/db.h"
#include "web/form.h"
#include "web/http.h"
#include "web/kept.h"
#include "web/site.h"

namespace overens {

// Whether anything came of a write, by what its function gives: not where that is false or nothing.
// A type with outcomes of its own says so by an is_done() beside it.
template <std::same_as<bool> B>
constexpr bool is_done(B done) {
  return done;
}
template <class T>
constexpr bool is_done(const std::optional<T>& made) {
  return made.has_value();
}
template <class T>
concept TellsWhetherDone = requires(const T& result) {
  { is_done(result) } -> std::same_as<bool>;
};

class Visit {
 public:
  const Site& site;
  Database& database;
  Db& db;
  const Request& request;
  const Instant now;
  const Language language;
  const bool language_is_chosen;  // by ?lang=, and so carried along in links
  const Form query;
  Form form;  // changed by changed() alone (page.h)
  const Scope scope;
  const Actor actor;

  // The answer of a store to a question about this house, asked once for each version of its data
  // and then shared: `visit.kept<compacts::parties>()`. For what is small, stands on many pages and
  // is seldom written. As old as what `db` reads, and there as long as the visit.
  template <auto question>
  const auto& kept() const {
    using Answer = typename HouseQuestion<decltype(question)>::Answer;
    const void* known = kept_.find(&question_name<question>);
    if (!known)
      known = kept_.keep(&question_name<question>,
                         std::make_shared<const Answer>(question(db, {scope.key})));
    return *static_cast<const Answer*>(known);
  }

  // Runs fn(Db&) in a write transaction and returns its result once it is on the disk. Writes the
  // journal line: who, for whom (acts_for), what (the route's function), on what (the path's
  // numbers), when. Where the result says that nothing was done (is_done), nothing is: neither rows
  // nor a line stay. May be called more than once; each call commits for itself.
  template <class F>
  auto write(F&& fn) {
    return act(ScopeKey{scope.key}, fn);
  }
  // For what is no act and on no public page: attempt counters, drafts, sessions. No journal line,
  // and no cached page is thrown away.
  template <class F>
  auto write_quietly(F&& fn) {
    return database.write(unseen, std::forward<F>(fn));
  }

  // For an act that no public page shows, as signing out: with its journal line, and no cached page
  // is thrown away.
  template <class F>
  auto write_unseen(F&& fn) {
    return act(unseen, fn);
  }
  // The line of somebody who was nobody when they came: signing in. Inside write_quietly().
  void write_journal_as(Db& writing, std::int64_t person) const;

  // Whom the actor represents in what follows; an opaque identity for the journal.
  void acts_for(std::int64_t organisation) { acting_for_ = organisation; }
  // What else the journal should say; never personal data.
  void journal_detail(std::string detail) { detail_ = std::move(detail); }

  // The hidden token a form of this visitor carries. Asking for it gives a visitor without a
  // session an anonymous one, and keeps the page out of the cache.
  const std::string& form_token();
  // For sign-in and sign-out: the session's new value ("" ends it), set as a cookie with the
  // answer.
  void set_session(std::string token);
  std::string_view session_token() const;

  // The page is right only until then ("anmäl senast" passes without a write).
  void valid_until(Instant at);
  // The answer depends on more than its address: never cached.
  void keep_private() { is_private_ = true; }

 private:
  friend class FrontDoor;
  struct Facts {  // what the front door found out
    const Site& site;
    Database& database;
    const Request& request;
    Instant now;
    Language language = Language::sv;
    bool language_is_chosen = false;
    Form query{};
    Form form{};
    Scope scope{};
    Actor actor{};
    std::string_view route{};
    std::string subject{};
    std::string session{};
    HouseAnswers kept{};
  };
  Visit(Facts facts, Db& db);

  template <class F>
  auto act(ScopeKey key, F& fn) {
    using Result = std::invoke_result_t<F&, Db&>;
    if constexpr (TellsWhetherDone<Result>) {
      struct Undone {  // thrown, as only that undoes what fn did
        Result result;
      };
      try {
        return database.write(key, [&](Db& writing) {
          Result result = fn(writing);
          if (!is_done(result)) throw Undone{std::move(result)};
          write_journal(writing);
          return result;
        });
      } catch (Undone& undone) {
        return std::move(undone.result);
      }
    } else {
      return database.write(key, [&](Db& writing) {
        write_journal(writing);
        return fn(writing);
      });
    }
  }
  void write_journal(Db& writing) const;

  const std::string_view route_;  // "signatures::sign"
  const std::string
      subject_;  // "/ostergotland/texts/1/versions/2"; holes that are no numbers are "…"
  std::optional<std::int64_t> acting_for_;
  std::string detail_;
  const std::string session_;  // as the cookie came; "" without one
  std::optional<std::string> new_session_;
  std::string token_;
  std::optional<Instant> valid_until_;
  bool is_private_ = false;
  mutable HouseAnswers kept_;
};

// The address with the chosen language carried along.
template <class... A>
Url url(const Visit& visit, UrlPattern<std::type_identity_t<A>...> pattern, const A&... parts) {
  Url plain = url(pattern, parts...);
  if (visit.language_is_chosen) return plain.with("lang", tag(visit.language));
  return plain;
}
// The same with the scheme and host of this installation, for mails and feeds.
template <class... A>
Url public_url(const Visit& visit, UrlPattern<std::type_identity_t<A>...> pattern,
               const A&... parts) {
  return *external_url(visit.site.public_url + url(pattern, parts...).text());
}

// Lets the visitor watch: told each time something in this house is written. Router::live says so.
Response told_of_changes(Visit& visit);

// 303: go and look there (with GET).
Response see_other(const Url& where);

}  // namespace overens
