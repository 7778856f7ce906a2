#include "features/contributions/notes_file.h"

#include <algorithm>

#include "base/text.h"

namespace overens::contributions {
namespace {

std::string cell(const formats::Row& row, std::string_view heading, std::string_view exported) {
  const auto own = row.get(heading);
  return tidy_line(own ? *own : row.get(exported).value_or(""));
}

// Several themes stand in one cell as in our own export, each once: "Dialog; Kvalitet".
std::vector<std::string> split_themes(std::string_view list) {
  std::vector<std::string> names;
  const auto stands_there = [&](std::string_view name) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& one) { return fold(one) == fold(name); });
  };
  while (!list.empty() && std::ssize(names) <= most_themes) {
    const std::string_view name = list.substr(0, list.find(';'));
    list.remove_prefix(std::min(list.size(), name.size() + 1));
    std::string tidy = tidy_line(name);
    if (!tidy.empty() && !stands_there(tidy)) names.push_back(std::move(tidy));
  }
  return names;
}

void read_times(NoteRow& row, const std::string& day, const std::string& time, const Zone& zone) {
  row.entry.occurred_on = parse_date(day);
  if (!day.empty() && !row.entry.occurred_on)
    row.faults.push_back(t("“{}” is no date. Write it as 2018-12-11.", day));
  row.entry.said_at = parse_instant(time);  // as in our own export
  if (!row.entry.said_at) row.entry.said_at = parse_local(time, zone);
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
  if (std::ssize(row.themes) > most_themes)
    row.faults.push_back(t("The note has more than {} themes.", most_themes));
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

void ThemesByName::add_to(NoteRow& row) {
  for (const std::string& name : row.themes) {
    const auto [at, is_new] = known_.try_emplace(fold(name));
    if (is_new) at->second = find_or_add_theme(db_, compact_, name).id;
    row.entry.themes.push_back(at->second);
  }
}

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
