// Notes while an activity goes on: its tables write them by a link of their own, without an
// account; they stand on the wall as they are written; who leads it lets them wait or hides one.
// Rows (store_tables.cpp) and pages (pages_tables.cpp for who leads it, pages_writing.cpp for a
// table, pages_wall.cpp for everybody).
#pragma once

#include "features/contributions/store.h"

namespace overens::contributions {

constexpr std::int64_t most_tables = 60;             // of one activity
constexpr std::int64_t most_notes_of_a_table = 500;  // more is no conversation
constexpr std::int64_t most_on_the_wall = 200;       // the newest
constexpr std::int64_t fresh_seconds = 15 * 60;      // so long a table corrects its last note
// A device without network sends what it kept later, but not for ever.
constexpr std::int64_t open_days_after = 7;

struct WritingTable {
  Id<WritingTable> id;
  Id<activities::Activity> activity;
  Number activity_number;
  Number number;  // at its activity
  std::string name;
  std::int64_t link = 1;  // which of its links holds
  Instant opened_at;
  std::optional<Instant> closed_at;
  std::int64_t notes = 0;  // all it has written
};

// Whether the table may still write: nobody has closed it, and the activity was not over long ago.
bool may_write(const WritingTable&, const activities::Activity&, Instant now);
// What the link on its sign carries: kept nowhere, made from the installation's key.
std::string table_token(const Site&, Id<activities::Activity>, const std::string& name,
                        std::int64_t link);

std::vector<WritingTable> writing_tables(Db&, Id<activities::Activity>);
std::optional<WritingTable> find_writing_table(Db&, Id<compacts::Compact>, std::string_view token);
std::optional<WritingTable> find_writing_table(Db&, Id<activities::Activity>, Number);
// Those that are there already stay as they are. False where there would be too many.
bool open_tables(Db&, const Site&, Id<activities::Activity>, const std::vector<std::string>& names,
                 Instant now);
bool remove_table(Db&, Id<WritingTable>);  // false where it has written
void close_table(Db&, Id<WritingTable>, Instant now);
void open_table_again(Db&, Id<WritingTable>);
// From then on the link before leads nowhere.
void renew_link(Db&, const Site&, Id<activities::Activity>, Number);
void close_all_tables(Db&, Id<activities::Activity>, Instant now);

bool is_held(Db&, Id<activities::Activity>);
void hold(Db&, Id<activities::Activity>, Id<people::Person> by, Instant now);
// New ones are shown at once again; those that wait still wait.
void stop_holding(Db&, Id<activities::Activity>);

// A note as those see it who were there: with whether it is shown.
struct LiveNote {
  Id<Contribution> id;
  Number number;
  std::string table_name;
  std::string wording;
  std::string theme;  // the first, or empty
  std::optional<Instant> said_at;
  std::optional<Instant> waits_since;
  std::optional<Instant> hidden_at;
  std::string hidden_reason;

  bool is_shown() const { return !waits_since && !hidden_at; }
};
// The newest first.
std::vector<LiveNote> shown_notes(Db&, Id<activities::Activity>);
std::vector<LiveNote> unshown_notes(Db&, Id<activities::Activity>);
std::vector<LiveNote> notes_of_table(Db&, Id<WritingTable>);
std::optional<LiveNote> find_live_note(Db&, Id<activities::Activity>, Number);

// What a table's device sends.
struct Written {
  std::string sent_id;
  std::string wording;
  std::optional<Id<Theme>> theme;
  std::optional<Instant> said_at;  // by the device's clock; none, or one that can not be: now
};
enum class Writing : std::uint8_t { kept, shut, full };
struct Kept {
  Writing outcome = Writing::kept;
  std::string key;  // by which its writer may correct it
};
inline bool is_done(const Kept& kept) { return kept.outcome == Writing::kept; }
// The same words under the same id are one note, however often they come and however late.
Kept write_note(Db&, const compacts::Compact&, const activities::Activity&, Number table,
                const Written&, Instant now);
// The note of that key while it is fresh, and stands behind nothing.
std::optional<LiveNote> find_fresh_note(Db&, Id<WritingTable>, std::string_view key, Instant now);
void correct_note(Db&, Id<Contribution>, const std::string& wording, Instant now);
void show_note(Db&, Id<Contribution>);
void show_waiting_notes(Db&, Id<activities::Activity>);
// False where it stands behind a paragraph: then it is not ours to hide.
bool hide_note(Db&, Id<Contribution>, const std::string& reason, Id<people::Person> by,
               Instant now);

void table_routes(Router&);
void writing_routes(Router&);
void wall_routes(Router&);

Url tables_url(const Visit&, Number activity);
Url wall_url(const Visit&, Number activity);
// For what is printed and for the QR code.
Url writing_url(const Visit&, const activities::Activity&, const WritingTable&);
// The activity by that number as everybody sees it, with its notes: no draft.
activities::Activity live_activity(Visit&, const compacts::Compact&, Number);

}  // namespace overens::contributions
