// Forms that are worked by keys: what a person does a hundred times in a row. The keys are those of
// assets/src/keys.js. Must not know any domain word.
#pragma once

#include "base/html.h"

namespace overens {

// A form where many boxes are ticked and something is chosen for them ("theme"), also by keys while
// a box has the focus; which keys stands above it, where the script runs that knows them.
Html keyed_form(const Html& form);

}  // namespace overens
