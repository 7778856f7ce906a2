// Suggestions for single paragraphs, and what is said about them.
#include <algorithm>

#include "base/secrets.h"
#include "features/groups/groups.h"
#include "features/texts/suggestions.h"

namespace overens::texts {
namespace {

constexpr std::string_view gone = "the paragraph is gone or says something else";

[[noreturn]] void refuse_changed() {
  throw Conflict{t("The paragraph has changed or is gone since you opened the page."),
                 std::string(gone)};
}

}  // namespace

std::string sha256_of(const Suggestion& one) {
  const std::string kind(Column<SuggestionKind>::encode(one.kind).bytes);
  return sha256_hex(kind + '\n' + std::to_string(one.paragraph.value) + '\n' + sha256_hex(one.was) +
                    '\n' + one.wording);
}

std::vector<Suggestion> suggestions(Db& db, Id<Version> draft, Id<compacts::Party> seen_by) {
  return db.list<Suggestion>(R"(
      SELECT suggestion.id, suggestion.number, suggestion.paragraph_id AS paragraph,
        suggestion.kind, suggestion.was, suggestion.wording, suggestion.reason,
        suggestion.party_id AS party, party.name AS party_name,
        COALESCE(NULLIF(person.name, ''), person.email) AS name, suggestion.suggested_at,
        suggestion.put_forward_at, suggestion.withdrawn_at, suggestion.taken_at
      FROM suggestion JOIN party ON party.id = suggestion.party_id
      JOIN person ON person.id = suggestion.suggested_by
      WHERE suggestion.version_id = $1
        AND (suggestion.put_forward_at IS NOT NULL OR suggestion.party_id = $2)
      ORDER BY suggestion.number DESC)",
                             draft, seen_by);
}

std::optional<Suggestion> find_suggestion(Db& db, Id<Version> draft, Number number,
                                          Id<compacts::Party> seen_by) {
  return db.find<Suggestion>(R"(
      SELECT suggestion.id, suggestion.number, suggestion.paragraph_id AS paragraph,
        suggestion.kind, suggestion.was, suggestion.wording, suggestion.reason,
        suggestion.party_id AS party, party.name AS party_name,
        COALESCE(NULLIF(person.name, ''), person.email) AS name, suggestion.suggested_at,
        suggestion.put_forward_at, suggestion.withdrawn_at, suggestion.taken_at
      FROM suggestion JOIN party ON party.id = suggestion.party_id
      JOIN person ON person.id = suggestion.suggested_by
      WHERE suggestion.version_id = $1 AND suggestion.number = $2
        AND (suggestion.put_forward_at IS NOT NULL OR suggestion.party_id = $3))",
                             draft, number, seen_by);
}

Suggestion load_suggestion(Db& db, Id<Suggestion> id) {
  return db.load<Suggestion>(R"(
      SELECT suggestion.id, suggestion.number, suggestion.paragraph_id AS paragraph,
        suggestion.kind, suggestion.was, suggestion.wording, suggestion.reason,
        suggestion.party_id AS party, party.name AS party_name,
        COALESCE(NULLIF(person.name, ''), person.email) AS name, suggestion.suggested_at,
        suggestion.put_forward_at, suggestion.withdrawn_at, suggestion.taken_at
      FROM suggestion JOIN party ON party.id = suggestion.party_id
      JOIN person ON person.id = suggestion.suggested_by
      WHERE suggestion.id = $1)",
                             id);
}

Number add_suggestion(Db& db, const Version& draft, const NewSuggestion& one,
                      Id<compacts::Party> party, Id<people::Person> by, Instant now) {
  db.lock_row("version", draft.id);
  if (load(db, draft.id).is_frozen())
    throw Conflict{t("The version is frozen and does not change any more.")};
  const auto paragraph = find_paragraph(db, draft.id, one.paragraph);
  if (!paragraph || paragraph->wording != one.was) refuse_changed();
  const auto number = db.load<Number>(
      "SELECT COALESCE(MAX(number), 0) + 1 FROM suggestion WHERE version_id = $1", draft.id);
  if (number.value > most_suggestions)
    throw Conflict{t("There are too many suggestions on this draft already.")};
  db.run(R"(
      INSERT INTO suggestion (version_id, number, paragraph_id, kind, was, wording, reason,
        party_id, suggested_by, suggested_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))",
         draft.id, number, paragraph->id, one.kind, one.was, one.wording, one.reason, party, by,
         now);
  return number;
}

bool put_forward(Db& db, Id<Suggestion> id, Instant now) {
  return 1 == db.run(R"(
      UPDATE suggestion SET put_forward_at = $2
      WHERE id = $1 AND put_forward_at IS NULL AND withdrawn_at IS NULL)",
                     id, now);
}

void renew_suggestion(Db& db, Id<Suggestion> id, std::string_view was, Instant now) {
  db.run(R"(
      UPDATE suggestion SET was = $2, suggested_at = $3
      WHERE id = $1 AND withdrawn_at IS NULL AND taken_at IS NULL)",
         id, was, now);
}

bool withdraw_suggestion(Db& db, Id<Suggestion> id, Instant now) {
  return 1 == db.run(R"(
      UPDATE suggestion SET withdrawn_at = $2
      WHERE id = $1 AND withdrawn_at IS NULL AND taken_at IS NULL)",
                     id, now);
}

bool take_suggestion(Db& db, const Version& draft, const Suggestion& one, Instant now) {
  db.lock_row("version", draft.id);
  const Version seen = load(db, draft.id);
  if (seen.is_frozen()) return false;
  const auto all = paragraphs(db, draft.id);
  const Paragraph* there = nullptr;
  for (const Paragraph& paragraph : all)
    if (paragraph.id == one.paragraph && paragraph.wording == one.was) there = &paragraph;
  if (!there) return false;
  const std::string text =
      with_suggestion(bytes(db, draft.id), static_cast<std::size_t>(there->position),
                      one.kind == SuggestionKind::add, one.wording);
  if (fault(text)) return false;  // nothing would be left, or too much
  replace_draft(db, seen, text, seen.note, std::nullopt, now);
  if (one.kind == SuggestionKind::change) {
    const auto after = paragraphs(db, draft.id);
    const Paragraph& changed = after.at(static_cast<std::size_t>(there->position) - 1);
    if (changed.id != one.paragraph) settle_as(db, draft.id, changed, one.paragraph, now);
  }
  db.run("UPDATE suggestion SET taken_at = $2 WHERE id = $1", one.id, now);
  return true;
}

void close_outdated_proposals(Db& db, Id<Version> id, Instant now) {
  struct Asked {
    Id<Suggestion> id;
    Id<Paragraph> paragraph;
    std::string was;
  };
  const auto compact = db.load<Id<compacts::Compact>>(R"(
      SELECT text.compact_id FROM version JOIN text ON text.id = version.text_id
      WHERE version.id = $1)",
                                                      id);
  const auto freezing = groups::find_on(db, compact, freeze_kind, id.value);
  if (freezing && freezing->sha256 != load(db, id).sha256)
    groups::close(db, compact, freeze_kind, id.value, now);
  const auto now_there = paragraphs(db, id);
  for (const Asked& one : db.list<Asked>(R"(
      SELECT id, paragraph_id AS paragraph, was FROM suggestion
      WHERE version_id = $1 AND put_forward_at IS NOT NULL AND withdrawn_at IS NULL
        AND taken_at IS NULL)",
                                         id)) {
    const bool holds = std::ranges::any_of(now_there, [&](const Paragraph& there) {
      return there.id == one.paragraph && there.wording == one.was;
    });
    if (!holds) groups::close(db, compact, wording_kind, one.id.value, now);
  }
}

std::vector<Comment> comments(Db& db, Id<Suggestion> id, Id<compacts::Party> seen_by) {
  return db.list<Comment>(R"(
      SELECT party.name AS party_name, COALESCE(NULLIF(person.name, ''), person.email) AS name,
        said.said_at, said.is_own, said.words
      FROM suggestion_comment AS said JOIN party ON party.id = said.party_id
      JOIN person ON person.id = said.said_by
      WHERE said.suggestion_id = $1 AND (NOT said.is_own OR said.party_id = $2)
      ORDER BY said.id)",
                          id, seen_by);
}

void add_comment(Db& db, Id<Suggestion> id, Id<compacts::Party> party, Id<people::Person> by,
                 std::string_view words, bool is_own, Instant now) {
  db.lock_row("suggestion", id);
  const auto count =
      db.load<std::int64_t>("SELECT COUNT(*) FROM suggestion_comment WHERE suggestion_id = $1", id);
  if (count >= most_comments) throw Conflict{t("There are too many comments here already.")};
  db.run(R"(
      INSERT INTO suggestion_comment (suggestion_id, party_id, said_by, said_at, is_own, words)
      VALUES ($1, $2, $3, $4, $5, $6))",
         id, party, by, now, is_own, words);
}

std::vector<Waiting> waiting_suggestions(Db& db) {
  return db.list<Waiting>(R"(
      SELECT suggestion.id AS suggestion, version.id AS version, text.compact_id AS compact
      FROM suggestion JOIN version ON version.id = suggestion.version_id
      JOIN text ON text.id = version.text_id
      WHERE suggestion.put_forward_at IS NOT NULL AND suggestion.withdrawn_at IS NULL
        AND suggestion.taken_at IS NULL AND version.frozen_at IS NULL
      ORDER BY suggestion.id LIMIT 1000)");
}

}  // namespace overens::texts
