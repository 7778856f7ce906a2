// What is not submitted: an organisation's own space. Every statement here asks for the draft or
// the organisation whose space it is.
#include <algorithm>

#include "features/consultations/rules.h"
#include "features/consultations/store.h"

namespace overens::consultations {
namespace {

struct DraftRow {
  Id<Draft> id;
  std::int64_t revision = 0;
  Instant saved_at;
  std::string saved_by;
};

bool is_same_place(const DraftPart& one, const DraftPart& other) {
  return one.section == other.section && one.paragraph == other.paragraph;
}

bool has_same_words(const DraftPart& one, const DraftPart& other) {
  return fingerprint(one) == fingerprint(other);
}

DraftPart blank_at(const DraftPart& place) {
  return {.section = place.section,
          .stance = {},
          .wording = {},
          .proposed = {},
          .paragraph = place.paragraph};
}

DraftPart part_at(const std::vector<DraftPart>& parts, const DraftPart& place) {
  const auto at = std::find_if(parts.begin(), parts.end(),
                               [&](const DraftPart& part) { return is_same_place(part, place); });
  return at == parts.end() ? blank_at(place) : *at;
}

void write_part(Db& db, Id<Draft> draft, const DraftPart& part, const DraftSaving& saving,
                Instant now) {
  db.run(R"(
      INSERT INTO response_draft_words (draft_id, section, paragraph, stance, wording, proposed,
        joins, version, form, saved_by, saved_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10)
      ON CONFLICT (draft_id, section, paragraph) DO UPDATE SET stance = excluded.stance,
        wording = excluded.wording, proposed = excluded.proposed, joins = excluded.joins,
        version = response_draft_words.version + 1, form = excluded.form,
        saved_by = excluded.saved_by, saved_at = excluded.saved_at)",
         draft, part.section, part.paragraph, part.stance, part.wording, part.proposed, part.joins,
         saving.form, saving.by, now);
}

void lay_aside(Db& db, Id<Draft> draft, const DraftPart& part, const DraftSaving& saving,
               Instant now) {
  db.run(R"(
      INSERT INTO response_draft_aside (draft_id, section, paragraph, stance, wording, proposed,
        joins, written_by, form, written_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (draft_id, section, paragraph, written_by, form) DO UPDATE SET
        stance = excluded.stance, wording = excluded.wording, proposed = excluded.proposed,
        joins = excluded.joins, written_at = excluded.written_at)",
         draft, part.section, part.paragraph, part.stance, part.wording, part.proposed, part.joins,
         saving.by, saving.form, now);
}

// Somebody has looked at all that was written there.
void settle(Db& db, Id<Draft> draft, const DraftPart& place) {
  db.run(R"(
      DELETE FROM response_draft_aside
      WHERE draft_id = $1 AND section = $2 AND paragraph = $3)",
         draft, place.section, place.paragraph);
}

// What was typed in this form has found its place; what the same person typed in another has not.
void settle_own(Db& db, Id<Draft> draft, const DraftPart& place, const DraftSaving& saving) {
  db.run(R"(
      DELETE FROM response_draft_aside
      WHERE draft_id = $1 AND section = $2 AND paragraph = $3 AND written_by = $4 AND form = $5)",
         draft, place.section, place.paragraph, saving.by, saving.form);
}

std::optional<Id<Draft>> draft_of(Db& db, Id<Consultation> id,
                                  Id<organisations::Organisation> organisation) {
  return db.find<Id<Draft>>(R"(
      SELECT id FROM response_draft WHERE consultation_id = $1 AND organisation_id = $2)",
                            id, organisation);
}

void note_change(Db& db, Id<Draft> draft, Id<people::Person> by, Instant now) {
  db.run(R"(
      UPDATE response_draft SET revision = revision + 1, saved_by = $2, saved_at = $3
      WHERE id = $1)",
         draft, by, now);
}

// A new draft begins with what has been submitted, so that only what is changed changes.
Id<Draft> begin_draft(Db& db, const DraftSaving& saving, Instant now) {
  if (const auto known = draft_of(db, saving.consultation, saving.organisation)) return *known;
  const auto draft = db.load<Id<Draft>>(R"(
      INSERT INTO response_draft (consultation_id, organisation_id, saved_by, saved_at)
      VALUES ($1, $2, $3, $4) RETURNING id)",
                                        saving.consultation, saving.organisation, saving.by, now);
  DraftSaving quiet = saving;
  quiet.form.clear();
  for (const DraftPart& part : saving.submitted) write_part(db, draft, part, quiet, now);
  if (saving.response)
    db.run(R"(
        INSERT INTO response_draft_file (draft_id, number, file_id, name, added_by, added_at)
        SELECT $1, f.number, f.file_id, f.name, $3, $4
        FROM response_file f JOIN response r ON r.id = f.response_id AND r.version = f.version
        WHERE f.response_id = $2)",
           draft, *saving.response, saving.by, now);
  return draft;
}

std::vector<DraftPart> parts_of(Db& db, Id<Draft> draft) {
  return db.list<DraftPart>(R"(
      SELECT w.section, w.stance, w.wording, w.proposed, w.paragraph, w.joins,
        CASE WHEN p.name <> '' THEN p.name ELSE p.email END AS written_by, w.form
      FROM response_draft_words w JOIN person p ON p.id = w.saved_by
      WHERE w.draft_id = $1 ORDER BY w.section, w.paragraph)",
                            draft);
}

}  // namespace

std::optional<Draft> find_draft(Db& db, Id<Consultation> id,
                                Id<organisations::Organisation> organisation) {
  const auto row = db.find<DraftRow>(R"(
      SELECT d.id, d.revision, d.saved_at,
        CASE WHEN p.name <> '' THEN p.name ELSE p.email END AS saved_by
      FROM response_draft d JOIN person p ON p.id = d.saved_by
      WHERE d.consultation_id = $1 AND d.organisation_id = $2)",
                                     id, organisation);
  if (!row) return std::nullopt;
  return Draft{row->id, row->revision, row->saved_at, row->saved_by, parts_of(db, row->id)};
}

std::vector<DraftPart> save_draft(Db& db, const DraftSaving& saving,
                                  const std::vector<TypedPart>& typed, Instant now) {
  const auto draft = begin_draft(db, saving, now);
  const auto kept = parts_of(db, draft);
  std::vector<DraftPart> met;
  bool has_changed = false;
  for (const TypedPart& one : typed) {
    const DraftPart known = part_at(kept, one.part);
    const bool has_seen = one.base.empty() || one.base == fingerprint(known) ||
                          (known.form == saving.form && !saving.form.empty());
    if (one.is_settled) settle(db, draft, one.part);
    const bool is_in_form = !one.base.empty() || !has_same_words(one.part, blank_at(one.part));
    if (!is_in_form) continue;
    if (has_same_words(known, one.part)) {
      if (has_seen) settle_own(db, draft, one.part, saving);
      continue;
    }
    if (!has_seen && one.base == fingerprint(one.part)) continue;  // not touched in that form
    if (!has_seen) {
      lay_aside(db, draft, one.part, saving, now);
      met.push_back(known);
      continue;
    }
    write_part(db, draft, one.part, saving, now);
    settle_own(db, draft, one.part, saving);
    has_changed = true;
  }
  if (has_changed) note_change(db, draft, saving.by, now);
  return met;
}

std::vector<DraftPart> laid_aside(Db& db, Id<Draft> draft) {
  return db.list<DraftPart>(R"(
      SELECT a.section, a.stance, a.wording, a.proposed, a.paragraph, a.joins,
        CASE WHEN p.name <> '' THEN p.name ELSE p.email END AS written_by, '' AS form
      FROM response_draft_aside a JOIN person p ON p.id = a.written_by
      WHERE a.draft_id = $1 ORDER BY a.section, a.paragraph, a.written_at)",
                            draft);
}

bool remove_draft(Db& db, Id<Consultation> id, Id<organisations::Organisation> organisation) {
  const auto draft = draft_of(db, id, organisation);
  if (!draft) return false;
  db.run("DELETE FROM response_draft_words WHERE draft_id = $1", *draft);
  db.run("DELETE FROM response_draft_aside WHERE draft_id = $1", *draft);
  db.run("DELETE FROM response_draft_file WHERE draft_id = $1", *draft);
  return 1 == db.run("DELETE FROM response_draft WHERE id = $1", *draft);
}

// --- Attachments ---

std::vector<Attachment> draft_files(Db& db, Id<Draft> draft) {
  return db.list<Attachment>(R"(
      SELECT number, file_id, name FROM response_draft_file WHERE draft_id = $1 ORDER BY number)",
                             draft);
}

void attach_to_draft(Db& db, const DraftSaving& saving, Id<files::File> file, std::string_view name,
                     Instant now) {
  const auto draft = begin_draft(db, saving, now);
  db.run(R"(
      INSERT INTO response_draft_file (draft_id, number, file_id, name, added_by, added_at)
      SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5
      FROM response_draft_file WHERE draft_id = $1)",
         draft, file, name, saving.by, now);
  note_change(db, draft, saving.by, now);
}

bool detach_from_draft(Db& db, Id<Draft> draft, Number file, Id<people::Person> by, Instant now) {
  if (0 ==
      db.run("DELETE FROM response_draft_file WHERE draft_id = $1 AND number = $2", draft, file))
    return false;
  note_change(db, draft, by, now);
  return true;
}

void hand_over_files(Db& db, Id<Draft> draft, Id<Response> response, std::int64_t version) {
  db.run(R"(
      INSERT INTO response_file (response_id, version, number, file_id, name)
      SELECT $2, $3, number, file_id, name FROM response_draft_file WHERE draft_id = $1)",
         draft, response, version);
}

std::vector<Attachment> response_files(Db& db, Id<Response> response, std::int64_t version) {
  return db.list<Attachment>(R"(
      SELECT number, file_id, name FROM response_file
      WHERE response_id = $1 AND version = $2 ORDER BY number)",
                             response, version);
}

}  // namespace overens::consultations
