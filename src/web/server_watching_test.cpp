// Visitors who watch: server-sent events on real sockets.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "web/server.h"
#include "web/server_testing.h"

namespace overens {
namespace {

using namespace std::chrono_literals;

/// A house whose number the test moves.
struct House {
  std::atomic<std::uint64_t> version = 7;

  Answers answers() {
    Answers answers;
    answers.page = [this](const Request& request) {
      Response response;
      if (request.path == "/page") return response;
      response.headers.set("Content-Type", "text/event-stream");
      if (request.path == "/much") response.headers.set("X-Much", std::string(20'000'000, 'x'));
      response.watched = std::make_shared<Watched>(Watched{[this] { return version.load(); }});
      return response;
    };
    return answers;
  }
};

ServerOptions with(void (*change)(ServerLimits&)) {
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1"};
  change(options.limits);
  return options;
}

void no_change(ServerLimits&) {}

std::string watch_as(std::string_view client) {
  return get("/", "X-Forwarded-For: " + std::string(client) + "\r\n");
}

/// Asks, and has been told the number there was.
std::unique_ptr<RawVisitor> watching(const RunningServer& server, std::string_view client = "::1") {
  auto visitor = std::make_unique<RawVisitor>(server.port());
  visitor->send(watch_as(client));
  EXPECT_EQ(visitor->receive_head().status, 200);
  EXPECT_TRUE(visitor->is_told("retry: 3000\n\nid: 7\ndata: 7\n\n"));
  return visitor;
}

TEST(Watching, BeginsWithTheNumberAsItIsAndSaysNoLength) {
  House house;
  RunningServer server(house.answers());
  RawVisitor visitor(server.port());
  visitor.send(get("/"));
  const WireAnswer head = visitor.receive_head();
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.has("Content-Type: text/event-stream"));
  EXPECT_TRUE(head.has("Connection: close"));
  EXPECT_EQ(head.head.find("Content-Length"), std::string::npos);
  EXPECT_TRUE(visitor.is_told("id: 7\ndata: 7\n\n"));
}

TEST(Watching, TellsWithinASecondThatTheNumberMoved) {
  House house;
  RunningServer server(house.answers());
  const auto visitor = watching(server);
  for (const char* event : {"id: 8\ndata: 8\n\n", "id: 9\ndata: 9\n\n"}) {
    ++house.version;
    EXPECT_TRUE(visitor->is_told(event, 1'000));
  }
}

TEST(Watching, HoldsNoWorker) {
  House house;
  ServerOptions options = with(no_change);
  options.workers = 1;
  RunningServer server(house.answers(), options);
  std::vector<std::unique_ptr<RawVisitor>> all;
  for (int i = 0; i < 50; ++i) all.push_back(watching(server));
  EXPECT_EQ(server.server.figures().watchers, 50u);
  EXPECT_EQ(RawVisitor(server.port()).ask(get("/page")).status, 200);
  ++house.version;
  for (const auto& visitor : all) EXPECT_TRUE(visitor->is_told("data: 8\n\n", 1'000));
}

TEST(Watching, BeatsWhenNothingIsNew) {
  House house;
  RunningServer server(house.answers(), with([](ServerLimits& limits) { limits.beat_ms = 40; }));
  const auto visitor = watching(server);
  EXPECT_TRUE(visitor->is_told(":\n\n:\n\n", 1'000));
}

TEST(Watching, EndsWhenTheVisitorLeavesAndFreesThePlace) {
  House house;
  RunningServer server(house.answers());
  watching(server).reset();
  for (int i = 0; i < 100 && server.server.figures().watchers > 0; ++i)
    std::this_thread::sleep_for(10ms);
  EXPECT_EQ(server.server.figures().watchers, 0u);
}

TEST(Watching, HasAnEndAfterWhichABrowserComesBack) {
  House house;
  RunningServer server(house.answers(), with([](ServerLimits& limits) {
                         limits.watch_ms = 60;
                         limits.beat_ms = 20;
                       }));
  EXPECT_TRUE(watching(server)->sees_the_end(2'000));
}

TEST(Watching, IsForAsManyAsThereArePlaces) {
  House house;
  RunningServer server(house.answers(), with([](ServerLimits& limits) { limits.watchers = 2; }));
  auto first = watching(server);
  const auto second = watching(server);
  EXPECT_EQ(RawVisitor(server.port()).ask(watch_as("::1")).status, 503);
  EXPECT_EQ(server.server.figures().watchers, 2u);
}

TEST(Watching, IsForAsManyOfOneClientAsThereArePlaces) {
  House house;
  RunningServer server(house.answers(),
                       with([](ServerLimits& limits) { limits.watchers_per_client = 1; }));
  const auto first = watching(server, "203.0.113.7");
  EXPECT_EQ(RawVisitor(server.port()).ask(watch_as("203.0.113.7")).status, 503);
  const auto neighbour = watching(server, "203.0.113.8");
}

TEST(Watching, IsNotSlowForOthersWhereOneTakesNothing) {
  House house;
  RunningServer server(house.answers(), with([](ServerLimits& limits) { limits.write_ms = 100; }));
  const auto other = watching(server);
  RawVisitor slow(server.port(), 1'024);  // the system takes so many bytes for them and no more
  slow.send(get("/much"));
  for (int i = 0; i < 400 && server.server.figures().watchers < 2; ++i)
    std::this_thread::sleep_for(5ms);
  EXPECT_EQ(server.server.figures().watchers, 2u);
  ++house.version;
  EXPECT_TRUE(other->is_told("data: 8\n\n", 1'000));
  for (int i = 0; i < 100 && server.server.figures().watchers > 1; ++i)
    std::this_thread::sleep_for(10ms);
  EXPECT_EQ(server.server.figures().watchers, 1u);  // the slow one is gone
}

TEST(Watching, EndsAtOnceWhenTheServerStops) {
  House house;
  RunningServer server(house.answers());
  const auto visitor = watching(server);
  const auto before = std::chrono::steady_clock::now();
  server.server.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - before, 2s);
  EXPECT_TRUE(visitor->sees_the_end());
}

TEST(Watching, AnsweredToHEADByAHeadAlone) {
  House house;
  RunningServer server(house.answers());
  RawVisitor visitor(server.port());
  visitor.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(visitor.receive_head().status, 200);
  EXPECT_TRUE(visitor.sees_the_end());
  EXPECT_EQ(server.server.figures().watchers, 0u);
}

}  // namespace
}  // namespace overens
