// The door of an activity: who of those registered has come. Whoever stands there has a link for
// that activity and that day, without an account; what they note may come late and twice, from
// several phones, and counts once.
#pragma once

#include "features/activities/store.h"

namespace overens::activities {

constexpr std::int64_t most_at_a_door = 2'000;  // on its page

struct Door {
  Id<Door> id;
  Id<Activity> activity;
  Number activity_number;
  Date day;
  std::int64_t link = 1;  // which of its links holds
  PersonId opened_by;
  Instant opened_at;
  std::optional<Instant> closed_at;
};
// What the link carries: kept nowhere, made from the installation's key.
std::string door_token(const Site&, Id<Activity>, const Date& day, std::int64_t link);
std::vector<Door> doors(Db&, Id<Activity>);  // by day
std::vector<Door> open_doors(Db&, CompactId, const Date& day);
std::optional<Door> find_door(Db&, CompactId, std::string_view token);
// Opened anew where it was closed.
void open_door(Db&, const Site&, Id<Activity>, const Date& day, PersonId by, Instant now);
// From then on the link before leads nowhere.
void renew_door(Db&, const Site&, Id<Activity>, const Date& day);
void close_door(Db&, Id<Activity>, const Date& day, Instant now);

// One who has a seat in the room.
struct Guest {
  Id<Participant> id;
  Id<Activity> activity;
  Number registration;  // within the compact
  Number number;        // within the registration
  std::string name;     // empty: not named, or taken away
  std::string organisation;
  std::string registered_by;  // who answers for the registration; empty as the name may be
  std::optional<Instant> replaced_at;
  State state = State::confirmed;
  bool is_here = false;
  std::optional<Instant> noted_at;  // when the latest was noted
};
std::vector<Guest> guests(Db&, Id<Activity>);  // in the order they registered
std::optional<Guest> find_guest(Db&, CompactId, Number registration, Number number);
// How many have come to the activity, as the door noted it.
std::int64_t count_here(Db&, Id<Activity>);

// What a participant shows at the door: nobody's name, and not to be guessed. Another person at the
// same place has another.
std::string code_of(const Site&, const Guest&);
// The same with the address that a QR code of it carries; nothing where there is no such person.
struct DoorCode {
  std::string code;
  std::string address;
};
// The people of a registration whom the door noted last as being here, by number.
std::vector<Number> those_here(Db&, Id<Registration>);
std::optional<DoorCode> door_code(Db&, const Site&, const compacts::Compact&, Number registration,
                                  Number number);
std::optional<Guest> find_by_code(Db&, const Site&, CompactId, std::string_view code);

struct Noted {
  std::string sent_id;
  bool is_here = true;
  Instant at;
};
// The same sent_id about the same guest is one, however often it comes.
void note(Db&, Id<Participant>, Id<Door>, const Noted&, Instant now);

// What the link to a participant's own page carries: kept nowhere, and another for each person.
std::string participant_token(const Site&, Number registration, Number number, Id<Participant>,
                              const std::optional<Instant>& replaced_at);
std::optional<Guest> find_by_participant_token(Db&, const Site&, CompactId, std::string_view token);

void door_routes(Router&);
void checkin_routes(Router&);
Url doors_url(const Visit&, Number activity);
// The codes of a registration's people, on its own page; nothing where it has no seat in the room.
Html codes_for_door(Visit&, const compacts::Compact&, const Registration&);
Html code_for_door(Visit&, const compacts::Compact&, const Registration&, const Participant&);

}  // namespace overens::activities
