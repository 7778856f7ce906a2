// remissvar.csv, hanteringar.csv and the remarks of kopplingar.csv: a consultation that was held
// elsewhere, with what became of each remark. The consultation itself is the phase of compact.json;
// it was about the first version of the first text.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "features/consultations/import.h"
#include "features/consultations/rules.h"
#include "features/consultations/wording_changes.h"

namespace overens::consultations {
namespace {

constexpr std::string_view responses_file = "remissvar.csv";
constexpr std::string_view dispositions_file = "hanteringar.csv";
constexpr std::string_view links_file = "kopplingar.csv";
constexpr std::int64_t highest_number = 1'000'000;

std::string cell(const formats::Row& row, std::string_view heading) {
  return tidy_line(row.get(heading).value_or(""));
}

std::int64_t line_of(const formats::Row& row) { return static_cast<std::int64_t>(row.line()); }

// Words of the files and what they mean here; our own names are understood too.
template <class E>
using Words = std::vector<std::pair<std::string_view, E>>;
const Words<Stance> stances = {{"tillstyrker", Stance::supports},
                               {"tillstyrker med ändring", Stance::supports_with_change},
                               {"avstyrker", Stance::opposes},
                               {"avstår", Stance::abstains}};
const Words<Channel> channels = {
    {"webb", Channel::web}, {"papper", Channel::paper}, {"", Channel::imported}};
const Words<DispositionKind> kinds = {{"beaktas", DispositionKind::accepted},
                                      {"beaktas delvis", DispositionKind::partly},
                                      {"beaktas inte", DispositionKind::not_accepted},
                                      {"utanför ramen", DispositionKind::out_of_scope},
                                      {"ingen ändring begärd", DispositionKind::noted}};

template <class E>
std::optional<E> meaning(const Words<E>& words, std::string_view written) {
  const std::string folded = fold(written);
  for (const auto& [word, one] : words)
    if (folded == word) return one;
  for (const auto& [one, name] : names(E{}))
    if (folded == name) return one;
  return std::nullopt;
}

std::optional<Number> number_of(std::string_view written) {
  std::int64_t value = 0;
  const char* end = written.data() + written.size();
  const auto read = std::from_chars(written.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end || value < 1 || value > highest_number)
    return std::nullopt;
  return Number{value};
}

// --- remissvar.csv ---

// One row as read, or why it is refused.
struct Line {
  Number response;
  std::string organisation;
  Date received_on;
  Channel channel = Channel::imported;
  Part part;
  std::vector<Text> faults;
};

class Reader {
 public:
  Reader(const std::vector<texts::Section>& sections, std::vector<texts::Paragraph> paragraphs)
      : paragraphs_(std::move(paragraphs)) {
    for (const texts::Section& one : sections) sections_[fold(one.heading)] = one.position;
  }

  Line read(const formats::Row& row) {
    Line line;
    read_numbers(line, cell(row, "Nr"), cell(row, "Svar"));
    read_sender(line, row);
    read_part(line, row);
    if (line.faults.empty()) read_together(line);
    return line;
  }

 private:
  void read_numbers(Line& line, const std::string& remark, const std::string& response) {
    line.part.number = number_of(remark);
    if (!line.part.number)
      line.faults.push_back(t("“{}” is no number of a remark.", remark));
    else if (!seen_.insert(line.part.number->value).second)
      line.faults.push_back(t("The number {} stands here twice.", line.part.number->value));
    const auto number = number_of(response);
    if (!number) line.faults.push_back(t("“{}” is no number of a response.", response));
    line.response = number.value_or(Number{});
  }

  static void read_sender(Line& line, const formats::Row& row) {
    line.organisation = cell(row, "Organisation");
    if (line.organisation.empty() || length(line.organisation) > 200)
      line.faults.push_back(t("The organisation has no name, or one that is too long."));
    const std::string day = cell(row, "Inkom");
    const auto date = parse_date(day);
    if (!date) line.faults.push_back(t("“{}” is no date. Write it as 2018-12-11.", day));
    line.received_on = date.value_or(Date{});
    const std::string way = cell(row, "Sätt");
    const auto channel = meaning(channels, way);
    if (!channel) line.faults.push_back(t("“{}” is no way in which a response comes.", way));
    line.channel = channel.value_or(Channel::imported);
  }

  void read_part(Line& line, const formats::Row& row) const {
    const std::string heading = fold(cell(row, "Avsnitt"));
    const auto section = sections_.find(heading);
    if (section != sections_.end())
      line.part.section = section->second;
    else if (heading != fold("Hela texten"))
      line.faults.push_back(
          t("The text that was sent out has no section “{}”.", cell(row, "Avsnitt")));
    read_paragraph(line, cell(row, "Stycke"));
    const std::string word = cell(row, "Ställningstagande");
    const auto stance = meaning(stances, word);
    if (!stance) line.faults.push_back(t("“{}” is no stance.", word));
    line.part.stance = stance.value_or(Stance::supports);
    line.part.wording = tidy_text(row.get("Synpunkt").value_or(""));
    line.part.proposed = tidy_text(row.get("Föreslagen lydelse").value_or(""));
    if (std::max(length(line.part.wording), length(line.part.proposed)) > longest_wording)
      line.faults.push_back(t("The remark is longer than {} characters.", longest_wording));
  }

  // Its place in the text that was sent out; the column may be missing.
  void read_paragraph(Line& line, const std::string& written) const {
    if (written.empty()) return;
    const auto number = number_of(written);
    const auto at = std::find_if(
        paragraphs_.begin(), paragraphs_.end(),
        [&](const texts::Paragraph& one) { return number && one.position == number->value; });
    if (at == paragraphs_.end() || at->section != line.part.section)
      line.faults.push_back(t("That part of the text has no paragraph “{}”.", written));
    else
      line.part.paragraph = at->id;
  }

  // Rows of one response are one response.
  void read_together(Line& line) {
    const auto [first, is_new] = senders_.emplace(line.response.value, line);
    const Line& other = first->second;
    if (!is_new && (fold(other.organisation) != fold(line.organisation) ||
                    other.received_on != line.received_on || other.channel != line.channel))
      line.faults.push_back(
          t("Response {} stands higher up with another sender, day or way.", line.response.value));
    const std::int64_t paragraph = line.part.paragraph ? line.part.paragraph->value : 0;
    if (!parts_.insert({line.response.value, line.part.section.value_or(0), paragraph}).second)
      line.faults.push_back(
          t("Response {} has answered this part of the text already.", line.response.value));
  }

  std::map<std::string, std::int64_t> sections_;  // folded heading → position
  std::set<std::int64_t> seen_;
  std::map<std::int64_t, Line> senders_;
  std::set<std::tuple<std::int64_t, std::int64_t, std::int64_t>> parts_;
  std::vector<texts::Paragraph> paragraphs_;
};

// The response of that line, new where it is not there; none where its number is another's.
std::optional<Response> response_of(Import& import, const Consultation& consultation,
                                    const Line& line, std::int64_t& added) {
  const Id<compacts::Compact> compact{import.compact};
  if (auto known = find_response(import.db, consultation.id, line.response)) {
    if (fold(known->organisation) == fold(line.organisation)) return known;
    return std::nullopt;
  }
  const auto organisation = organisations::find_same(import.db, compact, line.organisation, {});
  auto response =
      receive(import.db, compact, consultation.id,
              {.organisation_id = organisation ? std::optional(organisation->id) : std::nullopt,
               .organisation = line.organisation,
               .received_on = line.received_on,
               .received_at = {},
               .due_on = consultation.closes_on,
               .channel = line.channel,
               .parts = {},
               .by = {},
               .number = line.response},
              import.now);
  added += response.has_value();
  return response;
}

void import_responses(Import& import, const Consultation& consultation) {
  const formats::Table* table =
      import.table(responses_file, {"Nr", "Svar", "Organisation", "Inkom", "Sätt", "Avsnitt",
                                    "Ställningstagande", "Synpunkt", "Föreslagen lydelse"});
  if (!table) return;
  const Id<compacts::Compact> compact{import.compact};
  Reader reader(texts::sections(import.db, consultation.version),
                texts::paragraphs(import.db, consultation.version));
  std::int64_t responses_added = 0;
  std::int64_t remarks_added = 0;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const formats::Row row = table->row(i);
    const Line line = reader.read(row);
    for (const Text& fault : line.faults) import.refuse(responses_file, line_of(row), fault);
    if (!line.faults.empty()) continue;
    const auto response = response_of(import, consultation, line, responses_added);
    const auto remark = find_remark(import.db, compact, *line.part.number);
    if (!response || (remark && remark->response_id != response->id)) {
      import.refuse(responses_file, line_of(row),
                    t("That number, or that organisation, is another response's already."));
      continue;
    }
    if (remark) continue;
    add_part(import.db, compact, *response, line.part);
    ++remarks_added;
  }
  if (responses_added) import.count("responses", responses_added);
  if (remarks_added) import.count("remarks", remarks_added);
}

// --- hanteringar.csv ---

void import_dispositions(Import& import) {
  const formats::Table* table =
      import.table(dispositions_file, {"Synpunkt", "Hantering", "Motivering"});
  if (!table) return;
  std::set<std::int64_t> seen;
  std::int64_t added = 0;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const formats::Row row = table->row(i);
    const auto refuse = [&](Text why) { import.refuse(dispositions_file, line_of(row), why); };
    const std::string written = cell(row, "Synpunkt");
    const auto number = number_of(written);
    const auto remark = number ? find_remark(import.db, {import.compact}, *number) : std::nullopt;
    const auto kind = meaning(kinds, cell(row, "Hantering"));
    const std::string reason = tidy_text(row.get("Motivering").value_or(""));
    if (!remark) {
      refuse(t("There is no remark {} this could be about.", written));
    } else if (!seen.insert(number->value).second) {
      refuse(t("The number {} stands here twice.", number->value));
    } else if (!kind) {
      refuse(t("“{}” is no disposition.", cell(row, "Hantering")));
    } else if (reason.empty() || length(reason) > longest_reason) {
      refuse(t("The reason is missing, or too long."));
    } else if (dispositions(import.db, remark->id).empty()) {
      dispose(import.db, remark->id, *kind, reason, {}, import.now, true);
      ++added;
    }
  }
  if (added) import.count("dispositions", added);
}

// --- kopplingar.csv: texts reads the rows of notes ---

void import_links(Import& import) {
  const formats::Table* table = import.table(links_file, {"Stycke börjar", "Slag", "Nr"});
  if (!table) return;
  auto adopted = texts::find(import.db, {import.compact}, Number{1}, Number{2});
  if (!adopted) adopted = texts::find(import.db, {import.compact}, Number{1}, Number{1});
  std::int64_t added = 0;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const formats::Row row = table->row(i);
    if (fold(cell(row, "Slag")) != "synpunkt") continue;
    const std::string words = cell(row, "Stycke börjar");
    const auto paragraph =
        adopted ? texts::find_paragraph_beginning(import.db, adopted->id, words) : std::nullopt;
    const auto number = number_of(cell(row, "Nr"));
    const auto remark = number ? find_remark(import.db, {import.compact}, *number) : std::nullopt;
    if (!paragraph)
      import.refuse(links_file, line_of(row),
                    t("The adopted text has no paragraph, or several, that begins “{}”.", words));
    if (!remark)
      import.refuse(links_file, line_of(row),
                    t("There is no remark {} this could be about.", cell(row, "Nr")));
    if (paragraph && remark)
      added += link_paragraph(import.db, paragraph->id, remark->id, {}, import.now);
  }
  if (added) import.count("links from remarks", added);
}

// The consultation of compact.json; none where there is no such phase or no text.
std::optional<Consultation> consultation_in(Import& import) {
  const Id<compacts::Compact> compact{import.compact};
  const auto phases = compacts::phases(import.db, compact);
  const auto phase = std::find_if(phases.begin(), phases.end(), [](const compacts::Phase& one) {
    return one.kind == compacts::PhaseKind::consultation && one.to;
  });
  const auto version = texts::find(import.db, compact, Number{1}, Number{1});
  if (phase == phases.end() || !version || !version->is_frozen()) return std::nullopt;
  if (auto known = find_on(import.db, version->id, phase->from)) return known;
  import.count("consultations", 1);
  return add(import.db, compact,
             {.version = version->id,
              .title = phase->name + ": " + version->title,
              .cover_letter = {},
              .opens_on = phase->from,
              .closes_on = *phase->to},
             {}, import.now);
}

// Closed as handled where nothing more can come and each remark has its answer.
void close_if_done(Import& import, const Consultation& consultation) {
  if (status(consultation, date_of(import.now, *import.zone)) != Status::closed) return;
  const Counts counted = counts(import.db, consultation.id);
  if (counted.remarks == 0 || counted.disposed < counted.remarks) return;
  close_as_handled(import.db, consultation.id, import.now);
}

}  // namespace

void import_files(Import& import) {
  if (import.compact == 0) return;
  if (const auto consultation = consultation_in(import)) {
    import_responses(import, *consultation);
    import_dispositions(import);
    import_links(import);
    note_changes(import.db, consultation->id, import.now);
    close_if_done(import, *consultation);
  } else if (import.file(responses_file)) {
    import.refuse(responses_file, 0,
                  t("These answer a consultation, but compact.json has no phase for it with a last "
                    "day, or the text that was sent out is missing."));
  }
}

}  // namespace overens::consultations
