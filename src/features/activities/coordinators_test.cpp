// What coordinators do with activities and with those who come.
#include <gtest/gtest.h>

#include "features/activities/activities_testing.h"
#include "features/compacts/compacts.h"

namespace overens::activities {
namespace {

constexpr std::string_view anna = "anna@eken.example.org";

TEST(Coordinating, OnlyCoordinatorsOfEitherPartyMakeActivities) {
  TestApp app;
  const std::string_view where = "/ostergotland/activities/new";
  EXPECT_EQ(app.anyone().post(where, activity_form()).status, 401);
  EXPECT_EQ(app.sign_in("nagon@example.org").post(where, activity_form()).status, 403);
  EXPECT_EQ(app.sign_in(region).post(where, activity_form()).status, 303);
  EXPECT_EQ(app.sign_in(civil).post(where, activity_form()).status, 303);
  for (const char* page : {"/edit", "/registrations", "/registrations/print", "/registrations.csv",
                           "/registrations/new", "/result", "/cancellation"})
    EXPECT_NE(app.anyone().get("/ostergotland/activities/4" + std::string(page)).status, 200)
        << page;
  EXPECT_FALSE(app.anyone().get("/ostergotland/activities/4").has("For coordinators"));
}

TEST(Coordinating, ADraftIsPublishedByEitherParty) {
  TestApp app;
  const std::string made =
      app.sign_in(region).post("/ostergotland/activities/new", activity_form()).location;
  auto other = app.sign_in(civil);
  EXPECT_TRUE(other.get("/ostergotland/activities?when=drafts").has("Vårmöte"));
  EXPECT_TRUE(other.get(made).has("This is a draft"));
  EXPECT_EQ(other.post(made + "/publication").status, 303);
  EXPECT_TRUE(app.anyone().get(made).has("Open for registration"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/activities").has("Vårmöte"));
}

TEST(Coordinating, WhatIsWrongInTheFormIsSaidAndWhatWasTypedStays) {
  TestApp app;
  auto coordinator = app.sign_in(region);
  const auto refused = [&](const Browser::Fields& other, std::string_view words) {
    const Answer again = coordinator.post("/ostergotland/activities/new", activity_form(other));
    EXPECT_EQ(again.status, 422) << words;
    EXPECT_TRUE(again.has(words)) << words << again.text();
    EXPECT_EQ(again.field("place"), "Linköping");
  };
  refused({{"title", ""}}, "Write a title.");
  refused({{"starts_on", ""}}, "Write the day and the time when it begins.");
  refused({{"starts_on", "2018-02-30"}}, "starts_on-error");
  refused({{"ends_time", "08:00"}}, "It must end after it begins.");
  refused({{"register_by", "2018-10-09"}}, "The last day to register can not be after it begins.");
  refused({{"audience", "friends"}}, "Choose whom it is for.");
  refused({{"registration_link", "javascript:alert(1)"}}, "beginning with https://");
  EXPECT_EQ(
      coordinator.post("/ostergotland/activities/new", activity_form({{"seats", "0"}})).status,
      422);
  EXPECT_FALSE(coordinator.get("/ostergotland/activities?when=drafts").has("Vårmöte"));
}

TEST(Coordinating, ANewTimeReachesTheCalendarsAndTheOldOneIsKept) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  auto coordinator = app.sign_in(civil, "Civil Samordnare");
  EXPECT_EQ(coordinator.post(meeting + "/edit", activity_form({{"starts_time", "10:00"}})).status,
            303);
  const auto mails = mails_to(app, anna);
  ASSERT_EQ(mails.size(), 2u);
  EXPECT_EQ(mails[1].subject, "Changed: Vårmöte");
  EXPECT_EQ(calendar_line(mails[1], "METHOD"), "REQUEST");
  EXPECT_EQ(calendar_line(mails[1], "UID"), calendar_line(mails[0], "UID"));
  EXPECT_GT(std::stoi(calendar_line(mails[1], "SEQUENCE")),
            std::stoi(calendar_line(mails[0], "SEQUENCE")));
  EXPECT_NE(mails[1].text.find("/ostergotland/registrations/"), std::string::npos);
  EXPECT_TRUE(coordinator.get(meeting).has("8 October 2018 at 9:00"));  // what stood there
  EXPECT_TRUE(coordinator.get(meeting).has("Earlier values"));
  EXPECT_FALSE(visitor.get(meeting).has("Earlier values"));

  coordinator.post(meeting + "/edit",
                   activity_form({{"starts_time", "10:00"}, {"purpose", "Mer."}}));
  EXPECT_EQ(mails_to(app, anna).size(), 2u);  // nothing for the calendar
}

TEST(Coordinating, ThereAreNeverFewerSeatsThanPeople) {
  TestApp app;
  const std::string meeting = published(app);
  for (const char* who : {"a@example.org", "b@example.org"}) {
    auto visitor = app.anyone();
    register_at(visitor, meeting, participant(who));
  }
  auto coordinator = app.sign_in(region);
  const Answer refused = coordinator.post(meeting + "/edit", activity_form({{"seats", "1"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("2 seats are taken already."));
  EXPECT_EQ(refused.field("seats"), "1");
  EXPECT_EQ(coordinator.post(meeting + "/edit", activity_form({{"seats", "2"}})).status, 303);
  EXPECT_TRUE(app.anyone().get(meeting).has("All seats are taken"));
}

TEST(Coordinating, CancellingTellsEverybodyOnceWithCancel) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  auto coordinator = app.sign_in(region);
  EXPECT_EQ(coordinator.post(meeting + "/cancellation", {{"reason", ""}}).status, 422);
  EXPECT_EQ(coordinator.post(meeting + "/cancellation", {{"reason", "Lokalen brann."}}).status,
            303);
  EXPECT_EQ(coordinator.post(meeting + "/cancellation", {{"reason", "Igen."}}).status, 409);
  const auto mails = mails_to(app, anna);
  ASSERT_EQ(mails.size(), 2u);
  EXPECT_EQ(mails[1].subject, "Cancelled: Vårmöte");
  EXPECT_NE(mails[1].text.find("Lokalen brann."), std::string::npos);
  EXPECT_EQ(calendar_line(mails[1], "METHOD"), "CANCEL");
  EXPECT_GT(std::stoi(calendar_line(mails[1], "SEQUENCE")),
            std::stoi(calendar_line(mails[0], "SEQUENCE")));
  EXPECT_TRUE(visitor.get(meeting).has("This is cancelled"));
  EXPECT_TRUE(visitor.get(meeting).has("Lokalen brann."));
  EXPECT_FALSE(visitor.get(meeting).has("Open for registration"));
  EXPECT_TRUE(visitor.get(link_in_mail(app, anna)).has("This is cancelled"));
  EXPECT_TRUE(visitor.get("/ostergotland/activities").has("Cancelled"));
  EXPECT_TRUE(visitor.get("/ostergotland/calendar.ics").has("STATUS:CANCELLED"));
  EXPECT_EQ(coordinator.post(meeting + "/edit", activity_form()).status, 409);
}

TEST(Coordinating, TheResultComesAfterwards) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  EXPECT_EQ(coordinator.post(meeting + "/result", {{"result", "För tidigt."}}).status, 409);
  app.at("2018-10-09 12:00");
  coordinator = app.sign_in(region);
  EXPECT_TRUE(app.anyone().get(meeting).has("The documentation has not been added yet."));
  EXPECT_EQ(coordinator
                .post(meeting + "/result",
                      {{"result", "## Vi enades\n\nom mycket."}, {"attendance", "cirka 50"}})
                .status,
            303);
  const Answer page = app.anyone().get(meeting);
  EXPECT_TRUE(page.has("Vi enades"));
  EXPECT_TRUE(page.has("Took part: cirka 50 as reported, not counted"));
}

TEST(Coordinating, WhoPhonedIsWrittenDownAlsoAfterTheLastDayWhileThereAreSeats) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "1"}});
  app.at("2018-10-05 12:00");
  auto coordinator = app.sign_in(civil);
  const std::string where = meeting + "/registrations/new";
  EXPECT_EQ(coordinator.get(where).status, 200);
  EXPECT_EQ(coordinator.post(where, {{"name", ""}, {"channel", "phone"}}).status, 422);
  EXPECT_EQ(coordinator.post(where, {{"name", "Karin"}, {"channel", "web"}}).status, 422);
  EXPECT_EQ(
      coordinator.post(where, {{"name", "Karin Ek"}, {"channel", "phone"}, {"note", "Talare"}})
          .status,
      303);
  const Answer list = coordinator.get(meeting + "/registrations");
  EXPECT_TRUE(list.has("Karin Ek"));
  EXPECT_TRUE(list.has("By phone"));
  EXPECT_TRUE(list.has("Talare"));
  EXPECT_TRUE(app.mails().empty());  // no address
  const Answer full = coordinator.post(where, {{"name", "Olle"}, {"channel", "phone"}});
  EXPECT_EQ(full.status, 409);
  EXPECT_TRUE(full.has("There are not so many free seats"));
  EXPECT_EQ(full.field("name"), "Olle");
  app.at("2018-10-08 16:00");
  EXPECT_EQ(app.sign_in(civil).post(where, {{"name", "Olle"}, {"channel", "phone"}}).status, 409);
}

TEST(Coordinating, WhoIsWrittenDownByAFormSentTwiceStandsThereOnce) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "9"}});
  auto coordinator = app.sign_in(region);
  const std::string where = meeting + "/registrations/new";
  const Browser::Fields form{
      {"name", "Karin Ek"}, {"channel", "phone"}, {"form", *coordinator.get(where).field("form")}};
  EXPECT_EQ(coordinator.post(where, form).status, 303);
  EXPECT_EQ(coordinator.post(where, form).status, 303);
  EXPECT_TRUE(coordinator.get(meeting + "/cancellation").has("1 person is registered."));
}

TEST(Coordinating, AnAddressThatIsThereIsNotWrittenDownTwice) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  auto coordinator = app.sign_in(region);
  const Answer twice =
      coordinator.post(meeting + "/registrations/new",
                       {{"name", "Anna Ek"}, {"email", std::string(anna)}, {"channel", "phone"}});
  EXPECT_EQ(twice.status, 409);
  EXPECT_TRUE(twice.has("That name and address are registered already."));
}

TEST(Coordinating, WhoHasNoAddressIsNamedSoThatSomebodyCallsThem) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "9"}});
  auto coordinator = app.sign_in(region);
  EXPECT_FALSE(coordinator.get(meeting + "/cancellation").has("Tell"));
  EXPECT_EQ(coordinator
                .post(meeting + "/registrations/new",
                      {{"name", "Karin Utan Mejl"}, {"channel", "phone"}, {"category", "other"}})
                .status,
            303);
  const Answer asked = coordinator.get(meeting + "/cancellation");
  EXPECT_TRUE(asked.has("1 person is registered."));
  EXPECT_TRUE(asked.has("Tell 1 of them yourself: there is no mail address"));
  EXPECT_TRUE(asked.has("Karin Utan Mejl"));
  const Answer done = coordinator.post(meeting + "/cancellation", {{"reason", "Snö."}});
  EXPECT_EQ(done.location, meeting + "/registrations");
  EXPECT_TRUE(app.mails().empty());
}

TEST(Coordinating, ACoordinatorCancelsForSomebody) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  auto coordinator = app.sign_in(region);
  EXPECT_EQ(coordinator.post(meeting + "/registrations/1/cancellation").status, 303);
  EXPECT_TRUE(coordinator.get(meeting + "/registrations").has("Nobody has registered yet"));
  EXPECT_TRUE(coordinator.get(meeting + "/registrations?state=cancelled").has("Anna Ek"));
  EXPECT_EQ(calendar_line(mails_to(app, anna).back(), "METHOD"), "CANCEL");
  EXPECT_EQ(coordinator.post(meeting + "/registrations/9/cancellation").status, 404);
  EXPECT_EQ(coordinator.post("/ostergotland/activities/4/registrations/1/cancellation").status,
            404);
}

TEST(Coordinating, TheListGoesToTheDoorAndIntoASpreadsheet) {
  TestApp app;
  const std::string meeting = published(app);
  auto first = app.anyone();
  register_at(first, meeting, participant("z@example.org", "Öberg"));
  auto second = app.anyone();
  auto fields = participant("a@example.org", "=HYPERLINK(\"http://x\")");
  fields.emplace_back("organisation_name", "Eken");
  register_at(second, meeting, fields);
  auto coordinator = app.sign_in(region);
  const Answer door = coordinator.get(meeting + "/registrations/print");
  EXPECT_TRUE(door.has("2 people are registered."));
  EXPECT_TRUE(door.has("o-tick"));
  EXPECT_FALSE(door.has("z@example.org"));
  const Answer csv = coordinator.get(meeting + "/registrations.csv");
  EXPECT_EQ(csv.body.substr(0, 3), "\xEF\xBB\xBF");
  EXPECT_TRUE(csv.has("Öberg;z@example.org"));
  EXPECT_EQ(csv.body.find(";=HYPERLINK"), std::string::npos);
  EXPECT_EQ(csv.body.find(";\"=HYPERLINK"), std::string::npos);
  EXPECT_NE(csv.header("Content-Disposition").find("attachment"), std::string::npos);
}

// Every table for a spreadsheet: what somebody typed opens as text, never as a formula.
TEST(Coordinating, NothingTypedBecomesAFormulaInASpreadsheet) {
  TestApp app;
  const std::string formula = "=1+1";
  const std::string meeting = published(app, {{"title", formula}});
  auto coordinator = app.sign_in(region);
  coordinator.post(
      meeting + "/questions",
      {{"kind", "text"}, {"label", "@SUM(A1)"}, {"purpose", "För maten."}, {"kept_days", "3"}});
  auto visitor = app.anyone();
  register_at(visitor, meeting,
              merged(participant("a@example.org", "+46 Anna"),
                     {{"organisation_name", formula}, {"question_1", "-1+2"}}));
  for (const std::string& table : {meeting + "/registrations.csv", meeting + "/people.csv"}) {
    const std::string body = coordinator.get(table).body;
    for (const char* begin : {"=1+1", "@SUM", "+46 Anna", "-1+2"})
      for (const char* before : {";", "\n", ";\"", "\n\""})
        EXPECT_EQ(body.find(before + std::string(begin)), std::string::npos) << table << begin;
    EXPECT_NE(body.find("'=1+1"), std::string::npos) << table;
  }
}

TEST(Coordinating, WhatWaitsIsSaid) {
  TestApp app;
  auto coordinator = app.sign_in(region);
  coordinator.post("/ostergotland/activities/new", activity_form());
  const Answer waiting = coordinator.get("/ostergotland/todo");
  EXPECT_TRUE(waiting.has("Activities that are not published"));
  EXPECT_TRUE(waiting.has("Activities that have been held and lack documentation"));
  EXPECT_TRUE(waiting.has("Create an activity"));
  // The list holds what was counted, and nothing else.
  const std::string list = "/ostergotland/activities?when=to-document";
  EXPECT_TRUE(waiting.has(list));
  const Answer lacking = coordinator.get(list);
  std::size_t rows = 0;
  for (std::size_t at = 0;
       (at = lacking.body.find("<article class=\"o-activity", at)) != std::string::npos; ++at)
    ++rows;
  EXPECT_TRUE(waiting.has(std::to_string(rows))) << rows;
  EXPECT_EQ(app.anyone().get(list).status, 404);
}

TEST(Coordinating, TheFrontPageSaysWhatIsNext) {
  TestApp app;
  const Answer front = app.anyone().get("/ostergotland");
  EXPECT_TRUE(front.has("Next activity"));
  EXPECT_TRUE(front.has("Remissgenomgång"));
  EXPECT_TRUE(front.has("Register by 15 June 2018."));
}

TEST(Coordinating, AnotherCompactsActivitiesAreNotFound) {
  TestApp app;
  compacts::NewCompact other;
  other.slug = "annan";
  other.name = other.full_name = "En annan";
  other.parties = {{"public", "Region", "232100-0040"}, {"civil", "Civilsamhället", ""}};
  other.appointments = {{"public", compacts::Role::coordinator, std::string(region), ""}};
  other.appointed_from = Date{2018, 1, 1};
  app.write([&](Db& db) { compacts::add_compact(db, other, app.now()); });
  auto coordinator = app.sign_in(region);
  for (const char* page : {"", "/edit", "/registration", "/registrations", "/event.ics",
                           "/registrations.csv", "/registrations/new", "/cancellation"})
    EXPECT_EQ(coordinator.get("/annan/activities/4" + std::string(page)).status, 404) << page;
  EXPECT_EQ(coordinator.get("/annan/activities").status, 200);
  EXPECT_EQ(coordinator.post("/annan/activities/4/edit", activity_form()).status, 404);
}

TEST(Coordinating, WhatSomebodyIsRegisteredAsIsPutRightByPhone) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "9"}});
  auto coordinator = app.sign_in(region);
  coordinator.post(meeting + "/questions",
                   {{"kind", "text"}, {"label", "Mat?"}, {"purpose", "Mat."}, {"kept_days", "3"}});
  auto visitor = app.anyone();
  register_at(visitor, meeting, merged(participant(anna), {{"size", "2"}}));
  const std::string list = meeting + "/registrations";
  const std::string one = list + "/1";
  EXPECT_EQ(coordinator.get(one).field("name"), "Anna Ek");
  EXPECT_EQ(coordinator.post(one, {{"name", ""}}).status, 422);
  EXPECT_EQ(coordinator
                .post(one, {{"name", "Anna Eker"},
                            {"organisation_name", "Linden"},
                            {"category", "politician"},
                            {"also", "representative"},
                            {"note", "Talare"}})
                .status,
            303);
  const Answer corrected = coordinator.get(one);
  for (const char* words : {"Anna Eker", "Linden", "Politician", "Talare"})
    EXPECT_TRUE(corrected.has(words)) << words;
  EXPECT_EQ(coordinator
                .post(one + "/people/2", {{"name", "Bo"},
                                          {"person_email", "bo@linden.example.org"},
                                          {"question_1", "Vegan"}})
                .status,
            303);
  EXPECT_TRUE(coordinator.get(meeting + "/answers").has("Vegan"));
  EXPECT_EQ(mails_to(app, "bo@linden.example.org").back().kind, "participant_named");
  EXPECT_EQ(visitor.post(link_in_mail(app, anna), {{"name", "Anna Eker"}}).status, 303);
  EXPECT_TRUE(coordinator.get(one).has("Talare")) << "a participant does not see to that note";
  EXPECT_EQ(visitor.get(one + "/people/2").status, 401);
  EXPECT_EQ(coordinator.get(one + "/people/9").status, 404);
}

TEST(Coordinating, ACorrectionGivesAnOrganisationNoMoreSeatsThanItMayHave) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "9"}});
  auto coordinator = app.sign_in(region);
  coordinator.post(meeting + "/opening",
                   {{"waiting_list", "on"}, {"cutoff_hours", "24"}, {"quota", "1"}});
  const std::string region_s = std::to_string(app.read([](Db& db) {
    return db.load<std::int64_t>(
        "SELECT number FROM organisation WHERE name = 'Region Östergötland'");
  }));
  const auto phones = [&](const char* name, const std::string& organisation) {
    return coordinator
        .post(meeting + "/registrations/new",
              {{"name", name}, {"channel", "phone"}, {"organisation", organisation}})
        .location;
  };
  const std::string karin = phones("Karin", region_s);
  const std::string olle = phones("Olle", "");
  const Answer refused = coordinator.post(olle, {{"name", "Olle"}, {"organisation", region_s}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(refused.has("That organisation has all the seats it may have."));
  EXPECT_EQ(coordinator.post(karin, {{"name", "Karin Ek"}, {"organisation", region_s}}).status, 303)
      << "its own seat does not stand in its way";
}

}  // namespace
}  // namespace overens::activities
