#include "web/server.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "web/headers.h"
#include "web/server_testing.h"

namespace overens {
namespace {

/// Says back what it understood of the request.
Answers echo() {
  Answers answers;
  answers.page = [](const Request& request) {
    Response response;
    response.body = std::string(name(request.method)) + ' ' + request.path + '?' + request.query +
                    " host=" + request.host + " client=" + request.client +
                    (request.secure ? " secure" : "") + " body=" + request.body;
    return response;
  };
  return answers;
}

TEST(AVisitor, GetsAPage) {
  RunningServer house(echo());
  RawVisitor visitor(house.port());
  const WireAnswer page = visitor.ask(get("/a/%20b?q=1&r"));
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, "GET /a/%20b?q=1&r host=overens.se client=127.0.0.1 body=");
  EXPECT_TRUE(page.has("X-Content-Type-Options: nosniff"));
  EXPECT_TRUE(page.has("Cache-Control: no-store"));
  EXPECT_NE(page.head.find("\r\nDate: "), std::string::npos);
  EXPECT_EQ(page.head.find("Connection:"), std::string::npos);
}

TEST(AVisitor, AsksAgainOnTheSameConnection) {
  RunningServer house(echo());
  RawVisitor visitor(house.port());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(visitor.ask(get("/")).status, 200);
  EXPECT_EQ(house.server.figures().connections, 1u);
  EXPECT_EQ(house.server.figures().requests, 20u);
}

TEST(AVisitor, MaySendSeveralRequestsAtOnceAndGetsAnswersInOrder) {
  RunningServer house(echo());
  RawVisitor visitor(house.port());
  std::string requests;
  for (int i = 0; i < 50; ++i) requests += get("/" + std::to_string(i));
  visitor.send(requests);
  for (int i = 0; i < 50; ++i)
    EXPECT_TRUE(visitor.receive().body.starts_with("GET /" + std::to_string(i) + "?"));
}

TEST(AVisitor, MaySendByteByByte) {
  RunningServer house(echo());
  RawVisitor visitor(house.port());
  const std::string request =
      "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + get("/next");
  for (const char c : request) visitor.send({&c, 1});
  EXPECT_TRUE(visitor.receive().body.ends_with("body=hello"));
  EXPECT_TRUE(visitor.receive().body.starts_with("GET /next"));
}

TEST(AVisitor, MaySendABodyInChunks) {
  RunningServer house(echo());
  RawVisitor visitor(house.port());
  const WireAnswer page = visitor.ask(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3;note=x\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: ignored\r\n\r\n");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.body.ends_with("body=abcde"));
  EXPECT_EQ(visitor.ask(get("/")).status, 200);
}

TEST(AVisitor, IsToldToGoOnWithALargeBody) {
  RunningServer house(echo());
  RawVisitor visitor(house.port());
  visitor.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(visitor.receive_head().status, 100);
  EXPECT_TRUE(visitor.ask("abc").body.ends_with("body=abc"));
}

TEST(HEAD, GetsTheHeadOfGetAndNoBody) {
  RunningServer house;
  RawVisitor visitor(house.port());
  visitor.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + get("/"));
  EXPECT_TRUE(visitor.receive_head().has("Content-Length: 5"));
  EXPECT_EQ(visitor.receive().body, "hello");
}

TEST(OldBrowsers, GetTheConnectionClosedUnlessTheyAsk) {
  RunningServer house(echo());
  RawVisitor old(house.port());
  EXPECT_TRUE(old.ask("GET / HTTP/1.0\r\n\r\n").has("Connection: close"));
  EXPECT_TRUE(old.sees_the_end());
  RawVisitor asking(house.port());
  for (int i = 0; i < 2; ++i)
    EXPECT_TRUE(asking.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    .has("Connection: keep-alive"));
}

TEST(AVisitor, MayCloseAfterOneAnswer) {
  RunningServer house;
  RawVisitor visitor(house.port());
  EXPECT_TRUE(visitor.ask(get("/", "Connection: close\r\n")).has("Connection: close"));
  EXPECT_TRUE(visitor.sees_the_end());
}

TEST(AnAbsoluteTarget, NamesItsHost) {
  RunningServer house(echo());
  RawVisitor visitor(house.port());
  EXPECT_TRUE(visitor.ask("GET http://OVERENS.se:80/a?b HTTP/1.1\r\nHost: other\r\n\r\n")
                  .body.starts_with("GET /a?b host=overens.se:80 "));
  EXPECT_TRUE(visitor.ask("GET http://overens.se?b HTTP/1.1\r\nHost: other\r\n\r\n")
                  .body.starts_with("GET /?b host=overens.se "));
}

TEST(AProxy, IsBelievedOnlyWhenItIsNamed) {
  const std::string request =
      get("/",
          "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: b.se\r\n");
  RunningServer strict(echo());
  EXPECT_EQ(RawVisitor(strict.port()).ask(request).body,
            "GET /? host=overens.se client=127.0.0.1 body=");
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1"};
  RunningServer trusting(echo(), options);
  EXPECT_EQ(RawVisitor(trusting.port()).ask(request).body,
            "GET /? host=b.se client=203.0.113.7 secure body=");
}

TEST(AFastAnswer, NeedsNoWorker) {
  Answers answers = echo();
  std::thread::id fast_thread, page_thread;
  const auto page = answers.page;
  answers.page = [&, page](const Request& request) {
    page_thread = std::this_thread::get_id();
    return page(request);
  };
  answers.fast = [&](const Request& request) -> std::optional<Response> {
    fast_thread = std::this_thread::get_id();
    if (request.path != "/kept") return std::nullopt;
    Response response;
    response.body = "kept";
    response.prepared = prepare(response);
    return response;
  };
  RunningServer house(answers);
  RawVisitor visitor(house.port());
  EXPECT_EQ(visitor.ask(get("/kept")).body, "kept");
  EXPECT_EQ(page_thread, std::thread::id{});
  EXPECT_TRUE(visitor.ask(get("/other")).body.starts_with("GET /other"));
  EXPECT_NE(fast_thread, page_thread);
  EXPECT_TRUE(visitor.ask("POST /kept HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
                  .body.starts_with("POST /kept"));
}

TEST(APageThatThrows, IsABare500AndTheConnectionLives) {
  Answers answers;
  answers.page = [](const Request& request) -> Response {
    if (request.path == "/") return {};
    throw std::runtime_error("told to the log, not to the visitor");
  };
  RunningServer house(answers);
  RawVisitor visitor(house.port());
  const WireAnswer page = visitor.ask(get("/broken"));
  EXPECT_EQ(page.status, 500);
  EXPECT_EQ(page.body, "500 Internal Server Error\n");
  EXPECT_EQ(visitor.ask(get("/")).status, 200);
}

TEST(ALargeAnswer, ComesWhole) {
  Answers answers;
  answers.page = [](const Request&) {
    Response response;
    response.body.assign(20'000'000, 'x');
    return response;
  };
  RunningServer house(answers);
  RawVisitor visitor(house.port());
  for (int i = 0; i < 2; ++i) EXPECT_EQ(visitor.ask(get("/")).body.size(), 20'000'000u);
}

TEST(ErrorPages, MayBeTheHousesOwn) {
  Answers answers;
  answers.error_page = [](int status, const Request&) {
    Response response;
    response.body = "<h1>" + std::to_string(status) + "</h1>";
    return response;
  };
  RunningServer house(answers);
  const WireAnswer page = RawVisitor(house.port()).ask("nonsense\r\n\r\n");
  EXPECT_EQ(page.status, 400);
  EXPECT_EQ(page.body, "<h1>400</h1>");
  EXPECT_TRUE(page.has("Connection: close"));
}

TEST(Stopping, LetsARunningRequestEnd) {
  std::mutex mutex;
  std::condition_variable changed;
  bool running = false, may_end = false;
  Answers answers;
  answers.page = [&](const Request&) {
    std::unique_lock lock(mutex);
    running = true;
    changed.notify_all();
    changed.wait(lock, [&] { return may_end; });
    Response response;
    response.body = "finished";
    return response;
  };
  RunningServer house(answers);
  RawVisitor asking(house.port());
  RawVisitor idle(house.port());
  asking.send(get("/"));
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return running; });
  lock.unlock();
  std::thread stopping([&] { house.server.stop(); });
  EXPECT_TRUE(idle.sees_the_end());
  EXPECT_THROW(RawVisitor{house.port()}, std::runtime_error);
  lock.lock();
  may_end = true;
  changed.notify_all();
  lock.unlock();
  const WireAnswer last = asking.receive();
  EXPECT_EQ(last.body, "finished");
  EXPECT_TRUE(last.has("Connection: close"));
  stopping.join();
  house.server.stop();
}

TEST(TheServer, ListensOnSeveralAddresses) {
  ServerOptions options;
  options.listen = {"127.0.0.1:0", "[::1]:0"};
  Server server(options, {[](const Request&) { return Response{}; }, {}, {}, {}});
  server.start();
  EXPECT_NE(server.port(), 0);
}

TEST(TheServer, NamesWhatItCannotUse) {
  RunningServer house;
  for (const std::string& address :
       {std::string("127.0.0.1:") + std::to_string(house.port()), std::string("8080"),
        std::string("localhost:8080"), std::string("127.0.0.1:70000"), std::string("127.0.0.1:")}) {
    ServerOptions options;
    options.listen = {address};
    Server server(options, {});
    try {
      server.start();
      FAIL() << address;
    } catch (const std::runtime_error& error) {
      EXPECT_NE(std::string(error.what()).find(address), std::string::npos);
    }
  }
}

TEST(TheServer, WorksOnSeveralIoThreads) {
  ServerOptions options;
  options.io_threads = 3;
  RunningServer house(echo(), options);
  std::vector<std::thread> visitors;
  for (int v = 0; v < 6; ++v)
    visitors.emplace_back([&] {
      RawVisitor visitor(house.port());
      for (int i = 0; i < 100; ++i) EXPECT_EQ(visitor.ask(get("/")).status, 200);
    });
  for (std::thread& visitor : visitors) visitor.join();
  EXPECT_EQ(house.server.figures().requests, 600u);
}

}  // namespace
}  // namespace overens
