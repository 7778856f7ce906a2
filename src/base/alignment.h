// Two sequences of symbols laid against each other: the core of base/diff.h.
// Pure. Must not know what a symbol stands for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace overens {

using Symbol = std::uint32_t;

// Gives equal texts equal symbols. Borrows the texts.
class Symbols {
 public:
  Symbol of(std::string_view text) {
    return known_.try_emplace(text, static_cast<Symbol>(known_.size())).first->second;
  }

 private:
  std::unordered_map<std::string_view, Symbol> known_;
};

struct Match {
  std::size_t before = 0;  // indices of two equal symbols
  std::size_t after = 0;
  bool operator==(const Match&) const = default;
};

// Beyond so many insertions and removals the search for the shortest way is given up.
constexpr std::size_t most_edits = 500;

// Equal symbols in both, rising in both. The longest such sequence as long as the two differ by at
// most `most_edits` single symbols. Beyond that they are first cut at the symbols that occur once
// in each, and a cut that still differs by more has no matches inside.
std::vector<Match> common_subsequence(std::span<const Symbol> before,
                                      std::span<const Symbol> after);

// The longest part of matches, given rising in `before`, that rises in `after` too.
std::vector<Match> longest_rising(const std::vector<Match>& matches);

}  // namespace overens
