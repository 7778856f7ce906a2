#include "web/compression.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace overens {
namespace {

std::string gunzip(const std::string& bytes, std::size_t size) {
  std::string out(size + 1, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string text(std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>('a' + i * i % 23);
  return bytes;
}

TEST(Compression, ComesBackAsItWas) {
  for (const std::size_t size : {0u, 1u, 300u, 100'000u})
    for (const Effort effort : {Effort::quick, Effort::best}) {
      const std::string bytes = text(size);
      EXPECT_EQ(gunzip(gzip(bytes, effort), size), bytes);
    }
}

TEST(Compression, MakesTextMuchSmaller) {
  const std::string bytes = text(100'000);
  for (const Effort effort : {Effort::quick, Effort::best}) {
    EXPECT_LT(gzip(bytes, effort).size(), 5'000u);
    EXPECT_LT(brotli(bytes, effort).size(), 5'000u);
  }
}

TEST(Compression, IsForTextOnly) {
  for (const char* type : {"text/html; charset=utf-8", "application/json", "image/svg+xml",
                           "text/javascript", "application/manifest+json"})
    EXPECT_TRUE(is_compressible(type)) << type;
  for (const char* type : {"image/png", "font/woff2", "application/pdf", "application/zip", ""})
    EXPECT_FALSE(is_compressible(type)) << type;
}

}  // namespace
}  // namespace overens
