#include "base/errors.h"
#include "features/organisations/store.h"

namespace overens::organisations {

std::vector<Mandate> mandates(Db& db, CompactId compact, Id<people::Person> person,
                              const Date& on) {
  return db.list<Mandate>(R"(
      SELECT m.id, m.organisation_id AS organisation, o.number, o.name, m.person_id AS person,
        m.kind, m.from_date AS "from", m.to_date AS "to"
      FROM mandate m JOIN organisation o ON o.id = m.organisation_id
      WHERE m.person_id = $2 AND o.compact_id = $1
        AND m.from_date <= $3 AND (m.to_date IS NULL OR m.to_date >= $3)
        AND (o.ended_on IS NULL OR o.ended_on >= $3)
      ORDER BY o.sort_key, o.id, m.kind, m.id)",
                          compact, person, on);
}

bool add_mandate(Db& db, Id<Organisation> organisation, Id<people::Person> person, MandateKind kind,
                 const Date& from) {
  db.lock_row("organisation", organisation);  // two at once would be given one number
  return 1 == db.run(R"(
      INSERT INTO mandate (organisation_id, number, person_id, kind, from_date)
      SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4
      FROM mandate WHERE organisation_id = $1
      ON CONFLICT DO NOTHING)",
                     organisation, person, kind, from);
}

bool end_mandate(Db& db, Id<Organisation> organisation, Number mandate, const Date& last_day) {
  return 1 == db.run(R"(
      UPDATE mandate SET to_date = $3
      WHERE organisation_id = $1 AND number = $2 AND (to_date IS NULL OR to_date > $3))",
                     organisation, mandate, last_day);
}

std::vector<Holder> holders(Db& db, Id<Organisation> organisation) {
  return db.list<Holder>(R"(
      SELECT m.number, m.person_id AS person, p.name, p.email, m.kind, m.from_date AS "from",
        m.to_date AS "to"
      FROM mandate m JOIN person p ON p.id = m.person_id
      WHERE m.organisation_id = $1
      ORDER BY m.to_date IS NOT NULL, m.to_date DESC, m.number)",
                         organisation);
}

}  // namespace overens::organisations
