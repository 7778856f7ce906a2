// The pages of texts in their groups: reading (pages.cpp, where the routes are), what changed
// between two versions (pages_changes.cpp), one paragraph and its chain (pages_paragraph.cpp), and
// drafts (pages_draft.cpp). views.cpp has what they share.
#pragma once

#include "features/texts/store.h"
#include "web/page.h"

namespace overens::texts {

Response show_changes(Visit&, Number text, Number version, Number since);

Response show_paragraph(Visit&, Number text, Number paragraph);
Response link_note(Visit&, Number text, Number paragraph);
Response unlink_note(Visit&, Number text, Number paragraph, Number note);

Response new_version(Visit&, Number text);
Response create_version(Visit&, Number text);
Response edit_draft(Visit&, Number text, Number version);
Response save_draft(Visit&, Number text, Number version);
Response propose_freezing(Visit&, Number text, Number version);

// Which paragraph it is, in a draft (pages_identities.cpp).
Response show_identities(Visit&, Number text, Number version);
Response ask_identity(Visit&, Number text, Number version, Number paragraph);
Response settle_identity(Visit&, Number text, Number version, Number paragraph);
std::int64_t count_doubtful(Db&, const Version& draft);

// What waits for the parties, and what a coordinator may do: on the page of a draft.
Html draft_work(Visit&, const compacts::Compact&, const Version&);
// Freezes what every party has agreed to: a task.
std::int64_t freeze_agreed(const Site&, Database&, Instant now);

// Feature::behind and Feature::became_of of this feature.
std::vector<ParagraphCount> count_notes_behind(Visit&, std::int64_t version);
Html show_notes_behind(Visit&, std::int64_t paragraph);
Html show_paragraphs_of(Visit&, std::int64_t contribution);
Response choose_paragraph(Visit&, Number text, Number note);
std::vector<MenuItem> links_of_note(Visit&, Number note);

// --- Shared views ---

Url changes_address(const Visit&, const Version&, const Version& since);
// The SHA-256 of the canonical bytes, and the file that has it: below every rendering of the text.
Html seal(const Visit&, const Version&);
Url paragraph_address(const Visit&, Number text, Number paragraph);
// A draft, or Conflict: what is fixed stays as it is.
Version draft_here(Visit&, Number text, Number version);
// The page's way down from the list of texts.
std::vector<MenuItem> path_to_texts(const Visit&);

}  // namespace overens::texts
