#include "post/delivery.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <exception>
#include <utility>

#include "base/log.h"
#include "base/secrets.h"

namespace overens::post {
namespace {

// Minutes at first, since most servers that defer want just that (greylisting); then hours, so that
// a server that is away over a weekend still gets its mail.
constexpr std::array<std::int64_t, 9> waits_s = {
    60, 5 * 60, 15 * 60, 3600, 4 * 3600, 12 * 3600, 24 * 3600, 24 * 3600, 24 * 3600};

}  // namespace

const int most_attempts = static_cast<int>(waits_s.size()) + 1;

std::optional<std::int64_t> wait_after_s(std::int64_t attempts) {
  if (attempts < 1 || attempts >= most_attempts) return {};
  return waits_s[static_cast<std::size_t>(attempts - 1)];
}

Courier::Courier(Database& database, Transport& transport, CourierOptions options)
    : database_(database), transport_(transport), options_(std::move(options)) {}

Courier::~Courier() { stop(); }

void Courier::start() {
  if (thread_.joinable()) return;
  thread_ = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void Courier::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void Courier::wake() {
  {
    const std::lock_guard lock(mutex_);
    wake_asked_ = true;
  }
  woken_.notify_one();
}

void Courier::run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    int taken = 0;
    try {
      taken = deliver_due(stop);
    } catch (const std::exception& error) {
      // The database is away or full. The letters are safe in it; look again later.
      log_error(fmt::format("post: {}", error.what()));
    }
    if (taken == 0) rest(stop);
  }
}

void Courier::rest(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, stop, std::chrono::milliseconds(options_.look_every_ms),
                  [this] { return wake_asked_; });
  wake_asked_ = false;
}

int Courier::deliver_due(std::stop_token stop) {
  const Instant now = options_.now();
  // Looked at first, because a write costs a place in the one writer's queue.
  if (!database_.read([&](Db& db) { return any_due(db, now); })) return 0;
  const std::string lease = random_token();
  const Instant until = plus_seconds(now, options_.lease_s);
  const std::vector<Letter> letters = database_.write(unseen, [&](Db& db) {
    return take_due(db, lease, options_.batch_letters, most_attempts, now, until);
  });
  for (const Letter& letter : letters) deliver(letter, lease, stop);
  return static_cast<int>(letters.size());
}

void Courier::deliver(const Letter& letter, const std::string& lease, std::stop_token stop) {
  if (stop.stop_requested()) return record(letter, lease, {Outcome::stopped, ""});
  Delivery delivery{Outcome::later, ""};
  try {
    delivery = transport_.deliver(letter, stop);
  } catch (const std::exception&) {
    delivery = {Outcome::later, "the transport failed"};
  }
  record(letter, lease, delivery);
}

void Courier::record(const Letter& letter, const std::string& lease, const Delivery& delivery) {
  const Instant now = options_.now();
  const auto wait_s = wait_after_s(letter.attempts);
  const bool gives_up = delivery.outcome == Outcome::never || !wait_s;
  const Refused why{delivery.reason, delivery.server_words};
  database_.write(unseen, [&](Db& db) {
    switch (delivery.outcome) {
      case Outcome::sent:
        return record_sent(db, letter.id, State::sent, now);
      case Outcome::caught:
        return record_sent(db, letter.id, State::caught, now);
      case Outcome::stopped:
        return give_back(db, letter.id, lease, now);
      case Outcome::later:
      case Outcome::never:
        if (gives_up) return record_dead(db, letter.id, lease, why);
        return record_failure(db, letter.id, lease, why, plus_seconds(now, *wait_s));
    }
  });
  const bool failed = delivery.outcome == Outcome::later || delivery.outcome == Outcome::never;
  if (failed)
    log_warning(fmt::format("post: letter {} ({}): {}{}", letter.id.value, letter.kind,
                            delivery.reason, gives_up ? "; given up" : ""));
}

}  // namespace overens::post
