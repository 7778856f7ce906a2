#include "web/forwarded.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace overens {
namespace {

Request forwarded(Headers headers) {
  Request request;
  request.client = "10.0.0.1";
  request.host = "inside:8080";
  request.headers = std::move(headers);
  TrustedProxies({"10.0.0.0/8", "::1"}).believe(request);
  return request;
}

TEST(TrustedProxies, AreNamedByAddressOrNetwork) {
  const TrustedProxies proxies({"127.0.0.1", "10.1.0.0/16", "2001:db8::/33", "192.168.1.128/25"});
  EXPECT_TRUE(proxies.contains("127.0.0.1"));
  EXPECT_TRUE(proxies.contains("::ffff:127.0.0.1"));
  EXPECT_FALSE(proxies.contains("127.0.0.2"));
  EXPECT_TRUE(proxies.contains("10.1.255.255"));
  EXPECT_FALSE(proxies.contains("10.2.0.0"));
  EXPECT_TRUE(proxies.contains("2001:db8:7fff::1"));
  EXPECT_FALSE(proxies.contains("2001:db8:8000::1"));
  EXPECT_TRUE(proxies.contains("192.168.1.200"));
  EXPECT_FALSE(proxies.contains("192.168.1.100"));
  EXPECT_FALSE(proxies.contains("nonsense"));
  EXPECT_FALSE(TrustedProxies().contains("127.0.0.1"));
}

TEST(ThisMachine, IsKnownByItsAddresses) {
  for (const char* ours : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
    EXPECT_TRUE(is_this_machine(ours)) << ours;
  for (const char* others : {"128.0.0.1", "::2", "fe80::1", "localhost", ""})
    EXPECT_FALSE(is_this_machine(others)) << others;
}

TEST(TrustedProxies, ThatAreNoAddressAreNamedInTheError) {
  for (const char* entry : {"localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::1/129", ""})
    EXPECT_THROW(TrustedProxies({entry}), std::runtime_error) << entry;
}

TEST(TheVisitor, IsTheRightmostAddressThatIsNoProxy) {
  EXPECT_EQ(forwarded({{"X-Forwarded-For", "6.6.6.6, 203.0.113.7, 10.0.0.9"}}).client,
            "203.0.113.7");
  EXPECT_EQ(forwarded({{"X-Forwarded-For", "203.0.113.7"}, {"x-forwarded-for", "10.2.2.2"}}).client,
            "203.0.113.7");
  EXPECT_EQ(forwarded({{"X-Forwarded-For", "10.0.0.2"}}).client, "10.0.0.2");
  EXPECT_EQ(forwarded({{"X-Forwarded-For", "unknown"}}).client, "10.0.0.1");
  EXPECT_EQ(forwarded({{"X-Forwarded-For", "203.0.113.7, <script>"}}).client, "10.0.0.1");
  EXPECT_EQ(forwarded({}).client, "10.0.0.1");
}

TEST(TheProxy, SaysSchemeAndHost) {
  const Request request = forwarded(
      {{"X-Forwarded-Proto", "http, https"}, {"X-Forwarded-Host", "evil.example, overens.se"}});
  EXPECT_TRUE(request.secure);
  EXPECT_EQ(request.host, "overens.se");
  EXPECT_FALSE(forwarded({{"X-Forwarded-Proto", "http"}}).secure);
  EXPECT_EQ(forwarded({{"X-Forwarded-Host", "a/b"}}).host, "inside:8080");
}

TEST(AClient, IsAnAddressOrTheNetworkItChoosesFrom) {
  EXPECT_EQ(client_network("2001:db8::1"), client_network("2001:db8::2"));
  EXPECT_NE(client_network("2001:db8::1"), client_network("2001:db8:0:1::1"));
  EXPECT_NE(client_network("192.0.2.1"), client_network("192.0.2.2"));
}

TEST(AHost, IsANameOrAddressWithAPort) {
  for (const char* host : {"overens.se", "localhost:8080", "[::1]:80", "127.0.0.1", "a_b"})
    EXPECT_TRUE(valid_host(host)) << host;
  for (const char* host : {"", "a b", "a/b", "user@host", "a?b", "räv.se", "a\"b", "a,b"})
    EXPECT_FALSE(valid_host(host)) << host;
  EXPECT_FALSE(valid_host(std::string(256, 'a')));
}

}  // namespace
}  // namespace overens
