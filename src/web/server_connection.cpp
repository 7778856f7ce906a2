#include "web/server_connection.h"

#include <algorithm>
#include <array>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "base/log.h"
#include "web/headers.h"
#include "web/server_job.h"
#include "web/server_outgoing.h"
#include "web/server_request.h"
#include "web/server_telling.h"

// GCC 12 with a sanitizer mistakes the coroutine frame's own operator delete for the global one.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace overens {

namespace {

using Progress = RequestReader::Progress;

constexpr std::size_t small_read = 1024;       // all that an idle connection keeps
constexpr std::size_t large_read = 64 * 1024;  // while a body comes in
constexpr std::size_t linger_bytes = 64 * 1024 * 1024;

bool may_be_fast(const Request& request) {
  return (request.method == Method::get || request.method == Method::head) && request.body.empty();
}

template <class Stream>
class Conversation final : public Connection {
 public:
  Conversation(Loop& loop, Stream stream, Peer peer, std::string network)
      : loop_(loop),
        limits_(loop.shared.options.limits),
        stream_(std::move(stream)),
        peer_(std::move(peer)),
        network_(std::move(network)),
        rules_{limits_, loop.shared.answers, loop.shared.proxies, loop.shared.body_bytes_held},
        buffer_(std::max(limits_.head_bytes, large_read)) {
    loop_.add(*this);
  }

  ~Conversation() override {
    loop_.remove(*this);
    if (!network_.empty()) loop_.shared.connection_places.free(network_);
  }

  Awaitable<void> run();

  void expire() override;
  void look() override;
  void close_if_idle() override;
  void close() override;

 private:
  enum class Wait { handshake, idle, head, body, answer, write, news, linger };

  void enter(Wait wait, std::int64_t ms);
  void enter_reading(const RequestReader& reader);
  asio::mutable_buffer room(const RequestReader& reader);
  Awaitable<bool> handshake();
  Awaitable<Progress> read(RequestReader& reader);
  std::optional<Response> fast_answer(const Request& request) const;
  Awaitable<Response> page(Request request);
  Awaitable<void> tell();
  bool write_now(const Outgoing& out, std::size_t& written);
  Awaitable<bool> write_rest(const Outgoing& out, std::size_t written);
  Awaitable<void> linger();
  auto& socket() {
    if constexpr (std::is_same_v<Stream, Socket>)
      return stream_;
    else
      return stream_.next_layer();
  }

  Loop& loop_;
  const ServerLimits& limits_;
  Stream stream_;
  const Peer peer_;
  const std::string network_;
  const ReadingRules rules_;
  beast::flat_buffer buffer_;
  std::weak_ptr<Job> job_;
  std::optional<Telling> telling_;
  Wait wait_ = Wait::idle;
  bool expired_ = false;
  std::int64_t body_since_ms_ = 0;
};

// ---- The way of a request ----

template <class Stream>
Awaitable<void> Conversation<Stream>::run() {
  if (!co_await handshake()) co_return;
  for (std::size_t served = 1;; ++served) {
    RequestReader reader(rules_, peer_);
    Progress progress = buffer_.size() > 0 ? reader.read(buffer_) : Progress::more;
    if (progress == Progress::more) {
      progress = co_await read(reader);
      if (progress == Progress::more) co_return;  // the visitor left
    }
    const bool refused = progress == Progress::refused;
    const bool is_head = reader.request.method == Method::head;
    Response response;
    if (refused)
      response = error_answer(rules_.answers, reader.refusal(), reader.request);
    else if (auto fast = fast_answer(reader.request))
      response = std::move(*fast);
    else
      response = co_await page(std::move(reader.request));
    reader.release_body();

    const bool keep_open = !refused && !response.watched && reader.keep_alive() &&
                           !loop_.shared.stopping && served < limits_.requests_per_connection;
    ++loop_.shared.requests;
    const Sending sending{is_head, reader.is_http_1_0(), keep_open, peer_.tls};
    const Outgoing out(std::move(response), sending, loop_.date_line());
    std::size_t written = 0;
    if (!write_now(out, written) && !co_await write_rest(out, written)) co_return;
    if (telling_ && !is_head) co_await tell();
    if (refused) co_await linger();
    if (!keep_open) co_return;
  }
}

template <class Stream>
Awaitable<bool> Conversation<Stream>::handshake() {
  if constexpr (std::is_same_v<Stream, TlsStream>) {
    enter(Wait::handshake, limits_.head_ms);
    const auto [error] =
        co_await stream_.async_handshake(asio::ssl::stream_base::server, as_values);
    co_return !error;
  }
  co_return true;
}

/// Reads on until the request is whole or refused; Progress::more if the visitor left before.
template <class Stream>
Awaitable<Progress> Conversation<Stream>::read(RequestReader& reader) {
  if (buffer_.size() == 0 && buffer_.capacity() > small_read) buffer_.shrink_to_fit();
  if (loop_.shared.stopping && buffer_.size() == 0) co_return Progress::more;
  if (buffer_.size() == 0)
    enter(Wait::idle, limits_.idle_ms);
  else
    enter(Wait::head, limits_.head_ms);
  for (;;) {
    if (reader.wants_continue()) {
      static const std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      const auto [error, size] =
          co_await asio::async_write(stream_, asio::buffer(go_on), as_values);
      if (error) co_return Progress::more;
    }
    const auto [error, size] = co_await stream_.async_read_some(room(reader), as_values);
    if (error && expired_ && wait_ != Wait::idle) {
      reader.refuse_as_late();
      co_return Progress::refused;
    }
    if (error) co_return Progress::more;
    buffer_.commit(size);
    const Progress progress = reader.read(buffer_);
    if (progress != Progress::more) co_return progress;
    enter_reading(reader);
  }
}

template <class Stream>
std::optional<Response> Conversation<Stream>::fast_answer(const Request& request) const {
  if (!rules_.answers.fast || !may_be_fast(request)) return std::nullopt;
  try {
    return rules_.answers.fast(request);
  } catch (const std::exception& wrong) {
    log_error(std::string("fast answer: ") + wrong.what());
    return error_answer(rules_.answers, 500, request);
  }
}

/// Has a worker make the page and waits for it, but not for ever.
template <class Stream>
Awaitable<Response> Conversation<Stream>::page(Request request) {
  const auto job = std::make_shared<Job>();
  job->request = std::move(request);
  if (!have_made(loop_, job)) {
    ++loop_.shared.refused;
    co_return error_answer(rules_.answers, 503, job->request);
  }
  job_ = job;
  enter(Wait::answer, limits_.answer_ms);
  co_await asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(
      [&job](auto resume) {
        job->resume = [held = std::make_shared<decltype(resume)>(std::move(resume))] {
          std::move (*held)();
        };
      },
      asio::use_awaitable_t<Executor>{});
  if (!job->done) {
    ++loop_.shared.refused;
    co_return error_answer(rules_.answers, 503, Request{});  // the worker still reads the request
  }
  if (!job->response.watched) co_return std::move(job->response);
  telling_.emplace(loop_.shared, job->response.watched, job->request.client);
  if (telling_->has_place()) {
    job->response.body = telling_->opening();
    co_return std::move(job->response);
  }
  telling_.reset();
  ++loop_.shared.refused;
  co_return error_answer(rules_.answers, 503, job->request);
}

/// Stays with a visitor who watches. Nothing more is read: whoever says something, or leaves, ends
/// it. What is new while a slow visitor takes the last is told as one when they have.
template <class Stream>
Awaitable<void> Conversation<Stream>::tell() {
  watches = true;
  const std::int64_t until_ms = loop_.now_ms() + limits_.watch_ms;
  while (!loop_.shared.stopping && loop_.now_ms() < until_ms) {
    enter(Wait::news, limits_.beat_ms);
    const auto [said] = co_await socket().async_wait(asio::socket_base::wait_read, as_values);
    if (said != asio::error::operation_aborted || loop_.shared.stopping) co_return;
    const std::string news = telling_->news();
    enter(Wait::write, limits_.write_ms);
    const auto [left, size] = co_await asio::async_write(stream_, asio::buffer(news), as_values);
    if (left) co_return;
  }
}

// ---- Writing ----

/// Most answers fit into the socket's buffer: then nobody has to wait, and no coroutine to be
/// suspended.
template <class Stream>
bool Conversation<Stream>::write_now(const Outgoing& out, std::size_t& written) {
  if constexpr (std::is_same_v<Stream, Socket>) {
    boost::system::error_code error;
    const auto buffers = out.buffers();
    written = stream_.write_some(buffers, error);
    return !error && written == asio::buffer_size(buffers);
  }
  return false;
}

template <class Stream>
Awaitable<bool> Conversation<Stream>::write_rest(const Outgoing& out, std::size_t written) {
  beast::buffers_suffix<std::array<asio::const_buffer, 3>> left(out.buffers());
  left.consume(written);
  while (asio::buffer_size(left) > 0) {
    enter(Wait::write, limits_.write_ms);
    const auto [error, size] = co_await stream_.async_write_some(left, as_values);
    if (error) co_return false;
    left.consume(size);
  }
  co_return true;
}

/// Reads and drops what a refused visitor still sends: closing on it would make the system throw
/// away our answer before it is read (RFC 9112, 9.6).
template <class Stream>
Awaitable<void> Conversation<Stream>::linger() {
  boost::system::error_code ignored;
  socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  enter(Wait::linger, limits_.linger_ms);
  buffer_.clear();
  for (std::size_t dropped = 0; dropped < linger_bytes && !expired_;) {
    const auto [error, size] =
        co_await socket().async_read_some(buffer_.prepare(small_read), as_values);
    if (error) co_return;
    dropped += size;
  }
}

// ---- Deadlines ----

template <class Stream>
void Conversation<Stream>::enter(Wait wait, std::int64_t ms) {
  wait_ = wait;
  expired_ = false;
  deadline_ms = loop_.now_ms() + ms;
}

/// The head has one deadline from its first byte; a body must come at a minimum rate on the whole.
template <class Stream>
void Conversation<Stream>::enter_reading(const RequestReader& reader) {
  if (!reader.is_header_done()) {
    if (wait_ == Wait::idle) enter(Wait::head, limits_.head_ms);
    return;
  }
  if (wait_ != Wait::body) body_since_ms_ = loop_.now_ms();
  const auto bytes = static_cast<std::int64_t>(reader.body_bytes());
  enter(Wait::body,
        limits_.body_ms + bytes * 1000 / std::max<std::int64_t>(limits_.min_body_rate, 1));
  deadline_ms += body_since_ms_ - loop_.now_ms();
}

template <class Stream>
asio::mutable_buffer Conversation<Stream>::room(const RequestReader& reader) {
  if (reader.is_header_done()) return buffer_.prepare(large_read - buffer_.size());
  const std::size_t most = limits_.head_bytes - std::min(limits_.head_bytes, buffer_.size());
  return buffer_.prepare(std::clamp<std::size_t>(most, 1, small_read));
}

template <class Stream>
void Conversation<Stream>::expire() {
  expired_ = true;
  if (wait_ == Wait::answer) {
    asio::post(loop_.context, [job = job_] {
      if (const auto waiting = job.lock()) waiting->wake();
    });
    return;
  }
  boost::system::error_code ignored;
  socket().cancel(ignored);
}

template <class Stream>
void Conversation<Stream>::look() {
  if (wait_ == Wait::news && telling_->has_news()) expire();
}

template <class Stream>
void Conversation<Stream>::close_if_idle() {
  if (wait_ == Wait::idle || wait_ == Wait::handshake || wait_ == Wait::news) close();
}

template <class Stream>
void Conversation<Stream>::close() {
  expire();
  boost::system::error_code ignored;
  socket().close(ignored);
}

template <class Stream>
Awaitable<void> run_to_the_end(std::unique_ptr<Conversation<Stream>> conversation) {
  co_await conversation->run();
}

template <class Stream>
void start(Loop& loop, Stream stream, Peer peer, std::string network) {
  asio::co_spawn(loop.context,
                 run_to_the_end(std::make_unique<Conversation<Stream>>(
                     loop, std::move(stream), std::move(peer), std::move(network))),
                 [](std::exception_ptr) {});  // out of memory: this visitor's connection ends
}

void refuse_politely(Socket& socket, const std::string& date_line) {
  const Response response = plain_error(503);
  const std::string bytes = head_of(response, response.body.size()) + date_line +
                            "Retry-After: 10\r\nConnection: close\r\n\r\n" + response.body;
  boost::system::error_code ignored;
  socket.write_some(asio::buffer(bytes), ignored);
}

}  // namespace

void serve(Loop& loop, Socket socket) {
  boost::system::error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return;
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  socket.non_blocking(true, error);
  auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());

  ServerState& shared = loop.shared;
  Peer peer{address.to_string(), false, shared.tls.has_value()};
  peer.trusted = shared.proxies.contains(peer.address);
  std::string network = peer.trusted ? std::string() : client_network(peer.address);
  if (!network.empty() && !shared.connection_places.take(network)) {
    ++shared.refused;
    if (!peer.tls) refuse_politely(socket, loop.date_line());
    return;
  }
  if (shared.tls)
    start(loop, TlsStream(std::move(socket), *shared.tls), std::move(peer), std::move(network));
  else
    start(loop, std::move(socket), std::move(peer), std::move(network));
}

}  // namespace overens
