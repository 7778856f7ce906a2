#include "web/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <stdexcept>
#include <thread>
#include <utility>

#include "base/log.h"
#include "web/server_connection.h"

namespace overens {

namespace {

constexpr auto pause_after_accept_error = std::chrono::milliseconds(100);
constexpr std::size_t files_of_the_house = 256;  // databases, logs, mail: not for visitors

/// As many open files as the system lets us have, and how many of them connections may take.
std::size_t raise_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return SIZE_MAX;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  const std::size_t files = limit.rlim_cur;
  return files > 2 * files_of_the_house ? files - files_of_the_house : files / 2;
}

asio::ip::tcp::endpoint parse_endpoint(const std::string& listen) {
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos)
    throw std::runtime_error("cannot listen on " + listen + ": write address:port");
  std::string address = listen.substr(0, colon);
  if (address.size() > 2 && address.front() == '[') address = address.substr(1, address.size() - 2);
  const std::string port = listen.substr(colon + 1);
  boost::system::error_code error;
  const auto parsed = asio::ip::make_address(address, error);
  const bool is_number =
      !port.empty() && port.size() <= 5 &&
      std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (error || !is_number || std::stoi(port) > 65535)
    throw std::runtime_error("cannot listen on " + listen + ": write address:port");
  return {parsed, static_cast<std::uint16_t>(std::stoi(port))};
}

asio::ssl::context tls_context(const ServerOptions& options) {
  asio::ssl::context context(asio::ssl::context::tls_server);
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                      asio::ssl::context::no_tlsv1_1 | SSL_OP_NO_RENEGOTIATION |
                      SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS);
  const auto use = [](const std::string& file, const boost::system::error_code& error) {
    if (error) throw std::runtime_error("cannot use " + file + " for TLS: " + error.message());
  };
  boost::system::error_code error;
  use(options.tls_certificate_file,
      context.use_certificate_chain_file(options.tls_certificate_file, error));
  use(options.tls_key_file,
      context.use_private_key_file(options.tls_key_file, asio::ssl::context::pem, error));
  return context;
}

}  // namespace

class Server::Machine {
 public:
  Machine(ServerOptions options, Answers answers) : state_(std::move(options), std::move(answers)) {
    for (std::size_t i = 0; i < std::max<std::size_t>(state_.options.io_threads, 1); ++i)
      loops_.push_back(std::make_unique<Loop>(state_));
  }
  ~Machine() { stop(); }

  void start();
  void stop();
  std::uint16_t port() const { return port_; }
  ServerFigures figures() const {
    return {state_.connections, state_.requests, state_.workers.waiting(), state_.watchers,
            state_.refused};
  }

 private:
  void listen(const std::string& address);
  Awaitable<void> accept(Acceptor& acceptor);

  ServerState state_;
  std::vector<std::unique_ptr<Loop>> loops_;
  std::vector<std::unique_ptr<Acceptor>> acceptors_;
  std::vector<std::thread> threads_;
  std::size_t connections_limit_ = 0;
  std::size_t next_loop_ = 0;
  std::uint16_t port_ = 0;
};

void Server::Machine::start() {
  const ServerOptions& options = state_.options;
  connections_limit_ = std::min(options.limits.connections, raise_open_files());
  if (!options.tls_certificate_file.empty()) state_.tls.emplace(tls_context(options));
  for (const std::string& address : options.listen) listen(address);
  for (const auto& acceptor : acceptors_)
    asio::co_spawn(loops_.front()->context, accept(*acceptor), asio::detached);
  for (const auto& loop : loops_) threads_.emplace_back([&loop = *loop] { loop.run(); });
}

void Server::Machine::listen(const std::string& address) {
  const auto endpoint = parse_endpoint(address);
  auto acceptor = std::make_unique<Acceptor>(loops_.front()->context);
  try {
    acceptor->open(endpoint.protocol());
    acceptor->set_option(asio::socket_base::reuse_address(true));
    if (endpoint.address().is_v6()) acceptor->set_option(asio::ip::v6_only(true));
    acceptor->bind(endpoint);
    acceptor->listen();
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error("cannot listen on " + address + ": " + error.code().message());
  }
  if (acceptors_.empty()) port_ = acceptor->local_endpoint().port();
  acceptors_.push_back(std::move(acceptor));
}

Awaitable<void> Server::Machine::accept(Acceptor& acceptor) {
  Timer pause(acceptor.get_executor());
  while (!state_.stopping) {
    Loop& loop = *loops_[next_loop_++ % loops_.size()];
    Socket socket(loop.context);
    const auto [error] = co_await acceptor.async_accept(socket, as_values);
    if (state_.stopping) co_return;
    if (error) {  // no file descriptor left, most often: others must end first
      log_warning("cannot accept: " + error.message());
      pause.expires_after(pause_after_accept_error);
      co_await pause.async_wait(as_values);
      continue;
    }
    if (state_.connections >= connections_limit_) {
      ++state_.refused;
      continue;  // closes it
    }
    asio::post(loop.context,
               [&loop, socket = std::move(socket)]() mutable { serve(loop, std::move(socket)); });
  }
}

void Server::Machine::stop() {
  if (threads_.empty() || state_.stopping.exchange(true)) return;
  asio::post(loops_.front()->context, [this] {
    for (const auto& acceptor : acceptors_) {
      boost::system::error_code ignored;
      acceptor->close(ignored);
    }
  });
  for (const auto& loop : loops_) loop->stop();
  for (std::thread& thread : threads_) thread.join();
  state_.workers.stop();
}

Server::Server(ServerOptions options, Answers answers)
    : machine_(std::make_unique<Machine>(std::move(options), std::move(answers))) {}

Server::~Server() = default;

void Server::start() { machine_->start(); }
void Server::stop() { machine_->stop(); }
std::uint16_t Server::port() const { return machine_->port(); }
ServerFigures Server::figures() const { return machine_->figures(); }

}  // namespace overens
