#include "features/activities/kept.h"

namespace overens::activities {

Kept kept(Db& db, Id<Activity> activity) {
  return db.load<Kept>(R"(
      SELECT
        (SELECT COUNT(*) FROM registration
         WHERE activity_id = $1 AND purged_at IS NULL) AS registrations,
        (SELECT COUNT(*) FROM invitation
         WHERE activity_id = $1 AND purged_at IS NULL) AS invitations,
        (SELECT COUNT(*) FROM invitation_refusal f
         JOIN invitation_round r ON r.id = f.round_id WHERE r.activity_id = $1) AS refusals)",
                       activity);
}

std::vector<KeptAnswers> kept_answers(Db& db, Id<Activity> activity) {
  return db.list<KeptAnswers>(R"(
      SELECT q.label, q.kept_days,
        (SELECT COUNT(*) FROM answer a WHERE a.question_id = q.id) AS answers
      FROM question q WHERE q.activity_id = $1 ORDER BY q.number LIMIT 200)",
                              activity);
}

std::vector<RemovedAnswers> removed_answers(Db& db, Id<Activity> activity) {
  return db.list<RemovedAnswers>(R"(
      SELECT q.label, p.answers, p.purged_at
      FROM answer_purge p JOIN question q ON q.id = p.question_id
      WHERE q.activity_id = $1 ORDER BY p.id LIMIT 500)",
                                 activity);
}

}  // namespace overens::activities
