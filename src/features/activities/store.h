// The rows behind activities: asking and changing; those of registrations are in registrations.h.
// All that changes runs inside a write.
#pragma once

#include "features/activities/registrations.h"

namespace overens::activities {

// --- Activities ---

// A way of taking part, with its seats (table activity_way).
struct Seats {
  Way way = Way::on_site;
  std::optional<std::int64_t> seats{};  // none: as many as come
  std::int64_t taken = 0;               // by those who are confirmed, and kept for offers
  std::int64_t waiting = 0;             // people in line for it
  // None that nobody waits for.
  bool has_no_seat() const { return waiting > 0 || (seats && taken >= *seats); }
};
std::vector<Seats> ways(Db&, Id<Activity>);  // on site first; one or two

// What a form or a file says about an activity.
struct WayEntry {
  Way way = Way::on_site;
  std::optional<std::int64_t> seats{};
  friend bool operator==(const WayEntry&, const WayEntry&) = default;
};
struct Entry {
  std::string title;
  std::string purpose{};
  Instant starts_at{};
  Instant ends_at{};
  std::string place{};
  std::string access{};
  std::optional<Date> register_by{};
  std::vector<WayEntry> ways{WayEntry{}};  // one or more, each once
  Audience audience = Audience::everyone;
  std::string registration_link{};
  std::optional<Influence> influence{};
};
Entry entry_of(Db&, const Activity&);

Activity load(Db&, Id<Activity>);
// Not over at that time, the next first; over, the latest first; never a draft.
std::vector<Activity> list_coming(Db&, CompactId, Instant now, std::int64_t most);
std::vector<Activity> list_past(Db&, CompactId, Instant now, std::int64_t most,
                                std::int64_t after = 0);
std::vector<Activity> list_drafts(Db&, CompactId, std::int64_t most);
// Held, and without documentation, or with a remark on the minutes that nobody has answered; the
// first first.
std::vector<Activity> list_to_document(Db&, CompactId, Instant now, std::int64_t most);
// All but drafts, the first first.
std::vector<Activity> list_all(Db&, CompactId, std::int64_t most, std::int64_t after = 0);
std::optional<Activity> find_draft(Db&, CompactId, std::string_view title, Instant starts_at);
// The latest changed first; never a draft.
std::vector<Activity> list_changed(Db&, CompactId, std::int64_t most);
std::int64_t count_past(Db&, CompactId, Instant now);
std::int64_t count_all(Db&, CompactId);
// The next one that has not begun and is not cancelled.
std::optional<Activity> find_next(Db&, CompactId, Instant now);

// How many, and since when the oldest waits.
struct Waiting {
  std::int64_t count = 0;
  std::optional<Instant> oldest;
};
Waiting drafts_waiting(Db&, CompactId);
Waiting results_waiting(Db&, CompactId, Instant now);
Waiting names_waiting(Db&, CompactId);  // typed, and not in the register

Activity add(Db&, CompactId, const Entry&, Instant now);
// Of a file: once for each key, however often; and never beside one by the same title and time.
// False where it is there already.
struct Imported {
  Entry entry;
  Status status = Status::published;
  std::string reported_attendance;
  std::string key;
  bool details_follow = false;  // only the date is set
};
bool add_imported(Db&, CompactId, const Imported&, Instant now);

// When and how one registers, beside the last day.
struct Opening {
  std::optional<Instant> opens_at{};
  std::optional<Date> changes_until{};
  WaitingList waiting_list = WaitingList::on;
  std::int64_t cutoff_hours = 24;
  std::optional<std::int64_t> offer_hours{};
  std::optional<std::int64_t> quota{};
};
Opening opening_of(const Activity&);
// Each value that changes is kept.
void set_opening(Db&, const Activity&, const Opening&, PersonId by, Instant now);
// Each value that changes is kept. False where more have registered than those seats would hold.
bool edit(Db&, const Activity&, const Entry&, PersonId by, Instant now);
bool publish(Db&, const Activity&, PersonId by, Instant now);  // of a draft
bool cancel(Db&, const Activity&, const std::string& reason, PersonId by, Instant now);
void add_result(Db&, const Activity&, const std::string& result, const std::string& attendance,
                PersonId by, Instant now);

struct Change {
  std::string field;  // the column
  std::string was;
  std::string by;  // name or address
  Instant changed_at;
};
std::vector<Change> changes(Db&, Id<Activity>);  // the newest first

// Keeps what stood there before a change, for the history.
void keep(Db&, Id<Activity>, std::string_view field, const std::string& was,
          std::optional<PersonId> by, Instant now);

}  // namespace overens::activities
