#include "base/html.h"

#include <array>
#include <charconv>
#include <cstring>

namespace overens {
namespace {

// For each byte: 0 where it stands as it is, else its place in `entities`.
constexpr std::array<std::string_view, 6> entities{"", "&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
constexpr std::array<unsigned char, 256> escape_table = [] {
  std::array<unsigned char, 256> table{};
  table['&'] = 1;
  table['<'] = 2;
  table['>'] = 3;
  table['"'] = 4;
  table['\''] = 5;
  return table;
}();

// Where the first byte stands that needs an escape: nearly always nowhere, so whole words are
// looked at. Those five and only those five are one of 0x22, 0x26, 0x27, 0x3C and 0x3E.
std::size_t next_to_escape(std::string_view text, std::size_t from) {
  constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
  const auto zeros = [](std::uint64_t word) { return (word - ones) & ~word & highs; };
  for (; from + 8 <= text.size(); from += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + from, 8);
    const std::uint64_t quotes = zeros((word & ~(ones * 0x01)) ^ (ones * 0x26)) |  // & and '
                                 zeros(word ^ (ones * 0x22));
    const std::uint64_t angles = zeros((word & ~(ones * 0x02)) ^ (ones * 0x3C));  // < and >
    if ((quotes | angles) != 0) break;
  }
  while (from < text.size() && escape_table[static_cast<unsigned char>(text[from])] == 0) ++from;
  return from;
}

void append_number(std::string& out, std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  std::size_t start = 0;
  for (;;) {
    const std::size_t at = next_to_escape(text, start);
    out.append(text, start, at - start);
    if (at == text.size()) return;
    out += entities[escape_table[static_cast<unsigned char>(text[at])]];
    start = at + 1;
  }
}

Html& Html::operator+=(const Html& other) {
  const std::size_t shift = bytes_.size();
  bytes_ += other.bytes_;
  for (const Waiting& one : other.waiting_) waiting_.push_back({one.at + shift, one.words});
  return *this;
}

Html& Html::operator+=(Html&& other) {
  if (is_empty()) {
    *this = std::move(other);
    return *this;
  }
  const std::size_t shift = bytes_.size();
  bytes_ += other.bytes_;
  for (Waiting& one : other.waiting_) waiting_.push_back({one.at + shift, std::move(one.words)});
  return *this;
}

void Html::add_words(Text words) { waiting_.push_back({bytes_.size(), std::move(words)}); }

void Html::render_to(std::string& out, Language language) const {
  std::size_t written = 0;
  for (const Waiting& one : waiting_) {
    out.append(bytes_, written, one.at - written);
    written = one.at;
    one.words.write_html(out, language);
  }
  out.append(bytes_, written);
}

Html Html::in(Language language) const { return trusted(render(language)); }

std::string Html::render(Language language) const {
  std::string out;
  out.reserve(bytes_.size() + waiting_.size() * 24);
  render_to(out, language);
  return out;
}

Html trusted(std::string bytes) {
  Html html;
  html.bytes_ = std::move(bytes);
  return html;
}

Html sentence(Text words) {
  Html html;
  html.add_words(std::move(words));
  return html;
}

Attribute make_attribute(std::string_view name, std::string_view value, bool has_value) {
  Attribute made;
  made.written_ = ' ';
  made.written_ += name;
  if (has_value) {
    made.written_ += "=\"";
    append_escaped(made.written_, value);
    made.written_ += '"';
  }
  return made;
}

Attribute make_attribute(std::string_view name, Text value) {
  Attribute made;
  made.name_ = name;
  made.words_ = std::move(value);
  return made;
}

Html build_html(std::string_view pattern, std::span<const std::uint16_t> places,
                const Hole* arguments) {
  // Room for all of it at once: views stand in views, and each would grow in many small steps.
  std::size_t bytes = pattern.size(), words = 0;
  for (const Hole* hole = arguments; hole != arguments + places.size(); ++hole) {
    if (hole->kind_ == HoleKind::html) {
      bytes += hole->html_->bytes_.size();
      words += hole->html_->waiting_.size();
    } else if (hole->kind_ == HoleKind::attribute) {
      bytes += hole->attribute_->written_.size() + hole->attribute_->name_.size();
      words += !hole->attribute_->name_.empty();
    } else if (hole->kind_ == HoleKind::words) {
      ++words;
    } else {
      bytes += hole->kind_ == HoleKind::number ? 4 : hole->text_.size();
    }
  }
  Html html;
  html.bytes_.reserve(bytes);
  html.waiting_.reserve(words);
  std::size_t start = 0;
  for (const std::uint16_t at : places) {
    html.bytes_.append(pattern, start, at - start);
    start = at + 2;
    const Hole& hole = *arguments++;
    switch (hole.kind_) {
      case HoleKind::text:
      case HoleKind::url:
        append_escaped(html.bytes_, hole.text_);
        break;
      case HoleKind::number:
        append_number(html.bytes_, hole.number_);
        break;
      case HoleKind::html:
        html += *hole.html_;
        break;
      case HoleKind::words:
        html.add_words(*hole.words_);
        break;
      case HoleKind::attribute:
        html.bytes_ += hole.attribute_->written_;
        if (!hole.attribute_->name_.empty()) {
          html.bytes_ += ' ';
          html.bytes_ += hole.attribute_->name_;
          html.bytes_ += "=\"";
          html.add_words(hole.attribute_->words_);
          html.bytes_ += '"';
        }
        break;
    }
  }
  html.bytes_.append(pattern, start);
  return html;
}

}  // namespace overens
