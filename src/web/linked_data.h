// What a page is about, for programs: a JSON text (JSON-LD) in a data block of the page. It is no
// script: a browser never runs it, whatever the Content-Security-Policy says. Knows no vocabulary.
#pragma once

#include <string_view>

#include "base/html.h"

namespace overens {

// `json` is one whole JSON text. Nothing in it can end the block early.
Html linked_data(std::string_view json);

}  // namespace overens
