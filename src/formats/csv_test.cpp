#include "formats/csv.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace overens::formats {
namespace {

Table table_of(std::string_view bytes) {
  CsvResult result = read_csv(bytes);
  EXPECT_TRUE(result.errors.empty()) << result.errors.front().reason.in(Language::en);
  return std::move(result.table).value_or(Table{});
}

CsvError only_error(std::string_view bytes, const CsvLimits& limits = {}) {
  const CsvResult result = read_csv(bytes, limits);
  EXPECT_EQ(result.errors.size(), 1U);
  return result.errors.empty() ? CsvError{} : result.errors.front();
}

TEST(CsvRead, ASpreadsheetSavedBySwedishExcelIsUnderstood) {
  const Table table = table_of("Namn;Anm\xE4l senast\r\nF\xF6reningen \xC5;2018-04-30\r\n");
  EXPECT_EQ(table.encoding(), CsvEncoding::windows_1252);
  EXPECT_EQ(table.delimiter(), ';');
  EXPECT_EQ(table.row(0).get("Namn"), "Föreningen Å");
  EXPECT_EQ(table.row(0).get("anmäl senast"), "2018-04-30");
}

TEST(CsvRead, Utf8IsTakenWithAndWithoutItsMark) {
  const Table marked = table_of("\xEF\xBB\xBFNamn,Ort\nEken,Kisa\n");
  EXPECT_EQ(marked.encoding(), CsvEncoding::utf8_with_bom);
  EXPECT_EQ(marked.headings().front(), "Namn");
  EXPECT_EQ(table_of("Namn,Ort\nÅsen,Kisa\n").encoding(), CsvEncoding::utf8);
}

TEST(CsvRead, TheDelimiterIsTheOneThatFitsTheLines) {
  EXPECT_EQ(table_of("a;b, c och d\n1;x, y\n2;z, w, q\n").delimiter(), ';');
  EXPECT_EQ(table_of("a,b\n1,x;y\n2,z\n").delimiter(), ',');
  EXPECT_EQ(table_of("a\tb\n1\tx, y; z\n").delimiter(), '\t');
  EXPECT_EQ(table_of("\"a,b\";c\n1;2\n").delimiter(), ';');
}

TEST(CsvRead, AHeadingIsFoundWhateverItsCaseAndSpaces) {
  const Table table = table_of(" Antal  PLATSER ;Åtgärd\n80;x\n");
  EXPECT_EQ(table.row(0).get("antal platser"), "80");
  EXPECT_EQ(table.row(0).get("antalplatser"), "80");
  EXPECT_EQ(table.row(0).get("åtgärd"), "x");
  EXPECT_FALSE(table.row(0).get("atgard"));
  EXPECT_FALSE(table.row(0).get(""));
}

TEST(CsvRead, AQuotedCellHoldsQuotesDelimitersAndLines) {
  const Table table = table_of("a;b\n\"en \"\"sak\"\"; till\";\"rad 1\r\nrad 2\"\nx;y\n");
  ASSERT_EQ(table.size(), 2U);
  EXPECT_EQ(table.row(0).get("a"), "en \"sak\"; till");
  EXPECT_EQ(table.row(0).get("b"), "rad 1\r\nrad 2");
  EXPECT_EQ(table.row(0).line(), 2U);
  EXPECT_EQ(table.row(1).line(), 4U);
}

TEST(CsvRead, LinesEndAnyWayAndEmptyOnesAreLeftOut) {
  const Table table = table_of("a;b\r\r1;2\r;\r3;4");
  ASSERT_EQ(table.size(), 2U);
  EXPECT_EQ(table.row(0).line(), 3U);
  EXPECT_EQ(table.row(1).get("b"), "4");
}

TEST(CsvRead, AShortLineHasEmptyCellsAndSurplusDelimitersAreForgiven) {
  const Table table = table_of("a;b;c;;\n1;2\n1;2;3;;;\n");
  EXPECT_EQ(table.headings().size(), 3U);
  EXPECT_EQ(table.row(0).get("c"), "");
  EXPECT_EQ(table.row(1).get("c"), "3");
}

TEST(CsvRead, EveryWrongLineIsNamed) {
  const CsvResult result = read_csv("a;b\n1;2\n1;2;3\n\"x\"y;2\n1;2\n5;\"6\n7;8\n");
  ASSERT_EQ(result.errors.size(), 3U);
  EXPECT_EQ(result.errors[0].line, 3U);
  EXPECT_EQ(result.errors[1].line, 4U);
  EXPECT_EQ(result.errors[2].line, 6U);
  EXPECT_EQ(result.errors[2].reason.in(Language::en),
            "A quotation mark is opened here and never closed.");
  ASSERT_TRUE(result.table);
  ASSERT_EQ(result.table->size(), 3U) << "the whole lines are there";
  EXPECT_EQ(result.table->row(1).line(), 5U);
  EXPECT_EQ(result.table->row(2).get("b"), "8");
}

TEST(CsvRead, WithoutHeadingsOrWithVeryManyWrongLinesItIsNoTable) {
  EXPECT_FALSE(read_csv("Namn;Ort;namn\nx;y;z\n").table);
  EXPECT_FALSE(read_csv("\"a;b\n1;2\n").table);
  std::string many = "a;b\n";
  for (int i = 0; i < 100; ++i) many += "1;2;3\n";
  const CsvResult result = read_csv(many);
  EXPECT_EQ(result.errors.size(), 100U);
  EXPECT_FALSE(result.table);
}

TEST(CsvRead, WhatIsNoTableIsRefusedWithWords) {
  EXPECT_EQ(only_error(std::string_view("\xFF\xFE"
                                        "a\0;\0",
                                        6))
                .reason.in(Language::en),
            "The file is saved as UTF-16. Save it as CSV UTF-8 instead.");
  EXPECT_EQ(only_error(std::string_view("PK\3\4\0\0", 6)).reason.in(Language::en),
            "This is not a text file. Save the table as CSV UTF-8.");
  EXPECT_EQ(only_error("\xEF\xBB\xBF"
                       "a;\xE4\n")
                .line,
            0U);
  EXPECT_EQ(only_error("").reason.in(Language::en), "The file is empty.");
  EXPECT_EQ(only_error("Namn;Ort;namn\n").line, 1U);
}

TEST(CsvRead, EverythingHasALimit) {
  EXPECT_EQ(only_error("a;b\n1;2\n", {.bytes = 5}).line, 0U);
  EXPECT_EQ(only_error("a;b\n1;2\n3;4\n", {.rows = 1}).line, 3U);
  EXPECT_EQ(only_error("a;b;c\n1;2;3\n", {.columns = 2}).line, 1U);
  EXPECT_EQ(only_error("a;b\n1;12345\n", {.cell_bytes = 4}).line, 2U);
}

TEST(CsvWrite, ExcelGetsSemicolonsAMarkAndNoFormulas) {
  CsvWriter writer(CsvDialect::for_excel, {"Namn", "Svar"});
  writer.add({"=cmd|' /C calc'!A0", "-5"});
  writer.add({"+46 13 10 00 00", "-1,5"});
  writer.add({"@SUM(A1)", "a;b"});
  writer.add({"Åsa \"Kisa\"", "-x"});
  EXPECT_EQ(writer.text(),
            "\xEF\xBB\xBFNamn;Svar\r\n"
            "'=cmd|' /C calc'!A0;-5\r\n"
            "'+46 13 10 00 00;-1,5\r\n"
            "'@SUM(A1);\"a;b\"\r\n"
            "\"Åsa \"\"Kisa\"\"\";'-x\r\n");
}

TEST(CsvWrite, ProgramsGetWhatStandsThere) {
  CsvWriter writer(CsvDialect::plain, {"name", "text"});
  writer.add({"=1+1", "a,b\nc"});
  EXPECT_EQ(writer.text(), "name,text\r\n=1+1,\"a,b\nc\"\r\n");
  EXPECT_THROW(writer.add({"one"}), std::invalid_argument);
}

TEST(CsvWrite, WhatIsWrittenIsReadAgain) {
  const std::vector<std::string> cells = {"å;ä,ö\t", "\"", "rad\nrad", "", "x"};
  CsvWriter writer(CsvDialect::plain, {"a", "b", "c", "d", "e"});
  writer.add(cells);
  EXPECT_EQ(table_of(writer.text()).row(0).cells(), cells);
}

}  // namespace
}  // namespace overens::formats
