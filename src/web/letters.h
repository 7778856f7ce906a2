// What every letter says round its own words.
#pragma once

#include <string>

#include "base/translation.h"
#include "web/site.h"

namespace overens {

// The last line of a letter of a demonstration, after an empty one; "" elsewhere.
std::string demo_words(const Site&, Language);

// A greeting, the words (which end in a line break), who writes, and the line above. `name` of the
// receiver may be empty.
std::string letter_text(const Site&, const std::string& name, const std::string& words,
                        const std::string& sender, Language);

}  // namespace overens
