// What the letter of each occasion says, as values: subject, paragraphs, and what calendars are
// told. Knows neither the outbox nor the database.
#pragma once

#include "features/activities/letters.h"

namespace overens::activities {

// Whose letter it is: of the one who registered, or of one of the people of the registration.
struct Receiver {
  const Registration& one;  // with the receiver's own name, address and number of seats
  const Companion* companion = nullptr;
};

struct Contents {
  Text subject;
  std::vector<Text> paragraphs;
  std::optional<formats::CalendarMethod> calendar;
};
Contents contents(const Letterhead&, Occasion, const Activity&, const Receiver&);

std::string full_address(const Site&, const Url& path);
// Of the page by which a registration is changed.
std::string own_address(const Letterhead&, const Registration&);

}  // namespace overens::activities
