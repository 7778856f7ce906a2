// Markdown, as visitors write it, to Html that may stand on any page.
//
// CommonMark with GitHub's tables (cmark-gfm). No words are lost: raw HTML is shown as it was
// typed, and what may not be a link (anything but http, https, mailto, tel and paths of this house)
// stays as its text. A picture from elsewhere becomes a link to it, a bare address on the web a
// link, and a line break stays one. May be called from any thread.
// Must not know: pages, any domain word.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/html.h"

namespace overens {

// The parser's worst cases are not linear; longer text is shown as it was typed, in one block.
constexpr std::size_t longest_markdown_bytes = 200'000;

// `top_heading` is the level that "#" becomes (1..6), so that the page keeps its one h1.
Html markdown(std::string_view text, int top_heading = 2);

}  // namespace overens
