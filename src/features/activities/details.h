// What else is told about an activity beside its time, place and seats: the step of the process and
// how much influence it offers, languages, who invites, its theme, the link for those who take part
// from elsewhere, and its series. Must not know registrations.
#pragma once

#include "features/activities/activities.h"
#include "web/page.h"

namespace overens::activities {

// Where in a process of participation it stands, in the words of the Code of Good Practice for
// Civil Participation.
enum class Step : std::uint8_t {
  agenda,
  drafting,
  decision,
  implementation,
  monitoring,
  reformulation
};
constexpr auto names(Step) {
  return std::array{
      std::pair{Step::agenda, "agenda"},         std::pair{Step::drafting, "drafting"},
      std::pair{Step::decision, "decision"},     std::pair{Step::implementation, "implementation"},
      std::pair{Step::monitoring, "monitoring"}, std::pair{Step::reformulation, "reformulation"}};
}

enum class SeriesKind : std::uint8_t { same, following };
constexpr auto names(SeriesKind) {
  return std::array{std::pair{SeriesKind::same, "same"},
                    std::pair{SeriesKind::following, "following"}};
}

struct Series {
  Id<Series> id;
  Number number;  // within its compact
  std::string title;
  std::string about;  // Markdown, or empty
  SeriesKind kind = SeriesKind::same;
};
struct SeriesEntry {
  std::string title;
  std::string about{};
  SeriesKind kind = SeriesKind::same;
};

struct Details {
  bool details_follow = false;  // only the date is set
  std::optional<Step> step;
  std::string languages;                          // or empty
  std::optional<Id<compacts::Party>> host_party;  // none: all of them together
  std::string host_group;                         // or empty
  std::string theme;                              // or empty
  std::string digital_link;                       // never on a public page, in data or a feed
  std::optional<Id<Series>> series;
};

// --- Rows ---

Details details(Db&, Id<Activity>);
// Each value that changes is kept. Inside the write that changes the rest of the activity.
void describe(Db&, Id<Activity>, const Details&, std::optional<Id<people::Person>> by, Instant now);

std::vector<Series> list_series(Db&, Id<compacts::Compact>);  // the newest first
std::optional<Series> find_series(Db&, Id<compacts::Compact>, Number);
std::optional<Series> find_series(Db&, Id<Series>);
Series add_series(Db&, Id<compacts::Compact>, const SeriesEntry&, Instant now);
void change_series(Db&, const Series&, const SeriesEntry&);
// Its activities but drafts, the first first.
std::vector<Activity> activities_of(Db&, Id<Series>);

// --- Pages ---

Text words_for(Step);
Text words_for(SeriesKind);
// Every value of an activity that its page tells beside time and place; for everybody.
std::vector<Fact> detail_facts(Visit&, const compacts::Compact&, const Details&);
// How much influence is offered and at which step, in plain words; nothing where neither is said.
Html influence_section(const Activity&, const Details&);
// The other dates of its series; nothing where it stands alone.
Html series_section(Visit&, const compacts::Compact&, const Activity&, const Details&);

// The fields of an activity's form, and what was written in them.
Html detail_fields(Visit&, const compacts::Compact&, const Filled&, const Details& known);
Details read_details(Visit&, const compacts::Compact&, Filled&);

Response show_series(Visit&, Number series);
Response new_series(Visit&);
Response create_series(Visit&);
Response edit_series(Visit&, Number series);
Response save_series(Visit&, Number series);

}  // namespace overens::activities
