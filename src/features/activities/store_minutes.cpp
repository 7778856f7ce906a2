#include "features/activities/minutes.h"

namespace overens::activities {
namespace {

void touch(Db& db, Id<Activity> activity, Instant now) {
  db.run("UPDATE activity SET changed_at = $2 WHERE id = $1", activity, now);
}

}  // namespace

bool takes_remarks(const MinutesVersion& version, Instant now, const Zone& zone) {
  return version.remarks_by && !version.final_at && now <= end_of_day(*version.remarks_by, zone);
}

std::vector<MinutesVersion> minutes_versions(Db& db, Id<Activity> activity) {
  return db.list<MinutesVersion>(R"(
      SELECT v.id, v.number, v.wording, v.written_at, r.remarks_by, f.made_at AS final_at
      FROM minutes_version v
      LEFT JOIN minutes_round r ON r.version_id = v.id
      LEFT JOIN minutes_final f ON f.version_id = v.id
      WHERE v.activity_id = $1 ORDER BY v.number DESC LIMIT 200)",
                                 activity);
}

std::optional<MinutesVersion> final_minutes(Db& db, Id<Activity> activity) {
  return db.find<MinutesVersion>(R"(
      SELECT v.id, v.number, v.wording, v.written_at, r.remarks_by, f.made_at AS final_at
      FROM minutes_version v
      LEFT JOIN minutes_round r ON r.version_id = v.id
      JOIN minutes_final f ON f.version_id = v.id
      WHERE v.activity_id = $1 ORDER BY f.id DESC LIMIT 1)",
                                 activity);
}

std::vector<MinutesRemark> minutes_remarks(Db& db, Id<Activity> activity) {
  return db.list<MinutesRemark>(R"(
      SELECT m.id, m.number, v.number AS version, m.remark, m.answer, r.name,
        m.registration_id AS registration, m.sent_at
      FROM minutes_remark m JOIN minutes_version v ON v.id = m.version_id
      JOIN registration r ON r.id = m.registration_id
      WHERE v.activity_id = $1 ORDER BY v.number, m.number LIMIT 2000)",
                                activity);
}

std::vector<MinutesRemark> remarks_by(Db& db, Id<Registration> registration) {
  return db.list<MinutesRemark>(R"(
      SELECT m.id, m.number, v.number AS version, m.remark, m.answer, r.name,
        m.registration_id AS registration, m.sent_at
      FROM minutes_remark m JOIN minutes_version v ON v.id = m.version_id
      JOIN registration r ON r.id = m.registration_id
      WHERE m.registration_id = $1 ORDER BY v.number, m.number LIMIT 200)",
                                registration);
}

Waiting remarks_waiting(Db& db, CompactId compact) {
  return db.load<Waiting>(R"(
      SELECT COUNT(*) AS count, MIN(m.sent_at) AS oldest
      FROM minutes_remark m JOIN minutes_version v ON v.id = m.version_id
      JOIN activity a ON a.id = v.activity_id
      WHERE a.compact_id = $1 AND m.answer = '')",
                          compact);
}

bool has_minutes(Db& db, Id<Activity> activity) {
  return 0 <
         db.load<std::int64_t>(
             "SELECT COUNT(*) AS versions FROM minutes_version WHERE activity_id = $1", activity);
}

bool begin_minutes(Db& db, const Activity& activity, const std::string& markdown, PersonId by,
                   Instant now) {
  db.lock_row("activity", activity.id);
  if (markdown.empty() || has_minutes(db, activity.id)) return false;
  return write_minutes(db, activity, markdown, by, now);
}

bool write_minutes(Db& db, const Activity& activity, const std::string& wording, PersonId by,
                   Instant now) {
  db.lock_row("activity", activity.id);
  const auto there = minutes_versions(db, activity.id);
  if (!there.empty() && there.front().wording == wording) return false;
  db.run(R"(
      INSERT INTO minutes_version (activity_id, number, wording, written_by, written_at)
      VALUES ($1, $2, $3, $4, $5))",
         activity.id, there.empty() ? 1 : there.front().number + 1, wording, by, now);
  return true;
}

bool send_round(Db& db, const MinutesVersion& version, const Date& remarks_by, PersonId by,
                Instant now) {
  return 1 == db.run(R"(
      INSERT INTO minutes_round (version_id, remarks_by, sent_by, sent_at)
      VALUES ($1, $2, $3, $4) ON CONFLICT (version_id) DO NOTHING)",
                     version.id, remarks_by, by, now);
}

Remarked add_remark(Db& db, const MinutesVersion& version, Id<Registration> registration,
                    const std::string& remark, Instant now) {
  db.lock_row("minutes_version", version.id);
  struct There {
    std::int64_t all = 0;
    std::int64_t same = 0;
  };
  const auto there = db.load<There>(R"(
      SELECT COUNT(*) AS "all", COUNT(CASE WHEN remark = $3 THEN 1 END) AS same
      FROM minutes_remark WHERE version_id = $1 AND registration_id = $2)",
                                    version.id, registration, remark);
  if (there.same) return Remarked::there_already;
  if (there.all >= most_remarks_of_one) return Remarked::too_many;
  db.run(R"(
      INSERT INTO minutes_remark (version_id, number, registration_id, remark, sent_at, answer)
      SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, ''
      FROM minutes_remark WHERE version_id = $1)",
         version.id, registration, remark, now);
  return Remarked::added;
}

bool answer_remark(Db& db, Id<Activity> activity, std::int64_t version, Number remark,
                   const std::string& answer, PersonId by, Instant now) {
  return 1 == db.run(R"(
      UPDATE minutes_remark SET answer = $4, answered_by = $5, answered_at = $6
      WHERE number = $3 AND version_id IN (
        SELECT id FROM minutes_version WHERE activity_id = $1 AND number = $2))",
                     activity, version, remark, answer, by, now);
}

MadeFinal make_final(Db& db, const Activity& activity, const MinutesVersion& version, PersonId by,
                     Instant now, const Zone& zone, bool ends_round) {
  db.lock_row("activity", activity.id);
  for (const MinutesRemark& one : minutes_remarks(db, activity.id))
    if (one.answer.empty()) return MadeFinal::remarks_wait;
  for (const MinutesVersion& one : minutes_versions(db, activity.id))
    if (!ends_round && takes_remarks(one, now, zone)) return MadeFinal::is_out;
  if (0 == db.run(R"(
      INSERT INTO minutes_final (version_id, made_by, made_at) VALUES ($1, $2, $3)
      ON CONFLICT (version_id) DO NOTHING)",
                  version.id, by, now))
    return MadeFinal::there_already;
  touch(db, activity.id, now);
  return MadeFinal::made;
}

}  // namespace overens::activities
