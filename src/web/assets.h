// The static files compiled into the program: everything below assets/dist/, with its compressed
// twins made at build time so that serving one costs a copy. Written by tools/embed.py. The bytes
// live as long as the program. Knows no request and no header.
#pragma once

#include <span>
#include <string_view>

namespace overens {

struct Asset {
  std::string_view path;  // below assets/dist/, as in "theme.css" or "fonts/inter.woff2"
  std::string_view type;  // what Content-Type says, charset included for text
  std::string_view hash;  // the first 16 hexadecimal digits of the bytes' SHA-256
  std::string_view bytes;
  std::string_view gzip;    // empty where it would not be at least a tenth smaller
  std::string_view brotli;  // likewise
};

// The one by that path; std::logic_error where there is none.
const Asset& asset(std::string_view path);
// Ascending by path.
std::span<const Asset> embedded_assets();

}  // namespace overens
