// Registrations: a seat is taken, or given back, in the statement that counts it.
#include "base/secrets.h"
#include "features/activities/rules.h"
#include "features/activities/store.h"

namespace overens::activities {
namespace {

// The columns of Registration, for statements that differ only in what they look for.
#define OVERENS_SELECT_REGISTRATION                                                          \
  "SELECT r.id, r.number, r.activity_id AS activity, r.name, r.email, "                      \
  "o.number AS organisation_number, COALESCE(o.name, r.organisation_name) AS organisation, " \
  "r.category, r.channel, r.state, r.language, r.sequence, r.registered_at, r.cancelled_at " \
  "FROM registration r LEFT JOIN organisation o ON o.id = r.organisation_id "

std::optional<std::string> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

Registration load_registration(Db& db, Id<Registration> id) {
  return db.load<Registration>(OVERENS_SELECT_REGISTRATION "WHERE r.id = $1", id);
}

std::optional<Registration> find_sent(Db& db, Id<Activity> activity, const std::string& form_hash) {
  return db.find<Registration>(OVERENS_SELECT_REGISTRATION
                               "WHERE r.activity_id = $1 AND r.form_hash = $2",
                               activity, form_hash);
}

std::optional<Registration> find_confirmed(Db& db, Id<Activity> activity, std::string_view email) {
  return db.find<Registration>(OVERENS_SELECT_REGISTRATION
                               "WHERE r.activity_id = $1 AND r.email = $2 "
                               "AND r.state = 'confirmed' AND r.email <> ''",
                               activity, email);
}

// The count of the activity's changes, so that calendars see the newest; none where it is full.
std::optional<std::int64_t> take_seat(Db& db, Id<Activity> activity) {
  return db.find<std::int64_t>(R"(
      UPDATE activity SET taken = taken + 1, sequence = sequence + 1
      WHERE id = $1 AND (seats IS NULL OR taken < seats)
      RETURNING sequence)",
                               activity);
}

Registration insert(Db& db, CompactId compact, Id<Activity> activity, const NewRegistration& wanted,
                    std::int64_t sequence, Instant now,
                    const std::function<std::string(Number)>& token_of) {
  const Number number = compacts::next_number(db, compact, "registration");
  const auto id = db.load<Id<Registration>>(
      R"(
      INSERT INTO registration (compact_id, number, activity_id, name, email, organisation_id,
        organisation_name, category, channel, state, language, form_hash, token_hash, sequence,
        registered_at, registered_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'confirmed', $10, $11, $12, $13, $14, $15)
      RETURNING id)",
      compact, number, activity, wanted.who.name, wanted.who.email, wanted.who.organisation,
      wanted.who.organisation_name, wanted.who.category, wanted.channel, wanted.language,
      or_null(wanted.form_hash), sha256_hex(token_of(number)), sequence, now, wanted.by);
  return load_registration(db, id);
}

}  // namespace

Registered add_registration(Db& db, const compacts::Compact& compact, Id<Activity> id,
                            const NewRegistration& wanted, Instant now,
                            const std::function<std::string(Number)>& token_of) {
  db.lock_row("activity", id);
  if (!wanted.form_hash.empty())
    if (auto sent = find_sent(db, id, wanted.form_hash)) return {Registering::sent_before, sent};
  const Activity activity = load(db, id);
  const Standing now_is = standing(activity, now, compact.zone());
  const bool is_open = wanted.by ? may_be_written_down(activity, now)
                                 : now_is == Standing::open || now_is == Standing::full;
  if (!is_open) return {Registering::shut, {}};
  if (seats_left(activity) == 0) return {Registering::full, {}};
  if (auto there = find_confirmed(db, id, wanted.who.email))
    return {Registering::registered_already, there};
  const auto sequence = take_seat(db, id);
  if (!sequence) return {Registering::full, {}};
  return {Registering::confirmed, insert(db, compact.id, id, wanted, *sequence, now, token_of)};
}

bool cancel_registration(Db& db, const Registration& registration, Instant now) {
  db.lock_row("activity", registration.activity);
  if (0 == db.run(R"(
      UPDATE registration SET state = 'cancelled', cancelled_at = $2
      WHERE id = $1 AND state = 'confirmed')",
                  registration.id, now))
    return false;
  db.run("UPDATE activity SET taken = taken - 1, sequence = sequence + 1 WHERE id = $1",
         registration.activity);
  return true;
}

void change_participant(Db& db, const Registration& registration, const Participant& who) {
  db.run(R"(
      UPDATE registration SET name = $2, organisation_id = $3, organisation_name = $4
      WHERE id = $1 AND state = 'confirmed' AND purged_at IS NULL)",
         registration.id, who.name, who.organisation, who.organisation_name);
}

void note_sent(Db& db, const Registration& registration, std::int64_t sequence) {
  db.run("UPDATE registration SET sequence = $2 WHERE id = $1", registration.id, sequence);
}

std::optional<Registration> find_registration(Db& db, CompactId compact, Id<Activity> activity,
                                              Number number) {
  return db.find<Registration>(OVERENS_SELECT_REGISTRATION
                               "WHERE r.compact_id = $1 AND r.activity_id = $2 AND r.number = $3",
                               compact, activity, number);
}

std::optional<Registration> find_by_token(Db& db, CompactId compact, std::string_view token) {
  return db.find<Registration>(OVERENS_SELECT_REGISTRATION
                               "WHERE r.compact_id = $1 AND r.token_hash = $2",
                               compact, sha256_hex(token));
}

std::vector<Registration> registrations(Db& db, Id<Activity> activity, State state,
                                        std::int64_t most, std::int64_t after) {
  return db.list<Registration>(OVERENS_SELECT_REGISTRATION
                               "WHERE r.activity_id = $1 AND r.state = $2 "
                               "ORDER BY r.id LIMIT $3 OFFSET $4",
                               activity, state, most, after);
}

std::int64_t count_registrations(Db& db, Id<Activity> activity, State state) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS registrations FROM registration WHERE activity_id = $1 AND state = $2)",
                               activity, state);
}

std::vector<Purge> purges(Db& db, Id<Activity> activity) {
  return db.list<Purge>(R"(
      SELECT registrations, purged_at FROM registration_purge WHERE activity_id = $1 ORDER BY id)",
                        activity);
}

std::int64_t purge(Db& db, Instant ended_before, std::int64_t most_activities, Instant now) {
  const auto due = db.list<Id<Activity>>(R"(
      SELECT a.id FROM activity a
      WHERE a.ends_at < $1 AND EXISTS (
        SELECT 1 FROM registration r WHERE r.activity_id = a.id AND r.purged_at IS NULL)
      ORDER BY a.id LIMIT $2)",
                                         ended_before, most_activities);
  std::int64_t all = 0;
  for (const Id<Activity> activity : due) {
    const auto purged = db.run(R"(
        UPDATE registration SET name = '', email = '', organisation_name = '', category = '',
          form_hash = NULL, token_hash = NULL, purged_at = $2
        WHERE activity_id = $1 AND purged_at IS NULL)",
                               activity, now);
    db.run(R"(
        INSERT INTO registration_purge (activity_id, registrations, purged_at)
        VALUES ($1, $2, $3))",
           activity, purged, now);
    all += purged;
  }
  return all;
}

}  // namespace overens::activities
