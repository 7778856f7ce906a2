#include "formats/xlsx.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/text.h"

namespace overens::formats {
namespace {

// A file that is nowhere but in memory: what is exported is often about people.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("xlsx", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::runtime_error("no file in memory for a workbook");
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  std::string bytes() const {
    struct stat known {};
    if (fstat(descriptor_, &known) != 0) throw std::runtime_error("a workbook can not be read");
    std::string all(static_cast<std::size_t>(known.st_size), '\0');
    std::size_t have = 0;
    while (have < all.size()) {
      const ssize_t some =
          pread(descriptor_, all.data() + have, all.size() - have, static_cast<off_t>(have));
      if (some <= 0) throw std::runtime_error("a workbook can not be read");
      have += static_cast<std::size_t>(some);
    }
    return all;
  }

 private:
  int descriptor_;
};

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(lxw_strerror(error));
}

// Excel, "Rename a worksheet": at most 31 characters, none of []:*?/\, no apostrophe at its ends.
std::string tab_name(const std::string& name, std::size_t number) {
  constexpr std::size_t longest = 31;
  std::string clean = shortened(tidy_line(name), longest);
  for (char& c : clean)
    if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = ' ';
  clean = tidy_line(clean);
  return clean.empty() ? std::to_string(number) : clean;
}

void check_limits(const XlsxSheet& sheet) {
  if (sheet.headings.size() > XlsxLimits::columns || sheet.rows.size() > XlsxLimits::rows)
    throw std::length_error("a sheet is larger than its limit");
  for (const auto& row : sheet.rows) {
    if (row.size() != sheet.headings.size())
      throw std::invalid_argument("a row of a sheet has another number of cells than headings");
    for (const XlsxCell& cell : row)
      if (const auto* text = std::get_if<std::string>(&cell);
          text && length(*text) > XlsxLimits::cell_characters)
        throw std::length_error("a cell is longer than a spreadsheet takes");
  }
}

void write_sheet(lxw_workbook* book, const XlsxSheet& sheet, std::size_t number,
                 lxw_format* heading, lxw_format* wrapped) {
  constexpr double column_width = 24;  // characters
  lxw_worksheet* page = workbook_add_worksheet(book, tab_name(sheet.name, number).c_str());
  if (page == nullptr) throw std::runtime_error("two sheets have one name");
  const auto last = static_cast<lxw_col_t>(std::max<std::size_t>(1, sheet.headings.size()) - 1);
  check(worksheet_set_column(page, 0, last, column_width, nullptr));
  worksheet_freeze_panes(page, 1, 0);
  for (std::size_t column = 0; column < sheet.headings.size(); ++column)
    check(worksheet_write_string(page, 0, static_cast<lxw_col_t>(column),
                                 sheet.headings[column].c_str(), heading));
  for (std::size_t row = 0; row < sheet.rows.size(); ++row)
    for (std::size_t column = 0; column < sheet.headings.size(); ++column) {
      const XlsxCell& cell = sheet.rows[row][column];
      const auto at_row = static_cast<lxw_row_t>(row + 1);
      const auto at_column = static_cast<lxw_col_t>(column);
      if (const auto* count = std::get_if<std::int64_t>(&cell))
        check(
            worksheet_write_number(page, at_row, at_column, static_cast<double>(*count), nullptr));
      else if (const auto& text = std::get<std::string>(cell); !text.empty())
        check(worksheet_write_string(page, at_row, at_column, text.c_str(), wrapped));
    }
}

}  // namespace

std::string xlsx(const std::vector<XlsxSheet>& sheets, Instant now) {
  for (const XlsxSheet& sheet : sheets) check_limits(sheet);
  const MemoryFile file;
  lxw_workbook* book = workbook_new(file.path().c_str());
  if (book == nullptr) throw std::runtime_error("no memory for a workbook");
  // Frees the book on every way out; closing it does so itself.
  std::unique_ptr<lxw_workbook, decltype(&lxw_workbook_free)> owner(book, &lxw_workbook_free);
  lxw_doc_properties properties{};
  properties.created = static_cast<time_t>(seconds_between(Instant{}, now));
  check(workbook_set_properties(book, &properties));
  lxw_format* heading = workbook_add_format(book);
  format_set_bold(heading);
  lxw_format* wrapped = workbook_add_format(book);
  format_set_text_wrap(wrapped);
  format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
  for (std::size_t i = 0; i < sheets.size(); ++i)
    write_sheet(book, sheets[i], i + 1, heading, wrapped);
  check(workbook_close(owner.release()));
  return file.bytes();
}

}  // namespace overens::formats
