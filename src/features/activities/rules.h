// What may be done with an activity, as questions about values: no database, no clock.
#pragma once

#include "features/activities/registrations.h"

namespace overens::activities {

// Where it stands at a moment. One word decides what every page, mail and list says.
enum class Standing : std::uint8_t {
  draft,
  cancelled,
  past,       // it is over
  under_way,  // it has begun
  announced,  // only its date is set; more information will come
  closed,     // the last day to register is over
  not_open,   // registration opens later
  elsewhere,  // one registers on another site
  full,
  open
};
constexpr auto names(Standing) {
  return std::array{
      std::pair{Standing::draft, "draft"},         std::pair{Standing::cancelled, "cancelled"},
      std::pair{Standing::past, "past"},           std::pair{Standing::under_way, "under_way"},
      std::pair{Standing::announced, "announced"}, std::pair{Standing::closed, "closed"},
      std::pair{Standing::not_open, "not_open"},   std::pair{Standing::elsewhere, "elsewhere"},
      std::pair{Standing::full, "full"},           std::pair{Standing::open, "open"}};
}

Standing standing(const Activity&, Instant now, const Zone&);
// It has been held, and what came of it stands on its page.
bool is_documented(const Activity&);
// The last moment to register: the end of the last day (23:59:59.999999 where the compact is), but
// never after it has begun.
Instant closes_at(const Activity&, const Zone&);
// Whether the day says when it closes, or the beginning does.
bool closes_before_it_starts(const Activity&, const Zone&);
// The last moment before the standing becomes another by time alone; none once it is over, and for
// one that is cancelled or a draft.
std::optional<Instant> standing_until(const Activity&, Instant now, const Zone&);

// --- The line of those who wait ---

// From then on nobody is moved up: it is too late to change plans.
Instant cutoff_at(const Activity&);
bool may_be_moved_up(const Activity&, Instant now);
// Whether there is a list that one may still get a seat by.
bool may_join_line(const Activity&, Instant now);
// The last moment to take a seat that is offered now, never after it has begun; none where free
// seats are given at once.
std::optional<Instant> offer_ends_at(const Activity&, Instant now);

// The last moment for participants to change what they said: its own last day, or the beginning.
// Cancelling is possible until it begins.
Instant changes_end_at(const Activity&, const Zone&);
// Which of the two roles counts where nobody said: as the organisation is, or for themselves.
Category category_of(bool is_for_body, bool is_for_organisation);

// Staff may write down somebody who phoned also after the last day, until it is over.
bool may_be_written_down(const Activity&, Instant now);
bool may_register_for(Audience, bool is_of_a_party);
// Whether calendars must be told of that change.
bool moves(const Activity& before, const Activity& after);
// The first Tuesday or Wednesday from that day on that is no holiday in Sweden, nor between the
// years: when the demonstration meets.
Date ordinary_day(Date from);

// --- Questions ---

std::vector<std::string> lines_of(const std::string& text);  // tidy, without empty ones
// What people have answered holds what they were told: the kind, why it is asked, how long at most
// their answer is kept, and the choice they made. What of a correction does not go, at which field.
struct Held {
  std::string_view field;
  Text why;
};
std::vector<Held> held_by_answers(const Question& before, const NewQuestion& corrected,
                                  const std::vector<std::string>& given_lines);

// Personal data is kept so long after the activity, and then removed.
inline constexpr int kept_months = 6;
// Activities that ended before that have been kept long enough.
Instant kept_since(Instant now);

}  // namespace overens::activities
