#include "base/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace overens {
namespace {

using namespace std::string_literals;

TEST(Utf8, IsCheckedByTheBook) {
  EXPECT_TRUE(valid_utf8(""));
  EXPECT_TRUE(valid_utf8("Överenskommelse – 2018 🌳"));
  EXPECT_TRUE(valid_utf8("a\0b"s));
  for (const char* wrong : {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe5"})
    EXPECT_FALSE(valid_utf8(wrong)) << wrong;
}

TEST(Length, CountsCodePoints) {
  EXPECT_EQ(length(""), 0u);
  EXPECT_EQ(length("Överens"), 7u);
  EXPECT_EQ(length("🌳"), 1u);
}

TEST(Line, IsTidied) {
  EXPECT_EQ(tidy_line("  Rädda\t\tBarnen \n Östergötland\u00a0 "), "Rädda Barnen Östergötland");
  EXPECT_EQ(tidy_line("O\u0308degård"), "Ödegård");
  EXPECT_EQ(tidy_line("a\0b\x7f\x1b[31m"s), "ab[31m");
  EXPECT_EQ(tidy_line("\ufeffEken \u202egro.live\u202c"), "Eken gro.live");
  EXPECT_EQ(tidy_line(" \u200b\n"), "");
  EXPECT_EQ(tidy_line("\xff"), "\ufffd");
}

TEST(Text, IsTidied) {
  EXPECT_EQ(tidy_text("one\r\ntwo\rthree\u2028four"), "one\ntwo\nthree\nfour");
  EXPECT_EQ(tidy_text("\n \n  - a  \n\n\tb\t\n \n"), "  - a\n\n\tb");
  EXPECT_EQ(tidy_text("22\u00a0000  medlemmar\x07"), "22\u00a0000  medlemmar");
  EXPECT_EQ(tidy_text("a\u030a"), "å");
  EXPECT_EQ(tidy_text(" \r\n\r\n"), "");
}

TEST(Text, IsTidyOnceTidied) {
  for (const char* text : {"\r\n\n a\u00a0\r\nb \u200b \n", "\u200b \n\u200b", "a \x01\n\n\n"}) {
    const std::string once = tidy_text(text);
    EXPECT_EQ(tidy_text(once), once);
    EXPECT_EQ(tidy_line(tidy_line(text)), tidy_line(text));
  }
}

TEST(Text, IsShortenedBetweenWords) {
  EXPECT_EQ(shortened("Självständighet och oberoende", 29), "Självständighet och oberoende");
  EXPECT_EQ(shortened("Självständighet och oberoende", 28), "Självständighet och…");
  EXPECT_EQ(shortened("Självständighet och oberoende", 20), "Självständighet och…");
  EXPECT_EQ(shortened("Självständighet, och oberoende", 18), "Självständighet…");
  EXPECT_EQ(shortened("Självständighet och oberoende", 6), "Själv…");
  EXPECT_EQ(shortened("🌳🌳🌳", 2), "🌳…");
  EXPECT_EQ(shortened("Eken", 0), "");
  for (std::size_t max = 0; max < 30; ++max)
    EXPECT_LE(length(shortened("En viljeinriktning, inget avtal.", max)), max);
}

TEST(Folding, ForgetsCaseAndKeepsTheSwedishLetters) {
  EXPECT_EQ(fold("ÅTVIDABERG"), fold("åtvidaberg"));
  EXPECT_EQ(fold("O\u0308"), fold("ö"));
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_NE(fold("får"), fold("far"));
  EXPECT_NE(fold("mål"), fold("mäl"));
}

std::vector<std::string> sorted_by_key(std::vector<std::string> names) {
  std::sort(names.begin(), names.end(), [](const std::string& one, const std::string& other) {
    return sort_key(one) < sort_key(other);
  });
  return names;
}

TEST(SortKey, PutsTheSwedishLettersLast) {
  EXPECT_EQ(sorted_by_key({"Ödeshög", "Ydre", "Äpplet", "Åtvidaberg", "Zeta", "Vadstena", "Wärnamo",
                           "arken", "Boxholm", "Åby"}),
            (std::vector<std::string>{"arken", "Boxholm", "Vadstena", "Wärnamo", "Ydre", "Zeta",
                                      "Åby", "Åtvidaberg", "Äpplet", "Ödeshög"}));
}

TEST(SortKey, PutsNumbersByTheirValue) {
  EXPECT_EQ(sorted_by_key({"Krets 10", "Krets 9", "Krets"}),
            (std::vector<std::string>{"Krets", "Krets 9", "Krets 10"}));
}

TEST(SortKey, IsTextThatAColumnCanHold) {
  EXPECT_EQ(sort_key("Eken").find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_LT(sort_key(""), sort_key("a"));
  EXPECT_LT(sort_key("Eken"), sort_key("Eken 2"));
  EXPECT_EQ(sort_key("O\u0308"), sort_key("Ö"));
}

TEST(Slug, IsPlainAscii) {
  EXPECT_EQ(slug("Överenskommelsen i Östergötland"), "overenskommelsen-i-ostergotland");
  EXPECT_EQ(slug("  Rådslag & fika – kl. 17!  "), "radslag-fika-kl-17");
  EXPECT_EQ(slug("Café Æther, Straße"), "cafe-aether-strasse");
  EXPECT_EQ(slug("Łódź"), "lodz");
  EXPECT_EQ(slug("東京 ../../"), "");
  EXPECT_EQ(slug(""), "");
}

TEST(Slug, IsCutBetweenWords) {
  EXPECT_EQ(slug("Processmöte för anslutna", 15), "processmote-for");
  EXPECT_EQ(slug("Processmöte för anslutna", 14), "processmote");
  EXPECT_EQ(slug("Processmöte för anslutna", 5), "proce");
}

TEST(Email, IsAcceptedWhenMailCouldArrive) {
  for (const char* good : {"ordforande@eken.example.org", "å.ö@räksmörgås.example", "a+b@c.de",
                           "o'hara@example.org", "x@1.2"})
    EXPECT_TRUE(looks_like_email(good)) << good;
  for (const char* wrong : {"", "@", "a@b", "a@@b.se", "@b.se", "a@", "a@.se", "a@b.", "a@b..se",
                            "a b@c.se", "a@b.se\nBcc: x@y.se", "a@b.se,x@y.se", "Eken <a@b.se>",
                            "a@-b.se", "\u200ba@b.se", "a@b\u00a0c.se", "\xff@b.se"})
    EXPECT_FALSE(looks_like_email(wrong)) << wrong;
}

TEST(Email, HasALimit) {
  EXPECT_TRUE(looks_like_email(std::string(64, 'a') + "@b.se"));
  EXPECT_FALSE(looks_like_email(std::string(65, 'a') + "@b.se"));
  EXPECT_TRUE(looks_like_email("a@" + std::string(249, 'b') + ".se"));
  EXPECT_FALSE(looks_like_email("a@" + std::string(250, 'b') + ".se"));
}

TEST(Luhn, FindsAWrongDigit) {
  for (const char* good : {"2120000142", "2120001355", "2021006412", "2321000040", "0"})
    EXPECT_TRUE(luhn_valid(good)) << good;
  for (const char* wrong : {"", "2120000143", "1220000142", "212000-0142", "21200o0142"})
    EXPECT_FALSE(luhn_valid(wrong)) << wrong;
}

TEST(Windows1252, BecomesUtf8) {
  EXPECT_EQ(from_windows_1252("\xc5tvidaberg \x80 \x96 \xd6"), "Åtvidaberg € – Ö");
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  EXPECT_TRUE(valid_utf8(from_windows_1252(every_byte)));
  EXPECT_EQ(length(from_windows_1252(every_byte)), 256u);
}

}  // namespace
}  // namespace overens
