#include "formats/qr.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>

namespace overens::formats {
namespace {

constexpr std::size_t longest = 500;  // more makes squares that a phone can not tell apart
constexpr int quiet = 4;              // squares of white round it, as the standard asks

struct Free {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

// Every run of black squares in a row as one bar.
std::string bars(const QRcode& code) {
  std::string path;
  const auto is_black = [&](int x, int y) {
    return x < code.width && (code.data[y * code.width + x] & 1) != 0;
  };
  for (int y = 0; y < code.width; ++y)
    for (int x = 0; x < code.width; ++x) {
      if (!is_black(x, y)) continue;
      const int from = x;
      while (is_black(x, y)) ++x;
      path += "M" + std::to_string(from + quiet) + " " + std::to_string(y + quiet) + "h" +
              std::to_string(x - from) + "v1h-" + std::to_string(x - from) + "z";
    }
  return path;
}

}  // namespace

Html qr_code(std::string_view ascii, const Text& title) {
  const bool is_ascii =
      std::all_of(ascii.begin(), ascii.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (!is_ascii || ascii.empty() || ascii.size() > longest)
    throw std::invalid_argument("a QR code is of 1 to 500 visible ASCII characters");
  const std::unique_ptr<QRcode, Free> code(
      QRcode_encodeString8bit(std::string(ascii).c_str(), 0, QR_ECLEVEL_M));
  if (!code) throw std::bad_alloc();
  const int size = code->width + 2 * quiet;
  const std::string box = "0 0 " + std::to_string(size) + " " + std::to_string(size);
  return html(
      R"(<svg class="o-qr" viewBox="{}" role="img" aria-label="{}" shape-rendering="crispEdges">)"
      R"(<rect width="{}" height="{}" fill="#fff"/><path d="{}" fill="#000"/></svg>)",
      box, title, size, size, bars(*code));
}

}  // namespace overens::formats
