// What changed between two texts: word by word in a paragraph, paragraph by paragraph in a text.
//
// Pure functions over UTF-8; whoever shows a difference makes the marks. Texts that have most in
// common take time in proportion to their length; for those that do not there are limits, beyond
// which the answer is coarser but still true: old and new can always be put together from it.
// Must not know: html, versions of anything, any domain word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace overens {

// A stretch of text. `same` and `removed` together are the old text, `same` and `added` the new.
struct DiffPiece {
  enum class Kind : std::uint8_t { same, removed, added };
  Kind kind = Kind::same;
  std::string text;
  bool operator==(const DiffPiece&) const = default;
};

// Whole words, never parts of them. Two neighbours differ in kind, and what was removed stands
// before what was added in its place. No pieces for two empty texts.
std::vector<DiffPiece> word_diff(std::string_view before, std::string_view after);

// How much of their words two paragraphs share, in any order: 0 nothing, 1 all. The same both ways.
double similarity(std::string_view, std::string_view);

// One paragraph's fate.
struct ParagraphChange {
  enum class Kind : std::uint8_t {
    same,
    changed,  // in its place, in other words
    removed,
    added,
    moved,  // to another place among the others; perhaps in slightly other words
  };
  Kind kind = Kind::same;
  std::optional<std::size_t> before;  // index among the old; none when added
  std::optional<std::size_t> after;   // index among the new; none when removed
  bool operator==(const ParagraphChange&) const = default;
};

// Every paragraph of both texts once, in the order of the new; what was removed stands where it
// was.
std::vector<ParagraphChange> align_paragraphs(const std::vector<std::string>& before,
                                              const std::vector<std::string>& after);

// A new paragraph that holds a good part of an old one without being it.
struct Descent {
  enum class Kind : std::uint8_t {
    split,   // most of the new one's words stood in the old
    merged,  // most of the old one's words stand in the new
  };
  Kind kind = Kind::split;
  std::size_t before = 0;  // index among the old
  std::size_t after = 0;   // index among the new
  bool operator==(const Descent&) const = default;
};

// What was split and what was merged, in the order of the new; `same_as` says of each new paragraph
// which old one it is. Words count where they stand in the same order, and where neither is already
// explained by its own counterpart. A paragraph of a few words descends from nothing.
std::vector<Descent> find_descents(const std::vector<std::string>& before,
                                   const std::vector<std::string>& after,
                                   const std::vector<std::optional<std::size_t>>& same_as);

}  // namespace overens
