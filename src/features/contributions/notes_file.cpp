#include "features/contributions/notes_file.h"

#include <algorithm>

#include "base/text.h"

namespace overens::contributions {
namespace {

std::string cell(const formats::Row& row, std::string_view heading, std::string_view exported) {
  const auto own = row.get(heading);
  return tidy_line(own ? *own : row.get(exported).value_or(""));
}

// Several themes stand in one cell as in our own export: "Dialog; Kvalitet".
std::vector<std::string> split_themes(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty()) {
    const std::string_view name = list.substr(0, list.find(';'));
    list.remove_prefix(std::min(list.size(), name.size() + 1));
    if (std::string tidy = tidy_line(name); !tidy.empty()) names.push_back(std::move(tidy));
  }
  return names;
}

void read_times(NoteRow& row, const std::string& day, std::string time, const Zone& zone) {
  constexpr std::size_t to_the_minute = 16;
  if (time.size() > to_the_minute && time[10] == 'T') {  // "2018-04-16T14:07:00+02:00"
    time.resize(to_the_minute);
    time[10] = ' ';
  }
  row.entry.occurred_on = parse_date(day);
  if (!day.empty() && !row.entry.occurred_on)
    row.faults.push_back(t("“{}” is no date. Write it as 2018-12-11.", day));
  row.entry.said_at = parse_local(time, zone);
  if (!time.empty() && !row.entry.said_at)
    row.faults.push_back(t("“{}” is no time. Write it as 2018-12-11 17:00.", time));
}

void read_words(NoteRow& row) {
  if (row.entry.wording.empty())
    row.faults.push_back(t("The note has no words."));
  else if (length(row.entry.wording) > longest_wording)
    row.faults.push_back(t("The note is longer than {} characters.", longest_wording));
  if (length(row.entry.table_name) > longest_table_name)
    row.faults.push_back(t("The table is longer than {} characters.", longest_table_name));
  for (const std::string& theme : row.themes)
    if (length(theme) > longest_theme)
      row.faults.push_back(t("The theme is longer than {} characters.", longest_theme));
}

std::string key_of(std::string_view wording, const std::optional<Date>& day,
                   std::string_view table_name) {
  return (day ? iso(*day) : "") + '\n' + std::string(table_name) + '\n' + std::string(wording);
}

}  // namespace

NoteRow read_note_row(const formats::Row& row, const Zone& zone) {
  NoteRow read;
  read.line = row.line();
  read.number = cell(row, "Nr", "number");
  read.entry.channel = Channel::imported;
  read.entry.table_name = cell(row, "Bord", "table");
  read.entry.wording = cell(row, "Inspel", "wording");
  read.themes = split_themes(cell(row, "Tema", "themes"));
  read_times(read, cell(row, "Aktivitet", "date"), cell(row, "Tid", "said_at"), zone);
  read_words(read);
  return read;
}

bool has_notes(const formats::Table& table) { return table.has("Inspel") || table.has("wording"); }

KnownNotes::KnownNotes(Db& db, Id<compacts::Compact> compact) {
  for (const Said& one : said(db, compact))
    keys_.push_back(key_of(one.wording, one.occurred_on, one.table_name));
  std::sort(keys_.begin(), keys_.end());
}

bool KnownNotes::add(const Entry& entry) {
  std::string key = key_of(entry.wording, entry.occurred_on, entry.table_name);
  const auto at = std::lower_bound(keys_.begin(), keys_.end(), key);
  if (at != keys_.end() && *at == key) return false;
  keys_.insert(at, std::move(key));
  return true;
}

}  // namespace overens::contributions
