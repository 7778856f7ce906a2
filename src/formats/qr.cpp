#include "formats/qr.h"

#include <qrencode.h>
#include <zlib.h>

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

std::unique_ptr<QRcode, Free> encoded(std::string_view ascii) {
  const bool is_ascii =
      std::all_of(ascii.begin(), ascii.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (!is_ascii || ascii.empty() || ascii.size() > longest)
    throw std::invalid_argument("a QR code is of 1 to 500 visible ASCII characters");
  std::unique_ptr<QRcode, Free> code(
      QRcode_encodeString8bit(std::string(ascii).c_str(), 0, QR_ECLEVEL_M));
  if (!code) throw std::bad_alloc();
  return code;
}

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>((number >> shift) & 0xff);
  return bytes;
}

// Every row of pixels behind a 0 (no filter), eight pixels a byte, white is 1.
std::string rows(const QRcode& code, int dots) {
  const int size = (code.width + 2 * quiet) * dots;
  const auto is_black = [&](int pixel_x, int pixel_y) {
    const int x = pixel_x / dots - quiet;
    const int y = pixel_y / dots - quiet;
    return x >= 0 && y >= 0 && x < code.width && y < code.width &&
           (code.data[y * code.width + x] & 1) != 0;
  };
  std::string all;
  for (int y = 0; y < size; ++y) {
    std::string row(static_cast<std::size_t>((size + 7) / 8) + 1, '\0');
    for (int x = 0; x < size; ++x)
      if (!is_black(x, y)) {
        char& byte = row[static_cast<std::size_t>(x / 8) + 1];
        byte = static_cast<char>(byte | (0x80 >> (x % 8)));
      }
    all += row;
  }
  return all;
}

std::string deflated(const std::string& bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::string result(size, '\0');
  if (compress(reinterpret_cast<Bytef*>(result.data()), &size,
               reinterpret_cast<const Bytef*>(bytes.data()),
               static_cast<uLong>(bytes.size())) != Z_OK)
    throw std::bad_alloc();
  result.resize(size);
  return result;
}

std::string chunk(const std::string& name, const std::string& content) {
  const std::string body = name + content;
  const auto sum =
      crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return big_endian(static_cast<std::uint32_t>(content.size())) + body +
         big_endian(static_cast<std::uint32_t>(sum));
}

}  // namespace

Html qr_code(std::string_view ascii, const Text& title) {
  const auto code = encoded(ascii);
  const int size = code->width + 2 * quiet;
  const std::string box = "0 0 " + std::to_string(size) + " " + std::to_string(size);
  return html(
      R"(<svg class="o-qr" viewBox="{}" role="img" aria-label="{}" shape-rendering="crispEdges">)"
      R"(<rect width="{}" height="{}" fill="#fff"/><path d="{}" fill="#000"/></svg>)",
      box, title, size, size, bars(*code));
}

std::string qr_png(std::string_view ascii) {
  constexpr int dots = 6;  // a square, in pixels
  const auto code = encoded(ascii);
  const int size = (code->width + 2 * quiet) * dots;
  std::string head = big_endian(static_cast<std::uint32_t>(size));
  head += head;
  head += std::string("\1\0\0\0\0", 5);  // one bit a pixel, grey, nothing else
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", head) + chunk("IDAT", deflated(rows(*code, dots))) +
         chunk("IEND", "");
}

}  // namespace overens::formats
