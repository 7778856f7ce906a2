// A document on its way out, in neutral blocks: what is said, not how it looks. Two writers make
// the same of it: pdf() a tagged PDF, docx() an Office Open XML document in which what was inserted
// and deleted are tracked changes. Both are made of nothing but this value, so that the same
// document gives the same bytes. Must not know SQL, requests, or what a document is about.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.h"
#include "base/translation.h"

namespace overens::formats {

struct DocumentLimits {
  static constexpr std::size_t blocks = 300'000;  // with each row of a table and item of a list
  static constexpr std::size_t columns = 12;      // of a table
  static constexpr std::size_t pages = 12'000;    // of a PDF
};

struct Document {
  // A stretch of words. Line breaks stay; what no file can hold (control characters, marks that
  // turn the direction of text) is left out by the writers.
  struct Run {
    enum class Kind : std::uint8_t { plain, strong, inserted, deleted };
    std::string text;
    Kind kind = Kind::plain;
    std::string address{};   // where it leads: "https://…"; empty: nowhere
    std::string language{};  // BCP 47, where it is another than that of its block
  };
  using Words = std::vector<Run>;

  // What happened to a whole paragraph of a tracked text: its end too is inserted or deleted.
  enum class Change : std::uint8_t { none, inserted, deleted };
  // One that has moved is deleted in its old place and inserted in its new one; `move` names the
  // two, from 1, and is 0 for all others. `language`, BCP 47, where it is another than the
  // document's.
  struct Heading {
    int level = 1;  // 1 to 4; 1 is the document's title and stands once
    Words words;
    Change change = Change::none;
    std::string language{};
    int move = 0;
  };
  struct Paragraph {
    enum class Look : std::uint8_t { plain, lead, note, code };
    Words words;
    Look look = Look::plain;
    Change change = Change::none;
    std::string language{};
    int move = 0;
  };
  struct List {
    std::vector<Words> items;
    bool is_numbered = false;
    std::string language{};
  };
  struct Column {
    std::string heading;
    int weight = 1;               // of its width, among the others
    bool is_row_heading = false;  // its cells are what the others in their rows are about
  };
  struct Table {
    std::string caption;
    std::vector<Column> columns;
    std::vector<std::vector<Words>> rows;  // a cell for each column
    std::string language{};                // of its cells
  };
  // The headings of levels 2 and 3, each a link to its place.
  struct Contents {
    std::string heading;
  };
  struct PageBreak {};
  using Block = std::variant<Heading, Paragraph, List, Table, Contents, PageBreak>;

  std::string title;
  std::string author;                // who answers for it, never a person
  std::string footer;                // on every page
  std::string changed_by;            // who made the tracked changes: "Version 2"
  Language language = Language::sv;  // of its own words
  Instant made_at;
  std::vector<Block> blocks;
};

Document::Words plain_words(std::string text);
Document::Words strong_words(std::string text);

// The text without what XML 1.0 (section 2.2) and a line of print can not hold; what is no UTF-8
// becomes U+FFFD.
std::string printable(std::string_view text);
// std::length_error beyond DocumentLimits, std::invalid_argument for a table with a row of another
// number of cells than columns.
void check(const Document&);

// How far it has come, of `total`; called now and then.
using DocumentProgress = std::function<void(std::int64_t done, std::int64_t total)>;

// The bytes of the files. Both throw as check() does; std::runtime_error where a library fails.
std::string pdf(const Document&, const DocumentProgress& progress = {});
std::string docx(const Document&);

}  // namespace overens::formats
