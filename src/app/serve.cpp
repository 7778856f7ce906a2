#include "app/serve.h"

#include <pthread.h>
#include <csignal>

#include "app/app.h"
#include "app/tasks.h"
#include "base/clock.h"
#include "base/log.h"
#include "formats/qr.h"
#include "post/delivery.h"
#include "post/smtp.h"
#include "web/front_door.h"
#include "web/server.h"

namespace overens::app {
namespace {

ServerOptions server_options(const Config& config) {
  ServerOptions options;
  options.listen = config.list("listen");
  options.trusted_proxies = config.list("trusted_proxies");
  options.tls_certificate_file = config.text("tls_certificate");
  options.tls_key_file = config.text("tls_key");
  options.workers = static_cast<std::size_t>(config.number("workers"));
  options.limits.waiting_requests = static_cast<std::size_t>(config.number("waiting_requests"));
  return options;
}

post::SmtpOptions smtp_options(const Config& config) {
  post::SmtpOptions options;
  options.host = config.text("smtp_host");
  options.port = static_cast<std::uint16_t>(config.number("smtp_port"));
  const std::string& tls = config.text("smtp_tls");
  options.tls_from_start = tls == "always";
  if (tls == "none")
    options.start_tls = post::StartTls::none;
  else if (tls == "try")
    options.start_tls = post::StartTls::attempt;
  else
    options.start_tls = post::StartTls::required;
  options.user = config.text("smtp_user");
  options.password = config.text("smtp_password");
  options.sender = {config.text("mail_from"), config.text("mail_name")};
  options.qr_picture = formats::qr_png;
  return options;
}

std::unique_ptr<post::Transport> transport(const Config& config) {
  if (config.text("mail") == "caught") return std::make_unique<post::CatchTransport>();
  return std::make_unique<post::SmtpTransport>(smtp_options(config));
}

// Blocked in every thread, so that only wait_for_stop() hears them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

}  // namespace

int serve(const Config& config, Installation& installation) {
  const sigset_t stop_signals = block_stop_signals();
  const Router router = routes_of(*installation.house);
  FrontDoor door(*installation.house, *installation.database, router, clock_now);
  const auto post = transport(config);
  post::Courier courier(*installation.database, *post);
  Tasks tasks(*installation.house, *installation.database, clock_now);
  Server server(server_options(config), door.answers());

  server.start();
  courier.start();
  tasks.start();
  log_info("listening on port " + std::to_string(server.port()));

  int signal = 0;
  sigwait(&stop_signals, &signal);
  log_info("stopping");
  server.stop();
  tasks.stop();
  courier.stop();
  return 0;
}

}  // namespace overens::app
