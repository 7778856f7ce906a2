// Letters to those who came, about what comes after an activity: in the language they registered
// in, each with their personal link. Must not know pages.
#pragma once

#include "features/activities/mails.h"

namespace overens::activities {

struct AfterLetter {
  std::string occasion;  // unique for its receiver: "minutes 3"
  std::string kind;      // "minutes_to_read"
  Text subject;
  Text words;
  std::string page;  // below the participant's own page: "minutes"
};
// Puts one in the outbox for everybody who has a seat and an address; how many those were.
std::int64_t write_after(Db&, const Letterhead&, const Activity&, const AfterLetter&);
// The same for one of them; false where there is no address, or it was written before.
bool write_after_to(Db&, const Letterhead&, const Activity&, const AfterLetter&,
                    const Registration&);

}  // namespace overens::activities
