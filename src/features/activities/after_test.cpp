// What comes after an activity: who came, minutes, material and the evaluation.
#include <gtest/gtest.h>

#include "features/activities/activities_testing.h"
#include "features/activities/evaluation.h"

namespace overens::activities {
namespace {

// So many people who registered for it, the first on top; then it has been held.
struct Held {
  std::string meeting;
  std::vector<std::string> links;  // their own pages
};
std::string address(int number) { return "nr" + std::to_string(number) + "@example.org"; }

Held held(TestApp& app, int people) {
  Held done{published(app, {{"seats", "50"}}), {}};
  for (int i = 0; i < people; ++i) {
    auto visitor = app.anyone();
    visitor.comes_from("198.51.100." + std::to_string(i + 1));
    auto fields = participant(address(i), "Person " + std::to_string(i));
    fields.emplace_back("organisation_name", i < 2 ? "Eken" : "Linden " + std::to_string(i));
    EXPECT_EQ(register_at(visitor, done.meeting, fields).status, 303);
    done.links.push_back(link_in_mail(app, address(i)));
  }
  app.at("2018-10-09 12:00");
  return done;
}

// --- Who came ---

TEST(After, WhoCameIsCountedAndWhatSomebodyReportedIsNot) {
  TestApp app;
  const Held done = held(app, 4);
  app.sign_in(region).post(done.meeting + "/result",
                           {{"result", "Bra."}, {"attendance", "drygt 50 personer"}});
  const Answer page = app.anyone().get(done.meeting);
  EXPECT_TRUE(page.has("4 people, for 3 organisations."));
  EXPECT_TRUE(page.has("Counted from those who had a seat."));
  EXPECT_TRUE(page.has("Took part: drygt 50 personer as reported, not counted"));
  EXPECT_TRUE(page.has("<title id=\"attendance-title\">"));
  EXPECT_TRUE(page.has("The same as a table"));
}

TEST(After, WhatWasCountedStaysWhenNamesAreRemoved) {
  TestApp app;
  const Held done = held(app, 3);
  app.at("2019-05-01 12:00");
  app.run_tasks();
  EXPECT_TRUE(app.anyone().get(done.meeting).has("3 people, for 2 organisations."));
  EXPECT_FALSE(app.sign_in(region).get(done.meeting + "/registrations").has("Person 1"));
}

TEST(After, AnImportedFigureStandsAlone) {
  TestApp app;
  app.at("2018-09-01 12:00");
  const Answer page = app.anyone().get("/ostergotland/activities/1");
  EXPECT_TRUE(page.has("drygt 50 personer, 22 organisationer as reported, not counted"));
  EXPECT_FALSE(page.has("Counted from"));
}

TEST(After, AWorkbookIsForCoordinators) {
  TestApp app;
  const Held done = held(app, 2);
  EXPECT_EQ(app.anyone().get(done.meeting + "/registrations.xlsx").status, 401);
  const Answer book = app.sign_in(civil).get(done.meeting + "/registrations.xlsx");
  EXPECT_EQ(book.status, 200);
  EXPECT_EQ(book.body.substr(0, 2), "PK");
  EXPECT_NE(book.header("Content-Disposition").find("attachment"), std::string::npos);
}

// --- Minutes ---

TEST(After, MinutesGoFromDraftByRemarksToFinal) {
  TestApp app;
  const Held done = held(app, 2);
  auto coordinator = app.sign_in(region);
  const std::string minutes = done.meeting + "/minutes";
  EXPECT_EQ(coordinator.post(minutes + "/edit", {{"wording", ""}}).status, 422);
  coordinator.post(minutes + "/edit", {{"wording", "Vi enades om **mycket**."}});
  EXPECT_EQ(app.anyone().get(minutes).status, 404);
  EXPECT_EQ(app.anyone().get(done.links[0] + "/minutes").status, 404);  // not sent yet
  EXPECT_EQ(coordinator.post(minutes + "/round", {{"remarks_by", "2018-10-01"}}).status, 422);
  EXPECT_EQ(coordinator.post(minutes + "/round", {{"remarks_by", "2018-10-20"}}).status, 303);
  coordinator.post(minutes + "/round", {{"remarks_by", "2018-10-20"}});
  EXPECT_EQ(mails_to(app, address(0)).back().kind, "minutes_to_read");
  EXPECT_EQ(mails_to(app, address(0)).size(), 2u);  // once, and the confirmation

  auto reader = app.anyone();
  EXPECT_TRUE(reader.get(done.links[0] + "/minutes").has("You can remark on the minutes"));
  EXPECT_EQ(reader.post(done.links[0] + "/minutes", {{"remark", ""}}).status, 422);
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(reader.post(done.links[0] + "/minutes", {{"remark", "Det var tisdag."}}).status, 303);
  EXPECT_EQ(coordinator.post(minutes + "/final").status, 409);  // a remark waits
  EXPECT_TRUE(coordinator.get("/ostergotland/todo").has("Remarks on minutes"));
  const std::string answer = minutes + "/versions/1/remarks/1/answer";
  EXPECT_EQ(coordinator.post(answer, {{"answer-1-1", ""}}).status, 422);
  EXPECT_EQ(coordinator.post(answer, {{"answer-1-1", "Ändrat."}}).status, 303);
  EXPECT_EQ(
      coordinator.post(minutes + "/versions/1/remarks/2/answer", {{"answer-1-2", "x"}}).status,
      404);  // sent twice, it is one remark
  EXPECT_TRUE(reader.get(done.links[0] + "/minutes").has("Answer: Ändrat."));
  const Answer others = app.anyone().get(done.links[1] + "/minutes");
  EXPECT_TRUE(others.has("Det var tisdag."));
  EXPECT_FALSE(others.has("Person 0"));

  EXPECT_EQ(coordinator.post(minutes + "/final").status, 409);  // still out for remarks
  coordinator.post(minutes + "/edit", {{"wording", "Vi enades på en tisdag."}});
  EXPECT_EQ(coordinator.post(minutes + "/final").status, 409) << "nor by another version";
  EXPECT_TRUE(coordinator.get(minutes).has("Version 1 is out for remarks until"));
  EXPECT_EQ(mails_to(app, address(0)).back().kind, "minutes_answered");
  EXPECT_NE(mails_to(app, address(1)).back().kind, "minutes_answered");
  EXPECT_EQ(coordinator.post(minutes + "/final", {{"ends_round", "on"}}).status, 303);
  EXPECT_EQ(mails_to(app, address(0)).back().kind, "minutes_final");
  EXPECT_NE(mails_to(app, address(1)).back().kind, "minutes_final");
  EXPECT_TRUE(app.anyone().get(minutes).has("Vi enades på en tisdag."));
  EXPECT_EQ(app.anyone().get(minutes + "/versions/1").status, 404);
  EXPECT_EQ(app.sign_in(region).get(minutes + "/versions/1").status, 200);
  EXPECT_TRUE(app.anyone().get(done.meeting).has("Read the minutes"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/activities.json").has("\"documented\""));
}

TEST(After, RemarksCloseAtTheEndOfTheirDay) {
  TestApp app;
  const Held done = held(app, 1);
  auto coordinator = app.sign_in(civil);
  coordinator.post(done.meeting + "/minutes/edit", {{"wording", "Vi sågs."}});
  coordinator.post(done.meeting + "/minutes/round", {{"remarks_by", "2018-10-20"}});
  auto reader = app.anyone();
  app.at("2018-10-20 23:59:59");
  EXPECT_EQ(reader.post(done.links[0] + "/minutes", {{"remark", "I tid."}}).status, 303);
  app.at("2018-10-21 00:00:00");
  EXPECT_EQ(reader.post(done.links[0] + "/minutes", {{"remark", "För sent."}}).status, 409);
  EXPECT_TRUE(reader.get(done.links[0] + "/minutes").has("The time for remarks is over"));
}

TEST(After, ACorrectionIsANewFinalVersionAndTheFirstStays) {
  TestApp app;
  const Held done = held(app, 0);
  auto coordinator = app.sign_in(region);
  for (const char* words : {"Först så.", "Sedan så."}) {
    coordinator.post(done.meeting + "/minutes/edit", {{"wording", words}});
    EXPECT_EQ(coordinator.post(done.meeting + "/minutes/final").status, 303);
  }
  const Answer page = app.anyone().get(done.meeting + "/minutes");
  EXPECT_TRUE(page.has("Sedan så."));
  EXPECT_TRUE(page.has("Version 1"));
  EXPECT_TRUE(app.anyone().get(done.meeting + "/minutes/versions/1").has("Först så."));
}

TEST(After, MinutesAreWrittenWhenItHasBegun) {
  TestApp app;
  const std::string meeting = published(app);
  EXPECT_EQ(app.sign_in(region).post(meeting + "/minutes/edit", {{"wording", "Nu."}}).status, 409);
  EXPECT_EQ(app.anyone().post(meeting + "/minutes/edit", {{"wording", "Nu."}}).status, 401);
}

// --- Material ---

TEST(After, MaterialIsForEverybodyUntilItIsTakenAway) {
  TestApp app;
  const Held done = held(app, 0);
  auto coordinator = app.sign_in(region);
  const std::string where = done.meeting + "/material";
  const Upload slides{"file", "bilder.txt", "text/plain", "Hej alla"};
  EXPECT_EQ(coordinator.upload(where, {{"title", ""}, {"language", "sv"}}, slides).status, 422);
  EXPECT_EQ(coordinator.post(where, {{"title", "Bilder"}, {"language", "sv"}}).status, 422);
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(coordinator.upload(where, {{"title", "Bilder"}, {"language", "sv"}}, slides).status,
              303);
  EXPECT_TRUE(app.anyone().get(done.meeting).has("bilder.txt, in Swedish"));
  EXPECT_EQ(app.anyone().get(where + "/1").body, "Hej alla");
  EXPECT_EQ(app.anyone().get(where + "/2").status, 404);
  EXPECT_EQ(app.anyone().get(where).status, 401);
  EXPECT_EQ(coordinator.post(where + "/1/removal").status, 303);
  EXPECT_EQ(app.anyone().get(where + "/1").status, 404);
}

// --- Evaluation ---

using Counts = std::vector<std::int64_t>;

std::string shown(const Counts& counts) {
  std::string words;
  for (const auto& one : told(counts)) words += (one ? std::to_string(*one) : "?") + " ";
  return words;
}

TEST(Evaluation, SmallNumbersAreNotToldAndCanNotBeWorkedOut) {
  EXPECT_EQ(shown({10, 20, 0}), "10 20 0 ");
  EXPECT_EQ(shown({1, 2, 1}), "? ? ? ");
  EXPECT_EQ(shown({0, 0, 0}), "? ? ? ");
  EXPECT_EQ(shown({3, 4, 10}), "? ? 10 ");
  EXPECT_EQ(shown({3, 6, 10}), "? ? 10 ");  // one alone is what is missing of the sum
  EXPECT_EQ(shown({5, 5}), "5 5 ");
  EXPECT_EQ(shown({4, 1}), "? ? ");
}

// An evaluation with a scale, a choice and words, sent.
std::string sent_evaluation(TestApp& app, const std::string& meeting, bool is_public) {
  auto coordinator = app.sign_in(region);
  const std::string where = meeting + "/evaluation";
  Browser::Fields settings{{"intro", "Hjälp oss."}};
  if (is_public) settings.emplace_back("is_public", "on");
  EXPECT_EQ(coordinator.post(where + "/edit", settings).status, 303);
  EXPECT_EQ(coordinator.post(where + "/round", {{"answer_by", "2018-10-20"}}).status, 409);
  for (int i = 0; i < 2; ++i)
    coordinator.post(where + "/questions", {{"question", "Blev du hörd?"}, {"kind", "scale"}});
  EXPECT_EQ(coordinator
                .post(where + "/questions",
                      {{"question", "Hur kom du?"}, {"kind", "choice"}, {"choices", "Tåg"}})
                .status,
            422);
  coordinator.post(where + "/questions",
                   {{"question", "Hur kom du?"}, {"kind", "choice"}, {"choices", "Tåg\nBuss"}});
  coordinator.post(where + "/questions", {{"question", "Annat?"}, {"kind", "words"}});
  EXPECT_EQ(coordinator.post(where + "/round", {{"answer_by", "2018-10-01"}}).status, 422);
  EXPECT_EQ(coordinator.post(where + "/round", {{"answer_by", "2018-10-20"}}).status, 303);
  EXPECT_EQ(coordinator.post(where + "/round", {{"answer_by", "2018-10-25"}}).status, 409);
  EXPECT_EQ(coordinator.post(where + "/questions", {{"question", "Ny?"}, {"kind", "words"}}).status,
            409);
  return where;
}

TEST(Evaluation, EachAnswersOnceAndNobodyCanTellWho) {
  TestApp app;
  const Held done = held(app, 6);
  const std::string where = sent_evaluation(app, done.meeting, true);
  EXPECT_EQ(mails_to(app, address(0)).back().kind, "evaluation");
  auto visitor = app.anyone();
  EXPECT_EQ(visitor.post(done.links[0] + "/evaluation").status, 422);  // nothing answered
  EXPECT_EQ(visitor.post(done.links[0] + "/evaluation", {{"question-1", "6"}}).status, 422);
  for (const std::string& link : done.links) {
    const Answer form = visitor.get(link + "/evaluation");
    EXPECT_TRUE(form.has("Blev du hörd?"));
    EXPECT_EQ(visitor
                  .post(link + "/evaluation",
                        {{"question-1", "5"}, {"question-2", "1"}, {"question-3", "Bra fika."}})
                  .status,
              303);
    EXPECT_TRUE(visitor.get(link + "/evaluation").has("Your answer has reached us"));
    EXPECT_EQ(visitor.post(link + "/evaluation", {{"question-1", "1"}}).status, 409);
  }
  auto coordinator = app.sign_in(civil);
  EXPECT_TRUE(coordinator.get(where).has("6 of 6 have answered."));
  EXPECT_FALSE(coordinator.get(where).has("Bra fika."));  // not before it has closed
  EXPECT_EQ(app.anyone().get(where).status, 404);

  app.at("2018-10-21 00:00");
  EXPECT_EQ(visitor.post(done.links[0] + "/evaluation", {{"question-1", "1"}}).status, 409);
  const Answer result = app.anyone().get(where);
  EXPECT_TRUE(result.has("Blev du hörd?"));
  EXPECT_TRUE(result.has("On average 5.0."));
  EXPECT_TRUE(result.has("<title id=\"question-1-title\">"));
  EXPECT_FALSE(result.has("Bra fika."));
  EXPECT_TRUE(app.sign_in(region).get(where).has("Bra fika."));
  EXPECT_TRUE(app.anyone().get(done.meeting).has("See the evaluation"));
  // What the rows know: which link was used, and apart from it what was answered.
  app.read([](Db& db) {
    EXPECT_EQ(db.load<std::int64_t>("SELECT COUNT(*) AS answers FROM evaluation_answer"), 18);
    EXPECT_EQ(db.load<std::int64_t>("SELECT COUNT(*) AS used FROM evaluation_ballot "
                                    "WHERE answers_left = 0"),
              6);
  });
}

TEST(Evaluation, OfFewerThanFiveNothingIsShownToAnybody) {
  TestApp app;
  const Held done = held(app, 4);
  const std::string where = sent_evaluation(app, done.meeting, true);
  auto visitor = app.anyone();
  for (const std::string& link : done.links)
    visitor.post(link + "/evaluation", {{"question-1", "1"}, {"question-3", "Dåligt fika."}});
  app.at("2018-10-21 00:00");
  const Answer result = app.sign_in(region).get(where);
  EXPECT_TRUE(result.has("Fewer than five have answered: nothing is shown."));
  EXPECT_FALSE(result.has("Dåligt fika."));
  EXPECT_FALSE(app.anyone().get(where).has("<svg class=\"o-chart\""));
}

TEST(Evaluation, ThatIsNotPublicIsNotFoundByOthers) {
  TestApp app;
  const Held done = held(app, 1);
  const std::string where = sent_evaluation(app, done.meeting, false);
  app.at("2018-10-21 00:00");
  EXPECT_EQ(app.anyone().get(where).status, 404);
  EXPECT_FALSE(app.anyone().get(done.meeting).has("See the evaluation"));
  EXPECT_EQ(app.sign_in(region).get(where).status, 200);
}

}  // namespace
}  // namespace overens::activities
