#include "base/url.h"

#include <algorithm>
#include <array>

namespace overens {
namespace {

constexpr std::size_t longest_address = 2000;

constexpr std::array<bool, 256> unreserved = [] {
  std::array<bool, 256> table{};
  for (unsigned char c = 0; c < 128; ++c)
    table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '.' || c == '_' || c == '~';
  return table;
}();

bool is_unreserved(char c) { return unreserved[static_cast<unsigned char>(c)]; }

bool is_plain(std::string_view text) {  // nothing that could end an attribute, a header or a path
  return std::none_of(text.begin(), text.end(), [](unsigned char c) {
    return c <= ' ' || c == 0x7f || c == '"' || c == '<' || c == '>' || c == '\\' || c == '`';
  });
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

namespace {

void append_percent_encoded(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  while (!text.empty()) {
    const auto* const end = std::find_if_not(text.begin(), text.end(), is_unreserved);
    out.append(text.begin(), end);
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    if (text.empty()) return;
    const auto byte = static_cast<unsigned char>(text.front());
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
    text.remove_prefix(1);
  }
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_percent_encoded(out, text);
  return out;
}

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

Url Url::with(std::string_view name, std::string_view value) const {
  const std::size_t hash = std::min(text_.find('#'), text_.size());
  std::string out = text_.substr(0, hash);
  out += out.find('?') == std::string::npos ? '?' : '&';
  out += percent_encoded(name) + '=' + percent_encoded(value) + text_.substr(hash);
  return Url(std::move(out));
}

Url Url::with(std::string_view name, std::int64_t value) const {
  return with(name, std::to_string(value));
}

Url Url::at(std::string_view fragment) const {
  return Url(text_.substr(0, text_.find('#')) + '#' + percent_encoded(fragment));
}

std::optional<Url> external_url(std::string_view text) {
  static constexpr std::array schemes{"https://", "http://", "webcal://", "mailto:", "tel:"};
  if (text.size() > longest_address || !is_plain(text)) return std::nullopt;
  for (const std::string_view scheme : schemes)
    if (text.starts_with(scheme) && text.size() > scheme.size()) return Url(std::string(text));
  return std::nullopt;
}

std::optional<Url> local_url(std::string_view text) {
  if (text.size() > longest_address || !is_plain(text)) return std::nullopt;
  if (!text.starts_with('/') || text.starts_with("//")) return std::nullopt;
  return Url(std::string(text));
}

Url build_url(std::string_view pattern, std::span<const std::uint16_t> places,
              const UrlPart* parts) {
  std::size_t size = pattern.size();
  for (std::size_t i = 0; i < places.size(); ++i) size += parts[i].text().size();
  std::string out;
  out.reserve(size);
  std::size_t start = 0;
  for (const std::uint16_t at : places) {
    out.append(pattern, start, at - start);
    append_percent_encoded(out, (parts++)->text());
    start = at + 2;
  }
  out.append(pattern, start);
  return Url(std::move(out));
}

}  // namespace overens
