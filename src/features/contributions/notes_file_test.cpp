// Notes from a spreadsheet, brought in on a page.
#include "features/contributions/notes_file.h"

#include <gtest/gtest.h>

#include "app/test_app.h"

namespace overens {
namespace {

constexpr std::string_view coordinator = "kontakt@idebura.example.org";
constexpr std::string_view page = "/ostergotland/contributions/file";
constexpr std::string_view pasted =
    "Inspel\tTema\tBord\tAktivitet\n"
    "Mötena borde hållas på kvällen.\tDialog; Kvällar\t3\t2018-04-16\n"
    "Skriv ner vem som svarar.\t\t\t\n";

std::int64_t count(TestApp& app) {
  const std::string data = app.anyone().get("/ostergotland/contributions.json").body;
  return std::stoll(data.substr(data.find(':') + 1));
}

TEST(NotesFile, PastedRowsAreLookedAtAndBroughtInOnce) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  const std::int64_t before = count(app);
  const Answer looked = eva.post(page, {{"rows", std::string(pasted)}, {"look", "1"}});
  EXPECT_EQ(looked.status, 200);
  EXPECT_TRUE(looked.has("This is read as 2 notes"));
  EXPECT_TRUE(looked.field("rows").value_or("").starts_with("Inspel\tTema"))
      << "stands there still";
  EXPECT_EQ(count(app), before);
  const Answer brought = eva.post(page, {{"rows", std::string(pasted)}});
  ASSERT_EQ(brought.status, 303);
  EXPECT_EQ(count(app), before + 2);
  EXPECT_TRUE(app.anyone().get(brought.location).has("Mötena borde hållas på kvällen."));
  EXPECT_TRUE(app.anyone().get("/ostergotland/contributions").has("Kvällar"));
  const Answer again = eva.post(page, {{"rows", std::string(pasted)}});
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.has("All of these notes are here already."));
  const Answer more = eva.post(page, {{"rows", std::string(pasted) + "Ett till.\n"}});
  EXPECT_EQ(more.status, 303);
  EXPECT_EQ(count(app), before + 3);
}

TEST(NotesFile, WhatIsWrongIsSaidByLineAndNothingIsBroughtIn) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  const std::int64_t before = count(app);
  const auto refused = [&](std::string rows, std::string_view why) {
    const Answer answer = eva.post(page, {{"rows", std::move(rows)}});
    EXPECT_EQ(answer.status, 422) << why;
    EXPECT_TRUE(answer.has(why)) << answer.text();
  };
  refused("", "Paste the rows, or choose a file.");
  refused("Namn;Ålder\nAnna;41\n", "one of them is called “Inspel”");
  refused("Inspel;Bord\n", "There is no row below");
  refused("Inspel;Aktivitet\nBra.;2018-04-16\nDåligt.;i våras\n", "Line 3: “i våras” is no date.");
  refused("Inspel;Aktivitet\nBra.;2031-01-01\n", "Line 2: That day has not come yet.");
  refused("Inspel;Tid\nBra.;2018-04-16 14:07 ungefär\n", "14:07 ungefär” is no time.");
  std::string themes = "Inspel;Tema\nBra.;\"";
  for (int i = 0; i < 201; ++i) themes += "Ämne " + std::to_string(i) + ";";
  refused(themes + "\"\n", "The note has more than 200 themes.");
  refused("Inspel\n" + std::string(2'001, 'x') + "\n", "longer than 2");
  std::string many = "Inspel\n";
  for (int i = 0; i < 1'001; ++i) many += "Nummer " + std::to_string(i) + "\n";
  refused(many, "At most 1000 at a time.");
  EXPECT_EQ(count(app), before);
  EXPECT_EQ(app.anyone().get(page).status, 401);
}

TEST(NotesFile, MoreThemesThanACompactHasRoomForAreRefusedAndTheRowsStay) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  const std::int64_t before = count(app);
  std::string rows = "Inspel;Tema\n";
  for (int i = 0; i < 201; ++i)
    rows += "Nummer " + std::to_string(i) + ";Ämne " + std::to_string(i) + "\n";
  const Answer full = eva.post(page, {{"rows", rows}});
  EXPECT_EQ(full.status, 409);
  EXPECT_TRUE(full.has("There are too many themes already."));
  EXPECT_TRUE(full.field("rows").value_or("").ends_with("Ämne 200"));
  EXPECT_EQ(count(app), before) << "all of it, or nothing";
}

TEST(NotesFile, OurOwnExportComesBackAsWhatIsHereAlready) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  const std::string exported = app.anyone().get("/ostergotland/contributions.csv").body;
  const Answer looked = eva.post(page, {{"rows", exported}, {"look", "1"}});
  EXPECT_EQ(looked.status, 200) << looked.text();
  EXPECT_TRUE(looked.has("This is read as 58 notes"));
  EXPECT_TRUE(looked.has("Is here already"));
  EXPECT_FALSE(looked.has(">New<"));
}

TEST(NotesFile, AFileIsLookedAtBeforeItIsBroughtIn) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  const std::int64_t before = count(app);
  // As an older spreadsheet saves it: Windows-1252.
  const Answer looked = eva.upload(page, {{"rows", ""}},
                                   {.field = "file",
                                    .file_name = "inspel.csv",
                                    .claimed_type = "text/csv",
                                    .bytes = "Inspel;Bord\r\nM\xF6ten p\xE5 kv\xE4llen;2\r\n"});
  EXPECT_EQ(looked.status, 200);
  EXPECT_TRUE(looked.has("Möten på kvällen"));
  EXPECT_EQ(count(app), before);
  EXPECT_EQ(eva.post(page, {{"rows", looked.field("rows").value_or("")}}).status, 303);
  EXPECT_EQ(count(app), before + 1);
}

TEST(NotesFile, AWorkbookIsNoTableInPlainText) {
  TestApp app;
  auto eva = app.sign_in(coordinator);
  using namespace std::string_literals;
  for (const std::string& bytes : {"PK\3\4\0\0"s, "\xFF\xFEI\0n\0"s, "\xFF\xFE\xE5\x4E"s}) {
    const Answer refused = eva.upload(
        page, {{"rows", "Inspel\nBra.\n"}},
        {.field = "file", .file_name = "inspel.xlsx", .claimed_type = "text/csv", .bytes = bytes});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.has("This is no table in plain text."));
    EXPECT_TRUE(refused.field("rows").value_or("").ends_with("Inspel\nBra."))
        << "what was pasted stands there still";
  }
}

TEST(NotesFile, AThemeOfARowStandsThereOnce) {
  const auto table = formats::read_csv("Inspel;Tema\nBra.;\"Dialog; dialog ;;Kvalitet\"\n").table;
  EXPECT_EQ(contributions::read_note_row(table->row(0), zone("Europe/Stockholm")).themes,
            (std::vector<std::string>{"Dialog", "Kvalitet"}));
}

TEST(NotesFile, TimesAreReadByTheirOffset) {
  const auto read = [](const std::string& time) {
    const auto table =
        formats::read_csv("Inspel;Tid;Tema\nBra.;" + time + ";Dialog|dialog\n").table;
    return contributions::read_note_row(table->row(0), zone("Europe/Stockholm")).entry.said_at;
  };
  const auto summer = parse_instant("2018-04-16T12:07:00Z");
  EXPECT_EQ(read("2018-04-16T12:07:00Z"), summer);
  EXPECT_EQ(read("2018-04-16T14:07:00+02:00"), summer);
  EXPECT_EQ(read("2018-04-16T14:07"), summer);
  EXPECT_EQ(read("2018-04-16 14:07"), summer);
}

}  // namespace
}  // namespace overens
