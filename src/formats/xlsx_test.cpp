// Workbooks, judged by a reader that is not ours: python3's openpyxl.
#include "formats/xlsx.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace overens::formats {
namespace {

const Instant now = *parse_instant("2018-12-11T16:00:00Z");

// A file of its own, gone with the test.
class Saved {
 public:
  explicit Saved(const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() /
              ("overens-xlsx-test-" + std::to_string(getpid()) + ".xlsx")) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Saved() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Each cell as "tab!A1 type value", one a line; the type is s for text, n for a number, f for a
// formula.
std::string as_openpyxl_reads(const std::string& bytes) {
  const Saved saved(bytes);
  const std::string command =
      "/usr/bin/python3 -c \"import sys, openpyxl\n"
      "for sheet in openpyxl.load_workbook(sys.argv[1]):\n"
      "  for row in sheet.iter_rows():\n"
      "    for cell in row:\n"
      "      if cell.value is not None:\n"
      "        print(sheet.title + '!' + cell.coordinate, cell.data_type, cell.value)\" '" +
      saved.path().string() + "' 2>&1";
  std::string told;
  FILE* reader = popen(command.c_str(), "r");
  std::array<char, 4096> some{};
  while (const std::size_t count = fread(some.data(), 1, some.size(), reader))
    told.append(some.data(), count);
  EXPECT_EQ(pclose(reader), 0) << told;
  return told;
}

TEST(Xlsx, AnotherReaderFindsTextNumbersAndTabs) {
  const std::string bytes =
      xlsx({{"Deltagare", {"Namn", "Antal"}, {{"Åsa Öberg", std::int64_t{2}}}},
            {"Siffror: 2018/19", {"Vad"}, {{"Närvaro & mer <b>"}}}},
           now);
  EXPECT_EQ(bytes.substr(0, 4), "PK\x03\x04");
  EXPECT_EQ(as_openpyxl_reads(bytes),
            "Deltagare!A1 s Namn\nDeltagare!B1 s Antal\nDeltagare!A2 s Åsa Öberg\n"
            "Deltagare!B2 n 2\nSiffror 2018 19!A1 s Vad\nSiffror 2018 19!A2 s Närvaro & mer <b>\n");
}

TEST(Xlsx, WhatSomebodyTypedIsNeverAFormula) {
  const std::string told = as_openpyxl_reads(
      xlsx({{"Deltagare",
             {"Namn"},
             {{"=HYPERLINK(\"http://x\")"}, {"+46"}, {"-1+1"}, {"@SUM(A1)"}, {"{=1+1}"}}}},
           now));
  EXPECT_EQ(told,
            "Deltagare!A1 s Namn\nDeltagare!A2 s =HYPERLINK(\"http://x\")\nDeltagare!A3 s +46\n"
            "Deltagare!A4 s -1+1\nDeltagare!A5 s @SUM(A1)\nDeltagare!A6 s {=1+1}\n");
}

TEST(Xlsx, ARowThatDoesNotFitIsRefused) {
  EXPECT_THROW(xlsx({{"A", {"Namn", "Antal"}, {{"Åsa"}}}}, now), std::invalid_argument);
  EXPECT_THROW(xlsx({{"A", {"Namn"}, {{std::string(40'000, 'x')}}}}, now), std::length_error);
}

}  // namespace
}  // namespace overens::formats
