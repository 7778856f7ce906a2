// How consultations come in with a folder.
#pragma once

#include "features/import.h"

namespace overens::consultations {

void import_files(Import&);
// What --demo adds: an open consultation relative to today.
void add_demo(Import&);

}  // namespace overens::consultations
