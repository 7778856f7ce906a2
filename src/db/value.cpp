#include "db/value.h"

#include <cmath>

#include "base/text.h"
#include "db/limits.h"

namespace overens {

namespace {

void require(bool fits, const Cell& cell, const char* wanted) {
  if (fits) return;
  if (cell.kind == Kind::null) throw BadValue("NULL in a field that is not optional");
  throw BadValue(std::string("the column does not hold ") + wanted);
}

}  // namespace

bool boolean_of(const Cell& cell) {
  const bool from_integer = cell.kind == Kind::integer && (cell.integer == 0 || cell.integer == 1);
  require(cell.kind == Kind::boolean || from_integer, cell, "yes or no");
  return cell.integer != 0;
}

std::int64_t integer_of(const Cell& cell) {
  require(cell.kind == Kind::integer, cell, "an integer");
  return cell.integer;
}

double real_of(const Cell& cell) {
  constexpr std::int64_t exact = std::int64_t{1} << 53;
  const bool from_integer =
      cell.kind == Kind::integer && -exact <= cell.integer && cell.integer <= exact;
  require(cell.kind == Kind::real || from_integer, cell, "a real number");
  return from_integer ? static_cast<double>(cell.integer) : cell.real;
}

std::string_view text_of(const Cell& cell) {
  require(cell.kind == Kind::text, cell, "text");
  return cell.bytes;
}

std::string_view blob_of(const Cell& cell) {
  require(cell.kind == Kind::blob, cell, "bytes");
  return cell.bytes;
}

Date date_of(const Cell& cell) {
  const std::optional<Date> date = parse_date(text_of(cell));
  if (!date) throw BadValue("the text is not a date");
  return *date;
}

PartialDate partial_date_of(const Cell& cell) {
  const std::optional<PartialDate> date = parse_partial_date(text_of(cell));
  if (!date) throw BadValue("the text is not a date, a month or a year");
  return *date;
}

void check_storable(const Argument& argument) {
  if (argument.is_null) return;
  if (argument.declared == Kind::real && !std::isfinite(argument.real))
    throw BadValue("not a finite number");
  if (argument.content().size() > limits::value_bytes) throw BadValue("the value is too large");
  if (argument.declared != Kind::text) return;
  if (argument.content().find('\0') != std::string_view::npos) throw BadValue("NUL in a text");
  if (!valid_utf8(argument.content())) throw BadValue("the text is not UTF-8");
}

}  // namespace overens
