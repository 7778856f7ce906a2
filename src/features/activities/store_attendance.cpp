#include <set>

#include "base/text.h"
#include "features/activities/attendance.h"

namespace overens::activities {
namespace {

struct Group {
  std::optional<Category> category;
  std::int64_t people = 0;
};

void add(Attendance& all, const Group& group) {
  if (!group.category) {
    all.unsaid += group.people;
    return;
  }
  switch (*group.category) {
    case Category::politician:
      all.politicians += group.people;
      return;
    case Category::official:
      all.officials += group.people;
      return;
    case Category::representative:
      all.representatives += group.people;
      return;
    case Category::other:
      all.others += group.people;
      return;
  }
}

struct Named {
  std::optional<std::int64_t> organisation;
  std::string name;
};

// One that is typed in two ways is two until a coordinator has found it in the register.
std::int64_t count_distinct(const std::vector<Named>& all) {
  std::set<std::string> known;
  for (const Named& one : all) {
    if (one.organisation)
      known.insert("#" + std::to_string(*one.organisation));
    else if (!one.name.empty())
      known.insert(fold(tidy_line(one.name)));
  }
  return static_cast<std::int64_t>(known.size());
}

// Those whom the door noted last as being here.
std::optional<Attendance> checked_in(Db& db, Id<Activity> activity) {
  const auto groups = db.list<Group>(R"(
      SELECT p.category, COUNT(*) AS people FROM counted_participant p
      WHERE p.activity_id = $1 AND (
        SELECT c.is_here FROM check_in c WHERE c.participant_id = p.id
        ORDER BY c.noted_at DESC, c.id DESC LIMIT 1)
      GROUP BY p.category)",
                                     activity);
  if (groups.empty()) return std::nullopt;
  Attendance all;
  all.basis = Basis::checked_in;
  for (const Group& one : groups) add(all, one);
  all.organisations = count_distinct(db.list<Named>(R"(
      SELECT DISTINCT o.organisation_id AS organisation, o.name
      FROM registration_organisation o JOIN registration r ON r.id = o.registration_id
      JOIN participant p ON p.registration_id = r.id
      WHERE r.activity_id = $1 AND r.state = 'confirmed' AND (
        SELECT c.is_here FROM check_in c WHERE c.participant_id = p.id
        ORDER BY c.noted_at DESC, c.id DESC LIMIT 1))",
                                                    activity));
  return all;
}

Attendance with_a_seat(Db& db, Id<Activity> activity) {
  Attendance all;
  for (const Group& one : db.list<Group>(R"(
      SELECT category, COUNT(*) AS people FROM counted_participant
      WHERE activity_id = $1 GROUP BY category)",
                                         activity))
    add(all, one);
  all.organisations = count_distinct(db.list<Named>(R"(
      SELECT DISTINCT o.organisation_id AS organisation, o.name
      FROM registration_organisation o JOIN registration r ON r.id = o.registration_id
      WHERE r.activity_id = $1 AND r.state = 'confirmed')",
                                                    activity));
  return all;
}

Attendance counted(Db& db, Id<Activity> activity) {
  if (const auto came = checked_in(db, activity)) return *came;
  return with_a_seat(db, activity);
}

}  // namespace

Attendance attendance(Db& db, Id<Activity> activity) {
  if (const auto kept = db.find<Attendance>(R"(
      SELECT basis, politicians, officials, representatives, others, unsaid, organisations
      FROM attendance WHERE activity_id = $1)",
                                            activity))
    return *kept;
  return counted(db, activity);
}

void keep_attendance(Db& db, Id<Activity> activity, Instant now) {
  const Attendance all = counted(db, activity);
  db.run(R"(
      INSERT INTO attendance (activity_id, basis, politicians, officials, representatives, others,
        unsaid, organisations, counted_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (activity_id) DO NOTHING)",
         activity, all.basis, all.politicians, all.officials, all.representatives, all.others,
         all.unsaid, all.organisations, now);
}

}  // namespace overens::activities
