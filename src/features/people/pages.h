// The pages of people, two groups of them in two files: signing in (pages_sign_in.cpp) and one's
// own page with signing out (pages.cpp, where the routes are).
#pragma once

#include <string>

#include "features/people/people.h"

namespace overens::people {

Response ask(Visit&);
Response send_mail(Visit&);
Response show_code(Visit&);
Response type_code(Visit&);
Response show_link(Visit&, std::string token);
Response open_link(Visit&, std::string token);

}  // namespace overens::people
