// What became of invitations: yes, no, registrations by a link, reminders; and who has left a list.
#include "base/secrets.h"
#include "features/activities/invitations.h"

namespace overens::activities {

std::optional<Invitation> find_invitation(Db& db, CompactId compact, std::string_view token) {
  const auto id = db.find<Id<Invitation>>(R"(
      SELECT i.id FROM invitation i JOIN invitation_round r ON r.id = i.round_id
      WHERE r.compact_id = $1 AND i.token_hash = $2
        AND i.state IN ('sent', 'accepted', 'declined'))",
                                          compact, sha256_hex(token));
  if (!id) return std::nullopt;
  return load_invitation(db, *id);
}

Invitation load_invitation(Db& db, Id<Invitation> id) {
  return db.load<Invitation>(R"(
      SELECT i.id, i.round_id AS round, i.activity_id AS activity, i.number,
        i.organisation_id AS organisation, COALESCE(o.name, i.organisation_name) AS
        organisation_name, i.name, i.email, i.state, i.left_out_why, i.sent_at, i.answered_at,
        i.reminders
      FROM invitation i LEFT JOIN organisation o ON o.id = i.organisation_id
      WHERE i.id = $1)",
                             id);
}

std::string invitation_token(const Site& site, CompactId compact, Number round, Number invitation) {
  return keyed_hash(site.secret_key, "link of invitation " + std::to_string(compact.value) + "/" +
                                         std::to_string(round.value) + "/" +
                                         std::to_string(invitation.value));
}

bool decline(Db& db, const Invitation& one, Instant now) {
  return 1 == db.run(R"(
      UPDATE invitation SET state = 'declined', answered_at = $2, remind_at = NULL
      WHERE id = $1 AND state IN ('sent', 'accepted'))",
                     one.id, now);
}

void accept(Db& db, Id<Invitation> invitation, Id<Registration> registration, Instant now) {
  db.run(R"(
      INSERT INTO invitation_registration (invitation_id, registration_id) VALUES ($1, $2)
      ON CONFLICT (registration_id) DO NOTHING)",
         invitation, registration);
  db.run(R"(
      UPDATE invitation SET state = 'accepted', answered_at = $2, remind_at = NULL
      WHERE id = $1 AND state IN ('sent', 'declined'))",
         invitation, now);
}

std::int64_t seats_used(Db& db, const Invitation& one) {
  return db.load<std::int64_t>(R"(
      SELECT CAST(COALESCE(SUM(r.size), 0) AS BIGINT) AS seats
      FROM invitation_registration ir JOIN invitation i ON i.id = ir.invitation_id
      JOIN registration r ON r.id = ir.registration_id
      WHERE i.activity_id = $1
        AND (i.id = $2 OR i.organisation_id = $3
             OR (i.organisation_id IS NULL AND i.organisation_name <> ''
                 AND i.organisation_name = $4))
        AND r.state IN ('confirmed', 'waiting', 'offered'))",
                               one.activity, one.id, one.organisation, one.organisation_name);
}

std::vector<Registration> registered_by(Db& db, Id<Invitation> invitation) {
  struct Row {
    Number number;
    Id<Activity> activity;
    CompactId compact;
  };
  std::vector<Registration> all;
  for (const Row& row : db.list<Row>(R"(
      SELECT r.number, r.activity_id AS activity, r.compact_id AS compact
      FROM invitation_registration ir JOIN registration r ON r.id = ir.registration_id
      WHERE ir.invitation_id = $1 AND r.purged_at IS NULL ORDER BY ir.id LIMIT 200)",
                                     invitation))
    if (auto one = find_registration(db, row.compact, row.activity, row.number))
      all.push_back(std::move(*one));
  return all;
}

std::int64_t count_passed_on(Db& db, Id<Invitation> invitation) {
  return db.load<std::int64_t>(
      "SELECT COUNT(*) AS invitations FROM invitation WHERE passed_on_from = $1", invitation);
}

bool was_passed_on(Db& db, Id<Invitation> invitation) {
  return 0 < db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS invitations FROM invitation
      WHERE id = $1 AND passed_on_from IS NOT NULL)",
                                   invitation);
}

Number next_invitation_number(Db& db, Id<Round> round) {
  return db.load<Number>(
      "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM invitation WHERE round_id = $1", round);
}

Invitation load_by_number(Db& db, Id<Round> round, Number number) {
  return load_invitation(db, db.load<Id<Invitation>>(R"(
      SELECT id FROM invitation WHERE round_id = $1 AND number = $2)",
                                                     round, number));
}

LinkGuest guest_of(Db& db, const Invitation& one) {
  const Round round = load_round(db, one.round);
  std::optional<std::int64_t> left;
  if (round.quota) left = *round.quota - seats_used(db, one);
  return {one, round, left};
}

std::string_view invitation_of(const Visit& visit) {
  return visit.form.has("invitation") ? visit.form.value("invitation")
                                      : visit.query.value("invitation");
}

bool link_has_seats(Db& db, const ByLink& link, Id<Activity> activity,
                    const NewRegistration& wanted) {
  db.lock_row("activity", activity);
  const bool was_sent =
      0 < db.load<std::int64_t>("SELECT COUNT(*) AS forms FROM registration WHERE form_hash = $1",
                                wanted.form_hash);
  return was_sent || guest_of(db, load_invitation(db, link.invitation)).has_seats(wanted.size);
}

bool link_has_more(Db& db, const Registration& one, std::int64_t more) {
  db.lock_row("activity", one.activity);
  const auto invitation = db.find<Id<Invitation>>(
      "SELECT invitation_id FROM invitation_registration WHERE registration_id = $1", one.id);
  return more <= 0 || !invitation || guest_of(db, load_invitation(db, *invitation)).has_seats(more);
}

std::optional<LinkGuest> guest(Visit& visit, const compacts::Compact& compact,
                               const Activity& activity) {
  const std::string_view token = invitation_of(visit);
  if (token.empty()) return std::nullopt;
  visit.keep_private();
  const Invitation one = found(find_invitation(visit.db, compact.id, token));
  if (one.activity != activity.id) throw NotFound{};
  LinkGuest by_link = guest_of(visit.db, one);
  if (by_link.round.state == RoundState::withdrawn)
    throw Conflict{t("This invitation has been withdrawn.")};
  return by_link;
}

// --- Reminders ---

std::int64_t count_to_remind(Db& db, Id<Activity> activity, Instant now) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS invitations FROM invitation_unanswered u
      JOIN invitation i ON i.id = u.id JOIN invitation_round r ON r.id = u.round_id
      WHERE u.activity_id = $1 AND r.state IN ('sending', 'sent')
        AND i.remind_at IS NULL AND i.reminders < $2
        AND (i.reminded_at IS NULL OR i.reminded_at <= $3))",
                               activity, most_reminders, plus_days(now, -1));
}

std::int64_t ask_to_remind(Db& db, Id<Activity> activity, Instant now) {
  return db.run(R"(
      UPDATE invitation SET remind_at = $3 WHERE id IN (
        SELECT u.id FROM invitation_unanswered u
        JOIN invitation i ON i.id = u.id JOIN invitation_round r ON r.id = u.round_id
        WHERE u.activity_id = $1 AND r.state IN ('sending', 'sent')
          AND i.remind_at IS NULL AND i.reminders < $2
          AND (i.reminded_at IS NULL OR i.reminded_at <= $4)))",
                activity, most_reminders, now, plus_days(now, -1));
}

void ask_to_call_off(Db& db, Id<Activity> activity, Instant now) {
  db.run(R"(
      UPDATE invitation SET remind_at = $2 WHERE id IN (
        SELECT u.id FROM invitation_unanswered u JOIN invitation_round r ON r.id = u.round_id
        WHERE u.activity_id = $1 AND r.state IN ('sending', 'sent')))",
         activity, now);
}

std::vector<Invitation> due_reminders(Db& db, Instant now, std::int64_t most) {
  return db.list<Invitation>(R"(
      SELECT i.id, i.round_id AS round, i.activity_id AS activity, i.number,
        i.organisation_id AS organisation, COALESCE(o.name, i.organisation_name) AS
        organisation_name, i.name, i.email, i.state, i.left_out_why, i.sent_at, i.answered_at,
        i.reminders
      FROM invitation i LEFT JOIN organisation o ON o.id = i.organisation_id
      WHERE i.remind_at <= $1 ORDER BY i.remind_at, i.id LIMIT $2)",
                             now, most);
}

bool has_answered(Db& db, const Invitation& one) {
  return 0 == db.load<std::int64_t>(
                  "SELECT COUNT(*) AS unanswered FROM invitation_unanswered WHERE id = $1", one.id);
}

std::int64_t count_unanswered(Db& db, Id<Activity> activity) {
  return db.load<std::int64_t>(
      "SELECT COUNT(*) AS unanswered FROM invitation_unanswered WHERE activity_id = $1", activity);
}

void mark_reminded(Db& db, Id<Invitation> id, Instant now) {
  db.run(R"(
      UPDATE invitation SET remind_at = NULL, reminded_at = $2, reminders = reminders + 1
      WHERE id = $1)",
         id, now);
}

void take_reminder_back(Db& db, Id<Invitation> id) {
  db.run("UPDATE invitation SET remind_at = NULL WHERE id = $1", id);
}

// --- Lists ---

std::string email_mark(const Site& site, CompactId compact, std::string_view email) {
  return keyed_hash(site.secret_key,
                    "left list " + std::to_string(compact.value) + " " + std::string(email));
}

bool has_left(Db& db, CompactId compact, List list, const std::string& email_mark) {
  return 0 < db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS times FROM left_list
      WHERE compact_id = $1 AND list = $2 AND email_hash = $3)",
                                   compact, list, email_mark);
}

std::vector<std::string> marks_of_those_who_left(Db& db, CompactId compact, List list) {
  return db.list<std::string>(
      "SELECT email_hash FROM left_list WHERE compact_id = $1 AND list = $2", compact, list);
}

void leave(Db& db, CompactId compact, List list, const std::string& email_mark, Instant now) {
  db.run(R"(
      INSERT INTO left_list (compact_id, list, email_hash, left_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (compact_id, list, email_hash) DO NOTHING)",
         compact, list, email_mark, now);
}

bool come_back(Db& db, CompactId compact, List list, const std::string& email_mark) {
  return 1 ==
         db.run("DELETE FROM left_list WHERE compact_id = $1 AND list = $2 AND email_hash = $3",
                compact, list, email_mark);
}

}  // namespace overens::activities
