// What the one who was invited can do by the personal link, and leaving a list.
#include <gtest/gtest.h>

#include "features/activities/invitations_testing.h"

namespace overens::activities {
namespace {

constexpr std::string_view anna = "anna@eken.example.org";
constexpr std::string_view bo = "bo@eken.example.org";

// Anna is invited, alone, on these terms; her link.
std::string invited(TestApp& app, const std::string& meeting, const Browser::Fields& terms = {}) {
  auto coordinator = app.sign_in(region);
  send(app, coordinator,
       planned_list(coordinator, meeting,
                    "E-post;Namn;Organisation\nanna@eken.example.org;Anna "
                    "Ek;Föreningen Eken\n",
                    terms));
  return link_for(app, anna);
}

TEST(Invited, LookingAtTheLinkChangesNothingWhoeverOpensIt) {
  TestApp app;
  const std::string link = invited(app, meeting_to_invite_to(app, "everyone"));
  for (int i = 0; i < 3; ++i) {
    const Answer shown = app.anyone().get(link);
    EXPECT_TRUE(shown.has("Your invitation to Vårmöte"));
    EXPECT_TRUE(shown.has("Föreningen Eken"));
    EXPECT_TRUE(shown.has("Yes, register"));
  }
  EXPECT_NE(app.anyone().get(link + "/refusal").status, 200);
  EXPECT_EQ(app.anyone().get("/ostergotland/invitations/made-up").status, 404);
}

TEST(Invited, TheLinkRegistersWithinItsSeatsAndNoMore) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  const std::string link = invited(app, meeting, {{"quota", "2"}});
  auto browser = app.anyone();
  EXPECT_TRUE(browser.get(link).has("You can register 2 people by this invitation."));
  const std::string token = link.substr(link.rfind('/') + 1);
  const Answer form = browser.get(meeting + "/registration?invitation=" + token);
  EXPECT_EQ(form.field("name"), "Anna Ek");
  EXPECT_EQ(form.field("email"), anna);
  EXPECT_EQ(form.field("organisation_name"), "Föreningen Eken");
  EXPECT_FALSE(form.field("website")) << "who was invited need not show to be no program";
  EXPECT_EQ(register_by_link(browser, meeting, link, participant(anna)).status, 303);
  EXPECT_EQ(register_by_link(browser, meeting, link, participant(bo, "Bo Ek")).status, 303);
  const Answer shown = browser.get(link);
  EXPECT_TRUE(shown.has("You have said yes"));
  EXPECT_TRUE(shown.has("Bo Ek"));
  EXPECT_TRUE(shown.has("All the seats this invitation gives are used."));
  const Answer refused =
      register_by_link(browser, meeting, link, participant("cia@eken.example.org", "Cia Ek"));
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(refused.has("All the seats this invitation gives are used."));
  EXPECT_EQ(refused.field("name"), "Cia Ek");
  EXPECT_TRUE(mails_to(app, "cia@eken.example.org").empty());

  EXPECT_EQ(browser.post(link_in_mail(app, anna) + "/size", {{"size", "2"}}).status, 409);
  browser.post(link_in_mail(app, bo) + "/cancellation");
  EXPECT_TRUE(browser.get(link).has("You can register 1 person by this invitation."));
  EXPECT_EQ(browser.post(link_in_mail(app, anna) + "/size", {{"size", "2"}}).status, 303);
}

TEST(Invited, AFormByTheLinkSentTwiceIsOneRegistration) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  const std::string link = invited(app, meeting, {{"quota", "1"}});
  auto browser = app.anyone();
  const std::string token = link.substr(link.rfind('/') + 1);
  const Answer form = browser.get(meeting + "/registration?invitation=" + token);
  auto fields = participant(anna);
  fields.emplace_back("form", *form.field("form"));
  fields.emplace_back("invitation", token);
  EXPECT_EQ(browser.post(meeting + "/registration", fields).status, 303);
  EXPECT_EQ(browser.post(meeting + "/registration", fields).status, 303);
  EXPECT_TRUE(browser.get(link).has("1 registration has come by this link."));
}

TEST(Invited, ALinkHoldsAfterTheLastDayOnlyWhereThatWasSaid) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  const std::string late = invited(app, meeting, {{"holds_after_close", "on"}});
  auto coordinator = app.sign_in(region);
  send(app, coordinator, planned_list(coordinator, meeting, "E-post\nbo@eken.example.org\n"));
  const std::string usual = link_for(app, bo);
  app.at("2019-02-22 12:00");
  auto browser = app.anyone();
  EXPECT_EQ(browser.get(meeting + "/registration").field("email"), std::nullopt);
  EXPECT_TRUE(browser.get(usual).has("Registration has closed"));
  EXPECT_EQ(register_by_link(browser, meeting, usual, participant(bo)).status, 409);
  EXPECT_EQ(register_by_link(browser, meeting, late, participant(anna)).status, 303);
  EXPECT_EQ(mails_to(app, anna).back().kind, "registration_confirmed");
}

TEST(Invited, ANoIsHeardAndCanBecomeAYes) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  const std::string link = invited(app, meeting);
  auto browser = app.anyone();
  EXPECT_EQ(browser.post(link + "/refusal").status, 303);
  EXPECT_EQ(browser.post(link + "/refusal").status, 303);
  EXPECT_TRUE(browser.get(link).has("You have said no"));
  EXPECT_EQ(register_by_link(browser, meeting, link, participant(anna)).status, 303);
  EXPECT_TRUE(browser.get(link).has("You have said yes"));
  EXPECT_EQ(browser.post(link + "/refusal").status, 409) << "a seat is taken";
}

TEST(Invited, AWithdrawnLinkSaysSoAndLeadsNoFurther) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  auto coordinator = app.sign_in(region);
  const std::string round = planned_list(coordinator, meeting, "E-post\nanna@eken.example.org\n");
  send(app, coordinator, round);
  const std::string link = link_for(app, anna);
  coordinator.post(round + "/withdrawal");
  auto browser = app.anyone();
  EXPECT_EQ(browser.get(link).status, 410);
  EXPECT_TRUE(browser.get(link).has("This invitation has been withdrawn"));
  EXPECT_EQ(register_by_link(browser, meeting, link, participant(anna)).status, 409);
  EXPECT_EQ(browser.post(link + "/refusal").status, 409);
  EXPECT_EQ(browser.post(link + "/passing", {{"people", "x@example.org"}}).status, 409);
}

TEST(Invited, ALinkOfOneActivityOpensNoOther) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  const std::string link = invited(app, meeting);
  const std::string other = published(
      app, {{"title", "Annat"}, {"starts_on", "2019-03-27"}, {"register_by", "2019-03-20"}});
  auto browser = app.anyone();
  EXPECT_EQ(register_by_link(browser, other, link, participant(anna)).status, 404);
}

TEST(PassingOn, AColleagueGetsALinkOfTheirOwnWithinTheSameSeats) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app);
  affiliate_newcomer(app, "Nya föreningen", anna);
  auto coordinator = app.sign_in(region);
  send(app, coordinator,
       planned(coordinator, meeting,
               {{"source", "chosen"}, {"since", "2018-12-19"}, {"quota", "1"}}));
  const std::string link = link_for(app, anna);
  auto browser = app.anyone();
  const Answer wrong = browser.post(link + "/passing", {{"people", "Bo Ek bo@eken"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(wrong.field("people"), "Bo Ek bo@eken");
  EXPECT_EQ(browser.post(link + "/passing", {{"people", "Bo Ek <BO@eken.example.org>"}}).status,
            303);
  const std::string passed_on = link_for(app, bo);
  ASSERT_NE(passed_on, "");
  EXPECT_NE(passed_on, link);
  EXPECT_TRUE(browser.get(passed_on).has("Bo Ek"));
  EXPECT_TRUE(browser.get(passed_on).has("Nya föreningen"));
  EXPECT_EQ(browser.post(passed_on + "/passing", {{"people", "x@example.org"}}).status, 409)
      << "no further";
  auto fields = participant(bo, "Bo Ek");
  fields.emplace_back("organisation", number_of(app, "Nya föreningen"));
  EXPECT_EQ(register_by_link(browser, meeting, passed_on, fields).status, 303);
  EXPECT_TRUE(browser.get(link).has("All the seats this invitation gives are used."));
  browser.post(link + "/passing", {{"people", "bo@eken.example.org"}});
  EXPECT_EQ(invitations_in(app).size(), 2u) << "Bo is not invited twice";
}

TEST(PassingOn, AnUmbrellaOrganisationReachesItsMembersWhoAnswerForThemselves) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  const std::string link = invited(app, meeting, {{"quota", "1"}});
  auto browser = app.anyone();
  EXPECT_EQ(
      browser
          .post(link + "/passing",
                {{"people", "Klubb A a@a.example.org\n\nb@b.example.org\n"}, {"as", "member"}})
          .status,
      303);
  EXPECT_FALSE(browser.get(link_for(app, "a@a.example.org")).has("Föreningen Eken"));
  for (const char* member : {"a@a.example.org", "b@b.example.org"})
    EXPECT_EQ(register_by_link(browser, meeting, link_for(app, member), participant(member)).status,
              303);
  EXPECT_TRUE(browser.get(link).has("You can register 1 person by this invitation."));
}

TEST(LeavingAList, OneClickByAProgramIsEnoughAndSignInMailsComeAsBefore) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  invited(app, meeting);
  const std::string off = leaving_link(mails_to(app, anna).at(0));
  ASSERT_NE(off, "");
  EXPECT_EQ(off.find("anna"), std::string::npos) << "no address in an address";
  app.anyone().get(off);  // a mail program looks at it
  Request click;
  click.method = Method::post;
  click.target = click.path = off;
  click.headers.set("Content-Type", "application/x-www-form-urlencoded");
  click.body = "List-Unsubscribe=One-Click";
  EXPECT_EQ(app.anyone().send(click).status, 200);
  EXPECT_EQ(app.anyone().post("/ostergotland/lists/made-up").status, 404);

  auto coordinator = app.sign_in(region);
  const std::string second = published(
      app, {{"title", "Annat"}, {"starts_on", "2019-03-27"}, {"register_by", "2019-03-20"}});
  const Answer plan =
      coordinator.get(planned_list(coordinator, second, "E-post\nanna@eken.example.org\n"));
  EXPECT_TRUE(plan.has("Has asked for no more invitations."));
  auto browser = app.anyone();
  register_at(browser, second, participant(anna));
  EXPECT_EQ(mails_to(app, anna).back().kind, "registration_confirmed");

  EXPECT_TRUE(browser.get(off).has("You get no more of these letters"));
  EXPECT_EQ(browser.post(off + "/return").status, 303);
  EXPECT_TRUE(browser.get(off).has("Send me no more of these"));
}

}  // namespace
}  // namespace overens::activities
