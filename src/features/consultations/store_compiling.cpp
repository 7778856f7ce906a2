// Compilations and their pieces, and what stands in them.
#include "features/consultations/compiling.h"

namespace overens::consultations {

#define OVERENS_SELECT_COMPILATION                                               \
  "SELECT id, consultation_id AS consultation, asked_at, remarks, last_number, " \
  "workbook_id AS workbook, made_at FROM compilation "

void begin_compilation(Db& db, Id<Consultation> id, Instant now) {
  db.run(R"(
      INSERT INTO compilation (consultation_id, asked_at, remarks, last_number)
      VALUES ($1, $2, 0, 0) ON CONFLICT DO NOTHING)",
         id, now);
}

std::optional<Compilation> compilation_under_way(Db& db, Id<Consultation> id) {
  return db.find<Compilation>(
      OVERENS_SELECT_COMPILATION "WHERE consultation_id = $1 AND made_at IS NULL", id);
}

std::optional<Compilation> latest_compilation(Db& db, Id<Consultation> id) {
  return db.find<Compilation>(OVERENS_SELECT_COMPILATION
                              "WHERE consultation_id = $1 AND made_at IS NOT NULL "
                              "ORDER BY id DESC LIMIT 1",
                              id);
}

std::vector<CompiledRemark> remarks_after(Db& db, Id<Consultation> id, std::int64_t number,
                                          std::int64_t limit) {
  return db.list<CompiledRemark>(R"(
      SELECT k.number, r.number AS response, r.organisation, r.received_on, r.channel,
        r.received_on > COALESCE(r.due_on, c.closes_on) AS is_late, k.section,
        k.paragraph_id AS paragraph, k.stance, k.wording, k.proposed, d.kind AS disposition,
        COALESCE(d.reason, '') AS reason
      FROM remark_now k
      JOIN response r ON r.id = k.response_id
      JOIN consultation c ON c.id = r.consultation_id
      LEFT JOIN disposition d ON d.id = k.disposition_id
      WHERE k.id IN (SELECT m.id FROM remark m
        WHERE m.consultation_id = $1 AND m.number > $2 AND m.stance <> ''
        ORDER BY m.number LIMIT $3)
      ORDER BY k.number)",
                                 id, number, limit);
}

bool add_piece(Db& db, const Compilation& one, std::string_view lines, std::int64_t remarks,
               Number last_number) {
  if (0 == db.run(R"(
      UPDATE compilation SET remarks = remarks + $3, last_number = $4
      WHERE id = $1 AND last_number = $2 AND made_at IS NULL)",
                  one.id, one.last_number, remarks, last_number))
    return false;
  db.run(R"(
      INSERT INTO compilation_piece (compilation_id, number, lines)
      SELECT $1, COALESCE(MAX(number), 0) + 1, $2 FROM compilation_piece
      WHERE compilation_id = $1)",
         one.id, lines);
  return true;
}

void finish_compilation(Db& db, const Compilation& one, std::optional<Id<files::File>> workbook,
                        Instant now) {
  db.run("UPDATE compilation SET workbook_id = $2, made_at = $3 WHERE id = $1 AND made_at IS NULL",
         one.id, workbook, now);
  db.run(R"(
      DELETE FROM compilation_piece WHERE compilation_id IN (
        SELECT id FROM compilation WHERE consultation_id = $1 AND id < $2))",
         one.consultation, one.id);
  db.run("DELETE FROM compilation WHERE consultation_id = $1 AND id < $2", one.consultation,
         one.id);
}

std::vector<std::string> pieces(Db& db, Id<Compilation> id) {
  return db.list<std::string>(
      "SELECT lines FROM compilation_piece WHERE compilation_id = $1 ORDER BY number", id);
}

}  // namespace overens::consultations
