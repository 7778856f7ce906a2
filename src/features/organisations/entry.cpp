// The fields of an organisation's entry, as a representative and as a coordinator may change them.
#include <algorithm>

#include "features/organisations/organisations.h"
#include "web/page.h"

namespace overens::organisations {
namespace {

constexpr std::size_t longest_description = 3'000;
constexpr std::size_t longest_why = 1'000;

Html register_fields(const Filled& filled, const Entry& known,
                     const std::vector<Municipality>& area) {
  Html fields = field(filled, {.name = "organisation_number",
                               .label = t("Organisation number"),
                               .hint = t("Ten digits, as 212000-1355."),
                               .value = known.organisation_number,
                               .is_optional = true});
  fields += field(filled, {.name = "field",
                           .label = t("Works with"),
                           .hint = t("One or two words, as Culture or Health."),
                           .value = known.field,
                           .is_optional = true});
  fields += field(filled, {.name = "form",
                           .label = t("Legal form"),
                           .hint = t("As non-profit association or foundation."),
                           .value = known.form,
                           .is_optional = true});
  fields += where_fields(filled, {known.whole_area, known.municipalities}, area);
  return fields;
}

void read_register_fields(Filled& filled, Entry& entry, const std::vector<Municipality>& area) {
  const std::string typed = filled.optional_line("organisation_number", 20);
  const auto normal = organisation_number(typed);
  filled.expect(typed.empty() || normal, "organisation_number",
                t("Check the organisation number. It has ten digits, and the third is 2 or "
                  "more: a personal number cannot be used here."));
  entry.organisation_number = normal.value_or("");
  entry.field = filled.optional_line("field", 60);
  entry.form = filled.optional_line("form", 60);
  WorksIn where = read_where(filled, area);
  entry.whole_area = where.whole_area;
  entry.municipalities = std::move(where.municipalities);
}

Html contact_fields(const Filled& filled, const Entry& known) {
  Html fields = field(filled, {.name = "contact_name",
                               .label = t("Name"),
                               .value = known.contact_name,
                               .is_optional = true,
                               .autocomplete = "name"});
  fields += field(filled, {.name = "contact_role",
                           .label = t("Task in the organisation"),
                           .value = known.contact_role,
                           .is_optional = true,
                           .autocomplete = "organization-title"});
  fields += field(filled, {.name = "contact_email",
                           .label = t("Mail"),
                           .input = Input::email,
                           .value = known.contact_email,
                           .is_optional = true,
                           .autocomplete = "email"});
  fields += field(filled, {.name = "contact_phone",
                           .label = t("Phone"),
                           .input = Input::phone,
                           .value = known.contact_phone,
                           .is_optional = true,
                           .autocomplete = "tel"});
  Html group = paragraph(
      t("Shown to everybody in the list of organisations, so that others can reach you. It is "
        "kept until you change it or the organisation leaves. An address to the organisation "
        "rather than to a person is welcome."));
  group += fields;
  return field_group(t("Contact"), group);
}

}  // namespace

Text words_for_field(std::string_view field) {
  static const std::vector<std::pair<std::string_view, Text>> known = {
      {"organisation_number", t("Organisation number")},
      {"field", t("Works with")},
      {"form", t("Legal form")},
      {"municipalities", t("Municipalities")},
      {"description", t("What the organisation does")},
      {"why", t("Why the organisation takes part")},
      {"website", t("Website")},
      {"contact_name", t("Contact: name")},
      {"contact_role", t("Contact: task in the organisation")},
      {"contact_email", t("Contact: mail")},
      {"contact_phone", t("Contact: phone")}};
  for (const auto& [name, words] : known)
    if (name == field) return words;
  return verbatim(std::string(field));
}

Html where_fields(const Filled& filled, const WorksIn& known,
                  const std::vector<Municipality>& area) {
  Html fields = tick_field(filled, {.name = "whole_area", .label = t("Works in the whole area")},
                           known.whole_area);
  std::vector<Option> options;
  for (const Municipality& one : area) options.push_back({one.code, verbatim(one.name)});
  if (!options.empty())
    fields += tick_fields(
        filled,
        {.name = "municipalities", .label = t("Or in these municipalities"), .is_optional = true},
        options, known.municipalities);
  return fields;
}

WorksIn read_where(Filled& filled, const std::vector<Municipality>& area) {
  WorksIn where{.whole_area = filled.ticked("whole_area")};
  for (const Municipality& one : area)
    if (filled.chose("municipalities", one.code)) where.municipalities.push_back(one.code);
  filled.expect(where.whole_area || area.empty() || !where.municipalities.empty(), "municipalities",
                t("Tick the whole area, or at least one municipality."));
  filled.expect(!where.whole_area || where.municipalities.empty(), "whole_area",
                t("Tick either the whole area or municipalities, not both."));
  std::sort(where.municipalities.begin(), where.municipalities.end());
  return where;
}

Html entry_fields(const Filled& filled, const Entry& known, const std::vector<Municipality>& area,
                  Editor editor) {
  Html fields;
  if (editor == Editor::coordinator) fields += register_fields(filled, known, area);
  fields += area_field(filled, {.name = "description",
                                .label = t("What the organisation does"),
                                .value = known.description,
                                .is_optional = true});
  fields += area_field(filled, {.name = "why",
                                .label = t("Why the organisation takes part"),
                                .value = known.why,
                                .is_optional = true,
                                .rows = 3});
  fields += field(filled, {.name = "website",
                           .label = t("Website"),
                           .input = Input::link,
                           .hint = t("The whole address, beginning with https://."),
                           .value = known.website,
                           .is_optional = true,
                           .autocomplete = "url"});
  fields += contact_fields(filled, known);
  return fields;
}

Entry read_entry(Filled& filled, Entry known, const std::vector<Municipality>& area,
                 Editor editor) {
  if (editor == Editor::coordinator) read_register_fields(filled, known, area);
  known.description = filled.optional_text("description", longest_description);
  known.why = filled.optional_text("why", longest_why);
  const auto website = filled.optional_link("website");
  known.website = website ? website->text() : "";
  known.contact_name = filled.optional_line("contact_name", 100);
  known.contact_role = filled.optional_line("contact_role", 100);
  known.contact_email = filled.optional_email("contact_email");
  known.contact_phone = filled.optional_line("contact_phone", 40);
  return known;
}

}  // namespace overens::organisations
