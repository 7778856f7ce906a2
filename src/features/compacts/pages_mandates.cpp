// Who represents an organisation, as its coordinators keep it: people come and go, each from a day
// to a day.
#include "base/text.h"
#include "features/compacts/letters.h"
#include "features/compacts/pages.h"
#include "web/page.h"

namespace overens::compacts {
namespace {

using organisations::Holder;
using organisations::MandateKind;
using organisations::Organisation;

Url mandates_url(const Visit& visit, const Organisation& one) {
  return url(visit, "/{}/organisations/{}/mandates", visit.scope.slug, one.number);
}

Organisation organisation_here(Visit& visit, Number number) {
  return found(organisations::find(visit.db, here(visit).id, number));
}

Html end_button(Visit& visit, const Organisation& one, const Holder& holder) {
  if (holder.to) return {};
  return post_button(visit,
                     url(visit, "/{}/organisations/{}/mandates/{}/end", visit.scope.slug,
                         one.number, holder.number),
                     {.words = t("End today"), .is_dangerous = true});
}

Html holder_table(Visit& visit, const Organisation& one, const std::vector<Holder>& holders) {
  if (holders.empty()) return empty_state(t("Nobody represents the organisation here yet."));
  Table list{
      t("Who represents it, or has done so"), {t("Who"), t("Task"), t("Time"), t("Change")}, {}};
  for (const Holder& holder : holders)
    list.rows.push_back({who_cell(holder.name, holder.email), html("{}", words_for(holder.kind)),
                         time_cell(holder.from, holder.to), end_button(visit, one, holder)});
  return table(list);
}

Html add_form(Visit& visit, const Organisation& one, const Filled& filled) {
  std::vector<Option> kinds;
  for (const auto& [kind, name] : names(MandateKind{}))
    kinds.push_back({name, organisations::words_for(kind)});
  Html fields = field(filled, {.name = "email",
                               .label = t("Mail"),
                               .input = Input::email,
                               .hint = t("The address the person signs in with. It is not shown "
                                         "to the public.")});
  fields += field(filled, {.name = "name", .label = t("Name"), .is_optional = true});
  fields += radio_field(filled, {.name = "kind", .label = t("Task")}, kinds);
  fields += field(filled, {.name = "from",
                           .label = t("From"),
                           .input = Input::date,
                           .value = iso(today(visit, here(visit)))});
  Html body = heading(2, t("Add somebody"));
  body += post_form(visit, mandates_url(visit, one), fields, {.words = t("Add the mandate")});
  return body;
}

Response mandates_page(Visit& visit, const Organisation& one, const Filled& filled, int status) {
  const auto holders = organisations::holders(visit.db, one.id);
  Html body = error_summary(filled);
  body += holder_table(visit, one, holders);
  if (!one.ended_on) body += add_form(visit, one, filled);
  body +=
      html("<p>{}</p>", link(url(visit, "/{}/organisations/{}/edit", visit.scope.slug, one.number),
                             t("Back to {}", one.name)));
  return page(visit, t("Who represents {}", one.name), body, status);
}

}  // namespace

Response show_mandates(Visit& visit, Number number) {
  return mandates_page(visit, organisation_here(visit, number), Filled{}, 200);
}

Response create_mandate(Visit& visit, Number number) {
  const Organisation one = organisation_here(visit, number);
  if (one.ended_on) throw Conflict{t("The organisation has ended already.")};
  Filled filled(visit.form);
  const std::string email = filled.email("email", t("Write the mail address of the person."));
  const std::string name = filled.optional_line("name", 100);
  const MandateKind kind = filled.choice<MandateKind>("kind", t("Choose a task."));
  const auto from = filled.date("from", t("Write the first day."));
  // Each organisation decides for itself: whoever runs the compact never makes themselves its
  // voice.
  filled.expect(fold(email) != fold(people::myself(visit).email), "email",
                t("You can not give yourself a task for an organisation. Ask another coordinator, "
                  "of either party, to do it."));
  if (!filled.ok()) return mandates_page(visit, one, filled, 422);
  visit.write([&](Db& db) {
    const auto told_before = organisations::holders(db, one.id);
    const auto person = people::find_or_add(db, email, name, visit.now);
    if (!organisations::add_mandate(db, one.id, person, kind, *from))
      throw Conflict{t("The person has that task already.")};
    tell_of_mandate(db, visit, one, found(people::find(db, person)), kind, told_before);
  });
  return see_other(mandates_url(visit, one));
}

Response stop_mandate(Visit& visit, Number number, Number mandate) {
  const Organisation one = organisation_here(visit, number);
  const Date day = today(visit, here(visit));
  visit.write([&](Db& db) {
    if (!organisations::end_mandate(db, one.id, mandate, day)) throw NotFound{};
  });
  return see_other(mandates_url(visit, one));
}

}  // namespace overens::compacts
