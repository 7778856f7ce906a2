#include "features/contributions/store.h"

#include <algorithm>

#include "base/text.h"

namespace overens::contributions {
namespace {

// Themes that are no principle come after all that are.
constexpr std::int64_t after_the_principles = 1'000;

void set_themes(Db& db, Id<Contribution> note, const std::vector<Id<Theme>>& themes) {
  db.run("DELETE FROM contribution_theme WHERE contribution_id = $1", note);
  for (const Id<Theme>& theme : themes)
    db.run(R"(
        INSERT INTO contribution_theme (contribution_id, theme_id) VALUES ($1, $2)
        ON CONFLICT (contribution_id, theme_id) DO NOTHING)",
           note, theme);
}

// The activity that it was said at: the one of that day.
std::optional<Id<activities::Activity>> activity_on(Db& db, Id<compacts::Compact> compact,
                                                    const std::optional<Date>& day) {
  const auto held = day ? activities::find_on(db, compact, *day) : std::nullopt;
  return held ? std::optional(held->id) : std::nullopt;
}

// What the theme was merged into, at last.
Theme in_use(Db& db, Theme theme) {
  for (std::int64_t steps = 0; steps < most_themes; ++steps) {
    const auto into = db.find<Theme>(R"(
        SELECT target.id, target.number, target.name
        FROM theme JOIN theme AS target ON target.id = theme.merged_into WHERE theme.id = $1)",
                                     theme.id);
    if (!into) break;
    theme = *into;
  }
  return theme;
}

std::int64_t place_of_theme(Db& db, Id<compacts::Compact> compact, const std::string& name) {
  const auto principles = compacts::principles(db, compact);
  for (std::size_t i = 0; i < principles.size(); ++i)
    if (fold(principles[i]) == fold(name)) return static_cast<std::int64_t>(i) + 1;
  return 1 + db.load<std::int64_t>(R"(
      SELECT COALESCE(MAX(position), $2) FROM theme WHERE compact_id = $1 AND position >= $2)",
                                   compact, after_the_principles);
}

}  // namespace

std::optional<Contribution> find(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<Contribution>(R"(
      SELECT id, number, activity_id AS activity, occurred_on, table_name, said_at,
        wording, channel, state, reason
      FROM contribution
      WHERE compact_id = $1 AND number = $2 AND waits_since IS NULL AND hidden_at IS NULL)",
                               compact, number);
}

Contribution load(Db& db, Id<Contribution> id) {
  return db.load<Contribution>(R"(
      SELECT id, number, activity_id AS activity, occurred_on, table_name, said_at,
        wording, channel, state, reason
      FROM contribution WHERE id = $1)",
                               id);
}

std::vector<Theme> themes(Db& db, Id<compacts::Compact> compact) {
  return db.list<Theme>(
      "SELECT id, number, name FROM theme WHERE compact_id = $1 AND merged_into IS NULL "
      "ORDER BY position, number",
      compact);
}

std::vector<Theme> themes_of(Db& db, Id<Contribution> note) {
  return db.list<Theme>(R"(
      SELECT theme.id, theme.number, theme.name
      FROM contribution_theme JOIN theme ON theme.id = contribution_theme.theme_id
      WHERE contribution_theme.contribution_id = $1
      ORDER BY theme.position, theme.number)",
                        note);
}

std::int64_t count(Db& db, Id<compacts::Compact> compact) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) FROM contribution
      WHERE compact_id = $1 AND waits_since IS NULL AND hidden_at IS NULL)",
                               compact);
}

std::int64_t count_open(Db& db, Id<compacts::Compact> compact) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) FROM contribution
      WHERE compact_id = $1 AND state = 'open' AND waits_since IS NULL AND hidden_at IS NULL)",
                               compact);
}

std::vector<ThemeCount> theme_counts(Db& db, Id<compacts::Compact> compact) {
  return db.list<ThemeCount>(R"(
      SELECT theme.id, theme.number, theme.name,
        (SELECT COUNT(*) FROM contribution_theme
          JOIN contribution ON contribution.id = contribution_id
          WHERE theme_id = theme.id AND waits_since IS NULL AND hidden_at IS NULL) AS notes
      FROM theme WHERE compact_id = $1 AND merged_into IS NULL ORDER BY position, number)",
                             compact);
}

std::optional<Theme> find_theme(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<Theme>("SELECT id, number, name FROM theme WHERE compact_id = $1 AND number = $2",
                        compact, number);
}

Theme find_or_add_theme(Db& db, Id<compacts::Compact> compact, const std::string& name) {
  db.lock_row("compact", compact);
  const auto known = db.list<Theme>(
      "SELECT id, number, name FROM theme WHERE compact_id = $1 ORDER BY id", compact);
  const auto same = std::find_if(known.begin(), known.end(),
                                 [&](const Theme& one) { return fold(one.name) == fold(name); });
  if (same != known.end()) return in_use(db, *same);
  if (std::ssize(known) >= most_themes) throw Conflict{t("There are too many themes already.")};
  return db.load<Theme>(R"(
      INSERT INTO theme (compact_id, number, position, name)
      VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM theme WHERE compact_id = $1), $2, $3)
      RETURNING id, number, name)",
                        compact, place_of_theme(db, compact, name), name);
}

std::vector<Contribution> list(Db& db, Id<compacts::Compact> compact, std::int64_t limit,
                               std::int64_t offset) {
  return db.list<Contribution>(R"(
      SELECT id, number, activity_id AS activity, occurred_on, table_name, said_at,
        wording, channel, state, reason
      FROM contribution WHERE compact_id = $1 AND waits_since IS NULL AND hidden_at IS NULL
      ORDER BY number LIMIT $2 OFFSET $3)",
                               compact, limit, offset);
}

std::vector<Contribution> list_on(Db& db, Id<Theme> theme, std::int64_t limit,
                                  std::int64_t offset) {
  return db.list<Contribution>(R"(
      SELECT id, number, activity_id AS activity, occurred_on, table_name, said_at,
        wording, channel, state, reason
      FROM contribution
      JOIN contribution_theme ON contribution_theme.contribution_id = contribution.id
      WHERE contribution_theme.theme_id = $1 AND waits_since IS NULL AND hidden_at IS NULL
      ORDER BY number LIMIT $2 OFFSET $3)",
                               theme, limit, offset);
}

std::vector<Contribution> list_without_theme(Db& db, Id<compacts::Compact> compact,
                                             std::int64_t limit, std::int64_t offset) {
  return db.list<Contribution>(R"(
      SELECT id, number, activity_id AS activity, occurred_on, table_name, said_at,
        wording, channel, state, reason
      FROM contribution
      WHERE compact_id = $1 AND waits_since IS NULL AND hidden_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM contribution_theme WHERE contribution_id = contribution.id)
      ORDER BY number LIMIT $2 OFFSET $3)",
                               compact, limit, offset);
}

std::vector<Contribution> list_open(Db& db, Id<compacts::Compact> compact, std::int64_t limit,
                                    std::int64_t offset) {
  return db.list<Contribution>(R"(
      SELECT id, number, activity_id AS activity, occurred_on, table_name, said_at,
        wording, channel, state, reason
      FROM contribution
      WHERE compact_id = $1 AND state = 'open' AND waits_since IS NULL AND hidden_at IS NULL
      ORDER BY number LIMIT $2 OFFSET $3)",
                               compact, limit, offset);
}

std::int64_t count_without_theme(Db& db, Id<compacts::Compact> compact) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) FROM contribution
      WHERE compact_id = $1 AND waits_since IS NULL AND hidden_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM contribution_theme WHERE contribution_id = contribution.id))",
                               compact);
}

std::vector<Said> said(Db& db, Id<compacts::Compact> compact) {
  return db.list<Said>(
      "SELECT wording, occurred_on, table_name FROM contribution WHERE compact_id = $1", compact);
}

std::vector<ThemeName> theme_names(Db& db, Id<compacts::Compact> compact, Number first,
                                   Number last) {
  return db.list<ThemeName>(R"(
      SELECT contribution.number, theme.name
      FROM contribution
      JOIN contribution_theme ON contribution_theme.contribution_id = contribution.id
      JOIN theme ON theme.id = contribution_theme.theme_id
      WHERE contribution.compact_id = $1 AND contribution.number BETWEEN $2 AND $3
        AND waits_since IS NULL AND hidden_at IS NULL
      ORDER BY contribution.number, theme.position, theme.number)",
                            compact, first, last);
}

bool add_numbered(Db& db, Id<compacts::Compact> compact, Number number, const Entry& entry,
                  Instant now) {
  const auto id = db.find<Id<Contribution>>(
      R"(
      INSERT INTO contribution
        (compact_id, number, activity_id, occurred_on, table_name, said_at, wording, channel,
         state, reason, added_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', '', $9)
      ON CONFLICT (compact_id, number) DO NOTHING
      RETURNING id)",
      compact, number, activity_on(db, compact, entry.occurred_on), entry.occurred_on,
      entry.table_name, entry.said_at, entry.wording, entry.channel, now);
  if (!id) return false;
  set_themes(db, *id, entry.themes);
  return true;
}

Contribution add(Db& db, Id<compacts::Compact> compact, const Entry& entry, Instant now) {
  db.lock_row("compact", compact);
  const auto number = db.load<Number>(
      "SELECT COALESCE(MAX(number), 0) + 1 FROM contribution WHERE compact_id = $1", compact);
  add_numbered(db, compact, number, entry, now);
  return found(find(db, compact, number));
}

void edit(Db& db, Id<compacts::Compact> compact, Id<Contribution> note, const Entry& entry,
          std::optional<Id<people::Person>> by, Instant now) {
  db.lock_row("contribution", note);
  db.run(R"(
      INSERT INTO contribution_wording (contribution_id, wording, changed_at, changed_by)
      SELECT id, wording, $3, $4 FROM contribution WHERE id = $1 AND wording <> $2)",
         note, entry.wording, now, by);
  const Contribution before = load(db, note);  // of two on one day it stays at its own
  const auto activity = before.occurred_on == entry.occurred_on
                            ? before.activity
                            : activity_on(db, compact, entry.occurred_on);
  db.run(R"(
      UPDATE contribution
      SET wording = $2, activity_id = $3, occurred_on = $4, table_name = $5, channel = $6
      WHERE id = $1)",
         note, entry.wording, activity, entry.occurred_on, entry.table_name, entry.channel);
  set_themes(db, note, entry.themes);
}

bool set_aside(Db& db, Id<Contribution> note, std::string_view reason) {
  return 1 == db.run(R"(
      UPDATE contribution SET state = 'not_used', reason = $2 WHERE id = $1 AND state <> 'used')",
                     note, reason);
}

void take_up(Db& db, Id<Contribution> note) {
  db.run("UPDATE contribution SET state = 'open', reason = '' WHERE id = $1 AND state = 'not_used'",
         note);
}

void mark_used(Db& db, Id<Contribution> note) {
  db.run("UPDATE contribution SET state = 'used', reason = '' WHERE id = $1", note);
}

void mark_unlinked(Db& db, Id<Contribution> note) {
  db.run("UPDATE contribution SET state = 'open' WHERE id = $1 AND state = 'used'", note);
}

std::vector<FormerWording> former_wordings(Db& db, Id<Contribution> note) {
  return db.list<FormerWording>(R"(
      SELECT wording, changed_at, COALESCE(mask_reason, '') AS mask_reason
      FROM contribution_wording WHERE contribution_id = $1 ORDER BY id DESC LIMIT 100)",
                                note);
}

std::int64_t mask_former_wordings(Db& db, Id<Contribution> note, std::string_view reason,
                                  Id<people::Person> by, Instant now) {
  return db.run(R"(
      UPDATE contribution_wording SET mask_reason = $2, masked_by = $3, masked_at = $4
      WHERE contribution_id = $1 AND mask_reason IS NULL)",
                note, reason, by, now);
}

}  // namespace overens::contributions
