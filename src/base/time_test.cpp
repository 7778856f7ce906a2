#include "base/time.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/clock.h"

namespace overens {
namespace {

const Zone& stockholm() {
  static const Zone zone_ = zone("Europe/Stockholm");
  return zone_;
}

std::string utc(std::optional<Instant> instant) { return instant ? iso_utc(*instant) : "none"; }

TEST(Date, KnowsLeapYearsAndTheLengthOfMonths) {
  EXPECT_TRUE(valid(Date{2020, 2, 29}));
  EXPECT_TRUE(valid(Date{2000, 2, 29}));
  EXPECT_FALSE(valid(Date{1900, 2, 29}));
  EXPECT_FALSE(valid(Date{2019, 2, 29}));
  EXPECT_FALSE(valid(Date{2018, 4, 31}));
  EXPECT_FALSE(valid(Date{2018, 13, 1}));
  EXPECT_FALSE(valid(Date{2018, 0, 1}));
  EXPECT_FALSE(valid(Date{2018, 1, 0}));
  EXPECT_FALSE(valid(Date{1582, 12, 31}));
  EXPECT_TRUE(valid(Date{1583, 1, 1}));
  EXPECT_FALSE(valid(Date{10000, 1, 1}));
  EXPECT_EQ(days_in_month(2018, 11), 30u);
}

TEST(Date, IsReadOnlyInOneForm) {
  EXPECT_EQ(parse_date("2018-12-13"), (Date{2018, 12, 13}));
  for (const char* wrong : {"", "2018-12", "2018-12-13 ", " 2018-12-13", "2018-2-3", "18-12-13",
                            "2018-02-30", "2018/12/13", "+018-12-13", "0000-01-01", "2018-12-1３"})
    EXPECT_FALSE(parse_date(wrong)) << wrong;
}

TEST(Date, IsWrittenAsItIsRead) { EXPECT_EQ(iso(Date{2018, 4, 9}), "2018-04-09"); }

TEST(Date, CountsDaysAcrossMonthsAndYears) {
  EXPECT_EQ(add_days(Date{2018, 12, 31}, 1), (Date{2019, 1, 1}));
  EXPECT_EQ(add_days(Date{2020, 3, 1}, -1), (Date{2020, 2, 29}));
  EXPECT_EQ(days_between(Date{2018, 4, 16}, Date{2018, 12, 11}), 239);
  EXPECT_EQ(days_between(Date{2018, 12, 11}, Date{2018, 4, 16}), -239);
}

TEST(Date, KnowsItsWeekdayAndWeek) {
  EXPECT_EQ(weekday(Date{2018, 12, 11}), Weekday::tuesday);
  EXPECT_EQ(weekday(Date{2018, 12, 16}), Weekday::sunday);
  EXPECT_EQ(iso(iso_week(Date{2018, 12, 11})), "2018-W50");
  EXPECT_EQ(iso(iso_week(Date{2018, 12, 31})), "2019-W01");
  EXPECT_EQ(iso(iso_week(Date{2021, 1, 3})), "2020-W53");
}

TEST(PartialDate, SaysOnlyWhatIsKnown) {
  const auto june = parse_partial_date("2017-06");
  ASSERT_TRUE(june);
  EXPECT_EQ(iso(*june), "2017-06");
  EXPECT_EQ(iso(first_day(*june)), "2017-06-01");
  EXPECT_EQ(iso(last_day(*june)), "2017-06-30");
  EXPECT_FALSE(full_date(*june));
  EXPECT_EQ(iso(last_day(*parse_partial_date("2008"))), "2008-12-31");
  EXPECT_EQ(full_date(*parse_partial_date("2017-06-14")), (Date{2017, 6, 14}));
  EXPECT_EQ(partial(Date{2017, 6, 14}), *parse_partial_date("2017-06-14"));
}

TEST(PartialDate, RefusesHalfOfADate) {
  for (const char* wrong : {"", "17", "2017-", "2017-00", "2017-13", "2017-06-", "2017-06-00",
                            "2017-06-31", "2017-6", "2017-06-14T"})
    EXPECT_FALSE(parse_partial_date(wrong)) << wrong;
}

TEST(PartialDate, SortsByItsBeginning) {
  EXPECT_LT(*parse_partial_date("2017"), *parse_partial_date("2017-06"));
  EXPECT_LT(*parse_partial_date("2017-06"), *parse_partial_date("2017-06-14"));
  EXPECT_LT(*parse_partial_date("2017-06-14"), *parse_partial_date("2018"));
}

TEST(Zone, IsFoundByItsName) {
  EXPECT_EQ(stockholm().name(), "Europe/Stockholm");
  EXPECT_TRUE(find_zone("UTC"));
  EXPECT_FALSE(find_zone("Europe/Linkoping"));
  EXPECT_FALSE(find_zone("../../etc/passwd"));
  EXPECT_FALSE(find_zone(""));
  EXPECT_THROW(zone("Mars/Olympus"), std::invalid_argument);
}

TEST(Day, EndsAMicrosecondBeforeMidnightInWinterAndSummer) {
  const Instant winter = end_of_day(Date{2018, 12, 11}, stockholm());
  EXPECT_EQ(iso_utc(winter), "2018-12-11T22:59:59Z");
  EXPECT_EQ(iso_utc(Instant{winter.microseconds + 1}), "2018-12-11T23:00:00Z");
  const Instant summer = end_of_day(Date{2018, 4, 30}, stockholm());
  EXPECT_EQ(iso_local(summer, stockholm()), "2018-04-30T23:59:59+02:00");
  EXPECT_EQ(date_of(summer, stockholm()), (Date{2018, 4, 30}));
  EXPECT_EQ(date_of(Instant{summer.microseconds + 1}, stockholm()), (Date{2018, 5, 1}));
}

TEST(Day, HasTwentyThreeHoursInSpringAndTwentyFiveInAutumn) {
  const auto hours = [](Date date) {
    const Instant next{end_of_day(date, stockholm()).microseconds + 1};
    return seconds_between(start_of_day(date, stockholm()), next) / 3600;
  };
  EXPECT_EQ(hours(Date{2018, 3, 25}), 23);
  EXPECT_EQ(hours(Date{2018, 10, 28}), 25);
  EXPECT_EQ(hours(Date{2018, 12, 11}), 24);
}

TEST(Day, BeginsLaterWhereMidnightIsSkipped) {
  const Zone sao_paulo = zone("America/Sao_Paulo");
  EXPECT_EQ(iso_local(start_of_day(Date{2018, 11, 4}, sao_paulo), sao_paulo),
            "2018-11-04T01:00:00-02:00");
}

TEST(LocalTime, ThatIsSkippedMovesForward) {
  EXPECT_EQ(iso_local(at(Date{2018, 3, 25}, 2, 30, stockholm()), stockholm()),
            "2018-03-25T03:30:00+02:00");
}

TEST(LocalTime, ThatComesTwiceIsTheFirst) {
  EXPECT_EQ(iso_local(at(Date{2018, 10, 28}, 2, 30, stockholm()), stockholm()),
            "2018-10-28T02:30:00+02:00");
}

TEST(LocalTime, IsReadAsABrowserAndAFileWriteIt) {
  EXPECT_EQ(utc(parse_local("2018-04-16 13:00", stockholm())), "2018-04-16T11:00:00Z");
  EXPECT_EQ(utc(parse_local("2018-12-11T17:00", stockholm())), "2018-12-11T16:00:00Z");
  EXPECT_EQ(utc(parse_local("2018-12-11T17:00:30", stockholm())), "2018-12-11T16:00:30Z");
  for (const char* wrong : {"", "2018-04-16", "2018-04-16 24:00", "2018-04-16 13:60",
                            "2018-04-16 1:00", "2018-04-31 13:00", "2018-04-16 13:00 "})
    EXPECT_FALSE(parse_local(wrong, stockholm())) << wrong;
}

TEST(LocalTime, ComesApart) {
  const LocalTime ceremony = local_time(*parse_instant("2018-12-11T16:00:05Z"), stockholm());
  EXPECT_EQ(ceremony, (LocalTime{{2018, 12, 11}, 17, 0, 5}));
}

TEST(Instant, IsReadWithAnyOffset) {
  EXPECT_EQ(utc(parse_instant("2018-12-11T17:00:00+01:00")), "2018-12-11T16:00:00Z");
  EXPECT_EQ(utc(parse_instant("2018-12-11T10:30:00-05:30")), "2018-12-11T16:00:00Z");
  EXPECT_EQ(parse_instant("1970-01-01T00:00:01.25Z"), Instant{1'250'000});
  EXPECT_EQ(parse_instant("1970-01-01T00:00:00.000001Z"), Instant{1});
  for (const char* wrong : {"2018-12-11T17:00:00", "2018-12-11T17:00:00+0100",
                            "2018-12-11T17:00:00.Z", "2018-12-11T17:00:00.1234567Z"})
    EXPECT_FALSE(parse_instant(wrong)) << wrong;
}

TEST(Instant, BeforeTheEpochIsWrittenToo) {
  EXPECT_EQ(iso_utc(Instant{-1}), "1969-12-31T23:59:59Z");
  EXPECT_EQ(utc(parse_instant("1862-03-21T12:00:00Z")), "1862-03-21T12:00:00Z");
}

TEST(Instant, MovesBySecondsAndDays) {
  const Instant start = *parse_instant("2018-12-11T16:00:00Z");
  EXPECT_EQ(iso_utc(plus_seconds(start, 90)), "2018-12-11T16:01:30Z");
  EXPECT_EQ(iso_utc(plus_days(start, -11)), "2018-11-30T16:00:00Z");
  EXPECT_EQ(seconds_between(start, plus_seconds(start, 90)), 90);
  EXPECT_EQ(seconds_between(Instant{1}, Instant{0}), -1);
}

TEST(Clock, IsLaterThanThisFile) { EXPECT_GT(clock_now(), *parse_instant("2024-01-01T00:00:00Z")); }

}  // namespace
}  // namespace overens
