#include "formats/pdf_flow.h"

#include <algorithm>
#include <array>

namespace overens::formats {
namespace {

constexpr std::array heading_sizes{20.0, 15.0, 12.5, 10.5};
constexpr std::array heading_tags{"H1", "H2", "H3", "H4"};
constexpr std::array space_above{0.0, 22.0, 16.0, 12.0};
constexpr double kept_with_heading = 46;  // points: it does not stand alone at the foot
constexpr int deepest_bookmark = 3;

int level_of(const Document::Heading& heading) { return std::clamp(heading.level, 1, 4); }

std::string place_name(std::size_t heading) { return "h" + std::to_string(heading); }

}  // namespace

void PdfFlow::add(const Document::Block& block) {
  std::visit([&](const auto& one) { add(one); }, block);
}

PdfText PdfFlow::text(const Document::Words& words, PdfStyle style) const {
  return {canvas_.fonts(), words, style};
}

void PdfFlow::space(double points) {
  if (canvas_.y > PdfCanvas::top) canvas_.y += points;
}

void PdfFlow::flow(const char* tag, const PdfText& text, double x, const std::string& language) {
  constexpr double rounding = 0.5;  // points
  const bool is_whole = text.height() + rounding <= canvas_.room();
  const bool is_leaf = is_whole && !text.has_spans();
  canvas_.open(tag, {.language = language});
  for (std::size_t line = 0; line < text.lines();) {
    std::size_t count = text.fitting(line, canvas_.room());
    // One line of several does not stay behind alone.
    if (line == 0 && count == 1 && text.lines() > 1 && canvas_.y > PdfCanvas::top) count = 0;
    if (count == 0 && canvas_.y > PdfCanvas::top) {
      canvas_.next_page();
      continue;
    }
    count = std::max<std::size_t>(count, 1);
    if (is_leaf)
      text.draw(canvas_, x, canvas_.y, line, line + count);
    else
      text.draw_tagged(canvas_, x, canvas_.y, line, line + count, document_.language);
    for (std::size_t i = line; i < line + count; ++i) canvas_.y += text.height_of(i);
    line += count;
  }
  canvas_.close(tag);
}

void PdfFlow::add(const Document::Heading& heading) {
  const auto level = static_cast<std::size_t>(level_of(heading) - 1);
  const PdfText words = text(
      heading.words, {.size = heading_sizes[level], .is_bold = true, .language = heading.language});
  space(space_above[level]);
  if (canvas_.room() < words.height() + kept_with_heading && canvas_.y > PdfCanvas::top)
    canvas_.next_page();
  const std::size_t number = headings_++;
  if (!canvas_.draws())
    places_.push_back({level_of(heading), words.text(), place_name(number), canvas_.page()});
  if (level_of(heading) <= deepest_bookmark)
    canvas_.add_bookmark(level_of(heading), words.text(), place_name(number));
  canvas_.open_place(place_name(number));
  flow(heading_tags[level], words, PdfCanvas::side, heading.language);
  canvas_.close_place();
  space(5);
}

void PdfFlow::add(const Document::Paragraph& paragraph) {
  using Look = Document::Paragraph::Look;
  PdfStyle style{.language = paragraph.language};
  if (paragraph.look == Look::lead) style.size = 12;
  if (paragraph.look == Look::note || paragraph.look == Look::code) style.size = 9;
  style.is_quiet = paragraph.look == Look::note;
  flow("P", text(paragraph.words, style), PdfCanvas::side, paragraph.language);
  space(6);
}

void PdfFlow::item(const Document::Words& words, const std::string& label,
                   const std::string& language) {
  constexpr double indent = 20;
  const PdfText mark = text(plain_words(label), {.width = indent});
  const PdfText body = text(words, {.width = PdfCanvas::text_width - indent, .language = language});
  const double beginning = body.height_of(0) + (body.lines() > 1 ? body.height_of(1) : 0);
  if (beginning > canvas_.room()) canvas_.next_page();
  canvas_.open("LI");
  canvas_.open("Lbl");
  mark.draw(canvas_, PdfCanvas::side, canvas_.y, 0, mark.lines());
  canvas_.close("Lbl");
  flow("LBody", body, PdfCanvas::side + indent, language);
  canvas_.close("LI");
  space(3);
}

void PdfFlow::add(const Document::List& list) {
  if (list.items.empty()) return;
  canvas_.open("L");
  for (std::size_t i = 0; i < list.items.size(); ++i)
    item(list.items[i], list.is_numbered ? std::to_string(i + 1) + "." : "•", list.language);
  canvas_.close("L");
  space(4);
}

void PdfFlow::add(const Document::Table& table) {
  space(6);
  PdfTable(canvas_, document_, table).draw();
  space(10);
}

// As long as it was when it was measured: what it says of a page does not change its lines.
void PdfFlow::add(const Document::Contents& contents) {
  constexpr double number_width = 44, indent = 16;
  add(Document::Heading{.level = 2, .words = plain_words(contents.heading)});
  canvas_.open("TOC");
  const std::string own = place_name(headings_ - 1);
  const std::vector<PdfPlace> listed(places_.begin(), places_.begin() + known_);
  for (const PdfPlace& place : listed) {
    if (place.name == own || (place.level != 2 && place.level != 3)) continue;
    const double inset = place.level == 3 ? indent : 0;
    const PdfText words =
        text(plain_words(place.words), {.width = PdfCanvas::text_width - number_width - inset});
    const PdfText number = text(plain_words(std::to_string(place.page)),
                                {.width = number_width, .is_flush_right = true});
    if (words.height() > canvas_.room()) canvas_.next_page();
    canvas_.open("TOCI");
    canvas_.open(CAIRO_TAG_LINK, {.spoken = place.words}, "dest='" + place.name + "'");
    words.draw(canvas_, PdfCanvas::side + inset, canvas_.y, 0, words.lines());
    number.draw(canvas_, PdfCanvas::width - PdfCanvas::side - number_width, canvas_.y, 0, 1);
    canvas_.close(CAIRO_TAG_LINK);
    canvas_.close("TOCI");
    canvas_.y += words.height() + 2;
  }
  canvas_.close("TOC");
}

void PdfFlow::add(const Document::PageBreak&) {
  if (canvas_.y > PdfCanvas::top) canvas_.next_page();
}

}  // namespace overens::formats
