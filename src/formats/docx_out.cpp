// DOCX out: WordprocessingML (ISO/IEC 29500-1, chapter 17), with what was inserted and deleted as
// tracked changes (17.13.5), and what has moved as moves (17.13.5.21 to 28). The same document
// gives the same bytes: nothing in it is random, and the members of the archive carry no time of
// their own.
#include <zip.h>

#include <algorithm>
#include <memory>
#include <pugixml.hpp>
#include <stdexcept>

#include "formats/docx_parts.h"

namespace overens::formats {
namespace {

using Kind = Document::Run::Kind;
using Change = Document::Change;
using Node = pugi::xml_node;

constexpr int page_text_width = 9638;  // twentieths of a point: A4 without its margins

struct Text : pugi::xml_writer {
  std::string text;
  void write(const void* bytes, std::size_t size) override {
    text.append(static_cast<const char*>(bytes), size);
  }
};

void set(Node node, const char* name, const std::string& value) {
  node.append_attribute(name) = value.c_str();
}

Node with_value(Node parent, const char* name, const std::string& value) {
  Node node = parent.append_child(name);
  set(node, "w:val", value);
  return node;
}

class DocxWriter {
 public:
  explicit DocxWriter(const Document& document) : document_(document) {
    Node root = xml_.append_child("w:document");
    set(root, "xmlns:w", docx_namespace);
    set(root, "xmlns:r", docx_relations_namespace);
    body_ = root.append_child("w:body");
  }

  std::string write() {
    for (const Document::Block& block : document_.blocks)
      std::visit([&](const auto& one) { add(one); }, block);
    end_section();
    Text out;
    xml_.save(out, "", pugi::format_raw, pugi::encoding_utf8);
    return std::move(out.text);
  }

  // The addresses links lead to: r:id "link1", "link2" …
  const std::vector<std::string>& addresses() const { return addresses_; }

 private:
  void add(const Document::Heading& heading) {
    Node paragraph = begin("Heading" + std::to_string(std::clamp(heading.level, 1, 4)), heading);
    const std::string id = std::to_string(++headings_);
    Node start = paragraph.append_child("w:bookmarkStart");
    set(start, "w:id", id);
    set(start, "w:name", "_Toc" + id);
    add_tracked(paragraph, heading);
    set(paragraph.append_child("w:bookmarkEnd"), "w:id", id);
  }

  void add(const Document::Paragraph& one) {
    using Look = Document::Paragraph::Look;
    const char* style = one.look == Look::lead   ? "Lead"
                        : one.look == Look::note ? "Note"
                        : one.look == Look::code ? "Code"
                                                 : "";
    add_tracked(begin(style, one), one);
  }

  void add(const Document::List& list) {
    for (const Document::Words& item : list.items) {
      Node paragraph = begin(list.is_numbered ? "ListNumber" : "ListBullet");
      add(paragraph, item, list.language);
    }
  }

  void add(const Document::PageBreak&) {
    set(body_.append_child("w:p").append_child("w:r").append_child("w:br"), "w:type", "page");
  }

  void add(const Document::Contents& contents) {
    Node whole = body_.append_child("w:sdt");
    Node part = whole.append_child("w:sdtPr").append_child("w:docPartObj");
    with_value(part, "w:docPartGallery", "Table of Contents");
    part.append_child("w:docPartUnique");
    Node inner = whole.append_child("w:sdtContent");
    Node title = inner.append_child("w:p");
    with_value(title.append_child("w:pPr"), "w:pStyle", "ContentsHeading");
    add(title, plain_words(contents.heading), "");
    int number = 0;
    for (const Document::Block& block : document_.blocks) {
      const auto* heading = std::get_if<Document::Heading>(&block);
      if (!heading) continue;
      ++number;
      if (heading->level != 2 && heading->level != 3) continue;
      Node line = inner.append_child("w:p");
      with_value(line.append_child("w:pPr"), "w:pStyle",
                 heading->level == 2 ? "Contents1" : "Contents2");
      Node link = line.append_child("w:hyperlink");
      set(link, "w:anchor", "_Toc" + std::to_string(number));
      add(link, as_plain(heading->words), heading->language);
    }
  }

  static Document::Words as_plain(Document::Words words) {
    for (Document::Run& run : words) run = {.text = std::move(run.text)};
    return words;
  }

  void add(const Document::Table& table) {
    Node caption = begin("Caption");
    add(caption, plain_words(table.caption), "");
    Node whole = body_.append_child("w:tbl");
    Node properties = whole.append_child("w:tblPr");
    with_value(properties, "w:tblStyle", "Rows");
    Node width = properties.append_child("w:tblW");
    set(width, "w:w", std::to_string(page_text_width));
    set(width, "w:type", "dxa");
    set(properties.append_child("w:tblLook"), "w:firstRow", "1");
    with_value(properties, "w:tblCaption", printable(table.caption));
    const std::vector<int> widths = widths_of(table);
    Node grid = whole.append_child("w:tblGrid");
    for (const int each : widths) set(grid.append_child("w:gridCol"), "w:w", std::to_string(each));
    std::vector<Document::Words> headings;
    for (const Document::Column& column : table.columns)
      headings.push_back(plain_words(column.heading));
    add_row(whole, headings, widths, table, true);
    for (const auto& row : table.rows) add_row(whole, row, widths, table, false);
    body_.append_child("w:p");  // two tables in a row would become one
  }

  static std::vector<int> widths_of(const Document::Table& table) {
    int weights = 0;
    for (const Document::Column& column : table.columns) weights += std::max(1, column.weight);
    std::vector<int> widths;
    for (const Document::Column& column : table.columns)
      widths.push_back(page_text_width * std::max(1, column.weight) / weights);
    return widths;
  }

  void add_row(Node table, const std::vector<Document::Words>& cells,
               const std::vector<int>& widths, const Document::Table& of, bool is_header) {
    Node row = table.append_child("w:tr");
    if (is_header) {
      Node properties = row.append_child("w:trPr");
      properties.append_child("w:cantSplit");
      properties.append_child("w:tblHeader");
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      Node cell = row.append_child("w:tc");
      Node width = cell.append_child("w:tcPr").append_child("w:tcW");
      set(width, "w:w", std::to_string(widths[i]));
      set(width, "w:type", "dxa");
      Node paragraph = cell.append_child("w:p");
      with_value(paragraph.append_child("w:pPr"), "w:pStyle",
                 is_header || of.columns[i].is_row_heading ? "CellHeading" : "Cell");
      add(paragraph, cells[i], is_header ? std::string() : of.language);
    }
  }

  Node begin(const std::string& style) {
    Node paragraph = body_.append_child("w:p");
    if (!style.empty()) with_value(paragraph.append_child("w:pPr"), "w:pStyle", style);
    return paragraph;
  }

  // A heading or a paragraph whose end may be inserted or deleted.
  Node begin(const std::string& style, const auto& block) {
    Node paragraph = begin(style);
    if (block.change == Change::none) return paragraph;
    Node properties = paragraph.child("w:pPr");
    if (!properties) properties = paragraph.append_child("w:pPr");
    begin_change(properties.append_child("w:rPr"), block.change == Change::inserted, block.move);
    return paragraph;
  }

  // One that moved stands between the marks of its range, by whose name a reader finds the other.
  void add_tracked(Node paragraph, const auto& block) {
    if (block.move == 0) return add(paragraph, block.words, block.language);
    const std::string whole = block.change == Change::inserted ? "w:moveTo" : "w:moveFrom";
    Node start = paragraph.append_child((whole + "RangeStart").c_str());
    describe_change(start);
    set(start, "w:name", "move" + std::to_string(block.move));
    add(paragraph, block.words, block.language, block.move);
    set(paragraph.append_child((whole + "RangeEnd").c_str()), "w:id",
        start.attribute("w:id").value());
  }

  Node begin_change(Node parent, bool is_inserted, int move) {
    Node change = parent.append_child(move > 0 ? (is_inserted ? "w:moveTo" : "w:moveFrom")
                                               : (is_inserted ? "w:ins" : "w:del"));
    describe_change(change);
    return change;
  }

  void describe_change(Node change) {
    set(change, "w:id", std::to_string(++changes_));
    set(change, "w:author", printable(document_.changed_by));
    set(change, "w:date", iso_utc(document_.made_at));
  }

  void add(Node parent, const Document::Words& words, const std::string& language, int move = 0) {
    for (const Document::Run& run : words) {
      const std::string text = printable(run.text);
      if (text.empty()) continue;
      Node around = parent;
      if (!run.address.empty()) {
        addresses_.push_back(printable(run.address));
        around = around.append_child("w:hyperlink");
        set(around, "r:id", "link" + std::to_string(addresses_.size()));
      }
      if (run.kind == Kind::inserted || run.kind == Kind::deleted)
        around = begin_change(around, run.kind == Kind::inserted, move);
      const char* letters = run.kind == Kind::deleted && move == 0 ? "w:delText" : "w:t";
      add_run(around, run, text, letters, run.language.empty() ? language : run.language);
    }
  }

  void add_run(Node parent, const Document::Run& run, const std::string& text, const char* letters,
               const std::string& language) {
    Node one = parent.append_child("w:r");
    const bool is_foreign = !language.empty() && language != tag(document_.language);
    if (run.kind == Kind::strong || !run.address.empty() || is_foreign) {
      Node properties = one.append_child("w:rPr");
      if (!run.address.empty()) with_value(properties, "w:rStyle", "Hyperlink");
      if (run.kind == Kind::strong) properties.append_child("w:b");
      if (is_foreign) with_value(properties, "w:lang", language);
    }
    for (std::size_t from = 0; from <= text.size();) {
      const std::size_t end = std::min(text.find_first_of("\n\t", from), text.size());
      if (end > from) {
        Node words = one.append_child(letters);
        set(words, "xml:space", "preserve");
        words.text() = text.substr(from, end - from).c_str();
      }
      if (end < text.size()) one.append_child(text[end] == '\n' ? "w:br" : "w:tab");
      from = end + 1;
    }
  }

  void end_section() {
    Node section = body_.append_child("w:sectPr");
    Node foot = section.append_child("w:footerReference");
    set(foot, "w:type", "default");
    set(foot, "r:id", "footer");
    Node size = section.append_child("w:pgSz");
    set(size, "w:w", "11906");
    set(size, "w:h", "16838");
    Node margins = section.append_child("w:pgMar");
    for (const char* side : {"w:top", "w:right", "w:bottom", "w:left"}) set(margins, side, "1134");
    set(margins, "w:header", "567");
    set(margins, "w:footer", "567");
    set(margins, "w:gutter", "0");
  }

  const Document& document_;
  pugi::xml_document xml_;
  Node body_;
  int headings_ = 0;
  int changes_ = 0;
  std::vector<std::string> addresses_;
};

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

// A ZIP archive of these members (APPNOTE 6.3), in their order.
std::string zipped(const std::vector<DocxPart>& parts) {
  const auto check = [](bool is_well) {
    if (!is_well) throw std::runtime_error("an archive could not be written");
  };
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* whole = zip_source_buffer_create(nullptr, 0, 0, &error);
  check(whole != nullptr);
  zip_source_keep(whole);
  const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> kept(whole, zip_source_free);
  std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(whole, ZIP_TRUNCATE, &error));
  zip_error_fini(&error);
  check(archive != nullptr);
  for (const DocxPart& part : parts) {
    zip_source_t* bytes = zip_source_buffer(archive.get(), part.bytes.data(), part.bytes.size(), 0);
    const zip_int64_t at = zip_file_add(archive.get(), part.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
    check(at >= 0);
    constexpr zip_uint16_t midnight = 0, first_of_1980 = 0x21;  // the first day a ZIP file knows
    check(zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(at), midnight,
                               first_of_1980, 0) == 0);
  }
  check(zip_close(archive.get()) == 0);
  static_cast<void>(archive.release());  // closed
  zip_stat_t stat;
  check(zip_source_stat(whole, &stat) == 0 && zip_source_open(whole) == 0);
  std::string bytes(stat.size, '\0');
  const zip_int64_t read = zip_source_read(whole, bytes.data(), bytes.size());
  zip_source_close(whole);
  check(read == static_cast<zip_int64_t>(bytes.size()));
  return bytes;
}

}  // namespace

std::string docx(const Document& document) {
  check(document);
  DocxWriter writer(document);
  std::string body = writer.write();
  std::vector<DocxPart> parts = docx_parts(document, writer.addresses());
  parts.push_back({"word/document.xml", std::move(body)});
  return zipped(parts);
}

}  // namespace overens::formats
