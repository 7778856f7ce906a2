// Registering, and what one's own link does.
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "features/activities/activities_testing.h"

namespace overens::activities {
namespace {

constexpr std::string_view anna = "anna@eken.example.org";
constexpr std::string_view bo = "bo@linden.example.org";

TEST(Registering, AParticipantRegistersAndGetsACalendarFile) {
  TestApp app;
  const std::string meeting = published(app, {{"access", "Hiss finns."}});
  auto visitor = app.anyone();
  const Answer form = visitor.get(meeting + "/registration");
  EXPECT_EQ(form.status, 200);
  EXPECT_TRUE(form.has("Why do we ask?"));
  EXPECT_TRUE(form.has("removed 6 months after the activity"));
  const Answer sent = register_at(visitor, meeting, participant(anna));
  ASSERT_EQ(sent.status, 303);
  EXPECT_EQ(sent.location.find("eken"), std::string::npos);
  EXPECT_TRUE(visitor.get(sent.location).has("Your registration has reached us"));
  EXPECT_TRUE(visitor.get(meeting).has("1 of 3 seats are taken."));

  const auto mails = mails_to(app, anna);
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails[0].subject, "You are registered: Vårmöte");
  EXPECT_EQ(mails[0].kind, "registration_confirmed");
  for (const char* words : {"Hello Anna Ek,", "8 October 2018", "Linköping", "Hiss finns."})
    EXPECT_NE(mails[0].text.find(words), std::string::npos) << words << mails[0].text;
  EXPECT_EQ(calendar_line(mails[0], "METHOD"), "REQUEST");
  EXPECT_EQ(calendar_line(mails[0], "ATTENDEE"), "mailto:" + std::string(anna));
  EXPECT_EQ(calendar_line(mails[0], "ORGANIZER"), "mailto:" + app.house().mail_from);
  EXPECT_NE(calendar_line(mails[0], "UID"), "");
}

TEST(Registering, TheMailIsInTheVisitorsLanguageAndSaysThatItIsADemonstration) {
  TestApp app;
  app.house().is_demo = true;
  app.house().demo_of = "Region Östergötland";
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  visitor.reads(Language::sv);
  register_at(visitor, meeting, participant(anna));
  const auto mails = mails_to(app, anna);
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails[0].subject, "Du är anmäld: Vårmöte");
  EXPECT_NE(mails[0].text.find("demonstration och inte webbplatsen för Region Östergötland"),
            std::string::npos);
}

TEST(Registering, WhatIsWrongIsSaidAndWhatWasTypedStays) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  const Answer again = register_at(
      visitor, meeting, {{"name", ""}, {"email", "anna@"}, {"organisation_name", "Eken"}});
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.has("Write your name."));
  EXPECT_TRUE(again.has("Check the mail address."));
  EXPECT_EQ(again.field("email"), "anna@");
  EXPECT_EQ(again.field("organisation_name"), "Eken");
  EXPECT_EQ(register_at(visitor, meeting, participant(anna, std::string(500, 'x'))).status, 422);
  EXPECT_EQ(register_at(visitor, meeting,
                        {{"name", "A"}, {"email", std::string(anna)}, {"organisation", "no such"}})
                .status,
            422);
  const std::string endless(10'000, 'x');
  const Answer too_long = register_at(visitor, meeting, participant(anna, endless));
  EXPECT_EQ(too_long.status, 422);
  EXPECT_EQ(too_long.field("name"), endless);
  EXPECT_TRUE(too_long.has("name-error"));
  EXPECT_TRUE(app.mails().empty());
  EXPECT_TRUE(visitor.get(meeting).has("0 of 3 seats are taken."));
}

TEST(Registering, SendingOneFormTwiceIsOneRegistration) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "1"}});
  auto visitor = app.anyone();
  const Answer form = visitor.get(meeting + "/registration");
  auto fields = participant(anna);
  fields.emplace_back("form", *form.field("form"));
  const Answer first = visitor.post(meeting + "/registration", fields);
  const Answer second = visitor.post(meeting + "/registration", fields);
  EXPECT_EQ(second.status, 303);  // although the last seat is taken: by the same form
  EXPECT_EQ(first.location, second.location);
  EXPECT_EQ(mails_to(app, anna).size(), 1u);
}

TEST(Registering, AnAddressRegistersOnceAndNobodyElseLearnsOfIt) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  auto curious = app.anyone();
  const Answer known =
      register_at(curious, meeting, participant("ANNA@eken.example.org", "ANNA EK"));
  const Answer unknown = register_at(curious, meeting, participant(bo));
  EXPECT_EQ(known.status, unknown.status);
  EXPECT_EQ(curious.get(known.location).text(), curious.get(unknown.location).text());
  EXPECT_TRUE(curious.get(meeting).has("2 of 3 seats are taken."));
  const auto mails = mails_to(app, anna);
  ASSERT_EQ(mails.size(), 2u);
  EXPECT_EQ(mails[1].subject, "You were registered already: Vårmöte");
  EXPECT_FALSE(mails[1].calendar);
  EXPECT_EQ(mails[1].text.find("ANNA EK"), std::string::npos);
  register_at(curious, meeting, participant(anna));
  EXPECT_EQ(mails_to(app, anna).size(), 2u);  // once a day, whoever tries
}

TEST(Registering, AFormOfYesterdayAndANameInAnotherScriptAreWelcome) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  const Answer form = visitor.get(meeting + "/registration");
  app.pass_seconds(24 * 3600);
  auto fields = participant(anna, "محمد Ωmega 李");
  fields.emplace_back("form", *form.field("form"));
  EXPECT_EQ(visitor.post(meeting + "/registration", fields).status, 303);
  EXPECT_TRUE(app.anyone().get(link_in_mail(app, anna)).has("محمد Ωmega 李"));
}

TEST(Registering, AnAddressIsNotFilledWithRegistrations) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "50"}});
  auto visitor = app.anyone();
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(register_at(visitor, meeting, participant(anna, "Nr " + std::to_string(i))).status,
              303);
  const Answer refused = register_at(visitor, meeting, participant(anna, "Nr 10"));
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(refused.has("So many are registered by this address"));
  EXPECT_EQ(refused.field("name"), "Nr 10");
}

TEST(Registering, TwoPeopleMayShareAnAddress) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  register_at(visitor, meeting, participant(anna, "Bo Ek"));
  EXPECT_TRUE(visitor.get(meeting).has("2 of 3 seats are taken."));
  const auto mails = mails_to(app, anna);
  ASSERT_EQ(mails.size(), 2u);
  EXPECT_EQ(mails[1].kind, "registration_confirmed");
}

TEST(Registering, WhenItFilledBetweenPageAndSendingTheFormComesBack) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "1"}});
  auto slow = app.anyone();
  const Answer form = slow.get(meeting + "/registration");
  auto quick = app.anyone();
  register_at(quick, meeting, participant(bo));
  auto fields = participant(anna);
  fields.emplace_back("form", *form.field("form"));
  fields.emplace_back("organisation_name", "Eken");
  const Answer answer = slow.post(meeting + "/registration", fields);
  EXPECT_EQ(answer.status, 409);
  EXPECT_TRUE(answer.has("There is no free seat for what you chose"));
  EXPECT_TRUE(answer.has("You are not registered."));
  EXPECT_EQ(answer.field("name"), "Anna Ek");
  EXPECT_EQ(answer.field("organisation_name"), "Eken");
  EXPECT_TRUE(answer.has("1 of 1 seats are taken."));
  EXPECT_TRUE(mails_to(app, anna).empty());
  const Answer page = app.anyone().get(meeting);
  EXPECT_TRUE(page.has("All seats are taken"));
  EXPECT_FALSE(page.has("Open for registration"));
  EXPECT_TRUE(answer.has("Put me on the waiting list"));

  const std::string link = link_in_mail(app, bo);
  quick.post(link + "/cancellation");
  EXPECT_EQ(slow.post(meeting + "/registration", fields).status, 303);
  EXPECT_EQ(mails_to(app, anna).size(), 1u);
}

TEST(Registering, TheLastDayCountsToItsEnd) {
  for (const auto& [day, starts_on] :
       {std::pair{"2018-07-15", "2018-08-01"}, std::pair{"2018-12-15", "2019-01-10"}}) {
    TestApp app;
    const std::string meeting = published(app, {{"starts_on", starts_on}, {"register_by", day}});
    app.at(std::string(day) + " 23:59:59");
    auto in_time = app.anyone();
    EXPECT_EQ(register_at(in_time, meeting, participant(anna)).status, 303) << day;
    auto late = app.anyone();
    const Answer form = late.get(meeting + "/registration");
    app.pass_seconds(1);
    auto fields = participant(bo);
    fields.emplace_back("form", *form.field("form"));
    const Answer refused = late.post(meeting + "/registration", fields);
    EXPECT_EQ(refused.status, 409) << day;
    EXPECT_TRUE(refused.has("Registration has closed"));
    EXPECT_FALSE(refused.has("Open for registration"));
    EXPECT_TRUE(mails_to(app, bo).empty());
  }
}

TEST(Registering, NobodyRegistersForWhatIsOverOrCancelled) {
  TestApp app;
  auto visitor = app.anyone();
  const Answer over = register_at(visitor, "/ostergotland/activities/1", participant(anna));
  EXPECT_EQ(over.status, 409);
  EXPECT_TRUE(over.has("This has been held"));
  const std::string meeting = published(app, {{"register_by", ""}});
  app.at("2018-10-08 09:00");
  EXPECT_TRUE(register_at(visitor, meeting, participant(anna)).has("It has begun"));
  app.at("2018-10-01 09:00");
  app.sign_in(region).post(meeting + "/cancellation", {{"reason", "Sjukdom."}});
  EXPECT_EQ(register_at(visitor, meeting, participant(anna)).status, 409);
  EXPECT_TRUE(app.mails().empty());
}

TEST(Registering, WhatIsForTheAffiliatedAsksForOneOfThem) {
  TestApp app;
  app.at("2018-12-20 12:00");
  const std::string meeting = published(
      app,
      {{"audience", "affiliated"}, {"starts_on", "2019-02-27"}, {"register_by", "2019-02-20"}});
  auto visitor = app.anyone();
  const Answer refused = register_at(visitor, meeting, participant(anna));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("Choose the affiliated organisation that you come for."));
  EXPECT_TRUE(refused.has("Riksteatern Östergötland"));
  EXPECT_TRUE(refused.has("Region Östergötland"));  // a party like the others
  EXPECT_FALSE(refused.field("organisation_name"));
  const std::size_t option = refused.body.find(">Riksteatern Östergötland</option>");
  const std::size_t value = refused.body.rfind("value=\"", option) + 7;
  auto fields = participant(anna);
  fields.emplace_back("organisation",
                      refused.body.substr(value, refused.body.find('"', value) - value));
  EXPECT_EQ(register_at(visitor, meeting, fields).status, 303);
  EXPECT_TRUE(visitor.get(link_in_mail(app, anna)).has("Riksteatern Östergötland"));
}

TEST(Registering, WhoRegistersElsewhereIsSentThere) {
  TestApp app;
  const std::string meeting =
      published(app, {{"registration_link", "https://example.org/anmalan"}});
  EXPECT_TRUE(app.anyone().get(meeting).has("https://example.org/anmalan"));
  auto visitor = app.anyone();
  EXPECT_EQ(register_at(visitor, meeting, participant(anna)).status, 409);
}

TEST(Registering, AProgramThatFillsInEverythingIsNotRegistered) {
  TestApp app;
  const std::string meeting = published(app);
  auto program = app.anyone();
  auto fields = participant(anna);
  fields.emplace_back("website", "https://spam.example.org");
  EXPECT_EQ(register_at(program, meeting, fields).status, 303);
  EXPECT_TRUE(app.mails().empty());
  EXPECT_TRUE(program.get(meeting).has("0 of 3 seats are taken."));
}

TEST(Registering, AReceiptIsForThoseWhoSentAForm) {
  TestApp app;
  const std::string meeting = published(app);
  EXPECT_EQ(app.anyone().get(meeting + "/registration/receipt").status, 303);
  EXPECT_EQ(app.anyone().get(meeting + "/registration/receipt?form=a&mark=b").status, 303);
}

TEST(OwnRegistration, LookingAtTheLinkChangesNothing) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  const std::string link = link_in_mail(app, anna);
  ASSERT_NE(link, "");
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(app.anyone().get(link).has("You are registered"));
  EXPECT_TRUE(app.anyone().get(link + "/cancellation").has("Your seat goes to somebody else"));
  EXPECT_TRUE(app.anyone().get(link).has("You are registered"));
  EXPECT_TRUE(app.anyone().get(meeting).has("1 of 3 seats are taken."));
  EXPECT_EQ(app.anyone().get("/ostergotland/registrations/none").status, 404);
}

TEST(OwnRegistration, NameAndOrganisationCanBePutRight) {
  TestApp app;
  auto visitor = app.anyone();
  register_at(visitor, published(app), participant(anna));
  const std::string link = link_in_mail(app, anna);
  EXPECT_EQ(visitor.post(link, {{"name", ""}}).status, 422);
  EXPECT_EQ(visitor.post(link, {{"name", "Anna Lind"}, {"organisation_name", "Linden"}}).status,
            303);
  EXPECT_TRUE(visitor.get(link).has("Anna Lind"));
  EXPECT_TRUE(visitor.get(link).has("Linden"));
}

TEST(OwnRegistration, CancellingIsFinalAndFreesTheSeat) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  const std::string link = link_in_mail(app, anna);
  EXPECT_EQ(visitor.post(link + "/cancellation").status, 303);
  EXPECT_EQ(visitor.post(link + "/cancellation").status, 303);
  EXPECT_TRUE(visitor.get(link).has("Your registration is cancelled"));
  EXPECT_EQ(visitor.post(link, {{"name", "Anna"}}).status, 409);
  EXPECT_TRUE(visitor.get(meeting).has("0 of 3 seats are taken."));

  register_at(visitor, meeting, participant(anna));  // anew
  const auto mails = mails_to(app, anna);
  ASSERT_EQ(mails.size(), 3u);
  EXPECT_EQ(calendar_line(mails[1], "METHOD"), "CANCEL");
  EXPECT_EQ(calendar_line(mails[1], "STATUS"), "CANCELLED");
  EXPECT_EQ(calendar_line(mails[2], "METHOD"), "REQUEST");
  std::set<std::string> uids;
  for (const TestMail& mail : mails) uids.insert(calendar_line(mail, "UID"));
  EXPECT_EQ(uids.size(), 1u);
  EXPECT_LT(std::stoi(calendar_line(mails[0], "SEQUENCE")),
            std::stoi(calendar_line(mails[1], "SEQUENCE")));
  EXPECT_LT(std::stoi(calendar_line(mails[1], "SEQUENCE")),
            std::stoi(calendar_line(mails[2], "SEQUENCE")));
  EXPECT_TRUE(visitor.get(link).has("Your registration is cancelled"));
}

TEST(OwnRegistration, NoTokenStandsInTheJournal) {
  TestApp app;
  auto visitor = app.anyone();
  register_at(visitor, published(app), participant(anna));
  const std::string link = link_in_mail(app, anna);
  visitor.post(link, {{"name", "Anna Lind"}});
  const std::string token = link.substr(link.rfind('/') + 1);
  struct Line {
    std::string subject;
    std::string detail;
  };
  const auto lines =
      app.read([](Db& db) { return db.list<Line>("SELECT subject, detail FROM journal"); });
  EXPECT_FALSE(lines.empty());
  for (const Line& line : lines)
    EXPECT_EQ((line.subject + line.detail).find(token), line.subject.npos);
}

TEST(OwnRegistration, NamesAndAddressesAreRemovedInTime) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting, participant(anna));
  const std::string link = link_in_mail(app, anna);
  auto coordinator = app.sign_in(region);
  app.at("2019-04-07 12:00");
  app.run_tasks();
  EXPECT_EQ(visitor.get(link).status, 200);
  app.at("2019-04-10 12:00");
  coordinator = app.sign_in(region);
  EXPECT_TRUE(coordinator.get(meeting + "/registrations").has("Anna Ek"));
  app.run_tasks();
  app.run_tasks();
  EXPECT_EQ(visitor.get(link).status, 404);
  const Answer list = coordinator.get(meeting + "/registrations");
  EXPECT_FALSE(list.has("Anna Ek"));
  EXPECT_FALSE(list.has(anna));
  EXPECT_TRUE(list.has("Names and addresses of 1 registrations were removed 10 April 2019."));
  EXPECT_EQ(visitor.get(meeting).status, 200);
}

TEST(Seats, FiftySeatsAndTwoHundredAtOnceMakeFifty) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "50"}});
  constexpr int people = 200;
  std::vector<Browser> browsers;
  std::vector<Browser::Fields> forms;
  for (int i = 0; i < people; ++i) {
    browsers.push_back(app.anyone());
    forms.push_back(participant("p" + std::to_string(i) + "@example.org"));
    forms.back().emplace_back(
        "form",
        *browsers[static_cast<std::size_t>(i)].get(meeting + "/registration").field("form"));
  }
  std::atomic<int> registered = 0;
  std::atomic<int> full = 0;
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < people; ++i)
    threads.emplace_back([&, i] {
      const Answer answer = browsers[i].post(meeting + "/registration", forms[i]);
      registered += answer.status == 303;
      full += answer.status == 409 && answer.has("You are not registered.");
    });
  threads.clear();
  EXPECT_EQ(registered, 50);
  EXPECT_EQ(full, 150);
  std::set<std::string> told;
  for (const TestMail& mail : app.mails())
    if (mail.kind == "registration_confirmed") told.insert(mail.recipient);
  EXPECT_EQ(told.size(), 50u);
  EXPECT_EQ(app.mails().size(), 50u);
  EXPECT_TRUE(app.anyone().get(meeting).has("50 of 50 seats are taken."));
}

}  // namespace
}  // namespace overens::activities
