// Inviting: who may be invited, looking at it before it is sent, sending it, reminding.
#include <gtest/gtest.h>

#include <algorithm>

#include "features/activities/activities_testing.h"
#include "features/activities/invitations_testing.h"

namespace overens::activities {
namespace {

std::int64_t count_of(std::string_view text, std::string_view part) {
  std::int64_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size()) ++count;
  return count;
}

TEST(Invitations, ARoundIsLookedAtAndCanBeUndoneBeforeTheFirstLetter) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app);
  auto coordinator = app.sign_in(region);
  const std::string round =
      planned(coordinator, meeting, {{"source", "affiliated"}, {"words", "Ta med ett exempel."}});
  const Answer plan = coordinator.get(round);
  EXPECT_TRUE(plan.has("Nothing has been sent yet"));
  EXPECT_TRUE(plan.has("33 letters would be sent."));
  EXPECT_TRUE(plan.has("8 are not written to"));
  EXPECT_TRUE(plan.has("The organisation has no contact person."));
  EXPECT_TRUE(plan.has("Ta med ett exempel."));
  app.run_tasks();
  EXPECT_TRUE(invitations_in(app).empty());

  EXPECT_EQ(coordinator.post(round + "/sending").status, 303);
  EXPECT_TRUE(coordinator.get(round).has("Sending begins soon"));
  app.run_tasks();
  EXPECT_TRUE(invitations_in(app).empty()) << "there is a minute to undo it";
  EXPECT_EQ(coordinator.post(round + "/withdrawal").status, 303);
  app.pass_seconds(600);
  app.run_tasks();
  EXPECT_TRUE(invitations_in(app).empty());
  EXPECT_TRUE(coordinator.get(round).has("The plan was thrown away"));
  EXPECT_EQ(coordinator.post(round + "/sending").status, 409);
}

TEST(Invitations, ContactsInForceAreInvitedEachWithALinkOfTheirOwn) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app);
  auto coordinator = app.sign_in(region);
  send(app, coordinator, planned(coordinator, meeting, {{"source", "affiliated"}}));
  const auto mails = invitations_in(app);
  EXPECT_EQ(mails.size(), 33u);
  std::set<std::string> links;
  for (const TestMail& mail : mails) links.insert(invitation_link(mail));
  EXPECT_EQ(links.size(), mails.size());
  EXPECT_FALSE(links.contains(""));
  const Answer overview = coordinator.get(meeting + "/invitations");
  EXPECT_TRUE(overview.has("No answer yet"));
  app.run_tasks();
  EXPECT_EQ(invitations_in(app).size(), 33u) << "nobody twice";
}

TEST(Invitations, WhoJoinsLaterIsAddedAndNobodyIsInvitedTwice) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app);
  auto coordinator = app.sign_in(region);
  const std::string round = planned(coordinator, meeting, {{"source", "affiliated"}});
  send(app, coordinator, round);
  affiliate_newcomer(app, "Nya föreningen", "ny@nya.example.org");
  const Answer addition = coordinator.post(round + "/addition");
  ASSERT_EQ(addition.status, 303);
  const Answer plan = coordinator.get(addition.location);
  EXPECT_TRUE(plan.has("1 letter would be sent."));
  EXPECT_TRUE(plan.has("ny@nya.example.org"));
  EXPECT_TRUE(plan.has("Is invited already."));
  send(app, coordinator, addition.location);
  EXPECT_EQ(invitations_in(app).size(), 34u);
}

TEST(Invitations, WhoMayNotEnterWhenTheirTurnComesIsLeftOut) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app);
  affiliate_newcomer(app, "Nya föreningen", "ny@nya.example.org");
  auto coordinator = app.sign_in(region);
  const std::string round = planned(coordinator, meeting, {{"source", "affiliated"}});
  EXPECT_TRUE(coordinator.get(round).has("34 letters would be sent."));
  end_affiliation_of(app, "Nya föreningen");
  app.pass_seconds(2 * 86'400);
  coordinator = app.sign_in(region);
  send(app, coordinator, round);
  EXPECT_EQ(invitations_in(app).size(), 33u);
  EXPECT_TRUE(mails_to(app, "ny@nya.example.org").empty());
  EXPECT_TRUE(coordinator.get(round + "?page=1").has("none of them"));
}

TEST(Invitations, AFilterChoosesByMunicipalityAndBySinceWhen) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app);
  auto coordinator = app.sign_in(region);
  affiliate_newcomer(app, "Nya föreningen", "ny@nya.example.org");
  const std::string since =
      planned(coordinator, meeting, {{"source", "chosen"}, {"since", "2018-12-19"}});
  EXPECT_TRUE(coordinator.get(since).has("1 letter would be sent."));
  const std::string there =
      planned(coordinator, meeting, {{"source", "chosen"}, {"municipality", "0562"}});
  const Answer plan = coordinator.get(there);
  EXPECT_TRUE(plan.has("Finspång"));
  EXPECT_TRUE(plan.has("kontakt@amatorteaterndovern.example.org"));
  EXPECT_FALSE(plan.has("33 letters would be sent."));
}

TEST(Invitations, ThoseWhoHoldASeatAreInvitedPartyByParty) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app);
  auto coordinator = app.sign_in(region);
  const Answer both = coordinator.get(planned(coordinator, meeting, {{"source", "appointed"}}));
  const Answer one =
      coordinator.get(planned(coordinator, meeting, {{"source", "appointed"}, {"party", "1"}}));
  EXPECT_TRUE(both.has("Region Östergötland"));
  EXPECT_NE(both.text(), one.text());
}

TEST(InvitationList, AListSaysWhatIsWrongRowByRowAndTheRestIsInvited) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  auto coordinator = app.sign_in(region);
  const std::string round = planned_list(
      coordinator, meeting,
      "Namn;E-post;Organisation\r\n\xC5sa;asa@eken.example.org;F\xF6reningen Eken\r\n"
      "Bo;bo@linden;Linden\r\nBo;;Linden\r\n\xC5sa igen;ASA@eken.example.org;F\xF6reningen Eken\r\n"
      "Sly;a@b.example.org>,x@example.org;Asken\r\n=1+1;=2;\r\n");
  const Answer plan = coordinator.get(round);
  EXPECT_TRUE(plan.has("1 letter would be sent."));
  EXPECT_TRUE(plan.has("Föreningen Eken"));
  EXPECT_TRUE(plan.has("5 are not written to"));
  const Answer sheet = coordinator.get(round + "/refusals.csv");
  EXPECT_TRUE(sheet.body.starts_with("\xEF\xBB\xBF"));
  for (const char* row :
       {"3;Linden;Bo;bo@linden;That is no mail address.", "4;Linden;Bo;;There is no mail address.",
        "5;Föreningen Eken;Åsa igen;asa@eken.example.org;The same address"})
    EXPECT_NE(sheet.body.find(row), std::string::npos) << row << "\n" << sheet.body;
  EXPECT_NE(sheet.body.find(";'=1+1;"), std::string::npos) << sheet.body;
  send(app, coordinator, round);
  ASSERT_EQ(invitations_in(app).size(), 1u);
  EXPECT_NE(invitations_in(app)[0].text.find("Åsa"), std::string::npos);
}

TEST(InvitationList, NobodyIsInvitedWhomTheDoorWouldTurnAway) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app);
  auto coordinator = app.sign_in(region);
  const Answer plan =
      coordinator.get(planned_list(coordinator, meeting,
                                   "E-post,Organisation\na@x.example.org,Riksteatern Östergötland\n"
                                   "b@x.example.org,En annan förening\n"));
  EXPECT_TRUE(plan.has("1 letter would be sent."));
  EXPECT_TRUE(plan.has("The activity is for affiliated organisations, and this is none of them."));
}

TEST(InvitationList, WhatIsNoListIsRefusedAtTheFieldAndWhatWasTypedStays) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  auto coordinator = app.sign_in(region);
  const Browser::Fields fields{
      {"source", "file"}, {"passing", "nobody"}, {"words", "Välkomna."}, {"quota", "0"}};
  const auto upload = [&](std::string bytes, const Browser::Fields& with) {
    return coordinator.upload(meeting + "/invitations/new", with,
                              {"file", "lista.csv", "text/csv", std::move(bytes)});
  };
  const Answer wrong = upload("Namn;Telefon\nÅsa;1\n", fields);
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(wrong.field("words"), "Välkomna.");
  Browser::Fields right = fields;
  right.pop_back();
  EXPECT_TRUE(upload("Namn;Telefon\nÅsa;1\n", right).has("one of them must be “E-post”"));
  EXPECT_TRUE(upload("E-post\n", right).has("There is nobody in the list."));
  std::string many = "E-post\n";
  for (int i = 0; i <= 10'000; ++i) many += "p" + std::to_string(i) + "@example.org\n";
  EXPECT_TRUE(upload(many, right).has("There are more than 10000 rows."));
  EXPECT_TRUE(
      coordinator.post(meeting + "/invitations/new", right).has("Choose the file with the list."));
}

TEST(InvitationList, TenThousandRowsAreOnePlanAndGoALittleAtATime) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  auto coordinator = app.sign_in(region);
  std::string rows = "E-post;Namn\n";
  for (int i = 0; i < 10'000; ++i)
    rows += "p" + std::to_string(i) + (i % 10 ? "@example.org" : "") + ";Person\n";
  const std::string round = planned_list(coordinator, meeting, rows);
  EXPECT_TRUE(coordinator.get(round).has("9000 letters would be sent."));
  EXPECT_TRUE(coordinator.get(round).has("1000 are not written to"));
  coordinator.post(round + "/sending");
  app.pass_seconds(61);
  app.run_tasks();
  EXPECT_EQ(invitations_in(app).size(), 50u);
  EXPECT_TRUE(coordinator.get(round).has("50 of 9000 letters have been put in the outbox."));
  for (int i = 0; i < 5; ++i) app.run_tasks();
  EXPECT_EQ(invitations_in(app).size(), 200u) << "no more while these have not been sent";
  coordinator.post(round + "/withdrawal");
  let_mail_go(app);
  app.run_tasks();
  EXPECT_EQ(invitations_in(app).size(), 200u);
  EXPECT_EQ(app.anyone().get(invitation_link(invitations_in(app)[0])).status, 410);
}

TEST(Reminding, OnlyThoseWhoHaveNotAnsweredAreReminded) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  auto coordinator = app.sign_in(region);
  send(app, coordinator,
       planned_list(coordinator, meeting,
                    "E-post;Namn\nja@example.org;Ja\nnej@example.org;Nej\ntyst@example.org;Tyst\n"
                    "anmald@example.org;Anmäld\n"));
  auto yes = app.anyone();
  EXPECT_EQ(
      register_by_link(yes, meeting, link_for(app, "ja@example.org"), participant("ja@example.org"))
          .status,
      303);
  app.anyone().post(link_for(app, "nej@example.org") + "/refusal");
  auto open_door = app.anyone();
  register_at(open_door, meeting, participant("anmald@example.org"));
  const Answer invited = coordinator.get(meeting + "/invitations");
  EXPECT_TRUE(invited.has("Remind 1 who has not answered"));
  EXPECT_TRUE(invited.has("registered without the link"));
  EXPECT_EQ(count_of(invited.body, ">No answer yet</span>"), 1) << "who is registered is heard of";
  coordinator.post(meeting + "/invitations/reminder");
  coordinator.post(meeting + "/invitations/reminder");  // pressed twice
  app.run_tasks();
  app.run_tasks();
  std::vector<std::string> reminded;
  for (const TestMail& mail : app.mails())
    if (mail.kind == "invitation_reminder") reminded.push_back(mail.recipient);
  EXPECT_EQ(reminded, std::vector<std::string>{"tyst@example.org"});
  EXPECT_TRUE(coordinator.get(meeting + "/invitations").has("There is nobody to remind"));
  app.pass_seconds(25 * 3600);
  coordinator = app.sign_in(region);
  EXPECT_TRUE(coordinator.get(meeting + "/invitations").has("Remind 1 who has not answered"));

  coordinator.post(meeting + "/cancellation", {{"reason", "Snöstorm."}});
  app.run_tasks();
  app.run_tasks();
  std::vector<std::string> told;
  for (const TestMail& mail : app.mails())
    if (mail.kind == "invitation_called_off") {
      told.push_back(mail.recipient);
      EXPECT_NE(mail.text.find("Snöstorm."), std::string::npos);
    }
  EXPECT_EQ(told, std::vector<std::string>{"tyst@example.org"}) << "the others have a seat, or no";
}

TEST(Reminding, AYesByOneContactAnswersForTheOrganisation) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app);
  affiliate_newcomer(app, "Nya föreningen", "ny@nya.example.org");
  add_contact(app, "Nya föreningen", "annan@nya.example.org");
  auto coordinator = app.sign_in(region);
  send(app, coordinator,
       planned(coordinator, meeting, {{"source", "chosen"}, {"since", "2018-12-19"}}));
  EXPECT_EQ(invitations_in(app).size(), 2u);
  app.anyone().post(link_for(app, "ny@nya.example.org") + "/refusal");
  app.pass_seconds(25 * 3600);
  coordinator = app.sign_in(region);
  EXPECT_TRUE(coordinator.get(meeting + "/invitations").has("There is nobody to remind"));
}

TEST(Invitations, NamesAndAddressesAreRemovedInTimeAndTheRemovalIsLogged) {
  TestApp app;
  const std::string meeting = meeting_to_invite_to(app, "everyone");
  auto coordinator = app.sign_in(region);
  const std::string round =
      planned_list(coordinator, meeting, "E-post;Namn\nasa@example.org;Åsa\nfel;Fel\n");
  send(app, coordinator, round);
  const std::string link = link_for(app, "asa@example.org");
  app.at("2019-01-25 12:00");
  coordinator = app.sign_in(region);
  app.run_tasks();
  EXPECT_FALSE(coordinator.get(round).has("Fel")) << "kept 30 days";
  app.at("2019-09-10 12:00");
  coordinator = app.sign_in(region);
  app.run_tasks();
  EXPECT_EQ(app.anyone().get(link).status, 404);
  EXPECT_FALSE(coordinator.get(round).has("asa@example.org"));
}

}  // namespace
}  // namespace overens::activities
