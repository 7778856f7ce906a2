// organisationer.csv: the register as a coordinator keeps it in a spreadsheet.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "features/import.h"
#include "features/organisations/store.h"

namespace overens::organisations {
namespace {

constexpr std::string_view file_name = "organisationer.csv";
constexpr std::size_t longest_name = 200;

// One row as read, or why it is refused.
struct Line {
  Entry entry;
  std::optional<Date> affiliated_from;
  std::vector<Text> faults;
};

std::string cell(const formats::Row& row, std::string_view heading) {
  return tidy_line(row.get(heading).value_or(""));
}

std::vector<std::string> split_at_commas(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::string_view part = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), part.size() + 1));
    parts.push_back(tidy_line(part));
  }
  return parts;
}

// Folded names of municipalities to their codes.
std::map<std::string, std::string> codes_of(const Area& area) {
  std::map<std::string, std::string> codes;
  for (const Municipality& one : area.municipalities) codes[fold(one.name)] = one.code;
  return codes;
}

class Reader {
 public:
  explicit Reader(const Area& area) : whole_(fold(area.whole)), codes_(codes_of(area)) {}

  Line read(const formats::Row& row) {
    Line line;
    line.entry = {.name = cell(row, "Namn"),
                  .field = cell(row, "Område"),
                  .form = cell(row, "Form"),
                  .why = cell(row, "Varför vi är med"),
                  .contact_name = cell(row, "Kontaktperson"),
                  .contact_role = cell(row, "Roll"),
                  .contact_email = cell(row, "E-post"),
                  .is_confirmed = fold(cell(row, "Bekräftad")) == "ja"};
    read_name(line);
    read_places(line, cell(row, "Kommuner"));
    if (!line.entry.contact_email.empty() && !looks_like_email(line.entry.contact_email))
      line.faults.push_back(t("“{}” is no mail address.", line.entry.contact_email));
    read_day(line, cell(row, "Ansluten"));
    if (const std::string word = fold(cell(row, "Bekräftad"));
        !word.empty() && word != "ja" && word != "nej")
      line.faults.push_back(t("“{}” is neither ja nor nej.", cell(row, "Bekräftad")));
    return line;
  }

 private:
  void read_name(Line& line) {
    const std::string& name = line.entry.name;
    if (name.empty())
      line.faults.push_back(t("The name is missing."));
    else if (length(name) > longest_name)
      line.faults.push_back(t("The name is longer than {} characters.", longest_name));
    else if (!seen_.insert(fold(name)).second)
      line.faults.push_back(t("“{}” stands here twice.", name));
  }

  void read_places(Line& line, const std::string& places) const {
    line.entry.whole_area = places.empty() || fold(places) == whole_;
    if (line.entry.whole_area) return;
    for (const std::string& place : split_at_commas(places)) {
      const auto code = codes_.find(fold(place));
      if (code == codes_.end())
        line.faults.push_back(t("“{}” is no municipality of this compact.", place));
      else
        line.entry.municipalities.push_back(code->second);
    }
  }

  static void read_day(Line& line, const std::string& day) {
    line.affiliated_from = parse_date(day);
    if (!day.empty() && !line.affiliated_from)
      line.faults.push_back(t("“{}” is no date. Write it as 2018-12-11.", day));
  }

  std::string whole_;
  std::map<std::string, std::string> codes_;
  std::set<std::string> seen_;
};

// The person to write to: contact today, and as far as we know since the organisation joined.
void add_contact(Import& import, const Organisation& one, const Line& line) {
  if (line.entry.contact_email.empty()) return;
  const auto person =
      people::find_or_add(import.db, line.entry.contact_email, line.entry.contact_name, import.now);
  const Date today = date_of(import.now, *import.zone);
  add_mandate(import.db, one.id, person, MandateKind::contact,
              std::min(line.affiliated_from.value_or(today), today));
}

}  // namespace

void import_organisations(Import& import, Id<compacts::Party> party, const Area& area,
                          const std::function<bool(Id<Organisation>, const Date&)>& affiliate) {
  const formats::Table* table =
      import.table(file_name, {"Namn", "Område", "Kommuner", "Form", "Kontaktperson", "Roll",
                               "E-post", "Ansluten", "Bekräftad", "Varför vi är med"});
  if (!table) return;
  const CompactId compact{import.compact};
  Reader reader(area);
  std::int64_t added = 0;
  std::int64_t affiliated = 0;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const formats::Row row = table->row(i);
    const Line line = reader.read(row);
    for (const Text& fault : line.faults)
      import.refuse(file_name, static_cast<std::int64_t>(row.line()), fault);
    if (!line.faults.empty()) continue;
    auto one = find_same(import.db, compact, line.entry.name, {});
    if (!one) {
      one = add(import.db, compact, party, line.entry, import.now);
      add_contact(import, *one, line);
      ++added;
    }
    if (line.affiliated_from) affiliated += affiliate(one->id, *line.affiliated_from);
  }
  if (added) import.count("organisations", added);
  if (affiliated) import.count("affiliations", affiliated);
}

}  // namespace overens::organisations
