#include "formats/document.h"

#include <stdexcept>

namespace overens::formats {
namespace {

constexpr char32_t replacement = 0xFFFD;

struct Decoded {
  char32_t code = replacement;
  std::size_t bytes = 1;
};

// RFC 3629; what is malformed is one replacement for each byte that can begin nothing.
Decoded first_of(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (at(0) < 0x80) return {at(0), 1};
  const std::size_t size = at(0) >= 0xF0 ? 4 : at(0) >= 0xE0 ? 3 : 2;
  if (at(0) < 0xC2 || at(0) > 0xF4 || text.size() < size) return {};
  char32_t code = at(0) & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((at(i) & 0xC0) != 0x80) return {};
    code = (code << 6) | (at(i) & 0x3Fu);
  }
  const bool is_overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  if (is_overlong || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, size};
}

bool can_stand(char32_t code) {
  if (code < 0x20) return code == '\n' || code == '\t';
  if (code >= 0x7F && code < 0xA0) return false;
  const bool turns_direction = (code >= 0x202A && code <= 0x202E) ||
                               (code >= 0x2066 && code <= 0x2069) || code == 0x200E ||
                               code == 0x200F;
  return !turns_direction && (code & 0xFFFE) != 0xFFFE && code != 0xFEFF;
}

std::size_t size_of(const Document::Block& block) {
  if (const auto* table = std::get_if<Document::Table>(&block)) return table->rows.size() + 1;
  if (const auto* list = std::get_if<Document::List>(&block)) return list->items.size();
  return 1;
}

}  // namespace

Document::Words plain_words(std::string text) { return {{.text = std::move(text)}}; }

Document::Words strong_words(std::string text) {
  return {{.text = std::move(text), .kind = Document::Run::Kind::strong}};
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Decoded one = first_of(text);
    if (one.code == replacement)
      out += "\xEF\xBF\xBD";
    else if (can_stand(one.code))
      out += text.substr(0, one.bytes);
    text.remove_prefix(one.bytes);
  }
  return out;
}

void check(const Document& document) {
  std::size_t blocks = 0;
  for (const Document::Block& block : document.blocks) {
    blocks += size_of(block);
    const auto* table = std::get_if<Document::Table>(&block);
    if (!table) continue;
    if (table->columns.empty() || table->columns.size() > DocumentLimits::columns)
      throw std::length_error("a table has no column, or more than its limit");
    for (const auto& row : table->rows)
      if (row.size() != table->columns.size())
        throw std::invalid_argument("a row has another number of cells than there are columns");
  }
  if (blocks > DocumentLimits::blocks) throw std::length_error("a document beyond its limit");
}

}  // namespace overens::formats
