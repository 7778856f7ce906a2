// Rounds of invitations and their rows: planning, sending, and what is seen of them.
#include "base/secrets.h"
#include "features/activities/invitations.h"

namespace overens::activities {

// --- Rounds ---

Id<Round> insert_round(Db& db, CompactId compact, const Activity& activity, const Terms& terms,
                       std::optional<PersonId> by, Instant now) {
  return db.load<Id<Round>>(
      R"(
      INSERT INTO invitation_round (compact_id, activity_id, number, source, party_id, field,
        municipality, affiliated_since, words, quota, holds_after_close, passing, state, made_by,
        made_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'making', $13, $14)
      RETURNING id)",
      compact, activity.id, compacts::next_number(db, compact, "invitation round"), terms.source,
      terms.party, terms.field, terms.municipality, terms.affiliated_since, terms.words,
      terms.quota, terms.holds_after_close, terms.passing, by, now);
}

bool set_round(Db& db, Id<Round> round, RoundState from, RoundState to, Instant now) {
  return 1 == db.run(R"(
      UPDATE invitation_round SET state = $3,
        ended_at = CASE WHEN $3 IN ('sent', 'undone', 'withdrawn') THEN $4 ELSE ended_at END
      WHERE id = $1 AND state = $2)",
                     round, from, to, now);
}

bool begin_round(Db& db, Id<Round> round, Instant begins_at) {
  return 1 == db.run(R"(
      UPDATE invitation_round SET state = 'sending', begins_at = $2
      WHERE id = $1 AND state = 'planned')",
                     round, begins_at);
}

compacts::Compact compact_of_activity(Db& db, Id<Activity> activity) {
  return compacts::load(
      db, db.load<CompactId>("SELECT compact_id FROM activity WHERE id = $1", activity));
}

Round load_round(Db& db, Id<Round> id) {
  return db.load<Round>(R"(
      SELECT id, number, activity_id AS activity, source, party_id AS party, field, municipality,
        affiliated_since, words, quota, holds_after_close, passing, state, made_at, begins_at,
        ended_at
      FROM invitation_round WHERE id = $1)",
                        id);
}

std::optional<Round> find_round(Db& db, CompactId compact, Id<Activity> activity, Number number) {
  const auto id = db.find<Id<Round>>(R"(
      SELECT id FROM invitation_round
      WHERE compact_id = $1 AND activity_id = $2 AND number = $3 AND state <> 'making')",
                                     compact, activity, number);
  if (!id) return std::nullopt;
  return load_round(db, *id);
}

std::vector<Round> rounds(Db& db, Id<Activity> activity) {
  return db.list<Round>(R"(
      SELECT id, number, activity_id AS activity, source, party_id AS party, field, municipality,
        affiliated_since, words, quota, holds_after_close, passing, state, made_at, begins_at,
        ended_at
      FROM invitation_round WHERE activity_id = $1 AND state <> 'making'
      ORDER BY id DESC LIMIT 100)",
                        activity);
}

std::vector<Round> rounds_to_send(Db& db, Instant now, std::int64_t most) {
  return db.list<Round>(R"(
      SELECT id, number, activity_id AS activity, source, party_id AS party, field, municipality,
        affiliated_since, words, quota, holds_after_close, passing, state, made_at, begins_at,
        ended_at
      FROM invitation_round WHERE state = 'sending' AND begins_at <= $1
      ORDER BY begins_at, id LIMIT $2)",
                        now, most);
}

// --- Rows ---

void insert_invitation(Db& db, const Round& round, Number number, const Invitee& one,
                       std::string_view token_hash, std::optional<Id<Invitation>> passed_on_from) {
  db.run(R"(
      INSERT INTO invitation (round_id, activity_id, number, organisation_id, organisation_name,
        name, email, token_hash, passed_on_from, state)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'planned'))",
         round.id, round.activity, number, one.organisation, one.organisation_name, one.name,
         one.email, token_hash, passed_on_from);
}

void insert_refusal(Db& db, Id<Round> round, const Refusal& one) {
  db.run(R"(
      INSERT INTO invitation_refusal (round_id, line, organisation, name, email, reason)
      VALUES ($1, $2, $3, $4, $5, $6))",
         round, one.line, one.organisation, one.name, one.email, one.reason);
}

Tally tally(Db& db, Id<Round> round) {
  return db.load<Tally>(R"(
      SELECT COALESCE(SUM(CASE WHEN state = 'planned' THEN 1 ELSE 0 END), 0) AS planned,
        COALESCE(SUM(CASE WHEN state = 'left_out' THEN 1 ELSE 0 END), 0) AS left_out,
        COALESCE(SUM(CASE WHEN state = 'sent' THEN 1 ELSE 0 END), 0) AS sent,
        COALESCE(SUM(CASE WHEN state = 'accepted' THEN 1 ELSE 0 END), 0) AS accepted,
        COALESCE(SUM(CASE WHEN state = 'declined' THEN 1 ELSE 0 END), 0) AS declined
      FROM invitation WHERE round_id = $1)",
                        round);
}

Tally tally(Db& db, Id<Activity> activity) {
  return db.load<Tally>(R"(
      SELECT 0 AS planned, 0 AS left_out,
        COALESCE(SUM(CASE WHEN state = 'sent' THEN 1 ELSE 0 END), 0) AS sent,
        COALESCE(SUM(CASE WHEN state = 'accepted' THEN 1 ELSE 0 END), 0) AS accepted,
        COALESCE(SUM(CASE WHEN state = 'declined' THEN 1 ELSE 0 END), 0) AS declined
      FROM invitation WHERE activity_id = $1 AND state IN ('sent', 'accepted', 'declined'))",
                        activity);
}

std::vector<Invitation> invitations(Db& db, Id<Round> round, std::int64_t most,
                                    std::int64_t after) {
  return db.list<Invitation>(R"(
      SELECT i.id, i.round_id AS round, i.activity_id AS activity, i.number,
        i.organisation_id AS organisation, COALESCE(o.name, i.organisation_name) AS
        organisation_name, i.name, i.email, i.state, i.left_out_why, i.sent_at, i.answered_at,
        i.reminders
      FROM invitation i LEFT JOIN organisation o ON o.id = i.organisation_id
      WHERE i.round_id = $1 ORDER BY i.number LIMIT $2 OFFSET $3)",
                             round, most, after);
}

std::vector<Invitation> planned_of(Db& db, Id<Round> round, std::int64_t most) {
  return db.list<Invitation>(R"(
      SELECT i.id, i.round_id AS round, i.activity_id AS activity, i.number,
        i.organisation_id AS organisation, COALESCE(o.name, i.organisation_name) AS
        organisation_name, i.name, i.email, i.state, i.left_out_why, i.sent_at, i.answered_at,
        i.reminders
      FROM invitation i LEFT JOIN organisation o ON o.id = i.organisation_id
      WHERE i.round_id = $1 AND i.state = 'planned' ORDER BY i.number LIMIT $2)",
                             round, most);
}

std::vector<Invitation> invited_to(Db& db, Id<Activity> activity, std::int64_t most,
                                   std::int64_t after) {
  return db.list<Invitation>(R"(
      SELECT i.id, i.round_id AS round, i.activity_id AS activity, i.number,
        i.organisation_id AS organisation, COALESCE(o.name, i.organisation_name) AS
        organisation_name, i.name, i.email, i.state, i.left_out_why, i.sent_at, i.answered_at,
        i.reminders
      FROM invitation i LEFT JOIN organisation o ON o.id = i.organisation_id
      WHERE i.activity_id = $1 AND i.state IN ('sent', 'accepted', 'declined')
      ORDER BY i.state <> 'sent', i.state, o.sort_key, i.id LIMIT $2 OFFSET $3)",
                             activity, most, after);
}

std::vector<Refusal> refusals(Db& db, Id<Round> round, std::int64_t most, std::int64_t after) {
  return db.list<Refusal>(R"(
      SELECT line, organisation, name, email, reason FROM invitation_refusal
      WHERE round_id = $1 ORDER BY line, id LIMIT $2 OFFSET $3)",
                          round, most, after);
}

std::int64_t count_refusals(Db& db, Id<Round> round) {
  return db.load<std::int64_t>(
      "SELECT COUNT(*) AS refusals FROM invitation_refusal WHERE round_id = $1", round);
}

std::vector<InvitedBefore> invited_before(Db& db, Id<Activity> activity) {
  return db.list<InvitedBefore>(R"(
      SELECT email, organisation_id AS organisation FROM invitation
      WHERE activity_id = $1 AND state IN ('sent', 'accepted', 'declined'))",
                                activity);
}

bool is_invited(Db& db, const Invitation& one) {
  return 0 < db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS invitations FROM invitation
      WHERE activity_id = $1 AND email = $2
        AND COALESCE(organisation_id, 0) = COALESCE($3, 0)
        AND state IN ('sent', 'accepted', 'declined'))",
                                   one.activity, one.email, one.organisation);
}

std::vector<ContactRow> contacts_in_force(Db& db, CompactId compact, const Date& on) {
  return db.list<ContactRow>(R"(
      SELECT m.organisation_id AS organisation, p.name, p.email
      FROM mandate m JOIN organisation o ON o.id = m.organisation_id
      JOIN person p ON p.id = m.person_id
      WHERE o.compact_id = $1 AND m.kind = 'contact'
        AND m.from_date <= $2 AND (m.to_date IS NULL OR m.to_date >= $2)
        AND (o.ended_on IS NULL OR o.ended_on >= $2)
      ORDER BY o.sort_key, o.id, m.number)",
                             compact, on);
}

void mark_sent(Db& db, Id<Invitation> id, Instant now) {
  db.run("UPDATE invitation SET state = 'sent', sent_at = $2 WHERE id = $1 AND state = 'planned'",
         id, now);
}

void mark_left_out(Db& db, Id<Invitation> id, Reason why) {
  db.run(R"(
      UPDATE invitation SET state = 'left_out', left_out_why = $2
      WHERE id = $1 AND state = 'planned')",
         id, why);
}

// --- Removing in time ---

std::vector<InvitationPurge> invitation_purges(Db& db, Id<Activity> activity) {
  return db.list<InvitationPurge>(R"(
      SELECT invitations, purged_at FROM invitation_purge WHERE activity_id = $1 ORDER BY id)",
                                  activity);
}

std::int64_t purge_invitations(Db& db, Instant ended_before, std::int64_t most_activities,
                               Instant now) {
  const auto due = db.list<Id<Activity>>(R"(
      SELECT a.id FROM activity a
      WHERE a.ends_at < $1 AND EXISTS (
        SELECT 1 FROM invitation i WHERE i.activity_id = a.id AND i.purged_at IS NULL)
      ORDER BY a.id LIMIT $2)",
                                         ended_before, most_activities);
  std::int64_t all = 0;
  for (const Id<Activity> activity : due) {
    const auto purged = db.run(R"(
        UPDATE invitation SET organisation_name = '', name = '', email = '', token_hash = NULL,
          remind_at = NULL, purged_at = $2
        WHERE activity_id = $1 AND purged_at IS NULL)",
                               activity, now);
    db.run(R"(
        INSERT INTO invitation_purge (activity_id, invitations, purged_at) VALUES ($1, $2, $3))",
           activity, purged, now);
    all += purged;
  }
  return all;
}

std::int64_t purge_refusals(Db& db, Instant made_before, std::int64_t most) {
  return db.run(R"(
      DELETE FROM invitation_refusal WHERE id IN (
        SELECT f.id FROM invitation_refusal f JOIN invitation_round r ON r.id = f.round_id
        WHERE r.made_at < $1 ORDER BY f.id LIMIT $2))",
                made_before, most);
}

}  // namespace overens::activities
