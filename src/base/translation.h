// Words in the reader's language. A Text is decided when the page is written, not when it is made:
// pages say t("Register by {}.", long_date(day)) and know nothing of languages. English is the
// source; Swedish and Finnish stand in the catalogue beside each folder (sv.po, fi.po). ICU knows
// months and separators. It must not know pages, requests or any domain word.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/catalogue.h"
#include "base/ids.h"
#include "base/time.h"

namespace overens {

class Html;

enum class Language : std::uint8_t { sv, fi, en };
constexpr Language languages[] = {Language::sv, Language::fi, Language::en};

// The BCP 47 tag: "sv", "fi", "en".
std::string_view tag(Language);
std::optional<Language> language_of(std::string_view tag);
// The first language of an Accept-Language header (RFC 9110, 12.5.4) that we speak; else Swedish.
Language preferred_language(std::string_view accept_language);

// Called once at start, before the first page. The span must live as long as the program.
void use_catalogue(std::span<const CatalogueEntry>);

class TextArgument;

// A sentence, a date or a piece of content, to be written in a language later. Cheap to copy.
class Text {
 public:
  Text() = default;  // nothing at all
  std::string in(Language) const;
  // Appends the words escaped for HTML, the arguments that are Html as they are.
  void write_html(std::string& out, Language) const;
  bool is_empty() const { return id_.empty() && !form_; }

 private:
  friend Text words(std::string_view);
  friend Text verbatim(std::string);
  friend Text make_text(std::string_view, std::string_view, std::int64_t,
                        std::vector<TextArgument>);
  struct Form;  // everything beyond a plain message
  friend Text make_form(Form);
  friend Text long_date(const Date&);
  friend Text long_date(const PartialDate&);
  friend Text short_date(const Date&);
  friend Text day_and_month(const Date&);
  friend Text date_and_time(Instant, const Zone&);
  friend Text time_of_day(Instant, const Zone&);
  friend Text number(std::int64_t);
  friend Text decimal(double, int);

  template <class Sink>
  void write(Sink&, Language) const;

  std::string_view id_;               // the English message, a literal
  std::shared_ptr<const Form> form_;  // null for a message without arguments
};

class TextArgument {
 public:
  TextArgument(std::string_view text) : text_(text) {}
  TextArgument(const std::string& text) : text_(text) {}
  TextArgument(const char* text) : text_(text) {}
  template <class I>
  requires(std::is_integral_v<I> && !std::is_same_v<I, bool> && !std::is_same_v<I, char>)
      TextArgument(I number)
      : text_(std::to_string(number)) {}
  TextArgument(Number number) : text_(std::to_string(number.value)) {}
  TextArgument(Text words) : words_(std::move(words)), kind_(Kind::words) {}
  TextArgument(const Html& html);

 private:
  friend class Text;
  enum class Kind : std::uint8_t { text, words, html };
  std::string text_;
  Text words_;
  std::shared_ptr<const Html> html_;
  Kind kind_ = Kind::text;
};

// Counts `{}` and `{0}`…; a consteval error where they do not fit the number of arguments.
constexpr std::size_t holes_in(std::string_view text) {
  std::size_t holes = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const bool bare = text[i] == '{' && text[i + 1] == '}';
    const bool numbered = i + 2 < text.size() && text[i] == '{' && text[i + 2] == '}';
    holes += bare || numbered;
  }
  return holes;
}

// A literal message with a hole for each argument. `{}` in order, or `{0}`, `{1}`: translations may
// turn them.
template <class... A>
class Message {
 public:
  template <std::size_t N>
  consteval Message(const char (&text)[N]) : text_(text, N - 1) {
    if (text_.empty()) throw "an empty message";
    if (holes_in(text_) != sizeof...(A)) throw "as many holes as arguments";
  }
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

Text make_text(std::string_view id, std::string_view many, std::int64_t n,
               std::vector<TextArgument> arguments);
// A literal out of a table of literals (`words("Accepted")` marks it for the catalogue).
Text words(std::string_view literal);
// Content, in the one language it was written in.
Text verbatim(std::string);

template <class... A>
constexpr bool has_html = (std::is_same_v<std::remove_cvref_t<A>, Html> || ...);

template <class... A>
requires(!has_html<A...>) Text
    t(Message<std::type_identity_t<A>...> message, const A&... arguments) {
  if constexpr (sizeof...(A) == 0) {
    return words(message.text());
  } else {
    return make_text(message.text(), {}, 0, {TextArgument(arguments)...});
  }
}

// A sentence with markup in it: t("Read {} first.", link). The words are escaped, the Html is not.
Html sentence(Text);
template <class... A>
requires(has_html<A...>) Html
    t(Message<std::type_identity_t<A>...> message, const A&... arguments);  // in base/html.h

// By number (gettext's plural forms): tn("{} seat left", "{} seats left", 3). `{}` is the number.
class CountedMessage {
 public:
  template <std::size_t N>
  consteval CountedMessage(const char (&text)[N]) : text_(text, N - 1) {
    if (holes_in(text_) > 1) throw "a counted message has the number as its only hole";
  }
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};
Text tn(CountedMessage one, CountedMessage many, std::int64_t n);

// "13 december 2018", "13. joulukuuta 2018", "13 December 2018".
Text long_date(const Date&);
// As much of it as is known: "2017", "juni 2017", "13 december 2018".
Text long_date(const PartialDate&);
// "13 dec. 2018".
Text short_date(const Date&);
// "13 december", where the year is plain from the context.
Text day_and_month(const Date&);
// "13 december 2018 kl. 17.00".
Text date_and_time(Instant, const Zone&);
// "17.00" ("17:00" in English).
Text time_of_day(Instant, const Zone&);
// Thousands kept apart by a hard space: "22 000".
Text number(std::int64_t);
// With the language's decimal sign and so many decimals: "1,5".
Text decimal(double, int decimals);

}  // namespace overens
