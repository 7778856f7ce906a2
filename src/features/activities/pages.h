// The pages of activities in their groups: what everybody reads (pages.cpp, where the routes are),
// registering (pages_registering.cpp), one's own registration (pages_own*.cpp), the coordinators'
// work with an activity (pages_editing.cpp), with how one registers (pages_opening.cpp,
// pages_questions.cpp) and with those who come (pages_registrations.cpp, pages_one.cpp,
// pages_names.cpp); and the pieces they share (views.cpp, views_coordinators.cpp, fields*.cpp).
#pragma once

#include "features/activities/acts.h"
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
Text words_for(State);
Text words_for(Category);
Html standing_tag(const Activity&, Standing);  // "Documented" where it is held and that
// "Register by 5 December 2018."; nothing where nobody can register any more.
Text deadline_words(const Activity&, Standing, const Zone&);
Html seat_meter(const Activity&);  // nothing where seats are not counted
Text seats_words(const Seats&);    // "3 of 20 seats are taken."
// One in a list: an <li> for <ol class="o-activities">.
Html activity_item(const Visit&, const compacts::Compact&, const Activity&);
// Where it stands, in words that are right until standing_until(); with the way to register.
Html standing_notice(const Visit&, const compacts::Compact&, const Activity&);

// For one who comes that way.
Html where_words(const Activity&, Way = Way::on_site);

// How to follow the activities: by calendar, by feed.
Html following(const Visit&);
// What programs read of it: JSON-LD.
Html linked_event(Visit&, const compacts::Compact&, const Activity&);

// The activity by that number as this visitor may see it: drafts are for coordinators.
Activity activity_here(Visit&, const compacts::Compact&, Number);

// --- Fields about somebody who comes, for themselves and for those who write them down ---

// What the form of an activity has to choose among.
struct Asked {
  std::vector<organisations::Organisation> organisations;  // the affiliated, and the public bodies
  std::vector<Id<compacts::Party>> bodies;
  std::vector<Seats> ways;
  std::vector<Question> questions;
  bool by_staff = false;  // who fills it in writes down somebody else

  bool is_body(const organisations::Organisation&) const;
};
Asked asked_of(Db&, const compacts::Compact&, const Activity&, const Date& today);
// The same for reading a form that was sent: of all organisations only those that were chosen.
Asked asked_by(Db&, const compacts::Compact&, const Activity&, const Date& today, const Filled&);
// For whom, and as what. `known` is what was said before.
Html registrant_fields(const Filled&, const Asked&, Audience, const Registration* known = nullptr);
void read_registrant(Filled&, const Asked&, Audience, Registrant&);
Html way_field(const Filled&, const Asked&, Way known);  // nothing where there is one way
Way first_with_seats(const Asked&);                      // what is proposed
Way read_way(Filled&, const Asked&);
std::optional<Way> only_way(const Asked&);  // none where there is a choice
// As what one of the people comes; `none`: where nothing is chosen.
Html category_field(const Filled&, const std::optional<Category>& known, const Text& none);
std::optional<Category> read_category(Filled&, std::string_view field);
Html size_field(const Filled&, std::int64_t known, bool by_staff = false);
std::int64_t read_size(Filled&);
// With purpose and retention beside each. `way` leaves out what is only asked of the other way.
Html question_fields(const Filled&, const std::vector<Question>&,
                     const std::vector<Answered>& known, std::optional<Way> way = {});
// Of all questions, in their order; empty where nothing was said or the question is not put to
// them. `is_complete`: what is required must be answered.
std::vector<NewAnswer> read_answers(Filled&, const Form&, const std::vector<Question>&, Way,
                                    bool is_complete);
Text answer_words(const Question&, const std::string& value);
Letterhead letterhead(const Visit&, const compacts::Compact&);
// The link of a digital seat, for those who have one, until it is over.
Html digital_part(Visit&, const Activity&, const Registration&);

// A table to save, as a file of that name.
Response csv_answer(const std::string& file_name, std::string text);

// --- Pages ---

Response show_feed(Visit&);

Response ask_to_register(Visit&, Number);
Response register_for(Visit&, Number);
Response show_receipt(Visit&, Number);

// One's own registration, by the link of its letters (pages_own.cpp).
void own_routes(Router&);
Response show_own_registration(Visit&, std::string token);
Response change_own_registration(Visit&, std::string token);
Response ask_cancel_own_registration(Visit&, std::string token);
Response cancel_own_registration(Visit&, std::string token);
Response accept_own_offer(Visit&, std::string token);
Response decline_own_offer(Visit&, std::string token);
Response resize_own_registration(Visit&, std::string token);
Response change_own_way(Visit&, std::string token);
Response show_own_participant(Visit&, std::string token, Number participant);
Response change_own_participant(Visit&, std::string token, Number participant);
Response take_back_answers(Visit&, std::string token, Number participant);

Response edit_activity(Visit&, Number);
Response save_activity(Visit&, Number);
Response publish_activity(Visit&, Number);
Response ask_cancel_activity(Visit&, Number);
Response cancel_activity(Visit&, Number);
Response edit_result(Visit&, Number);
Response save_result(Visit&, Number);
// What a coordinator can do with it, and what stood there before; on its page.
Html coordinators_section(Visit&, const compacts::Compact&, const Activity&);

Html note_field(const Filled&, const std::string& known);  // for the list of those who run it
std::string read_note(Filled&);
Url one_url(const Visit&, const Activity&, const Registration&);
Text name_or_removed(const Registration&);
Activity activity_with_list(Visit&, const compacts::Compact&, Number);  // no draft; kept private
void registration_routes(Router&);
// What marks one opened form, so that sending it twice is one registration.
std::string mark_of(const Filled&);
Response show_registrations(Visit&, Number);
Response print_registrations(Visit&, Number);
Response export_registrations(Visit&, Number);
Response new_registration(Visit&, Number);
Response create_registration(Visit&, Number);
Response show_registration(Visit&, Number, Number registration);
Response print_confirmation(Visit&, Number, Number registration);
Response cancel_registration_for(Visit&, Number, Number registration);
Response resize_registration_for(Visit&, Number, Number registration);
Response change_way_for(Visit&, Number, Number registration);
Response ask_cancel_registration_for(Visit&, Number, Number registration);
Response correct_registration_for(Visit&, Number, Number registration);
Response show_participant_for(Visit&, Number, Number registration, Number participant);
Response change_participant_for(Visit&, Number, Number registration, Number participant);

// How one registers (pages_opening.cpp), what is asked, and names that were typed.
void opening_routes(Router&);
Response edit_opening(Visit&, Number);
Response save_opening(Visit&, Number);
Response grant_exception_for(Visit&, Number);
Response show_questions(Visit&, Number);
Response add_own_question(Visit&, Number);
Response add_standard_question(Visit&, Number);
Response edit_question(Visit&, Number, Number question);
Response save_question(Visit&, Number, Number question);
Response move_up_question(Visit&, Number, Number question);
Response end_question_of(Visit&, Number, Number question);

Response show_typed_names(Visit&);
Response match_typed_name(Visit&);
Response leave_typed_name(Visit&);

}  // namespace overens::activities
