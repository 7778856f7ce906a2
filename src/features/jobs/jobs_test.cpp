#include "features/jobs/jobs.h"

#include <gtest/gtest.h>

#include "app/test_app.h"
#include "features/jobs/run.h"
#include "features/jobs/store.h"

namespace overens::jobs {
namespace {

constexpr std::string_view coordinator = "samordnare@region.example.org";
constexpr std::int64_t subject = 7;

// Work of three pieces, that may be told to go wrong.
struct Work {
  int pieces = 0;
  bool is_broken = false;
};
Work work;

JobStep do_piece(const Site&, Database&, ScopeKey, std::int64_t, Instant) {
  if (work.is_broken) throw std::runtime_error("a piece went wrong");
  ++work.pieces;
  return {.done = work.pieces, .total = 3, .is_finished = work.pieces == 3};
}

Url result(Visit& visit, std::int64_t about) {
  return url(visit, "/{}/texts/{}", visit.scope.slug, Number{about});
}

class Jobs : public testing::Test {
 protected:
  Jobs() {
    work = {};
    app.house().features.push_back(
        {.name = "tests", .jobs = {{"copy", words("Opening hours"), do_piece, result}}});
  }
  Job ask() {
    return app.write([&](Db& db) {
      return ask_for(db, compacts::find(db, "ostergotland")->id, "copy", subject, {}, app.now());
    });
  }
  Job latest() {
    return app.read([](Db& db) { return *find_latest(db, "copy", subject); });
  }
  std::int64_t run() { return run_due(app.house(), app.database(), app.now()); }

  TestApp app;
};

TEST_F(Jobs, AreDonePieceByPieceAndThenShowWhatCameOfIt) {
  const Job job = ask();
  auto staff = app.sign_in(coordinator);
  const Url page = url("/ostergotland/jobs/{}", job.number);
  EXPECT_TRUE(staff.get(page).has("It is about to begin"));
  EXPECT_EQ(run(), 3);
  EXPECT_EQ(latest().state, State::done);
  const Answer done = staff.get(page);
  EXPECT_TRUE(done.has("Done."));
  EXPECT_TRUE(done.has(R"(href="/ostergotland/texts/7")"));
  EXPECT_EQ(run(), 0);
}

TEST_F(Jobs, AreUnderWayOnce) {
  EXPECT_EQ(ask().id, ask().id);
  run();
  EXPECT_NE(ask().id.value, 1);
  EXPECT_EQ(latest().state, State::waiting);  // asked for anew after it was done
}

TEST_F(Jobs, TellAScriptHowFarTheyHaveCome) {
  const Job job = ask();
  const Url progress = url("/ostergotland/jobs/{}/progress.json", job.number);
  auto staff = app.sign_in(coordinator);
  EXPECT_TRUE(staff.get(progress).has(R"("has_ended":false)"));
  run();
  EXPECT_TRUE(staff.get(progress).has(R"("done":3,"total":3,"words":"Done.","has_ended":true)"));
}

TEST_F(Jobs, TellInsideALongPieceHowFarItHasCome) {
  const Job job = ask();
  app.write([&](Db& db) { return take_due(db, "ours", app.now()); });
  Progress progress(app.database(), "copy", subject, app.now());
  progress.tell(3, 10);
  progress.tell(4, 10);  // within the same second
  EXPECT_TRUE(
      app.sign_in(coordinator).get(url("/ostergotland/jobs/{}", job.number)).has("3 of 10 done."));
}

TEST_F(Jobs, AreForThoseWhoRunTheCompact) {
  const Job job = ask();
  EXPECT_EQ(app.anyone().get(url("/ostergotland/jobs/{}", job.number)).status, 401);
  EXPECT_EQ(app.sign_in("ordforande@eken.example.org").get("/ostergotland/jobs").status, 403);
  EXPECT_EQ(app.sign_in(coordinator).get("/ostergotland/jobs/99").status, 404);
}

TEST_F(Jobs, AreTriedAgainLaterAndAtLastGivenUp) {
  const Job job = ask();
  work.is_broken = true;
  for (std::int64_t attempt = 1; attempt <= most_attempts; ++attempt) {
    EXPECT_EQ(run(), 1);
    EXPECT_EQ(run(), 0);  // not at once
    app.pass_seconds(attempt * again_after_seconds);
  }
  EXPECT_EQ(latest().state, State::failed);
  EXPECT_TRUE(app.sign_in(coordinator)
                  .get(url("/ostergotland/jobs/{}", job.number))
                  .has("This work could not be finished"));
}

TEST_F(Jobs, AreGivenUpWhenWhoeverDoesThemDiesOverThemAgainAndAgain) {
  ask();
  for (std::int64_t attempt = 0; attempt < most_attempts; ++attempt) {
    EXPECT_TRUE(app.write([&](Db& db) { return take_due(db, "dies", app.now()); })) << attempt;
    app.pass_seconds(lease_seconds + 1);
  }
  EXPECT_FALSE(app.write([&](Db& db) { return take_due(db, "another", app.now()); }));
  EXPECT_EQ(latest().state, State::failed);
}

TEST_F(Jobs, GoOnAfterWhatWentWrongOnce) {
  ask();
  work.is_broken = true;
  run();
  work.is_broken = false;
  app.pass_seconds(again_after_seconds);
  EXPECT_EQ(run(), 3);
  EXPECT_EQ(latest().state, State::done);
}

TEST_F(Jobs, AreTakenUpAgainWhenWhoHadThemIsGone) {
  ask();
  const auto taken = app.write([&](Db& db) { return take_due(db, "crashed", app.now()); });
  EXPECT_TRUE(taken);
  EXPECT_EQ(run(), 0);  // somebody else has it
  app.pass_seconds(lease_seconds);
  EXPECT_EQ(run(), 3);
  EXPECT_FALSE(app.write(
      [&](Db& db) { return record(db, *taken, "crashed", {.done = 1, .total = 3}, app.now()); }));
  EXPECT_EQ(latest().state, State::done);
}

}  // namespace
}  // namespace overens::jobs
