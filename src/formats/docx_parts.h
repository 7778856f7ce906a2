// What a DOCX has besides its text: styles, numbering, foot, relations, properties.
#pragma once

#include "formats/document.h"

namespace overens::formats {

inline constexpr const char* docx_namespace =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr const char* docx_relations_namespace =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

struct DocxPart {
  std::string name;  // within the archive
  std::string bytes;
};

// In the order they stand in the archive, "[Content_Types].xml" first; without the text itself.
// `addresses` are those the text links to as r:id "link1", "link2" …
std::vector<DocxPart> docx_parts(const Document&, const std::vector<std::string>& addresses);

}  // namespace overens::formats
