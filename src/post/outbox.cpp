#include "post/outbox.h"

#include <algorithm>
#include <stdexcept>

#include "base/secrets.h"
#include "base/text.h"
#include "post/message.h"

namespace overens::post {
namespace {

void require(bool condition, const char* what) {
  if (!condition) throw std::invalid_argument(std::string("post::send: ") + what);
}

void check(const Mail& mail) {
  require(!mail.key.empty() && !mail.kind.empty(), "key and kind are needed");
  require(is_safe_address(mail.to), "no address to send to");
  require(mail.reply_to.empty() || is_safe_address(mail.reply_to), "no address to reply to");
  for (const std::string_view header : {mail.to_name, mail.sender_name, mail.subject})
    require(is_safe_header(header), "a line break or control character in a header");
  require(!mail.subject.empty() && mail.subject.size() <= most_subject_bytes, "subject length");
  require(!mail.text.empty() && mail.text.size() <= most_body_bytes, "body length");
  require(mail.unsubscribe.empty() || is_safe_link(mail.unsubscribe), "no address of a list");
  require(mail.qr.empty() || is_safe_link(mail.qr), "no address in the code");
  require(mail.qr.size() <= most_qr_bytes, "code length");
  if (!mail.calendar) return;
  require(mail.calendar->text.size() <= most_calendar_bytes, "calendar length");
  const std::string_view method = mail.calendar->method;
  require(method == "PUBLISH" || method == "REQUEST" || method == "CANCEL", "calendar method");
}

std::vector<LetterLine> list(Db& db, State state, int limit) {
  return db.list<LetterLine>(R"(
      SELECT id, state, kind, recipient, subject, attempts, last_error, created_at
      FROM mail WHERE state = $1
      ORDER BY id DESC LIMIT $2)",
                             state, limit);
}

}  // namespace

bool send(Db& db, const Mail& mail, Instant now) {
  check(mail);
  std::optional<std::string> calendar;
  std::optional<std::string> method;
  if (mail.calendar) {
    calendar = mail.calendar->text;
    method = mail.calendar->method;
  }
  return 1 == db.run(R"(
      INSERT INTO mail (key, message_id, kind, scope, about, language, sender_name,
                        recipient, recipient_name, reply_to, subject, body,
                        calendar, calendar_method, secret, topic, is_bulk, unsubscribe, qr,
                        state, attempts, next_attempt_at, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
              'queued', 0, $20, $20)
      ON CONFLICT (key) DO NOTHING)",
                     mail.key, random_token(), mail.kind, mail.scope, mail.about,
                     tag(mail.language), mail.sender_name, mail.to, mail.to_name, mail.reply_to,
                     mail.subject, mail.text, calendar, method, mail.secret, mail.topic,
                     mail.is_bulk, mail.unsubscribe, mail.qr, now);
}

Way way(const SentLine& letter) {
  switch (letter.state) {
    case State::sent:
    case State::caught:
      return Way::sent;
    case State::dead:
      return Way::failed;
    case State::queued:
      return letter.attempts > 0 ? Way::deferred : Way::waiting;
    case State::sending:
      break;
  }
  return Way::waiting;
}

std::vector<SentLine> list_on(Db& db, std::int64_t scope, std::string_view topic, std::int64_t most,
                              std::int64_t after) {
  return db.list<SentLine>(R"(
      SELECT id, state, kind, about, recipient, subject, attempts, next_attempt_at, last_error,
             server_words, created_at, sent_at, emptied_at
      FROM mail WHERE scope = $1 AND topic = $2
      ORDER BY id DESC LIMIT $3 OFFSET $4)",
                           scope, topic, most, after);
}

std::optional<SentLine> find_on(Db& db, std::int64_t scope, std::string_view topic, Id<Letter> id) {
  return db.find<SentLine>(R"(
      SELECT id, state, kind, about, recipient, subject, attempts, next_attempt_at, last_error,
             server_words, created_at, sent_at, emptied_at
      FROM mail WHERE id = $1 AND scope = $2 AND topic = $3)",
                           id, scope, topic);
}

std::int64_t count_on(Db& db, std::int64_t scope, std::string_view topic) {
  return db.load<std::int64_t>(
      "SELECT COUNT(*) AS letters FROM mail WHERE scope = $1 AND topic = $2", scope, topic);
}

std::int64_t count_dead_on(Db& db, std::int64_t scope, std::string_view topic) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS letters FROM mail WHERE scope = $1 AND topic = $2 AND state = 'dead')",
                               scope, topic);
}

std::vector<SentLine> list_about(Db& db, std::int64_t scope, std::string_view about,
                                 std::int64_t most) {
  return db.list<SentLine>(R"(
      SELECT id, state, kind, about, recipient, subject, attempts, next_attempt_at, last_error,
             server_words, created_at, sent_at, emptied_at
      FROM mail WHERE scope = $1 AND about = $2
      ORDER BY id DESC LIMIT $3)",
                           scope, about, most);
}

std::int64_t count_bulk_waiting(Db& db) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS letters FROM mail WHERE state IN ('queued', 'sending') AND is_bulk)");
}

std::optional<Letter> find(Db& db, Id<Letter> id) {
  return db.find<Letter>(R"(
      SELECT id, state, message_id, kind, scope, about, language, sender_name,
             recipient, recipient_name, reply_to, subject, body, calendar, calendar_method,
             attempts, next_attempt_at, last_error, unsubscribe, qr, created_at, sent_at
      FROM mail WHERE id = $1)",
                         id);
}

std::optional<Letter> find_latest_to(Db& db, std::string_view recipient) {
  const auto id = db.find<Id<Letter>>(
      "SELECT id FROM mail WHERE recipient = $1 ORDER BY id DESC LIMIT 1", recipient);
  return id ? find(db, *id) : std::nullopt;
}

std::vector<LetterLine> list_caught(Db& db, int limit) { return list(db, State::caught, limit); }

std::vector<LetterLine> list_dead(Db& db, int limit) { return list(db, State::dead, limit); }

std::vector<LetterLine> list_dead(Db& db, std::int64_t scope, int limit) {
  return db.list<LetterLine>(R"(
      SELECT id, state, kind, recipient, subject, attempts, last_error, created_at
      FROM mail WHERE state = 'dead' AND scope = $1 AND emptied_at IS NULL
      ORDER BY id DESC LIMIT $2)",
                             scope, limit);
}

std::int64_t count_dead(Db& db, std::int64_t scope) {
  return db.load<std::int64_t>(
      "SELECT COUNT(*) FROM mail WHERE state = 'dead' AND scope = $1 AND emptied_at IS NULL",
      scope);
}

std::int64_t count(Db& db, State state) {
  return db.load<std::int64_t>("SELECT COUNT(*) FROM mail WHERE state = $1", state);
}

bool retry(Db& db, Id<Letter> id, Instant now) {
  return 1 == db.run(R"(
      UPDATE mail SET state = 'queued', attempts = 0, next_attempt_at = $2
      WHERE id = $1 AND state = 'dead' AND emptied_at IS NULL)",
                     id, now);
}

bool send_again(Db& db, Id<Letter> id, Instant now) {
  if (retry(db, id, now)) return true;
  constexpr std::size_t to_the_hour = std::string_view("2018-12-11T16").size();
  const std::string key =
      "again " + std::to_string(id.value) + " " + iso_utc(now).substr(0, to_the_hour);
  return 1 == db.run(R"(
      INSERT INTO mail (key, message_id, kind, scope, about, language, sender_name,
                        recipient, recipient_name, reply_to, subject, body,
                        calendar, calendar_method, secret, topic, is_bulk, unsubscribe, qr,
                        state, attempts, next_attempt_at, created_at)
      SELECT $2, $3, kind, scope, about, language, sender_name, recipient, recipient_name, reply_to,
             subject, body, calendar, calendar_method, secret, topic, is_bulk, unsubscribe,
             qr, 'queued', 0, $4, $4
      FROM mail
      WHERE id = $1 AND state IN ('sent', 'caught') AND NOT secret AND emptied_at IS NULL
      ON CONFLICT (key) DO NOTHING)",
                     id, key, random_token(), now);
}

std::int64_t purge(Db& db, Instant now, std::int64_t most, const Retention& retention) {
  return db.run(R"(
      UPDATE mail
      SET recipient = '', recipient_name = '', reply_to = '', subject = '', body = '',
          calendar = NULL, calendar_method = NULL, unsubscribe = '', qr = '',
          server_words = NULL, emptied_at = $1
      WHERE id IN (
        SELECT id FROM mail
        WHERE emptied_at IS NULL
          AND ((state IN ('sent', 'caught') AND sent_at <= $2)
               OR (state = 'dead' AND next_attempt_at <= $3))
        ORDER BY id LIMIT $4))",
                now, plus_days(now, -retention.sent_days), plus_days(now, -retention.dead_days),
                most);
}

bool any_due(Db& db, Instant now) {
  return db
      .find<Id<Letter>>(R"(
      SELECT id FROM mail
      WHERE state IN ('queued', 'sending') AND next_attempt_at <= $1 LIMIT 1)",
                        now)
      .has_value();
}

std::vector<Letter> take_due(Db& db, std::string_view lease, int most, int most_attempts,
                             Instant now, Instant until) {
  // The condition stands twice: on PostgreSQL another courier may have taken a row between the
  // inner look and our change, and only the outer one is looked at again.
  const auto taken = db.list<Id<Letter>>(R"(
      UPDATE mail
      SET state = 'sending', lease = $1, attempts = attempts + 1, next_attempt_at = $2
      WHERE state IN ('queued', 'sending') AND next_attempt_at <= $3
        AND id IN (SELECT id FROM mail
                   WHERE state IN ('queued', 'sending') AND next_attempt_at <= $3
                   ORDER BY is_bulk, next_attempt_at, id LIMIT $4)
      RETURNING id)",
                                         lease, until, now, most);
  std::vector<Letter> letters;
  for (const Id<Letter> id : taken) {
    Letter letter = *find(db, id);
    if (letter.attempts > most_attempts)
      record_dead(db, id, lease, {"begun too often, never answered", ""});
    else
      letters.push_back(std::move(letter));
  }
  std::ranges::sort(letters, {}, &Letter::id);
  return letters;
}

void record_sent(Db& db, Id<Letter> id, State sent_or_caught, Instant now) {
  db.run(R"(
      UPDATE mail
      SET state = $2, sent_at = $3, lease = NULL, last_error = NULL, server_words = NULL
      WHERE id = $1)",
         id, sent_or_caught, now);
  db.run(R"(
      UPDATE mail SET body = '', emptied_at = $2
      WHERE id = $1 AND state = 'sent' AND secret)",
         id, now);
}

void record_failure(Db& db, Id<Letter> id, std::string_view lease, const Refused& why,
                    Instant next_attempt_at) {
  db.run(R"(
      UPDATE mail
      SET state = 'queued', lease = NULL, last_error = $3, server_words = $4, next_attempt_at = $5
      WHERE id = $1 AND lease = $2)",
         id, lease, why.error, why.server_words, next_attempt_at);
}

void record_dead(Db& db, Id<Letter> id, std::string_view lease, const Refused& why) {
  db.run(R"(
      UPDATE mail SET state = 'dead', lease = NULL, last_error = $3, server_words = $4
      WHERE id = $1 AND lease = $2)",
         id, lease, why.error, why.server_words);
}

void give_back(Db& db, Id<Letter> id, std::string_view lease, Instant now) {
  db.run(R"(
      UPDATE mail
      SET state = 'queued', lease = NULL, attempts = attempts - 1, next_attempt_at = $3
      WHERE id = $1 AND lease = $2)",
         id, lease, now);
}

}  // namespace overens::post
