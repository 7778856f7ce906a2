// The work with themes: giving them to many notes at once, merging and splitting them so that it
// can be undone, and what somebody sent in by the form. Of the feature contributions only.
#pragma once

#include "features/contributions/likeness.h"
#include "features/contributions/pages.h"
#include "features/files/files.h"

namespace overens::contributions {

constexpr std::int64_t most_compared = 5'000;   // notes, for suggestions
constexpr std::int64_t most_waiting = 300;      // sent in and not decided about
constexpr std::int64_t most_sent_an_hour = 40;  // to one compact
constexpr std::int64_t most_changes_shown = 100;

// The latest ones first in sight: for likeness.
std::vector<WordedNote> worded_notes(Db&, Id<compacts::Compact>);

// Whether that was new, or there: each note for itself, so that two at work at once never undo what
// the other did.
bool give_theme(Db&, Id<Contribution>, Id<Theme>);
bool take_theme(Db&, Id<Contribution>, Id<Theme>);

enum class ThemeChangeKind : std::uint8_t { merged, split };
constexpr auto names(ThemeChangeKind) {
  return std::array{std::pair{ThemeChangeKind::merged, "merged"},
                    std::pair{ThemeChangeKind::split, "split"}};
}
struct ThemeChange {
  Id<ThemeChange> id;
  Number number;
  ThemeChangeKind kind = ThemeChangeKind::merged;
  Id<Theme> from;
  Id<Theme> to;
  std::string from_name;
  std::string to_name;
  std::int64_t notes = 0;
  Instant changed_at;
  std::optional<Instant> undone_at;
};
std::vector<ThemeChange> theme_changes(Db&, Id<compacts::Compact>);  // the newest first
std::optional<ThemeChange> find_theme_change(Db&, Id<compacts::Compact>, Number);
// All notes of the one get the other, and the one is not used any more. Conflict where either is
// not in use.
void merge_theme(Db&, Id<compacts::Compact>, Id<Theme> from, Id<Theme> into,
                 std::optional<Id<people::Person>> by, Instant now);
// These notes get the other theme in place of the one.
void split_theme(Db&, Id<compacts::Compact>, Id<Theme> from, Id<Theme> into,
                 const std::vector<Id<Contribution>>&, std::optional<Id<people::Person>> by,
                 Instant now);
// Conflict where it is undone already, or the theme it went to is merged itself since.
void undo_theme_change(Db&, Id<compacts::Compact>, const ThemeChange&, Instant now);

// --- Sent in ---

struct SentNote {
  Id<SentNote> id;
  Number number;
  std::string wording;
  Instant sent_at;
  std::optional<Instant> decided_at;
  std::optional<Number> became;  // the note's number
  std::string reason;
};
// TooMany where very many have come.
Number add_sent_note(Db&, Id<compacts::Compact>, std::string_view wording, Instant now);
std::vector<SentNote> sent_notes(Db&,
                                 Id<compacts::Compact>);  // those that wait first, oldest first
std::optional<SentNote> find_sent_note(Db&, Id<compacts::Compact>, Number);
std::int64_t count_waiting(Db&, Id<compacts::Compact>);
// A note from then on. Both: Conflict where somebody has decided already.
Contribution let_through(Db&, Id<compacts::Compact>, const SentNote&, Id<people::Person> by,
                         Instant now);
void turn_down(Db&, const SentNote&, std::string_view reason, Id<people::Person> by, Instant now);

// --- The original ---

struct Original {
  Id<files::File> file;
  std::string name;
};
std::optional<Original> find_original(Db&, Id<Contribution>);
void set_original(Db&, Id<Contribution>, Id<files::File>, std::string_view name);

Response show_themes(Visit&);
Response change_themes(Visit&);
Response merge(Visit&, Number theme);
Response undo(Visit&, Number change);
Response ask_to_send(Visit&);
Response send(Visit&);
Response show_sent(Visit&);
Response follow_sent(Visit&, std::string token);
Response show_received(Visit&);
Response accept(Visit&, Number sent);
Response refuse(Visit&, Number sent);
Response show_original(Visit&, Number note);
std::vector<Received> received(Visit&);

}  // namespace overens::contributions
