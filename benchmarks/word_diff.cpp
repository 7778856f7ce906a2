// Our diff for benchmarks/word_diff.py, as the pages show it: paragraphs laid against each other, then
// words within them.
//   word_diff BEFORE AFTER TIMES       prints milliseconds a run (the fastest), words removed, words
//                                      added, and whether old and new can be put together again
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/diff.h"
#include "base/tokens.h"

namespace {

using overens::DiffPiece;
using Kind = DiffPiece::Kind;

// The paragraphs of a file: what stands between empty lines.
std::vector<std::string> read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::string> paragraphs;
  for (std::string line; std::getline(file, line);)
    if (!line.empty()) paragraphs.push_back(line);
  return paragraphs;
}

long words_in(const std::string& text) {
  long words = 0;
  for (const auto& token : overens::tokens_of(text)) words += token.is_word;
  return words;
}

struct Sums {
  long removed = 0, added = 0;
  bool is_whole = true;
};

Sums compare(const std::vector<std::string>& before, const std::vector<std::string>& after,
             bool is_counted) {
  Sums sums;
  for (const auto& change : overens::align_paragraphs(before, after)) {
    const std::string was = change.before ? before[*change.before] : "";
    const std::string is = change.after ? after[*change.after] : "";
    const auto pieces = overens::word_diff(was, is);
    if (!is_counted) continue;
    std::string old_text, new_text;
    for (const DiffPiece& piece : pieces) {
      if (piece.kind != Kind::added) old_text += piece.text;
      if (piece.kind != Kind::removed) new_text += piece.text;
      sums.removed += piece.kind == Kind::removed ? words_in(piece.text) : 0;
      sums.added += piece.kind == Kind::added ? words_in(piece.text) : 0;
    }
    sums.is_whole = sums.is_whole && old_text == was && new_text == is;
  }
  return sums;
}

}  // namespace

int main(int argc, char** argv) {
  using Clock = std::chrono::steady_clock;
  if (argc != 4) return 2;
  const auto before = read(argv[1]), after = read(argv[2]);
  double fastest = 1e9;
  for (int run = std::atoi(argv[3]); run > 0; --run) {
    const auto start = Clock::now();
    compare(before, after, false);
    fastest = std::min(
        fastest, std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  const Sums sums = compare(before, after, true);
  std::printf("%.3f %ld %ld %d\n", fastest, sums.removed, sums.added, sums.is_whole);
}
