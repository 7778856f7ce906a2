// The evaluation as those who took part answer it, by their personal link.
#include "base/markdown.h"
#include "features/activities/evaluation.h"

namespace overens::activities {
namespace {

constexpr std::size_t longest_words = 3000;

struct OwnEvaluation {
  compacts::Compact compact;
  Registration registration;
  Activity activity;
  Evaluation evaluation;
};

OwnEvaluation own_evaluation(Visit& visit, std::string_view token) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  Registration one = found(find_by_token(visit.db, compact.id, token));
  Activity activity = load(visit.db, one.activity);
  Evaluation evaluation = found(find_evaluation(visit.db, activity.id));
  if (!evaluation.answer_by) throw NotFound{};
  return {compact, std::move(one), std::move(activity), std::move(evaluation)};
}

std::string name_of_field(const EvaluationQuestion& question) {
  return "question-" + std::to_string(question.number);
}

std::vector<Option> options_of(const EvaluationQuestion& question) {
  std::vector<Option> options;
  if (question.kind == AnsweredBy::scale) {
    const std::vector<Text> steps{t("1, not at all"), t("2"), t("3"), t("4"), t("5, very much")};
    for (std::size_t i = 0; i < steps.size(); ++i)
      options.push_back({std::to_string(i + 1), steps[i], {}});
    return options;
  }
  const auto choices = choices_of(question);
  for (std::size_t i = 0; i < choices.size(); ++i)
    options.push_back({std::to_string(i + 1), verbatim(choices[i]), {}});
  return options;
}

Html question_field(const Filled& filled, const EvaluationQuestion& question) {
  const std::string name = name_of_field(question);
  const Field asked{.name = name, .label = verbatim(question.question), .is_optional = true};
  if (question.kind == AnsweredBy::words) return area_field(filled, asked);
  return radio_field(filled, asked, options_of(question));
}

std::vector<EvaluationAnswer> read_answers(Filled& filled,
                                           const std::vector<EvaluationQuestion>& questions) {
  std::vector<EvaluationAnswer> answers;
  for (const EvaluationQuestion& one : questions) {
    const std::string name = name_of_field(one);
    if (one.kind == AnsweredBy::words) {
      const std::string words = filled.optional_text(name, longest_words);
      if (!words.empty()) answers.push_back({one.id, std::nullopt, words});
      continue;
    }
    const auto last = static_cast<std::int64_t>(options_of(one).size());
    if (const auto chosen = filled.optional_number(name, 1, last))
      answers.push_back({one.id, chosen, ""});
  }
  if (filled.ok() && answers.empty() && !questions.empty())
    filled.fail(name_of_field(questions.front()), t("Answer at least one question."));
  return answers;
}

Html standing_of(Visit& visit, const OwnEvaluation& own, std::int64_t left) {
  if (!is_open(own.evaluation, visit.now, own.compact.zone()))
    return notice(Tone::neutral, t("The last day to answer is over"),
                  paragraph(t("It was {}.", long_date(*own.evaluation.answer_by))));
  if (left == 0)
    return notice(Tone::success, t("Your answer has reached us"),
                  paragraph(t("Thank you. Nobody can see that it was yours, so it can not be "
                              "changed either.")));
  return {};
}

Response answer_page(Visit& visit, const OwnEvaluation& own, std::string_view token,
                     const Filled& filled, int status) {
  const std::int64_t left = ballots_left(visit.db, own.evaluation.id, own.registration.id);
  const Html told = standing_of(visit, own, left);
  Html body = error_summary(filled);
  body += told;
  if (told.is_empty()) {
    body +=
        paragraph(t("We keep that your link was used, and apart from it what was answered: no "
                    "row leads from the one to the other. Answer what you like."));
    if (own.evaluation.is_public)
      body +=
          paragraph(t("Everybody can see the figures when {} is over. What you write in words "
                      "is read by those who run the compact.",
                      long_date(*own.evaluation.answer_by)));
    else
      body += paragraph(t("Those who run the compact see the result."));
    if (const std::int64_t sent = own.registration.size - left; sent > 0)
      body += notice(Tone::success,
                     tn("{} answer from your group has reached us",
                        "{} answers from your group have reached us", sent),
                     paragraph(t("Thank you. Each of you answers once. What has been sent can not "
                                 "be changed, as nobody can see whose it was.")));
    if (own.registration.size > 1)
      body +=
          paragraph(tn("Your group has {} answer left.", "Your group has {} answers left.", left));
    body += markdown(own.evaluation.intro, 2);
    const Html fields =
        each(questions_of(visit.db, own.evaluation.id),
             [&](const EvaluationQuestion& one) { return question_field(filled, one); });
    body += post_form(visit, url(visit, "/{}/registrations/{}/evaluation", visit.scope.slug, token),
                      fields, {.words = t("Send my answers")});
  }
  return page(visit,
              {.title = t("What did you think of {}?", own.activity.title),
               .path = {{t("Your registration"),
                         url(visit, "/{}/registrations/{}", visit.scope.slug, token)}}},
              body, status);
}

}  // namespace

Html evaluation_link(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                     std::string_view token) {
  const auto known = find_evaluation(visit.db, activity.id);
  if (!known || !is_open(*known, visit.now, compact.zone())) return {};
  return html("<p>{}</p>", link(url(visit, "/{}/registrations/{}/evaluation", compact.slug, token),
                                t("Say what you thought")));
}

Response show_own_evaluation(Visit& visit, std::string token) {
  return answer_page(visit, own_evaluation(visit, token), token, Filled{}, 200);
}

Response answer_own_evaluation(Visit& visit, std::string token) {
  const OwnEvaluation own = own_evaluation(visit, token);
  if (!is_open(own.evaluation, visit.now, own.compact.zone()))
    throw Conflict{t("The last day to answer is over.")};
  Filled filled(visit.form);
  const auto answers = read_answers(filled, questions_of(visit.db, own.evaluation.id));
  if (!filled.ok()) return answer_page(visit, own, token, filled, 422);
  if (!visit.write([&](Db& db) {
        return answer_evaluation(db, own.evaluation, own.registration.id, answers);
      }))
    throw Conflict{t("An answer has been sent by this link already.")};
  return see_other(url(visit, "/{}/registrations/{}/evaluation", visit.scope.slug, token));
}

}  // namespace overens::activities
