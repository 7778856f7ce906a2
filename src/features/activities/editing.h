// The form of an activity, as it is made, copied, made of an idea, and changed. Shared by
// pages_editing.cpp and pages_making.cpp.
#pragma once

#include "features/activities/details.h"
#include "features/activities/pages.h"

namespace overens::activities {

// What the form says. An entry that begins at the epoch has no date yet.
struct Written {
  Entry entry;
  Details details;
};
Html activity_fields(Visit&, const compacts::Compact&, const Filled&,
                     const std::optional<Written>& known);
Written read_activity(Visit&, const compacts::Compact&, Filled&);

// Ideas, series, and the ways to make an activity.
void planning_routes(Router&);

}  // namespace overens::activities
