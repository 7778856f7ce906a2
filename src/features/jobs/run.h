// Doing what is due. Called by the background task, never by a page.
#pragma once

#include "features/jobs/jobs.h"

namespace overens::jobs {

// The kind by that name, of whichever feature; null where none has it.
const JobKind* kind_of(const House&, std::string_view name);
// Does a bounded number of pieces of the jobs that are due; how many those were. What goes wrong is
// logged and tried again later.
std::int64_t run_due(const Site&, Database&, Instant now);

}  // namespace overens::jobs
