// Which themes remarks have.
#include "base/errors.h"
#include "features/consultations/coding.h"

namespace overens::consultations {
std::vector<ThemeOfRemark> themes_between(Db& db, Id<Consultation> id, Number first, Number last) {
  return db.list<ThemeOfRemark>(R"(
      SELECT m.number AS remark, now.number AS theme, now.name
      FROM remark m JOIN remark_theme c ON c.remark_id = m.id
      JOIN theme t ON t.id = c.theme_id
      JOIN theme now ON now.id = COALESCE(t.leads_to, t.id)
      WHERE m.consultation_id = $1 AND m.number BETWEEN $2 AND $3
      GROUP BY m.number, now.number, now.name, now.position
      ORDER BY m.number, now.position, now.number)",
                                id, first, last);
}

namespace {

void count_themes(Db& db, Id<Consultation> id, Number remark) {
  db.run(R"(
      UPDATE remark SET themes = (SELECT COUNT(*) FROM remark_theme c WHERE c.remark_id = remark.id)
      WHERE consultation_id = $1 AND number = $2)",
         id, remark);
}

}  // namespace

bool give_theme(Db& db, Id<Consultation> id, Number remark, Id<Theme> theme, Id<people::Person> by,
                Instant now) {
  const bool is_new = 1 == db.run(R"(
      INSERT INTO remark_theme (remark_id, theme_id, consultation_id, given_at, given_by, stance,
        handling)
      SELECT id, $3, $1, $4, $5, stance, handling FROM remark
      WHERE consultation_id = $1 AND number = $2 AND handling > 0
      ON CONFLICT DO NOTHING)",
                                  id, remark, theme, now, by);
  if (is_new) count_themes(db, id, remark);
  return is_new;
}

bool take_theme(Db& db, Id<Consultation> id, Number remark, Id<Theme> theme) {
  const bool was_there = 0 < db.run(R"(
      DELETE FROM remark_theme
      WHERE remark_id = (SELECT id FROM remark WHERE consultation_id = $1 AND number = $2)
        AND theme_id IN (SELECT id FROM theme WHERE COALESCE(leads_to, id) = $3))",
                                    id, remark, theme);
  if (was_there) count_themes(db, id, remark);
  return was_there;
}

void give_theme_to_all(Db& db, Id<Consultation> id, const Selection& which, Id<Theme> theme,
                       Id<people::Person> by, Instant now) {
  if (count_selected(db, id, which) > most_coded_together)
    throw Conflict{t("At most {} remarks at a time.", most_coded_together)};
  for (const Remark& one : selected(db, id, which, most_coded_together, 0))
    give_theme(db, id, one.number, theme, by, now);
}

// A remark that was given two themes which have become one counts once: by the one they lead to, or
// by the lowest of those that were merged into it.
std::vector<ThemeSummary> theme_summary(Db& db, Id<Consultation> id) {
  return db.list<ThemeSummary>(R"(
      SELECT now.number AS theme, now.name, CAST(SUM(given.remarks) AS BIGINT) AS remarks,
        CAST(SUM(given.supports) AS BIGINT) AS supports,
        CAST(SUM(given.with_change) AS BIGINT) AS supports_with_change,
        CAST(SUM(given.opposes) AS BIGINT) AS opposes,
        CAST(SUM(given.abstains) AS BIGINT) AS abstains,
        CAST(SUM(given.disposed) AS BIGINT) AS disposed
      FROM (
        SELECT c.theme_id, COUNT(*) AS remarks,
          SUM(CASE WHEN c.stance = 'supports' THEN 1 ELSE 0 END) AS supports,
          SUM(CASE WHEN c.stance = 'supports_with_change' THEN 1 ELSE 0 END) AS with_change,
          SUM(CASE WHEN c.stance = 'opposes' THEN 1 ELSE 0 END) AS opposes,
          SUM(CASE WHEN c.stance = 'abstains' THEN 1 ELSE 0 END) AS abstains,
          SUM(CASE WHEN c.handling >= 3 THEN 1 ELSE 0 END) AS disposed
        FROM theme t JOIN remark_theme c ON c.theme_id = t.id AND c.consultation_id = $1
        WHERE t.compact_id = (SELECT compact_id FROM consultation WHERE id = $1)
          AND c.handling > 0 AND (t.leads_to IS NULL OR NOT EXISTS (
            SELECT 1 FROM remark_theme o JOIN theme other ON other.id = o.theme_id
            WHERE o.remark_id = c.remark_id AND o.theme_id <> c.theme_id
              AND (o.theme_id = t.leads_to
                OR (other.leads_to = t.leads_to AND o.theme_id < c.theme_id))))
        GROUP BY c.theme_id) AS given
      JOIN theme t ON t.id = given.theme_id
      JOIN theme now ON now.id = COALESCE(t.leads_to, t.id)
      GROUP BY now.id, now.number, now.name, now.position
      ORDER BY now.position, now.number)",
                               id);
}

std::int64_t count_uncoded(Db& db, Id<Consultation> id) {
  return count_selected(db, id, {.sorted = Sorted::without});
}

}  // namespace overens::consultations
