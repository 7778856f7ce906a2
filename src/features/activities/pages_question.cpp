// One question, for coordinators: its words, whom it is put to, its place on the form and its end.
// What people have answered holds what they were told.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "features/activities/pages_questions.h"
#include "features/activities/rules.h"
#include "features/activities/standard_questions.h"

namespace overens::activities {
namespace {

constexpr std::int64_t most_days = 400;
constexpr std::int64_t highest_number = 1000;
constexpr std::size_t longest_label = 200;
constexpr std::size_t longest_help = 500;
constexpr std::size_t longest_choices = 2000;

template <class E>
std::string name_of(E value) {
  for (const auto& [one, name] : names(E{}))
    if (one == value) return name;
  return {};
}

// The answer that another question must have, as a coordinator reads it.
std::string condition_words(const std::vector<Question>& earlier, const Question& known,
                            Language language) {
  const Question* other = find_question(earlier, known.asked_if);
  if (!other || known.asked_if_answer.empty()) return {};
  return answer_words(*other, known.asked_if_answer).in(language);
}

Html condition_fields(const Filled& filled, const std::vector<Question>& there,
                      const Question& known, Language language) {
  std::vector<Option> ways{{"", t("All"), {}}};
  for (const auto& [way, name] : names(Way{})) ways.push_back({name, words_for(way), {}});
  std::vector<Option> others{{"", t("Always"), {}}};
  for (const Question& one : there)
    others.push_back({std::to_string(one.number.value), label_words(one), {}});
  Html fields = select_field(filled,
                             {.name = "way",
                              .label = t("Who is asked"),
                              .value = known.way ? name_of(*known.way) : "",
                              .is_optional = true},
                             ways);
  if (there.empty()) return fields;
  fields += select_field(filled,
                         {.name = "asked_if",
                          .label = t("Only after an answer to"),
                          .value = known.asked_if ? std::to_string(known.asked_if->value) : "",
                          .is_optional = true},
                         others);
  fields +=
      field(filled, {.name = "asked_if_answer",
                     .label = t("And only if that answer is"),
                     .hint = t("In the same words as there, such as “Yes”. Empty: any answer."),
                     .value = condition_words(there, known, language),
                     .is_optional = true});
  return fields;
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
  const auto number = filled.optional_number("asked_if", 1, highest_number);
  if (!number) return;
  const Question* other = find_question(there, Number{*number});
  filled.expect(other, "asked_if", t("Choose one in the list."));
  if (!other) return;
  question.asked_if = other->number;
  const auto answer = answer_kept(*other, filled.optional_line("asked_if_answer", longest_label));
  filled.expect(answer.has_value(), "asked_if_answer",
                t("That is none of the answers to “{}”.", label_words(*other)));
  question.asked_if_answer = answer.value_or("");
}

void read_choices(Filled& filled, NewQuestion& question) {
  const bool has_choices =
      question.kind == QuestionKind::choice || question.kind == QuestionKind::choices;
  if (!has_choices) return;
  const auto choices = lines_of(filled.optional_text("choices", longest_choices));
  filled.expect(choices.size() > 1, "choices", t("Write two answers or more, one a line."));
  std::set<std::string> known;
  for (const std::string& one : choices) {
    filled.expect(known.insert(fold(one)).second, "choices", t("“{}” stands there twice.", one));
    question.choices += (question.choices.empty() ? "" : "\n") + one;
  }
}

struct OneQuestion {
  compacts::Compact compact;
  Activity activity;
  std::vector<Question> all;
  std::size_t at = 0;  // which of them

  const Question& it() const { return all[at]; }
  std::vector<Question> earlier() const { return {all.begin(), all.begin() + std::ptrdiff_t(at)}; }
  std::vector<Question> others() const {
    auto beside = all;
    beside.erase(beside.begin() + std::ptrdiff_t(at));
    return beside;
  }
};

OneQuestion question_here(Visit& visit, Number number, Number question) {
  visit.keep_private();
  compacts::Compact compact = compacts::here(visit);
  Activity activity = activity_here(visit, compact, number);
  auto all = questions(visit.db, activity.id);
  const auto one = std::ranges::find(all, question, &Question::number);
  if (one == all.end()) throw NotFound{};
  const auto at = static_cast<std::size_t>(one - all.begin());
  return {std::move(compact), std::move(activity), std::move(all), at};
}

Url list_url(const Visit& visit, const OneQuestion& one) {
  return url(visit, "/{}/activities/{}/questions", visit.scope.slug, one.activity.number);
}

Html ending_part(Visit& visit, const OneQuestion& one) {
  const auto answers = count_answers(visit.db, one.it().id);
  Html part = heading(2, t("Take the question away"));
  part += paragraph(answers ? tn("{} person has answered it. The answer is removed at once, and so "
                                 "are the questions that hang on it.",
                                 "{} people have answered it. The answers are removed at once, and "
                                 "so are the questions that hang on it.",
                                 answers)
                            : t("Nobody has answered it. Questions that hang on it go with it."));
  part += post_button(visit,
                      url(visit, "/{}/activities/{}/questions/{}/end", visit.scope.slug,
                          one.activity.number, one.it().number),
                      {.words = t("Take it away"), .is_dangerous = true});
  return part;
}

Response question_page(Visit& visit, const OneQuestion& one, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += post_form(visit,
                    url(visit, "/{}/activities/{}/questions/{}", visit.scope.slug,
                        one.activity.number, one.it().number),
                    question_editor(filled, one.earlier(), one.it(), visit.language),
                    {.words = t("Save")});
  body += ending_part(visit, one);
  auto path = path_to(visit, one.activity);
  path.push_back({t("Questions"), list_url(visit, one)});
  return page(visit, {.title = label_words(one.it()), .path = std::move(path)}, body, status);
}

}  // namespace

const Question* find_question(const std::vector<Question>& all, const std::optional<Number>& one) {
  for (const Question& question : all)
    if (question.number == one) return &question;
  return nullptr;
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

Html question_editor(const Filled& filled, const std::vector<Question>& earlier,
                     const Question& known, Language language) {
  std::vector<Option> kinds;
  for (const auto& [kind, name] : names(QuestionKind{}))
    kinds.push_back({name, words_for(kind), {}});
  Html fields = field(filled, {.name = "label", .label = t("The question"), .value = known.label});
  fields += select_field(filled, {.name = "kind", .label = t("Kind"), .value = name_of(known.kind)},
                         kinds);
  fields += area_field(filled, {.name = "choices",
                                .label = t("Answers to choose among"),
                                .hint = t("One a line."),
                                .value = known.choices,
                                .is_optional = true,
                                .rows = 4});
  fields += field(filled, {.name = "purpose",
                           .label = t("Why do you ask?"),
                           .hint = t("It stands beside the question. Ask for no more than that."),
                           .value = known.purpose});
  fields += field(filled, {.name = "kept_days",
                           .label = t("Days to keep the answers after the activity"),
                           .input = Input::number,
                           .hint = t("Then they are removed by themselves, and that is logged."),
                           .value = std::to_string(known.kept_days)});
  fields += field(filled, {.name = "help",
                           .label = t("More about the question"),
                           .value = known.help,
                           .is_optional = true});
  fields += tick_field(filled, {.name = "required", .label = t("It must be answered")},
                       known.is_required);
  fields += condition_fields(filled, earlier, known, language);
  return fields;
}

NewQuestion read_question(Filled& filled, const std::vector<Question>& earlier,
                          const std::vector<Question>& others) {
  NewQuestion question{
      .kind = filled.choice<QuestionKind>("kind", t("Choose the kind.")),
      .label = filled.line("label", t("Write the question."), longest_label),
      .help = filled.optional_line("help", longest_help),
      .purpose = filled.line("purpose", t("Write why you ask."), longest_help),
      .kept_days = filled.number("kept_days", t("Write a number of days."), 0, most_days),
      .is_required = filled.ticked("required")};
  for (const Question& other : others)
    filled.expect(fold(other.label) != fold(question.label), "label", t("That is asked already."));
  read_choices(filled, question);
  if (!filled.value("way").empty())
    question.way = filled.choice<Way>("way", t("Choose one in the list."));
  read_condition(filled, earlier, question);
  return question;
}

Response edit_question(Visit& visit, Number number, Number question) {
  return question_page(visit, question_here(visit, number, question), Filled{}, 200);
}

Response save_question(Visit& visit, Number number, Number question) {
  const OneQuestion one = question_here(visit, number, question);
  const Question& before = one.it();
  Filled filled(visit.form);
  NewQuestion corrected = read_question(filled, one.earlier(), one.others());
  if (corrected.label == before.label && corrected.purpose == before.purpose)
    corrected.standard = before.standard;
  for (const Held& held : held_by_answers(before, corrected, given_lines(visit.db, before.id)))
    filled.fail(held.field, held.why);
  if (!filled.ok()) return question_page(visit, one, filled, 422);
  const bool is_saved = visit.write(
      [&](Db& db) { return correct_question(db, one.activity.id, question, corrected); });
  if (!is_saved) throw Conflict{t("Somebody has answered it meanwhile. Open the question again.")};
  return see_other(list_url(visit, one));
}

Response move_up_question(Visit& visit, Number number, Number question) {
  const OneQuestion one = question_here(visit, number, question);
  const bool is_moved =
      visit.write([&](Db& db) { return move_question_up(db, one.activity.id, question); });
  if (!is_moved && one.at > 0)
    throw Conflict{t("It hangs on the question before it, and so stays behind it.")};
  return see_other(list_url(visit, one));
}

Response end_question_of(Visit& visit, Number number, Number question) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  visit.write([&](Db& db) { end_question(db, activity.id, question, visit.now); });
  return see_other(url(visit, "/{}/activities/{}/questions", compact.slug, activity.number));
}

}  // namespace overens::activities
