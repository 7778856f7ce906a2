// How one registers, as coordinators decide it: when it opens, who is let in afterwards, how many
// of an organisation; and the organisations that people typed, counted and matched.
#include <gtest/gtest.h>

#include "features/activities/activities_testing.h"

namespace overens::activities {
namespace {

constexpr std::string_view anna = "anna@eken.example.org";
constexpr std::string_view bo = "bo@linden.example.org";

Browser::Fields opening(const Browser::Fields& other) {
  return merged({{"waiting_list", "on"}, {"cutoff_hours", "24"}}, other);
}

// The number of an organisation in a form, by its name.
std::string number_of(const Answer& form, const std::string& name) {
  const std::size_t option = form.body.find(">" + name + "</option>");
  if (option == std::string::npos) return "";
  const std::size_t value = form.body.rfind("value=\"", option) + 7;
  return form.body.substr(value, form.body.find('"', value) - value);
}

TEST(Opening, RegistrationOpensAtItsMinuteInSummerAndInWinter) {
  for (const auto& [day, starts_on] :
       {std::pair{"2018-07-15", "2018-08-01"}, std::pair{"2018-12-15", "2019-01-10"}}) {
    TestApp app;
    const std::string meeting = published(app, {{"starts_on", starts_on}, {"register_by", ""}});
    EXPECT_EQ(app.sign_in(region)
                  .post(meeting + "/opening", opening({{"opens_on", day}, {"opens_time", "09:00"}}))
                  .status,
              303);
    app.at(std::string(day) + " 08:59:59");
    auto early = app.anyone();
    EXPECT_TRUE(early.get(meeting).has("Registration has not opened yet"));
    EXPECT_EQ(register_at(early, meeting, participant(anna)).status, 409) << day;
    app.pass_seconds(1);
    EXPECT_TRUE(early.get(meeting).has("Open for registration"));
    EXPECT_EQ(register_at(early, meeting, participant(anna)).status, 303) << day;
  }
}

TEST(Opening, WhatIsWrongIsSaidAtItsField) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  const Answer refused =
      coordinator.post(meeting + "/opening", opening({{"opens_on", "2018-10-05"},
                                                      {"opens_time", "09:00"},
                                                      {"offer_hours", "0"},
                                                      {"changes_until", "2018-13-01"},
                                                      {"cutoff_hours", "-1"},
                                                      {"quota", "many"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("It can not open after the last day to register."));
  for (const char* name : {"offer_hours", "changes_until", "cutoff_hours", "quota"})
    EXPECT_TRUE(refused.has(std::string(name) + "-error")) << name;
  EXPECT_EQ(refused.field("quota"), "many");
}

TEST(Opening, SomebodyIsLetInAfterTheLastDayOnceAndThatIsKept) {
  TestApp app;
  const std::string meeting = published(app);
  app.at("2018-10-02 12:00");
  auto coordinator = app.sign_in(region);
  EXPECT_EQ(coordinator
                .post(meeting + "/exceptions",
                      {{"email", "anna@"}, {"last_day", "2018-10-01"}, {"reason", ""}})
                .status,
            422);
  EXPECT_TRUE(
      coordinator
          .post(meeting + "/exceptions",
                {{"email", "anna@example.org"}, {"last_day", "2018-12-24"}, {"reason", "Ledig."}})
          .has("It has begun by then."));
  EXPECT_EQ(
      coordinator
          .post(meeting + "/exceptions",
                {{"email", std::string(anna)}, {"last_day", "2018-10-04"}, {"reason", "Var sjuk."}})
          .status,
      303);
  const std::string text = mails_to(app, anna).at(0).text;
  const std::size_t at = text.find("/ostergotland/activities/");
  const std::string link = text.substr(at, text.find('\n', at) - at);
  const std::string token = link.substr(link.find("exception=") + 10);
  const auto late = merged(participant(anna), {{"exception", token}});
  auto visitor = app.anyone();
  EXPECT_TRUE(visitor.get(link).field("email"));
  EXPECT_FALSE(visitor.get(meeting + "/registration?exception=made-up").field("email"));
  EXPECT_EQ(register_at(visitor, meeting, participant(bo)).status, 409);
  app.at("2018-10-05 00:00:00");
  EXPECT_EQ(register_at(visitor, meeting, late).status, 409);
  app.at("2018-10-04 23:59:59");
  EXPECT_EQ(register_at(visitor, meeting, late).status, 303);
  EXPECT_EQ(register_at(visitor, meeting, merged(participant(bo), {{"exception", token}})).status,
            409);  // once
  const Answer log = app.sign_in(region).get(meeting + "/opening");
  EXPECT_TRUE(log.has("Var sjuk."));
  EXPECT_TRUE(log.has("Registration 1"));
}

TEST(Opening, WhoWasLetInAndNeverCameIsForgottenInTheSameTime) {
  TestApp app;
  const std::string meeting = published(app);
  app.at("2018-10-02 12:00");
  app.sign_in(region).post(
      meeting + "/exceptions",
      {{"email", std::string(anna)}, {"last_day", "2018-10-04"}, {"reason", "Var sjuk."}});
  const auto kept = [&] {
    return app.read([](Db& db) {
      return db.load<std::int64_t>(
          "SELECT COUNT(*) FROM deadline_exception WHERE email <> '' OR reason <> ''");
    });
  };
  for (const auto& [moment, left] : {std::pair{"2019-04-07 12:00", 1}, {"2019-04-10 12:00", 0}}) {
    app.at(moment);
    app.run_tasks();
    EXPECT_EQ(kept(), left) << moment;
  }
}

TEST(Opening, TheLastDayOfAnExceptionCountsToItsEndInSummerAndInWinter) {
  for (const auto& [day, starts_on] :
       {std::pair{"2018-07-15", "2018-08-01"}, std::pair{"2018-12-15", "2019-01-10"}}) {
    TestApp app;
    const std::string meeting = published(
        app, {{"starts_on", starts_on}, {"register_by", std::string(day).substr(0, 8) + "01"}});
    app.at(std::string(day) + " 12:00");
    app.sign_in(region).post(
        meeting + "/exceptions",
        {{"email", std::string(anna)}, {"last_day", day}, {"reason", "Var sjuk."}});
    const std::string text = mails_to(app, anna).at(0).text;
    const std::size_t at = text.find("exception=") + 10;
    const auto late =
        merged(participant(anna), {{"exception", text.substr(at, text.find('\n', at) - at)}});
    auto visitor = app.anyone();
    app.at(std::string(day) + " 23:59:59");
    const Answer form = visitor.get(meeting + "/registration?exception=" + late.back().second);
    EXPECT_TRUE(form.field("email")) << day;
    app.pass_seconds(1);
    EXPECT_EQ(register_at(visitor, meeting, late).status, 409) << day;
    app.at(std::string(day) + " 23:59:59");
    EXPECT_EQ(register_at(visitor, meeting, late).status, 303) << day;
  }
}

TEST(Opening, AnOrganisationHasNoMoreSeatsThanItsQuota) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "9"}});
  app.sign_in(region).post(meeting + "/opening", opening({{"quota", "2"}}));
  auto visitor = app.anyone();
  const std::string number =
      number_of(visitor.get(meeting + "/registration"), "Region Östergötland");
  ASSERT_NE(number, "");
  const auto of_region = [&](std::string_view email, const char* size) {
    return merged(participant(email), {{"organisation", number}, {"size", size}});
  };
  EXPECT_EQ(register_at(visitor, meeting, of_region(anna, "3")).status, 409);
  EXPECT_EQ(register_at(visitor, meeting, of_region(anna, "2")).status, 303);
  const Answer refused = register_at(visitor, meeting, of_region(bo, "1"));
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(refused.has("An organisation may have 2 seats here."));
  const std::string own = link_in_mail(app, anna);
  const Answer grown = visitor.post(own + "/size", {{"size", "3"}});
  EXPECT_EQ(grown.status, 409);
  EXPECT_TRUE(grown.has("There are not so many seats for one organisation."));
  EXPECT_EQ(visitor.post(own + "/size", {{"size", "1"}}).status, 303);
  EXPECT_EQ(visitor.post(own + "/size", {{"size", "2"}}).status, 303);
  EXPECT_EQ(register_at(visitor, meeting, participant(bo)).status, 303);
}

TEST(Opening, OnePersonForTwoOrganisationsIsOnePersonAndTwoOrganisations) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting,
              merged(participant(anna), {{"organisation_name", "Eken"},
                                         {"second_organisation_name", "Linden"},
                                         {"category", "politician"},
                                         {"also", "representative"}}));
  const Answer list = app.sign_in(region).get(meeting + "/registrations");
  EXPECT_TRUE(list.has("Eken and Linden"));
  EXPECT_TRUE(list.has("They come for 2 different organisations."));
  EXPECT_TRUE(list.has("1 person has two roles and is counted once"));
  const Answer same = register_at(
      visitor, meeting, merged(participant(bo), {{"category", "official"}, {"also", "official"}}));
  EXPECT_EQ(same.status, 422);
}

TEST(Opening, ATypedNameIsMatchedToTheRegisterOnceForAll) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  for (const std::string_view email : {anna, bo})
    register_at(visitor, meeting,
                merged(participant(email), {{"organisation_name", "Riksteatern i Östergötland"}}));
  auto coordinator = app.sign_in(region);
  EXPECT_TRUE(coordinator.get("/ostergotland/todo")
                  .has("Names of organisations that are not in the register"));
  const Answer names = coordinator.get("/ostergotland/activities/names");
  EXPECT_TRUE(names.has("In 2 registrations."));
  const std::string number = number_of(names, "Riksteatern Östergötland");
  ASSERT_NE(number, "");
  EXPECT_EQ(coordinator
                .post("/ostergotland/activities/names",
                      {{"typed", "Riksteatern i Östergötland"}, {"organisation", number}})
                .status,
            303);
  EXPECT_TRUE(visitor.get(link_in_mail(app, bo)).has("Riksteatern Östergötland"));
  EXPECT_FALSE(coordinator.get("/ostergotland/activities/names").has("In 2 registrations."));
}

TEST(Opening, ATypedNameThatIsNoneOfTheRegisterIsNotAskedAboutAgain) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, merged(participant(anna), {{"organisation_name", "Bokcirkeln"}}));
  auto coordinator = app.sign_in(region);
  const std::string names = "/ostergotland/activities/names";
  EXPECT_TRUE(coordinator.get(names).has("Bokcirkeln"));
  EXPECT_EQ(coordinator.post(names + "/leaving", {{"typed", "Bokcirkeln"}}).status, 303);
  register_at(visitor, meeting, merged(participant(bo), {{"organisation_name", "Bokcirkeln"}}));
  EXPECT_FALSE(coordinator.get(names).has("Bokcirkeln"));
  EXPECT_FALSE(coordinator.get("/ostergotland/todo")
                   .has("Names of organisations that are not in the register"));
  EXPECT_TRUE(coordinator.get(meeting + "/registrations").has("Bokcirkeln"));
  EXPECT_EQ(coordinator.post(names + "/leaving", {{"typed", "Nobody's"}}).status, 404);
  EXPECT_EQ(app.anyone().post(names + "/leaving", {{"typed", "Bokcirkeln"}}).status, 401);
}

TEST(Opening, WhoPhonesIsPutInLineGetsAPaperAndIsMovedByHand) {
  TestApp app;
  const std::string meeting =
      published(app, {{"ways", "both"}, {"seats", "1"}, {"digital_seats", "2"}});
  auto coordinator = app.sign_in(region);
  const std::string where = meeting + "/registrations/new";
  const auto phones = [&](const char* name, const char* wait) {
    return coordinator.post(
        where, {{"name", name}, {"channel", "phone"}, {"way", "on_site"}, {"wait", wait}});
  };
  const std::string karin = phones("Karin", "").location;
  EXPECT_EQ(phones("Olle", "").status, 409);
  const std::string olle = phones("Olle", "on").location;
  ASSERT_NE(olle, "");
  const Answer paper = coordinator.get(olle + "/confirmation");
  EXPECT_TRUE(paper.has("waiting"));
  EXPECT_TRUE(paper.has("Olle"));
  EXPECT_EQ(coordinator.post(karin + "/size", {{"size", "2"}}).status, 409);
  EXPECT_EQ(coordinator.post(karin + "/way", {{"way", "digital"}}).status, 303);
  EXPECT_TRUE(coordinator.get(olle).has("registered"));  // Karin's seat
  EXPECT_EQ(coordinator.post(karin + "/people/1", {{"name", "Per"}}).status, 303);
  EXPECT_TRUE(coordinator.get(karin).has("Per"));
  const Answer asked = coordinator.get(olle + "/cancellation");
  EXPECT_TRUE(asked.has("1 seat is free for the next in line at once."));
  EXPECT_TRUE(asked.has("There is no address to write to"));
  EXPECT_EQ(coordinator.get(meeting + "/registrations/999").status, 404);
}

}  // namespace
}  // namespace overens::activities
