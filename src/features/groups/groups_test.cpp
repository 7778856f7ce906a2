#include "features/groups/groups.h"

#include <gtest/gtest.h>

#include "app/test_app.h"

namespace overens::groups {
namespace {

constexpr std::string_view of_region = "ledamot1@region.example.org";
constexpr std::string_view also_of_region = "ledamot2@region.example.org";
constexpr std::string_view of_civil = "ledamot1@idebura.example.org";
constexpr std::string_view coordinator = "samordnare@region.example.org";

const std::string content(64, 'a');
const std::string other_content(64, 'b');

compacts::Compact ostergotland(TestApp& app) {
  return app.read([](Db& db) { return *compacts::find(db, "ostergotland"); });
}

Question freeze(const std::string& sha256) {
  return {.kind = "freeze_version",
          .subject = 2,
          .title = "Frys version 2",
          .where = url("/ostergotland/texts/1/versions/2"),
          .sha256 = sha256};
}

Proposal put_forward(TestApp& app, const Question& question) {
  const auto compact = ostergotland(app);
  return app.write([&](Db& db) { return propose(db, compact, question, {}, app.now()); });
}

bool agreed(TestApp& app, const std::string& sha256) {
  const auto compact = ostergotland(app);
  return app.read([&](Db& db) { return is_agreed(db, compact.id, "freeze_version", 2, sha256); });
}

int say_yes(TestApp& app, std::string_view email, const Proposal& proposal,
            const std::string& sha256 = content) {
  return app.sign_in(email)
      .post(url("/ostergotland/proposals/{}/assent", proposal.number), {{"sha256", sha256}})
      .status;
}

TEST(Proposals, AreAgreedWhenEveryPartyHasSaidYes) {
  TestApp app;
  const Proposal proposal = put_forward(app, freeze(content));
  EXPECT_EQ(say_yes(app, of_region, proposal), 303);
  EXPECT_FALSE(agreed(app, content));
  EXPECT_EQ(say_yes(app, also_of_region, proposal), 303);  // the same party once more
  EXPECT_FALSE(agreed(app, content));
  EXPECT_EQ(say_yes(app, of_civil, proposal), 303);
  EXPECT_TRUE(agreed(app, content));
  EXPECT_EQ(say_yes(app, "ledamot2@idebura.example.org", proposal), 409);  // it is done
}

TEST(Proposals, AreWhatTheyWereWhenAskedAgain) {
  TestApp app;
  const Proposal first = put_forward(app, freeze(content));
  EXPECT_EQ(put_forward(app, freeze(content)).number, first.number);
  say_yes(app, of_region, first);
  say_yes(app, of_civil, first);
  EXPECT_TRUE(put_forward(app, freeze(content)).agreed_at);
  EXPECT_NE(put_forward(app, freeze(other_content)).number, first.number);
  EXPECT_TRUE(agreed(app, content));
  EXPECT_FALSE(agreed(app, other_content));
}

TEST(Assents, AreSaidBySeatsOnly) {
  TestApp app;
  const Proposal proposal = put_forward(app, freeze(content));
  EXPECT_EQ(say_yes(app, coordinator, proposal), 403);
  EXPECT_EQ(say_yes(app, "nobody@example.org", proposal), 403);
  EXPECT_EQ(app.anyone().post("/ostergotland/proposals/1/assent").status, 401);
  EXPECT_EQ(app.sign_in(coordinator).get("/ostergotland/proposals/1").status, 200);
  EXPECT_EQ(app.sign_in("nobody@example.org").get("/ostergotland/proposals").status, 403);
}

TEST(Assents, AreGivenOnceAndCanBeTakenBackUntilAllAgree) {
  TestApp app;
  const Proposal proposal = put_forward(app, freeze(content));
  const Url withdrawal = url("/ostergotland/proposals/{}/withdrawal", proposal.number);
  auto seat = app.sign_in(of_region);
  EXPECT_EQ(seat.post(withdrawal).status, 409);
  EXPECT_EQ(say_yes(app, of_region, proposal), 303);
  EXPECT_EQ(say_yes(app, of_region, proposal), 409);
  EXPECT_EQ(seat.post(withdrawal).status, 303);
  EXPECT_TRUE(seat.get("/ostergotland/proposals/1").has("Taken back"));
  EXPECT_EQ(say_yes(app, of_region, proposal), 303);
  EXPECT_EQ(say_yes(app, of_civil, proposal), 303);
  EXPECT_EQ(seat.post(withdrawal).status, 409);
  EXPECT_TRUE(agreed(app, content));
}

TEST(Assents, AreVoidWhenTheContentChanges) {
  TestApp app;
  const Proposal first = put_forward(app, freeze(content));
  say_yes(app, of_region, first);
  const Proposal again = put_forward(app, freeze(other_content));
  EXPECT_EQ(again.number, first.number);
  EXPECT_TRUE(app.sign_in(of_region).get("/ostergotland/proposals/1").has("Void since"));
  EXPECT_EQ(say_yes(app, of_civil, again, content), 409);  // the page was opened before
  EXPECT_EQ(say_yes(app, of_civil, again, other_content), 303);
  EXPECT_FALSE(agreed(app, other_content));  // the region's yes was to something else
  EXPECT_EQ(say_yes(app, of_region, again, other_content), 303);
  EXPECT_TRUE(agreed(app, other_content));
}

TEST(Assents, AskForThePartysOwnQuorum) {
  TestApp app;
  app.write([](Db& db) { db.run("UPDATE party SET quorum = 2 WHERE key = 'public'"); });
  const Proposal proposal = put_forward(app, freeze(content));
  say_yes(app, of_civil, proposal);
  say_yes(app, of_region, proposal);
  EXPECT_FALSE(agreed(app, content));
  EXPECT_EQ(say_yes(app, of_region, proposal), 409);  // twice by one is not two
  EXPECT_EQ(say_yes(app, also_of_region, proposal), 303);
  EXPECT_TRUE(agreed(app, content));
}

// What the party's yes takes, as the page says it.
std::int64_t quorum_of(TestApp& app, std::string_view key) {
  return app.read([&](Db& db) {
    return db.load<std::int64_t>("SELECT quorum FROM party WHERE key = $1", key);
  });
}

int say_yes_to(TestApp& app, std::string_view email, std::int64_t number) {
  const auto compact = ostergotland(app);
  const auto one = app.read([&](Db& db) { return *find(db, compact.id, Number{number}); });
  return say_yes(app, email, one, one.sha256);
}

TEST(Quorum, IsDecidedByThePartysOwnSeats) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  EXPECT_TRUE(eva.get("/ostergotland/quorum").has("1 seat"));
  const Answer put = eva.post("/ostergotland/quorum", {{"quorum", "2"}});
  ASSERT_EQ(put.status, 303);
  EXPECT_EQ(put.location, "/ostergotland/proposals/1");
  EXPECT_EQ(quorum_of(app, "public"), 1);
  EXPECT_EQ(say_yes_to(app, of_civil, 1), 409);  // another party's affair
  EXPECT_EQ(say_yes_to(app, of_region, 1), 303);
  EXPECT_EQ(quorum_of(app, "public"), 2);
  EXPECT_EQ(quorum_of(app, "civil"), 1);
}

TEST(Quorum, IsLoweredByAsManyAsItTakesToday) {
  TestApp app;
  app.write([](Db& db) { db.run("UPDATE party SET quorum = 2 WHERE key = 'public'"); });
  auto seat = app.sign_in(of_region);
  EXPECT_EQ(seat.post("/ostergotland/quorum", {{"quorum", "1"}}).status, 303);
  EXPECT_EQ(say_yes_to(app, of_region, 1), 303);
  EXPECT_EQ(quorum_of(app, "public"), 2);  // one alone does not make it less
  EXPECT_EQ(say_yes_to(app, also_of_region, 1), 303);
  EXPECT_EQ(quorum_of(app, "public"), 1);
}

TEST(Quorum, IsBetweenOneAndTheSeatsThatAreHeld) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  for (const char* wrong : {"", "0", "3", "-1", "two", "1"}) {
    const Answer again = eva.post("/ostergotland/quorum", {{"quorum", wrong}});
    EXPECT_EQ(again.status, 422) << wrong;
    EXPECT_EQ(again.field("quorum"), wrong);
  }
  EXPECT_EQ(app.sign_in("registrator@region.example.org")
                .post("/ostergotland/quorum", {{"quorum", "2"}})
                .status,
            403);
  EXPECT_EQ(app.sign_in("nobody@example.org").get("/ostergotland/quorum").status, 403);
}

TEST(Quorum, OfWhatIsPutAlreadyStaysAsItWas) {
  TestApp app;
  const Proposal before = put_forward(app, freeze(content));
  EXPECT_EQ(app.sign_in(coordinator).post("/ostergotland/quorum", {{"quorum", "2"}}).status, 303);
  EXPECT_EQ(say_yes_to(app, of_region, 2), 303);
  say_yes(app, of_region, before);
  say_yes(app, of_civil, before);
  EXPECT_TRUE(agreed(app, content));
}

TEST(Proposals, ThatHaveFallenTakeNoYes) {
  TestApp app;
  const Proposal proposal = put_forward(app, freeze(content));
  const auto compact = ostergotland(app);
  const auto fall = [&] {
    return app.write([&](Db& db) { return close(db, compact.id, "freeze_version", 2, app.now()); });
  };
  EXPECT_TRUE(fall());
  EXPECT_FALSE(fall());
  EXPECT_EQ(say_yes(app, of_region, proposal), 409);
  EXPECT_TRUE(app.sign_in(of_region).get("/ostergotland/proposals/1").has("It has fallen"));
  EXPECT_NE(put_forward(app, freeze(content)).number, proposal.number);  // put anew
}

TEST(Interest, MakesASeatStepAside) {
  TestApp app;
  const auto compact = ostergotland(app);
  Question question = freeze(content);
  app.write([&](Db& db) {
    const auto korpen = organisations::find_same(db, compact.id, "Korpen", {})->id;
    organisations::add_mandate(db, korpen, people::find_by_email(db, of_civil)->id,
                               organisations::MandateKind::contact, {2018, 1, 1});
    question.interested_organisation = korpen;
  });
  const Proposal proposal = put_forward(app, question);
  EXPECT_EQ(say_yes(app, of_civil, proposal), 409);
  EXPECT_TRUE(app.sign_in(of_civil).get("/ostergotland/proposals/1").has("you step aside here"));
  EXPECT_EQ(say_yes(app, of_region, proposal), 303);
  EXPECT_EQ(say_yes(app, "ledamot2@idebura.example.org", proposal), 303);
  EXPECT_TRUE(agreed(app, content));
}

TEST(Vacancy, ShowsAsWaiting) {
  TestApp app;
  const auto compact = ostergotland(app);
  app.write([&](Db& db) {
    for (const auto& seat : compacts::appointed(db, compact.id, compacts::Role::seat, {2018, 6, 1}))
      if (seat.party == compacts::parties(db, compact.id)[1].id)
        compacts::end_appointment(db, seat, {2018, 5, 31});
  });
  const Proposal proposal = put_forward(app, freeze(content));
  say_yes(app, of_region, proposal);
  auto seat = app.sign_in(of_region);
  seat.reads(Language::sv);
  const Answer shown = seat.get("/ostergotland/proposals/1");
  EXPECT_TRUE(shown.has("Väntar på Idéburen sektor i Östergötland"));
  EXPECT_TRUE(shown.has("en plats är tom"));
  EXPECT_EQ(say_yes(app, of_civil, proposal), 403);  // the seat has ended
  EXPECT_FALSE(agreed(app, content));
}

TEST(Proposals, OfAnotherCompactAreNotFound) {
  TestApp app;
  put_forward(app, freeze(content));
  app.write([&](Db& db) {
    compacts::add_compact(
        db,
        {.slug = "lilleby",
         .name = "Lilleby",
         .full_name = "Lilleby",
         .parties = {{"public", "Lilleby kommun", ""}, {"civil", "Föreningarna", ""}},
         .appointments = {{"public", compacts::Role::coordinator, "a@example.org", ""},
                          {"public", compacts::Role::seat, "a@example.org", ""},
                          {"civil", compacts::Role::coordinator, "b@example.org", ""}}},
        app.now());
  });
  auto seat = app.sign_in("a@example.org");
  EXPECT_EQ(seat.get("/lilleby/proposals").status, 200);
  EXPECT_EQ(seat.get("/lilleby/proposals/1").status, 404);
  EXPECT_EQ(seat.post("/lilleby/proposals/1/assent", {{"sha256", content}}).status, 404);
  EXPECT_EQ(seat.get("/ostergotland/proposals/1").status, 403);
}

TEST(Proposals, ThoseWhoHoldSeatsAreToldAndNotMoreThanOnceAnHour) {
  TestApp app;
  put_forward(app, freeze(content));
  const auto letters = [&](std::string_view to) {
    std::size_t count = 0;
    for (const TestMail& mail : app.mails())
      count += mail.kind == "yes_asked_for" && mail.recipient == to;
    return count;
  };
  app.run_tasks();
  app.run_tasks();
  EXPECT_EQ(letters(of_region), 1u);
  EXPECT_EQ(letters(of_civil), 1u);
  EXPECT_EQ(letters(coordinator), 0u);
  EXPECT_NE(app.mails().front().text.find("Frys version 2"), std::string::npos);
  for (int subject = 3; subject < 5; ++subject) {
    Question more = freeze(content);
    more.subject = subject;
    more.title = "Frys version " + std::to_string(subject);
    put_forward(app, more);
  }
  app.run_tasks();
  put_forward(app, freeze(other_content));  // the first in other words
  app.run_tasks();
  EXPECT_EQ(letters(of_region), 1u) << "within the hour";
  app.pass_seconds(3601);
  app.run_tasks();
  EXPECT_EQ(letters(of_region), 2u) << "all in one letter";
  EXPECT_NE(app.mails().back().text.find("Frys version 3"), std::string::npos);
  EXPECT_NE(app.mails().back().text.find("Frys version 4"), std::string::npos);
}

}  // namespace
}  // namespace overens::groups
