#include "web/server_telling.h"

#include <exception>
#include <utility>

#include "base/log.h"

namespace overens {

namespace {

constexpr std::string_view come_back_after = "retry: 3000\n\n";  // milliseconds
constexpr std::string_view beat = ":\n\n";                       // a comment

std::string event_of(std::uint64_t version) {
  const std::string number = std::to_string(version);
  return "id: " + number + "\ndata: " + number + "\n\n";
}

}  // namespace

Telling::Telling(ServerState& shared, std::shared_ptr<const Watched> watched,
                 const std::string& client)
    : shared_(shared), watched_(std::move(watched)), has_place_(take_place(client)) {}

Telling::~Telling() {
  if (!has_place_) return;
  --shared_.watchers;
  if (!network_.empty()) shared_.watcher_places.free(network_);
}

bool Telling::take_place(const std::string& client) {
  if (++shared_.watchers > shared_.options.limits.watchers) {
    --shared_.watchers;
    return false;
  }
  if (shared_.proxies.contains(client)) return true;
  network_ = client_network(client);
  if (shared_.watcher_places.take(network_)) return true;
  --shared_.watchers;
  return false;
}

std::string Telling::opening() {
  told_ = version();
  return std::string(come_back_after) + event_of(told_);
}

std::string Telling::news() {
  const std::uint64_t now = version();
  return std::exchange(told_, now) == now ? std::string(beat) : event_of(now);
}

/// A database that can not be asked just now has nothing new to tell.
std::uint64_t Telling::version() const {
  try {
    return watched_->version();
  } catch (const std::exception& wrong) {
    log_error(std::string("watched: ") + wrong.what());
    return told_;
  }
}

}  // namespace overens
