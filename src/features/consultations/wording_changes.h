// Which disposition gave a paragraph the words it has in a version: the last link of the chain from
// a note by a remark to the decided text, shown at the paragraph and at the remark. Written down
// when a version is built from accepted wordings, by hand where a draft was written otherwise, and
// by the import.
#pragma once

#include "features/consultations/pages.h"

namespace overens::consultations {

struct WordingChange {
  Id<texts::Version> version;
  Number text;
  Number number;              // of the version, within its text
  bool is_fixed = false;      // else a draft, which only those who run the compact see
  Number paragraph;           // within the text
  std::int64_t position = 0;  // of the paragraph in that version
  std::string was;            // in the version that was sent out; empty: it had no such paragraph
  std::string wording;        // in that version
  Number remark;
  std::string organisation;  // that wrote the remark
  DispositionKind kind = DispositionKind::accepted;
  std::string reason;
};
// The earliest version first; those with a published disposition.
std::vector<WordingChange> changes_of_paragraph(Db&, Id<texts::Paragraph>);
std::vector<WordingChange> changes_by_remark(Db&, Id<Remark>);
// By the disposition of that remark that everybody sees. False where it has none that changes
// anything, or the paragraph does not stand in that version, or it is written down already. The
// remark stands behind the paragraph from when the version is fixed, by trigger.
bool note_change(Db&, Id<texts::Version>, Id<texts::Paragraph>, Id<Remark>,
                 std::optional<Id<people::Person>> by, Instant now);
// Of what was brought in: an accepted remark behind a paragraph whose words are others in the first
// fixed version after the one that was sent out. How many are new.
std::int64_t note_changes(Db&, Id<Consultation>, Instant now);

// At the paragraph, with its heading; at the remark, with the form for coordinators.
Html changes_at_paragraph(Visit&, Id<texts::Paragraph>);
Html changes_at_remark(Visit&, const Place&, const Remark&, const Filled&);

Page save_wording_change(Visit&, Number remark);

// How many accepted proposals have changed no words, of a consultation on a version since the one
// that was adopted last: of a draft, where they may have been forgotten.
struct UnusedWordings {
  Number consultation;
  std::int64_t remarks = 0;
};
std::vector<UnusedWordings> unused_wordings(Db&, Id<texts::Version> draft);
std::vector<MenuItem> unused_wordings_of(Visit&, std::int64_t version);

}  // namespace overens::consultations
