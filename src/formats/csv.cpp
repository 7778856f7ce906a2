#include "formats/csv.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "base/text.h"

namespace overens::formats {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t most_errors = 100;
constexpr std::size_t sample_records = 50;
// In order of preference where the file fits more than one.
constexpr std::array delimiters = {';', ',', '\t'};

// "Anmäl  senast" and "anmälsenast" name the same column.
std::string folded_heading(std::string_view heading) {
  std::string folded = fold(tidy_line(heading));
  std::erase(folded, ' ');
  return folded;
}

std::string_view trimmed(std::string_view cell) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = cell.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return cell.substr(first, cell.find_last_not_of(blanks) - first + 1);
}

bool is_blank(const std::string& cell) { return trimmed(cell).empty(); }

struct Record {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

enum class Flaw { none, quote_never_closed, text_after_quote, too_many_cells, cell_too_long };

Text reason_of(Flaw flaw) {
  switch (flaw) {
    case Flaw::quote_never_closed:
      return t("A quotation mark is opened here and never closed.");
    case Flaw::text_after_quote:
      return t("There is text after a closing quotation mark.");
    case Flaw::too_many_cells:
      return t("The line has too many columns.");
    case Flaw::cell_too_long:
      return t("A cell is too long.");
    case Flaw::none:
      break;
  }
  return {};
}

// RFC 4180, section 2, one record at a time; counts lines as it goes.
class RecordReader {
 public:
  RecordReader(std::string_view text, char delimiter, const CsvLimits& limits)
      : text_(text), delimiter_(delimiter), limits_(limits) {}

  // False at the end. With a flaw the record is not whole; reading goes on with the next line.
  bool next(Record& record, Flaw& flaw) {
    if (at_ == text_.size()) return false;
    record.line = line_;
    record.cells.clear();
    flaw = Flaw::none;
    do {
      if (record.cells.size() == limits_.columns) return give_up(flaw, Flaw::too_many_cells);
      Flaw cell_flaw = read_cell(record.cells.emplace_back());
      if (cell_flaw != Flaw::none) return give_up(flaw, cell_flaw);
    } while (skip_delimiter());
    skip_line_end();
    return true;
  }

 private:
  bool give_up(Flaw& flaw, Flaw found) {
    flaw = found;
    while (at_ < text_.size() && !at_line_end()) ++at_;
    skip_line_end();
    return true;
  }

  Flaw read_cell(std::string& cell) {
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    if (quoted) {
      const std::size_t end = find_closing_quote(cell);
      if (end == std::string_view::npos) {
        cell.clear();
        return Flaw::quote_never_closed;  // of this line; the next may be whole
      }
      at_ = end + 1;
    }
    const std::size_t rest = at_;
    while (at_ < text_.size() && text_[at_] != delimiter_ && !at_line_end()) ++at_;
    const std::string_view plain = text_.substr(rest, at_ - rest);
    if (quoted && !trimmed(plain).empty()) return Flaw::text_after_quote;
    if (!quoted) cell = plain;
    return cell.size() > limits_.cell_bytes ? Flaw::cell_too_long : Flaw::none;
  }

  // Fills the cell; a doubled quotation mark stands for one.
  std::size_t find_closing_quote(std::string& cell) {
    std::size_t line = line_;
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      const bool next_is_quote = i + 1 < text_.size() && text_[i + 1] == '"';
      if (text_[i] == '"' && !next_is_quote) {
        line_ = line;
        return i;
      }
      if (text_[i] == '"') ++i;
      const bool first_of_crlf = text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
      line += text_[i] == '\n' || (text_[i] == '\r' && !first_of_crlf);
      cell += text_[i];
    }
    return std::string_view::npos;
  }

  bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

  bool skip_delimiter() {
    if (at_ == text_.size() || text_[at_] != delimiter_) return false;
    ++at_;
    return true;
  }

  void skip_line_end() {
    if (at_ == text_.size()) return;
    at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
    ++line_;
  }

  std::string_view text_;
  char delimiter_;
  CsvLimits limits_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

// How well a delimiter explains the beginning of the file: lines with as many cells as the heading.
std::pair<std::size_t, std::size_t> fitness(std::string_view text, char delimiter,
                                            const CsvLimits& limits) {
  RecordReader reader(text, delimiter, limits);
  Record record;
  Flaw flaw;
  if (!reader.next(record, flaw) || flaw != Flaw::none || record.cells.size() < 2) return {0, 0};
  const std::size_t columns = record.cells.size();
  std::size_t fitting = 1;
  for (std::size_t i = 1; i < sample_records && reader.next(record, flaw); ++i)
    fitting += flaw == Flaw::none && record.cells.size() == columns;
  return {fitting, columns};
}

char find_delimiter(std::string_view text, const CsvLimits& limits) {
  return *std::ranges::max_element(
      delimiters, {}, [&](char delimiter) { return fitness(text, delimiter, limits); });
}

}  // namespace

class CsvReader {
 public:
  explicit CsvReader(const CsvLimits& limits) : limits_(limits) {}

  CsvResult read(std::string_view bytes) {
    std::string text;
    if (decode(bytes, text)) read_table(text);
    if (!has_headings_) return {std::nullopt, std::move(errors_)};
    return {std::move(table_), std::move(errors_)};
  }

 private:
  bool refuse(std::size_t line, Text reason) {
    if (errors_.size() < most_errors) errors_.push_back({line, std::move(reason)});
    return false;
  }

  bool decode(std::string_view bytes, std::string& text) {
    if (bytes.size() > limits_.bytes) return refuse(0, t("The file is too large."));
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
      return refuse(0, t("The file is saved as UTF-16. Save it as CSV UTF-8 instead."));
    if (bytes.find('\0') != std::string_view::npos)
      return refuse(0, t("This is not a text file. Save the table as CSV UTF-8."));
    const bool marked = bytes.starts_with(byte_order_mark);
    if (marked) bytes.remove_prefix(byte_order_mark.size());
    if (valid_utf8(bytes)) {
      table_.encoding_ = marked ? CsvEncoding::utf8_with_bom : CsvEncoding::utf8;
      text = bytes;
      return true;
    }
    if (marked) return refuse(0, t("The file says that it is UTF-8, but it is not."));
    table_.encoding_ = CsvEncoding::windows_1252;
    text = from_windows_1252(bytes);
    return true;
  }

  void read_table(std::string_view text) {
    table_.delimiter_ = find_delimiter(text, limits_);
    RecordReader reader(text, table_.delimiter_, limits_);
    Record record;
    Flaw flaw;
    while (errors_.size() < most_errors && reader.next(record, flaw)) {
      if (flaw != Flaw::none) {
        refuse(record.line, reason_of(flaw));
        if (!has_headings_) return;  // without headings every line would be wrong
      } else if (std::ranges::all_of(record.cells, is_blank)) {
        continue;
      } else if (!has_headings_) {
        if (!take_headings(record)) return;
      } else if (table_.size() == limits_.rows) {
        refuse(record.line, t("The table has too many rows."));
        return;
      } else {
        take_row(record);
      }
    }
    if (!has_headings_) refuse(0, t("The file is empty."));
    if (errors_.size() == most_errors) has_headings_ = false;  // there may be more: it is no table
  }

  bool take_headings(Record& record) {
    has_headings_ = true;
    drop_blank_end(record.cells, 0);
    for (const std::string& cell : record.cells) {
      std::string folded = folded_heading(cell);
      if (!folded.empty() && std::ranges::find(table_.folded_, folded) != table_.folded_.end())
        has_headings_ =
            refuse(record.line, t("Two columns have the same heading: {}.", trimmed(cell)));
      table_.headings_.emplace_back(trimmed(cell));
      table_.folded_.push_back(std::move(folded));
    }
    return has_headings_;
  }

  void take_row(Record& record) {
    const std::size_t columns = table_.headings_.size();
    drop_blank_end(record.cells, columns);
    if (record.cells.size() > columns) {
      refuse(record.line, t("The line has more columns than there are headings."));
      return;
    }
    record.cells.resize(columns);
    table_.lines_.push_back({record.line, std::move(record.cells)});
  }

  // Spreadsheets like to end lines with delimiters for columns once used.
  static void drop_blank_end(std::vector<std::string>& cells, std::size_t keep) {
    while (cells.size() > keep && is_blank(cells.back())) cells.pop_back();
  }

  CsvLimits limits_;
  bool has_headings_ = false;
  Table table_;
  std::vector<CsvError> errors_;
};

CsvResult read_csv(std::string_view bytes, const CsvLimits& limits) {
  return CsvReader(limits).read(bytes);
}

std::optional<std::size_t> Table::column(std::string_view heading) const {
  const auto found = std::ranges::find(folded_, folded_heading(heading));
  if (found == folded_.end() || found->empty()) return {};
  return static_cast<std::size_t>(found - folded_.begin());
}

std::optional<std::string_view> Row::get(std::string_view heading) const {
  const std::optional<std::size_t> column = table_->column(heading);
  if (!column) return {};
  return trimmed(cells()[*column]);
}

std::size_t Row::line() const { return table_->lines_[index_].number; }

const std::vector<std::string>& Row::cells() const { return table_->lines_[index_].cells; }

namespace {

constexpr char separator(CsvDialect dialect) {
  return dialect == CsvDialect::for_excel ? ';' : ',';
}

// "-5", "+46", "-1,5": what a spreadsheet reads as a number needs no disarming.
bool is_signed_number(std::string_view cell) {
  cell.remove_prefix(1);
  const std::size_t sign = cell.find_first_of(".,");
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (sign == std::string_view::npos) return digits(cell);
  return digits(cell.substr(0, sign)) && digits(cell.substr(sign + 1));
}

// OWASP, "CSV Injection": a cell that begins so is run as a formula when the file is opened.
bool would_run(std::string_view cell) {
  if (cell.empty()) return false;
  switch (cell.front()) {
    case '=':
    case '@':
    case '\t':
    case '\r':
      return true;
    case '+':
    case '-':
      return !is_signed_number(cell);
    default:
      return false;
  }
}

bool needs_quotes(std::string_view cell, char delimiter) {
  if (cell.empty()) return false;
  return cell.find_first_of("\"\r\n") != std::string_view::npos ||
         cell.find(delimiter) != std::string_view::npos || cell.front() == ' ' ||
         cell.back() == ' ';
}

void append_quoted(std::string& text, std::string_view cell) {
  text += '"';
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

}  // namespace

CsvWriter::CsvWriter(CsvDialect dialect, const std::vector<std::string>& headings)
    : dialect_(dialect), columns_(headings.size()) {
  if (dialect_ == CsvDialect::for_excel) text_ = byte_order_mark;
  write_line(headings);
}

void CsvWriter::add(const std::vector<std::string>& cells) {
  if (cells.size() != columns_) throw std::invalid_argument("CsvWriter: one cell for each heading");
  write_line(cells);
}

void CsvWriter::write_line(const std::vector<std::string>& cells) {
  const char delimiter = separator(dialect_);
  bool first = true;
  for (const std::string& cell : cells) {
    if (!std::exchange(first, false)) text_ += delimiter;
    const bool guarded = dialect_ == CsvDialect::for_excel && would_run(cell);
    const std::string shown = guarded ? "'" + cell : cell;
    // A lone empty cell would else be an empty line, which readers skip.
    if (needs_quotes(shown, delimiter) || (cells.size() == 1 && cell.empty()))
      append_quoted(text_, shown);
    else
      text_ += shown;
  }
  text_ += "\r\n";
}

}  // namespace overens::formats
