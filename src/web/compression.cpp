#include "web/compression.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <new>

namespace overens {

std::string gzip(std::string_view bytes, Effort effort) {
  constexpr int gzip_framing = 16, window_bits = 15, memory = 8;
  z_stream stream{};
  if (deflateInit2(&stream, effort == Effort::quick ? 6 : 9, Z_DEFLATED, window_bits + gzip_framing,
                   memory, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::bad_alloc();
  return out;
}

std::string brotli(std::string_view bytes, Effort effort) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  const int quality = effort == Effort::quick ? 5 : BROTLI_MAX_QUALITY;
  if (!BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                             reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                             reinterpret_cast<std::uint8_t*>(out.data())))
    throw std::bad_alloc();
  out.resize(size);
  return out;
}

bool is_compressible(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
         type.ends_with("javascript") || type == "application/wasm" || type == "image/x-icon";
}

}  // namespace overens
