// The letters about who represents an organisation; private to the folder.
#pragma once

#include "features/compacts/compacts.h"

namespace overens::compacts {

// That somebody has a task for an organisation, and who gave it to them: to that person, to those
// who represent the organisation already, and to every other coordinator. Inside the write.
void tell_of_mandate(Db&, Visit&, const organisations::Organisation&, const people::Person&,
                     organisations::MandateKind,
                     const std::vector<organisations::Holder>& told_before);

}  // namespace overens::compacts
