#include "web/http.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace overens {
namespace {

TEST(HeadersOfARequest, AreFoundWhateverTheirCase) {
  Headers headers{{"Content-Type", "text/html"}, {"Set-Cookie", "a=1"}};
  headers.add("set-cookie", "b=2");
  EXPECT_EQ(*headers.find("content-type"), "text/html");
  EXPECT_EQ(*headers.find("SET-COOKIE"), "a=1");
  EXPECT_EQ(headers.size(), 3u);
  headers.set("Set-Cookie", "c=3");
  EXPECT_EQ(headers.size(), 2u);
  EXPECT_EQ(*headers.find("set-cookie"), "c=3");
  headers.remove("CONTENT-TYPE");
  EXPECT_FALSE(headers.has("Content-Type"));
}

TEST(HeadersOfARequest, NeverHoldALineBreak) {
  Headers headers;
  EXPECT_THROW(headers.set("Location", "/a\r\nSet-Cookie: x=1"), std::invalid_argument);
  EXPECT_THROW(headers.add("X-A\n", "1"), std::invalid_argument);
  EXPECT_THROW(headers.add("X-A", std::string_view("a\0b", 3)), std::invalid_argument);
  EXPECT_THROW(headers.add("", "1"), std::invalid_argument);
  EXPECT_TRUE(headers.empty());
}

TEST(Cookies, AreFoundByTheirWholeName) {
  Request request;
  request.headers = {{"Cookie", "a=1; __Host-session=abc; ab=2"}, {"cookie", "late=3;empty="}};
  EXPECT_EQ(request.cookie("__Host-session"), "abc");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("late"), "3");
  EXPECT_EQ(request.cookie("empty"), "");
  EXPECT_EQ(request.cookie("session"), std::nullopt);
  EXPECT_EQ(request.cookie("A"), std::nullopt);
}

TEST(Dates, AreWrittenAsHttpWantsThem) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(4102444799), "Thu, 31 Dec 2099 23:59:59 GMT");
}

TEST(ETags, AreEqualForEqualBytesOnly) {
  EXPECT_EQ(strong_etag("page"), strong_etag("page"));
  EXPECT_NE(strong_etag("page"), strong_etag("Page"));
  EXPECT_EQ(strong_etag("").size(), 34u);
  EXPECT_EQ(strong_etag("").front(), '"');
}

TEST(ETags, MatchWhatTheVisitorHas) {
  EXPECT_TRUE(matches_etag("\"a\"", "\"a\""));
  EXPECT_TRUE(matches_etag("\"b\", W/\"a\"", "\"a\""));
  EXPECT_TRUE(matches_etag(" * ", "\"a\""));
  EXPECT_FALSE(matches_etag("\"b\"", "\"a\""));
  EXPECT_FALSE(matches_etag("", "\"a\""));
  EXPECT_FALSE(matches_etag("a", "\"a\""));
}

TEST(Weights, PutTheBestFirstAndKeepTheOrderOfEquals) {
  const auto members = by_weight("en;q=0.5, sv ; q=1, fi, de;q=0, da;q=7, nb;q=0.25x,,no;q=1.001");
  ASSERT_EQ(members.size(), 4u);
  EXPECT_EQ(members[0].value, "sv");
  EXPECT_EQ(members[1].value, "fi");
  EXPECT_EQ(members[2].value, "en");
  EXPECT_EQ(members[2].thousandths, 500);
  EXPECT_EQ(members[3].value, "de");
  EXPECT_EQ(members[3].thousandths, 0);
}

TEST(Weights, OfALongListAreReadToALimit) {
  std::string header = "a";
  for (int i = 0; i < 10'000; ++i) header += ",a";
  EXPECT_EQ(by_weight(header).size(), 32u);
}

TEST(Codings, FollowWhatTheBrowserAccepts) {
  const auto chosen = [](std::string_view accept) { return preferred_coding(accept, true, true); };
  EXPECT_EQ(chosen("gzip, deflate, br"), Coding::brotli);
  EXPECT_EQ(chosen("gzip"), Coding::gzip);
  EXPECT_EQ(chosen("br;q=0.1, gzip;q=0.2"), Coding::gzip);
  EXPECT_EQ(chosen("br;q=0, *"), Coding::gzip);
  EXPECT_EQ(chosen("*"), Coding::brotli);
  EXPECT_EQ(chosen("gzip;q=0, br;q=0"), Coding::identity);
  EXPECT_EQ(chosen("identity, gzip;q=0.5"), Coding::identity);
  EXPECT_EQ(chosen("deflate"), Coding::identity);
  EXPECT_EQ(chosen(""), Coding::identity);
  EXPECT_EQ(preferred_coding("br, gzip", true, false), Coding::gzip);
  EXPECT_EQ(preferred_coding("br, gzip", false, false), Coding::identity);
}

}  // namespace
}  // namespace overens
