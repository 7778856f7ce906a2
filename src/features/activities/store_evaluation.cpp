#include <algorithm>
#include <sstream>

#include "base/secrets.h"
#include "features/activities/evaluation.h"

namespace overens::activities {
namespace {

// An identity that says nothing of when the row came.
std::int64_t drawn_id() {
  const std::string bytes = random_bytes(sizeof(std::int64_t));
  std::uint64_t id = 0;
  for (const char c : bytes) id = id << 8 | static_cast<unsigned char>(c);
  return static_cast<std::int64_t>(id >> 1);
}

bool is_sent(Db& db, Id<Evaluation> evaluation) {
  db.lock_row("evaluation", evaluation);
  return 1 == db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS evaluations FROM evaluation WHERE id = $1 AND sent_at IS NOT NULL)",
                                    evaluation);
}

}  // namespace

std::vector<std::string> choices_of(const EvaluationQuestion& question) {
  std::vector<std::string> all;
  std::istringstream lines(question.choices);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) all.push_back(line);
  return all;
}

bool is_open(const Evaluation& evaluation, Instant now, const Zone& zone) {
  return evaluation.answer_by && now <= end_of_day(*evaluation.answer_by, zone);
}

bool has_closed(const Evaluation& evaluation, Instant now, const Zone& zone) {
  return evaluation.answer_by && now > end_of_day(*evaluation.answer_by, zone);
}

std::vector<std::optional<std::int64_t>> told(const std::vector<std::int64_t>& counts) {
  std::int64_t all = 0;
  for (const std::int64_t one : counts) all += one;
  std::vector<std::optional<std::int64_t>> shown(counts.begin(), counts.end());
  const auto hide_if = [&](auto is_small) {
    for (std::size_t i = 0; i < counts.size(); ++i)
      if (is_small(counts[i])) shown[i].reset();
  };
  if (all < fewest_told) {
    hide_if([](std::int64_t) { return true; });
    return shown;
  }
  hide_if([](std::int64_t count) { return count > 0 && count < fewest_told; });
  const auto hidden = std::count(shown.begin(), shown.end(), std::nullopt);
  if (hidden != 1) return shown;
  auto next = shown.end();
  for (auto one = shown.begin(); one != shown.end(); ++one)
    if (*one && **one > 0 && (next == shown.end() || **one < **next)) next = one;
  if (next != shown.end()) next->reset();
  return shown;
}

std::optional<Evaluation> find_evaluation(Db& db, Id<Activity> activity) {
  return db.find<Evaluation>(
      "SELECT id, intro, is_public, answer_by FROM evaluation WHERE activity_id = $1", activity);
}

bool save_evaluation(Db& db, Id<Activity> activity, const std::string& intro, bool is_public) {
  return 1 == db.run(R"(
      INSERT INTO evaluation (activity_id, intro, is_public) VALUES ($1, $2, $3)
      ON CONFLICT (activity_id) DO UPDATE SET intro = excluded.intro, is_public = excluded.is_public
      WHERE evaluation.sent_at IS NULL)",
                     activity, intro, is_public);
}

std::vector<EvaluationQuestion> questions_of(Db& db, Id<Evaluation> evaluation) {
  return db.list<EvaluationQuestion>(R"(
      SELECT id, number, kind, question, choices FROM evaluation_question
      WHERE evaluation_id = $1 ORDER BY number)",
                                     evaluation);
}

bool add_question(Db& db, Id<Evaluation> evaluation, const QuestionEntry& entry) {
  if (is_sent(db, evaluation)) return false;
  const auto there = questions_of(db, evaluation);
  for (const EvaluationQuestion& one : there)
    if (one.question == entry.question) return true;  // a form that is sent twice
  if (there.size() >= most_evaluation_questions) return false;
  std::string choices;
  for (const std::string& one : entry.choices) choices += one + "\n";
  db.run(R"(
      INSERT INTO evaluation_question (evaluation_id, number, kind, question, choices)
      VALUES ($1, $2, $3, $4, $5))",
         evaluation, there.empty() ? 1 : there.back().number + 1, entry.kind, entry.question,
         choices);
  return true;
}

bool remove_question(Db& db, Id<Evaluation> evaluation, std::int64_t number) {
  if (is_sent(db, evaluation)) return false;
  db.run("DELETE FROM evaluation_question WHERE evaluation_id = $1 AND number = $2", evaluation,
         number);
  return true;
}

bool send_evaluation(Db& db, const Evaluation& evaluation, Id<Activity> activity,
                     const Date& answer_by, PersonId by, Instant now) {
  if (is_sent(db, evaluation.id) || questions_of(db, evaluation.id).empty()) return false;
  db.run("UPDATE evaluation SET answer_by = $2, sent_by = $3, sent_at = $4 WHERE id = $1",
         evaluation.id, answer_by, by, now);
  db.run(R"(
      INSERT INTO evaluation_ballot (evaluation_id, registration_id, answers_left)
      SELECT $1, id, size FROM registration
      WHERE activity_id = $2 AND state = 'confirmed' AND email <> '')",
         evaluation.id, activity);
  return true;
}

std::int64_t count_to_ask(Db& db, Id<Activity> activity) {
  return db.load<std::int64_t>(R"(
      SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) AS people FROM registration
      WHERE activity_id = $1 AND state = 'confirmed' AND email <> '')",
                               activity);
}

std::int64_t ballots_left(Db& db, Id<Evaluation> evaluation, Id<Registration> registration) {
  return db
      .find<std::int64_t>(R"(
      SELECT answers_left FROM evaluation_ballot
      WHERE evaluation_id = $1 AND registration_id = $2)",
                          evaluation, registration)
      .value_or(0);
}

Turnout turnout(Db& db, Id<Evaluation> evaluation) {
  return db.load<Turnout>(R"(
      SELECT CAST(COALESCE(SUM(r.size), 0) AS BIGINT) AS asked,
        CAST(COALESCE(SUM(r.size - b.answers_left), 0) AS BIGINT) AS answered
      FROM evaluation_ballot b JOIN registration r ON r.id = b.registration_id
      WHERE b.evaluation_id = $1)",
                          evaluation);
}

bool answer_evaluation(Db& db, const Evaluation& evaluation, Id<Registration> registration,
                       const std::vector<EvaluationAnswer>& answers) {
  if (0 == db.run(R"(
      UPDATE evaluation_ballot SET answers_left = answers_left - 1
      WHERE evaluation_id = $1 AND registration_id = $2 AND answers_left > 0)",
                  evaluation.id, registration))
    return false;
  for (const EvaluationAnswer& one : answers)
    db.run("INSERT INTO evaluation_answer (id, question_id, chosen, words) VALUES ($1, $2, $3, $4)",
           drawn_id(), one.question, one.chosen, one.words);
  return true;
}

std::vector<std::int64_t> counts_of(Db& db, const EvaluationQuestion& question) {
  struct Count {
    std::int64_t chosen = 0;
    std::int64_t answers = 0;
  };
  const std::size_t steps = question.kind == AnsweredBy::scale
                                ? static_cast<std::size_t>(steps_of_scale)
                                : choices_of(question).size();
  std::vector<std::int64_t> counts(steps, 0);
  for (const Count& one : db.list<Count>(R"(
      SELECT chosen, COUNT(*) AS answers FROM evaluation_answer
      WHERE question_id = $1 AND chosen IS NOT NULL GROUP BY chosen)",
                                         question.id))
    if (one.chosen >= 1 && static_cast<std::size_t>(one.chosen) <= steps)
      counts[static_cast<std::size_t>(one.chosen) - 1] = one.answers;
  return counts;
}

std::vector<std::string> words_of(Db& db, const EvaluationQuestion& question) {
  constexpr std::int64_t most_read = 5000;
  return db.list<std::string>(R"(
      SELECT words FROM evaluation_answer WHERE question_id = $1 AND words <> ''
      ORDER BY id LIMIT $2)",
                              question.id, most_read);
}

}  // namespace overens::activities
