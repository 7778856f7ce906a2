// Who is invited, and the letters that wait to be written.
#include "features/consultations/store.h"

namespace overens::consultations {

bool invite(Db& db, Id<Consultation> id, Id<organisations::Organisation> organisation,
            Id<people::Person> by, Instant now) {
  if (0 == db.run(R"(
      INSERT INTO consultation_invitation (consultation_id, organisation_id, invited_at)
      VALUES ($1, $2, $3) ON CONFLICT DO NOTHING)",
                  id, organisation, now))
    return false;
  queue_letter(db, id, LetterKind::invitation, organisation, {}, by, now);
  return true;
}

std::vector<Invited> invited(Db& db, Id<Consultation> id, std::int64_t limit, std::int64_t offset) {
  return db.list<Invited>(R"(
      SELECT o.number AS organisation, o.name, i.invited_at, r.number AS response, l.written_at,
        COALESCE(l.copies, 0) AS copies,
        (SELECT COUNT(*) FROM consultation_letter m
         WHERE m.consultation_id = i.consultation_id AND m.kind = 'reminder'
           AND COALESCE(m.organisation_id, 0) = i.organisation_id AND m.copies > 0) AS reminders
      FROM consultation_invitation i
      JOIN organisation o ON o.id = i.organisation_id
      LEFT JOIN response r
        ON r.consultation_id = i.consultation_id AND r.organisation_id = i.organisation_id
      LEFT JOIN consultation_letter l
        ON l.consultation_id = i.consultation_id AND l.kind = 'invitation'
          AND COALESCE(l.organisation_id, 0) = i.organisation_id
          AND COALESCE(l.response_id, 0) = 0 AND l.occasion = ''
      WHERE i.consultation_id = $1
      ORDER BY o.sort_key, o.id LIMIT $2 OFFSET $3)",
                          id, limit, offset);
}

InvitedCounts count_invited(Db& db, Id<Consultation> id) {
  return db.load<InvitedCounts>(R"(
      SELECT COUNT(*) AS "all", COUNT(r.id) AS answered
      FROM consultation_invitation i
      LEFT JOIN response r
        ON r.consultation_id = i.consultation_id AND r.organisation_id = i.organisation_id
      WHERE i.consultation_id = $1)",
                                id);
}

// --- Letters ---

std::vector<Letter> waiting_letters(Db& db, std::int64_t limit) {
  return db.list<Letter>(R"(
      SELECT l.id, l.consultation_id AS consultation, c.compact_id AS compact, l.kind,
        l.organisation_id AS organisation, l.response_id AS response
      FROM consultation_letter l JOIN consultation c ON c.id = l.consultation_id
      WHERE l.written_at IS NULL ORDER BY l.id LIMIT $1)",
                         limit);
}

void letter_written(Db& db, Id<Letter> id, std::int64_t copies, Instant now) {
  db.run("UPDATE consultation_letter SET written_at = $2, copies = $3 WHERE id = $1", id, now,
         copies);
}

std::vector<Unreached> unreached(Db& db, Id<Consultation> id, std::int64_t limit) {
  return db.list<Unreached>(R"(
      SELECT r.number AS response, r.organisation FROM response r
      WHERE r.consultation_id = $1 AND NOT EXISTS (
        SELECT 1 FROM consultation_letter l
        WHERE l.consultation_id = $1 AND l.kind = 'handled' AND COALESCE(l.response_id, 0) = r.id
          AND (l.copies > 0 OR l.written_at IS NULL))
      ORDER BY r.number LIMIT $2)",
                            id, limit);
}

LetterCounts count_letters(Db& db, Id<Consultation> id, LetterKind kind) {
  return db.load<LetterCounts>(R"(
      SELECT COUNT(*) AS "all",
        COALESCE(SUM(CASE WHEN written_at IS NULL THEN 1 ELSE 0 END), 0) AS waiting
      FROM consultation_letter WHERE consultation_id = $1 AND kind = $2)",
                               id, kind);
}

void queue_letter(Db& db, Id<Consultation> id, LetterKind kind,
                  Id<organisations::Organisation> organisation, std::string_view occasion,
                  Id<people::Person> by, Instant now) {
  db.run(R"(
      INSERT INTO consultation_letter (consultation_id, kind, organisation_id, occasion, queued_by,
        queued_at)
      VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING)",
         id, kind, organisation, occasion, by, now);
}

std::int64_t queue_to_unanswered(Db& db, Id<Consultation> id, LetterKind kind,
                                 std::string_view occasion, Id<people::Person> by, Instant now) {
  return db.run(R"(
      INSERT INTO consultation_letter (consultation_id, kind, organisation_id, occasion, queued_by,
        queued_at)
      SELECT i.consultation_id, $2, i.organisation_id, $3, $4, $5
      FROM consultation_invitation i
      WHERE i.consultation_id = $1 AND NOT EXISTS (
        SELECT 1 FROM response r
        WHERE r.consultation_id = i.consultation_id AND r.organisation_id = i.organisation_id)
      ON CONFLICT DO NOTHING)",
                id, kind, occasion, by, now);
}

void queue_to_respondents(Db& db, Id<Consultation> id, Id<people::Person> by, Instant now) {
  db.run(R"(
      INSERT INTO consultation_letter (consultation_id, kind, organisation_id, response_id,
        occasion, queued_by, queued_at)
      SELECT consultation_id, 'handled', organisation_id, id, '', $2, $3
      FROM response WHERE consultation_id = $1
      ON CONFLICT DO NOTHING)",
         id, by, now);
}

}  // namespace overens::consultations
