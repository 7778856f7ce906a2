// The form of a question, for a new one (pages_questions.cpp) and for one that is corrected
// (pages_question.cpp).
#pragma once

#include "features/activities/pages.h"

namespace overens::activities {

inline constexpr std::int64_t usual_days = 14;  // that answers are kept

const Question* find_question(const std::vector<Question>&, const std::optional<Number>&);
Text words_for(QuestionKind);
// `earlier`: those it may hang on.
Html question_editor(const Filled&, const std::vector<Question>& earlier, const Question& known,
                     Language);
// `others`: those beside it on the form.
NewQuestion read_question(Filled&, const std::vector<Question>& earlier,
                          const std::vector<Question>& others);

}  // namespace overens::activities
