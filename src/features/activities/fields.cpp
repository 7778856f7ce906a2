// Fields about whom somebody comes for: one of the register, or another organisation by its name.
#include <algorithm>
#include <set>

#include "features/activities/pages.h"

namespace overens::activities {

using organisations::Organisation;

std::vector<Organisation> organisations_to_choose(Db& db, const compacts::Compact& compact,
                                                  const Date& today) {
  std::set<std::int64_t> affiliated;
  for (const auto& one : compacts::affiliated(db, compact.id, today))
    affiliated.insert(one.organisation.value);
  std::set<std::int64_t> bodies;
  for (const compacts::Party& party : compacts::parties(db, compact.id))
    if (party.is_body) bodies.insert(party.id.value);
  auto all = organisations::list(db, compact.id);
  std::erase_if(all, [&](const Organisation& one) {
    return one.ended_on ||
           (!affiliated.contains(one.id.value) && !bodies.contains(one.party.value));
  });
  return all;
}

std::vector<Organisation> organisation_chosen(Db& db, const compacts::Compact& compact,
                                              const Date& today, const Filled& filled) {
  const auto number = hole_as<Number>(std::string(filled.value("organisation")));
  auto one = number ? organisations::find(db, compact.id, *number) : std::nullopt;
  if (!one || one->ended_on) return {};
  if (!compacts::is_affiliated(db, compact.id, one->id, today) &&
      !compacts::load_party(db, one->party).is_body)
    return {};
  return {std::move(*one)};
}

Html organisation_fields(const Filled& filled, const std::vector<Organisation>& choices,
                         Audience audience, const Registration* known) {
  const bool others_too = may_register_for(audience, false);
  const bool is_known = known && known->organisation_number;
  std::vector<Option> options{
      {"", others_too ? t("None of these") : t("Choose your organisation")}};
  for (const Organisation& one : choices)
    options.push_back({std::to_string(one.number.value), verbatim(one.name), {}});
  Html fields = select_field(
      filled,
      {.name = "organisation",
       .label = t("Organisation"),
       .hint = others_too ? t("The affiliated organisations and the public parties.")
                          : t("This activity is for affiliated organisations and the parties."),
       .value = is_known ? std::to_string(known->organisation_number->value) : ""},
      options);
  if (others_too)
    fields += field(filled, {.name = "organisation_name",
                             .label = t("Another organisation"),
                             .hint = t("If it is not in the list. Leave it empty if you come for "
                                       "yourself."),
                             .value = known && !is_known ? known->organisation : "",
                             .is_optional = true,
                             .autocomplete = "organization"});
  return fields;
}

void read_organisation(Filled& filled, const std::vector<Organisation>& choices, Audience audience,
                       Participant& who) {
  constexpr std::size_t longest_number = 20;
  const std::string chosen = filled.optional_line("organisation", longest_number);
  const auto one = std::find_if(choices.begin(), choices.end(), [&](const Organisation& choice) {
    return std::to_string(choice.number.value) == chosen;
  });
  if (one != choices.end()) {
    who.organisation = one->id;
    return;
  }
  filled.expect(chosen.empty(), "organisation", t("Choose an organisation in the list."));
  if (may_register_for(audience, false))
    who.organisation_name = filled.optional_line("organisation_name");
  else if (chosen.empty())
    filled.fail("organisation", t("Choose the affiliated organisation that you come for."));
}

}  // namespace overens::activities
