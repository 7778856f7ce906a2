// text-remiss.md and text-antagen.md: the draft that was sent out and the text that was adopted,
// both frozen as facts; and kopplingar.csv, which notes stand behind which paragraph. The rows on
// remarks are for who knows them.
#include <algorithm>
#include <charconv>

#include "base/secrets.h"
#include "base/text.h"
#include "features/import.h"
#include "features/texts/store.h"

namespace overens::texts {
namespace {

constexpr std::string_view consultation_file = "text-remiss.md";
constexpr std::string_view adopted_file = "text-antagen.md";
constexpr std::string_view links_file = "kopplingar.csv";
constexpr Number the_text{1};

// When the phase of that kind began: then the version that it is about no longer changed.
Instant beginning_of(Import& import, compacts::PhaseKind kind) {
  for (const compacts::Phase& phase : compacts::phases(import.db, {import.compact}))
    if (phase.kind == kind) return start_of_day(phase.from, *import.zone);
  return import.now;
}

// The version of that file, new or known; none where it was refused or there is no file.
std::optional<Version> import_version(Import& import, std::string_view file, Number number,
                                      compacts::PhaseKind frozen_by) {
  const std::string* content = import.file(file);
  if (!content) return std::nullopt;
  if (!valid_utf8(*content)) {
    import.refuse(file, 0, t("The file is not UTF-8."));
    return std::nullopt;
  }
  const Source source = read_source(*content);
  const std::string text = canonical(source.text);
  if (const auto why = fault(text)) {
    import.refuse(file, 0, *why);
    return std::nullopt;
  }
  const auto compact = compacts::load(import.db, {import.compact});
  if (const auto known = find(import.db, compact.id, the_text, number)) {
    if (known->sha256 == sha256_hex(text)) return known;
    import.refuse(file, 0, t("Version {} stands here already, in other words.", number));
    return std::nullopt;
  }
  const Version added =
      add_version(import.db, compact, the_text, text, source.note, std::nullopt, import.now);
  freeze(import.db, added.id, beginning_of(import, frozen_by));
  import.count("versions", 1);
  return load(import.db, added.id);
}

std::optional<Id<contributions::Contribution>> note_of(Import& import, std::string_view cell) {
  Number number;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), number.value);
  if (read.ec != std::errc{} || read.ptr != cell.data() + cell.size()) return std::nullopt;
  const auto note = contributions::find(import.db, {import.compact}, number);
  return note ? std::optional(note->id) : std::nullopt;
}

void import_links(Import& import, const Version& version) {
  const formats::Table* table = import.table(links_file, {"Stycke börjar", "Slag", "Nr"});
  if (!table) return;
  std::int64_t added = 0;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const formats::Row row = table->row(i);
    const auto line = static_cast<std::int64_t>(row.line());
    const std::string kind = fold(tidy_line(row.get("Slag").value_or("")));
    const std::string words = tidy_line(row.get("Stycke börjar").value_or(""));
    const std::string number = tidy_line(row.get("Nr").value_or(""));
    if (kind == "synpunkt") continue;
    const auto paragraph = find_paragraph_beginning(import.db, version.id, words);
    const auto note = note_of(import, number);
    if (kind != "inspel")
      import.refuse(links_file, line, t("“{}” is neither inspel nor synpunkt.", kind));
    else if (!paragraph)
      import.refuse(links_file, line, t("No single paragraph begins with “{}”.", words));
    else if (!note)
      import.refuse(links_file, line, t("There is no note with the number “{}”.", number));
    else
      added += link_contribution(import.db, paragraph->id, *note, std::nullopt, import.now);
  }
  if (added > 0) import.count("links from notes", added);
}

struct Change {
  std::string_view was;
  std::string_view becomes;
};
// What the demonstration's open consultation is about. The words are invented.
constexpr Change revision[] = {
    {"Parterna möts minst två gånger om året.",
     "Parterna möts minst tre gånger om året, och minst en gång utanför Linköping."},
    {"Möten och texter ska vara tillgängliga för alla.",
     "Möten och texter ska vara tillgängliga för alla, på plats och på distans."},
    {"Vi följer upp det vi gör tillsammans.",
     "Vi följer upp det vi gör tillsammans och berättar öppet om det som inte gick som vi "
     "tänkte.\n\nEn gång om året frågar vi organisationerna hur väl överenskommelsen är känd."},
    {"Vi ska lära känna varandra så att förtroendet växer.\n", ""},
};

std::string revised(std::string text) {
  for (const Change& change : revision)
    if (const std::size_t at = text.find(change.was); at != std::string::npos)
      text.replace(at, change.was.size(), change.becomes);
  return text;
}

}  // namespace

void import_texts(Import& import) {
  if (!import.zone) return;  // there is no compact: compact.json was refused
  const auto sent_out =
      import_version(import, consultation_file, {1}, compacts::PhaseKind::consultation);
  const bool has_two = import.file(consultation_file) != nullptr;
  const auto agreed =
      import_version(import, adopted_file, {has_two ? 2 : 1}, compacts::PhaseKind::decision);
  if (const auto& linked = agreed ? agreed : sent_out) import_links(import, *linked);
}

void add_revision(Import& import) {
  if (!import.zone) return;
  const auto compact = compacts::load(import.db, {import.compact});
  const auto all = versions(import.db, compact.id, the_text);
  if (all.size() != 2 || !all.back().is_frozen()) return;
  const Version added =
      add_version(import.db, compact, the_text, revised(bytes(import.db, all.back().id)),
                  "Exempeltext till demonstrationen: ett förslag till revidering.", std::nullopt,
                  plus_days(import.now, -14));
  freeze(import.db, added.id, plus_days(import.now, -10));
  import.count("versions", 1);
}

}  // namespace overens::texts
