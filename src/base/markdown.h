// Markdown, as visitors write it, to Html that may stand on any page.
//
// CommonMark with GitHub's tables (cmark-gfm). No words are lost: raw HTML is shown as it was
// typed, and what may not be a link (anything but http, https, mailto, tel and paths of this house)
// stays as its text. A picture from elsewhere becomes a link to it, a bare address on the web a
// link, and a line break stays one. May be called from any thread.
// Must not know: pages, any domain word.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/html.h"

namespace overens {

// The parser's worst cases are not linear; longer text is shown as it was typed, in one block.
constexpr std::size_t longest_markdown_bytes = 200'000;

// `top_heading` is the level that "#" becomes (1..6), so that the page keeps its one h1.
Html markdown(std::string_view text, int top_heading = 2);

// The same text for files that are no pages: paragraphs and items of lists, one after another, with
// what is strong and where links lead. Pictures are their words; links of this house lead nowhere.
struct MarkdownRun {
  std::string text;
  bool is_strong = false;
  std::string address{};  // "https://…", or empty
  bool operator==(const MarkdownRun&) const = default;
};
struct MarkdownBlock {
  bool is_item = false;
  std::vector<MarkdownRun> runs;
  bool operator==(const MarkdownBlock&) const = default;
};
std::vector<MarkdownBlock> markdown_blocks(std::string_view text);
// The same as lines of plain words, for calendars and programs: an item behind "– ", an empty line
// between paragraphs, where a link leads in brackets behind it.
std::string markdown_words(std::string_view text);
// A line of words as Markdown that shows just them.
std::string as_markdown(std::string_view line);

}  // namespace overens
