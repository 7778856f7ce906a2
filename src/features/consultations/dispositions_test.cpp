// What becomes of each remark.
#include "features/consultations/answering_testing.h"
#include "features/consultations/store.h"

namespace overens {
namespace {

class Disposing : public Answering {
 protected:
  Disposing() {
    auto vera = app.sign_in(representative);
    draft(vera, answer("Mötas oftare."));
    submit(vera, submission(vera));
    app.at("2019-04-02 09:00");
  }
  Answer dispose(Browser& browser, std::string_view remark, const std::string& reason) {
    return browser.post("/ostergotland/remarks/" + std::string(remark) + "/disposition",
                        {{"kind", "accepted"}, {"reason", reason}});
  }
  void say_yes(std::string_view who) {
    auto seat = app.sign_in(who);
    const Answer list = seat.get("/ostergotland/proposals");
    std::string where;
    for (const std::string& link : list.links())
      if (link.starts_with("/ostergotland/proposals/")) where = link;
    const Answer shown = seat.get(where);
    seat.post(where + "/assent", {{"sha256", shown.field("sha256").value_or("")}});
  }
};

TEST_F(Disposing, NothingIsClosedAsHandledWhileARemarkWaits) {
  auto eva = app.sign_in(coordinator);
  EXPECT_EQ(eva.post("/ostergotland/consultations/2/closure").status, 409);
  EXPECT_EQ(dispose(eva, "101", "").status, 422);
  EXPECT_EQ(dispose(eva, "101", "Vi håller med.").status, 303);
  EXPECT_EQ(eva.post("/ostergotland/consultations/2/closure").status, 409);
  EXPECT_EQ(app.sign_in(representative).get("/ostergotland/remarks/101/disposition").status, 403);
}

TEST_F(Disposing, ADispositionIsPublicWhenEveryPartyHasSaidYes) {
  auto eva = app.sign_in(coordinator);
  dispose(eva, "101", "Vi håller med.");
  const Answer last = dispose(eva, "102", "Det skrivs in.");
  EXPECT_EQ(last.location, "/ostergotland/consultations/2/dispositions");
  const std::string response = "/ostergotland/consultations/2/responses/1";
  EXPECT_FALSE(app.anyone().get(response).has("Vi håller med."));
  const std::string surface = "/ostergotland/consultations/2/dispositions";
  EXPECT_EQ(eva.post(surface + "/publication").status, 409);
  EXPECT_EQ(eva.post(surface + "/proposal").status, 303);
  say_yes("ledamot1@region.example.org");
  EXPECT_EQ(eva.post(surface + "/publication").status, 409);
  say_yes("ledamot1@idebura.example.org");
  EXPECT_EQ(eva.post(surface + "/publication").status, 303);
  EXPECT_TRUE(app.anyone().get(response).has("Vi håller med."));
  EXPECT_EQ(eva.post("/ostergotland/consultations/2/closure").status, 303);
  EXPECT_TRUE(app.anyone().get("/ostergotland/consultations/2").has("Handled"));
  app.run_tasks();
  const auto mails = app.mails();
  EXPECT_EQ(mails.back().kind, "response_handled");
  EXPECT_EQ(mails.back().recipient, representative);
  EXPECT_TRUE(eva.get(surface).has("Everybody who answered has been told."));
  // Nobody is reached who is represented by nobody any more, as one who answered on paper.
  app.write([&](Db& db) { db.run("UPDATE consultation_letter SET copies = 0"); });
  const Answer not_reached = eva.get(surface);
  EXPECT_TRUE(not_reached.has("These could not be reached by mail."));
  EXPECT_TRUE(not_reached.has("Länsbygderådet Vänner exempel, response 1"));
}

TEST_F(Disposing, AChangedDispositionIsANewOne) {
  auto eva = app.sign_in(coordinator);
  dispose(eva, "101", "Vi håller med.");
  dispose(eva, "101", "Vi håller med om det mesta.");
  const Answer shown = eva.get("/ostergotland/remarks/101/disposition");
  EXPECT_TRUE(shown.has("Vi håller med."));
  EXPECT_EQ(area(shown, "reason"), "Vi håller med om det mesta.");
}

TEST_F(Disposing, TheSecondOfTwoWhoTakeOneRemarkSeesWhatTheFirstRecorded) {
  auto eva = app.sign_in(coordinator);
  auto kim = app.sign_in("kontakt@idebura.example.org");
  const std::string remark = "/ostergotland/remarks/101/disposition";
  const std::string seen = *kim.get(remark).field("seen");
  dispose(eva, "101", "Vi håller med.");
  const Answer told =
      kim.post(remark, {{"kind", "not_accepted"}, {"reason", "Redan sagt."}, {"seen", seen}});
  EXPECT_EQ(told.status, 409);
  EXPECT_TRUE(told.has("has recorded a disposition meanwhile"));
  EXPECT_TRUE(told.has("Vi håller med."));
  EXPECT_EQ(area(told, "reason"), "Redan sagt.");
  EXPECT_FALSE(kim.get(remark).has("Redan sagt."));
  EXPECT_EQ(
      kim.post(remark,
               {{"kind", "not_accepted"}, {"reason", "Redan sagt."}, {"seen", *told.field("seen")}})
          .status,
      303);
  EXPECT_TRUE(eva.get(remark).has("Redan sagt."));
}

TEST_F(Disposing, WhatThePartiesWereAskedFallsWithAnotherDisposition) {
  auto eva = app.sign_in(coordinator);
  dispose(eva, "101", "Vi håller med.");
  dispose(eva, "102", "Det skrivs in.");
  const std::string surface = "/ostergotland/consultations/2/dispositions";
  EXPECT_EQ(eva.post("/ostergotland/consultations/2/closure").status, 409);
  eva.post(surface + "/proposal");
  EXPECT_TRUE(eva.get(surface).has("/ostergotland/proposals/1"));
  dispose(eva, "102", "Det skrivs in i nästa version.");
  auto seat = app.sign_in("ledamot1@region.example.org");
  EXPECT_TRUE(seat.get("/ostergotland/proposals/1").has("what it was about has changed"));
  EXPECT_TRUE(eva.get(surface).has("Put them to the parties"));
}

TEST_F(Disposing, ManyThatSayTheSameAreHandledTogether) {
  auto eva = app.sign_in(coordinator);
  const std::string together = "/ostergotland/consultations/2/dispositions/together";
  const Answer shown = eva.get(together + "?like=102");
  ASSERT_EQ(shown.status, 200);
  EXPECT_TRUE(shown.has("Länsbygderådet Vänner exempel, remark 102"));
  const Browser::Fields without_reason = {{"like", "102"}, {"remark", "102"}, {"kind", "partly"}};
  EXPECT_EQ(eva.post(together, without_reason).status, 422);
  EXPECT_EQ(eva.post(together, {{"like", "102"}, {"kind", "partly"}, {"reason", "Ja"}}).status,
            422);
  // A remark of another consultation is not one of these.
  EXPECT_EQ(
      eva.post(together, {{"like", "102"}, {"remark", "1"}, {"kind", "partly"}, {"reason", "Ja"}})
          .status,
      422);
  EXPECT_EQ(eva.post(together, {{"like", "102"},
                                {"remark", "101"},
                                {"remark", "102"},
                                {"kind", "partly"},
                                {"reason", "Vi möts halvvägs."}})
                .status,
            303);
  for (const std::string remark : {"101", "102"})
    EXPECT_TRUE(
        eva.get("/ostergotland/remarks/" + remark + "/disposition").has("Vi möts halvvägs."));
  auto eken = app.sign_in(other);
  EXPECT_EQ(eken.get(together + "?like=102").status, 403);
}

TEST_F(Disposing, WhoWroteARemarkAcceptsOrDisputesItsDisposition) {
  auto vera = app.sign_in(representative);
  const std::string reply = "/ostergotland/remarks/101/reply";
  EXPECT_EQ(vera.post(reply, {{"verdict", "disputed"}, {"wording", "För tidigt"}}).status, 409);
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    consultations::dispose(db, consultations::find_remark(db, compact->id, Number{101})->id,
                           consultations::DispositionKind::not_accepted, "Nej.", {}, app.now(),
                           true);
  });
  EXPECT_TRUE(vera.get("/ostergotland/remarks/101").has("Do you accept what became of it?"));
  EXPECT_EQ(vera.post(reply, {{"verdict", "perhaps"}}).status, 422);
  EXPECT_EQ(vera.post(reply, {{"verdict", "disputed"}, {"wording", "Läs en gång till."}}).status,
            303);
  const Answer shown = app.anyone().get("/ostergotland/remarks/101");
  EXPECT_TRUE(shown.has("Who wrote it disputes the disposition"));
  EXPECT_TRUE(shown.has("Läs en gång till."));
  EXPECT_FALSE(shown.has("Do you accept"));
  auto eken = app.sign_in(other);
  EXPECT_EQ(eken.post(reply, {{"verdict", "accepted"}}).status, 403);
  EXPECT_FALSE(eken.get("/ostergotland/remarks/101").has("Do you accept"));
}

TEST_F(Disposing, NothingIsClosedWhileABodyStillHasTime) {
  auto eva = app.sign_in(coordinator);
  app.at("2019-03-30 09:00");
  ASSERT_EQ(eva.post("/ostergotland/consultations/2/extension",
                     {{"organisation", number_of("Ungdomsrådet Eken exempel")},
                      {"closes_on", "2019-04-20"},
                      {"reason", "Styrelsemötet."}})
                .status,
            303);
  app.at("2019-04-02 09:00");
  eva = app.sign_in(coordinator);
  const Answer refused = eva.post("/ostergotland/consultations/2/closure");
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(refused.has("20 April 2019"));
}

// --- Inviting ---

TEST_F(Answering, OnlyThoseWhoHaveNotAnsweredAreReminded) {
  auto eva = app.sign_in(coordinator);
  const std::string invited = "/ostergotland/consultations/2/invited";
  EXPECT_EQ(eva.post(invited, {{"who", "names"}, {"names", "Finns Inte"}}).status, 422);
  EXPECT_EQ(
      eva.post(invited, {{"who", "names"},
                         {"names", "Länsbygderådet Vänner exempel\nUngdomsrådet Eken exempel"}})
          .status,
      303);
  auto vera = app.sign_in(representative);
  draft(vera, answer("Mötas oftare."));
  submit(vera, submission(vera));
  ASSERT_EQ(eva.post("/ostergotland/consultations/2/reminders").status, 303);
  EXPECT_EQ(eva.post("/ostergotland/consultations/2/reminders").status, 409);
  app.run_tasks();
  std::vector<std::string> reminded;
  for (const TestMail& mail : app.mails())
    if (mail.kind == "consultation_reminder") reminded.push_back(mail.recipient);
  EXPECT_EQ(reminded, std::vector<std::string>{std::string(other)});
  EXPECT_TRUE(eva.get(invited).has("Response 1"));
  EXPECT_EQ(vera.get(invited).status, 403);
}

TEST_F(Answering, WhoAnswersBeforeTheReminderIsWrittenGetsNone) {
  auto eva = app.sign_in(coordinator);
  eva.post("/ostergotland/consultations/2/invited",
           {{"who", "names"}, {"names", "Länsbygderådet Vänner exempel"}});
  eva.post("/ostergotland/consultations/2/reminders");
  auto vera = app.sign_in(representative);
  draft(vera, answer("Mötas oftare."));
  submit(vera, submission(vera));
  app.run_tasks();
  for (const TestMail& mail : app.mails()) EXPECT_NE(mail.kind, "consultation_reminder");
}

}  // namespace
}  // namespace overens
