#include <algorithm>
#include <numeric>

#include "formats/pdf_flow.h"

namespace overens::formats {
namespace {

constexpr double padding = 4;
constexpr double text_size = 9;

}  // namespace

PdfTable::PdfTable(PdfCanvas& canvas, const Document& document, const Document::Table& table)
    : canvas_(canvas), document_(document), table_(table) {
  const int weights = std::accumulate(
      table.columns.begin(), table.columns.end(), 0,
      [](int sum, const Document::Column& column) { return sum + std::max(1, column.weight); });
  double x = PdfCanvas::side;
  for (const Document::Column& column : table.columns) {
    const double width = PdfCanvas::text_width * std::max(1, column.weight) / weights;
    left_.push_back(x);
    width_.push_back(width - 2 * padding);
    x += width;
  }
  std::vector<Document::Words> headings;
  for (const Document::Column& column : table.columns)
    headings.push_back(plain_words(column.heading));
  header_ = row_of(headings, true);
}

PdfTable::Row PdfTable::row_of(const std::vector<Document::Words>& cells, bool is_header) const {
  Row row;
  for (std::size_t i = 0; i < cells.size(); ++i)
    row.emplace_back(canvas_.fonts(), cells[i],
                     PdfStyle{.size = text_size,
                              .width = width_[i],
                              .is_bold = is_header || table_.columns[i].is_row_heading,
                              .language = is_header ? std::string() : table_.language});
  return row;
}

double PdfTable::height_of(const Row& row) const {
  double height = 0;
  for (const PdfText& cell : row) height = std::max(height, cell.height());
  return height + 2 * padding;
}

void PdfTable::end_rules() {
  canvas_.rules(rules_, PdfCanvas::side, PdfCanvas::width - PdfCanvas::side);
  rules_.clear();
}

void PdfTable::turn_page() {
  end_rules();
  canvas_.next_page();
  draw_header(true);
}

// Repeated on a following page it is for the eye only.
void PdfTable::draw_header(bool is_repeated) {
  canvas_.open(is_repeated ? "NonStruct" : "TR");
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (!is_repeated) canvas_.open("TH");
    header_[i].draw(canvas_, left_[i] + padding, canvas_.y + padding, 0, header_[i].lines());
    if (!is_repeated) canvas_.close("TH");
  }
  canvas_.close(is_repeated ? "NonStruct" : "TR");
  canvas_.y += height_of(header_);
  rules_.push_back(canvas_.y);
}

void PdfTable::draw_part(const Row& row, std::vector<std::size_t>& lines) {
  const double room = canvas_.room() - 2 * padding;
  double tallest = 0;
  canvas_.open("TR");
  for (std::size_t i = 0; i < row.size(); ++i) {
    const char* tag = table_.columns[i].is_row_heading ? "TH" : "TD";
    const std::size_t left_over = row[i].lines() - lines[i];
    const std::size_t count =
        std::min(left_over, std::max<std::size_t>(1, row[i].fitting(lines[i], room)));
    canvas_.open(tag,
                 {.language = table_.language, .is_row_heading = table_.columns[i].is_row_heading});
    if (row[i].has_spans())
      row[i].draw_tagged(canvas_, left_[i] + padding, canvas_.y + padding, lines[i],
                         lines[i] + count, document_.language);
    else
      row[i].draw(canvas_, left_[i] + padding, canvas_.y + padding, lines[i], lines[i] + count);
    canvas_.close(tag);
    double height = 0;
    for (std::size_t line = 0; line < count; ++line) height += row[i].height_of(lines[i] + line);
    tallest = std::max(tallest, height);
    lines[i] += count;
  }
  canvas_.close("TR");
  canvas_.y += tallest + 2 * padding;
  rules_.push_back(canvas_.y);
}

// A row moves to the next page whole, unless it is taller than one; what goes on there is a row of
// its own.
void PdfTable::draw_row(const Row& row) {
  const double page = PdfCanvas::bottom - PdfCanvas::top - height_of(header_);
  if (height_of(row) > canvas_.room() && height_of(row) <= page) turn_page();
  std::vector<std::size_t> lines(row.size(), 0);
  const auto is_done = [&] {
    for (std::size_t i = 0; i < row.size(); ++i)
      if (lines[i] < row[i].lines()) return false;
    return true;
  };
  while (!is_done()) {
    constexpr double least_room = 3 * text_size + 2 * padding;
    if (canvas_.room() < std::min(least_room, height_of(row))) turn_page();
    draw_part(row, lines);
  }
}

void PdfTable::draw() {
  const PdfText caption(canvas_.fonts(), plain_words(table_.caption),
                        {.size = text_size, .is_bold = true});
  constexpr double kept_with_caption = 60;
  if (caption.height() + height_of(header_) + kept_with_caption > canvas_.room() &&
      canvas_.y > PdfCanvas::top)
    canvas_.next_page();
  canvas_.open("Table");
  canvas_.open("Caption");
  caption.draw(canvas_, PdfCanvas::side, canvas_.y, 0, caption.lines());
  canvas_.close("Caption");
  canvas_.y += caption.height() + 2;
  draw_header(false);
  for (const auto& cells : table_.rows) draw_row(row_of(cells, false));
  end_rules();
  canvas_.close("Table");
}

}  // namespace overens::formats
