#include "features/activities/rules.h"

#include <gtest/gtest.h>

namespace overens::activities {
namespace {

Zone stockholm() { return zone("Europe/Stockholm"); }

Instant local(std::string_view time) { return *parse_local(time, stockholm()); }

Activity meeting(std::string_view starts, std::string_view ends, std::optional<Date> register_by) {
  Activity one;
  one.starts_at = local(starts);
  one.ends_at = local(ends);
  one.register_by = register_by;
  one.status = Status::published;
  return one;
}

Instant microsecond_before(Instant at) { return {at.microseconds - 1}; }

Standing at(const Activity& one, Instant now) { return standing(one, now, stockholm()); }

TEST(ActivityRules, TheDemonstrationMeetsOnAnOrdinaryDay) {
  EXPECT_EQ(ordinary_day({2026, 11, 24}), (Date{2026, 11, 24}));  // a Tuesday
  EXPECT_EQ(ordinary_day({2026, 11, 26}), (Date{2026, 12, 1}));
  EXPECT_EQ(ordinary_day({2026, 12, 24}), (Date{2027, 1, 12}));
  EXPECT_EQ(ordinary_day({2029, 5, 1}), (Date{2029, 5, 2}));  // a Tuesday, and a holiday
  EXPECT_EQ(ordinary_day({2028, 6, 6}), (Date{2028, 6, 7}));
}

TEST(ActivityRules, TheLastDayCountsUntilItsLastMicrosecondInSummer) {
  const Activity one = meeting("2018-06-19 09:00", "2018-06-19 12:00", Date{2018, 6, 15});
  EXPECT_EQ(at(one, local("2018-06-15 23:59:59")), Standing::open);
  EXPECT_EQ(at(one, microsecond_before(local("2018-06-16 00:00:00"))), Standing::open);
  EXPECT_EQ(at(one, local("2018-06-16 00:00:00")), Standing::closed);
  EXPECT_EQ(local("2018-06-16 00:00:00"), *parse_instant("2018-06-15T22:00:00Z"));
}

TEST(ActivityRules, TheLastDayCountsUntilItsLastMicrosecondInWinter) {
  const Activity one = meeting("2018-12-11 17:00", "2018-12-11 19:00", Date{2018, 12, 5});
  EXPECT_EQ(at(one, local("2018-12-05 23:59:59")), Standing::open);
  EXPECT_EQ(at(one, microsecond_before(local("2018-12-06 00:00:00"))), Standing::open);
  EXPECT_EQ(at(one, local("2018-12-06 00:00:00")), Standing::closed);
  EXPECT_EQ(local("2018-12-06 00:00:00"), *parse_instant("2018-12-05T23:00:00Z"));
}

TEST(ActivityRules, NobodyRegistersForWhatHasBegun) {
  const Activity same_day = meeting("2018-05-08 09:00", "2018-05-08 15:30", Date{2018, 5, 8});
  EXPECT_EQ(at(same_day, local("2018-05-08 08:59:59")), Standing::open);
  EXPECT_EQ(at(same_day, local("2018-05-08 09:00")), Standing::under_way);
  EXPECT_EQ(at(same_day, local("2018-05-08 15:30")), Standing::under_way);
  EXPECT_EQ(at(same_day, local("2018-05-08 15:30:01")), Standing::past);
  EXPECT_FALSE(closes_before_it_starts(same_day, stockholm()));
  const Activity without = meeting("2018-05-08 09:00", "2018-05-08 15:30", std::nullopt);
  EXPECT_EQ(at(without, local("2018-05-08 08:59:59")), Standing::open);
  EXPECT_EQ(at(without, local("2018-05-08 09:00")), Standing::under_way);
}

TEST(ActivityRules, FullIsSaidOnlyWhileOneCouldRegister) {
  Activity one = meeting("2018-05-08 09:00", "2018-05-08 15:30", Date{2018, 4, 30});
  EXPECT_EQ(at(one, local("2018-04-30 12:00")), Standing::open);
  one.is_full = true;
  EXPECT_EQ(at(one, local("2018-04-30 12:00")), Standing::full);
  EXPECT_EQ(at(one, local("2018-05-01 12:00")), Standing::closed);
  one.registration_link = "https://example.org/anmalan";
  EXPECT_EQ(at(one, local("2018-04-30 12:00")), Standing::elsewhere);
  one.status = Status::cancelled;
  EXPECT_EQ(at(one, local("2018-04-30 12:00")), Standing::cancelled);
  one.status = Status::draft;
  EXPECT_EQ(at(one, local("2019-04-30 12:00")), Standing::draft);
}

TEST(ActivityRules, APageKnowsUntilWhenItIsRight) {
  const Activity one = meeting("2018-05-08 09:00", "2018-05-08 15:30", Date{2018, 4, 30});
  const Zone zone = stockholm();
  const Instant closes = microsecond_before(local("2018-05-01 00:00"));
  EXPECT_EQ(standing_until(one, local("2018-04-01 12:00"), zone), closes);
  EXPECT_EQ(standing_until(one, closes, zone), closes);
  EXPECT_EQ(standing_until(one, local("2018-05-01 00:00"), zone),
            microsecond_before(local("2018-05-08 09:00")));
  EXPECT_EQ(standing_until(one, local("2018-05-08 09:00"), zone), local("2018-05-08 15:30"));
  EXPECT_FALSE(standing_until(one, local("2018-05-08 15:30:01"), zone));
}

TEST(ActivityRules, StaffMayWriteDownSomebodyUntilItIsOver) {
  Activity one = meeting("2018-05-08 09:00", "2018-05-08 15:30", Date{2018, 4, 30});
  EXPECT_TRUE(may_be_written_down(one, local("2018-05-08 15:30")));
  EXPECT_FALSE(may_be_written_down(one, local("2018-05-08 15:31")));
  one.status = Status::cancelled;
  EXPECT_FALSE(may_be_written_down(one, local("2018-05-01 12:00")));
}

TEST(ActivityRules, OnlyTheAffiliatedRegisterForWhatIsTheirs) {
  EXPECT_TRUE(may_register_for(Audience::everyone, false));
  EXPECT_TRUE(may_register_for(Audience::affiliated_first, false));
  EXPECT_TRUE(may_register_for(Audience::affiliated, true));
  EXPECT_FALSE(may_register_for(Audience::affiliated, false));
}

TEST(ActivityRules, NamesAreKeptSixMonths) {
  EXPECT_EQ(iso_utc(kept_since(*parse_instant("2018-12-11T16:00:00Z"))), "2018-06-11T00:00:00Z");
  EXPECT_EQ(iso_utc(kept_since(*parse_instant("2019-03-31T16:00:00Z"))), "2018-09-30T00:00:00Z");
  EXPECT_EQ(iso_utc(kept_since(*parse_instant("2019-06-30T16:00:00Z"))), "2018-12-30T00:00:00Z");
}

TEST(ActivityRules, CalendarsAreToldOfTimePlaceAndTitle) {
  const Activity before = meeting("2018-05-08 09:00", "2018-05-08 15:30", Date{2018, 4, 30});
  Activity after = before;
  after.purpose = "Något mer.";
  EXPECT_FALSE(moves(before, after));
  after.place = "Linköping";
  EXPECT_TRUE(moves(before, after));
  after = before;
  after.starts_at = local("2018-05-08 10:00");
  EXPECT_TRUE(moves(before, after));
}

}  // namespace
}  // namespace overens::activities
