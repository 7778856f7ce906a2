// What is removed when its time is over, with a line that says so and no more.
#include "features/activities/attendance.h"

namespace overens::activities {

std::vector<Purge> purges(Db& db, Id<Activity> activity) {
  return db.list<Purge>(R"(
      SELECT registrations, purged_at FROM registration_purge WHERE activity_id = $1 ORDER BY id)",
                        activity);
}

// --- Answers, each question in its own time ---

std::int64_t purge_answers(Db& db, std::int64_t most_questions_at_a_time, Instant now) {
  constexpr std::int64_t microseconds_a_day = 24LL * 3600 * 1'000'000;
  const auto due = db.list<Id<Question>>(R"(
      SELECT q.id FROM question q JOIN activity a ON a.id = q.activity_id
      WHERE a.ends_at + q.kept_days * $1 < $2
        AND EXISTS (SELECT 1 FROM answer WHERE question_id = q.id)
      ORDER BY q.id LIMIT $3)",
                                         microseconds_a_day, now, most_questions_at_a_time);
  std::int64_t all = 0;
  for (const Id<Question> question : due) {
    const auto purged = db.run("DELETE FROM answer WHERE question_id = $1", question);
    db.run("INSERT INTO answer_purge (question_id, answers, purged_at) VALUES ($1, $2, $3)",
           question, purged, now);
    all += purged;
  }
  return all;
}

std::vector<AnswerPurge> answer_purges(Db& db, Id<Activity> activity) {
  return db.list<AnswerPurge>(R"(
      SELECT q.label, p.answers, p.purged_at
      FROM answer_purge p JOIN question q ON q.id = p.question_id
      WHERE q.activity_id = $1 ORDER BY p.id)",
                              activity);
}

// --- Names and addresses ---

std::int64_t purge(Db& db, Instant ended_before, std::int64_t most_activities, Instant now) {
  const auto due = db.list<Id<Activity>>(R"(
      SELECT a.id FROM activity a
      WHERE a.ends_at < $1 AND (
        EXISTS (SELECT 1 FROM registration r WHERE r.activity_id = a.id AND r.purged_at IS NULL)
        OR EXISTS (SELECT 1 FROM deadline_exception e
          WHERE e.activity_id = a.id AND e.token_hash IS NOT NULL))
      ORDER BY a.id LIMIT $2)",
                                         ended_before, most_activities);
  std::int64_t all = 0;
  for (const Id<Activity> activity : due) {
    keep_attendance(db, activity, now);  // how many of each category is known until now only
    db.run(R"(
        UPDATE participant SET name = '', email = '', category = NULL
        WHERE registration_id IN (
          SELECT id FROM registration WHERE activity_id = $1 AND purged_at IS NULL))",
           activity);
    db.run(R"(
        DELETE FROM answer WHERE question_id IN (SELECT id FROM question WHERE activity_id = $1))",
           activity);
    db.run(
        "UPDATE deadline_exception SET email = '', reason = '', token_hash = NULL WHERE "
        "activity_id = $1",
        activity);
    db.run(R"(
        UPDATE registration_organisation SET name = ''
        WHERE registration_id IN (
          SELECT id FROM registration WHERE activity_id = $1 AND purged_at IS NULL))",
           activity);
    const auto purged = db.run(R"(
        UPDATE registration SET name = '', name_key = '', email = '', category = NULL, also = NULL,
          note = '', form_hash = NULL, token_hash = NULL, purged_at = $2
        WHERE activity_id = $1 AND purged_at IS NULL)",
                               activity, now);
    db.run(R"(
        INSERT INTO registration_purge (activity_id, registrations, purged_at)
        VALUES ($1, $2, $3))",
           activity, purged, now);
    all += purged;
  }
  return all;
}

}  // namespace overens::activities
