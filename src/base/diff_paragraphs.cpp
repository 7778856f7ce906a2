#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/alignment.h"
#include "base/diff.h"
#include "base/tokens.h"

namespace overens {
namespace {

using Kind = ParagraphChange::Kind;
using Words = std::vector<Symbol>;  // sorted
using Places = std::vector<std::optional<std::size_t>>;

constexpr double alike_in_place = 0.4;   // else one paragraph went and another came
constexpr double alike_elsewhere = 0.7;  // a move must be plain to see
// Comparing every old paragraph of a gap with every new one looks at no more words than this.
constexpr std::size_t most_words_compared = 8'000'000;
// Beyond that a paragraph is sought by its words that at most so many others have.
constexpr std::size_t most_with_a_word = 40;

Words words_of(std::string_view text, Symbols& symbols) {
  Words words;
  for (const Token& token : tokens_of(text))
    if (token.is_word) words.push_back(symbols.of(token.text));
  std::sort(words.begin(), words.end());
  return words;
}

// Dice's coefficient over the words, each as often as it occurs.
double shared(const Words& one, const Words& other) {
  if (one.empty() || other.empty()) return 0;
  std::size_t common = 0;
  for (auto a = one.begin(), b = other.begin(); a != one.end() && b != other.end();) {
    if (*a == *b) {
      ++common, ++a, ++b;
    } else {
      ++(*a < *b ? a : b);
    }
  }
  return 2.0 * static_cast<double>(common) / static_cast<double>(one.size() + other.size());
}

// Both texts as words, and what is known so far of each paragraph's fate.
struct Texts {
  std::vector<Words> before, after;
  std::vector<Symbol> whole_before, whole_after;  // equal for equal paragraphs
  Places new_place, old_place;                    // none: no counterpart yet

  void pair(Match match) {
    new_place[match.before] = match.after;
    old_place[match.after] = match.before;
  }
};

Texts read(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  Texts texts;
  Symbols words, paragraphs;
  for (const std::string& paragraph : before) {
    texts.before.push_back(words_of(paragraph, words));
    texts.whole_before.push_back(paragraphs.of(paragraph));
  }
  for (const std::string& paragraph : after) {
    texts.after.push_back(words_of(paragraph, words));
    texts.whole_after.push_back(paragraphs.of(paragraph));
  }
  texts.new_place.resize(before.size());
  texts.old_place.resize(after.size());
  return texts;
}

// The paragraphs from..to that have no counterpart yet.
std::vector<std::size_t> unpaired(const Places& places, std::size_t from, std::size_t to) {
  std::vector<std::size_t> out;
  for (std::size_t i = from; i < to; ++i)
    if (!places[i]) out.push_back(i);
  return out;
}

// How alike each of some old and some new paragraphs are, unless that is too much work.
class Likeness {
 public:
  static std::optional<Likeness> of(const Texts& texts, const std::vector<std::size_t>& before,
                                    const std::vector<std::size_t>& after) {
    std::size_t old_words = 0, new_words = 0;
    for (const std::size_t i : before) old_words += texts.before[i].size() + 1;
    for (const std::size_t j : after) new_words += texts.after[j].size() + 1;
    if (old_words * after.size() + new_words * before.size() > most_words_compared)
      return std::nullopt;
    Likeness all;
    all.columns_ = after.size();
    for (const std::size_t i : before)
      for (const std::size_t j : after)
        all.values_.push_back(shared(texts.before[i], texts.after[j]));
    return all;
  }
  double operator()(std::size_t row, std::size_t column) const {
    return values_[row * columns_ + column];
  }

 private:
  std::vector<double> values_;
  std::size_t columns_ = 0;
};

// Where comparing all with all is too much: for each new paragraph the old one that shares most of
// those words with it that only few have, if the two are alike enough. In the order of the old.
std::vector<Match> likely_pairs(const Texts& texts, const std::vector<std::size_t>& before,
                                const std::vector<std::size_t>& after, double alike_enough) {
  std::unordered_map<Symbol, std::vector<std::size_t>> with_word;
  for (const std::size_t i : before)
    for (const Symbol word : texts.before[i])
      if (auto& there = with_word[word]; there.empty() || there.back() != i) there.push_back(i);
  std::vector<Match> pairs;
  std::vector<std::size_t> counts(texts.before.size());
  std::vector<std::size_t> touched;
  for (const std::size_t j : after) {
    for (const std::size_t i : touched) counts[i] = 0;
    touched.clear();
    Match best{0, j};
    std::size_t most = 0;
    for (const Symbol word : texts.after[j]) {
      const auto there = with_word.find(word);
      if (there == with_word.end() || there->second.size() > most_with_a_word) continue;
      for (const std::size_t i : there->second) {
        if (++counts[i] == 1) touched.push_back(i);
        if (counts[i] > most) most = counts[i], best.before = i;
      }
    }
    if (most > 0 && shared(texts.before[best.before], texts.after[j]) >= alike_enough)
      pairs.push_back(best);
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Match& one, const Match& other) { return one.before < other.before; });
  return pairs;
}

// Between two paragraphs that stayed: the pairs, in order, that are most alike in sum.
std::vector<Match> changed_in_place(const Texts& texts, Match from, Match to) {
  const auto before = unpaired(texts.new_place, from.before, to.before);
  const auto after = unpaired(texts.old_place, from.after, to.after);
  const auto likeness = Likeness::of(texts, before, after);
  if (before.empty() || after.empty()) return {};
  if (!likeness) return longest_rising(likely_pairs(texts, before, after, alike_in_place));
  const std::size_t width = after.size() + 1;
  std::vector<double> best((before.size() + 1) * width);  // of what begins at (i, j)
  const auto with_pair = [&](std::size_t i, std::size_t j) {
    const double alike = (*likeness)(i, j);
    return alike < alike_in_place ? 0 : alike + best[(i + 1) * width + j + 1];
  };
  for (std::size_t i = before.size(); i-- > 0;)
    for (std::size_t j = after.size(); j-- > 0;)
      best[i * width + j] =
          std::max({best[(i + 1) * width + j], best[i * width + j + 1], with_pair(i, j)});
  std::vector<Match> pairs;
  for (std::size_t i = 0, j = 0; best[i * width + j] > 0;) {
    if (best[i * width + j] == with_pair(i, j)) {
      pairs.push_back({before[i++], after[j++]});
    } else {
      ++(best[i * width + j] == best[(i + 1) * width + j] ? i : j);
    }
  }
  return pairs;
}

// Paragraphs that kept their place among the others, in the same or in other words.
std::vector<Match> pair_in_place(Texts& texts) {
  const std::vector<Match> same = common_subsequence(texts.whole_before, texts.whole_after);
  for (const Match& match : same) texts.pair(match);
  std::vector<Match> in_place;
  Match from;
  const auto add_changed_until = [&](Match to) {
    for (const Match& match : changed_in_place(texts, from, to)) {
      texts.pair(match);
      in_place.push_back(match);
    }
  };
  for (const Match& match : same) {
    add_changed_until(match);
    in_place.push_back(match);
    from = {match.before + 1, match.after + 1};
  }
  add_changed_until({texts.before.size(), texts.after.size()});
  return in_place;
}

// Of what is left, an equal paragraph is taken first, then the most alike one.
void pair_moved(Texts& texts) {
  std::unordered_multimap<Symbol, std::size_t> gone;
  for (const std::size_t i : unpaired(texts.new_place, 0, texts.before.size()))
    gone.emplace(texts.whole_before[i], i);
  for (const std::size_t j : unpaired(texts.old_place, 0, texts.after.size())) {
    const auto equal = gone.find(texts.whole_after[j]);
    if (equal == gone.end()) continue;
    texts.pair({equal->second, j});
    gone.erase(equal);
  }
  const auto before = unpaired(texts.new_place, 0, texts.before.size());
  const auto after = unpaired(texts.old_place, 0, texts.after.size());
  const auto likeness = Likeness::of(texts, before, after);
  if (!likeness) {
    for (const Match& match : likely_pairs(texts, before, after, alike_elsewhere))
      if (!texts.new_place[match.before] && !texts.old_place[match.after]) texts.pair(match);
    return;
  }
  for (std::size_t column = 0; column < after.size(); ++column) {
    double most = 0;
    std::optional<std::size_t> best;
    for (std::size_t row = 0; row < before.size(); ++row) {
      if (texts.new_place[before[row]] || (*likeness)(row, column) <= most) continue;
      most = (*likeness)(row, column);
      best = before[row];
    }
    if (best && most >= alike_elsewhere) texts.pair({*best, after[column]});
  }
}

}  // namespace

double similarity(std::string_view one, std::string_view other) {
  if (one == other) return 1;
  Symbols symbols;
  const Words first = words_of(one, symbols);
  return shared(first, words_of(other, symbols));
}

std::vector<ParagraphChange> align_paragraphs(const std::vector<std::string>& before,
                                              const std::vector<std::string>& after) {
  Texts texts = read(before, after);
  const std::vector<Match> in_place = pair_in_place(texts);
  pair_moved(texts);
  std::vector<ParagraphChange> changes;
  Match next;
  const auto tell_until = [&](Match end) {
    for (; next.before < end.before; ++next.before)
      if (!texts.new_place[next.before]) changes.push_back({Kind::removed, next.before, {}});
    for (; next.after < end.after; ++next.after) {
      const std::optional<std::size_t> from = texts.old_place[next.after];
      changes.push_back({from ? Kind::moved : Kind::added, from, next.after});
    }
  };
  for (const Match& match : in_place) {
    tell_until(match);
    const bool same = texts.whole_before[match.before] == texts.whole_after[match.after];
    changes.push_back({same ? Kind::same : Kind::changed, match.before, match.after});
    next = {match.before + 1, match.after + 1};
  }
  tell_until({before.size(), after.size()});
  return changes;
}

}  // namespace overens
