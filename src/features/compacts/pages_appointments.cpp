// Who runs the compact: each party appoints its own people. Everybody who has a task sees who else
// has one.
#include <algorithm>

#include "features/compacts/pages.h"
#include "web/page.h"

namespace overens::compacts {
namespace {

Url appointments_url(const Visit& visit) {
  return url(visit, "/{}/appointments", visit.scope.slug);
}

// Its own people's tasks end with a button in their row.
Html end_button(Visit& visit, const Appointee& one, bool is_own) {
  if (!is_own || one.to) return {};
  return post_button(visit, url(visit, "/{}/appointments/{}/end", visit.scope.slug, one.number),
                     {.words = t("End today"), .is_dangerous = true});
}

Html appointment_table(Visit& visit, const std::vector<Appointee>& all, const Party& party,
                       bool is_own) {
  Table list{t("Who has a task for {}", party.name), {t("Who"), t("Task"), t("Time")}, {}};
  if (is_own) list.headings.push_back(t("Change"));
  for (const Appointee& one : all) {
    if (one.party != party.id) continue;
    list.rows.push_back({who_cell(one.name, one.email), html("{}", words_for(one.role)),
                         time_cell(one.from, one.to)});
    if (is_own) list.rows.back().push_back(end_button(visit, one, is_own));
  }
  return list.rows.empty() ? empty_state(t("Nobody has a task for this party yet.")) : table(list);
}

Html appoint_form(Visit& visit, const Filled& filled, const Party& own) {
  std::vector<Option> roles;
  for (const auto& [role, name] : names(Role{})) roles.push_back({name, words_for(role)});
  Html fields = field(filled, {.name = "email",
                               .label = t("Mail"),
                               .input = Input::email,
                               .hint = t("The address the person signs in with. It is seen by "
                                         "those who have a task here.")});
  fields += field(filled, {.name = "name", .label = t("Name"), .is_optional = true});
  fields += radio_field(filled, {.name = "role", .label = t("Task")}, roles);
  fields += field(filled, {.name = "from",
                           .label = t("From"),
                           .input = Input::date,
                           .value = iso(today(visit, here(visit)))});
  Html body = heading(2, t("Give somebody a task for {}", own.name));
  body += post_form(visit, appointments_url(visit), fields, {.words = t("Give the task")});
  return body;
}

Response appointments_page(Visit& visit, const Filled& filled, int status) {
  const Compact compact = here(visit);
  const auto all = appointees(visit.db, compact.id);
  const auto own = party_of(visit, Role::coordinator);
  Html body = error_summary(filled);
  body += lead(t("Each party chooses its own people, and nobody has tasks for two parties."));
  for (const Party& party : parties(visit.db, compact.id)) {
    body += heading(2, verbatim(party.name));
    body += appointment_table(visit, all, party, own && own->id == party.id);
  }
  if (own) body += appoint_form(visit, filled, *own);
  return page(visit, t("Who runs the compact"), body, status);
}

}  // namespace

Html who_cell(const std::string& name, const std::string& email) {
  return name.empty() ? html("{}", email)
                      : html(R"({} <span class="o-meta">{}</span>)", name, email);
}

Html time_cell(const Date& from, const std::optional<Date>& to) {
  return to ? html("{} – {}", date_element(from), date_element(*to))
            : html("{}, {}", date_element(from), t("until further notice"));
}

Response show_appointments(Visit& visit) { return appointments_page(visit, Filled{}, 200); }

Response create_appointment(Visit& visit) {
  const Compact compact = here(visit);
  const Party own = own_party(visit);
  Filled filled(visit.form);
  const std::string email = filled.email("email", t("Write the mail address of the person."));
  const std::string name = filled.optional_line("name", 100);
  const Role role = filled.choice<Role>("role", t("Choose a task."));
  const auto from = filled.date("from", t("Write the first day."));
  if (!filled.ok()) return appointments_page(visit, filled, 422);
  visit.write([&](Db& db) {
    const auto person = people::find_or_add(db, email, name, visit.now);
    const Appointing outcome = appoint(db, compact.id, own.id, person, role, *from);
    if (outcome == Appointing::has_it_already)
      throw Conflict{t("The person has that task already.")};
    if (outcome == Appointing::serves_another_party)
      throw Conflict{t("The person has a task for another party in that time.")};
  });
  return see_other(appointments_url(visit));
}

Response stop_appointment(Visit& visit, Number number) {
  const Compact compact = here(visit);
  const Party own = own_party(visit);
  const Appointment one = found(find_appointment(visit.db, compact.id, number));
  if (one.party != own.id) throw Forbidden{t("Each party ends its own people's tasks.")};
  const Date day = today(visit, compact);
  const auto coordinating = appointed(visit.db, compact.id, Role::coordinator, day);
  const auto left =
      std::count_if(coordinating.begin(), coordinating.end(), [&](const Appointment& other) {
        return other.party == own.id && other.id != one.id && !other.to;
      });
  if (one.role == Role::coordinator && left == 0)
    throw Conflict{t("The party would have nobody who coordinates. Appoint somebody else first.")};
  visit.write([&](Db& db) { end_appointment(db, one, day); });
  return see_other(appointments_url(visit));
}

}  // namespace overens::compacts
