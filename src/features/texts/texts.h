// Texts: what the parties write together, in versions that are frozen and then never change: by
// trigger, known by the SHA-256 of their canonical bytes. A paragraph keeps its identity from
// version to version, so that notes and remarks stay where they belong. Owns text, version,
// section, paragraph, the links from notes to paragraphs, and their pages. It knows no
// consultation, decision or signature: they ask here for versions and paragraphs, adopt() one, and
// show what they know of a paragraph through Feature::behind.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/alignment.h"
#include "base/diff.h"
#include "features/contributions/contributions.h"
#include "features/feature.h"

namespace overens::texts {

struct Version {
  Id<Version> id;
  Number text;    // within its compact
  Number number;  // within its text
  std::string title;
  std::string sha256;    // of the canonical bytes, 64 hexadecimal digits
  std::string language;  // of the content, "sv"
  std::string note;      // about the text, never part of it; may be empty
  Instant created_at;
  std::optional<Instant> frozen_at;  // none: a draft, which only those who run the compact see
  std::optional<Date> adopted_on;

  bool is_frozen() const { return frozen_at.has_value(); }
};

// A heading and what belongs to it.
struct Section {
  std::int64_t position = 0;           // order, from 1
  std::optional<std::int64_t> parent;  // position of the section it lies in
  std::int64_t level = 1;              // 1 is right below the title
  std::string slug;                    // unique in the version; the place on its page
  std::string heading;
};

// The words of a paragraph in one version.
struct Paragraph {
  Id<Paragraph> id;  // the same from version to version
  Number number;     // within the text, likewise: "/texts/1/paragraphs/12"; the place is "#p12"
  std::int64_t position = 0;            // place in this version, from 1: what people call it by
  std::optional<std::int64_t> section;  // Section::position; none: before the first heading
  std::string section_slug;             // or empty
  std::string section_heading;          // or empty
  std::int64_t level = 0;               // of its section; 0: before the first heading
  std::string wording;                  // Markdown
};

// --- Asking ---

// Drafts too: a page for everybody asks visible() afterwards.
std::optional<Version> find(Db&, Id<compacts::Compact>, Number text, Number version);
Version load(Db&, Id<Version>);
// Throws NotFound for a draft unless the visitor runs this compact.
Version visible(Visit&, Version);
std::vector<Version> versions(Db&, Id<compacts::Compact>, Number text);  // oldest first, drafts too
std::optional<Version> adopted(Db&, Id<compacts::Compact>);        // of text 1, the latest adopted
std::optional<Version> latest_frozen(Db&, Id<compacts::Compact>);  // of text 1

std::string bytes(Db&, Id<Version>);  // the canonical bytes, as hashed
std::vector<Section> sections(Db&, Id<Version>);
std::vector<Paragraph> paragraphs(Db&, Id<Version>);  // in their order
std::optional<Paragraph> find_paragraph(Db&, Id<Version>, Number);
// The only paragraph whose words begin so; none where there is none or several.
std::optional<Paragraph> find_paragraph_beginning(Db&, Id<Version>, std::string_view words);

// A paragraph that grew out of another: the ancestor was divided, or joined with it.
enum class How : std::uint8_t { split, merged };
constexpr auto names(How) {
  return std::array{std::pair{How::split, "split"}, std::pair{How::merged, "merged"}};
}
struct Descended {
  Id<Version> version;  // in which it happened
  Id<Paragraph> paragraph;
  Id<Paragraph> ancestor;
  How how = How::split;
};
std::vector<Descended> descents(Db&, Id<Version>);

// --- Two versions beside each other ---

// What a text is read as, from its title to its end: headings and paragraphs.
struct Piece {
  std::string words;
  std::int64_t level = 0;  // of a heading: 0 the title, which stands first, 1 right below it
  std::optional<Paragraph> paragraph{};

  bool is_heading() const { return !paragraph.has_value(); }
};
std::vector<Piece> pieces(Db&, const Version&);

// What is the same in both: a paragraph by its identity, a heading by its words or by what stands
// below it.
struct Comparison {
  std::vector<Piece> before;
  std::vector<Piece> after;
  std::vector<Match> matches{};  // rising in `before`
  std::vector<Match> spine{};    // those that rise in `after` too
  std::vector<Match> moved{};    // the rest
};
Comparison compare(std::vector<Piece> before, std::vector<Piece> after);
// Every piece of both once, in the order of the new; what is gone stands where it was. Whatever
// changes the canonical bytes is in it: words, and the level of a heading.
using PieceChange = ParagraphChange;
std::vector<PieceChange> changes(const Comparison&);

// --- The words. Pure. ---

// The canonical text with paragraphs in other words, by their position; without words one is left
// out.
std::string with_wordings(std::string_view canonical_text,
                          const std::map<std::int64_t, std::string>& instead);
// Whether they bring nothing but paragraphs into a text: no heading, and no fence that is left open
// and takes in what follows.
bool is_paragraphs(std::string_view words);
std::int64_t count_paragraphs(std::string_view words);

// --- Changing. All of it runs inside a write. ---

// A new draft of that text (made where there is none by that number); its paragraphs keep the
// identity they have in the version before. Conflict where that is a draft, which is replaced
// instead. `based_on` is what it was written from, where that is not the version before: a new
// round starts from the adopted text.
Version add_version(Db&, const compacts::Compact&, Number text, std::string_view markdown,
                    std::string_view note, std::optional<Id<people::Person>> by, Instant now,
                    std::optional<Id<Version>> based_on = {});
// From then on the database refuses every change. False where it was frozen already.
bool freeze(Db&, Id<Version>, Instant at);
// The decision: of a frozen version; once. False where it is a draft or was adopted before.
bool adopt(Db&, Id<Version>, const Date& on);
// The decision was recorded wrong: it was made that day, or it did not adopt this version.
void change_adoption(Db&, Id<Version>, const std::optional<Date>& on);
// A note stands behind a paragraph. True where that is new.
bool link_contribution(Db&, Id<Paragraph>, Id<contributions::Contribution>,
                       std::optional<Id<people::Person>> by, Instant now);

// --- Showing ---

// "Version 2, adopted 21 November 2018".
Text standing(const Version&, const Zone&);
// Its page: /ostergotland/texts/1/versions/2.
Url address(const Visit&, const Version&);
// Its paragraph's own page, with the chain.
Url address(const Visit&, const Version&, const Paragraph&);
// The whole text with its contents beside it, what stands behind each paragraph, and the SHA-256.
// Headings begin at h2.
Html document(Visit&, const Version&);

// What changed between two wordings, word by word, said aloud too.
Html marked_difference(std::string_view before, std::string_view after);

Feature feature();

}  // namespace overens::texts
