#include "web/cache.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "web/headers.h"

namespace overens {

namespace {

constexpr std::size_t smallest_compressible = 256;  // bytes; less fits into one packet anyway
constexpr std::size_t to_compress = 256;     // pages waiting; more stay plain until asked again
constexpr std::size_t entry_overhead = 512;  // bytes of bookkeeping a page, roughly

bool names(std::string_view list, std::string_view word) {
  for (std::size_t at = 0; at < list.size(); ++at)
    if (equal_ignoring_case(list.substr(at, word.size()), word)) return true;
  return false;
}

/// Different bytes need a different strong tag (RFC 9110, 8.8.3).
std::string etag_of(const CachedPage& page, Coding coding) {
  std::string etag = page.etag;
  if (coding == Coding::gzip) etag.insert(etag.size() - 1, "-gzip");
  if (coding == Coding::brotli) etag.insert(etag.size() - 1, "-br");
  return etag;
}

bool worth_compressing(const Response& response) {
  const std::string* type = response.headers.find("Content-Type");
  return type && is_compressible(*type) && response.body.size() >= smallest_compressible &&
         !response.headers.has("Content-Encoding");
}

/// The headers every form of the page has.
std::string complete(Response& response) {
  const std::string etag = strong_etag(response.body);
  response.headers.set("ETag", etag);
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-cache");
  const std::string* vary = response.headers.find("Vary");
  response.headers.set("Vary", vary ? *vary + ", Accept-Encoding" : "Accept-Encoding");
  return etag;
}

/// One compressed form, or null where it is no smaller.
std::shared_ptr<const Prepared> coded(const CachedPage& page, Coding coding,
                                      std::string_view body) {
  if (body.empty() || body.size() >= page.plain->body.size()) return nullptr;
  Response response;
  response.headers = page.headers;
  response.headers.set("Content-Encoding", coding == Coding::brotli ? "br" : "gzip");
  response.headers.set("ETag", etag_of(page, coding));
  response.body = body;
  return prepare(std::move(response));
}

std::shared_ptr<const CachedPage> with_codings(const CachedPage& page, std::string_view gzip,
                                               std::string_view brotli) {
  auto all = std::make_shared<CachedPage>(page);
  all->gzip = coded(page, Coding::gzip, gzip);
  all->brotli = coded(page, Coding::brotli, brotli);
  all->compressible = false;
  return all;
}

}  // namespace

CacheKey::CacheKey(std::string_view host, std::string_view path, std::string_view query,
                   Language language) {
  text_.reserve(host.size() + path.size() + query.size() + 4);
  text_ += static_cast<char>('0' + static_cast<int>(language));
  text_ += host;
  text_ += '\n';
  text_ += path;
  text_ += '\n';
  text_ += query;
}

std::string normalised_query(std::string_view query) {
  std::vector<std::string_view> pairs;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    if (end > 0) pairs.push_back(query.substr(0, end));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](std::string_view a, std::string_view b) {
    return a.substr(0, a.find('=')) < b.substr(0, b.find('='));
  });
  std::string normalised;
  for (const std::string_view pair : pairs) {
    if (!normalised.empty()) normalised += '&';
    normalised += pair;
  }
  return normalised;
}

std::size_t CachedPage::bytes() const {
  std::size_t sum = entry_overhead;
  for (const auto& form : {plain, gzip, brotli})
    if (form) sum += form->head.size() + form->body.size();
  return sum;
}

std::shared_ptr<const CachedPage> cached_page(Response response) {
  auto page = std::make_shared<CachedPage>();
  page->compressible = worth_compressing(response);
  page->etag = complete(response);
  page->headers = response.headers;
  page->plain = prepare(std::move(response));
  return page;
}

std::shared_ptr<const CachedPage> compressed(const CachedPage& page, Effort effort) {
  if (!page.compressible) return std::make_shared<CachedPage>(page);
  const std::string& body = page.plain->body;
  return with_codings(page, gzip(body, effort), brotli(body, effort));
}

std::shared_ptr<const CachedPage> compressed_page(Response response, Effort effort) {
  return compressed(*cached_page(std::move(response)), effort);
}

std::shared_ptr<const CachedPage> precompressed_page(Response response, std::string_view gzip,
                                                     std::string_view brotli) {
  return with_codings(*cached_page(std::move(response)), gzip, brotli);
}

Response answer(const CachedPage& page, const Request& request) {
  Response response;
  const Coding coding = preferred_coding(request.header("Accept-Encoding"), page.gzip != nullptr,
                                         page.brotli != nullptr);
  if (const std::string* known = request.headers.find("If-None-Match")) {
    const std::string form = etag_of(page, coding);
    if (matches_etag(*known, form)) {
      response.status = 304;
      for (const char* name : {"Cache-Control", "Vary", "Content-Location", "Expires"})
        if (const std::string* value = page.headers.find(name)) response.headers.set(name, *value);
      response.headers.set("ETag", form);
      return response;
    }
  }
  response.prepared = coding == Coding::brotli ? page.brotli
                      : coding == Coding::gzip ? page.gzip
                                               : page.plain;
  return response;
}

bool may_cache(const Response& response) {
  if (response.status != 200 || response.prepared || response.headers.has("Set-Cookie"))
    return false;
  const std::string* control = response.headers.find("Cache-Control");
  return !control || (!names(*control, "private") && !names(*control, "no-store"));
}

PageCache::PageCache(CacheLimits limits)
    : limits_(limits), compressor_([this] { compress_waiting(); }) {}

PageCache::~PageCache() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  compressor_.join();
}

std::shared_ptr<const CachedPage> PageCache::find(const CacheKey& key, std::uint64_t version,
                                                  Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key.text());
  if (found == by_key_.end()) return nullptr;
  const Order::iterator entry = found->second;
  if (entry->version != version || now > entry->valid_until) {
    erase(entry);
    return nullptr;
  }
  order_.splice(order_.begin(), order_, entry);
  if (entry->page->compressible && !entry->asked_to_compress && to_compress_.size() < to_compress) {
    entry->asked_to_compress = true;
    to_compress_.push_back(entry->key);
    changed_.notify_all();
  }
  return entry->page;
}

std::shared_ptr<const CachedPage> PageCache::store(const CacheKey& key, std::uint64_t version,
                                                   Instant valid_until, Response response) {
  if (!may_cache(response) || response.body.size() > limits_.page_bytes) return nullptr;
  auto page = cached_page(std::move(response));
  const std::lock_guard lock(mutex_);
  if (const auto old = by_key_.find(key.text()); old != by_key_.end()) erase(old->second);
  order_.push_front({key.text(), version, valid_until, page, false});
  by_key_.emplace(order_.front().key, order_.begin());
  bytes_ += page->bytes();
  trim();
  return page;
}

void PageCache::erase(Order::iterator entry) {
  bytes_ -= entry->page->bytes();
  by_key_.erase(entry->key);
  order_.erase(entry);
}

void PageCache::trim() {
  while (!order_.empty() && (bytes_ > limits_.bytes || order_.size() > limits_.pages))
    erase(std::prev(order_.end()));
}

void PageCache::clear() {
  const std::lock_guard lock(mutex_);
  by_key_.clear();
  order_.clear();
  bytes_ = 0;
}

std::size_t PageCache::pages() const {
  const std::lock_guard lock(mutex_);
  return order_.size();
}

std::size_t PageCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

void PageCache::settle() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return to_compress_.empty() && !compressing_; });
}

void PageCache::compress_waiting() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return ending_ || !to_compress_.empty(); });
    if (ending_) return;
    const std::string key = std::move(to_compress_.front());
    to_compress_.pop_front();
    const auto found = by_key_.find(key);
    if (found != by_key_.end()) {
      const std::shared_ptr<const CachedPage> plain = found->second->page;
      compressing_ = true;
      lock.unlock();
      auto both = compressed(*plain, Effort::quick);
      lock.lock();
      compressing_ = false;
      // Gone, or made anew meanwhile, it must not come back.
      const auto still = by_key_.find(key);
      if (still != by_key_.end() && still->second->page == plain) {
        bytes_ += both->bytes() - plain->bytes();
        still->second->page = std::move(both);
        trim();
      }
    }
    changed_.notify_all();
  }
}

}  // namespace overens
