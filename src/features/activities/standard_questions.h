// The usual questions, in the words of whoever reads them. A coordinator who changes the words
// makes a question of their own of it.
#pragma once

#include "features/activities/registrations.h"

namespace overens::activities {

struct StandardQuestion {
  std::string_view name;
  QuestionKind kind;
  Text label;
  Text purpose;
  std::optional<Way> way;
};
const std::vector<StandardQuestion>& standard_questions();

Text label_words(const Question&);
Text purpose_words(const Question&);

}  // namespace overens::activities
