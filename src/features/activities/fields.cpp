// Fields about somebody who comes: for whom, as what, in which way and with how many.
#include <algorithm>
#include <set>

#include "features/activities/pages.h"

namespace overens::activities {

using organisations::Organisation;

namespace {

constexpr std::size_t longest_number = 20;

const Organisation* chosen_of(const std::vector<Organisation>& choices, std::string_view number) {
  const auto one = std::find_if(choices.begin(), choices.end(), [&](const Organisation& choice) {
    return std::to_string(choice.number.value) == number;
  });
  return one == choices.end() ? nullptr : &*one;
}

std::vector<Option> organisation_options(const Asked& asked, const Text& none) {
  std::vector<Option> options{{"", none, {}}};
  for (const Organisation& one : asked.organisations)
    options.push_back({std::to_string(one.number.value), verbatim(one.name), {}});
  return options;
}

std::vector<Option> category_options(const Text& none) {
  std::vector<Option> options{{"", none, {}}};
  for (const auto& [one, name] : names(Category{})) options.push_back({name, words_for(one), {}});
  return options;
}

std::string name_of(const std::optional<Category>& category) {
  for (const auto& [one, name] : names(Category{}))
    if (category == one) return name;
  return {};
}

std::string number_text(const std::optional<Number>& number) {
  return number ? std::to_string(number->value) : "";
}

Html first_organisation(const Filled& filled, const Asked& asked, Audience audience,
                        const Registration* known) {
  const bool others_too = may_register_for(audience, false);
  Html fields = select_field(
      filled,
      {.name = "organisation",
       .label = t("Organisation"),
       .hint = others_too ? t("The affiliated organisations and the public parties.")
                          : t("This activity is for affiliated organisations and the parties."),
       .value = known ? number_text(known->organisation_number) : ""},
      organisation_options(asked, others_too ? t("None of these") : t("Choose your organisation")));
  if (!others_too) return fields;
  fields +=
      field(filled,
            {.name = "organisation_name",
             .label = t("Another organisation"),
             .hint = asked.by_staff
                         ? t("If it is not in the list. Leave it empty for somebody who comes for "
                             "themselves.")
                         : t("If it is not in the list. Leave it empty if you come for "
                             "yourself."),
             .value = known && !known->organisation_number ? known->organisation : "",
             .is_optional = true,
             .autocomplete = "organization"});
  return fields;
}

// Somebody may answer for two: one person, and both are counted.
Html second_organisation(const Filled& filled, const Asked& asked, Audience audience,
                         const Registration* known) {
  Html fields = select_field(
      filled,
      {.name = "second_organisation",
       .label = asked.by_staff ? t("They come for one more organisation")
                               : t("You come for one more organisation"),
       .hint = asked.by_staff
                   ? t("They are one person in the figures, and both organisations are counted.")
                   : t("You are one person in the figures, and both organisations are counted."),
       .value = known ? number_text(known->other_organisation_number) : "",
       .is_optional = true},
      organisation_options(asked, t("No")));
  if (!may_register_for(audience, false)) return fields;
  fields += field(
      filled, {.name = "second_organisation_name",
               .label = t("Its name, if it is not in the list"),
               .value = known && !known->other_organisation_number ? known->other_organisation : "",
               .is_optional = true});
  return fields;
}

Html also_field(const Filled& filled, const std::optional<Category>& known, bool by_staff) {
  return select_field(
      filled,
      {.name = "also",
       .label = by_staff ? t("They have another role too") : t("You have another role too"),
       .hint = by_staff ? t("As a politician who is active in an association. They are counted "
                            "once, in the role above.")
                        : t("As a politician who is active in an association. You are counted "
                            "once, in the role above."),
       .value = name_of(known),
       .is_optional = true},
      category_options(t("No")));
}

Html role_fields(const Filled& filled, const Registration* known, bool by_staff) {
  Html fields = select_field(
      filled,
      {.name = "category",
       .label = by_staff ? t("They come as") : t("You come as"),
       .hint = by_staff ? t("This is how they are counted.") : t("This is how you are counted."),
       .value = known ? name_of(known->category) : "",
       .is_optional = true},
      category_options(by_staff ? t("As their organisation is")
                                : t("As my organisation says, or for myself")));
  fields += also_field(filled, known ? known->also : std::nullopt, by_staff);
  return fields;
}

bool has_more(const Filled& filled, const Registration* known) {
  for (const std::string_view name :
       {"second_organisation", "second_organisation_name", "category", "also"})
    if (!filled.value(name).empty() || filled.error(name)) return true;
  return known && (!known->other_organisation.empty() || known->also);
}

void read_one(Filled& filled, const Asked& asked, Audience audience, std::string_view field,
              std::string_view field_name, Registrant& who) {
  const std::string chosen = filled.optional_line(field, longest_number);
  if (const Organisation* one = chosen_of(asked.organisations, chosen)) {
    who.organisations.push_back({one->id, {}});
    return;
  }
  filled.expect(chosen.empty(), field, t("Choose an organisation in the list."));
  if (!may_register_for(audience, false)) return;
  const std::string typed = filled.optional_line(field_name);
  if (!typed.empty()) who.organisations.push_back({{}, typed});
}

}  // namespace

std::optional<Category> read_category(Filled& filled, std::string_view field) {
  if (filled.value(field).empty()) return std::nullopt;
  return filled.choice<Category>(field, t("Choose one in the list."));
}

Html category_field(const Filled& filled, const std::optional<Category>& known, const Text& none) {
  return select_field(filled,
                      {.name = "person_category",
                       .label = t("Comes as"),
                       .hint = t("This is how they are counted."),
                       .value = name_of(known),
                       .is_optional = true},
                      category_options(none));
}

Asked asked_of(Db& db, const compacts::Compact& compact, const Activity& activity,
               const Date& today) {
  Asked asked;
  std::set<std::int64_t> affiliated;
  for (const auto& one : compacts::affiliated(db, compact.id, today))
    affiliated.insert(one.organisation.value);
  for (const compacts::Party& party : compacts::parties(db, compact.id))
    if (party.is_body) asked.bodies.push_back(party.id);
  asked.organisations = organisations::list(db, compact.id);
  std::erase_if(asked.organisations, [&](const Organisation& one) {
    return one.ended_on || (!affiliated.contains(one.id.value) && !asked.is_body(one));
  });
  asked.ways = ways(db, activity.id);
  asked.questions = questions(db, activity.id);
  return asked;
}

Asked asked_by(Db& db, const compacts::Compact& compact, const Activity& activity,
               const Date& today, const Filled& filled) {
  Asked asked{{}, {}, ways(db, activity.id), questions(db, activity.id)};
  for (const std::string_view field : {"organisation", "second_organisation"}) {
    const auto number = hole_as<Number>(std::string(filled.value(field)));
    const auto one = number ? organisations::find(db, compact.id, *number) : std::nullopt;
    if (!one || one->ended_on) continue;
    const bool is_body = compacts::load_party(db, one->party).is_body;
    if (!is_body && !compacts::is_affiliated(db, compact.id, one->id, today)) continue;
    if (is_body) asked.bodies.push_back(one->party);
    asked.organisations.push_back(*one);
  }
  return asked;
}

bool Asked::is_body(const Organisation& one) const {
  return std::find(bodies.begin(), bodies.end(), one.party) != bodies.end();
}

Html registrant_fields(const Filled& filled, const Asked& asked, Audience audience,
                       const Registration* known) {
  Html more = second_organisation(filled, asked, audience, known);
  more += role_fields(filled, known, asked.by_staff);
  Html fields = first_organisation(filled, asked, audience, known);
  fields += html(R"(<details class="ds-details"{}><summary>{}</summary>{}</details>)",
                 flag("open", has_more(filled, known)),
                 t("As politician or official, for two organisations, or in two roles"), more);
  return fields;
}

void read_registrant(Filled& filled, const Asked& asked, Audience audience, Registrant& who) {
  read_one(filled, asked, audience, "organisation", "organisation_name", who);
  if (who.organisations.empty() && filled.ok() && !may_register_for(audience, false))
    filled.fail("organisation", t("Choose the affiliated organisation that you come for."));
  read_one(filled, asked, audience, "second_organisation", "second_organisation_name", who);
  who.category = read_category(filled, "category");
  who.also = read_category(filled, "also");
  filled.expect(!who.also || who.also != who.category, "also",
                t("That is the same role. Choose the other one, or no."));
  if (who.category) return;
  const bool is_for_body = std::any_of(
      asked.organisations.begin(), asked.organisations.end(), [&](const Organisation& one) {
        return !who.organisations.empty() && who.organisations.front().organisation == one.id &&
               asked.is_body(one);
      });
  who.category = category_of(is_for_body, !who.organisations.empty());
  if (who.also == who.category) who.also.reset();
}

Html way_field(const Filled& filled, const Asked& asked, Way known) {
  if (asked.ways.size() < 2) return {};
  std::vector<Option> options;
  std::string chosen;
  for (const Seats& one : asked.ways)
    for (const auto& [way, name] : names(Way{}))
      if (way == one.way) {
        options.push_back({name, words_for(way),
                           one.waiting ? t("{0} {1}", seats_words(one),
                                           tn("{} person waits.", "{} people wait.", one.waiting))
                                       : seats_words(one)});
        if (way == known) chosen = name;
      }
  return radio_field(
      filled,
      {.name = "way",
       .label = asked.by_staff ? t("How do they take part?") : t("How do you take part?"),
       .value = std::move(chosen)},
      options);
}

Way first_with_seats(const Asked& asked) {
  for (const Seats& one : asked.ways)
    if (!one.has_no_seat()) return one.way;
  return asked.ways.front().way;
}

Way read_way(Filled& filled, const Asked& asked) {
  if (asked.ways.size() == 1) return asked.ways.front().way;
  const Way way = filled.choice<Way>("way", t("Choose how you take part."));
  return way;
}

std::optional<Way> only_way(const Asked& asked) {
  return asked.ways.size() == 1 ? std::optional(asked.ways.front().way) : std::nullopt;
}

Html size_field(const Filled& filled, std::int64_t known, bool by_staff) {
  return field(filled,
               {.name = "size",
                .label = t("How many people is it for?"),
                .input = Input::number,
                .hint = by_staff ? t("With the one who registers. The others can be named later.")
                                 : t("One is yourself. You can name the others later."),
                .value = std::to_string(known)});
}

std::int64_t read_size(Filled& filled) {
  if (filled.value("size").empty()) return 1;
  return filled.number("size", t("Write a number."), 1, most_in_a_group);
}

}  // namespace overens::activities
