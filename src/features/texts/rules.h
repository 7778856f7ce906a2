// What a text is made of, and when a paragraph is still the same paragraph: pure functions over
// Markdown. They must not know SQL, pages or who asks.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diff.h"
#include "base/translation.h"
#include "features/texts/texts.h"

namespace overens::texts {

constexpr std::size_t longest_text_bytes = 1'000'000;  // about 150,000 words
constexpr std::size_t most_paragraphs = 5'000;
constexpr std::size_t longest_heading = 300;

// A file as it is kept outside: front matter between lines of "---", then the text. `note` is the
// value after "note:", without quotes; all else of the front matter is ignored.
struct Source {
  std::string note;
  std::string text;
};
Source read_source(std::string_view file);

// The bytes that are hashed and signed: UTF-8 in NFC without a mark, lines end in LF and not in
// blanks, no empty line first or last, one LF at the end. Once canonical it stays as it is.
std::string canonical(std::string_view text);

// Paragraphs as they stand, with Section::position of their section.
struct Block {
  std::optional<std::int64_t> section;
  std::string section_slug;  // or empty
  std::string wording;
  std::size_t begin = 0;  // where it stands in the canonical text
  std::size_t end = 0;
};
struct Parts {
  std::string title;  // the first heading of level 1, or empty
  std::vector<Section> sections;
  std::vector<Block> paragraphs;
};
// Headings are lines that begin with "#"; what stands between empty lines is a paragraph.
Parts parts_of(std::string_view canonical_text);

// One paragraph, or several, as they stand in a canonical text.
std::string canonical_paragraph(std::string_view text);
// The canonical text with the paragraph at that position, from 1, in another wording: removed where
// that is empty; with an addition after it where it is one.
std::string with_suggestion(std::string_view canonical_text, std::size_t position, bool is_addition,
                            std::string_view wording);

// Why it can not become a version, or nothing.
std::optional<Text> fault(std::string_view canonical_text);

// For each block the paragraph it is, or none where it is new: the one with just its words, else
// the one whose words it shares most of, wherever it stood, else the one at its place in its
// section if it shares some of its words. The first list of known ones is asked first, the next
// about what is left; no paragraph is given twice.
std::vector<std::optional<Id<Paragraph>>> identities(
    const std::vector<std::vector<Paragraph>>& known, const std::vector<Block>& blocks);

// How sure we are which paragraph it is.
struct Likeness {
  enum class Kind : std::uint8_t { same, reworded, doubtful, added };
  Kind kind = Kind::added;
  std::optional<std::size_t> before;  // the one it is, or could be, among those before
};
// For each paragraph of a draft. Doubtful is the same one in quite other words, and a new one that
// could well be one that is gone. What was settled by hand is not doubted.
std::vector<Likeness> likeness(const std::vector<Paragraph>& before,
                               const std::vector<Paragraph>& draft,
                               const std::set<Id<Paragraph>>& settled);

}  // namespace overens::texts
