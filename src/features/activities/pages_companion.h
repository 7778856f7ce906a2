// The page of one whom somebody else registered.
#pragma once

#include "features/activities/pages.h"

namespace overens::activities {

void companion_routes(Router&);
Response show_companion(Visit&, std::string token);
Response answer_as_companion(Visit&, std::string token);
Response leave_seat(Visit&, std::string token);

}  // namespace overens::activities
