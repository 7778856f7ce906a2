// Whom to call: each party names its own, everybody sees them.
#include "features/compacts/pages.h"
#include "web/page.h"

namespace overens::compacts {
namespace {

Url contacts_url(const Visit& visit) { return url(visit, "/{}/contacts", visit.scope.slug); }

// A contact of the visitor's own party, or it is none of their business.
Contact own_contact(Visit& visit, Number number) {
  const Contact contact = found(find_contact(visit.db, here(visit).id, number));
  if (contact.party != own_party(visit).id)
    throw Forbidden{t("Each party names its own contacts.")};
  return contact;
}

Html contact_fields(const Filled& filled, const ContactEntry& known) {
  Html fields = field(
      filled, {.name = "name", .label = t("Name"), .value = known.name, .autocomplete = "name"});
  fields += field(filled, {.name = "role",
                           .label = t("Task"),
                           .hint = t("What to turn to this contact for, as Coordinator."),
                           .value = known.role,
                           .autocomplete = "organization-title"});
  fields += field(filled, {.name = "phone",
                           .label = t("Phone"),
                           .input = Input::phone,
                           .value = known.phone,
                           .is_optional = true,
                           .autocomplete = "tel"});
  fields += field(filled, {.name = "email",
                           .label = t("Mail"),
                           .input = Input::email,
                           .hint = t("Shown to everybody, as all of this is."),
                           .value = known.email,
                           .is_optional = true,
                           .autocomplete = "email"});
  return fields;
}

FieldsOf fields_of(const Contact& contact) {
  return [known = ContactEntry{contact.role, contact.name, contact.email, contact.phone}](
             const Filled& filled) { return contact_fields(filled, known); };
}

ContactEntry read_contact(Filled& filled) {
  ContactEntry entry;
  entry.name = filled.line("name", t("Write the name of the contact."), 100);
  entry.role = filled.line("role", t("Write what people can turn to the contact for."), 100);
  entry.phone = filled.optional_line("phone", 40);
  entry.email = filled.optional_email("email");
  filled.expect(!entry.phone.empty() || !entry.email.empty(), "phone",
                t("Write a phone number or a mail address, so that the contact can be reached."));
  return entry;
}

Response new_contact_form(Visit& visit, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += post_form(visit, url(visit, "/{}/contacts/new", visit.scope.slug),
                    contact_fields(filled, {}), {.words = t("Add the contact")});
  return page(visit, t("New contact for {}", own_party(visit).name), body, status);
}

Html earlier_values(Db& db, const Contact& contact, const Zone& zone) {
  const auto changes = contact_changes(db, contact.id);
  if (changes.empty()) return {};
  Table list{t("What stood here before, newest first"),
             {t("Changed"), t("By"), t("Name"), t("Task"), t("Phone"), t("Mail")},
             {}};
  for (const ContactChange& one : changes)
    list.rows.push_back({instant_element(one.changed_at, zone), html("{}", one.by),
                         html("{}", one.name), html("{}", one.role), html("{}", one.phone),
                         html("{}", one.email)});
  Html history = heading(2, t("Earlier values"));
  history += table(list);
  return history;
}

Response edit_contact_form(Visit& visit, const Contact& contact, const Filled& filled, int status) {
  const Url where = url(visit, "/{}/contacts/{}/edit", visit.scope.slug, contact.number);
  Html body = error_summary(filled);
  body += change_form(visit, where, filled, fields_of(contact), {.words = t("Save")});
  body += heading(2, t("Take the contact away"));
  body += paragraph(t("It is no longer shown to anybody. What stood here is kept."));
  body += post_button(visit, url(visit, "/{}/contacts/{}/end", visit.scope.slug, contact.number),
                      {.words = t("Take {} away", contact.name), .is_dangerous = true});
  body += earlier_values(visit.db, contact, here(visit).zone());
  return page(visit, t("Change the contact {}", contact.name), body, status);
}

Html links_for_coordinator(Visit& visit, const std::vector<Contact>& all) {
  const auto party = party_of(visit, Role::coordinator);
  if (!party) return {};
  Html items;
  for (const Contact& one : all)
    if (one.party == party->id)
      items += html(R"(<li>{}</li>)",
                    link(url(visit, "/{}/contacts/{}/edit", visit.scope.slug, one.number),
                         t("Change the contact {}", one.name)));
  Html body = heading(2, t("Contacts of {}", party->name));
  if (!items.is_empty()) body += html("<ul>{}</ul>", items);
  body += html(R"(<p class="o-actions">{}</p>)",
               button_link(url(visit, "/{}/contacts/new", visit.scope.slug), t("New contact"),
                           Weight::secondary));
  return body;
}

}  // namespace

Response show_contacts(Visit& visit) {
  const Compact compact = here(visit);
  const auto all = contacts(visit.db, compact.id);
  Html body = lead(t("Call or write to whichever you like: the parties do this together."));
  body += html(
      R"(<section aria-labelledby="people"><h2 class="ds-sr-only" id="people">{}</h2>{}</section>)",
      t("Whom to call"), contact_cards(all));
  body += links_for_coordinator(visit, all);
  return page(visit, t("Contacts"), body);
}

Response new_contact(Visit& visit) { return new_contact_form(visit, Filled{}, 200); }

Response create_contact(Visit& visit) {
  const Compact compact = here(visit);
  const Party party = own_party(visit);
  Filled filled(visit.form);
  const ContactEntry entry = read_contact(filled);
  if (!filled.ok()) return new_contact_form(visit, filled, 422);
  visit.write([&](Db& db) {
    for (const Contact& one : contacts(db, compact.id))  // sent twice
      if (one.party == party.id && one.name == entry.name && one.role == entry.role &&
          one.phone == entry.phone && one.email == entry.email)
        return false;
    add_contact(db, compact.id, party.id, entry);
    return true;
  });
  return see_other(contacts_url(visit));
}

Response edit_contact(Visit& visit, Number number) {
  return edit_contact_form(visit, own_contact(visit, number), Filled{}, 200);
}

Response save_contact(Visit& visit, Number number) {
  const Contact contact = own_contact(visit, number);
  Filled filled = changed(visit, fields_of(contact));
  const ContactEntry entry = read_contact(filled);
  if (!filled.ok()) return edit_contact_form(visit, contact, filled, 422);
  visit.write([&](Db& db) { change_contact(db, contact, entry, people::me(visit), visit.now); });
  return see_other(contacts_url(visit));
}

Response remove_contact(Visit& visit, Number number) {
  const Contact contact = own_contact(visit, number);
  visit.write([&](Db& db) { end_contact(db, contact, visit.now); });
  return see_other(contacts_url(visit));
}

}  // namespace overens::compacts
