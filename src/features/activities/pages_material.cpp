#include "features/activities/material.h"

namespace overens::activities {
namespace {

Url material_url(const Visit& visit, const Activity& activity) {
  return url(visit, "/{}/activities/{}/material", visit.scope.slug, activity.number);
}

Text language_words(const std::string& language) {
  if (language == "sv") return t("in Swedish");
  if (language == "fi") return t("in Finnish");
  if (language == "en") return t("in English");
  return t("in another language");
}

std::vector<Option> language_options() {
  std::vector<Option> options;
  for (const char* one : {"sv", "fi", "en", ""}) options.push_back({one, language_words(one), {}});
  return options;
}

Html material_link(const Visit& visit, const Activity& activity, const Material& one) {
  const Html title = html("<span{}>{}</span>",
                          attribute_if(!one.language.empty(), "lang", one.language), one.title);
  return html(
      R"(<a href="{}">{}</a> {})",
      url(visit, "/{}/activities/{}/material/{}", visit.scope.slug, activity.number, one.number),
      title, t("({0}, {1})", one.file_name, language_words(one.language)));
}

Response material_page(Visit& visit, const Activity& activity, const Filled& filled, int status) {
  const auto there = material(visit.db, activity.id);
  Html body = error_summary(filled);
  if (there.empty())
    body += empty_state(t("There is no material yet"));
  else
    body += html(R"(<ul class="o-items">{}</ul>)", each(there, [&](const Material& one) {
                   return html(
                       "<li>{}{}</li>", material_link(visit, activity, one),
                       post_button(visit,
                                   url(visit, "/{}/activities/{}/material/{}/removal",
                                       visit.scope.slug, activity.number, one.number),
                                   {.words = t("Take away {}", one.title), .is_dangerous = true}));
                 }));
  Html fields = field(filled, {.name = "title", .label = t("What is it?")});
  fields += select_field(filled, {.name = "language", .label = t("Language"), .value = "sv"},
                         language_options());
  fields += file_field(filled,
                       {.name = "file",
                        .label = t("File"),
                        .hint = t("PDF, text, document, table or picture, at most 20 MB. Everybody "
                                  "can fetch it.")},
                       files::accepted);
  body += heading(2, t("Add material"));
  body += post_form(visit, material_url(visit, activity), fields, {.words = t("Add it")}, true);
  return page(visit,
              {.title = t("Material of {}", activity.title), .path = path_to(visit, activity)},
              body, status);
}

}  // namespace

Html material_section(Visit& visit, const Activity& activity) {
  const auto there = material(visit.db, activity.id);
  if (there.empty()) return {};
  Html section = heading(2, t("Material"));
  section += html("<ul>{}</ul>", each(there, [&](const Material& one) {
                    return html("<li>{}</li>", material_link(visit, activity, one));
                  }));
  return section;
}

Response edit_material(Visit& visit, Number number) {
  return material_page(visit, activity_here(visit, compacts::here(visit), number), Filled{}, 200);
}

Response add_material_to(Visit& visit, Number number) {
  const Activity activity = activity_here(visit, compacts::here(visit), number);
  Filled filled(visit.form);
  Material added;
  added.title = filled.line("title", t("Write what it is."));
  constexpr std::size_t longest_tag = 2;
  added.language = filled.optional_line("language", longest_tag);
  filled.expect(added.language.empty() || language_of(added.language), "language",
                t("Choose one in the list."));
  const auto file = files::store(visit, filled, "file");
  if (!file && filled.error("file") == nullptr) filled.fail("file", t("Choose a file."));
  if (!filled.ok()) return material_page(visit, activity, filled, 422);
  added.file = *file;
  added.file_name = visit.form.file("file")->file_name;
  if (!visit.write(
          [&](Db& db) { return add_material(db, activity, added, people::me(visit), visit.now); }))
    throw Conflict{t("There are {} files already, and there can not be more.", most_material)};
  return see_other(material_url(visit, activity));
}

Response remove_material_of(Visit& visit, Number number, Number which) {
  const Activity activity = activity_here(visit, compacts::here(visit), number);
  for (const Material& one : material(visit.db, activity.id)) {
    if (!(one.number == which)) continue;
    visit.write([&](Db& db) { remove_material(db, activity, one, people::me(visit), visit.now); });
    return see_other(material_url(visit, activity));
  }
  throw NotFound{};
}

Response show_material(Visit& visit, Number number, Number which) {
  const Activity activity = activity_here(visit, compacts::here(visit), number);
  for (const Material& one : material(visit.db, activity.id))
    if (one.number == which) return files::file_response(visit, one.file, one.file_name);
  throw NotFound{};
}

}  // namespace overens::activities
