#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "features/files/files.h"

namespace overens::files {
namespace {

using namespace std::string_view_literals;

bool contains(std::string_view bytes, std::string_view part) {
  return bytes.find(part) != std::string_view::npos;
}

// Names of a ZIP archive's members stand uncompressed in it (APPNOTE 4.3.7). A document with macros
// is a program, and none of ours.
std::optional<Type> type_of_archive(std::string_view bytes) {
  constexpr std::size_t first_name = 30;  // OpenDocument 1.2, part 3, section 3.3
  const std::string_view beginning = bytes.substr(std::min(first_name, bytes.size()), 80);
  if (beginning.starts_with("mimetypeapplication/vnd.oasis.opendocument.text")) return Type::odt;
  if (beginning.starts_with("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"))
    return Type::ods;
  if (!contains(bytes, "[Content_Types].xml") || contains(bytes, "vbaProject.bin"))
    return std::nullopt;
  if (contains(bytes, "word/document.xml")) return Type::docx;
  if (contains(bytes, "xl/workbook.xml")) return Type::xlsx;
  return std::nullopt;
}

bool is_text(std::string_view bytes) {
  return valid_utf8(bytes) && std::none_of(bytes.begin(), bytes.end(), [](char c) {
           const auto code = static_cast<unsigned char>(c);
           return (code < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || code == 0x7F;
         });
}

// What follows the last dot, in lower case; "" where that is no ending ("Protokoll 2018.12.11").
std::string ending_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return {};
  std::string ending = fold(name.substr(dot + 1));
  const bool has_letter = std::any_of(ending.begin(), ending.end(), [](char c) { return c > '9'; });
  return has_letter ? ending : std::string();
}

constexpr std::array endings{std::pair{"pdf"sv, Type::pdf},   std::pair{"docx"sv, Type::docx},
                             std::pair{"xlsx"sv, Type::xlsx}, std::pair{"odt"sv, Type::odt},
                             std::pair{"ods"sv, Type::ods},   std::pair{"png"sv, Type::png},
                             std::pair{"jpg"sv, Type::jpeg},  std::pair{"jpeg"sv, Type::jpeg},
                             std::pair{"txt"sv, Type::text},  std::pair{"csv"sv, Type::text},
                             std::pair{"md"sv, Type::text}};

std::optional<Type> type_by_ending(std::string_view ending) {
  for (const auto& [known, type] : endings)
    if (known == ending) return type;
  return std::nullopt;
}

// "text/plain; charset=x" counts as "text/plain".
std::optional<Type> type_by_claim(std::string_view claimed) {
  const std::string_view bare = claimed.substr(0, claimed.find(';'));
  for (const auto& [type, name] : names(Type{}))
    if (const auto known = media_type(type); bare == known.substr(0, known.find(';'))) return type;
  return std::nullopt;
}

std::string_view usual_ending(Type type) {
  for (const auto& [ending, known] : endings)
    if (known == type) return ending;
  return {};
}

// The name for the visitor's disk: one line, no path, and the ending of what it really is.
std::string safe_name(std::string_view name, Type type) {
  std::string plain(name.substr(name.find_last_of("/\\") + 1));
  std::erase_if(plain, [](char c) { return R"(<>:"|?*)"sv.find(c) != std::string_view::npos; });
  std::string safe = tidy_line(plain);
  safe.erase(0, safe.find_first_not_of(". "));
  safe = shortened(safe, 120);
  if (type_by_ending(ending_of(safe)) != type)
    safe += (safe.empty() ? "file." : ".") + std::string(usual_ending(type));
  return safe;
}

// RFC 6266 with RFC 8187: the name in full for those who can, in ASCII for the rest.
std::string disposition(std::string_view name) {
  std::string plain(name);
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return c < 0x20 || c == '\\' || c == '%'; }, '_');
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encoded(name);
}

}  // namespace

std::string_view media_type(Type type) {
  switch (type) {
    case Type::pdf:
      return "application/pdf";
    case Type::docx:
      return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    case Type::xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case Type::odt:
      return "application/vnd.oasis.opendocument.text";
    case Type::ods:
      return "application/vnd.oasis.opendocument.spreadsheet";
    case Type::png:
      return "image/png";
    case Type::jpeg:
      return "image/jpeg";
    case Type::text:
      return "text/plain; charset=utf-8";
  }
  return "application/octet-stream";
}

std::optional<Type> type_of(std::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  if (bytes.starts_with("%PDF-")) return Type::pdf;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return Type::png;
  if (bytes.starts_with("\xFF\xD8\xFF")) return Type::jpeg;
  if (bytes.starts_with("PK\x03\x04")) return type_of_archive(bytes);
  if (is_text(bytes)) return Type::text;
  return std::nullopt;
}

std::optional<Text> refusal(const Upload& upload) {
  if (upload.bytes.empty()) return t("The file is empty.");
  if (upload.bytes.size() > std::size_t{most_bytes})
    return t("The file is too large. It may be at most 20 MB.");
  const auto type = type_of(upload.bytes);
  const std::string ending = ending_of(upload.file_name);
  if (!type || (!ending.empty() && !type_by_ending(ending)))
    return t(
        "We take PDF, Word and Excel without macros, OpenDocument, pictures as PNG or JPEG, and "
        "plain text. This file is of another kind.");
  const auto claimed = type_by_claim(upload.claimed_type);
  if ((!ending.empty() && type_by_ending(ending) != type) || (claimed && claimed != type))
    return t(
        "The file is not of the kind that its name says. Open it, save it again and choose the "
        "new file.");
  return std::nullopt;
}

Response file_response(Visit& visit, Id<File> id, std::string_view name) {
  visit.keep_private();
  const File file = found(find(visit.db, id));
  Response response;
  response.headers.set("Content-Type", media_type(file.type));
  response.headers.set("Content-Disposition", disposition(safe_name(name, file.type)));
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.set("Cache-Control", "private, no-store");
  response.body = bytes(visit.db, id);
  return response;
}

namespace {

std::int64_t remove_some_unlinked(const Site&, Database& database, Instant now) {
  constexpr std::int64_t most = 50;
  return database.write(unseen, [&](Db& db) { return remove_unlinked(db, most, now); });
}

}  // namespace

Feature feature() {
  constexpr int five_minutes_s = 300;
  return {.name = "files",
          .tasks = {{"files: what no row links to", five_minutes_s, remove_some_unlinked}}};
}

}  // namespace overens::files
