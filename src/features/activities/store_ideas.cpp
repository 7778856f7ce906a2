#include "features/activities/ideas.h"
#include "features/activities/store.h"

namespace overens::activities {

std::vector<Idea> list_ideas(Db& db, CompactId compact, bool with_hidden) {
  constexpr std::int64_t most_ideas = 200;
  return db.list<Idea>(R"(
      SELECT i.id, i.number, i.title, i.purpose, i.about_when, i.theme, i.is_shown,
        a.number AS activity, i.dropped_at
      FROM activity_idea i LEFT JOIN activity a ON a.id = i.activity_id
      WHERE i.compact_id = $1 AND i.dropped_at IS NULL AND i.activity_id IS NULL
        AND (i.is_shown OR $2)
      ORDER BY CASE WHEN i.about_when IS NULL THEN 1 ELSE 0 END, i.about_when, i.id LIMIT $3)",
                       compact, with_hidden, most_ideas);
}

std::optional<Idea> find_idea(Db& db, CompactId compact, Number number) {
  return db.find<Idea>(R"(
      SELECT i.id, i.number, i.title, i.purpose, i.about_when, i.theme, i.is_shown,
        a.number AS activity, i.dropped_at
      FROM activity_idea i LEFT JOIN activity a ON a.id = i.activity_id
      WHERE i.compact_id = $1 AND i.number = $2)",
                       compact, number);
}

Number add_idea(Db& db, CompactId compact, const IdeaEntry& entry, std::optional<PersonId> by,
                Instant now) {
  for (const Idea& one : list_ideas(db, compact, true))
    if (one.title == entry.title && one.about_when == entry.about_when) return one.number;
  const Number number = compacts::next_number(db, compact, "idea");
  db.run(R"(
      INSERT INTO activity_idea (compact_id, number, title, purpose, about_when, theme, is_shown,
        added_by, added_at, changed_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9))",
         compact, number, entry.title, entry.purpose, entry.about_when, entry.theme, entry.is_shown,
         by, now);
  return number;
}

void change_idea(Db& db, const Idea& idea, const IdeaEntry& entry, Instant now) {
  db.run(R"(
      UPDATE activity_idea SET title = $2, purpose = $3, about_when = $4, theme = $5, is_shown = $6,
        changed_at = $7
      WHERE id = $1 AND activity_id IS NULL)",
         idea.id, entry.title, entry.purpose, entry.about_when, entry.theme, entry.is_shown, now);
}

bool drop_idea(Db& db, const Idea& idea, Instant now) {
  return 1 == db.run(R"(
      UPDATE activity_idea SET dropped_at = $2, changed_at = $2
      WHERE id = $1 AND activity_id IS NULL AND dropped_at IS NULL)",
                     idea.id, now);
}

bool becomes(Db& db, const Idea& idea, Id<Activity> activity, Instant now) {
  return 1 == db.run(R"(
      UPDATE activity_idea SET activity_id = $2, changed_at = $3
      WHERE id = $1 AND activity_id IS NULL AND dropped_at IS NULL)",
                     idea.id, activity, now);
}

}  // namespace overens::activities
