// SMTP over real sockets. What arrives is read by Python's email package, as an independent judge.
#include "post/smtp.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <initializer_list>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "post/smtp_server_testing.h"

namespace overens::post {
namespace {

Letter letter() {
  Letter letter;
  letter.message_id = "once-and-always";
  letter.language = "sv";
  letter.sender_name = "Överenskommelsen i Östergötland";
  letter.recipient = "asa@example.org";
  letter.recipient_name = "Åsa \"Öberg\", ordförande";
  letter.reply_to = "samordnare@example.org";
  letter.subject = "Du är anmäld till stormötet: räksmörgås på Ågatan åt er alla, även i år";
  letter.body = "Hej Åsa\n.\nVälkommen = välkommen\n" + std::string(200, 'x') + "\n";
  letter.created_at = *parse_instant("2018-12-11T16:00:00Z");
  return letter;
}

SmtpOptions options(const SmtpServer& server) {
  SmtpOptions options;
  options.host = "127.0.0.1";
  options.port = server.port();
  options.sender = {"post@overens.example.org", "Överens"};
  options.connect_timeout_ms = 1000;
  options.letter_timeout_ms = 1000;
  return options;
}

Delivery deliver_to(const SmtpServer& server, const Letter& what = letter()) {
  return SmtpTransport(options(server)).deliver(what, {});
}

// What Python makes of the expressions, with the message as `m`.
std::vector<std::string> read_by_python(const std::string& message,
                                        std::initializer_list<std::string_view> expressions) {
  char path[] = "/tmp/overens-mail-XXXXXX";
  const int file = mkstemp(path);
  if (file < 0 || ::write(file, message.data(), message.size()) < 0)
    throw std::runtime_error("no temporary file");
  ::close(file);
  std::string command =
      "PYTHONIOENCODING=utf-8 python3 -c 'import email,email.policy,sys;"
      "m=email.message_from_binary_file(open(sys.argv[1],\"rb\"),policy=email.policy.default);"
      "parts=list(m.walk());";
  for (const std::string_view expression : expressions)
    command.append("print(").append(expression).append(",end=\"\\0\");");
  command.append("' ").append(path);
  FILE* const pipe = popen(command.c_str(), "r");
  std::vector<std::string> values(1);
  for (int c; (c = fgetc(pipe)) != EOF;) {
    if (c == 0)
      values.emplace_back();
    else
      values.back() += static_cast<char>(c);
  }
  EXPECT_EQ(pclose(pipe), 0) << command;
  unlink(path);
  values.pop_back();
  return values;
}

TEST(Smtp, ALetterArrivesAsItWasWritten) {
  const SmtpServer server(Behaviour::accepts);
  EXPECT_EQ(deliver_to(server).outcome, Outcome::sent);
  ASSERT_EQ(server.messages().size(), 1U);
  const auto values =
      read_by_python(server.messages()[0],
                     {"m[\"subject\"]", "m[\"from\"].addresses[0].display_name",
                      "m[\"from\"].addresses[0].addr_spec", "m[\"to\"].addresses[0].display_name",
                      "m[\"to\"].addresses[0].addr_spec", "m[\"reply-to\"]", "m[\"message-id\"]",
                      "m[\"date\"].datetime.isoformat()", "m[\"auto-submitted\"]",
                      "m[\"content-language\"]", "m.get_body().get_content()", "len(m.defects)"});
  const std::vector<std::string> expected = {letter().subject,
                                             letter().sender_name,
                                             "post@overens.example.org",
                                             letter().recipient_name,
                                             "asa@example.org",
                                             "samordnare@example.org",
                                             "<once-and-always@overens.example.org>",
                                             "2018-12-11T16:00:00+00:00",
                                             "auto-generated",
                                             "sv",
                                             letter().body,
                                             "0"};
  EXPECT_EQ(values, expected);
}

TEST(Smtp, NoLineIsLongAndAllIsAscii) {
  const SmtpServer server(Behaviour::accepts);
  deliver_to(server);
  ASSERT_EQ(server.messages().size(), 1U);
  std::string message = server.messages()[0];
  for (std::size_t end; (end = message.find("\r\n")) != std::string::npos;) {
    EXPECT_LE(end, 100U) << message.substr(0, end);
    for (const char c : message.substr(0, end)) EXPECT_GE(c, ' ');
    message.erase(0, end + 2);
  }
}

TEST(Smtp, AnInvitationComesAsTextAsCalendarAndAsAFile) {
  const SmtpServer server(Behaviour::accepts);
  Letter invitation = letter();
  invitation.calendar =
      "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Stormöte\r\nEND:VCALENDAR\r\n";
  invitation.calendar_method = "REQUEST";
  EXPECT_EQ(deliver_to(server, invitation).outcome, Outcome::sent);
  ASSERT_EQ(server.messages().size(), 1U);
  const auto values =
      read_by_python(server.messages()[0],
                     {"[p.get_content_type() for p in parts]", "parts[3].get_param(\"method\")",
                      "parts[3].get_payload(decode=True).decode()", "parts[4].get_filename()"});
  const std::vector<std::string> expected = {
      "['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/calendar', "
      "'application/ics']",
      "REQUEST", *invitation.calendar, "invite.ics"};
  EXPECT_EQ(values, expected);
}

TEST(Smtp, ACodeForTheDoorComesAsAPictureLast) {
  const SmtpServer server(Behaviour::accepts);
  Letter with_code = letter();
  with_code.qr = "https://overens.example.org/ostergotland/check-in/12.1.abc";
  SmtpOptions made_by_us = options(server);
  made_by_us.qr_picture = [](std::string_view address) { return "PNG of " + std::string(address); };
  EXPECT_EQ(SmtpTransport(made_by_us).deliver(with_code, {}).outcome, Outcome::sent);
  ASSERT_EQ(server.messages().size(), 1U);
  const auto values = read_by_python(
      server.messages()[0], {"[p.get_content_type() for p in parts]", "parts[2].get_filename()",
                             "parts[2].get_payload(decode=True).decode()"});
  const std::vector<std::string> expected = {"['multipart/mixed', 'text/plain', 'image/png']",
                                             "code.png", "PNG of " + with_code.qr};
  EXPECT_EQ(values, expected);
}

TEST(Smtp, AListSaysHowOneLeavesItWithOneClickAndOtherLettersDoNot) {
  const SmtpServer server(Behaviour::accepts);
  Letter invitation = letter();
  invitation.unsubscribe = "https://overens.example.org/ostergotland/lists/" + std::string(43, 'x');
  for (const Letter& one : {letter(), invitation})
    EXPECT_EQ(deliver_to(server, one).outcome, Outcome::sent);
  ASSERT_EQ(server.messages().size(), 2U);
  EXPECT_EQ(server.messages()[0].find("List-Unsubscribe"), std::string::npos);
  const auto values = read_by_python(
      server.messages()[1],
      {"m[\"list-unsubscribe\"].strip()", "m[\"list-unsubscribe-post\"]", "len(m.defects)"});
  const std::vector<std::string> expected = {"<" + invitation.unsubscribe + ">",
                                             "List-Unsubscribe=One-Click", "0"};
  EXPECT_EQ(values, expected);
}

TEST(Smtp, ADeferredLetterIsForLaterAndARejectedOneForNever) {
  const SmtpServer deferring(Behaviour::defers_receiver);
  const Delivery later = deliver_to(deferring);
  EXPECT_EQ(later.outcome, Outcome::later);
  EXPECT_TRUE(later.reason.starts_with("SMTP 450 after RCPT")) << later.reason;

  const SmtpServer rejecting(Behaviour::rejects_receiver);
  const Delivery never = deliver_to(rejecting);
  EXPECT_EQ(never.outcome, Outcome::never);
  EXPECT_TRUE(never.reason.starts_with("SMTP 550 after RCPT")) << never.reason;
  EXPECT_EQ(never.server_words, "550 5.1.1 <asa@example.org> no such person");
  EXPECT_EQ(never.reason.find("asa@"), std::string::npos) << "personal data in the log";
}

TEST(Smtp, AServerThatHangsIsCutOffAndOneThatIsAwayIsTriedLater) {
  const SmtpServer hanging(Behaviour::hangs);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(deliver_to(hanging).outcome, Outcome::later);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));

  const SmtpServer leaving(Behaviour::hangs_up);
  EXPECT_EQ(deliver_to(leaving).outcome, Outcome::later);

  SmtpOptions nobody = options(leaving);
  nobody.port = 1;
  EXPECT_EQ(SmtpTransport(nobody).deliver(letter(), {}).outcome, Outcome::later);
}

TEST(Smtp, StoppingDoesNotWaitForAHangingServer) {
  const SmtpServer hanging(Behaviour::hangs);
  SmtpOptions patient = options(hanging);
  patient.connect_timeout_ms = patient.letter_timeout_ms = 60'000;
  std::stop_source stop;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    stop.request_stop();
  });
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(SmtpTransport(patient).deliver(letter(), stop.get_token()).outcome, Outcome::stopped);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(Smtp, WhatTheServerHasAgainstUsIsNotHeldAgainstTheLetter) {
  const SmtpServer server(Behaviour::rejects_sign_in);
  EXPECT_EQ(deliver_to(server).outcome, Outcome::later);

  const SmtpServer plain(Behaviour::accepts);
  SmtpOptions strict = options(plain);
  strict.start_tls = StartTls::required;
  EXPECT_EQ(SmtpTransport(strict).deliver(letter(), {}).outcome, Outcome::later);
  EXPECT_TRUE(plain.messages().empty());
}

TEST(Smtp, OneConnectionCarriesManyLetters) {
  const SmtpServer server(Behaviour::accepts);
  SmtpTransport transport(options(server));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(transport.deliver(letter(), {}).outcome, Outcome::sent);
  EXPECT_EQ(server.messages().size(), 3U);
  EXPECT_EQ(server.connections(), 1);
}

TEST(Smtp, ALineBreakInAHeaderIsRefusedAgainAtTheDoor) {
  const SmtpServer server(Behaviour::accepts);
  Letter sly = letter();
  sly.subject = "Hej\r\nBcc: alla@example.org";
  EXPECT_EQ(deliver_to(server, sly).outcome, Outcome::never);
  sly = letter();
  sly.recipient = "asa@example.org>\r\nRCPT TO:<x@example.org";
  EXPECT_EQ(deliver_to(server, sly).outcome, Outcome::never);
  EXPECT_EQ(server.connections(), 0);
}

TEST(Smtp, APasswordNeverGoesInTheClear) {
  SmtpOptions open;
  open.sender = {"post@example.org", ""};
  open.user = "overens";
  EXPECT_THROW(SmtpTransport{open}, std::invalid_argument);
  open.start_tls = StartTls::required;
  EXPECT_NO_THROW(SmtpTransport{open});
}

TEST(Headers, ALongSwedishSubjectIsFoldedIntoWordsOfWholeCharacters) {
  const std::string text = encoded_header(std::string(40, 'a') + "ååååååååååååååååååååååååå");
  std::size_t begin = 0;
  for (std::size_t end; begin < text.size(); begin = end + 3) {
    end = std::min(text.find("\r\n ", begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    EXPECT_LE(word.size(), 75U);
    EXPECT_TRUE(word.starts_with("=?UTF-8?Q?") && word.ends_with("?=")) << word;
    EXPECT_FALSE(word.ends_with("=C3?=")) << "half a character";
  }
  EXPECT_EQ(encoded_header("Plain words"), "Plain words");
}

}  // namespace
}  // namespace overens::post
