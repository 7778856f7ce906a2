// The pages of groups: proposals (pages.cpp, where the routes are) and how many seats a party's yes
// takes (pages_quorum.cpp).
#pragma once

#include "features/groups/store.h"
#include "web/page.h"

namespace overens::groups {

Response show_quorum(Visit&);
Response ask_for_quorum(Visit&);

// The task that writes to those who hold seats; how many letters.
std::int64_t tell_seats(const Site&, Database&, Instant now);

Url proposal_url(const Visit&, const Proposal&);

}  // namespace overens::groups
