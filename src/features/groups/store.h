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
// Of a proposal about how many seats its party's yes takes: done when that is agreed.
inline constexpr std::string_view quorum_kind = "quorum";
void keep_quorum_change(Db&, Id<Proposal>, Id<compacts::Party>, std::int64_t quorum);
// Where something has been put forward that those who hold seats have not been told of, and no
// letter went out after `told_before`: letters come together.
std::vector<Id<compacts::Compact>> where_to_tell(Db&, Instant told_before, std::int64_t most);
// Those proposals that are still open, the oldest first; they need not be told again. None where a
// letter went out after `told_before`.
std::vector<Proposal> take_to_tell(Db&, Id<compacts::Compact>, Instant told_before,
                                   std::int64_t most, Instant now);
void note_told(Db&, Id<compacts::Compact>, Instant now);
// Those who are not agreed yet, the oldest first.
std::vector<Proposal> open_proposals(Db&, Id<compacts::Compact>);

}  // namespace overens::groups
