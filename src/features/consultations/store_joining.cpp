// Who joins whom.
#include "features/consultations/joining.h"

namespace overens::consultations {

// What was joined reads otherwise by now: `j` joins the remark `o` of the response `s`.
#define OVERENS_TO_EARLIER_WORDS                                                          \
  "EXISTS (SELECT 1 FROM remark_wording was LEFT JOIN remark_wording now "                \
  "ON now.remark_id = o.id AND now.version = s.version "                                  \
  "WHERE was.remark_id = o.id AND was.version = j.joined_version "                        \
  "AND (now.remark_id IS NULL OR now.stance <> was.stance OR now.wording <> was.wording " \
  "OR now.proposed <> was.proposed)) AS is_to_earlier_words "

std::vector<Joining> joinings_between(Db& db, Id<Consultation> id, Number first, Number last) {
  return db.list<Joining>(
      "SELECT k.number AS remark, o.number AS joined, s.number AS response, "
      "s.organisation, " OVERENS_TO_EARLIER_WORDS
      "FROM remark_joining j JOIN remark k ON k.id = j.remark_id "
      "JOIN response r ON r.id = k.response_id AND r.version = j.version "
      "JOIN remark o ON o.id = j.joined_id JOIN response s ON s.id = o.response_id "
      "WHERE j.consultation_id = $1 AND k.number BETWEEN $2 AND $3 "
      "ORDER BY k.number LIMIT 5000",
      id, first, last);
}

std::vector<StandsBehind> links_between(Db& db, Id<Consultation> id, Number first, Number last) {
  return db.list<StandsBehind>(R"(
      SELECT k.number AS remark, l.paragraph_id AS paragraph
      FROM remark k JOIN paragraph_remark l ON l.remark_id = k.id
      WHERE k.consultation_id = $1 AND k.number BETWEEN $2 AND $3
      ORDER BY k.number, l.paragraph_id)",
                               id, first, last);
}

std::vector<Joiner> joiners(Db& db, Id<Remark> id) {
  return db.list<Joiner>(
      "SELECT r.number AS response, r.organisation, " OVERENS_TO_EARLIER_WORDS
      "FROM remark_joining j JOIN remark k ON k.id = j.remark_id "
      "JOIN response r ON r.id = k.response_id AND r.version = j.version "
      "JOIN remark o ON o.id = j.joined_id JOIN response s ON s.id = o.response_id "
      "WHERE j.joined_id = $1 ORDER BY r.number LIMIT 200",
      id);
}

}  // namespace overens::consultations
