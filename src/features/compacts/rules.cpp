// What can be said without database or request: where a phase stands, what a new compact lacks.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "features/compacts/compacts.h"

namespace overens::compacts {
namespace {

constexpr std::size_t fewest_parties = 2;

bool is_reserved(const std::string& slug, const std::vector<std::string>& reserved) {
  return std::find(reserved.begin(), reserved.end(), slug) != reserved.end();
}

void check_names(const NewCompact& wanted, const std::vector<std::string>& reserved,
                 std::vector<Text>& faults) {
  if (wanted.slug.empty() || wanted.slug != slug(wanted.slug))
    faults.push_back(
        t("The address “{}” may have lower-case letters a to z, digits and hyphens only.",
          wanted.slug));
  else if (is_reserved(wanted.slug, reserved))
    faults.push_back(t("The address “{}” is taken by the program itself.", wanted.slug));
  if (wanted.name.empty()) faults.push_back(t("The compact has no name."));
  if (!language_of(wanted.language))
    faults.push_back(t("“{}” is no language we know. Write sv, fi or en.", wanted.language));
  if (!find_zone(wanted.time_zone))
    faults.push_back(t("“{}” is no time zone, as Europe/Stockholm is.", wanted.time_zone));
}

void check_parties(const NewCompact& wanted, std::vector<Text>& faults) {
  if (wanted.parties.size() < fewest_parties)
    faults.push_back(t("A compact has two parties or more."));
  std::set<std::string> keys;
  for (const NewParty& party : wanted.parties) {
    if (party.name.empty()) faults.push_back(t("The party “{}” has no name.", party.key));
    if (party.key.empty() || !keys.insert(party.key).second)
      faults.push_back(t("Each party has a key of its own; “{}” is not.", party.key));
    const auto& number = party.organisation_number;
    if (!number.empty() && organisations::organisation_number(number) != number)
      faults.push_back(t("“{}” is no organisation number.", number));
  }
}

bool is_party(const NewCompact& wanted, const std::string& key) {
  return std::any_of(wanted.parties.begin(), wanted.parties.end(),
                     [&](const NewParty& party) { return party.key == key; });
}

void check_appointments(const NewCompact& wanted, std::vector<Text>& faults) {
  std::map<std::string, std::string> party_of_person;
  std::set<std::string> coordinated;
  for (const NewAppointment& one : wanted.appointments) {
    if (!is_party(wanted, one.party)) faults.push_back(t("There is no party “{}”.", one.party));
    if (!looks_like_email(one.email)) {
      faults.push_back(t("“{}” is no mail address.", one.email));
      continue;
    }
    const auto known = party_of_person.emplace(fold(one.email), one.party).first;
    if (known->second != one.party)
      faults.push_back(t("{} is appointed for two parties. Nobody may be.", one.email));
    if (one.role == Role::coordinator) coordinated.insert(one.party);
  }
  for (const NewParty& party : wanted.parties)
    if (!coordinated.count(party.key))
      faults.push_back(t("The party “{}” has nobody who coordinates.", party.name));
}

}  // namespace

PhaseState state(const Phase& phase, const Date& today) {
  if (phase.to && *phase.to < today) return PhaseState::done;
  return phase.from <= today ? PhaseState::current : PhaseState::coming;
}

std::vector<Text> faults(const NewCompact& wanted, const std::vector<std::string>& reserved) {
  std::vector<Text> faults;
  check_names(wanted, reserved, faults);
  check_parties(wanted, faults);
  check_appointments(wanted, faults);
  return faults;
}

}  // namespace overens::compacts
