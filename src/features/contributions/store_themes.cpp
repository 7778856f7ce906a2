#include <map>

#include "features/contributions/themes.h"

namespace overens::contributions {
namespace {

struct Link {
  Number note;
  Number theme;
};

bool is_merged(Db& db, Id<Theme> theme) {
  return 0 < db.load<std::int64_t>(
                 "SELECT COUNT(*) FROM theme WHERE id = $1 AND merged_into IS NOT NULL", theme);
}

Id<ThemeChange> add_change(Db& db, Id<compacts::Compact> compact, ThemeChangeKind kind,
                           Id<Theme> from, Id<Theme> to, std::optional<Id<people::Person>> by,
                           Instant now) {
  return db.load<Id<ThemeChange>>(R"(
      INSERT INTO theme_change
        (compact_id, number, kind, from_theme_id, to_theme_id, changed_at, changed_by)
      VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM theme_change WHERE compact_id = $1),
              $2, $3, $4, $5, $6)
      RETURNING id)",
                                  compact, kind, from, to, now, by);
}

void move_note(Db& db, Id<ThemeChange> change, Id<Contribution> note, Id<Theme> from,
               Id<Theme> to) {
  if (!take_theme(db, note, from)) return;  // somebody else was quicker
  const bool had_both = !give_theme(db, note, to);
  db.run("INSERT INTO theme_change_note (change_id, contribution_id, had_both) VALUES ($1, $2, $3)",
         change, note, had_both);
}

void require_two_in_use(Db& db, Id<compacts::Compact> compact, Id<Theme> from, Id<Theme> to) {
  db.lock_row("compact", compact);
  if (from == to || is_merged(db, from) || is_merged(db, to))
    throw Conflict{t("Choose two themes that are in use.")};
}

// Where each theme leads now, after a merger was made or undone.
void find_out_ends(Db& db, Id<compacts::Compact> compact) {
  db.run("UPDATE theme SET leads_to = merged_into WHERE compact_id = $1", compact);
  for (std::int64_t steps = 0; steps < most_themes; ++steps)
    if (0 == db.run(R"(
        UPDATE theme SET leads_to = (SELECT next.merged_into FROM theme AS next
          WHERE next.id = theme.leads_to)
        WHERE compact_id = $1
          AND leads_to IN (SELECT id FROM theme WHERE merged_into IS NOT NULL))",
                    compact))
      break;
}

void decide(Db& db, Id<SentNote> id, std::optional<Id<Contribution>> note, std::string_view reason,
            Id<people::Person> by, Instant now) {
  const auto decided = db.run(R"(
      UPDATE sent_note SET decided_at = $2, decided_by = $3, contribution_id = $4, reason = $5
      WHERE id = $1 AND decided_at IS NULL)",
                              id, now, by, note, reason);
  if (decided == 0) throw Conflict{t("Somebody has decided about it already.")};
}

}  // namespace

std::vector<WordedNote> worded_notes(Db& db, Id<compacts::Compact> compact) {
  struct Row {
    Number number;
    std::string wording;
  };
  std::vector<WordedNote> notes;
  std::map<Number, std::size_t> places;
  for (Row& row : db.list<Row>(R"(
      SELECT number, wording FROM contribution WHERE compact_id = $1
      ORDER BY number DESC LIMIT $2)",
                               compact, most_compared)) {
    places.emplace(row.number, notes.size());
    notes.push_back({row.number, std::move(row.wording), {}});
  }
  for (const Link& link : db.list<Link>(R"(
      SELECT contribution.number AS note, theme.number AS theme
      FROM contribution_theme JOIN theme ON theme.id = contribution_theme.theme_id
      JOIN contribution ON contribution.id = contribution_theme.contribution_id
      WHERE contribution.compact_id = $1 AND theme.merged_into IS NULL)",
                                        compact))
    if (const auto there = places.find(link.note); there != places.end())
      notes[there->second].themes.push_back(link.theme);
  return notes;
}

bool give_theme(Db& db, Id<Contribution> note, Id<Theme> theme) {
  return 1 == db.run(R"(
      INSERT INTO contribution_theme (contribution_id, theme_id) VALUES ($1, $2)
      ON CONFLICT (contribution_id, theme_id) DO NOTHING)",
                     note, theme);
}

bool take_theme(Db& db, Id<Contribution> note, Id<Theme> theme) {
  return 1 == db.run("DELETE FROM contribution_theme WHERE contribution_id = $1 AND theme_id = $2",
                     note, theme);
}

std::vector<ThemeChange> theme_changes(Db& db, Id<compacts::Compact> compact) {
  return db.list<ThemeChange>(R"(
      SELECT change.id, change.number, change.kind, change.from_theme_id AS "from",
        change.to_theme_id AS "to", was.name AS from_name, becomes.name AS to_name,
        (SELECT COUNT(*) FROM theme_change_note WHERE change_id = change.id) AS notes,
        change.changed_at, change.undone_at
      FROM theme_change AS change
      JOIN theme AS was ON was.id = change.from_theme_id
      JOIN theme AS becomes ON becomes.id = change.to_theme_id
      WHERE change.compact_id = $1 ORDER BY change.id DESC LIMIT $2)",
                              compact, most_changes_shown);
}

std::optional<ThemeChange> find_theme_change(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<ThemeChange>(R"(
      SELECT change.id, change.number, change.kind, change.from_theme_id AS "from",
        change.to_theme_id AS "to", was.name AS from_name, becomes.name AS to_name,
        (SELECT COUNT(*) FROM theme_change_note WHERE change_id = change.id) AS notes,
        change.changed_at, change.undone_at
      FROM theme_change AS change
      JOIN theme AS was ON was.id = change.from_theme_id
      JOIN theme AS becomes ON becomes.id = change.to_theme_id
      WHERE change.compact_id = $1 AND change.number = $2)",
                              compact, number);
}

void merge_theme(Db& db, Id<compacts::Compact> compact, Id<Theme> from, Id<Theme> into,
                 std::optional<Id<people::Person>> by, Instant now) {
  require_two_in_use(db, compact, from, into);
  const auto change = add_change(db, compact, ThemeChangeKind::merged, from, into, by, now);
  for (const auto& note : db.list<Id<Contribution>>(
           "SELECT contribution_id FROM contribution_theme WHERE theme_id = $1", from))
    move_note(db, change, note, from, into);
  db.run("UPDATE theme SET merged_into = $2 WHERE id = $1", from, into);
  find_out_ends(db, compact);
}

void split_theme(Db& db, Id<compacts::Compact> compact, Id<Theme> from, Id<Theme> into,
                 const std::vector<Id<Contribution>>& notes, std::optional<Id<people::Person>> by,
                 Instant now) {
  require_two_in_use(db, compact, from, into);
  const auto change = add_change(db, compact, ThemeChangeKind::split, from, into, by, now);
  for (const Id<Contribution> note : notes) move_note(db, change, note, from, into);
}

void undo_theme_change(Db& db, Id<compacts::Compact> compact, const ThemeChange& change,
                       Instant now) {
  if (is_merged(db, change.to))
    throw Conflict{t("The theme the notes went to is merged itself since. Undo that first.")};
  if (change.kind == ThemeChangeKind::split && is_merged(db, change.from))
    throw Conflict{t("The theme the notes came from is merged itself since. Undo that first.")};
  const auto undone = db.run(
      "UPDATE theme_change SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL", change.id, now);
  if (undone == 0) throw Conflict{t("It is undone already.")};
  db.run(R"(
      DELETE FROM contribution_theme WHERE theme_id = $2 AND contribution_id IN (
        SELECT contribution_id FROM theme_change_note WHERE change_id = $1 AND NOT had_both))",
         change.id, change.to);
  db.run(R"(
      INSERT INTO contribution_theme (contribution_id, theme_id)
      SELECT contribution_id, $2 FROM theme_change_note WHERE change_id = $1
      ON CONFLICT (contribution_id, theme_id) DO NOTHING)",
         change.id, change.from);
  if (change.kind != ThemeChangeKind::merged) return;
  db.run("UPDATE theme SET merged_into = NULL WHERE id = $1", change.from);
  find_out_ends(db, compact);
}

Number add_sent_note(Db& db, Id<compacts::Compact> compact, std::string_view wording, Instant now) {
  db.lock_row("compact", compact);
  const auto lately =
      db.load<std::int64_t>("SELECT COUNT(*) FROM sent_note WHERE compact_id = $1 AND sent_at > $2",
                            compact, plus_seconds(now, -3600));
  if (lately >= most_sent_an_hour || count_waiting(db, compact) >= most_waiting)
    throw TooMany{t("Very much has been sent in lately. Try again in an hour."), 3600};
  return db.load<Number>(R"(
      INSERT INTO sent_note (compact_id, number, wording, sent_at, reason)
      VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM sent_note WHERE compact_id = $1), $2,
              $3, '')
      RETURNING number)",
                         compact, wording, now);
}

std::vector<SentNote> sent_notes(Db& db, Id<compacts::Compact> compact) {
  return db.list<SentNote>(R"(
      SELECT sent.id, sent.number, sent.wording, sent.sent_at, sent.decided_at,
        contribution.number AS became, sent.reason
      FROM sent_note AS sent LEFT JOIN contribution ON contribution.id = sent.contribution_id
      WHERE sent.compact_id = $1
      ORDER BY CASE WHEN sent.decided_at IS NULL THEN 0 ELSE 1 END, sent.number LIMIT 500)",
                           compact);
}

std::optional<SentNote> find_sent_note(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<SentNote>(R"(
      SELECT sent.id, sent.number, sent.wording, sent.sent_at, sent.decided_at,
        contribution.number AS became, sent.reason
      FROM sent_note AS sent LEFT JOIN contribution ON contribution.id = sent.contribution_id
      WHERE sent.compact_id = $1 AND sent.number = $2)",
                           compact, number);
}

std::int64_t count_waiting(Db& db, Id<compacts::Compact> compact) {
  return db.load<std::int64_t>(
      "SELECT COUNT(*) FROM sent_note WHERE compact_id = $1 AND decided_at IS NULL", compact);
}

Contribution let_through(Db& db, Id<compacts::Compact> compact, const SentNote& sent,
                         Id<people::Person> by, Instant now) {
  const Contribution note =
      add(db, compact, {.wording = sent.wording, .channel = Channel::web}, now);
  decide(db, sent.id, note.id, "", by, now);
  return note;
}

void turn_down(Db& db, const SentNote& sent, std::string_view reason, Id<people::Person> by,
               Instant now) {
  decide(db, sent.id, std::nullopt, reason, by, now);
}

std::optional<Original> find_original(Db& db, Id<Contribution> note) {
  return db.find<Original>(
      "SELECT file_id AS file, name FROM contribution_original WHERE contribution_id = $1", note);
}

void set_original(Db& db, Id<Contribution> note, Id<files::File> file, std::string_view name) {
  db.run(R"(
      INSERT INTO contribution_original (contribution_id, file_id, name) VALUES ($1, $2, $3)
      ON CONFLICT (contribution_id) DO UPDATE SET file_id = $2, name = $3)",
         note, file, name);
}

}  // namespace overens::contributions
