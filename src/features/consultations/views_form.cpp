// A response in a form: for each part of the text a stance, a remark and a proposed wording. The
// fields are named by the section's position, 0 for the whole text.
#include <algorithm>

#include "features/consultations/pages.h"
#include "features/consultations/rules.h"

namespace overens::consultations {
namespace {

std::string named(std::string_view what, std::int64_t section) {
  return std::string(what) + "_" + std::to_string(section);
}

std::vector<Option> stance_options() {
  std::vector<Option> options;
  for (const auto& [stance, name] : names(Stance{}))
    options.push_back({std::string(name), words_for(stance)});
  return options;
}

DraftPart known_part(const std::vector<DraftPart>& known, std::int64_t section) {
  const auto at = std::find_if(known.begin(), known.end(),
                               [&](const DraftPart& one) { return one.section == section; });
  return at == known.end() ? DraftPart{section, {}, {}, {}} : *at;
}

Html words_to_answer(Visit& visit, const Place& place, std::int64_t section) {
  Html words;
  for (const texts::Paragraph& one : texts::paragraphs(visit.db, place.version.id))
    if (one.section == section) words += prose(one.wording, place.version.language);
  return html(R"(<details class="ds-details"><summary>{}</summary>{}</details>)",
              t("Read this section"), words);
}

Html fields_of(const Filled& filled, const DraftPart& known, const Text& stance_label) {
  const std::string stance = named("stance", known.section);
  const std::string wording = named("wording", known.section);
  const std::string proposed = named("proposed", known.section);
  Html fields = radio_field(filled,
                            {.name = stance,
                             .label = stance_label,
                             .value = known.stance,
                             .is_optional = known.section != 0},
                            stance_options());
  fields += area_field(filled, {.name = wording,
                                .label = t("Your remark"),
                                .value = known.wording,
                                .is_optional = true,
                                .rows = 4});
  if (known.section != 0)
    fields += area_field(filled, {.name = proposed,
                                  .label = t("How it should read instead"),
                                  .value = known.proposed,
                                  .is_optional = true,
                                  .rows = 3});
  return fields;
}

}  // namespace

Html part_fields(const Filled& filled, Visit& visit, const Place& place,
                 const std::vector<DraftPart>& known) {
  Html all = field_group(t("The text as a whole"),
                         fields_of(filled, known_part(known, 0), t("Your stance on the whole")));
  for (const texts::Section& one : place.sections) {
    Html fields = words_to_answer(visit, place, one.position);
    fields +=
        fields_of(filled, known_part(known, one.position), t("Your stance on “{}”", one.heading));
    all += field_group(verbatim(one.heading), fields);
  }
  return all;
}

std::vector<DraftPart> read_parts(Filled& filled, const Place& place) {
  std::vector<std::int64_t> positions = {0};
  for (const texts::Section& one : place.sections) positions.push_back(one.position);
  std::vector<DraftPart> parts;
  for (const std::int64_t section : positions) {
    const std::string stance = named("stance", section);
    DraftPart part{section, std::string(filled.value(stance)),
                   filled.optional_text(named("wording", section), longest_wording),
                   section == 0
                       ? std::string()
                       : filled.optional_text(named("proposed", section), longest_wording)};
    const auto all = names(Stance{});
    const bool is_known = part.stance.empty() ||
                          std::any_of(all.begin(), all.end(),
                                      [&](const auto& one) { return one.second == part.stance; });
    if (!is_known) {
      filled.fail(stance, t("Choose one of the stances."));
      part.stance.clear();
    }
    parts.push_back(part);
  }
  return parts;
}

std::vector<Part> complete_parts(Filled& filled, const std::vector<DraftPart>& draft) {
  std::vector<Part> parts;
  for (const DraftPart& one : draft) {
    const std::string field = named("stance", one.section);
    if (one.stance.empty()) {
      if (one.section == 0)
        filled.fail(field, t("Choose your stance on the text as a whole."));
      else if (!one.wording.empty() || !one.proposed.empty())
        filled.fail(field, t("Choose a stance on what you have a remark about."));
      continue;
    }
    Part part{.section = one.section ? std::optional(one.section) : std::nullopt,
              .wording = one.wording,
              .proposed = one.proposed};
    for (const auto& [stance, name] : names(Stance{}))
      if (name == one.stance) part.stance = stance;
    if (part.stance == Stance::supports_with_change && one.section != 0)
      filled.expect(!one.wording.empty() || !one.proposed.empty(), named("wording", one.section),
                    t("Say what should change."));
    parts.push_back(part);
  }
  return parts;
}

Form form_of(const std::vector<DraftPart>& parts) {
  Form form;
  for (const DraftPart& one : parts) {
    form.add(named("stance", one.section), one.stance);
    form.add(named("wording", one.section), one.wording);
    form.add(named("proposed", one.section), one.proposed);
  }
  return form;
}

std::vector<DraftPart> as_draft(const std::vector<Remark>& remarks) {
  std::vector<DraftPart> parts;
  for (const Remark& one : remarks)
    for (const auto& [stance, name] : names(Stance{}))
      if (stance == one.stance)
        parts.push_back({one.section.value_or(0), std::string(name), one.wording, one.proposed});
  return parts;
}

}  // namespace overens::consultations
