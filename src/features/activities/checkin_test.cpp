#include <gtest/gtest.h>

#include "features/activities/activities_testing.h"
#include "features/activities/door.h"

namespace overens::activities {
namespace {

// A meeting on 8 October 2018 with two people, and the door open on that day.
class AtTheDoor : public ::testing::Test {
 protected:
  AtTheDoor() {
    meeting = published(app);
    auto visitor = app.anyone();
    register_at(visitor, meeting, participant("anna@example.org", "Anna Ek"));
    own_page = link_in_mail(app, "anna@example.org");
    auto other = app.anyone();
    register_at(other, meeting, participant("olle@example.org", "Olle Öberg"));
    auto leader = app.sign_in(region);
    EXPECT_EQ(leader.post(meeting + "/doors", {{"day", "2018-10-08"}}).status, 303);
    const Answer doors = leader.get(meeting + "/doors");
    const std::size_t begin = doors.body.find("/ostergotland/door/");
    door = doors.body.substr(begin, doors.body.find('"', begin) - begin);
    app.at("2018-10-08 08:45");
  }

  Answer arrives(Browser& phone, std::string_view registration, const std::string& sent_id,
                 const Browser::Fields& more = {}) {
    Browser::Fields fields{
        {"registration", std::string(registration)}, {"number", "1"}, {"sent_id", sent_id}};
    fields.insert(fields.end(), more.begin(), more.end());
    return phone.post(door + "/arrivals", fields);
  }
  std::string code() {
    const Answer own = app.anyone().get(own_page);
    const std::size_t begin = own.body.find("<p class=\"o-code\">") + 18;
    return own.body.substr(begin, own.body.find('<', begin) - begin);
  }
  std::string milliseconds(std::string_view when) {
    return std::to_string(parse_local(when, zone("Europe/Stockholm"))->microseconds / 1'000);
  }
  std::int64_t here() {
    return app.read([&](Db& db) {
      const auto activity = db.load<Id<Activity>>("SELECT MAX(id) FROM activity");
      return count_here(db, activity);
    });
  }

  TestApp app;
  std::string meeting, own_page, door;
  Browser helper = app.anyone();
};

TEST_F(AtTheDoor, OnlyThoseWhoCameAreThanked) {
  EXPECT_EQ(arrives(helper, "1", "a").status, 303);
  app.at("2018-10-09 12:00");
  EXPECT_EQ(app.sign_in(region).post(meeting + "/mails/thanks").status, 303);
  app.run_tasks();
  std::vector<std::string> thanked;
  for (const TestMail& one : app.mails())
    if (one.kind == "activity_thanks") thanked.push_back(one.recipient);
  EXPECT_EQ(thanked, std::vector<std::string>{"anna@example.org"});
}

TEST_F(AtTheDoor, AHelperWithoutAnAccountChecksInByName) {
  const Answer list = helper.get(door);
  EXPECT_TRUE(list.has("Anna Ek"));
  EXPECT_TRUE(list.has("0 of 2 are here"));
  EXPECT_TRUE(helper.get(door + "?q=Okänd").has("Nobody with that name"));
  EXPECT_FALSE(helper.get(door + "?q=Anna").has("Nobody with that name"));
  EXPECT_FALSE(list.has("anna@example.org"));
  EXPECT_EQ(arrives(helper, "1", "a").status, 303);
  EXPECT_TRUE(helper.get(door).has("1 of 2 are here"));
  EXPECT_EQ(here(), 1);
  const Answer found = helper.get(door + "?q=%C3%96berg");
  EXPECT_TRUE(found.has("Olle Öberg"));
  EXPECT_FALSE(found.has("Anna Ek"));
}

TEST_F(AtTheDoor, TheSameSentTwiceOrFromTwoPhonesCountsOnce) {
  arrives(helper, "1", "a");
  arrives(helper, "1", "a");
  auto second = app.anyone();
  arrives(second, "1", "b");
  EXPECT_EQ(here(), 1);
}

TEST_F(AtTheDoor, AMistakeIsUndoneAndWhatComesLateDoesNotUndoIt) {
  app.at("2018-10-08 09:30");
  arrives(helper, "1", "a", {{"noted_at", milliseconds("2018-10-08 09:00")}});
  arrives(helper, "1", "b", {{"noted_at", milliseconds("2018-10-08 09:10")}, {"here", "no"}});
  EXPECT_EQ(here(), 0);
  auto late = app.anyone();  // a phone that was without network
  arrives(late, "1", "c", {{"noted_at", milliseconds("2018-10-08 09:05")}});
  EXPECT_EQ(here(), 0);
  arrives(late, "1", "d", {{"noted_at", milliseconds("2018-10-08 09:20")}});
  EXPECT_EQ(here(), 1);
  arrives(helper, "2", "e", {{"noted_at", "soon"}});
  EXPECT_EQ(here(), 2);
}

TEST_F(AtTheDoor, ACodeIsReadAndAUsedOneSaysSo) {
  const std::string shown = code();
  EXPECT_EQ(shown.find("Anna"), std::string::npos);
  const Answer page = app.anyone().get("/ostergotland/check-in/" + shown);
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(page.has("Anna Ek"));
  EXPECT_EQ(here(), 0);  // nothing changes by looking
  EXPECT_TRUE(app.sign_in(region).get("/ostergotland/check-in/" + shown).has(door + "?q="));
  const Answer by_code = helper.get(door + "?q=" + shown);
  EXPECT_TRUE(by_code.has("Anna Ek"));
  EXPECT_FALSE(by_code.has("is here already"));
  arrives(helper, "1", "a");
  EXPECT_TRUE(helper.get(door + "?q=http://localhost:8080/ostergotland/check-in/" + shown)
                  .has("Anna Ek is here already"));
}

TEST_F(AtTheDoor, AMadeUpCodeOrOneOfSomebodyWhoCancelledGetsAClearWord) {
  const std::string shown = code();
  for (const std::string& wrong : {std::string("1.1.madeup"), shown + "x", std::string("99.1.a"),
                                   std::string("1..a"), std::string("9999999999999999999.1.a")})
    EXPECT_TRUE(helper.get(door + "?q=" + wrong).has("That code is not of this activity")) << wrong;
  EXPECT_EQ(app.sign_in(region).post(meeting + "/registrations/1/cancellation").status, 303);
  EXPECT_TRUE(helper.get(door + "?q=" + shown).has("Anna Ek has no seat"));
  EXPECT_EQ(arrives(helper, "1", "a").status, 409);
  EXPECT_EQ(arrives(helper, "99", "a").status, 404);
  EXPECT_EQ(helper.post(door + "/arrivals", {{"registration", "x"}}).status, 404);
  EXPECT_EQ(here(), 0);
}

TEST_F(AtTheDoor, WhoeverIsNotOnTheListIsWrittenDownOnce) {
  const Browser::Fields form{{"name", "Karin Ny"}, {"organisation_name", "Eken"}, {"sent_id", "w"}};
  EXPECT_EQ(helper.post(door + "/walk-ins", form).status, 303);
  EXPECT_EQ(helper.post(door + "/walk-ins", form).status, 303);  // sent twice
  EXPECT_TRUE(helper.get(door).has("1 of 3 are here"));
  EXPECT_TRUE(helper.get(door).has("Karin Ny"));
  const Answer empty =
      helper.post(door + "/walk-ins", {{"name", " "}, {"organisation_name", "Eken"}});
  EXPECT_EQ(empty.status, 422);
  EXPECT_EQ(empty.field("organisation_name"), "Eken");
  EXPECT_EQ(helper.post(door + "/walk-ins", {{"name", "Utan formulär"}}).status, 422);
  const Answer full = helper.post(door + "/walk-ins", {{"name", "En till"}, {"sent_id", "v"}});
  EXPECT_EQ(full.status, 409);
  EXPECT_TRUE(full.has("All seats are taken."));
  EXPECT_EQ(full.field("name"), "En till");
  EXPECT_EQ(here(), 1);
}

TEST_F(AtTheDoor, TheLinkIsForItsDayAndWhatWasKeptMayComeTheDayAfter) {
  app.at("2018-10-07 12:00");
  EXPECT_EQ(helper.get(door).status, 409);
  app.at("2018-10-09 12:00");
  EXPECT_EQ(helper.get(door).status, 409);
  EXPECT_EQ(arrives(helper, "1", "a", {{"noted_at", milliseconds("2018-10-08 09:00")}}).status,
            303);
  EXPECT_EQ(here(), 1);
  app.at("2018-10-10 12:00");
  EXPECT_EQ(arrives(helper, "2", "b").status, 409);
}

TEST_F(AtTheDoor, AMadeUpOrClosedLinkLeadsNowhere) {
  EXPECT_EQ(helper.get("/ostergotland/door/made-up").status, 404);
  EXPECT_EQ(helper.post("/ostergotland/door/made-up/arrivals", {{"registration", "1"}}).status,
            404);
  EXPECT_EQ(app.sign_in(region).post(meeting + "/doors/closing", {{"day", "2018-10-08"}}).status,
            303);
  EXPECT_EQ(helper.get(door).status, 404);
  EXPECT_EQ(arrives(helper, "1", "a").status, 404);
}

TEST_F(AtTheDoor, ALinkInTheWrongHandsIsRenewedAndTheOldOneEnds) {
  arrives(helper, "1", "a");
  auto leader = app.sign_in(region);
  EXPECT_EQ(leader.post(meeting + "/doors/link", {{"day", "2018-10-08"}}).status, 303);
  EXPECT_EQ(helper.get(door).status, 404);
  EXPECT_EQ(arrives(helper, "2", "b").status, 404);
  const Answer page = leader.get(meeting + "/doors");
  const std::size_t at = page.body.find("/ostergotland/door/");
  ASSERT_NE(at, std::string::npos);
  const std::string fresh = page.body.substr(at, page.body.find('"', at) - at);
  EXPECT_NE(fresh, door);
  EXPECT_TRUE(helper.get(fresh).has("1 of 2 are here"));
}

TEST_F(AtTheDoor, ItsPageAloneMayAskForTheCamera) {
  EXPECT_NE(helper.get(door).header("Permissions-Policy").find("camera=(self)"), std::string::npos);
  EXPECT_EQ(helper.get(meeting).header("Permissions-Policy").find("camera=(self)"),
            std::string::npos);
}

TEST_F(AtTheDoor, OnlyThoseWhoRunItOpenTheDoorAndOnlyOnItsDays) {
  EXPECT_EQ(app.anyone().get(meeting + "/doors").status, 401);
  EXPECT_EQ(app.sign_in("ledamot1@region.example.org").get(meeting + "/doors").status, 403);
  auto leader = app.sign_in(civil);
  EXPECT_EQ(leader.post(meeting + "/doors", {{"day", "2018-10-09"}}).status, 422);
  EXPECT_EQ(leader.post(meeting + "/doors", {{"day", "i maj"}}).status, 422);
  EXPECT_EQ(leader.post(meeting + "/doors", {{"day", "2018-10-08"}}).status, 303);  // there already
}

}  // namespace
}  // namespace overens::activities
