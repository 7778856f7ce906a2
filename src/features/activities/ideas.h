// Ideas: what may become an activity when it has a date. An idea may know no date, or a year or a
// month of it; coordinators decide whether everybody sees it. When the date is set an activity
// takes its place, and its page leads there. Owns activity_idea.
#pragma once

#include "features/activities/activities.h"
#include "web/page.h"

namespace overens::activities {

struct Idea {
  Id<Idea> id;
  Number number;  // within its compact
  std::string title;
  std::string purpose;  // Markdown, or empty
  std::optional<PartialDate> about_when;
  std::string theme;  // or empty
  bool is_shown = false;
  std::optional<Number> activity;  // what it became
  std::optional<Instant> dropped_at;
};
struct IdeaEntry {
  std::string title;
  std::string purpose{};
  std::optional<PartialDate> about_when{};
  std::string theme{};
  bool is_shown = false;
};

// --- Rows ---

// Neither dropped nor become an activity; those with a date first, the earliest first.
std::vector<Idea> list_ideas(Db&, Id<compacts::Compact>, bool with_hidden);
std::optional<Idea> find_idea(Db&, Id<compacts::Compact>, Number);
// A form that is sent twice is one idea.
Number add_idea(Db&, Id<compacts::Compact>, const IdeaEntry&, std::optional<Id<people::Person>> by,
                Instant now);
void change_idea(Db&, const Idea&, const IdeaEntry&, Instant now);
bool drop_idea(Db&, const Idea&, Instant now);
// False where it has become another activity meanwhile, or was given up.
bool becomes(Db&, const Idea&, Id<Activity>, Instant now);

// --- Pages ---

Html idea_list(Visit&, const compacts::Compact&);
// The idea by that number as this visitor may see it.
Idea idea_here(Visit&, const compacts::Compact&, Number);

Response show_idea(Visit&, Number);
Response new_idea(Visit&);
Response create_idea(Visit&);
Response edit_idea(Visit&, Number);
Response save_idea(Visit&, Number);
Response drop_idea_of(Visit&, Number);

}  // namespace overens::activities
