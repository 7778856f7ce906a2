// Values on their way in (Argument) and out (Cell), and Column<T>: how a C++ type is kept in a
// column. Columns are bool, 64-bit integer, real, text and blob, alike on both engines:
//   bool · any integer type · double · std::string, string_view · Blob · Id<T> · Number
//   Instant (integer, µs UTC) · Date, PartialDate (text, ISO 8601) · an enum (text, its name)
//   std::optional of these (NULL)
// What does not fit is BadValue, never cut. An enum declares its names beside it, found by ADL:
//   constexpr auto names(Stance) { return std::array{std::pair{Stance::supports, "supports"}, …}; }
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "db/errors.h"

namespace overens {

/// Any bytes.
struct Blob {
  std::vector<std::byte> bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

enum class Kind : std::uint8_t { null, boolean, integer, real, text, blob };

/// A value for $n. Text and blobs are views of the caller's bytes, unless `kept` holds them.
struct Argument {
  Kind declared;         // the C++ type's; never null
  bool is_null = false;  // an empty optional
  std::int64_t integer = 0;
  double real = 0;
  std::string_view bytes = {};
  std::string kept = {};

  std::string_view content() const { return kept.empty() ? bytes : std::string_view(kept); }
};

/// One value of the row a statement stands on; its bytes live until the next row.
struct Cell {
  Kind kind;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view bytes = {};
};

bool boolean_of(const Cell& cell);
std::int64_t integer_of(const Cell& cell);
double real_of(const Cell& cell);
std::string_view text_of(const Cell& cell);
std::string_view blob_of(const Cell& cell);
Date date_of(const Cell& cell);
PartialDate partial_date_of(const Cell& cell);

/// Throws BadValue unless the value can be stored on either engine. Called for every argument.
void check_storable(const Argument& argument);

/// How T is kept in a column: `declared`, `encode` and `decode`. Specialise it beside a type of
/// one's own that is one value.
template <class T>
struct Column;

template <class T>
concept ColumnType = requires {
  Column<T>::declared;
};

template <>
struct Column<bool> {
  static constexpr Kind declared = Kind::boolean;
  static Argument encode(bool value) { return {.declared = declared, .integer = value}; }
  static bool decode(const Cell& cell) { return boolean_of(cell); }
};

template <std::integral T>
struct Column<T> {
  static constexpr Kind declared = Kind::integer;
  static Argument encode(T value) {
    if (!std::in_range<std::int64_t>(value)) throw BadValue("the integer is too large to store");
    return {.declared = declared, .integer = static_cast<std::int64_t>(value)};
  }
  static T decode(const Cell& cell) {
    const std::int64_t value = integer_of(cell);
    if (!std::in_range<T>(value)) throw BadValue("the integer does not fit its field");
    return static_cast<T>(value);
  }
};

template <>
struct Column<double> {
  static constexpr Kind declared = Kind::real;
  static Argument encode(double value) { return {.declared = declared, .real = value}; }
  static double decode(const Cell& cell) { return real_of(cell); }
};

/// A view can be bound but not read: its bytes would be gone with the row.
template <>
struct Column<std::string_view> {
  static constexpr Kind declared = Kind::text;
  static Argument encode(std::string_view value) { return {.declared = declared, .bytes = value}; }
};

template <>
struct Column<std::string> : Column<std::string_view> {
  static std::string decode(const Cell& cell) { return std::string(text_of(cell)); }
};

template <>
struct Column<Blob> {
  static constexpr Kind declared = Kind::blob;
  static Argument encode(const Blob& value) {
    return {.declared = declared,
            .bytes = {reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size()}};
  }
  static Blob decode(const Cell& cell) {
    const std::string_view bytes = blob_of(cell);
    const auto* first = reinterpret_cast<const std::byte*>(bytes.data());
    return {std::vector<std::byte>(first, first + bytes.size())};
  }
};

template <class Tag>
struct Column<Id<Tag>> : Column<std::int64_t> {
  static Argument encode(Id<Tag> id) { return Column<std::int64_t>::encode(id.value); }
  static Id<Tag> decode(const Cell& cell) { return {integer_of(cell)}; }
};

template <>
struct Column<Number> : Column<std::int64_t> {
  static Argument encode(Number number) { return Column<std::int64_t>::encode(number.value); }
  static Number decode(const Cell& cell) { return {integer_of(cell)}; }
};

template <>
struct Column<Instant> : Column<std::int64_t> {
  static Argument encode(Instant at) { return Column<std::int64_t>::encode(at.microseconds); }
  static Instant decode(const Cell& cell) { return {integer_of(cell)}; }
};

template <>
struct Column<Date> : Column<std::string_view> {
  static Argument encode(Date date) { return {.declared = declared, .kept = iso(date)}; }
  static Date decode(const Cell& cell) { return date_of(cell); }
};

template <>
struct Column<PartialDate> : Column<std::string_view> {
  static Argument encode(const PartialDate& date) {
    return {.declared = declared, .kept = iso(date)};
  }
  static PartialDate decode(const Cell& cell) { return partial_date_of(cell); }
};

template <class T>
requires std::is_enum_v<T> && requires(T value) { names(value); }
struct Column<T> : Column<std::string_view> {
  static Argument encode(T value) {
    for (const auto& [known, name] : names(T{}))
      if (known == value) return Column<std::string_view>::encode(name);
    throw BadValue("an enum's value has no name");
  }
  static T decode(const Cell& cell) {
    const std::string_view text = text_of(cell);
    for (const auto& [known, name] : names(T{}))
      if (text == name) return known;
    throw BadValue("the text is none of the enum's names");
  }
};

template <ColumnType T>
struct Column<std::optional<T>> {
  static constexpr Kind declared = Column<T>::declared;
  static Argument encode(const std::optional<T>& value) {
    if (!value) return {.declared = declared, .is_null = true};
    return Column<T>::encode(*value);
  }
  static std::optional<T> decode(const Cell& cell) {
    if (cell.kind == Kind::null) return std::nullopt;
    return Column<T>::decode(cell);
  }
};

/// The argument for a value: a type of Column, or what converts to a string_view.
template <class T>
Argument argument(const T& value) {
  if constexpr (ColumnType<T>) {
    return Column<T>::encode(value);
  } else {
    static_assert(std::convertible_to<const T&, std::string_view>, "not a type a column can hold");
    return Column<std::string_view>::encode(value);
  }
}

}  // namespace overens
