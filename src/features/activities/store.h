// The rows behind activities and registrations: asking and changing. A seat is taken and given back
// in the same statement that counts it, so that no number of people at once makes one too many.
// All that changes runs inside a write.
#pragma once

#include "features/activities/activities.h"

namespace overens::activities {

using CompactId = Id<compacts::Compact>;
using PersonId = Id<people::Person>;

// --- Activities ---

// What a form or a file says about an activity.
struct Entry {
  std::string title;
  std::string purpose{};
  Instant starts_at{};
  Instant ends_at{};
  std::string place{};
  std::string access{};
  std::optional<Date> register_by{};
  std::optional<std::int64_t> seats{};
  Audience audience = Audience::everyone;
  std::string registration_link{};
  std::optional<Influence> influence{};
};
Entry entry_of(const Activity&);

Activity load(Db&, Id<Activity>);
// Not over at that time, the next first; over, the latest first; never a draft.
std::vector<Activity> list_coming(Db&, CompactId, Instant now, std::int64_t most);
std::vector<Activity> list_past(Db&, CompactId, Instant now, std::int64_t most,
                                std::int64_t after = 0);
std::vector<Activity> list_drafts(Db&, CompactId, std::int64_t most);
// All but drafts, the first first.
std::vector<Activity> list_all(Db&, CompactId, std::int64_t most, std::int64_t after = 0);
// The latest changed first; never a draft.
std::vector<Activity> list_changed(Db&, CompactId, std::int64_t most);
std::int64_t count_past(Db&, CompactId, Instant now);
std::int64_t count_all(Db&, CompactId);
// The next one that has not begun and is not cancelled.
std::optional<Activity> find_next(Db&, CompactId, Instant now);

// How many, and since when the oldest waits.
struct Waiting {
  std::int64_t count = 0;
  std::optional<Instant> oldest;
};
Waiting drafts_waiting(Db&, CompactId);
Waiting results_waiting(Db&, CompactId, Instant now);

Activity add(Db&, CompactId, const Entry&, Instant now);
// Of a file: once for each key, however often; and never beside one by the same title and time.
// False where it is there already.
struct Imported {
  Entry entry;
  Status status = Status::published;
  std::string reported_attendance;
  std::string key;
};
bool add_imported(Db&, CompactId, const Imported&, Instant now);

// Each value that changes is kept. False where more have registered than those seats would hold.
bool edit(Db&, const Activity&, const Entry&, PersonId by, Instant now);
bool publish(Db&, const Activity&, PersonId by, Instant now);  // of a draft
bool cancel(Db&, const Activity&, const std::string& reason, PersonId by, Instant now);
void add_result(Db&, const Activity&, const std::string& result, const std::string& attendance,
                PersonId by, Instant now);

struct Change {
  std::string field;  // the column
  std::string was;
  std::string by;  // name or address
  Instant changed_at;
};
std::vector<Change> changes(Db&, Id<Activity>);  // the newest first

// Keeps what stood there before a change, for the history.
void keep(Db&, Id<Activity>, std::string_view field, const std::string& was, PersonId by,
          Instant now);

// --- Registrations ---

enum class Channel : std::uint8_t { web, phone, paper, imported };
constexpr auto names(Channel) {
  return std::array{std::pair{Channel::web, "web"}, std::pair{Channel::phone, "phone"},
                    std::pair{Channel::paper, "paper"}, std::pair{Channel::imported, "imported"}};
}

enum class State : std::uint8_t { confirmed, cancelled };
constexpr auto names(State) {
  return std::array{std::pair{State::confirmed, "confirmed"},
                    std::pair{State::cancelled, "cancelled"}};
}

struct Registration {
  Id<Registration> id;
  Number number;  // within its compact
  Id<Activity> activity;
  std::string name;                           // empty once personal data is gone, as what follows
  std::string email;                          // lower case; or empty
  std::optional<Number> organisation_number;  // of the register
  std::string organisation;                   // its name there, or as typed; may be empty
  std::string category;
  Channel channel = Channel::web;
  State state = State::confirmed;
  std::string language;
  std::int64_t sequence = 0;  // of the last calendar entry sent
  Instant registered_at;
  std::optional<Instant> cancelled_at;
};

// Somebody as a form knows them.
struct Participant {
  std::string name;
  std::string email{};
  std::optional<Id<organisations::Organisation>> organisation{};
  std::string organisation_name{};  // when it is none of the register
  std::string category{};
};
struct NewRegistration {
  Participant who;
  Channel channel = Channel::web;
  std::string language;
  std::string form_hash{};  // of the opened form; empty: staff wrote it down
  std::optional<PersonId> by{};
};

enum class Registering : std::uint8_t { confirmed, sent_before, registered_already, full, shut };
struct Registered {
  Registering outcome = Registering::shut;
  std::optional<Registration> registration{};  // where there is one
};
// Decides everything anew, whatever the page said when it was opened. `shut`: too late, cancelled,
// not published, or registered for elsewhere. Staff may write somebody down until it is over.
// `token_of` gives the token of a registration's link by its number.
Registered add_registration(Db&, const compacts::Compact&, Id<Activity>, const NewRegistration&,
                            Instant now, const std::function<std::string(Number)>& token_of);
// For good; the seat is free again. False where it was cancelled before.
bool cancel_registration(Db&, const Registration&, Instant now);
void change_participant(Db&, const Registration&, const Participant&);
void note_sent(Db&, const Registration&, std::int64_t sequence);

std::optional<Registration> find_registration(Db&, CompactId, Id<Activity>, Number);
std::optional<Registration> find_by_token(Db&, CompactId, std::string_view token);
// In the order they came.
std::vector<Registration> registrations(Db&, Id<Activity>, State, std::int64_t most,
                                        std::int64_t after = 0);
std::int64_t count_registrations(Db&, Id<Activity>, State);
inline constexpr std::int64_t most_on_a_list = 20'000;

struct Purge {
  std::int64_t registrations = 0;
  Instant purged_at;
};
std::vector<Purge> purges(Db&, Id<Activity>);
// Removes names, addresses and links of the registrations of activities that ended before that
// time, of at most so many activities; of how many registrations.
std::int64_t purge(Db&, Instant ended_before, std::int64_t most_activities, Instant now);

}  // namespace overens::activities
