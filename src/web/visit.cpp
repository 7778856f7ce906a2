#include "web/visit.h"

#include "base/secrets.h"
#include "web/front_door.h"

namespace overens {
namespace {

// Marks the session of a visitor who has not signed in: it names nobody and is stored nowhere.
constexpr std::string_view anonymous_mark = "a.";

}  // namespace

Visit::Visit(Facts facts, Db& reading)
    : site(facts.site),
      database(facts.database),
      db(reading),
      request(facts.request),
      now(facts.now),
      language(facts.language),
      language_is_chosen(facts.language_is_chosen),
      query(std::move(facts.query)),
      form(std::move(facts.form)),
      scope(std::move(facts.scope)),
      actor(facts.actor),
      route_(facts.route),
      subject_(std::move(facts.subject)),
      session_(std::move(facts.session)),
      kept_(std::move(facts.kept)) {}

const std::string& Visit::form_token() {
  if (token_.empty()) {
    if (session_.empty() && !new_session_)
      new_session_ = std::string(anonymous_mark) + random_token();
    token_ = token_for(site, new_session_ ? *new_session_ : session_);
    keep_private();
  }
  return token_;
}

void Visit::set_session(std::string token) {
  new_session_ = std::move(token);
  token_.clear();
}

std::string_view Visit::session_token() const {
  return is_anonymous_session(session_) ? std::string_view() : std::string_view(session_);
}

void Visit::valid_until(Instant at) {
  if (!valid_until_ || at < *valid_until_) valid_until_ = at;
}

void Visit::write_journal(Db& writing) const { write_journal_as(writing, actor.person); }

void Visit::write_journal_as(Db& writing, std::int64_t person) const {
  writing.run(R"(
      INSERT INTO journal (scope, person, acting_for, what, subject, detail, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7))",
              scope.key, person != 0 ? std::optional(person) : std::nullopt, acting_for_, route_,
              subject_, detail_, now);
}

bool is_anonymous_session(std::string_view session) {
  return session.empty() || session.starts_with(anonymous_mark);
}

std::string token_for(const Site& site, std::string_view session) {
  return keyed_hash(site.secret_key, "form " + std::string(session));
}

Response told_of_changes(Visit& visit) {
  visit.keep_private();
  Response response;
  response.headers.set("Content-Type", "text/event-stream");
  response.headers.set("X-Accel-Buffering", "no");  // a proxy that waits for more tells nothing
  response.watched = std::make_shared<Watched>(
      Watched{[&database = visit.database, scope = ScopeKey{visit.scope.key}] {
        return database.version(scope);
      }});
  return response;
}

Response see_other(const Url& where) {
  Response response;
  response.status = 303;
  response.headers.set("Location", where.text().empty() ? "/" : where.text());
  return response;
}

}  // namespace overens
