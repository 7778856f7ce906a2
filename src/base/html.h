// HTML by type. html("<li>{}</li>", x) checks its pattern when it is compiled and escapes every
// hole by its type; nothing else makes an Html. An Html owns its bytes and the words that await a
// language; render() writes them. Patterns are whole: every element that is opened is closed in the
// same pattern. It must not know requests or any domain word.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/holes.h"
#include "base/html_pattern.h"
#include "base/translation.h"
#include "base/url.h"

namespace overens {

class Html {
 public:
  Html() = default;

  Html& operator+=(const Html&);
  Html& operator+=(Html&&);
  bool is_empty() const { return bytes_.empty() && waiting_.empty(); }

  // The same with its words in that language already, for what stands on a page many times.
  Html in(Language) const;
  // The markup, with the words in one language. UTF-8.
  std::string render(Language) const;
  void render_to(std::string& out, Language) const;

 private:
  friend Html build_html(std::string_view, std::span<const std::uint16_t>, const class Hole*);
  friend Html trusted(std::string);
  friend Html sentence(Text);
  struct Waiting {
    std::size_t at;  // offset in bytes_ where the words go
    Text words;
  };
  void add_words(Text);

  std::string bytes_;
  std::vector<Waiting> waiting_;  // in rising order of `at`
};

// Markup that was made safe elsewhere (Markdown's renderer, an SVG writer). Allowed in few rooms;
// see tools/check_tree.py.
Html trusted(std::string);

// Escapes & < > " ' for text and for quoted attributes.
void append_escaped(std::string& out, std::string_view text);

// An attribute that is there or not: `<input{}>` with flag("checked", ticked). Written with its
// space.
class Attribute {
 public:
  Attribute() = default;

 private:
  friend class Hole;
  friend Html build_html(std::string_view, std::span<const std::uint16_t>, const Hole*);
  friend Attribute make_attribute(std::string_view, std::string_view, bool);
  friend Attribute make_attribute(std::string_view, Text);
  std::string written_;  // ` name` or ` name="value"`, escaped
  std::string_view name_;
  Text words_;
};
Attribute make_attribute(std::string_view name, std::string_view value, bool has_value);
Attribute make_attribute(std::string_view name, Text value);

// ` checked` where `on`, else nothing.
inline Attribute flag(AttributeName name, bool on) {
  return on ? make_attribute(name.text(), {}, false) : Attribute();
}
// ` name="value"`. No addresses: they go into a hole of their own, by type.
inline Attribute attribute(AttributeName name, std::string_view value) {
  return make_attribute(name.text(), value, true);
}
inline Attribute attribute(AttributeName name, std::int64_t value) {
  return make_attribute(name.text(), std::to_string(value), true);
}
inline Attribute attribute(AttributeName name, Text value) {
  return make_attribute(name.text(), std::move(value));
}
inline Attribute attribute_if(bool on, AttributeName name, std::string_view value) {
  return on ? attribute(name, value) : Attribute();
}

// What a hole may take: text, a whole number, Html, Url, Text, Attribute. Not a bool, not a
// pointer. It borrows; it lives as long as the call.
class Hole {
 public:
  Hole(std::string_view text) : text_(text), kind_(HoleKind::text) {}
  Hole(const std::string& text) : text_(text), kind_(HoleKind::text) {}
  Hole(const char* text) : text_(text), kind_(HoleKind::text) {}
  template <class I>
  requires(std::is_integral_v<I> && !std::is_same_v<I, bool> && !std::is_same_v<I, char>)
      Hole(I number)
      : number_(static_cast<std::int64_t>(number)), kind_(HoleKind::number) {}
  Hole(Number number) : number_(number.value), kind_(HoleKind::number) {}
  Hole(const Html& html) : html_(&html), kind_(HoleKind::html) {}
  Hole(const Url& url) : text_(url.text()), kind_(HoleKind::url) {}
  Hole(const Text& words) : words_(&words), kind_(HoleKind::words) {}
  Hole(const Attribute& attribute) : attribute_(&attribute), kind_(HoleKind::attribute) {}
  Hole(bool) = delete;

 private:
  friend Html build_html(std::string_view, std::span<const std::uint16_t>, const Hole*);
  union {
    std::string_view text_;
    std::int64_t number_;
    const Html* html_;
    const Text* words_;
    const Attribute* attribute_;
  };
  HoleKind kind_;
};

template <class A>
consteval HoleKind hole_kind() {
  using T = std::remove_cvref_t<A>;
  if constexpr (std::is_same_v<T, Html>)
    return HoleKind::html;
  else if constexpr (std::is_same_v<T, Url>)
    return HoleKind::url;
  else if constexpr (std::is_same_v<T, Text>)
    return HoleKind::words;
  else if constexpr (std::is_same_v<T, Attribute>)
    return HoleKind::attribute;
  else if constexpr (std::is_integral_v<T> || std::is_same_v<T, Number>)
    return HoleKind::number;
  else
    return HoleKind::text;
}

// A literal, checked when it is compiled: see html_pattern.h for what it refuses.
template <class... A>
class Pattern {
 public:
  template <std::size_t N>
  consteval Pattern(const char (&text)[N])
      : text_(text, N - 1), holes_(places_of_holes<sizeof...(A)>(text_)) {
    constexpr HoleKind kinds[] = {hole_kind<A>()..., HoleKind::text};
    check_pattern(text_, kinds, sizeof...(A));
  }
  std::string_view text() const { return text_; }
  const std::array<std::uint16_t, sizeof...(A)>& holes() const { return holes_; }

 private:
  std::string_view text_;
  std::array<std::uint16_t, sizeof...(A)> holes_;
};

// `places` of the holes in the pattern; as many arguments.
Html build_html(std::string_view pattern, std::span<const std::uint16_t> places,
                const Hole* arguments);

template <class... A>
Html html(Pattern<std::type_identity_t<A>...> pattern, const A&... arguments) {
  static_assert((!std::is_same_v<std::remove_cvref_t<A>, bool> && ...), "say what true means");
  const Hole holes[] = {Hole(arguments)..., Hole(0)};
  return build_html(pattern.text(), pattern.holes(), holes);
}

// Each element of a range through a view, one after another.
template <class Range, class View>
Html each(const Range& range, View view) {
  Html all;
  for (const auto& element : range) all += view(element);
  return all;
}

// The view's Html where the condition holds, else nothing.
template <class View>
Html when(bool condition, View view) {
  return condition ? view() : Html();
}

template <class... A>
requires(has_html<A...>) Html
    t(Message<std::type_identity_t<A>...> message, const A&... arguments) {
  return sentence(make_text(message.text(), {}, 0, {TextArgument(arguments)...}));
}

}  // namespace overens
