// Addresses, by type: a Url is either a path of this house, percent-encoded, or a checked address
// elsewhere. It owns its text. It knows neither requests nor languages; `url(visit, …)` in
// web/visit.h adds those.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/holes.h"
#include "base/ids.h"

namespace overens {

// What may stand in an href, src or action. Only url() and external_url() make one.
class Url {
 public:
  Url() = default;  // the empty reference: the page itself

  const std::string& text() const { return text_; }
  bool is_local() const { return text_.starts_with('/'); }

  // The same address with one more query pair, percent-encoded (application/x-www-form-urlencoded).
  [[nodiscard]] Url with(std::string_view name, std::string_view value) const;
  [[nodiscard]] Url with(std::string_view name, std::int64_t value) const;
  // The same address at a place within the page; an existing place is replaced.
  [[nodiscard]] Url at(std::string_view fragment) const;

  bool operator==(const Url&) const = default;

 private:
  friend Url build_url(std::string_view, std::span<const std::uint16_t>, const class UrlPart*);
  friend std::optional<Url> external_url(std::string_view);
  friend std::optional<Url> local_url(std::string_view);
  explicit Url(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

// Percent-encodes everything but the unreserved characters (RFC 3986, section 2.3).
std::string percent_encoded(std::string_view);
// Decodes %XX, and "+" as a space where `plus_is_space` (forms). Nothing where the encoding is
// broken.
enum class Plus { is_plus, is_space };
std::optional<std::string> percent_decoded(std::string_view, Plus);

// http, https, webcal, mailto and tel; no control characters, no spaces; nothing otherwise.
std::optional<Url> external_url(std::string_view);
// A path of this house as somebody else wrote it (where to go after sign-in): "/…", not "//…", no
// backslash and no control character, so that it can not lead elsewhere; nothing otherwise.
std::optional<Url> local_url(std::string_view);

// What a hole may take: text, which it borrows as long as the call, or a whole number.
class UrlPart {
 public:
  UrlPart(std::string_view text) : text_(text) {}
  UrlPart(const std::string& text) : text_(text) {}
  UrlPart(const char* text) : text_(text) {}
  UrlPart(Number number) : UrlPart(number.value) {}
  template <class I>
  requires(std::is_integral_v<I> && !std::is_same_v<I, bool> && !std::is_same_v<I, char>)
      UrlPart(I number)
      : digits_(static_cast<std::size_t>(std::to_chars(written_, std::end(written_), number).ptr -
                                         written_)) {}
  std::string_view text() const {
    return digits_ > 0 ? std::string_view(written_, digits_) : text_;
  }

 private:
  std::string_view text_;
  char written_[24];
  std::size_t digits_ = 0;
};

// `places` of the holes in the pattern; as many parts.
Url build_url(std::string_view pattern, std::span<const std::uint16_t> places,
              const UrlPart* parts);

// "/{}/activities/{}": a literal path of this house with one hole for each argument.
template <class... A>
class UrlPattern {
 public:
  template <std::size_t N>
  consteval UrlPattern(const char (&text)[N])
      : text_(text, N - 1), holes_(places_of_holes<sizeof...(A)>(text_)) {
    if (text_.empty() || text_[0] != '/') throw "an address of this house begins with a slash";
    if (text_.starts_with("//")) throw "two slashes would lead to another host";
  }
  std::string_view text() const { return text_; }
  const std::array<std::uint16_t, sizeof...(A)>& holes() const { return holes_; }

 private:
  std::string_view text_;
  std::array<std::uint16_t, sizeof...(A)> holes_;
};

// Each part is percent-encoded, so that it stays within its segment.
template <class... A>
Url url(UrlPattern<std::type_identity_t<A>...> pattern, const A&... parts) {
  const UrlPart all[] = {UrlPart(parts)..., UrlPart(std::string_view())};
  return build_url(pattern.text(), pattern.holes(), all);
}

}  // namespace overens
