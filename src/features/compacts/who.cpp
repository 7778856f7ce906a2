// Who the visitor is to this compact: the questions about appointments that begin with a visit.
#include <algorithm>

#include "features/compacts/compacts.h"

namespace overens::compacts {
namespace {

bool serves_as(Visit& visit, std::initializer_list<Role> roles) {
  const auto mine = my_appointments(visit);
  return std::any_of(mine.begin(), mine.end(), [&](const Appointment& one) {
    return std::find(roles.begin(), roles.end(), one.role) != roles.end();
  });
}

}  // namespace

Date today(const Visit& visit, const Compact& compact) {
  return date_of(visit.now, compact.zone());
}

Text words_for(Role role) {
  switch (role) {
    case Role::coordinator:
      return t("coordinator");
    case Role::seat:
      return t("seat in the joint group");
    case Role::registrator:
      return t("registrator");
    case Role::editor:
      return t("editor");
  }
  return {};
}

std::vector<Appointment> my_appointments(Visit& visit) {
  if (visit.scope.key == 0 || !visit.actor.is_somebody()) return {};
  const Compact compact = here(visit);
  return appointments(visit.db, compact.id, {visit.actor.person}, today(visit, compact));
}

std::optional<Party> party_of(Visit& visit, Role role) {
  for (const Appointment& one : my_appointments(visit))
    if (one.role == role) return load_party(visit.db, one.party);
  return std::nullopt;
}

std::optional<organisations::Organisation> body_of(Db& db, const Compact& compact,
                                                   const Party& party) {
  if (!party.is_body) return std::nullopt;
  for (const auto& one : organisations::list(db, compact.id))
    if (one.party == party.id && !one.ended_on) return one;
  return std::nullopt;
}

bool may_coordinate(Visit& visit) { return serves_as(visit, {Role::coordinator}); }
bool may_sit(Visit& visit) { return serves_as(visit, {Role::seat}); }
bool may_register(Visit& visit) { return serves_as(visit, {Role::registrator, Role::coordinator}); }
bool may_run(Visit& visit) { return !my_appointments(visit).empty(); }

}  // namespace overens::compacts
