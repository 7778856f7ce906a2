// An event as search engines and other calendars read it from a page: JSON-LD in the words of
// schema.org (Event). Dates are ISO 8601 with their offset. Must not know SQL, requests, or what an
// activity is; who puts it on a page escapes it (web/page.h, linked_data).
#pragma once

#include <string>
#include <vector>

#include "base/time.h"

namespace overens::formats {

enum class EventAttendance { on_site, online, mixed };

struct LinkedPlace {
  std::string name;  // empty: not known yet, and then no location is told
};

struct LinkedPart {  // of a programme
  std::string name;
  Instant starts_at{};
};

struct LinkedEvent {
  std::string url;  // absolute, of the public page; also the place of what is online
  std::string name;
  std::string description;  // plain text; may be empty
  Instant starts_at{};
  Instant ends_at{};
  LinkedPlace place;
  EventAttendance attendance = EventAttendance::on_site;
  bool is_cancelled = false;
  std::vector<std::string> organizers;  // organisations
  std::string series_url;               // absolute; empty: it stands alone
  std::string series_name;
  std::vector<LinkedPart> parts;
};

// One JSON object with its @context.
std::string json_ld(const LinkedEvent& event, const Zone& zone);

}  // namespace overens::formats
