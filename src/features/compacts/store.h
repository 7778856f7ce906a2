// What the pages and the import of compacts ask of its store besides what compacts.h opens to
// others. All that changes something runs inside a write.
#pragma once

#include "features/compacts/compacts.h"

namespace overens::compacts {

// --- Setting up: each leaves alone what is there by its key or place ---

void add_municipality(Db&, Id<Compact>, const organisations::Municipality&);
void add_phase(Db&, Id<Compact>, std::int64_t position, const Phase&);
void add_criterion(Db&, Id<Compact>, std::int64_t position, std::string_view key,
                   std::string_view question);
void add_principle(Db&, Id<Compact>, std::int64_t position, std::string_view words);
void add_aim(Db&, Id<Compact>, std::int64_t position, std::string_view words);

// --- Changing what it was set up with ---

void set_phases(Db&, Id<Compact>, const std::vector<Phase>&);  // these in the place of all
void append_criterion(Db&, Id<Compact>, std::string_view question);
// False where there is none; ForeignKeyViolation where somebody has answered it.
bool remove_criterion(Db&, Id<Compact>, Id<Criterion>);
void set_municipalities(Db&, Id<Compact>, const std::vector<organisations::Municipality>&);

// --- Contacts ---

struct ContactEntry {
  std::string role;
  std::string name;
  std::string email;
  std::string phone;
};
std::optional<Contact> find_contact(Db&, Id<Compact>, Number);
bool had_contacts(Db&, Id<Compact>);  // one that was taken away counts
void add_contact(Db&, Id<Compact>, Id<Party>, const ContactEntry&);
// The old values are kept; the same values again change nothing.
void change_contact(Db&, const Contact&, const ContactEntry&, Id<people::Person> by, Instant now);
void end_contact(Db&, const Contact&, Instant now);

struct ContactChange {
  std::string role;  // as they were
  std::string name;
  std::string email;
  std::string phone;
  std::string by;  // name or address
  Instant changed_at;
};
std::vector<ContactChange> contact_changes(Db&, Id<Contact>);  // newest first

// --- The front page's words ---

std::string front_words(Db&, Id<Compact>, std::string_view language);  // "" where none
// The same words again change nothing.
void write_front_text(Db&, Id<Compact>, std::string_view language, std::string_view words,
                      std::optional<Id<people::Person>> by, Instant now);

struct FrontTextVersion {
  std::string language;
  std::string words;
  std::string by;  // name or address; empty: the import
  Instant written_at;
};
std::vector<FrontTextVersion> front_text_versions(Db&, Id<Compact>);  // newest first

// --- Appointments ---

// Everybody who serves or served, those who serve first, by party.
struct Appointee {
  Number number;
  Id<Party> party;
  std::string name;  // may be empty
  std::string email;
  Role role = Role::coordinator;
  Date from;
  std::optional<Date> to;
};
std::vector<Appointee> appointees(Db&, Id<Compact>);
std::optional<Appointment> find_appointment(Db&, Id<Compact>, Number);
// Whether they have or had exactly this task: an import must not give it anew.
bool was_appointed(Db&, Id<Party>, Id<people::Person>, Role);

// Every place of municipalities in the Swedish order, as this ICU sees it; how many it changed.
std::int64_t renew_sort_keys(Database&);

}  // namespace overens::compacts
