// Whom the visitor represents: the questions about mandates that begin with a visit.
#include <algorithm>

#include "features/organisations/store.h"
#include "web/page.h"

namespace overens::organisations {

CompactId compact_of(const Visit& visit) {
  if (visit.scope.key == 0) throw NotFound{};
  return {visit.scope.key};
}

Text words_for(MandateKind kind) {
  switch (kind) {
    case MandateKind::contact:
      return t("contact person");
    case MandateKind::signatory:
      return t("signs for the organisation");
    case MandateKind::responder:
      return t("answers consultations");
    case MandateKind::deputy:
      return t("deputy");
  }
  return {};
}

std::vector<Mandate> my_mandates(Visit& visit) {
  if (visit.scope.key == 0 || !visit.actor.is_somebody()) return {};
  const CompactId compact = compact_of(visit);
  return mandates(visit.db, compact, {visit.actor.person}, today_in(visit.db, compact, visit.now));
}

std::optional<Mandate> mandate_for(Visit& visit, Number organisation,
                                   std::initializer_list<MandateKind> kinds) {
  for (const Mandate& one : my_mandates(visit)) {
    if (one.number != organisation) continue;
    if (std::find(kinds.begin(), kinds.end(), one.kind) == kinds.end()) continue;
    visit.acts_for(one.organisation.value);
    return one;
  }
  return std::nullopt;
}

std::optional<Mandate> mandate(Visit& visit, std::string_view form_field,
                               std::initializer_list<MandateKind> kinds) {
  const auto number = hole_as<Number>(std::string(visit.form.value(form_field)));
  return number ? mandate_for(visit, *number, kinds) : std::nullopt;
}

Html acting_for_field(const Filled& filled, std::string_view form_field,
                      const std::vector<Mandate>& mandates) {
  std::vector<Option> options;
  for (const Mandate& one : mandates) {
    std::string number = std::to_string(one.number.value);
    if (options.empty() || options.back().value != number)  // they come by organisation
      options.push_back({std::move(number), verbatim(one.name)});
  }
  if (options.size() == 1) return hidden_field(form_field, options.front().value);
  return select_field(
      filled, {.name = form_field, .label = t("Organisation you act for"), .value = {}}, options);
}

bool may_represent(Visit& visit) { return !my_mandates(visit).empty(); }

bool may_sign(Visit& visit) {
  const auto mine = my_mandates(visit);
  return std::any_of(mine.begin(), mine.end(),
                     [](const Mandate& one) { return one.kind == MandateKind::signatory; });
}

}  // namespace overens::organisations
