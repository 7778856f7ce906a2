#include "formats/pdf_canvas.h"

#include <stdexcept>

#include "formats/pdf_text.h"

namespace overens::formats {
namespace {

constexpr double rule_width = 0.5;

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int size) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

PdfFonts::PdfFonts() : map_(pango_cairo_font_map_new()) {
  constexpr double points_an_inch = 72;
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map_.get()), points_an_inch);
  context_.reset(pango_font_map_create_context(map_.get()));
  const std::unique_ptr<cairo_font_options_t, FreeWith<cairo_font_options_destroy>> options(
      cairo_font_options_create());
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options(context_.get(), options.get());
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
}

PdfCanvas::PdfCanvas(const Document& document, const PdfFonts& fonts, std::size_t pages)
    : document_(document), fonts_(fonts), pages_(pages) {
  if (pages == 0) return;
  surface_.reset(cairo_pdf_surface_create_for_stream(append, &bytes_, width, height));
  cairo_surface_t* surface = surface_.get();
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
  const auto say = [&](cairo_pdf_metadata_t what, const std::string& value) {
    cairo_pdf_surface_set_metadata(surface, what, printable(value).c_str());
  };
  say(CAIRO_PDF_METADATA_TITLE, document.title);
  say(CAIRO_PDF_METADATA_AUTHOR, document.author);
  say(CAIRO_PDF_METADATA_CREATOR, "Överens");
  say(CAIRO_PDF_METADATA_CREATE_DATE, iso_utc(document.made_at));
  cairo_.reset(cairo_create(surface));
}

PdfCanvas::~PdfCanvas() {
  if (surface_) cairo_surface_finish(surface_.get());  // while its bytes can still be written
}

void PdfCanvas::next_page() {
  draw_foot();
  if (draws()) cairo_show_page(cairo());
  if (++page_ > DocumentLimits::pages) throw std::length_error("a PDF of too many pages");
  y = top;
}

void PdfCanvas::draw_foot() {
  if (!draws()) return;
  constexpr double gap = 14, number_width = 110;
  const PdfText words(fonts_, plain_words(document_.footer),
                      {.size = 8, .width = text_width - number_width, .is_quiet = true});
  const PdfText number(
      fonts_, plain_words(t("Page {0} of {1}", page_, pages_).in(document_.language)),
      {.size = 8, .width = number_width, .is_quiet = true, .is_flush_right = true});
  open("NonStruct");
  words.draw(*this, side, bottom + gap, 0, words.lines());
  number.draw(*this, side + text_width - number_width, bottom + gap, 0, number.lines());
  close("NonStruct");
}

void PdfCanvas::open(const char* tag, PdfMark mark, const std::string& attributes) {
  if (!draws()) return;
  marks_.push_back(std::move(mark));
  cairo_tag_begin(cairo(), tag, attributes.c_str());
}

void PdfCanvas::close(const char* tag) {
  if (draws()) cairo_tag_end(cairo(), tag);
}

void PdfCanvas::open_place(const std::string& name) {
  if (draws()) cairo_tag_begin(cairo(), CAIRO_TAG_DEST, ("name='" + name + "' internal").c_str());
}

void PdfCanvas::close_place() {
  if (draws()) cairo_tag_end(cairo(), CAIRO_TAG_DEST);
}

void PdfCanvas::add_bookmark(int level, const std::string& words, const std::string& place) {
  if (!draws()) return;
  while (!bookmarks_.empty() && bookmarks_.back().level >= level) bookmarks_.pop_back();
  const int above = bookmarks_.empty() ? CAIRO_PDF_OUTLINE_ROOT : bookmarks_.back().id;
  const std::string target = "dest='" + place + "'";
  bookmarks_.push_back(
      {level, cairo_pdf_surface_add_outline(surface_.get(), above, words.c_str(), target.c_str(),
                                            CAIRO_PDF_OUTLINE_FLAG_OPEN)});
}

void PdfCanvas::rules(const std::vector<double>& at, double from, double to) {
  if (!draws() || at.empty()) return;
  open("NonStruct");
  cairo_set_source_rgb(cairo(), 0.55, 0.6, 0.6);
  for (const double each : at) cairo_rectangle(cairo(), from, each, to - from, rule_width);
  cairo_fill(cairo());
  close("NonStruct");
}

std::string PdfCanvas::finish() {
  cairo_show_page(cairo());
  cairo_surface_finish(surface_.get());
  const cairo_status_t status = cairo_surface_status(surface_.get());
  const cairo_status_t drawn = cairo_status(cairo());
  if (status != CAIRO_STATUS_SUCCESS || drawn != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error(std::string("a PDF could not be drawn: ") +
                             cairo_status_to_string(drawn ? drawn : status));
  return std::move(bytes_);
}

}  // namespace overens::formats
