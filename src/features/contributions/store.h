// What the pages and the import of contributions ask the store for, and nobody else.
#pragma once

#include "features/contributions/contributions.h"

namespace overens::contributions {

constexpr std::size_t longest_wording = 2'000;
constexpr std::size_t longest_reason = 1'000;
constexpr std::size_t longest_table_name = 40;
constexpr std::int64_t most_themes = 200;  // of one compact; there are pages for notes only

// With how many notes it has.
struct ThemeCount {
  Id<Theme> id;
  Number number;
  std::string name;
  std::int64_t notes = 0;
};
std::vector<ThemeCount> theme_counts(Db&, Id<compacts::Compact>);
std::optional<Theme> find_theme(Db&, Id<compacts::Compact>, Number);

// By number. `page` cuts out a part.
std::vector<Contribution> list(Db&, Id<compacts::Compact>, std::int64_t limit, std::int64_t offset);
std::vector<Contribution> list_on(Db&, Id<Theme>, std::int64_t limit, std::int64_t offset);
std::vector<Contribution> list_without_theme(Db&, Id<compacts::Compact>, std::int64_t limit,
                                             std::int64_t offset);
// Nothing has become of them yet.
std::vector<Contribution> list_open(Db&, Id<compacts::Compact>, std::int64_t limit,
                                    std::int64_t offset);
std::int64_t count_without_theme(Db&, Id<compacts::Compact>);
std::int64_t count_open(Db&, Id<compacts::Compact>);

// What was said where, of all notes, whatever became of them.
struct Said {
  std::string wording;
  std::optional<Date> occurred_on;
  std::string table_name;
};
std::vector<Said> said(Db&, Id<compacts::Compact>);

// The names of the themes of all notes from one number to another, by number.
struct ThemeName {
  Number number;  // of the note
  std::string name;
};
std::vector<ThemeName> theme_names(Db&, Id<compacts::Compact>, Number first, Number last);

// With the number it has in a file; false where the compact has a note by that number.
bool add_numbered(Db&, Id<compacts::Compact>, Number, const Entry&, Instant now);
// Other words are kept as what it said before; the same words change nothing.
void edit(Db&, Id<compacts::Compact>, Id<Contribution>, const Entry&,
          std::optional<Id<people::Person>> by, Instant now);
// False where it stands behind a paragraph.
bool set_aside(Db&, Id<Contribution>, std::string_view reason);
void take_up(Db&, Id<Contribution>);

// What it said before, newest first.
struct FormerWording {
  std::string wording;
  Instant changed_at;
  std::string mask_reason;  // why only those who run the compact read it; empty: everybody does
};
std::vector<FormerWording> former_wordings(Db&, Id<Contribution>);
// Hides all that it said before from everybody else, for that reason; how many wordings.
std::int64_t mask_former_wordings(Db&, Id<Contribution>, std::string_view reason,
                                  Id<people::Person> by, Instant now);

}  // namespace overens::contributions
