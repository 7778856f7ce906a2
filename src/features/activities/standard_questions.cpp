#include "features/activities/standard_questions.h"

#include <algorithm>

namespace overens::activities {
namespace {

const StandardQuestion* standard_of(const Question& question) {
  const auto& all = standard_questions();
  const auto one = std::ranges::find(all, question.standard, &StandardQuestion::name);
  return one == all.end() ? nullptr : &*one;
}

}  // namespace

const std::vector<StandardQuestion>& standard_questions() {
  static const std::vector<StandardQuestion> all{
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

Text label_words(const Question& question) {
  const StandardQuestion* standard = standard_of(question);
  return standard ? standard->label : verbatim(question.label);
}

Text purpose_words(const Question& question) {
  const StandardQuestion* standard = standard_of(question);
  if (standard) return standard->purpose;
  const bool is_sentence =
      std::string_view(".?!…").find(question.purpose.back()) != std::string::npos;
  return verbatim(is_sentence ? question.purpose : question.purpose + ".");  // more words follow it
}

}  // namespace overens::activities
