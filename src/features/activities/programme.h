// The programme of an activity: points with a time, a title and who leads them. Times are those of
// the clock on the wall, by day, so that a programme follows when its activity moves to another
// date. Owns activity_item. Must not know registrations.
#pragma once

#include "features/activities/activities.h"
#include "web/page.h"

namespace overens::activities {

inline constexpr std::int64_t most_items = 100;

struct Item {
  Id<Item> id;
  Number number;         // within the activity
  std::int64_t day = 0;  // 0 is the first
  std::string begins;    // "17:30"
  std::string ends;      // "18:00"; or empty
  std::string title;
  std::string speaker;  // or empty
  std::string about;    // Markdown, or empty
};

// What a form says about a point.
struct ItemEntry {
  std::int64_t day = 0;
  std::string begins;
  std::string ends{};
  std::string title;
  std::string speaker{};
  std::string about{};
};

// --- Rules ---

// "17:30": two digits each, 00:00 to 23:59.
bool is_time_of_day(std::string_view);
// How many days an activity touches, at least one.
std::int64_t days_of(const Activity&, const Zone&);
Date day_of(const Activity&, const Item&, const Zone&);
Instant begins_at(const Activity&, const Item&, const Zone&);
// So many minutes later, or earlier; never on a day before the first.
ItemEntry moved(const Item&, std::int64_t minutes);

// --- Rows ---

// In their order: by day, time and number.
std::vector<Item> programme(Db&, Id<Activity>);
std::optional<Item> find_item(Db&, Id<Activity>, Number);
// False where there are as many as there may be. What stood there before goes into the history.
bool add_item(Db&, const Activity&, const ItemEntry&, Instant now);
void change_item(Db&, const Activity&, const Item&, const ItemEntry&, Id<people::Person> by,
                 Instant now);
void remove_item(Db&, const Activity&, const Item&, Id<people::Person> by, Instant now);
// All points of one, for another that is new: as long after its beginning as they were.
void copy_programme(Db&, const Activity& from, const Activity& to, const Zone&);

// --- Pages ---

// For everybody, with its heading; nothing where there is none.
Html programme_section(Visit&, const Activity&, const Zone&);

void programme_routes(Router&);

}  // namespace overens::activities
