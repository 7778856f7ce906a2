// An activity's own questions, as fields of a form and as answers read from it. What is asked only
// of some is kept only of them.
#include <algorithm>

#include "features/activities/pages.h"
#include "features/activities/rules.h"
#include "features/activities/standard_questions.h"

namespace overens::activities {
namespace {

constexpr std::size_t longest_answer = 500;

std::string field_name(const Question& question) {
  return "question_" + std::to_string(question.number.value);
}

const Question* find_question(const std::vector<Question>& all, Number number) {
  const auto one = std::find_if(all.begin(), all.end(),
                                [&](const Question& other) { return other.number == number; });
  return one == all.end() ? nullptr : &*one;
}

// To whom it is put, why, and how long the answer is kept: beside the question itself.
Text hint_of(const Question& question, const std::vector<Question>& all, bool is_way_known) {
  Text words = t("{0} {1}", purpose_words(question),
                 tn("The answer is removed {} day after the activity.",
                    "The answer is removed {} days after the activity.", question.kept_days));
  if (!question.help.empty()) words = t("{0} {1}", question.help, words);
  const Question* other = question.asked_if ? find_question(all, *question.asked_if) : nullptr;
  if (other && question.asked_if_answer.empty())
    words = t("Only if you answered “{0}”. {1}", label_words(*other), words);
  if (other && !question.asked_if_answer.empty())
    words = t("Only if you answered “{0}” with “{1}”. {2}", label_words(*other),
              answer_words(*other, question.asked_if_answer), words);
  if (question.way && !is_way_known)
    words = t("Only for those who come this way: {0}. {1}", words_for(*question.way), words);
  return words;
}

std::vector<Option> options_of(const Question& question) {
  std::vector<Option> options;
  for (const std::string& one : lines_of(question.choices))
    options.push_back({one, verbatim(one), {}});
  return options;
}

Html one_field(const Filled& filled, const Question& question, const Text& hint,
               const std::string& known) {
  const std::string name = field_name(question);
  const Field about{.name = name,
                    .label = label_words(question),
                    .hint = hint,
                    .value = known,
                    .is_optional = !question.is_required};
  switch (question.kind) {
    case QuestionKind::text:
      return field(filled, about);
    case QuestionKind::choice: {
      auto options = options_of(question);
      options.insert(options.begin(), {"", t("No answer"), {}});
      return select_field(filled, about, options);
    }
    case QuestionKind::choices:
      return tick_fields(filled, about, options_of(question), lines_of(known));
    case QuestionKind::yes_no:
      return select_field(filled, about,
                          {{"", t("No answer"), {}}, {"yes", t("Yes"), {}}, {"no", t("No"), {}}});
  }
  return {};
}

bool is_one_of(const std::vector<std::string>& choices, const std::string& value) {
  return std::find(choices.begin(), choices.end(), value) != choices.end();
}

std::string read_choices(Filled& filled, const Form& form, const Question& question) {
  const std::string name = field_name(question);
  const auto choices = lines_of(question.choices);
  std::string value;
  for (const std::string_view one : form.all(name)) {
    if (one.empty()) continue;
    filled.expect(is_one_of(choices, std::string(one)), name, t("Choose among the answers."));
    value += (value.empty() ? "" : "\n") + std::string(one);
  }
  return value.size() > longest_answer * 4 ? std::string{} : value;
}

std::string read_one(Filled& filled, const Form& form, const Question& question) {
  const std::string name = field_name(question);
  if (question.kind == QuestionKind::choices) return read_choices(filled, form, question);
  std::string value = filled.optional_line(name, longest_answer);
  const bool is_known =
      question.kind == QuestionKind::text || value.empty() ||
      (question.kind == QuestionKind::yes_no ? value == "yes" || value == "no"
                                             : is_one_of(lines_of(question.choices), value));
  filled.expect(is_known, name, t("Choose among the answers."));
  return value;
}

// A script shows what is wrapped so only where `name` has that answer (asked.js); without it all is
// shown, with the words of hint_of.
Html shown_if(const std::string& name, std::string_view answer, const Html& fields) {
  return html(R"(<div data-asked-if="{}" data-asked-answer="{}">{}</div>)", name, answer, fields);
}

Html with_condition(const Question& question, const std::vector<Question>& all, bool is_way_known,
                    Html fields) {
  if (const Question* other = question.asked_if ? find_question(all, *question.asked_if) : nullptr)
    fields = shown_if(field_name(*other), question.asked_if_answer, fields);
  if (!question.way || is_way_known) return fields;
  for (const auto& [way, name] : names(Way{}))
    if (way == question.way) return shown_if("way", name, fields);
  return fields;
}

bool is_asked(const Question& question, const std::vector<Question>& all, Way way,
              const std::vector<NewAnswer>& answers) {
  if (question.way && question.way != way) return false;
  if (!question.asked_if) return true;
  const Question* other = find_question(all, *question.asked_if);
  return other && std::any_of(answers.begin(), answers.end(), [&](const NewAnswer& one) {
           const auto lines = lines_of(one.value);
           return one.question == other->id && !lines.empty() &&
                  (question.asked_if_answer.empty() || is_one_of(lines, question.asked_if_answer));
         });
}

}  // namespace

Text answer_words(const Question& question, const std::string& value) {
  if (question.kind != QuestionKind::yes_no) return verbatim(value);
  return value == "yes" ? t("Yes") : t("No");
}

Html question_fields(const Filled& filled, const std::vector<Question>& all,
                     const std::vector<Answered>& known, std::optional<Way> way) {
  Html fields;
  for (const Question& question : all) {
    if (way && question.way && question.way != way) continue;
    const auto answered = std::find_if(known.begin(), known.end(), [&](const Answered& one) {
      return one.question == question.id;
    });
    fields += with_condition(question, all, way.has_value(),
                             one_field(filled, question, hint_of(question, all, way.has_value()),
                                       answered == known.end() ? "" : answered->value));
  }
  return fields;
}

std::vector<NewAnswer> read_answers(Filled& filled, const Form& form,
                                    const std::vector<Question>& all, Way way, bool is_complete) {
  std::vector<NewAnswer> answers;
  for (const Question& question : all) {
    std::string value;
    if (is_asked(question, all, way, answers)) {
      value = read_one(filled, form, question);
      filled.expect(!is_complete || !question.is_required || !value.empty(), field_name(question),
                    t("Answer this question."));
    }
    answers.push_back({question.id, std::move(value)});
  }
  return answers;
}

}  // namespace overens::activities
