#include "formats/pdf_text.h"

#include <algorithm>
#include <numeric>

namespace overens::formats {
namespace {

using Kind = Document::Run::Kind;

// Inter as on the pages; DejaVu has what it lacks (tools/install names both).
constexpr const char* families = "Inter, DejaVu Sans";
constexpr float line_spacing = 1.3F;

double points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

using Attributes = std::unique_ptr<PangoAttrList, FreeWith<pango_attr_list_unref>>;

void add(PangoAttrList* to, PangoAttribute* attribute, std::size_t begin, std::size_t end) {
  attribute->start_index = static_cast<guint>(begin);
  attribute->end_index = static_cast<guint>(end);
  pango_attr_list_insert(to, attribute);
}

struct Colour {
  double red = 0.1, green = 0.12, blue = 0.12;
};

Colour colour_of(Kind kind, bool is_link, bool is_quiet) {
  if (kind == Kind::inserted) return {0, 0.32, 0.2};
  if (kind == Kind::deleted) return {0.55, 0.09, 0.09};
  if (is_link) return {0, 0.29, 0.33};
  return is_quiet ? Colour{0.36, 0.4, 0.4} : Colour{};
}

// Within cairo's quotes (cairo-tag attributes); what would end them leads nowhere.
std::string quotable(const std::string& address) {
  return address.find_first_of("'\\") == std::string::npos ? printable(address) : std::string();
}

}  // namespace

bool PdfText::Stretch::is_span() const {
  return kind == Kind::inserted || kind == Kind::deleted || !address.empty() || !language.empty();
}

PdfText::PdfText(const PdfFonts& fonts, const Document::Words& words, const PdfStyle& style)
    : style_(style), layout_(pango_layout_new(fonts.context())) {
  const Attributes attributes(pango_attr_list_new());
  if (!style.language.empty())
    pango_attr_list_insert(attributes.get(), pango_attr_language_new(pango_language_from_string(
                                                 style.language.c_str())));  // of all of it
  for (const Document::Run& run : words) {
    const std::size_t begin = text_.size();
    text_ += printable(run.text);
    if (text_.size() == begin) continue;
    stretches_.push_back({text_.size(), run.kind, quotable(run.address), run.language});
    const auto mark = [&](PangoAttribute* one) { add(attributes.get(), one, begin, text_.size()); };
    if (run.kind == Kind::strong) mark(pango_attr_weight_new(PANGO_WEIGHT_BOLD));
    // Not drawn by Pango: they part the words where the kind changes.
    if (run.kind == Kind::deleted) mark(pango_attr_strikethrough_new(TRUE));
    if (stretches_.back().kind == Kind::inserted || !stretches_.back().address.empty())
      mark(pango_attr_underline_new(PANGO_UNDERLINE_SINGLE));
    if (!run.language.empty())
      mark(pango_attr_language_new(pango_language_from_string(run.language.c_str())));
    has_spans_ = has_spans_ || stretches_.back().is_span();
  }
  const std::unique_ptr<PangoFontDescription, FreeWith<pango_font_description_free>> font(
      pango_font_description_from_string(families));
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  if (style.is_bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  // A hash that is cut has no hyphen in it.
  add(attributes.get(), pango_attr_insert_hyphens_new(FALSE), 0, text_.size());
  PangoLayout* layout = layout_.get();
  pango_layout_set_font_description(layout, font.get());
  pango_layout_set_width(layout, static_cast<int>(style.width * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout, line_spacing);
  if (style.is_flush_right) pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
  pango_layout_set_attributes(layout, attributes.get());
  pango_layout_set_text(layout, text_.c_str(), static_cast<int>(text_.size()));
  const std::unique_ptr<PangoLayoutIter, FreeWith<pango_layout_iter_free>> iterator(
      pango_layout_get_iter(layout));
  do {
    int from = 0, to = 0;
    pango_layout_iter_get_line_yrange(iterator.get(), &from, &to);
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(iterator.get(), nullptr, &logical);
    lines_.push_back({pango_layout_iter_get_line_readonly(iterator.get()), points(logical.x),
                      points(to - from),
                      points(pango_layout_iter_get_baseline(iterator.get()) - from)});
  } while (pango_layout_iter_next_line(iterator.get()));
}

double PdfText::height() const {
  return std::accumulate(lines_.begin(), lines_.end(), 0.0,
                         [](double sum, const Line& line) { return sum + line.height; });
}

std::size_t PdfText::fitting(std::size_t first, double room) const {
  std::size_t count = 0;
  for (std::size_t i = first; i < lines_.size() && lines_[i].height <= room; ++i, ++count)
    room -= lines_[i].height;
  return count;
}

std::size_t PdfText::stretch_at(std::size_t offset) const {
  const auto at = std::find_if(stretches_.begin(), stretches_.end(),
                               [&](const Stretch& stretch) { return offset < stretch.end; });
  return std::min(static_cast<std::size_t>(at - stretches_.begin()), stretches_.size() - 1);
}

std::string PdfText::words_of(std::size_t stretch) const {
  const std::size_t begin = stretch == 0 ? 0 : stretches_[stretch - 1].end;
  return text_.substr(begin, stretches_[stretch].end - begin);
}

// The tag around the words of one stretch after another, as they come.
class PdfText::Spans {
 public:
  Spans(const PdfText& text, PdfCanvas& canvas, Language language)
      : text_(text), canvas_(canvas), language_(language) {}
  ~Spans() { leave(); }
  Spans(const Spans&) = delete;
  Spans& operator=(const Spans&) = delete;

  void enter(std::size_t stretch) {
    if (open_ && (stretch == *open_ || (!is_span(stretch) && !is_span(*open_)))) return;
    leave();
    open_ = stretch;
    const Stretch& one = text_.stretches_[stretch];
    if (!one.address.empty())
      canvas_.open(CAIRO_TAG_LINK, {.spoken = text_.words_of(stretch)},
                   "uri='" + one.address + "'");
    else
      canvas_.open("Span",
                   {.language = one.language, .spoken = spoken(one, text_.words_of(stretch))});
  }

 private:
  bool is_span(std::size_t stretch) const { return text_.stretches_[stretch].is_span(); }
  void leave() {
    if (!open_) return;
    canvas_.close(text_.stretches_[*open_].address.empty() ? "Span" : CAIRO_TAG_LINK);
    open_.reset();
  }
  std::string spoken(const Stretch& one, const std::string& words) const {
    if (one.kind == Kind::inserted) return t("inserted: {} (end)", words).in(language_);
    if (one.kind == Kind::deleted) return t("deleted: {} (end)", words).in(language_);
    return {};
  }

  const PdfText& text_;
  PdfCanvas& canvas_;
  const Language language_;
  std::optional<std::size_t> open_;
};

void PdfText::draw_run(PdfCanvas& canvas, const Stretch& stretch, PangoLayoutRun* run, double x,
                       double y) const {
  cairo_t* cairo = canvas.cairo();
  const bool is_link = !stretch.address.empty();
  const Colour colour = colour_of(stretch.kind, is_link, style_.is_quiet);
  cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
  cairo_move_to(cairo, x, y);
  pango_cairo_show_glyph_item(cairo, text_.c_str(), run);
  if (!is_link && stretch.kind != Kind::inserted && stretch.kind != Kind::deleted) return;
  const double thickness = style_.size / 16;
  const double below = stretch.kind == Kind::deleted ? -style_.size * 0.28 : style_.size * 0.14;
  cairo_rectangle(cairo, x, y + below, points(pango_glyph_string_get_width(run->glyphs)),
                  thickness);
  cairo_fill(cairo);
}

void PdfText::draw_lines(PdfCanvas& canvas, double x, double y, std::size_t first, std::size_t last,
                         Spans* spans) const {
  if (!canvas.draws() || stretches_.empty()) return;
  for (std::size_t i = first; i < last; ++i) {
    const Line& line = lines_[i];
    double at = x + line.x;
    for (GSList* node = line.line->runs; node; node = node->next) {
      auto* run = static_cast<PangoLayoutRun*>(node->data);
      const std::size_t stretch = stretch_at(static_cast<std::size_t>(run->item->offset));
      if (spans) spans->enter(stretch);
      draw_run(canvas, stretches_[stretch], run, at, y + line.baseline);
      at += points(pango_glyph_string_get_width(run->glyphs));
    }
    y += line.height;
  }
}

void PdfText::draw(PdfCanvas& canvas, double x, double y, std::size_t first,
                   std::size_t last) const {
  draw_lines(canvas, x, y, first, last, nullptr);
}

void PdfText::draw_tagged(PdfCanvas& canvas, double x, double y, std::size_t first,
                          std::size_t last, Language spoken_in) const {
  Spans spans(*this, canvas, spoken_in);
  draw_lines(canvas, x, y, first, last, &spans);
}

}  // namespace overens::formats
