// A small SMTP server for tests: real sockets, one connection after the other, on a free port of
// 127.0.0.1. It answers as it is told to and keeps what it was given.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace overens::post {

enum class Behaviour {
  accepts,
  defers_receiver,
  rejects_receiver,
  rejects_sign_in,
  hangs,
  hangs_up
};

class SmtpServer {
 public:
  explicit SmtpServer(Behaviour behaviour);
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

  std::uint16_t port() const { return port_; }
  std::vector<std::string> messages() const;  // as sent, dots undone
  std::vector<std::string> commands() const;
  int connections() const { return connections_; }

 private:
  void serve();
  void talk(int client);
  std::string answer_to(const std::string& command) const;
  bool read_line(int client, std::string& line);
  void read_message(int client);

  Behaviour behaviour_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_ = 0;
  std::atomic<bool> stopping_ = false;
  std::string unread_;
  mutable std::mutex mutex_;
  std::vector<std::string> messages_;
  std::vector<std::string> commands_;
  std::thread thread_;
};

}  // namespace overens::post
