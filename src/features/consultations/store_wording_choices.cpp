// The wordings that a new version is built from.
#include "features/consultations/wording_choices.h"

namespace overens::consultations {

std::vector<AcceptedWording> accepted_wordings(Db& db, Id<Consultation> id) {
  return db.list<AcceptedWording>(R"(
      WITH wording AS (
        SELECT MIN(m.id) AS first, m.section, m.paragraph_id, COUNT(*) AS remarks
        FROM remark m JOIN remark_now n ON n.id = m.id JOIN disposition d ON d.id = n.disposition_id
        WHERE m.consultation_id = $1 AND m.has_proposal = 1
          AND m.handling >= 3 AND d.kind IN ('accepted', 'partly')
        GROUP BY m.section, m.paragraph_id, n.proposed),
      ranked AS (
        SELECT w.*,
          ROW_NUMBER() OVER (PARTITION BY w.section, w.paragraph_id ORDER BY w.first) AS place,
          SUM(w.remarks) OVER (PARTITION BY w.section, w.paragraph_id) AS of_place
        FROM wording w)
      SELECT m.id AS remark, m.number, r.section, r.paragraph_id AS paragraph, r.remarks,
        CAST(r.of_place AS BIGINT) AS of_place
      FROM ranked r JOIN remark m ON m.id = r.first
      WHERE r.place <= $2 ORDER BY r.section, r.paragraph_id, r.place)",
                                  id, most_wordings_of_a_place);
}

void take_up(Db& db, Id<texts::Version> version, Id<texts::Paragraph> paragraph,
             const AcceptedWording& wording, Id<people::Person> by, Instant now) {
  db.run(R"(
      INSERT INTO wording_change (version_id, paragraph_id, disposition_id, noted_at, noted_by)
      SELECT $1, $2, d.id, $4, $5
      FROM remark f JOIN remark_now g ON g.id = f.id
      JOIN remark m ON m.consultation_id = f.consultation_id
        AND m.section IS NOT DISTINCT FROM f.section
        AND m.paragraph_id IS NOT DISTINCT FROM f.paragraph_id AND m.has_proposal = 1
      JOIN remark_now n ON n.id = m.id AND n.proposed = g.proposed
      JOIN disposition d ON d.id = n.disposition_id AND d.kind IN ('accepted', 'partly')
      WHERE f.id = $3 ON CONFLICT DO NOTHING)",
         version, paragraph, wording.remark, now, by);
}

ProposedWording proposed_wording(Db& db, Id<Remark> id) {
  return db.load<ProposedWording>(R"(
      SELECT r.organisation, k.proposed
      FROM remark_now k JOIN response r ON r.id = k.response_id WHERE k.id = $1)",
                                  id);
}

}  // namespace overens::consultations
