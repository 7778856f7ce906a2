// What no browser sends: requests that two servers could read differently, and bytes without sense.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "web/server.h"
#include "web/server_testing.h"

namespace overens {
namespace {

int status_of(const RunningServer& house, std::string_view bytes) {
  RawVisitor visitor(house.port());
  visitor.send(bytes);
  visitor.end_sending();
  return visitor.receive().status;
}

TEST(ARequestThatCouldBeReadTwoWays, IsRefused) {
  RunningServer house;
  const std::string begin = "POST / HTTP/1.1\r\nHost: a\r\n";
  const std::pair<std::string, int> requests[] = {
      {"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400},
      {"Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
      {"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400},
      {"Content-Length: 3, 3\r\n\r\nabc", 400},
      {"Content-Length: +3\r\n\r\nabc", 400},
      {"Content-Length: -3\r\n\r\nabc", 400},
      {"Content-Length: 0x3\r\n\r\nabc", 400},
      {"Content-Length:\r\n\r\nabc", 400},
      {"Content-Length: 99999999999999999999\r\n\r\nabc", 400},
      {"Content-Length : 3\r\n\r\nabc", 400},
      {"Transfer-Encoding: gzip\r\n\r\n", 501},
      {"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
      {"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 501},
      {"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
      {"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n", 400},
      {"X-Folded: a\r\n b\r\n\r\n", 400},
      {"X-Folded: a\r\n\tb\r\n\r\n", 400},
      {" X-Leading: a\r\n\r\n", 400},
      {"X-Bare: a\nX-Other: b\r\n\r\n", 400},
      {std::string("X-Nul: a\0b\r\n\r\n", 14), 400},
      {"No-Colon\r\n\r\n", 400},
      {"Host: b\r\n\r\n", 400},
      {"Expect: a miracle\r\n\r\n", 417},
  };
  for (const auto& [rest, status] : requests)
    EXPECT_EQ(status_of(house, begin + rest), status) << rest;
}

TEST(ABrokenRequestLine, IsRefused) {
  RunningServer house;
  const std::pair<std::string, int> lines[] = {
      {"GET / HTTP/1.1\r\n\r\n", 400},  // no Host
      {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: user@a\r\n\r\n", 400},
      {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {std::string("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 29), 400},
      {"GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"GET / HTTP/0.9\r\n\r\n", 505},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 405},
      {"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
      {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400},  // TLS on the plain port
  };
  for (const auto& [line, status] : lines) EXPECT_EQ(status_of(house, line), status) << line;
}

TEST(ARequestCutShort, EndsTheConnectionAndNothingElse) {
  RunningServer house;
  const std::string whole =
      "POST /form?a=b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5;x=y\r\nhello\r\n0\r\nT: u\r\n\r\n";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    RawVisitor visitor(house.port());
    visitor.send(whole.substr(0, size));
    visitor.end_sending();
    EXPECT_TRUE(visitor.sees_the_end()) << size;
  }
  EXPECT_EQ(status_of(house, whole), 200);
}

TEST(RandomBytes, NeverHarmTheServer) {
  ServerOptions options;
  options.limits.linger_ms = 200;
  RunningServer house({}, options);
  std::mt19937 random(20181211);
  const std::string seed =
      "POST /a?b HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nCookie: a=b\r\n\r\nhelloGET / "
      "HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
  for (int round = 0; round < 600; ++round) {
    std::string bytes = seed;
    if (round % 3 == 0)
      for (char& c : bytes) c = static_cast<char>(random());
    for (auto changes = random() % 6; changes > 0; --changes) {
      const std::size_t at = random() % bytes.size();
      if (random() % 2 == 0)
        bytes[at] = static_cast<char>(random());
      else
        bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 40));
    }
    RawVisitor visitor(house.port());
    visitor.send(bytes);
    visitor.end_sending();
    EXPECT_TRUE(visitor.sees_the_end()) << round;
  }
  EXPECT_EQ(status_of(house, get("/")), 200);
}

}  // namespace
}  // namespace overens
