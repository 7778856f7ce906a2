// Invitations to an activity. A round is one mailing: it is planned as a whole, looked at, and then
// sent row by row by a task. Whom it may reach is decided by the rule of the door: nobody is
// invited who could not register. Each row has a personal link, of which only a hash is kept; a yes
// or a no by one contact answers for the organisation. Owns the tables of 0046. Must not know how a
// registration is made, only which one came by a link.
#pragma once

#include <map>

#include "features/activities/mails.h"
#include "features/activities/store.h"

namespace overens::activities {

using OrganisationId = Id<organisations::Organisation>;

// --- Rounds ---

enum class Source : std::uint8_t { affiliated, appointed, chosen, file };
constexpr auto names(Source) {
  return std::array{std::pair{Source::affiliated, "affiliated"},
                    std::pair{Source::appointed, "appointed"}, std::pair{Source::chosen, "chosen"},
                    std::pair{Source::file, "file"}};
}

// To whom the one who is invited may pass the link on.
enum class Passing : std::uint8_t { nobody, colleagues, members };
constexpr auto names(Passing) {
  return std::array{std::pair{Passing::nobody, "nobody"},
                    std::pair{Passing::colleagues, "colleagues"},
                    std::pair{Passing::members, "members"}};
}

enum class RoundState : std::uint8_t { making, planned, sending, sent, undone, withdrawn };
constexpr auto names(RoundState) {
  return std::array{
      std::pair{RoundState::making, "making"},   std::pair{RoundState::planned, "planned"},
      std::pair{RoundState::sending, "sending"}, std::pair{RoundState::sent, "sent"},
      std::pair{RoundState::undone, "undone"},   std::pair{RoundState::withdrawn, "withdrawn"}};
}

// Whom, and on what terms.
struct Terms {
  Source source = Source::affiliated;
  std::optional<Id<compacts::Party>> party{};  // none: of all
  std::string field{};                         // empty: in any
  std::string municipality{};                  // its code; empty: anywhere
  std::optional<Date> affiliated_since{};
  std::string words{};
  std::optional<std::int64_t> quota{};  // none: as the activity says
  bool holds_after_close = false;
  Passing passing = Passing::nobody;
};

struct Round {
  Id<Round> id;
  Number number;  // within its compact
  Id<Activity> activity;
  Source source = Source::affiliated;
  std::optional<Id<compacts::Party>> party;
  std::string field;
  std::string municipality;
  std::optional<Date> affiliated_since;
  std::string words;
  std::optional<std::int64_t> quota;
  bool holds_after_close = false;
  Passing passing = Passing::nobody;
  RoundState state = RoundState::making;
  Instant made_at;
  std::optional<Instant> begins_at;
  std::optional<Instant> ended_at;
};
Terms terms_of(const Round&);

// --- Plans: one list for looking at it and for sending it ---

enum class Reason : std::uint8_t {
  no_address,
  bad_address,
  too_long,
  twice,
  invited_already,
  off_list,
  may_not_enter,
  no_contact,
  is_over
};
constexpr auto names(Reason) {
  return std::array{
      std::pair{Reason::no_address, "no_address"},
      std::pair{Reason::bad_address, "bad_address"},
      std::pair{Reason::too_long, "too_long"},
      std::pair{Reason::twice, "twice"},
      std::pair{Reason::invited_already, "invited_already"},
      std::pair{Reason::off_list, "off_list"},
      std::pair{Reason::may_not_enter, "may_not_enter"},
      std::pair{Reason::no_contact, "no_contact"},
      std::pair{Reason::is_over, "is_over"},
  };
}
Text words_for(Reason);

struct Invitee {
  std::string name;   // may be empty
  std::string email;  // lower case
  std::optional<OrganisationId> organisation{};
  std::string organisation_name{};  // one that is not in the register, may be empty
  std::int64_t line = 0;            // of the file
};
struct Refusal {
  std::int64_t line = 0;
  std::string organisation;
  std::string name;
  std::string email;
  Reason reason = Reason::no_address;
};
struct Plan {
  std::vector<Invitee> invited;
  std::vector<Refusal> refused;
};

inline constexpr std::size_t most_invitees = 10'000;

// The rule of the entry, asked once for many: with an activity for the affiliated one needs an
// organisation that may be chosen when registering, or an appointment by a party.
class EntryRule {
 public:
  EntryRule(Db&, const compacts::Compact&, const Activity&, const Date& today);
  bool lets_in(const std::optional<OrganisationId>&) const;
  // Everybody the door lets in by that organisation's name.
  std::optional<OrganisationId> by_name(std::string_view) const;
  const std::vector<organisations::Organisation>& organisations() const { return choices_; }

 private:
  bool is_for_all_;
  std::vector<organisations::Organisation> choices_;
  std::map<std::string, OrganisationId> by_name_;  // folded
  std::map<std::int64_t, bool> may_;
};

// Whom these terms mean today, but for a file.
Plan plan_of(Db&, const compacts::Compact&, const Activity&, const Terms&, const Site&,
             const Date& today);
// The rows of a list: name, mail and organisation by their headings. Nothing, and why, where it
// cannot be read as a list at all.
struct ListRead {
  Plan plan;
  std::optional<Text> fault;
};
ListRead plan_of_list(Db&, const compacts::Compact&, const Activity&, std::string_view bytes,
                      const Site&, const Date& today);

// Writes a plan, in pieces that let others in between; it is there as a whole once it is planned.
Round make_round(Visit&, const compacts::Compact&, const Activity&, const Terms&, const Plan&);

// --- Invitations ---

enum class Invited : std::uint8_t { planned, left_out, sent, accepted, declined };
constexpr auto names(Invited) {
  return std::array{std::pair{Invited::planned, "planned"},
                    std::pair{Invited::left_out, "left_out"}, std::pair{Invited::sent, "sent"},
                    std::pair{Invited::accepted, "accepted"},
                    std::pair{Invited::declined, "declined"}};
}

struct Invitation {
  Id<Invitation> id;
  Id<Round> round;
  Id<Activity> activity;
  Number number;  // within its round
  std::optional<OrganisationId> organisation;
  std::string organisation_name;  // in the register, or as a list named it; may be empty
  std::string name;               // empty once personal data is gone, as the next
  std::string email;
  Invited state = Invited::planned;
  std::optional<Reason> left_out_why;
  std::optional<Instant> sent_at;
  std::optional<Instant> answered_at;
  std::int64_t reminders = 0;
};

Id<Round> insert_round(Db&, CompactId, const Activity&, const Terms&, std::optional<PersonId> by,
                       Instant now);
void insert_invitation(Db&, const Round&, Number, const Invitee&, std::string_view token_hash,
                       std::optional<Id<Invitation>> passed_on_from = {});
void insert_refusal(Db&, Id<Round>, const Refusal&);
bool set_round(Db&, Id<Round>, RoundState from, RoundState to, Instant now);
// Sending begins then; false where it is no plan any more.
bool begin_round(Db&, Id<Round>, Instant begins_at);

compacts::Compact compact_of_activity(Db&, Id<Activity>);
Round load_round(Db&, Id<Round>);
std::optional<Round> find_round(Db&, CompactId, Id<Activity>, Number);
std::vector<Round> rounds(Db&, Id<Activity>);  // the newest first
std::vector<Round> rounds_to_send(Db&, Instant now, std::int64_t most);

// How many rows of a round, or of an activity, are in each state.
struct Tally {
  std::int64_t planned = 0;
  std::int64_t left_out = 0;
  std::int64_t sent = 0;  // without an answer
  std::int64_t accepted = 0;
  std::int64_t declined = 0;
  std::int64_t all() const { return planned + left_out + sent + accepted + declined; }
};
Tally tally(Db&, Id<Round>);
Tally tally(Db&, Id<Activity>);

std::vector<Invitation> invitations(Db&, Id<Round>, std::int64_t most, std::int64_t after = 0);
std::vector<Invitation> planned_of(Db&, Id<Round>, std::int64_t most);
// All that were sent for an activity, those who have not answered first.
std::vector<Invitation> invited_to(Db&, Id<Activity>, std::int64_t most, std::int64_t after = 0);
std::vector<Refusal> refusals(Db&, Id<Round>, std::int64_t most, std::int64_t after = 0);
std::int64_t count_refusals(Db&, Id<Round>);
// Who has been sent an invitation to the activity: address and organisation.
struct InvitedBefore {
  std::string email;
  std::optional<OrganisationId> organisation;
};
std::vector<InvitedBefore> invited_before(Db&, Id<Activity>);
bool is_invited(Db&, const Invitation&);

struct ContactRow {
  OrganisationId organisation;
  std::string name;
  std::string email;
};
// Contacts in force that day, of all organisations of the compact, by organisation.
std::vector<ContactRow> contacts_in_force(Db&, CompactId, const Date& on);

void mark_sent(Db&, Id<Invitation>, Instant now);
void mark_left_out(Db&, Id<Invitation>, Reason);

// --- Answers ---

// By the token of a personal link; none where it is unknown, or personal data has been removed.
std::optional<Invitation> find_invitation(Db&, CompactId, std::string_view token);
Invitation load_invitation(Db&, Id<Invitation>);
// The token of a personal link: not kept, made anew from the installation's key.
std::string invitation_token(const Site&, CompactId, Number round, Number invitation);
bool decline(Db&, const Invitation&, Instant now);
// A registration has come by the link.
void accept(Db&, Id<Invitation>, Id<Registration>, Instant now);
// What came by the links of the same organisation (or of this link alone, without one), as people:
// confirmed, waiting and offered.
std::int64_t seats_used(Db&, const Invitation&);
std::vector<Registration> registered_by(Db&, Id<Invitation>);
// Somebody who comes by a personal link, as the form for registering meets them.
struct LinkGuest {
  Invitation invitation;
  Round round;
  std::optional<std::int64_t> seats_left;  // for the organisation by these links; none: no limit
  bool has_seats(std::int64_t wanted = 1) const { return !seats_left || *seats_left >= wanted; }
};
Text seats_words(const LinkGuest&);  // how many may still be registered by the link
LinkGuest guest_of(Db&, const Invitation&);
// Whose link the address or the form brings ("invitation"); nothing where it brings none. NotFound
// where it is unknown or of another activity, Conflict where the round is withdrawn.
std::optional<LinkGuest> guest(Visit&, const compacts::Compact&, const Activity&);
std::string_view invitation_of(const Visit&);  // that token, or ""
// Asked again inside the write. Also where this very form was sent before.
bool link_has_seats(Db&, const ByLink&, Id<Activity>, const NewRegistration&);
// Whether the link that this registration came by, if any, gives so many more seats.
bool link_has_more(Db&, const Registration&, std::int64_t more);
// How many links were made out of this one.
std::int64_t count_passed_on(Db&, Id<Invitation>);
// Whether it was itself made out of another's.
bool was_passed_on(Db&, Id<Invitation>);
Number next_invitation_number(Db&, Id<Round>);  // with the round's row locked
Invitation load_by_number(Db&, Id<Round>, Number);

// --- Reminders: only who has not answered ---

inline constexpr std::int64_t most_reminders = 3;
// Nobody has answered for the organisation, nobody of it and not this address has registered, the
// last reminder is at least a day old, and there have not been too many.
std::int64_t count_to_remind(Db&, Id<Activity>, Instant now);
std::int64_t ask_to_remind(Db&, Id<Activity>, Instant now);  // how many become due
std::vector<Invitation> due_reminders(Db&, Instant now, std::int64_t most);
// By the link, by a colleague, or by registering in another way.
bool has_answered(Db&, const Invitation&);
std::int64_t count_unanswered(Db&, Id<Activity>);
// Who was invited and is heard of in no way gets a letter, when the task comes to it, that it is
// cancelled.
void ask_to_call_off(Db&, Id<Activity>, Instant now);
void mark_reminded(Db&, Id<Invitation>, Instant now);
void take_reminder_back(Db&, Id<Invitation>);

// --- Lists one can leave ---

enum class List : std::uint8_t { invitations, reminders };
constexpr auto names(List) {
  return std::array{std::pair{List::invitations, "invitations"},
                    std::pair{List::reminders, "reminders"}};
}
std::string email_mark(const Site&, CompactId, std::string_view email);
bool has_left(Db&, CompactId, List, const std::string& email_mark);
std::vector<std::string> marks_of_those_who_left(Db&, CompactId, List);
void leave(Db&, CompactId, List, const std::string& email_mark, Instant now);
bool come_back(Db&, CompactId, List, const std::string& email_mark);
// The address in a letter of the list: names list and receiver, sealed.
Url leaving_url(const Site&, const compacts::Compact&, List, std::string_view email);
struct Leaving {
  List list = List::invitations;
  std::string email;
};
std::optional<Leaving> read_leaving(const Site&, const compacts::Compact&, std::string_view sealed);

// --- Letters and the task ---

void write_invitation(Db&, const Letterhead&, const Activity&, const Round&, const Invitation&);
// As the letter would be, for looking at it.
LetterDraft invitation_draft(const Letterhead&, const Activity&, const Round&, const Invitation&);

// A little at a time, and never so much that other mail would have to wait.
std::int64_t send_invitations(const Site&, Database&, Instant now);

struct InvitationPurge {
  std::int64_t invitations = 0;
  Instant purged_at;
};
std::vector<InvitationPurge> invitation_purges(Db&, Id<Activity>);
std::int64_t purge_invitations(Db&, Instant ended_before, std::int64_t most_activities,
                               Instant now);
// What has been kept long enough: invitations with the registrations, refused rows after 30 days.
std::int64_t purge_invitations_task(const Site&, Database&, Instant now);
std::int64_t purge_refusals(Db&, Instant made_before, std::int64_t most);

}  // namespace overens::activities
