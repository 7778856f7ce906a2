// Words laid out in lines of some width, to be drawn line by line, as pages have room for them.
// Owns a layout of Pango; borrows the fonts.
#pragma once

#include "formats/pdf_canvas.h"

namespace overens::formats {

struct PdfStyle {
  double size = 10.5;  // points
  double width = PdfCanvas::text_width;
  bool is_bold = false;
  bool is_quiet = false;  // grey
  bool is_flush_right = false;
  std::string language{};
};

class PdfText {
 public:
  PdfText(const PdfFonts&, const Document::Words&, const PdfStyle&);

  std::size_t lines() const { return lines_.size(); }
  double height() const;
  double height_of(std::size_t line) const { return lines_[line].height; }
  // How many lines from that one on have room.
  std::size_t fitting(std::size_t first, double room) const;
  // Whether some of its words need a tag of their own: a link, another language, what was
  // inserted or deleted.
  bool has_spans() const { return has_spans_; }
  const std::string& text() const { return text_; }

  // Lines first … last - 1 as they are, within whatever tag is open.
  void draw(PdfCanvas&, double x, double y, std::size_t first, std::size_t last) const;
  // The same, each stretch of words within a tag of its own.
  void draw_tagged(PdfCanvas&, double x, double y, std::size_t first, std::size_t last,
                   Language spoken_in) const;

 private:
  struct Stretch {
    std::size_t end = 0;  // in text_
    Document::Run::Kind kind = Document::Run::Kind::plain;
    std::string address;
    std::string language;
    bool is_span() const;
  };
  struct Line {
    PangoLayoutLine* line = nullptr;  // of layout_
    double x = 0;
    double height = 0;
    double baseline = 0;  // below the top of the line
  };
  class Spans;

  std::size_t stretch_at(std::size_t offset) const;
  std::string words_of(std::size_t stretch) const;
  void draw_run(PdfCanvas&, const Stretch&, PangoLayoutRun*, double x, double y) const;
  void draw_lines(PdfCanvas&, double x, double y, std::size_t first, std::size_t last,
                  Spans*) const;

  PdfStyle style_;
  std::string text_;
  std::vector<Stretch> stretches_;
  bool has_spans_ = false;
  std::unique_ptr<PangoLayout, FreeWith<g_object_unref>> layout_;
  std::vector<Line> lines_;
};

}  // namespace overens::formats
