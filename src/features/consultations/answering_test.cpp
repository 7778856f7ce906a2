// Answering, from the first word of a draft to the receipt and what comes after.
#include "features/consultations/answering_testing.h"

namespace overens {
namespace {

TEST_F(Answering, ACoordinatorSendsATextOut) {
  EXPECT_EQ(created.status, 303);
  EXPECT_EQ(created.location, "/ostergotland/consultations/2");
  const Answer shown = app.anyone().get(created.location);
  EXPECT_TRUE(shown.has("Vad tycker ni?"));
  EXPECT_TRUE(shown.has("Answer for your organisation"));
  auto eva = app.sign_in(coordinator);
  const Answer wrong = eva.post("/ostergotland/consultations", {{"version", "2"},
                                                                {"title", "Ny remiss"},
                                                                {"opens_on", "2019-05-02"},
                                                                {"closes_on", "2019-05-01"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.has("The last day comes before the first."));
  EXPECT_EQ(wrong.field("title"), "Ny remiss");
  auto eken = app.sign_in(other);
  EXPECT_EQ(eken.post("/ostergotland/consultations", {}).status, 403);
  EXPECT_EQ(app.anyone().get("/ostergotland/consultations/new").status, 401);
}

TEST_F(Answering, AffiliatedOrganisationsAreInvitedByMail) {
  auto eva = app.sign_in(coordinator);
  eva.post("/ostergotland/consultations", {{"version", "2"},
                                           {"title", "Remiss till alla"},
                                           {"opens_on", "2019-03-10"},
                                           {"closes_on", "2019-03-31"},
                                           {"invite", "on"}});
  EXPECT_TRUE(eva.get("/ostergotland/consultations/3/invited").has("0 of 41 letters are written"));
  app.run_tasks();
  app.run_tasks();  // what is written is not written again
  std::size_t invitations = 0;
  for (const TestMail& mail : app.mails()) {
    invitations += mail.kind == "consultation_invitation";
    if (mail.recipient == representative) {
      EXPECT_NE(mail.text.find("/ostergotland/consultations/3"), std::string::npos);
    }
  }
  EXPECT_GT(invitations, 10);
  EXPECT_TRUE(app.anyone().get("/ostergotland/consultations/3").has("41 organisations"));
}

TEST_F(Answering, AnOrganisationAnswersAndGetsAReceipt) {
  auto vera = app.sign_in(representative);
  ASSERT_EQ(vera.get(page()).status, 200);
  const Answer kept = draft(vera, answer("Mötas oftare."));
  ASSERT_EQ(kept.status, 303);
  const Answer preview = vera.get(kept.location);
  EXPECT_TRUE(preview.has("Mötas oftare."));
  EXPECT_TRUE(preview.has("public document"));
  const Answer done = submit(vera, submission(vera));
  ASSERT_EQ(done.status, 303);
  EXPECT_TRUE(vera.get(done.location).has("It has number 1"));
  const Answer shown = app.anyone().get("/ostergotland/consultations/2/responses/1");
  EXPECT_TRUE(shown.has("Mötas oftare."));
  EXPECT_TRUE(shown.has("Parterna möts varje månad."));
  EXPECT_TRUE(
      app.anyone().get("/ostergotland/consultations/2/sections/dialog").has("Mötas oftare."));
  EXPECT_TRUE(app.anyone().get("/ostergotland/remarks/101").has("En bra text."));
  const auto mails = app.mails();
  ASSERT_FALSE(mails.empty());
  EXPECT_EQ(mails.back().recipient, representative);
  EXPECT_NE(mails.back().text.find("It has number 1"), std::string::npos);
}

TEST_F(Answering, ADraftIsKeptWhileItIsWrittenAndByTheButton) {
  auto vera = app.sign_in(representative);
  Browser::Fields typed = answer("Halvfärdigt", "");
  EXPECT_EQ(draft(vera, typed).status, 204);
  EXPECT_EQ(area(vera.get(page()), "wording_" + section), "Halvfärdigt");
  EXPECT_EQ(draft(vera, answer("Mer", "save")).status, 303);
  auto colleague = app.sign_in(representative);
  EXPECT_EQ(area(colleague.get(page()), "wording_" + section), "Mer");
}

TEST_F(Answering, WhatIsMissingIsSaidAndWhatWasTypedStays) {
  auto vera = app.sign_in(representative);
  Browser::Fields typed = answer("Mötas oftare.");
  std::erase_if(typed, [&](const auto& one) {
    return one.first == "stance_0" || one.first == "stance_" + section;
  });
  const Answer wrong = draft(vera, typed);
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.has("Choose your stance on the text as a whole."));
  EXPECT_TRUE(wrong.has("Choose a stance on what you have a remark about: "));
  EXPECT_EQ(area(wrong, "wording_" + section), "Mötas oftare.");
  EXPECT_EQ(vera.get(page("/preview")).status, 422);
  const Answer strange = draft(vera, {{"organisation", organisation},
                                      {"known", "0"},
                                      {"stance_0", "cheers"},
                                      {"wording_0", std::string(20'001, 'a')}});
  EXPECT_EQ(strange.status, 422);
  EXPECT_EQ(responses().find("Länsbygderådet"), std::string::npos);
}

TEST_F(Answering, TheSecondWindowIsShownTheReceiptOfTheFirst) {
  auto one = app.sign_in(representative);
  auto two = app.sign_in(representative);
  draft(one, answer("Mötas oftare."));
  const auto first = submission(one);
  const auto second = submission(two);
  ASSERT_EQ(submit(one, first).status, 303);
  const Answer late = submit(two, second);
  EXPECT_EQ(late.status, 303);
  EXPECT_TRUE(two.get(late.location).has("It has number 1"));
  EXPECT_NE(responses().find(R"("count":1)"), std::string::npos);
  // A form that was open all the while: its words are kept, and said to be a draft.
  const Answer kept = draft(two, answer("Något annat"));
  EXPECT_TRUE(two.get(kept.location).has("It had been submitted already"));
  EXPECT_EQ(area(two.get(page()), "wording_" + section), "Något annat");
  EXPECT_FALSE(app.anyone().get("/ostergotland/consultations/2/responses/1").has("Något annat"));
}

TEST_F(Answering, WhatAColleagueChangedMeanwhileIsLookedThroughFirst) {
  auto one = app.sign_in(representative);
  draft(one, answer("Mötas oftare."));
  const auto seen = submission(one);
  app.pass_seconds(60);
  draft(one, answer("Mötas alltid.", "save"));
  const Answer again = submit(one, seen);
  EXPECT_TRUE(one.get(again.location).has("Look through it once more"));
  EXPECT_NE(responses().find(R"("count":0)"), std::string::npos);
}

TEST_F(Answering, AChangeIsANewVersionAndTheOldOneIsKept) {
  auto vera = app.sign_in(representative);
  draft(vera, answer("Mötas oftare."));
  submit(vera, submission(vera));
  EXPECT_EQ(area(vera.get(page()), "wording_" + section), "Mötas oftare.");
  draft(vera, answer("Mötas alltid.", "check", "1"));
  ASSERT_EQ(submit(vera, submission(vera)).status, 303);
  const Answer shown = app.anyone().get("/ostergotland/consultations/2/responses/1");
  EXPECT_TRUE(shown.has("Mötas alltid."));
  EXPECT_TRUE(shown.has("Earlier versions of this response"));
  EXPECT_TRUE(shown.has("Mötas oftare."));
  EXPECT_NE(responses().find(R"("count":1)"), std::string::npos);
}

TEST_F(Answering, TheLastDayLastsUntilMidnight) {
  app.at("2019-02-28 23:59");
  auto vera = app.sign_in(representative);
  EXPECT_TRUE(vera.get(page()).has("opens 1 March 2019"));
  app.at("2019-03-31 23:59");
  app.pass_seconds(59);
  vera = app.sign_in(representative);
  draft(vera, answer("I sista stund"));
  EXPECT_EQ(submit(vera, submission(vera)).location.find("receipt") != std::string::npos, true);
  EXPECT_NE(responses().find(R"("late":false)"), std::string::npos);
  app.pass_seconds(1);
  EXPECT_EQ(draft(vera, answer("För sent", "check", "1")).status, 409);
  EXPECT_EQ(submit(vera, {{"organisation", organisation}, {"known", "1"}, {"seen", "1"}}).status,
            409);
}

TEST_F(Answering, AfterTheLastDayItIsReceivedAndMarkedWhereThatIsAllowed) {
  app.at("2019-04-01 00:00");
  auto vera = app.sign_in(representative);
  EXPECT_TRUE(vera.get(page()).has("No more responses are received."));
  EXPECT_EQ(draft(vera, answer("För sent")).status, 409);
  app.at("2019-02-20 12:00");
  open_consultation("on");
  app.at("2019-04-01 00:00");
  vera = app.sign_in(representative);
  const std::string path = "/ostergotland/consultations/3/response";
  EXPECT_TRUE(vera.get(path).has("will be marked as late"));
  vera.post(path + "/draft", answer("Sent men ändå"));
  const Answer preview = vera.get(path + "/preview?organisation=" + organisation);
  vera.post(path, {{"organisation", organisation},
                   {"known", *preview.field("known")},
                   {"seen", *preview.field("seen")}});
  EXPECT_TRUE(
      app.anyone().get("/ostergotland/consultations/3/responses.json").has(R"("late":true)"));
}

TEST_F(Answering, ADeputyWritesButDoesNotSubmit) {
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto one = organisations::find_same(db, compact->id, "Länsbygderådet Vänner exempel", {});
    const auto person = people::find_or_add(db, "vikarie@example.org", "Vi Karie", app.now());
    organisations::add_mandate(db, one->id, person, organisations::MandateKind::deputy,
                               Date{2019, 1, 1});
  });
  auto deputy = app.sign_in("vikarie@example.org");
  ASSERT_EQ(draft(deputy, answer("Ett utkast")).status, 303);
  EXPECT_TRUE(deputy.get(page("/preview")).has("It is submitted by somebody"));
  EXPECT_EQ(submit(deputy, {{"organisation", organisation}, {"known", "0"}, {"seen", "0"}}).status,
            403);
}

TEST_F(Answering, MoreTimeIsGivenWithAReason) {
  auto eva = app.sign_in(coordinator);
  const std::string path = "/ostergotland/consultations/2/extension";
  EXPECT_EQ(eva.post(path, {{"closes_on", "2019-03-20"}, {"reason", "Semester"}}).status, 422);
  EXPECT_EQ(eva.post(path, {{"closes_on", "2019-04-15"}, {"reason", "Semester"}}).status, 303);
  const Answer shown = app.anyone().get("/ostergotland/consultations/2");
  EXPECT_TRUE(shown.has("15 April 2019, until midnight"));
  EXPECT_TRUE(shown.has("Semester"));
}

TEST_F(Answering, APaperResponseIsEnteredWithItsOriginal) {
  auto eva = app.sign_in(coordinator);
  const std::string path = "/ostergotland/consultations/2/paper-response";
  const Browser::Fields fields = {{"organisation", ""},
                                  {"name", "Föreningen Pennan"},
                                  {"received_on", "2019-03-09"},
                                  {"stance_0", "opposes"},
                                  {"wording_0", "Nej tack."}};
  const Answer without = eva.post(path, fields);
  EXPECT_EQ(without.status, 422);
  EXPECT_EQ(without.field("name"), "Föreningen Pennan");
  const Answer done =
      eva.upload(path, fields, {"original", "brev.txt", "text/plain", "Nej tack.\n"});
  ASSERT_EQ(done.status, 303) << done.text();
  const Answer shown = app.anyone().get(done.location);
  EXPECT_TRUE(shown.has("On paper"));
  EXPECT_FALSE(shown.has("brev.txt"));
  const std::string original = done.location.substr(0, done.location.find('#')) + "/originals/1";
  EXPECT_EQ(app.anyone().get(original).status, 401);
  EXPECT_EQ(app.sign_in(other).get(original).status, 403);
  EXPECT_EQ(eva.get(original).body, "Nej tack.\n");
  EXPECT_EQ(eva.upload(path,
                       {{"organisation", organisation},
                        {"received_on", "2019-03-11"},
                        {"stance_0", "opposes"}},
                       {"original", "brev.txt", "text/plain", "Nej tack.\n"})
                .status,
            422);
}

}  // namespace
}  // namespace overens
