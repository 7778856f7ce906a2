// One organisation: what it does and why it takes part, in its own words, and what it has signed.
#include "base/markdown.h"
#include "features/directory/pages.h"
#include "features/signatures/signatures.h"

namespace overens::directory {
namespace {

using compacts::Compact;
using organisations::Organisation;

// Everything the page tells, asked for once.
struct Shown {
  Organisation organisation;
  bool is_body = false;
  std::string party{};
  std::vector<compacts::Affiliation> affiliations{};
  bool is_affiliated = false;
};

Shown shown(Visit& visit, const Compact& compact, Number number) {
  Shown all{.organisation = found(organisations::find(visit.db, compact.id, number))};
  const compacts::Party party = compacts::load_party(visit.db, all.organisation.party);
  all.is_body = party.is_body;
  all.party = party.name;
  all.affiliations = compacts::affiliations_of(visit.db, compact.id, all.organisation.id);
  const Date today = compacts::today(visit, compact);
  for (const auto& one : all.affiliations)
    all.is_affiliated |= one.from <= today && (!one.to || today <= *one.to);
  return all;
}

Html prose(const Text& title, const std::string& words, std::string_view language) {
  if (words.empty()) return {};
  Html body = heading(2, title);
  body += html(R"(<div lang="{}">{}</div>)", language, markdown(words, 3));
  return body;
}

Html where(Visit& visit, const Compact& compact, const Organisation& one) {
  if (one.whole_area) return html("{}", compacts::whole_area(visit, compact));
  const auto codes = organisations::municipalities(visit.db, one.id);
  std::string names;
  for (const auto& place : compacts::municipalities(visit.db, compact.id))
    for (const std::string& code : codes)
      if (code == place.code) names += (names.empty() ? "" : ", ") + place.name;
  return html("{}", names);
}

Html affiliation_words(const compacts::Affiliation& one) {
  return one.to ? t("{0} to {1}", date_element(one.from), date_element(*one.to))
                : t("since {}", date_element(one.from));
}

Html organisation_facts(Visit& visit, const Compact& compact, const Shown& all) {
  const Organisation& one = all.organisation;
  std::vector<Fact> list{{t("Party"), html("{}", all.party)}};
  if (!one.field.empty()) list.push_back({t("Works with"), html("{}", one.field)});
  if (!one.form.empty()) list.push_back({t("Legal form"), html("{}", one.form)});
  if (Html places = where(visit, compact, one); !all.is_body && !places.is_empty())
    list.push_back({t("Where"), places});
  for (const auto& each : all.affiliations)
    list.push_back({t("Affiliated"), affiliation_words(each)});
  if (one.ended_on) list.push_back({t("Ended"), date_element(*one.ended_on)});
  for (const auto& former : organisations::former_names(visit.db, one.id))
    list.push_back({t("Earlier name"), html("{}", former.name)});
  return facts(list);
}

// Only while it is affiliated: who has left is not shown any more.
Html contact(const Organisation& one) {
  Html lines;
  const auto add = [&](const Html& line) { lines += html("<p>{}</p>", line); };
  if (!one.contact_name.empty()) add(html("{}", one.contact_name));
  if (!one.contact_role.empty()) add(html("{}", one.contact_role));
  if (const auto mail = external_url("mailto:" + one.contact_email);
      mail && !one.contact_email.empty())
    add(link(*mail, verbatim(one.contact_email)));
  if (!one.contact_phone.empty()) add(html("{}", one.contact_phone));
  if (const auto site = external_url(one.website)) add(link(*site, verbatim(one.website)));
  if (lines.is_empty()) return {};
  Html body = heading(2, t("Contact"));
  body += lines;
  return body;
}

Html signed_versions(Visit& visit, const Compact& compact, const Organisation& one) {
  const auto all = signatures::list_of(visit.db, one.id);
  if (all.empty()) return {};
  Html body = heading(2, t("Signatures"));
  body += html(R"(<ul class="o-items">{}</ul>)", each(all, [&](const signatures::Signature& each) {
                 Html state;
                 if (each.withdrawn_at)
                   state = tag_label(
                       Tone::warning,
                       t("withdrawn {}", short_date(date_of(*each.withdrawn_at, compact.zone()))));
                 else if (each.channel != signatures::Channel::web)
                   state = tag_label(Tone::neutral, signatures::words_for(each.channel));
                 return html(R"(<li><a href="{}">{}</a> <span class="o-meta">{}</span> {}</li>)",
                             signatures::address(visit, each),
                             t("The text as a whole, version {}", each.version_number),
                             date_element(date_of(each.signed_at, compact.zone())), state);
               }));
  return body;
}

}  // namespace

Response show_organisation(Visit& visit, Number number) {
  const Compact& compact = compacts::here(visit);
  const Shown all = shown(visit, compact, number);
  const Organisation& one = all.organisation;
  // Before it has signed, an organisation is known to those who run the compact only.
  if (!all.is_body && all.affiliations.empty()) throw NotFound{};
  visit.valid_until(end_of_day(compacts::today(visit, compact), compact.zone()));
  Html main;
  if (!all.is_body && !all.is_affiliated)
    main += notice(Tone::neutral, t("No longer affiliated"), {});
  main += prose(t("What the organisation does"), one.description, compact.language);
  main += prose(t("Why the organisation takes part"), one.why, compact.language);
  main += signed_versions(visit, compact, one);
  Html aside = organisation_facts(visit, compact, all);
  if (all.is_body || all.is_affiliated) aside += contact(one);
  return page(visit,
              {.title = verbatim(one.name),
               .path = {{t("Organisations"), url(visit, "/{}/organisations", compact.slug)}}},
              html(R"(<div class="o-detail"><div class="o-detail__main">{}</div>)"
                   R"(<aside class="o-detail__aside" aria-label="{}">{}</aside></div>)",
                   main, t("Facts"), aside));
}

}  // namespace overens::directory
