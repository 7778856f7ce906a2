#include "features/consultations/consultations.h"

#include <gtest/gtest.h>

#include "app/test_app.h"

namespace overens {
namespace {

constexpr std::string_view held = "/ostergotland/consultations/1";

TEST(Consultations, AnyoneReadsWhoAnsweredAndWhatTheySaid) {
  TestApp app;
  app.at("2019-01-15 12:00");
  const Answer shown = app.anyone().get(held);
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(shown.has("32 responses"));
  EXPECT_TRUE(shown.has("19 June 2018"));
  EXPECT_TRUE(shown.has("7 September 2018, until midnight"));
  EXPECT_TRUE(shown.has("Länsbygderådet Vänner exempel"));
  EXPECT_TRUE(shown.has("Stances by organisation and section"));
  const Answer list = app.anyone().get("/ostergotland/consultations/1/responses");
  EXPECT_TRUE(list.has("Länsbygderådet Vänner exempel"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/consultations").has("32 responses"));
}

TEST(Consultations, OneResponseIsReadWithWhatBecameOfEachRemark) {
  TestApp app;
  const Answer shown = app.anyone().get("/ostergotland/consultations/1/responses/1");
  EXPECT_TRUE(shown.has("Lägg till inkludering, inte bara delaktighet."));
  EXPECT_TRUE(shown.has("Rätten att kritisera står redan i texten."));
  EXPECT_TRUE(shown.has("Not accepted"));
  EXPECT_FALSE(shown.has("Late"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/consultations/1/responses/7").has("Late"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/consultations/1/responses/4").has("On paper"));
}

TEST(Consultations, EverythingSaidAboutASectionStandsTogether) {
  TestApp app;
  const Answer section = app.anyone().get("/ostergotland/consultations/1/sections/syfte");
  EXPECT_EQ(section.status, 200);
  EXPECT_TRUE(section.has("Nämn de nationella minoriteterna."));
  EXPECT_FALSE(section.has("Vem ska svara, och inom vilken tid?"));
  EXPECT_EQ(app.anyone().get("/ostergotland/consultations/1/whole").status, 200);
  EXPECT_EQ(app.anyone().get("/ostergotland/consultations/1/sections/nej").status, 404);
  const Answer remark = app.anyone().get("/ostergotland/remarks/9");
  EXPECT_EQ(remark.status, 200);
  EXPECT_TRUE(remark.has("See paragraph"));
}

TEST(Consultations, AreDataWithTheCountsOfTheImport) {
  TestApp app;
  auto anyone = app.anyone();
  const Answer responses = anyone.get("/ostergotland/consultations/1/responses.json");
  EXPECT_TRUE(responses.body.starts_with(R"({"count":32,"next":null,"items":[{"number":1,)"));
  EXPECT_TRUE(responses.has(R"("received":"2018-08-06","channel":"web","late":false,)"
                            R"("stance":"supports","remarks":2})"));
  const auto times = [&](std::string_view words) {
    std::size_t count = 0;
    for (std::size_t at = responses.body.find(words); at != std::string::npos;
         at = responses.body.find(words, at + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(times(R"("late":true)"), 2);
  EXPECT_EQ(times(R"("channel":"paper")"), 2);
  EXPECT_TRUE(anyone.get("/ostergotland/consultations/1/remarks.json").has(R"("count":100)"));
  EXPECT_TRUE(anyone.get("/ostergotland/consultations.json").has(R"("responses":32)"));
  EXPECT_EQ(anyone.get("/ostergotland/consultations/1/responses.csv").status, 200);
}

TEST(Consultations, RemarksStandBehindTheParagraphsOfTheDecidedText) {
  TestApp app;
  const auto linked = app.read([](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto text = texts::find(db, compact->id, Number{1}, Number{2});
    std::int64_t count = 0;
    for (const texts::Paragraph& one : texts::paragraphs(db, text->id))
      count += static_cast<std::int64_t>(consultations::remarks_behind(db, one.id).size());
    return count;
  });
  EXPECT_EQ(linked, 32);
}

TEST(Consultations, ACompactDoesNotShowWhatBelongsToAnother) {
  TestApp app;
  auto anyone = app.anyone();
  for (const std::string_view path :
       {"/ostergotland/consultations/9", "/ostergotland/consultations/9/responses",
        "/ostergotland/consultations/9/responses.json", "/ostergotland/consultations/9/whole",
        "/ostergotland/consultations/1/responses/99", "/ostergotland/remarks/999",
        "/nowhere/consultations/1", "/nowhere/remarks/1"})
    EXPECT_EQ(anyone.get(path).status, 404) << path;
}

// --- The import ---

struct Imported {
  bool is_kept;
  std::string refusals;
  std::map<std::string, std::int64_t> counts;
};

Imported import_with(TestApp& app, std::string_view file, std::string_view was,
                     std::string_view becomes) {
  auto files = TestApp::demo_files();
  if (!file.empty()) {
    std::string& content = files.at(std::string(file));
    content.replace(content.find(was), was.size(), becomes);
  }
  const auto report = app.import(files);
  Imported result{report.is_kept, {}, report.counts};
  for (const ImportRefusal& one : report.refusals)
    result.refusals +=
        one.file + ":" + std::to_string(one.line) + ": " + one.reason.in(Language::en) + "\n";
  return result;
}

TEST(ConsultationsImport, CountsWhatTheFilesHold) {
  TestApp app(TestApp::Contents::nothing);
  const Imported done = import_with(app, "", "", "");
  EXPECT_TRUE(done.is_kept) << done.refusals;
  EXPECT_EQ(done.counts.at("responses"), 32);
  EXPECT_EQ(done.counts.at("remarks"), 100);
  EXPECT_EQ(done.counts.at("dispositions"), 100);
  EXPECT_EQ(done.counts.at("links from remarks"), 32);
}

TEST(ConsultationsImport, RunTwiceItChangesNothing) {
  TestApp app;
  const Imported again = import_with(app, "", "", "");
  EXPECT_TRUE(again.is_kept) << again.refusals;
  EXPECT_FALSE(again.counts.contains("responses"));
  EXPECT_FALSE(again.counts.contains("remarks"));
  EXPECT_FALSE(again.counts.contains("dispositions"));
  EXPECT_FALSE(again.counts.contains("consultations"));
}

TEST(ConsultationsImport, RefusesWithFileAndLine) {
  const struct {
    std::string_view file, was, becomes, told;
  } cases[] = {
      {"remissvar.csv", ";Syfte;", ";Syften;",
       "remissvar.csv:3: The text that was sent out has no section “Syften”."},
      {"remissvar.csv", ";tillstyrker;", ";hurrar;", "remissvar.csv:2: “hurrar” is no stance."},
      {"remissvar.csv", "\n2;1;", "\n1;1;", "remissvar.csv:3: The number 1 stands here twice."},
      {"remissvar.csv", "2018-08-06;webb;Syfte", "2018-08-66;webb;Syfte",
       "remissvar.csv:3: “2018-08-66” is no date."},
      {"remissvar.csv", "webb;Syfte", "duva;Syfte",
       "remissvar.csv:3: “duva” is no way in which a response comes."},
      {"remissvar.csv", ";Syfte;", ";Hela texten;",
       "remissvar.csv:3: Response 1 has answered this part of the text already."},
      {"hanteringar.csv", "\n1;", "\n777;",
       "hanteringar.csv:2: There is no remark 777 this could be about."},
      {"hanteringar.csv", ";Lydelsen ändras, se stycket.", ";",
       "hanteringar.csv:3: The reason is missing, or too long."},
      {"hanteringar.csv", ";beaktas;", ";kanske;",
       "hanteringar.csv:3: “kanske” is no disposition."},
      {"kopplingar.csv", ";synpunkt;9", ";synpunkt;999",
       "There is no remark 999 this could be about."},
  };
  for (const auto& one : cases) {
    TestApp app(TestApp::Contents::nothing);
    const Imported refused = import_with(app, one.file, one.was, one.becomes);
    EXPECT_FALSE(refused.is_kept) << one.told;
    EXPECT_NE(refused.refusals.find(one.told), std::string::npos) << one.told << "\n--- but ---\n"
                                                                  << refused.refusals;
  }
}

}  // namespace
}  // namespace overens
