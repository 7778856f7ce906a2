// What those who come have answered, for coordinators.
#pragma once

#include "features/activities/pages.h"

namespace overens::activities {

void answer_routes(Router&);

}  // namespace overens::activities
