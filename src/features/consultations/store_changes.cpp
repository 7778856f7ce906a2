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
      INSERT INTO remark (compact_id, number, response_id, section, paragraph_id, consultation_id)
      SELECT $1, $2, r.id, $4, $5, r.consultation_id FROM response r WHERE r.id = $3
      RETURNING id)",
                             compact, number, response, part.section, part.paragraph);
}

void add_wording(Db& db, Id<compacts::Compact> compact, Id<Response> response, std::int64_t version,
                 const Part& part) {
  const auto remark = remark_on(db, compact, response, part);
  db.run(R"(
      INSERT INTO remark_wording (remark_id, version, stance, wording, proposed)
      VALUES ($1, $2, $3, $4, $5))",
         remark, version, part.stance, part.wording, part.proposed);
  if (part.joins)
    db.run(R"(
        INSERT INTO remark_joining (remark_id, version, joined_id, consultation_id, joined_version)
        SELECT k.id, $2, o.id, k.consultation_id, s.version FROM remark k
        JOIN remark o ON o.consultation_id = k.consultation_id AND o.response_id <> k.response_id
        JOIN response s ON s.id = o.response_id
        WHERE k.id = $1 AND o.number = $3)",
           remark, version, *part.joins);
}

// Whoever has joined a response is told that it was changed.
void tell_joiners(Db& db, Id<Response> response, std::int64_t version, Instant now) {
  db.run(R"(
      INSERT INTO consultation_letter (consultation_id, kind, organisation_id, response_id,
        occasion, queued_at)
      SELECT DISTINCT r.consultation_id, 'joined', r.organisation_id, $1, CAST($2 AS TEXT), $3
      FROM remark o
      JOIN remark_joining j ON j.joined_id = o.id
      JOIN remark k ON k.id = j.remark_id
      JOIN response r ON r.id = k.response_id AND r.version = j.version
      WHERE o.response_id = $1 AND r.organisation_id IS NOT NULL
      ON CONFLICT DO NOTHING)",
         response, version, now);
}

// What stands beside each remark of a response, for lists and counts.
void refresh(Db& db, Id<Response> response) {
  db.run(R"(
      UPDATE remark SET
        stance = COALESCE((SELECT n.stance FROM remark_now n WHERE n.id = remark.id), ''),
        has_proposal = COALESCE((SELECT CASE WHEN n.proposed <> '' THEN 1 ELSE 0 END
          FROM remark_now n WHERE n.id = remark.id), 0),
        handling = COALESCE((
          SELECT CASE
            WHEN n.wording = '' AND n.proposed = '' THEN 0
            WHEN d.id IS NULL THEN 1
            WHEN n.disposition_id IS NULL THEN 2
            WHEN n.disposition_id = d.id THEN 3
            ELSE 4 END
          FROM remark_now n LEFT JOIN disposition d
            ON d.id = (SELECT MAX(e.id) FROM disposition e WHERE e.remark_id = n.id)
          WHERE n.id = remark.id), 0)
      WHERE response_id = $1)",
         response);
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
  const auto response =
      db.find<Id<Response>>(R"(
      INSERT INTO response (consultation_id, number, organisation_id, organisation, received_on,
        received_at, due_on, channel, version)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)
      ON CONFLICT DO NOTHING RETURNING id)",
                            id, number, one.organisation_id, one.organisation, one.received_on,
                            one.received_at, one.due_on, one.channel);
  if (!response) return std::nullopt;
  add_version(db, *response, 1, one.by, now);
  for (const Part& part : one.parts) add_wording(db, compact, *response, 1, part);
  refresh(db, *response);
  return load_response(db, *response);
}

bool change(Db& db, Id<compacts::Compact> compact, Id<Response> response, std::int64_t known,
            const std::vector<Part>& parts, std::optional<Id<people::Person>> by, Instant now) {
  if (0 == db.run("UPDATE response SET version = version + 1 WHERE id = $1 AND version = $2",
                  response, known))
    return false;
  add_version(db, response, known + 1, by, now);
  for (const Part& part : parts) add_wording(db, compact, response, known + 1, part);
  refresh(db, response);
  tell_joiners(db, response, known + 1, now);
  return true;
}

void add_part(Db& db, Id<compacts::Compact> compact, const Response& response, const Part& part) {
  add_wording(db, compact, response.id, response.version, part);
  refresh(db, response.id);
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
  db.run(R"(
      UPDATE remark SET handling = CASE WHEN handling = 0 THEN 0 WHEN $2 = 1 THEN 3
        WHEN handling >= 3 THEN 4 ELSE 2 END
      WHERE id = $1)",
         remark, is_published ? 1 : 0);
}

std::vector<Disposition> dispositions(Db& db, Id<Remark> remark) {
  return db.list<Disposition>(R"(
      SELECT d.kind, d.reason, d.made_at, COALESCE(NULLIF(p.name, ''), p.email, '') AS made_by,
        d.published_at IS NOT NULL AS is_published
      FROM disposition d LEFT JOIN person p ON p.id = d.made_by
      WHERE d.remark_id = $1 ORDER BY d.id DESC)",
                              remark);
}

namespace {

// A stage is two values of remark.handling where a published one has been changed since.
struct Handlings {
  std::int64_t least = 1;
  std::int64_t most = 1;
};

Handlings handlings_in(Stage stage) {
  switch (stage) {
    case Stage::waits:
      return {1, 1};
    case Stage::recorded:
      return {2, 4};  // but 3: see the statement
    case Stage::published:
      return {3, 3};
  }
  return {};
}

}  // namespace

std::vector<Handling> handlings(Db& db, Id<Consultation> id, Stage stage, std::int64_t limit,
                                std::int64_t offset) {
  const Handlings in = handlings_in(stage);
  const std::int64_t but = stage == Stage::recorded ? 3 : 0;
  return db.list<Handling>(R"(
      SELECT k.number, k.id AS remark_id, r.organisation, k.section, k.paragraph_id AS paragraph,
        k.wording, k.proposed, d.kind, COALESCE(d.reason, '') AS reason,
        d.published_at IS NOT NULL AS is_published
      FROM remark_now k JOIN response r ON r.id = k.response_id
      LEFT JOIN disposition d ON d.id = (SELECT MAX(e.id) FROM disposition e
        WHERE e.remark_id = k.id)
      WHERE k.id IN (SELECT m.id FROM remark m
        WHERE m.consultation_id = $1 AND m.handling BETWEEN $2 AND $3 AND m.handling <> $4
        ORDER BY m.number LIMIT $5 OFFSET $6)
      ORDER BY k.number)",
                           id, in.least, in.most, but, limit, offset);
}

std::vector<Handling> waiting_on(Db& db, Id<Consultation> id, std::optional<std::int64_t> section,
                                 std::optional<Id<texts::Paragraph>> paragraph,
                                 std::int64_t limit) {
  return db.list<Handling>(R"(
      SELECT k.number, k.id AS remark_id, r.organisation, k.section, k.paragraph_id AS paragraph,
        k.wording, k.proposed, CAST(NULL AS TEXT) AS kind, '' AS reason, FALSE AS is_published
      FROM remark_now k JOIN response r ON r.id = k.response_id
      WHERE k.id IN (SELECT m.id FROM remark m
        WHERE m.consultation_id = $1 AND m.section IS NOT DISTINCT FROM $2
          AND m.paragraph_id IS NOT DISTINCT FROM $3 AND m.handling = 1
        ORDER BY m.number LIMIT $4)
      ORDER BY k.number)",
                           id, section, paragraph, limit);
}

std::vector<Reply> replies(Db& db, Id<Remark> id) {
  return db.list<Reply>(R"(
      SELECT verdict, wording, replied_at FROM disposition_reply
      WHERE remark_id = $1 ORDER BY id DESC)",
                        id);
}

bool reply(Db& db, Id<Remark> id, Verdict verdict, std::string_view wording, Id<people::Person> by,
           Instant now) {
  return 1 == db.run(R"(
      INSERT INTO disposition_reply (remark_id, disposition_id, verdict, wording, replied_by,
        replied_at)
      SELECT id, disposition_id, $2, $3, $4, $5 FROM remark_now
      WHERE id = $1 AND disposition_id IS NOT NULL)",
                     id, verdict, wording, by, now);
}

std::optional<Number> next_without_disposition(Db& db, Id<Consultation> id) {
  return db.find<Number>(R"(
      SELECT number FROM remark WHERE consultation_id = $1 AND handling = 1
      ORDER BY number LIMIT 1)",
                         id);
}

Unpublished unpublished(Db& db, Id<Consultation> id) {
  return db.load<Unpublished>(R"(
      SELECT COUNT(*) AS count, COALESCE(MAX(last), 0) AS last FROM (
        SELECT MAX(d.id) AS last FROM remark k JOIN disposition d ON d.remark_id = k.id
        WHERE k.consultation_id = $1 AND k.handling IN (2, 4) GROUP BY k.id) AS waiting)",
                              id);
}

void publish_dispositions(Db& db, Id<Consultation> id, Instant now) {
  db.run(R"(
      UPDATE disposition SET published_at = $2
      WHERE published_at IS NULL AND id IN (
        SELECT MAX(e.id) FROM remark k JOIN disposition e ON e.remark_id = k.id
        WHERE k.consultation_id = $1 AND k.handling IN (2, 4) GROUP BY e.remark_id))",
         id, now);
  db.run("UPDATE remark SET handling = 3 WHERE consultation_id = $1 AND handling IN (2, 4)", id);
}

HandlingCounts handling_counts(Db& db, Id<Consultation> id) {
  return db.load<HandlingCounts>(R"(
      SELECT COUNT(*) AS remarks,
        COALESCE(SUM(CASE WHEN handling = 1 THEN 1 ELSE 0 END), 0) AS without,
        COALESCE(SUM(CASE WHEN handling IN (2, 4) THEN 1 ELSE 0 END), 0) AS unpublished
      FROM remark WHERE consultation_id = $1 AND handling > 0)",
                                 id);
}

}  // namespace overens::consultations
