// Attachments that are masked.
#include "features/consultations/masks.h"

namespace overens::consultations {

bool mask_file(Db& db, Id<Response> response, Id<files::File> file, std::string_view reason,
               Id<people::Person> by, Instant now) {
  return 1 == db.run(R"(
      INSERT INTO response_file_mask (response_id, file_id, reason, masked_by, masked_at)
      VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING)",
                     response, file, reason, by, now);
}

bool unmask_file(Db& db, Id<Response> response, Id<files::File> file, Id<people::Person> by,
                 Instant now) {
  return 1 == db.run(R"(
      UPDATE response_file_mask SET lifted_by = $3, lifted_at = $4
      WHERE response_id = $1 AND file_id = $2 AND lifted_at IS NULL)",
                     response, file, by, now);
}

std::vector<FileMask> file_masks(Db& db, Id<Response> response) {
  return db.list<FileMask>(R"(
      SELECT m.file_id AS file, m.reason,
        CASE WHEN p.name <> '' THEN p.name ELSE p.email END AS masked_by, m.masked_at, m.lifted_at
      FROM response_file_mask m JOIN person p ON p.id = m.masked_by
      WHERE m.response_id = $1 ORDER BY m.id DESC)",
                           response);
}

}  // namespace overens::consultations
