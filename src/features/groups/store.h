// What the pages of groups ask of its store besides what groups.h opens to others.
#pragma once

#include "features/groups/groups.h"

namespace overens::groups {

// Every yes to a proposal, the earliest first, void and withdrawn ones too.
struct Assent {
  std::string party_name;
  std::string name;  // or the address, where no name is known
  Instant given_at;
  std::optional<Instant> withdrawn_at;
  std::optional<Instant> voided_at;  // the content changed under it
};
std::vector<Assent> assents(Db&, Id<Proposal>);

// Whether the person has a yes that still counts.
bool has_assented(Db&, Id<Proposal>, Id<people::Person>);
// Those who are not agreed yet, the oldest first.
std::vector<Proposal> open_proposals(Db&, Id<compacts::Compact>);

}  // namespace overens::groups
