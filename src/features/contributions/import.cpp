// inspel.csv: the notes from the tables, with the number each got there.
#include <charconv>
#include <set>

#include "features/contributions/notes_file.h"
#include "features/import.h"

namespace overens::contributions {
namespace {

constexpr std::string_view file_name = "inspel.csv";
constexpr std::int64_t highest_number = 1'000'000;

// The number is what a folder knows its notes by.
std::int64_t read_number(NoteRow& row, std::set<std::int64_t>& seen) {
  std::int64_t number = 0;
  const char* end = row.number.data() + row.number.size();
  const auto read = std::from_chars(row.number.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || number < 1 || number > highest_number)
    row.faults.push_back(t("“{}” is no number of a note.", row.number));
  else if (!seen.insert(number).second)
    row.faults.push_back(t("The number {} stands here twice.", number));
  return number;
}

}  // namespace

void import_contributions(Import& import) {
  if (!import.zone) return;  // there is no compact: compact.json was refused
  const formats::Table* table =
      import.table(file_name, {"Nr", "Aktivitet", "Bord", "Tid", "Inspel", "Tema"});
  if (!table) return;
  const Id<compacts::Compact> compact{import.compact};
  ThemesByName themes(import.db, compact);
  std::set<std::int64_t> seen;
  std::int64_t added = 0;
  for (std::size_t i = 0; i < table->size(); ++i) {
    NoteRow row = read_note_row(table->row(i), *import.zone);
    const Number number{read_number(row, seen)};
    for (const Text& fault : row.faults)
      import.refuse(file_name, static_cast<std::int64_t>(row.line), fault);
    if (!row.faults.empty() || find(import.db, compact, number)) continue;
    themes.add_to(row);
    added += add_numbered(import.db, compact, number, row.entry, import.now);
  }
  if (added > 0) import.count("contributions", added);
}

}  // namespace overens::contributions
