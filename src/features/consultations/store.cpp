// The consultation itself, its days, and the responses to it.
#include "features/consultations/store.h"

#include "base/errors.h"

namespace overens::consultations {

#define OVERENS_SELECT_CONSULTATION                                                      \
  "SELECT id, number, version_id AS version, title, cover_letter, opens_on, closes_on, " \
  "accepts_late, handled_at FROM consultation "

Consultation add(Db& db, Id<compacts::Compact> compact, const NewConsultation& wanted,
                 std::optional<Id<people::Person>> by, Instant now) {
  const Number number = compacts::next_number(db, compact, "consultation");
  return load(db, db.load<Id<Consultation>>(R"(
      INSERT INTO consultation (compact_id, number, version_id, title, cover_letter, opens_on,
        closes_on, accepts_late, created_by, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id)",
                                            compact, number, wanted.version, wanted.title,
                                            wanted.cover_letter, wanted.opens_on, wanted.closes_on,
                                            wanted.accepts_late, by, now));
}

Consultation load(Db& db, Id<Consultation> id) {
  return db.load<Consultation>(OVERENS_SELECT_CONSULTATION "WHERE id = $1", id);
}

std::optional<Consultation> find(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<Consultation>(OVERENS_SELECT_CONSULTATION "WHERE compact_id = $1 AND number = $2",
                               compact, number);
}

std::optional<Consultation> find_on(Db& db, Id<texts::Version> version, const Date& opens_on) {
  return db.find<Consultation>(
      OVERENS_SELECT_CONSULTATION "WHERE version_id = $1 AND opens_on = $2", version, opens_on);
}

std::vector<Consultation> list(Db& db, Id<compacts::Compact> compact) {
  return db.list<Consultation>(OVERENS_SELECT_CONSULTATION
                               "WHERE compact_id = $1 ORDER BY opens_on DESC, number DESC",
                               compact);
}

void edit(Db& db, Id<Consultation> id, std::string_view title, std::string_view cover_letter) {
  db.run("UPDATE consultation SET title = $2, cover_letter = $3 WHERE id = $1", id, title,
         cover_letter);
}

bool extend(Db& db, const Consultation& one, const Date& closes_on, std::string_view reason,
            Id<people::Person> by, Instant now) {
  if (0 == db.run(R"(
      UPDATE consultation SET closes_on = $2
      WHERE id = $1 AND closes_on < $2 AND handled_at IS NULL)",
                  one.id, closes_on))
    return false;
  db.run(R"(
      INSERT INTO consultation_extension (consultation_id, was, reason, extended_by, extended_at)
      VALUES ($1, $2, $3, $4, $5))",
         one.id, one.closes_on, reason, by, now);
  return true;
}

bool extend_for(Db& db, const Consultation& one, Id<organisations::Organisation> organisation,
                const Date& closes_on, std::string_view reason, Id<people::Person> by,
                Instant now) {
  db.lock_row("consultation", one.id);  // two at once: the second is measured against the first
  if (closes_on <= last_day(db, one, organisation, now)) return false;
  db.run(R"(
      INSERT INTO consultation_deadline (consultation_id, organisation_id, closes_on, reason,
        given_by, given_at)
      VALUES ($1, $2, $3, $4, $5, $6))",
         one.id, organisation, closes_on, reason, by, now);
  return true;
}

Date last_day(Db& db, const Consultation& one,
              std::optional<Id<organisations::Organisation>> organisation, Instant held_at) {
  const Date for_all = db.load<Date>(R"(
      SELECT COALESCE((SELECT e.was FROM consultation_extension e
        WHERE e.id = (SELECT MIN(f.id) FROM consultation_extension f
          WHERE f.consultation_id = c.id AND f.extended_at > $2)), c.closes_on)
      FROM consultation c WHERE c.id = $1)",
                                     one.id, held_at);
  if (!organisation) return for_all;
  const auto own = db.find<Date>(R"(
      SELECT MAX(closes_on) FROM consultation_deadline
      WHERE consultation_id = $1 AND organisation_id = $2 AND given_at <= $3
      HAVING COUNT(*) > 0)",
                                 one.id, *organisation, held_at);
  return own && *own > for_all ? *own : for_all;
}

std::vector<Deadline> deadlines(Db& db, Id<Consultation> id) {
  return db.list<Deadline>(R"(
      SELECT o.number AS organisation, o.name, d.closes_on, d.reason
      FROM consultation_deadline d
      JOIN organisation o ON o.id = d.organisation_id
      JOIN consultation c ON c.id = d.consultation_id
      WHERE d.consultation_id = $1 AND d.closes_on > c.closes_on
        AND d.id = (SELECT MAX(e.id) FROM consultation_deadline e
          WHERE e.consultation_id = $1 AND e.organisation_id = d.organisation_id)
      ORDER BY o.sort_key, o.id)",
                           id);
}

std::vector<Extension> extensions(Db& db, Id<Consultation> id) {
  return db.list<Extension>(R"(
      SELECT was, reason, extended_at FROM consultation_extension
      WHERE consultation_id = $1 ORDER BY id)",
                            id);
}

void close_as_handled(Db& db, Id<Consultation> id, Instant now) {
  const HandlingCounts counted = handling_counts(db, id);
  if (counted.without > 0)
    throw Conflict{
        t("A remark still lacks its disposition, so this can not be closed as handled.")};
  if (counted.unpublished > 0)
    throw Conflict{t("A disposition is not published yet: every party says yes to it first.")};
  db.run("UPDATE consultation SET handled_at = $2 WHERE id = $1 AND handled_at IS NULL", id, now);
}

Counts counts(Db& db, Id<Consultation> id) {
  return db.load<Counts>(R"(
      SELECT (SELECT COUNT(*) FROM response WHERE consultation_id = $1) AS responses,
        COUNT(*) AS remarks, COALESCE(SUM(CASE WHEN handling >= 3 THEN 1 ELSE 0 END), 0) AS disposed
      FROM remark WHERE consultation_id = $1 AND handling > 0)",
                         id);
}

// --- Responses ---

#define OVERENS_SELECT_RESPONSE                                                              \
  "SELECT r.id, r.number, r.organisation_id, r.organisation, r.received_on, r.received_at, " \
  "r.channel, r.version, r.received_on > COALESCE(r.due_on, c.closes_on) AS is_late "        \
  "FROM response r JOIN consultation c ON c.id = r.consultation_id "

Response load_response(Db& db, Id<Response> id) {
  return db.load<Response>(OVERENS_SELECT_RESPONSE "WHERE r.id = $1", id);
}

std::vector<Response> responses(Db& db, Id<Consultation> id, std::int64_t limit,
                                std::int64_t offset) {
  return db.list<Response>(OVERENS_SELECT_RESPONSE
                           "WHERE c.id = $1 ORDER BY r.number LIMIT $2 OFFSET $3",
                           id, limit, offset);
}

std::vector<Summary> summaries(Db& db, Id<Consultation> id, std::int64_t limit,
                               std::int64_t offset) {
  return db.list<Summary>(R"(
      SELECT r.id,
        (SELECT k.stance FROM remark k WHERE k.response_id = r.id AND k.section IS NULL
          AND k.paragraph_id IS NULL AND k.stance <> '') AS stance,
        (SELECT COUNT(k.section) FROM remark k WHERE k.response_id = r.id AND k.stance <> '')
          AS remarks
      FROM response r
      WHERE r.consultation_id = $1
      ORDER BY r.number LIMIT $2 OFFSET $3)",
                          id, limit, offset);
}

std::vector<Reception> receptions(Db& db, Id<compacts::Compact> compact, std::int64_t limit) {
  return db.list<Reception>(R"(
      SELECT c.number AS consultation, c.title, r.number AS response, r.organisation,
        r.received_on, r.received_at, r.channel
      FROM response r JOIN consultation c ON c.id = r.consultation_id
      WHERE c.compact_id = $1 ORDER BY r.received_on DESC, r.id DESC LIMIT $2)",
                            compact, limit);
}

std::optional<Response> find_response(Db& db, Id<Consultation> id, Number number) {
  return db.find<Response>(OVERENS_SELECT_RESPONSE "WHERE c.id = $1 AND r.number = $2", id, number);
}

std::optional<Response> find_response_of(Db& db, Id<Consultation> id,
                                         Id<organisations::Organisation> organisation) {
  return db.find<Response>(OVERENS_SELECT_RESPONSE "WHERE c.id = $1 AND r.organisation_id = $2", id,
                           organisation);
}

std::int64_t count_responses(Db& db, Id<Consultation> id) {
  return db.load<std::int64_t>("SELECT COUNT(*) FROM response WHERE consultation_id = $1", id);
}

std::vector<ResponseVersion> response_versions(Db& db, Id<Response> id) {
  return db.list<ResponseVersion>(R"(
      SELECT version, entered_at FROM response_version WHERE response_id = $1 ORDER BY version)",
                                  id);
}

std::vector<Original> originals(Db& db, Id<Response> id) {
  return db.list<Original>(R"(
      SELECT number, file_id, name FROM response_original WHERE response_id = $1 ORDER BY number)",
                           id);
}

}  // namespace overens::consultations
