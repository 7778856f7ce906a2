#include "features/compacts/store.h"

namespace overens::compacts {
namespace {

#define OVERENS_SELECT_AFFILIATION                                                         \
  "SELECT a.id, a.organisation_id AS organisation, a.from_date AS \"from\", a.to_date AS " \
  "\"to\", a.text_version_id FROM affiliation a "
// Of those who affiliate, on the day $2: a public body is a party, not one of the affiliated.
#define OVERENS_AFFILIATED_THAT_DAY                                                    \
  "JOIN organisation o ON o.id = a.organisation_id JOIN party p ON p.id = o.party_id " \
  "WHERE a.compact_id = $1 AND NOT p.is_body AND a.from_date <= $2 "                   \
  "AND (a.to_date IS NULL OR a.to_date >= $2) "

}  // namespace

bool affiliate(Db& db, Id<Compact> compact, Id<organisations::Organisation> organisation,
               const Date& from, std::optional<std::int64_t> text_version) {
  db.lock_row("organisation", organisation);
  return 1 == db.run(R"(
      INSERT INTO affiliation (compact_id, organisation_id, from_date, text_version_id)
      SELECT $1, $2, $3, $4
      WHERE NOT EXISTS (
        SELECT 1 FROM affiliation
        WHERE compact_id = $1 AND organisation_id = $2
          AND (to_date IS NULL OR to_date >= $3)))",
                     compact, organisation, from, text_version);
}

bool bind_affiliation(Db& db, Id<Compact> compact, Id<organisations::Organisation> organisation,
                      std::int64_t text_version) {
  return 1 == db.run(R"(
      UPDATE affiliation SET text_version_id = $3
      WHERE compact_id = $1 AND organisation_id = $2 AND to_date IS NULL)",
                     compact, organisation, text_version);
}

bool end_affiliation(Db& db, Id<Compact> compact, Id<organisations::Organisation> organisation,
                     const Date& last_day) {
  return 1 == db.run(R"(
      UPDATE affiliation SET to_date = $3
      WHERE compact_id = $1 AND organisation_id = $2 AND to_date IS NULL AND from_date <= $3)",
                     compact, organisation, last_day);
}

bool resume_affiliation(Db& db, Id<Compact> compact, Id<organisations::Organisation> organisation,
                        const Date& last_day) {
  return 1 == db.run(R"(
      UPDATE affiliation SET to_date = NULL
      WHERE compact_id = $1 AND organisation_id = $2 AND to_date = $3
        AND NOT EXISTS (SELECT 1 FROM affiliation later WHERE later.compact_id = $1
          AND later.organisation_id = $2 AND later.from_date > $3))",
                     compact, organisation, last_day);
}

std::vector<Affiliation> affiliated(Db& db, Id<Compact> compact, const Date& on) {
  return db.list<Affiliation>(OVERENS_SELECT_AFFILIATION OVERENS_AFFILIATED_THAT_DAY
                              "ORDER BY o.sort_key, o.id",
                              compact, on);
}

std::int64_t count_affiliated(Db& db, Id<Compact> compact, const Date& on) {
  return db.load<std::int64_t>(
      "SELECT COUNT(*) AS affiliated FROM affiliation a " OVERENS_AFFILIATED_THAT_DAY, compact, on);
}

bool is_affiliated(Db& db, Id<Compact> compact, Id<organisations::Organisation> organisation,
                   const Date& on) {
  return 0 < db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS affiliations FROM affiliation
      WHERE compact_id = $1 AND organisation_id = $2 AND from_date <= $3
        AND (to_date IS NULL OR to_date >= $3))",
                                   compact, organisation, on);
}

std::vector<Affiliation> affiliations_of(Db& db, Id<Compact> compact,
                                         Id<organisations::Organisation> organisation) {
  return db.list<Affiliation>(OVERENS_SELECT_AFFILIATION
                              "WHERE a.compact_id = $1 AND a.organisation_id = $2 "
                              "ORDER BY a.from_date, a.id",
                              compact, organisation);
}

std::vector<Affiliation> all_affiliations(Db& db, Id<Compact> compact) {
  return db.list<Affiliation>(
      OVERENS_SELECT_AFFILIATION "WHERE a.compact_id = $1 ORDER BY a.from_date, a.id", compact);
}

}  // namespace overens::compacts
