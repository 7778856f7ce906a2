// DOCX: WordprocessingML (ISO/IEC 29500-1, chapter 17).
#include <algorithm>
#include <charconv>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <utility>

#include "base/text.h"
#include "formats/document_in_blocks.h"

namespace overens::formats {
namespace {

using Kind = ReadBlock::Kind;

int number_in(std::string_view text, int otherwise) {
  int number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

struct Numbering {
  std::string list;  // numId
  int level = 0;
};

struct Style {
  std::string based_on;
  std::string name;
  int outline = -1;  // 0 is a heading of the first level
  std::optional<Numbering> numbering;
};

std::optional<Numbering> numbering_of(const pugi::xml_node& properties) {
  const auto numbering = child_of(properties, "numPr");
  if (!numbering) return std::nullopt;
  return Numbering{std::string(attribute_of(child_of(numbering, "numId"), "val")),
                   number_in(attribute_of(child_of(numbering, "ilvl"), "val"), 0)};
}

class DocxReader {
 public:
  DocxReader(ArchiveIn& archive, ReadBlocks& blocks) : blocks_(blocks) {
    refuse_macros(archive);
    read_styles(archive);
    read_numbering(archive);
    parse_member(archive, "word/footnotes.xml", footnotes_);
    for (const auto& note : footnotes_.document_element().children())
      if (attribute_of(note, "type").empty())  // else a line between text and notes
        notes_.emplace(attribute_of(note, "id"), note);
  }

  void read(const pugi::xml_node& body) { read_children(body, 0); }

 private:
  static void refuse_macros(ArchiveIn& archive) {
    const auto types = archive.read("[Content_Types].xml");
    const bool has_macros =
        (types && types->find("macroEnabled") != std::string::npos) ||
        std::any_of(archive.names().begin(), archive.names().end(), [](const std::string& name) {
          return fold(name).find("vbaproject") != std::string::npos;
        });
    if (has_macros)
      throw DocumentRefused{
          t("The document has macros, which are programs. Save it without them, as .docx.")};
  }

  void read_styles(ArchiveIn& archive) {
    pugi::xml_document document;
    parse_member(archive, "word/styles.xml", document);
    for (const auto& one : document.document_element().children()) {
      if (local_name(one) != "style" || attribute_of(one, "type") != "paragraph") continue;
      const auto properties = child_of(one, "pPr");
      styles_.emplace(attribute_of(one, "styleId"),
                      Style{std::string(attribute_of(child_of(one, "basedOn"), "val")),
                            std::string(attribute_of(child_of(one, "name"), "val")),
                            number_in(attribute_of(child_of(properties, "outlineLvl"), "val"), -1),
                            numbering_of(properties)});
    }
  }

  void read_numbering(ArchiveIn& archive) {
    pugi::xml_document document;
    parse_member(archive, "word/numbering.xml", document);
    std::map<std::string, std::set<int>, std::less<>> bullets;  // levels, by abstractNumId
    for (const auto& one : document.document_element().children()) {
      if (local_name(one) == "abstractNum")
        for (const auto& level : one.children())
          if (attribute_of(child_of(level, "numFmt"), "val") == "bullet")
            bullets[std::string(attribute_of(one, "abstractNumId"))].insert(
                number_in(attribute_of(level, "ilvl"), 0));
      if (local_name(one) != "num") continue;
      const auto base = attribute_of(child_of(one, "abstractNumId"), "val");
      const auto levels = bullets.find(base);
      bullets_.emplace(attribute_of(one, "numId"),
                       levels == bullets.end() ? std::set<int>{} : levels->second);
    }
  }

  void read_children(const pugi::xml_node& parent, std::size_t depth) {
    if (depth > blocks_.limits().depth) refuse_depth();
    for (const auto& node : parent.children()) {
      const auto name = local_name(node);
      if (name == "p") {
        read_paragraph(node);
      } else if (name == "tbl") {
        read_table(node);
      } else if (name == "sdt") {
        if (!is_table_of_contents(node)) read_children(child_of(node, "sdtContent"), depth + 1);
      } else if (name == "ins" || name == "moveTo" || name == "customXml" || name == "smartTag") {
        read_children(node, depth + 1);
      }
    }
  }

  static bool is_table_of_contents(const pugi::xml_node& sdt) {
    const auto part = child_of(child_of(sdt, "sdtPr"), "docPartObj");
    return attribute_of(child_of(part, "docPartGallery"), "val") == "Table of Contents";
  }

  void read_paragraph(const pugi::xml_node& node) {
    const auto properties = child_of(node, "pPr");
    const auto mark = child_of(properties, "rPr");
    words_ += text_of(node, 0);
    if (child_of(mark, "ins")) blocks_.has_tracked_changes = true;
    if (child_of(mark, "del")) {  // its end is deleted: the next one goes on in it
      blocks_.has_tracked_changes = true;
      return;
    }
    ReadBlock block = block_like(properties);
    block.words = std::exchange(words_, {});
    if (block.level > 0) blocks_.add(std::move(block));
  }

  // What kind of block, by the paragraph's own properties and its style's. Level 0: of a table of
  // contents.
  ReadBlock block_like(const pugi::xml_node& properties) const {
    ReadBlock block;
    int outline = number_in(attribute_of(child_of(properties, "outlineLvl"), "val"), -1);
    auto numbering = numbering_of(properties);
    std::string style(attribute_of(child_of(properties, "pStyle"), "val"));
    for (int steps = 0; steps < 20 && !style.empty(); ++steps) {
      const auto known = styles_.find(style);
      if (known == styles_.end()) break;
      const Style& one = known->second;
      if (is_title_name(one.name)) block.kind = Kind::title;
      if (fold(one.name).starts_with("toc ")) block.level = 0;
      if (outline < 0) outline = one.outline;
      if (outline < 0) outline = heading_level_of_name(one.name) - 1;
      if (!numbering) numbering = one.numbering;
      style = one.based_on;
    }
    if (block.kind == Kind::title || block.level == 0) return block;
    if (outline >= 0 && outline < 9) {
      block.kind = Kind::heading;
      block.level = outline + 1;
    } else if (numbering && !numbering->list.empty() && numbering->list != "0") {
      block.kind = Kind::item;
      block.list = numbering->list;
      block.level = std::clamp(numbering->level, 0, 8) + 1;
      const auto bullets = bullets_.find(numbering->list);
      block.is_numbered = bullets != bullets_.end() && !bullets->second.contains(numbering->level);
    }
    return block;
  }

  void read_table(const pugi::xml_node& table) {
    blocks_.has_tables = true;
    for (const auto& row : table.children()) {
      if (local_name(row) != "tr") continue;
      std::string words;
      for (const auto& cell : row.children()) {
        if (local_name(cell) != "tc") continue;
        const std::string said = tidy_line(text_of(cell, 0));
        if (!said.empty()) words += words.empty() ? said : "; " + said;
      }
      blocks_.add({.words = std::move(words)});
    }
  }

  std::string text_of(const pugi::xml_node& parent, std::size_t depth) {
    if (depth > blocks_.limits().depth) refuse_depth();
    std::string words;
    for (const auto& node : parent.children()) {
      const auto name = local_name(node);
      if (name == "t") {
        words += node.text().get();
      } else if (name == "tab" || name == "noBreakHyphen") {
        words += name == "tab" ? ' ' : '-';
      } else if (name == "br" || name == "cr") {
        words += '\n';
      } else if (name == "del" || name == "moveFrom") {
        blocks_.has_tracked_changes = true;
      } else if (name == "footnoteReference") {
        words += footnote(std::string(attribute_of(node, "id")), depth);
      } else if (name == "drawing" || name == "pict" || name == "object" ||
                 name == "AlternateContent") {
        blocks_.has_pictures = true;
      } else if (name != "pPr" && name != "rPr" && name != "instrText") {
        if (name == "ins" || name == "moveTo") blocks_.has_tracked_changes = true;
        words += text_of(node, depth + 1);
        if (name == "p") words += '\n';  // of a cell, of a footnote
      }
    }
    return words;
  }

  std::string footnote(const std::string& id, std::size_t depth) {
    const auto note = notes_.find(id);
    if (note == notes_.end()) return {};
    const pugi::xml_node words = note->second;
    notes_.erase(note);  // a second reference, or one to itself, says nothing more
    return blocks_.add_footnote(tidy_line(text_of(words, depth + 1)));
  }

  ReadBlocks& blocks_;
  std::map<std::string, Style, std::less<>> styles_;
  std::map<std::string, std::set<int>, std::less<>> bullets_;  // levels, by numId
  pugi::xml_document footnotes_;
  std::map<std::string, pugi::xml_node, std::less<>> notes_;
  std::string words_;  // of paragraphs whose end is deleted
};

// Where the text itself is: "word/document.xml" but for some programs.
std::string main_member(ArchiveIn& archive) {
  pugi::xml_document relations;
  parse_member(archive, "_rels/.rels", relations);
  for (const auto& one : relations.document_element().children())
    if (attribute_of(one, "Type").ends_with("/officeDocument")) {
      std::string target(attribute_of(one, "Target"));
      return target.starts_with("/") ? target.substr(1) : target;
    }
  return "word/document.xml";
}

}  // namespace

void read_docx(ArchiveIn& archive, ReadBlocks& blocks) {
  DocxReader reader(archive, blocks);
  pugi::xml_document document;
  parse_member(archive, main_member(archive), document);
  const auto body = child_of(document.document_element(), "body");
  if (!body) refuse_damaged();
  reader.read(body);
}

}  // namespace overens::formats
