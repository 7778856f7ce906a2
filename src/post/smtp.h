// Mail over SMTP, by libcurl: each letter as MIME, and the server's answer as one of "sent",
// "later" and "never". The connection is kept between letters.
// Owns a curl handle; one thread at a time. Must not know SQL or any domain word.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "post/delivery.h"
#include "post/message.h"

namespace overens::post {

enum class StartTls {
  none,      // plain, for a server on the same machine
  attempt,   // encrypted if the server offers it; its certificate is not looked at
  required,  // encrypted with a certificate that holds, or not at all
};

struct SmtpOptions {
  std::string host = "localhost";
  std::uint16_t port = 25;
  bool tls_from_start = false;  // "smtps", port 465; the certificate must hold
  StartTls start_tls = StartTls::attempt;
  std::string user;  // empty: no sign-in. Needs `required` or tls_from_start
  std::string password;
  Sender sender;
  // Makes the PNG file of a letter's code; without it letters go with words only.
  std::function<std::string(std::string_view)> qr_picture;
  std::int64_t connect_timeout_ms = 10'000;
  std::int64_t letter_timeout_ms = 30'000;  // for all of it, so that a hanging server is cut off
};

class SmtpTransport : public Transport {
 public:
  // std::invalid_argument for options that contradict each other.
  explicit SmtpTransport(SmtpOptions options);
  ~SmtpTransport() override;

  Delivery deliver(const Letter& letter, std::stop_token stop) override;

 private:
  struct Curl;

  SmtpOptions options_;
  std::unique_ptr<Curl> curl_;
};

}  // namespace overens::post
