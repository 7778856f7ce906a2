// What those who register are asked, for coordinators: the usual questions with one press, each
// with its purpose and a short time to keep the answers, and questions of one's own.
#include <algorithm>

#include "base/text.h"
#include "features/activities/pages.h"

namespace overens::activities {
namespace {

constexpr std::int64_t most_days = 400;
constexpr std::int64_t usual_days = 14;
constexpr std::size_t longest_label = 200;
constexpr std::size_t longest_help = 500;
constexpr std::size_t longest_choices = 2000;

struct Standard {
  std::string_view name;
  QuestionKind kind;
  Text label;
  Text purpose;
  std::optional<Way> way;
};

const std::vector<Standard>& standard_questions() {
  static const std::vector<Standard> all{
      {"diet", QuestionKind::text, t("Is there food you can not eat?"),
       t("To order food that you can eat."), Way::on_site},
      {"access",
       QuestionKind::text,
       t("What do you need to be able to take part?"),
       t("To prepare the room and the way there."),
       {}},
      {"interpreter",
       QuestionKind::text,
       t("Do you need an interpreter, and to which language?"),
       t("To order an interpreter."),
       {}},
      {"hearing_loop", QuestionKind::yes_no, t("Do you use a hearing loop?"),
       t("To have the loop on, and a place where it works."), Way::on_site}};
  return all;
}

Text words_for(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::text:
      return t("One writes freely");
    case QuestionKind::choice:
      return t("One of several answers");
    case QuestionKind::choices:
      return t("Any of several answers");
    case QuestionKind::yes_no:
      return t("Yes or no");
  }
  return {};
}

Html standard_buttons(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                      const std::vector<Question>& there) {
  Html buttons;
  for (const Standard& one : standard_questions()) {
    const std::string label = one.label.in(language_of(compact.language).value_or(Language::sv));
    bool is_there = false;
    for (const Question& question : there) is_there = is_there || question.label == label;
    if (!is_there)
      buttons += post_button(
          visit, url(visit, "/{}/activities/{}/questions/standard", compact.slug, activity.number),
          {.words = t("Ask: {}", one.label)}, {{"question", std::string(one.name)}});
  }
  return buttons;
}

const Question* find_question(const std::vector<Question>& all, const std::optional<Number>& one) {
  for (const Question& question : all)
    if (question.number == one) return &question;
  return nullptr;
}

// "All", "On site", "Who answered “Do you come by bus?” with “Yes”".
Text words_for_asked(const Question& question, const std::vector<Question>& all) {
  const Text way = question.way ? activities::words_for(*question.way) : t("All");
  const Question* other = find_question(all, question.asked_if);
  if (!other) return way;
  const Text answered = question.asked_if_answer.empty()
                            ? t("Who answered “{}”", other->label)
                            : t("Who answered “{}” with “{}”", other->label,
                                answer_words(*other, question.asked_if_answer));
  return question.way ? t("{0}. {1}", way, answered) : answered;
}

Html questions_list(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                    const std::vector<Question>& all) {
  if (all.empty()) return empty_state(t("Nothing is asked beside name and organisation"));
  Table list{t("What is asked"),
             {t("Question"), t("Kind"), t("Who is asked"), t("Why"), t("Days kept"), t("Required"),
              t("Take away")},
             {}};
  for (const Question& one : all)
    list.rows.push_back(
        {html("{}", one.label), html("{}", words_for(one.kind)),
         html("{}", words_for_asked(one, all)), html("{}", one.purpose), html("{}", one.kept_days),
         html("{}", one.is_required ? t("Yes") : t("No")),
         post_button(visit,
                     url(visit, "/{}/activities/{}/questions/{}/end", compact.slug, activity.number,
                         one.number),
                     {.words = t("Take away “{}”", one.label), .is_dangerous = true})});
  return table(list);
}

Html condition_fields(const Filled& filled, const std::vector<Question>& there) {
  std::vector<Option> ways{{"", t("All"), {}}};
  for (const auto& [way, name] : names(Way{}))
    ways.push_back({name, activities::words_for(way), {}});
  std::vector<Option> others{{"", t("Always"), {}}};
  for (const Question& one : there)
    others.push_back({std::to_string(one.number.value), verbatim(one.label), {}});
  Html fields =
      select_field(filled, {.name = "way", .label = t("Who is asked"), .is_optional = true}, ways);
  if (there.empty()) return fields;
  fields += select_field(
      filled, {.name = "asked_if", .label = t("Only after an answer to"), .is_optional = true},
      others);
  fields +=
      field(filled, {.name = "asked_if_answer",
                     .label = t("And only if that answer is"),
                     .hint = t("In the same words as there, such as “Yes”. Empty: any answer."),
                     .is_optional = true});
  return fields;
}

Html question_form(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                   const std::vector<Question>& there, const Filled& filled) {
  std::vector<Option> kinds;
  for (const auto& [kind, name] : names(QuestionKind{}))
    kinds.push_back({name, words_for(kind), {}});
  Html fields = field(filled, {.name = "label", .label = t("The question")});
  fields += select_field(filled, {.name = "kind", .label = t("Kind"), .value = "text"}, kinds);
  fields += area_field(filled, {.name = "choices",
                                .label = t("Answers to choose among"),
                                .hint = t("One a line."),
                                .is_optional = true,
                                .rows = 4});
  fields += field(filled, {.name = "purpose",
                           .label = t("Why do you ask?"),
                           .hint = t("It stands beside the question. Ask for no more than that.")});
  fields += field(filled, {.name = "kept_days",
                           .label = t("Days to keep the answers after the activity"),
                           .input = Input::number,
                           .hint = t("Then they are removed by themselves, and that is logged."),
                           .value = std::to_string(usual_days)});
  fields +=
      field(filled, {.name = "help", .label = t("More about the question"), .is_optional = true});
  fields += tick_field(filled, {.name = "required", .label = t("It must be answered")});
  fields += condition_fields(filled, there);
  return post_form(visit, url(visit, "/{}/activities/{}/questions", compact.slug, activity.number),
                   fields, {.words = t("Add the question")});
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
  body += questions_list(visit, compact, activity, all);
  if (!all.empty())
    body +=
        paragraph(t("A question that is taken away takes its answers with it, and the questions "
                    "that hang on it."));
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

// An answer as a coordinator writes it down, "Ja", as it is kept: "yes".
std::optional<std::string> answer_kept(const Question& question, const std::string& typed) {
  if (question.kind == QuestionKind::text || typed.empty()) return typed;
  const bool is_yes_no = question.kind == QuestionKind::yes_no;
  for (const std::string& one :
       is_yes_no ? std::vector<std::string>{"yes", "no"} : lines_of(question.choices))
    for (const Language language : {Language::sv, Language::fi, Language::en})
      if (fold(typed) == fold(one) || fold(typed) == fold(answer_words(question, one).in(language)))
        return one;
  return std::nullopt;
}

void read_condition(Filled& filled, const std::vector<Question>& there, NewQuestion& question) {
  const auto number = filled.optional_number("asked_if", 1, most_days);
  if (!number) return;
  const Question* other = find_question(there, Number{*number});
  filled.expect(other, "asked_if", t("Choose one in the list."));
  if (!other) return;
  question.asked_if = other->number;
  const auto answer = answer_kept(*other, filled.optional_line("asked_if_answer", longest_label));
  filled.expect(answer.has_value(), "asked_if_answer",
                t("That is none of the answers to “{}”.", other->label));
  question.asked_if_answer = answer.value_or("");
}

NewQuestion read_question(Filled& filled, const std::vector<Question>& there) {
  NewQuestion question{
      .kind = filled.choice<QuestionKind>("kind", t("Choose the kind.")),
      .label = filled.line("label", t("Write the question."), longest_label),
      .help = filled.optional_line("help", longest_help),
      .purpose = filled.line("purpose", t("Write why you ask."), longest_help),
      .kept_days = filled.number("kept_days", t("Write a number of days."), 0, most_days),
      .is_required = filled.ticked("required"),
      .choices = filled.optional_text("choices", longest_choices)};
  const bool has_choices =
      question.kind == QuestionKind::choice || question.kind == QuestionKind::choices;
  filled.expect(!has_choices || lines_of(question.choices).size() > 1, "choices",
                t("Write two answers or more, one a line."));
  if (!has_choices) question.choices.clear();
  if (!filled.value("way").empty())
    question.way = filled.choice<Way>("way", t("Choose one in the list."));
  read_condition(filled, there, question);
  return question;
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
  const NewQuestion question = read_question(filled, questions(visit.db, activity.id));
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
  const Language language = language_of(compact.language).value_or(Language::sv);
  const auto& all = standard_questions();
  const auto one = std::ranges::find(all, visit.form.value("question"), &Standard::name);
  if (one == all.end()) throw NotFound{};
  visit.write([&](Db& db) {
    add_question(db, activity.id,
                 {.kind = one->kind,
                  .label = one->label.in(language),
                  .purpose = one->purpose.in(language),
                  .kept_days = usual_days,
                  .way = one->way});
  });
  return see_other(url(visit, "/{}/activities/{}/questions", compact.slug, activity.number));
}

Response end_question_of(Visit& visit, Number number, Number question) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  visit.write([&](Db& db) { end_question(db, activity.id, question, visit.now); });
  return see_other(url(visit, "/{}/activities/{}/questions", compact.slug, activity.number));
}

}  // namespace overens::activities
