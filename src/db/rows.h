// Rows ↔ structs without glue: an aggregate's fields are the result's columns, in order and by
// name. The only header that includes Boost.PFR. Boost 1.81 knows fields but not their names; those
// are read from the compiler's own spelling of a pointer to the field (works on g++ 12 and clang
// 14).
#pragma once

#include <array>
#include <boost/pfr/core.hpp>
#include <boost/pfr/tuple_size.hpp>
#include <cstddef>
#include <string_view>
#include <utility>

#include "db/connection.h"
#include "db/value.h"

namespace overens::rows {

template <class T>
struct Outside {
  T row;
};

#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif

/// Never defined and never read: only the addresses of its fields are spelled.
template <class T>
extern const Outside<T> outside;

/// clang 14 takes a pointer to a field as a template argument only inside a class.
template <class P>
struct Pointer {
  P to;
};
template <class P>
Pointer(P) -> Pointer<P>;

template <auto field>
consteval std::string_view spelled() {
  std::string_view text = __PRETTY_FUNCTION__;  // "… Row::name)}; …" or "… row.name}]"
#ifdef __clang__
  text = text.substr(0, text.find_last_of('}'));
#else
  text = text.substr(0, text.find(")}"));
#endif
  return text.substr(text.find_last_of(".:") + 1);
}

template <class T, std::size_t... I>
consteval std::array<std::string_view, sizeof...(I)> field_names(std::index_sequence<I...>) {
  return {spelled<Pointer{&boost::pfr::get<I>(outside<T>.row)}>()...};
}

#ifdef __clang__
#pragma clang diagnostic pop
#endif

template <class T>
inline constexpr std::size_t width = boost::pfr::tuple_size_v<T>;

/// The fields of T by name, in order; its address also tells T from other structs.
template <class T>
inline constexpr auto names_of = field_names<T>(std::make_index_sequence<width<T>>());

/// Throws StatementError, naming statement and column, unless the result has these columns.
void compare_columns(const Statement& statement, const std::string_view* names, std::size_t count);
/// Throws StatementError unless the result has one column.
void require_one_column(const Statement& statement);
/// Throws the BadValue that is being handled again, with statement and column in its words.
[[noreturn]] void rethrow_with_place(const Statement& statement, int column);

template <class T>
void check_shape(Statement& statement) {
  if constexpr (ColumnType<T>) {
    require_one_column(statement);
  } else {
    const void* shape = names_of<T>.data();
    if (statement.checked_shape == shape) return;
    compare_columns(statement, names_of<T>.data(), width<T>);
    statement.checked_shape = shape;
  }
}

/// The row the statement stands on, as T: an aggregate, or the single column's type.
template <class T>
T row(const Statement& statement) {
  int column = 0;
  try {
    if constexpr (ColumnType<T>) {
      return Column<T>::decode(statement.cell(0));
    } else {
      T result{};
      boost::pfr::for_each_field(result, [&]<class Field>(Field& field) {
        static_assert(ColumnType<Field>, "a field whose type no column can hold");
        field = Column<Field>::decode(statement.cell(column));
        ++column;
      });
      return result;
    }
  } catch (const BadValue&) {
    rethrow_with_place(statement, column);
  }
}

}  // namespace overens::rows
