#include "formats/qr.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/translation.h"

namespace overens::formats {
namespace {

std::string between(const std::string& text, const std::string& before, char after) {
  const std::size_t at = text.find(before) + before.size();
  return text.substr(at, text.find(after, at) - at);
}

// The picture as a printer would set it, each square eight dots wide: a portable grey map.
void paint(const std::string& svg, const std::string& file) {
  constexpr int dots = 8;
  const int size = std::stoi(between(svg, "viewBox=\"0 0 ", ' '));
  std::vector<std::string> rows(static_cast<std::size_t>(size * dots),
                                std::string(static_cast<std::size_t>(size * dots), '\xFF'));
  std::string path = between(svg, " d=\"", '"');
  int x = 0, y = 0, wide = 0, taken = 0;
  while (std::sscanf(path.c_str(), "M%d %dh%dv1h-%*dz%n", &x, &y, &wide, &taken) == 3) {
    for (int line = y * dots; line < (y + 1) * dots; ++line)
      rows[static_cast<std::size_t>(line)].replace(static_cast<std::size_t>(x * dots),
                                                   static_cast<std::size_t>(wide * dots),
                                                   static_cast<std::size_t>(wide * dots), '\0');
    path.erase(0, static_cast<std::size_t>(taken));
  }
  std::ofstream out(file, std::ios::binary);
  out << "P5\n" << size * dots << ' ' << size * dots << "\n255\n";
  for (const std::string& row : rows) out << row;
}

// What another's program reads in it.
std::string read_by_zbar(const std::string& file) {
  const std::string command = "zbarimg --quiet --raw " + file + " 2>/dev/null";
  FILE* out = popen(command.c_str(), "r");
  char line[1'000] = {};
  const bool has_read = fgets(line, sizeof line, out) != nullptr;
  pclose(out);
  std::string text = has_read ? line : "";
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

TEST(AQrCode, IsReadByAnothersReader) {
  const std::string address =
      "https://overenskommelsen.example.org/ostergotland/tables/"
      "K5pYw0Zq3mXv8sT1uR7nB2cD4eF6gH9jLkMnPqRsTuV";
  const std::string svg(qr_code(address, verbatim("About this site")).render(Language::en));
  EXPECT_NE(svg.find("aria-label=\"About this site\""), std::string::npos);
  const std::string file = testing::TempDir() + "overens_qr.pgm";
  paint(svg, file);
  EXPECT_EQ(read_by_zbar(file), address);
  std::remove(file.c_str());
}

TEST(AQrCode, AsAFileIsReadByAnothersReader) {
  const std::string address =
      "https://overenskommelsen.example.org/ostergotland/check-in/12.1.K5pY";
  const std::string file = testing::TempDir() + "overens_qr.png";
  std::ofstream(file, std::ios::binary) << qr_png(address);
  EXPECT_EQ(read_by_zbar(file), address);
  EXPECT_LT(qr_png(address).size(), 2'000U);
  std::remove(file.c_str());
}

TEST(AQrCode, IsRefusedWhereReadersWouldGuess) {
  EXPECT_THROW(qr_code("https://överens.example.org", {}), std::invalid_argument);
  EXPECT_THROW(qr_code("two words", {}), std::invalid_argument);
  EXPECT_THROW(qr_code("", {}), std::invalid_argument);
  EXPECT_THROW(qr_code(std::string(501, 'a'), {}), std::invalid_argument);
}

}  // namespace
}  // namespace overens::formats
