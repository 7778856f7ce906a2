// Registrations: a seat is taken, or given back, in the statement that counts it. Who gets none at
// once stands in line (store_line.cpp).
#include <algorithm>

#include "base/secrets.h"
#include "base/text.h"
#include "features/activities/rules.h"
#include "features/activities/store.h"
#include "features/activities/store_registrations.h"

namespace overens::activities {
namespace {

// The columns of Registration, for statements that differ only in what they look for.
#define OVERENS_SELECT_REGISTRATION                                                            \
  "SELECT r.id, r.number, r.activity_id AS activity, r.way, r.size, r.state, r.queue_number, " \
  "r.offered_until, r.name, r.email, o.number AS organisation_number, "                        \
  "COALESCE(o.name, ro.name, '') AS organisation, o2.number AS other_organisation_number, "    \
  "COALESCE(o2.name, ro2.name, '') AS other_organisation, r.category, r.also, r.note, "        \
  "r.channel, r.language, r.sequence, r.registered_at, r.ended_at FROM registration r "        \
  "LEFT JOIN registration_organisation ro ON ro.registration_id = r.id AND ro.number = 1 "     \
  "LEFT JOIN organisation o ON o.id = ro.organisation_id "                                     \
  "LEFT JOIN registration_organisation ro2 ON ro2.registration_id = r.id AND ro2.number = 2 "  \
  "LEFT JOIN organisation o2 ON o2.id = ro2.organisation_id "

std::optional<std::string> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<Registration> find_sent(Db& db, Id<Activity> activity, const std::string& form_hash) {
  return db.find<Registration>(OVERENS_SELECT_REGISTRATION
                               "WHERE r.activity_id = $1 AND r.form_hash = $2",
                               activity, form_hash);
}

std::optional<Registration> find_same(Db& db, Id<Activity> activity, const Registrant& who) {
  return db.find<Registration>(OVERENS_SELECT_REGISTRATION
                               "WHERE r.activity_id = $1 AND r.email = $2 AND r.name_key = $3 "
                               "AND r.state IN ('confirmed', 'waiting', 'offered') "
                               "AND r.email <> ''",
                               activity, who.email, fold(who.name));
}

// Two may share an address, but a form that is sent over and over fills somebody's mailbox.
constexpr std::int64_t most_by_one_address = 10;

bool has_too_many(Db& db, Id<Activity> activity, const std::string& email) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS registrations FROM registration
      WHERE activity_id = $1 AND email = $2 AND email <> ''
        AND state IN ('confirmed', 'waiting', 'offered'))",
                               activity, email) >= most_by_one_address;
}

// Whether an organisation would have more people there than the activity's quota; `but_for`: a
// registration that is not counted.
bool is_over_quota(Db& db, const Activity& activity, const Registrant& who, std::int64_t size,
                   Number but_for = {}) {
  if (!activity.quota) return false;
  return std::any_of(who.organisations.begin(), who.organisations.end(),
                     [&](const Represented& one) {
                       if (!one.organisation) return false;
                       const auto there = db.load<std::int64_t>(
                           R"(
            SELECT CAST(COALESCE(SUM(r.size), 0) AS BIGINT) AS people FROM registration r
            JOIN registration_organisation ro ON ro.registration_id = r.id
            WHERE r.activity_id = $1 AND ro.organisation_id = $2
              AND r.number <> $3 AND r.state IN ('confirmed', 'waiting', 'offered'))",
                           activity.id, *one.organisation, but_for);
                       return there + size > *activity.quota;
                     });
}

}  // namespace

bool may_be_as_many(Db& db, const Registration& one, std::int64_t size) {
  Registrant who;
  who.organisations = db.list<Represented>(R"(
      SELECT organisation_id AS organisation, name FROM registration_organisation
      WHERE registration_id = $1 ORDER BY number)",
                                           one.id);
  return !is_over_quota(db, load(db, one.activity), who, size, one.number);
}

namespace {

void set_organisations(Db& db, Id<Registration> registration,
                       const std::vector<Represented>& organisations) {
  std::int64_t number = 0;
  for (const Represented& one : organisations)
    db.run(R"(
      INSERT INTO registration_organisation (registration_id, number, organisation_id, name)
      VALUES ($1, $2, $3, $4))",
           registration, ++number, one.organisation, one.name);
}

void add_people(Db& db, Id<Registration> registration, const NewRegistration& wanted) {
  for (std::int64_t number = 1; number <= wanted.size; ++number) {
    const bool is_named = number <= std::ssize(wanted.others) + 1;
    const Named who = number == 1 ? Named{wanted.who.name, wanted.who.email}
                      : is_named  ? wanted.others[static_cast<std::size_t>(number) - 2]
                                  : Named{};
    const auto id = db.load<Id<Participant>>(
        R"(
        INSERT INTO participant (registration_id, number, name, email) VALUES ($1, $2, $3, $4)
        RETURNING id)",
        registration, number, who.name, who.email);
    if (number == 1) set_answers(db, id, wanted.answers);
  }
}

struct Standpoint {
  State state = State::confirmed;
  std::optional<std::int64_t> queue_number{};
  std::int64_t sequence = 0;
};

Registration insert(Db& db, CompactId compact, Id<Activity> activity, const NewRegistration& wanted,
                    const Standpoint& stands, Instant now,
                    const std::function<std::string(Number)>& token_of) {
  const Number number = compacts::next_number(db, compact, "registration");
  const auto id = db.load<Id<Registration>>(
      R"(
      INSERT INTO registration (compact_id, number, activity_id, way, size, state, queue_number,
        name, name_key, email, category, also, note, channel, language, form_hash, token_hash,
        sequence, registered_at, registered_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20)
      RETURNING id)",
      compact, number, activity, wanted.way, wanted.size, stands.state, stands.queue_number,
      wanted.who.name, fold(wanted.who.name), wanted.who.email, wanted.who.category,
      wanted.who.also, wanted.who.note, wanted.channel, wanted.language, or_null(wanted.form_hash),
      sha256_hex(token_of(number)), stands.sequence, now, wanted.by);
  set_organisations(db, id, wanted.who.organisations);
  add_people(db, id, wanted);
  if (!wanted.exception.empty()) use_exception(db, activity, wanted.exception, id);
  return load_registration(db, id);
}

// Whether the moment allows it: the door is open, or somebody was let in by name.
bool may_register_now(Db& db, const Activity& activity, const NewRegistration& wanted, Instant now,
                      const Zone& zone) {
  if (wanted.by) return may_be_written_down(activity, now);
  const Standing now_is = standing(activity, now, zone);
  if (now_is == Standing::closed && !wanted.exception.empty())
    return holds_exception(db, activity, wanted.exception, now, zone);
  if (now_is == Standing::closed && wanted.by_link) return wanted.by_link->holds_after_close;
  return now_is == Standing::open || now_is == Standing::full;
}

}  // namespace

Registered add_registration(Db& db, const compacts::Compact& compact, Id<Activity> id,
                            const NewRegistration& wanted, Instant now,
                            const std::function<std::string(Number)>& token_of) {
  db.lock_row("activity", id);
  if (!wanted.form_hash.empty())
    if (auto sent = find_sent(db, id, wanted.form_hash)) return {Registering::sent_before, sent};
  const Activity activity = load(db, id);
  if (!may_register_now(db, activity, wanted, now, compact.zone())) return {Registering::shut, {}};
  if (auto there = find_same(db, id, wanted.who)) return {Registering::registered_already, there};
  if (has_too_many(db, id, wanted.who.email)) return {Registering::too_many, {}};
  if (is_over_quota(db, activity, wanted.who, wanted.size)) return {Registering::over_quota, {}};
  if (take_without_overtaking(db, id, wanted.way, wanted.size)) {
    const Standpoint stands{State::confirmed, {}, next_sequence(db, id)};
    return {Registering::confirmed, insert(db, compact.id, id, wanted, stands, now, token_of)};
  }
  if (!wanted.may_wait || !may_join_line(activity, now)) return {Registering::full, {}};
  const Standpoint stands{State::waiting, next_place(db, id, wanted.way), activity.sequence};
  return {Registering::waiting, insert(db, compact.id, id, wanted, stands, now, token_of)};
}

Registration load_registration(Db& db, Id<Registration> id) {
  return db.load<Registration>(OVERENS_SELECT_REGISTRATION "WHERE r.id = $1", id);
}

bool take_seats(Db& db, Id<Activity> activity, Way way, std::int64_t size) {
  return 1 == db.run(R"(
      UPDATE activity_way SET taken = taken + $3
      WHERE activity_id = $1 AND way = $2 AND (seats IS NULL OR taken + $3 <= seats))",
                     activity, way, size);
}

bool take_without_overtaking(Db& db, Id<Activity> activity, Way way, std::int64_t size) {
  return 1 == db.run(R"(
      UPDATE activity_way SET taken = taken + $3
      WHERE activity_id = $1 AND way = $2 AND waiting = 0
        AND (seats IS NULL OR taken + $3 <= seats))",
                     activity, way, size);
}

void give_back_seats(Db& db, Id<Activity> activity, Way way, std::int64_t size) {
  db.run("UPDATE activity_way SET taken = taken - $3 WHERE activity_id = $1 AND way = $2", activity,
         way, size);
}

std::int64_t next_place(Db& db, Id<Activity> activity, Way way) {
  return db.load<std::int64_t>(R"(
      UPDATE activity_way SET last_queued = last_queued + 1
      WHERE activity_id = $1 AND way = $2 RETURNING last_queued)",
                               activity, way);
}

bool offers(Db& db, Id<Activity> activity, Way way) {
  return 1 == db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS ways FROM activity_way WHERE activity_id = $1 AND way = $2)",
                                    activity, way);
}

std::int64_t next_sequence(Db& db, Id<Activity> activity) {
  return db.load<std::int64_t>(
      "UPDATE activity SET sequence = sequence + 1 WHERE id = $1 RETURNING sequence", activity);
}

Correcting change_registrant(Db& db, const Registration& registration, const Registrant& who) {
  db.lock_row("activity", registration.activity);
  if (is_ended(load_registration(db, registration.id).state)) return Correcting::shut;
  if (is_over_quota(db, load(db, registration.activity), who, registration.size,
                    registration.number))
    return Correcting::over_quota;
  if (0 == db.run(R"(
      UPDATE registration SET name = $2, name_key = $3, category = $4, also = $5, note = $6
      WHERE id = $1 AND state IN ('confirmed', 'waiting', 'offered') AND purged_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM registration other
          WHERE other.activity_id = registration.activity_id AND other.id <> $1
            AND other.email = registration.email AND other.email <> '' AND other.name_key = $3
            AND other.state IN ('confirmed', 'waiting', 'offered')))",
                  registration.id, who.name, fold(who.name), who.category, who.also, who.note))
    return Correcting::same_person;
  // Who registered and comes has the same name in both.
  db.run("UPDATE participant SET name = $2 WHERE registration_id = $1 AND number = 1 AND name = $3",
         registration.id, who.name, registration.name);
  db.run("DELETE FROM registration_organisation WHERE registration_id = $1", registration.id);
  set_organisations(db, registration.id, who.organisations);
  return Correcting::done;
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

std::vector<Registration> unreachable(Db& db, Id<Activity> activity) {
  return db.list<Registration>(OVERENS_SELECT_REGISTRATION
                               "WHERE r.activity_id = $1 AND r.email = '' "
                               "AND r.purged_at IS NULL "
                               "AND r.state IN ('confirmed', 'waiting', 'offered') ORDER BY r.id",
                               activity);
}

std::int64_t count_registrations(Db& db, Id<Activity> activity, State state) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS registrations FROM registration WHERE activity_id = $1 AND state = $2)",
                               activity, state);
}

std::int64_t count_people(Db& db, Id<Activity> activity, State state) {
  return db.load<std::int64_t>(R"(
      SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) AS people FROM registration
      WHERE activity_id = $1 AND state = $2)",
                               activity, state);
}

}  // namespace overens::activities
