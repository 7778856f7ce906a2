// How many came to an activity, counted from the registrations: people by category, each once, and
// the organisations they came for, each once; somebody who stands for two organisations is one
// person and two organisations. Where people were checked in at the door those are counted, else
// everybody who had a seat. What somebody reported stands beside it and is never called counted.
#pragma once

#include "features/activities/pages.h"

namespace overens::activities {

// Keeps it, before the registrations of an activity are emptied. Once.
void keep_attendance(Db&, Id<Activity>, Instant now);

// For everybody when it is over: the figures as a picture and a table, and what was reported.
// Nothing where nobody is known to have come.
Html attendance_section(Visit&, const compacts::Compact&, const Activity&);

// The registrations and the figures as a workbook, for coordinators.
Response export_workbook(Visit&, Number activity);

}  // namespace overens::activities
