// The waiting list: strictly first come, first served, and explained to those who wait.
#include <gtest/gtest.h>

#include "features/activities/activities_testing.h"

namespace overens::activities {
namespace {

constexpr std::string_view anna = "anna@eken.example.org";
constexpr std::string_view bo = "bo@linden.example.org";
constexpr std::string_view cia = "cia@linden.example.org";

Browser::Fields group(std::string_view email, int size) {
  auto fields = participant(email);
  fields.emplace_back("size", std::to_string(size));
  return fields;
}

Browser::Fields line_settings(const Browser::Fields& other = {}) {
  return merged({{"waiting_list", "on"}, {"cutoff_hours", "24"}, {"offer_hours", ""}}, other);
}

std::vector<std::string> kinds_to(TestApp& app, std::string_view email) {
  std::vector<std::string> kinds;
  for (const TestMail& mail : mails_to(app, email)) kinds.push_back(mail.kind);
  return kinds;
}

using Kinds = std::vector<std::string>;

// Registers in a browser of their own, and gives the link of their mail.
std::string comes(TestApp& app, const std::string& meeting, std::string_view email, int size = 1) {
  auto visitor = app.anyone();
  EXPECT_EQ(register_at(visitor, meeting, group(email, size)).status, 303) << email;
  return link_in_mail(app, email);
}

TEST(WaitingList, WhoFindsItFullStandsInLineAndGetsTheFirstFreeSeat) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "1"}});
  const std::string seat_of_bo = comes(app, meeting, bo);
  auto visitor = app.anyone();
  EXPECT_TRUE(visitor.get(meeting).has("You can stand on the waiting list."));
  EXPECT_TRUE(visitor.get(meeting + "/registration").has("Put me on the waiting list"));
  const Answer sent = register_at(visitor, meeting, participant(anna));
  ASSERT_EQ(sent.status, 303);
  EXPECT_TRUE(visitor.get(sent.location).has("You stand on the waiting list"));
  EXPECT_FALSE(visitor.get(sent.location).has("with a file for your calendar"));
  EXPECT_EQ(kinds_to(app, anna), (Kinds{"registration_waiting"}));
  EXPECT_FALSE(mails_to(app, anna)[0].calendar);
  const std::string place = link_in_mail(app, anna);
  EXPECT_TRUE(visitor.get(place).has("You are first in line."));
  EXPECT_TRUE(visitor.get(place).has("All seats are taken."));

  app.anyone().post(seat_of_bo + "/cancellation");
  EXPECT_EQ(kinds_to(app, anna), (Kinds{"registration_waiting", "registration_moved_up"}));
  EXPECT_EQ(calendar_line(mails_to(app, anna)[1], "METHOD"), "REQUEST");
  EXPECT_TRUE(visitor.get(place).has("You are registered"));
  EXPECT_TRUE(visitor.get(meeting).has("1 of 1 seats are taken."));
}

TEST(WaitingList, ASmallerGroupNeverOvertakesAndIsToldWhy) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "3"}});
  const std::string one = comes(app, meeting, "a@example.org");
  const std::string two = comes(app, meeting, "b@example.org", 2);
  const std::string three = comes(app, meeting, bo, 3);
  const std::string alone = comes(app, meeting, anna);
  auto visitor = app.anyone();
  visitor.post(one + "/cancellation");
  EXPECT_TRUE(visitor.get(alone).has("You are number 2 in line. 3 people wait before you."));
  EXPECT_TRUE(visitor.get(alone).has("1 seat is free, and a group of 3 waits before you."));
  comes(app, meeting, cia);  // a seat is free, and others wait for it
  EXPECT_EQ(kinds_to(app, cia), (Kinds{"registration_waiting"}));
  visitor.post(two + "/cancellation");
  EXPECT_TRUE(visitor.get(three).has("You are registered"));
  EXPECT_TRUE(visitor.get(alone).has("You are first in line."));
  visitor.post(three + "/size", {{"size", "1"}});
  EXPECT_TRUE(visitor.get(alone).has("You are registered"));
  EXPECT_EQ(kinds_to(app, cia), (Kinds{"registration_waiting", "registration_moved_up"}));
}

TEST(WaitingList, WhoWantsMoreSeatsWhileWaitingGoesToTheEndAndLessKeepsThePlace) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "2"}});
  const std::string seat = comes(app, meeting, "a@example.org", 2);
  const std::string first = comes(app, meeting, anna, 2);
  const std::string second = comes(app, meeting, bo);
  auto visitor = app.anyone();
  visitor.post(first + "/size", {{"size", "1"}});
  EXPECT_TRUE(visitor.get(first).has("You are first in line."));
  visitor.post(first + "/size", {{"size", "2"}});
  EXPECT_TRUE(visitor.get(first).has("You are number 2 in line."));
  visitor.post(seat + "/size", {{"size", "1"}});
  EXPECT_TRUE(visitor.get(second).has("You are registered"));
  const Answer refused = visitor.post(seat + "/size", {{"size", "2"}});
  EXPECT_EQ(refused.status, 409);  // it would overtake
  EXPECT_TRUE(refused.has("You keep the 1 you have."));
}

TEST(WaitingList, AnOfferIsTakenOrDeclinedOrExpiresAndThenGoesToTheNext) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "1"}});
  auto coordinator = app.sign_in(region);
  EXPECT_EQ(coordinator.post(meeting + "/opening", line_settings({{"offer_hours", "24"}})).status,
            303);
  const std::string seat = comes(app, meeting, "a@example.org");
  const std::string of_anna = comes(app, meeting, anna);
  const std::string of_bo = comes(app, meeting, bo);
  const std::string of_cia = comes(app, meeting, cia);
  auto visitor = app.anyone();
  visitor.post(seat + "/cancellation");
  EXPECT_TRUE(visitor.get(of_anna).has("A seat is free for you"));
  EXPECT_EQ(kinds_to(app, anna), (Kinds{"registration_waiting", "seat_offered"}));
  EXPECT_FALSE(mails_to(app, anna)[1].calendar);
  EXPECT_TRUE(visitor.get(meeting).has("1 of 1 seats are taken."));  // kept for her

  EXPECT_EQ(visitor.get(of_anna + "/decline").status, 405);
  EXPECT_EQ(visitor.post(of_anna + "/decline").status, 303);
  EXPECT_EQ(kinds_to(app, anna), (Kinds{"registration_waiting", "seat_offered", "seat_declined"}));
  EXPECT_TRUE(visitor.get(of_bo).has("A seat is free for you"));
  app.pass_seconds(24 * 3600 + 1);
  EXPECT_EQ(visitor.post(of_bo + "/acceptance").status, 409);  // too late, whatever the task did
  app.run_tasks();
  EXPECT_EQ(kinds_to(app, bo),
            (Kinds{"registration_waiting", "seat_offered", "seat_offer_expired"}));
  EXPECT_EQ(visitor.post(of_cia + "/acceptance").status, 303);
  EXPECT_EQ(visitor.post(of_cia + "/acceptance").status, 303);  // twice is once
  EXPECT_EQ(kinds_to(app, cia), (Kinds{"registration_waiting", "seat_offered", "seat_accepted"}));
  EXPECT_EQ(calendar_line(mails_to(app, cia)[2], "METHOD"), "REQUEST");
  visitor.post(of_cia + "/cancellation");
  app.run_tasks();
  EXPECT_TRUE(visitor.get(of_anna).has("The seat went to somebody else"));  // never again
  EXPECT_EQ(kinds_to(app, anna).size(), 3u);
}

TEST(WaitingList, WhoCancelledIsNeverMovedUp) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "1"}});
  const std::string seat = comes(app, meeting, bo);
  const std::string place = comes(app, meeting, anna);
  auto visitor = app.anyone();
  visitor.post(place + "/cancellation");
  EXPECT_EQ(kinds_to(app, anna), (Kinds{"registration_waiting", "registration_cancelled"}));
  EXPECT_FALSE(mails_to(app, anna)[1].calendar);  // there was no seat in any calendar
  visitor.post(seat + "/cancellation");
  app.run_tasks();
  EXPECT_TRUE(visitor.get(place).has("Your registration is cancelled"));
  EXPECT_TRUE(visitor.get(meeting).has("0 of 1 seats are taken."));
  EXPECT_EQ(kinds_to(app, anna).size(), 2u);
}

TEST(WaitingList, NobodyHearsOfASeatAfterTheCutoffOrTheBeginning) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "1"}, {"register_by", ""}});
  const std::string seat = comes(app, meeting, bo);
  const std::string place = comes(app, meeting, anna);
  app.at("2018-10-07 09:00");  // 24 hours before
  auto visitor = app.anyone();
  visitor.post(seat + "/cancellation");
  app.run_tasks();
  EXPECT_TRUE(visitor.get(place).has("It is so near the beginning that nobody is moved up"));
  app.at("2018-10-08 10:00");
  app.run_tasks();
  EXPECT_EQ(kinds_to(app, anna), (Kinds{"registration_waiting"}));
}

TEST(WaitingList, HeldItMovesNobodyAndMovesAllWhenItIsLetGo) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "2"}});
  auto coordinator = app.sign_in(region);
  const std::string seats = comes(app, meeting, bo, 2);
  const std::string place = comes(app, meeting, anna);
  coordinator.post(meeting + "/opening", line_settings({{"waiting_list", "held"}}));
  auto visitor = app.anyone();
  visitor.post(seats + "/cancellation");
  app.run_tasks();
  EXPECT_TRUE(visitor.get(place).has("Those who run it hold the list for now"));
  coordinator.post(meeting + "/opening", line_settings());
  EXPECT_EQ(kinds_to(app, anna), (Kinds{"registration_waiting", "registration_moved_up"}));
}

TEST(WaitingList, MoreSeatsGoToThoseWhoWaitAndFewerThanTakenAreRefused) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "1"}});
  comes(app, meeting, bo);
  const std::string place = comes(app, meeting, anna);
  auto coordinator = app.sign_in(region);
  EXPECT_EQ(coordinator.post(meeting + "/edit", activity_form({{"seats", "2"}})).status, 303);
  EXPECT_TRUE(app.anyone().get(place).has("You are registered"));
  const Answer refused = coordinator.post(meeting + "/edit", activity_form({{"seats", "1"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("2 seats are taken already. There can not be fewer."));
}

TEST(WaitingList, WithoutOneFullIsFull) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "1"}});
  app.sign_in(region).post(meeting + "/opening", line_settings({{"waiting_list", "off"}}));
  comes(app, meeting, bo);
  auto visitor = app.anyone();
  EXPECT_FALSE(visitor.get(meeting + "/registration").field("email"));
  EXPECT_EQ(register_at(visitor, meeting, merged(participant(anna), {{"wait", "yes"}})).status,
            409);
  EXPECT_TRUE(mails_to(app, anna).empty());
}

TEST(WaitingList, EachWayOfTakingPartHasItsOwnSeatsAndItsOwnLine) {
  TestApp app;
  const std::string meeting =
      published(app, {{"ways", "both"}, {"seats", "1"}, {"digital_seats", "1"}});
  const auto by = [](std::string_view email, const char* way) {
    return merged(participant(email), {{"way", way}, {"wait", "yes"}});
  };
  auto visitor = app.anyone();
  register_at(visitor, meeting, by(bo, "on_site"));
  register_at(visitor, meeting, by(anna, "on_site"));
  register_at(visitor, meeting, by(cia, "digital"));
  EXPECT_EQ(kinds_to(app, anna), (Kinds{"registration_waiting"}));
  EXPECT_EQ(kinds_to(app, cia), (Kinds{"registration_confirmed"}));
  const Answer full = visitor.post(link_in_mail(app, bo) + "/way", {{"way", "digital"}});
  EXPECT_EQ(full.status, 409);
  EXPECT_TRUE(full.has("You keep the one you have."));
  visitor.post(link_in_mail(app, cia) + "/cancellation");
  EXPECT_EQ(visitor.post(link_in_mail(app, bo) + "/way", {{"way", "digital"}}).status, 303);
  EXPECT_EQ(kinds_to(app, anna), (Kinds{"registration_waiting", "registration_moved_up"}));
  EXPECT_EQ(register_at(visitor, meeting, participant("d@example.org")).status, 422);  // which way?
}

TEST(WaitingList, ACalledOffActivityTellsThoseWhoWaitWithoutACalendar) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", "1"}});
  comes(app, meeting, bo);
  comes(app, meeting, anna);
  app.sign_in(region).post(meeting + "/cancellation", {{"reason", "Sjukdom."}});
  EXPECT_EQ(kinds_to(app, anna), (Kinds{"registration_waiting", "activity_cancelled"}));
  EXPECT_FALSE(mails_to(app, anna)[1].calendar);
  EXPECT_EQ(calendar_line(mails_to(app, bo)[1], "METHOD"), "CANCEL");
}

}  // namespace
}  // namespace overens::activities
