// The courier: takes letters from the outbox in the background and hands them to a transport.
// A letter is taken for a time (a lease), sent outside any transaction, and the result recorded; if
// the program dies in between it is sent again with the same Message-ID: at least once, and as a
// rule exactly once. Two couriers, also of two programs, never hold the same letter.
// Owns one thread. Must not know what a letter is about.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "base/clock.h"
#include "db/database.h"
#include "post/outbox.h"

namespace overens::post {

enum class Outcome {
  sent,
  caught,   // kept to be read here, sent nowhere
  later,    // the server was away or busy: try again
  never,    // refused for good
  stopped,  // we were asked to stop in the middle
};

struct Delivery {
  Outcome outcome;
  std::string reason;          // for the log and the operator: code and step, no personal data
  std::string server_words{};  // what the server said, which may repeat the address: for no log
};

class Transport {
 public:
  virtual ~Transport() = default;
  // Called by one thread at a time; returns within the transport's own time limit, and soon after a
  // stop has been asked for.
  virtual Delivery deliver(const Letter& letter, std::stop_token stop) = 0;
};

// For demonstrations and tests: letters stay in the outbox and can be read there.
class CatchTransport : public Transport {
 public:
  Delivery deliver(const Letter&, std::stop_token) override { return {Outcome::caught, ""}; }
};

// How long to wait after so many attempts; nothing once it is time to give up.
std::optional<std::int64_t> wait_after_s(std::int64_t attempts);
extern const int most_attempts;

struct CourierOptions {
  int batch_letters = 10;
  std::int64_t lease_s = 600;  // longer than batch_letters times the transport's time limit
  std::int64_t look_every_ms = 1000;
  std::function<Instant()> now = clock_now;
};

class Courier {
 public:
  // Both must outlive the courier.
  Courier(Database& database, Transport& transport, CourierOptions options = {});
  ~Courier();  // stops

  void start();
  // Returns once the letter in hand is done or broken off; the rest of the batch is given back.
  void stop();
  // There may be something new: look at once. From any thread.
  void wake();

  // One batch in the caller's thread; how many letters were taken. For tests and the command line;
  // start() does the same again and again.
  int deliver_due(std::stop_token stop = {});

 private:
  void run(std::stop_token stop);
  void rest(std::stop_token stop);
  void deliver(const Letter& letter, const std::string& lease, std::stop_token stop);
  void record(const Letter& letter, const std::string& lease, const Delivery& delivery);

  Database& database_;
  Transport& transport_;
  CourierOptions options_;
  std::mutex mutex_;
  std::condition_variable_any woken_;
  bool wake_asked_ = false;
  std::jthread thread_;
};

}  // namespace overens::post
