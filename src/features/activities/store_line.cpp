// The line of those who wait, and what frees a seat. A freed seat goes to the first in line and to
// nobody else: promote() is the only statement of that, and everything that frees seats is followed
// by it. Whoever is declined or cancelled is out of the line for good.
#include <algorithm>

#include "features/activities/rules.h"
#include "features/activities/store.h"
#include "features/activities/store_registrations.h"

namespace overens::activities {
namespace {

bool holds_seats(State state) { return state == State::confirmed || state == State::offered; }

struct First {
  Id<Registration> id;
  std::int64_t size = 0;
};

std::optional<First> first_in_line(Db& db, Id<Activity> activity, Way way) {
  return db.find<First>(R"(
      SELECT id, size FROM registration
      WHERE activity_id = $1 AND way = $2 AND state = 'waiting'
      ORDER BY queue_number LIMIT 1)",
                        activity, way);
}

void move_up(Db& db, Id<Registration> id, const std::optional<Instant>& offered_until) {
  db.run("UPDATE registration SET state = $2, offered_until = $3 WHERE id = $1", id,
         offered_until ? State::offered : State::confirmed, offered_until);
}

// Nobody needs the answers of somebody who does not come.
void remove_answers(Db& db, Id<Registration> registration) {
  db.run(R"(
      DELETE FROM answer WHERE participant_id IN (
        SELECT id FROM participant WHERE registration_id = $1))",
         registration);
}

// Ends it where it stands in one of the two states, and gives back the seats it held.
bool end(Db& db, const Registration& known, State ended, std::string_view how, Instant now) {
  db.lock_row("activity", known.activity);
  const Registration now_is = load_registration(db, known.id);
  if (is_ended(now_is.state)) return false;
  if (ended == State::declined && now_is.state != State::offered) return false;
  db.run(R"(
      UPDATE registration SET state = $2, offered_until = NULL, ended_at = $3, ended_how = $4
      WHERE id = $1)",
         known.id, ended, now, how);
  if (holds_seats(now_is.state)) give_back_seats(db, known.activity, now_is.way, now_is.size);
  remove_answers(db, known.id);
  next_sequence(db, known.activity);
  return true;
}

// People are added at the end, and taken away from there, those without a name first.
void set_people(Db& db, Id<Registration> registration, std::int64_t from, std::int64_t to) {
  if (to > from) {
    const auto last = db.load<std::int64_t>(
        "SELECT COALESCE(MAX(number), 0) AS last FROM participant WHERE registration_id = $1",
        registration);
    for (std::int64_t i = 1; i <= to - from; ++i)
      db.run(
          "INSERT INTO participant (registration_id, number, name, email) VALUES ($1, $2, '', '')",
          registration, last + i);
    return;
  }
  const auto leaving = db.list<Id<Participant>>(R"(
      SELECT id FROM participant WHERE registration_id = $1
      ORDER BY CASE WHEN name = '' THEN 0 ELSE 1 END, number DESC LIMIT $2)",
                                                registration, from - to);
  for (const Id<Participant> one : leaving) remove_participant(db, one);
}

void to_the_end_of_the_line(Db& db, const Registration& one, Way way) {
  db.run(R"(
      UPDATE registration SET state = 'waiting', way = $2, queue_number = $3, offered_until = NULL
      WHERE id = $1)",
         one.id, way, next_place(db, one.activity, way));
}

}  // namespace

bool is_ended(State state) { return state == State::declined || state == State::cancelled; }

std::vector<Registration> promote(Db& db, Id<Activity> id, Instant now, std::int64_t most) {
  db.lock_row("activity", id);
  const Activity activity = load(db, id);
  if (!may_be_moved_up(activity, now)) return {};
  const auto offered_until = offer_ends_at(activity, now);
  std::vector<Registration> promoted;
  for (const Seats& way : ways(db, id))
    while (std::ssize(promoted) < most) {
      const auto first = first_in_line(db, id, way.way);
      // A smaller group behind it does not overtake.
      if (!first || !take_seats(db, id, way.way, first->size)) break;
      move_up(db, first->id, offered_until);
      promoted.push_back(load_registration(db, first->id));
    }
  if (!promoted.empty()) next_sequence(db, id);
  return promoted;
}

std::vector<OpenLine> list_to_promote(Db& db, Instant now, std::int64_t most) {
  return db.list<OpenLine>(R"(
      SELECT a.id AS activity, a.compact_id AS compact FROM activity a
      WHERE a.status = 'published' AND a.waiting_list <> 'held' AND a.starts_at > $1
        AND EXISTS (
          SELECT 1 FROM activity_way w WHERE w.activity_id = a.id AND w.waiting > 0
            AND (w.seats IS NULL OR w.taken + (SELECT r.size FROM registration r
              WHERE r.activity_id = a.id AND r.way = w.way AND r.state = 'waiting'
              ORDER BY r.queue_number LIMIT 1) <= w.seats))
      ORDER BY a.id LIMIT $2)",
                           now, most);
}

std::vector<Expired> list_expired(Db& db, Instant now, std::int64_t most) {
  return db.list<Expired>(R"(
      SELECT id AS registration, compact_id AS compact FROM registration
      WHERE state = 'offered' AND offered_until < $1 ORDER BY offered_until, id LIMIT $2)",
                          now, most);
}

bool cancel_registration(Db& db, const Registration& one, EndedBy by, Instant now) {
  return end(db, one, State::cancelled, by == EndedBy::staff ? "staff" : "participant", now);
}

bool decline_offer(Db& db, const Registration& one, EndedBy by, Instant now) {
  return end(db, one, State::declined, by == EndedBy::time ? "expired" : "participant", now);
}

bool accept_offer(Db& db, const Registration& one, Instant now) {
  db.lock_row("activity", one.activity);
  if (0 == db.run(R"(
      UPDATE registration SET state = 'confirmed', offered_until = NULL
      WHERE id = $1 AND state = 'offered' AND offered_until >= $2)",
                  one.id, now))
    return false;
  next_sequence(db, one.activity);
  return true;
}

Resizing resize(Db& db, const Registration& known, std::int64_t size) {
  db.lock_row("activity", known.activity);
  const Registration one = load_registration(db, known.id);
  if (is_ended(one.state)) return Resizing::shut;
  if (size == one.size) return Resizing::unchanged;
  const std::int64_t more = size - one.size;
  if (more > 0 && !may_be_as_many(db, one, size)) return Resizing::over_quota;
  auto outcome = Resizing::done;
  if (holds_seats(one.state)) {
    if (more < 0)
      give_back_seats(db, one.activity, one.way, -more);
    else if (one.state == State::offered ||
             !take_without_overtaking(db, one.activity, one.way, more))
      return Resizing::full;
  } else if (more > 0) {
    to_the_end_of_the_line(db, one, one.way);
    outcome = Resizing::last_in_line;
  }
  db.run("UPDATE registration SET size = $2 WHERE id = $1", one.id, size);
  set_people(db, one.id, one.size, size);
  next_sequence(db, one.activity);
  return outcome;
}

Resizing change_way(Db& db, const Registration& known, Way way, bool may_wait) {
  db.lock_row("activity", known.activity);
  const Registration one = load_registration(db, known.id);
  if (is_ended(one.state)) return Resizing::shut;
  if (one.way == way) return Resizing::unchanged;
  if (!offers(db, one.activity, way)) return Resizing::shut;
  const bool has_seats = take_without_overtaking(db, one.activity, way, one.size);
  if (!has_seats && !may_wait) return Resizing::full;
  if (holds_seats(one.state)) give_back_seats(db, one.activity, one.way, one.size);
  if (has_seats)
    db.run(R"(
      UPDATE registration SET way = $2, state = 'confirmed', offered_until = NULL WHERE id = $1)",
           one.id, way);
  else
    to_the_end_of_the_line(db, one, way);
  next_sequence(db, one.activity);
  return has_seats ? Resizing::done : Resizing::last_in_line;
}

std::optional<Place> place_in_line(Db& db, const Registration& one) {
  if (one.state != State::waiting || !one.queue_number) return std::nullopt;
  return db.load<Place>(R"(
      SELECT COUNT(*) + 1 AS number, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS people_before,
        COALESCE((SELECT f.size FROM registration f
          WHERE f.activity_id = $1 AND f.way = $2 AND f.state = 'waiting' AND f.queue_number <= $3
          ORDER BY f.queue_number LIMIT 1), 0) AS first_size,
        (SELECT w.seats - w.taken FROM activity_way w
          WHERE w.activity_id = $1 AND w.way = $2) AS seats_left
      FROM registration
      WHERE activity_id = $1 AND way = $2 AND state = 'waiting' AND queue_number < $3)",
                        one.activity, one.way, *one.queue_number);
}

}  // namespace overens::activities
