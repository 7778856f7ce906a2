// Letters that go to everybody who is registered: the reminder some days before, by itself, and
// thanks with material afterwards, when a coordinator says so. Each is a mailing that is written a
// little at a time and goes on where it was. Also the coordinators' own words in all letters of an
// activity. Owns the tables of 0049.
#pragma once

#include "features/activities/letters.h"

namespace overens::activities {

// --- Own words ---

std::string own_words(Db&, Id<Activity>, std::string_view occasion);  // or empty
// Empty words take them away.
void set_own_words(Db&, Id<Activity>, std::string_view occasion, const std::string& words,
                   PersonId by, Instant now);

// --- Reminders ---

inline constexpr std::int64_t usual_days_before = 2;
std::int64_t days_before(Db&, Id<Activity>);
void set_days_before(Db&, Id<Activity>, std::int64_t days);
// When the reminder is due: at nine in the morning so many days before it begins. None: never.
std::optional<Instant> reminder_due(const Activity&, std::int64_t days_before, const Zone&);

// --- Mailings ---

enum class MailingKind : std::uint8_t { reminder, thanks };
constexpr auto names(MailingKind) {
  return std::array{std::pair{MailingKind::reminder, "reminder"},
                    std::pair{MailingKind::thanks, "thanks"}};
}
struct Mailing {
  Id<Mailing> id;
  Id<Activity> activity;
  MailingKind kind = MailingKind::reminder;
  Instant begun_at;
  std::int64_t last_registration = 0;
  std::int64_t letters = 0;
  std::optional<Instant> ended_at;
};
// False where that occasion has its mailing already.
bool begin_mailing(Db&, Id<Activity>, MailingKind, const Date& occasion, Instant due,
                   std::optional<PersonId> by);
std::optional<Mailing> find_mailing(Db&, Id<Activity>, MailingKind, const Date& occasion);
std::vector<Mailing> open_mailings(Db&, std::int64_t most);
void go_on(Db&, const Mailing&, std::int64_t last_registration, std::int64_t letters, bool is_done,
           Instant now);
// Published activities that have not begun and may be due for a reminder; the next first.
std::vector<Activity> reminder_candidates(Db&, Instant now, std::int64_t most);
// Confirmed by that time, after that row.
std::vector<Registration> registered_after(Db&, Id<Activity>, std::int64_t after, Instant by,
                                           std::int64_t most);

inline constexpr std::string_view reminder_kind = "activity_reminder";
inline constexpr std::string_view thanks_kind = "activity_thanks";
LetterDraft draft_to_all(Db&, const Letterhead&, MailingKind, const Activity&, const Registration&,
                         Language);

// The task: begins the reminders that are due, and writes the next letters of what has begun.
std::int64_t write_to_everybody(const Site&, Database&, Instant now);

}  // namespace overens::activities
