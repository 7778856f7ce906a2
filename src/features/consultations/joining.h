// Joining what another organisation has said: its response as a whole (by its remark on the whole
// text) or one point. It counts as joined and is shown as such; when the other changes its
// response, who has joined it is told.
#pragma once

#include "features/consultations/pages.h"

namespace overens::consultations {

// Null where that remark joins none.
const Joining* joining_of(const std::vector<Joining>&, Number remark);

struct Joiner {
  Number response;
  std::string organisation;
  bool is_to_earlier_words = false;
};
std::vector<Joiner> joiners(Db&, Id<Remark>);

// "Joins what Eken says (remark 12)".
Html joining_view(const Visit&, const Joining&);
// Who has joined it, and for representatives the button that does.
Html joining_section(Visit&, const Place&, const Remark&);

Page join(Visit&, Number consultation);

}  // namespace overens::consultations
