#include "post/smtp_server_testing.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string_view>

namespace overens::post {
namespace {

void say(int client, std::string_view text) {
  const std::string line = std::string(text) + "\r\n";
  static_cast<void>(::send(client, line.data(), line.size(), MSG_NOSIGNAL));
}

constexpr int patience_ms = 20;  // between looks at whether to stop

}  // namespace

SmtpServer::SmtpServer(Behaviour behaviour) : behaviour_(behaviour) {
  listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const place = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, place, size) != 0 || ::listen(listener_, 8) != 0 ||
      ::getsockname(listener_, place, &size) != 0)
    throw std::runtime_error("no free port");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

SmtpServer::~SmtpServer() {
  stopping_ = true;
  thread_.join();
  ::close(listener_);
}

std::vector<std::string> SmtpServer::messages() const {
  const std::lock_guard lock(mutex_);
  return messages_;
}

std::vector<std::string> SmtpServer::commands() const {
  const std::lock_guard lock(mutex_);
  return commands_;
}

void SmtpServer::serve() {
  while (!stopping_) {
    pollfd ready{listener_, POLLIN, 0};
    if (::poll(&ready, 1, patience_ms) <= 0) continue;
    const int client = ::accept(listener_, nullptr, nullptr);
    if (client < 0) continue;
    ++connections_;
    talk(client);
    ::close(client);
  }
}

void SmtpServer::talk(int client) {
  unread_.clear();
  if (behaviour_ == Behaviour::hangs_up) return;
  if (behaviour_ != Behaviour::hangs) say(client, "220 test.example.org ESMTP");
  for (std::string line; read_line(client, line);) {
    {
      const std::lock_guard lock(mutex_);
      commands_.push_back(line);
    }
    say(client, answer_to(line));
    if (line == "QUIT") return;
    if (line != "DATA") continue;
    read_message(client);
    say(client, "250 2.0.0 taken");
  }
}

std::string SmtpServer::answer_to(const std::string& command) const {
  if (command.starts_with("EHLO")) return "250-test.example.org\r\n250 8BITMIME";
  if (command.starts_with("MAIL") && behaviour_ == Behaviour::rejects_sign_in)
    return "530 5.7.0 sign in first";
  if (command.starts_with("RCPT") && behaviour_ == Behaviour::defers_receiver)
    return "450 4.2.0 <asa@example.org> greylisted";
  if (command.starts_with("RCPT") && behaviour_ == Behaviour::rejects_receiver)
    return "550 5.1.1 <asa@example.org> no such person";
  if (command == "DATA") return "354 go on";
  if (command == "QUIT") return "221 bye";
  return "250 2.0.0 ok";
}

bool SmtpServer::read_line(int client, std::string& line) {
  std::size_t end;
  while ((end = unread_.find("\r\n")) == std::string::npos) {
    pollfd ready{client, POLLIN, 0};
    if (stopping_) return false;
    if (::poll(&ready, 1, patience_ms) <= 0) continue;
    char bytes[4096];
    const ssize_t count = ::recv(client, bytes, sizeof bytes, 0);
    if (count <= 0) return false;
    unread_.append(bytes, static_cast<std::size_t>(count));
  }
  line = unread_.substr(0, end);
  unread_.erase(0, end + 2);
  return true;
}

void SmtpServer::read_message(int client) {
  std::string message;
  for (std::string line; read_line(client, line) && line != ".";)
    message += (line.starts_with("..") ? line.substr(1) : line) + "\r\n";
  const std::lock_guard lock(mutex_);
  messages_.push_back(std::move(message));
}

}  // namespace overens::post
