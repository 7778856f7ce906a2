// What a compact is set up with, as its coordinators write it: the phases of the process, what an
// organisation declares when it joins, and the municipalities of the area.
#include <algorithm>

#include "base/secrets.h"
#include "base/text.h"
#include "features/compacts/pages.h"
#include "web/page.h"

namespace overens::compacts {
namespace {

constexpr std::size_t most_phases = 60;
constexpr std::size_t blank_rows = 3;  // to add in
constexpr std::size_t most_criteria = 20;
constexpr std::size_t most_municipalities = 400;  // Sweden has 290
constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_question = 300;

Url process_url(const Visit& visit) { return url(visit, "/{}/process", visit.scope.slug); }

Text words_for(PhaseKind kind) {
  switch (kind) {
    case PhaseKind::mandate:
      return t("Mandate: the parties decide to begin");
    case PhaseKind::dialogue:
      return t("Dialogue: meetings and notes");
    case PhaseKind::drafting:
      return t("Drafting: the joint group writes");
    case PhaseKind::consultation:
      return t("Consultation: the text is sent out");
    case PhaseKind::rework:
      return t("Rework: the responses are worked in");
    case PhaseKind::decision:
      return t("Decision: the bodies adopt it");
    case PhaseKind::signing:
      return t("Signing: organisations sign it");
    case PhaseKind::living:
      return t("Living: it is put into practice");
    case PhaseKind::revision:
      return t("Revision: a new round");
  }
  return {};
}

std::string name_of(PhaseKind kind) {
  for (const auto& [one, name] : names(PhaseKind{}))
    if (one == kind) return name;
  return {};
}

// --- Phases: a row of fields for each, and some that are empty ---

std::string row_field(std::string_view name, std::size_t row) {
  return std::string(name) + "_" + std::to_string(row);
}

Html phase_row(const Filled& filled, const std::optional<Phase>& known, std::size_t row) {
  std::vector<Option> kinds{{"", t("No phase here")}};
  for (const auto& [kind, name] : names(PhaseKind{})) kinds.push_back({name, words_for(kind)});
  const std::string kind_name = row_field("kind", row), name_name = row_field("name", row),
                    from_name = row_field("from", row), to_name = row_field("to", row);
  Html fields = select_field(
      filled, {.name = kind_name, .label = t("Kind"), .value = known ? name_of(known->kind) : ""},
      kinds);
  fields += field(filled, {.name = name_name,
                           .label = t("Name"),
                           .value = known ? known->name : "",
                           .is_optional = !known});
  fields += field(filled, {.name = from_name,
                           .label = t("First day"),
                           .input = Input::date,
                           .value = known ? iso(known->from) : "",
                           .is_optional = !known});
  fields += field(filled, {.name = to_name,
                           .label = t("Last day"),
                           .input = Input::date,
                           .value = known && known->to ? iso(*known->to) : "",
                           .is_optional = true});
  return field_group(t("Phase {}", row + 1), fields);
}

// Of all phases as they stand: rows have no names of their own, so that it is changed as a whole.
std::string mark_of(const std::vector<Phase>& all) {
  std::string words;
  for (const Phase& one : all)
    words += name_of(one.kind) + "\n" + one.name + "\n" + iso(one.from) + "\n" +
             (one.to ? iso(*one.to) : "") + "\n";
  return sha256_hex(words);
}

std::size_t rows_for(const std::vector<Phase>& known, const Filled& filled) {
  std::size_t rows = known.size() + blank_rows;
  for (std::size_t row = rows; row < most_phases; ++row)
    if (!filled.value(row_field("kind", row)).empty()) rows = row + 1;
  return std::min(rows, most_phases);
}

Html phase_fields(const std::vector<Phase>& known, const Filled& filled) {
  Html fields = hidden_field("stood", mark_of(known));
  for (std::size_t row = 0; row < rows_for(known, filled); ++row)
    fields += phase_row(filled, row < known.size() ? std::optional(known[row]) : std::nullopt, row);
  return fields;
}

// In the order of their first days. Rows without a kind are none.
std::vector<Phase> read_phases(Filled& filled) {
  std::vector<Phase> all;
  for (std::size_t row = 0; row < most_phases; ++row) {
    const std::string kind = row_field("kind", row), from = row_field("from", row),
                      to = row_field("to", row);
    if (filled.value(kind).empty()) continue;
    Phase one;
    one.kind = filled.choice<PhaseKind>(kind, t("Choose one in the list."));
    one.name =
        filled.line(row_field("name", row), t("Write what the phase is called."), longest_name);
    if (const auto day = filled.date(from, t("Write its first day."))) one.from = *day;
    one.to = filled.optional_date(to);
    filled.expect(!one.to || *one.to >= one.from, to, t("It must end after it begins."));
    all.push_back(std::move(one));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Phase& a, const Phase& b) { return a.from < b.from; });
  return all;
}

// --- The area: a municipality a line ---

std::string as_lines(const std::vector<organisations::Municipality>& area) {
  std::string lines;
  for (const organisations::Municipality& one : area) lines += one.code + " " + one.name + "\n";
  return lines;
}

std::optional<organisations::Municipality> municipality_in(const std::string& line) {
  constexpr std::size_t code_digits = 4;
  const std::string tidy = tidy_line(line);
  const std::size_t blank = tidy.find(' ');
  const std::string code = tidy.substr(0, blank);
  if (blank == std::string::npos || code.size() != code_digits ||
      code.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return organisations::Municipality{code, tidy.substr(blank + 1)};
}

FieldsOf area_fields(const std::vector<organisations::Municipality>& known) {
  return [known](const Filled& filled) {
    return area_field(filled, {.name = "area",
                               .label = t("Municipalities"),
                               .hint = t("One a line, its code first: 0580 Linköping."),
                               .value = as_lines(known),
                               .is_optional = true,
                               .rows = 6});
  };
}

std::vector<organisations::Municipality> read_area(Filled& filled) {
  std::vector<organisations::Municipality> all;
  const std::string typed = filled.optional_text("area");
  for (std::size_t at = 0; at < typed.size();) {
    const std::size_t end = std::min(typed.find('\n', at), typed.size());
    const std::string line = typed.substr(at, end - at);
    at = end + 1;
    if (tidy_line(line).empty()) continue;
    const auto one = municipality_in(line);
    filled.expect(one.has_value(), "area",
                  t("“{}” does not begin with the four digits of a municipality.",
                    shortened(tidy_line(line), longest_name)));
    if (!one) continue;
    const auto is_same = [&](const organisations::Municipality& other) {
      return other.code == one->code;
    };
    filled.expect(std::none_of(all.begin(), all.end(), is_same), "area",
                  t("“{}” stands here twice.", one->code));
    all.push_back(*one);
  }
  filled.expect(all.size() <= most_municipalities, "area", t("There are too many."));
  return all;
}

// --- The page ---

Html criteria_part(Visit& visit, const Compact& compact, const Filled& filled) {
  Html part = heading(2, t("What an organisation declares when it joins"));
  const auto all = criteria(visit.db, compact.id);
  if (all.empty()) part += paragraph(t("Nothing yet: an organisation joins by signing alone."));
  part += html(R"(<ol class="o-items">{}</ol>)", each(all, [&](const Criterion& one) {
                 return html(R"(<li><p lang="{}">{}</p>{}</li>)", compact.language, one.question,
                             post_button(visit,
                                         url(visit, "/{}/process/criteria/{}/removal", compact.slug,
                                             one.id.value),
                                         {.words = t("Take it away"), .is_dangerous = true}));
               }));
  if (all.size() < most_criteria)
    part += post_form(
        visit, url(visit, "/{}/process/criteria", compact.slug),
        field(filled,
              {.name = "question",
               .label = t("Another one"),
               .hint = t("A question that is answered with yes: Do you work in the county?"),
               .language = compact.language}),
        {.words = t("Add it")});
  return part;
}

enum class Part : std::uint8_t { phases, criteria, area };

// `filled` belongs to one of the three forms.
Response process_page(Visit& visit, const Compact& compact, const Filled& filled, Part typed,
                      int status) {
  const auto of = [&](Part part) { return part == typed ? filled : Filled{}; };
  Html body = error_summary(filled);
  body += heading(2, t("The phases of the process"));
  body += paragraph(t("The front page shows them as a line, and where you are today."));
  const auto known = phases(visit.db, compact.id);
  if (filled.error("kind_0") && typed == Part::phases)
    body += phase_line(known, today(visit, compact));
  body += post_form(visit, url(visit, "/{}/process/phases", compact.slug),
                    phase_fields(known, of(Part::phases)), {.words = t("Save the phases")});
  body += criteria_part(visit, compact, of(Part::criteria));
  body += heading(2, t("The area"));
  body += paragraph(t("Organisations say in which of these municipalities they work."));
  body +=
      change_form(visit, url(visit, "/{}/process/area", compact.slug), of(Part::area),
                  area_fields(municipalities(visit.db, compact.id)), {.words = t("Save the area")});
  return page(visit, t("The process, the criteria and the area"),
              html(R"(<div class="o-flow o-measure">{}</div>)", body), status);
}

}  // namespace

Response edit_process(Visit& visit) {
  return process_page(visit, here(visit), Filled{}, Part::phases, 200);
}

Response save_phases(Visit& visit) {
  const Compact compact = here(visit);
  Filled filled(visit.form);
  const auto all = read_phases(filled);
  if (visit.form.has("stood") && visit.form.value("stood") != mark_of(phases(visit.db, compact.id)))
    filled.fail("kind_0",
                t("Somebody else has changed the phases since you opened the form. They "
                  "stand above the form as they are now. Save again to put yours in their "
                  "place."));
  if (!filled.ok()) return process_page(visit, compact, filled, Part::phases, 422);
  visit.write([&](Db& db) { set_phases(db, compact.id, all); });
  return see_other(process_url(visit));
}

Response add_criterion_here(Visit& visit) {
  const Compact compact = here(visit);
  Filled filled(visit.form);
  const std::string question = filled.line("question", t("Write the question."), longest_question);
  const auto all = criteria(visit.db, compact.id);
  filled.expect(std::none_of(all.begin(), all.end(),
                             [&](const Criterion& one) { return one.question == question; }),
                "question", t("It stands there already."));
  filled.expect(all.size() < most_criteria, "question", t("There are too many."));
  if (!filled.ok()) return process_page(visit, compact, filled, Part::criteria, 422);
  visit.write([&](Db& db) { append_criterion(db, compact.id, question); });
  return see_other(process_url(visit));
}

Response remove_criterion_here(Visit& visit, Number criterion) {
  const Compact compact = here(visit);
  try {
    visit.write([&](Db& db) {
      if (!remove_criterion(db, compact.id, Id<Criterion>{criterion.value})) throw NotFound{};
    });
  } catch (const ForeignKeyViolation&) {
    throw Conflict{t("Somebody has answered it already, and what was declared is kept.")};
  }
  return see_other(process_url(visit));
}

Response save_area(Visit& visit) {
  const Compact compact = here(visit);
  const auto before = municipalities(visit.db, compact.id);
  Filled filled = changed(visit, area_fields(before));
  const auto all = read_area(filled);
  for (const organisations::Municipality& one : before) {
    const auto stays = [&](const organisations::Municipality& other) {
      return other.code == one.code;
    };
    if (std::none_of(all.begin(), all.end(), stays) &&
        organisations::works_in(visit.db, compact.id, one.code))
      filled.fail("area", t("An organisation works in {}, so it must stay.", one.name));
  }
  if (!filled.ok()) return process_page(visit, compact, filled, Part::area, 422);
  visit.write([&](Db& db) { set_municipalities(db, compact.id, all); });
  return see_other(process_url(visit));
}

// What a compact that was just set up needs first.
std::vector<Todo> first_steps(Visit& visit) {
  if (!may_coordinate(visit)) return {};
  const Compact compact = here(visit);
  const Party party = own_party(visit);
  std::vector<Todo> all;
  const auto add = [&](const Text& what, const Url& where) {
    all.push_back({what, 0, std::nullopt, where});
  };
  if (phases(visit.db, compact.id).empty()) {
    if (front_words(visit.db, compact.id, compact.language).empty())
      add(t("Write the words of the front page"), url(visit, "/{}/edit", compact.slug));
    add(t("Write down the phases of the process"), process_url(visit));
  }
  const auto people = contacts(visit.db, compact.id);
  if (std::none_of(people.begin(), people.end(),
                   [&](const Contact& one) { return one.party == party.id; }))
    add(t("Name somebody to call at {}", party.name), url(visit, "/{}/contacts/new", compact.slug));
  return all;
}

}  // namespace overens::compacts
