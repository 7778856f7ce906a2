// The groups of pages of this feature, for its list of routes. Private to the folder.
#pragma once

#include "features/compacts/compacts.h"
#include "web/router.h"

namespace overens::home {

// "Region Östergötland and Idéburen sektor i Östergötland".
Text party_names(const Visit& visit, const compacts::Compact& compact);

Response show_privacy(Visit&);
Response show_accessibility(Visit&);
Response list_mails(Visit&);
Response show_mail(Visit&, Number mail);
Response list_dead_letters(Visit&);
Response retry_letter(Visit&, Number letter);
std::vector<Todo> letters_todo(Visit&);

}  // namespace overens::home
