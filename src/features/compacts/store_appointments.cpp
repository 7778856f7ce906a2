#include "features/compacts/store.h"

#include <algorithm>

namespace overens::compacts {
namespace {

#define OVERENS_SELECT_APPOINTMENT                                                           \
  "SELECT id, number, party_id AS party, person_id AS person, role, from_date AS \"from\", " \
  "to_date AS \"to\" FROM appointment "

}  // namespace

std::vector<Appointment> appointments(Db& db, Id<Compact> compact, Id<people::Person> person,
                                      const Date& on) {
  return db.list<Appointment>(OVERENS_SELECT_APPOINTMENT
                              "WHERE compact_id = $1 AND person_id = $2 AND from_date <= $3 "
                              "AND (to_date IS NULL OR to_date >= $3) ORDER BY number",
                              compact, person, on);
}

std::vector<Appointment> appointed(Db& db, Id<Compact> compact, Role role, const Date& on) {
  return db.list<Appointment>(OVERENS_SELECT_APPOINTMENT
                              "WHERE compact_id = $1 AND role = $2 AND from_date <= $3 "
                              "AND (to_date IS NULL OR to_date >= $3) ORDER BY party_id, number",
                              compact, role, on);
}

std::vector<people::Person> people_in(Db& db, Id<Compact> compact, Role role, const Date& on) {
  std::vector<people::Person> all;
  for (const Appointment& one : appointed(db, compact, role, on)) {
    const auto is_same = [&](const people::Person& known) { return known.id == one.person; };
    if (std::any_of(all.begin(), all.end(), is_same)) continue;
    if (auto person = people::find(db, one.person)) all.push_back(std::move(*person));
  }
  return all;
}

std::optional<Appointment> find_appointment(Db& db, Id<Compact> compact, Number number) {
  return db.find<Appointment>(OVERENS_SELECT_APPOINTMENT "WHERE compact_id = $1 AND number = $2",
                              compact, number);
}

std::vector<Appointee> appointees(Db& db, Id<Compact> compact) {
  return db.list<Appointee>(R"(
      SELECT a.number, a.party_id AS party, p.name, p.email, a.role, a.from_date AS "from",
        a.to_date AS "to"
      FROM appointment a JOIN person p ON p.id = a.person_id
      WHERE a.compact_id = $1
      ORDER BY a.to_date IS NOT NULL, a.to_date DESC, a.party_id, a.number)",
                            compact);
}

bool was_appointed(Db& db, Id<Party> party, Id<people::Person> person, Role role) {
  return 0 < db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS times FROM appointment
      WHERE party_id = $1 AND person_id = $2 AND role = $3)",
                                   party, person, role);
}

Appointing appoint(Db& db, Id<Compact> compact, Id<Party> party, Id<people::Person> person,
                   Role role, const Date& from, std::optional<Date> to) {
  db.lock_row("person", person);  // two at once could serve two parties
  const auto elsewhere = db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS times FROM appointment
      WHERE compact_id = $1 AND person_id = $2 AND party_id <> $3
        AND (to_date IS NULL OR to_date >= $4) AND ($5 IS NULL OR from_date <= $5))",
                                               compact, person, party, from, to);
  if (elsewhere > 0) return Appointing::serves_another_party;
  const Number number = next_number(db, compact, "appointment");
  const auto added = db.run(R"(
      INSERT INTO appointment (compact_id, number, party_id, person_id, role, from_date, to_date)
      SELECT $1, $2, $3, $4, $5, $6, $7
      WHERE NOT EXISTS (
        SELECT 1 FROM appointment
        WHERE party_id = $3 AND person_id = $4 AND role = $5
          AND (to_date IS NULL OR to_date >= $6) AND ($7 IS NULL OR from_date <= $7)))",
                            compact, number, party, person, role, from, to);
  return added == 1 ? Appointing::done : Appointing::has_it_already;
}

bool end_appointment(Db& db, const Appointment& appointment, const Date& last_day) {
  return 1 == db.run(R"(
      UPDATE appointment SET to_date = $2
      WHERE id = $1 AND (to_date IS NULL OR to_date > $2))",
                     appointment.id, last_day);
}

}  // namespace overens::compacts
