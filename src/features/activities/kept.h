// What is kept about the people of an activity, until when, and what has been removed. Asks the
// tables of registrations, questions and invitations; removing is the tasks' work.
#pragma once

#include "features/activities/store.h"

namespace overens::activities {

struct Kept {
  std::int64_t registrations = 0;  // whose names have not been removed
  std::int64_t invitations = 0;
  std::int64_t refusals = 0;  // rows of lists that nobody was written to
};
Kept kept(Db&, Id<Activity>);

struct KeptAnswers {
  std::string label;  // of the question
  std::int64_t kept_days = 0;
  std::int64_t answers = 0;
};
std::vector<KeptAnswers> kept_answers(Db&, Id<Activity>);  // in the order they are asked
struct RemovedAnswers {
  std::string label;
  std::int64_t answers = 0;
  Instant purged_at;
};
std::vector<RemovedAnswers> removed_answers(Db&, Id<Activity>);  // the oldest first

// The day on which names and addresses are removed.
Date removal_day(const Activity&);

}  // namespace overens::activities
