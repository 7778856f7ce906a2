#include "base/tokens.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>

namespace overens {
namespace {

enum class Kind { word, blank, other, joins };  // `joins`: part of whatever stands before it

Kind kind_of(UChar32 c) {
  constexpr UChar32 zero_width_joiner = 0x200D;
  if (c < 0) return Kind::other;
  if (u_isUWhiteSpace(c)) return Kind::blank;
  if (u_isalnum(c)) return Kind::word;
  const bool is_mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
  return is_mark || c == zero_width_joiner ? Kind::joins : Kind::other;
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  Kind previous = Kind::other;
  for (std::size_t i = 0, start = 0; i < text.size(); start = i) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    Kind kind = kind_of(c);
    bool extends = kind == Kind::word && previous == Kind::word;
    if (kind == Kind::joins) {
      extends = !tokens.empty();
      kind = previous;
    }
    const std::string_view here = text.substr(start, i - start);
    if (kind == Kind::blank) {
      if (tokens.empty()) tokens.push_back({here.substr(0, 0), {}, false});
      std::string_view& blanks = tokens.back().blanks;
      blanks = {blanks.empty() ? here.data() : blanks.data(), blanks.size() + here.size()};
    } else if (extends) {
      std::string_view& whole = tokens.back().text;
      whole = {whole.data(), whole.size() + here.size()};
    } else {
      tokens.push_back({here, {}, kind == Kind::word});
    }
    previous = kind;
  }
  return tokens;
}

}  // namespace overens
