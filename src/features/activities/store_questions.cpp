// What is asked of those who register, and what they answered.
#include "features/activities/store.h"

namespace overens::activities {

std::vector<Question> questions(Db& db, Id<Activity> activity) {
  return db.list<Question>(R"(
      SELECT q.id, q.number, q.kind, q.label, q.help, q.purpose, q.kept_days, q.is_required,
        q.choices, q.way, i.number AS asked_if, q.asked_if_answer
      FROM question q LEFT JOIN question i ON i.id = q.asked_if
      WHERE q.activity_id = $1 AND q.ended_at IS NULL ORDER BY q.number)",
                           activity);
}

bool add_question(Db& db, Id<Activity> activity, const NewQuestion& question) {
  db.lock_row("activity", activity);
  const auto there = db.load<std::int64_t>(
      "SELECT COUNT(*) AS questions FROM question WHERE activity_id = $1 AND ended_at IS NULL",
      activity);
  if (there >= most_questions) return false;
  db.run(R"(
      INSERT INTO question (activity_id, number, kind, label, help, purpose, kept_days, is_required,
        choices, way, asked_if, asked_if_answer)
      VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM question WHERE activity_id = $1),
        $2, $3, $4, $5, $6, $7, $8, $9,
        (SELECT id FROM question WHERE activity_id = $1 AND number = $10), $11))",
         activity, question.kind, question.label, question.help, question.purpose,
         question.kept_days, question.is_required, question.choices, question.way,
         question.asked_if, question.asked_if_answer);
  return true;
}

bool end_question(Db& db, Id<Activity> activity, Number number, Instant now) {
  db.run(R"(
      DELETE FROM answer WHERE question_id IN (
        SELECT id FROM question WHERE activity_id = $1 AND number = $2))",
         activity, number);
  return 1 == db.run(R"(
      UPDATE question SET ended_at = $3 WHERE activity_id = $1 AND number = $2
        AND ended_at IS NULL)",
                     activity, number, now);
}

void set_answers(Db& db, Id<Participant> participant, const std::vector<NewAnswer>& answers) {
  for (const NewAnswer& one : answers)
    if (one.value.empty())
      db.run("DELETE FROM answer WHERE question_id = $1 AND participant_id = $2", one.question,
             participant);
    else
      db.run(R"(
      INSERT INTO answer (question_id, participant_id, value) VALUES ($1, $2, $3)
      ON CONFLICT (question_id, participant_id) DO UPDATE SET value = excluded.value)",
             one.question, participant, one.value);
}

std::vector<Answered> answers(Db& db, Id<Registration> registration) {
  return db.list<Answered>(R"(
      SELECT a.participant_id AS participant, a.question_id AS question, a.value
      FROM answer a JOIN participant p ON p.id = a.participant_id
      WHERE p.registration_id = $1 ORDER BY p.number, a.question_id)",
                           registration);
}

std::vector<Answered> answers_of_all(Db& db, Id<Activity> activity) {
  return db.list<Answered>(R"(
      SELECT a.participant_id AS participant, a.question_id AS question, a.value
      FROM answer a JOIN participant p ON p.id = a.participant_id
      JOIN registration r ON r.id = p.registration_id
      WHERE r.activity_id = $1 AND r.state = 'confirmed' ORDER BY a.question_id, a.value)",
                           activity);
}

}  // namespace overens::activities
