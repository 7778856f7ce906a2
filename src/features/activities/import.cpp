// aktiviteter.csv: the meetings of a process as somebody keeps them in a spreadsheet; and what the
// demonstration adds, relative to the day it begins.
#include <charconv>

#include "base/text.h"
#include "features/activities/details.h"
#include "features/activities/ideas.h"
#include "features/activities/programme.h"
#include "features/activities/rules.h"
#include "features/activities/store.h"
#include "features/import.h"

namespace overens::activities {

void import_activities(Import&);
void add_demo(Import&);

namespace {

constexpr std::string_view file_name = "aktiviteter.csv";
constexpr std::size_t longest_line = 200;
constexpr std::size_t longest_text = 20'000;
constexpr std::int64_t most_seats = 100'000;

// One row as read, or why it is refused.
struct Line {
  Imported imported;
  std::vector<Text> faults;
};

std::string cell(const formats::Row& row, std::string_view heading) {
  return tidy_line(row.get(heading).value_or(""));
}

// "uppgift" is said by the page, for every such figure alike.
std::string without_mark(std::string words) {
  constexpr std::string_view mark = "(uppgift)";
  if (words.ends_with(mark)) words.resize(words.size() - mark.size());
  return tidy_line(words);
}

class Reader {
 public:
  explicit Reader(const Zone& zone) : zone_(zone) {}

  Line read(const formats::Row& row) const {
    Line line;
    Entry& entry = line.imported.entry;
    read_title(line, cell(row, "Titel"));
    entry.place = cell(row, "Plats");
    entry.purpose = tidy_text(row.get("Beskrivning").value_or(""));
    line.imported.reported_attendance = without_mark(cell(row, "Deltagande"));
    read_times(line, cell(row, "Start"), cell(row, "Slut"));
    read_deadline(line, cell(row, "Anmäl senast"));
    read_seats(line, cell(row, "Antal platser"));
    read_audience(line, fold(cell(row, "För")));
    read_status(line, fold(cell(row, "Status")));
    if (length(entry.place) > longest_line || length(entry.purpose) > longest_text ||
        length(line.imported.reported_attendance) > longest_line)
      line.faults.push_back(t("A cell is too long."));
    return line;
  }

 private:
  static void read_title(Line& line, const std::string& title) {
    line.imported.entry.title = title;
    if (title.empty()) line.faults.push_back(t("The title is missing."));
    if (length(title) > longest_line)
      line.faults.push_back(t("The title is longer than {} characters.", longest_line));
  }

  void read_times(Line& line, const std::string& start, const std::string& end) const {
    const auto starts = read_time(line, start);
    const auto ends = read_time(line, end);
    if (!starts || !ends) return;
    line.imported.entry.starts_at = *starts;
    line.imported.entry.ends_at = *ends;
    line.imported.key = start + " " + fold(line.imported.entry.title);
    if (*ends <= *starts) line.faults.push_back(t("It ends before it begins."));
  }

  std::optional<Instant> read_time(Line& line, const std::string& written) const {
    const auto at = parse_local(written, zone_);
    if (!at) line.faults.push_back(t("“{}” is no time. Write it as 2018-12-11 17:00.", written));
    return at;
  }

  void read_deadline(Line& line, const std::string& written) const {
    if (written.empty()) return;
    Entry& entry = line.imported.entry;
    entry.register_by = parse_date(written);
    if (!entry.register_by)
      line.faults.push_back(t("“{}” is no date. Write it as 2018-12-11.", written));
    else if (*entry.register_by > date_of(entry.starts_at, zone_) && line.faults.empty())
      line.faults.push_back(t("The last day to register is after it begins."));
  }

  static void read_seats(Line& line, const std::string& written) {
    if (written.empty()) return;
    std::int64_t seats = 0;
    const auto read = std::from_chars(written.data(), written.data() + written.size(), seats);
    if (read.ec != std::errc() || read.ptr != written.data() + written.size() || seats < 1 ||
        seats > most_seats)
      line.faults.push_back(t("“{}” is no number of seats.", written));
    line.imported.entry.ways = {{Way::on_site, seats}};
  }

  static void read_audience(Line& line, const std::string& written) {
    if (written.empty() || written == "alla")
      line.imported.entry.audience = Audience::everyone;
    else if (written == "anslutna")
      line.imported.entry.audience = Audience::affiliated;
    else if (written == "anslutna först")
      line.imported.entry.audience = Audience::affiliated_first;
    else
      line.faults.push_back(
          t("“{}” is nobody it can be for. Write alla, anslutna or anslutna först.", written));
  }

  // What has been held follows from its time.
  static void read_status(Line& line, const std::string& written) {
    line.imported.details_follow = written == "datum satt";
    if (written.empty() || written == "genomförd" || written == "planerad" ||
        written == "datum satt")
      line.imported.status = Status::published;
    else if (written == "inställd")
      line.imported.status = Status::cancelled;
    else if (written == "utkast")
      line.imported.status = Status::draft;
    else
      line.faults.push_back(
          t("“{}” is no status. Write planerad, datum satt, genomförd, inställd or utkast.",
            written));
  }

  Zone zone_;
};

}  // namespace

void import_activities(Import& import) {
  if (!import.compact || !import.zone) return;
  const formats::Table* table =
      import.table(file_name, {"Start", "Slut", "Titel", "Plats", "Anmäl senast", "Antal platser",
                               "För", "Status", "Beskrivning", "Deltagande"});
  if (!table) return;
  const Reader reader(*import.zone);
  std::int64_t added = 0;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const formats::Row row = table->row(i);
    const Line line = reader.read(row);
    for (const Text& fault : line.faults)
      import.refuse(file_name, static_cast<std::int64_t>(row.line()), fault);
    if (line.faults.empty())
      added += add_imported(import.db, CompactId{import.compact}, line.imported, import.now);
  }
  if (added) import.count("activities", added);
}

namespace {

// The programme of the coming meeting, and what those are asked who come.
void add_demo_details(Import& import, const Activity& meeting) {
  describe(import.db, meeting.id,
           {.details_follow = false,
            .step = Step::monitoring,
            .languages = "Svenska; tolkning till finska och teckenspråk om någon behöver det",
            .host_party = {},
            .host_group = "",
            .theme = "Året som gått",
            .digital_link = "https://mote.example.org/stormote",
            .series = {}},
           {}, import.now);
  for (const ItemEntry& one :
       {ItemEntry{.begins = "17:00", .ends = "17:30", .title = "Kaffe och smörgås"},
        ItemEntry{.begins = "17:30",
        .ends = "18:15",
        .title = "Verksamhetsberättelse och arbetsplan",
        .speaker = "Processledarna från båda parterna"},
        ItemEntry{.begins = "18:15",
        .ends = "20:00",
        .title = "Samtal vid borden",
        .about = "Varje bord skriver sina anteckningar direkt på skärmen."},
        ItemEntry{.begins = "20:00", .ends = "20:30", .title = "Vad tar vi med oss?"}})
    add_item(import.db, meeting, one, import.now);
  for (const NewQuestion& one :
       {NewQuestion{.label = "Finns det mat du inte kan äta?",
       .purpose = "För att beställa mat som du kan äta.",
       .kept_days = 14,
       .way = Way::on_site,
       .standard = "diet"},
        NewQuestion{.label = "Vad behöver du för att kunna delta?",
        .purpose = "För att förbereda lokalen och vägen dit.",
        .kept_days = 14,
        .standard = "access"},
        NewQuestion{.kind = QuestionKind::yes_no,
        .label = "Behöver du tolk?",
        .purpose = "För att boka tolk.",
        .kept_days = 14},
        NewQuestion{.label = "Till vilket språk?",
        .help = "Teckenspråk är också ett språk.",
        .purpose = "För att boka rätt tolk.",
        .kept_days = 14,
        .asked_if = Number{3},
        .asked_if_answer = "yes"},
        NewQuestion{.kind = QuestionKind::yes_no,
        .label = "Använder du hörslinga?",
        .purpose = "För att slingan ska vara på, och platsen en där den fungerar.",
        .kept_days = 14,
        .way = Way::on_site,
        .standard = "hearing_loop"}})
    add_question(import.db, meeting.id, one);
}

}  // namespace

void add_demo(Import& import) {
  if (!import.compact || !import.zone) return;
  constexpr int days_until_it_begins = 28;
  constexpr int days_from_the_last_to_register = 10;
  constexpr int seats = 60;
  const Zone& zone = *import.zone;
  const Date today = date_of(import.now, zone);
  const Date day = ordinary_day(add_days(today, days_until_it_begins));
  const Entry meeting{
      .title = "Stormöte",
      .purpose =
          "Vi går igenom året som gått och planerar det som kommer. Du möter regionen och "
          "organisationerna vid runda bord.",
      .starts_at = at(day, 17, 30, zone),
      .ends_at = at(day, 20, 30, zone),
      .place = "Regionhuset, Linköping",
      .access = "Hiss och teleslinga finns. Ring på porttelefonen om dörren är låst.",
      .register_by = add_days(day, -days_from_the_last_to_register),
      .ways = {{Way::on_site, seats}},
      .audience = Audience::affiliated_first,
      .registration_link = {},
      .influence = Influence::dialogue};
  // By a key of its own: once for a compact, whenever the demonstration is begun again.
  const CompactId compact{import.compact};
  if (!add_imported(import.db, compact, {meeting, Status::published, "", "demo: a coming meeting"},
                    import.now))
    return;
  import.count("activities", 1);
  if (const auto added = find_on(import.db, compact, day)) add_demo_details(import, *added);
  add_idea(import.db, compact,
           {.title = "Temakväll om mötesplatser",
            .purpose = "Var träffas föreningar och boende? Vi vill höra fler röster först.",
            .about_when = PartialDate{today.year + 1, 3, 0},
            .theme = "Mötesplatser",
            .is_shown = true},
           {}, import.now);
}

}  // namespace overens::activities
