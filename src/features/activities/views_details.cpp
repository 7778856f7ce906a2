// What an activity's page tells beside time and place, and the fields of its form for that.
#include <algorithm>

#include "features/activities/details.h"
#include "features/activities/pages.h"

namespace overens::activities {
namespace {

template <class E>
std::string name_of(E value) {
  for (const auto& [one, name] : names(E{}))
    if (one == value) return name;
  return {};
}

// What a step means for those who come.
Text meaning_of(Step step) {
  switch (step) {
    case Step::agenda:
      return t("What to work with is not decided: you can bring up something new.");
    case Step::drafting:
      return t("A proposal is being written: what you say can change its words.");
    case Step::decision:
      return t("A decision is near: you can say what speaks for and against.");
    case Step::implementation:
      return t("What was decided is being done: you can say how, and do a part of it.");
    case Step::monitoring:
      return t("What was done is looked at: you can say what worked and what did not.");
    case Step::reformulation:
      return t("It is time to do it anew: what you have learnt goes into the next version.");
  }
  return {};
}

// What a level of influence promises, and what it does not.
Text meaning_of(Influence influence) {
  switch (influence) {
    case Influence::information:
      return t("You get to know. Nothing is decided with you here.");
    case Influence::consultation:
      return t("You are asked, and told afterwards what became of your answer. Others decide.");
    case Influence::dialogue:
      return t("You think it through together with those who decide, before they do.");
    case Influence::partnership:
      return t("You decide together and share the work and the responsibility.");
  }
  return {};
}

Text host_words(Visit& visit, const compacts::Compact& compact, const Details& details) {
  std::string names;
  for (const compacts::Party& party : compacts::parties(visit.db, compact.id)) {
    if (details.host_party && !(party.id == *details.host_party)) continue;
    names += (names.empty() ? "" : ", ") + party.name;
  }
  if (details.host_group.empty()) return verbatim(names);
  return t("{0} ({1})", details.host_group, names);
}

std::vector<Option> host_options(Visit& visit, const compacts::Compact& compact) {
  std::vector<Option> options{{"", t("The parties together"), {}}};
  for (const compacts::Party& party : compacts::parties(visit.db, compact.id))
    options.push_back({std::to_string(party.number.value), verbatim(party.name), {}});
  return options;
}

std::string host_value(Visit& visit, const compacts::Compact& compact, const Details& known) {
  for (const compacts::Party& party : compacts::parties(visit.db, compact.id))
    if (known.host_party && party.id == *known.host_party)
      return std::to_string(party.number.value);
  return "";
}

std::vector<Option> step_options() {
  std::vector<Option> options{{"", t("Not said"), {}}};
  for (const auto& [one, name] : names(Step{})) options.push_back({name, words_for(one), {}});
  return options;
}

Html series_field(Visit& visit, const compacts::Compact& compact, const Filled& filled,
                  const Details& known) {
  const auto all = list_series(visit.db, compact.id);
  if (all.empty()) return {};
  std::vector<Option> options{{"", t("It stands alone"), {}}};
  std::string chosen;
  for (const Series& one : all) {
    options.push_back({std::to_string(one.number.value), verbatim(one.title), {}});
    if (known.series && one.id == *known.series) chosen = options.back().value;
  }
  return select_field(
      filled, {.name = "series", .label = t("Series"), .value = chosen, .is_optional = true},
      options);
}

}  // namespace

Text words_for(Step step) {
  switch (step) {
    case Step::agenda:
      return t("Setting the agenda");
    case Step::drafting:
      return t("Drafting");
    case Step::decision:
      return t("Decision");
    case Step::implementation:
      return t("Implementation");
    case Step::monitoring:
      return t("Monitoring");
    case Step::reformulation:
      return t("Reformulation");
  }
  return {};
}

std::vector<Fact> detail_facts(Visit& visit, const compacts::Compact& compact,
                               const Details& details) {
  std::vector<Fact> known;
  if (!details.theme.empty()) known.push_back({t("Theme"), html("{}", details.theme)});
  if (!details.languages.empty()) known.push_back({t("Languages"), html("{}", details.languages)});
  known.push_back({t("Invites"), html("{}", host_words(visit, compact, details))});
  return known;
}

Html influence_section(const Activity& activity, const Details& details) {
  if (!activity.influence && !details.step) return {};
  Html section = heading(2, t("How much you can influence"));
  if (activity.influence)
    section += html("<p><strong>{}</strong>{}{}</p>", words_for(*activity.influence),
                    verbatim(". "), meaning_of(*activity.influence));
  if (details.step)
    section += html("<p><strong>{}</strong>{}{}</p>", words_for(*details.step), verbatim(". "),
                    meaning_of(*details.step));
  return section;
}

Html detail_fields(Visit& visit, const compacts::Compact& compact, const Filled& filled,
                   const Details& known) {
  Html fields =
      tick_field(filled,
                 {.name = "details_follow",
                  .label = t("Only the date is set"),
                  .hint = t("The page says that more information comes, and nobody can register "
                            "yet.")},
                 known.details_follow);
  fields += select_field(filled,
                         {.name = "step",
                          .label = t("Where in the process is it?"),
                          .hint = t("The page explains it, so that people see what they can "
                                    "influence."),
                          .value = known.step ? name_of(*known.step) : "",
                          .is_optional = true},
                         step_options());
  fields += field(filled, {.name = "theme",
                           .label = t("Theme"),
                           .hint = t("In a few words."),
                           .value = known.theme,
                           .is_optional = true});
  fields += field(filled, {.name = "languages",
                           .label = t("Languages"),
                           .hint = t("As “Swedish, interpreted into Finnish and sign language”."),
                           .value = known.languages,
                           .is_optional = true});
  fields += select_field(filled,
                         {.name = "host_party",
                          .label = t("Who invites?"),
                          .value = host_value(visit, compact, known)},
                         host_options(visit, compact));
  fields += field(filled, {.name = "host_group",
                           .label = t("Working group that arranges it"),
                           .value = known.host_group,
                           .is_optional = true});
  fields += field(filled, {.name = "digital_link",
                           .label = t("Link for those who take part digitally"),
                           .input = Input::link,
                           .hint = t("Only those with a digital seat see it, on their own page and "
                                     "in their mail."),
                           .value = known.digital_link,
                           .is_optional = true});
  fields += series_field(visit, compact, filled, known);
  return field_group(t("What else to tell"), fields);
}

Details read_details(Visit& visit, const compacts::Compact& compact, Filled& filled) {
  constexpr std::size_t longest_number = 20;
  Details read;
  read.details_follow = filled.ticked("details_follow");
  if (!filled.value("step").empty())
    read.step = filled.choice<Step>("step", t("Choose one in the list."));
  read.theme = filled.optional_line("theme");
  read.languages = filled.optional_line("languages");
  read.host_group = filled.optional_line("host_group");
  if (const auto link = filled.optional_link("digital_link")) read.digital_link = link->text();
  const std::string host = filled.optional_line("host_party", longest_number);
  for (const compacts::Party& party : compacts::parties(visit.db, compact.id))
    if (std::to_string(party.number.value) == host) read.host_party = party.id;
  filled.expect(host.empty() || read.host_party, "host_party", t("Choose one in the list."));
  const std::string series = filled.optional_line("series", longest_number);
  for (const Series& one : list_series(visit.db, compact.id))
    if (std::to_string(one.number.value) == series) read.series = one.id;
  filled.expect(series.empty() || read.series, "series", t("Choose one in the list."));
  return read;
}

}  // namespace overens::activities
