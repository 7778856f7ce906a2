#include <gtest/gtest.h>

#include "app/test_app.h"
#include "features/contributions/contributions.h"
#include "web/server_testing.h"

namespace overens {
namespace {

constexpr std::string_view coordinator = "kontakt@idebura.example.org";
constexpr std::string_view tables = "/ostergotland/activities/4/tables";
constexpr std::string_view wall = "/ostergotland/activities/4/notes";

// 19 June 2018, the walk-through of the draft: the house as it is while people sit at the tables.
class Writing : public ::testing::Test {
 protected:
  Writing() {
    app.at("2018-06-19 13:30");
    leader = app.sign_in(coordinator);
  }

  // The address on the sign of a table, opened by the coordinator.
  std::string opened(const std::string& name) {
    EXPECT_EQ(leader.post(tables, {{"names", name}}).status, 303);
    const Answer page = leader.get(tables);
    const std::size_t label = page.body.find(">" + name + "</a>");
    EXPECT_NE(label, std::string::npos);
    const std::size_t begin = page.body.rfind("/ostergotland/tables/", label);
    return page.body.substr(begin, page.body.find('"', begin) - begin);
  }
  Answer says(const std::string& table, const std::string& words, const std::string& id = "one") {
    return phone.post(table, {{"wording", words}, {"sent_id", id}});
  }

  TestApp app;
  Browser leader = app.anyone();
  Browser phone = app.anyone();
};

TEST_F(Writing, ATableWritesWithoutAnAccountAndItStandsOnTheWall) {
  const std::string table = opened("3");
  EXPECT_TRUE(phone.get(table).has("Table 3"));
  const Answer sent =
      phone.post(table, {{"wording", "Mer tid  för\nsamtal."}, {"sent_id", "a"}, {"theme", "2"}});
  ASSERT_EQ(sent.status, 303);
  EXPECT_TRUE(phone.get(sent.location).has("The note has been sent"));
  const Answer shown = app.anyone().get(wall);
  EXPECT_TRUE(shown.has("Mer tid för samtal."));
  EXPECT_TRUE(shown.has("Table 3"));
  EXPECT_TRUE(shown.has("Dialog"));
  EXPECT_TRUE(app.anyone().get(std::string(wall) + "?by=table&look=dark").has("Mer tid"));
  const Answer note = app.anyone().get("/ostergotland/contributions/59");
  EXPECT_TRUE(note.has("Mer tid för samtal."));
  EXPECT_TRUE(note.has("On the web"));
  EXPECT_TRUE(note.has("/ostergotland/activities/4"));
}

TEST_F(Writing, TheWallIsToldWithinASecond) {
  const std::string table = opened("3");
  RunningServer server(app.answers());
  RawVisitor projector(server.port());
  projector.send(get(std::string(wall) + "/live"));
  ASSERT_EQ(projector.receive_head().status, 200);
  EXPECT_TRUE(projector.is_told("data: "));
  EXPECT_TRUE(projector.is_told("\n\n"));
  says(table, "Nu.");
  EXPECT_TRUE(projector.is_told("data: ", 1'000));
  EXPECT_TRUE(app.anyone().get(wall).has("Nu."));
}

TEST_F(Writing, TheSameNoteSentTwiceOrAfterADayIsOne) {
  const std::string table = opened("3");
  EXPECT_EQ(says(table, "Samma ord.", "a").status, 303);
  EXPECT_EQ(says(table, "Samma ord.", "a").status, 303);
  app.at("2018-06-20 13:30");
  EXPECT_EQ(says(table, "Samma ord.", "a").status, 303);
  leader.post(std::string(tables) + "/closing");
  EXPECT_EQ(says(table, "Samma ord.", "a").status, 303);  // it has arrived: no reason to worry
  EXPECT_TRUE(app.anyone().get("/ostergotland/contributions.json").has(R"("count":59)"));
}

TEST_F(Writing, OtherWordsUnderTheSameIdAreNotLost) {
  const std::string table = opened("3");
  says(table, "Det första.", "a");
  says(table, "Det andra.", "a");
  const Answer shown = app.anyone().get(wall);
  EXPECT_TRUE(shown.has("Det första."));
  EXPECT_TRUE(shown.has("Det andra."));
}

TEST_F(Writing, ANoteKeptOnTheDeviceSaysWhenItWasWritten) {
  const std::string table = opened("3");
  app.at("2018-06-20 09:00");
  const auto sent_at = [&](std::string_view when, const std::string& words) {
    const Instant at = *parse_local(when, zone("Europe/Stockholm"));
    phone.post(table, {{"wording", words},
                       {"sent_id", words},
                       {"noted_at", std::to_string(at.microseconds / 1'000)}});
  };
  sent_at("2018-06-19 14:05", "Utan nät.");
  sent_at("2031-01-01 12:00", "Klockan går fel.");
  phone.post(table, {{"wording", "Ingen klocka."}, {"sent_id", "c"}, {"noted_at", "nyss"}});
  const Answer data = app.anyone().get("/ostergotland/contributions.json?page=1");
  EXPECT_TRUE(data.has(R"("said_at":"2018-06-19T14:05:00+02:00")"));
  EXPECT_TRUE(data.has(R"("said_at":"2018-06-20T09:00:00+02:00")"));
  EXPECT_FALSE(data.has("2031"));
  EXPECT_TRUE(data.has("Ingen klocka."));
}

TEST_F(Writing, WhatIsWrongIsSaidAndNothingTypedIsLost) {
  const std::string table = opened("3");
  const std::string much(10'000, 'a');
  const Answer long_one = says(table, much);
  EXPECT_EQ(long_one.status, 422);
  EXPECT_EQ(long_one.field("wording"), much);
  EXPECT_EQ(says(table, " \n ").status, 422);
  EXPECT_EQ(phone.post(table, {{"wording", "Ett"}, {"theme", "99"}}).status, 422);
  EXPECT_EQ(says(table, "طاولة 日本語 Ö").status, 303);
  EXPECT_TRUE(app.anyone().get(wall).has("طاولة 日本語 Ö"));
}

TEST_F(Writing, AMadeUpLinkLeadsNowhere) {
  EXPECT_EQ(phone.get("/ostergotland/tables/made-up").status, 404);
  EXPECT_EQ(phone.post("/ostergotland/tables/made-up", {{"wording", "Ett"}}).status, 404);
  EXPECT_EQ(phone.get("/ostergotland/tables/made-up/live").status, 404);
}

TEST_F(Writing, ALinkInTheWrongHandsIsRenewedAndTheOldOneEnds) {
  const std::string leaked = opened("3");
  says(leaked, "Vår tanke.");
  EXPECT_EQ(app.anyone().post(std::string(tables) + "/1/link").status, 401);
  EXPECT_EQ(leader.post(std::string(tables) + "/9/link").status, 404);
  EXPECT_EQ(leader.post(std::string(tables) + "/1/link").status, 303);
  EXPECT_EQ(phone.get(leaked).status, 404);
  EXPECT_EQ(says(leaked, "Inte vår.", "b").status, 404);
  const std::string fresh = opened("3");
  EXPECT_NE(fresh, leaked);
  EXPECT_TRUE(phone.get(fresh).has("Vår tanke."));  // what it has written stays its own
}

TEST_F(Writing, AClosedTableRefusesAndKeepsWhatWasTyped) {
  const std::string table = opened("3");
  EXPECT_EQ(leader.post(std::string(tables) + "/1/closing").status, 303);
  EXPECT_TRUE(phone.get(table).has("The table is closed"));
  const Answer refused = says(table, "För sent.");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.field("wording"), "För sent.");
  EXPECT_EQ(leader.post(std::string(tables) + "/1/opening").status, 303);
  EXPECT_EQ(says(table, "För sent.").status, 303);
}

TEST_F(Writing, ATableThatNobodyClosesClosesByItself) {
  const std::string table = opened("3");
  app.at("2018-06-26 12:00");
  EXPECT_EQ(says(table, "I tid.", "a").status, 303);
  app.at("2018-06-30 12:00");
  EXPECT_EQ(says(table, "För sent.", "b").status, 409);
}

TEST_F(Writing, ATableCorrectsWhatItSentWhileItIsFresh) {
  const std::string table = opened("3");
  const Answer sent = says(table, "Fel ord.");
  const std::string key = sent.location.substr(sent.location.find('=') + 1);
  const std::string correction = table + "/notes/" + key;
  EXPECT_EQ(phone.get(correction).field("wording"), "Fel ord.");
  EXPECT_EQ(phone.post(correction, {{"wording", " "}}).status, 422);
  EXPECT_EQ(phone.post(correction, {{"wording", "Rätt ord."}}).status, 303);
  EXPECT_TRUE(app.anyone().get(wall).has("Rätt ord."));
  EXPECT_FALSE(app.anyone().get(wall).has("Fel ord."));
  EXPECT_TRUE(app.anyone().get("/ostergotland/contributions/59").has("before: Fel ord."));
  app.pass_seconds(20 * 60);
  EXPECT_EQ(phone.post(correction, {{"wording", "För sent."}}).status, 409);
  EXPECT_EQ(phone.get(table + "/notes/made-up").status, 409);
  const std::string other = opened("4");
  EXPECT_EQ(phone.post(other + "/notes/" + key, {{"wording", "Annat bord."}}).status, 409);
}

TEST_F(Writing, NewNotesWaitWhereTheLeaderWantsIt) {
  const std::string table = opened("3");
  EXPECT_EQ(leader.post(std::string(wall) + "/hold").status, 303);
  says(table, "Vänta.");
  EXPECT_FALSE(app.anyone().get(wall).has("Vänta."));
  EXPECT_EQ(app.anyone().get("/ostergotland/contributions/59").status, 404);
  EXPECT_TRUE(app.anyone().get("/ostergotland/contributions.json").has(R"("count":58)"));
  EXPECT_TRUE(phone.get(table).has("Is shown when whoever leads it has read it."));
  EXPECT_TRUE(leader.get(tables).has("Vänta."));
  EXPECT_EQ(leader.post(std::string(wall) + "/59/showing").status, 303);
  EXPECT_TRUE(app.anyone().get(wall).has("Vänta."));
  EXPECT_EQ(leader.post(std::string(wall) + "/release").status, 303);
  says(table, "Genast.", "b");
  EXPECT_TRUE(app.anyone().get(wall).has("Genast."));
}

TEST_F(Writing, AHiddenNoteIsKeptButPublicNowhere) {
  const std::string table = opened("3");
  says(table, "Karin Ek sa nej.");
  EXPECT_TRUE(app.anyone().get("/ostergotland/contributions").has("Karin Ek"));
  const std::string hiding = std::string(wall) + "/59/hiding";
  EXPECT_EQ(leader.post(hiding, {{"reason", ""}}).status, 422);
  EXPECT_EQ(leader.post(hiding, {{"reason", "Ett namn."}}).status, 303);
  for (const char* page : {"/ostergotland/activities/4/notes", "/ostergotland/contributions",
                           "/ostergotland/contributions.json", "/ostergotland/contributions.csv"})
    EXPECT_FALSE(app.anyone().get(page).has("Karin Ek")) << page;
  EXPECT_EQ(app.anyone().get("/ostergotland/contributions/59").status, 404);
  EXPECT_TRUE(phone.get(table).has("Not shown: Ett namn."));
  EXPECT_TRUE(leader.get(tables).has("Karin Ek sa nej."));
  EXPECT_EQ(leader.post(std::string(wall) + "/59/showing").status, 303);
  EXPECT_EQ(app.anyone().get("/ostergotland/contributions/59").status, 200);
}

TEST_F(Writing, ANoteBehindAParagraphIsNotHidden) {
  EXPECT_EQ(leader.post("/ostergotland/activities/2/notes/13/hiding", {{"reason", "Nej."}}).status,
            409);
}

TEST_F(Writing, TablesAreOpenedByNumberOrByName) {
  EXPECT_EQ(leader.post(tables, {{"names", "1-12\nBlåa rummet\n\n"}}).status, 303);
  EXPECT_EQ(leader.post(tables, {{"names", "12"}}).status, 303);  // there already
  const Answer signs = leader.get(std::string(tables) + "/signs");
  std::size_t count = 0;
  for (std::size_t at = 0; (at = signs.body.find("o-qr", at + 1)) != std::string::npos;) ++count;
  EXPECT_EQ(count, 13u);
  EXPECT_TRUE(signs.has("Table Blåa rummet"));
  EXPECT_TRUE(leader.get(std::string(tables) + "/sheets").has("What was said"));
  EXPECT_EQ(leader.post(tables, {{"names", " "}}).status, 422);
  for (const char* row : {"12-1", "1-9999", "3-3"})
    EXPECT_TRUE(leader.post(tables, {{"names", row}}).has("is no row of tables")) << row;
  EXPECT_TRUE(leader.post(tables, {{"names", "blåa Rummet"}})
                  .has("There is a table called “Blåa rummet” already."));
  EXPECT_EQ(leader.post(tables, {{"names", std::string(41, 'a')}}).status, 422);
  std::string many;
  for (int i = 0; i < 61; ++i) many += "Bord " + std::to_string(i) + "\n";
  EXPECT_EQ(leader.post(tables, {{"names", many}}).status, 422);
  EXPECT_EQ(leader.post(tables, {{"names", "Bord a\n20-60"}}).status, 303);
  EXPECT_EQ(leader.post(tables, {{"names", many.substr(0, 100)}}).status, 409);
}

TEST_F(Writing, ATableThatHasWrittenNothingIsTakenAway) {
  opened("3");
  const std::string number = std::to_string(app.read([](Db& db) {
    return db.load<std::int64_t>("SELECT MAX(number) FROM writing_table WHERE name = '3'");
  }));
  const std::string table = std::string(tables) + "/" + number + "/removal";
  EXPECT_EQ(app.anyone().post(table).status, 401);
  EXPECT_EQ(leader.post(table).status, 303);
  EXPECT_EQ(leader.post(table).status, 404);
}

TEST_F(Writing, ATableThatComesAgainByTheSameNameHasNoneOfItsOldLinks) {
  const std::string leaked = opened("3");
  const std::string number = std::to_string(app.read([](Db& db) {
    return db.load<std::int64_t>("SELECT MAX(number) FROM writing_table WHERE name = '3'");
  }));
  EXPECT_EQ(phone.get(leaked).status, 200);
  leader.post(std::string(tables) + "/" + number + "/removal");
  app.pass_seconds(60);
  const std::string fresh = opened("3");
  EXPECT_EQ(phone.get(fresh).status, 200);
  EXPECT_EQ(phone.get(leaked).status, 404);
}

TEST_F(Writing, TheNotesOfTheTablesBeginTheMinutes) {
  const std::string table = opened("3");
  says(table, "Vi *vill* ses.", "a");
  says(table, "# Oftare", "b");
  EXPECT_TRUE(leader.get(tables).has("Begin the minutes with these notes"));
  EXPECT_EQ(leader.post(std::string(tables) + "/minutes").status, 303);
  const Answer draft = leader.get("/ostergotland/activities/4/minutes");
  EXPECT_TRUE(draft.has("<li>Vi *vill* ses.</li>")) << draft.body;
  EXPECT_TRUE(draft.has("<li># Oftare</li>"));
  EXPECT_EQ(app.anyone().get("/ostergotland/activities/4/minutes").status, 404);
  EXPECT_FALSE(leader.get(tables).has("Begin the minutes with these notes"));
  EXPECT_EQ(leader.post(std::string(tables) + "/minutes").status, 303) << "nothing is written over";
}

TEST_F(Writing, OnlyThoseWhoRunItLeadIt) {
  opened("3");
  for (const char* path : {"", "/signs", "/sheets"})
    EXPECT_EQ(app.anyone().get(std::string(tables) + path).status, 401) << path;
  for (const char* path : {"/hold", "/release", "/showing", "/59/showing", "/59/hiding"})
    EXPECT_EQ(app.sign_in("ledamot1@region.example.org").post(std::string(wall) + path).status, 403)
        << path;
}

TEST_F(Writing, ThePageOpensOfflineUnderOnePolicyAndForItselfAlone) {
  const Answer page = phone.get(opened("3"));
  EXPECT_NE(page.header("Content-Security-Policy").find("trusted-types overens-worker"),
            std::string::npos);
  EXPECT_TRUE(page.has("data-outbox"));
  const Answer script = phone.get("/ostergotland/tables/offline.js");
  EXPECT_EQ(*script.headers.find("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(script.headers.find("Service-Worker-Allowed"), nullptr);
  const Answer front = app.anyone().get("/ostergotland");
  const std::string* policy = front.headers.find("Content-Security-Policy");
  EXPECT_TRUE(!policy || policy->find("overens-worker") == std::string::npos);
}

}  // namespace
}  // namespace overens
