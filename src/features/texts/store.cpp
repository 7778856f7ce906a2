#include "features/texts/store.h"

#include <algorithm>
#include <map>

#include "base/secrets.h"
#include "base/text.h"

// Columns of a Version.
#define OVERENS_SELECT_VERSION                                                                 \
  "SELECT version.id, text.number AS text, version.number, version.title, version.sha256, "    \
  "version.language, version.note, version.created_at, version.frozen_at, version.adopted_on " \
  "FROM version JOIN text ON text.id = version.text_id "

namespace overens::texts {
namespace {

struct TextRow;
constexpr std::size_t longest_title = 120;

Id<TextRow> find_or_add_text(Db& db, Id<compacts::Compact> compact, Number number, Instant now) {
  db.run(R"(
      INSERT INTO text (compact_id, number, created_at) VALUES ($1, $2, $3)
      ON CONFLICT (compact_id, number) DO NOTHING)",
         compact, number, now);
  return db.load<Id<TextRow>>("SELECT id FROM text WHERE compact_id = $1 AND number = $2", compact,
                              number);
}

std::string title_of(const Parts& parts, const std::optional<Version>& before) {
  if (!parts.title.empty()) return shortened(parts.title, longest_title);
  return before ? before->title
                : shortened(tidy_line(parts.paragraphs.front().wording), longest_title);
}

void add_sections(Db& db, Id<Version> version, const std::vector<Section>& sections) {
  for (const Section& one : sections)
    db.run(R"(
        INSERT INTO version_section (version_id, position, parent, level, slug, heading)
        VALUES ($1, $2, $3, $4, $5, $6))",
           version, one.position, one.parent, one.level, one.slug, one.heading);
}

// When which paragraph it is was said by hand stays with it, whatever its words become.
void add_paragraphs(Db& db, Id<Version> version, const std::vector<Block>& blocks,
                    const std::vector<std::vector<Paragraph>>& known,
                    const std::vector<Settled>& settled) {
  std::map<Id<Paragraph>, Instant> settled_at;
  for (const Settled& one : settled) settled_at.emplace(one.paragraph, one.at);
  const auto same = identities(known, blocks);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto by_hand = same[i] ? settled_at.find(*same[i]) : settled_at.end();
    db.run(R"(
        INSERT INTO version_paragraph
          (version_id, position, paragraph_id, section, wording, settled_at)
        VALUES ($1, $2, $3, $4, $5, $6))",
           version, i + 1, same[i] ? *same[i] : add_paragraph(db, version), blocks[i].section,
           blocks[i].wording,
           by_hand == settled_at.end() ? std::nullopt : std::optional(by_hand->second));
  }
}

Parts checked_parts(const std::string& bytes) {
  if (const auto why = fault(bytes)) throw BadRequest{*why};
  return parts_of(bytes);
}

}  // namespace

Id<Paragraph> add_paragraph(Db& db, Id<Version> version) {
  return db.load<Id<Paragraph>>(R"(
      INSERT INTO paragraph (text_id, number)
      SELECT text_id, (SELECT COALESCE(MAX(number), 0) + 1 FROM paragraph
                       WHERE paragraph.text_id = version.text_id)
      FROM version WHERE id = $1
      RETURNING id)",
                                version);
}

std::optional<Version> before(Db& db, Id<Version> version) {
  return db.find<Version>(OVERENS_SELECT_VERSION R"(
      JOIN version AS later ON later.text_id = version.text_id
      WHERE later.id = $1 AND version.number < later.number
      ORDER BY CASE WHEN version.id = later.based_on THEN 0 ELSE 1 END, version.number DESC
      LIMIT 1)",
                          version);
}

std::optional<Version> find(Db& db, Id<compacts::Compact> compact, Number text, Number version) {
  return db.find<Version>(OVERENS_SELECT_VERSION
                          "WHERE text.compact_id = $1 AND text.number = $2 AND version.number = $3",
                          compact, text, version);
}

Version load(Db& db, Id<Version> id) {
  return db.load<Version>(OVERENS_SELECT_VERSION "WHERE version.id = $1", id);
}

std::vector<Version> versions(Db& db, Id<compacts::Compact> compact, Number text) {
  return db.list<Version>(OVERENS_SELECT_VERSION
                          "WHERE text.compact_id = $1 AND text.number = $2 ORDER BY version.number",
                          compact, text);
}

std::vector<Version> all_versions(Db& db, Id<compacts::Compact> compact) {
  return db.list<Version>(
      OVERENS_SELECT_VERSION
      "WHERE text.compact_id = $1 AND text.number <= $2 ORDER BY text.number DESC, version.number",
      compact, most_texts);
}

std::optional<Version> adopted(Db& db, Id<compacts::Compact> compact) {
  return db.find<Version>(OVERENS_SELECT_VERSION R"(
      WHERE text.compact_id = $1 AND text.number = 1 AND version.adopted_on IS NOT NULL
      ORDER BY version.adopted_on DESC, version.number DESC LIMIT 1)",
                          compact);
}

std::optional<Version> latest_frozen(Db& db, Id<compacts::Compact> compact) {
  return db.find<Version>(OVERENS_SELECT_VERSION R"(
      WHERE text.compact_id = $1 AND text.number = 1 AND version.frozen_at IS NOT NULL
      ORDER BY version.number DESC LIMIT 1)",
                          compact);
}

std::optional<Version> current(Db& db, Id<compacts::Compact> compact, Number text) {
  return db.find<Version>(OVERENS_SELECT_VERSION R"(
      WHERE text.compact_id = $1 AND text.number = $2 AND version.frozen_at IS NOT NULL
      ORDER BY CASE WHEN version.adopted_on IS NULL THEN 1 ELSE 0 END, version.adopted_on DESC,
               version.number DESC
      LIMIT 1)",
                          compact, text);
}

std::string bytes(Db& db, Id<Version> version) {
  return db.load<std::string>("SELECT markdown FROM version WHERE id = $1", version);
}

std::vector<Section> sections(Db& db, Id<Version> version) {
  return db.list<Section>(R"(
      SELECT position, parent, level, slug, heading FROM version_section
      WHERE version_id = $1 ORDER BY position)",
                          version);
}

Version add_version(Db& db, const compacts::Compact& compact, Number text,
                    std::string_view markdown, std::string_view note,
                    std::optional<Id<people::Person>> by, Instant now,
                    std::optional<Id<Version>> based_on) {
  db.lock_row("compact", compact.id);
  const Id<TextRow> row = find_or_add_text(db, compact.id, text, now);
  const auto earlier = versions(db, compact.id, text);
  if (!earlier.empty() && !earlier.back().is_frozen())
    throw Conflict{t("There is a draft already. Change that one instead.")};
  const std::optional<Version> last =
      earlier.empty() ? std::nullopt : std::optional(earlier.back());
  const std::string canonical_bytes = canonical(markdown);
  const Parts parts = checked_parts(canonical_bytes);
  const auto id = db.load<Id<Version>>(
      R"(
      INSERT INTO version
        (text_id, number, title, markdown, sha256, language, note, created_by, created_at, based_on)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      RETURNING id)",
      row, last ? last->number.value + 1 : 1, title_of(parts, last), canonical_bytes,
      sha256_hex(canonical_bytes), compact.language, note, by, now,
      based_on ? based_on
      : last   ? std::optional(last->id)
               : std::nullopt);
  add_sections(db, id, parts.sections);
  std::vector<std::vector<Paragraph>> known;
  if (based_on) known.push_back(paragraphs(db, *based_on));
  if (last && last->id != based_on) known.push_back(paragraphs(db, last->id));
  add_paragraphs(db, id, parts.paragraphs, known, {});
  find_out_descents(db, id);
  return load(db, id);
}

void replace_draft(Db& db, const Version& draft, std::string_view markdown, std::string_view note,
                   std::optional<Id<people::Person>> by, Instant now) {
  db.lock_row("version", draft.id);
  const std::string canonical_bytes = canonical(markdown);
  const Parts parts = checked_parts(canonical_bytes);
  const auto last = before(db, draft.id);
  std::vector<std::vector<Paragraph>> known{paragraphs(db, draft.id)};
  if (last) known.push_back(paragraphs(db, last->id));
  const auto by_hand = settled(db, draft.id);
  const auto changed = db.run(R"(
      UPDATE version
      SET title = $2, markdown = $3, sha256 = $4, note = $5, created_by = $6, created_at = $7
      WHERE id = $1 AND frozen_at IS NULL)",
                              draft.id, title_of(parts, last), canonical_bytes,
                              sha256_hex(canonical_bytes), note, by, now);
  if (changed == 0) throw Conflict{t("The version is frozen and does not change any more.")};
  db.run("DELETE FROM version_paragraph WHERE version_id = $1", draft.id);
  db.run("DELETE FROM version_section WHERE version_id = $1", draft.id);
  add_sections(db, draft.id, parts.sections);
  add_paragraphs(db, draft.id, parts.paragraphs, known, by_hand);
  release_gone(db, known.front());
  find_out_descents(db, draft.id);
  close_outdated_proposals(db, draft.id, now);
}

bool freeze(Db& db, Id<Version> version, Instant at) {
  if (0 ==
      db.run("UPDATE version SET frozen_at = $2 WHERE id = $1 AND frozen_at IS NULL", version, at))
    return false;
  find_out_use_of_notes(db, version);
  return true;
}

bool adopt(Db& db, Id<Version> version, const Date& on) {
  return 1 == db.run(R"(
      UPDATE version SET adopted_on = $2
      WHERE id = $1 AND frozen_at IS NOT NULL AND adopted_on IS NULL)",
                     version, on);
}

void change_adoption(Db& db, Id<Version> version, const std::optional<Date>& on) {
  db.run("UPDATE version SET adopted_on = $2 WHERE id = $1 AND adopted_on IS NOT NULL", version,
         on);
}

std::vector<Draft> drafts(Db& db) {
  return db.list<Draft>(R"(
      SELECT version.id, text.compact_id AS compact, version.sha256
      FROM version JOIN text ON text.id = version.text_id
      WHERE version.frozen_at IS NULL ORDER BY version.id LIMIT 100)");
}

}  // namespace overens::texts
