#include "web/linked_data.h"

#include <string>

namespace overens {

Html linked_data(std::string_view json) {
  std::string block = R"(<script type="application/ld+json">)";
  for (const char c : json) {
    // A JSON text has these inside its strings only, where an escape says the same (RFC 8259, 7).
    if (c == '<')
      block += "\\u003c";
    else if (c == '>')
      block += "\\u003e";
    else if (c == '&')
      block += "\\u0026";
    else
      block += c;
  }
  return trusted(block + "</script>");
}

}  // namespace overens
