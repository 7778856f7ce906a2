// The directory: who is affiliated, for everybody to search and filter, today or on another day; a
// page for each organisation; and how the number has grown. It reads what compacts, organisations
// and signatures keep and owns no table. Public: nothing here that its organisation has not chosen
// to show.
#pragma once

#include "features/feature.h"

namespace overens::directory {

Feature feature();

}  // namespace overens::directory
