#include "features/decisions/decisions.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/test_app.h"

namespace overens::decisions {
namespace {

const Browser::Fields budget{
    {"decided_on", "2019-03-05"}, {"body", "Regionstyrelsen"}, {"about", "Medel till samverkan"},
    {"outcome", "bifalls"},       {"paragraph", "§ 41"},       {"diary_number", "RUN 2019-12"}};

Browser::Fields with(Browser::Fields fields, const std::string& name, const std::string& value) {
  for (auto& [known, old] : fields)
    if (known == name) {
      old = value;
      return fields;
    }
  fields.emplace_back(name, value);
  return fields;
}

TEST(Decisions, AnyoneFollowsTheChainOfDecisions) {
  TestApp app;
  const Answer shown = app.anyone().get("/ostergotland/decisions");
  EXPECT_TRUE(shown.has("Regionutvecklingsnämnden"));
  EXPECT_TRUE(shown.has("June 2017"));
  EXPECT_LT(shown.text().find("Regionstyrelsen"), shown.text().find("Regionfullmäktige"));
}

TEST(Decisions, TheAdoptedTextIsNamed) {
  TestApp app;
  const Answer adopted = app.anyone().get("/ostergotland/decisions/4");
  EXPECT_TRUE(adopted.has("Regionfullmäktige"));
  EXPECT_TRUE(adopted.has("/ostergotland/texts/1/versions/2"));
}

TEST(Decisions, EitherPartysCoordinatorRecordsOne) {
  TestApp app;
  app.at("2019-06-01 12:00");
  for (const char* who : {"samordnare@region.example.org", "kontakt@idebura.example.org"}) {
    auto coordinator = app.sign_in(who);
    const Answer done = coordinator.post("/ostergotland/decisions",
                                         with(budget, "about", std::string("Om ") + who));
    ASSERT_EQ(done.status, 303);
    EXPECT_TRUE(app.anyone().get(done.location).has("§ 41, dnr RUN 2019-12"));
  }
  const Answer data = app.anyone().get("/ostergotland/decisions.json");
  EXPECT_TRUE(data.has("\"count\":6"));
  EXPECT_TRUE(data.has("\"date\":\"2019-03-05\""));
}

TEST(Decisions, WhatAdoptsATextIsToldToTheOtherCoordinators) {
  TestApp app;
  app.at("2019-06-01 12:00");
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto draft =
        texts::add_version(db, *compact, Number{1}, "# Titel\n\nEtt stycke.\n", "", {}, app.now());
    texts::freeze(db, draft.id, app.now());
  });
  const auto told = [&] {
    std::vector<std::string> to;
    for (const TestMail& mail : app.mails())
      if (mail.kind == "decision_adopts") to.push_back(mail.recipient);
    return to;
  };
  auto coordinator = app.sign_in("samordnare@region.example.org");
  coordinator.post("/ostergotland/decisions", budget);
  EXPECT_TRUE(told().empty()) << "a decision about money changes no text";
  const Answer done = coordinator.post("/ostergotland/decisions",
                                       with(with(budget, "about", "Texten"), "adopts", "3"));
  ASSERT_EQ(done.status, 303);
  const auto first = told();
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(std::count(first.begin(), first.end(), "samordnare@region.example.org"), 0);
  EXPECT_EQ(std::count(first.begin(), first.end(), "kontakt@idebura.example.org"), 1);
  const auto correct = [&](const std::string& adopts) {
    Browser::Fields fields = with(with(budget, "about", "Texten"), "adopts", adopts);
    fields.emplace_back("reason", "Fel version");
    app.pass_seconds(60);
    return coordinator.post(done.location + "/correction", fields).status;
  };
  EXPECT_EQ(correct("3"), 303);
  EXPECT_EQ(told().size(), first.size()) << "it adopts the same";
  EXPECT_EQ(correct(""), 303);
  EXPECT_EQ(told().size(), 2 * first.size());
}

TEST(Decisions, TheSameDecisionIsRecordedOnce) {
  TestApp app;
  app.at("2019-06-01 12:00");
  auto coordinator = app.sign_in("samordnare@region.example.org");
  EXPECT_EQ(coordinator.post("/ostergotland/decisions", budget).status, 303);
  const Answer again = coordinator.post("/ostergotland/decisions", budget);
  EXPECT_EQ(again.status, 422);
  EXPECT_EQ(again.field("diary_number"), "RUN 2019-12") << "what was typed stays";
}

TEST(Decisions, WhatIsMissingOrNoDateIsSaidAtItsField) {
  TestApp app;
  app.at("2019-06-01 12:00");
  auto coordinator = app.sign_in("samordnare@region.example.org");
  const Answer bad =
      coordinator.post("/ostergotland/decisions", with(budget, "decided_on", "2019-02-30"));
  EXPECT_EQ(bad.status, 422);
  EXPECT_TRUE(bad.has("Write a date that exists"));
  EXPECT_EQ(bad.field("decided_on"), "2019-02-30");
  EXPECT_EQ(coordinator.post("/ostergotland/decisions", {}).status, 422);
  EXPECT_TRUE(coordinator.post("/ostergotland/decisions", with(budget, "adopts", "2"))
                  .has("has not been adopted"));
}

TEST(Decisions, AWrongEntryIsCorrectedAndTheOldOneStays) {
  TestApp app;
  app.at("2019-06-01 12:00");
  auto coordinator = app.sign_in("kontakt@idebura.example.org");
  const Browser::Fields right{{"decided_on", "2018-10-16"},
                              {"body", "Regionstyrelsen"},
                              {"about", "Förslag till överenskommelse"},
                              {"outcome", "tillstyrks"}};
  const std::string correction = "/ostergotland/decisions/3/correction";
  EXPECT_EQ(coordinator.post(correction, right).status, 422) << "the reason is missing";
  EXPECT_EQ(coordinator.post(correction, with(right, "reason", "Fel dag")).status, 303);
  const Answer shown = app.anyone().get("/ostergotland/decisions/3");
  EXPECT_TRUE(shown.has("16 October 2018"));
  EXPECT_TRUE(shown.has("2018-10-17: Regionstyrelsen"));
  EXPECT_TRUE(shown.has("Fel dag"));
}

TEST(Decisions, OneThatHasNotBeenMadeYetIsNotRecorded) {
  TestApp app;
  app.at("2019-03-04 23:59:59");
  auto coordinator = app.sign_in("samordnare@region.example.org");
  const Answer early = coordinator.post("/ostergotland/decisions", budget);
  EXPECT_EQ(early.status, 422);
  EXPECT_TRUE(early.has("That day has not come yet."));
  app.pass_seconds(1);
  EXPECT_EQ(coordinator.post("/ostergotland/decisions", budget).status, 303);
}

// Decision 4 adopts version 2, which is signed; version 1 was the consultation's.
TEST(Decisions, AWrongAdoptionIsTakenBackUnlessItIsSigned) {
  TestApp app;
  app.at("2019-06-01 12:00");
  auto coordinator = app.sign_in("samordnare@region.example.org");
  const std::string wrong =
      coordinator.post("/ostergotland/decisions", with(budget, "adopts", "1")).location;
  EXPECT_TRUE(app.anyone().get(wrong).has("/ostergotland/texts/1/versions/1"));
  EXPECT_EQ(coordinator.get(wrong + "/correction").field("adopts"), "1");
  EXPECT_EQ(coordinator
                .post(wrong + "/correction", with(with(budget, "adopts", ""), "reason", "Fel text"))
                .status,
            303);
  EXPECT_FALSE(app.anyone().get(wrong).has("/ostergotland/texts/1/versions/1"));
  EXPECT_FALSE(app.anyone().get("/ostergotland/texts/1/versions/1").has("Version 1, adopted"));

  const std::string adopting = "/ostergotland/decisions/4/correction";
  Browser::Fields fields{{"decided_on", "2018-11-21"},
                         {"body", "Regionfullmäktige"},
                         {"about", "Överenskommelse"},
                         {"outcome", "antas"},
                         {"reason", "Fel"}};
  EXPECT_EQ(coordinator.post(adopting, with(fields, "adopts", "")).status, 409);
  EXPECT_EQ(coordinator.post(adopting, with(fields, "adopts", "2")).status, 303);
}

TEST(Decisions, WhatIsOutForConsultationIsNotAdoptedMeanwhile) {
  TestApp app;
  app.at("2019-06-01 12:00");
  auto coordinator = app.sign_in("samordnare@region.example.org");
  ASSERT_EQ(coordinator
                .post("/ostergotland/consultations", {{"version", "1"},
                                                      {"title", "Ännu en gång"},
                                                      {"opens_on", "2019-06-01"},
                                                      {"closes_on", "2019-06-30"}})
                .status,
            303);
  const auto adopting = with(budget, "adopts", "1");
  const Answer early = coordinator.post("/ostergotland/decisions", adopting);
  EXPECT_EQ(early.status, 422);
  EXPECT_TRUE(early.has("is out for consultation until 30 June 2019"));
  app.at("2019-07-01 00:00:00");
  EXPECT_EQ(
      app.sign_in("samordnare@region.example.org").post("/ostergotland/decisions", adopting).status,
      303);
}

// The three-way merge of every form by which something is changed.
TEST(Decisions, TwoWhoCorrectOneDoNotWriteOverEachOther) {
  TestApp app;
  app.at("2019-06-01 12:00");
  auto one = app.sign_in("samordnare@region.example.org");
  auto other = app.sign_in("kontakt@idebura.example.org");
  const std::string path = one.post("/ostergotland/decisions", budget).location + "/correction";
  const auto opened = one.get(path);
  const auto sent = [&](const std::string& field, const std::string& value,
                        const std::string& stood) {
    return with(with(with(budget, field, value), "reason", "Fel"), "stood", stood);
  };
  const std::string stood = *opened.field("stood");
  EXPECT_EQ(other.post(path, sent("paragraph", "§ 100", stood)).status, 303);
  EXPECT_EQ(one.post(path, sent("outcome", "delvis", stood)).status, 303);
  const Answer both = one.get(path);
  EXPECT_EQ(both.field("paragraph"), "§ 100") << "what the other put there stays";
  EXPECT_EQ(both.field("outcome"), "delvis");
  const Answer met = other.post(path, sent("outcome", "avslås", stood));
  EXPECT_EQ(met.status, 422);
  EXPECT_TRUE(met.has("Somebody else has written “delvis” here"));
  EXPECT_EQ(met.field("outcome"), "avslås");
  EXPECT_EQ(other.post(path, sent("outcome", "avslås", *met.field("stood"))).status, 303);
  EXPECT_EQ(one.get(path).field("outcome"), "avslås");
  EXPECT_EQ(one.get(path).field("paragraph"), "§ 41") << "seen, and changed back";
}

TEST(Decisions, AFieldThatWasNotThereWhenTheFormWasOpenedStaysAsItIs) {
  TestApp app;
  app.at("2019-06-01 12:00");
  auto one = app.sign_in("samordnare@region.example.org");
  app.write(
      [](Db& db) { db.run("UPDATE version SET adopted_on = '2018-01-01' WHERE number = 1"); });
  const std::string path = one.post("/ostergotland/decisions", budget).location + "/correction";
  const Answer opened = one.get(path);
  EXPECT_FALSE(opened.field("adopts")) << "there is nothing to adopt yet";
  app.write([](Db& db) { db.run("UPDATE version SET adopted_on = NULL WHERE number = 1"); });
  EXPECT_EQ(one.post(path, with(with(budget, "adopts", "1"), "reason", "Fel")).status, 303);
  auto late = with(with(budget, "outcome", "delvis"), "reason", "Fel");
  EXPECT_EQ(one.post(path, with(late, "stood", *opened.field("stood"))).status, 303);
  EXPECT_EQ(one.get(path).field("adopts"), "1");
  EXPECT_EQ(one.get(path).field("outcome"), "delvis");
}

TEST(Decisions, NobodyElseRecordsOrCorrects) {
  TestApp app;
  EXPECT_EQ(app.anyone().post("/ostergotland/decisions", budget).status, 401);
  EXPECT_EQ(
      app.sign_in("ledamot1@region.example.org").post("/ostergotland/decisions", budget).status,
      403);
  EXPECT_EQ(app.sign_in("nagon@example.org").get("/ostergotland/decisions/1/correction").status,
            403);
  EXPECT_EQ(app.anyone().get("/ostergotland/decisions/999").status, 404);
}

}  // namespace
}  // namespace overens::decisions
