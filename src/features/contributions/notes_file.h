// Notes in a table: inspel.csv of a folder, or what somebody has in a spreadsheet after a meeting.
// Column by column in our words or those of our own export.
#pragma once

#include <map>

#include "features/contributions/store.h"
#include "formats/csv.h"

namespace overens::contributions {

// One row as read, or why it is refused.
struct NoteRow {
  std::size_t line = 0;  // of the file
  std::string number;    // as written; may be empty
  Entry entry;
  std::vector<std::string> themes;
  std::vector<Text> faults;
};
NoteRow read_note_row(const formats::Row&, const Zone&);
// "Inspel", or "wording" as in our own export.
bool has_notes(const formats::Table&);

// The themes of rows, each looked up or made once. Inside a write.
class ThemesByName {
 public:
  ThemesByName(Db& db, Id<compacts::Compact> compact) : db_(db), compact_(compact) {}
  // To the row's entry. Conflict where there are too many.
  void add_to(NoteRow&);

 private:
  Db& db_;
  Id<compacts::Compact> compact_;
  std::map<std::string, Id<Theme>> known_{};  // by the folded name
};

// Whether the compact has a note in these words, from that day and table, already; asked of the
// notes there are, read once.
class KnownNotes {
 public:
  KnownNotes(Db&, Id<compacts::Compact>);
  // True the first time.
  bool add(const Entry&);

 private:
  std::vector<std::string> keys_;  // sorted
};

Response bring_form(Visit&);
Response bring_notes(Visit&);

}  // namespace overens::contributions
