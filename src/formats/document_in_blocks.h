// What both kinds of documents are read into, and how that becomes Markdown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/archive_in.h"

namespace pugi {
class xml_node;
class xml_document;
}  // namespace pugi

namespace overens::formats {

struct ReadBlock {
  enum class Kind : std::uint8_t { title, heading, paragraph, item };
  Kind kind = Kind::paragraph;
  int level = 1;  // of a heading from 1, of an item from 1
  bool is_numbered = false;
  std::string words;
  std::string list{};  // of an item: which list it belongs to, where the document tells
};

// Collects blocks and what has to be said about them.
class ReadBlocks {
 public:
  explicit ReadBlocks(const ReadingLimits& limits) : limits_(limits) {}

  const ReadingLimits& limits() const { return limits_; }
  void add(ReadBlock block);  // one without words is left out
  // The mark that stands in the text for a footnote; its words come at the end.
  std::string add_footnote(std::string words);

  bool has_tables = false;
  bool has_pictures = false;
  bool has_tracked_changes = false;

  ReadDocument finish() &&;

 private:
  const ReadingLimits& limits_;
  std::vector<ReadBlock> blocks_;
  std::vector<std::string> footnotes_;
};

[[noreturn]] void refuse_damaged();
[[noreturn]] void refuse_depth();
// The member as XML, or an empty one where there is none. Entities of its own are never expanded.
// DocumentRefused where it is malformed.
void parse_member(ArchiveIn& archive, const std::string& name, pugi::xml_document& document);
// "p" of "w:p": what a prefix stands for is taken for granted.
std::string_view local_name(const pugi::xml_node& node);
// By its local name; or "".
std::string_view attribute_of(const pugi::xml_node& node, std::string_view name);
pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name);
// 3 of "heading 3", "Rubrik 3", "Otsikko_20_3"; 0: no heading's name.
int heading_level_of_name(std::string_view style_name);
bool is_title_name(std::string_view style_name);

void read_docx(ArchiveIn& archive, ReadBlocks& blocks);
void read_odt(ArchiveIn& archive, ReadBlocks& blocks);

}  // namespace overens::formats
