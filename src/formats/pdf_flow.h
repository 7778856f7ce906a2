// Blocks one below another over the pages of a PDF. Borrows everything.
#pragma once

#include <map>

#include "formats/pdf_text.h"

namespace overens::formats {

// A heading, as the measuring found it.
struct PdfPlace {
  int level = 1;
  std::string words;
  std::string name;  // of the place links lead to
  std::size_t page = 0;
};

class PdfFlow {
 public:
  // `places` are those the measuring found, with their pages; or as far as they are known.
  PdfFlow(PdfCanvas& canvas, const Document& document, std::vector<PdfPlace> places)
      : canvas_(canvas), document_(document), places_(std::move(places)) {}

  void add(const Document::Block&);
  std::vector<PdfPlace> places() && { return std::move(places_); }

 private:
  void add(const Document::Heading&);
  void add(const Document::Paragraph&);
  void add(const Document::List&);
  void add(const Document::Table&);
  void add(const Document::Contents&);
  void add(const Document::PageBreak&);

  PdfText text(const Document::Words& words, PdfStyle style) const;
  // Text over as many pages as it takes, in that tag.
  void flow(const char* tag, const PdfText&, double x, const std::string& language);
  void space(double points);
  void item(const Document::Words&, const std::string& label, const std::string& language);

  PdfCanvas& canvas_;
  const Document& document_;
  std::vector<PdfPlace> places_;  // known at first, then those that are met
  const std::ptrdiff_t known_ = std::ssize(places_);
  std::size_t headings_ = 0;  // met so far
};

// A table row by row; its headings stand on each of its pages.
class PdfTable {
 public:
  PdfTable(PdfCanvas&, const Document&, const Document::Table&);
  void draw();

 private:
  using Row = std::vector<PdfText>;

  Row row_of(const std::vector<Document::Words>& cells, bool is_header) const;
  double height_of(const Row&) const;
  void draw_header(bool is_repeated);
  void draw_row(const Row&);
  // As many lines of each cell as fit, from those lines on; rises them.
  void draw_part(const Row&, std::vector<std::size_t>& lines);
  void turn_page();
  void end_rules();

  PdfCanvas& canvas_;
  const Document& document_;
  const Document::Table& table_;
  std::vector<double> left_;   // of each column
  std::vector<double> width_;  // of its text
  Row header_;
  std::vector<double> rules_;  // on this page
};

}  // namespace overens::formats
