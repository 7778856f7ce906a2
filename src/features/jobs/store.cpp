#include "features/jobs/store.h"

namespace overens::jobs {

Job ask_for(Db& db, Id<compacts::Compact> compact, std::string_view kind, std::int64_t subject,
            std::optional<Id<people::Person>> by, Instant now) {
  const auto under_way = db.find<Job>(R"(
      SELECT id, number, compact_id AS compact, kind, subject, state, done, total, asked_at,
        ended_at
      FROM job WHERE kind = $1 AND subject = $2 AND ended_at IS NULL)",
                                      kind, subject);
  if (under_way) return *under_way;
  return db.load<Job>(R"(
      INSERT INTO job (compact_id, number, kind, subject, state, done, total, attempts, due_at,
        asked_by, asked_at)
      VALUES ($1, $2, $3, $4, 'waiting', 0, 0, 0, $6, $5, $6)
      RETURNING id, number, compact_id AS compact, kind, subject, state, done, total, asked_at,
        ended_at)",
                      compact, compacts::next_number(db, compact, "job"), kind, subject, by, now);
}

std::optional<Job> find_latest(Db& db, std::string_view kind, std::int64_t subject) {
  return db.find<Job>(R"(
      SELECT id, number, compact_id AS compact, kind, subject, state, done, total, asked_at,
        ended_at
      FROM job WHERE kind = $1 AND subject = $2 ORDER BY id DESC LIMIT 1)",
                      kind, subject);
}

std::optional<Job> find(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<Job>(R"(
      SELECT id, number, compact_id AS compact, kind, subject, state, done, total, asked_at,
        ended_at
      FROM job WHERE compact_id = $1 AND number = $2)",
                      compact, number);
}

std::vector<Job> list(Db& db, Id<compacts::Compact> compact) {
  return db.list<Job>(R"(
      SELECT id, number, compact_id AS compact, kind, subject, state, done, total, asked_at,
        ended_at
      FROM job WHERE compact_id = $1 ORDER BY id DESC LIMIT $2)",
                      compact, most_on_a_list);
}

std::optional<Job> take_due(Db& db, std::string_view lease, Instant now) {
  // Whoever holds a lease that has run out has died over it, and has not said so.
  db.run(R"(
      UPDATE job SET state = 'failed', ended_at = $1
      WHERE ended_at IS NULL AND due_at <= $1 AND lease IS NOT NULL AND attempts + 1 >= $2)",
         now, most_attempts);
  return db.find<Job>(R"(
      UPDATE job SET state = 'running', lease = $1, due_at = $3,
        attempts = attempts + CASE WHEN lease IS NULL THEN 0 ELSE 1 END
      WHERE ended_at IS NULL AND id = (
        SELECT id FROM job WHERE ended_at IS NULL AND due_at <= $2 ORDER BY due_at, id LIMIT 1)
      RETURNING id, number, compact_id AS compact, kind, subject, state, done, total, asked_at,
        ended_at)",
                      lease, now, plus_seconds(now, lease_seconds));
}

bool record(Db& db, const Job& job, std::string_view lease, const JobStep& step, Instant now) {
  return 1 == db.run(R"(
      UPDATE job SET done = $3, total = $4, state = $5, ended_at = $6, attempts = 0
      WHERE id = $1 AND lease = $2 AND ended_at IS NULL)",
                     job.id, lease, step.done, step.total,
                     step.is_finished ? State::done : State::running,
                     step.is_finished ? std::optional(now) : std::nullopt);
}

void note_progress(Db& db, std::string_view kind, std::int64_t subject, const JobStep& step,
                   Instant until) {
  db.run(R"(
      UPDATE job SET done = $3, total = $4, due_at = $5
      WHERE kind = $1 AND subject = $2 AND state = 'running' AND ended_at IS NULL)",
         kind, subject, step.done, step.total, until);
}

void record_failure(Db& db, const Job& job, std::string_view lease, Instant now) {
  const auto attempts = db.find<std::int64_t>(R"(
      UPDATE job SET attempts = attempts + 1, state = 'waiting', lease = NULL
      WHERE id = $1 AND lease = $2 AND ended_at IS NULL RETURNING attempts)",
                                              job.id, lease);
  if (!attempts) return;
  if (*attempts >= most_attempts)
    db.run("UPDATE job SET state = 'failed', ended_at = $2 WHERE id = $1", job.id, now);
  else
    db.run("UPDATE job SET due_at = $2 WHERE id = $1", job.id,
           plus_seconds(now, *attempts * again_after_seconds));
}

void give_back(Db& db, const Job& job, std::string_view lease, Instant now) {
  db.run(R"(
      UPDATE job SET lease = NULL, due_at = $3
      WHERE id = $1 AND lease = $2 AND ended_at IS NULL)",
         job.id, lease, now);
}

}  // namespace overens::jobs
