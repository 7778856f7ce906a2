// The stems of a text's words, for finding texts that are about the same: "samverkar" and
// "samverkan" are one. Snowball's stemmers, Swedish, Finnish and English.
// May be called from any thread. Must not know what is compared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/translation.h"

namespace overens {

// In their order, folded, each as often as it occurs; numbers and single letters are left out.
std::vector<std::string> stems_of(std::string_view text, Language);

}  // namespace overens
