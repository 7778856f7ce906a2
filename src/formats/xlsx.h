// Tables as a workbook of Office Open XML (ECMA-376), for those who go on working in a spreadsheet.
// What people typed is always text in it: no cell is a formula, whatever it begins with. The
// library behind it is hidden in xlsx.cpp. Must not know SQL, requests, or what a column means.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/time.h"

namespace overens::formats {

struct XlsxLimits {
  static constexpr std::size_t rows = 100'000;           // in a sheet
  static constexpr std::size_t columns = 200;            // in a sheet
  static constexpr std::size_t cell_characters = 32767;  // Excel's own
};

using XlsxCell = std::variant<std::string, std::int64_t>;

struct XlsxSheet {
  std::string name;  // on its tab; cut and cleaned to what a tab may be called
  std::vector<std::string> headings;
  std::vector<std::vector<XlsxCell>> rows;  // a cell for each heading
};

// The bytes of the file. `now` is when it says it was made. std::invalid_argument where a row has
// another number of cells than there are headings, std::length_error beyond a limit,
// std::runtime_error where the file could not be made.
std::string xlsx(const std::vector<XlsxSheet>& sheets, Instant now);

inline constexpr const char* xlsx_media_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

}  // namespace overens::formats
