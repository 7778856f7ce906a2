// One of the people of a registration, as fields of a form: for whoever registered them, for
// coordinators who write for somebody on the phone, and for the person.
#pragma once

#include "features/activities/acts.h"
#include "features/activities/pages.h"

namespace overens::activities {

// Those of a registration, or NotFound.
Participant person_here(Db&, const Registration&, Number);
std::vector<Answered> answers_about(Db&, const Registration&, const Participant&);

Html exchange_words(const Participant&);  // how another comes in the place of one who is named
Html person_fields(Db&, const Filled&, const Registration&, const Participant&);
// `is_complete`: what is required must be answered.
PersonEntry read_person(Db&, Filled&, const Form&, const Registration&, const Participant&,
                        bool is_complete);

// The people of a registration, each with the way to change them, where there is one.
using LinkTo = std::function<Html(const Participant&)>;
Html people_table(Db&, const Registration&, const Text& caption, const LinkTo& change);

// What stands in the way of a correction, at its field.
void not_corrected(Filled&, Correcting);

}  // namespace overens::activities
