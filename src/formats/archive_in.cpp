#include "formats/archive_in.h"

#include <zip.h>

#include <algorithm>
#include <array>

#include "formats/document_in_blocks.h"

namespace overens::formats {
namespace {

[[noreturn]] void refuse_size() {
  throw DocumentRefused{t("The file becomes too large when it is unpacked.")};
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

void ArchiveIn::Close::operator()(void* archive) const {
  zip_discard(static_cast<zip_t*>(archive));
}

ArchiveIn::ArchiveIn(std::string_view bytes, const ReadingLimits& limits) : limits_(limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  if (source && !archive) zip_source_free(source);
  zip_error_fini(&error);
  if (!archive) refuse_damaged();
  archive_.reset(archive);
  const zip_int64_t entries = zip_get_num_entries(archive, 0);
  if (entries < 0 || static_cast<std::size_t>(entries) > limits_.entries) refuse_size();
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(entries); ++i) {
    zip_stat_t stat;
    if (zip_stat_index(archive, i, 0, &stat) != 0 || !stat.name) refuse_damaged();
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
      throw DocumentRefused{
          t("The file is protected with a password. Save it without one and try again.")};
    names_.emplace_back(stat.name);
  }
}

std::optional<std::string> ArchiveIn::read(const std::string& name) {
  auto* archive = static_cast<zip_t*>(archive_.get());
  zip_stat_t stat;
  if (zip_stat(archive, name.c_str(), 0, &stat) != 0) return std::nullopt;
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen(archive, name.c_str(), 0));
  if (!file) refuse_damaged();
  const std::size_t by_ratio = std::max(limits_.unsuspected_bytes, stat.comp_size * limits_.ratio);
  std::string content;
  std::array<char, 64 * 1024> part;
  for (;;) {
    const zip_int64_t count = zip_fread(file.get(), part.data(), part.size());
    if (count < 0) refuse_damaged();  // the checksum too is looked at here
    if (count == 0) break;
    content.append(part.data(), static_cast<std::size_t>(count));
    unpacked_ += static_cast<std::size_t>(count);
    if (unpacked_ > limits_.unpacked_bytes || content.size() > by_ratio) refuse_size();
  }
  return content;
}

}  // namespace overens::formats
