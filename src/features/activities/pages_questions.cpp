// What those who register are asked, for coordinators: the usual questions with one press, each
// with its purpose and a short time to keep the answers, and questions of one's own.
#include <algorithm>

#include "features/activities/pages_questions.h"
#include "features/activities/standard_questions.h"

namespace overens::activities {
namespace {

Html standard_buttons(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                      const std::vector<Question>& there) {
  Html buttons;
  for (const StandardQuestion& one : standard_questions()) {
    if (std::ranges::find(there, one.name, &Question::standard) == there.end())
      buttons += post_button(
          visit, url(visit, "/{}/activities/{}/questions/standard", compact.slug, activity.number),
          {.words = t("Ask: {}", one.label)}, {{"question", std::string(one.name)}});
  }
  return buttons;
}

// "All", "On site", "Who answered “Do you come by bus?” with “Yes”".
Text words_for_asked(const Question& question, const std::vector<Question>& all) {
  const Text way = question.way ? activities::words_for(*question.way) : t("All");
  const Question* other = find_question(all, question.asked_if);
  if (!other) return way;
  const Text answered = question.asked_if_answer.empty()
                            ? t("Who answered “{}”", label_words(*other))
                            : t("Who answered “{}” with “{}”", label_words(*other),
                                answer_words(*other, question.asked_if_answer));
  return question.way ? t("{0}. {1}", way, answered) : answered;
}

Html one_actions(Visit& visit, const Activity& activity, const Question& one, bool is_first) {
  const Html change = button_link(
      url(visit, "/{}/activities/{}/questions/{}", visit.scope.slug, activity.number, one.number),
      t("Change “{}”", label_words(one)), Weight::tertiary);
  if (is_first) return change;
  return html("{} {}", change,
              post_button(visit,
                          url(visit, "/{}/activities/{}/questions/{}/up", visit.scope.slug,
                              activity.number, one.number),
                          {.words = t("Move “{}” up", label_words(one))}));
}

Html questions_list(Visit& visit, const Activity& activity, const std::vector<Question>& all) {
  if (all.empty()) return empty_state(t("Nothing is asked beside name and organisation"));
  Table list{t("What is asked"),
             {t("Question"), t("Kind"), t("Who is asked"), t("Why"), t("Days kept"), t("Required"),
              t("Change")},
             {}};
  for (const Question& one : all)
    list.rows.push_back({html("{}", label_words(one)), html("{}", words_for(one.kind)),
                         html("{}", words_for_asked(one, all)), html("{}", purpose_words(one)),
                         html("{}", one.kept_days),
                         html("{}", one.is_required ? t("Yes") : t("No")),
                         one_actions(visit, activity, one, &one == all.data())});
  return table(list);
}

Html question_form(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                   const std::vector<Question>& there, const Filled& filled) {
  Question blank;
  blank.kept_days = usual_days;
  return post_form(visit, url(visit, "/{}/activities/{}/questions", compact.slug, activity.number),
                   question_editor(filled, there, blank, visit.language),
                   {.words = t("Add the question")});
}

Html purged_answers(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  return each(answer_purges(visit.db, activity.id), [&](const AnswerPurge& one) {
    return paragraph(t("“{0}”: {1} answers were removed {2}.", one.label, one.answers,
                       long_date(date_of(one.purged_at, compact.zone()))));
  });
}

Response questions_page(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                        const Filled& filled, int status) {
  const auto all = questions(visit.db, activity.id);
  Html body = error_summary(filled);
  body += questions_list(visit, activity, all);
  body += purged_answers(visit, compact, activity);
  const Html standard = standard_buttons(visit, compact, activity, all);
  body += heading(2, t("The usual questions"));
  body += paragraph(tn("Answers are removed {} day after the activity.",
                       "Answers are removed {} days after the activity.", usual_days));
  body += html(R"(<div class="o-actions">{}</div>)", standard);
  body += heading(2, t("A question of your own"));
  body += question_form(visit, compact, activity, all, filled);
  auto path = path_to(visit, activity);
  path.push_back({t("Who comes"), registrations_url(visit, activity)});
  return page(visit, {.title = t("Questions of {}", activity.title), .path = std::move(path)}, body,
              status);
}

}  // namespace

Response show_questions(Visit& visit, Number number) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  return questions_page(visit, compact, activity_here(visit, compact, number), Filled{}, 200);
}

Response add_own_question(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  Filled filled(visit.form);
  const auto there = questions(visit.db, activity.id);
  const NewQuestion question = read_question(filled, there, there);
  if (!filled.ok()) return questions_page(visit, compact, activity, filled, 422);
  if (!visit.write([&](Db& db) { return add_question(db, activity.id, question); })) {
    filled.fail("label", tn("More than {} question is too much.",
                            "More than {} questions are too much.", most_questions));
    return questions_page(visit, compact, activity, filled, 409);
  }
  return see_other(url(visit, "/{}/activities/{}/questions", compact.slug, activity.number));
}

Response add_standard_question(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  const Language language = compact.own_language();
  const auto& all = standard_questions();
  const auto one = std::ranges::find(all, visit.form.value("question"), &StandardQuestion::name);
  if (one == all.end()) throw NotFound{};
  visit.write([&](Db& db) {
    const auto there = questions(db, activity.id);
    if (std::ranges::find(there, one->name, &Question::standard) != there.end()) return false;
    return add_question(db, activity.id,
                        {.kind = one->kind,
                         .label = one->label.in(language),
                         .purpose = one->purpose.in(language),
                         .kept_days = usual_days,
                         .way = one->way,
                         .standard = std::string(one->name)});
  });
  return see_other(url(visit, "/{}/activities/{}/questions", compact.slug, activity.number));
}

}  // namespace overens::activities
