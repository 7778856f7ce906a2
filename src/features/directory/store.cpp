#include "features/directory/store.h"

#include "base/text.h"

namespace overens::directory {
namespace {

// A LIKE pattern for words within a name; empty for no words.
std::string pattern_of(const std::string& words) {
  if (words.empty()) return {};
  std::string pattern = "%";
  for (const char c : fold(words)) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace

std::vector<Entry> list(Db& db, Id<compacts::Compact> compact, const Search& search,
                        std::int64_t limit, std::int64_t offset) {
  // Along the index of names: nothing is sorted, and a full page is the end of it.
  return db.list<Entry>(R"(
      SELECT o.id, o.number, o.name, o.party_id AS party, o.field, o.whole_area,
        a.from_date AS "from", a.to_date AS "to"
      FROM organisation o JOIN affiliation a ON a.organisation_id = o.id
        JOIN party p ON p.id = o.party_id
      WHERE o.compact_id = $1 AND NOT p.is_body
        AND a.from_date <= $2 AND (a.to_date IS NULL OR a.to_date >= $2)
        AND ($3 = '' OR o.field = $3)
        AND ($4 = '' OR o.whole_area OR EXISTS (
          SELECT 1 FROM organisation_municipality m
          WHERE m.organisation_id = o.id AND m.code = $4))
        AND ($5 = '' OR o.folded_name LIKE $5 ESCAPE '\' OR EXISTS (
          SELECT 1 FROM organisation_name n
          WHERE n.organisation_id = o.id AND n.folded_name LIKE $5 ESCAPE '\'))
      ORDER BY o.sort_key, o.id LIMIT $6 OFFSET $7)",
                        compact, search.on, search.field, search.municipality,
                        pattern_of(search.words), limit, offset);
}

std::int64_t count(Db& db, Id<compacts::Compact> compact, const Search& search) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*)
      FROM organisation o JOIN affiliation a ON a.organisation_id = o.id
        JOIN party p ON p.id = o.party_id
      WHERE o.compact_id = $1 AND NOT p.is_body
        AND a.from_date <= $2 AND (a.to_date IS NULL OR a.to_date >= $2)
        AND ($3 = '' OR o.field = $3)
        AND ($4 = '' OR o.whole_area OR EXISTS (
          SELECT 1 FROM organisation_municipality m
          WHERE m.organisation_id = o.id AND m.code = $4))
        AND ($5 = '' OR o.folded_name LIKE $5 ESCAPE '\' OR EXISTS (
          SELECT 1 FROM organisation_name n
          WHERE n.organisation_id = o.id AND n.folded_name LIKE $5 ESCAPE '\')))",
                               compact, search.on, search.field, search.municipality,
                               pattern_of(search.words));
}

std::vector<Count> fields(Db& db, Id<compacts::Compact> compact, const Date& on) {
  return db.list<Count>(R"(
      SELECT o.field AS words, COUNT(*) AS organisations
      FROM affiliation a JOIN organisation o ON o.id = a.organisation_id JOIN party p ON
      p.id = o.party_id WHERE a.compact_id = $1 AND NOT p.is_body AND a.from_date <= $2 AND
      (a.to_date IS NULL OR a.to_date >= $2)
        AND o.field <> '' GROUP BY o.field ORDER BY o.field)",
                        compact, on);
}

std::vector<Count> municipality_counts(Db& db, Id<compacts::Compact> compact, const Date& on) {
  return db.list<Count>(R"(
      WITH affiliated AS (
        SELECT o.id, o.whole_area
        FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
          JOIN party p ON p.id = o.party_id
        WHERE a.compact_id = $1 AND NOT p.is_body
          AND a.from_date <= $2 AND (a.to_date IS NULL OR a.to_date >= $2))
      SELECT m.name AS words,
        (SELECT COUNT(*) FROM affiliated WHERE whole_area) + COUNT(here.code) AS organisations
      FROM municipality m LEFT JOIN (
          SELECT om.code
          FROM affiliated JOIN organisation_municipality om ON om.organisation_id = affiliated.id
          WHERE NOT affiliated.whole_area) here ON here.code = m.code
      WHERE m.compact_id = $1 GROUP BY m.code, m.name, m.sort_key ORDER BY m.sort_key)",
                        compact, on);
}

std::vector<Entry> newest(Db& db, Id<compacts::Compact> compact, const Date& on,
                          std::int64_t limit) {
  return db.list<Entry>(R"(
      SELECT o.id, o.number, o.name, o.party_id AS party, o.field, o.whole_area,
        a.from_date AS "from", a.to_date AS "to"
      FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
        JOIN party p ON p.id = o.party_id
      WHERE a.compact_id = $1 AND NOT p.is_body
        AND a.from_date <= $2 AND (a.to_date IS NULL OR a.to_date >= $2)
      ORDER BY a.from_date DESC, a.id DESC LIMIT $3)",
                        compact, on, limit);
}

}  // namespace overens::directory
