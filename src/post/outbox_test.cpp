#include "post/outbox.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "db/testing.h"

namespace overens::post {
namespace {

const Instant noon = *parse_instant("2018-12-11T12:00:00Z");

Mail confirmation() {
  Mail mail;
  mail.key = "registration 17 confirmed 1";
  mail.to = "asa@example.org";
  mail.to_name = "Åsa";
  mail.subject = "Du är anmäld";
  mail.text = "Välkommen.\n";
  mail.kind = "registration_confirmed";
  mail.scope = 3;
  return mail;
}

class Outbox : public testing::TestWithParam<Engine> {
 protected:
  template <class F>
  auto write(F&& fn) {
    return database->write(unseen, std::forward<F>(fn));
  }
  Letter letter() {
    return database->read([](Db& db) { return *find_latest_to(db, "asa@example.org"); });
  }
  void send_one(const Mail& mail = confirmation()) {
    write([&](Db& db) { return send(db, mail, noon); });
  }
  std::vector<Letter> take(std::string_view lease, Instant now) {
    return write([&](Db& db) { return take_due(db, lease, 10, 3, now, plus_seconds(now, 600)); });
  }

  TestDatabase database{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, Outbox, testing::ValuesIn(tested_engines()),
                         [](const auto& engine) { return engine_name(engine.param); });

TEST_P(Outbox, OneOccasionGivesOneLetter) {
  EXPECT_TRUE(write([](Db& db) { return send(db, confirmation(), noon); }));
  EXPECT_FALSE(write([](Db& db) { return send(db, confirmation(), noon); }));
  EXPECT_EQ(database->read([](Db& db) { return count(db, State::queued); }), 1);
  EXPECT_EQ(letter().subject, "Du är anmäld");
  EXPECT_EQ(letter().language, "sv");
}

TEST_P(Outbox, WhatDidNotHappenIsNotTold) {
  EXPECT_THROW(write([](Db& db) {
                 send(db, confirmation(), noon);
                 throw std::runtime_error("the registration failed");
               }),
               std::runtime_error);
  EXPECT_EQ(database->read([](Db& db) { return count(db, State::queued); }), 0);
}

TEST_P(Outbox, NobodyForgesAHeader) {
  const auto refused = [&](auto&& change) {
    Mail mail = confirmation();
    change(mail);
    EXPECT_THROW(write([&](Db& db) { return send(db, mail, noon); }), std::invalid_argument);
  };
  refused([](Mail& mail) { mail.subject = "Hej\r\nBcc: alla@example.org"; });
  refused([](Mail& mail) { mail.to_name = "Åsa\nBcc: alla@example.org"; });
  refused([](Mail& mail) { mail.to = "asa@example.org\r\nRCPT TO:<x@example.org>"; });
  refused([](Mail& mail) { mail.to = "asa@example.org,x@example.org"; });
  refused([](Mail& mail) { mail.reply_to = "asa@example.org>\r\nX: y"; });
  refused([](Mail& mail) { mail.unsubscribe = "https://example.org/> X"; });
  refused([](Mail& mail) { mail.calendar = CalendarPart{"BEGIN:VCALENDAR", "x\r\nX: y"}; });
}

TEST_P(Outbox, ALetterIsTakenByOneAndByAnotherOnlyWhenTheLeaseHasEnded) {
  send_one();
  ASSERT_EQ(take("first", noon).size(), 1U);
  EXPECT_TRUE(take("second", plus_seconds(noon, 599)).empty());
  const auto again = take("second", plus_seconds(noon, 600));
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].attempts, 2);

  // The first one comes back late: it may not take the letter from the second.
  write([&](Db& db) { record_failure(db, again[0].id, "first", {"late"}, noon); });
  EXPECT_EQ(letter().state, State::sending);
  write([&](Db& db) { record_sent(db, again[0].id, State::sent, noon); });
  EXPECT_EQ(letter().state, State::sent);
}

TEST_P(Outbox, ALetterThatEndsTheProgramEachTimeIsGivenUp) {
  send_one();
  Instant now = noon;
  for (int i = 0; i < 3; ++i, now = plus_seconds(now, 600)) EXPECT_EQ(take("x", now).size(), 1U);
  EXPECT_TRUE(take("x", now).empty());
  EXPECT_EQ(letter().state, State::dead);
}

TEST_P(Outbox, ADeadLetterIsSeenAndTriedAgain) {
  send_one();
  const Letter taken = take("a", noon).at(0);
  write([&](Db& db) { record_dead(db, taken.id, "a", {"SMTP 550", "no such person"}); });
  const auto dead = database->read([](Db& db) { return list_dead(db, 10); });
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead[0].last_error, "SMTP 550");
  EXPECT_TRUE(write([&](Db& db) { return retry(db, taken.id, noon); }));
  EXPECT_FALSE(write([&](Db& db) { return retry(db, taken.id, noon); }));
  EXPECT_EQ(take("b", noon).at(0).message_id, taken.message_id);
}

TEST_P(Outbox, ContentsAreForgottenInTime) {
  send_one();
  const Letter taken = take("a", noon).at(0);
  write([&](Db& db) { record_sent(db, taken.id, State::sent, noon); });
  EXPECT_EQ(write([](Db& db) { return purge(db, plus_days(noon, 29), 100); }), 0);
  EXPECT_EQ(letter().body, "Välkommen.\n");
  EXPECT_EQ(write([](Db& db) { return purge(db, plus_days(noon, 30), 100); }), 1);
  EXPECT_EQ(write([](Db& db) { return purge(db, plus_days(noon, 31), 100); }), 0);
  const auto emptied = database->read([&](Db& db) { return find(db, taken.id); });
  EXPECT_EQ(emptied->recipient + emptied->subject + emptied->body, "");
  EXPECT_FALSE(write([](Db& db) { return send(db, confirmation(), noon); })) << "told twice";
}

TEST_P(Outbox, ACodeIsForgottenAsSoonAsItIsSentButStaysReadableInTheDemo) {
  Mail code = confirmation();
  code.secret = true;
  send_one(code);
  const Id<Letter> id = take("a", noon).at(0).id;
  write([&](Db& db) { record_sent(db, id, State::caught, noon); });
  EXPECT_EQ(letter().body, "Välkommen.\n");
  EXPECT_EQ(database->read([](Db& db) { return list_caught(db, 10); }).size(), 1U);
  write([&](Db& db) { record_sent(db, id, State::sent, noon); });
  EXPECT_EQ(letter().body, "");
}

TEST_P(Outbox, WhatGoesToManyLetsASingleLetterPass) {
  Mail invitation = confirmation();
  invitation.is_bulk = true;
  for (int i = 0; i < 3; ++i) {
    invitation.key = "invitation " + std::to_string(i);
    send_one(invitation);
  }
  EXPECT_EQ(database->read([](Db& db) { return count_bulk_waiting(db); }), 3);
  Mail code = confirmation();
  code.to = "bo@example.org";
  write([&](Db& db) { return send(db, code, plus_seconds(noon, 5)); });
  const auto first = write([&](Db& db) {
    return take_due(db, "a", 1, 3, plus_seconds(noon, 5), plus_seconds(noon, 600));
  });
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].recipient, "bo@example.org");
}

TEST_P(Outbox, AnAffairKnowsItsLettersAndWhatTheServerSaid) {
  Mail mail = confirmation();
  mail.topic = "activity 9";
  mail.about = "registration 17";
  send_one(mail);
  const auto line = [&] {
    return database->read([](Db& db) { return list_on(db, 3, "activity 9", 10).at(0); });
  };
  EXPECT_EQ(way(line()), Way::waiting);
  Letter taken = take("a", noon).at(0);
  write([&](Db& db) {
    record_failure(db, taken.id, "a", {"SMTP 450", "450 asa@example.org: come back"},
                   plus_seconds(noon, 60));
  });
  EXPECT_EQ(way(line()), Way::deferred);
  EXPECT_EQ(line().server_words, "450 asa@example.org: come back");
  taken = take("b", plus_seconds(noon, 60)).at(0);
  write([&](Db& db) { record_dead(db, taken.id, "b", {"SMTP 550", "550 no such person"}); });
  EXPECT_EQ(way(line()), Way::failed);
  database->read([](Db& db) {
    EXPECT_EQ(count_on(db, 3, "activity 9"), 1);
    EXPECT_EQ(count_dead_on(db, 3, "activity 9"), 1);
    EXPECT_EQ(list_about(db, 3, "registration 17", 10).size(), 1U);
    EXPECT_TRUE(list_on(db, 4, "activity 9", 10).empty()) << "of another house";
  });
  EXPECT_TRUE(write([&](Db& db) { return send_again(db, taken.id, noon); }));
  EXPECT_EQ(way(line()), Way::waiting);
}

TEST_P(Outbox, ALetterIsSentAgainOnceAnHourAndNeverACode) {
  Mail code = confirmation();
  code.key = "code";
  code.secret = true;
  for (const Mail& mail : {confirmation(), code}) send_one(mail);
  const auto taken = take("a", noon);
  const auto again = [&](const Letter& letter, Instant now) {
    return write([&](Db& db) { return send_again(db, letter.id, now); });
  };
  EXPECT_FALSE(again(taken[0], noon)) << "it is on its way";
  for (const Letter& one : taken)
    write([&](Db& db) { record_sent(db, one.id, State::sent, noon); });
  EXPECT_TRUE(again(taken[0], noon));
  EXPECT_FALSE(again(taken[0], plus_seconds(noon, 60)));
  EXPECT_TRUE(again(taken[0], plus_seconds(noon, 3600)));
  EXPECT_FALSE(again(taken[1], noon));
  EXPECT_NE(letter().message_id, taken[0].message_id);
}

}  // namespace
}  // namespace overens::post
