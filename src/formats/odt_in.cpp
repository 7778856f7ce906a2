// OpenDocument Text 1.2 (ISO/IEC 26300-1).
#include <algorithm>
#include <charconv>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "base/text.h"
#include "formats/document_in_blocks.h"

namespace overens::formats {
namespace {

using Kind = ReadBlock::Kind;

constexpr int most_blanks = 100;  // that one <text:s> may stand for

int number_in(std::string_view text, int otherwise) {
  int number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

struct Style {
  std::string parent;
  std::string display_name;
  int outline = 0;  // 1 is a heading of the first level
};

class OdtReader {
 public:
  OdtReader(ArchiveIn& archive, ReadBlocks& blocks) : blocks_(blocks) {
    refuse_macros(archive);
    refuse_password(archive);
    pugi::xml_document styles;
    parse_member(archive, "styles.xml", styles);
    for (const auto& group : styles.document_element().children()) read_styles(group);
  }

  void read(const pugi::xml_node& content) {
    read_styles(child_of(content, "automatic-styles"));
    const auto text = child_of(child_of(content, "body"), "text");
    if (!text) refuse_damaged();
    read_children(text, {}, 0);
  }

 private:
  // Where a list stands: how deep in others, and by which style.
  struct List {
    int level = 0;
    std::string style{};
  };

  static void refuse_macros(ArchiveIn& archive) {
    for (const std::string& name : archive.names())
      if (name.starts_with("Basic/") || name.starts_with("Scripts/"))
        throw DocumentRefused{
            t("The document has macros, which are programs. Save it without them.")};
  }

  static void refuse_password(ArchiveIn& archive) {
    pugi::xml_document manifest;
    parse_member(archive, "META-INF/manifest.xml", manifest);
    for (const auto& entry : manifest.document_element().children())
      if (child_of(entry, "encryption-data"))
        throw DocumentRefused{
            t("The file is protected with a password. Save it without one and try again.")};
  }

  void read_styles(const pugi::xml_node& group) {
    for (const auto& one : group.children()) {
      const std::string name(attribute_of(one, "name"));
      if (local_name(one) == "style")
        styles_[name] = {std::string(attribute_of(one, "parent-style-name")),
                         std::string(attribute_of(one, "display-name")),
                         number_in(attribute_of(one, "default-outline-level"), 0)};
      if (local_name(one) != "list-style") continue;
      for (const auto& level : one.children())
        if (local_name(level) == "list-level-style-number" &&
            !attribute_of(level, "num-format").empty())
          numbered_[name].insert(number_in(attribute_of(level, "level"), 1));
    }
  }

  void read_children(const pugi::xml_node& parent, const List& list, std::size_t depth) {
    if (depth > blocks_.limits().depth) refuse_depth();
    for (const auto& node : parent.children()) {
      const auto name = local_name(node);
      if (name == "h" || name == "p") {
        add(node, list);
      } else if (name == "list") {
        List inner{list.level + 1, std::string(attribute_of(node, "style-name"))};
        if (inner.style.empty()) inner.style = list.style;
        read_children(node, inner, depth + 1);
      } else if (name == "table") {
        read_table(node, depth + 1);
      } else if (name == "tracked-changes") {
        blocks_.has_tracked_changes = blocks_.has_tracked_changes || node.first_child();
      } else if (name == "frame" || name == "custom-shape") {
        blocks_.has_pictures = true;
      } else if (name == "section" || name == "list-item" || name == "list-header" ||
                 name == "numbered-paragraph") {
        read_children(node, list, depth + 1);
      }
    }
  }

  void add(const pugi::xml_node& node, const List& list) {
    ReadBlock block{.words = text_of(node, 0)};
    int outline = local_name(node) == "h" ? number_in(attribute_of(node, "outline-level"), 1) : 0;
    std::string style(attribute_of(node, "style-name"));
    for (int steps = 0; steps < 20 && !style.empty(); ++steps) {
      const auto known = styles_.find(style);
      const std::string shown = known == styles_.end() || known->second.display_name.empty()
                                    ? style
                                    : known->second.display_name;
      if (is_title_name(shown)) block.kind = Kind::title;
      if (outline == 0 && known != styles_.end()) outline = known->second.outline;
      if (outline == 0) outline = heading_level_of_name(shown);
      style = known == styles_.end() ? std::string() : known->second.parent;
    }
    if (block.kind == Kind::paragraph && outline > 0) {
      block.kind = Kind::heading;
      block.level = std::min(outline, 9);
    } else if (block.kind == Kind::paragraph && list.level > 0) {
      block.kind = Kind::item;
      block.list = list.style;
      block.level = std::min(list.level, 9);
      const auto levels = numbered_.find(list.style);
      block.is_numbered = levels != numbered_.end() && levels->second.contains(list.level);
    }
    blocks_.add(std::move(block));
  }

  void read_table(const pugi::xml_node& table, std::size_t depth) {
    if (depth > blocks_.limits().depth) refuse_depth();
    blocks_.has_tables = true;
    for (const auto& node : table.children()) {
      const auto name = local_name(node);
      if (name == "table-header-rows" || name == "table-rows" || name == "table-row-group")
        read_table(node, depth + 1);
      if (name != "table-row") continue;
      std::string words;
      for (const auto& cell : node.children()) {
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
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        words += one_line(node.value());
        continue;
      }
      const auto name = local_name(node);
      if (name == "s") {
        words.append(static_cast<std::size_t>(
                         std::clamp(number_in(attribute_of(node, "c"), 1), 1, most_blanks)),
                     ' ');
      } else if (name == "tab") {
        words += ' ';
      } else if (name == "line-break") {
        words += '\n';
      } else if (name == "note") {
        words += blocks_.add_footnote(tidy_line(text_of(child_of(node, "note-body"), depth + 1)));
      } else if (name == "frame" || name == "custom-shape") {
        blocks_.has_pictures = true;
      } else if (name != "annotation" && name != "tracked-changes" && name != "bookmark") {
        words += text_of(node, depth + 1);
        if (name == "p" || name == "h") words += '\n';  // of a cell, of a footnote
      }
    }
    return words;
  }

  // A line end in the file is white space like any other.
  static std::string one_line(std::string_view text) {
    std::string line(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
  }

  ReadBlocks& blocks_;
  std::map<std::string, Style> styles_;
  std::map<std::string, std::set<int>> numbered_;  // levels, by the list's style
};

}  // namespace

void read_odt(ArchiveIn& archive, ReadBlocks& blocks) {
  OdtReader reader(archive, blocks);
  pugi::xml_document content;
  parse_member(archive, "content.xml", content);
  reader.read(content.document_element());
}

}  // namespace overens::formats
