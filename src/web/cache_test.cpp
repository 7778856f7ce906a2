#include "web/cache.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>
#include <vector>

namespace overens {
namespace {

constexpr Instant now{1'000'000};
constexpr Instant later{2'000'000};

Response page_of(std::size_t size, char letter = 'a') {
  Response response;
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  response.body.assign(size, letter);
  return response;
}

CacheKey key(std::string_view path) { return {"overens.se", path, "", Language::sv}; }

Request get(Headers headers = {}) {
  Request request;
  request.headers = std::move(headers);
  return request;
}

bool head_has(const Response& response, std::string_view line) {
  return response.prepared && response.prepared->head.find(line) != std::string::npos;
}

TEST(AKeptPage, IsFoundWhileItsDataStands) {
  PageCache cache;
  cache.store(key("/a"), 7, later, page_of(1000));
  EXPECT_NE(cache.find(key("/a"), 7, now), nullptr);
  EXPECT_EQ(cache.find(key("/b"), 7, now), nullptr);
  EXPECT_EQ(cache.find({"overens.se", "/a", "", Language::fi}, 7, now), nullptr);
  EXPECT_EQ(cache.find({"other.se", "/a", "", Language::sv}, 7, now), nullptr);
  EXPECT_EQ(cache.find({"overens.se", "/a", "q=1", Language::sv}, 7, now), nullptr);
  EXPECT_EQ(cache.find(key("/a"), 8, now), nullptr) << "a write has moved the version";
  EXPECT_EQ(cache.pages(), 0u);
  EXPECT_EQ(cache.bytes(), 0u);
}

TEST(AKeptPage, EndsWithItsTime) {
  PageCache cache;
  cache.store(key("/a"), 1, now, page_of(10));
  EXPECT_NE(cache.find(key("/a"), 1, now), nullptr) << "a deadline is inclusive";
  EXPECT_EQ(cache.find(key("/a"), 1, Instant{now.microseconds + 1}), nullptr);
}

TEST(AKeptPage, IsReplacedByTheOneMadeLater) {
  PageCache cache;
  cache.store(key("/a"), 1, later, page_of(10, 'x'));
  cache.store(key("/a"), 2, later, page_of(10, 'y'));
  EXPECT_EQ(cache.pages(), 1u);
  EXPECT_EQ(cache.find(key("/a"), 2, now)->plain->body, "yyyyyyyyyy");
}

TEST(TheCache, NeverKeepsWhatIsForOneVisitor) {
  PageCache cache;
  Response response = page_of(10);
  response.headers.set("Set-Cookie", "a=1");
  EXPECT_EQ(cache.store(key("/a"), 1, later, response), nullptr);
  for (const char* control : {"private", "max-age=1, Private", "no-store"}) {
    response = page_of(10);
    response.headers.set("Cache-Control", control);
    EXPECT_EQ(cache.store(key("/a"), 1, later, response), nullptr) << control;
  }
  response = page_of(10);
  response.status = 404;
  EXPECT_EQ(cache.store(key("/a"), 1, later, response), nullptr);
  EXPECT_EQ(cache.pages(), 0u);
}

TEST(TheCache, KeepsNoMoreThanItMay) {
  PageCache few({1'000'000, 3, 100'000});
  for (const char* path : {"/1", "/2", "/3"}) few.store(key(path), 1, later, page_of(10));
  few.find(key("/1"), 1, now);
  few.store(key("/4"), 1, later, page_of(10));
  EXPECT_EQ(few.pages(), 3u);
  EXPECT_NE(few.find(key("/1"), 1, now), nullptr);
  EXPECT_EQ(few.find(key("/2"), 1, now), nullptr) << "the one longest unasked goes first";

  PageCache small({10'000, 100, 5'000});
  EXPECT_EQ(small.store(key("/large"), 1, later, page_of(6'000)), nullptr);
  for (int i = 0; i < 20; ++i) small.store(key("/" + std::to_string(i)), 1, later, page_of(2'000));
  EXPECT_LE(small.bytes(), 10'000u);
  EXPECT_GE(small.pages(), 2u);
}

TEST(TheCache, CompressesOnItsOwnThreadOnceAPageIsAskedForAgain) {
  PageCache cache;
  cache.store(key("/a"), 1, later, page_of(5'000));
  EXPECT_EQ(cache.find(key("/a"), 1, now)->gzip, nullptr);
  cache.settle();
  const auto page = cache.find(key("/a"), 1, now);
  ASSERT_NE(page->gzip, nullptr);
  ASSERT_NE(page->brotli, nullptr);
  EXPECT_LT(page->gzip->body.size(), 200u);
  EXPECT_EQ(cache.bytes(), page->bytes());
}

TEST(TheCache, LeavesSmallPagesAndPicturesAsTheyAre) {
  PageCache cache;
  cache.store(key("/small"), 1, later, page_of(100));
  Response picture = page_of(5'000);
  picture.headers.set("Content-Type", "image/png");
  cache.store(key("/picture"), 1, later, picture);
  for (const char* path : {"/small", "/picture"}) {
    cache.find(key(path), 1, now);
    cache.settle();
    EXPECT_EQ(cache.find(key(path), 1, now)->gzip, nullptr) << path;
  }
}

TEST(TheCache, IsUsedByManyThreadsAtOnce) {
  PageCache cache({200'000, 50, 10'000});
  std::vector<std::thread> threads;
  for (unsigned t = 0; t < 4; ++t)
    threads.emplace_back([&cache, t] {
      for (unsigned i = 0; i < 500; ++i) {
        const CacheKey one = key("/" + std::to_string((i * 7 + t) % 80));
        if (!cache.find(one, i / 100, now)) cache.store(one, i / 100, later, page_of(600));
      }
    });
  for (std::thread& thread : threads) thread.join();
  cache.settle();
  EXPECT_LE(cache.pages(), 50u);
  cache.clear();
  EXPECT_EQ(cache.bytes(), 0u);
}

TEST(AKeptPage, IsSentInTheBestCoding) {
  const auto page = compressed_page(page_of(5'000), Effort::best);
  const Response br = answer(*page, get({{"Accept-Encoding", "gzip, br"}}));
  EXPECT_EQ(br.prepared, page->brotli);
  EXPECT_TRUE(head_has(br, "Content-Encoding: br\r\n"));
  EXPECT_TRUE(head_has(br, "Vary: Accept-Encoding\r\n"));
  EXPECT_EQ(answer(*page, get({{"Accept-Encoding", "gzip"}})).prepared, page->gzip);
  const Response plain = answer(*page, get());
  EXPECT_EQ(plain.prepared, page->plain);
  EXPECT_FALSE(head_has(plain, "Content-Encoding"));
  EXPECT_TRUE(head_has(plain, "Cache-Control: no-cache\r\n"));
}

TEST(AKeptPage, IsNotSentToWhoHasIt) {
  const auto page = compressed_page(page_of(5'000), Effort::quick);
  const std::string gzip_tag = page->etag.substr(0, 33) + "-gzip\"";
  EXPECT_EQ(answer(*page, get({{"If-None-Match", page->etag}})).status, 304);
  const Response known =
      answer(*page, get({{"If-None-Match", gzip_tag}, {"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(*known.headers.find("ETag"), gzip_tag);
  EXPECT_TRUE(known.headers.has("Vary"));
  EXPECT_EQ(answer(*page, get({{"If-None-Match", gzip_tag}})).status, 200)
      << "other bytes, other tag";
  EXPECT_EQ(answer(*page, get({{"If-None-Match", "\"other\""}})).status, 200);
}

TEST(AFile, CompressedWhenBuiltKeepsItsForms) {
  const auto page = precompressed_page(page_of(5'000), "small", "");
  EXPECT_EQ(page->gzip->body, "small");
  EXPECT_EQ(page->brotli, nullptr);
  EXPECT_EQ(precompressed_page(page_of(3), "larger", "larger")->gzip, nullptr);
}

TEST(AQuery, IsTheSameInAnyOrder) {
  EXPECT_EQ(normalised_query("b=2&&a=1&"), "a=1&b=2");
  EXPECT_EQ(normalised_query("a=2&a=1"), "a=2&a=1") << "the order of one name's values counts";
  EXPECT_EQ(normalised_query(""), "");
}

}  // namespace
}  // namespace overens
