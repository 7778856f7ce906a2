// The rows behind registrations: asking and changing. A seat is taken and given back in the same
// statement that counts it, so that no number of people at once makes one too many; who gets none
// stands in line, first come first served. All that changes runs inside a write, and pages and
// tasks change by way of acts.h, which writes the letters and moves up those who wait.
//
// Tables: activity_way (seats and who has taken them), registration (who answers for it, how many
// it is for, where it stands), participant (one row for each of its people, 1…size, named then or
// later), registration_organisation (for whom they come, one or two), question and answer.
#pragma once

#include "features/activities/activities.h"

namespace overens::activities {

using CompactId = Id<compacts::Compact>;
using PersonId = Id<people::Person>;

enum class Channel : std::uint8_t { web, phone, paper, imported, door };
constexpr auto names(Channel) {
  return std::array{std::pair{Channel::web, "web"}, std::pair{Channel::phone, "phone"},
                    std::pair{Channel::paper, "paper"}, std::pair{Channel::imported, "imported"},
                    std::pair{Channel::door, "door"}};
}

// waiting → offered → confirmed; what is declined or cancelled stays so, and a new registration
// begins at the end of the line. Confirmed and offered ones hold seats.
enum class State : std::uint8_t { confirmed, waiting, offered, declined, cancelled };
constexpr auto names(State) {
  return std::array{std::pair{State::confirmed, "confirmed"}, std::pair{State::waiting, "waiting"},
                    std::pair{State::offered, "offered"}, std::pair{State::declined, "declined"},
                    std::pair{State::cancelled, "cancelled"}};
}

// As what somebody comes, and is counted.
enum class Category : std::uint8_t { politician, official, representative, other };
constexpr auto names(Category) {
  return std::array{
      std::pair{Category::politician, "politician"}, std::pair{Category::official, "official"},
      std::pair{Category::representative, "representative"}, std::pair{Category::other, "other"}};
}

struct Registration {
  Id<Registration> id;
  Number number;  // within its compact
  Id<Activity> activity;
  Way way = Way::on_site;
  std::int64_t size = 1;  // people
  State state = State::confirmed;
  std::optional<std::int64_t> queue_number;   // its place in line, where it waits or has waited
  std::optional<Instant> offered_until;       // where it is offered
  std::string name;                           // who answers; empty once personal data is gone
  std::string email;                          // lower case; or empty
  std::optional<Number> organisation_number;  // of the register
  std::string organisation;                   // its name there, or as typed; may be empty
  std::optional<Number> other_organisation_number;
  std::string other_organisation;  // the second one somebody comes for; may be empty
  std::optional<Category> category;
  std::optional<Category> also;  // a double role, told and not counted
  std::string note;              // for the list of those who run it: "speaker"; may be empty
  Channel channel = Channel::web;
  std::string language;
  std::int64_t sequence = 0;  // of the last calendar entry sent
  Instant registered_at;
  std::optional<Instant> ended_at;
};

// One of the people of a registration.
struct Participant {
  Id<Participant> id;
  Number number;                     // within its registration
  std::string name;                  // empty: named later
  std::string email;                 // lower case; may be empty
  std::optional<Category> category;  // where it was said of this person
  std::optional<Instant> replaced_at;
};
std::vector<Participant> participants(Db&, Id<Registration>);  // by number

// One who comes, with an address of their own: written to apart from whoever registered them.
struct Companion {
  Id<Registration> registration;
  Id<Participant> id;
  Number number;  // within its registration
  std::string name;
  std::string email;
  std::optional<Instant> replaced_at;
};
std::vector<Companion> companions(Db&, Id<Registration>);     // by number
std::vector<Companion> companions_of_all(Db&, Id<Activity>);  // of those confirmed

// --- Questions ---

enum class QuestionKind : std::uint8_t { text, choice, choices, yes_no };
constexpr auto names(QuestionKind) {
  return std::array{
      std::pair{QuestionKind::text, "text"}, std::pair{QuestionKind::choice, "choice"},
      std::pair{QuestionKind::choices, "choices"}, std::pair{QuestionKind::yes_no, "yes_no"}};
}

// Asked of each participant. The answers are removed so many days after the activity, or when the
// registration ends, whichever comes first.
struct Question {
  Id<Question> id;
  Number number;  // within its activity
  QuestionKind kind = QuestionKind::text;
  std::string label;
  std::string help;     // may be empty
  std::string purpose;  // why it is asked
  std::int64_t kept_days = 0;
  bool is_required = false;
  std::string choices;             // one a line
  std::optional<Way> way;          // only of those who come that way
  std::optional<Number> asked_if;  // only where this other question …
  std::string asked_if_answer;     // … has this answer; empty: any
  std::string standard;            // which of standard_questions(); empty: one's own
};
struct NewQuestion {
  QuestionKind kind = QuestionKind::text;
  std::string label{};
  std::string help{};
  std::string purpose{};
  std::int64_t kept_days = 0;
  bool is_required = false;
  std::string choices{};
  std::optional<Way> way{};
  std::optional<Number> asked_if{};
  std::string asked_if_answer{};
  std::string standard{};
};
struct NewAnswer {
  Id<Question> question;
  std::string value;  // "yes", "no"; several choices one a line; empty: no answer
};
struct Answered {
  Id<Participant> participant;
  Id<Question> question;
  std::string value;
};
inline constexpr std::int64_t most_questions = 20;
std::vector<Question> questions(Db&, Id<Activity>);  // those on the form, as they are asked
// The last on the form. False where there are most_questions.
bool add_question(Db&, Id<Activity>, const NewQuestion&);
// What people have answered to it, each line once.
std::vector<std::string> given_lines(Db&, Id<Question>);
std::int64_t count_answers(Db&, Id<Question>);
// False where it is not on the form, or its answers do not bear that: held_by_answers() in rules.h.
// Answers of those who are not asked any more, by the way they come, are removed.
bool correct_question(Db&, Id<Activity>, Number, const NewQuestion&);
// One place up on the form. False where it is first, or hangs on the one before it.
bool move_question_up(Db&, Id<Activity>, Number);
// It leaves the form with those that hang on it, and their answers are removed at once. False where
// it was not on it.
bool end_question(Db&, Id<Activity>, Number, Instant now);
// Those on the one's form come onto the other's, which has none yet, with what they hang on.
void copy_questions(Db&, Id<Activity> from, Id<Activity> to);
// Those given here take the place of earlier ones; an empty one takes its answer back.
void set_answers(Db&, Id<Participant>, const std::vector<NewAnswer>&);
std::vector<Answered> answers(Db&, Id<Registration>);
// Of those who are confirmed, by question and answer.
struct GivenAnswer {
  Id<Participant> participant;
  Id<Question> question;
  std::string value;
  std::string name;           // empty: not named
  std::string registered_by;  // whose registration it is
};
std::vector<GivenAnswer> answers_of_all(Db&, Id<Activity>);
// Everybody who is confirmed, in the order they came.
struct Comer {
  Id<Participant> participant;
  Number registration;
  std::string name;  // empty: not named
  std::string email;
  std::string organisation;
  Way way = Way::on_site;
};
std::vector<Comer> comers(Db&, Id<Activity>);

// Somebody as a form knows them.
struct Represented {
  std::optional<Id<organisations::Organisation>> organisation{};
  std::string name{};  // when it is none of the register
};
inline constexpr std::size_t most_represented = 2;
struct Registrant {
  std::string name;
  std::string email{};
  std::vector<Represented> organisations{};  // at most most_represented
  std::optional<Category> category{};
  std::optional<Category> also{};
  std::string note{};
};
struct Named {
  std::string name{};
  std::string email{};  // lower case; may be empty
  std::optional<Category> category{};
};
inline constexpr std::int64_t most_in_a_group = 30;
// By a personal link, and what it allows.
struct Invitation;
struct ByLink {
  Id<Invitation> invitation;
  bool holds_after_close = false;
};
struct NewRegistration {
  Registrant who;
  Way way = Way::on_site;
  std::int64_t size = 1;             // 1…most_in_a_group, with the one who registers
  std::vector<Named> others{};       // participants 2…size, as far as they are known
  std::vector<NewAnswer> answers{};  // of the one who registers
  bool may_wait = false;             // rather in line than not at all
  std::string exception{};           // the token of a link that opens the form after the last day
  Channel channel = Channel::web;
  std::string language;
  std::string form_hash{};  // of the opened form; empty: staff wrote it down
  std::optional<PersonId> by{};
  std::optional<ByLink> by_link{};
};

enum class Registering : std::uint8_t {
  confirmed,
  waiting,
  sent_before,
  registered_already,  // by that name and address; in line, perhaps
  too_many,            // by one address
  over_quota,          // of one organisation
  link_used_up,        // the personal link has brought as many as it may
  full,                // and no place in line was wanted, or there is no line
  shut
};
// Whether they are registered, or were before.
constexpr bool is_done(Registering outcome) { return outcome < Registering::too_many; }
struct Registered {
  Registering outcome = Registering::shut;
  std::optional<Registration> registration{};  // where there is one
};
// Decides everything anew, whatever the page said when it was opened. `shut`: too early or late,
// cancelled, not published, or registered for elsewhere. Staff may write somebody down until it is
// over. `token_of` gives the token of a registration's link by its number.
Registered add_registration(Db&, const compacts::Compact&, Id<Activity>, const NewRegistration&,
                            Instant now, const std::function<std::string(Number)>& token_of);

// What follows frees seats or takes them, and is followed by promote(): pages and tasks call the
// verbs of acts.h, which do both and write the letters.
bool is_ended(State);  // declined or cancelled
enum class EndedBy : std::uint8_t { participant, staff, time };
// For good; its seats are free again and its answers removed. False where it had ended before.
bool cancel_registration(Db&, const Registration&, EndedBy, Instant now);
bool decline_offer(Db&, const Registration&, EndedBy, Instant now);  // false where none is open
bool accept_offer(Db&, const Registration&, Instant now);            // false where it is over
enum class Resizing : std::uint8_t { done, unchanged, last_in_line, full, over_quota, shut };
constexpr bool is_done(Resizing outcome) { return outcome < Resizing::full; }
// More seats are given only where nobody waits for them and the organisation's quota allows it; who
// waits for more goes to the end of the line. Participants are added or taken away at the end.
Resizing resize(Db&, const Registration&, std::int64_t size);
bool may_be_as_many(Db&, const Registration&, std::int64_t size);  // by the activity's quota
// With may_wait, who gets no seat that way stands last in its line, and gives up the one they had.
Resizing change_way(Db&, const Registration&, Way, bool may_wait);
// Gives free seats to those who wait, first come first served: as long as the first in line has
// room, whatever the size of those behind. Nobody after the cutoff, nor while the list is held. Of
// at most so many registrations; those who were moved up, in their order.
std::vector<Registration> promote(Db&, Id<Activity>, Instant now, std::int64_t most);
// Where somebody could be moved up, and offers whose time is over: for the task.
struct OpenLine {
  Id<Activity> activity;
  CompactId compact;
};
std::vector<OpenLine> list_to_promote(Db&, Instant now, std::int64_t most);
struct Expired {
  Id<Registration> registration;
  CompactId compact;
};
std::vector<Expired> list_expired(Db&, Instant now, std::int64_t most);
// Of one who waits.
struct Place {
  std::int64_t number = 0;         // 1 is the first in line
  std::int64_t people_before = 0;  // in all registrations before it
  std::int64_t first_size = 0;     // of the first in line, which all others wait for
  std::optional<std::int64_t> seats_left;
};
std::optional<Place> place_in_line(Db&, const Registration&);

enum class Correcting : std::uint8_t { done, same_person, over_quota, shut };
constexpr bool is_done(Correcting outcome) { return outcome == Correcting::done; }
// same_person: another one has that name and address. shut: it has ended.
Correcting change_registrant(Db&, const Registration&, const Registrant&);
// Names somebody, or puts another in their place, whose answers are then removed. False where
// nothing changed.
bool name_participant(Db&, const Registration&, Number, const Named&, Instant now);
void note_sent(Db&, const Registration&, std::int64_t sequence);

Registration load_registration(Db&, Id<Registration>);
std::optional<Registration> find_registration(Db&, CompactId, Id<Activity>, Number);
std::optional<Registration> find_by_token(Db&, CompactId, std::string_view token);
// Those in force, waiting too, without a mail address: who is told by somebody calling.
std::vector<Registration> unreachable(Db&, Id<Activity>);
// In the order they came.
std::vector<Registration> registrations(Db&, Id<Activity>, State, std::int64_t most,
                                        std::int64_t after = 0);
std::int64_t count_registrations(Db&, Id<Activity>, State);
std::int64_t count_people(Db&, Id<Activity>, State);  // for whom these registrations are
inline constexpr std::int64_t most_on_a_list = 20'000;

// One of those who come, as the list for the door wants it.
struct Attendee {
  std::string name;  // empty: not named
  std::string organisation;
  std::string note;
  std::string registered_by;
};
std::vector<Attendee> attendees(Db&, Id<Activity>);  // on site; of those confirmed

// People by category, and how many distinct organisations they stand for; of those confirmed.
struct CategoryCount {
  std::optional<Category> category;
  std::int64_t people = 0;
  std::int64_t with_double_role = 0;
};
std::vector<CategoryCount> count_by_category(Db&, Id<Activity>);
std::int64_t count_organisations(Db&, Id<Activity>);

// --- Organisations that are not in the register ---

struct TypedName {
  std::string name;
  std::int64_t registrations = 0;
  Instant oldest;
};
std::vector<TypedName> typed_names(Db&, CompactId, std::int64_t most);
// Of how many registrations: all that typed that name.
std::int64_t match_name(Db&, CompactId, std::string_view name, Id<organisations::Organisation>,
                        PersonId by, Instant now);

// It is none of the register, and is not asked about again; of how many registrations.
std::int64_t leave_name(Db&, CompactId, std::string_view name, Instant now);

// --- Let in after the last day ---

struct Exception {
  Id<Exception> id;
  Number number;  // within its activity
  std::string email;
  Date last_day;  // inclusive
  std::string reason;
  std::optional<Number> used_for;  // the registration
  Instant granted_at;
  std::string granted_by;  // name or address
};
struct NewException {
  std::string email;
  Date last_day;
  std::string reason;
  std::string token;  // of the link; only its hash is kept
};
void grant_exception(Db&, Id<Activity>, const NewException&, PersonId by, Instant now);
bool holds_exception(Db&, const Activity&, std::string_view token, Instant now, const Zone&);
void use_exception(Db&, Id<Activity>, std::string_view token, Id<Registration>);
std::vector<Exception> exceptions(Db&, Id<Activity>);  // the newest first

struct Purge {
  std::int64_t registrations = 0;
  Instant purged_at;
};
std::vector<Purge> purges(Db&, Id<Activity>);
// Removes names, addresses and links of the registrations of activities that ended before that
// time, of at most so many activities; of how many registrations.
std::int64_t purge(Db&, Instant ended_before, std::int64_t most_activities, Instant now);
// Removes the answers to questions whose time is over, of at most so many questions; how many.
std::int64_t purge_answers(Db&, std::int64_t most_questions_at_a_time, Instant now);
struct AnswerPurge {
  std::string label;
  std::int64_t answers = 0;
  Instant purged_at;
};
std::vector<AnswerPurge> answer_purges(Db&, Id<Activity>);

}  // namespace overens::activities
