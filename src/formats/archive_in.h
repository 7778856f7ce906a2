// A ZIP archive of somebody else's (APPNOTE 6.3), read member by member within limits: what the
// directory says of sizes is not believed. Owns a handle of libzip; borrows the bytes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/translation.h"
#include "formats/document_in.h"

namespace overens::formats {

// Why a document is refused, as it is found out deep inside.
struct DocumentRefused {
  Text why;
};

class ArchiveIn {
 public:
  // Both throw DocumentRefused: damaged, encrypted, too many entries, too much to unpack.
  ArchiveIn(std::string_view bytes, const ReadingLimits& limits);
  // Nothing where there is no such member.
  std::optional<std::string> read(const std::string& name);

  const std::vector<std::string>& names() const { return names_; }

 private:
  struct Close {
    void operator()(void* archive) const;
  };
  std::unique_ptr<void, Close> archive_;
  std::vector<std::string> names_;
  ReadingLimits limits_;
  std::size_t unpacked_ = 0;
};

}  // namespace overens::formats
