#include "features/affiliations/affiliations.h"

#include <gtest/gtest.h>

#include "app/test_app.h"
#include "features/affiliations/rules.h"
#include "features/groups/groups.h"

namespace overens::affiliations {
namespace {

using compacts::Admission;

const std::string form = "/ostergotland/join/application";

Browser::Fields application(std::string name = "Föreningen Gläntan") {
  return {{"name", std::move(name)},
          {"field", "Folkhälsa"},
          {"municipalities", "0580"},
          {"contact_name", "Alva Ström"},
          {"contact_email", "alva@glantan.example.org"},
          {"criterion_regional", "yes"},
          {"criterion_democratic", "yes"},
          {"criterion_independent", "yes"}};
}

Browser::Fields with(Browser::Fields fields, const std::string& field, const std::string& value) {
  for (auto& [name, old] : fields)
    if (name == field) {
      old = value;
      return fields;
    }
  fields.emplace_back(field, value);
  return fields;
}

void set_admission(TestApp& app, Admission admission) {
  app.write([&](Db& db) { db.run("UPDATE compact SET admission = $1", admission); });
}

std::int64_t affiliated_today(TestApp& app) {
  return app.read([&](Db& db) {
    const auto compact = *compacts::find(db, "ostergotland");
    return compacts::count_affiliated(db, compact.id, date_of(app.now(), compact.zone()));
  });
}

class Joining : public ::testing::Test {
 protected:
  Joining() { app.at("2026-03-02 10:00"); }

  Answer apply(const Browser::Fields& fields = application()) {
    auto visitor = app.anyone();
    visitor.get(form);
    return visitor.post(form, fields);
  }

  TestApp app;
};

TEST_F(Joining, AVisitorReadsWhatItAsksAndWhomToCall) {
  const Answer page = app.anyone().get("/ostergotland/join");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("Har organisationen ett regionalt perspektiv?"));
  EXPECT_TRUE(page.has("not a contract"));
  EXPECT_TRUE(page.has("Exempel Samordnare"));
}

TEST_F(Joining, AnApplicantGetsAReceiptAndTheCoordinatorsHearOfIt) {
  const Answer sent = apply();
  EXPECT_EQ(sent.status, 303);
  EXPECT_EQ(sent.location, "/ostergotland/join/received");
  EXPECT_TRUE(app.anyone().get(sent.location).has("We have sent you a mail"));
  const auto mails = app.mails();
  ASSERT_EQ(mails.size(), 3U);
  EXPECT_EQ(mails[0].recipient, "alva@glantan.example.org");
  EXPECT_NE(mails[0].text.find("/ostergotland/applications/1"), std::string::npos);
  EXPECT_NE(mails[1].subject.find("Gläntan"), std::string::npos);
}

TEST_F(Joining, WhoHasDeclaredAllSignsAtOnceAndIsOneMore) {
  EXPECT_EQ(affiliated_today(app), 45);
  apply();
  auto alva = app.sign_in("alva@glantan.example.org");
  EXPECT_TRUE(alva.get("/ostergotland/applications/1").has("You may sign"));
  const Answer on = alva.post("/ostergotland/applications/1/organisation");
  ASSERT_EQ(on.status, 303);
  EXPECT_EQ(affiliated_today(app), 45);
  const Answer to_sign = alva.get(on.location);
  ASSERT_EQ(to_sign.status, 200);
  const std::string number = *to_sign.field("organisation");
  const std::string path = on.location.substr(0, on.location.find('?'));
  const Answer done = alva.post(path, {{"organisation", number}, {"in_full", "on"}});
  ASSERT_EQ(done.status, 303);
  EXPECT_TRUE(alva.get(done.location).has("Thank you, you have signed"));
  EXPECT_EQ(affiliated_today(app), 46);
  EXPECT_TRUE(app.anyone().get("/ostergotland/organisations").has("46 organisations"));
  EXPECT_TRUE(alva.get("/ostergotland/applications/1").has("The organisation has signed"));
}

TEST_F(Joining, WhoSaysNoToACriterionIsToldWhomToTalkTo) {
  apply(with(application(), "criterion_independent", "no"));
  auto alva = app.sign_in("alva@glantan.example.org");
  const Answer page = alva.get("/ostergotland/applications/1");
  EXPECT_TRUE(page.has("We get in touch with you"));
  EXPECT_TRUE(page.has("Exempel Kontakt"));
  EXPECT_EQ(alva.post("/ostergotland/applications/1/organisation").status, 409);
}

TEST_F(Joining, ACoordinatorAdmitsWithWordsAndTheApplicantMaySign) {
  apply(with(application(), "criterion_independent", "no"));
  auto coordinator = app.sign_in("samordnare@region.example.org");
  const std::string assessments = "/ostergotland/applications/1/assessments";
  EXPECT_EQ(coordinator.post(assessments, {{"outcome", "admitted"}, {"words", ""}}).status, 422);
  EXPECT_EQ(coordinator.post(assessments, {{"outcome", "noted"}, {"words", "Ringde, inget svar."}})
                .status,
            303);
  EXPECT_EQ(coordinator.post(assessments, {{"outcome", "admitted"}, {"words", "Välkomna."}}).status,
            303);
  EXPECT_TRUE(coordinator.get("/ostergotland/applications/1").has("Ringde, inget svar."));
  auto alva = app.sign_in("alva@glantan.example.org");
  const Answer page = alva.get("/ostergotland/applications/1");
  EXPECT_TRUE(page.has("Välkomna."));
  EXPECT_FALSE(page.has("Ringde, inget svar."));
  EXPECT_EQ(alva.post("/ostergotland/applications/1/organisation").status, 303);
  EXPECT_EQ(app.mails().back().recipient, "alva@glantan.example.org");
}

TEST_F(Joining, ADeclinedApplicationCannotBeSigned) {
  apply();
  auto coordinator = app.sign_in("kontakt@idebura.example.org");
  EXPECT_EQ(coordinator
                .post("/ostergotland/applications/1/assessments",
                      {{"outcome", "declined"}, {"words", "Inte regional."}})
                .status,
            303);
  auto alva = app.sign_in("alva@glantan.example.org");
  EXPECT_TRUE(alva.get("/ostergotland/applications/1").has("Inte regional."));
  EXPECT_EQ(alva.post("/ostergotland/applications/1/organisation").status, 409);
}

TEST_F(Joining, WhereEveryPartyDecidesBothSayYesFirst) {
  set_admission(app, Admission::every_party);
  apply();
  auto alva = app.sign_in("alva@glantan.example.org");
  EXPECT_TRUE(alva.get("/ostergotland/applications/1").has("The parties consider"));
  EXPECT_EQ(alva.post("/ostergotland/applications/1/organisation").status, 409);
  const auto proposal = app.read([](Db& db) {
    return *groups::find_on(db, compacts::find(db, "ostergotland")->id, "admit", 1);
  });
  const std::string assent =
      "/ostergotland/proposals/" + std::to_string(proposal.number.value) + "/assent";
  for (const std::string_view seat :
       {"ledamot1@region.example.org", "ledamot1@idebura.example.org"}) {
    EXPECT_EQ(alva.post("/ostergotland/applications/1/organisation").status, 409);
    auto member = app.sign_in(seat);
    EXPECT_TRUE(member.get("/ostergotland/applications/1").has("Alva Ström"));
    EXPECT_EQ(member.post(assent, {{"sha256", proposal.sha256}}).status, 303);
  }
  EXPECT_EQ(alva.post("/ostergotland/applications/1/organisation").status, 303);
}

class DecidingTogether : public Joining {
 protected:
  DecidingTogether() {
    set_admission(app, Admission::every_party);
    apply();
  }

  groups::Proposal proposal(std::string_view kind) {
    return app.read([&](Db& db) {
      return *groups::find_on(db, compacts::find(db, "ostergotland")->id, kind, 1);
    });
  }

  int asks_to_decline(std::string_view coordinator, const std::string& words) {
    return app.sign_in(coordinator)
        .post("/ostergotland/applications/1/assessments",
              {{"outcome", "declined"}, {"words", words}})
        .status;
  }

  int says_yes(std::string_view seat, std::string_view kind) {
    const auto one = proposal(kind);
    return app.sign_in(seat)
        .post(url("/ostergotland/proposals/{}/assent", one.number), {{"sha256", one.sha256}})
        .status;
  }

  Answer applicants_page() {
    return app.sign_in("alva@glantan.example.org").get("/ostergotland/applications/1");
  }
};

TEST_F(DecidingTogether, NoCoordinatorDeclinesAlone) {
  EXPECT_EQ(asks_to_decline("samordnare@region.example.org", "Inte regional."), 303);
  app.run_tasks();
  EXPECT_TRUE(applicants_page().has("The parties consider"));
  EXPECT_FALSE(applicants_page().has("Inte regional."));
  EXPECT_EQ(says_yes("ledamot1@region.example.org", "decline"), 303);
  app.run_tasks();
  EXPECT_TRUE(applicants_page().has("The parties consider"));
  EXPECT_EQ(says_yes("ledamot1@idebura.example.org", "decline"), 303);
  app.run_tasks();
  EXPECT_TRUE(applicants_page().has("Inte regional."));
  EXPECT_NE(app.mails().back().text.find("Inte regional."), std::string::npos);
  EXPECT_TRUE(proposal("admit").closed_at);
  EXPECT_EQ(says_yes("ledamot1@region.example.org", "admit"), 409);
  const std::size_t mails = app.mails().size();
  app.run_tasks();
  EXPECT_EQ(app.mails().size(), mails);  // told once
}

TEST_F(DecidingTogether, AnotherReasonNeedsANewYes) {
  asks_to_decline("samordnare@region.example.org", "Inte regional.");
  says_yes("ledamot1@region.example.org", "decline");
  asks_to_decline("kontakt@idebura.example.org", "Inte fristående.");
  says_yes("ledamot1@idebura.example.org", "decline");
  app.run_tasks();
  EXPECT_TRUE(applicants_page().has("The parties consider"));
  says_yes("ledamot2@region.example.org", "decline");
  app.run_tasks();
  EXPECT_TRUE(applicants_page().has("Inte fristående."));
}

TEST_F(DecidingTogether, WhoHasBeenAdmittedBeforeIsNotDeclined) {
  asks_to_decline("samordnare@region.example.org", "Inte regional.");
  for (const std::string_view seat :
       {"ledamot1@region.example.org", "ledamot1@idebura.example.org"})
    EXPECT_EQ(says_yes(seat, "admit"), 303);
  app.pass_seconds(60);
  for (const std::string_view seat :
       {"ledamot1@region.example.org", "ledamot1@idebura.example.org"})
    EXPECT_EQ(says_yes(seat, "decline"), 303);
  app.run_tasks();
  EXPECT_TRUE(applicants_page().has("You may sign"));
}

TEST_F(DecidingTogether, TheApplicantIsToldWhenAllHaveSaidYesAndDecliningFalls) {
  asks_to_decline("samordnare@region.example.org", "Inte regional.");
  says_yes("ledamot1@region.example.org", "admit");
  app.run_tasks();
  const auto outcomes = [&] {
    std::size_t letters = 0;
    for (const TestMail& mail : app.mails())
      letters += mail.recipient == "alva@glantan.example.org" &&
                 mail.text.find("Alla parter har sagt ja.") != std::string::npos;
    return letters;
  };
  EXPECT_EQ(outcomes(), 0u);
  says_yes("ledamot1@idebura.example.org", "admit");
  app.run_tasks();
  app.run_tasks();
  EXPECT_EQ(outcomes(), 1u);
  EXPECT_TRUE(proposal("decline").closed_at);
  EXPECT_TRUE(applicants_page().has("You may sign"));
  EXPECT_TRUE(app.sign_in("alva@glantan.example.org")
                  .get("/ostergotland/todo")
                  .has("You may sign for Föreningen Gläntan"));
}

TEST_F(DecidingTogether, WhatWasTakenBackIsNotPutToThePartiesAnyMore) {
  auto alva = app.sign_in("alva@glantan.example.org");
  EXPECT_EQ(alva.post("/ostergotland/applications/1/withdrawal").status, 303);
  EXPECT_EQ(says_yes("ledamot1@region.example.org", "admit"), 409);
  EXPECT_FALSE(app.sign_in("ledamot1@region.example.org")
                   .get("/ostergotland/todo")
                   .has("wait for your yes"));
  EXPECT_EQ(asks_to_decline("samordnare@region.example.org", "För sent."),
            422);  // no choice any more
}

TEST_F(Joining, NobodyActsForAnOrganisationByTypingItsName) {
  apply(application("Riksteatern Östergötland"));
  auto alva = app.sign_in("alva@glantan.example.org");
  EXPECT_EQ(alva.post("/ostergotland/applications/1/organisation").status, 409);
  auto coordinator = app.sign_in("kontakt@idebura.example.org");
  EXPECT_TRUE(
      coordinator.get("/ostergotland/applications/1").has("It may be in the register already"));
}

TEST_F(Joining, WhatIsWrongIsSaidAndWhatWasTypedStays) {
  auto fields = with(application(), "contact_email", "alva@");
  fields = with(fields, "organisation_number", "811218-9876");
  fields = with(fields, "criterion_democratic", "perhaps");
  const Answer again = apply(fields);
  EXPECT_EQ(again.status, 422);
  EXPECT_EQ(again.field("name"), "Föreningen Gläntan");
  EXPECT_EQ(again.field("organisation_number"), "811218-9876");
  EXPECT_TRUE(again.has("a personal number cannot be used"));
  EXPECT_TRUE(again.has("Answer yes or no"));
  EXPECT_TRUE(app.mails().empty());
}

TEST_F(Joining, TheWholeAreaAndAMunicipalityAreAskedAbout) {
  const Answer both = apply(with(application(), "whole_area", "on"));
  EXPECT_EQ(both.status, 422);
  EXPECT_TRUE(both.has("Tick either the whole area or municipalities, not both."));
}

TEST_F(Joining, SentTwiceItIsReceivedOnce) {
  EXPECT_EQ(apply().status, 303);
  EXPECT_EQ(apply().status, 303);
  EXPECT_EQ(app.mails().size(), 3U);
  auto coordinator = app.sign_in("kontakt@idebura.example.org");
  EXPECT_EQ(coordinator.get("/ostergotland/applications/2").status, 404);
}

TEST_F(Joining, AMachineThatFillsInEveryFieldIsNotReceived) {
  EXPECT_EQ(apply(with(application(), "homepage", "https://spam.example")).status, 303);
  EXPECT_TRUE(app.mails().empty());
}

TEST_F(Joining, OneAddressHasAFewOpenApplicationsAtMost) {
  for (const char* name : {"Ett", "Två", "Tre"}) EXPECT_EQ(apply(application(name)).status, 303);
  EXPECT_EQ(apply(application("Fyra")).status, 409);
}

TEST_F(Joining, OnlyItsSenderAndThoseWhoRunTheCompactReadAnApplication) {
  apply();
  EXPECT_EQ(app.anyone().get("/ostergotland/applications/1").status, 401);
  EXPECT_EQ(app.sign_in("else@example.org").get("/ostergotland/applications/1").status, 403);
  EXPECT_EQ(app.sign_in("else@example.org").get("/ostergotland/applications").status, 403);
  auto coordinator = app.sign_in("kontakt@idebura.example.org");
  EXPECT_TRUE(coordinator.get("/ostergotland/applications").has("Föreningen Gläntan"));
  EXPECT_EQ(coordinator.post("/ostergotland/applications/1/organisation").status, 403);
}

TEST_F(Joining, TheBoardsDecisionComesAlong) {
  auto visitor = app.anyone();
  visitor.get(form);
  const Upload minutes{"decision", "Protokoll.pdf", "application/pdf", "%PDF-1.4\n%%EOF\n"};
  EXPECT_EQ(visitor.upload(form, application(), minutes).status, 303);
  const Answer file =
      app.sign_in("kontakt@idebura.example.org").get("/ostergotland/applications/1/decision");
  EXPECT_EQ(file.status, 200);
  EXPECT_TRUE(file.body.starts_with("%PDF"));
  EXPECT_EQ(app.sign_in("else@example.org").get("/ostergotland/applications/1/decision").status,
            403);
}

TEST_F(Joining, TheApplicantTakesItBackAndMayApplyAgain) {
  apply();
  auto alva = app.sign_in("alva@glantan.example.org");
  EXPECT_EQ(alva.post("/ostergotland/applications/1/withdrawal").status, 303);
  EXPECT_EQ(alva.post("/ostergotland/applications/1/withdrawal").status, 409);
  EXPECT_EQ(alva.post("/ostergotland/applications/1/organisation").status, 409);
  apply();
  EXPECT_EQ(alva.get("/ostergotland/applications/2").status, 200);
}

TEST(NextStep, FollowsWhatTheCompactAsks) {
  Situation now{.all_declared = true};
  EXPECT_EQ(next_step(now), NextStep::signing);
  now.is_in_register = true;
  EXPECT_EQ(next_step(now), NextStep::coordinator);
  now = {.admission = Admission::one_party, .all_declared = true};
  EXPECT_EQ(next_step(now), NextStep::coordinator);
  now = {.admission = Admission::every_party, .all_declared = true};
  EXPECT_EQ(next_step(now), NextStep::parties);
  now.parties_agreed = true;
  EXPECT_EQ(next_step(now), NextStep::signing);
  now.state = State::declined;
  EXPECT_EQ(next_step(now), NextStep::none);
}

}  // namespace
}  // namespace overens::affiliations
