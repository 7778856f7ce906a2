#include "base/text.h"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <utility>

#include "base/secrets.h"

namespace overens {
namespace {

constexpr std::size_t longest_address_bytes = 254;  // RFC 5321, 4.5.3.1.3, less the brackets
constexpr std::size_t longest_mailbox_bytes = 64;   // RFC 5321, 4.5.3.1.1

// ICU's data comes with its library; a failure here is a broken installation.
void require_icu(UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
}

icu::UnicodeString to_icu(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

icu::UnicodeString normalized(const icu::UnicodeString& text,
                              const icu::Normalizer2* (*form)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out = form(status)->normalize(text, status);
  require_icu(status);
  return out;
}

std::string nfc(const icu::UnicodeString& text) {
  return to_utf8(normalized(text, icu::Normalizer2::getNFCInstance));
}

const icu::Normalizer2* case_folding(UErrorCode& status) {
  return icu::Normalizer2::getNFKCCasefoldInstance(status);
}

// Marks that turn the direction of what follows can make one name look like another; the zero-width
// space and the byte order mark come along when text is copied. Joiners stay: emoji and some
// scripts need them.
bool is_hidden_mark(UChar32 c) {
  return c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool is_line_end(UChar32 c) {
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_control(UChar32 c) { return u_charType(c) == U_CONTROL_CHAR; }

template <class F>
void each_code_point(const icu::UnicodeString& text, F visit) {
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) visit(text.char32At(i));
}

void drop_blanks_at_end(icu::UnicodeString& text) {
  std::int32_t end = text.length();
  while (end > 0 && text[end - 1] != '\n' && u_isUWhiteSpace(text[end - 1])) --end;
  text.truncate(end);
}

std::unique_ptr<icu::Collator> swedish_collator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance("sv", status));
  require_icu(status);
  collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  require_icu(status);
  return collator;
}

// Letters that are not a plain letter with a mark on it.
std::string_view spelled_in_ascii(UChar32 letter) {
  static constexpr std::pair<UChar32, std::string_view> spellings[] = {
      {U'æ', "ae"}, {U'ø', "o"}, {U'œ', "oe"}, {U'ð', "d"}, {U'đ', "d"}, {U'þ', "th"},
      {U'ł', "l"},  {U'ı', "i"}, {U'ŧ', "t"},  {U'ħ', "h"}, {U'ŋ', "n"}};
  for (const auto& [from, to] : spellings)
    if (from == letter) return to;
  return {};
}

}  // namespace

bool valid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return false;
  }
  return true;
}

std::size_t length(std::string_view text) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues));
}

std::string tidy_line(std::string_view text) {
  icu::UnicodeString out;
  bool space_waits = false;
  each_code_point(to_icu(text), [&](UChar32 c) {
    if (u_isUWhiteSpace(c)) {
      space_waits = !out.isEmpty();
    } else if (!is_control(c) && !is_hidden_mark(c)) {
      if (space_waits) out.append(u' ');
      space_waits = false;
      out.append(c);
    }
  });
  return nfc(out);
}

std::string tidy_text(std::string_view text) {
  icu::UnicodeString out;
  UChar32 previous = 0;
  each_code_point(to_icu(text), [&](UChar32 c) {
    const bool second_half = previous == '\r' && c == '\n';
    previous = c;
    if (second_half) return;
    if (is_line_end(c)) {
      drop_blanks_at_end(out);
      if (!out.isEmpty()) out.append(u'\n');
    } else if (c == '\t' || (!is_control(c) && !is_hidden_mark(c))) {
      out.append(c);
    }
  });
  drop_blanks_at_end(out);
  while (out.endsWith(u"\n")) out.truncate(out.length() - 1);
  return nfc(out);
}

std::string shortened(std::string_view text, std::size_t max_length) {
  if (length(text) <= max_length) return std::string(text);
  if (max_length == 0) return {};
  const icu::UnicodeString whole = to_icu(text);
  const std::int32_t room = whole.moveIndex32(0, static_cast<std::int32_t>(max_length) - 1);
  std::int32_t end = room;
  while (end > 0 && !u_isUWhiteSpace(whole[end])) --end;
  if (end == 0) end = room;  // one word longer than the room
  icu::UnicodeString out(whole, 0, end);
  while (!out.isEmpty() &&
         (u_isUWhiteSpace(out[out.length() - 1]) || u_ispunct(out[out.length() - 1])))
    out.truncate(out.length() - 1);
  return to_utf8(out.append(u'…'));
}

std::string fold(std::string_view text) { return to_utf8(normalized(to_icu(text), case_folding)); }

std::string sort_key(std::string_view text) {
  static const std::unique_ptr<const icu::Collator> collator = swedish_collator();
  const icu::UnicodeString whole = to_icu(text);
  std::string key(static_cast<std::size_t>(collator->getSortKey(whole, nullptr, 0)), '\0');
  collator->getSortKey(whole, reinterpret_cast<std::uint8_t*>(key.data()),
                       static_cast<std::int32_t>(key.size()));
  key.pop_back();  // ICU ends every key with a zero byte
  return hex(key);
}

std::string collation_version() {
  UVersionInfo of_rules;
  swedish_collator()->getVersion(of_rules);
  std::string version = U_ICU_VERSION;
  for (const std::uint8_t part : of_rules) version += '.' + std::to_string(part);
  return version;
}

std::string slug(std::string_view text, std::size_t max_length) {
  std::string out;
  bool hyphen_waits = false;
  const auto append = [&](std::string_view letters) {
    if (hyphen_waits && !out.empty()) out += '-';
    hyphen_waits = false;
    out += letters;
  };
  // Decomposed, "å" is an "a" and a ring; case folding has already turned "ß" into "ss".
  const icu::UnicodeString letters =
      normalized(normalized(to_icu(text), case_folding), icu::Normalizer2::getNFKDInstance);
  each_code_point(letters, [&](UChar32 c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      append(std::string(1, static_cast<char>(c)));
    } else if (const std::string_view ascii = spelled_in_ascii(c); !ascii.empty()) {
      append(ascii);
    } else if (u_charType(c) != U_NON_SPACING_MARK) {
      hyphen_waits = true;
    }
  });
  if (out.size() <= max_length) return out;
  const std::size_t last_hyphen = out.rfind('-', max_length);
  const bool one_word = last_hyphen == std::string::npos || last_hyphen == 0;
  return out.substr(0, one_word ? max_length : last_hyphen);
}

bool looks_like_email(std::string_view address) {
  if (address.size() > longest_address_bytes || !valid_utf8(address)) return false;
  const std::size_t at = address.find('@');
  if (at == std::string_view::npos || at == 0 || at > longest_mailbox_bytes) return false;
  const std::string_view domain = address.substr(at + 1);
  if (domain.find('@') != std::string_view::npos) return false;
  if (domain.starts_with('.') || domain.ends_with('.') || domain.starts_with('-') ||
      domain.find('.') == std::string_view::npos || domain.find("..") != std::string_view::npos)
    return false;
  bool plain = true;
  each_code_point(to_icu(address), [&](UChar32 c) {
    const bool special = c < 0x80 && std::string_view("\"(),:;<>[\\]").find(static_cast<char>(c)) !=
                                         std::string_view::npos;
    plain = plain && !special && !u_isUWhiteSpace(c) && !is_control(c) && !is_hidden_mark(c);
  });
  return plain;
}

bool luhn_valid(std::string_view digits) {
  if (digits.empty()) return false;
  int sum = 0;
  bool twice = false;  // every second digit, counted from the last
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
    if (*digit < '0' || *digit > '9') return false;
    const int value = (*digit - '0') * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

std::string from_windows_1252(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                "windows-1252");
  require_icu(status);
  return to_utf8(text);
}

}  // namespace overens
