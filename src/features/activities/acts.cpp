#include "features/activities/acts.h"

#include <algorithm>

#include "features/activities/invitations.h"

namespace overens::activities {
namespace {

Letterhead letterhead_of(const Site& site, Db& db, Id<compacts::Compact> compact, Instant now) {
  return {static_cast<const House&>(site), compacts::load(db, compact), now};
}

std::optional<Occasion> occasion_of(Registering outcome) {
  switch (outcome) {
    case Registering::confirmed:
      return Occasion::confirmed;
    case Registering::waiting:
      return Occasion::waiting;
    case Registering::registered_already:
      return Occasion::registered_already;
    default:
      return std::nullopt;
  }
}

// The letter of a registration as it stands after a change.
void tell(Db& db, const Letterhead& from, Occasion occasion, const Registration& before) {
  write_letter(db, from, occasion, load(db, before.activity), load_registration(db, before.id));
}

// To those of its people who have addresses of their own, where they have seats.
void tell_companions(Db& db, const Letterhead& from, Occasion occasion, Id<Registration> id) {
  const Registration one = load_registration(db, id);
  if (one.state != State::confirmed) return;
  for (const Companion& each : companions(db, id))
    write_letter_to(db, from, occasion, load(db, one.activity), one, each);
}

// Those who were among them and had a seat, and have none any more. `one` as it was.
void tell_left_out(Db& db, const Letterhead& from, const Registration& one,
                   const std::vector<Companion>& before) {
  if (one.state != State::confirmed) return;
  const bool has_seats = load_registration(db, one.id).state == State::confirmed;
  const auto now_are = has_seats ? companions(db, one.id) : std::vector<Companion>();
  for (const Companion& each : before) {
    const bool still_comes =
        each.email == one.email ||
        std::any_of(now_are.begin(), now_are.end(),
                    [&](const Companion& other) { return other.email == each.email; });
    if (!still_comes)
      write_letter_to(db, from, Occasion::left_out, load(db, one.activity), one, each);
  }
}

bool end_of_offer(Db& db, const Letterhead& from, const Registration& one, EndedBy by) {
  if (!decline_offer(db, one, by, from.now)) return false;
  write_letter(db, from, by == EndedBy::time ? Occasion::expired : Occasion::declined,
               load(db, one.activity), one);
  move_up_those_who_wait(db, from, one.activity);
  return true;
}

}  // namespace

Registered take_part(Db& db, const Letterhead& from, Id<Activity> activity,
                     const NewRegistration& wanted) {
  if (wanted.by_link && !link_has_seats(db, *wanted.by_link, activity, wanted))
    return {Registering::link_used_up, {}};
  const Registered done = add_registration(
      db, from.compact, activity, wanted, from.now,
      [&](Number number) { return link_token(from.house, from.compact.id, number); });
  const bool is_new =
      done.outcome == Registering::confirmed || done.outcome == Registering::waiting;
  if (wanted.by_link && is_new)
    accept(db, wanted.by_link->invitation, done.registration->id, from.now);
  if (const auto occasion = occasion_of(done.outcome))
    write_letter(db, from, *occasion, load(db, activity), *done.registration);
  if (is_new) tell_companions(db, from, Occasion::named, done.registration->id);
  return done;
}

bool withdraw(Db& db, const Letterhead& from, const Registration& known, EndedBy by) {
  const Registration one = load_registration(db, known.id);
  const auto before = companions(db, one.id);
  if (!cancel_registration(db, one, by, from.now)) return false;
  write_letter(db, from, Occasion::unregistered, load(db, one.activity), one);
  tell_left_out(db, from, one, before);
  move_up_those_who_wait(db, from, one.activity);
  return true;
}

bool decline(Db& db, const Letterhead& from, const Registration& one) {
  return end_of_offer(db, from, one, EndedBy::participant);
}

bool let_expire(Db& db, const Letterhead& from, const Registration& one) {
  return end_of_offer(db, from, one, EndedBy::time);
}

bool accept(Db& db, const Letterhead& from, const Registration& one) {
  if (!accept_offer(db, one, from.now)) return false;
  tell(db, from, Occasion::accepted, one);
  tell_companions(db, from, Occasion::named, one.id);
  return true;
}

Resizing set_size(Db& db, const Letterhead& from, const Registration& one, std::int64_t size) {
  const auto before = companions(db, one.id);
  const Resizing done = resize(db, one, size);
  if (done != Resizing::done && done != Resizing::last_in_line) return done;
  tell(db, from, Occasion::changed, one);
  tell_left_out(db, from, one, before);
  move_up_those_who_wait(db, from, one.activity);
  return done;
}

Resizing set_way(Db& db, const Letterhead& from, const Registration& one, Way way, bool may_wait) {
  const bool had_seats = one.state == State::confirmed;
  const auto before = companions(db, one.id);
  const Resizing done = change_way(db, one, way, may_wait);
  if (done != Resizing::done && done != Resizing::last_in_line) return done;
  tell(db, from, Occasion::changed, one);
  tell_companions(db, from, had_seats ? Occasion::changed : Occasion::named, one.id);
  tell_left_out(db, from, one, before);
  move_up_those_who_wait(db, from, one.activity);
  return done;
}

bool set_person(Db& db, const Letterhead& from, const Registration& one, Number participant,
                const Named& who) {
  const auto before = companions(db, one.id);
  if (!name_participant(db, one, participant, who, from.now)) return false;
  tell(db, from, Occasion::changed, one);
  tell_left_out(db, from, one, before);
  const Registration now_is = load_registration(db, one.id);
  for (const Companion& each : companions(db, one.id))
    if (each.number == participant && now_is.state == State::confirmed)
      write_letter_to(db, from, Occasion::named, load(db, one.activity), now_is, each);
  return true;
}

void set_person(Db& db, const Letterhead& from, const Registration& one, const Participant& person,
                PersonEntry entry) {
  if (!person.name.empty() && person.name != entry.who.name)
    for (const Answered& before : answers(db, one.id))
      std::erase_if(entry.answers, [&](const NewAnswer& given) {
        return before.participant == person.id && before.question == given.question &&
               before.value == given.value;
      });
  set_person(db, from, one, person.number, entry.who);
  set_answers(db, person.id, entry.answers);
}

std::int64_t move_up_those_who_wait(Db& db, const Letterhead& from, Id<Activity> id) {
  const auto moved = promote(db, id, from.now, most_moved_up_at_a_time);
  if (moved.empty()) return 0;
  const Activity activity = load(db, id);
  for (const Registration& one : moved) {
    write_letter(db, from, one.state == State::offered ? Occasion::offered : Occasion::moved_up,
                 activity, one);
    tell_companions(db, from, Occasion::named, one.id);
  }
  return std::ssize(moved);
}

std::int64_t tend_the_lines(const Site& site, Database& database, Instant now) {
  constexpr std::int64_t most_activities_at_a_time = 50;
  const auto expired =
      database.read([&](Db& db) { return list_expired(db, now, most_moved_up_at_a_time); });
  const auto waiting =
      database.read([&](Db& db) { return list_to_promote(db, now, most_activities_at_a_time); });
  std::int64_t moved = 0;
  for (const Expired& one : expired)
    moved += database.write(ScopeKey{one.compact.value}, [&](Db& db) {
      const Letterhead from = letterhead_of(site, db, one.compact, now);
      return let_expire(db, from, load_registration(db, one.registration)) ? 1 : 0;
    });
  for (const OpenLine& one : waiting)
    moved += database.write(ScopeKey{one.compact.value}, [&](Db& db) {
      return move_up_those_who_wait(db, letterhead_of(site, db, one.compact, now), one.activity);
    });
  return moved;
}

}  // namespace overens::activities
