#include "web/server_testing.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <utility>

namespace overens {

namespace {

constexpr int answer_ms = 30'000;  // of a machine that does other things too

class Until {
 public:
  explicit Until(int within_ms) : end_(Clock::now() + std::chrono::milliseconds(within_ms)) {}
  int left_ms() const {
    using std::chrono::milliseconds;
    return static_cast<int>(std::chrono::duration_cast<milliseconds>(end_ - Clock::now()).count());
  }

 private:
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end_;
};

ServerOptions on_a_free_port(ServerOptions options) {
  options.listen = {"127.0.0.1:0"};
  return options;
}

Answers with_hello(Answers answers) {
  if (!answers.page)
    answers.page = [](const Request&) {
      Response response;
      response.body = "hello";
      return response;
    };
  return answers;
}

std::size_t content_length(const std::string& head) {
  const auto at = head.find("\r\nContent-Length: ");
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + 18));
}

}  // namespace

bool WireAnswer::has(std::string_view line) const {
  return head.find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
}

RawVisitor::RawVisitor(std::uint16_t port, int room_bytes)
    : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
  if (room_bytes > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &room_bytes, sizeof room_bytes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("nobody listens");
}

RawVisitor::~RawVisitor() { close(socket_); }

bool RawVisitor::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawVisitor::read_more(int within_ms) {
  pollfd wait{socket_, POLLIN, 0};
  if (poll(&wait, 1, within_ms) <= 0) return false;
  char bytes[64 * 1024];
  const auto size = recv(socket_, bytes, sizeof bytes, 0);
  if (size <= 0) return false;
  unread_.append(bytes, static_cast<std::size_t>(size));
  return true;
}

WireAnswer RawVisitor::receive_head() {
  std::size_t end = 0;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos)
    if (!read_more(answer_ms)) return {};
  WireAnswer answer;
  answer.head = unread_.substr(0, end + 4);
  unread_.erase(0, end + 4);
  answer.status = std::stoi(answer.head.substr(9, 3));
  return answer;
}

WireAnswer RawVisitor::receive() {
  WireAnswer answer = receive_head();
  const std::size_t size = content_length(answer.head);
  while (unread_.size() < size)
    if (!read_more(answer_ms)) return {};
  answer.body = unread_.substr(0, size);
  unread_.erase(0, size);
  return answer;
}

WireAnswer RawVisitor::ask(std::string_view bytes) {
  send(bytes);
  return receive();
}

bool RawVisitor::is_told(std::string_view words, int within_ms) {
  const Until until(within_ms);
  std::size_t at = 0;
  while ((at = unread_.find(words)) == std::string::npos)
    if (until.left_ms() <= 0 || !read_more(until.left_ms())) return false;
  unread_.erase(0, at + words.size());
  return true;
}

bool RawVisitor::sees_the_end(int within_ms) {
  const Until until(within_ms);
  for (;;) {
    pollfd wait{socket_, POLLIN, 0};
    if (until.left_ms() <= 0 || poll(&wait, 1, until.left_ms()) <= 0) return false;
    if (!read_more(0)) return true;
  }
}

void RawVisitor::end_sending() { shutdown(socket_, SHUT_WR); }

RunningServer::RunningServer(Answers answers, ServerOptions options)
    : server(on_a_free_port(std::move(options)), with_hello(std::move(answers))) {
  server.start();
}

std::string get(std::string_view path, std::string_view more_headers) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: overens.se\r\n" +
         std::string(more_headers) + "\r\n";
}

}  // namespace overens
