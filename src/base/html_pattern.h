// The grammar of html() patterns, checked by the compiler. It refuses: an element that is not
// closed where it was opened, a hole in a tag or in an unquoted attribute, an address that is not a
// Url, markup in an attribute, style=, on…= and srcdoc=, <script> and <style> with content, <form>
// (forms come from web/page.h, with their token), comments, and letters between tags or in
// attributes that are read aloud (words come as t("…")).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace overens {

enum class HoleKind : std::uint8_t { text, number, html, url, words, attribute };

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (static_cast<unsigned char>(c) >= 0xC3 && static_cast<unsigned char>(c) <= 0xDF);
}
constexpr bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == ':';
}
constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

constexpr bool is_void_element(std::string_view name) {
  for (const std::string_view one : {"area", "base", "br", "col", "hr", "img", "input", "link",
                                     "meta", "source", "track", "wbr"})
    if (one == name) return true;
  return false;
}
constexpr bool takes_an_address(std::string_view attribute) {
  for (const std::string_view one : {"href", "src", "action", "formaction", "poster", "data",
                                     "xlink:href", "cite", "srcset", "ping", "manifest"})
    if (one == attribute) return true;
  return false;
}
constexpr bool is_read_aloud(std::string_view attribute) {
  for (const std::string_view one :
       {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription",
        "aria-valuetext", "label", "summary"})
    if (one == attribute) return true;
  return false;
}
constexpr bool is_refused(std::string_view attribute) {
  return attribute == "style" || attribute == "srcdoc" || attribute.starts_with("on");
}

// The name of an attribute written by flag() or attribute(): a literal, and none of the dangerous.
class AttributeName {
 public:
  template <std::size_t N>
  consteval AttributeName(const char (&text)[N]) : text_(text, N - 1) {
    if (is_refused(text_) || takes_an_address(text_)) throw "this attribute is not written so";
    for (const char c : text_)
      if (!is_name_char(c)) throw "not the name of an attribute";
  }
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// One pass over a pattern; any member throws (and so fails the build) where the pattern is refused.
class PatternCheck {
 public:
  constexpr PatternCheck(std::string_view text, const HoleKind* kinds, std::size_t count)
      : text_(text), kinds_(kinds), count_(count) {}

  constexpr void run() {
    while (at_ < text_.size()) {
      if (text_[at_] == '<') {
        tag();
      } else if (is_hole()) {
        take(HoleKind::attribute, "an attribute stands within a tag");
      } else if (text_[at_] == '&') {
        entity();
      } else if (is_letter(text_[at_])) {
        throw "words between tags come as t(\"…\")";
      } else {
        ++at_;
      }
    }
    if (depth_ != 0) throw "an element is opened and not closed";
    if (used_ != count_) throw "an argument without a hole";
  }

 private:
  constexpr bool is_hole() const { return text_.substr(at_, 2) == "{}"; }
  constexpr void take(HoleKind refused, const char* why) {
    if (used_ == count_) throw "a hole without an argument";
    if (kinds_[used_] == refused) throw why;
    ++used_;
    at_ += 2;
  }
  constexpr char here() const {
    if (at_ >= text_.size()) throw "the pattern ends within a tag";
    return text_[at_];
  }
  constexpr std::string_view name() {
    const std::size_t start = at_;
    while (is_name_char(here())) ++at_;
    if (at_ == start) throw "a name is missing after < or in a tag";
    return text_.substr(start, at_ - start);
  }
  constexpr void entity() {
    const std::size_t end = text_.find(';', at_);
    if (end == std::string_view::npos || end - at_ > 10) throw "a lone & is written &amp;";
    at_ = end + 1;
  }

  constexpr void tag() {
    ++at_;
    if (here() == '!') return doctype();
    if (here() == '/') return closing();
    const std::string_view element = name();
    if (element == "form") throw "forms come from web/page.h";
    bool closed_at_once = false;
    while (here() != '>') {
      if (is_blank(text_[at_])) {
        ++at_;
      } else if (is_hole()) {
        if (used_ == count_) throw "a hole without an argument";
        if (kinds_[used_] != HoleKind::attribute) throw "a hole in a tag takes an Attribute";
        take(HoleKind::html, "");
      } else if (text_[at_] == '/' && text_.substr(at_, 2) == "/>") {
        closed_at_once = true;
        ++at_;
      } else {
        attribute();
      }
    }
    ++at_;
    if (closed_at_once || is_void_element(element)) return;
    if ((element == "script" || element == "style") && text_.substr(at_, 2) != "</")
      throw "scripts and styles are files";
    if (depth_ == max_depth) throw "nested too deep";
    open_[depth_++] = element;
  }
  constexpr void doctype() {
    if (text_.substr(at_, 14) != "!doctype html>") throw "no comments in a pattern";
    at_ += 14;
  }
  constexpr void closing() {
    ++at_;
    const std::string_view element = name();
    if (here() != '>') throw "a closing tag has no attributes";
    ++at_;
    if (depth_ == 0 || open_[depth_ - 1] != element) throw "closes what is not open here";
    --depth_;
  }
  constexpr void attribute() {
    const std::string_view attribute = name();
    if (is_refused(attribute)) throw "no style=, on…= or srcdoc=";
    if (here() != '=') return;
    ++at_;
    if (here() != '"') throw "attributes are quoted with \"";
    ++at_;
    const std::size_t start = at_;
    while (here() != '"') {
      if (is_hole()) {
        value_hole(attribute, start);
      } else {
        if (is_read_aloud(attribute) && is_letter(text_[at_]))
          throw "an attribute that is read aloud comes as t(\"…\")";
        if (text_[at_] == '<') throw "a < within an attribute";
        ++at_;
      }
    }
    ++at_;
  }
  constexpr void value_hole(std::string_view attribute, std::size_t start) {
    if (used_ == count_) throw "a hole without an argument";
    const HoleKind kind = kinds_[used_];
    if (kind == HoleKind::html || kind == HoleKind::attribute) throw "no markup in an attribute";
    if (takes_an_address(attribute)) {
      if (kind != HoleKind::url) throw "an address is a Url";
      if (at_ != start || text_.substr(at_, 3) != "{}\"") throw "an address is the whole value";
    }
    take(HoleKind::html, "");
  }

  static constexpr std::size_t max_depth = 32;
  std::string_view text_;
  const HoleKind* kinds_;
  std::size_t count_;
  std::size_t at_ = 0;
  std::size_t used_ = 0;
  std::string_view open_[max_depth] = {};
  std::size_t depth_ = 0;
};

constexpr void check_pattern(std::string_view text, const HoleKind* kinds, std::size_t count) {
  PatternCheck(text, kinds, count).run();
}

}  // namespace overens
