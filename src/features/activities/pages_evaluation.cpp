// The coordinators' work with an evaluation, and its result.
#include "base/markdown.h"
#include "features/activities/chart.h"
#include "features/activities/evaluation.h"
#include "features/activities/letters_after.h"

namespace overens::activities {
namespace {

constexpr int days_to_answer = 14;  // what the form proposes
constexpr std::size_t longest_intro = 5000;
constexpr std::size_t longest_choice = 200;

Url evaluation_url(const Visit& visit, const Activity& activity) {
  return url(visit, "/{}/activities/{}/evaluation", visit.scope.slug, activity.number);
}

Text words_for(AnsweredBy kind) {
  switch (kind) {
    case AnsweredBy::scale:
      return t("A step from 1 to 5");
    case AnsweredBy::choice:
      return t("One of several choices");
    case AnsweredBy::words:
      return t("In one's own words");
  }
  return {};
}

// --- The result ---

std::vector<Text> step_words(const EvaluationQuestion& question) {
  std::vector<Text> steps;
  if (question.kind == AnsweredBy::choice) {
    for (const std::string& one : choices_of(question)) steps.push_back(verbatim(one));
    return steps;
  }
  steps = {t("1, not at all"), t("2"), t("3"), t("4"), t("5, very much")};
  return steps;
}

Html counts_picture(const EvaluationQuestion& question,
                    const std::vector<std::optional<std::int64_t>>& shown) {
  const auto steps = step_words(question);
  const std::string id = "question-" + std::to_string(question.number);
  std::vector<Bar> bars;
  Table figures{t("The answers to: {}", question.question), {t("Answer"), t("Number")}, {}};
  for (std::size_t i = 0; i < shown.size(); ++i) {
    bars.push_back({steps.at(i), shown[i]});
    figures.rows.push_back({html("{}", steps.at(i)), shown[i] ? html("{}", number(*shown[i]))
                                                              : html("{}", t("fewer than 5"))});
  }
  Html both = bar_picture(id, verbatim(question.question),
                          t("Bars: how many chose each answer. The same figures stand as a table "
                            "below."),
                          bars);
  both += html(R"(<details class="ds-details"><summary>{}</summary>{}</details>)",
               t("The same as a table"), table(figures));
  return both;
}

Html words_list(const std::vector<std::string>& all) {
  return html("<ul>{}</ul>",
              each(all, [](const std::string& one) { return html("<li>{}</li>", one); }));
}

// Where nothing is hidden and there are enough of them: the mean of the steps.
Html mean_of(const std::vector<std::optional<std::int64_t>>& shown) {
  std::int64_t sum = 0;
  std::int64_t all = 0;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (!shown[i]) return {};
    sum += static_cast<std::int64_t>(i + 1) * *shown[i];
    all += *shown[i];
  }
  if (all == 0) return {};
  return paragraph(
      t("On average {}.", decimal(static_cast<double>(sum) / static_cast<double>(all), 1)));
}

Html question_result(Visit& visit, const EvaluationQuestion& question, bool coordinates) {
  Html section = heading(3, verbatim(question.question));
  if (question.kind == AnsweredBy::words) {
    const auto all = words_of(visit.db, question);
    if (!coordinates)
      return section += paragraph(t("Answers in words are read by those who run the compact."));
    if (static_cast<std::int64_t>(all.size()) < fewest_told)
      return section += paragraph(t("Fewer than five have answered: nothing is shown."));
    section += paragraph(tn("{} answer.", "{} answers.", static_cast<std::int64_t>(all.size())));
    return section += words_list(all);
  }
  const auto counts = counts_of(visit.db, question);
  std::int64_t all = 0;
  for (const std::int64_t one : counts) all += one;
  if (all < fewest_told)
    return section += paragraph(t("Fewer than five have answered: nothing is shown."));
  const auto shown = told(counts);
  section += paragraph(tn("{} answer.", "{} answers.", all));
  section += counts_picture(question, shown);
  if (question.kind == AnsweredBy::scale) section += mean_of(shown);
  return section;
}

Html result_part(Visit& visit, const Evaluation& evaluation, bool coordinates) {
  const Turnout came = turnout(visit.db, evaluation.id);
  Html body = heading(2, t("The answers"));
  body += paragraph(came.answered >= fewest_told
                        ? t("{0} of {1} have answered.", came.answered, came.asked)
                        : t("Fewer than five of {} have answered.", came.asked));
  body += paragraph(
      t("Nobody's answers can be told apart from the others': numbers below five are not shown."));
  for (const EvaluationQuestion& one : questions_of(visit.db, evaluation.id))
    body += question_result(visit, one, coordinates);
  return body;
}

// --- Making it ---

Html settings_form(Visit& visit, const Activity& activity, const std::optional<Evaluation>& known,
                   const Filled& filled) {
  Html fields = area_field(filled, {.name = "intro",
                                    .label = t("What stands above the questions"),
                                    .value = known ? known->intro : "",
                                    .is_optional = true,
                                    .rows = 4});
  fields += tick_field(filled,
                       {.name = "is_public",
                        .label = t("Everybody may see the result"),
                        .hint = t("When the last day to answer is over. Those who are asked are "
                                  "told, so it can not be changed later.")},
                       known && known->is_public);
  return post_form(
      visit, url(visit, "/{}/activities/{}/evaluation/edit", visit.scope.slug, activity.number),
      fields, {.words = t("Save")});
}

Html question_form(Visit& visit, const Activity& activity, const Filled& filled) {
  std::vector<Option> kinds;
  for (const auto& [one, name] : names(AnsweredBy{})) kinds.push_back({name, words_for(one), {}});
  Html fields = field(filled, {.name = "question", .label = t("Question")});
  fields += radio_field(
      filled, {.name = "kind", .label = t("How is it answered?"), .value = "scale"}, kinds);
  fields += area_field(filled, {.name = "choices",
                                .label = t("The choices"),
                                .hint = t("One a line, for a question with choices. A step is "
                                          "from 1, not at all, to 5, very much: ask so that it "
                                          "fits, as “Did you get to say what you wanted?”"),
                                .is_optional = true,
                                .rows = 4});
  return post_form(
      visit,
      url(visit, "/{}/activities/{}/evaluation/questions", visit.scope.slug, activity.number),
      fields, {.words = t("Add the question")});
}

Html question_list(Visit& visit, const Activity& activity,
                   const std::vector<EvaluationQuestion>& questions, bool may_change) {
  return html(
      R"(<ol class="o-items">{}</ol>)", each(questions, [&](const EvaluationQuestion& one) {
        const Html remove = when(may_change, [&] {
          return post_button(visit,
                             url(visit, "/{}/activities/{}/evaluation/questions/{}/removal",
                                 visit.scope.slug, activity.number, one.number),
                             {.words = t("Take out “{}”", one.question), .is_dangerous = true});
        });
        return html(
            R"(<li><h3>{}</h3><p class="o-meta">{}</p>{}{}</li>)", one.question,
            words_for(one.kind),
            when(one.kind == AnsweredBy::choice, [&] { return words_list(choices_of(one)); }),
            remove);
      }));
}

Html send_form(Visit& visit, const Activity& activity, const Filled& filled, const Date& today) {
  const std::int64_t asked = count_to_ask(visit.db, activity.id);
  const Text who = tn("{} person is asked, by the letter to who registered.",
                      "{} people are asked, by the letters to those who registered.", asked);
  Html part = paragraph(who);
  if (asked < 2 * fewest_told)
    part += notice(Tone::warning, t("Perhaps nobody will see the answers"),
                   paragraph(t("Nothing is shown, not to you either, where fewer than five have "
                               "answered. Of so few that easily happens: ask them at the end of "
                               "the meeting instead, or on paper.")));
  part += post_form(
      visit, url(visit, "/{}/activities/{}/evaluation/round", visit.scope.slug, activity.number),
      field(filled, {.name = "answer_by",
                     .label = t("Last day to answer"),
                     .input = Input::date,
                     .hint = t("The whole day counts. Everybody who has a seat and an address gets "
                               "a mail. The questions can not be changed afterwards."),
                     .value = iso(add_days(today, days_to_answer))}),
      {.words = t("Send it to those who took part")});
  return part;
}

Html making_part(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                 const std::optional<Evaluation>& known, const Filled& filled) {
  Html body = heading(2, t("The form"));
  body += settings_form(visit, activity, known, filled);
  if (!known) return body;
  const auto questions = questions_of(visit.db, known->id);
  body += heading(2, t("Questions"));
  if (!questions.empty()) body += question_list(visit, activity, questions, true);
  if (questions.size() < most_evaluation_questions) {
    body += heading(2, t("Add a question"));
    body += question_form(visit, activity, filled);
  }
  if (!questions.empty()) {
    body += heading(2, t("Send it"));
    body += send_form(visit, activity, filled, compacts::today(visit, compact));
  }
  return body;
}

Response work_page(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                   const Filled& filled, int status) {
  const auto known = find_evaluation(visit.db, activity.id);
  Html body = error_summary(filled);
  if (!known || !known->answer_by) {
    body += making_part(visit, compact, activity, known, filled);
  } else if (is_open(*known, visit.now, compact.zone())) {
    const Turnout came = turnout(visit.db, known->id);
    body += notice(Tone::info, t("It is out"),
                   paragraph(t("{0} of {1} have answered. The answers are shown when {2} is over, "
                               "so that nobody's can be told apart.",
                               came.answered, came.asked, long_date(*known->answer_by))));
    body += question_list(visit, activity, questions_of(visit.db, known->id), false);
  } else {
    body += result_part(visit, *known, true);
  }
  return page(visit,
              {.title = t("Evaluation of {}", activity.title),
               .lead = when_words(activity, compact.zone()),
               .path = path_to(visit, activity)},
              body, status);
}

void require_held(const Activity& activity, Instant now) {
  if (activity.status != Status::published || now < activity.starts_at)
    throw Conflict{t("An evaluation is made when the activity has begun.")};
}

[[noreturn]] void refuse_sent() {
  throw Conflict{t("The evaluation has been sent. Its questions can not be changed.")};
}

QuestionEntry read_question(Filled& filled) {
  QuestionEntry entry;
  entry.question = filled.line("question", t("Write the question."));
  entry.kind = filled.choice<AnsweredBy>("kind", t("Choose how it is answered."));
  if (entry.kind != AnsweredBy::choice) return entry;
  const std::string lines = filled.optional_text("choices", longest_choice * most_choices);
  EvaluationQuestion as_kept;
  as_kept.choices = lines;
  entry.choices = choices_of(as_kept);
  filled.expect(entry.choices.size() >= 2, "choices", t("Write at least two choices, one a line."));
  filled.expect(entry.choices.size() <= most_choices, "choices",
                t("There can be at most {} choices.", most_choices));
  return entry;
}

}  // namespace

Html evaluation_section(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  const auto known = find_evaluation(visit.db, activity.id);
  if (!known || !known->is_public || !known->answer_by) return {};
  if (!has_closed(*known, visit.now, compact.zone())) {
    visit.valid_until(end_of_day(*known->answer_by, compact.zone()));
    return {};
  }
  Html section = heading(2, t("What those who came thought"));
  section += html("<p>{}</p>", link(evaluation_url(visit, activity), t("See the evaluation")));
  return section;
}

Response show_evaluation(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  if (compacts::may_coordinate(visit)) {
    require_held(activity, visit.now);
    return work_page(visit, compact, activity, Filled{}, 200);
  }
  const auto known = find_evaluation(visit.db, activity.id);
  if (!known || !known->is_public || !has_closed(*known, visit.now, compact.zone()))
    throw NotFound{};
  return page(visit,
              {.title = t("Evaluation of {}", activity.title),
               .lead = when_words(activity, compact.zone()),
               .path = path_to(visit, activity)},
              result_part(visit, *known, false));
}

Response save_evaluation_of(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  require_held(activity, visit.now);
  Filled filled(visit.form);
  const std::string intro = filled.optional_text("intro", longest_intro);
  const bool is_public = filled.ticked("is_public");
  if (!filled.ok()) return work_page(visit, compact, activity, filled, 422);
  if (!visit.write([&](Db& db) { return save_evaluation(db, activity.id, intro, is_public); }))
    refuse_sent();
  return see_other(evaluation_url(visit, activity));
}

Response add_question_to(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  const Evaluation known = found(find_evaluation(visit.db, activity.id));
  Filled filled(visit.form);
  const QuestionEntry entry = read_question(filled);
  if (!filled.ok()) return work_page(visit, compact, activity, filled, 422);
  if (!visit.write([&](Db& db) { return add_question(db, known.id, entry); })) refuse_sent();
  return see_other(evaluation_url(visit, activity));
}

Response remove_question_of(Visit& visit, Number number, Number question) {
  const Activity activity = activity_here(visit, compacts::here(visit), number);
  const Evaluation known = found(find_evaluation(visit.db, activity.id));
  if (!visit.write([&](Db& db) { return remove_question(db, known.id, question.value); }))
    refuse_sent();
  return see_other(evaluation_url(visit, activity));
}

Response send_evaluation_of(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  const Evaluation known = found(find_evaluation(visit.db, activity.id));
  Filled filled(visit.form);
  const auto by = filled.date("answer_by", t("Write the last day to answer."));
  filled.expect(!by || *by >= compacts::today(visit, compact), "answer_by",
                t("That day is over. Choose a later one."));
  if (!filled.ok()) return work_page(visit, compact, activity, filled, 422);
  const Letterhead from = letterhead(visit, compact);
  const bool is_sent = visit.write([&](Db& db) {
    if (!send_evaluation(db, known, activity.id, *by, people::me(visit), visit.now)) return false;
    write_after(db, from, activity,
                {.occasion = "evaluation " + std::to_string(known.id.value),
                 .kind = "evaluation",
                 .subject = t("What did you think of {}?", activity.title),
                 .words = t("Tell us what you thought, by {}. It takes a few minutes. Nobody can "
                            "see who answered what:",
                            long_date(*by)),
                 .page = "evaluation"});
    return true;
  });
  if (!is_sent) throw Conflict{t("It has been sent already, or asks nothing yet.")};
  return see_other(evaluation_url(visit, activity));
}

}  // namespace overens::activities
