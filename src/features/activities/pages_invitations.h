// The pages of invitations: the coordinators' (pages_invitations.cpp, where the routes are, and
// pages_round.cpp) and those of the one who was invited, with the way off the list
// (pages_invited.cpp).
#pragma once

#include "features/activities/invitations.h"
#include "features/activities/pages.h"

namespace overens::activities {

void invitation_routes(Router&);

// --- Pieces ---

inline constexpr std::int64_t invited_per_page = 50;
Url invitations_url(const Visit&, const Activity&);
Url round_url(const Visit&, const Activity&, const Round&);
Activity activity_to_invite_to(Visit&, const compacts::Compact&, Number);  // Conflict for a draft
void require_coming(const Activity&, Instant now);                         // Conflict otherwise
std::vector<MenuItem> path_below(const Visit&, const Activity&);
Text words_for(Source);
Html tag_of(RoundState);
Table invited_table(Db&, const Text& caption, const std::vector<Invitation>&, const Zone&);

// --- Pages of coordinators ---

Response show_invitations(Visit&, Number);
Response new_invitations(Visit&, Number);
Response plan_invitations(Visit&, Number);
Response remind_invited(Visit&, Number);
Response show_round(Visit&, Number, Number round);
Response send_round(Visit&, Number, Number round);
Response withdraw_round(Visit&, Number, Number round);
Response plan_addition(Visit&, Number, Number round);
Response export_refusals(Visit&, Number, Number round);

// --- Pages of the one who was invited ---

Response show_own_invitation(Visit&, std::string token);
Response decline_invitation(Visit&, std::string token);
Response pass_invitation_on(Visit&, std::string token);
Response ask_to_leave_list(Visit&, std::string sealed);
Response leave_list(Visit&, std::string sealed);
Response return_to_list(Visit&, std::string sealed);

}  // namespace overens::activities
