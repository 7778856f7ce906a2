// Home: what holds the house together for a visitor: the list of compacts, a compact's front page
// with the cards of all features, "att göra", the pages that say who answers for what, and the
// frame round every page. In a demonstration also the mails that were caught. Owns no table; it
// shows what others bring.
#pragma once

#include "features/feature.h"

namespace overens::home {

// The hook Site::frame: name, menu, account and footer for the house the visit is in.
Frame frame(Visit&);

Feature feature();

}  // namespace overens::home
