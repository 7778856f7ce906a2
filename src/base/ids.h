// Identities of rows and the numbers people see.
//
// An Id is the key of a row: typed by what it identifies, used in SQL and between functions, never
// shown. A Number is what stands in an address or on a receipt; it is unique only within its house,
// so a store always asks for it together with the house it belongs to.
// Must not know: SQL, any domain word. `Tag` is the struct the row becomes, and may be incomplete.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace overens {

template <class Tag>
struct Id {
  std::int64_t value = 0;  // 0 is no row: identities start at 1
  auto operator<=>(const Id&) const = default;
};

struct Number {
  std::int64_t value = 0;  // 0 is nothing: numbers start at 1
  auto operator<=>(const Number&) const = default;
};

}  // namespace overens

template <class Tag>
struct std::hash<overens::Id<Tag>> {
  std::size_t operator()(overens::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};

template <>
struct std::hash<overens::Number> {
  std::size_t operator()(overens::Number number) const noexcept {
    return std::hash<std::int64_t>{}(number.value);
  }
};
