#include "features/people/store.h"

#include "base/secrets.h"
#include "base/text.h"

namespace overens::people {
namespace {

std::string as_stored(std::string_view email) { return fold(tidy_line(email)); }

Instant hours_before(Instant now, std::int64_t hours) { return plus_seconds(now, -hours * 3600); }

// Sessions seen before this have been idle for too long.
Instant idle_limit(Instant now) { return plus_days(now, -session_idle_days); }

std::int64_t count_attempts(Db& db, std::string_view kind, std::string_view key_hash,
                            Instant since) {
  return db.load<std::int64_t>(
      "SELECT COUNT(*) FROM sign_in_attempt WHERE kind = $1 AND key_hash = $2 AND at > $3", kind,
      key_hash, since);
}

void add_attempt(Db& db, std::string_view kind, std::string_view key_hash, Instant now) {
  db.run("INSERT INTO sign_in_attempt (kind, key_hash, at) VALUES ($1, $2, $3)", kind, key_hash,
         now);
}

// False where somebody else has just used them: of two at once only one gets in.
bool end_requests(Db& db, std::string_view browser_hash) {
  return db.run("DELETE FROM sign_in_request WHERE browser_hash = $1", browser_hash) > 0;
}

struct Tried {
  std::string code_hash;
  std::optional<Id<Person>> person;
  std::string then_path;
};

}  // namespace

std::optional<Person> find(Db& db, Id<Person> id) {
  return db.find<Person>("SELECT id, email, name FROM person WHERE id = $1", id);
}

std::optional<Person> find_by_email(Db& db, std::string_view email) {
  return db.find<Person>("SELECT id, email, name FROM person WHERE email = $1", as_stored(email));
}

Id<Person> find_or_add(Db& db, std::string_view email, std::string_view name, Instant now) {
  return db.load<Id<Person>>(R"(
      INSERT INTO person (email, name, added_at) VALUES ($1, $2, $3)
      ON CONFLICT (email) DO UPDATE
        SET name = CASE WHEN person.name = '' THEN excluded.name ELSE person.name END
      RETURNING id)",
                             as_stored(email), tidy_line(name), now);
}

void rename(Db& db, Id<Person> id, std::string_view name) {
  db.run("UPDATE person SET name = $2 WHERE id = $1", id, name);
}

bool may_ask(Db& db, const Asking& who, Instant now) {
  const Instant hour_ago = hours_before(now, 1);
  if (count_attempts(db, "client", who.address_from_client_hash, hour_ago) >=
          mails_per_address_from_client_and_hour ||
      count_attempts(db, "address", who.address_hash, hour_ago) >= mails_per_address_and_hour ||
      count_attempts(db, "address", who.address_hash, hours_before(now, 24)) >=
          mails_per_address_and_day ||
      count_attempts(db, "client", who.client_hash, hour_ago) >= mails_per_client_and_hour)
    return false;
  add_attempt(db, "address", who.address_hash, now);
  add_attempt(db, "client", who.client_hash, now);
  add_attempt(db, "client", who.address_from_client_hash, now);
  return true;
}

void add_request(Db& db, const SignInRequest& request, Instant now) {
  db.run(R"(
      INSERT INTO sign_in_request
        (browser_hash, token_hash, code_hash, person_id, then_path, attempts, expires_at)
      VALUES ($1, $2, $3, $4, $5, 0, $6))",
         request.browser_hash, request.token_hash, request.code_hash, request.person,
         request.then_path, plus_seconds(now, request_lifetime_s));
}

std::optional<std::string> find_browser(Db& db, std::string_view token_hash, Instant now) {
  return db.find<std::string>(
      "SELECT browser_hash FROM sign_in_request WHERE token_hash = $1 AND expires_at > $2",
      token_hash, now);
}

std::int64_t attempts_left(Db& db, std::string_view browser_hash, Instant now) {
  return db.load<std::int64_t>(R"(
      SELECT COALESCE(MAX($3 - attempts), 0) AS attempts_left
      FROM sign_in_request WHERE browser_hash = $1 AND expires_at > $2)",
                               browser_hash, now, attempts_per_request);
}

std::optional<SignedIn> use_link(Db& db, std::string_view token_hash, std::string_view browser_hash,
                                 Instant now) {
  auto used = db.find<SignedIn>(R"(
      SELECT person_id AS person, then_path FROM sign_in_request
      WHERE token_hash = $1 AND browser_hash = $2 AND expires_at > $3 AND person_id IS NOT NULL)",
                                token_hash, browser_hash, now);
  if (used && !end_requests(db, browser_hash)) return std::nullopt;
  return used;
}

std::optional<SignedIn> use_code(Db& db, std::string_view browser_hash, std::string_view code_hash,
                                 Instant now) {
  // Counted before it is compared, so that guesses at the same time are guesses too.
  const auto tried = db.list<Tried>(R"(
      UPDATE sign_in_request SET attempts = attempts + 1
      WHERE browser_hash = $1 AND expires_at > $2 AND attempts < $3
      RETURNING code_hash, person_id AS person, then_path)",
                                    browser_hash, now, attempts_per_request);
  for (const Tried& one : tried)
    if (one.person && equal_constant_time(one.code_hash, code_hash)) {
      if (!end_requests(db, browser_hash)) return std::nullopt;
      return SignedIn{*one.person, one.then_path};
    }
  return std::nullopt;
}

Actor find_actor(Db& db, std::string_view session, Instant now) {
  const auto person = db.find<std::int64_t>(R"(
      SELECT person_id FROM session
      WHERE token_hash = $1 AND expires_at > $2 AND seen_at > $3)",
                                            sha256_hex(session), now, idle_limit(now));
  return {person.value_or(0)};
}

void begin_session(Db& db, std::string_view token, Id<Person> person, Instant now) {
  db.run(R"(
      INSERT INTO session (token_hash, person_id, began_at, seen_at, expires_at)
      VALUES ($1, $2, $3, $3, $4))",
         sha256_hex(token), person, now, plus_days(now, session_lifetime_days));
  db.run(R"(
      DELETE FROM session WHERE person_id = $1 AND id NOT IN
        (SELECT id FROM session WHERE person_id = $1 ORDER BY id DESC LIMIT $2))",
         person, sessions_per_person);
}

void keep_session(Visit& visit) {
  if (!visit.actor.is_somebody()) return;
  const std::string token_hash = sha256_hex(visit.session_token());
  const Instant yesterday = plus_days(visit.now, -1);
  const auto idle = visit.db.find<Id<Session>>(
      "SELECT id FROM session WHERE token_hash = $1 AND seen_at <= $2", token_hash, yesterday);
  if (!idle) return;
  visit.write_quietly(
      [&](Db& db) { db.run("UPDATE session SET seen_at = $2 WHERE id = $1", *idle, visit.now); });
}

std::vector<Session> sessions(Db& db, Id<Person> person, Instant now) {
  return db.list<Session>(R"(
      SELECT token_hash, began_at, seen_at FROM session
      WHERE person_id = $1 AND expires_at > $2 AND seen_at > $3 ORDER BY id DESC)",
                          person, now, idle_limit(now));
}

void end_session(Db& db, std::string_view token) {
  db.run("DELETE FROM session WHERE token_hash = $1", sha256_hex(token));
}

void end_other_sessions(Db& db, Id<Person> person, std::string_view token) {
  db.run("DELETE FROM session WHERE person_id = $1 AND token_hash <> $2", person,
         sha256_hex(token));
}

std::int64_t purge(Db& db, std::int64_t most, Instant now) {
  return db.run(R"(
      DELETE FROM session WHERE id IN
        (SELECT id FROM session WHERE expires_at <= $1 OR seen_at <= $2 LIMIT $3))",
                now, idle_limit(now), most) +
         db.run(R"(
      DELETE FROM sign_in_request WHERE id IN
        (SELECT id FROM sign_in_request WHERE expires_at <= $1 LIMIT $2))",
                now, most) +
         db.run(R"(
      DELETE FROM sign_in_attempt WHERE id IN
        (SELECT id FROM sign_in_attempt WHERE at <= $1 LIMIT $2))",
                hours_before(now, 24), most);
}

}  // namespace overens::people
