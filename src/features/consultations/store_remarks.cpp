// Remarks as they stand, by response, by part of the text, by paragraph and by theme.
#include "features/consultations/coding.h"

namespace overens::consultations {

#define OVERENS_SELECT_REMARK                                                               \
  "SELECT k.id, k.number, k.response_id, r.number AS response, r.organisation, k.section, " \
  "k.paragraph_id AS paragraph, k.stance, k.wording, k.proposed, d.kind AS disposition, "   \
  "COALESCE(d.reason, '') AS reason, (SELECT COUNT(*) FROM paragraph_remark l "             \
  "WHERE l.remark_id = k.id) AS stands_behind, (SELECT MIN(l.paragraph_id) "                \
  "FROM paragraph_remark l WHERE l.remark_id = k.id) AS first_behind "                      \
  "FROM remark_now k JOIN response r ON r.id = k.response_id "                              \
  "LEFT JOIN disposition d ON d.id = k.disposition_id "

std::vector<Remark> remarks(Db& db, Id<Consultation> id, std::int64_t limit, std::int64_t offset) {
  return db.list<Remark>(OVERENS_SELECT_REMARK
                         "WHERE k.id IN (SELECT m.id FROM remark m WHERE m.consultation_id = $1 "
                         "AND m.stance <> '' ORDER BY m.number LIMIT $2 OFFSET $3) "
                         "ORDER BY k.number",
                         id, limit, offset);
}

std::int64_t count_remarks(Db& db, Id<Consultation> id) {
  return db.load<std::int64_t>(
      "SELECT COUNT(*) FROM remark WHERE consultation_id = $1 AND stance <> ''", id);
}

std::vector<Remark> remarks_behind(Db& db, Id<texts::Paragraph> paragraph, std::int64_t limit) {
  return db.list<Remark>(
      OVERENS_SELECT_REMARK
      "WHERE k.id IN (SELECT remark_id FROM (SELECT remark_id FROM paragraph_remark "
      "WHERE paragraph_id = $1 UNION SELECT m.id FROM remark m WHERE m.paragraph_id = $1 "
      "AND m.stance <> '' AND m.handling > 0) AS behind ORDER BY remark_id LIMIT $2) "
      "ORDER BY k.number",
      paragraph, limit);
}

std::vector<Remark> remarks_of(Db& db, Id<Response> id) {
  return db.list<Remark>(
      OVERENS_SELECT_REMARK
      "WHERE k.response_id = $1 ORDER BY COALESCE(k.section, 0), COALESCE(k.paragraph_id, 0)",
      id);
}

// A stance on a section, or where there is none the one among those on its paragraphs that goes
// furthest from a yes: the greatest of these, by response and section.
#define OVERENS_FURTHEST                                                        \
  "MAX(CASE k.stance WHEN 'opposes' THEN 4 WHEN 'supports_with_change' THEN 3 " \
  "WHEN 'supports' THEN 2 ELSE 1 END + CASE WHEN k.paragraph_id IS NULL THEN 10 ELSE 0 END) "
#define OVERENS_STANCE_OF_IT                                                     \
  "CASE furthest % 10 WHEN 4 THEN 'opposes' WHEN 3 THEN 'supports_with_change' " \
  "WHEN 2 THEN 'supports' ELSE 'abstains' END "

std::vector<Mark> marks_between(Db& db, Id<Consultation> id, Number first, Number last) {
  return db.list<Mark>(
      "SELECT response, section, " OVERENS_STANCE_OF_IT
      "AS stance, furthest < 10 AS by_paragraph FROM ("
      "SELECT r.number AS response, COALESCE(k.section, 0) AS section, " OVERENS_FURTHEST
      "AS furthest FROM response r JOIN remark k ON k.response_id = r.id "
      "WHERE r.consultation_id = $1 AND r.number BETWEEN $2 AND $3 AND k.stance <> '' "
      "AND (k.section IS NOT NULL OR k.paragraph_id IS NULL) "
      "GROUP BY r.number, COALESCE(k.section, 0)) AS marked ORDER BY response, section",
      id, first, last);
}

// ORDER BY +m.number: SQLite sorts what an index of the place finds, rather than read all remarks
// in the order of their numbers.
std::vector<Remark> remarks_on(Db& db, Id<Consultation> id, std::optional<std::int64_t> section,
                               std::int64_t limit, std::int64_t offset) {
  if (!section)  // the text as a whole
    return db.list<Remark>(OVERENS_SELECT_REMARK
                           "WHERE k.id IN (SELECT m.id FROM remark m WHERE m.consultation_id = $1 "
                           "AND m.section IS NULL AND m.paragraph_id IS NULL AND m.stance <> '' "
                           "ORDER BY +m.number LIMIT $2 OFFSET $3) ORDER BY k.number",
                           id, limit, offset);
  return db.list<Remark>(OVERENS_SELECT_REMARK
                         "WHERE k.id IN (SELECT m.id FROM remark m WHERE m.consultation_id = $1 "
                         "AND m.section = $2 AND m.stance <> '' "
                         "ORDER BY +m.number LIMIT $3 OFFSET $4) ORDER BY k.number",
                         id, *section, limit, offset);
}

std::int64_t count_remarks_on(Db& db, Id<Consultation> id, std::optional<std::int64_t> section) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) FROM remark
      WHERE consultation_id = $1 AND section IS NOT DISTINCT FROM $2 AND stance <> ''
        AND (section IS NOT NULL OR paragraph_id IS NULL))",
                               id, section);
}

std::vector<Remark> remarks_on_paragraph(Db& db, Id<Consultation> id,
                                         Id<texts::Paragraph> paragraph, std::int64_t limit,
                                         std::int64_t offset) {
  return db.list<Remark>(OVERENS_SELECT_REMARK
                         "WHERE k.id IN (SELECT m.id FROM remark m WHERE m.consultation_id = $1 "
                         "AND m.paragraph_id = $2 AND m.stance <> '' "
                         "ORDER BY +m.number LIMIT $3 OFFSET $4) ORDER BY k.number",
                         id, paragraph, limit, offset);
}

std::int64_t count_remarks_on_paragraph(Db& db, Id<Consultation> id,
                                        Id<texts::Paragraph> paragraph) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) FROM remark
      WHERE consultation_id = $1 AND paragraph_id = $2 AND stance <> '')",
                               id, paragraph);
}

std::vector<ParagraphRemarks> paragraph_remarks(Db& db, Id<Consultation> id) {
  return db.list<ParagraphRemarks>(R"(
      SELECT paragraph_id AS paragraph, COUNT(*) AS remarks,
        COALESCE(SUM(has_proposal), 0) AS proposals
      FROM remark WHERE consultation_id = $1 AND paragraph_id IS NOT NULL AND stance <> ''
      GROUP BY paragraph_id ORDER BY paragraph_id)",
                                   id);
}

// Those with one theme by way of the theme, the others by number.
#define OVERENS_WITH_THEME                                            \
  "FROM theme t JOIN remark_theme c ON c.theme_id = t.id "            \
  "JOIN remark m ON m.id = c.remark_id "                              \
  "WHERE c.consultation_id = $1 AND COALESCE(t.leads_to, t.id) = $2 " \
  "AND m.handling > 0 AND (CAST($3 AS BIGINT) IS NULL OR m.section = $3) "
// With a sign, so that the order of numbers is followed, or the index by themes: not that by
// handling.
#define OVERENS_WITH_WORDS                                          \
  "FROM remark m WHERE m.consultation_id = $1 AND +m.handling > 0 " \
  "AND (CAST($2 AS BIGINT) IS NULL OR m.section = $2) "
#define OVERENS_WITHOUT_THEME OVERENS_WITH_WORDS "AND m.themes = 0 "

std::vector<Remark> selected(Db& db, Id<Consultation> id, const Selection& which,
                             std::int64_t limit, std::int64_t offset) {
  if (which.sorted == Sorted::with)
    return db.list<Remark>(
        OVERENS_SELECT_REMARK
        "WHERE k.compact_id = (SELECT x.compact_id FROM consultation x "
        "WHERE x.id = $1) AND k.number IN (SELECT DISTINCT m.number " OVERENS_WITH_THEME
        "ORDER BY m.number LIMIT $4 OFFSET $5) "
        "ORDER BY k.number",
        id, which.theme, which.section, limit, offset);
  if (which.sorted == Sorted::without)
    return db.list<Remark>(OVERENS_SELECT_REMARK "WHERE k.id IN (SELECT m.id " OVERENS_WITHOUT_THEME
                                                 "ORDER BY m.number LIMIT $3 OFFSET $4) "
                                                 "ORDER BY k.number",
                           id, which.section, limit, offset);
  return db.list<Remark>(OVERENS_SELECT_REMARK "WHERE k.id IN (SELECT m.id " OVERENS_WITH_WORDS
                                               "ORDER BY m.number LIMIT $3 OFFSET $4) "
                                               "ORDER BY k.number",
                         id, which.section, limit, offset);
}

std::int64_t count_selected(Db& db, Id<Consultation> id, const Selection& which) {
  if (which.sorted == Sorted::with)
    return db.load<std::int64_t>(R"(
        SELECT COUNT(DISTINCT m.id) FROM theme t JOIN remark_theme c ON c.theme_id = t.id
        JOIN remark m ON m.id = c.remark_id
        WHERE c.consultation_id = $1 AND COALESCE(t.leads_to, t.id) = $2 AND m.handling > 0
          AND (CAST($3 AS BIGINT) IS NULL OR m.section = $3))",
                                 id, which.theme, which.section);
  if (which.sorted == Sorted::without)
    return db.load<std::int64_t>(R"(
        SELECT COUNT(*) FROM remark m
        WHERE m.consultation_id = $1 AND +m.handling > 0 AND m.themes = 0
          AND (CAST($2 AS BIGINT) IS NULL OR m.section = $2))",
                                 id, which.section);
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) FROM remark m
      WHERE m.consultation_id = $1 AND m.handling > 0
        AND (CAST($2 AS BIGINT) IS NULL OR m.section = $2))",
                               id, which.section);
}

std::vector<ThemeOfRemark> themes_of_selected(Db& db, Id<Consultation> id, Id<Theme> theme,
                                              std::optional<std::int64_t> section,
                                              std::int64_t limit, std::int64_t offset) {
  return db.list<ThemeOfRemark>(R"(
      SELECT n.number AS remark, now.number AS theme, now.name
      FROM remark n JOIN remark_theme has ON has.remark_id = n.id
      JOIN theme given ON given.id = has.theme_id
      JOIN theme now ON now.id = COALESCE(given.leads_to, given.id)
      WHERE n.consultation_id = $1 AND n.number IN (
        SELECT DISTINCT m.number FROM theme t JOIN remark_theme c ON c.theme_id = t.id
        JOIN remark m ON m.id = c.remark_id
        WHERE c.consultation_id = $1 AND COALESCE(t.leads_to, t.id) = $2 AND m.handling > 0
          AND (CAST($3 AS BIGINT) IS NULL OR m.section = $3)
        ORDER BY m.number LIMIT $4 OFFSET $5)
      GROUP BY n.number, now.number, now.name, now.position
      ORDER BY n.number, now.position, now.number)",
                                id, theme, section, limit, offset);
}

std::optional<Remark> find_remark(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<Remark>(OVERENS_SELECT_REMARK "WHERE k.compact_id = $1 AND k.number = $2", compact,
                         number);
}

Id<Consultation> consultation_of(Db& db, Id<Remark> id) {
  return db.load<Id<Consultation>>(R"(
      SELECT r.consultation_id FROM remark k JOIN response r ON r.id = k.response_id
      WHERE k.id = $1)",
                                   id);
}

std::vector<Remark> remarks_in_version(Db& db, Id<Response> id, std::int64_t version) {
  return db.list<Remark>(R"(
      SELECT k.id, k.number, k.response_id, r.number AS response, r.organisation, k.section,
        k.paragraph_id AS paragraph, w.stance, w.wording, w.proposed,
        CAST(NULL AS TEXT) AS disposition, '' AS reason, CAST(0 AS BIGINT) AS stands_behind,
        CAST(NULL AS BIGINT) AS first_behind
      FROM remark k
      JOIN response r ON r.id = k.response_id
      JOIN remark_wording w ON w.remark_id = k.id
      WHERE k.response_id = $1 AND w.version = $2
      ORDER BY COALESCE(k.section, 0), COALESCE(k.paragraph_id, 0))",
                         id, version);
}

std::vector<Remark> masked_in_version(Db& db, Id<Response> id, std::int64_t version) {
  return db.list<Remark>(R"(
      SELECT k.id, k.number, k.response_id, r.number AS response, r.organisation, k.section,
        k.paragraph_id AS paragraph, w.stance,
        CASE WHEN m.id IS NULL OR w.wording = '' THEN w.wording ELSE m.mark END AS wording,
        CASE WHEN m.id IS NULL OR w.proposed = '' THEN w.proposed ELSE m.mark END AS proposed,
        CAST(NULL AS TEXT) AS disposition, '' AS reason, CAST(0 AS BIGINT) AS stands_behind,
        CAST(NULL AS BIGINT) AS first_behind
      FROM remark k
      JOIN response r ON r.id = k.response_id
      JOIN remark_wording w ON w.remark_id = k.id
      LEFT JOIN remark_mask m ON m.remark_id = k.id AND m.lifted_at IS NULL
      WHERE k.response_id = $1 AND w.version = $2
      ORDER BY COALESCE(k.section, 0), COALESCE(k.paragraph_id, 0))",
                         id, version);
}

std::vector<StanceCount> stance_counts(Db& db, Id<Consultation> id) {
  return db.list<StanceCount>("SELECT section, " OVERENS_STANCE_OF_IT
                              "AS stance, COUNT(*) AS count FROM ("
                              "SELECT r.id, COALESCE(k.section, 0) AS section, " OVERENS_FURTHEST
                              "AS furthest FROM response r JOIN remark k ON k.response_id = r.id "
                              "WHERE r.consultation_id = $1 AND k.stance <> '' "
                              "AND (k.section IS NOT NULL OR k.paragraph_id IS NULL) "
                              "GROUP BY r.id, COALESCE(k.section, 0)) AS marked "
                              "GROUP BY section, furthest % 10 ORDER BY section, furthest % 10",
                              id);
}

std::vector<std::int64_t> paragraphs_of(Db& db, Id<Remark> id) {
  return db.list<std::int64_t>(
      "SELECT paragraph_id FROM paragraph_remark WHERE remark_id = $1 ORDER BY paragraph_id", id);
}

std::vector<Id<texts::Paragraph>> linked_paragraphs(Db& db, Id<Response> id) {
  return db.list<Id<texts::Paragraph>>(R"(
      SELECT DISTINCT l.paragraph_id
      FROM paragraph_remark l JOIN remark k ON k.id = l.remark_id
      WHERE k.response_id = $1 ORDER BY l.paragraph_id)",
                                       id);
}

std::vector<CountBehind> count_behind(Db& db, Id<texts::Version> version) {
  return db.list<CountBehind>(R"(
      SELECT paragraph, count FROM (
        SELECT p.paragraph_id AS paragraph,
          (SELECT COUNT(*) FROM paragraph_remark l WHERE l.paragraph_id = p.paragraph_id)
          + (SELECT COUNT(*) FROM remark m
             WHERE m.paragraph_id = p.paragraph_id AND m.handling > 0 AND m.stance <> ''
               AND NOT EXISTS (SELECT 1 FROM paragraph_remark l
                 WHERE l.paragraph_id = m.paragraph_id AND l.remark_id = m.id)) AS count
        FROM version_paragraph p WHERE p.version_id = $1) AS counted
      WHERE count > 0 ORDER BY paragraph)",
                              version);
}

}  // namespace overens::consultations
