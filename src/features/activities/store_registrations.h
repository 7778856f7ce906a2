// What the files of the store of registrations share. Everybody else uses store.h. All of it runs
// inside a write that holds the activity's row.
#pragma once

#include "features/activities/store.h"

namespace overens::activities {

// False where there are not so many left.
bool take_seats(Db&, Id<Activity>, Way, std::int64_t size);
// The same, and where somebody stands in line for that way it is theirs.
bool take_without_overtaking(Db&, Id<Activity>, Way, std::int64_t size);
void give_back_seats(Db&, Id<Activity>, Way, std::int64_t size);
// The next place in line; places only rise.
std::int64_t next_place(Db&, Id<Activity>, Way);
// Whether one can take part that way at all.
bool offers(Db&, Id<Activity>, Way);
// Counts a change of the activity, so that calendars see the newest.
std::int64_t next_sequence(Db&, Id<Activity>);
// With everything that was said about them.
void remove_participant(Db&, Id<Participant>);

}  // namespace overens::activities
