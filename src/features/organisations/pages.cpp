// A representative's own pages: see what stands about one's organisation, put it right, and say
// once a year that it is right.
#include "web/page.h"

#include "base/markdown.h"
#include "features/organisations/rules.h"
#include "features/organisations/store.h"

namespace overens::organisations {
namespace {

// Who keeps the entry right: not those who only answer or sign.
constexpr std::initializer_list<MandateKind> keepers = {MandateKind::contact, MandateKind::deputy,
                                                        MandateKind::signatory};

Response my_organisations(Visit& visit);
Response show_own(Visit& visit, Number number);
Response edit_own(Visit& visit, Number number);
Response save_own(Visit& visit, Number number);
Response confirm_own(Visit& visit, Number number);

void routes(Router& r) {
  r.get<my_organisations>("/{compact}/my-organisations", representatives);
  r.get<show_own>("/{compact}/my-organisations/{}", representatives);
  r.get<edit_own>("/{compact}/my-organisations/{}/edit", representatives);
  r.post<save_own>("/{compact}/my-organisations/{}/edit", representatives);
  r.post<confirm_own>("/{compact}/my-organisations/{}/confirmation", representatives);
}

// The organisation by that number, if the visitor keeps its entry; else it must not show.
Organisation own(Visit& visit, Number number) {
  const Organisation one = found(find(visit.db, compact_of(visit), number));
  if (!mandate_for(visit, number, keepers)) throw Forbidden{};
  return one;
}

Url own_url(const Visit& visit, Number number) {
  return url(visit, "/{}/my-organisations/{}", visit.scope.slug, number);
}

Html mandate_item(const Visit& visit, const Mandate& mandate) {
  return html(R"(<li><h2><a href="{}">{}</a></h2><p class="o-meta">{}</p></li>)",
              own_url(visit, mandate.number), mandate.name,
              t("You: {}, since {}.", words_for(mandate.kind), long_date(mandate.from)));
}

Response my_organisations(Visit& visit) {
  const auto mine = my_mandates(visit);
  Html body = lead(t("The organisations you have a task for here."));
  body += html(R"(<ul class="o-items">{}</ul>)",
               each(mine, [&](const Mandate& one) { return mandate_item(visit, one); }));
  return page(visit, t("My organisations"), body);
}

Html words_or_missing(const std::string& text) {
  return text.empty() ? html("<em>{}</em>", t("Nothing yet")) : html("{}", text);
}

Html prose_or_missing(const std::string& text) {
  return text.empty() ? paragraph(t("Nothing yet")) : markdown(text, 4);
}

Html entry_view(const Entry& entry) {
  Html view = heading(3, t("What the organisation does"));
  view += prose_or_missing(entry.description);
  view += heading(3, t("Why the organisation takes part"));
  view += prose_or_missing(entry.why);
  view += facts({{t("Website"), words_or_missing(entry.website)},
                 {t("Contact"), words_or_missing(entry.contact_name)},
                 {t("Task in the organisation"), words_or_missing(entry.contact_role)},
                 {t("Mail"), words_or_missing(entry.contact_email)},
                 {t("Phone"), words_or_missing(entry.contact_phone)}});
  return view;
}

Html confirmation(Visit& visit, const Organisation& one) {
  const Url where =
      url(visit, "/{}/my-organisations/{}/confirmation", visit.scope.slug, one.number);
  if (!is_due_for_confirmation(one.confirmed_at, visit.now))
    return notice(Tone::success, t("Confirmed"),
                  paragraph(t("You will be asked again a year after the last time.")));
  Html body =
      paragraph(t("Once a year we ask you to look through what stands about you. If all of it is "
                  "right, say so here. If not, change it."));
  body += post_button(visit, where, {.words = t("All of this is right")});
  return notice(Tone::info, t("Is this still right?"), body);
}

Response show_own(Visit& visit, Number number) {
  const Organisation one = own(visit, number);
  Html body = confirmation(visit, one);
  body += heading(2, t("What stands about you"));
  body += entry_view(entry_of(visit.db, one));
  body += html(R"(<p class="o-actions">{}</p>)",
               button_link(url(visit, "/{}/my-organisations/{}/edit", visit.scope.slug, number),
                           t("Change"), Weight::secondary));
  body += paragraph(
      t("The name, the organisation number and where you work are changed by the coordinators: "
        "write to them or call."));
  return page(visit, verbatim(one.name), body);
}

Response own_form(Visit& visit, const Organisation& one, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += post_form(visit, url(visit, "/{}/my-organisations/{}/edit", visit.scope.slug, one.number),
                    entry_fields(filled, entry_of(visit.db, one), {}, Editor::representative),
                    {.words = t("Save")});
  return page(visit, t("Change what stands about {}", one.name), body, status);
}

Response edit_own(Visit& visit, Number number) {
  return own_form(visit, own(visit, number), Filled{}, 200);
}

Response save_own(Visit& visit, Number number) {
  const Organisation one = own(visit, number);
  Filled filled(visit.form);
  const Entry entry = read_entry(filled, entry_of(visit.db, one), {}, Editor::representative);
  if (!filled.ok()) return own_form(visit, one, filled, 422);
  visit.write([&](Db& db) {
    edit(db, one, entry, people::me(visit), visit.now);
    confirm(db, one, visit.now);  // who has just rewritten it has looked through it
  });
  return see_other(own_url(visit, number));
}

Response confirm_own(Visit& visit, Number number) {
  const Organisation one = own(visit, number);
  visit.write([&](Db& db) { confirm(db, one, visit.now); });
  return see_other(own_url(visit, number));
}

std::vector<Todo> todo(Visit& visit) {
  std::vector<Todo> waiting;
  for (const Mandate& mandate : my_mandates(visit)) {
    if (mandate.kind != MandateKind::contact) continue;
    const Organisation one = load(visit.db, mandate.organisation);
    if (!is_due_for_confirmation(one.confirmed_at, visit.now)) continue;
    waiting.push_back({.what = t("Look through what stands about {}", one.name),
                       .count = 1,
                       .oldest = one.confirmed_at,
                       .where = own_url(visit, one.number)});
  }
  return waiting;
}

}  // namespace

Feature feature() {
  return {
      .name = "organisations", .routes = routes, .todo = todo, .renew_sort_keys = renew_sort_keys};
}

}  // namespace overens::organisations
