// What is asked of those who register, and what they answered.
#include <algorithm>
#include <set>

#include "features/activities/rules.h"
#include "features/activities/store.h"

namespace overens::activities {

std::vector<Question> questions(Db& db, Id<Activity> activity) {
  return db.list<Question>(R"(
      SELECT q.id, q.number, q.kind, q.label, q.help, q.purpose, q.kept_days, q.is_required,
        q.choices, q.way, i.number AS asked_if, q.asked_if_answer, q.standard
      FROM question q LEFT JOIN question i ON i.id = q.asked_if
      WHERE q.activity_id = $1 AND q.ended_at IS NULL ORDER BY q.place, q.number)",
                           activity);
}

bool add_question(Db& db, Id<Activity> activity, const NewQuestion& question) {
  db.lock_row("activity", activity);
  const auto there = db.load<std::int64_t>(
      "SELECT COUNT(*) AS questions FROM question WHERE activity_id = $1 AND ended_at IS NULL",
      activity);
  if (there >= most_questions) return false;
  db.run(R"(
      INSERT INTO question (activity_id, number, place, kind, label, help, purpose, kept_days,
        is_required, choices, way, asked_if, asked_if_answer, standard)
      SELECT $1, COALESCE(MAX(number), 0) + 1, COALESCE(MAX(place), 0) + 1, $2, $3, $4, $5, $6, $7,
        $8, $9, (SELECT id FROM question WHERE activity_id = $1 AND number = $10), $11, $12
      FROM question WHERE activity_id = $1)",
         activity, question.kind, question.label, question.help, question.purpose,
         question.kept_days, question.is_required, question.choices, question.way,
         question.asked_if, question.asked_if_answer, question.standard);
  return true;
}

std::vector<std::string> given_lines(Db& db, Id<Question> question) {
  std::set<std::string> all;
  for (const std::string& value :
       db.list<std::string>("SELECT DISTINCT value FROM answer WHERE question_id = $1 LIMIT $2",
                            question, most_on_a_list))
    for (std::string& line : lines_of(value)) all.insert(std::move(line));
  return {all.begin(), all.end()};
}

std::int64_t count_answers(Db& db, Id<Question> question) {
  return db.load<std::int64_t>("SELECT COUNT(*) AS answers FROM answer WHERE question_id = $1",
                               question);
}

bool correct_question(Db& db, Id<Activity> activity, Number number, const NewQuestion& corrected) {
  db.lock_row("activity", activity);
  const auto all = questions(db, activity);
  const auto before = std::ranges::find(all, number, &Question::number);
  if (before == all.end() ||
      !held_by_answers(*before, corrected, given_lines(db, before->id)).empty())
    return false;
  db.run(R"(
      UPDATE question SET kind = $2, label = $3, help = $4, purpose = $5, kept_days = $6,
        is_required = $7, choices = $8, way = $9,
        asked_if = (SELECT id FROM question WHERE activity_id = $1 AND number = $10),
        asked_if_answer = $11, standard = $12
      WHERE id = $13)",
         activity, corrected.kind, corrected.label, corrected.help, corrected.purpose,
         corrected.kept_days, corrected.is_required, corrected.choices, corrected.way,
         corrected.asked_if, corrected.asked_if_answer, corrected.standard, before->id);
  if (corrected.way)
    db.run(R"(
      DELETE FROM answer WHERE question_id = $1 AND participant_id IN (
        SELECT p.id FROM participant p JOIN registration r ON r.id = p.registration_id
        WHERE r.activity_id = $2 AND r.way <> $3))",
           before->id, activity, *corrected.way);
  return true;
}

bool move_question_up(Db& db, Id<Activity> activity, Number number) {
  db.lock_row("activity", activity);
  const auto all = questions(db, activity);
  const auto one = std::ranges::find(all, number, &Question::number);
  if (one == all.end() || one == all.begin()) return false;
  const auto before = std::prev(one);
  if (one->asked_if == before->number) return false;
  db.run(R"(
      UPDATE question SET place = (SELECT SUM(place) FROM question WHERE id IN ($1, $2)) - place
      WHERE id IN ($1, $2))",
         one->id, before->id);
  return true;
}

bool end_question(Db& db, Id<Activity> activity, Number number, Instant now) {
  db.run(R"(
      WITH RECURSIVE gone (id) AS (
        SELECT id FROM question WHERE activity_id = $1 AND number = $2
        UNION SELECT q.id FROM question q JOIN gone ON q.asked_if = gone.id)
      DELETE FROM answer WHERE question_id IN (SELECT id FROM gone))",
         activity, number);
  return 0 < db.run(R"(
      WITH RECURSIVE gone (id) AS (
        SELECT id FROM question WHERE activity_id = $1 AND number = $2
        UNION SELECT q.id FROM question q JOIN gone ON q.asked_if = gone.id)
      UPDATE question SET ended_at = $3
      WHERE id IN (SELECT id FROM gone) AND ended_at IS NULL)",
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

void copy_questions(Db& db, Id<Activity> from, Id<Activity> to) {
  db.run(R"(
      INSERT INTO question (activity_id, number, place, kind, label, help, purpose, kept_days,
        is_required, choices, way, asked_if_answer, standard)
      SELECT $2, number, place, kind, label, help, purpose, kept_days, is_required, choices, way,
        asked_if_answer, standard
      FROM question WHERE activity_id = $1 AND ended_at IS NULL)",
         from, to);
  db.run(R"(
      UPDATE question SET asked_if = (
        SELECT here.id FROM question there
          JOIN question asked ON asked.id = there.asked_if
          JOIN question here ON here.activity_id = $2 AND here.number = asked.number
        WHERE there.activity_id = $1 AND there.number = question.number)
      WHERE activity_id = $2)",
         from, to);
}

std::vector<GivenAnswer> answers_of_all(Db& db, Id<Activity> activity) {
  return db.list<GivenAnswer>(R"(
      SELECT a.participant_id AS participant, a.question_id AS question, a.value, p.name,
        r.name AS registered_by
      FROM answer a JOIN participant p ON p.id = a.participant_id
      JOIN registration r ON r.id = p.registration_id
      WHERE r.activity_id = $1 AND r.state = 'confirmed'
      ORDER BY a.question_id, a.value, p.id LIMIT $2)",
                              activity, most_on_a_list);
}

std::vector<Comer> comers(Db& db, Id<Activity> activity) {
  return db.list<Comer>(R"(
      SELECT p.id AS participant, r.number AS registration, p.name, p.email,
        COALESCE(o.name, ro.name, '') AS organisation, r.way
      FROM participant p JOIN registration r ON r.id = p.registration_id
      LEFT JOIN registration_organisation ro ON ro.registration_id = r.id AND ro.number = 1
      LEFT JOIN organisation o ON o.id = ro.organisation_id
      WHERE r.activity_id = $1 AND r.state = 'confirmed' ORDER BY r.id, p.number LIMIT $2)",
                        activity, most_on_a_list);
}

}  // namespace overens::activities
