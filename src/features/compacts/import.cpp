// compact.json: what the compact is and who runs it. What it says of decisions and of the signing
// is read by the features that know these.
#include <algorithm>

#include "base/text.h"
#include "features/compacts/store.h"
#include "features/import.h"

namespace overens::compacts {
namespace {

using formats::JsonPlace;

const std::string file_name = "compact.json";

std::string text_of(const JsonPlace& place) { return place.text().value_or(""); }

// One of an enum's names(); complains about any other.
template <class E>
std::optional<E> choice_of(const JsonPlace& place) {
  const auto word = place.text();
  if (!word) return std::nullopt;
  for (const auto& [one, name] : names(E{}))
    if (*word == name) return one;
  place.complain(t("“{}” is none of the words that may stand here.", *word));
  return std::nullopt;
}

std::optional<Date> date_at(const JsonPlace& place) {
  const auto word = place.text();
  if (!word) return std::nullopt;
  const auto date = parse_date(*word);
  if (!date) place.complain(t("“{}” is no date. Write it as 2018-12-11.", *word));
  return date;
}

std::vector<Phase> phases_in(const JsonPlace& root) {
  std::vector<Phase> phases;
  for (const JsonPlace& place : root.find("phases").items()) {
    const auto kind = choice_of<PhaseKind>(place.need("kind"));
    const auto from = date_at(place.need("from"));
    const auto to = date_at(place.find("to"));
    if (from && to && *to < *from) place.complain(t("It ends before it begins."));
    if (kind && from && (!to || *from <= *to))
      phases.push_back({*kind, text_of(place.need("name")), *from, to});
  }
  return phases;
}

NewCompact read_compact(const JsonPlace& root, const std::vector<Phase>& phases) {
  NewCompact wanted;
  wanted.slug = text_of(root.need("slug"));
  wanted.name = text_of(root.need("name"));
  wanted.full_name = root.find("full_name").text().value_or(wanted.name);
  wanted.language = root.find("language").text().value_or(wanted.language);
  wanted.time_zone = root.find("time_zone").text().value_or(wanted.time_zone);
  wanted.admission = choice_of<Admission>(root.find("admission")).value_or(wanted.admission);
  wanted.area = text_of(root.find("area").find("name"));
  wanted.whole_area = text_of(root.find("area").find("whole"));
  wanted.parent_slug = root.find("parent").find("slug").text();
  wanted.parent_name = root.find("parent").find("name").text();
  wanted.parent_year = root.find("parent").find("year").integer();
  for (const JsonPlace& place : root.find("learns_from").items())
    wanted.learns_from += (wanted.learns_from.empty() ? "" : "\n") + text_of(place);
  for (const JsonPlace& place : root.need("parties").items())
    wanted.parties.push_back({text_of(place.need("key")), text_of(place.need("name")),
                              text_of(place.find("organisation_number"))});
  for (const JsonPlace& place : root.need("appointments").items())
    if (const auto role = choice_of<Role>(place.need("role")))
      wanted.appointments.push_back({text_of(place.need("party")), *role,
                                     text_of(place.need("email")), text_of(place.find("name"))});
  if (!phases.empty()) wanted.appointed_from = phases.front().from;
  return wanted;
}

const Party* party_by_key(const std::vector<Party>& parties, std::string_view key) {
  const auto at = std::find_if(parties.begin(), parties.end(),
                               [&](const Party& party) { return party.key == key; });
  return at == parties.end() ? nullptr : &*at;
}

void add_parts(Db& db, Id<Compact> compact, const JsonPlace& root,
               const std::vector<Phase>& phases) {
  for (const JsonPlace& place : root.find("area").find("municipalities").items())
    add_municipality(db, compact, {text_of(place.need("code")), text_of(place.need("name"))});
  std::int64_t position = 0;
  for (const Phase& phase : phases) add_phase(db, compact, ++position, phase);
  position = 0;
  for (const JsonPlace& place : root.find("criteria").items())
    add_criterion(db, compact, ++position, text_of(place.need("key")),
                  text_of(place.need("question")));
  position = 0;
  for (const JsonPlace& place : root.find("principles").items())
    add_principle(db, compact, ++position, text_of(place));
  position = 0;
  for (const JsonPlace& place : root.find("aims").items())
    add_aim(db, compact, ++position, text_of(place));
}

// Only where there never was one: a contact that was changed or taken away does not come back.
void add_contacts(Db& db, Id<Compact> compact, const JsonPlace& root) {
  if (had_contacts(db, compact)) return;
  const auto all = parties(db, compact);
  for (const JsonPlace& place : root.find("contacts").items()) {
    const JsonPlace key = place.need("party");
    const Party* party = party_by_key(all, text_of(key));
    if (!party) {
      key.complain(t("There is no party “{}”.", text_of(key)));
      continue;
    }
    add_contact(db, compact, party->id,
                {text_of(place.find("role")), text_of(place.need("name")),
                 text_of(place.find("email")), text_of(place.find("phone"))});
  }
}

// In a compact that is there already: who is new in the file. Who has left stays away.
void add_appointments(Import& import, const Compact& compact, const NewCompact& wanted) {
  const auto all = parties(import.db, compact.id);
  const Date from = wanted.appointed_from.value_or(date_of(import.now, compact.zone()));
  for (const NewAppointment& one : wanted.appointments) {
    const Party* party = party_by_key(all, one.party);
    const auto person = people::find_or_add(import.db, one.email, one.name, import.now);
    if (!party) {
      import.refuse(file_name, 0, t("There is no party “{}”.", one.party));
    } else if (!was_appointed(import.db, party->id, person, one.role) &&
               appoint(import.db, compact.id, party->id, person, one.role, from) ==
                   Appointing::serves_another_party) {
      import.refuse(file_name, 0, t("{} is appointed for two parties. Nobody may be.", one.email));
    }
  }
}

// The organisations of civil society belong to the first party that is not one public body.
void import_register(Import& import, const Compact& compact) {
  const auto all = parties(import.db, compact.id);
  const auto civil =
      std::find_if(all.begin(), all.end(), [](const Party& party) { return !party.is_body; });
  if (civil == all.end()) return;
  organisations::import_organisations(
      import, civil->id, {compact.whole_area, municipalities(import.db, compact.id)},
      [&](Id<organisations::Organisation> organisation, const Date& from) {
        return affiliate(import.db, compact.id, organisation, from);
      });
}

}  // namespace

void import_compact(Import& import) {
  const JsonPlace root = import.json(file_name);
  if (!import.file(file_name)) import.refuse(file_name, 0, t("The file is missing."));
  if (!root.present()) return;
  const auto phases = phases_in(root);
  const NewCompact wanted = read_compact(root, phases);
  const auto wrong = faults(wanted, {});
  for (const Text& fault : wrong) import.refuse(file_name, 0, fault);
  if (!wrong.empty()) return;
  auto compact = find(import.db, wanted.slug);
  if (compact) {
    add_appointments(import, *compact, wanted);
  } else {
    compact = add_compact(import.db, wanted, import.now);
    import.count("compacts", 1);
  }
  import.compact = compact->id.value;
  import.zone = compact->zone();
  add_parts(import.db, compact->id, root, phases);
  add_contacts(import.db, compact->id, root);
  import_register(import, *compact);
}

// A demonstration is tried as a coordinator of each party, and as an organisation's contact.
void introduce_people(Import& import) {
  if (!import.compact) return;
  const Compact compact = load(import.db, {import.compact});
  const Date today = date_of(import.now, compact.zone());
  for (const Appointment& one : appointed(import.db, compact.id, Role::coordinator, today))
    import.introduce("a coordinator, " + load_party(import.db, one.party).name,
                     people::find(import.db, one.person)->email);
  for (const auto& organisation : organisations::list(import.db, compact.id))
    for (const auto& holder : organisations::holders(import.db, organisation.id))
      if (holder.kind == organisations::MandateKind::contact)
        return import.introduce("a contact, " + organisation.name, holder.email);
}

}  // namespace overens::compacts
