// The pages of the directory by group: the list and its data (pages.cpp), one organisation
// (pages_organisation.cpp), and the pictures (pages_figures.cpp).
#pragma once

#include <map>

#include "features/directory/store.h"
#include "web/page.h"

namespace overens::directory {

Response show_organisation(Visit& visit, Number number);  // pages_organisation.cpp
Response show_figures(Visit& visit);                      // pages_figures.cpp

}  // namespace overens::directory
