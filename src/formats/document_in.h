// What others write in a word processor, read as Markdown: DOCX (ISO/IEC 29500) and OpenDocument
// Text 1.2. Headings by their style's outline level, lists, footnotes as paragraphs at the end,
// tables row by row; tracked changes as if all were accepted. What comes is not trusted: an archive
// is unpacked within limits, and macros, passwords and damage are refused with words.
// Must not know: where a document goes, any domain word.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/translation.h"

namespace overens::formats {

struct ReadingLimits {
  std::size_t entries = 5'000;                      // of an archive
  std::size_t unpacked_bytes = 24 * 1024 * 1024;    // of all that is read of it
  std::size_t ratio = 200;                          // unpacked to packed, of one entry
  std::size_t unsuspected_bytes = 4 * 1024 * 1024;  // of one entry, whatever its ratio
  std::size_t depth = 200;                          // of elements in elements
  std::size_t blocks = 20'000;                      // paragraphs, headings and items
};

enum class DocumentKind { docx, odt, encrypted, old_word, unknown };
// By its bytes, whatever it is called.
DocumentKind document_kind(std::string_view bytes);

struct ReadDocument {
  std::optional<Text> refusal;  // why it is not read; then there is no Markdown
  std::string markdown;
  std::vector<Text> notices;  // what was left out or read in another way than it looks
};
// Never throws for what the bytes are.
ReadDocument read_document(std::string_view bytes, const ReadingLimits& limits = {});

}  // namespace overens::formats
