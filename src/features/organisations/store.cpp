#include "features/organisations/store.h"

#include <algorithm>

#include "base/errors.h"
#include "base/text.h"

namespace overens::organisations {
namespace {

// The columns of Organisation, for statements that differ only in what they look for.
#define OVERENS_SELECT_ORGANISATION                                                         \
  "SELECT id, number, party_id AS party, name, COALESCE(organisation_number, '') AS "       \
  "organisation_number, field, form, whole_area, description, why, website, contact_name, " \
  "contact_role, contact_email, contact_phone, is_confirmed, confirmed_at, ended_on "       \
  "FROM organisation "

std::optional<std::string> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

Conflict number_taken() {
  return Conflict{t("Another organisation here has that organisation number already.")};
}

void set_municipalities(Db& db, Id<Organisation> organisation, const Entry& entry) {
  db.run("DELETE FROM organisation_municipality WHERE organisation_id = $1", organisation);
  if (entry.whole_area) return;
  for (const std::string& code : entry.municipalities)
    db.run(R"(
        INSERT INTO organisation_municipality (organisation_id, code) VALUES ($1, $2)
        ON CONFLICT DO NOTHING)",
           organisation, code);
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
  return all;
}

// Columns as the history names them, with what they hold.
std::vector<std::pair<std::string_view, std::string>> values_of(const Entry& entry) {
  return {{"organisation_number", entry.organisation_number},
          {"field", entry.field},
          {"form", entry.form},
          {"municipalities", entry.whole_area ? "" : joined(entry.municipalities)},
          {"description", entry.description},
          {"why", entry.why},
          {"website", entry.website},
          {"contact_name", entry.contact_name},
          {"contact_role", entry.contact_role},
          {"contact_email", entry.contact_email},
          {"contact_phone", entry.contact_phone}};
}

void keep(Db& db, Id<Organisation> organisation, std::string_view field, const std::string& was,
          std::optional<Id<people::Person>> by, Instant now) {
  db.run(R"(
      INSERT INTO organisation_change (organisation_id, field, was, changed_by, changed_at)
      VALUES ($1, $2, $3, $4, $5))",
         organisation, field, was, by, now);
}

}  // namespace

std::optional<Organisation> find(Db& db, CompactId compact, Number number) {
  return db.find<Organisation>(OVERENS_SELECT_ORGANISATION "WHERE compact_id = $1 AND number = $2",
                               compact, number);
}

Organisation load(Db& db, Id<Organisation> id) {
  return db.load<Organisation>(OVERENS_SELECT_ORGANISATION "WHERE id = $1", id);
}

std::vector<Organisation> list(Db& db, CompactId compact) {
  return db.list<Organisation>(
      OVERENS_SELECT_ORGANISATION "WHERE compact_id = $1 ORDER BY sort_key, id", compact);
}

std::optional<Organisation> find_same(Db& db, CompactId compact, std::string_view name,
                                      std::string_view organisation_number) {
  const auto id = organisation_number.empty()
                      ? db.find<Id<Organisation>>(R"(
      SELECT id FROM organisation
      WHERE compact_id = $1 AND (folded_name = $2 OR id IN (
        SELECT organisation_id FROM organisation_name WHERE folded_name = $2))
      ORDER BY ended_on IS NOT NULL, id LIMIT 1)",
                                                  compact, fold(name))
                      : db.find<Id<Organisation>>(R"(
      SELECT id FROM organisation WHERE compact_id = $1 AND organisation_number = $2)",
                                                  compact, organisation_number);
  return id ? std::optional(load(db, *id)) : std::nullopt;
}

std::vector<std::string> municipalities(Db& db, Id<Organisation> organisation) {
  return db.list<std::string>(
      "SELECT code FROM organisation_municipality WHERE organisation_id = $1 ORDER BY code",
      organisation);
}

std::vector<Place> places(Db& db, CompactId compact) {
  return db.list<Place>(R"(
      SELECT m.organisation_id AS organisation, m.code
      FROM organisation_municipality m JOIN organisation o ON o.id = m.organisation_id
      WHERE o.compact_id = $1)",
                        compact);
}

bool works_in(Db& db, CompactId compact, std::string_view code) {
  return 0 < db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS organisations
      FROM organisation_municipality m JOIN organisation o ON o.id = m.organisation_id
      WHERE o.compact_id = $1 AND m.code = $2)",
                                   compact, code);
}

std::vector<FormerName> former_names(Db& db, Id<Organisation> organisation) {
  return db.list<FormerName>(R"(
      SELECT name, changed_at FROM organisation_name
      WHERE organisation_id = $1 ORDER BY id DESC)",
                             organisation);
}

Organisation add(Db& db, CompactId compact, Id<compacts::Party> party, const Entry& entry,
                 Instant now) {
  db.lock_row("compact", compact);  // two at once would be given one number
  const auto id = db.find<Id<Organisation>>(
      R"(
      INSERT INTO organisation (compact_id, number, party_id, name, sort_key, folded_name,
        organisation_number, field, form, whole_area, description, why, website, contact_name,
        contact_role, contact_email, contact_phone, is_confirmed, added_at)
      SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
        $14, $15, $16, $17, $18
      FROM organisation WHERE compact_id = $1
      ON CONFLICT DO NOTHING RETURNING id)",
      compact, party, entry.name, sort_key(entry.name), fold(entry.name),
      or_null(entry.organisation_number), entry.field, entry.form, entry.whole_area,
      entry.description, entry.why, entry.website, entry.contact_name, entry.contact_role,
      entry.contact_email, entry.contact_phone, entry.is_confirmed, now);
  if (!id) throw number_taken();
  set_municipalities(db, *id, entry);
  return load(db, *id);
}

void edit(Db& db, const Organisation& organisation, const Entry& entry, Id<people::Person> by,
          Instant now) {
  const auto was = values_of(entry_of(db, organisation));
  const auto is = values_of(entry);
  for (std::size_t i = 0; i < is.size(); ++i)
    if (was[i].second != is[i].second)
      keep(db, organisation.id, was[i].first, was[i].second, by, now);
  const auto changed = db.run(
      R"(
      UPDATE organisation SET organisation_number = $2, field = $3, form = $4, whole_area = $5,
        description = $6, why = $7, website = $8, contact_name = $9, contact_role = $10,
        contact_email = $11, contact_phone = $12
      WHERE id = $1 AND NOT EXISTS (
        SELECT 1 FROM organisation other
        WHERE other.compact_id = organisation.compact_id AND other.id <> organisation.id
          AND other.organisation_number = $2))",
      organisation.id, or_null(entry.organisation_number), entry.field, entry.form,
      entry.whole_area, entry.description, entry.why, entry.website, entry.contact_name,
      entry.contact_role, entry.contact_email, entry.contact_phone);
  if (changed == 0) throw number_taken();
  set_municipalities(db, organisation.id, entry);
}

void rename(Db& db, const Organisation& organisation, std::string_view name, Instant now) {
  if (organisation.name == name) return;
  db.run(R"(
      INSERT INTO organisation_name (organisation_id, name, folded_name, changed_at)
      VALUES ($1, $2, $3, $4))",
         organisation.id, organisation.name, fold(organisation.name), now);
  db.run("UPDATE organisation SET name = $2, sort_key = $3, folded_name = $4 WHERE id = $1",
         organisation.id, name, sort_key(name), fold(name));
}

bool end(Db& db, const Organisation& organisation, const Date& last_day) {
  if (0 == db.run("UPDATE organisation SET ended_on = $2 WHERE id = $1 AND ended_on IS NULL",
                  organisation.id, last_day))
    return false;
  db.run(R"(
      UPDATE mandate SET to_date = $2
      WHERE organisation_id = $1 AND (to_date IS NULL OR to_date > $2))",
         organisation.id, last_day);
  return true;
}

bool resume(Db& db, const Organisation& organisation) {
  if (!organisation.ended_on ||
      0 == db.run("UPDATE organisation SET ended_on = NULL WHERE id = $1 AND ended_on = $2",
                  organisation.id, *organisation.ended_on))
    return false;
  db.run(R"(
      UPDATE mandate SET to_date = NULL
      WHERE organisation_id = $1 AND to_date = $2 AND id = (
        SELECT MAX(same.id) FROM mandate same
        WHERE same.organisation_id = $1 AND same.person_id = mandate.person_id
          AND same.kind = mandate.kind))",
         organisation.id, *organisation.ended_on);
  return true;
}

void confirm(Db& db, const Organisation& organisation, Instant now) {
  db.run("UPDATE organisation SET confirmed_at = $2 WHERE id = $1", organisation.id, now);
}

std::vector<Change> changes(Db& db, Id<Organisation> organisation) {
  return db.list<Change>(R"(
      SELECT c.field, c.was, COALESCE(NULLIF(p.name, ''), p.email, '') AS "by", c.changed_at
      FROM organisation_change c LEFT JOIN person p ON p.id = c.changed_by
      WHERE c.organisation_id = $1 ORDER BY c.id DESC)",
                         organisation);
}

Entry entry_of(Db& db, const Organisation& one) {
  return {.name = one.name,
          .organisation_number = one.organisation_number,
          .field = one.field,
          .form = one.form,
          .whole_area = one.whole_area,
          .municipalities = municipalities(db, one.id),
          .description = one.description,
          .why = one.why,
          .website = one.website,
          .contact_name = one.contact_name,
          .contact_role = one.contact_role,
          .contact_email = one.contact_email,
          .contact_phone = one.contact_phone,
          .is_confirmed = one.is_confirmed};
}

Date today_in(Db& db, CompactId compact, Instant now) {
  return date_of(
      now, zone(db.load<std::string>("SELECT time_zone FROM compact WHERE id = $1", compact)));
}

std::vector<Municipality> area(Db& db, CompactId compact) {
  return db.list<Municipality>(
      "SELECT code, name FROM municipality WHERE compact_id = $1 ORDER BY sort_key", compact);
}

namespace {

struct Key {
  Id<Organisation> id;
  std::string name;
  std::string sort_key;
};

}  // namespace

std::int64_t renew_sort_keys(Database& database) {
  constexpr std::int64_t most_at_once = 500;
  std::int64_t renewed = 0;
  Id<Organisation> last{0};
  for (bool is_more = true; is_more;) {
    renewed += database.write(whole_installation, [&](Db& db) {
      std::int64_t changed = 0;
      const auto some = db.list<Key>(
          "SELECT id, name, sort_key FROM organisation WHERE id > $1 ORDER BY id LIMIT $2", last,
          most_at_once);
      for (const Key& one : some)
        if (const std::string key = sort_key(one.name); key != one.sort_key)
          changed += db.run("UPDATE organisation SET sort_key = $2 WHERE id = $1", one.id, key);
      is_more = static_cast<std::int64_t>(some.size()) == most_at_once;
      if (is_more) last = some.back().id;
      return changed;
    });
  }
  return renewed;
}

}  // namespace overens::organisations
