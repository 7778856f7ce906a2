#include "features/compacts/store.h"

#include <algorithm>

#include "base/text.h"

namespace overens::compacts {
namespace {

// The columns of Compact, for statements that differ only in what they look for.
#define OVERENS_SELECT_COMPACT                                                           \
  "SELECT id, slug, name, full_name, language, time_zone, admission, area, whole_area, " \
  "parent_slug, parent_name, parent_year, learns_from FROM compact "

}  // namespace

const Compact& here(const Visit& visit) {
  if (visit.scope.key == 0) throw NotFound{};
  return visit.kept<load>();
}

Compact load(Db& db, Id<Compact> id) {
  return db.load<Compact>(OVERENS_SELECT_COMPACT "WHERE id = $1", id);
}

std::optional<Compact> find(Db& db, std::string_view slug) {
  return db.find<Compact>(OVERENS_SELECT_COMPACT "WHERE slug = $1", slug);
}

std::vector<Compact> list(Db& db) {
  auto all = db.list<Compact>(OVERENS_SELECT_COMPACT "ORDER BY slug");
  std::stable_sort(all.begin(), all.end(), [](const Compact& a, const Compact& b) {
    return sort_key(a.name) < sort_key(b.name);
  });
  return all;
}

std::optional<Scope> find_scope(Db& db, std::string_view slug) {
  return db.find<Scope>("SELECT id AS key, slug FROM compact WHERE slug = $1", slug);
}

Number next_number(Db& db, Id<Compact> compact, std::string_view kind) {
  return db.load<Number>(R"(
      INSERT INTO counter (compact_id, kind, last) VALUES ($1, $2, 1)
      ON CONFLICT (compact_id, kind) DO UPDATE SET last = counter.last + 1
      RETURNING last)",
                         compact, kind);
}

std::vector<Party> parties(Db& db, Id<Compact> compact) {
  return db.list<Party>(R"(
      SELECT id, number, key, name, is_body, quorum FROM party
      WHERE compact_id = $1 ORDER BY number)",
                        compact);
}

Party load_party(Db& db, Id<Party> id) {
  return db.load<Party>("SELECT id, number, key, name, is_body, quorum FROM party WHERE id = $1",
                        id);
}

void set_quorum(Db& db, Id<Party> party, std::int64_t quorum) {
  db.run("UPDATE party SET quorum = $2 WHERE id = $1", party, quorum);
}

std::vector<Phase> phases(Db& db, Id<Compact> compact) {
  return db.list<Phase>(R"(
      SELECT kind, name, from_date AS "from", to_date AS "to" FROM phase
      WHERE compact_id = $1 ORDER BY position)",
                        compact);
}

std::vector<Criterion> criteria(Db& db, Id<Compact> compact) {
  return db.list<Criterion>(
      "SELECT id, key, question FROM criterion WHERE compact_id = $1 ORDER BY position", compact);
}

std::vector<std::string> principles(Db& db, Id<Compact> compact) {
  return db.list<std::string>("SELECT words FROM principle WHERE compact_id = $1 ORDER BY position",
                              compact);
}

std::vector<std::string> aims(Db& db, Id<Compact> compact) {
  return db.list<std::string>("SELECT words FROM aim WHERE compact_id = $1 ORDER BY position",
                              compact);
}

std::vector<organisations::Municipality> municipalities(Db& db, Id<Compact> compact) {
  return db.list<organisations::Municipality>(
      "SELECT code, name FROM municipality WHERE compact_id = $1 ORDER BY sort_key", compact);
}

void add_municipality(Db& db, Id<Compact> compact, const organisations::Municipality& one) {
  db.run(R"(
      INSERT INTO municipality (compact_id, code, name, sort_key) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING)",
         compact, one.code, one.name, sort_key(one.name));
}

void add_phase(Db& db, Id<Compact> compact, std::int64_t position, const Phase& phase) {
  db.run(R"(
      INSERT INTO phase (compact_id, position, kind, name, from_date, to_date)
      VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING)",
         compact, position, phase.kind, phase.name, phase.from, phase.to);
}

void add_criterion(Db& db, Id<Compact> compact, std::int64_t position, std::string_view key,
                   std::string_view question) {
  db.run(R"(
      INSERT INTO criterion (compact_id, position, key, question) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING)",
         compact, position, key, question);
}

void set_phases(Db& db, Id<Compact> compact, const std::vector<Phase>& phases) {
  db.run("DELETE FROM phase WHERE compact_id = $1", compact);
  std::int64_t position = 0;
  for (const Phase& one : phases) add_phase(db, compact, ++position, one);
}

void append_criterion(Db& db, Id<Compact> compact, std::string_view question) {
  db.lock_row("compact", compact);
  // Keys are for files and forms: each once at a time.
  std::int64_t number = 1;
  const auto all = criteria(db, compact);
  const auto is_taken = [&](const Criterion& one) {
    return one.key == "criterion_" + std::to_string(number);
  };
  while (std::any_of(all.begin(), all.end(), is_taken)) ++number;
  add_criterion(db, compact,
                db.load<std::int64_t>(R"(
                    SELECT COALESCE(MAX(position), 0) + 1 FROM criterion WHERE compact_id = $1)",
                                      compact),
                "criterion_" + std::to_string(number), question);
}

bool remove_criterion(Db& db, Id<Compact> compact, Id<Criterion> criterion) {
  return 1 == db.run("DELETE FROM criterion WHERE compact_id = $1 AND id = $2", compact, criterion);
}

void set_municipalities(Db& db, Id<Compact> compact,
                        const std::vector<organisations::Municipality>& area) {
  db.run("DELETE FROM municipality WHERE compact_id = $1", compact);
  for (const organisations::Municipality& one : area) add_municipality(db, compact, one);
}

void add_principle(Db& db, Id<Compact> compact, std::int64_t position, std::string_view words) {
  db.run(R"(
      INSERT INTO principle (compact_id, position, words) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING)",
         compact, position, words);
}

void add_aim(Db& db, Id<Compact> compact, std::int64_t position, std::string_view words) {
  db.run(R"(
      INSERT INTO aim (compact_id, position, words) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING)",
         compact, position, words);
}

namespace {

void add_party(Db& db, const Compact& compact, std::int64_t number, const NewParty& party,
               Instant now) {
  const bool is_body = !party.organisation_number.empty();
  const auto id = db.load<Id<Party>>(R"(
      INSERT INTO party (compact_id, number, key, name, is_body, quorum)
      VALUES ($1, $2, $3, $4, $5, 1) RETURNING id)",
                                     compact.id, number, party.key, party.name, is_body);
  if (is_body)
    organisations::add(db, compact.id, id,
                       {.name = party.name,
                        .organisation_number = party.organisation_number,
                        .is_confirmed = true},
                       now);
}

void appoint_first(Db& db, const Compact& compact, const NewCompact& wanted, Instant now) {
  const Date from = wanted.appointed_from.value_or(date_of(now, compact.zone()));
  const auto all = parties(db, compact.id);
  for (const NewAppointment& one : wanted.appointments) {
    const auto party = std::find_if(all.begin(), all.end(),
                                    [&](const Party& some) { return some.key == one.party; });
    appoint(db, compact.id, party->id, people::find_or_add(db, one.email, one.name, now), one.role,
            from);
  }
}

}  // namespace

Compact add_compact(Db& db, const NewCompact& wanted, Instant now) {
  const auto id = db.find<Id<Compact>>(
      R"(
      INSERT INTO compact (slug, name, full_name, language, time_zone, admission, area, whole_area,
        parent_slug, parent_name, parent_year, learns_from, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      ON CONFLICT DO NOTHING RETURNING id)",
      wanted.slug, wanted.name, wanted.full_name, wanted.language, wanted.time_zone,
      wanted.admission, wanted.area, wanted.whole_area, wanted.parent_slug, wanted.parent_name,
      wanted.parent_year, wanted.learns_from, now);
  if (!id) throw Conflict{t("There is a compact by that address already.")};
  const Compact compact = load(db, *id);
  std::int64_t number = 0;
  for (const NewParty& party : wanted.parties) add_party(db, compact, ++number, party, now);
  appoint_first(db, compact, wanted, now);
  return compact;
}

// A compact at a time: as many rows as its area has municipalities.
std::int64_t renew_sort_keys(Database& database) {
  std::int64_t renewed = 0;
  for (const Compact& compact : database.read([](Db& db) { return list(db); }))
    renewed += database.write(ScopeKey{compact.id.value}, [&](Db& db) {
      std::int64_t changed = 0;
      for (const auto& one : municipalities(db, compact.id))
        changed += db.run(R"(
            UPDATE municipality SET sort_key = $3
            WHERE compact_id = $1 AND code = $2 AND sort_key <> $3)",
                          compact.id, one.code, sort_key(one.name));
      return changed;
    });
  return renewed;
}

}  // namespace overens::compacts
