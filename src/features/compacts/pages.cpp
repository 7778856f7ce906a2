#include "features/compacts/pages.h"

#include "web/page.h"

namespace overens::compacts {

void import_compact(Import& import);
void introduce_people(Import&);  // import.cpp

namespace {

constexpr std::size_t longest_front_text = 10'000;

Response edit_front_text(Visit& visit);
Response save_front_text(Visit& visit);

void routes(Router& r) {
  r.get<edit_front_text>("/{compact}/edit", coordinators);
  r.post<save_front_text>("/{compact}/edit", coordinators);

  r.get<edit_process>("/{compact}/process", coordinators);
  r.post<save_phases>("/{compact}/process/phases", coordinators);
  r.post<add_criterion_here>("/{compact}/process/criteria", coordinators);
  r.post<remove_criterion_here>("/{compact}/process/criteria/{}/removal", coordinators);
  r.post<save_area>("/{compact}/process/area", coordinators);

  r.get<show_contacts>("/{compact}/contacts", anyone);
  r.get<new_contact>("/{compact}/contacts/new", coordinators);
  r.post<create_contact>("/{compact}/contacts/new", coordinators);
  r.get<edit_contact>("/{compact}/contacts/{}/edit", coordinators);
  r.post<save_contact>("/{compact}/contacts/{}/edit", coordinators);
  r.post<remove_contact>("/{compact}/contacts/{}/end", coordinators);

  r.get<show_appointments>("/{compact}/appointments", staff);
  r.post<create_appointment>("/{compact}/appointments", coordinators);
  r.post<stop_appointment>("/{compact}/appointments/{}/end", coordinators);

  r.get<show_register>("/{compact}/organisations/all", staff);
  r.get<new_organisation>("/{compact}/organisations/new", coordinators);
  r.post<create_organisation>("/{compact}/organisations/new", coordinators);
  r.get<edit_organisation>("/{compact}/organisations/{}/edit", coordinators);
  r.post<save_organisation>("/{compact}/organisations/{}/edit", coordinators);
  r.get<ask_end_organisation>("/{compact}/organisations/{}/end", coordinators);
  r.post<end_organisation>("/{compact}/organisations/{}/end", coordinators);
  r.post<resume_organisation>("/{compact}/organisations/{}/not-ended", coordinators);

  r.get<show_mandates>("/{compact}/organisations/{}/mandates", coordinators);
  r.post<create_mandate>("/{compact}/organisations/{}/mandates", coordinators);
  r.post<stop_mandate>("/{compact}/organisations/{}/mandates/{}/end", coordinators);
}

struct Words {
  std::string_view field;
  Language language;
  Text label;
};

std::vector<Words> front_text_fields() {
  return {{"words_sv", Language::sv, t("In Swedish")},
          {"words_fi", Language::fi, t("In Finnish")},
          {"words_en", Language::en, t("In English")}};
}

Html earlier_front_texts(Db& db, const Compact& compact) {
  const auto versions = front_text_versions(db, compact.id);
  if (versions.empty()) return {};
  Table list{t("Every version of the words, newest first"),
             {t("Written"), t("By"), t("Language"), t("Words")},
             {}};
  for (const FrontTextVersion& one : versions)
    list.rows.push_back({instant_element(one.written_at, compact.zone()), html("{}", one.by),
                         html("{}", one.language),
                         html(R"(<span lang="{}">{}</span>)", one.language, one.words)});
  Html history = heading(2, t("Earlier words"));
  history += table(list);
  return history;
}

FieldsOf front_text_areas(Visit& visit, const Compact& compact) {
  return [&visit, &compact](const Filled& filled) {
    Html fields;
    for (const Words& one : front_text_fields())
      fields += area_field(filled, {.name = one.field,
                                    .label = one.label,
                                    .hint = t("Markdown: an empty line begins a new paragraph."),
                                    .value = front_words(visit.db, compact.id, tag(one.language)),
                                    .is_optional = true,
                                    .rows = 8,
                                    .language = tag(one.language)});
    return fields;
  };
}

Response front_text_form(Visit& visit, const Compact& compact, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body +=
      lead(t("What visitors read first. Where a language has no words, the front page shows "
             "those in the language of the compact."));
  body += change_form(visit, url(visit, "/{}/edit", compact.slug), filled,
                      front_text_areas(visit, compact), {.words = t("Save")});
  body += earlier_front_texts(visit.db, compact);
  return page(visit, t("The words of the front page"), body, status);
}

Response edit_front_text(Visit& visit) {
  return front_text_form(visit, here(visit), Filled{}, 200);
}

Response save_front_text(Visit& visit) {
  const Compact compact = here(visit);
  Filled filled = changed(visit, front_text_areas(visit, compact));
  std::vector<std::pair<std::string_view, std::string>> typed;
  for (const Words& one : front_text_fields())
    typed.emplace_back(tag(one.language), filled.optional_text(one.field, longest_front_text));
  if (!filled.ok()) return front_text_form(visit, compact, filled, 422);
  visit.write([&](Db& db) {
    for (const auto& [language, words] : typed)
      write_front_text(db, compact.id, language, words, people::me(visit), visit.now);
  });
  return see_other(url(visit, "/{}", compact.slug));
}

std::vector<MenuItem> workplaces(Visit& visit) {
  if (!may_run(visit)) return {};
  const std::string& slug = visit.scope.slug;
  std::vector<MenuItem> all;
  if (may_coordinate(visit)) {
    all.push_back({t("The words of the front page"), url(visit, "/{}/edit", slug)});
    all.push_back({t("The process, the criteria and the area"), url(visit, "/{}/process", slug)});
    all.push_back({t("Contacts on the front page"), url(visit, "/{}/contacts", slug)});
  }
  all.push_back(
      {t("Every organisation, and who represents it"), url(visit, "/{}/organisations/all", slug)});
  all.push_back({t("Who runs the compact"), url(visit, "/{}/appointments", slug)});
  return all;
}

}  // namespace

Party own_party(Visit& visit) {
  const auto party = party_of(visit, Role::coordinator);
  if (!party) throw Forbidden{};
  return *party;
}

Feature feature() {
  return {.name = "compacts",
          .routes = routes,
          .todo = first_steps,
          .workplaces = workplaces,
          .import = import_compact,
          .demo = introduce_people,
          .renew_sort_keys = renew_sort_keys};
}

}  // namespace overens::compacts
