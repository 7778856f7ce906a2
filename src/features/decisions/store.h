// The changes to decisions; private to the folder.
#pragma once

#include "features/decisions/decisions.h"

namespace overens::decisions {

// A decision without identity: as a form or a file has it.
struct Entry {
  PartialDate decided_on;
  std::string body;
  std::string about;
  std::string outcome;
  std::string paragraph;
  std::string diary_number;
  std::optional<Id<texts::Version>> adopts;
};

// Records it, and adopts the text it names. Conflict where that version is no frozen one, or was
// adopted by another decision.
Number add(Db&, Id<compacts::Compact>, const Entry&, Instant now);
// Keeps what stood there, with the reason. CheckViolation where a text that is signed would not be
// adopted any more; Conflict as above.
void correct(Db&, const Decision&, const Entry&, std::string_view reason, Id<people::Person> by,
             Instant now);
// True where the same body decided about the same thing on the same day already.
bool is_known(Db&, Id<compacts::Compact>, const Entry&);

struct Correction {
  std::string was;
  std::string reason;
  Instant corrected_at;
};
std::vector<Correction> corrections(Db&, Id<Decision>);  // newest first

// "§ 123, dnr RUN 2018-345", as much as is known.
std::string reference(const Decision&);
// The entry as one line of plain text.
std::string in_one_line(const Decision&);

}  // namespace overens::decisions
