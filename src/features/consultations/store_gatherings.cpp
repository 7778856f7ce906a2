// Gatherings: what members say to an organisation before it answers. Every statement asks for the
// gathering or the member whose space it is.
#include "base/errors.h"
#include "base/secrets.h"
#include "features/consultations/gatherings.h"
#include "features/consultations/rules.h"

namespace overens::consultations {
namespace {

constexpr std::int64_t most_views_shown = 2'000;
constexpr std::int64_t most_asked_shown = 20;
constexpr std::int64_t purged_at_once = 200;

#define OVERENS_SELECT_GATHERING                                                  \
  "SELECT id, consultation_id AS consultation, organisation_id AS organisation, " \
  "words, closes_on FROM gathering "

#define OVERENS_SELECT_MEMBER                                                               \
  "SELECT m.id, m.gathering_id AS gathering, m.number, m.organisation_id AS organisation, " \
  "m.name, m.email, m.asked_at, m.answered_at, m.may_be_named FROM gathering_member m "

// Both, where both have something to say.
std::string joined(const std::string& own, const std::string& theirs) {
  if (own.empty() || theirs.empty()) return own + theirs;
  return own.find(theirs) == std::string::npos ? own + "\n" + theirs : own;
}

bool says_something(const DraftPart& part) {
  return !part.stance.empty() || !part.wording.empty() || !part.proposed.empty();
}

DraftPart standing_there(Db& db, const DraftSaving& saving, const DraftPart& place) {
  if (const auto draft = find_draft(db, saving.consultation, saving.organisation))
    for (const DraftPart& part : draft->parts)
      if (part.section == place.section && part.paragraph == place.paragraph) return part;
  return {.section = place.section,
          .stance = {},
          .wording = {},
          .proposed = {},
          .paragraph = place.paragraph};
}

}  // namespace

std::optional<Gathering> find_gathering(Db& db, Id<Consultation> id,
                                        Id<organisations::Organisation> organisation) {
  return db.find<Gathering>(OVERENS_SELECT_GATHERING
                            "WHERE consultation_id = $1 AND organisation_id = $2",
                            id, organisation);
}

Gathering load_gathering(Db& db, Id<Gathering> id) {
  return db.load<Gathering>(OVERENS_SELECT_GATHERING "WHERE id = $1", id);
}

Gathering open_gathering(Db& db, Id<Consultation> id, Id<organisations::Organisation> organisation,
                         std::string_view words, const Date& closes_on, Id<people::Person> by,
                         Instant now) {
  db.run(R"(
      INSERT INTO gathering (consultation_id, organisation_id, words, closes_on, opened_by,
        opened_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (consultation_id, organisation_id) DO UPDATE SET words = excluded.words,
        closes_on = excluded.closes_on)",
         id, organisation, words, closes_on, by, now);
  return *find_gathering(db, id, organisation);
}

// --- Members ---

std::vector<Member> members(Db& db, Id<Gathering> id) {
  return db.list<Member>(OVERENS_SELECT_MEMBER "WHERE m.gathering_id = $1 ORDER BY m.number", id);
}

std::string member_token(const Site& site, Id<Member> id) {
  return keyed_hash(site.secret_key, "member of a gathering " + std::to_string(id.value));
}

std::optional<Member> find_member(Db& db, Id<compacts::Compact> compact, std::string_view token) {
  return db.find<Member>(OVERENS_SELECT_MEMBER
                         "JOIN gathering g ON g.id = m.gathering_id "
                         "JOIN consultation c ON c.id = g.consultation_id "
                         "WHERE c.compact_id = $1 AND m.token_hash = $2",
                         compact, sha256_hex(token));
}

std::optional<Member> add_member(Db& db, const Site& site, Id<Gathering> id, const NewMember& one,
                                 Instant now) {
  db.lock_row("gathering", id);  // two at once would be given one number
  const auto known = members(db, id);
  for (const Member& other : known) {
    const bool is_asked = one.organisation ? other.organisation == one.organisation
                                           : !other.email.empty() && other.email == one.email;
    if (is_asked) return std::nullopt;
  }
  if (std::ssize(known) >= most_members)
    throw Conflict{t("At most {} members can be asked.", most_members)};
  const auto member =
      db.load<Id<Member>>(R"(
      INSERT INTO gathering_member (gathering_id, number, organisation_id, name, email, token_hash,
        asked_at, may_be_named)
      VALUES ($1, $2, $3, $4, $5, $6, $7, FALSE) RETURNING id)",
                          id, known.empty() ? 1 : known.back().number.value + 1, one.organisation,
                          one.name, one.email, random_token(), now);
  db.run("UPDATE gathering_member SET token_hash = $2 WHERE id = $1", member,
         sha256_hex(member_token(site, member)));
  return db.load<Member>(OVERENS_SELECT_MEMBER "WHERE m.id = $1", member);
}

bool remove_member(Db& db, Id<Gathering> id, Number number) {
  db.run(R"(
      DELETE FROM gathering_view WHERE member_id IN (
        SELECT id FROM gathering_member WHERE gathering_id = $1 AND number = $2))",
         id, number);
  return 1 ==
         db.run("DELETE FROM gathering_member WHERE gathering_id = $1 AND number = $2", id, number);
}

// --- What they say ---

std::vector<MemberView> views_on(Db& db, Id<Gathering> id, std::optional<std::int64_t> section) {
  return db.list<MemberView>(R"(
      SELECT m.number AS member, m.name, v.section, v.paragraph, v.stance, v.wording, v.proposed,
        v.taken_at
      FROM gathering_member m JOIN gathering_view v ON v.member_id = m.id
      WHERE m.gathering_id = $1
        AND ((CAST($2 AS BIGINT) IS NULL AND v.paragraph = 0)
          OR (v.section = $2 AND v.paragraph > 0))
      ORDER BY m.number, v.section, v.paragraph LIMIT $3)",
                             id, section, most_views_shown);
}

std::vector<DraftPart> views_of(Db& db, Id<Member> id) {
  return db.list<DraftPart>(R"(
      SELECT section, stance, wording, proposed, paragraph, CAST(0 AS BIGINT) AS joins,
        '' AS written_by, '' AS form
      FROM gathering_view WHERE member_id = $1 ORDER BY section, paragraph)",
                            id);
}

void save_views(Db& db, Id<Member> id, const std::vector<DraftPart>& parts, bool may_be_named,
                Instant now) {
  for (const DraftPart& part : parts) {
    if (!says_something(part)) {
      db.run(R"(
          DELETE FROM gathering_view WHERE member_id = $1 AND section = $2 AND paragraph = $3)",
             id, part.section, part.paragraph);
      continue;
    }
    db.run(R"(
        INSERT INTO gathering_view (member_id, section, paragraph, stance, wording, proposed)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (member_id, section, paragraph) DO UPDATE SET stance = excluded.stance,
          wording = excluded.wording, proposed = excluded.proposed,
          taken_at = CASE WHEN gathering_view.stance = excluded.stance
            AND gathering_view.wording = excluded.wording
            AND gathering_view.proposed = excluded.proposed THEN gathering_view.taken_at END)",
           id, part.section, part.paragraph, part.stance, part.wording, part.proposed);
  }
  const auto said =
      db.load<std::int64_t>("SELECT COUNT(*) FROM gathering_view WHERE member_id = $1", id);
  db.run("UPDATE gathering_member SET answered_at = $2, may_be_named = $3 WHERE id = $1", id,
         said > 0 ? std::optional(now) : std::nullopt, may_be_named);
}

bool take_over(Db& db, const DraftSaving& saving, Number member, const DraftPart& place,
               Instant now) {
  const auto gathering = find_gathering(db, saving.consultation, saving.organisation);
  if (!gathering) return false;
  const auto section = place.paragraph == 0 ? std::nullopt : std::optional(place.section);
  for (const MemberView& view : views_on(db, gathering->id, section)) {
    if (view.member != member || view.section != place.section || view.paragraph != place.paragraph)
      continue;
    TypedPart both{standing_there(db, saving, place), {}, false};
    both.base = fingerprint(both.part);
    if (both.part.stance.empty()) both.part.stance = view.stance;
    both.part.wording = joined(both.part.wording, view.wording);
    both.part.proposed = joined(both.part.proposed, view.proposed);
    DraftSaving by_press = saving;  // no open form has seen it: none writes over it
    by_press.form.clear();
    save_draft(db, by_press, std::vector<TypedPart>{both}, now);
    db.run(R"(
        UPDATE gathering_view SET taken_at = $5
        WHERE section = $3 AND paragraph = $4 AND member_id = (
          SELECT id FROM gathering_member WHERE gathering_id = $1 AND number = $2))",
           gathering->id, member, place.section, place.paragraph, now);
    return true;
  }
  return false;
}

// --- What everybody reads of it ---

void note_gathering(Db& db, Id<Consultation> id, Id<organisations::Organisation> organisation,
                    Id<Response> response, std::int64_t version) {
  const auto gathering = find_gathering(db, id, organisation);
  if (!gathering) return;
  std::int64_t answered = 0;
  std::int64_t named = 0;
  for (const Member& one : members(db, gathering->id)) {
    if (!one.answered_at) continue;
    ++answered;
    if (one.may_be_named)
      db.run(R"(
          INSERT INTO response_gathering_name (response_id, version, number, name)
          VALUES ($1, $2, $3, $4))",
             response, version, ++named, one.name);
  }
  if (answered > 0)
    db.run("INSERT INTO response_gathering (response_id, version, members) VALUES ($1, $2, $3)",
           response, version, answered);
}

Gathered gathered_for(Db& db, Id<Response> id, std::int64_t version) {
  Gathered all;
  all.members =
      db.find<std::int64_t>(
            "SELECT members FROM response_gathering WHERE response_id = $1 AND version = $2", id,
            version)
          .value_or(0);
  if (all.members > 0)
    all.names = db.list<std::string>(R"(
        SELECT name FROM response_gathering_name
        WHERE response_id = $1 AND version = $2 ORDER BY number)",
                                     id, version);
  return all;
}

std::vector<Asked> asked_of(Db& db, Id<organisations::Organisation> organisation,
                            const Date& today) {
  return db.list<Asked>(R"(
      SELECT m.id AS member, m.name, o.name AS asked_by, c.title, g.closes_on, m.asked_at
      FROM gathering_member m
      JOIN gathering g ON g.id = m.gathering_id
      JOIN organisation o ON o.id = g.organisation_id
      JOIN consultation c ON c.id = g.consultation_id
      WHERE m.organisation_id = $1 AND m.answered_at IS NULL AND g.closes_on >= $2
      ORDER BY g.closes_on, m.id LIMIT $3)",
                        organisation, today, most_asked_shown);
}

std::int64_t purge_gatherings(Db& db, const Date& closed_before) {
  const auto old = db.list<Id<Member>>(R"(
      SELECT m.id FROM gathering g JOIN gathering_member m ON m.gathering_id = g.id
      WHERE g.closes_on < $1 ORDER BY m.id LIMIT $2)",
                                       closed_before, purged_at_once);
  for (const Id<Member> one : old) {
    db.run("DELETE FROM gathering_view WHERE member_id = $1", one);
    db.run("DELETE FROM gathering_member WHERE id = $1", one);
  }
  return std::ssize(old);
}

}  // namespace overens::consultations
