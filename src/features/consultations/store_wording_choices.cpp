// The wordings that a new version is built from.
#include "features/consultations/wording_choices.h"

namespace overens::consultations {

std::vector<AcceptedWording> accepted_wordings(Db& db, Id<Consultation> id) {
  return db.list<AcceptedWording>(R"(
      WITH accepted AS (
        SELECT m.id, m.number, m.section, m.paragraph_id,
          MIN(m.number) OVER (PARTITION BY m.section, m.paragraph_id, n.proposed) AS first,
          COUNT(*) OVER (PARTITION BY m.section, m.paragraph_id) AS of_place
        FROM remark m JOIN remark_now n ON n.id = m.id JOIN disposition d ON d.id = n.disposition_id
        WHERE m.consultation_id = $1 AND m.has_proposal = 1
          AND m.handling >= 3 AND d.kind IN ('accepted', 'partly')),
      ranked AS (
        SELECT a.*, DENSE_RANK() OVER (PARTITION BY a.section, a.paragraph_id ORDER BY a.first)
          AS wording
        FROM accepted a)
      SELECT id AS remark, number, section, paragraph_id AS paragraph, first, of_place
      FROM ranked WHERE wording <= $2 ORDER BY section, paragraph_id, first, number)",
                                  id, most_wordings_of_a_place);
}

ProposedWording proposed_wording(Db& db, Id<Remark> id) {
  return db.load<ProposedWording>(R"(
      SELECT r.organisation, k.proposed
      FROM remark_now k JOIN response r ON r.id = k.response_id WHERE k.id = $1)",
                                  id);
}

}  // namespace overens::consultations
