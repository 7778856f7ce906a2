// What the pages and the import of texts ask the store for, and nobody else.
#pragma once

#include "features/texts/rules.h"
#include "features/texts/texts.h"

namespace overens::texts {

constexpr std::int64_t most_texts = 100;                    // shown of one compact
constexpr std::string_view freeze_kind = "freeze_version";  // as a proposal

// Every version of every text, the newest text first, its versions oldest first; drafts too.
std::vector<Version> all_versions(Db&, Id<compacts::Compact>);
// The adopted one, else the latest frozen.
std::optional<Version> current(Db&, Id<compacts::Compact>, Number text);

// Other bytes for a draft; what is still the same paragraph stays it. Conflict where it has been
// frozen meanwhile.
void replace_draft(Db&, const Version&, std::string_view markdown, std::string_view note,
                   std::optional<Id<people::Person>> by, Instant now);
// What the parties were asked about a draft falls where the draft no longer says it: fixing it, and
// wordings for paragraphs that are others now.
void close_outdated_proposals(Db&, Id<Version> draft, Instant now);

// What a version was written from: what it says, else the one just before it.
std::optional<Version> before(Db&, Id<Version>);

// Drafts of the whole installation, for freezing what was agreed.
struct Draft {
  Id<Version> id;
  Id<compacts::Compact> compact;
  std::string sha256;
};
std::vector<Draft> drafts(Db&);

// --- One paragraph through time ---

struct Wording {
  Id<Version> version;
  std::int64_t position = 0;
  std::string section_heading;  // or empty
  std::string wording;
};
std::optional<Id<Paragraph>> find_paragraph(Db&, Id<compacts::Compact>, Number text,
                                            Number paragraph);
std::vector<Wording> wordings(Db&, Id<Paragraph>);  // oldest version first, drafts too

// --- Which paragraph it is ---

// A new identity in the text of that version.
Id<Paragraph> add_paragraph(Db&, Id<Version>);
// Said by hand, in a draft.
struct Settled {
  Id<Paragraph> paragraph;
  Instant at;
};
std::vector<Settled> settled(Db&, Id<Version>);
// The one at that place of a draft is that paragraph; whichever place had it gets the one from
// here. Conflict where the draft is frozen, or has no longer those words there.
void settle_as(Db&, Id<Version> draft, const Paragraph& seen, Id<Paragraph>, Instant now);
// … or a new one, perhaps a part of one that was divided.
void settle_as_new(Db&, Id<Version> draft, const Paragraph& seen,
                   std::optional<Id<Paragraph>> part_of, Instant now);
// Finds the splits and merges of a draft anew; what was said by hand stays.
void find_out_descents(Db&, Id<Version> draft);
// Paragraphs of a draft that no version has any more let go of their notes.
void release_gone(Db&, const std::vector<Paragraph>& before);

// Where a paragraph came from and what grew out of it, in the words they had last: for its chain.
struct Relative {
  Id<Version> version;  // in which it happened
  Id<Paragraph> paragraph;
  Number number;  // of the paragraph, within the text
  How how = How::split;
  bool is_ancestor = false;
};
std::vector<Relative> relatives(Db&, Id<Paragraph>);
// Those of a version that were split from another, or that another was merged into, by then.
std::vector<Id<Paragraph>> with_ancestors(Db&, Id<Version>);

// --- Links to notes ---

struct NoteCount {
  Id<Paragraph> paragraph;
  std::int64_t notes = 0;
};
std::vector<NoteCount> count_notes(Db&, Id<Version>);
std::vector<Id<contributions::Contribution>> notes_behind(Db&, Id<Paragraph>);
bool unlink_contribution(Db&, Id<Paragraph>, Id<contributions::Contribution>);

// What everybody sees of a note follows: whether it is used. After a version was fixed.
void find_out_use_of_notes(Db&, Id<Version>);

// A paragraph that a note stands behind, in the words of the adopted version, else of the latest
// frozen one that has it, else (for those who run the compact) of the draft.
struct Outcome {
  Number text;
  Number number;  // of the paragraph
  std::int64_t position = 0;
  std::string section_heading;  // or empty
  std::string language;
  std::string wording;
  bool is_draft = false;
};
enum class Seen : std::uint8_t { fixed_only, drafts_too };
std::vector<Outcome> outcomes(Db&, Id<contributions::Contribution>, Seen);

}  // namespace overens::texts
