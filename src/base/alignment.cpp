#include "base/alignment.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace overens {
namespace {

using Sequence = std::span<const Symbol>;

// What remains to be compared, and where it begins in the whole.
struct Stretch {
  Sequence before;
  Sequence after;
  Match start;
};

// The furthest index in `before` on each diagonal after d edits, from the diagonal -d in steps of
// two: Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), figure 2.
using Round = std::vector<std::size_t>;

bool goes_down(const Round& previous, std::size_t i, std::size_t edits) {
  return i == 0 || (i != edits && previous[i - 1] < previous[i]);
}

// Every round up to the one that reaches both ends, or none beyond the limit.
std::optional<std::vector<Round>> shortest_edits(Sequence before, Sequence after) {
  std::vector<Round> rounds;
  for (std::size_t edits = 0; edits <= most_edits; ++edits) {
    Round round(edits + 1);
    for (std::size_t i = 0; i <= edits; ++i) {
      std::size_t x = 0;
      if (edits > 0) {
        const Round& previous = rounds.back();
        x = goes_down(previous, i, edits) ? previous[i] : previous[i - 1] + 1;
      }
      std::size_t y = x + edits - 2 * i;
      while (x < before.size() && y < after.size() && before[x] == after[y]) ++x, ++y;
      round[i] = x;
      if (x >= before.size() && y >= after.size()) {
        rounds.push_back(std::move(round));
        return rounds;
      }
    }
    rounds.push_back(std::move(round));
  }
  return std::nullopt;
}

// The way back through the rounds: the diagonal steps are the matches, last first.
void append_matches(const Stretch& stretch, const std::vector<Round>& rounds,
                    std::vector<Match>& out) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  std::size_t x = stretch.before.size();
  std::size_t y = stretch.after.size();
  for (std::size_t edits = rounds.size(); edits-- > 0;) {
    std::size_t x_before_snake = 0;
    bool down = true;
    if (edits > 0) {
      const Round& previous = rounds[edits - 1];
      const std::size_t i = (x + edits - y) / 2;
      down = goes_down(previous, i, edits);
      x_before_snake = down ? previous[i] : previous[i - 1] + 1;
    }
    while (x > x_before_snake) {
      --x, --y;
      out.push_back({stretch.start.before + x, stretch.start.after + y});
    }
    if (edits > 0) --(down ? y : x);
  }
  std::reverse(out.begin() + first, out.end());
}

// Matches and removes what is equal at the front; says how long the equal end is.
std::size_t trim(Stretch& stretch, std::vector<Match>& out) {
  const auto front = std::mismatch(stretch.before.begin(), stretch.before.end(),
                                   stretch.after.begin(), stretch.after.end());
  const auto equal = static_cast<std::size_t>(front.first - stretch.before.begin());
  for (std::size_t i = 0; i < equal; ++i)
    out.push_back({stretch.start.before + i, stretch.start.after + i});
  stretch = {stretch.before.subspan(equal),
             stretch.after.subspan(equal),
             {stretch.start.before + equal, stretch.start.after + equal}};
  const auto back = std::mismatch(stretch.before.rbegin(), stretch.before.rend(),
                                  stretch.after.rbegin(), stretch.after.rend());
  const auto tail = static_cast<std::size_t>(back.first - stretch.before.rbegin());
  stretch.before = stretch.before.first(stretch.before.size() - tail);
  stretch.after = stretch.after.first(stretch.after.size() - tail);
  return tail;
}

// Where each symbol that occurs once in both stands, in the order of `before`.
std::vector<Match> unique_in_both(const Stretch& stretch) {
  struct Seen {
    std::size_t times_before = 0, times_after = 0;
    Match at;
  };
  std::unordered_map<Symbol, Seen> seen;
  for (std::size_t i = 0; i < stretch.before.size(); ++i) {
    Seen& symbol = seen[stretch.before[i]];
    ++symbol.times_before;
    symbol.at.before = i;
  }
  for (std::size_t i = 0; i < stretch.after.size(); ++i) {
    Seen& symbol = seen[stretch.after[i]];
    ++symbol.times_after;
    symbol.at.after = i;
  }
  std::vector<Match> unique;
  for (const auto& [symbol, places] : seen)
    if (places.times_before == 1 && places.times_after == 1) unique.push_back(places.at);
  std::sort(unique.begin(), unique.end(),
            [](const Match& one, const Match& other) { return one.before < other.before; });
  return unique;
}

enum class Cutting : bool { no, yes };

void align(Stretch stretch, Cutting cutting, std::vector<Match>& out);

void align_between_unique(const Stretch& stretch, std::vector<Match>& out) {
  Match from;
  const auto between = [&](Match to) {
    align({stretch.before.subspan(from.before, to.before - from.before),
           stretch.after.subspan(from.after, to.after - from.after),
           {stretch.start.before + from.before, stretch.start.after + from.after}},
          Cutting::no, out);
  };
  for (const Match& anchor : longest_rising(unique_in_both(stretch))) {
    between(anchor);
    out.push_back({stretch.start.before + anchor.before, stretch.start.after + anchor.after});
    from = {anchor.before + 1, anchor.after + 1};
  }
  between({stretch.before.size(), stretch.after.size()});
}

void align(Stretch stretch, Cutting cutting, std::vector<Match>& out) {
  const std::size_t tail = trim(stretch, out);
  if (!stretch.before.empty() && !stretch.after.empty()) {
    if (const auto rounds = shortest_edits(stretch.before, stretch.after)) {
      append_matches(stretch, *rounds, out);
    } else if (cutting == Cutting::yes) {
      align_between_unique(stretch, out);
    }
  }
  const Match end{stretch.start.before + stretch.before.size(),
                  stretch.start.after + stretch.after.size()};
  for (std::size_t i = 0; i < tail; ++i) out.push_back({end.before + i, end.after + i});
}

}  // namespace

// Patience sorting.
std::vector<Match> longest_rising(const std::vector<Match>& matches) {
  std::vector<std::size_t> ends;  // by length - 1: the match that ends a rising part the lowest
  std::vector<std::optional<std::size_t>> predecessors(matches.size());
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const auto place = std::lower_bound(
        ends.begin(), ends.end(), matches[i].after,
        [&](std::size_t end, std::size_t after) { return matches[end].after < after; });
    if (place != ends.begin()) predecessors[i] = *std::prev(place);
    if (place == ends.end()) {
      ends.push_back(i);
    } else {
      *place = i;
    }
  }
  std::vector<Match> rising;
  std::optional<std::size_t> next;
  if (!ends.empty()) next = ends.back();
  for (; next; next = predecessors[*next]) rising.push_back(matches[*next]);
  std::reverse(rising.begin(), rising.end());
  return rising;
}

std::vector<Match> common_subsequence(Sequence before, Sequence after) {
  std::vector<Match> matches;
  align({before, after, {}}, Cutting::yes, matches);
  return matches;
}

}  // namespace overens
