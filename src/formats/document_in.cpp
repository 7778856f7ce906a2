#include "formats/document_in.h"

#include <algorithm>
#include <pugixml.hpp>

#include "base/text.h"
#include "formats/document_in_blocks.h"

namespace overens::formats {
namespace {

using Kind = ReadBlock::Kind;
using namespace std::string_view_literals;

constexpr int deepest_heading = 6;
constexpr std::size_t indent_of_items = 4;  // under "- " and under "10. " alike

bool is_word_byte(char c) {
  const auto code = static_cast<unsigned char>(c);
  return code >= 0x80 || (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
         (code >= 'A' && code <= 'Z');
}

// What would begin a heading, a list or a quotation, if it stood first in a line.
std::size_t escape_at(std::string_view line) {
  if (line.empty()) return std::string_view::npos;
  if (line[0] == '#' || line[0] == '>' || line[0] == '~') return 0;
  if ((line[0] == '-' || line[0] == '+' || line[0] == '=') &&
      (line.size() == 1 || !is_word_byte(line[1])))
    return 0;
  const std::size_t digits = line.find_first_not_of("0123456789");
  if (digits != 0 && digits < 10 && digits < line.size() &&
      (line[digits] == '.' || line[digits] == ')') &&
      (digits + 1 == line.size() || line[digits + 1] == ' '))
    return digits;
  return std::string_view::npos;
}

// Plain words, written so that Markdown takes them for just these.
std::string as_markdown(std::string_view words) {
  std::string out;
  for (std::size_t start = 0; start <= words.size();) {
    const std::size_t end = std::min(words.find('\n', start), words.size());
    const std::string line = tidy_line(words.substr(start, end - start));
    const std::size_t escaped = escape_at(line);
    if (!out.empty() && !line.empty()) out += '\n';
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      const bool in_word =
          i > 0 && i + 1 < line.size() && is_word_byte(line[i - 1]) && is_word_byte(line[i + 1]);
      if (i == escaped || c == '\\' || c == '*' || c == '`' || c == '<' || (c == '_' && !in_word))
        out += '\\';
      out += c;
    }
    start = end + 1;
  }
  return out;
}

// A document whose only heading of the first level stands first has its title there.
bool first_heading_is_title(const std::vector<ReadBlock>& blocks) {
  const auto is_first_level = [](const ReadBlock& one) {
    return one.kind == Kind::title || (one.kind == Kind::heading && one.level == 1);
  };
  return !blocks.empty() && blocks.front().kind == Kind::heading && blocks.front().level == 1 &&
         std::count_if(blocks.begin(), blocks.end(), is_first_level) == 1;
}

}  // namespace

void ReadBlocks::add(ReadBlock block) {
  block.words = as_markdown(block.words);
  if (block.words.empty()) return;
  if (blocks_.size() + footnotes_.size() >= limits_.blocks)
    throw DocumentRefused{t("The document has more than {} paragraphs.", limits_.blocks)};
  blocks_.push_back(std::move(block));
}

std::string ReadBlocks::add_footnote(std::string words) {
  if (blocks_.size() + footnotes_.size() >= limits_.blocks)
    throw DocumentRefused{t("The document has more than {} paragraphs.", limits_.blocks)};
  footnotes_.push_back(as_markdown(words));
  return "[" + std::to_string(footnotes_.size()) + "]";
}

ReadDocument ReadBlocks::finish() && {
  ReadDocument read;
  const bool has_title_first = first_heading_is_title(blocks_);
  bool has_title = false, after_item = false;
  struct Level {
    int count = 0;
    bool is_numbered = false;
    std::string list{};
    char mark = '.';
  };
  std::vector<Level> levels;  // of the items that follow each other
  for (const ReadBlock& one : blocks_) {
    const bool is_item = one.kind == Kind::item;
    if (!read.markdown.empty()) read.markdown += is_item && after_item ? "\n" : "\n\n";
    std::string words = one.words;
    if (one.kind == Kind::title || one.kind == Kind::heading) {
      std::replace(words.begin(), words.end(), '\n', ' ');
      const bool is_title = one.kind == Kind::title && !has_title;
      const int level = is_title ? 1 : one.level + (has_title_first ? 0 : 1);
      has_title = has_title || is_title;
      read.markdown.append(static_cast<std::size_t>(std::min(level, deepest_heading)), '#') += ' ';
    }
    if (is_item) {
      const auto level = static_cast<std::size_t>(std::max(one.level, 1));
      if (!after_item) levels.clear();
      levels.resize(level);
      Level& here = levels.back();
      const bool follows = here.count > 0 && here.is_numbered && one.is_numbered;
      const bool is_another =
          here.count > 0 && (here.is_numbered != one.is_numbered || here.list != one.list);
      // Of two numbered lists that nothing divides the second has another mark (CommonMark, 5.3).
      const char mark = !is_another || !follows ? here.mark : here.mark == '.' ? ')' : '.';
      here = {is_another ? 1 : here.count + 1, one.is_numbered, one.list, mark};
      const std::string indent((level - 1) * indent_of_items, ' ');
      read.markdown +=
          indent + (one.is_numbered ? std::to_string(here.count) + here.mark + ' ' : "- ");
      std::replace(words.begin(), words.end(), '\n', ' ');
    }
    read.markdown += words;
    after_item = is_item;
  }
  for (std::size_t i = 0; i < footnotes_.size(); ++i)
    read.markdown += "\n\n[" + std::to_string(i + 1) + "] " + footnotes_[i];
  if (!valid_utf8(read.markdown)) refuse_damaged();
  if (has_tracked_changes)
    read.notices.push_back(
        t("The document has tracked changes. It is read as if all of them were accepted."));
  if (has_tables) read.notices.push_back(t("Tables have become paragraphs, one for each row."));
  if (!footnotes_.empty())
    read.notices.push_back(t("Footnotes have become paragraphs at the end of the text."));
  if (has_pictures) read.notices.push_back(t("Pictures and text boxes are left out."));
  return read;
}

void refuse_damaged() {
  throw DocumentRefused{t("The file is damaged or cut off. Save it again and try once more.")};
}

void refuse_depth() { throw DocumentRefused{t("The document is built too deep to be read.")}; }

void parse_member(ArchiveIn& archive, const std::string& name, pugi::xml_document& document) {
  const auto content = archive.read(name);
  if (!content) return;
  constexpr unsigned as_it_is = pugi::parse_default | pugi::parse_ws_pcdata;
  if (!document.load_buffer(content->data(), content->size(), as_it_is)) refuse_damaged();
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);
}

std::string_view attribute_of(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& one : node.attributes()) {
    const std::string_view full = one.name();
    if (full.substr(full.find(':') + 1) == name) return one.value();
  }
  return {};
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children())
    if (local_name(child) == name) return child;
  return {};
}

int heading_level_of_name(std::string_view style_name) {
  std::string name = fold(style_name);
  for (std::size_t at; (at = name.find("_20_")) != std::string::npos;) name.replace(at, 4, " ");
  for (const std::string_view word : {"heading"sv, "rubrik"sv, "otsikko"sv}) {
    if (!name.starts_with(word)) continue;
    const std::string rest = tidy_line(std::string_view(name).substr(word.size()));
    if (rest.size() == 1 && rest[0] >= '1' && rest[0] <= '9') return rest[0] - '0';
  }
  return 0;
}

bool is_title_name(std::string_view style_name) { return fold(style_name) == "title"; }

DocumentKind document_kind(std::string_view bytes) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    // "EncryptedPackage" as the names of a compound file are written: UTF-16 ([MS-OFFCRYPTO] 2.3)
    std::string name;
    for (const char c : "EncryptedPackage"sv) (name += c) += '\0';
    return bytes.find(name) == std::string_view::npos ? DocumentKind::old_word
                                                      : DocumentKind::encrypted;
  }
  if (!bytes.starts_with("PK\x03\x04")) return DocumentKind::unknown;
  if (bytes.substr(0, 200).find("application/vnd.oasis.opendocument.text") !=
      std::string_view::npos)
    return DocumentKind::odt;
  return bytes.find("[Content_Types].xml") == std::string_view::npos ? DocumentKind::unknown
                                                                     : DocumentKind::docx;
}

ReadDocument read_document(std::string_view bytes, const ReadingLimits& limits) {
  ReadDocument refused;
  try {
    switch (document_kind(bytes)) {
      case DocumentKind::encrypted:
        throw DocumentRefused{
            t("The file is protected with a password. Save it without one and try again.")};
      case DocumentKind::old_word:
        throw DocumentRefused{t("This is a document of an older Word. Save it as .docx.")};
      case DocumentKind::unknown:
        throw DocumentRefused{t("This is neither a DOCX nor an ODT document.")};
      default:
        break;
    }
    ArchiveIn archive(bytes, limits);
    ReadBlocks blocks(limits);
    if (document_kind(bytes) == DocumentKind::docx)
      read_docx(archive, blocks);
    else
      read_odt(archive, blocks);
    return std::move(blocks).finish();
  } catch (const DocumentRefused& why) {
    refused.refusal = why.why;
  }
  return refused;
}

}  // namespace overens::formats
