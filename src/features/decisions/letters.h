// The letters about decisions; private to the folder.
#pragma once

#include "features/decisions/decisions.h"

namespace overens::decisions {

// To every other coordinator, that this decision adopts a text, or does so no more. Inside the
// write.
void tell_of_adoption(Db&, Visit&, const compacts::Compact&, Number decision);

}  // namespace overens::decisions
