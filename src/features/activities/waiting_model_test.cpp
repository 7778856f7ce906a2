// Registering, cancelling, changing size and way, more and fewer seats, offers taken, declined and
// expired, the list held and let go: thousands of steps by chance, beside a model in memory that
// knows the rules and nothing of the database. After every handful of steps the two are the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "base/secrets.h"
#include "features/activities/activities_testing.h"
#include "features/activities/acts.h"

namespace overens::activities {
namespace {

constexpr int steps_a_write = 50;
constexpr std::int64_t offer_hours = 1;

struct Ours {
  int way = 0;
  std::int64_t size = 1;
  State state = State::confirmed;
  std::int64_t place = 0;
  Instant until{};
  auto operator<=>(const Ours&) const = default;
};

struct Model {
  std::map<std::int64_t, Ours> all;  // those that have not ended
  std::int64_t seats[2] = {5, 3};
  std::int64_t last[2] = {0, 0};
  bool is_held = false;
  bool asks_first = false;

  std::int64_t taken(int way) const { return people(way, false); }
  std::int64_t waiting(int way) const { return people(way, true); }
  std::int64_t people(int way, bool who_wait) const {
    std::int64_t sum = 0;
    for (const auto& [id, one] : all)
      if (one.way == way && (one.state == State::waiting) == who_wait) sum += one.size;
    return sum;
  }
  Ours* first(int way) {
    Ours* first = nullptr;
    for (auto& [id, one] : all)
      if (one.way == way && one.state == State::waiting && (!first || one.place < first->place))
        first = &one;
    return first;
  }
  bool has_room(int way, std::int64_t size) {
    return !first(way) && taken(way) + size <= seats[way];
  }
  void promote(Instant now) {
    if (is_held) return;
    for (int way = 0; way < 2; ++way)
      for (Ours* one = first(way); one && taken(way) + one->size <= seats[way]; one = first(way)) {
        one->state = asks_first ? State::offered : State::confirmed;
        if (asks_first) one->until = plus_seconds(now, offer_hours * 3600);
      }
  }
  void wait_last(Ours& one, int way) {
    one.way = way;
    one.state = State::waiting;
    one.until = {};
    one.place = ++last[way];
  }
};

constexpr Way way_of(int way) { return way == 0 ? Way::on_site : Way::digital; }

struct Line {
  std::int64_t id = 0;
  Way way = Way::on_site;
  std::int64_t size = 0;
  State state = State::confirmed;
  std::int64_t place = 0;
  std::optional<Instant> until;
};

class Game {
 public:
  Game(TestApp& app, Id<Activity> activity, unsigned seed)
      : app_(app), activity_(activity), dice_(seed) {}

  // A write may be run again, so it plays with copies.
  void play(int steps) {
    const auto [model, dice, number, now] = app_.write([&](Db& db) {
      Game copy = *this;
      for (int i = 0; i < steps; ++i) copy.step(db);
      copy.compare(db);
      return std::tuple{copy.model_, copy.dice_, copy.number_, copy.now_};
    });
    model_ = model;
    dice_ = dice;
    number_ = number;
    now_ = now;
  }

 private:
  int chance(int most) { return std::uniform_int_distribution<int>(0, most - 1)(dice_); }

  Letterhead from(Db& db) { return {app_.house(), *compacts::find(db, "ostergotland"), now_}; }

  std::int64_t anybody() {
    if (model_.all.empty()) return 0;
    auto one = model_.all.begin();
    std::advance(one, chance(static_cast<int>(model_.all.size())));
    return one->first;
  }

  void step(Db& db) {
    now_ = plus_seconds(now_, 30);
    const int what = chance(100);
    const bool is_crowded = model_.all.size() > 40;
    if (what < (is_crowded ? 10 : 40)) return registers(db);
    if (what < 60) return cancels(db);
    if (what < 70) return resizes(db);
    if (what < 76) return changes_way(db);
    if (what < 82) return answers_offer(db);
    if (what < 90) return gets_other_seats(db);
    if (what < 95) return has_other_rules(db);
    expires(db);
  }

  void registers(Db& db) {
    const int way = chance(2);
    const std::int64_t size = 1 + chance(4);
    NewRegistration wanted{.who = {.name = "Nr " + std::to_string(++number_)},
                           .way = way_of(way),
                           .size = size,
                           .may_wait = true,
                           .language = "sv"};
    if (number_ % 16 == 0) wanted.who.email = std::to_string(number_) + "@example.org";
    const Registered done = take_part(db, from(db), activity_, wanted);
    ASSERT_TRUE(done.registration);
    Ours ours{.way = way, .size = size};
    if (!model_.has_room(way, size)) model_.wait_last(ours, way);
    EXPECT_EQ(done.registration->state, ours.state);
    model_.all[done.registration->id.value] = ours;
  }

  Registration theirs(Db& db, std::int64_t id) { return load_registration(db, {id}); }

  void cancels(Db& db) {
    const std::int64_t id = anybody();
    if (!id) return;
    EXPECT_TRUE(withdraw(db, from(db), theirs(db, id), EndedBy::participant));
    EXPECT_FALSE(withdraw(db, from(db), theirs(db, id), EndedBy::participant));
    model_.all.erase(id);
    model_.promote(now_);
  }

  void resizes(Db& db) {
    const std::int64_t id = anybody();
    if (!id) return;
    const std::int64_t size = 1 + chance(5);
    Ours& ours = model_.all[id];
    auto expected = Resizing::done;
    if (size == ours.size)
      expected = Resizing::unchanged;
    else if (ours.state == State::waiting && size > ours.size)
      expected = Resizing::last_in_line;
    else if (size > ours.size &&
             (ours.state == State::offered || !model_.has_room(ours.way, size - ours.size)))
      expected = Resizing::full;
    EXPECT_EQ(set_size(db, from(db), theirs(db, id), size), expected);
    if (expected == Resizing::full) return;
    if (expected == Resizing::last_in_line) model_.wait_last(ours, ours.way);
    ours.size = size;
    if (expected != Resizing::unchanged) model_.promote(now_);
  }

  void changes_way(Db& db) {
    const std::int64_t id = anybody();
    if (!id) return;
    Ours& ours = model_.all[id];
    const int way = 1 - ours.way;
    const bool may_wait = chance(2) == 0;
    const bool has_room = model_.has_room(way, ours.size);
    const Resizing done = set_way(db, from(db), theirs(db, id), way_of(way), may_wait);
    EXPECT_EQ(done, has_room ? Resizing::done : may_wait ? Resizing::last_in_line : Resizing::full);
    if (!has_room && !may_wait) return;
    if (has_room) {
      ours.way = way;
      ours.state = State::confirmed;
      ours.until = {};
    } else {
      model_.wait_last(ours, way);
    }
    model_.promote(now_);
  }

  void answers_offer(Db& db) {
    for (auto& [id, ours] : model_.all) {
      if (ours.state != State::offered) continue;
      const bool is_open = now_ <= ours.until;
      if (chance(2) == 0) {
        EXPECT_EQ(accept(db, from(db), theirs(db, id)), is_open);
        if (is_open) ours.state = State::confirmed, ours.until = {};
      } else {
        EXPECT_TRUE(decline(db, from(db), theirs(db, id)));
        model_.all.erase(id);
        model_.promote(now_);
      }
      return;
    }
  }

  void gets_other_seats(Db& db) {
    const int way = chance(2);
    const std::int64_t seats = 1 + chance(12);
    Entry entry = entry_of(db, load(db, activity_));
    entry.ways = {{Way::on_site, model_.seats[0]}, {Way::digital, model_.seats[1]}};
    entry.ways[static_cast<std::size_t>(way)].seats = seats;
    const bool fits = model_.taken(way) <= seats;
    EXPECT_EQ(edit(db, load(db, activity_), entry, by(db), now_), fits);
    if (!fits) return;
    model_.seats[way] = seats;
    move_up_those_who_wait(db, from(db), activity_);
    model_.promote(now_);
  }

  void has_other_rules(Db& db) {
    model_.is_held = chance(3) == 0;
    model_.asks_first = chance(2) == 0;
    Opening opening = opening_of(load(db, activity_));
    opening.waiting_list = model_.is_held ? WaitingList::held : WaitingList::on;
    opening.offer_hours =
        model_.asks_first ? std::optional<std::int64_t>(offer_hours) : std::nullopt;
    set_opening(db, load(db, activity_), opening, by(db), now_);
    move_up_those_who_wait(db, from(db), activity_);
    model_.promote(now_);
  }

  void expires(Db& db) {
    now_ = plus_seconds(now_, 3600);
    for (const Expired& one : list_expired(db, now_, most_moved_up_at_a_time)) {
      const auto ours = model_.all.find(one.registration.value);
      ASSERT_TRUE(ours != model_.all.end() && ours->second.state == State::offered &&
                  ours->second.until < now_);
      EXPECT_TRUE(let_expire(db, from(db), theirs(db, one.registration.value)));
      model_.all.erase(ours);
      model_.promote(now_);
    }
  }

  PersonId by(Db& db) { return people::find_or_add(db, region, "", now_); }

  void compare(Db& db) {
    std::map<std::int64_t, Ours> there;
    for (const Line& one : db.list<Line>(R"(
             SELECT id, way, size, state, COALESCE(queue_number, 0) AS place,
               offered_until AS until FROM registration
             WHERE activity_id = $1 AND state IN ('confirmed', 'waiting', 'offered'))",
                                         activity_))
      there[one.id] = {one.way == Way::on_site ? 0 : 1, one.size, one.state, one.place,
                       one.until.value_or(Instant{})};
    EXPECT_EQ(there, model_.all);
    for (const Seats& way : ways(db, activity_)) {
      const int index = way.way == Way::on_site ? 0 : 1;
      EXPECT_EQ(way.taken, model_.taken(index));
      EXPECT_EQ(way.waiting, model_.waiting(index));
      EXPECT_EQ(way.seats, model_.seats[index]);
    }
    const auto wrong = db.load<std::int64_t>(R"(
        SELECT COUNT(*) AS registrations FROM registration r WHERE r.size <> (
          SELECT COUNT(*) FROM participant p WHERE p.registration_id = r.id)
          AND r.activity_id = $1 AND r.state IN ('confirmed', 'waiting', 'offered'))",
                                             activity_);
    EXPECT_EQ(wrong, 0);
  }

  TestApp& app_;
  Id<Activity> activity_;
  std::mt19937 dice_;
  Model model_;
  int number_ = 0;
  Instant now_ = *parse_instant("2018-06-01T12:00:00Z");
};

std::int64_t wanted_steps(Engine engine) {
  const std::int64_t usual = engine == Engine::sqlite ? 10'000 : 500;
  const char* more = std::getenv("OVERENS_MODEL_STEPS");  // ./bench plays a million
  return more ? std::max<std::int64_t>(usual, std::atoll(more)) : usual;
}

TEST(WaitingModel, ThousandsOfStepsByChanceKeepEveryRule) {
  TestApp app;
  published(app, {{"ways", "both"},
                  {"seats", "5"},
                  {"digital_seats", "3"},
                  {"starts_on", "2200-10-08"},
                  {"register_by", ""}});
  const auto activity = app.read([](Db& db) {
    return db.load<Id<Activity>>("SELECT id FROM activity ORDER BY id DESC LIMIT 1");
  });
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("played with seed " + std::to_string(seed));
  Game game(app, activity, seed);
  const std::int64_t steps = wanted_steps(app.database().engine());
  for (std::int64_t step = 0; step < steps && !testing::Test::HasFailure(); step += steps_a_write)
    game.play(steps_a_write);
}

}  // namespace
}  // namespace overens::activities
