// Which paragraph it is, where it came from, and what is said of that by hand.
#include <map>
#include <set>

#include "features/texts/store.h"

namespace overens::texts {
namespace {

// Locks the draft. Conflict where what was seen is not so any more.
void require_there(Db& db, Id<Version> draft, const Paragraph& seen) {
  db.lock_row("version", draft);
  if (load(db, draft).is_frozen())
    throw Conflict{t("The version is frozen and does not change any more.")};
  const auto now = find_paragraph(db, draft, seen.number);
  if (!now || now->wording != seen.wording)
    throw Conflict{t("The draft has changed since you opened the page. Look at it again.")};
}

// The same words and the same place, as another paragraph.
void put(Db& db, Id<Version> draft, const Paragraph& words, Id<Paragraph> id,
         std::optional<Instant> settled_at) {
  db.run(R"(
      INSERT INTO version_paragraph
        (version_id, position, paragraph_id, section, wording, settled_at)
      VALUES ($1, $2, $3, $4, $5, $6))",
         draft, words.position, id, words.section, words.wording, settled_at);
}

void take_out(Db& db, Id<Version> draft, Id<Paragraph> id) {
  db.run("DELETE FROM version_paragraph WHERE version_id = $1 AND paragraph_id = $2", draft, id);
}

std::optional<Paragraph> in_version(Db& db, Id<Version> version, Id<Paragraph> id) {
  const auto number = db.load<Number>("SELECT number FROM paragraph WHERE id = $1", id);
  return find_paragraph(db, version, number);
}

void say_split(Db& db, Id<Version> draft, Id<Paragraph> paragraph, Id<Paragraph> ancestor) {
  db.run(R"(
      INSERT INTO paragraph_descent (version_id, paragraph_id, ancestor_id, how)
      VALUES ($1, $2, $3, 'split')
      ON CONFLICT (version_id, paragraph_id, ancestor_id) DO NOTHING)",
         draft, paragraph, ancestor);
}

std::vector<std::string> wordings_of(const std::vector<Paragraph>& all) {
  std::vector<std::string> wordings;
  for (const Paragraph& one : all) wordings.push_back(one.wording);
  return wordings;
}

}  // namespace

std::vector<Settled> settled(Db& db, Id<Version> version) {
  return db.list<Settled>(R"(
      SELECT paragraph_id AS paragraph, settled_at AS at FROM version_paragraph
      WHERE version_id = $1 AND settled_at IS NOT NULL)",
                          version);
}

std::vector<Id<Paragraph>> with_ancestors(Db& db, Id<Version> version) {
  return db.list<Id<Paragraph>>(R"(
      SELECT DISTINCT p.paragraph_id FROM version_paragraph p
      JOIN version ON version.id = p.version_id
      JOIN paragraph_descent d ON d.paragraph_id = p.paragraph_id
      JOIN version AS past ON past.id = d.version_id
      WHERE p.version_id = $1 AND past.text_id = version.text_id
        AND past.number <= version.number)",
                                version);
}

void settle_as(Db& db, Id<Version> draft, const Paragraph& seen, Id<Paragraph> id, Instant now) {
  require_there(db, draft, seen);
  const auto other = id == seen.id ? std::nullopt : in_version(db, draft, id);
  take_out(db, draft, seen.id);
  if (other) take_out(db, draft, id);
  put(db, draft, seen, id, now);
  if (other) put(db, draft, *other, seen.id, std::nullopt);
  if (id != seen.id) release_gone(db, {seen});
  find_out_descents(db, draft);
}

void settle_as_new(Db& db, Id<Version> draft, const Paragraph& seen,
                   std::optional<Id<Paragraph>> part_of, Instant now) {
  require_there(db, draft, seen);
  const auto earlier = before(db, draft);
  const bool is_new = !earlier || !in_version(db, earlier->id, seen.id);
  const Id<Paragraph> id = is_new ? seen.id : add_paragraph(db, draft);
  take_out(db, draft, seen.id);
  put(db, draft, seen, id, now);
  db.run("DELETE FROM paragraph_descent WHERE version_id = $1 AND paragraph_id = $2", draft, id);
  if (part_of) say_split(db, draft, id, *part_of);
  find_out_descents(db, draft);
}

void find_out_descents(Db& db, Id<Version> draft) {
  db.run(R"(
      DELETE FROM paragraph_descent
      WHERE version_id = $1 AND (how = 'merged' OR paragraph_id NOT IN (
        SELECT paragraph_id FROM version_paragraph
        WHERE version_id = $1 AND settled_at IS NOT NULL)))",
         draft);
  const auto earlier = before(db, draft);
  if (!earlier) return;
  const auto old_ones = paragraphs(db, earlier->id);
  const auto new_ones = paragraphs(db, draft);
  std::map<Id<Paragraph>, std::size_t> old_place;
  for (std::size_t i = 0; i < old_ones.size(); ++i) old_place.emplace(old_ones[i].id, i);
  std::vector<std::optional<std::size_t>> same_as(new_ones.size());
  for (std::size_t j = 0; j < new_ones.size(); ++j)
    if (const auto there = old_place.find(new_ones[j].id); there != old_place.end())
      same_as[j] = there->second;
  std::set<Id<Paragraph>> by_hand;
  for (const Settled& one : settled(db, draft)) by_hand.insert(one.paragraph);
  for (const Descent& one : find_descents(wordings_of(old_ones), wordings_of(new_ones), same_as)) {
    const Id<Paragraph> id = new_ones[one.after].id;
    const bool is_split = one.kind == Descent::Kind::split;
    if (is_split && by_hand.contains(id)) continue;
    db.run(R"(
        INSERT INTO paragraph_descent (version_id, paragraph_id, ancestor_id, how)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (version_id, paragraph_id, ancestor_id) DO NOTHING)",
           draft, id, old_ones[one.before].id, is_split ? How::split : How::merged);
  }
}

void release_gone(Db& db, const std::vector<Paragraph>& before) {
  for (const Paragraph& one : before) {
    const bool is_gone =
        db.load<std::int64_t>("SELECT COUNT(*) FROM version_paragraph WHERE paragraph_id = $1",
                              one.id) == 0;
    if (!is_gone) continue;
    for (const auto& note : notes_behind(db, one.id)) unlink_contribution(db, one.id, note);
  }
}

std::vector<Descended> descents(Db& db, Id<Version> version) {
  return db.list<Descended>(R"(
      SELECT version_id AS version, paragraph_id AS paragraph, ancestor_id AS ancestor, how
      FROM paragraph_descent WHERE version_id = $1 ORDER BY paragraph_id, ancestor_id)",
                            version);
}

std::vector<Relative> relatives(Db& db, Id<Paragraph> paragraph) {
  auto all = db.list<Relative>(R"(
      SELECT descent.version_id AS version, descent.ancestor_id AS paragraph, paragraph.number,
        descent.how, TRUE AS is_ancestor
      FROM paragraph_descent AS descent JOIN paragraph ON paragraph.id = descent.ancestor_id
      WHERE descent.paragraph_id = $1 ORDER BY descent.version_id, paragraph.number LIMIT 100)",
                               paragraph);
  for (const Relative& one : db.list<Relative>(R"(
      SELECT descent.version_id AS version, descent.paragraph_id AS paragraph, paragraph.number,
        descent.how, FALSE AS is_ancestor
      FROM paragraph_descent AS descent JOIN paragraph ON paragraph.id = descent.paragraph_id
      WHERE descent.ancestor_id = $1 ORDER BY descent.version_id, paragraph.number LIMIT 100)",
                                               paragraph))
    all.push_back(one);
  return all;
}

}  // namespace overens::texts
