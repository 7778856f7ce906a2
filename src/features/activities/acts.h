// What happens to a registration, whole: the change, the one letter that tells of it, and the seats
// it frees given to those who wait. Pages and tasks use these and never the store's own verbs, so
// that no freed seat is forgotten and nobody hears of a state they are not in. All inside a write.
#pragma once

#include "features/activities/mails.h"

namespace overens::activities {

// The most that are moved up, or lose an offer, in one write; the task goes on with the rest.
inline constexpr std::int64_t most_moved_up_at_a_time = 100;

Registered take_part(Db&, const Letterhead&, Id<Activity>, const NewRegistration&);
// What is ended is ended: false where it was before.
bool withdraw(Db&, const Letterhead&, const Registration&, EndedBy);
bool decline(Db&, const Letterhead&, const Registration&);
bool let_expire(Db&, const Letterhead&, const Registration&);  // an offer whose time is over
bool accept(Db&, const Letterhead&, const Registration&);
Resizing set_size(Db&, const Letterhead&, const Registration&, std::int64_t size);
Resizing set_way(Db&, const Letterhead&, const Registration&, Way, bool may_wait);
bool set_person(Db&, const Letterhead&, const Registration&, Number participant, const Named&);
// The same with what is answered about them. Answers stay with the person they are about: of
// somebody new only those that were written anew.
struct PersonEntry {
  Named who;
  std::vector<NewAnswer> answers;
};
void set_person(Db&, const Letterhead&, const Registration&, const Participant&, PersonEntry);
// To be called where seats were added or the list is no longer held; how many were moved up.
std::int64_t move_up_those_who_wait(Db&, const Letterhead&, Id<Activity>);

// The background task: offers whose time is over, then free seats; how many registrations it moved.
std::int64_t tend_the_lines(const Site&, Database&, Instant now);

}  // namespace overens::activities
