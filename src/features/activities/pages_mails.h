// The pages about an activity's letters (pages_mails.cpp), and what a participant's own page tells
// of those that went to them.
#pragma once

#include "features/activities/pages.h"

namespace overens::activities {

void mail_routes(Router&);

Response show_mails(Visit&, Number);
Response save_reminder(Visit&, Number);
Response send_thanks(Visit&, Number);
Response send_letter_again(Visit&, Number, Number letter);
Response edit_words(Visit&, Number, std::string kind);
Response save_words(Visit&, Number, std::string kind);

Response show_kept(Visit&, Number);  // pages_kept.cpp

// All letters about a registration, without what they said; nothing where there is none.
Html mails_about(Visit&, const compacts::Compact&, const Registration&);

}  // namespace overens::activities
