// What is masked, and what was there.
#include "features/consultations/masks.h"

namespace overens::consultations {

OriginalWords original_words(Db& db, Id<Remark> id) {
  return db.load<OriginalWords>(R"(
      SELECT w.version, w.wording, w.proposed
      FROM remark k JOIN response r ON r.id = k.response_id
      JOIN remark_wording w ON w.remark_id = k.id AND w.version = r.version
      WHERE k.id = $1)",
                                id);
}

void mask(Db& db, Id<Remark> id, const NewMask& wanted, Id<people::Person> by, Instant now) {
  unmask(db, id, by, now);
  db.run(R"(
      INSERT INTO remark_mask (remark_id, version, wording, proposed, mark, reason, masked_by,
        masked_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
         id, wanted.version, wanted.wording, wanted.proposed, wanted.mark, wanted.reason, by, now);
}

bool unmask(Db& db, Id<Remark> id, Id<people::Person> by, Instant now) {
  return 1 == db.run(R"(
      UPDATE remark_mask SET lifted_by = $2, lifted_at = $3
      WHERE remark_id = $1 AND lifted_at IS NULL)",
                     id, by, now);
}

std::vector<Mask> masks(Db& db, Id<Remark> id) {
  return db.list<Mask>(R"(
      SELECT m.reason, CASE WHEN p.name <> '' THEN p.name ELSE p.email END AS masked_by,
        m.masked_at, m.lifted_at
      FROM remark_mask m JOIN person p ON p.id = m.masked_by
      WHERE m.remark_id = $1 ORDER BY m.id DESC)",
                       id);
}

std::optional<Instant> last_masked_at(Db& db, Id<Consultation> id) {
  return db.find<Instant>(R"(
      SELECT m.masked_at FROM remark_mask m JOIN remark k ON k.id = m.remark_id
      WHERE k.consultation_id = $1 ORDER BY m.masked_at DESC LIMIT 1)",
                          id);
}

}  // namespace overens::consultations
