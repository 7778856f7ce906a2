// The page cache: whole public pages, plain and compressed, kept until the data of their compact
// moves or their time has passed. Owns the bytes, bounded in number and size, and one thread that
// compresses. It decides nothing about who may see a page: the router offers only requests without
// a session.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>

#include "base/time.h"
#include "base/translation.h"
#include "web/compression.h"
#include "web/http.h"

namespace overens {

/// Which page: everything in the request that its bytes depend on.
class CacheKey {
 public:
  CacheKey(std::string_view host, std::string_view path, std::string_view query, Language language);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// The pairs of a query in one order, empty ones left out: "b=2&&a=1" → "a=1&b=2".
std::string normalised_query(std::string_view query);

/// A 200 answer in the codings we have. Never changes once made, so threads share it freely.
struct CachedPage {
  std::string etag;  // of the plain bytes; each coding has its own: "…-gzip", "…-br"
  Headers headers;   // of the plain form
  std::shared_ptr<const Prepared> plain;
  std::shared_ptr<const Prepared> gzip;    // null: not compressed yet, or not worth it
  std::shared_ptr<const Prepared> brotli;  // as gzip
  bool compressible = false;               // worth compressing, and not yet done
  std::size_t bytes() const;
};

/// The answer with ETag, Vary and, where it sets no Cache-Control, `no-cache` (keep, but ask
/// first).
std::shared_ptr<const CachedPage> cached_page(Response response);
/// The same page with its compressed forms too, made here and now.
std::shared_ptr<const CachedPage> compressed(const CachedPage& page, Effort effort);
std::shared_ptr<const CachedPage> compressed_page(Response response, Effort effort);
/// The same from forms compressed elsewhere (static files, at build time); empty where there is
/// none.
std::shared_ptr<const CachedPage> precompressed_page(Response response, std::string_view gzip,
                                                     std::string_view brotli);

/// What this request gets of that page: 304 where it has it already, else the best coding. Copies
/// no body.
Response answer(const CachedPage& page, const Request& request);

/// False for what is never kept: other than 200, Set-Cookie, Cache-Control private or no-store.
bool may_cache(const Response& response);

struct CacheLimits {
  std::size_t bytes = 64 * 1024 * 1024;
  std::size_t pages = 10'000;
  std::size_t page_bytes = 2 * 1024 * 1024;  // larger ones are not kept
};

class PageCache {
 public:
  explicit PageCache(CacheLimits limits = {});
  ~PageCache();
  PageCache(const PageCache&) = delete;
  PageCache& operator=(const PageCache&) = delete;

  /// The page made from exactly this version of the data and still valid, or null. Never waits for
  /// compression: until the cache's thread has compressed it (asked to by the first find), it is
  /// plain. Any thread.
  std::shared_ptr<const CachedPage> find(const CacheKey& key, std::uint64_t version, Instant now);

  /// Keeps the page if `may_cache`, and pushes out the least recently used. `version` must have
  /// been read before the page was made. Returns the page to answer with, or null if it is not
  /// kept. Any thread.
  std::shared_ptr<const CachedPage> store(const CacheKey& key, std::uint64_t version,
                                          Instant valid_until, Response response);

  void clear();
  std::size_t pages() const;
  std::size_t bytes() const;

  /// Waits until nothing is left to compress; for tests and measurements.
  void settle();

 private:
  struct Entry {
    std::string key;
    std::uint64_t version;
    Instant valid_until;
    std::shared_ptr<const CachedPage> page;
    bool asked_to_compress;
  };
  using Order = std::list<Entry>;  // most recently used first

  void erase(Order::iterator entry);
  void trim();
  void compress_waiting();

  const CacheLimits limits_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Order order_;
  std::unordered_map<std::string_view, Order::iterator> by_key_;
  std::size_t bytes_ = 0;
  std::deque<std::string> to_compress_;
  bool compressing_ = false;
  bool ending_ = false;
  std::thread compressor_;
};

}  // namespace overens
