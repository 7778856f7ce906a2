#include "features/activities/material.h"

namespace overens::activities {

std::vector<Material> material(Db& db, Id<Activity> activity) {
  return db.list<Material>(R"(
      SELECT id, number, title, language, file_id AS file, file_name FROM activity_material
      WHERE activity_id = $1 AND removed_at IS NULL ORDER BY number)",
                           activity);
}

bool add_material(Db& db, const Activity& activity, const Material& added, PersonId by,
                  Instant now) {
  db.lock_row("activity", activity.id);
  const auto there = material(db, activity.id);
  for (const Material& one : there)
    if (one.file == added.file && one.title == added.title) return true;
  if (static_cast<std::int64_t>(there.size()) >= most_material) return false;
  db.run(R"(
      INSERT INTO activity_material (activity_id, number, title, language, file_id, file_name,
        added_by, added_at)
      SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7
      FROM activity_material WHERE activity_id = $1)",
         activity.id, added.title, added.language, added.file, added.file_name, by, now);
  db.run("UPDATE activity SET changed_at = $2 WHERE id = $1", activity.id, now);
  return true;
}

void remove_material(Db& db, const Activity& activity, const Material& one, PersonId by,
                     Instant now) {
  if (0 == db.run("UPDATE activity_material SET removed_at = $2 WHERE id = $1 AND removed_at IS "
                  "NULL",
                  one.id, now))
    return;
  keep(db, activity.id, "material", one.title, by, now);
}

}  // namespace overens::activities
