#include "base/diff.h"

#include <cstddef>
#include <utility>

#include "base/alignment.h"
#include "base/tokens.h"

namespace overens {
namespace {

using Kind = DiffPiece::Kind;

std::vector<Symbol> symbols_of(const std::vector<Token>& tokens, Symbols& symbols) {
  std::vector<Symbol> out;
  out.reserve(tokens.size());
  for (const Token& token : tokens) out.push_back(symbols.of(token.text));
  return out;
}

// Collects pieces in the promised form: neighbours joined, removed before added.
class Pieces {
 public:
  void same(std::string_view text) {
    if (text.empty()) return;
    const std::string tail = take_common_blank();
    flush();
    append(Kind::same, tail);
    append(Kind::same, text);
  }
  void removed(const Token& token) { (removed_ += token.text) += token.blanks; }
  void added(const Token& token) { (added_ += token.text) += token.blanks; }

  std::vector<DiffPiece> finish() && {
    const std::string tail = take_common_blank();
    flush();
    append(Kind::same, tail);
    return std::move(pieces_);
  }

 private:
  // The blank after a replaced word has not changed.
  std::string take_common_blank() {
    if (removed_.empty() || added_.empty() || removed_.back() != added_.back()) return {};
    const char last = removed_.back();
    if (last != ' ' && last != '\n') return {};
    removed_.pop_back();
    added_.pop_back();
    return std::string(1, last);
  }

  void flush() {
    append(Kind::removed, std::exchange(removed_, {}));
    append(Kind::added, std::exchange(added_, {}));
  }

  void append(Kind kind, std::string_view text) {
    if (text.empty()) return;
    if (!pieces_.empty() && pieces_.back().kind == kind) {
      pieces_.back().text += text;
    } else {
      pieces_.push_back({kind, std::string(text)});
    }
  }

  std::vector<DiffPiece> pieces_;
  std::string removed_, added_;  // since the last `same`
};

// A comma that happens to stand in two different sentences connects nothing: where both sides of a
// run without words were replaced, the run was replaced with them.
std::vector<Match> without_islands(const std::vector<Match>& matches,
                                   const std::vector<Token>& before,
                                   const std::vector<Token>& after) {
  const auto replaced = [](const Match& from, const Match& to) {
    return to.before > from.before && to.after > from.after;
  };
  std::vector<Match> kept;
  Match end;  // just after the last kept or dropped match
  for (std::size_t i = 0; i < matches.size();) {
    std::size_t next = i;
    bool has_word = false;
    Match run_end = matches[i];
    while (next < matches.size() && matches[next] == run_end) {
      has_word = has_word || before[matches[next].before].is_word;
      run_end = {run_end.before + 1, run_end.after + 1};
      ++next;
    }
    const Match following =
        next < matches.size() ? matches[next] : Match{before.size(), after.size()};
    if (has_word || !replaced(end, matches[i]) || !replaced(run_end, following))
      kept.insert(kept.end(), matches.begin() + static_cast<std::ptrdiff_t>(i),
                  matches.begin() + static_cast<std::ptrdiff_t>(next));
    end = run_end;
    i = next;
  }
  return kept;
}

}  // namespace

std::vector<DiffPiece> word_diff(std::string_view before, std::string_view after) {
  const std::vector<Token> old_tokens = tokens_of(before);
  const std::vector<Token> new_tokens = tokens_of(after);
  Symbols symbols;
  const std::vector<Match> matches = without_islands(
      common_subsequence(symbols_of(old_tokens, symbols), symbols_of(new_tokens, symbols)),
      old_tokens, new_tokens);
  Pieces pieces;
  Match next;
  const auto replace_until = [&](Match end) {
    for (; next.before < end.before; ++next.before) pieces.removed(old_tokens[next.before]);
    for (; next.after < end.after; ++next.after) pieces.added(new_tokens[next.after]);
  };
  for (const Match& match : matches) {
    replace_until(match);
    const Token& was = old_tokens[next.before++];
    const Token& is = new_tokens[next.after++];
    pieces.same(was.text);
    if (was.blanks == is.blanks) {
      pieces.same(was.blanks);
    } else {
      pieces.removed({{}, was.blanks});
      pieces.added({{}, is.blanks});
    }
  }
  replace_until({old_tokens.size(), new_tokens.size()});
  return std::move(pieces).finish();
}

}  // namespace overens
