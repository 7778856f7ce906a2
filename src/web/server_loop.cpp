#include "web/server_loop.h"

#include <algorithm>
#include <utility>

#include "web/http.h"

namespace overens {

namespace {

/// How often deadlines are looked at: a quarter of the shortest, so that none is missed by much.
std::int64_t sweep_ms(const ServerLimits& limits) {
  constexpr std::int64_t least = 5, most = 250;
  const auto shortest =
      std::min({limits.head_ms, limits.body_ms, limits.idle_ms, limits.write_ms, limits.answer_ms,
                limits.linger_ms, limits.stop_ms, limits.beat_ms});
  return std::clamp(shortest / 4, least, most);
}

}  // namespace

ServerState::ServerState(ServerOptions given, Answers asked)
    : options(std::move(given)),
      answers(std::move(asked)),
      proxies(options.trusted_proxies),
      workers(options.workers, options.limits.waiting_requests),
      connection_places(options.limits.connections_per_client),
      watcher_places(options.limits.watchers_per_client) {}

bool Places::take(const std::string& network) {
  const std::lock_guard lock(mutex_);
  std::size_t& taken = taken_[network];
  if (taken >= most_of_one_) return false;
  ++taken;
  return true;
}

void Places::free(const std::string& network) {
  const std::lock_guard lock(mutex_);
  const auto taken = taken_.find(network);
  if (taken != taken_.end() && --taken->second == 0) taken_.erase(taken);
}

Loop::Loop(ServerState& state) : shared(state), timer_(context.get_executor()) { read_clocks(); }

void Loop::run() {
  tick();
  context.run();
}

void Loop::stop() {
  asio::post(context, [this] {
    stop_deadline_ms_ = now_ms_ + shared.options.limits.stop_ms;
    for (Connection* connection : connections_) connection->close_if_idle();
    timer_.cancel();
  });
}

void Loop::add(Connection& connection) {
  connection.place_ = connections_.size();
  connections_.push_back(&connection);
  ++shared.connections;
}

void Loop::remove(Connection& connection) {
  Connection* last = connections_.back();
  std::swap(connections_[connection.place_], connections_.back());
  last->place_ = connection.place_;
  connections_.pop_back();
  --shared.connections;
  if (shared.stopping && connections_.empty()) timer_.cancel();
}

void Loop::wake_workers_soon() {
  if (std::exchange(wakes_soon_, true)) return;
  asio::post(context, [this] {
    wakes_soon_ = false;
    shared.workers.wake();
  });
}

void Loop::tick() {
  read_clocks();
  sweep();
  if (shared.stopping && connections_.empty()) return;
  timer_.expires_after(std::chrono::milliseconds(sweep_ms(shared.options.limits)));
  timer_.async_wait([this](const boost::system::error_code&) { tick(); });
}

void Loop::sweep() {
  const bool out_of_time = stop_deadline_ms_ != 0 && now_ms_ >= stop_deadline_ms_;
  for (Connection* connection : connections_) {
    if (out_of_time)
      connection->close();
    else if (now_ms_ >= connection->deadline_ms)
      connection->expire();
    else if (connection->watches)
      connection->look();
  }
}

void Loop::read_clocks() {
  using namespace std::chrono;
  now_ms_ = duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
  const auto second = duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
  if (std::exchange(date_second_, second) != second)
    date_line_ = "Date: " + http_date(second) + "\r\n";
}

}  // namespace overens
