// What comes after an activity, in one place for the pages that show it: who came, minutes,
// material, evaluation; and what a participant's own page says of it.
#pragma once

#include "features/activities/pages.h"

namespace overens::activities {

Html after_sections(Visit&, const compacts::Compact&, const Activity&);
// The coordinators' buttons for it.
Html after_actions(Visit&, const compacts::Compact&, const Activity&);
// On the participant's own page: the link of a digital seat, the minutes, the evaluation.
Html own_sections(Visit&, const compacts::Compact&, const Activity&, const Registration&,
                  std::string_view token);

void after_routes(Router&);

}  // namespace overens::activities
