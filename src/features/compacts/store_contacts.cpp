// What coordinators keep on the front page: its words, and whom to call.
#include "features/compacts/store.h"

namespace overens::compacts {
namespace {

#define OVERENS_SELECT_CONTACT                                                                  \
  "SELECT c.id, c.number, c.party_id AS party, p.name AS party_name, c.role, c.name, c.email, " \
  "c.phone FROM contact c JOIN party p ON p.id = c.party_id "                                   \
  "WHERE c.compact_id = $1 AND c.ended_at IS NULL "

}  // namespace

std::vector<Contact> contacts(Db& db, Id<Compact> compact) {
  return db.list<Contact>(OVERENS_SELECT_CONTACT "ORDER BY p.number, c.number", compact);
}

std::optional<Contact> find_contact(Db& db, Id<Compact> compact, Number number) {
  return db.find<Contact>(OVERENS_SELECT_CONTACT "AND c.number = $2", compact, number);
}

bool had_contacts(Db& db, Id<Compact> compact) {
  return 0 < db.load<std::int64_t>("SELECT COUNT(*) AS contacts FROM contact WHERE compact_id = $1",
                                   compact);
}

void add_contact(Db& db, Id<Compact> compact, Id<Party> party, const ContactEntry& entry) {
  db.run(R"(
      INSERT INTO contact (compact_id, party_id, number, role, name, email, phone)
      VALUES ($1, $2, $3, $4, $5, $6, $7))",
         compact, party, next_number(db, compact, "contact"), entry.role, entry.name, entry.email,
         entry.phone);
}

void change_contact(Db& db, const Contact& was, const ContactEntry& is, Id<people::Person> by,
                    Instant now) {
  if (was.role == is.role && was.name == is.name && was.email == is.email && was.phone == is.phone)
    return;
  db.run(R"(
      INSERT INTO contact_change (contact_id, role, name, email, phone, changed_by, changed_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7))",
         was.id, was.role, was.name, was.email, was.phone, by, now);
  db.run("UPDATE contact SET role = $2, name = $3, email = $4, phone = $5 WHERE id = $1", was.id,
         is.role, is.name, is.email, is.phone);
}

void end_contact(Db& db, const Contact& contact, Instant now) {
  db.run("UPDATE contact SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", contact.id, now);
}

std::vector<ContactChange> contact_changes(Db& db, Id<Contact> contact) {
  return db.list<ContactChange>(R"(
      SELECT c.role, c.name, c.email, c.phone, COALESCE(NULLIF(p.name, ''), p.email) AS "by",
        c.changed_at
      FROM contact_change c JOIN person p ON p.id = c.changed_by
      WHERE c.contact_id = $1 ORDER BY c.id DESC)",
                                contact);
}

std::string front_words(Db& db, Id<Compact> compact, std::string_view language) {
  return db
      .find<std::string>(R"(
      SELECT words FROM front_text
      WHERE compact_id = $1 AND language = $2 ORDER BY id DESC LIMIT 1)",
                         compact, language)
      .value_or("");
}

FrontText front_text(Db& db, const Compact& compact, Language language) {
  std::string words = front_words(db, compact.id, tag(language));
  if (!words.empty()) return {std::string(tag(language)), std::move(words)};
  return {compact.language, front_words(db, compact.id, compact.language)};
}

void write_front_text(Db& db, Id<Compact> compact, std::string_view language,
                      std::string_view words, std::optional<Id<people::Person>> by, Instant now) {
  if (front_words(db, compact, language) == words) return;
  db.run(R"(
      INSERT INTO front_text (compact_id, language, words, written_by, written_at)
      VALUES ($1, $2, $3, $4, $5))",
         compact, language, words, by, now);
}

std::vector<FrontTextVersion> front_text_versions(Db& db, Id<Compact> compact) {
  return db.list<FrontTextVersion>(R"(
      SELECT f.language, f.words, COALESCE(NULLIF(p.name, ''), p.email, '') AS "by", f.written_at
      FROM front_text f LEFT JOIN person p ON p.id = f.written_by
      WHERE f.compact_id = $1 ORDER BY f.id DESC)",
                                   compact);
}

}  // namespace overens::compacts
