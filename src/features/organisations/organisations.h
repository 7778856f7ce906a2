// Organisations: the register of a compact (associations, foundations, congregations, public
// bodies) and the mandates by which people represent them. Every row belongs to a compact and to
// one of its parties. What changes keeps what stood there before. Owns organisation, its names,
// municipalities, changes, and mandate, and the pages on which a representative keeps their own
// organisation's entry right. It must not know what a compact or a party is: they come as
// identities. The public directory and the coordinators' pages are later features' work.
#pragma once

#include <array>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/feature.h"
#include "features/people/people.h"

namespace overens::compacts {
struct Compact;
struct Party;
}  // namespace overens::compacts

namespace overens::organisations {

using CompactId = Id<compacts::Compact>;

// The compact the visit is in: what the stores below ask for. NotFound outside every compact.
CompactId compact_of(const Visit&);

struct Organisation {
  Id<Organisation> id;
  Number number;  // within its compact
  Id<compacts::Party> party;
  std::string name;
  std::string organisation_number;  // NNNNNN-NNNN, or empty
  std::string field;                // "Kultur", or empty
  std::string form;                 // "ideell förening", or empty
  bool whole_area = true;           // else see municipalities()
  std::string description;          // Markdown, or empty
  std::string why;                  // Markdown, or empty
  std::string website;              // or empty
  std::string contact_name;         // these four may be empty
  std::string contact_role;
  std::string contact_email;
  std::string contact_phone;
  bool is_confirmed = false;            // the name stands in a source that can be shown
  std::optional<Instant> confirmed_at;  // when a representative last said that all is right
  std::optional<Date> ended_on;         // the last day; none: it goes on
};

// --- Asking ---

std::optional<Organisation> find(Db&, CompactId, Number);
Organisation load(Db&, Id<Organisation>);
// Every organisation of the compact in the Swedish order of names, the ended ones too.
std::vector<Organisation> list(Db&, CompactId);
// The one that is meant: by the number where one is given, else by a name it has or has had, read
// without regard to case; also one that has ended.
std::optional<Organisation> find_same(Db&, CompactId, std::string_view name,
                                      std::string_view organisation_number);

// Codes of the municipalities it works in; empty where it works in the whole area.
std::vector<std::string> municipalities(Db&, Id<Organisation>);
// The same for all organisations of a compact in one query.
struct Place {
  Id<Organisation> organisation;
  std::string code;
};
std::vector<Place> places(Db&, CompactId);

struct FormerName {
  std::string name;
  Instant changed_at;
};
std::vector<FormerName> former_names(Db&, Id<Organisation>);  // newest first

// --- Changing. All of it runs inside a write. ---

// What a form or a file says about an organisation.
struct Entry {
  std::string name;
  std::string organisation_number{};  // normalised, or empty
  std::string field{};
  std::string form{};
  bool whole_area = true;
  std::vector<std::string> municipalities{};  // codes, when not whole_area
  std::string description{};
  std::string why{};
  std::string website{};
  std::string contact_name{};
  std::string contact_role{};
  std::string contact_email{};
  std::string contact_phone{};
  bool is_confirmed = false;
};

// Conflict where the organisation number stands at another organisation of the compact.
Organisation add(Db&, CompactId, Id<compacts::Party>, const Entry&, Instant now);
// Everything but the name; each value that changes is kept in the history. Conflict as above.
void edit(Db&, const Organisation&, const Entry&, Id<people::Person> by, Instant now);
// The old name is kept and stays searchable. The same name again changes nothing.
void rename(Db&, const Organisation&, std::string_view name, Instant now);
// It and all its mandates end after that day. False where it had ended already.
bool end(Db&, const Organisation&, const Date& last_day);
// That it ended was a mistake: it goes on, and so do the mandates that ended on that day. False
// where it has not.
bool resume(Db&, const Organisation&);
// A representative has said that all that stands there is right.
void confirm(Db&, const Organisation&, Instant now);

// What stood there before, newest first. For those who run the compact only.
struct Change {
  std::string field;  // the column
  std::string was;
  std::string by;  // name or address; empty: the import
  Instant changed_at;
};
std::vector<Change> changes(Db&, Id<Organisation>);

// --- Rules ---

// "2321000040", "232100 0040", "232100-0040" → "232100-0040"; none where the check digit is wrong
// or the third digit is below 2: then it may be somebody's personal number.
std::optional<std::string> organisation_number(std::string_view typed);
// Whether two names are so alike that somebody should look before both are kept.
bool look_alike(std::string_view name, std::string_view other);
// Those of the list that a new one by this name may be a double of.
std::vector<Organisation> likely_duplicates(const std::vector<Organisation>&,
                                            std::string_view name);
// Fields of a form ↔ Entry, without the name: shared by the coordinators' and the representative's
// pages. `own` leaves out what only coordinators decide (form, number, where it works).
struct Municipality {
  std::string code;  // four digits
  std::string name;
};
enum class Editor : std::uint8_t { representative, coordinator };
// What a change of the register is called: the label of that field. Unknown words as they are.
Text words_for_field(std::string_view field);
// Whether any organisation says that it works in the municipality with that code.
bool works_in(Db&, CompactId, std::string_view code);
// Where it works: in all of the area, or in some municipalities of it.
struct WorksIn {
  bool whole_area = true;
  std::vector<std::string> municipalities{};  // codes, in order; none with whole_area
};
Html where_fields(const Filled&, const WorksIn& known, const std::vector<Municipality>&);
WorksIn read_where(Filled&, const std::vector<Municipality>&);
Html entry_fields(const Filled&, const Entry& known, const std::vector<Municipality>&, Editor);
// Starts from `known`, so that fields the editor may not change stay.
Entry read_entry(Filled&, Entry known, const std::vector<Municipality>&, Editor);
Entry entry_of(Db&, const Organisation&);

// --- Mandates ---

enum class MandateKind : std::uint8_t { contact, signatory, responder, deputy };
constexpr auto names(MandateKind) {
  return std::array{
      std::pair{MandateKind::contact, "contact"}, std::pair{MandateKind::signatory, "signatory"},
      std::pair{MandateKind::responder, "responder"}, std::pair{MandateKind::deputy, "deputy"}};
}
Text words_for(MandateKind);

struct Mandate {
  Id<Mandate> id;
  Id<Organisation> organisation;
  Number number;     // of the organisation
  std::string name;  // of the organisation
  Id<people::Person> person;
  MandateKind kind = MandateKind::contact;
  Date from;
  std::optional<Date> to;  // the last day, inclusive
};

// In force on that day, by name of organisation, then kind; of organisations that have not ended.
std::vector<Mandate> mandates(Db&, CompactId, Id<people::Person>, const Date& on);
// The same for the visitor, today in the compact's time zone; empty for nobody and outside.
std::vector<Mandate> my_mandates(Visit&);
// The visitor's mandate of one of these kinds for the organisation whose number that form field
// has; the visit then acts for that organisation. None where there is none: throw Forbidden.
std::optional<Mandate> mandate(Visit&, std::string_view form_field,
                               std::initializer_list<MandateKind> kinds);
// The same for a number in the address.
std::optional<Mandate> mandate_for(Visit&, Number organisation,
                                   std::initializer_list<MandateKind> kinds);
// The form's hidden field or choice of whom one acts for, by number: nothing to choose with one.
Html acting_for_field(const Filled&, std::string_view form_field, const std::vector<Mandate>&);

// Gives a mandate; one that is there and has no end is left as it is. True where it was new.
bool add_mandate(Db&, Id<Organisation>, Id<people::Person>, MandateKind, const Date& from);
// It holds through that day. False where it had ended already.
bool end_mandate(Db&, Id<Organisation>, Number mandate, const Date& last_day);

// Everybody who holds or held a mandate for an organisation, those in force first.
struct Holder {
  Number number;  // of the mandate, within its organisation
  Id<people::Person> person;
  std::string name;  // of the person; may be empty
  std::string email;
  MandateKind kind = MandateKind::contact;
  Date from;
  std::optional<Date> to;

  bool is_in_force(const Date& day) const { return from <= day && (!to || day <= *to); }
};
std::vector<Holder> holders(Db&, Id<Organisation>);

// --- Who may ---

bool may_represent(Visit&);
bool may_sign(Visit&);
inline constexpr Who representatives{"representatives", may_represent};  // any mandate here, today
inline constexpr Who signatories{"signatories", may_sign};               // to sign, today

// --- Bringing in ---

// Reads organisationer.csv. For the import step of compacts, which calls it when the compact is
// known: `party` is whose organisations these are, `affiliate` is told of each with a day under
// "Ansluten" and says whether that was new.
struct Area {
  std::string whole;  // "hela länet"
  std::vector<Municipality> municipalities;
};
void import_organisations(Import&, Id<compacts::Party> party, const Area&,
                          const std::function<bool(Id<Organisation>, const Date&)>& affiliate);

Feature feature();

}  // namespace overens::organisations
