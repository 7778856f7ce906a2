// The register of organisations, kept by the coordinators of all parties together: whichever party
// an organisation belongs to, every coordinator may put its entry right.
#include <algorithm>
#include <map>

#include "features/compacts/pages.h"
#include "web/page.h"

namespace overens::compacts {
namespace {

using organisations::Editor;
using organisations::Entry;
using organisations::Organisation;

constexpr std::size_t longest_name = 200;

Url register_url(const Visit& visit) {
  return url(visit, "/{}/organisations/all", visit.scope.slug);
}

Url edit_url(const Visit& visit, Number number) {
  return url(visit, "/{}/organisations/{}/edit", visit.scope.slug, number);
}

Organisation organisation_here(Visit& visit, const Compact& compact, Number number) {
  return found(organisations::find(visit.db, compact.id, number));
}

// The state of an organisation in one word, with the day it counts from.
Html state_of(const Organisation& one, const Affiliation* affiliation) {
  if (one.ended_on) return tag_label(Tone::neutral, t("Ended {}", short_date(*one.ended_on)));
  if (affiliation && affiliation->to)
    return tag_label(Tone::warning, t("Affiliated through {}", short_date(*affiliation->to)));
  if (affiliation)
    return tag_label(Tone::success, t("Affiliated {}", short_date(affiliation->from)));
  return tag_label(Tone::info, t("Not affiliated"));
}

Table register_table(Visit& visit, const Compact& compact) {
  std::map<std::int64_t, std::string> party_names;
  for (const Party& party : parties(visit.db, compact.id)) party_names[party.id.value] = party.name;
  const auto in_force = affiliated(visit.db, compact.id, today(visit, compact));
  std::map<std::int64_t, const Affiliation*> by_organisation;
  for (const Affiliation& one : in_force) by_organisation[one.organisation.value] = &one;
  Table list{t("All organisations, the ended ones too"),
             {t("Name"), t("Party"), t("Works with"), t("State"), t("Mail")},
             {}};
  for (const Organisation& one : organisations::list(visit.db, compact.id)) {
    const auto affiliation = by_organisation.find(one.id.value);
    list.rows.push_back(
        {link(edit_url(visit, one.number), verbatim(one.name)),
         html("{}", party_names[one.party.value]), html("{}", one.field),
         state_of(one, affiliation == by_organisation.end() ? nullptr : affiliation->second),
         html("{}", one.contact_email)});
  }
  return list;
}

Html name_field(const Filled& filled, const std::string& known) {
  return field(filled, {.name = "name",
                        .label = t("Name"),
                        .hint = t("As the organisation writes it itself."),
                        .value = known,
                        .autocomplete = "organization"});
}

// --- Adding ---

Html party_field(Visit& visit, const Compact& compact, const Filled& filled) {
  std::vector<Option> options;
  std::string known;
  for (const Party& party : parties(visit.db, compact.id)) {
    options.push_back({std::to_string(party.number.value), verbatim(party.name)});
    if (!party.is_body && known.empty()) known = options.back().value;
  }
  return select_field(filled, {.name = "party", .label = t("Party"), .value = known}, options);
}

// What is there already and may be the same: ticking says that somebody has looked.
Html duplicates_notice(const Visit& visit, const Filled& filled,
                       const std::vector<Organisation>& alike) {
  if (alike.empty()) return {};
  Html body =
      html("<ul>{}</ul>", each(alike, [&](const Organisation& one) {
             return html("<li>{}</li>", link(edit_url(visit, one.number), verbatim(one.name)));
           }));
  body += tick_field(filled, {.name = "is_another",
                              .label = t("It is none of these. Add it as an organisation of "
                                         "its own.")});
  return notice(Tone::warning, t("It may be in the register already"), body);
}

Response new_organisation_form(Visit& visit, const Filled& filled,
                               const std::vector<Organisation>& alike, int status) {
  const Compact compact = here(visit);
  Html fields = duplicates_notice(visit, filled, alike);
  fields += name_field(filled, {});
  fields += party_field(visit, compact, filled);
  fields += organisations::entry_fields(filled, {}, municipalities(visit.db, compact.id),
                                        Editor::coordinator);
  Html body = error_summary(filled);
  body += lead(t("Adding an organisation does not affiliate it: it joins by signing."));
  body += post_form(visit, url(visit, "/{}/organisations/new", compact.slug), fields,
                    {.words = t("Add the organisation")});
  return page(visit, t("Add an organisation"), body, status);
}

Id<Party> read_party(Visit& visit, const Compact& compact, Filled& filled) {
  for (const Party& party : parties(visit.db, compact.id))
    if (filled.value("party") == std::to_string(party.number.value)) return party.id;
  filled.fail("party", t("Choose a party."));
  return {};
}

// --- Changing ---

// What stood there, as people read it: municipalities by their names.
Text was_words(const organisations::Change& change,
               const std::vector<organisations::Municipality>& area) {
  if (change.was.empty())
    return change.field == "municipalities" ? t("Works in the whole area") : t("nothing");
  if (change.field != "municipalities") return verbatim(change.was);
  std::string names;
  for (const organisations::Municipality& one : area)
    if (change.was.find(one.code) != std::string::npos)
      names += (names.empty() ? "" : ", ") + one.name;
  return verbatim(names.empty() ? change.was : names);
}

Html earlier_entries(Db& db, const Compact& compact, const Organisation& one) {
  const Zone zone = compact.zone();
  const auto area = municipalities(db, compact.id);
  Html history;
  Table names{t("Earlier names"), {t("Name"), t("Until")}, {}};
  for (const auto& former : organisations::former_names(db, one.id))
    names.rows.push_back({html("{}", former.name), instant_element(former.changed_at, zone)});
  if (!names.rows.empty()) history += table(names);
  Table values{t("What stood here before, newest first"),
               {t("Changed"), t("By"), t("What"), t("It said")},
               {}};
  for (const auto& change : organisations::changes(db, one.id))
    values.rows.push_back({instant_element(change.changed_at, zone), html("{}", change.by),
                           html("{}", organisations::words_for_field(change.field)),
                           html("{}", was_words(change, area))});
  if (!values.rows.empty()) history += table(values);
  if (history.is_empty()) return {};
  Html section = heading(2, t("Earlier values"));
  section += history;
  return section;
}

Html affiliation_facts(Db& db, const Compact& compact, const Organisation& one) {
  std::vector<Fact> list;
  for (const Affiliation& each : affiliations_of(db, compact.id, one.id))
    list.push_back(
        {t("Affiliated"), each.to ? t("{} to {}", date_element(each.from), date_element(*each.to))
                                  : t("since {}", date_element(each.from))});
  if (list.empty()) list.push_back({t("Affiliated"), html("{}", t("No"))});
  return facts(list);
}

Html ways_on(const Visit& visit, const Organisation& one) {
  const std::string& slug = visit.scope.slug;
  return html(R"(<p class="o-actions">{} {} {}</p>)",
              button_link(url(visit, "/{}/organisations/{}/mandates", slug, one.number),
                          t("Who represents it"), Weight::secondary),
              when(!one.ended_on,
                   [&] {
                     return button_link(url(visit, "/{}/organisations/{}/end", slug, one.number),
                                        t("It has ended or leaves"), Weight::secondary);
                   }),
              link(register_url(visit), t("All organisations")));
}

FieldsOf fields_of(Visit& visit, const Compact& compact, const Organisation& one) {
  return [&visit, &compact, &one](const Filled& filled) {
    Html fields = name_field(filled, one.name);
    fields +=
        organisations::entry_fields(filled, organisations::entry_of(visit.db, one),
                                    municipalities(visit.db, compact.id), Editor::coordinator);
    return fields;
  };
}

Response edit_organisation_form(Visit& visit, const Organisation& one, const Filled& filled,
                                int status) {
  const Compact compact = here(visit);
  Html body = error_summary(filled);
  if (one.ended_on) {
    Html ended = paragraph(t("It is kept for what it did. Nobody represents it any more."));
    ended += post_button(visit,
                         url(visit, "/{}/organisations/{}/not-ended", visit.scope.slug, one.number),
                         {.words = t("It has not ended: take that back")});
    body += notice(Tone::info, t("Ended {}", long_date(*one.ended_on)), ended);
  }
  body += affiliation_facts(visit.db, compact, one);
  body += ways_on(visit, one);
  body += change_form(visit, edit_url(visit, one.number), filled, fields_of(visit, compact, one),
                      {.words = t("Save")});
  body += earlier_entries(visit.db, compact, one);
  return page(visit, t("Change {}", one.name), body, status);
}

// --- Ending ---

Response end_form(Visit& visit, const Organisation& one, const Filled& filled, int status) {
  Html fields = field(filled, {.name = "last_day",
                               .label = t("Last day"),
                               .input = Input::date,
                               .hint = t("The affiliation and all mandates hold through that day."),
                               .value = iso(today(visit, here(visit)))});
  Html body = error_summary(filled);
  body +=
      lead(t("The organisation leaves the directory. What it has signed, answered and done "
             "stays where it is."));
  body += post_form(visit, url(visit, "/{}/organisations/{}/end", visit.scope.slug, one.number),
                    fields, {.words = t("End {}", one.name), .is_dangerous = true});
  body += html("<p>{}</p>", link(edit_url(visit, one.number), t("Go back without ending it")));
  return page(visit, t("End {}", one.name), body, status);
}

}  // namespace

Response show_register(Visit& visit) {
  const Compact compact = here(visit);
  Html body =
      lead(tn("{} organisation is affiliated today.", "{} organisations are affiliated today.",
              count_affiliated(visit.db, compact.id, today(visit, compact))));
  if (may_coordinate(visit))
    body += html(
        R"(<p class="o-actions">{}</p>)",
        button_link(url(visit, "/{}/organisations/new", compact.slug), t("Add an organisation")));
  body += table(register_table(visit, compact));
  return page(visit, t("The register of organisations"), body);
}

Response new_organisation(Visit& visit) { return new_organisation_form(visit, Filled{}, {}, 200); }

Response create_organisation(Visit& visit) {
  const Compact compact = here(visit);
  Filled filled(visit.form);
  const std::string name = filled.line("name", t("Write the name."), longest_name);
  const Id<Party> party = read_party(visit, compact, filled);
  Entry entry = organisations::read_entry(filled, {}, municipalities(visit.db, compact.id),
                                          Editor::coordinator);
  entry.name = name;
  const auto alike =
      organisations::likely_duplicates(organisations::list(visit.db, compact.id), name);
  if (!alike.empty() && !filled.ticked("is_another"))
    filled.fail("is_another", t("Look whether it is one of those that are there already."));
  if (!filled.ok()) return new_organisation_form(visit, filled, alike, 422);
  const Organisation added = visit.write(
      [&](Db& db) { return organisations::add(db, compact.id, party, entry, visit.now); });
  return see_other(edit_url(visit, added.number));
}

Response edit_organisation(Visit& visit, Number number) {
  return edit_organisation_form(visit, organisation_here(visit, here(visit), number), Filled{},
                                200);
}

Response save_organisation(Visit& visit, Number number) {
  const Compact compact = here(visit);
  const Organisation one = organisation_here(visit, compact, number);
  Filled filled = changed(visit, fields_of(visit, compact, one));
  const std::string name = filled.line("name", t("Write the name."), longest_name);
  const Entry entry =
      organisations::read_entry(filled, organisations::entry_of(visit.db, one),
                                municipalities(visit.db, compact.id), Editor::coordinator);
  if (!filled.ok()) return edit_organisation_form(visit, one, filled, 422);
  visit.write([&](Db& db) {
    organisations::rename(db, one, name, visit.now);
    organisations::edit(db, one, entry, people::me(visit), visit.now);
  });
  return see_other(edit_url(visit, number));
}

Response ask_end_organisation(Visit& visit, Number number) {
  return end_form(visit, organisation_here(visit, here(visit), number), Filled{}, 200);
}

Response end_organisation(Visit& visit, Number number) {
  const Compact compact = here(visit);
  const Organisation one = organisation_here(visit, compact, number);
  Filled filled(visit.form);
  const auto last_day = filled.date("last_day", t("Write the last day."));
  filled.expect(!last_day || *last_day <= today(visit, compact), "last_day",
                t("That day has not come yet. It is written down when it has ended."));
  const auto affiliations = affiliations_of(visit.db, compact.id, one.id);
  const bool is_open = !affiliations.empty() && !affiliations.back().to;
  filled.expect(!last_day || !is_open || affiliations.back().from <= *last_day, "last_day",
                t("It was affiliated later than that."));
  if (!filled.ok()) return end_form(visit, one, filled, 422);
  visit.write([&](Db& db) {
    if (!organisations::end(db, one, *last_day))
      throw Conflict{t("The organisation has ended already.")};
    end_affiliation(db, compact.id, one.id, *last_day);
  });
  return see_other(register_url(visit));
}

Response resume_organisation(Visit& visit, Number number) {
  const Compact compact = here(visit);
  const Organisation one = organisation_here(visit, compact, number);
  visit.write([&](Db& db) {
    if (!organisations::resume(db, one)) throw Conflict{t("It has not ended.")};
    resume_affiliation(db, compact.id, one.id, *one.ended_on);
  });
  return see_other(edit_url(visit, number));
}

}  // namespace overens::compacts
