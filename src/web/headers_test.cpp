#include "web/headers.h"

#include <gtest/gtest.h>

namespace overens {
namespace {

bool has_line(const std::string& head, const std::string& line) {
  return head.find("\r\n" + line + "\r\n") != std::string::npos;
}

TEST(SecurityHeaders, StandOnEveryAnswer) {
  Response response;
  response.status = 404;
  const std::string head = head_of(response, 7);
  EXPECT_TRUE(head.starts_with("HTTP/1.1 404 Not Found\r\n"));
  EXPECT_TRUE(has_line(head, "Content-Length: 7"));
  EXPECT_TRUE(has_line(head, std::string("Content-Security-Policy: ") + content_security_policy));
  EXPECT_TRUE(has_line(head, "X-Content-Type-Options: nosniff"));
  EXPECT_TRUE(has_line(head, "Referrer-Policy: no-referrer"));
  EXPECT_TRUE(has_line(head, "Cross-Origin-Opener-Policy: same-origin"));
  EXPECT_TRUE(has_line(head, "Cross-Origin-Resource-Policy: same-origin"));
  EXPECT_TRUE(has_line(head, "Cache-Control: no-store"));
  EXPECT_NE(head.find("Permissions-Policy: camera=()"), std::string::npos);
  EXPECT_EQ(head.find("Server:"), std::string::npos);
  EXPECT_EQ(head.find("Strict-Transport-Security"), std::string::npos);
}

TEST(SecurityHeaders, GiveWayToThoseOfThePage) {
  Response response;
  response.headers = {{"cache-control", "public"}, {"Permissions-Policy", ""}};
  const std::string head = head_of(response, 0);
  EXPECT_TRUE(has_line(head, "cache-control: public"));
  EXPECT_EQ(head.find("no-store"), std::string::npos);
  EXPECT_EQ(head.find("Permissions-Policy"), std::string::npos);
}

TEST(TheHead, OnlyAPageThatAsksForItMayUseTheCamera) {
  Response response;
  may_use_camera(response);
  EXPECT_NE(head_of(response, 0).find("Permissions-Policy: camera=(self), microphone=()"),
            std::string::npos);
}

TEST(TheHead, TakesNoFramingFromAPage) {
  Response response;
  response.headers = {{"Content-Length", "999"}, {"transfer-encoding", "chunked"}, {"Date", "x"}};
  const std::string head = head_of(response, 3);
  EXPECT_EQ(head.find("999"), std::string::npos);
  EXPECT_EQ(head.find("chunked"), std::string::npos);
  EXPECT_EQ(head.find("Date"), std::string::npos);
}

TEST(TheHead, HasNoLengthWhereThereIsNoBody) {
  Response response;
  for (const int status : {204, 304}) {
    response.status = status;
    EXPECT_EQ(head_of(response, 0).find("Content-Length"), std::string::npos);
  }
}

TEST(APreparedAnswer, HasItsHeadAndBody) {
  Response response;
  response.body = "hej";
  const auto prepared = prepare(response);
  EXPECT_EQ(prepared->body, "hej");
  EXPECT_TRUE(has_line(prepared->head, "Content-Length: 3"));
}

}  // namespace
}  // namespace overens
