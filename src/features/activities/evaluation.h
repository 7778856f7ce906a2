// An evaluation: what those who came are asked afterwards, each once, by their personal link. No
// row, no time and no order leads from an answer to a person: a ballot knows that it was used, an
// answer knows its question. Results are told when it has closed, and never where they are of so
// few that one could guess who. Owns evaluation and what belongs to it.
#pragma once

#include "features/activities/pages.h"

namespace overens::activities {

enum class AnsweredBy : std::uint8_t { scale, choice, words };
constexpr auto names(AnsweredBy) {
  return std::array{std::pair{AnsweredBy::scale, "scale"}, std::pair{AnsweredBy::choice, "choice"},
                    std::pair{AnsweredBy::words, "words"}};
}

struct Evaluation {
  Id<Evaluation> id;
  std::string intro;  // Markdown, or empty
  bool is_public = false;
  std::optional<Date> answer_by;  // the last day, inclusive; none: not sent yet
};
struct EvaluationQuestion {
  Id<EvaluationQuestion> id;
  std::int64_t number = 0;
  AnsweredBy kind = AnsweredBy::scale;
  std::string question;
  std::string choices;  // one a line
};
struct QuestionEntry {
  AnsweredBy kind = AnsweredBy::scale;
  std::string question;
  std::vector<std::string> choices{};
};
struct EvaluationAnswer {
  Id<EvaluationQuestion> question;
  std::optional<std::int64_t> chosen;  // from 1
  std::string words{};
};

// --- Rules ---

inline constexpr std::int64_t steps_of_scale = 5;
inline constexpr std::int64_t fewest_told = 5;
inline constexpr std::size_t most_evaluation_questions = 30;
inline constexpr std::size_t most_choices = 12;
std::vector<std::string> choices_of(const EvaluationQuestion&);
bool is_open(const Evaluation&, Instant now, const Zone&);
bool has_closed(const Evaluation&, Instant now, const Zone&);
// What of these counts may be told: none of one to four; and where that hides only one of them,
// the next smallest is hidden too, since the sum would tell it. Nothing where all together are
// fewer than five.
std::vector<std::optional<std::int64_t>> told(const std::vector<std::int64_t>& counts);

// --- Rows ---

std::optional<Evaluation> find_evaluation(Db&, Id<Activity>);
// Makes it or changes it; false once it has been sent.
bool save_evaluation(Db&, Id<Activity>, const std::string& intro, bool is_public);
std::vector<EvaluationQuestion> questions_of(Db&, Id<Evaluation>);
bool add_question(Db&, Id<Evaluation>, const QuestionEntry&);  // false once sent, or too many
bool remove_question(Db&, Id<Evaluation>, std::int64_t number);
// For how many there would be a ballot: those with a seat whom a letter reaches.
std::int64_t count_to_ask(Db&, Id<Activity>);
// Gives each of them one. False where it was sent before, or asks nothing.
bool send_evaluation(Db&, const Evaluation&, Id<Activity>, const Date& answer_by, PersonId by,
                     Instant now);
std::int64_t ballots_left(Db&, Id<Evaluation>, Id<Registration>);
struct Turnout {
  std::int64_t asked = 0;
  std::int64_t answered = 0;
};
Turnout turnout(Db&, Id<Evaluation>);
// False where the ballot is used up.
bool answer_evaluation(Db&, const Evaluation&, Id<Registration>,
                       const std::vector<EvaluationAnswer>&);
// How often each step or choice was chosen, the first first.
std::vector<std::int64_t> counts_of(Db&, const EvaluationQuestion&);
std::vector<std::string> words_of(Db&, const EvaluationQuestion&);  // in no order

// --- Pages ---

Html evaluation_section(Visit&, const compacts::Compact&, const Activity&);  // where it is public
Html evaluation_link(Visit&, const compacts::Compact&, const Activity&, std::string_view token);

Response show_evaluation(Visit&, Number activity);
Response save_evaluation_of(Visit&, Number activity);
Response add_question_to(Visit&, Number activity);
Response remove_question_of(Visit&, Number activity, Number question);
Response send_evaluation_of(Visit&, Number activity);
Response show_own_evaluation(Visit&, std::string token);
Response answer_own_evaluation(Visit&, std::string token);

}  // namespace overens::activities
