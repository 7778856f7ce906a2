// The rows behind notes that tables write themselves.
#include <algorithm>

#include "base/secrets.h"
#include "features/contributions/tables.h"

namespace overens::contributions {
namespace {

// An id that the device drew and the words it sent: sent anew it is the same, and the same id with
// other words (a browser's back button) is another note, so that nothing is lost.
std::string key_of(const Written& written) {
  return sha256_hex(written.sent_id + "\n" + written.wording).substr(0, 32);
}

Instant when_said(const Written& written, Instant opened_at, Instant now) {
  const bool can_be = written.said_at && opened_at <= *written.said_at && *written.said_at <= now;
  return can_be ? *written.said_at : now;
}

}  // namespace

std::string table_token(const Site& site, Id<activities::Activity> activity,
                        const std::string& name, std::int64_t link) {
  std::string whose = "table of activity " + std::to_string(activity.value) + "/" + name;
  if (link > 1) whose += "\nlink " + std::to_string(link);
  return keyed_hash(site.secret_key, whose);
}

bool may_write(const WritingTable& table, const activities::Activity& activity, Instant now) {
  return !table.closed_at && activity.status == activities::Status::published &&
         now <= plus_days(std::max(activity.ends_at, table.opened_at), open_days_after);
}

std::vector<WritingTable> writing_tables(Db& db, Id<activities::Activity> activity) {
  return db.list<WritingTable>(R"(
      SELECT writing_table.id, activity_id AS activity, activity.number AS activity_number,
        writing_table.number, name, link, opened_at, closed_at,
        (SELECT COUNT(*) FROM contribution WHERE writing_table_id = writing_table.id) AS notes
      FROM writing_table JOIN activity ON activity.id = activity_id
      WHERE activity_id = $1 ORDER BY writing_table.number)",
                               activity);
}

std::optional<WritingTable> find_writing_table(Db& db, Id<compacts::Compact> compact,
                                               std::string_view token) {
  return db.find<WritingTable>(R"(
      SELECT writing_table.id, activity_id AS activity, activity.number AS activity_number,
        writing_table.number, name, link, opened_at, closed_at,
        (SELECT COUNT(*) FROM contribution WHERE writing_table_id = writing_table.id) AS notes
      FROM writing_table JOIN activity ON activity.id = activity_id
      WHERE activity.compact_id = $1 AND token_hash = $2)",
                               compact, sha256_hex(token));
}

std::optional<WritingTable> find_writing_table(Db& db, Id<activities::Activity> activity,
                                               Number number) {
  return db.find<WritingTable>(R"(
      SELECT writing_table.id, activity_id AS activity, activity.number AS activity_number,
        writing_table.number, name, link, opened_at, closed_at,
        (SELECT COUNT(*) FROM contribution WHERE writing_table_id = writing_table.id) AS notes
      FROM writing_table JOIN activity ON activity.id = activity_id
      WHERE activity_id = $1 AND writing_table.number = $2)",
                               activity, number);
}

bool open_tables(Db& db, const Site& site, Id<activities::Activity> activity,
                 const std::vector<std::string>& names, Instant now) {
  db.lock_row("activity", activity);
  auto number = db.load<std::int64_t>(
      "SELECT COALESCE(MAX(number), 0) FROM writing_table WHERE activity_id = $1", activity);
  // The first link is numbered by the second it was made in, so that a table that was removed and
  // comes again by the same name has none of the links it had.
  const std::int64_t link = now.microseconds / 1'000'000;
  for (const std::string& name : names)
    number += db.run(R"(
        INSERT INTO writing_table (activity_id, number, name, link, token_hash, opened_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING)",
                     activity, number + 1, name, link,
                     sha256_hex(table_token(site, activity, name, link)), now);
  return number <= most_tables;
}

bool remove_table(Db& db, Id<WritingTable> table) {
  return 1 == db.run(R"(
      DELETE FROM writing_table WHERE id = $1
        AND NOT EXISTS (SELECT 1 FROM contribution WHERE writing_table_id = $1))",
                     table);
}

void close_table(Db& db, Id<WritingTable> table, Instant now) {
  db.run("UPDATE writing_table SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL", table, now);
}

void open_table_again(Db& db, Id<WritingTable> table) {
  db.run("UPDATE writing_table SET closed_at = NULL WHERE id = $1", table);
}

void renew_link(Db& db, const Site& site, Id<activities::Activity> activity, Number number) {
  db.lock_row("activity", activity);
  const WritingTable table = found(find_writing_table(db, activity, number));
  db.run("UPDATE writing_table SET link = $2, token_hash = $3 WHERE id = $1", table.id,
         table.link + 1, sha256_hex(table_token(site, activity, table.name, table.link + 1)));
}

void close_all_tables(Db& db, Id<activities::Activity> activity, Instant now) {
  db.run("UPDATE writing_table SET closed_at = $2 WHERE activity_id = $1 AND closed_at IS NULL",
         activity, now);
}

bool is_held(Db& db, Id<activities::Activity> activity) {
  return db.load<std::int64_t>("SELECT COUNT(*) FROM note_hold WHERE activity_id = $1", activity) >
         0;
}

void hold(Db& db, Id<activities::Activity> activity, Id<people::Person> by, Instant now) {
  db.run(R"(
      INSERT INTO note_hold (activity_id, held_since, held_by) VALUES ($1, $2, $3)
      ON CONFLICT (activity_id) DO NOTHING)",
         activity, now, by);
}

void stop_holding(Db& db, Id<activities::Activity> activity) {
  db.run("DELETE FROM note_hold WHERE activity_id = $1", activity);
}

std::vector<LiveNote> shown_notes(Db& db, Id<activities::Activity> activity) {
  return db.list<LiveNote>(R"(
      SELECT id, number, table_name, wording,
        COALESCE((SELECT MIN(name) FROM theme JOIN contribution_theme ON theme_id = theme.id
          WHERE contribution_id = contribution.id), '') AS theme,
        said_at, waits_since, hidden_at, COALESCE(hidden_reason, '') AS hidden_reason
      FROM contribution
      WHERE activity_id = $1 AND waits_since IS NULL AND hidden_at IS NULL
      ORDER BY id DESC LIMIT $2)",
                           activity, most_on_the_wall);
}

std::vector<LiveNote> unshown_notes(Db& db, Id<activities::Activity> activity) {
  return db.list<LiveNote>(R"(
      SELECT id, number, table_name, wording,
        COALESCE((SELECT MIN(name) FROM theme JOIN contribution_theme ON theme_id = theme.id
          WHERE contribution_id = contribution.id), '') AS theme,
        said_at, waits_since, hidden_at, COALESCE(hidden_reason, '') AS hidden_reason
      FROM contribution
      WHERE activity_id = $1 AND (waits_since IS NOT NULL OR hidden_at IS NOT NULL)
      ORDER BY id DESC LIMIT $2)",
                           activity, most_on_the_wall);
}

std::vector<LiveNote> notes_of_table(Db& db, Id<WritingTable> table) {
  return db.list<LiveNote>(R"(
      SELECT id, number, table_name, wording,
        COALESCE((SELECT MIN(name) FROM theme JOIN contribution_theme ON theme_id = theme.id
          WHERE contribution_id = contribution.id), '') AS theme,
        said_at, waits_since, hidden_at, COALESCE(hidden_reason, '') AS hidden_reason
      FROM contribution WHERE writing_table_id = $1 ORDER BY id DESC LIMIT $2)",
                           table, most_notes_of_a_table);
}

std::optional<LiveNote> find_live_note(Db& db, Id<activities::Activity> activity, Number number) {
  return db.find<LiveNote>(R"(
      SELECT id, number, table_name, wording, '' AS theme, said_at, waits_since, hidden_at,
        COALESCE(hidden_reason, '') AS hidden_reason
      FROM contribution WHERE activity_id = $1 AND number = $2)",
                           activity, number);
}

Kept write_note(Db& db, const compacts::Compact& compact, const activities::Activity& activity,
                Number number, const Written& written, Instant now) {
  db.lock_row("compact", compact.id);
  const std::string key = key_of(written);
  const WritingTable table = found(find_writing_table(db, activity.id, number));
  const auto known = db.load<std::int64_t>(
      "SELECT COUNT(*) FROM contribution WHERE writing_table_id = $1 AND sent_key = $2", table.id,
      key);
  if (known > 0) return {Writing::kept, key};  // also where the table was closed in between
  if (!may_write(table, activity, now)) return {Writing::shut, {}};
  if (table.notes >= most_notes_of_a_table) return {Writing::full, {}};
  const Instant said_at = when_said(written, table.opened_at, now);
  const auto waits_since = is_held(db, activity.id) ? std::optional(now) : std::nullopt;
  const auto note = db.load<Id<Contribution>>(R"(
      INSERT INTO contribution
        (compact_id, number, activity_id, occurred_on, table_name, said_at, wording, channel,
         state, reason, added_at, writing_table_id, sent_key, waits_since)
      VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM contribution WHERE compact_id = $1),
        $2, $3, $4, $5, $6, 'web', 'open', '', $7, $8, $9, $10)
      RETURNING id)",
                                              compact.id, activity.id,
                                              date_of(said_at, compact.zone()), table.name, said_at,
                                              written.wording, now, table.id, key, waits_since);
  if (written.theme)
    db.run("INSERT INTO contribution_theme (contribution_id, theme_id) VALUES ($1, $2)", note,
           *written.theme);
  return {Writing::kept, key};
}

std::optional<LiveNote> find_fresh_note(Db& db, Id<WritingTable> table, std::string_view key,
                                        Instant now) {
  return db.find<LiveNote>(R"(
      SELECT id, number, table_name, wording, '' AS theme, said_at, waits_since, hidden_at,
        COALESCE(hidden_reason, '') AS hidden_reason
      FROM contribution
      WHERE writing_table_id = $1 AND sent_key = $2 AND added_at >= $3 AND state = 'open'
        AND hidden_at IS NULL)",
                           table, key, plus_seconds(now, -fresh_seconds));
}

void correct_note(Db& db, Id<Contribution> note, const std::string& wording, Instant now) {
  db.lock_row("contribution", note);
  db.run(R"(
      INSERT INTO contribution_wording (contribution_id, wording, changed_at, changed_by)
      SELECT id, wording, $3, NULL FROM contribution WHERE id = $1 AND wording <> $2)",
         note, wording, now);
  db.run("UPDATE contribution SET wording = $2 WHERE id = $1", note, wording);
}

void show_note(Db& db, Id<Contribution> note) {
  db.run(R"(
      UPDATE contribution
      SET waits_since = NULL, hidden_at = NULL, hidden_by = NULL, hidden_reason = NULL
      WHERE id = $1)",
         note);
}

void show_waiting_notes(Db& db, Id<activities::Activity> activity) {
  db.run("UPDATE contribution SET waits_since = NULL WHERE activity_id = $1", activity);
}

bool hide_note(Db& db, Id<Contribution> note, const std::string& reason, Id<people::Person> by,
               Instant now) {
  return 1 == db.run(R"(
      UPDATE contribution
      SET hidden_at = $4, hidden_by = $3, hidden_reason = $2, waits_since = NULL
      WHERE id = $1 AND state <> 'used')",
                     note, reason, by, now);
}

}  // namespace overens::contributions
