// The wordings that a new version is built from.
#include "features/consultations/anchors.h"

namespace overens::consultations {

std::vector<AcceptedWording> accepted_wordings(Db& db, Id<Consultation> id) {
  return db.list<AcceptedWording>(R"(
      SELECT k.id AS remark, k.number, k.paragraph_id AS paragraph, r.organisation, k.proposed
      FROM remark m
      JOIN remark_now k ON k.id = m.id
      JOIN response r ON r.id = k.response_id
      JOIN disposition d ON d.id = k.disposition_id
      WHERE m.consultation_id = $1 AND m.has_proposal = 1 AND m.handling >= 3
        AND k.paragraph_id IS NOT NULL AND d.kind IN ('accepted', 'partly')
      ORDER BY k.paragraph_id, k.number LIMIT 2000)",
                                  id);
}

}  // namespace overens::consultations
