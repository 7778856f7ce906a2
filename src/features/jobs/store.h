// The rows behind jobs: taking one for a while, saying how far it has come, giving up.
#pragma once

#include "features/jobs/jobs.h"

namespace overens::jobs {

inline constexpr std::int64_t most_attempts = 5;         // in a row; then a job is given up
inline constexpr std::int64_t lease_seconds = 120;       // longer than any one piece may take
inline constexpr std::int64_t again_after_seconds = 30;  // after it went wrong, times the attempts
inline constexpr std::int64_t most_on_a_list = 50;

std::optional<Job> find(Db&, Id<compacts::Compact>, Number);
// The newest first.
std::vector<Job> list(Db&, Id<compacts::Compact>);

// --- Changing, inside a write ---

// The next that is due, ours until the lease ends; none where nothing is.
std::optional<Job> take_due(Db&, std::string_view lease, Instant now);
// What came of a piece. Counts only while the lease is ours; false where somebody else has it.
bool record(Db&, const Job&, std::string_view lease, const JobStep&, Instant now);
// How far the one under way has come; whoever has it keeps it until then.
void note_progress(Db&, std::string_view kind, std::int64_t subject, const JobStep&, Instant until);
// It went wrong: tried again later, or given up.
void record_failure(Db&, const Job&, std::string_view lease, Instant now);
// Lets go of it before it is done, for whoever comes next.
void give_back(Db&, const Job&, std::string_view lease, Instant now);

}  // namespace overens::jobs
