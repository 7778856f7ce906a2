#include <algorithm>

#include "features/decisions/packages.h"

namespace overens::decisions {

#define OVERENS_SELECT_PACKAGE                                                           \
  "SELECT id, number, compact_id AS compact, version_id AS version, since_id AS since, " \
  "language, asked_at, compiled_at, given_up_at, pdf_id AS pdf, docx_id AS docx "        \
  "FROM decision_package "

std::optional<Package> find_package(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<Package>(OVERENS_SELECT_PACKAGE "WHERE compact_id = $1 AND number = $2", compact,
                          number);
}

Package load_package(Db& db, Id<Package> id) {
  return db.load<Package>(OVERENS_SELECT_PACKAGE "WHERE id = $1", id);
}

std::vector<Package> packages(Db& db, Id<compacts::Compact> compact) {
  return db.list<Package>(OVERENS_SELECT_PACKAGE
                          "WHERE compact_id = $1 ORDER BY number DESC LIMIT $2",
                          compact, most_packages);
}

std::vector<Package> packages_of(Db& db, Id<texts::Version> version) {
  return db.list<Package>(OVERENS_SELECT_PACKAGE
                          "WHERE version_id = $1 ORDER BY number DESC LIMIT $2",
                          version, most_packages);
}

Package add_package(Db& db, Id<compacts::Compact> compact, const NewPackage& wanted,
                    std::optional<Id<people::Person>> by, Instant now) {
  return load_package(
      db, db.load<Id<Package>>(R"(
      INSERT INTO decision_package (compact_id, number, version_id, since_id, language, asked_by,
        asked_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id)",
                               compact, compacts::next_number(db, compact, "decision_package"),
                               wanted.version, wanted.since, tag(wanted.language), by, now));
}

bool complete_package(Db& db, Id<Package> id, std::string_view pdf, std::string_view docx,
                      Instant compiled_at, Instant now) {
  if (std::max(std::ssize(pdf), std::ssize(docx)) > files::most_bytes)
    return give_up_package(db, id, now);
  return 1 == db.run(R"(
      UPDATE decision_package SET compiled_at = $2, pdf_id = $3, docx_id = $4
      WHERE id = $1 AND compiled_at IS NULL AND given_up_at IS NULL)",
                     id, compiled_at, files::store(db, pdf, now), files::store(db, docx, now));
}

bool give_up_package(Db& db, Id<Package> id, Instant now) {
  return 1 == db.run(R"(
      UPDATE decision_package SET given_up_at = $2
      WHERE id = $1 AND compiled_at IS NULL AND given_up_at IS NULL)",
                     id, now);
}

}  // namespace overens::decisions
