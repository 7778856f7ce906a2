#include "post/delivery.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <stdexcept>

#include "db/testing.h"

namespace overens::post {
namespace {

// Answers what the test says, and remembers what it was given.
class FakeTransport : public Transport {
 public:
  Delivery deliver(const Letter& letter, std::stop_token stop) override {
    {
      const std::lock_guard lock(mutex_);
      subjects_.push_back(letter.subject);
    }
    seen_.notify_all();
    if (hangs) {
      std::unique_lock lock(mutex_);
      seen_.wait(lock, stop, [] { return false; });
      return {Outcome::stopped, ""};
    }
    if (throws) throw std::runtime_error("out of order");
    return answer;
  }

  bool wait_for(std::size_t letters) {
    std::unique_lock lock(mutex_);
    return seen_.wait_for(lock, std::chrono::seconds(10),
                          [&] { return subjects_.size() >= letters; });
  }
  std::vector<std::string> subjects() {
    const std::lock_guard lock(mutex_);
    return subjects_;
  }

  Delivery answer{Outcome::sent, ""};
  bool hangs = false;
  bool throws = false;

 private:
  std::mutex mutex_;
  std::condition_variable_any seen_;
  std::vector<std::string> subjects_;
};

class Couriers : public testing::Test {
 protected:
  void write_letters(int count) {
    database->write(unseen, [&](Db& db) {
      for (int i = 0; i < count; ++i) {
        Mail mail;
        mail.key = mail.subject = "letter " + std::to_string(i);
        mail.to = "asa@example.org";
        mail.text = "Hej";
        mail.kind = "test";
        send(db, mail, now);
      }
    });
  }
  std::int64_t count_of(State state) {
    return database->read([&](Db& db) { return count(db, state); });
  }
  Letter letter() {
    return database->read([](Db& db) { return *find_latest_to(db, "asa@example.org"); });
  }
  CourierOptions options() {
    CourierOptions options;
    options.now = [this] { return now; };
    options.look_every_ms = 60'000;  // so that only wake() or a full batch makes it look
    return options;
  }

  TestDatabase database;
  FakeTransport transport;
  Instant now = *parse_instant("2018-12-11T12:00:00Z");
  Courier courier{*database, transport, options()};
};

TEST_F(Couriers, ABatchIsBoundedAndEachLetterGoesOnce) {
  write_letters(15);
  EXPECT_EQ(courier.deliver_due(), 10);
  EXPECT_EQ(courier.deliver_due(), 5);
  EXPECT_EQ(courier.deliver_due(), 0);
  EXPECT_EQ(count_of(State::sent), 15);
  EXPECT_EQ(transport.subjects().size(), 15U);
}

TEST_F(Couriers, WhatIsDeferredWaitsLongerEachTimeAndIsGivenUpInTheEnd) {
  write_letters(1);
  transport.answer = {Outcome::later, "SMTP 450"};
  std::vector<std::int64_t> waits;
  while (count_of(State::dead) == 0) {
    ASSERT_EQ(courier.deliver_due(), 1);
    if (letter().state == State::dead) break;
    waits.push_back(seconds_between(now, letter().next_attempt_at));
    now = plus_seconds(letter().next_attempt_at, -1);
    EXPECT_EQ(courier.deliver_due(), 0);
    now = plus_seconds(now, 1);
  }
  EXPECT_EQ(static_cast<int>(transport.subjects().size()), most_attempts);
  EXPECT_EQ(waits.front(), 60);
  EXPECT_TRUE(std::ranges::is_sorted(waits));
  EXPECT_EQ(letter().last_error, "SMTP 450");
}

TEST_F(Couriers, WhatIsRefusedIsDeadAtOnce) {
  write_letters(1);
  transport.answer = {Outcome::never, "SMTP 550"};
  courier.deliver_due();
  EXPECT_EQ(letter().state, State::dead);
  EXPECT_EQ(letter().attempts, 1);
}

TEST_F(Couriers, ATransportThatThrowsIsTriedAgain) {
  write_letters(1);
  transport.throws = true;
  courier.deliver_due();
  EXPECT_EQ(letter().state, State::queued);
  EXPECT_EQ(seconds_between(now, letter().next_attempt_at), 60);
}

TEST_F(Couriers, AfterACrashTheLetterGoesAgainWhenItsLeaseHasEnded) {
  write_letters(1);
  database->write(unseen, [&](Db& db) {  // a courier that took it and was never heard of again
    return take_due(db, "gone", 10, most_attempts, now, plus_seconds(now, 600));
  });
  EXPECT_EQ(courier.deliver_due(), 0);
  now = plus_seconds(now, 600);
  EXPECT_EQ(courier.deliver_due(), 1);
  EXPECT_EQ(count_of(State::sent), 1);
}

TEST_F(Couriers, TwoAtOnceNeverSendTheSame) {
  write_letters(60);
  FakeTransport other_transport;
  Courier other(*database, other_transport, options());
  courier.start();
  other.start();
  while (count_of(State::sent) < 60) std::this_thread::yield();
  courier.stop();
  other.stop();
  std::vector<std::string> all = transport.subjects();
  for (const std::string& subject : other_transport.subjects()) all.push_back(subject);
  EXPECT_EQ(all.size(), 60U);
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), 60U);
}

TEST_F(Couriers, OneWhoIsWokenLooksAtOnce) {
  courier.start();
  write_letters(1);
  courier.wake();
  EXPECT_TRUE(transport.wait_for(1));
}

TEST_F(Couriers, StoppingInTheMiddleLosesNothing) {
  write_letters(3);
  transport.hangs = true;
  courier.start();
  ASSERT_TRUE(transport.wait_for(1));
  courier.stop();
  EXPECT_EQ(count_of(State::queued), 3);
  EXPECT_EQ(letter().attempts, 0);
  transport.hangs = false;
  EXPECT_EQ(courier.deliver_due(), 3);
}

TEST_F(Couriers, InTheDemoLettersAreCaughtAndReadable) {
  CatchTransport caught;
  Courier demo(*database, caught, options());
  write_letters(1);
  demo.deliver_due();
  EXPECT_EQ(letter().state, State::caught);
  EXPECT_EQ(letter().body, "Hej");
}

}  // namespace
}  // namespace overens::post
