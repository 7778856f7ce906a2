// The pages of activities in their groups: what everybody reads (pages.cpp, where the routes are),
// registering and one's own registration (pages_registering.cpp), the coordinators' work with an
// activity (pages_editing.cpp) and with those who come (pages_registrations.cpp); and the pieces
// they share (views.cpp, views_coordinators.cpp, fields.cpp).
#pragma once

#include "features/activities/mails.h"
#include "features/activities/rules.h"
#include "features/activities/store.h"
#include "web/page.h"

namespace overens::activities {

// --- Pieces ---

Url activities_url(const Visit&);
Url activity_url(const Visit&, const Activity&);
Url registration_url(const Visit&, const Activity&);
Url registrations_url(const Visit&, const Activity&);
Html when_element(const Activity&, const Zone&);
Text words_for(Standing);
Text words_for(Audience);
Text words_for(Influence);
Text words_for(Channel);
Html standing_tag(Standing);
// "Register by 5 December 2018."; nothing where nobody can register any more.
Text deadline_words(const Activity&, Standing, const Zone&);
Html seat_meter(const Activity&);  // nothing where seats are not counted
// One in a list: an <li> for <ol class="o-activities">.
Html activity_item(const Visit&, const compacts::Compact&, const Activity&);
// Where it stands, in words that are right until standing_until(); with the way to register.
Html standing_notice(const Visit&, const compacts::Compact&, const Activity&);
// The way back, for a page below an activity's.
std::vector<MenuItem> path_to(const Visit&, const Activity&);

// How to follow the activities: by calendar, by feed.
Html following(const Visit&);
// What programs read of it: JSON-LD.
Html linked_event(Visit&, const compacts::Compact&, const Activity&);

// The activity by that number as this visitor may see it: drafts are for coordinators.
Activity activity_here(Visit&, const compacts::Compact&, Number);

// --- Fields about somebody who comes, for themselves and for those who write them down ---

// The organisations one may come for: the affiliated ones, and the public bodies.
std::vector<organisations::Organisation> organisations_to_choose(Db&, const compacts::Compact&,
                                                                 const Date& today);
// The one of them that was chosen, or none: without asking for all of them.
std::vector<organisations::Organisation> organisation_chosen(Db&, const compacts::Compact&,
                                                             const Date& today, const Filled&);
Html organisation_fields(const Filled&, const std::vector<organisations::Organisation>&, Audience,
                         const Registration* known = nullptr);
void read_organisation(Filled&, const std::vector<organisations::Organisation>&, Audience,
                       Participant&);
Letterhead letterhead(const Visit&, const compacts::Compact&);

// Registers, with the letter that tells of it.
struct Tried {
  Registering outcome = Registering::shut;
  Activity activity;  // as it is now: the visit's own view is from before
};
Tried try_to_register(Visit&, const compacts::Compact&, const Activity&, const NewRegistration&);

// --- Pages ---

Response show_feed(Visit&);

Response ask_to_register(Visit&, Number);
Response register_for(Visit&, Number);
Response show_receipt(Visit&, Number);
Response show_own_registration(Visit&, std::string token);
Response change_own_registration(Visit&, std::string token);
Response cancel_own_registration(Visit&, std::string token);

Response new_activity(Visit&);
Response create_activity(Visit&);
Response edit_activity(Visit&, Number);
Response save_activity(Visit&, Number);
Response publish_activity(Visit&, Number);
Response ask_cancel_activity(Visit&, Number);
Response cancel_activity(Visit&, Number);
Response edit_result(Visit&, Number);
Response save_result(Visit&, Number);
// What a coordinator can do with it, and what stood there before; on its page.
Html coordinators_section(Visit&, const compacts::Compact&, const Activity&);

Response show_registrations(Visit&, Number);
Response print_registrations(Visit&, Number);
Response export_registrations(Visit&, Number);
Response new_registration(Visit&, Number);
Response create_registration(Visit&, Number);
Response cancel_registration_for(Visit&, Number, Number registration);

}  // namespace overens::activities
