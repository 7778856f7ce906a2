// Which disposition gave which paragraph its words.
#include "features/consultations/wording_changes.h"

namespace overens::consultations {
namespace {

#define OVERENS_SELECT_CHANGE                                                                    \
  "SELECT v.id AS version, x.number AS text, v.number, v.frozen_at IS NOT NULL AS is_fixed, "    \
  "p.number AS paragraph, w.position, COALESCE(b.wording, '') AS was, w.wording, "               \
  "k.number AS remark, r.organisation, d.kind, d.reason "                                        \
  "FROM wording_change g "                                                                       \
  "JOIN disposition d ON d.id = g.disposition_id "                                               \
  "JOIN remark k ON k.id = d.remark_id "                                                         \
  "JOIN response r ON r.id = k.response_id "                                                     \
  "JOIN consultation c ON c.id = r.consultation_id "                                             \
  "JOIN version v ON v.id = g.version_id "                                                       \
  "JOIN text x ON x.id = v.text_id "                                                             \
  "JOIN paragraph p ON p.id = g.paragraph_id "                                                   \
  "JOIN version_paragraph w ON w.version_id = g.version_id AND w.paragraph_id = g.paragraph_id " \
  "LEFT JOIN version_paragraph b "                                                               \
  "ON b.version_id = c.version_id AND b.paragraph_id = g.paragraph_id "                          \
  "WHERE d.published_at IS NOT NULL "

}  // namespace

std::vector<WordingChange> changes_of_paragraph(Db& db, Id<texts::Paragraph> id) {
  return db.list<WordingChange>(
      OVERENS_SELECT_CHANGE "AND g.paragraph_id = $1 ORDER BY v.number, k.number LIMIT 200", id);
}

std::vector<WordingChange> changes_by_remark(Db& db, Id<Remark> id) {
  return db.list<WordingChange>(
      OVERENS_SELECT_CHANGE "AND d.remark_id = $1 ORDER BY v.number, w.position LIMIT 200", id);
}

namespace {

struct Before {
  Id<Consultation> id;
  Number number;
};

std::int64_t count_unused(Db& db, Id<Consultation> id) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS remarks FROM remark m
      JOIN remark_now k ON k.id = m.id
      JOIN disposition d ON d.id = k.disposition_id
      WHERE m.consultation_id = $1 AND m.has_proposal = 1 AND m.handling >= 3
        AND d.kind = 'accepted'
        AND NOT EXISTS (SELECT 1 FROM wording_change g WHERE g.disposition_id = d.id))",
                               id);
}

}  // namespace

std::vector<UnusedWordings> unused_wordings(Db& db, Id<texts::Version> draft) {
  const auto before = db.list<Before>(R"(
      SELECT c.id, c.number FROM version v
      JOIN version base ON base.id = COALESCE(v.based_on, (
        SELECT earlier.id FROM version earlier
        WHERE earlier.text_id = v.text_id AND earlier.number = v.number - 1))
      JOIN version sent ON sent.text_id = v.text_id AND sent.number <= base.number
        AND sent.number >= COALESCE((
          SELECT MAX(a.number) FROM version a
          WHERE a.text_id = v.text_id AND a.number <= base.number AND a.adopted_on IS NOT NULL), 0)
      JOIN consultation c ON c.version_id = sent.id
      WHERE v.id = $1 AND v.frozen_at IS NULL ORDER BY c.number)",
                                      draft);
  std::vector<UnusedWordings> all;
  for (const Before& one : before)
    if (const std::int64_t remarks = count_unused(db, one.id); remarks > 0)
      all.push_back({one.number, remarks});
  return all;
}

bool note_change(Db& db, Id<texts::Version> version, Id<texts::Paragraph> paragraph,
                 Id<Remark> remark, std::optional<Id<people::Person>> by, Instant now) {
  return 1 == db.run(R"(
      INSERT INTO wording_change (version_id, paragraph_id, disposition_id, noted_at, noted_by)
      SELECT w.version_id, w.paragraph_id, d.id, $4, $5
      FROM remark_now k JOIN disposition d ON d.id = k.disposition_id
      JOIN version_paragraph w ON w.version_id = $1 AND w.paragraph_id = $2
      WHERE k.id = $3 AND d.kind IN ('accepted', 'partly')
      ON CONFLICT DO NOTHING)",
                     version, paragraph, remark, now, by);
}

std::int64_t note_changes(Db& db, Id<Consultation> id, Instant now) {
  return db.run(R"(
      INSERT INTO wording_change (version_id, paragraph_id, disposition_id, noted_at)
      SELECT w.version_id, w.paragraph_id, d.id, $2
      FROM consultation c
      JOIN version sent ON sent.id = c.version_id
      JOIN remark m ON m.consultation_id = c.id
      JOIN remark_now k ON k.id = m.id
      JOIN disposition d ON d.id = k.disposition_id
      JOIN paragraph_remark l ON l.remark_id = m.id
      JOIN version v ON v.id = (
        SELECT next.id FROM version next
        WHERE next.text_id = sent.text_id AND next.number > sent.number
          AND next.frozen_at IS NOT NULL ORDER BY next.number LIMIT 1)
      JOIN version_paragraph w ON w.version_id = v.id AND w.paragraph_id = l.paragraph_id
      LEFT JOIN version_paragraph b
        ON b.version_id = c.version_id AND b.paragraph_id = l.paragraph_id
      WHERE c.id = $1 AND d.kind IN ('accepted', 'partly')
        AND (b.wording IS NULL OR b.wording <> w.wording)
      ON CONFLICT DO NOTHING)",
                id, now);
}

}  // namespace overens::consultations
