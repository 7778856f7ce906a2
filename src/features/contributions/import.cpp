// inspel.csv: the notes from the tables, with the number each got there.
#include <charconv>
#include <set>

#include "base/text.h"
#include "features/contributions/store.h"
#include "features/import.h"

namespace overens::contributions {
namespace {

constexpr std::string_view file_name = "inspel.csv";
constexpr std::int64_t highest_number = 1'000'000;

// One row as read, or why it is refused.
struct Line {
  std::int64_t number = 0;
  Entry entry;
  std::vector<std::string> themes;
  std::vector<Text> faults;
};

std::string cell(const formats::Row& row, std::string_view heading) {
  return tidy_line(row.get(heading).value_or(""));
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

void read_number(Line& line, const std::string& written, std::set<std::int64_t>& seen) {
  const char* end = written.data() + written.size();
  const auto read = std::from_chars(written.data(), end, line.number);
  if (read.ec != std::errc{} || read.ptr != end || line.number < 1 || line.number > highest_number)
    line.faults.push_back(t("“{}” is no number of a note.", written));
  else if (!seen.insert(line.number).second)
    line.faults.push_back(t("The number {} stands here twice.", line.number));
}

void read_times(Line& line, const std::string& day, const std::string& time, const Zone& zone) {
  line.entry.occurred_on = parse_date(day);
  if (!day.empty() && !line.entry.occurred_on)
    line.faults.push_back(t("“{}” is no date. Write it as 2018-12-11.", day));
  line.entry.said_at = parse_local(time, zone);
  if (!time.empty() && !line.entry.said_at)
    line.faults.push_back(t("“{}” is no time. Write it as 2018-12-11 17:00.", time));
}

void read_words(Line& line) {
  if (line.entry.wording.empty())
    line.faults.push_back(t("The note has no words."));
  else if (length(line.entry.wording) > longest_wording)
    line.faults.push_back(t("The note is longer than {} characters.", longest_wording));
  if (length(line.entry.table_name) > longest_table_name)
    line.faults.push_back(t("The table is longer than {} characters.", longest_table_name));
  for (const std::string& theme : line.themes)
    if (length(theme) > longest_theme)
      line.faults.push_back(t("The theme is longer than {} characters.", longest_theme));
}

Line read_line(const formats::Row& row, const Zone& zone, std::set<std::int64_t>& seen) {
  Line line;
  line.entry.channel = Channel::imported;
  line.entry.table_name = cell(row, "Bord");
  line.entry.wording = cell(row, "Inspel");
  line.themes = split_themes(row.get("Tema").value_or(""));
  read_number(line, cell(row, "Nr"), seen);
  read_times(line, cell(row, "Aktivitet"), cell(row, "Tid"), zone);
  read_words(line);
  return line;
}

}  // namespace

void import_contributions(Import& import) {
  if (!import.zone) return;  // there is no compact: compact.json was refused
  const formats::Table* table =
      import.table(file_name, {"Nr", "Aktivitet", "Bord", "Tid", "Inspel", "Tema"});
  if (!table) return;
  const Id<compacts::Compact> compact{import.compact};
  std::set<std::int64_t> seen;
  std::int64_t added = 0;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const formats::Row row = table->row(i);
    Line line = read_line(row, *import.zone, seen);
    for (const Text& fault : line.faults)
      import.refuse(file_name, static_cast<std::int64_t>(row.line()), fault);
    if (!line.faults.empty() || find(import.db, compact, {line.number})) continue;
    for (const std::string& theme : line.themes)
      line.entry.themes.push_back(find_or_add_theme(import.db, compact, theme).id);
    added += add_numbered(import.db, compact, {line.number}, line.entry, import.now);
  }
  if (added > 0) import.count("contributions", added);
}

}  // namespace overens::contributions
