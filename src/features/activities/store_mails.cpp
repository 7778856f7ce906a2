// Own words in letters, when to remind, and how far a letter to everybody has come.
#include "features/activities/letters_to_all.h"

namespace overens::activities {

std::string own_words(Db& db, Id<Activity> activity, std::string_view occasion) {
  return db
      .find<std::string>(
          "SELECT words FROM activity_words WHERE activity_id = $1 AND occasion = $2", activity,
          occasion)
      .value_or("");
}

void set_own_words(Db& db, Id<Activity> activity, std::string_view occasion,
                   const std::string& words, PersonId by, Instant now) {
  if (words.empty()) {
    db.run("DELETE FROM activity_words WHERE activity_id = $1 AND occasion = $2", activity,
           occasion);
    return;
  }
  db.run(R"(
      INSERT INTO activity_words (activity_id, occasion, words, changed_by, changed_at)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (activity_id, occasion)
      DO UPDATE SET words = $3, changed_by = $4, changed_at = $5)",
         activity, occasion, words, by, now);
}

std::int64_t days_before(Db& db, Id<Activity> activity) {
  return db
      .find<std::int64_t>("SELECT days_before FROM activity_reminder WHERE activity_id = $1",
                          activity)
      .value_or(usual_days_before);
}

void set_days_before(Db& db, Id<Activity> activity, std::int64_t days) {
  db.run(R"(
      INSERT INTO activity_reminder (activity_id, days_before) VALUES ($1, $2)
      ON CONFLICT (activity_id) DO UPDATE SET days_before = $2)",
         activity, days);
}

bool begin_mailing(Db& db, Id<Activity> activity, MailingKind kind, const Date& occasion,
                   Instant due, std::optional<PersonId> by) {
  return 1 == db.run(R"(
      INSERT INTO mailing (activity_id, kind, occasion, begun_at, asked_by, last_registration,
        letters)
      VALUES ($1, $2, $3, $4, $5, 0, 0)
      ON CONFLICT (activity_id, kind, occasion) DO NOTHING)",
                     activity, kind, occasion, due, by);
}

std::optional<Mailing> find_mailing(Db& db, Id<Activity> activity, MailingKind kind,
                                    const Date& occasion) {
  return db.find<Mailing>(R"(
      SELECT id, activity_id AS activity, kind, begun_at, last_registration, letters, ended_at
      FROM mailing WHERE activity_id = $1 AND kind = $2 AND occasion = $3)",
                          activity, kind, occasion);
}

std::vector<Mailing> open_mailings(Db& db, std::int64_t most) {
  return db.list<Mailing>(R"(
      SELECT id, activity_id AS activity, kind, begun_at, last_registration, letters, ended_at
      FROM mailing WHERE ended_at IS NULL ORDER BY begun_at, id LIMIT $1)",
                          most);
}

void go_on(Db& db, const Mailing& mailing, std::int64_t last_registration, std::int64_t letters,
           bool is_done, Instant now) {
  db.run(R"(
      UPDATE mailing SET last_registration = $2, letters = letters + $3,
        ended_at = CASE WHEN $4 THEN $5 ELSE ended_at END
      WHERE id = $1)",
         mailing.id, last_registration, letters, is_done, now);
}

std::vector<Activity> reminder_candidates(Db& db, Instant now, std::int64_t most) {
  constexpr std::int64_t longest_ahead_days = 32;
  std::vector<Activity> all;
  for (const Id<Activity> id : db.list<Id<Activity>>(R"(
      SELECT id FROM activity
      WHERE status = 'published' AND starts_at > $1 AND starts_at <= $2
        AND registration_link = ''
      ORDER BY starts_at, id LIMIT $3)",
                                                     now, plus_days(now, longest_ahead_days), most))
    all.push_back(load(db, id));
  return all;
}

std::vector<Registration> registered_after(Db& db, Id<Activity> activity, std::int64_t after,
                                           Instant by, std::int64_t most) {
  struct Row {
    CompactId compact;
    Number number;
  };
  std::vector<Registration> all;
  for (const Row& row : db.list<Row>(R"(
      SELECT compact_id AS compact, number FROM registration
      WHERE activity_id = $1 AND id > $2 AND state = 'confirmed' AND registered_at <= $3
      ORDER BY id LIMIT $4)",
                                     activity, after, by, most))
    if (auto one = find_registration(db, row.compact, activity, row.number))
      all.push_back(std::move(*one));
  return all;
}

}  // namespace overens::activities
