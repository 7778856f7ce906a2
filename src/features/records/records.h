// Records: the register of everything that reached the compact, from every feature, in one list:
// number, time, sender, subject, way. For those who keep the register. Owns no table yet: each
// feature keeps what it receives and shows it here through Feature::received. It knows none of
// them.
#pragma once

#include "features/feature.h"

namespace overens::records {

Feature feature();

}  // namespace overens::records
