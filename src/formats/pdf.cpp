// The document, drawn twice: once to know where everything will stand, once on paper.
#include "formats/pdf_flow.h"

namespace overens::formats {
namespace {

constexpr std::size_t told_every = 500;  // blocks

// Where the headings will be listed before they are met: without pages, in their order.
std::vector<PdfPlace> headings_of(const Document& document) {
  std::vector<PdfPlace> all;
  for (const Document::Block& block : document.blocks)
    if (const auto* heading = std::get_if<Document::Heading>(&block)) {
      std::string words;
      for (const Document::Run& run : heading->words) words += printable(run.text);
      all.push_back({heading->level, std::move(words), {}, 0});
    }
  return all;
}

class Told {
 public:
  Told(const Document& document, const DocumentProgress& progress)
      : progress_(progress), total_(2 * static_cast<std::int64_t>(document.blocks.size())) {}
  void one_more() {
    if (++done_ % static_cast<std::int64_t>(told_every) == 0 && progress_) progress_(done_, total_);
  }

 private:
  const DocumentProgress& progress_;
  const std::int64_t total_;
  std::int64_t done_ = 0;
};

}  // namespace

std::string pdf(const Document& document, const DocumentProgress& progress) {
  check(document);
  const PdfFonts fonts;
  Told told(document, progress);
  const auto fill = [&](PdfCanvas& canvas, std::vector<PdfPlace> known) {
    PdfFlow flow(canvas, document, std::move(known));
    for (const Document::Block& block : document.blocks) {
      flow.add(block);
      told.one_more();
    }
    return std::move(flow).places();
  };
  const std::vector<PdfPlace> listed = headings_of(document);
  PdfCanvas measured(document, fonts, 0);
  auto places = fill(measured, listed);
  places.erase(places.begin(), places.begin() + std::ssize(listed));  // those without a page
  PdfCanvas canvas(document, fonts, measured.page());
  canvas.open("Document");
  fill(canvas, std::move(places));
  canvas.end_pages();
  canvas.close("Document");
  const std::string bytes = canvas.finish();
  return finish_pdf(document, bytes, canvas.marks());
}

}  // namespace overens::formats
