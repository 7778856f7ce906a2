// Declining where every party decides: a proposal with its reason, carried out once all have said
// yes.
#include "base/secrets.h"
#include "features/affiliations/store.h"

namespace overens::affiliations {
namespace {

std::string declining_sha256(Db& db, const Application& one, std::string_view words) {
  return sha256_hex(content_sha256(db, one) + " declined: " + std::string(words));
}

}  // namespace

std::optional<groups::Proposal> proposal_to_decline(Db& db, const compacts::Compact& compact,
                                                    const Application& one) {
  return groups::find_on(db, compact.id, to_decline, one.number.value);
}

bool ask_to_decline(Db& db, const compacts::Compact& compact, const Application& seen,
                    std::string_view words, Id<people::Person> by, Instant now) {
  db.lock_row("application", seen.id);
  const Application one = found(find(db, compact.id, seen.number));
  if (!is_open(one.state)) return false;
  db.run(R"(
      INSERT INTO declining (application_id, words, asked_by, asked_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (application_id) DO UPDATE
        SET words = excluded.words, asked_by = excluded.asked_by, asked_at = excluded.asked_at)",
         one.id, words, by, now);
  const Language language = compact.own_language();
  groups::propose(db, compact,
                  {.kind = to_decline,
                   .subject = one.number.value,
                   .title = t("Decline the application of {}", one.name).in(language),
                   .where = url("/{}/applications/{}", compact.slug, one.number),
                   .sha256 = declining_sha256(db, one, words)},
                  by, now);
  return assess(db, one, Outcome::noted, words, by, now);
}

std::vector<Declining> declinings(Db& db, std::int64_t most) {
  return db.list<Declining>(R"(
      SELECT a.compact_id AS compact, a.number, d.words
      FROM declining d JOIN application a ON a.id = d.application_id
      WHERE a.state IN ('received', 'talking', 'admitted') ORDER BY d.asked_at LIMIT $1)",
                            most);
}

bool decline_if_agreed(Db& db, const compacts::Compact& compact, const Application& seen,
                       std::string_view words, Instant now) {
  db.lock_row("application", seen.id);
  const Application one = found(find(db, compact.id, seen.number));
  const auto admitting = groups::find_on(db, compact.id, to_admit, one.number.value);
  const auto declining = proposal_to_decline(db, compact, one);
  if (!is_open(one.state) || !declining || !declining->agreed_at) return false;
  if (admitting && admitting->agreed_at && *admitting->agreed_at <= *declining->agreed_at)
    return false;  // they had agreed to the other before, and the applicant has been told so
  if (declining->sha256 != declining_sha256(db, one, words)) return false;
  groups::close(db, compact.id, to_admit, one.number.value, now);
  return assess(db, one, Outcome::declined, words, std::nullopt, now);
}

}  // namespace overens::affiliations
