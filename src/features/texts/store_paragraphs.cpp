// Paragraphs: in one version, through time, and the notes behind them.
#include "base/text.h"
#include "features/texts/store.h"

namespace overens::texts {

std::vector<Paragraph> paragraphs(Db& db, Id<Version> version) {
  return db.list<Paragraph>(R"(
      SELECT paragraph.id, paragraph.number, words.position, words.section,
        COALESCE(version_section.slug, '') AS section_slug,
        COALESCE(version_section.heading, '') AS section_heading,
        COALESCE(version_section.level, 0) AS level, words.wording
      FROM version_paragraph AS words
      JOIN paragraph ON paragraph.id = words.paragraph_id
      LEFT JOIN version_section ON version_section.version_id = words.version_id
        AND version_section.position = words.section
      WHERE words.version_id = $1 ORDER BY words.position)",
                            version);
}

std::optional<Paragraph> find_paragraph(Db& db, Id<Version> version, Number number) {
  return db.find<Paragraph>(R"(
      SELECT paragraph.id, paragraph.number, words.position, words.section,
        COALESCE(version_section.slug, '') AS section_slug,
        COALESCE(version_section.heading, '') AS section_heading,
        COALESCE(version_section.level, 0) AS level, words.wording
      FROM version_paragraph AS words
      JOIN paragraph ON paragraph.id = words.paragraph_id
      LEFT JOIN version_section ON version_section.version_id = words.version_id
        AND version_section.position = words.section
      WHERE words.version_id = $1 AND paragraph.number = $2)",
                            version, number);
}

std::optional<Paragraph> find_paragraph_beginning(Db& db, Id<Version> version,
                                                  std::string_view words) {
  const std::string beginning = tidy_line(words);
  if (beginning.empty()) return std::nullopt;
  std::optional<Paragraph> only;
  for (Paragraph& one : paragraphs(db, version)) {
    if (!tidy_line(one.wording).starts_with(beginning)) continue;
    if (only) return std::nullopt;
    only = std::move(one);
  }
  return only;
}

std::optional<Id<Paragraph>> find_paragraph(Db& db, Id<compacts::Compact> compact, Number text,
                                            Number paragraph) {
  return db.find<Id<Paragraph>>(R"(
      SELECT paragraph.id FROM paragraph JOIN text ON text.id = paragraph.text_id
      WHERE text.compact_id = $1 AND text.number = $2 AND paragraph.number = $3)",
                                compact, text, paragraph);
}

std::vector<Wording> wordings(Db& db, Id<Paragraph> paragraph) {
  return db.list<Wording>(R"(
      SELECT words.version_id AS version, words.position,
        COALESCE(version_section.heading, '') AS section_heading, words.wording
      FROM version_paragraph AS words
      JOIN version ON version.id = words.version_id
      LEFT JOIN version_section ON version_section.version_id = words.version_id
        AND version_section.position = words.section
      WHERE words.paragraph_id = $1 ORDER BY version.number)",
                          paragraph);
}

namespace {

// A note is used once a fixed version has a paragraph that it stands behind.
void find_out_use(Db& db, Id<contributions::Contribution> note) {
  const auto fixed = db.load<std::int64_t>(R"(
      SELECT COUNT(*) FROM paragraph_contribution AS behind
      JOIN version_paragraph AS words ON words.paragraph_id = behind.paragraph_id
      JOIN version ON version.id = words.version_id
      WHERE behind.contribution_id = $1 AND version.frozen_at IS NOT NULL)",
                                           note);
  if (fixed > 0)
    contributions::mark_used(db, note);
  else
    contributions::mark_unlinked(db, note);
}

}  // namespace

bool link_contribution(Db& db, Id<Paragraph> paragraph, Id<contributions::Contribution> note,
                       std::optional<Id<people::Person>> by, Instant now) {
  const bool is_new = 1 == db.run(R"(
      INSERT INTO paragraph_contribution (paragraph_id, contribution_id, linked_at, linked_by)
      VALUES ($1, $2, $3, $4)
      ON CONFLICT (paragraph_id, contribution_id) DO NOTHING)",
                                  paragraph, note, now, by);
  if (is_new) find_out_use(db, note);
  return is_new;
}

bool unlink_contribution(Db& db, Id<Paragraph> paragraph, Id<contributions::Contribution> note) {
  const bool was_there = 1 == db.run(R"(
      DELETE FROM paragraph_contribution WHERE paragraph_id = $1 AND contribution_id = $2)",
                                     paragraph, note);
  if (was_there) find_out_use(db, note);
  return was_there;
}

void find_out_use_of_notes(Db& db, Id<Version> version) {
  for (const auto& note : db.list<Id<contributions::Contribution>>(R"(
      SELECT DISTINCT behind.contribution_id FROM version_paragraph AS words
      JOIN paragraph_contribution AS behind ON behind.paragraph_id = words.paragraph_id
      WHERE words.version_id = $1)",
                                                                   version))
    find_out_use(db, note);
}

std::vector<NoteCount> count_notes(Db& db, Id<Version> version) {
  return db.list<NoteCount>(R"(
      SELECT words.paragraph_id AS paragraph, COUNT(*) AS notes
      FROM version_paragraph AS words
      JOIN paragraph_contribution AS behind ON behind.paragraph_id = words.paragraph_id
      WHERE words.version_id = $1 GROUP BY words.paragraph_id)",
                            version);
}

std::vector<Id<contributions::Contribution>> notes_behind(Db& db, Id<Paragraph> paragraph) {
  return db.list<Id<contributions::Contribution>>(R"(
      SELECT contribution_id FROM paragraph_contribution
      WHERE paragraph_id = $1 ORDER BY contribution_id LIMIT 500)",
                                                  paragraph);
}

std::vector<Outcome> outcomes(Db& db, Id<contributions::Contribution> note, Seen seen) {
  return db.list<Outcome>(R"(
      SELECT text.number AS text, paragraph.number, words.position,
        COALESCE(version_section.heading, '') AS section_heading, version.language, words.wording,
        version.frozen_at IS NULL AS is_draft
      FROM paragraph_contribution AS behind
      JOIN paragraph ON paragraph.id = behind.paragraph_id
      JOIN text ON text.id = paragraph.text_id
      JOIN version_paragraph AS words ON words.paragraph_id = paragraph.id
      JOIN version ON version.id = words.version_id
      LEFT JOIN version_section ON version_section.version_id = words.version_id
        AND version_section.position = words.section
      WHERE behind.contribution_id = $1 AND version.id = (
        SELECT best.id FROM version AS best
        JOIN version_paragraph AS has ON has.version_id = best.id
        WHERE has.paragraph_id = paragraph.id AND (best.frozen_at IS NOT NULL OR $2 = 1)
        ORDER BY CASE WHEN best.frozen_at IS NULL THEN 1 ELSE 0 END,
                 CASE WHEN best.adopted_on IS NULL THEN 1 ELSE 0 END, best.adopted_on DESC,
                 best.number DESC
        LIMIT 1)
      ORDER BY text.number, words.position)",
                          note, seen == Seen::drafts_too ? 1 : 0);
}

}  // namespace overens::texts
