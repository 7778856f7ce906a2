// Names of organisations as people typed them, for coordinators to find in the register. One name
// is matched once for all who typed it; what was typed is kept beside it.
#include <algorithm>

#include "features/activities/pages.h"

namespace overens::activities {
namespace {

constexpr std::int64_t most_names = 100;

Html one_name(Visit& visit, const compacts::Compact& compact, const TypedName& typed,
              const std::vector<organisations::Organisation>& all) {
  std::vector<Option> options{{"", t("Choose in the register"), {}}};
  for (const auto& one : organisations::likely_duplicates(all, typed.name))
    options.push_back({std::to_string(one.number.value), t("{} (looks alike)", one.name), {}});
  for (const auto& one : all)
    options.push_back({std::to_string(one.number.value), verbatim(one.name), {}});
  Html fields = hidden_field("typed", typed.name);
  fields += select_field(Filled{}, {.name = "organisation", .label = t("Is the same as")}, options);
  Html part = heading(2, verbatim(typed.name));
  part += paragraph(tn("In {} registration.", "In {} registrations.", typed.registrations));
  part += post_form(visit, url(visit, "/{}/activities/names", compact.slug), fields,
                    {.words = t("They are the same")});
  part += post_button(visit, url(visit, "/{}/activities/names/leaving", compact.slug),
                      {.words = t("It is none of the register")}, {{"typed", typed.name}});
  return html("<section>{}</section>", part);
}

}  // namespace

Response show_typed_names(Visit& visit) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  const auto typed = typed_names(visit.db, compact.id, most_names);
  const auto all = organisations::list(visit.db, compact.id);
  Html body = typed.empty() ? empty_state(t("Every name that somebody typed is found")) : Html{};
  for (const TypedName& one : typed) body += one_name(visit, compact, one, all);
  if (!typed.empty())
    body += html("<p>{}</p>", link(url(visit, "/{}/organisations/new", compact.slug),
                                   t("Add an organisation to the register")));
  return page(visit,
              {.title = t("Names that are not in the register"),
               .lead = t("People came for organisations by these names. Say which of the register "
                         "they are, so that each is counted once."),
               .path = {{t("Activities"), activities_url(visit)}}},
              body);
}

Response match_typed_name(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  Filled filled(visit.form);
  const std::string typed = filled.line("typed", t("Choose a name."));
  const Number chosen{filled.number("organisation", t("Choose an organisation in the list."), 1,
                                    std::numeric_limits<std::int64_t>::max())};
  if (!filled.ok()) throw Conflict{t("Choose an organisation in the list.")};
  const auto organisation = found(organisations::find(visit.db, compact.id, chosen));
  visit.write([&](Db& db) {
    match_name(db, compact.id, typed, organisation.id, people::me(visit), visit.now);
  });
  return see_other(url(visit, "/{}/activities/names", compact.slug));
}

Response leave_typed_name(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  Filled filled(visit.form);
  const std::string typed = filled.line("typed", t("Choose a name."));
  if (!filled.ok()) throw Conflict{t("Choose a name.")};
  if (!visit.write([&](Db& db) { return leave_name(db, compact.id, typed, visit.now) > 0; }))
    throw NotFound{};
  return see_other(url(visit, "/{}/activities/names", compact.slug));
}

}  // namespace overens::activities
