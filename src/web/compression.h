// gzip and brotli of whole texts, for bodies that are compressed once and sent many times.
// Pure; any thread. Takes from a tenth of a millisecond (quick, a page) to some tens (best, a
// file).
#pragma once

#include <string>
#include <string_view>

namespace overens {

enum class Effort {
  quick,  // gzip 6, brotli 5: for pages, made again whenever their data moves
  best,   // gzip 9, brotli 11: for files, compressed once
};

/// RFC 1952. Throws std::bad_alloc only.
std::string gzip(std::string_view bytes, Effort effort);
/// RFC 7932, as gzip.
std::string brotli(std::string_view bytes, Effort effort);

/// True for text and the like; pictures, fonts (woff2) and archives are compressed already.
bool is_compressible(std::string_view content_type);

}  // namespace overens
