// A response in a form: for each part of the text a stance, a remark and a proposed wording. The
// fields are named by the section's position, 0 for the whole text, or by the paragraph's number,
// as in "wording_p12". The proposed wording of a paragraph is edited in its own words.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "features/consultations/joining.h"

namespace overens::consultations {
namespace {

std::string named(std::string_view what, const DraftPart& part) {
  return std::string(what) + "_" + key_of(part);
}

std::vector<Option> stance_options() {
  std::vector<Option> options;
  for (const auto& [stance, name] : names(Stance{}))
    options.push_back({std::string(name), words_for(stance)});
  return options;
}

bool is_same_place(const DraftPart& one, const DraftPart& other) {
  return one.section == other.section && one.paragraph == other.paragraph;
}

DraftPart place_of_part(std::int64_t section, std::int64_t paragraph) {
  return {.section = section, .stance = {}, .wording = {}, .proposed = {}, .paragraph = paragraph};
}

DraftPart part_at(const std::vector<DraftPart>& known, const DraftPart& place) {
  const auto at = std::find_if(known.begin(), known.end(),
                               [&](const DraftPart& one) { return is_same_place(one, place); });
  return at == known.end() ? place : *at;
}

std::vector<texts::Paragraph> paragraphs_in(const Place& place, std::int64_t section) {
  std::vector<texts::Paragraph> all;
  for (const texts::Paragraph& one : place.paragraphs)
    if (one.section.value_or(0) == section) all.push_back(one);
  return all;
}

Html words_to_answer(const Place& place, std::int64_t section) {
  const Html words = each(paragraphs_in(place, section), [&](const texts::Paragraph& one) {
    return prose(one.wording, place.version.language);
  });
  return html(R"(<details class="ds-details"><summary>{}</summary>{}</details>)",
              t("Read this section"), words);
}

// --- Several at once ---

Html words_of(const Place& place, const DraftPart& part) {
  Html said;
  for (const auto& [stance, name] : names(Stance{}))
    if (name == part.stance) said += html("<p>{}</p>", stance_label(stance));
  if (!part.wording.empty()) said += prose(part.wording, place.compact.language);
  const texts::Paragraph* paragraph = paragraph_at(place, part.paragraph);
  said +=
      proposal_view(place, paragraph ? std::optional(paragraph->id) : std::nullopt, part.proposed);
  return said;
}

// Both wordings, where two wrote in the same place.
Html both_wordings(const Filled& filled, const Place& place, const DraftPart& known,
                   const PartsShown& shown) {
  Html all;
  for (const DraftPart& one : shown.met)
    if (is_same_place(one, known))
      all += notice(Tone::warning, t("{} wrote here meanwhile", one.written_by),
                    html("{}{}", words_of(place, one),
                         paragraph(t("That stands for now. Your own words are in the fields below: "
                                     "put the two together, and save."))));
  if (!shown.met.empty()) return all;
  Html aside;
  for (const DraftPart& one : shown.aside)
    if (is_same_place(one, known))
      aside += html("<p><b>{}</b></p>{}", t("{} wrote this at the same time:", one.written_by),
                    words_of(place, one));
  if (aside.is_empty()) return all;
  aside += tick_field(filled, {.name = named("settled", known),
                               .label = t("Both are taken care of; do not show this any more")});
  return notice(Tone::warning, t("Two wrote here at the same time"), aside);
}

// --- The fields ---

Html stance_field(const Filled& filled, const DraftPart& known, const Text& label) {
  const std::string name = named("stance", known);
  return radio_field(filled,
                     {.name = name,
                      .label = label,
                      .value = known.stance,
                      .is_optional = known.section != 0 || known.paragraph != 0},
                     stance_options());
}

Html remark_field(const Filled& filled, const DraftPart& known, int rows) {
  const std::string name = named("wording", known);
  return area_field(filled, {.name = name,
                             .label = t("Remark"),
                             .value = known.wording,
                             .is_optional = true,
                             .rows = rows});
}

// What the form was shown with. Shown again it keeps what it had, so that what was not touched in
// it is not written over what others wrote there meanwhile; only where both wordings are shown has
// theirs been seen.
std::string base_of(const Filled& filled, const DraftPart& known, const PartsShown& shown) {
  const std::string had(filled.value(named("base", known)));
  const bool is_met = std::any_of(shown.met.begin(), shown.met.end(),
                                  [&](const DraftPart& one) { return is_same_place(one, known); });
  return had.empty() || is_met ? fingerprint(known) : had;
}

// What is joined stays joined until the box is cleared.
Html joins_field(const Filled& filled, const DraftPart& known) {
  if (known.joins == 0) return {};
  const std::string joins = named("joins", known);
  const std::string leaves = named("leaves", known);
  Html fields = hidden_field(joins, known.joins);
  fields += tick_field(
      filled, {.name = leaves, .label = t("Do not join remark {} any more", Number{known.joins})});
  return fields;
}

Html fields_of(const Filled& filled, const Place& place, const DraftPart& known,
               const PartsShown& shown, const Text& stance_words) {
  const std::string base = named("base", known);
  Html fields = both_wordings(filled, place, known, shown);
  fields += members_view(place, shown, known);
  fields += hidden_field(base, base_of(filled, known, shown));
  fields += joins_field(filled, known);
  fields += stance_field(filled, known, stance_words);
  fields += remark_field(filled, known, 4);
  if (known.section == 0) return fields;
  const std::string proposed = named("proposed", known);
  fields += area_field(filled, {.name = proposed,
                                .label = t("How it should read instead"),
                                .value = known.proposed,
                                .is_optional = true,
                                .rows = 3});
  return fields;
}

Html fields_of(const Filled& filled, const Place& place, const texts::Paragraph& paragraph,
               const DraftPart& known, const PartsShown& shown) {
  constexpr std::size_t letters_a_row = 60;
  constexpr std::size_t most_rows = 12;
  const std::string base = named("base", known);
  const std::string proposed = named("proposed", known);
  Html fields = html(R"(<blockquote lang="{}">{}</blockquote>)", place.version.language,
                     prose(paragraph.wording, place.version.language));
  fields += both_wordings(filled, place, known, shown);
  fields += members_view(place, shown, known);
  fields += hidden_field(base, base_of(filled, known, shown));
  fields += joins_field(filled, known);
  fields += stance_field(filled, known, t("Your stance on paragraph {}", paragraph.position));
  fields += remark_field(filled, known, 3);
  if (!known.proposed.empty()) fields += proposal_view(place, paragraph.id, known.proposed);
  fields += area_field(
      filled,
      {.name = proposed,
       .label = t("How it should read"),
       .hint = t("Change the words where they should be others. Left as they are, nothing "
                 "is proposed."),
       .value = known.proposed.empty() ? paragraph.wording : known.proposed,
       .is_optional = true,
       .rows = static_cast<int>(std::min(most_rows, 2 + length(paragraph.wording) / letters_a_row)),
       .language = place.version.language});
  return fields;
}

bool is_filled_in(const Filled& filled, const texts::Paragraph& paragraph, const DraftPart& part) {
  const std::string stance = named("stance", part);
  const std::string wording = named("wording", part);
  const std::string proposed = named("proposed", part);
  const std::string other = tidy_text(filled.value(proposed));
  return !filled.value(stance).empty() || !filled.value(wording).empty() ||
         (!other.empty() && other != tidy_text(paragraph.wording)) || filled.error(stance) ||
         filled.error(wording) || filled.error(proposed);
}

// Those of a section, folded until one of them says something.
Html folded_paragraphs(const Filled& filled, const Place& place, std::int64_t section,
                       const PartsShown& shown) {
  const auto all = paragraphs_in(place, section);
  if (all.empty()) return {};
  const bool is_open = std::any_of(all.begin(), all.end(), [&](const texts::Paragraph& one) {
    return is_filled_in(filled, one, place_of_part(section, one.number.value));
  });
  return html(R"(<details class="ds-details"{}><summary>{}</summary>)"
              R"(<div class="o-form">{}</div></details>)",
              flag("open", is_open),
              section ? t("Answer it paragraph by paragraph") : t("Answer the first paragraphs"),
              paragraph_fields(filled, place, section, shown));
}

// --- Reading them ---

TypedPart read_part(Filled& filled, const Place& place, DraftPart part) {
  const std::string stance = named("stance", part);
  part.stance = std::string(filled.value(stance));
  part.wording = filled.optional_text(named("wording", part), longest_wording);
  if (part.section != 0 || part.paragraph != 0)
    part.proposed = filled.optional_text(named("proposed", part), longest_wording);
  if (const texts::Paragraph* own = paragraph_at(place, part.paragraph))
    if (part.proposed == tidy_text(own->wording)) part.proposed.clear();  // left as it is
  if (!filled.ticked(named("leaves", part)))
    part.joins = filled.optional_number(named("joins", part), 1, INT64_MAX).value_or(0);
  const auto all = names(Stance{});
  const bool is_known = part.stance.empty() ||
                        std::any_of(all.begin(), all.end(),
                                    [&](const auto& one) { return one.second == part.stance; });
  if (!is_known) {
    filled.fail(stance, t("Choose one of the stances."));
    part.stance.clear();
  }
  std::string base(filled.value(named("base", part)));
  const bool is_settled = filled.ticked(named("settled", part));
  return {std::move(part), std::move(base), is_settled};
}

bool says_something(const DraftPart& part) {
  return !part.wording.empty() || !part.proposed.empty() || part.joins != 0;
}

Part complete(Filled& filled, const Place& place, const DraftPart& one) {
  Part part{.section = one.section ? std::optional(one.section) : std::nullopt,
            .wording = one.wording,
            .proposed = one.proposed,
            .joins = one.joins ? std::optional(Number{one.joins}) : std::nullopt};
  if (one.paragraph) {
    const texts::Paragraph* paragraph = paragraph_at(place, one.paragraph);
    filled.expect(paragraph != nullptr, named("wording", one),
                  t("The text has no such paragraph any more."));
    if (paragraph) part.paragraph = paragraph->id;
  }
  for (const auto& [stance, name] : names(Stance{}))
    if (name == one.stance) part.stance = stance;
  if (part.stance == Stance::supports_with_change && (one.section != 0 || one.paragraph != 0))
    filled.expect(says_something(one), named("wording", one),
                  t("Say what should change: {}.", part_words(place, one)));
  return part;
}

}  // namespace

std::string key_of(const DraftPart& part) {
  return part.paragraph ? "p" + std::to_string(part.paragraph) : std::to_string(part.section);
}

PartsShown parts_below(const Place& place) {
  PartsShown shown;
  if (place.paragraphs.size() <= most_paragraphs_in_a_form)
    shown.paragraphs = PartsShown::Paragraphs::below;
  return shown;
}

Html part_fields(const Filled& filled, const Place& place, const PartsShown& shown) {
  const bool elsewhere = shown.paragraphs == PartsShown::Paragraphs::elsewhere;
  const DraftPart whole = part_at(shown.known, place_of_part(0, 0));
  Html all = field_group(t("The text as a whole"),
                         fields_of(filled, place, whole, shown, t("Your stance on the whole")));
  if (shown.paragraphs == PartsShown::Paragraphs::below)
    all += folded_paragraphs(filled, place, 0, shown);
  if (elsewhere && !paragraphs_in(place, 0).empty())
    all += submit_button({.words = t("Save, and answer the first paragraphs one by one"),
                          .name = "then",
                          .value = "paragraphs:_"});
  for (const texts::Section& one : place.sections) {
    const DraftPart known = part_at(shown.known, place_of_part(one.position, 0));
    Html fields = words_to_answer(place, one.position);
    fields += fields_of(filled, place, known, shown, t("Your stance on “{}”", one.heading));
    const auto answered =
        std::count_if(shown.known.begin(), shown.known.end(), [&](const DraftPart& part) {
          return part.section == one.position && part.paragraph != 0 &&
                 (says_something(part) || !part.stance.empty());
        });
    if (shown.paragraphs == PartsShown::Paragraphs::below)
      fields += folded_paragraphs(filled, place, one.position, shown);
    if (elsewhere) {
      const std::string then = "paragraphs:" + one.slug;
      if (answered > 0)
        fields += paragraph(tn("{} paragraph of it is answered.", "{} paragraphs are answered.",
                               static_cast<std::int64_t>(answered)));
      fields += submit_button({.words = t("Save, and answer it paragraph by paragraph"),
                               .name = "then",
                               .value = then});
    }
    all += field_group(verbatim(one.heading), fields);
  }
  return all;
}

Html paragraph_fields(const Filled& filled, const Place& place, std::int64_t section,
                      const PartsShown& shown) {
  return each(paragraphs_in(place, section), [&](const texts::Paragraph& one) {
    const DraftPart known = part_at(shown.known, place_of_part(section, one.number.value));
    return field_group(t("Paragraph {}", one.position),
                       fields_of(filled, place, one, known, shown));
  });
}

std::vector<TypedPart> read_parts(Filled& filled, const Place& place) {
  std::vector<TypedPart> parts = {read_part(filled, place, place_of_part(0, 0))};
  for (const texts::Section& one : place.sections)
    parts.push_back(read_part(filled, place, place_of_part(one.position, 0)));
  return parts;
}

std::vector<TypedPart> read_paragraphs(Filled& filled, const Place& place, std::int64_t section) {
  std::vector<TypedPart> parts;
  for (const texts::Paragraph& one : paragraphs_in(place, section))
    parts.push_back(read_part(filled, place, place_of_part(section, one.number.value)));
  return parts;
}

std::vector<TypedPart> read_all_parts(Filled& filled, const Place& place) {
  std::vector<TypedPart> all = read_parts(filled, place);
  if (parts_below(place).paragraphs == PartsShown::Paragraphs::none) return all;
  const auto add = [&](std::int64_t section) {
    for (TypedPart& one : read_paragraphs(filled, place, section)) all.push_back(std::move(one));
  };
  add(0);
  for (const texts::Section& one : place.sections) add(one.position);
  return all;
}

std::vector<DraftPart> parts_of(const std::vector<TypedPart>& typed) {
  std::vector<DraftPart> parts;
  for (const TypedPart& one : typed) parts.push_back(one.part);
  return parts;
}

std::vector<Part> complete_parts(Filled& filled, const Place& place,
                                 const std::vector<DraftPart>& draft) {
  std::vector<Part> parts;
  for (const DraftPart& one : draft) {
    const bool is_whole = one.section == 0 && one.paragraph == 0;
    const std::string field = named("stance", one);
    if (one.stance.empty()) {
      if (is_whole)
        filled.fail(field, t("Choose your stance on the text as a whole."));
      else if (says_something(one))
        filled.fail(field, t("Choose a stance on what you have a remark about: {}.",
                             part_words(place, one)));
      continue;
    }
    parts.push_back(complete(filled, place, one));
  }
  return parts;
}

std::vector<DraftPart> with_whole(std::vector<DraftPart> parts) {
  const DraftPart whole = place_of_part(0, 0);
  const bool is_there = std::any_of(
      parts.begin(), parts.end(), [&](const DraftPart& one) { return is_same_place(one, whole); });
  if (!is_there) parts.insert(parts.begin(), whole);
  return parts;
}

Form form_of(const Place& place, const std::vector<DraftPart>& parts) {
  Form form;
  for (const DraftPart& one : parts) {
    const texts::Paragraph* own = paragraph_at(place, one.paragraph);
    form.add(named("stance", one), one.stance);
    form.add(named("wording", one), one.wording);
    form.add(named("proposed", one), own && one.proposed.empty() ? own->wording : one.proposed);
  }
  return form;
}

std::vector<DraftPart> as_draft(const Place& place, const std::vector<Remark>& remarks,
                                const std::vector<Joining>& joinings) {
  std::vector<DraftPart> parts;
  for (const Remark& one : remarks)
    for (const auto& [stance, name] : names(Stance{}))
      if (stance == one.stance) {
        const texts::Paragraph* paragraph = paragraph_at(place, one.paragraph);
        const Joining* joining = joining_of(joinings, one.number);
        parts.push_back({.section = one.section.value_or(0),
                         .stance = std::string(name),
                         .wording = one.wording,
                         .proposed = one.proposed,
                         .paragraph = paragraph ? paragraph->number.value : 0,
                         .joins = joining ? joining->joined.value : 0});
      }
  return parts;
}

}  // namespace overens::consultations
