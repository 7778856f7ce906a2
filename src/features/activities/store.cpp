#include "features/activities/store.h"

#include "base/secrets.h"
#include "base/text.h"

namespace overens::activities {
namespace {

// The columns of Activity, for statements that differ only in what they look for.
#define OVERENS_SELECT_ACTIVITY                                                                \
  "SELECT id, number, title, purpose, starts_at, ends_at, place, access, register_by, seats, " \
  "taken, audience, registration_link, influence, status, result, reported_attendance, "       \
  "cancelled_at, cancel_reason, uid, sequence, changed_at FROM activity "

template <class E>
std::string name_of(E value) {
  for (const auto& [one, name] : names(E{}))
    if (one == value) return name;
  return {};
}

// Columns as the history names them, with what they hold.
std::vector<std::pair<std::string_view, std::string>> values_of(const Entry& entry) {
  return {{"title", entry.title},
          {"purpose", entry.purpose},
          {"starts_at", iso_utc(entry.starts_at)},
          {"ends_at", iso_utc(entry.ends_at)},
          {"place", entry.place},
          {"access", entry.access},
          {"register_by", entry.register_by ? iso(*entry.register_by) : ""},
          {"seats", entry.seats ? std::to_string(*entry.seats) : ""},
          {"audience", name_of(entry.audience)},
          {"registration_link", entry.registration_link},
          {"influence", entry.influence ? name_of(*entry.influence) : ""}};
}

std::optional<std::string> import_key(const Imported* imported) {
  return imported ? std::optional(imported->key) : std::nullopt;
}

Activity insert(Db& db, CompactId compact, const Entry& entry, const Imported* imported,
                Instant now) {
  const Status status = imported ? imported->status : Status::draft;
  const auto cancelled_at = status == Status::cancelled ? std::optional(now) : std::nullopt;
  const auto id = db.load<Id<Activity>>(
      R"(
      INSERT INTO activity (compact_id, number, title, purpose, starts_at, ends_at, place, access,
        register_by, seats, taken, audience, registration_link, influence, status, result,
        reported_attendance, cancelled_at, cancel_reason, uid, sequence, import_key, added_at,
        changed_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $12, $13, $14, '', $15, $16, '',
        $17, 0, $18, $19, $19)
      RETURNING id)",
      compact, compacts::next_number(db, compact, "activity"), entry.title, entry.purpose,
      entry.starts_at, entry.ends_at, entry.place, entry.access, entry.register_by, entry.seats,
      entry.audience, entry.registration_link, entry.influence, status,
      imported ? imported->reported_attendance : "", cancelled_at, random_token(),
      import_key(imported), now);
  return load(db, id);
}

}  // namespace

void keep(Db& db, Id<Activity> activity, std::string_view field, const std::string& was,
          PersonId by, Instant now) {
  db.run(R"(
      INSERT INTO activity_change (activity_id, field, was, changed_by, changed_at)
      VALUES ($1, $2, $3, $4, $5))",
         activity, field, was, by, now);
}

Entry entry_of(const Activity& one) {
  return {one.title,    one.purpose,     one.starts_at, one.ends_at,  one.place,
          one.access,   one.register_by, one.seats,     one.audience, one.registration_link,
          one.influence};
}

std::optional<Activity> find(Db& db, CompactId compact, Number number) {
  return db.find<Activity>(OVERENS_SELECT_ACTIVITY "WHERE compact_id = $1 AND number = $2", compact,
                           number);
}

std::optional<Activity> find_on(Db& db, CompactId compact, const Date& day) {
  const Zone zone = compacts::load(db, compact).zone();
  return db.find<Activity>(OVERENS_SELECT_ACTIVITY
                           "WHERE compact_id = $1 AND status <> 'draft' "
                           "AND starts_at BETWEEN $2 AND $3 ORDER BY starts_at, id LIMIT 1",
                           compact, start_of_day(day, zone), end_of_day(day, zone));
}

Activity load(Db& db, Id<Activity> id) {
  return db.load<Activity>(OVERENS_SELECT_ACTIVITY "WHERE id = $1", id);
}

std::vector<Activity> list_coming(Db& db, CompactId compact, Instant now, std::int64_t most) {
  return db.list<Activity>(OVERENS_SELECT_ACTIVITY
                           "WHERE compact_id = $1 AND status <> 'draft' AND ends_at >= $2 "
                           "ORDER BY starts_at, id LIMIT $3",
                           compact, now, most);
}

std::vector<Activity> list_past(Db& db, CompactId compact, Instant now, std::int64_t most,
                                std::int64_t after) {
  return db.list<Activity>(OVERENS_SELECT_ACTIVITY
                           "WHERE compact_id = $1 AND status <> 'draft' AND ends_at < $2 "
                           "ORDER BY starts_at DESC, id DESC LIMIT $3 OFFSET $4",
                           compact, now, most, after);
}

std::vector<Activity> list_drafts(Db& db, CompactId compact, std::int64_t most) {
  return db.list<Activity>(OVERENS_SELECT_ACTIVITY
                           "WHERE compact_id = $1 AND status = 'draft' "
                           "ORDER BY starts_at, id LIMIT $2",
                           compact, most);
}

std::vector<Activity> list_all(Db& db, CompactId compact, std::int64_t most, std::int64_t after) {
  return db.list<Activity>(OVERENS_SELECT_ACTIVITY
                           "WHERE compact_id = $1 AND status <> 'draft' "
                           "ORDER BY starts_at, id LIMIT $2 OFFSET $3",
                           compact, most, after);
}

std::vector<Activity> list_changed(Db& db, CompactId compact, std::int64_t most) {
  return db.list<Activity>(OVERENS_SELECT_ACTIVITY
                           "WHERE compact_id = $1 AND status <> 'draft' "
                           "ORDER BY changed_at DESC, id DESC LIMIT $2",
                           compact, most);
}

std::int64_t count_past(Db& db, CompactId compact, Instant now) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS activities FROM activity
      WHERE compact_id = $1 AND status <> 'draft' AND ends_at < $2)",
                               compact, now);
}

std::int64_t count_all(Db& db, CompactId compact) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS activities FROM activity WHERE compact_id = $1 AND status <> 'draft')",
                               compact);
}

std::optional<Activity> find_next(Db& db, CompactId compact, Instant now) {
  return db.find<Activity>(OVERENS_SELECT_ACTIVITY
                           "WHERE compact_id = $1 AND status = 'published' AND starts_at > $2 "
                           "ORDER BY starts_at, id LIMIT 1",
                           compact, now);
}

Waiting drafts_waiting(Db& db, CompactId compact) {
  return db.load<Waiting>(R"(
      SELECT COUNT(*) AS count, MIN(added_at) AS oldest FROM activity
      WHERE compact_id = $1 AND status = 'draft')",
                          compact);
}

Waiting results_waiting(Db& db, CompactId compact, Instant now) {
  return db.load<Waiting>(R"(
      SELECT COUNT(*) AS count, MIN(ends_at) AS oldest FROM activity
      WHERE compact_id = $1 AND status = 'published' AND ends_at < $2 AND result = '')",
                          compact, now);
}

Activity add(Db& db, CompactId compact, const Entry& entry, Instant now) {
  return insert(db, compact, entry, nullptr, now);
}

bool add_imported(Db& db, CompactId compact, const Imported& imported, Instant now) {
  const auto there =
      db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS activities FROM activity
      WHERE compact_id = $1 AND (import_key = $2 OR (title = $3 AND starts_at = $4)))",
                            compact, imported.key, imported.entry.title, imported.entry.starts_at);
  if (there) return false;
  insert(db, compact, imported.entry, &imported, now);
  return true;
}

bool edit(Db& db, const Activity& activity, const Entry& entry, PersonId by, Instant now) {
  db.lock_row("activity", activity.id);
  const auto before = values_of(entry_of(load(db, activity.id)));
  const auto after = values_of(entry);
  if (before == after) return true;
  const auto changed =
      db.run(R"(
      UPDATE activity SET title = $2, purpose = $3, starts_at = $4, ends_at = $5, place = $6,
        access = $7, register_by = $8, seats = $9, audience = $10, registration_link = $11,
        influence = $12, sequence = sequence + 1, changed_at = $13
      WHERE id = $1 AND taken <= COALESCE($9, taken))",
             activity.id, entry.title, entry.purpose, entry.starts_at, entry.ends_at, entry.place,
             entry.access, entry.register_by, entry.seats, entry.audience, entry.registration_link,
             entry.influence, now);
  if (changed == 0) return false;
  for (std::size_t i = 0; i < after.size(); ++i)
    if (before[i] != after[i]) keep(db, activity.id, before[i].first, before[i].second, by, now);
  return true;
}

bool publish(Db& db, const Activity& activity, PersonId by, Instant now) {
  if (0 == db.run(R"(
      UPDATE activity SET status = 'published', sequence = sequence + 1, changed_at = $2
      WHERE id = $1 AND status = 'draft')",
                  activity.id, now))
    return false;
  keep(db, activity.id, "status", "draft", by, now);
  return true;
}

bool cancel(Db& db, const Activity& activity, const std::string& reason, PersonId by, Instant now) {
  if (0 == db.run(R"(
      UPDATE activity SET status = 'cancelled', cancelled_at = $2, cancel_reason = $3,
        sequence = sequence + 1, changed_at = $2
      WHERE id = $1 AND status = 'published' AND ends_at >= $2)",
                  activity.id, now, reason))
    return false;
  keep(db, activity.id, "status", "published", by, now);
  return true;
}

void add_result(Db& db, const Activity& activity, const std::string& result,
                const std::string& attendance, PersonId by, Instant now) {
  db.lock_row("activity", activity.id);
  const Activity before = load(db, activity.id);
  if (before.result != result) keep(db, activity.id, "result", before.result, by, now);
  if (before.reported_attendance != attendance)
    keep(db, activity.id, "reported_attendance", before.reported_attendance, by, now);
  db.run(R"(
      UPDATE activity SET result = $2, reported_attendance = $3, changed_at = $4 WHERE id = $1)",
         activity.id, result, attendance, now);
}

std::vector<Change> changes(Db& db, Id<Activity> activity) {
  return db.list<Change>(R"(
      SELECT c.field, c.was, COALESCE(NULLIF(p.name, ''), p.email, '') AS "by", c.changed_at
      FROM activity_change c LEFT JOIN person p ON p.id = c.changed_by
      WHERE c.activity_id = $1 ORDER BY c.id DESC LIMIT 200)",
                         activity);
}

}  // namespace overens::activities
