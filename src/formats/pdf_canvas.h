// The sheets of a PDF: where one stands on which page, the tags around what is drawn, and the foot
// of each page. Two of them are used one after the other: the first only measures, so that the
// second knows how many pages there will be. Owns the surface of cairo and the fonts of Pango.
//
// cairo 1.16 marks only the content of innermost tags, so text stands in one or is not tagged at
// all. What belongs to no structure stands in NonStruct, which finish_pdf() makes an artifact.
#pragma once

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

#include "formats/document.h"

namespace overens::formats {

template <auto free>
struct FreeWith {
  void operator()(auto* owned) const { free(owned); }
};

// What a tag says besides its name; finish_pdf() writes it, since cairo can not.
struct PdfMark {
  std::string language{};  // where it is another than the document's
  std::string spoken{};    // read aloud instead of the words: "inserted: …"
  bool is_row_heading = false;
};

class PdfFonts {
 public:
  PdfFonts();
  PangoContext* context() const { return context_.get(); }

 private:
  std::unique_ptr<PangoFontMap, FreeWith<g_object_unref>> map_;
  std::unique_ptr<PangoContext, FreeWith<g_object_unref>> context_;
};

class PdfCanvas {
 public:
  static constexpr double width = 595.276;  // A4, in points
  static constexpr double height = 841.89;
  static constexpr double side = 62;
  static constexpr double top = 60;
  static constexpr double bottom = height - 76;
  static constexpr double text_width = width - 2 * side;

  // Without `pages`, the number of pages there will be, it measures only.
  PdfCanvas(const Document&, const PdfFonts&, std::size_t pages);
  ~PdfCanvas();
  PdfCanvas(const PdfCanvas&) = delete;
  PdfCanvas& operator=(const PdfCanvas&) = delete;

  bool draws() const { return cairo_ != nullptr; }
  cairo_t* cairo() const { return cairo_.get(); }
  const PdfFonts& fonts() const { return fonts_; }

  double y = top;  // where the next thing stands
  double room() const { return bottom - y; }
  std::size_t page() const { return page_; }
  void next_page();

  // A tag of structure; closed in the reverse order.
  void open(const char* tag, PdfMark mark = {}, const std::string& attributes = {});
  void close(const char* tag);
  // A place that links lead to.
  void open_place(const std::string& name);
  void close_place();
  // In the list of bookmarks, below the last one of a lower level.
  void add_bookmark(int level, const std::string& words, const std::string& place);
  // A thin line across, between two x; its tag is no part of the structure.
  void rules(const std::vector<double>& at, double from, double to);

  // The foot of the last page, before the outermost tag is closed.
  void end_pages() { draw_foot(); }
  // The bytes, once; and what their tags say.
  std::string finish();
  const std::vector<PdfMark>& marks() const { return marks_; }

 private:
  void draw_foot();

  const Document& document_;
  const PdfFonts& fonts_;
  const std::size_t pages_;
  std::size_t page_ = 1;
  std::string bytes_;
  std::unique_ptr<cairo_surface_t, FreeWith<cairo_surface_destroy>> surface_;
  std::unique_ptr<cairo_t, FreeWith<cairo_destroy>> cairo_;
  std::vector<PdfMark> marks_;
  struct Bookmark {
    int level = 0;
    int id = 0;
  };
  std::vector<Bookmark> bookmarks_;
};

// What cairo wrote, with what it can not write: language, title, what is read aloud, what is an
// artifact, scope of headings, and the marks of PDF/UA (ISO 14289-1). The same bytes each time.
std::string finish_pdf(const Document&, const std::string& bytes,
                       const std::vector<PdfMark>& marks);

}  // namespace overens::formats
