// A text cut into what a reader takes for its smallest parts; base/diff.h compares them.
// Pure. Borrows the text. Must not know what is compared.
#pragma once

#include <string_view>
#include <vector>

namespace overens {

// A word (letters and digits of any script, with their marks), or a single other character;
// together with the blanks that follow it.
struct Token {
  std::string_view text;    // empty only when the text begins with blanks
  std::string_view blanks;  // often empty
  bool is_word = false;
};

// All of the text, in order. A byte that is not UTF-8 is a token of its own.
std::vector<Token> tokens_of(std::string_view text);

}  // namespace overens
