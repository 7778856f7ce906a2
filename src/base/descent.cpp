// Splits and merges: found by the pairs of neighbouring words that two paragraphs share.
#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/alignment.h"
#include "base/diff.h"
#include "base/tokens.h"

namespace overens {
namespace {

using Pair = std::uint64_t;  // of neighbouring words
using Pairs = std::unordered_set<Pair>;

constexpr std::size_t fewest_pairs = 3;  // fewer are shared by chance
constexpr double good_part = 0.4;        // of one's pairs that stand in the other
// A pair of words that so many paragraphs have tells of none of them.
constexpr std::size_t most_with_a_pair = 30;

Pairs pairs_of(std::string_view text, Symbols& symbols) {
  Pairs pairs;
  std::optional<Symbol> last;
  for (const Token& token : tokens_of(text)) {
    if (!token.is_word) continue;
    const Symbol word = symbols.of(token.text);
    if (last) pairs.insert(Pair{*last} << 32 | word);
    last = word;
  }
  return pairs;
}

std::vector<Pairs> all_pairs(const std::vector<std::string>& texts, Symbols& symbols) {
  std::vector<Pairs> all;
  for (const std::string& text : texts) all.push_back(pairs_of(text, symbols));
  return all;
}

using Index = std::unordered_map<Pair, std::vector<std::size_t>>;

Index index_of(const std::vector<Pairs>& all) {
  Index index;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const Pair pair : all[i]) index[pair].push_back(i);
  return index;
}

// Those among the others that hold a good part of it, and how much; what is explained otherwise
// does not count.
template <class Explained>
std::vector<std::pair<std::size_t, double>> holders(const Pairs& mine, const Index& others,
                                                    const Explained& is_explained) {
  std::map<std::size_t, std::size_t> shared;
  for (const Pair pair : mine) {
    const auto there = others.find(pair);
    if (there == others.end() || there->second.size() > most_with_a_pair) continue;
    for (const std::size_t other : there->second)
      if (!is_explained(other, pair)) ++shared[other];
  }
  std::vector<std::pair<std::size_t, double>> good;
  for (const auto& [other, count] : shared)
    if (const double part = static_cast<double>(count) / static_cast<double>(mine.size());
        count >= fewest_pairs && part >= good_part)
      good.emplace_back(other, part);
  return good;
}

}  // namespace

std::vector<Descent> find_descents(const std::vector<std::string>& before,
                                   const std::vector<std::string>& after,
                                   const std::vector<std::optional<std::size_t>>& same_as) {
  Symbols symbols;
  const std::vector<Pairs> old_pairs = all_pairs(before, symbols);
  const std::vector<Pairs> new_pairs = all_pairs(after, symbols);
  std::vector<std::optional<std::size_t>> became(before.size());
  for (std::size_t j = 0; j < after.size(); ++j)
    if (same_as[j]) became[*same_as[j]] = j;
  std::map<std::pair<std::size_t, std::size_t>, std::pair<Descent::Kind, double>> found;
  const auto note = [&](std::size_t i, std::size_t j, Descent::Kind kind, double part) {
    const auto [at, is_new] = found.try_emplace({j, i}, kind, part);
    if (!is_new && at->second.second < part) at->second = {kind, part};
  };
  const Index old_index = index_of(old_pairs);
  for (std::size_t j = 0; j < after.size(); ++j)
    if (!same_as[j])
      for (const auto& [i, part] : holders(new_pairs[j], old_index, [&](auto old, Pair pair) {
             return became[old] && new_pairs[*became[old]].contains(pair);
           }))
        note(i, j, Descent::Kind::split, part);
  const Index new_index = index_of(new_pairs);
  for (std::size_t i = 0; i < before.size(); ++i)
    if (!became[i])
      for (const auto& [j, part] : holders(old_pairs[i], new_index, [&](auto now, Pair pair) {
             return same_as[now] && old_pairs[*same_as[now]].contains(pair);
           }))
        note(i, j, Descent::Kind::merged, part);
  std::vector<Descent> descents;
  for (const auto& [pair, kind] : found) descents.push_back({kind.first, pair.second, pair.first});
  return descents;
}

}  // namespace overens
