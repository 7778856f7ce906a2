// Files: what somebody attached, kept by content: the same bytes are stored once, whoever sent
// them. What kind of file it is comes from its bytes, never from what the sender says. Owns the
// table file and no route: whoever links to a file has checked that the visitor may have it, and
// keeps the name it came with beside the link. Must not know what a file is attached to.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "features/feature.h"

namespace overens::files {

enum class Type { pdf, docx, xlsx, odt, ods, png, jpeg, text };
constexpr auto names(Type) {
  return std::array{std::pair{Type::pdf, "pdf"},   std::pair{Type::docx, "docx"},
                    std::pair{Type::xlsx, "xlsx"}, std::pair{Type::odt, "odt"},
                    std::pair{Type::ods, "ods"},   std::pair{Type::png, "png"},
                    std::pair{Type::jpeg, "jpeg"}, std::pair{Type::text, "text"}};
}
// "application/pdf"; of text with its charset.
std::string_view media_type(Type);
// For the `accept` of a file field: the endings people know.
inline constexpr std::string_view accepted =
    ".pdf,.docx,.xlsx,.odt,.ods,.png,.jpg,.jpeg,.txt,.csv,.md";
inline constexpr std::int64_t most_bytes = 20 * 1024 * 1024;

struct File {
  Id<File> id;
  std::string sha256;  // 64 hexadecimal digits
  Type type = Type::text;
  std::int64_t size = 0;  // bytes, 1 to most_bytes
};

// What the bytes are, or none of the above.
std::optional<Type> type_of(std::string_view bytes);
// Why we do not take it: empty, too large, of a kind we do not know, or not what its name or sender
// says it is. Nothing where we do.
std::optional<Text> refusal(const Upload&);

// Stores what was chosen in that field in a transaction of its own, so that it outlives a refusal
// of the rest of the form. Nothing where no file was chosen, or where it was refused; then the form
// says so at the field.
std::optional<Id<File>> store(Visit&, Filled&, std::string_view field);
// For bytes of our own making and for imports, inside a write. BadRequest where type_of() knows no
// type or they are too many.
Id<File> store(Db&, std::string_view bytes, Instant now);

std::optional<File> find(Db&, Id<File>);
// NotFound where there is no such file.
std::string bytes(Db&, Id<File>);

// A file that no row links to stays a week, for a form that was refused is sent again; then it
// goes.
inline constexpr std::int64_t unlinked_kept_days = 7;
inline constexpr std::int64_t looked_at_again_days = 30;  // those that a row links to
// Looks at most at so many; how many went.
std::int64_t remove_unlinked(Db&, std::int64_t most, Instant now);

// A download by that name (RFC 6266), never shown as a page of ours. `name` is as the sender wrote
// it; what could mislead is taken out of it. Never cached.
Response file_response(Visit&, Id<File>, std::string_view name);

Feature feature();

}  // namespace overens::files
