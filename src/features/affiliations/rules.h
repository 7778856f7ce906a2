// What comes next for an application, without database or request.
#pragma once

#include "features/affiliations/affiliations.h"

namespace overens::affiliations {

// What the answer hangs on.
struct Situation {
  State state = State::received;
  compacts::Admission admission = compacts::Admission::declared;
  bool all_declared = false;    // yes to every criterion
  bool is_in_register = false;  // an organisation by that name or number is there already
  bool parties_agreed = false;  // every party has said yes to exactly this application
};

enum class NextStep : std::uint8_t {
  signing,      // the applicant may sign now
  coordinator,  // somebody who runs the compact gets in touch and decides
  parties,      // every party's yes
  none          // it has ended: signed, declined or withdrawn
};
NextStep next_step(const Situation&);

bool is_open(State);
// Whether a coordinator may admit and decline alone.
bool may_decide_alone(compacts::Admission);

Text words_for(State);

}  // namespace overens::affiliations
