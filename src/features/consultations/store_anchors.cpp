// The wordings that a new version is built from.
#include "features/consultations/anchors.h"

namespace overens::consultations {

std::vector<AcceptedWording> accepted_wordings(Db& db, Id<Consultation> id) {
  return db.list<AcceptedWording>(R"(
      WITH accepted AS (
        SELECT m.id, m.paragraph_id,
          ROW_NUMBER() OVER (PARTITION BY m.paragraph_id ORDER BY m.number) AS place,
          COUNT(*) OVER (PARTITION BY m.paragraph_id) AS of_paragraph
        FROM remark m JOIN remark_now n ON n.id = m.id JOIN disposition d ON d.id = n.disposition_id
        WHERE m.consultation_id = $1 AND m.paragraph_id IS NOT NULL AND m.has_proposal = 1
          AND m.handling >= 3 AND d.kind IN ('accepted', 'partly'))
      SELECT k.id AS remark, k.number, k.paragraph_id AS paragraph, r.organisation, k.proposed,
        accepted.of_paragraph
      FROM accepted JOIN remark_now k ON k.id = accepted.id JOIN response r ON r.id = k.response_id
      WHERE accepted.place <= $2 ORDER BY accepted.paragraph_id, accepted.place)",
                                  id, most_wordings_of_a_paragraph);
}

}  // namespace overens::consultations
