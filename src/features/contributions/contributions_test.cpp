#include "features/contributions/contributions.h"

#include <gtest/gtest.h>

#include "app/test_app.h"

namespace overens {
namespace {

constexpr std::string_view coordinator = "kontakt@idebura.example.org";
constexpr std::string_view notes = "/ostergotland/contributions";
constexpr std::string_view note_33 = "/ostergotland/contributions/33";

TEST(Contributions, AnyoneReadsTheNotesByThemeThePrinciplesFirst) {
  TestApp app;
  const Answer shown = app.anyone().get(notes);
  EXPECT_EQ(shown.status, 200);
  const auto independence = shown.body.find("Självständighet och oberoende");
  const auto diversity = shown.body.find("Mångfald");
  ASSERT_NE(independence, std::string::npos);
  EXPECT_LT(independence, shown.body.find("Långsiktighet"));
  EXPECT_LT(shown.body.find("Långsiktighet"), diversity);
  EXPECT_TRUE(shown.has("Börja inte med ett färdigt papper."));
  EXPECT_TRUE(shown.has("Without a theme"));
}

TEST(Contributions, ALongThemeHasAPageOfItsOwn) {
  TestApp app;
  const Answer theme = app.anyone().get("/ostergotland/contributions?theme=2");
  EXPECT_EQ(theme.status, 200);
  EXPECT_TRUE(theme.has("Dialog"));
  EXPECT_EQ(app.anyone().get("/ostergotland/contributions?theme=99").status, 404);
  EXPECT_EQ(app.anyone().get("/ostergotland/contributions?theme=x").status, 404);
}

TEST(Contributions, APageBeyondTheEndLeadsToTheLast) {
  TestApp app;
  const Answer beyond = app.anyone().get("/ostergotland/contributions?state=open&page=9");
  EXPECT_EQ(beyond.status, 200);
  EXPECT_TRUE(beyond.has("To the last page"));
  EXPECT_TRUE(beyond.has("/ostergotland/contributions?state=open&amp;page=1"));
}

TEST(Contributions, AreDataToo) {
  TestApp app;
  const Answer json = app.anyone().get("/ostergotland/contributions.json");
  EXPECT_EQ(json.status, 200);
  EXPECT_TRUE(json.body.starts_with(R"({"count":58,"next":null,"items":[{"number":1,)"));
  EXPECT_NE(json.body.find(R"("themes":["Dialog"])"), std::string::npos);
  EXPECT_NE(json.body.find(R"("said_at":"2018-04-16T14:07:00+02:00")"), std::string::npos);
  EXPECT_EQ(app.anyone().get("/ostergotland/contributions.csv").status, 200);
}

TEST(Contributions, ANoteLeadsBackToTheActivityItWasSaidAt) {
  TestApp app;
  const Answer shown = app.anyone().get(note_33);
  EXPECT_TRUE(shown.has(R"(href="/ostergotland/activities/2")"));
  EXPECT_EQ(app.anyone().get("/ostergotland/activities/2").status, 200);
}

TEST(Contributions, ACoordinatorWritesDownANoteWithANewTheme) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  const Answer saved =
      eva.post("/ostergotland/contributions/new", {{"wording", "Vi behöver en gemensam kalender."},
                                                   {"themes", "Dialog"},
                                                   {"new_theme", "Verktyg"},
                                                   {"occurred_on", "2018-05-29"},
                                                   {"table_name", "4"}});
  ASSERT_EQ(saved.status, 303);
  EXPECT_EQ(saved.location, "/ostergotland/contributions/59");
  const Answer shown = app.anyone().get(saved.location);
  EXPECT_TRUE(shown.has("Vi behöver en gemensam kalender."));
  EXPECT_TRUE(shown.has("Verktyg"));
  EXPECT_TRUE(shown.has("No link"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/contributions.json").has(R"("count":59)"));
}

TEST(Contributions, WhatWasTypedIsKeptWhenSomethingIsMissing) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  const Answer shown =
      eva.post("/ostergotland/contributions/new",
               {{"wording", " "}, {"new_theme", "Verktyg"}, {"occurred_on", "igår"}});
  EXPECT_EQ(shown.status, 422);
  EXPECT_EQ(shown.field("new_theme"), "Verktyg");
  EXPECT_EQ(shown.field("occurred_on"), "igår");
  EXPECT_EQ(
      eva.post("/ostergotland/contributions/new", {{"wording", std::string(2'001, 'a')}}).status,
      422);
  EXPECT_EQ(eva.post("/ostergotland/contributions/new",
                     {{"wording", "Ett inspel"}, {"themes", "Finns inte"}})
                .status,
            422);
}

TEST(Contributions, ACorrectedNoteKeepsWhatItSaid) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  const std::string edit = std::string(note_33) + "/edit";
  EXPECT_TRUE(eva.get(edit).has("Möten på kvällar så att den som arbetar ideellt kan komma."));
  EXPECT_EQ(eva.post(edit, {{"wording", "Möten på kvällstid."}, {"themes", "Mångfald"}}).status,
            303);
  const Answer shown = app.anyone().get(note_33);
  EXPECT_TRUE(shown.has("Möten på kvällstid."));
  EXPECT_TRUE(shown.has("before: Möten på kvällar så att den som arbetar ideellt kan komma."));
  EXPECT_TRUE(shown.has("Mångfald"));
}

TEST(Contributions, WhatANoteSaidBeforeIsHiddenWithAReason) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  const std::string edit = std::string(note_33) + "/edit";
  const std::string now = eva.get(edit).field("wording").value_or("");
  EXPECT_EQ(eva.post(edit, {{"wording", now}, {"mask_reason", "Personuppgift"}}).status, 422)
      << "it has never said anything else";
  eva.post(edit, {{"wording", "Ring Bo Berg på kvällen."}, {"themes", "Mångfald"}});
  eva.post(
      edit,
      {{"wording", "Ring på kvällen."}, {"themes", "Mångfald"}, {"mask_reason", "Personuppgift"}});
  const Answer shown = app.anyone().get(note_33);
  EXPECT_FALSE(shown.has("Bo Berg"));
  EXPECT_TRUE(shown.has("[masked: Personuppgift]"));
  EXPECT_TRUE(eva.get(note_33).has("Ring Bo Berg på kvällen.")) << "who runs it reads it";

  eva.post(edit, {{"wording", "Ring Cia på dagen."}, {"themes", "Mångfald"}});
  eva.post(edit, {{"wording", "Ring på dagen."}, {"themes", "Mångfald"}});
  EXPECT_TRUE(app.anyone().get(note_33).has("Cia"));
  const std::string masking = std::string(note_33) + "/masking";
  auto registrator = app.sign_in("registrator@region.example.org");
  EXPECT_TRUE(registrator.get(note_33).has("Hide what it said before"));
  EXPECT_EQ(app.anyone().post(masking, {{"mask_reason", "x"}}).status, 401);
  EXPECT_EQ(app.sign_in("ledamot1@region.example.org").post(masking, {{"mask_reason", "x"}}).status,
            403);
  EXPECT_EQ(registrator.post(masking, {{"mask_reason", " "}}).status, 409);
  EXPECT_EQ(registrator.post(masking, {{"mask_reason", "Namn"}}).status, 303);
  EXPECT_EQ(registrator.post(masking, {{"mask_reason", "Namn"}}).status, 409) << "none is left";
  EXPECT_FALSE(app.anyone().get(note_33).has("Cia"));
  EXPECT_FALSE(registrator.get(note_33).has("Hide what it said before"));
}

TEST(Contributions, NobodyHasSaidItOnADayThatHasNotCome) {
  TestApp app;
  const Answer early = app.sign_in(coordinator)
                           .post("/ostergotland/contributions/new",
                                 {{"wording", "Framtiden."}, {"occurred_on", "2018-06-02"}});
  EXPECT_EQ(early.status, 422);
  EXPECT_TRUE(early.has("That day has not come yet."));
}

TEST(Contributions, ANoteThatIsNotUsedSaysWhy) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  const std::string path = std::string(note_33) + "/not-used";
  EXPECT_EQ(eva.post(path, {{"reason", ""}}).status, 422);
  EXPECT_EQ(eva.post(path, {{"reason", "Tiderna bestäms för varje aktivitet."}}).status, 303);
  EXPECT_TRUE(app.anyone().get(note_33).has("Tiderna bestäms för varje aktivitet."));
  EXPECT_FALSE(app.anyone().get(note_33).has("No link"));
  EXPECT_EQ(eva.post(std::string(note_33) + "/open").status, 303);
  EXPECT_TRUE(app.anyone().get(note_33).has("No link"));
}

TEST(Contributions, ANoteBehindAParagraphIsNotSetAside) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  EXPECT_EQ(eva.post("/ostergotland/contributions/13/not-used", {{"reason", "Nej."}}).status, 409);
}

TEST(Contributions, OnlyCoordinatorsWorkWithNotes) {
  TestApp app;
  for (const char* path : {"/ostergotland/contributions/new", "/ostergotland/contributions/33/edit",
                           "/ostergotland/contributions/33/not-used"}) {
    EXPECT_EQ(app.anyone().get(path).status, 401) << path;
    EXPECT_EQ(app.anyone().post(path, {{"wording", "x"}, {"reason", "x"}}).status, 401) << path;
    EXPECT_EQ(app.sign_in("ledamot1@region.example.org").get(path).status, 403) << path;
  }
  EXPECT_EQ(app.anyone().get("/ostergotland/contributions/999").status, 404);
}

TEST(Contributions, ImportedTwiceNothingChanges) {
  TestApp app;
  const auto again = app.import(app.demo_files());
  EXPECT_TRUE(again.is_kept);
  EXPECT_FALSE(again.counts.contains("contributions"));
}

TEST(Contributions, RowsThatAreWrongAreToldByLine) {
  TestApp app;
  auto files = app.demo_files();
  files["inspel.csv"] =
      "Nr;Aktivitet;Bord;Tid;Inspel;Tema\n"
      "101;2018-05-08;1;2018-05-08 10:31;Rätt rad;\"Dialog; Kvalitet\"\n"
      "101;2018-05-08;1;;Samma nummer;Dialog\n"
      "x;2018-05-08;1;;Inget nummer;Dialog\n"
      "102;i maj;1;10.30;Fel tider;Dialog\n"
      "103;2018-05-08;1;;;Dialog\n";
  const auto report = app.import(files);
  EXPECT_FALSE(report.is_kept);
  std::vector<std::int64_t> lines;
  for (const ImportRefusal& one : report.refusals)
    if (one.file == "inspel.csv") lines.push_back(one.line);
  EXPECT_EQ(lines, (std::vector<std::int64_t>{3, 4, 5, 5, 6}));
  EXPECT_EQ(app.anyone().get("/ostergotland/contributions/101").status, 404);
}

}  // namespace
}  // namespace overens
