// The background task that does the pieces of jobs, one job after another.
#include "features/jobs/run.h"

#include "base/log.h"
#include "base/secrets.h"
#include "features/jobs/store.h"

namespace overens::jobs {
namespace {

// Between them other tasks have their turn.
constexpr int pieces_a_turn = 25;

JobStep do_piece(const Site& site, Database& database, const Job& job, Instant now) {
  const JobKind* kind = kind_of(static_cast<const House&>(site), job.kind);
  if (!kind) throw std::logic_error("no feature knows this kind of job");
  return kind->step(site, database, ScopeKey{job.compact.value}, job.subject, now);
}

// False when this job has ended, in whatever way, or is no longer ours.
bool go_on_with(const Site& site, Database& database, const Job& job, const std::string& lease,
                Instant now) {
  try {
    const JobStep step = do_piece(site, database, job, now);
    const bool is_ours =
        database.write(unseen, [&](Db& db) { return record(db, job, lease, step, now); });
    return is_ours && !step.is_finished;
  } catch (const std::exception& error) {
    log_error("job " + job.kind + " " + std::to_string(job.id.value) + ": " + error.what());
    database.write(unseen, [&](Db& db) { record_failure(db, job, lease, now); });
    return false;
  }
}

}  // namespace

void Progress::tell(std::int64_t done, std::int64_t total) {
  if (Clock::now() < next_) return;
  next_ = Clock::now() + std::chrono::seconds(1);
  const auto taken = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - from_);
  database_.write(unseen, [&](Db& db) {
    note_progress(db, kind_, subject_, {.done = done, .total = total},
                  plus_seconds(began_, taken.count() + lease_seconds));
  });
}

const JobKind* kind_of(const House& house, std::string_view name) {
  for (const Feature& feature : house.features)
    for (const JobKind& kind : feature.jobs)
      if (kind.name == name) return &kind;
  return nullptr;
}

std::int64_t run_due(const Site& site, Database& database, Instant now) {
  const std::string lease = random_token();
  int pieces = 0;
  while (pieces < pieces_a_turn) {
    const auto job = database.write(unseen, [&](Db& db) { return take_due(db, lease, now); });
    if (!job) break;
    ++pieces;
    while (go_on_with(site, database, *job, lease, now)) {
      if (pieces == pieces_a_turn) {
        database.write(unseen, [&](Db& db) { give_back(db, *job, lease, now); });
        break;
      }
      ++pieces;
    }
  }
  return pieces;
}

}  // namespace overens::jobs
