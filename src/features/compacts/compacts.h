// Compacts: the agreement itself as a house: its parties, phases, area, criteria and contacts, the
// people who run it (appointments), and the plain fact that an organisation is affiliated from a
// day to a day. Owns these tables, their import, and the pages on which coordinators keep the front
// page's words, the contacts and the register of organisations. It knows no text, no signature and
// no application: those come later and change an affiliation by the verbs below.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/feature.h"
#include "features/organisations/organisations.h"
#include "features/people/people.h"

namespace overens::post {
struct Mail;
}

namespace overens::compacts {

// How an organisation joins: it declares the criteria and signs; or one party, or every party, says
// yes first.
enum class Admission : std::uint8_t { declared, one_party, every_party };
constexpr auto names(Admission) {
  return std::array{std::pair{Admission::declared, "declared"},
                    std::pair{Admission::one_party, "one_party"},
                    std::pair{Admission::every_party, "every_party"}};
}

struct Compact {
  Id<Compact> id;
  std::string slug;
  std::string name;       // "Överenskommelsen i Östergötland"
  std::string full_name;  // as on the text
  std::string language;   // of its content, "sv"
  std::string time_zone;  // "Europe/Stockholm"
  Admission admission = Admission::declared;
  std::string area;        // "Östergötlands län", or empty
  std::string whole_area;  // "hela länet", or empty
  std::optional<std::string> parent_slug;
  std::optional<std::string> parent_name;
  std::optional<std::int64_t> parent_year;
  std::string learns_from;  // one a line; may be empty

  Zone zone() const { return overens::zone(time_zone); }
  Language own_language() const { return language_of(language).value_or(Language::sv); }
};

// "hela länet" to who reads the compact's own language, to others "The whole area".
Text whole_area(const Visit&, const Compact&);

// The compact the visit is in, or NotFound. It stays as long as the visit.
const Compact& here(const Visit&);
// Today in the compact's time zone.
Date today(const Visit&, const Compact&);
std::optional<Compact> find(Db&, std::string_view slug);
Compact load(Db&, Id<Compact>);
std::vector<Compact> list(Db&);  // all of the installation, by name
// The hook Site::find_scope.
std::optional<Scope> find_scope(Db&, std::string_view slug);
// The next number of a kind ("activity") in a compact. Inside a write: the number is lost with it.
Number next_number(Db&, Id<Compact>, std::string_view kind);

// --- What it consists of ---

struct Party {
  Id<Party> id;
  Number number;            // within its compact
  std::string key;          // in files: "public", "civil"
  std::string name;         // "Region Östergötland"
  bool is_body = false;     // one public body; else many organisations, which affiliate
  std::int64_t quorum = 1;  // how many of its seats must say yes for the party's yes
};
std::vector<Party> parties(Db&, Id<Compact>);  // in their order
Party load_party(Db&, Id<Party>);
// What the party itself has decided: see groups.
void set_quorum(Db&, Id<Party>, std::int64_t quorum);
// The organisation that a party with `is_body` is.
std::optional<organisations::Organisation> body_of(Db&, const Compact&, const Party&);

enum class PhaseKind : std::uint8_t {
  mandate,
  dialogue,
  drafting,
  consultation,
  rework,
  decision,
  signing,
  living,
  revision
};
constexpr auto names(PhaseKind) {
  return std::array{std::pair{PhaseKind::mandate, "mandate"},
                    std::pair{PhaseKind::dialogue, "dialogue"},
                    std::pair{PhaseKind::drafting, "drafting"},
                    std::pair{PhaseKind::consultation, "consultation"},
                    std::pair{PhaseKind::rework, "rework"},
                    std::pair{PhaseKind::decision, "decision"},
                    std::pair{PhaseKind::signing, "signing"},
                    std::pair{PhaseKind::living, "living"},
                    std::pair{PhaseKind::revision, "revision"}};
}
struct Phase {
  PhaseKind kind = PhaseKind::mandate;
  std::string name;
  Date from;
  std::optional<Date> to;  // the last day, inclusive; none: it goes on
};
std::vector<Phase> phases(Db&, Id<Compact>);  // in their order
enum class PhaseState : std::uint8_t { done, current, coming };
PhaseState state(const Phase&, const Date& today);
// The picture: where the process stands. Nothing without phases.
Html phase_line(const std::vector<Phase>&, const Date& today);

struct Criterion {
  Id<Criterion> id;
  std::string key;
  std::string question;
};
std::vector<Criterion> criteria(Db&, Id<Compact>);
std::vector<std::string> principles(Db&, Id<Compact>);
std::vector<std::string> aims(Db&, Id<Compact>);
// In the Swedish order of names.
std::vector<organisations::Municipality> municipalities(Db&, Id<Compact>);

// Whom to call, for everybody to see.
struct Contact {
  Id<Contact> id;
  Number number;
  Id<Party> party;
  std::string party_name;
  std::string role;
  std::string name;
  std::string email;  // or empty
  std::string phone;  // or empty
};
std::vector<Contact> contacts(Db&, Id<Compact>);  // by party, then as they were added
// The list of cards of the front page; empty_state where nobody is there.
Html contact_cards(const std::vector<Contact>&);

// The front page's own words in that language, else in the compact's, else empty.
struct FrontText {
  std::string language;
  std::string words;  // Markdown
};
FrontText front_text(Db&, const Compact&, Language);

// A letter of the compact to one person, in that language: greeted, signed, and its own words,
// which end in a line break. Its key and what it is about are for the caller to say.
post::Mail letter(const Site&, const Compact&, Language, const std::string& to,
                  const std::string& to_name, std::string kind, const Text& subject,
                  const std::string& words);

// --- Who runs it ---

enum class Role : std::uint8_t { coordinator, seat, registrator, editor };
constexpr auto names(Role) {
  return std::array{std::pair{Role::coordinator, "coordinator"}, std::pair{Role::seat, "seat"},
                    std::pair{Role::registrator, "registrator"}, std::pair{Role::editor, "editor"}};
}
Text words_for(Role);

struct Appointment {
  Id<Appointment> id;
  Number number;  // within its compact
  Id<Party> party;
  Id<people::Person> person;
  Role role = Role::coordinator;
  Date from;
  std::optional<Date> to;  // the last day, inclusive
};
// In force on that day; all of one party, as nobody serves two at once.
std::vector<Appointment> appointments(Db&, Id<Compact>, Id<people::Person>, const Date& on);
// Everybody in that role for the compact that day, by party: for mails and for counting seats.
std::vector<Appointment> appointed(Db&, Id<Compact>, Role, const Date& on);
// The people themselves, each once: for mails.
std::vector<people::Person> people_in(Db&, Id<Compact>, Role, const Date& on);
// The same for the visitor, today; empty for nobody and outside every compact.
std::vector<Appointment> my_appointments(Visit&);
// The party the visitor serves in that role today.
std::optional<Party> party_of(Visit&, Role);
// Somebody serves one party at a time: a trigger holds it too.
enum class Appointing : std::uint8_t { done, has_it_already, serves_another_party };
Appointing appoint(Db&, Id<Compact>, Id<Party>, Id<people::Person>, Role, const Date& from,
                   std::optional<Date> to = {});
// It holds through that day. False where it had ended already.
bool end_appointment(Db&, const Appointment&, const Date& last_day);

bool may_coordinate(Visit&);
bool may_sit(Visit&);
bool may_register(Visit&);
bool may_run(Visit&);
inline constexpr Who coordinators{"coordinators", may_coordinate};  // of either party
inline constexpr Who seats{"seats", may_sit};
inline constexpr Who registrators{"registrators", may_register};  // coordinators too
inline constexpr Who staff{"staff", may_run};                     // any appointment here, today

// --- Affiliation: an organisation stands behind the compact from a day to a day ---

struct Affiliation {
  Id<Affiliation> id;
  Id<organisations::Organisation> organisation;
  Date from;
  std::optional<Date> to;                       // the last day, inclusive
  std::optional<std::int64_t> text_version_id;  // what it stands behind, where known
};

// False where it is affiliated on or after that day already: one at a time.
bool affiliate(Db&, Id<Compact>, Id<organisations::Organisation>, const Date& from,
               std::optional<std::int64_t> text_version = {});
// Binds the open affiliation to a version (signed again after a revision). False where none is.
bool bind_affiliation(Db&, Id<Compact>, Id<organisations::Organisation>, std::int64_t text_version);
// It holds through that day. False where there is no open one.
bool end_affiliation(Db&, Id<Compact>, Id<organisations::Organisation>, const Date& last_day);
// That it ended that day was a mistake. False where none did, or it has begun anew since.
bool resume_affiliation(Db&, Id<Compact>, Id<organisations::Organisation>, const Date& last_day);
// Those affiliated that day, in the Swedish order of names; public bodies are not counted.
std::vector<Affiliation> affiliated(Db&, Id<Compact>, const Date& on);
// Counted, never typed.
std::int64_t count_affiliated(Db&, Id<Compact>, const Date& on);
bool is_affiliated(Db&, Id<Compact>, Id<organisations::Organisation>, const Date& on);
// All there were, oldest first.
std::vector<Affiliation> affiliations_of(Db&, Id<Compact>, Id<organisations::Organisation>);
// For the picture of growth: of every organisation, by first day.
std::vector<Affiliation> all_affiliations(Db&, Id<Compact>);

// --- Setting up ---

struct NewAppointment {
  std::string party;  // key
  Role role = Role::coordinator;
  std::string email;
  std::string name;  // may be empty
};
struct NewParty {
  std::string key;
  std::string name;
  std::string organisation_number;  // of a public body; then it is one organisation
};
// What `overens new` asks for, and a little more that compact.json knows; the rest is added on the
// pages.
struct NewCompact {
  std::string slug;
  std::string name;
  std::string full_name;
  std::string language = "sv";
  std::string time_zone = "Europe/Stockholm";
  Admission admission = Admission::declared;
  std::vector<NewParty> parties{};  // two or more
  std::vector<NewAppointment> appointments{};
  std::optional<Date> appointed_from{};  // none: from today
  std::string area{};
  std::string whole_area{};
  std::optional<std::string> parent_slug{};
  std::optional<std::string> parent_name{};
  std::optional<std::int64_t> parent_year{};
  std::string learns_from{};  // one a line
};
// Why it cannot be set up: a bad or reserved slug, fewer than two parties, nobody to coordinate …
std::vector<Text> faults(const NewCompact&, const std::vector<std::string>& reserved_slugs);
// Conflict where the slug is taken. Expects no faults().
Compact add_compact(Db&, const NewCompact&, Instant now);

Feature feature();

}  // namespace overens::compacts
