// Tables in comma-separated values: reading what people save from a spreadsheet, and writing what
// they open in one. The reader finds out encoding and delimiter, since nobody who exports a table
// knows either. Standard: RFC 4180, read leniently, written strictly.
// Owns the text it has read. Must not know SQL, requests, or what a column means.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/translation.h"

namespace overens::formats {

struct CsvLimits {
  std::size_t bytes = 8 * 1024 * 1024;
  std::size_t rows = 100'000;
  std::size_t columns = 200;
  std::size_t cell_bytes = 100'000;
};

// What is wrong, and on which line of the file (1 is the first; 0 when it is the file as a whole).
struct CsvError {
  std::size_t line = 0;
  Text reason;
};

enum class CsvEncoding { utf8, utf8_with_bom, windows_1252 };

class Table;

// One line of a table, seen through its headings. Lives no longer than its table.
class Row {
 public:
  // The cell under the heading, without spaces round it. Headings are compared without regard to
  // case and spaces. Nothing if there is no such column; empty if the row is shorter.
  std::optional<std::string_view> get(std::string_view heading) const;

  // The line of the file on which the row begins, as an editor shows it.
  std::size_t line() const;

  // All cells as they were written, in order.
  const std::vector<std::string>& cells() const;

 private:
  friend class Table;
  Row(const Table& table, std::size_t index) : table_(&table), index_(index) {}

  const Table* table_;
  std::size_t index_;
};

// A table as read: the heading line and the rows below it; empty lines are left out.
class Table {
 public:
  const std::vector<std::string>& headings() const { return headings_; }
  std::size_t size() const { return lines_.size(); }
  Row row(std::size_t index) const { return {*this, index}; }
  bool has(std::string_view heading) const { return column(heading).has_value(); }
  std::optional<std::size_t> column(std::string_view heading) const;

  CsvEncoding encoding() const { return encoding_; }
  char delimiter() const { return delimiter_; }

 private:
  friend class Row;
  friend class CsvReader;
  struct Line {
    std::size_t number = 0;
    std::vector<std::string> cells;
  };

  std::vector<std::string> headings_;
  std::vector<std::string> folded_;  // headings as they are compared
  std::vector<Line> lines_;
  CsvEncoding encoding_ = CsvEncoding::utf8;
  char delimiter_ = ',';
};

// The lines that could be read, and what is wrong with each of the others; no table where the file
// as a whole, or its headings, could not be read.
struct CsvResult {
  std::optional<Table> table;
  std::vector<CsvError> errors;
};

// UTF-8 with or without a mark, else Windows-1252; `;`, `,` or tab; CRLF, LF or CR.
CsvResult read_csv(std::string_view bytes, const CsvLimits& limits = {});

// How a table is written: `for_excel` opens with a double click in a Swedish Excel (`;`, a byte
// order mark, CRLF) and disarms cells that would be run as formulas; `plain` is RFC 4180 to the
// letter, for programs, and changes nothing.
enum class CsvDialect { for_excel, plain };

class CsvWriter {
 public:
  CsvWriter(CsvDialect dialect, const std::vector<std::string>& headings);

  // One cell for each heading, else std::invalid_argument.
  void add(const std::vector<std::string>& cells);

  const std::string& text() const& { return text_; }
  std::string text() && { return std::move(text_); }

 private:
  void write_line(const std::vector<std::string>& cells);

  CsvDialect dialect_;
  std::size_t columns_;
  std::string text_;
};

}  // namespace overens::formats
