#include "features/decisions/store.h"

namespace overens::decisions {

std::vector<Decision> list(Db& db, Id<compacts::Compact> compact) {
  return db.list<Decision>(R"(
      SELECT id, number, decided_on, body, about, outcome, paragraph, diary_number, text_version_id
      FROM decision WHERE compact_id = $1 ORDER BY decided_on, number)",
                           compact);
}

std::optional<Decision> find(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<Decision>(R"(
      SELECT id, number, decided_on, body, about, outcome, paragraph, diary_number, text_version_id
      FROM decision WHERE compact_id = $1 AND number = $2)",
                           compact, number);
}

std::optional<Decision> that_adopted(Db& db, Id<texts::Version> version) {
  return db.find<Decision>(R"(
      SELECT id, number, decided_on, body, about, outcome, paragraph, diary_number, text_version_id
      FROM decision WHERE text_version_id = $1 ORDER BY id LIMIT 1)",
                           version);
}

bool is_known(Db& db, Id<compacts::Compact> compact, const Entry& entry) {
  return db.load<std::int64_t>(R"(
             SELECT COUNT(*) FROM decision
             WHERE compact_id = $1 AND decided_on = $2 AND body = $3 AND about = $4)",
                               compact, entry.decided_on, entry.body, entry.about) > 0;
}

Number add(Db& db, Id<compacts::Compact> compact, const Entry& entry, Instant now) {
  if (entry.adopts && !texts::adopt(db, *entry.adopts, last_day(entry.decided_on)))
    throw Conflict{t("That version is not frozen, or has been adopted already.")};
  const Number number = compacts::next_number(db, compact, "decision");
  db.run(R"(
      INSERT INTO decision (compact_id, number, decided_on, body, about, outcome, paragraph,
                            diary_number, text_version_id, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))",
         compact, number, entry.decided_on, entry.body, entry.about, entry.outcome, entry.paragraph,
         entry.diary_number, entry.adopts, now);
  return number;
}

void correct(Db& db, const Decision& decision, const Entry& entry, std::string_view reason,
             Id<people::Person> by, Instant now) {
  db.run(R"(
      INSERT INTO decision_correction (decision_id, was, reason, corrected_by, corrected_at)
      VALUES ($1, $2, $3, $4, $5))",
         decision.id, in_one_line(decision), reason, by, now);
  const bool is_same_text = decision.text_version_id == entry.adopts;
  const Date on = last_day(entry.decided_on);
  if (decision.text_version_id)
    texts::change_adoption(db, *decision.text_version_id,
                           is_same_text ? std::optional(on) : std::nullopt);
  if (entry.adopts && !is_same_text && !texts::adopt(db, *entry.adopts, on))
    throw Conflict{t("That version is not frozen, or has been adopted already.")};
  db.run(R"(
      UPDATE decision SET decided_on = $2, body = $3, about = $4, outcome = $5, paragraph = $6,
                          diary_number = $7, text_version_id = $8
      WHERE id = $1)",
         decision.id, entry.decided_on, entry.body, entry.about, entry.outcome, entry.paragraph,
         entry.diary_number, entry.adopts);
}

std::vector<Correction> corrections(Db& db, Id<Decision> decision) {
  return db.list<Correction>(R"(
      SELECT was, reason, corrected_at FROM decision_correction
      WHERE decision_id = $1 ORDER BY id DESC)",
                             decision);
}

}  // namespace overens::decisions
