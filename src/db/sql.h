// Sql: the text of one statement, which can only come from a literal in the source. Values go in as
// arguments for $1, $2, …; their number is compared with the arguments when compiling.
// The literal's address is also the key under which a connection keeps its prepared statement.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "db/errors.h"
#include "db/limits.h"

namespace overens {

/// One SQL statement. `constexpr Sql open = "SELECT …";` or straight as an argument of Db.
/// $n may stand anywhere but in quotes and comments, and more than once; all of 1…n must be used.
class Sql {
 public:
  template <std::size_t N>
  consteval Sql(const char (&literal)[N])  // NOLINT(google-explicit-constructor): literals only
      : text_(literal, N - 1), parameters_(count_parameters(text_)) {
    static_assert(N - 1 <= limits::sql_bytes, "an SQL statement this long belongs in a view");
  }

  constexpr std::string_view text() const { return text_; }
  constexpr const char* key() const { return text_.data(); }
  constexpr std::size_t parameters() const { return parameters_; }

 private:
  static consteval std::size_t count_parameters(std::string_view text);

  std::string_view text_;
  std::size_t parameters_;
};

/// Sql for exactly these arguments: a surplus or missing argument does not compile.
/// (A `Sql` chosen while running is compared then, and throws StatementError.)
template <class... Arguments>
class SqlFor : public Sql {
 public:
  template <std::size_t N>
  consteval SqlFor(const char (&literal)[N]) : Sql(literal) {  // NOLINT: literals only
    if (parameters() != sizeof...(Arguments)) throw "the arguments are not as many as $1 … $n";
  }
  constexpr SqlFor(const Sql& sql) : Sql(sql) {  // NOLINT: a named literal
    if (parameters() != sizeof...(Arguments))
      throw StatementError("wrong number of arguments for: " + std::string(text()));
  }
};

consteval std::size_t Sql::count_parameters(std::string_view text) {
  std::uint64_t used = 0;
  std::size_t highest = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\0') throw "NUL in an SQL literal";
    if (c == '\'' || c == '"') {
      i = text.find(c, i + 1);
      if (i == text.npos) throw "a quote is not closed";
    } else if (text.substr(i, 2) == "--") {
      i = text.find('\n', i);
      if (i == text.npos) break;
    } else if (c == '?') {
      throw "write parameters as $1, $2, …";
    } else if (c == '$') {
      std::size_t number = 0;
      while (i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9')
        number = number * 10 + static_cast<std::size_t>(text[++i] - '0');
      if (number == 0 || number > limits::parameters_per_statement) throw "$n is out of range";
      used |= std::uint64_t{1} << number;
      if (number > highest) highest = number;
    }
  }
  for (std::size_t number = 1; number <= highest; ++number)
    if ((used >> number & 1) == 0) throw "an argument is not used: $n has a gap";
  return highest;
}

}  // namespace overens
