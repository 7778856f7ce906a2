// What all letters about activities have in common: greeting, facts, who writes.
#pragma once

#include "features/activities/mails.h"

namespace overens::activities {

inline constexpr std::size_t longest_title_in_subject = 80;

// Greeting, paragraphs with an empty line between them, and the house's name; in a demonstration
// also that it is one. Empty paragraphs are left out.
std::string letter_text(const Letterhead&, const std::string& name, const std::vector<Text>&,
                        Language);
// "When: …", "Where: …", "Getting in: …", a line each.
// For one who comes that way.
Text where_and_when(const compacts::Compact&, const Activity&, Way = Way::on_site);
// Of the page of one whom somebody else registered.
std::string companion_address(const Letterhead&, const Registration&, const Companion&);
// Under which the outbox keeps the letters of an activity.
std::string topic_of(const Activity&);

}  // namespace overens::activities
