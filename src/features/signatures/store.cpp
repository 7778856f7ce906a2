#include "features/signatures/store.h"

namespace overens::signatures {
namespace {

#define OVERENS_SELECT_SIGNATURE                                                                 \
  "SELECT s.id, s.number, s.organisation_id AS organisation, o.number AS organisation_number, "  \
  "o.name AS organisation_name, s.version_id AS version, t.number AS text, "                     \
  "v.number AS version_number, s.sha256, s.signer_name, s.signer_role, s.signed_at, s.channel, " \
  "s.withdrawn_at, s.withdrawn_reason FROM signature s "                                         \
  "JOIN organisation o ON o.id = s.organisation_id JOIN version v ON v.id = s.version_id "       \
  "JOIN text t ON t.id = v.text_id "

std::optional<Number> insert(Db& db, const compacts::Compact& compact, const texts::Version& whole,
                             const Entry& entry, Instant now) {
  const Number number = compacts::next_number(db, compact.id, "signature");
  const auto added = db.run(
      R"(INSERT INTO signature (compact_id, number, version_id, sha256, organisation_id,
           signed_by, signer_name, signer_role, signed_at, recorded_at, recorded_by, channel,
           file_id, file_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (version_id, organisation_id) WHERE withdrawn_at IS NULL DO NOTHING)",
      compact.id, number, whole.id, whole.sha256, entry.organisation, entry.signed_by,
      entry.signer_name, entry.signer_role, entry.signed_at, now, entry.recorded_by, entry.channel,
      entry.file, entry.file_name);
  return added == 1 ? std::optional(number) : std::nullopt;
}

bool is_body(Db& db, Id<organisations::Organisation> organisation) {
  return compacts::load_party(db, organisations::load(db, organisation).party).is_body;
}

}  // namespace

std::optional<Signature> find(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<Signature>(OVERENS_SELECT_SIGNATURE "WHERE s.compact_id = $1 AND s.number = $2",
                            compact, number);
}

std::optional<Signature> find_holding(Db& db, Id<texts::Version> version,
                                      Id<organisations::Organisation> organisation) {
  return db.find<Signature>(OVERENS_SELECT_SIGNATURE
                            "WHERE s.version_id = $1 AND s.organisation_id = $2 "
                            "AND s.withdrawn_at IS NULL",
                            version, organisation);
}

std::vector<Signature> list_of(Db& db, Id<organisations::Organisation> organisation) {
  return db.list<Signature>(OVERENS_SELECT_SIGNATURE
                            "WHERE s.organisation_id = $1 ORDER BY s.signed_at DESC, s.id DESC",
                            organisation);
}

std::vector<Signature> list(Db& db, Id<texts::Version> version, std::int64_t limit,
                            std::int64_t offset) {
  return db.list<Signature>(OVERENS_SELECT_SIGNATURE
                            "WHERE s.version_id = $1 "
                            "ORDER BY s.withdrawn_at IS NOT NULL, o.sort_key, s.id "
                            "LIMIT $2 OFFSET $3",
                            version, limit, offset);
}

std::vector<Signature> list_all(Db& db, Id<compacts::Compact> compact, std::int64_t limit,
                                std::int64_t offset) {
  return db.list<Signature>(OVERENS_SELECT_SIGNATURE
                            "WHERE s.compact_id = $1 ORDER BY s.number LIMIT $2 OFFSET $3",
                            compact, limit, offset);
}

std::vector<Signature> latest(Db& db, Id<compacts::Compact> compact, std::int64_t limit) {
  return db.list<Signature>(OVERENS_SELECT_SIGNATURE
                            "WHERE s.compact_id = $1 ORDER BY s.signed_at DESC, s.number DESC "
                            "LIMIT $2",
                            compact, limit);
}

std::vector<Signature> latest_withdrawn(Db& db, Id<compacts::Compact> compact, std::int64_t limit) {
  return db.list<Signature>(OVERENS_SELECT_SIGNATURE
                            "WHERE s.compact_id = $1 AND s.withdrawn_at IS NOT NULL "
                            "ORDER BY s.withdrawn_at DESC, s.number DESC LIMIT $2",
                            compact, limit);
}

std::int64_t count(Db& db, Id<texts::Version> version) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS signatures FROM signature
      WHERE version_id = $1 AND withdrawn_at IS NULL)",
                               version);
}

std::int64_t count_all(Db& db, Id<texts::Version> version) {
  return db.load<std::int64_t>("SELECT COUNT(*) AS signatures FROM signature WHERE version_id = $1",
                               version);
}

std::int64_t count_everything(Db& db, Id<compacts::Compact> compact) {
  return db.load<std::int64_t>("SELECT COUNT(*) AS signatures FROM signature WHERE compact_id = $1",
                               compact);
}

std::optional<Paper> paper(Db& db, Id<Signature> signature) {
  return db.find<Paper>(R"(
      SELECT file_id AS file, file_name FROM signature WHERE id = $1 AND file_id IS NOT NULL)",
                        signature);
}

std::optional<Number> add_signature(Db& db, const compacts::Compact& compact,
                                    const texts::Version& whole, const Entry& entry, Instant now) {
  db.lock_row("organisation", entry.organisation);
  const auto number = insert(db, compact, whole, entry, now);
  if (!number || is_body(db, entry.organisation)) return number;
  const Date day = date_of(entry.signed_at, compact.zone());
  if (compacts::bind_affiliation(db, compact.id, entry.organisation, whole.id.value)) return number;
  // Who withdrew earlier today is affiliated through today: then anew from the day after.
  if (!compacts::affiliate(db, compact.id, entry.organisation, day, whole.id.value))
    compacts::affiliate(db, compact.id, entry.organisation,
                        add_days(date_of(now, compact.zone()), 1), whole.id.value);
  return number;
}

bool import_signature(Db& db, const compacts::Compact& compact, const texts::Version& whole,
                      const Entry& entry, Instant now) {
  const auto before = db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS signatures FROM signature WHERE version_id = $1 AND organisation_id = $2)",
                                            whole.id, entry.organisation);
  if (before > 0) return false;
  insert(db, compact, whole, entry, now);
  compacts::bind_affiliation(db, compact.id, entry.organisation, whole.id.value);
  return true;
}

bool withdraw(Db& db, const compacts::Compact& compact, const Signature& signature,
              std::string_view reason, Id<people::Person> by, const Date& today, Instant now) {
  db.lock_row("organisation", signature.organisation);
  const auto withdrawn = db.run(R"(
      UPDATE signature SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4
      WHERE id = $1 AND withdrawn_at IS NULL)",
                                signature.id, now, by, reason);
  if (withdrawn == 0) return false;
  const auto holding = db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS signatures FROM signature
      WHERE organisation_id = $1 AND withdrawn_at IS NULL)",
                                             signature.organisation);
  if (holding == 0) compacts::end_affiliation(db, compact.id, signature.organisation, today);
  return true;
}

}  // namespace overens::signatures
