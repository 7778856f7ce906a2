#include "features/groups/store.h"

#include <algorithm>

namespace overens::groups {
namespace {

using compacts::Party;
using people::Person;

#define OVERENS_SELECT_PROPOSAL                                                         \
  "SELECT id, number, kind, subject, title, path, sha256, interested_organisation_id, " \
  "proposed_at, agreed_at, closed_at FROM proposal "

void need_parties(Db& db, const compacts::Compact& compact, Id<Proposal> proposal,
                  std::optional<Id<Party>> only) {
  db.run("DELETE FROM proposal_party WHERE proposal_id = $1", proposal);
  for (const Party& party : compacts::parties(db, compact.id))
    if (!only || *only == party.id)
      db.run("INSERT INTO proposal_party (proposal_id, party_id, quorum) VALUES ($1, $2, $3)",
             proposal, party.id, party.quorum);
}

Proposal load(Db& db, Id<Proposal> id) {
  return db.load<Proposal>(OVERENS_SELECT_PROPOSAL "WHERE id = $1", id);
}

Id<Proposal> add(Db& db, const compacts::Compact& compact, const Question& question,
                 std::optional<Id<Person>> by, Instant now) {
  return db.load<Id<Proposal>>(R"(
      INSERT INTO proposal (compact_id, number, kind, subject, title, path, sha256,
        interested_organisation_id, proposed_by, proposed_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id)",
                               compact.id, compacts::next_number(db, compact.id, "proposal"),
                               question.kind, question.subject, question.title,
                               question.where.text(), question.sha256,
                               question.interested_organisation, by, now);
}

void begin_anew(Db& db, Id<Proposal> proposal, const Question& question,
                std::optional<Id<Person>> by, Instant now) {
  db.run(R"(
      UPDATE assent SET voided_at = $2
      WHERE proposal_id = $1 AND withdrawn_at IS NULL AND voided_at IS NULL)",
         proposal, now);
  db.run(R"(
      UPDATE proposal SET title = $2, path = $3, sha256 = $4, interested_organisation_id = $5,
        proposed_by = $6, proposed_at = $7, told_at = NULL
      WHERE id = $1)",
         proposal, question.title, question.where.text(), question.sha256,
         question.interested_organisation, by, now);
}

}  // namespace

Proposal propose(Db& db, const compacts::Compact& compact, const Question& question,
                 std::optional<Id<Person>> by, Instant now) {
  db.lock_row("compact", compact.id);  // two at once would both be new
  const auto newest = find_on(db, compact.id, question.kind, question.subject);
  if (newest && newest->sha256 == question.sha256 && !newest->closed_at) return *newest;
  const bool is_open = newest && newest->is_open();
  const Id<Proposal> id = is_open ? newest->id : add(db, compact, question, by, now);
  if (is_open) begin_anew(db, id, question, by, now);
  need_parties(db, compact, id, question.only_party);
  return load(db, id);
}

std::optional<Proposal> find(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<Proposal>(OVERENS_SELECT_PROPOSAL "WHERE compact_id = $1 AND number = $2", compact,
                           number);
}

std::optional<Proposal> find_on(Db& db, Id<compacts::Compact> compact, std::string_view kind,
                                std::int64_t subject) {
  return db.find<Proposal>(OVERENS_SELECT_PROPOSAL
                           "WHERE compact_id = $1 AND kind = $2 AND subject = $3 "
                           "ORDER BY id DESC LIMIT 1",
                           compact, kind, subject);
}

std::vector<Proposal> list(Db& db, Id<compacts::Compact> compact) {
  return db.list<Proposal>(OVERENS_SELECT_PROPOSAL
                           "WHERE compact_id = $1 "
                           "ORDER BY agreed_at IS NOT NULL OR closed_at IS NOT NULL, id DESC",
                           compact);
}

std::vector<Proposal> open_proposals(Db& db, Id<compacts::Compact> compact) {
  return db.list<Proposal>(OVERENS_SELECT_PROPOSAL
                           "WHERE compact_id = $1 AND agreed_at IS NULL AND closed_at IS NULL "
                           "ORDER BY proposed_at",
                           compact);
}

std::vector<Id<compacts::Compact>> where_to_tell(Db& db, Instant told_before, std::int64_t most) {
  return db.list<Id<compacts::Compact>>(R"(
      SELECT DISTINCT p.compact_id FROM proposal p
      WHERE p.told_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM seats_told t WHERE t.compact_id = p.compact_id AND t.told_at > $1)
      ORDER BY p.compact_id LIMIT $2)",
                                        told_before, most);
}

std::vector<Proposal> take_to_tell(Db& db, Id<compacts::Compact> compact, Instant told_before,
                                   std::int64_t most, Instant now) {
  db.lock_row("compact", compact);
  const auto lately = db.load<std::int64_t>(
      "SELECT COUNT(*) AS letters FROM seats_told WHERE compact_id = $1 AND told_at > $2", compact,
      told_before);
  if (lately > 0) return {};
  auto all = db.list<Proposal>(OVERENS_SELECT_PROPOSAL
                               "WHERE compact_id = $1 AND told_at IS NULL ORDER BY id LIMIT $2",
                               compact, most);
  for (const Proposal& one : all)
    db.run("UPDATE proposal SET told_at = $2 WHERE id = $1", one.id, now);
  std::erase_if(all, [](const Proposal& one) { return !one.is_open(); });
  return all;
}

void note_told(Db& db, Id<compacts::Compact> compact, Instant now) {
  db.run(R"(
      INSERT INTO seats_told (compact_id, told_at) VALUES ($1, $2)
      ON CONFLICT (compact_id) DO UPDATE SET told_at = excluded.told_at)",
         compact, now);
}

bool close(Db& db, Id<compacts::Compact> compact, std::string_view kind, std::int64_t subject,
           Instant now) {
  return 1 == db.run(R"(
      UPDATE proposal SET closed_at = $4
      WHERE compact_id = $1 AND kind = $2 AND subject = $3
        AND agreed_at IS NULL AND closed_at IS NULL)",
                     compact, kind, subject, now);
}

void keep_quorum_change(Db& db, Id<Proposal> proposal, Id<Party> party, std::int64_t quorum) {
  db.run(R"(
      INSERT INTO quorum_change (proposal_id, party_id, quorum) VALUES ($1, $2, $3)
      ON CONFLICT (proposal_id) DO UPDATE SET quorum = excluded.quorum)",
         proposal, party, quorum);
}

bool is_agreed(Db& db, Id<compacts::Compact> compact, std::string_view kind, std::int64_t subject,
               std::string_view sha256) {
  return 0 < db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS agreed FROM proposal
      WHERE compact_id = $1 AND kind = $2 AND subject = $3 AND sha256 = $4
        AND agreed_at IS NOT NULL)",
                                   compact, kind, subject, sha256);
}

namespace {

// The people with an interest in it: they step aside.
std::vector<Id<Person>> interested(Db& db, const Proposal& proposal, const Date& today) {
  std::vector<Id<Person>> people;
  if (!proposal.interested_organisation_id) return people;
  for (const auto& one : organisations::holders(db, *proposal.interested_organisation_id))
    if (one.from <= today && (!one.to || today <= *one.to)) people.push_back(one.person);
  return people;
}

bool contains(const std::vector<Id<Person>>& people, Id<Person> one) {
  return std::find(people.begin(), people.end(), one) != people.end();
}

Id<compacts::Compact> compact_of(Db& db, const Proposal& proposal) {
  return db.load<Id<compacts::Compact>>("SELECT compact_id FROM proposal WHERE id = $1",
                                        proposal.id);
}

struct Counted {
  Id<Party> party;
  std::string party_name;
  std::int64_t quorum = 1;
  std::int64_t given = 0;
};
std::vector<Counted> counted(Db& db, const Proposal& proposal) {
  return db.list<Counted>(R"(
      SELECT n.party_id AS party, p.name AS party_name, n.quorum, (
        SELECT COUNT(*) FROM assent a
        WHERE a.proposal_id = n.proposal_id AND a.party_id = n.party_id
          AND a.withdrawn_at IS NULL AND a.voided_at IS NULL) AS given
      FROM proposal_party n JOIN party p ON p.id = n.party_id
      WHERE n.proposal_id = $1 ORDER BY p.number)",
                          proposal.id);
}

}  // namespace

std::vector<Standing> standings(Db& db, const Proposal& proposal, const Date& today) {
  const auto aside = interested(db, proposal, today);
  const auto seats = compacts::appointed(db, compact_of(db, proposal), compacts::Role::seat, today);
  std::vector<Standing> all;
  for (const Counted& one : counted(db, proposal)) {
    const auto can = std::count_if(seats.begin(), seats.end(), [&](const auto& seat) {
      return seat.party == one.party && !contains(aside, seat.person);
    });
    all.push_back({one.party, one.party_name, one.quorum, one.given, can});
  }
  return all;
}

bool has_assented(Db& db, Id<Proposal> proposal, Id<Person> person) {
  return 0 < db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS given FROM assent
      WHERE proposal_id = $1 AND person_id = $2
        AND withdrawn_at IS NULL AND voided_at IS NULL)",
                                   proposal, person);
}

std::vector<Assent> assents(Db& db, Id<Proposal> proposal) {
  return db.list<Assent>(R"(
      SELECT p.name AS party_name, COALESCE(NULLIF(q.name, ''), q.email) AS name, a.given_at,
        a.withdrawn_at, a.voided_at
      FROM assent a JOIN party p ON p.id = a.party_id JOIN person q ON q.id = a.person_id
      WHERE a.proposal_id = $1 ORDER BY a.id)",
                         proposal);
}

namespace {

struct QuorumChange {
  Id<Party> party;
  std::int64_t quorum = 1;
};
void change_quorum(Db& db, Id<Proposal> proposal) {
  const auto change = db.load<QuorumChange>(
      "SELECT party_id AS party, quorum FROM quorum_change WHERE proposal_id = $1", proposal);
  compacts::set_quorum(db, change.party, change.quorum);
}

// The party whose seat the person holds and whose yes is needed here.
std::optional<Id<Party>> party_for(Db& db, const Proposal& proposal, Id<Person> person,
                                   const Date& today) {
  const auto needed = counted(db, proposal);
  for (const auto& one : compacts::appointments(db, compact_of(db, proposal), person, today)) {
    const bool is_needed = std::any_of(needed.begin(), needed.end(), [&](const Counted& party) {
      return party.party == one.party;
    });
    if (one.role == compacts::Role::seat && is_needed) return one.party;
  }
  return std::nullopt;
}

}  // namespace

Hindrance hindrance(Db& db, const Proposal& proposal, Id<Person> person, const Date& today) {
  if (proposal.agreed_at) return Hindrance::agreed_already;
  if (proposal.closed_at) return Hindrance::closed;
  if (!party_for(db, proposal, person, today)) return Hindrance::no_seat;
  if (contains(interested(db, proposal, today), person)) return Hindrance::interest;
  if (has_assented(db, proposal.id, person)) return Hindrance::given_already;
  return Hindrance::none;
}

bool assent(Db& db, const Proposal& seen, std::string_view sha256, Id<Person> person,
            const Date& today, Instant now) {
  db.lock_row("proposal", seen.id);
  const Proposal proposal = load(db, seen.id);
  if (proposal.sha256 != sha256)
    throw Conflict{t("The content has changed since you opened the page. Read it again.")};
  const Hindrance why_not = hindrance(db, proposal, person, today);
  if (why_not != Hindrance::none) throw Conflict{words_for(why_not)};
  const auto party = party_for(db, proposal, person, today);
  db.run(R"(
      INSERT INTO assent (proposal_id, party_id, person_id, sha256, given_at)
      VALUES ($1, $2, $3, $4, $5))",
         proposal.id, *party, person, proposal.sha256, now);
  const auto all = counted(db, proposal);
  const bool is_agreed = std::all_of(all.begin(), all.end(),
                                     [](const Counted& one) { return one.given >= one.quorum; });
  if (!is_agreed) return false;
  db.run("UPDATE proposal SET agreed_at = $2 WHERE id = $1", proposal.id, now);
  if (proposal.kind == quorum_kind) change_quorum(db, proposal.id);
  return true;
}

bool withdraw_assent(Db& db, const Proposal& proposal, Id<Person> person, Instant now) {
  db.lock_row("proposal", proposal.id);
  return 1 == db.run(R"(
      UPDATE assent SET withdrawn_at = $3
      WHERE proposal_id = $1 AND person_id = $2 AND withdrawn_at IS NULL AND voided_at IS NULL
        AND EXISTS (
          SELECT 1 FROM proposal p
          WHERE p.id = $1 AND p.agreed_at IS NULL AND p.closed_at IS NULL))",
                     proposal.id, person, now);
}

}  // namespace overens::groups
