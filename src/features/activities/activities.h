// Activities: meetings and other events of a compact, each with its own "register by" day, its
// seats, and the registrations of those who come. Seats are counted by the database, never beside
// it; a deadline is inclusive; what was changed keeps what stood there before. Owns activity,
// registration, aktiviteter.csv and their pages and mails. It must not know notes, texts or
// consultations: those come later and ask find_on().
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "features/compacts/compacts.h"
#include "features/feature.h"

namespace overens::activities {

enum class Status : std::uint8_t { draft, published, cancelled };
constexpr auto names(Status) {
  return std::array{std::pair{Status::draft, "draft"}, std::pair{Status::published, "published"},
                    std::pair{Status::cancelled, "cancelled"}};
}

// For whom it is. With `affiliated_first` others are welcome too.
enum class Audience : std::uint8_t { everyone, affiliated, affiliated_first };
constexpr auto names(Audience) {
  return std::array{std::pair{Audience::everyone, "everyone"},
                    std::pair{Audience::affiliated, "affiliated"},
                    std::pair{Audience::affiliated_first, "affiliated_first"}};
}

// How much influence is offered, in the words of the Code of Good Practice for Civil Participation.
enum class Influence : std::uint8_t { information, consultation, dialogue, partnership };
constexpr auto names(Influence) {
  return std::array{std::pair{Influence::information, "information"},
                    std::pair{Influence::consultation, "consultation"},
                    std::pair{Influence::dialogue, "dialogue"},
                    std::pair{Influence::partnership, "partnership"}};
}

// A way of taking part. Each has seats of its own, a line of its own for those who wait.
enum class Way : std::uint8_t { on_site, digital };
constexpr auto names(Way) {
  return std::array{std::pair{Way::on_site, "on_site"}, std::pair{Way::digital, "digital"}};
}

// What happens when all seats are taken. Held: one may join the list, and nobody is moved up.
enum class WaitingList : std::uint8_t { on, held, off };
constexpr auto names(WaitingList) {
  return std::array{std::pair{WaitingList::on, "on"}, std::pair{WaitingList::held, "held"},
                    std::pair{WaitingList::off, "off"}};
}

struct Activity {
  Id<Activity> id;
  Number number;  // within its compact
  std::string title;
  std::string purpose;  // Markdown, or empty
  Instant starts_at;
  Instant ends_at;                    // after it starts
  std::string place;                  // or empty: not known yet
  std::string access;                 // how to get in, hearing loop, parking; or empty
  std::optional<Date> register_by;    // the last day, inclusive; none: until it starts
  std::optional<std::int64_t> seats;  // of all its ways together; none: as many as come
  std::int64_t taken = 0;             // never more than seats; those offered to somebody too
  bool is_full = false;  // who registers now gets no seat at once, whatever the way: none is left,
                         // or others stand in line for it
  Audience audience = Audience::everyone;
  std::string registration_link;  // where one registers elsewhere; empty: here
  std::optional<Influence> influence;
  Status status = Status::draft;
  std::string result;               // Markdown, added afterwards; or empty
  std::string reported_attendance;  // what somebody reported, never counted; or empty
  std::optional<Instant> cancelled_at;
  std::string cancel_reason;
  std::string uid;            // in calendars, for ever the same
  std::int64_t sequence = 0;  // in calendars: rises with every change, here or of a registration
  Instant changed_at;
  std::optional<Instant> opens_at;    // when registration opens; none: when it is published
  std::optional<Date> changes_until;  // the last day for participants to change, inclusive
  WaitingList waiting_list = WaitingList::on;
  std::int64_t cutoff_hours = 0;            // so long before it begins nobody is moved up any more
  std::optional<std::int64_t> offer_hours;  // how long a free seat is offered; none: given at once
  std::optional<std::int64_t> quota;        // the most seats for one organisation
  bool details_follow = false;              // only its date is set
  bool has_minutes = false;                 // final ones, for everybody to read
};

// Drafts too: who shows it to everybody asks for its status.
std::optional<Activity> find(Db&, Id<compacts::Compact>, Number);
// The first that began on that day in the compact's time zone; never a draft.
std::optional<Activity> find_on(Db&, Id<compacts::Compact>, const Date&);

// --- How many came ---

// What is counted: those checked in at the door, else those who had a seat.
enum class Basis : std::uint8_t { checked_in, confirmed };
constexpr auto names(Basis) {
  return std::array{std::pair{Basis::checked_in, "checked_in"},
                    std::pair{Basis::confirmed, "confirmed"}};
}

struct Attendance {
  Basis basis = Basis::confirmed;
  std::int64_t politicians = 0;
  std::int64_t officials = 0;
  std::int64_t representatives = 0;
  std::int64_t others = 0;
  std::int64_t unsaid = 0;
  std::int64_t organisations = 0;

  std::int64_t people() const {
    return politicians + officials + representatives + others + unsaid;
  }
};

// As kept when the registrations were emptied, else counted now.
Attendance attendance(Db&, Id<Activity>);
constexpr std::int64_t most_held = 500;
// Those that are over and were not cancelled, the first first; at most most_held.
std::vector<Activity> held(Db&, Id<compacts::Compact>, Instant now);

constexpr std::size_t longest_minutes = 100'000;  // bytes of Markdown
// A first version of its minutes; false where there is one.
bool begin_minutes(Db&, const Activity&, const std::string& markdown, Id<people::Person> by,
                   Instant now);
bool has_minutes(Db&, Id<Activity>);  // a draft too

// The way back, for a page below an activity's.
std::vector<MenuItem> path_to(const Visit&, const Activity&);

Feature feature();

}  // namespace overens::activities
