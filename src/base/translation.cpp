#include "base/translation.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <unordered_map>
#include <variant>

#include "base/html.h"

namespace overens {
namespace {

std::unordered_map<std::string_view, const CatalogueEntry*>& catalogue_by_id() {
  static std::unordered_map<std::string_view, const CatalogueEntry*> entries;
  return entries;
}

constexpr std::string_view hard_space = "\u00a0";

// Swedish and Finnish as they stand in the catalogue, English as it stands in the source.
std::string_view message(std::string_view id, bool many, std::string_view source,
                         Language language) {
  if (language == Language::en) return source;
  const auto& entries = catalogue_by_id();
  const auto found = entries.find(id);
  if (found == entries.end()) return source;
  const CatalogueEntry& entry = *found->second;
  const std::string_view translated = language == Language::sv ? entry.sv[many] : entry.fi[many];
  return translated.empty() ? source : translated;
}

struct MonthNames {
  std::array<std::string, 12> wide;          // "december", "joulukuuta": as a date says it
  std::array<std::string, 12> brief;         // "dec."
  std::array<std::string, 12> on_their_own;  // "december", "joulukuu"
};

std::array<std::string, 12> month_names(const icu::DateFormatSymbols& symbols,
                                        icu::DateFormatSymbols::DtContextType context,
                                        icu::DateFormatSymbols::DtWidthType width) {
  std::int32_t count = 0;
  const icu::UnicodeString* names = symbols.getMonths(count, context, width);
  std::array<std::string, 12> out;
  for (std::int32_t i = 0; i < std::min(count, 12); ++i)
    names[i].toUTF8String(out[static_cast<std::size_t>(i)]);
  return out;
}

MonthNames names_in(Language language) {
  using Symbols = icu::DateFormatSymbols;
  UErrorCode status = U_ZERO_ERROR;
  const Symbols symbols(icu::Locale(language == Language::en ? "en_GB" : tag(language).data()),
                        status);
  return {month_names(symbols, Symbols::FORMAT, Symbols::WIDE),
          month_names(symbols, Symbols::FORMAT, Symbols::ABBREVIATED),
          month_names(symbols, Symbols::STANDALONE, Symbols::WIDE)};
}

const MonthNames& months(Language language) {
  static const std::array<MonthNames, 3> all{names_in(Language::sv), names_in(Language::fi),
                                             names_in(Language::en)};
  return all[static_cast<std::size_t>(language)];
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

// "9.00", and "9:00" in English.
std::string clock(int hour, int minute, Language language) {
  return std::to_string(hour) + (language == Language::en ? ":" : ".") + two_digits(minute);
}

std::string grouped(std::string digits, Language language) {
  const std::size_t sign = digits.starts_with('-') ? 1 : 0;
  if (digits.size() - sign < 5) return digits;  // four digits stand together
  const std::string_view between = language == Language::en ? "," : hard_space;
  for (std::size_t at = digits.size() - 3; at > sign; at = at > 3 ? at - 3 : 0)
    digits.insert(at, between);
  return digits;
}

std::string written_decimal(double value, int decimals, Language language) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed,
                                 std::clamp(decimals, 0, 9));
  std::string digits(buffer, end.ptr);
  if (language != Language::en) std::replace(digits.begin(), digits.end(), '.', ',');
  return digits;
}

}  // namespace

std::string_view tag(Language language) {
  static constexpr std::string_view tags[] = {"sv", "fi", "en"};
  return tags[static_cast<std::size_t>(language)];
}

std::optional<Language> language_of(std::string_view text) {
  for (const Language one : languages)
    if (text == tag(one)) return one;
  return std::nullopt;
}

Language preferred_language(std::string_view accept) {
  constexpr int most_ranges = 16;
  Language best = Language::sv;
  double best_quality = 0;
  for (int i = 0; i < most_ranges && !accept.empty(); ++i) {
    std::string_view range = accept.substr(0, accept.find(','));
    accept.remove_prefix(std::min(accept.size(), range.size() + 1));
    while (range.starts_with(' ')) range.remove_prefix(1);
    const auto language = language_of(range.substr(0, range.find_first_of("-; ")));
    double quality = 1;
    if (const std::size_t at = range.find("q="); at != std::string_view::npos) {
      const std::string_view digits = range.substr(at + 2);
      if (std::from_chars(digits.data(), digits.data() + digits.size(), quality).ec != std::errc())
        quality = 0;
    }
    if (!language || quality <= best_quality) continue;
    best = *language;
    best_quality = quality;
  }
  return best;
}

void use_catalogue(std::span<const CatalogueEntry> entries) {
  auto& by_id = catalogue_by_id();
  by_id.clear();
  by_id.reserve(entries.size());
  for (const CatalogueEntry& entry : entries) by_id.emplace(entry.id, &entry);
}

TextArgument::TextArgument(const Html& html)
    : html_(std::make_shared<const Html>(html)), kind_(Kind::html) {}

struct Text::Form {
  enum class Kind : std::uint8_t {
    message,
    content,
    long_date,
    partial_date,
    short_date,
    day_and_month,
    date_and_time,
    time_of_day,
    number,
    decimal
  };
  Kind kind = Kind::message;
  std::string content{};
  std::string_view many{};
  std::int64_t n = 0;
  double value = 0;
  Date date{};
  PartialDate partial{};
  LocalTime local{};
  std::vector<TextArgument> arguments{};

  std::string written(Language) const;
};

Text make_form(Text::Form form) {
  Text text;
  text.form_ = std::make_shared<const Text::Form>(std::move(form));
  return text;
}

std::string Text::Form::written(Language language) const {
  const MonthNames& names = months(language);
  const auto day_month = [&](const Date& d, const std::array<std::string, 12>& month) {
    return std::to_string(d.day) + (language == Language::fi ? ". " : " ") + month[d.month - 1];
  };
  const auto whole = [&](const Date& d, const std::array<std::string, 12>& month) {
    return day_month(d, month) + ' ' + std::to_string(d.year);
  };
  switch (kind) {
    case Kind::message:
    case Kind::content:
      return content;
    case Kind::long_date:
      return whole(date, names.wide);
    case Kind::partial_date:
      if (partial.month == 0) return std::to_string(partial.year);
      if (partial.day == 0)
        return names.on_their_own[partial.month - 1] + ' ' + std::to_string(partial.year);
      return whole(Date{partial.year, partial.month, partial.day}, names.wide);
    case Kind::short_date:
      return whole(date, names.brief);
    case Kind::day_and_month:
      return day_month(date, names.wide);
    case Kind::date_and_time: {
      static constexpr std::string_view at[] = {" kl. ", " klo ", " at "};
      return whole(local.date, names.wide) + std::string(at[static_cast<std::size_t>(language)]) +
             clock(local.hour, local.minute, language);
    }
    case Kind::time_of_day:
      return clock(local.hour, local.minute, language);
    case Kind::number:
      return grouped(std::to_string(n), language);
    case Kind::decimal:
      return written_decimal(value, static_cast<int>(n), language);
  }
  return {};
}

// Sink: plain(string_view) for the message's own words and textual arguments, html(Html) for
// markup.
template <class Sink>
void Text::write(Sink& sink, Language language) const {
  if (!form_) return sink.plain(message(id_, false, id_, language));
  if (form_->kind != Form::Kind::message) return sink.plain(form_->written(language));

  const bool many = !form_->many.empty() && form_->n != 1;  // one rule in all three languages
  std::string_view rest = message(id_, many, many ? form_->many : id_, language);
  std::size_t next = 0;
  for (;;) {
    const std::size_t open = rest.find('{');
    if (open == std::string_view::npos) return sink.plain(rest);
    const bool bare = rest.substr(open, 2) == "{}";
    const bool numbered = open + 2 < rest.size() && rest[open + 2] == '}';
    sink.plain(rest.substr(0, open));
    if (!bare && !numbered) {
      sink.plain("{");
      rest.remove_prefix(open + 1);
      continue;
    }
    const std::size_t which = bare ? next++ : static_cast<std::size_t>(rest[open + 1] - '0');
    rest.remove_prefix(open + (bare ? 2 : 3));
    if (which >= form_->arguments.size()) continue;
    const TextArgument& argument = form_->arguments[which];
    if (argument.kind_ == TextArgument::Kind::text)
      sink.plain(argument.text_);
    else if (argument.kind_ == TextArgument::Kind::words)
      argument.words_.write(sink, language);
    else
      sink.html(*argument.html_);
  }
}

std::string Text::in(Language language) const {
  struct Plain {
    std::string out;
    void plain(std::string_view text) { out += text; }
    void html(const Html&) {}  // t() with markup gives an Html, which has no in()
  } sink;
  write(sink, language);
  return std::move(sink.out);
}

void Text::write_html(std::string& out, Language language) const {
  struct Markup {
    std::string& out;
    Language language;
    void plain(std::string_view text) { append_escaped(out, text); }
    void html(const Html& html) { html.render_to(out, language); }
  } sink{out, language};
  write(sink, language);
}

Text words(std::string_view literal) {
  Text text;
  text.id_ = literal;
  return text;
}

Text verbatim(std::string content) {
  return make_form({.kind = Text::Form::Kind::content, .content = std::move(content)});
}

Text make_text(std::string_view id, std::string_view many, std::int64_t n,
               std::vector<TextArgument> arguments) {
  Text text = make_form({.many = many, .n = n, .arguments = std::move(arguments)});
  text.id_ = id;
  return text;
}

Text tn(CountedMessage one, CountedMessage many, std::int64_t n) {
  return make_text(one.text(), many.text(), n, {TextArgument(number(n))});
}

Text long_date(const Date& date) {
  return make_form({.kind = Text::Form::Kind::long_date, .date = date});
}
Text long_date(const PartialDate& date) {
  return make_form({.kind = Text::Form::Kind::partial_date, .partial = date});
}
Text short_date(const Date& date) {
  return make_form({.kind = Text::Form::Kind::short_date, .date = date});
}
Text day_and_month(const Date& date) {
  return make_form({.kind = Text::Form::Kind::day_and_month, .date = date});
}
Text date_and_time(Instant at, const Zone& zone) {
  return make_form({.kind = Text::Form::Kind::date_and_time, .local = local_time(at, zone)});
}
Text time_of_day(Instant at, const Zone& zone) {
  return make_form({.kind = Text::Form::Kind::time_of_day, .local = local_time(at, zone)});
}
Text number(std::int64_t n) { return make_form({.kind = Text::Form::Kind::number, .n = n}); }
Text decimal(double value, int decimals) {
  return make_form({.kind = Text::Form::Kind::decimal, .n = decimals, .value = value});
}

}  // namespace overens
