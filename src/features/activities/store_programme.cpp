// The points of programmes. One that is taken out stays as a row, so that its number is not used
// for another.
#include "features/activities/programme.h"
#include "features/activities/store.h"

namespace overens::activities {
namespace {

std::string in_one_line(const Item& item) {
  std::string line = item.begins;
  if (!item.ends.empty()) line += "–" + item.ends;
  line += " " + item.title;
  if (!item.speaker.empty()) line += " (" + item.speaker + ")";
  return line;
}

// The page and the calendars of an activity are of the time when anything about it changed.
void touch(Db& db, Id<Activity> activity, Instant now) {
  db.run("UPDATE activity SET changed_at = $2 WHERE id = $1", activity, now);
}

}  // namespace

std::vector<Item> programme(Db& db, Id<Activity> activity) {
  return db.list<Item>(R"(
      SELECT id, number, day, begins, ends, title, speaker, about FROM activity_item
      WHERE activity_id = $1 AND removed_at IS NULL ORDER BY day, begins, number)",
                       activity);
}

std::optional<Item> find_item(Db& db, Id<Activity> activity, Number number) {
  return db.find<Item>(R"(
      SELECT id, number, day, begins, ends, title, speaker, about FROM activity_item
      WHERE activity_id = $1 AND number = $2 AND removed_at IS NULL)",
                       activity, number);
}

bool add_item(Db& db, const Activity& activity, const ItemEntry& entry, Instant now) {
  db.lock_row("activity", activity.id);
  // A form that is sent twice is one point.
  for (const Item& one : programme(db, activity.id))
    if (one.day == entry.day && one.begins == entry.begins && one.title == entry.title) return true;
  const auto standing_there = db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS items FROM activity_item
      WHERE activity_id = $1 AND removed_at IS NULL)",
                                                    activity.id);
  if (standing_there >= most_items) return false;
  db.run(R"(
      INSERT INTO activity_item (activity_id, number, day, begins, ends, title, speaker, about)
      SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7
      FROM activity_item WHERE activity_id = $1)",
         activity.id, entry.day, entry.begins, entry.ends, entry.title, entry.speaker, entry.about);
  touch(db, activity.id, now);
  return true;
}

void change_item(Db& db, const Activity& activity, const Item& item, const ItemEntry& entry,
                 PersonId by, Instant now) {
  keep(db, activity.id, "programme", in_one_line(item), by, now);
  db.run(R"(
      UPDATE activity_item
      SET day = $2, begins = $3, ends = $4, title = $5, speaker = $6, about = $7
      WHERE id = $1 AND removed_at IS NULL)",
         item.id, entry.day, entry.begins, entry.ends, entry.title, entry.speaker, entry.about);
  touch(db, activity.id, now);
}

void remove_item(Db& db, const Activity& activity, const Item& item, PersonId by, Instant now) {
  if (0 == db.run("UPDATE activity_item SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL",
                  item.id, now))
    return;
  keep(db, activity.id, "programme", in_one_line(item), by, now);
  touch(db, activity.id, now);
}

void copy_programme(Db& db, const Activity& from, const Activity& to, const Zone& zone) {
  constexpr std::int64_t minutes_an_hour = 60;
  const LocalTime began = local_time(from.starts_at, zone);
  const LocalTime begins = local_time(to.starts_at, zone);
  const std::int64_t later =
      (begins.hour - began.hour) * minutes_an_hour + begins.minute - began.minute;
  for (const Item& one : programme(db, from.id)) add_item(db, to, moved(one, later), to.changed_at);
}

}  // namespace overens::activities
