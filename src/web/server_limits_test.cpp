// Every limit of ServerLimits met by somebody who goes beyond it.
#include <gtest/gtest.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "web/server.h"
#include "web/server_testing.h"

namespace overens {
namespace {

ServerOptions with(void (*change)(ServerLimits&)) {
  ServerOptions options;
  change(options.limits);
  return options;
}

std::string post(std::size_t length, std::string_view body = "") {
  return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n" +
         std::string(body);
}

/// A page that ends when it is let go.
struct Gate {
  std::mutex mutex;
  std::condition_variable changed;
  bool open = false;
  int inside = 0;

  Answers answers() {
    Answers answers;
    answers.page = [this](const Request&) {
      std::unique_lock lock(mutex);
      ++inside;
      changed.notify_all();
      changed.wait(lock, [&] { return open; });
      return Response{};
    };
    return answers;
  }
  void wait_for(int visitors) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return inside >= visitors; });
  }
  void let_go() {
    const std::lock_guard lock(mutex);
    open = true;
    changed.notify_all();
  }
};

TEST(TheHead, MayNotBeTooLong) {
  RunningServer house({}, with([](ServerLimits& limits) { limits.head_bytes = 2'000; }));
  EXPECT_EQ(RawVisitor(house.port()).ask(get("/", "A: " + std::string(1'500, 'a') + "\r\n")).status,
            200);
  RawVisitor visitor(house.port());
  EXPECT_EQ(visitor.ask(get("/", "A: " + std::string(3'000, 'a') + "\r\n")).status, 431);
  EXPECT_TRUE(visitor.sees_the_end());
}

TEST(TheHead, MayNotBeTooLongInDropsEither) {
  RunningServer house({}, with([](ServerLimits& limits) { limits.head_bytes = 2'000; }));
  RawVisitor visitor(house.port());
  visitor.send("GET / HTTP/1.1\r\nHost: a\r\n");
  for (int i = 0; i < 200; ++i) visitor.send("X-Drop: one more\r\n");
  EXPECT_EQ(visitor.receive().status, 431);
}

TEST(TheHead, MayNotHaveTooManyHeaders) {
  RunningServer house({}, with([](ServerLimits& limits) { limits.headers = 5; }));
  EXPECT_EQ(RawVisitor(house.port()).ask(get("/", "A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n")).status, 200);
  EXPECT_EQ(
      RawVisitor(house.port()).ask(get("/", "A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\nE: 5\r\n")).status,
      431);
}

TEST(TheTarget, MayNotBeTooLong) {
  RunningServer house({}, with([](ServerLimits& limits) { limits.target_bytes = 100; }));
  EXPECT_EQ(RawVisitor(house.port()).ask(get("/" + std::string(99, 'a'))).status, 200);
  EXPECT_EQ(RawVisitor(house.port()).ask(get("/" + std::string(100, 'a'))).status, 414);
  EXPECT_EQ(RawVisitor(house.port()).ask(get("/" + std::string(40'000, 'a'))).status, 414);
}

TEST(TheBody, MayNotBeTooLarge) {
  RunningServer house({}, with([](ServerLimits& limits) { limits.body_bytes = 100; }));
  EXPECT_EQ(RawVisitor(house.port()).ask(post(100, std::string(100, 'a'))).status, 200);
  RawVisitor visitor(house.port());
  EXPECT_EQ(visitor.ask(post(101, std::string(101, 'a'))).status, 413);
  EXPECT_TRUE(visitor.sees_the_end());
  EXPECT_EQ(RawVisitor(house.port())
                .ask("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "40\r\n" +
                     std::string(64, 'a') + "\r\n40\r\n" + std::string(64, 'a') + "\r\n0\r\n\r\n")
                .status,
            413);
}

TEST(TheBody, MayBeLargerWhereThePageSaysSo) {
  Answers answers;
  answers.max_body = [](const Request& request) -> std::size_t {
    return request.path == "/upload" ? 21u * 1024 * 1024 : 10u;
  };
  RunningServer house(answers);
  const std::size_t large = 20 * 1024 * 1024;
  RawVisitor visitor(house.port());
  EXPECT_EQ(visitor
                .ask("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " +
                     std::to_string(large) + "\r\n\r\n" + std::string(large, 'a'))
                .status,
            200);
  EXPECT_EQ(visitor.ask(post(11, "hello world")).status, 413);
}

TEST(ALargeBody, IsRefusedEvenWhileItComes) {
  RunningServer house;
  RawVisitor visitor(house.port());
  const std::size_t large = 8 * 1024 * 1024;
  visitor.send(post(large, std::string(large, 'a')));
  EXPECT_EQ(visitor.receive().status, 413) << "the answer must not be lost to a reset";
}

TEST(AllBodies, TogetherMayNotBeTooLarge) {
  RunningServer house({}, with([](ServerLimits& limits) { limits.all_bodies_bytes = 1'000; }));
  RawVisitor first(house.port());
  first.send(post(900, std::string(800, 'a')));
  RawVisitor second(house.port());
  while (second.ask(get("/")).status != 200) {
  }
  const WireAnswer refused = second.ask(post(900, std::string(900, 'a')));
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(refused.has("Retry-After: 2"));
  EXPECT_EQ(first.ask(std::string(100, 'a')).status, 200);
  EXPECT_EQ(RawVisitor(house.port()).ask(post(900, std::string(900, 'a'))).status, 200);
}

TEST(AVisitor, WhoIsSlowWithTheHeadIsToldSo) {
  RunningServer house({}, with([](ServerLimits& limits) { limits.head_ms = 80; }));
  RawVisitor visitor(house.port());
  EXPECT_EQ(visitor.ask("GET / HTTP/1.1\r\nHos").status, 408);
  EXPECT_TRUE(visitor.sees_the_end());
  RawVisitor dripping(house.port());
  for (int i = 0; i < 100; ++i) {
    if (!dripping.send(i == 0 ? "GET / HTTP/1.1\r\n" : "A: b\r\n")) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(dripping.receive().status, 408) << "bytes in drops do not move the deadline";
}

TEST(AVisitor, WhoIsSlowWithTheBodyIsToldSo) {
  RunningServer house({}, with([](ServerLimits& limits) {
                        limits.body_ms = 80;
                        limits.min_body_rate = 1'000'000;
                      }));
  RawVisitor visitor(house.port());
  EXPECT_EQ(visitor.ask(post(10, "abc")).status, 408);
  RawVisitor dripping(house.port());
  dripping.send(post(1'000));
  for (int i = 0; i < 100 && dripping.send("a"); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(dripping.receive().status, 408);
}

TEST(ASteadyBody, MayTakeItsTime) {
  RunningServer house({}, with([](ServerLimits& limits) {
                        limits.body_ms = 100;
                        limits.min_body_rate = 100;
                      }));
  RawVisitor visitor(house.port());
  visitor.send(post(200));
  for (int i = 0; i < 20; ++i) {
    visitor.send("0123456789");
    std::this_thread::sleep_for(std::chrono::milliseconds(15));
  }
  EXPECT_EQ(visitor.receive().status, 200);
}

TEST(AnIdleConnection, IsClosed) {
  RunningServer house({}, with([](ServerLimits& limits) { limits.idle_ms = 60; }));
  EXPECT_TRUE(RawVisitor(house.port()).sees_the_end());
  RawVisitor visitor(house.port());
  EXPECT_EQ(visitor.ask(get("/")).status, 200);
  EXPECT_TRUE(visitor.sees_the_end());
}

TEST(AVisitor, WhoTakesNothingOfTheAnswerIsLeft) {
  Answers answers;
  answers.page = [](const Request&) {
    Response response;
    response.body.assign(32 * 1024 * 1024, 'x');
    return response;
  };
  RunningServer house(answers, with([](ServerLimits& limits) { limits.write_ms = 80; }));
  RawVisitor visitor(house.port());
  visitor.send(get("/"));
  for (int i = 0; i < 500 && house.server.figures().requests == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  for (int i = 0; i < 500 && house.server.figures().connections > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(house.server.figures().connections, 0u);
}

TEST(APageThatTakesTooLong, IsA503) {
  Gate gate;
  RunningServer house(gate.answers(), with([](ServerLimits& limits) { limits.answer_ms = 80; }));
  RawVisitor visitor(house.port());
  EXPECT_EQ(visitor.ask(get("/")).status, 503);
  gate.let_go();
  EXPECT_EQ(visitor.ask(get("/")).status, 200) << "the connection lives on";
}

TEST(TheQueue, TellsWhoeverFindsItFullAtOnce) {
  Gate gate;
  ServerOptions options;
  options.workers = 1;
  options.limits.waiting_requests = 1;
  RunningServer house(gate.answers(), options);
  RawVisitor running(house.port()), waiting(house.port()), late(house.port());
  running.send(get("/"));
  gate.wait_for(1);
  waiting.send(get("/"));
  while (house.server.figures().waiting < 1) std::this_thread::yield();
  const WireAnswer refused = late.ask(get("/"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(refused.has("Retry-After: 2"));
  EXPECT_EQ(house.server.figures().refused, 1u);
  gate.let_go();
  EXPECT_EQ(running.receive().status, 200);
  EXPECT_EQ(waiting.receive().status, 200);
  EXPECT_EQ(late.ask(get("/")).status, 200);
}

TEST(AConnection, EndsAfterSoManyRequests) {
  RunningServer house({}, with([](ServerLimits& limits) { limits.requests_per_connection = 2; }));
  RawVisitor visitor(house.port());
  EXPECT_EQ(visitor.ask(get("/")).status, 200);
  EXPECT_TRUE(visitor.ask(get("/")).has("Connection: close"));
  EXPECT_TRUE(visitor.sees_the_end());
}

TEST(Connections, AreLimitedInAll) {
  RunningServer house({}, with([](ServerLimits& limits) { limits.connections = 2; }));
  RawVisitor first(house.port()), second(house.port());
  EXPECT_EQ(first.ask(get("/")).status, 200);
  EXPECT_EQ(second.ask(get("/")).status, 200);
  EXPECT_TRUE(RawVisitor(house.port()).sees_the_end());
  EXPECT_EQ(first.ask(get("/")).status, 200);
}

TEST(Connections, AreLimitedPerClientButNotForProxies) {
  ServerOptions options = with([](ServerLimits& limits) { limits.connections_per_client = 2; });
  RunningServer house({}, options);
  auto first = std::make_unique<RawVisitor>(house.port());
  RawVisitor second(house.port());
  EXPECT_EQ(first->ask(get("/")).status, 200);
  EXPECT_EQ(second.ask(get("/")).status, 200);
  EXPECT_EQ(RawVisitor(house.port()).receive().status, 503);
  first.reset();
  while (house.server.figures().connections > 1) std::this_thread::yield();
  EXPECT_EQ(RawVisitor(house.port()).ask(get("/")).status, 200);

  options.trusted_proxies = {"127.0.0.1"};
  RunningServer behind_a_proxy({}, options);
  std::vector<std::unique_ptr<RawVisitor>> visitors;
  for (int i = 0; i < 5; ++i) {
    visitors.push_back(std::make_unique<RawVisitor>(behind_a_proxy.port()));
    EXPECT_EQ(visitors.back()->ask(get("/")).status, 200);
  }
}

TEST(Stopping, WaitsNoLongerThanItMayForTheVisitor) {
  Answers answers;
  answers.page = [](const Request&) {
    Response response;
    response.body.assign(32 * 1024 * 1024, 'x');
    return response;
  };
  RunningServer house(answers, with([](ServerLimits& limits) { limits.stop_ms = 100; }));
  RawVisitor visitor(house.port());  // asks, and never reads
  visitor.send(get("/"));
  while (house.server.figures().requests == 0) std::this_thread::yield();
  const auto begun = std::chrono::steady_clock::now();
  house.server.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

}  // namespace
}  // namespace overens
