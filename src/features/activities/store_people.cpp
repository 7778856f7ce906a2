// The people of a registration, for whom they come, and who was let in after the last day.
#include "base/secrets.h"
#include "features/activities/rules.h"
#include "features/activities/store.h"
#include "features/activities/store_registrations.h"

namespace overens::activities {

std::vector<Participant> participants(Db& db, Id<Registration> registration) {
  return db.list<Participant>(R"(
      SELECT id, number, name, email, category, replaced_at FROM participant
      WHERE registration_id = $1 ORDER BY number)",
                              registration);
}

std::vector<Companion> companions(Db& db, Id<Registration> registration) {
  return db.list<Companion>(R"(
      SELECT p.registration_id AS registration, p.id, p.number, p.name, p.email,
        p.replaced_at
      FROM participant p JOIN registration r ON r.id = p.registration_id
      WHERE r.id = $1 AND p.email <> '' AND p.email <> r.email ORDER BY p.number)",
                            registration);
}

std::vector<Companion> companions_of_all(Db& db, Id<Activity> activity) {
  return db.list<Companion>(R"(
      SELECT p.registration_id AS registration, p.id, p.number, p.name, p.email,
        p.replaced_at
      FROM participant p JOIN registration r ON r.id = p.registration_id
      WHERE r.activity_id = $1 AND r.state = 'confirmed' AND p.email <> '' AND p.email <> r.email
      ORDER BY p.id LIMIT $2)",
                            activity, most_on_a_list);
}

bool name_participant(Db& db, const Registration& one, Number number, const Named& who,
                      Instant now) {
  db.lock_row("activity", one.activity);
  const auto before = db.find<Participant>(R"(
      SELECT id, number, name, email, category, replaced_at FROM participant
      WHERE registration_id = $1 AND number = $2)",
                                           one.id, number);
  if (!before || is_ended(load_registration(db, one.id).state)) return false;
  if (before->category != who.category)
    db.run("UPDATE participant SET category = $2 WHERE id = $1", before->id, who.category);
  if (before->name == who.name && before->email == who.email) return false;
  const bool is_another = !before->name.empty() && before->name != who.name;
  // What one person said of their diet is nothing about the next.
  if (is_another) db.run("DELETE FROM answer WHERE participant_id = $1", before->id);
  db.run(R"(
      UPDATE participant SET name = $2, email = $3, replaced_at = COALESCE($4, replaced_at)
      WHERE id = $1)",
         before->id, who.name, who.email, is_another ? std::optional(now) : std::nullopt);
  next_sequence(db, one.activity);
  return true;
}

void remove_participant(Db& db, Id<Participant> one) {
  db.run("DELETE FROM answer WHERE participant_id = $1", one);
  db.run("DELETE FROM participant WHERE id = $1", one);
}

std::vector<Attendee> attendees(Db& db, Id<Activity> activity) {
  return db.list<Attendee>(R"(
      SELECT p.name, COALESCE(o.name, ro.name, '') AS organisation, r.note, r.name AS registered_by
      FROM participant p JOIN registration r ON r.id = p.registration_id
      LEFT JOIN registration_organisation ro ON ro.registration_id = r.id AND ro.number = 1
      LEFT JOIN organisation o ON o.id = ro.organisation_id
      WHERE r.activity_id = $1 AND r.state = 'confirmed' AND r.way = 'on_site'
      ORDER BY r.id, p.number LIMIT $2)",
                           activity, most_on_a_list);
}

std::vector<CategoryCount> count_by_category(Db& db, Id<Activity> activity) {
  return db.list<CategoryCount>(R"(
      SELECT category, COUNT(*) AS people,
        CAST(SUM(CASE WHEN also IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS with_double_role
      FROM counted_participant WHERE activity_id = $1 GROUP BY category ORDER BY category)",
                                activity);
}

std::int64_t count_organisations(Db& db, Id<Activity> activity) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(DISTINCT CASE WHEN ro.organisation_id IS NULL THEN 'named ' || ro.name
        ELSE 'known ' || CAST(ro.organisation_id AS TEXT) END) AS organisations
      FROM registration_organisation ro JOIN registration r ON r.id = ro.registration_id
      WHERE r.activity_id = $1 AND r.state = 'confirmed'
        AND (ro.organisation_id IS NOT NULL OR ro.name <> ''))",
                               activity);
}

// --- Names of organisations that are not in the register ---

std::vector<TypedName> typed_names(Db& db, CompactId compact, std::int64_t most) {
  return db.list<TypedName>(R"(
      SELECT ro.name, COUNT(*) AS registrations, MIN(r.registered_at) AS oldest
      FROM registration_organisation ro JOIN registration r ON r.id = ro.registration_id
      WHERE r.compact_id = $1 AND ro.organisation_id IS NULL AND ro.name <> ''
        AND ro.matched_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM registration_organisation same
          JOIN registration of_it ON of_it.id = same.registration_id
          WHERE of_it.compact_id = $1 AND same.name = ro.name AND same.left_at IS NOT NULL)
      GROUP BY ro.name ORDER BY MIN(r.registered_at), ro.name LIMIT $2)",
                            compact, most);
}

Waiting names_waiting(Db& db, CompactId compact) {
  return db.load<Waiting>(R"(
      SELECT COUNT(DISTINCT ro.name) AS count, MIN(r.registered_at) AS oldest
      FROM registration_organisation ro JOIN registration r ON r.id = ro.registration_id
      WHERE r.compact_id = $1 AND ro.organisation_id IS NULL AND ro.name <> ''
        AND ro.matched_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM registration_organisation same
          JOIN registration of_it ON of_it.id = same.registration_id
          WHERE of_it.compact_id = $1 AND same.name = ro.name AND same.left_at IS NOT NULL))",
                          compact);
}

std::int64_t match_name(Db& db, CompactId compact, std::string_view name,
                        Id<organisations::Organisation> organisation, PersonId by, Instant now) {
  return db.run(R"(
      UPDATE registration_organisation SET organisation_id = $3, matched_by = $4, matched_at = $5
      WHERE organisation_id IS NULL AND name = $2 AND registration_id IN (
        SELECT id FROM registration WHERE compact_id = $1))",
                compact, name, organisation, by, now);
}

std::int64_t leave_name(Db& db, CompactId compact, std::string_view name, Instant now) {
  return db.run(R"(
      UPDATE registration_organisation SET left_at = $3
      WHERE organisation_id IS NULL AND name = $2 AND left_at IS NULL AND registration_id IN (
        SELECT id FROM registration WHERE compact_id = $1))",
                compact, name, now);
}

// --- After the last day ---

namespace {

struct Held {
  Id<Exception> id;
  Date last_day;
};

std::optional<Held> find_unused(Db& db, Id<Activity> activity, std::string_view token) {
  return db.find<Held>(R"(
      SELECT id, last_day FROM deadline_exception
      WHERE activity_id = $1 AND token_hash = $2 AND registration_id IS NULL)",
                       activity, sha256_hex(token));
}

}  // namespace

void grant_exception(Db& db, Id<Activity> activity, const NewException& exception, PersonId by,
                     Instant now) {
  db.lock_row("activity", activity);
  db.run(R"(
      INSERT INTO deadline_exception (activity_id, number, email, last_day, reason, token_hash,
        granted_by, granted_at)
      SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7 FROM deadline_exception
      WHERE activity_id = $1)",
         activity, exception.email, exception.last_day, exception.reason,
         sha256_hex(exception.token), by, now);
}

bool holds_exception(Db& db, const Activity& activity, std::string_view token, Instant now,
                     const Zone& zone) {
  const auto held = find_unused(db, activity.id, token);
  return held && now < activity.starts_at && now <= end_of_day(held->last_day, zone);
}

void use_exception(Db& db, Id<Activity> activity, std::string_view token,
                   Id<Registration> registration) {
  if (const auto held = find_unused(db, activity, token))
    db.run("UPDATE deadline_exception SET registration_id = $2 WHERE id = $1", held->id,
           registration);
}

std::vector<Exception> exceptions(Db& db, Id<Activity> activity) {
  return db.list<Exception>(R"(
      SELECT e.id, e.number, e.email, e.last_day, e.reason, r.number AS used_for, e.granted_at,
        COALESCE(NULLIF(p.name, ''), p.email, '') AS granted_by
      FROM deadline_exception e JOIN person p ON p.id = e.granted_by
      LEFT JOIN registration r ON r.id = e.registration_id
      WHERE e.activity_id = $1 ORDER BY e.number DESC LIMIT 200)",
                            activity);
}

}  // namespace overens::activities
