// Markdown, as visitors write it, to Html that may stand on any page.
//
// CommonMark with GitHub's tables (cmark-gfm). Raw HTML is left out, so is a link to anything but
// http, https, mailto, tel or a path of this house; a picture from elsewhere becomes a link to it.
// May be called from any thread. Must not know: pages, any domain word.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/html.h"

namespace overens {

// Longer text is shown as it was written, in one block: the parser's worst case is not linear.
constexpr std::size_t longest_markdown_bytes = 200'000;

// `top_heading` is the level that "#" becomes, so that the page keeps its one h1. 1..6.
Html markdown(std::string_view text, int top_heading = 2);

}  // namespace overens
