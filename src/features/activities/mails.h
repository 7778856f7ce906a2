// What people hear about their registration: letters with an entry for their calendar, one receiver
// each, in the language they registered in, and the entries themselves. Must not know pages.
#pragma once

#include "features/activities/store.h"
#include "formats/icalendar.h"

namespace overens::activities {

// Who writes, and when; taken from the visit before the write begins.
struct Letterhead {
  const House& house;
  compacts::Compact compact;
  Instant now;
};

enum class Occasion : std::uint8_t {
  confirmed,           // REQUEST
  registered_already,  // no calendar: nothing has changed
  moved,               // REQUEST with a higher sequence
  unregistered,        // CANCEL for the one who no longer comes
  called_off           // CANCEL for everybody
};

// Puts the letter in the outbox, where there is an address; inside the write of what it tells.
// `activity` as it is after the change: its sequence goes into the calendar.
void write_letter(Db&, const Letterhead&, Occasion, const Activity&, const Registration&);
// The same to everybody who is registered.
void write_to_all(Db&, const Letterhead&, Occasion, const Activity&);

// What the participant's link carries: not kept anywhere, only its hash; made from the
// installation's key, so that a later letter can say it again.
std::string link_token(const Site&, CompactId, Number registration);

// "11 december 2018 kl. 17.00–19.00"
Text when_words(const Activity&, const Zone&);
// For everybody to save or to subscribe to.
formats::CalendarEvent calendar_event(const Site&, const compacts::Compact&, const Activity&);

}  // namespace overens::activities
