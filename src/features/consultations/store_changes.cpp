// What is received, and what becomes of it.
#include "features/consultations/store.h"

namespace overens::consultations {
namespace {

void add_version(Db& db, Id<Response> response, std::int64_t version,
                 std::optional<Id<people::Person>> by, Instant now) {
  db.run(R"(
      INSERT INTO response_version (response_id, version, entered_at, entered_by)
      VALUES ($1, $2, $3, $4))",
         response, version, now, by);
}

// The remark on that part of the text, new where the response said nothing about it before.
Id<Remark> remark_on(Db& db, Id<compacts::Compact> compact, Id<Response> response,
                     const Part& part) {
  const auto known = db.find<Id<Remark>>(R"(
      SELECT id FROM remark
      WHERE response_id = $1 AND COALESCE(section, 0) = $2 AND COALESCE(paragraph_id, 0) = $3)",
                                         response, part.section.value_or(0),
                                         part.paragraph ? part.paragraph->value : 0);
  if (known) return *known;
  db.lock_row("compact", compact);  // two at once would be given one number
  const Number number =
      part.number
          ? *part.number
          : db.load<Number>("SELECT COALESCE(MAX(number), 0) + 1 FROM remark WHERE compact_id = $1",
                            compact);
  return db.load<Id<Remark>>(R"(
      INSERT INTO remark (compact_id, number, response_id, section, paragraph_id)
      VALUES ($1, $2, $3, $4, $5) RETURNING id)",
                             compact, number, response, part.section, part.paragraph);
}

void add_wording(Db& db, Id<compacts::Compact> compact, Id<Response> response, std::int64_t version,
                 const Part& part) {
  db.run(R"(
      INSERT INTO remark_wording (remark_id, version, stance, wording, proposed)
      VALUES ($1, $2, $3, $4, $5))",
         remark_on(db, compact, response, part), version, part.stance, part.wording, part.proposed);
}

}  // namespace

std::optional<Response> receive(Db& db, Id<compacts::Compact> compact, Id<Consultation> id,
                                const Submission& one, Instant now) {
  db.lock_row("consultation", id);  // two at once would be given one number
  const Number number =
      one.number
          ? *one.number
          : db.load<Number>(
                "SELECT COALESCE(MAX(number), 0) + 1 FROM response WHERE consultation_id = $1", id);
  const auto response = db.find<Id<Response>>(R"(
      INSERT INTO response (consultation_id, number, organisation_id, organisation, received_on,
        received_at, due_on, channel, version)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)
      ON CONFLICT DO NOTHING RETURNING id)",
                                              id, number, one.organisation_id, one.organisation,
                                              one.received_on, one.received_at, one.due_on, one.channel);
  if (!response) return std::nullopt;
  add_version(db, *response, 1, one.by, now);
  for (const Part& part : one.parts) add_wording(db, compact, *response, 1, part);
  return load_response(db, *response);
}

bool change(Db& db, Id<compacts::Compact> compact, Id<Response> response, std::int64_t known,
            const std::vector<Part>& parts, Id<people::Person> by, Instant now) {
  if (0 == db.run("UPDATE response SET version = version + 1 WHERE id = $1 AND version = $2",
                  response, known))
    return false;
  add_version(db, response, known + 1, by, now);
  for (const Part& part : parts) add_wording(db, compact, response, known + 1, part);
  return true;
}

void add_part(Db& db, Id<compacts::Compact> compact, const Response& response, const Part& part) {
  add_wording(db, compact, response.id, response.version, part);
}

void add_original(Db& db, Id<Response> response, Id<files::File> file, std::string_view name,
                  Instant now) {
  db.run(R"(
      INSERT INTO response_original (response_id, number, file_id, name, added_at)
      SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4
      FROM response_original WHERE response_id = $1)",
         response, file, name, now);
}

bool link_paragraph(Db& db, Id<texts::Paragraph> paragraph, Id<Remark> remark,
                    std::optional<Id<people::Person>> by, Instant now) {
  return 1 == db.run(R"(
      INSERT INTO paragraph_remark (paragraph_id, remark_id, linked_at, linked_by)
      VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING)",
                     paragraph, remark, now, by);
}

// --- Dispositions ---

void dispose(Db& db, Id<Remark> remark, DispositionKind kind, std::string_view reason,
             std::optional<Id<people::Person>> by, Instant now, bool is_published) {
  db.run(R"(
      INSERT INTO disposition (remark_id, kind, reason, made_by, made_at, published_at)
      VALUES ($1, $2, $3, $4, $5, $6))",
         remark, kind, reason, by, now, is_published ? std::optional(now) : std::nullopt);
}

std::vector<Disposition> dispositions(Db& db, Id<Remark> remark) {
  return db.list<Disposition>(R"(
      SELECT kind, reason, made_at, published_at IS NOT NULL AS is_published
      FROM disposition WHERE remark_id = $1 ORDER BY id DESC)",
                              remark);
}

// Remarks with words and the latest disposition of each, published or not.
#define OVERENS_SELECT_HANDLING                                                                    \
  "SELECT k.number, k.id AS remark_id, r.organisation, k.section, k.wording, k.proposed, d.kind, " \
  "COALESCE(d.reason, '') AS reason, d.published_at IS NOT NULL AS is_published "                  \
  "FROM remark_now k JOIN response r ON r.id = k.response_id "                                     \
  "LEFT JOIN disposition d ON d.id = (SELECT MAX(e.id) FROM disposition e "                        \
  "WHERE e.remark_id = k.id) "                                                                     \
  "WHERE k.consultation_id = $1 AND (k.wording <> '' OR k.proposed <> '') "

std::vector<Handling> handlings(Db& db, Id<Consultation> id, std::int64_t limit,
                                std::int64_t offset) {
  return db.list<Handling>(OVERENS_SELECT_HANDLING
                           "ORDER BY d.id IS NOT NULL, k.number LIMIT $2 OFFSET $3",
                           id, limit, offset);
}

std::optional<Handling> next_without_disposition(Db& db, Id<Consultation> id) {
  return db.find<Handling>(OVERENS_SELECT_HANDLING "AND d.id IS NULL ORDER BY k.number LIMIT 1",
                           id);
}

std::vector<Handling> unpublished(Db& db, Id<Consultation> id) {
  return db.list<Handling>(OVERENS_SELECT_HANDLING
                           "AND d.id IS NOT NULL AND d.published_at IS NULL ORDER BY k.number",
                           id);
}

void publish_dispositions(Db& db, Id<Consultation> id, Instant now) {
  db.run(R"(
      UPDATE disposition SET published_at = $2
      WHERE published_at IS NULL AND id IN (
        SELECT MAX(e.id) FROM disposition e
        JOIN remark k ON k.id = e.remark_id
        JOIN response r ON r.id = k.response_id
        WHERE r.consultation_id = $1 GROUP BY e.remark_id))",
         id, now);
}

HandlingCounts handling_counts(Db& db, Id<Consultation> id) {
  return db.load<HandlingCounts>(R"(
      SELECT COUNT(*) AS remarks,
        COALESCE(SUM(CASE WHEN d.id IS NULL THEN 1 ELSE 0 END), 0) AS without,
        COALESCE(SUM(CASE WHEN d.id IS NOT NULL AND d.published_at IS NULL THEN 1 ELSE 0 END), 0)
          AS unpublished
      FROM remark_now k
      LEFT JOIN disposition d
        ON d.id = (SELECT MAX(e.id) FROM disposition e WHERE e.remark_id = k.id)
      WHERE k.consultation_id = $1 AND (k.wording <> '' OR k.proposed <> ''))",
                                 id);
}

}  // namespace overens::consultations
