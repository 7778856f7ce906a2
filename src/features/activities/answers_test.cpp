// Questions of an activity: asked with their purpose, answered, taken back, and removed in time;
// the people of a registration, named later and exchanged.
#include <gtest/gtest.h>

#include <algorithm>

#include "features/activities/activities_testing.h"

namespace overens::activities {
namespace {

constexpr std::string_view anna = "anna@eken.example.org";
constexpr std::string_view bo = "bo@linden.example.org";

// What is kept in the table of answers.
std::int64_t answers_kept(TestApp& app) {
  return app.read(
      [](Db& db) { return db.load<std::int64_t>("SELECT COUNT(*) AS answers FROM answer"); });
}

Browser::Fields question(const Browser::Fields& other) {
  return merged({{"kind", "yes_no"},
                 {"label", "Kommer du med buss?"},
                 {"purpose", "För att hyra bussen."},
                 {"kept_days", "3"}},
                other);
}

TEST(Questions, TheUsualOnesComeWithOnePressAndSayWhyAndHowLong) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  for (const char* name : {"diet", "access", "interpreter", "hearing_loop", "diet"})
    coordinator.post(meeting + "/questions/standard", {{"question", name}});
  const Answer form = app.anyone().get(meeting + "/registration");
  EXPECT_TRUE(form.has("Is there food you can not eat?"));
  EXPECT_TRUE(form.has("To order food that you can eat."));
  EXPECT_TRUE(form.has("The answer is removed 14 days after the activity."));
  EXPECT_TRUE(form.has("Do you use a hearing loop?"));
  const Answer in_swedish = app.anyone().get(meeting + "/registration?lang=sv");
  EXPECT_TRUE(in_swedish.has("Finns det mat du inte kan äta?"));
  EXPECT_TRUE(in_swedish.has("För att beställa mat som du kan äta."));
  EXPECT_EQ(app.sign_in("anna@eken.example.org").get(meeting + "/questions").status, 403);
}

TEST(Questions, WhatIsWrongInOneIsSaidAtItsField) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  const Answer refused = coordinator.post(meeting + "/questions", {{"kind", "choice"},
                                                                   {"label", "Vilken grupp?"},
                                                                   {"purpose", ""},
                                                                   {"kept_days", "5000"},
                                                                   {"choices", "En"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("Write why you ask."));
  EXPECT_TRUE(refused.has("Write two answers or more, one a line."));
  EXPECT_EQ(refused.field("label"), "Vilken grupp?");
  const auto number = [](int i) { return question({{"label", "Fråga " + std::to_string(i)}}); };
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(coordinator.post(meeting + "/questions", number(i)).status, 303);
  EXPECT_EQ(coordinator.post(meeting + "/questions", number(20)).status, 409);
  const Answer again = coordinator.post(meeting + "/questions", number(3));
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.has("That is asked already."));
  EXPECT_TRUE(coordinator
                  .post(meeting + "/questions",
                        question({{"kind", "choice"}, {"choices", "Torget\nStationen\ntorget"}}))
                  .has("“torget” stands there twice."));
}

TEST(Questions, AreCorrectedAndHoldWhatThoseWhoAnsweredWereTold) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  const auto stop = question(
      {{"kind", "choice"}, {"label", "Var stiger du på?"}, {"choices", "Torget\nStationen"}});
  coordinator.post(meeting + "/questions", stop);
  const std::string one = meeting + "/questions/1";
  EXPECT_EQ(coordinator.get(one).field("label"), "Var stiger du på?");
  EXPECT_EQ(coordinator.post(one, merged(stop, {{"kept_days", "9"}})).status, 303);
  auto visitor = app.anyone();
  register_at(visitor, meeting, merged(participant(anna), {{"question_1", "Torget"}}));
  const auto refused = [&](const Browser::Fields& other, std::string_view words) {
    const Answer again = coordinator.post(one, merged(stop, other));
    EXPECT_EQ(again.status, 422) << words;
    EXPECT_TRUE(again.has(words)) << words;
  };
  refused({{"kind", "text"}}, "the kind stays");
  refused({{"purpose", "För reklam."}}, "was told why");
  refused({{"kept_days", "10"}}, "It can only be shorter.");
  refused({{"choices", "Stationen\nHamnen"}}, "Somebody has answered “Torget”: it stays.");
  const auto better = merged(
      stop,
      {{"label", "Var går du på bussen?"}, {"choices", "Torget\nHamnen"}, {"kept_days", "2"}});
  EXPECT_EQ(coordinator.post(one, better).status, 303);
  const Answer form = visitor.get(meeting + "/registration");
  EXPECT_TRUE(form.has("Var går du på bussen?"));
  EXPECT_TRUE(form.has("Hamnen"));
  EXPECT_FALSE(form.has("Stationen"));
  EXPECT_EQ(answers_kept(app), 1);
  EXPECT_TRUE(coordinator.get(one).has("1 person has answered it."));
  EXPECT_EQ(visitor.get(one).status, 401);
}

TEST(Questions, AreAskedInTheOrderACoordinatorPutsThemIn) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  for (const char* label : {"Ett?", "Två?"})
    coordinator.post(meeting + "/questions", question({{"label", label}}));
  coordinator.post(meeting + "/questions", question({{"label", "Tre?"}, {"asked_if", "2"}}));
  const auto order = [&] {
    std::string found;
    const std::string page = app.anyone().get(meeting + "/registration").body;
    std::vector<std::pair<std::size_t, std::string>> all;
    for (const char* label : {"Ett?", "Två?", "Tre?"})
      all.emplace_back(page.find(">" + std::string(label)), label);
    std::sort(all.begin(), all.end());
    for (const auto& [at, label] : all) found += label + " ";
    return found;
  };
  EXPECT_EQ(order(), "Ett? Två? Tre? ");
  EXPECT_EQ(coordinator.post(meeting + "/questions/3/up").status, 409) << "it hangs on Två?";
  EXPECT_EQ(coordinator.post(meeting + "/questions/2/up").status, 303);
  EXPECT_EQ(order(), "Två? Ett? Tre? ");
  EXPECT_EQ(coordinator.post(meeting + "/questions/3/up").status, 303);
  EXPECT_EQ(order(), "Två? Tre? Ett? ");
  EXPECT_EQ(coordinator.post(meeting + "/questions/2/up").status, 303) << "first already";
  EXPECT_EQ(order(), "Två? Tre? Ett? ");
  // One that is first hangs on nothing.
  EXPECT_FALSE(coordinator.get(meeting + "/questions/2").field("asked_if"));
}

TEST(Questions, OneThatDependsOnAnotherIsOnlyKeptOfThoseItIsFor) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  coordinator.post(meeting + "/questions", question({{"required", "on"}}));
  coordinator.post(meeting + "/questions", question({{"kind", "text"},
                                                     {"label", "Var stiger du på?"},
                                                     {"required", "on"},
                                                     {"asked_if", "1"},
                                                     {"asked_if_answer", "yes"}}));
  auto visitor = app.anyone();
  EXPECT_EQ(register_at(visitor, meeting, participant(anna)).status, 422);
  const Answer half =
      register_at(visitor, meeting, merged(participant(anna), {{"question_1", "yes"}}));
  EXPECT_EQ(half.status, 422);
  EXPECT_TRUE(half.has("Answer this question."));
  EXPECT_EQ(half.field("question_1"), "yes");
  EXPECT_EQ(
      register_at(visitor, meeting, merged(participant(anna), {{"question_1", "maybe"}})).status,
      422);
  const auto no = merged(participant(anna), {{"question_1", "no"}, {"question_2", "Torget"}});
  EXPECT_EQ(register_at(visitor, meeting, no).status, 303);
  EXPECT_EQ(answers_kept(app), 1);  // where one steps on was none of our business
}

TEST(Questions, WhoseConditionDoesNotHoldIsNeitherDemandedNorJudgedAndSaysWhenItIsAsked) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  coordinator.post(meeting + "/questions", question({}));
  const auto stop = question({{"kind", "choice"},
                              {"label", "Var stiger du på?"},
                              {"choices", "Torget\nStationen"},
                              {"required", "on"},
                              {"asked_if", "1"}});
  EXPECT_EQ(coordinator.post(meeting + "/questions", merged(stop, {{"asked_if_answer", "kanske"}}))
                .status,
            422);
  EXPECT_EQ(
      coordinator.post(meeting + "/questions", merged(stop, {{"asked_if_answer", "Ja"}})).status,
      303);
  const auto when = question({{"kind", "text"}, {"label", "Hur dags?"}, {"asked_if", "2"}});
  EXPECT_EQ(coordinator.post(meeting + "/questions", when).status, 303);
  EXPECT_TRUE(
      coordinator.get(meeting + "/questions").has("Who answered “Kommer du med buss?” with “Yes”"));
  auto visitor = app.anyone();
  const Answer form = visitor.get(meeting + "/registration");
  EXPECT_TRUE(form.has(R"(data-asked-if="question_1" data-asked-answer="yes")"));
  EXPECT_TRUE(form.has("Only if you answered “Kommer du med buss?” with “Yes”."));
  // What a hidden field still carries, or what nobody chose among, is not asked about.
  const auto no = merged(participant(anna),
                         {{"question_1", "no"}, {"question_2", "Månen"}, {"question_3", "kl. 8"}});
  EXPECT_EQ(register_at(visitor, meeting, no).status, 303);
  EXPECT_EQ(answers_kept(app), 1);
  EXPECT_EQ(register_at(visitor, meeting, merged(participant(bo), {{"question_1", "yes"}})).status,
            422);
  // Those that hang on one go with it.
  coordinator.post(meeting + "/questions/1/end");
  EXPECT_EQ(answers_kept(app), 0);
  EXPECT_FALSE(visitor.get(meeting + "/registration").has("Hur dags?"));
}

TEST(Questions, ACoordinatorSeesHowManyOfEachAnswerAndWhoseTheyAre) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "2"}});
  auto coordinator = app.sign_in(region);
  coordinator.post(meeting + "/questions", question({{"kind", "text"}, {"label", "Mat?"}}));
  auto visitor = app.anyone();
  register_at(visitor, meeting, merged(participant(anna), {{"question_1", "Vegan"}}));
  register_at(visitor, meeting, merged(participant(bo, "Bo Berg"), {{"question_1", "vegan"}}));
  register_at(visitor, meeting,
              merged(participant("cia@example.org", "Cia"), {{"question_1", "Nötter"}}));
  const Answer page = coordinator.get(meeting + "/answers");
  EXPECT_TRUE(page.has(">Vegan</th>"));
  EXPECT_TRUE(page.has(">2</td>")) << page.body;
  EXPECT_TRUE(page.has("Bo Berg"));
  EXPECT_FALSE(page.has("Nötter"));  // she waits for a seat
  EXPECT_EQ(visitor.get(meeting + "/answers").status, 401);
  const Answer sheet = coordinator.get(meeting + "/people.csv");
  EXPECT_NE(sheet.body.find(";Bo Berg;bo@linden.example.org;;On site;vegan"), std::string::npos)
      << sheet.body;
}

TEST(Questions, AnswersAreRemovedInTheirOwnTimeAndThatIsLogged) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  coordinator.post(meeting + "/questions", question({}));
  auto visitor = app.anyone();
  register_at(visitor, meeting, merged(participant(anna), {{"question_1", "yes"}}));
  app.at("2018-10-11 15:00");  // it ended on the 8th at 15.30
  app.run_tasks();
  EXPECT_EQ(answers_kept(app), 1);
  app.at("2018-10-11 16:00");
  app.run_tasks();
  EXPECT_EQ(answers_kept(app), 0);
  EXPECT_TRUE(app.sign_in(region).get(meeting + "/questions").has("1 answers were removed"));
}

TEST(Questions, WhoCancelsOrTakesThemBackLeavesNoAnswers) {
  TestApp app;
  const std::string meeting = published(app);
  auto coordinator = app.sign_in(region);
  coordinator.post(meeting + "/questions", question({}));
  auto visitor = app.anyone();
  const auto yes = merged(participant(anna), {{"question_1", "yes"}});
  register_at(visitor, meeting, yes);
  const std::string link = link_in_mail(app, anna);
  EXPECT_TRUE(visitor.get(link).has("Kommer du med buss?"));
  EXPECT_EQ(visitor.post(link + "/people/1/answers").status, 303);
  EXPECT_EQ(answers_kept(app), 0);
  EXPECT_TRUE(visitor.get(link).has("You are registered"));
  register_at(visitor, meeting, merged(participant(bo), {{"question_1", "no"}}));
  EXPECT_EQ(answers_kept(app), 1);
  visitor.post(link_in_mail(app, bo) + "/cancellation");
  EXPECT_EQ(answers_kept(app), 0);
}

TEST(OwnRegistration, PeopleAreNamedLaterAndExchangedAndWhoComesInsteadHearsOfIt) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "9"}});
  auto coordinator = app.sign_in(region);
  coordinator.post(meeting + "/questions", question({}));
  auto visitor = app.anyone();
  register_at(visitor, meeting, merged(participant(anna), {{"size", "3"}, {"question_1", "yes"}}));
  const std::string link = link_in_mail(app, anna);
  EXPECT_TRUE(visitor.get(meeting).has("3 of 9 seats are taken."));
  EXPECT_TRUE(visitor.get(link).has("Name person 3"));
  EXPECT_TRUE(coordinator.get(meeting + "/registrations").has("3 registered")) << "people";
  EXPECT_EQ(visitor.post(link + "/people/2", {{"name", ""}}).status, 422);
  EXPECT_EQ(
      visitor.post(link + "/people/2", {{"name", "Bo"}, {"person_email", "BO@linden.example.org"}})
          .status,
      303);
  EXPECT_EQ(mails_to(app, bo).at(0).kind, "participant_named");
  EXPECT_EQ(mails_to(app, bo).at(0).text.find("/registrations/"), std::string::npos);
  // Another comes in Anna's place: her answers are nobody else's.
  EXPECT_EQ(visitor.post(link + "/people/1", {{"name", "Cia"}, {"question_1", "yes"}}).status, 303);
  EXPECT_EQ(answers_kept(app), 0);
  EXPECT_EQ(mails_to(app, anna).back().kind, "registration_changed");
  EXPECT_EQ(calendar_line(mails_to(app, anna).back(), "METHOD"), "REQUEST");
  visitor.post(link + "/size", {{"size", "2"}});  // who has no name yet leaves first
  const Answer own = visitor.get(link);
  EXPECT_TRUE(own.has("Cia"));
  EXPECT_TRUE(own.has("Bo"));
  EXPECT_FALSE(own.has("Name person 3"));
  EXPECT_EQ(visitor.get(link + "/people/9").status, 404);
  EXPECT_EQ(visitor.post(link + "/size", {{"size", "31"}}).status, 422);
}

TEST(OwnRegistration, TheLastDayForChangesCountsToItsEndAndCancellingStaysPossible) {
  for (const auto& [day, starts_on] :
       {std::pair{"2018-07-15", "2018-08-01"}, std::pair{"2018-12-15", "2019-01-10"}}) {
    TestApp app;
    const std::string meeting = published(app, {{"starts_on", starts_on}, {"register_by", ""}});
    app.sign_in(region).post(
        meeting + "/opening",
        {{"waiting_list", "on"}, {"cutoff_hours", "24"}, {"changes_until", day}});
    auto visitor = app.anyone();
    register_at(visitor, meeting, participant(anna));
    const std::string link = link_in_mail(app, anna);
    app.at(std::string(day) + " 23:59:59");
    EXPECT_EQ(visitor.post(link, {{"name", "Anna Lind"}}).status, 303) << day;
    app.pass_seconds(1);
    EXPECT_EQ(visitor.post(link, {{"name", "Anna Berg"}}).status, 409) << day;
    EXPECT_EQ(visitor.post(link + "/size", {{"size", "2"}}).status, 409);
    EXPECT_TRUE(visitor.get(link).has("Anna Lind"));
    EXPECT_EQ(visitor.post(link + "/cancellation").status, 303);
    EXPECT_TRUE(visitor.get(link).has("Your registration is cancelled"));
  }
}

// A link opens in whatever browser it is opened in; a form is good in the one it was opened in, and
// what was typed is never lost.
TEST(OwnRegistration, TheLinkHoldsInAnotherBrowserAndAfterADay) {
  TestApp app;
  const std::string meeting = published(app);
  auto phone = app.anyone();
  register_at(phone, meeting, participant(anna));
  const std::string link = link_in_mail(app, anna);
  auto desk = app.anyone();
  EXPECT_TRUE(desk.get(link).has("You are registered"));
  app.pass_seconds(24 * 3600);
  EXPECT_EQ(desk.post(link, {{"name", "Anna Lind"}}).status, 303);
  const Answer foreign = desk.post(link, {{"token", "of another browser"}, {"name", "Anna Berg"}});
  EXPECT_EQ(foreign.status, 403);
  EXPECT_EQ(foreign.field("name"), "Anna Berg");
  EXPECT_TRUE(phone.get(link).has("Anna Lind"));
}

TEST(OwnRegistration, ShowsAllThatIsKeptAboutSomebody) {
  TestApp app;
  const std::string meeting = published(app);
  auto visitor = app.anyone();
  register_at(visitor, meeting,
              merged(participant(anna), {{"organisation_name", "Eken"},
                                         {"second_organisation_name", "Linden"},
                                         {"category", "politician"},
                                         {"also", "representative"}}));
  const Answer own = visitor.get(link_in_mail(app, anna));
  for (const char* words : {"Anna Ek", "anna@eken.example.org", "Eken", "Linden", "Politician",
                            "Representative of an organisation", "Until 6 months after"})
    EXPECT_TRUE(own.has(words)) << words;
}

}  // namespace
}  // namespace overens::activities
