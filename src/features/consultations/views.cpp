// What several pages of consultations show alike.
#include <algorithm>
#include <map>
#include <set>

#include "features/consultations/joining.h"

namespace overens::consultations {
namespace {

// Sections with words of their own: those one can answer.
std::vector<texts::Section> answerable(Db& db, Id<texts::Version> version,
                                       const std::vector<texts::Paragraph>& paragraphs) {
  std::set<std::int64_t> with_words;
  for (const texts::Paragraph& one : paragraphs)
    if (one.section) with_words.insert(*one.section);
  auto all = texts::sections(db, version);
  std::erase_if(all, [&](const texts::Section& one) { return !with_words.contains(one.position); });
  return all;
}

Place place_at(Visit& visit, const compacts::Compact& compact, const Consultation& consultation) {
  auto paragraphs = texts::paragraphs(visit.db, consultation.version);
  auto sections = answerable(visit.db, consultation.version, paragraphs);
  return {compact,
          consultation,
          texts::load(visit.db, consultation.version),
          std::move(sections),
          compacts::today(visit, compact),
          std::move(paragraphs)};
}

}  // namespace

Place place_here(Visit& visit, Number number) {
  const auto compact = compacts::here(visit);
  return place_at(visit, compact, found(find(visit.db, compact.id, number)));
}

Place place_of(Visit& visit, const Remark& remark) {
  return place_at(visit, compacts::here(visit),
                  load(visit.db, consultation_of(visit.db, remark.id)));
}

void hold_until_it_turns(Visit& visit, const Place& place) {
  if (place.status() == Status::coming)
    visit.valid_until(start_of_day(place.consultation.opens_on, place.compact.zone()));
  else if (place.status() == Status::open)
    visit.valid_until(end_of_day(place.consultation.closes_on, place.compact.zone()));
}

const texts::Section* section_at(const Place& place, std::optional<std::int64_t> position) {
  const auto at = std::find_if(place.sections.begin(), place.sections.end(),
                               [&](const texts::Section& one) { return one.position == position; });
  return at == place.sections.end() ? nullptr : &*at;
}

Text part_words(const Place& place, std::optional<std::int64_t> section) {
  const texts::Section* one = section_at(place, section);
  return one ? verbatim(one->heading) : t("The whole text");
}

const texts::Paragraph* paragraph_at(const Place& place,
                                     std::optional<Id<texts::Paragraph>> paragraph) {
  const auto at = std::find_if(place.paragraphs.begin(), place.paragraphs.end(),
                               [&](const texts::Paragraph& one) { return one.id == paragraph; });
  return at == place.paragraphs.end() ? nullptr : &*at;
}

const texts::Paragraph* paragraph_at(const Place& place, std::int64_t number) {
  const auto at =
      std::find_if(place.paragraphs.begin(), place.paragraphs.end(),
                   [&](const texts::Paragraph& one) { return one.number.value == number; });
  return at == place.paragraphs.end() ? nullptr : &*at;
}

Text part_words(const Place& place, std::optional<std::int64_t> section,
                std::optional<Id<texts::Paragraph>> paragraph) {
  const texts::Paragraph* one = paragraph_at(place, paragraph);
  if (!one) return part_words(place, section);
  if (one->section_heading.empty()) return t("Paragraph {}", one->position);
  return t("Paragraph {0}, in “{1}”", one->position, one->section_heading);
}

Text part_words(const Place& place, const DraftPart& part) {
  const texts::Paragraph* one = part.paragraph ? paragraph_at(place, part.paragraph) : nullptr;
  const auto section = part.section ? std::optional(part.section) : std::nullopt;
  return part_words(place, section, one ? std::optional(one->id) : std::nullopt);
}

// --- Addresses ---

Url address(const Visit& visit, const Place& place) {
  return url(visit, "/{}/consultations/{}", place.compact.slug, place.consultation.number);
}

Url address(const Visit& visit, const Place& place, Number response) {
  return url(visit, "/{}/consultations/{}/responses/{}", place.compact.slug,
             place.consultation.number, response);
}

Url part_address(const Visit& visit, const Place& place, std::optional<std::int64_t> section) {
  if (const texts::Section* one = section_at(place, section))
    return url(visit, "/{}/consultations/{}/sections/{}", place.compact.slug,
               place.consultation.number, one->slug);
  return url(visit, "/{}/consultations/{}/whole", place.compact.slug, place.consultation.number);
}

Url paragraph_address(const Visit& visit, const Place& place, Number paragraph) {
  return url(visit, "/{}/consultations/{}/paragraphs/{}", place.compact.slug,
             place.consultation.number, paragraph);
}

Url part_address(const Visit& visit, const Place& place, const Remark& remark) {
  if (const texts::Paragraph* one = paragraph_at(place, remark.paragraph))
    return paragraph_address(visit, place, one->number);
  return part_address(visit, place, remark.section);
}

Url remark_address(const Visit& visit, Number remark) {
  return url(visit, "/{}/remarks/{}", visit.scope.slug, remark);
}

std::vector<MenuItem> path_to(const Visit& visit, const Place& place) {
  return {{t("Consultations"), url(visit, "/{}/consultations", place.compact.slug)},
          {verbatim(place.consultation.title), address(visit, place)}};
}

// --- Small views ---

Html prose(const std::string& text, std::string_view language) {
  Html lines;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (!line.empty()) lines += html("<p>{}</p>", line);
  }
  return html(R"(<div lang="{}">{}</div>)", language, lines);
}

Html stance_label(Stance stance) {
  const auto all = names(Stance{});
  const auto name =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.first == stance; });
  return html(R"(<span class="o-stance" data-stance="{}">{}</span>)", name->second,
              words_for(stance));
}

Html status_label(Status status) {
  const Tone tones[] = {Tone::info, Tone::success, Tone::neutral, Tone::neutral};
  return tag_label(tones[static_cast<int>(status)], words_for(status));
}

Html marks(const Response& response) {
  Html all;
  if (response.is_late) all += html(" {}", tag_label(Tone::warning, t("Late")));
  if (response.channel != Channel::web)
    all += html(" {}", tag_label(Tone::neutral, words_for(response.channel)));
  return all;
}

// --- Remarks ---

namespace {

// The decided text, for the links from remarks to its paragraphs: asked for once a list.
struct Decided {
  std::optional<texts::Version> version{};
  std::vector<texts::Paragraph> paragraphs{};
};

Decided decided(Visit& visit, const Place& place, const std::vector<Remark>& remarks) {
  const bool is_linked = std::any_of(remarks.begin(), remarks.end(),
                                     [](const Remark& one) { return one.stands_behind > 0; });
  if (!is_linked) return {};
  auto version = texts::adopted(visit.db, place.compact.id);
  if (!version) version = texts::latest_frozen(visit.db, place.compact.id);
  if (!version) return {};
  return {version, texts::paragraphs(visit.db, version->id)};
}

// The paragraphs of the decided text that a remark stands behind.
Html paragraphs_behind(Visit& visit, const Decided& text, const Remark& remark) {
  if (remark.stands_behind == 0 || !text.version) return {};
  std::vector<std::int64_t> linked = {remark.first_behind->value};
  if (remark.stands_behind > 1) linked = paragraphs_of(visit.db, remark.id);
  return each(text.paragraphs, [&](const texts::Paragraph& one) {
    if (std::find(linked.begin(), linked.end(), one.id.value) == linked.end()) return Html();
    return html(R"( <a href="{}">{}</a>)", texts::address(visit, *text.version, one),
                t("See paragraph {0} in version {1}", one.position, text.version->number));
  });
}

Html answer_of(Visit& visit, const Place& place, const Decided& text, const Remark& remark) {
  if (!remark.disposition) return {};
  return html(
      R"(<div class="o-remark__answer"><p><b>{}.</b> <span lang="{}">{}</span>{}</p></div>)",
      words_for(*remark.disposition), place.compact.language, remark.reason,
      paragraphs_behind(visit, text, remark));
}

}  // namespace

Html proposal_view(const Place& place, std::optional<Id<texts::Paragraph>> paragraph,
                   const std::string& proposed) {
  if (proposed.empty()) return {};
  const texts::Paragraph* one = paragraph_at(place, paragraph);
  return html(R"(<p class="o-remark__wording"><b>{}</b> <span lang="{}">{}</span></p>)",
              t("Proposed wording:"), place.version.language,
              one ? texts::marked_difference(one->wording, proposed) : html("{}", proposed));
}

namespace {

// What a list of remarks shows beside them, asked for once.
struct Listed {
  Decided text;
  std::vector<Joining> joinings;
};

std::vector<Joining> joinings_of(Visit& visit, const Place& place,
                                 const std::vector<Remark>& remarks) {
  if (remarks.empty()) return {};
  const auto [first, last] =
      std::minmax_element(remarks.begin(), remarks.end(),
                          [](const Remark& a, const Remark& b) { return a.number < b.number; });
  return joinings_between(visit.db, place.consultation.id, first->number, last->number);
}

Html remark_item(Visit& visit, const Place& place, const Listed& listed, const Remark& remark,
                 Told told) {
  const Html title = told == Told::part ? link(part_address(visit, place, remark),
                                               part_words(place, remark.section, remark.paragraph))
                                        : html(R"(<a href="{}" lang="{}">{}</a>)",
                                               address(visit, place, remark.response),
                                               place.compact.language, remark.organisation);
  Html permalink = link(remark_address(visit, remark.number), t("Remark {}", remark.number));
  if (told == Told::organisation && remark.paragraph)
    permalink += html(" · {}", link(part_address(visit, place, remark),
                                    part_words(place, remark.section, remark.paragraph)));
  Html said = proposal_view(place, remark.paragraph, remark.proposed);
  if (const Joining* joining = joining_of(listed.joinings, remark.number))
    said += joining_view(visit, *joining);
  return html(R"(<li><article class="o-remark" id="remark-{}"><p>{}</p><h3>{}</h3>{}{}{})"
              R"(<p class="o-meta">{}</p></article></li>)",
              remark.number, stance_label(remark.stance), title,
              prose(remark.wording, place.compact.language), said,
              answer_of(visit, place, listed.text, remark), permalink);
}

}  // namespace

Html remark_list(Visit& visit, const Place& place, const std::vector<Remark>& remarks, Told told) {
  const Listed listed{decided(visit, place, remarks), joinings_of(visit, place, remarks)};
  return html(R"(<h2 class="ds-sr-only">{}</h2><ul class="o-remarks">{}</ul>)", t("Remarks"),
              each(remarks, [&](const Remark& one) {
                return remark_item(visit, place, listed, one, told);
              }));
}

// --- The pictures, which are tables ---

namespace {

using Cells = std::map<std::pair<std::int64_t, std::int64_t>, Mark>;  // response, section

Html matrix_cell(const Cells& cells, std::int64_t response, std::int64_t section) {
  const auto at = cells.find({response, section});
  if (at == cells.end()) return html("<td>{}</td>", visually_hidden(t("no answer")));
  for (const auto& [stance, name] : names(Stance{}))
    if (stance == at->second.stance)
      return html(R"(<td><span class="o-mark" data-stance="{}">{}</span></td>)", name,
                  visually_hidden(at->second.by_paragraph ? t("{}, by paragraph", words_for(stance))
                                                          : words_for(stance)));
  return {};
}

Html matrix_row(Visit& visit, const Place& place, const Cells& cells, const Response& one) {
  Html row = html(R"(<th scope="row"><a href="{}">{}</a></th>)", address(visit, place, one.number),
                  one.organisation);
  row += matrix_cell(cells, one.number.value, 0);
  for (const texts::Section& section : place.sections)
    row += matrix_cell(cells, one.number.value, section.position);
  return html("<tr>{}</tr>", row);
}

Html matrix_heading(Visit& visit, const Place& place, std::optional<std::int64_t> section) {
  return html(R"(<th scope="col"><a href="{}">{}</a></th>)", part_address(visit, place, section),
              part_words(place, section));
}

}  // namespace

Html matrix(Visit& visit, const Place& place, const std::vector<Response>& responses,
            const std::vector<Mark>& marks) {
  Cells cells;
  for (const Mark& one : marks) cells.emplace(std::pair{one.response.value, one.section}, one);
  Html headings = html(R"(<th scope="col">{}</th>)", t("Organisation"));
  headings += matrix_heading(visit, place, std::nullopt);
  for (const texts::Section& section : place.sections)
    headings += matrix_heading(visit, place, section.position);
  const Html legend = each(names(Stance{}), [](const auto& one) {
    return html("<li>{}</li>", stance_label(one.first));
  });
  return html(
      R"(<ul class="o-legend">{}</ul>)"
      R"(<section class="o-scroll" tabindex="0" aria-labelledby="matrix">)"
      R"(<table class="o-matrix"><caption id="matrix">{}</caption><thead><tr>{}</tr></thead>)"
      R"(<tbody>{}</tbody></table></section>{})",
      legend, t("Stances by organisation and section"), headings,
      each(responses, [&](const Response& one) { return matrix_row(visit, place, cells, one); }),
      when(std::ranges::any_of(marks, &Mark::by_paragraph), [] {
        return html(R"(<p class="o-meta">{}</p>)",
                    t("Where a section was answered paragraph by paragraph alone, the stance that "
                      "goes furthest from a yes is shown and counted."));
      }));
}

Html stance_table(Visit& visit, const Place& place) {
  std::map<std::pair<std::int64_t, Stance>, std::int64_t> counted;
  for (const StanceCount& one :
       visit.kept<of_each<stance_counts>>().at(place.consultation.id.value))
    counted[{one.section, one.stance}] = one.count;
  Table list{t("How many chose each stance"), {t("Part of the text")}, {}};
  for (const auto& [stance, name] : names(Stance{})) list.headings.push_back(words_for(stance));
  const auto add_row = [&](std::optional<std::int64_t> section) {
    std::vector<Html> row = {link(part_address(visit, place, section), part_words(place, section))};
    for (const auto& [stance, name] : names(Stance{}))
      row.push_back(html("{}", counted[{section.value_or(0), stance}]));
    list.rows.push_back(row);
  };
  add_row(std::nullopt);
  for (const texts::Section& section : place.sections) add_row(section.position);
  return table(list);
}

}  // namespace overens::consultations
