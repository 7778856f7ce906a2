#include "features/activities/store.h"

#include <algorithm>

#include "base/secrets.h"
#include "base/text.h"

namespace overens::activities {
namespace {

// The columns of Activity, for statements that differ only in what they look for. Seats are summed
// over the ways of taking part; one way without a limit makes the whole have none.
#define OVERENS_SELECT_ACTIVITY                                                                    \
  "SELECT id, number, title, purpose, starts_at, ends_at, place, access, register_by, "            \
  "(SELECT CASE WHEN COUNT(*) = COUNT(w.seats) THEN CAST(SUM(w.seats) AS BIGINT) END "             \
  "FROM activity_way w WHERE w.activity_id = activity.id) AS seats, "                              \
  "(SELECT CAST(SUM(w.taken) AS BIGINT) FROM activity_way w "                                      \
  "WHERE w.activity_id = activity.id) AS taken, "                                                  \
  "NOT EXISTS (SELECT 1 FROM activity_way w WHERE w.activity_id = activity.id "                    \
  "AND (w.seats IS NULL OR w.taken < w.seats) AND w.waiting = 0) AS is_full, "                     \
  "audience, registration_link, influence, status, result, reported_attendance, cancelled_at, "    \
  "cancel_reason, uid, sequence, changed_at, opens_at, changes_until, waiting_list, "              \
  "cutoff_hours, offer_hours, quota, details_follow, EXISTS (SELECT 1 FROM minutes_version v "     \
  "JOIN minutes_final f ON f.version_id = v.id WHERE v.activity_id = activity.id) AS has_minutes " \
  "FROM activity "

template <class E>
std::string name_of(E value) {
  for (const auto& [one, name] : names(E{}))
    if (one == value) return name;
  return {};
}

// What the history says of a way's seats: empty for no limit, 0 where it is not offered.
std::string seats_text(const Entry& entry, Way way) {
  for (const WayEntry& one : entry.ways)
    if (one.way == way) return one.seats ? std::to_string(*one.seats) : "";
  return "0";
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
          {"seats", seats_text(entry, Way::on_site)},
          {"digital_seats", seats_text(entry, Way::digital)},
          {"audience", name_of(entry.audience)},
          {"registration_link", entry.registration_link},
          {"influence", entry.influence ? name_of(*entry.influence) : ""}};
}

std::vector<std::pair<std::string_view, std::string>> values_of(const Opening& opening) {
  const auto number = [](const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : "";
  };
  return {{"opens_at", opening.opens_at ? iso_utc(*opening.opens_at) : ""},
          {"changes_until", opening.changes_until ? iso(*opening.changes_until) : ""},
          {"waiting_list", name_of(opening.waiting_list)},
          {"cutoff_hours", number(opening.cutoff_hours)},
          {"offer_hours", number(opening.offer_hours)},
          {"quota", number(opening.quota)}};
}

std::optional<std::string> import_key(const Imported* imported) {
  return imported ? std::optional(imported->key) : std::nullopt;
}

void set_seats(Db& db, Id<Activity> activity, const WayEntry& way) {
  db.run(R"(
      INSERT INTO activity_way (activity_id, way, seats, taken, last_queued)
      VALUES ($1, $2, $3, 0, 0)
      ON CONFLICT (activity_id, way) DO UPDATE SET seats = excluded.seats)",
         activity, way.way, way.seats);
}

const WayEntry* find_way(const std::vector<WayEntry>& ways, Way way) {
  const auto one = std::find_if(ways.begin(), ways.end(),
                                [&](const WayEntry& entry) { return entry.way == way; });
  return one == ways.end() ? nullptr : &*one;
}

// Whether nobody who has registered would lose a seat, or their way of taking part.
bool holds_everybody(Db& db, Id<Activity> activity, const std::vector<WayEntry>& after) {
  struct Used {
    Way way = Way::on_site;
    std::int64_t taken = 0;
    bool is_used = false;
  };
  const auto used = db.list<Used>(R"(
      SELECT w.way, w.taken, EXISTS (SELECT 1 FROM registration r
        WHERE r.activity_id = w.activity_id AND r.way = w.way) AS is_used
      FROM activity_way w WHERE w.activity_id = $1)",
                                  activity);
  return std::all_of(used.begin(), used.end(), [&](const Used& one) {
    const WayEntry* way = find_way(after, one.way);
    return way ? one.taken <= way->seats.value_or(one.taken) : !one.is_used;
  });
}

void set_ways(Db& db, Id<Activity> activity, const std::vector<WayEntry>& before,
              const std::vector<WayEntry>& after) {
  for (const WayEntry& one : after) set_seats(db, activity, one);
  for (const WayEntry& old : before)
    if (!find_way(after, old.way))
      db.run("DELETE FROM activity_way WHERE activity_id = $1 AND way = $2", activity, old.way);
}

Activity insert(Db& db, CompactId compact, const Entry& entry, const Imported* imported,
                Instant now) {
  const Status status = imported ? imported->status : Status::draft;
  const auto cancelled_at = status == Status::cancelled ? std::optional(now) : std::nullopt;
  const auto id = db.load<Id<Activity>>(
      R"(
      INSERT INTO activity (compact_id, number, title, purpose, starts_at, ends_at, place, access,
        register_by, audience, registration_link, influence, status, result, reported_attendance,
        cancelled_at, cancel_reason, uid, sequence, import_key, added_at, changed_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', $14, $15, '',
        $16, 0, $17, $18, $18)
      RETURNING id)",
      compact, compacts::next_number(db, compact, "activity"), entry.title, entry.purpose,
      entry.starts_at, entry.ends_at, entry.place, entry.access, entry.register_by, entry.audience,
      entry.registration_link, entry.influence, status,
      imported ? imported->reported_attendance : "", cancelled_at, random_token(),
      import_key(imported), now);
  for (const WayEntry& way : entry.ways) set_seats(db, id, way);
  return load(db, id);
}

}  // namespace

void keep(Db& db, Id<Activity> activity, std::string_view field, const std::string& was,
          std::optional<PersonId> by, Instant now) {
  db.run(R"(
      INSERT INTO activity_change (activity_id, field, was, changed_by, changed_at)
      VALUES ($1, $2, $3, $4, $5))",
         activity, field, was, by, now);
}

std::vector<Seats> ways(Db& db, Id<Activity> activity) {
  return db.list<Seats>(R"(
      SELECT way, seats, taken, waiting FROM activity_way
      WHERE activity_id = $1 ORDER BY way DESC)",
                        activity);
}

Entry entry_of(Db& db, const Activity& one) {
  Entry entry{
      one.title,       one.purpose, one.starts_at, one.ends_at,           one.place,    one.access,
      one.register_by, {},          one.audience,  one.registration_link, one.influence};
  for (const Seats& way : ways(db, one.id)) entry.ways.push_back({way.way, way.seats});
  return entry;
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

std::vector<Activity> held(Db& db, CompactId compact, Instant now) {
  return db.list<Activity>(OVERENS_SELECT_ACTIVITY
                           "WHERE compact_id = $1 AND status = 'published' AND ends_at < $2 "
                           "ORDER BY starts_at, id LIMIT $3",
                           compact, now, most_held);
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

std::optional<Activity> find_draft(Db& db, CompactId compact, std::string_view title,
                                   Instant starts_at) {
  return db.find<Activity>(OVERENS_SELECT_ACTIVITY
                           "WHERE compact_id = $1 AND title = $2 AND starts_at = $3 "
                           "AND status = 'draft' ORDER BY id LIMIT 1",
                           compact, title, starts_at);
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

#define OVERENS_LACKS_DOCUMENTATION                               \
  "(result = '' AND NOT EXISTS (SELECT 1 FROM minutes_version v " \
  "JOIN minutes_final f ON f.version_id = v.id WHERE v.activity_id = activity.id))"

Waiting results_waiting(Db& db, CompactId compact, Instant now) {
  return db.load<Waiting>(
      "SELECT COUNT(*) AS count, MIN(ends_at) AS oldest FROM activity "
      "WHERE compact_id = $1 AND status = 'published' AND ends_at < $2 "
      "AND " OVERENS_LACKS_DOCUMENTATION,
      compact, now);
}

std::vector<Activity> list_to_document(Db& db, CompactId compact, Instant now, std::int64_t most) {
  return db.list<Activity>(OVERENS_SELECT_ACTIVITY
                           "WHERE compact_id = $1 AND status = 'published' AND ends_at < $2 "
                           "AND (" OVERENS_LACKS_DOCUMENTATION
                           " OR EXISTS (SELECT 1 FROM minutes_version v "
                           "JOIN minutes_remark m ON m.version_id = v.id "
                           "WHERE v.activity_id = activity.id AND m.answer = '')) "
                           "ORDER BY starts_at, id LIMIT $3",
                           compact, now, most);
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
  const Activity added = insert(db, compact, imported.entry, &imported, now);
  if (imported.details_follow)
    db.run("UPDATE activity SET details_follow = $2 WHERE id = $1", added.id, true);
  return true;
}

Opening opening_of(const Activity& one) {
  return {one.opens_at,     one.changes_until, one.waiting_list,
          one.cutoff_hours, one.offer_hours,   one.quota};
}

void set_opening(Db& db, const Activity& activity, const Opening& opening, PersonId by,
                 Instant now) {
  db.lock_row("activity", activity.id);
  const auto before = values_of(opening_of(load(db, activity.id)));
  const auto after = values_of(opening);
  if (before == after) return;
  db.run(R"(
      UPDATE activity SET opens_at = $2, changes_until = $3, waiting_list = $4, cutoff_hours = $5,
        offer_hours = $6, quota = $7, changed_at = $8
      WHERE id = $1)",
         activity.id, opening.opens_at, opening.changes_until, opening.waiting_list,
         opening.cutoff_hours, opening.offer_hours, opening.quota, now);
  for (std::size_t i = 0; i < after.size(); ++i)
    if (before[i] != after[i]) keep(db, activity.id, before[i].first, before[i].second, by, now);
}

bool edit(Db& db, const Activity& activity, const Entry& entry, PersonId by, Instant now) {
  db.lock_row("activity", activity.id);
  const Entry known = entry_of(db, load(db, activity.id));
  const auto before = values_of(known);
  const auto after = values_of(entry);
  if (before == after) return true;
  if (!holds_everybody(db, activity.id, entry.ways)) return false;
  set_ways(db, activity.id, known.ways, entry.ways);
  db.run(R"(
      UPDATE activity SET title = $2, purpose = $3, starts_at = $4, ends_at = $5, place = $6,
        access = $7, register_by = $8, audience = $9, registration_link = $10, influence = $11,
        sequence = sequence + 1, changed_at = $12
      WHERE id = $1)",
         activity.id, entry.title, entry.purpose, entry.starts_at, entry.ends_at, entry.place,
         entry.access, entry.register_by, entry.audience, entry.registration_link, entry.influence,
         now);
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
