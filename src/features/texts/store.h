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

// --- Links to notes ---

struct NoteCount {
  Id<Paragraph> paragraph;
  std::int64_t notes = 0;
};
std::vector<NoteCount> count_notes(Db&, Id<Version>);
std::vector<Id<contributions::Contribution>> notes_behind(Db&, Id<Paragraph>);
bool unlink_contribution(Db&, Id<Paragraph>, Id<contributions::Contribution>);

// A paragraph that a note stands behind, in the words of the adopted version, else of the latest
// frozen one that has it.
struct Outcome {
  Number text;
  Number number;  // of the paragraph
  std::int64_t position = 0;
  std::string section_heading;  // or empty
  std::string language;
  std::string wording;
};
std::vector<Outcome> outcomes(Db&, Id<contributions::Contribution>);

}  // namespace overens::texts
