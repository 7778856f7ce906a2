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

// One letter for each state a registration comes into, never another's.
enum class Occasion : std::uint8_t {
  confirmed,           // REQUEST
  waiting,             // no calendar, as all that follows without a word: there is no seat yet
  moved_up,            // REQUEST: a seat became free, and is theirs
  offered,             // a seat became free, and they are asked
  accepted,            // REQUEST
  declined,            // they said no
  expired,             // they did not answer in time
  changed,             // size, way or people; REQUEST with a higher sequence where they have seats
  named,               // REQUEST to one whom somebody else registered
  registered_already,  // nothing has changed
  moved,               // REQUEST with a higher sequence where they have seats
  unregistered,        // CANCEL for the one who no longer comes; or out of the line
  left_out,            // CANCEL to one whom somebody else had registered
  called_off           // CANCEL for everybody who had seats
};

// What the outbox calls their kind.
constexpr auto names(Occasion) {
  return std::array{std::pair{Occasion::confirmed, "registration_confirmed"},
                    std::pair{Occasion::waiting, "registration_waiting"},
                    std::pair{Occasion::moved_up, "registration_moved_up"},
                    std::pair{Occasion::offered, "seat_offered"},
                    std::pair{Occasion::accepted, "seat_accepted"},
                    std::pair{Occasion::declined, "seat_declined"},
                    std::pair{Occasion::expired, "seat_offer_expired"},
                    std::pair{Occasion::changed, "registration_changed"},
                    std::pair{Occasion::named, "participant_named"},
                    std::pair{Occasion::registered_already, "registered_already"},
                    std::pair{Occasion::moved, "activity_changed"},
                    std::pair{Occasion::unregistered, "registration_cancelled"},
                    std::pair{Occasion::left_out, "participant_left_out"},
                    std::pair{Occasion::called_off, "activity_cancelled"}};
}
Text words_for(Occasion);

// What a letter would say, in a language, with the coordinators' own words in it.
struct LetterDraft {
  std::string subject;
  std::string text;
};
LetterDraft letter_draft(Db&, const Letterhead&, Occasion, const Activity&, const Registration&,
                         Language);
// How somebody with a seat gets in: the code for the door, or the digital link. May be empty.
Text way_to_get_in(Db&, const Letterhead&, const Activity&, const Registration&,
                   const Companion* = nullptr);

// Puts the letter in the outbox, where there is an address; inside the write of what it tells.
// `activity` as it is after the change: its sequence goes into the calendar. Of an ending the
// registration as it was before.
void write_letter(Db&, const Letterhead&, Occasion, const Activity&, const Registration&);
// The same to one of its people, who has an address of their own: never with the link by which the
// registration is changed.
void write_letter_to(Db&, const Letterhead&, Occasion, const Activity&, const Registration&,
                     const Companion&);
// To somebody who is let in after the last day, with the link that opens the form for them.
void write_exception_letter(Db&, const Letterhead&, const Activity&, const NewException&,
                            const Url& where);
// The same to everybody who has seats, is offered some, or waits; the people of a registration too.
void write_to_all(Db&, const Letterhead&, Occasion, const Activity&);

// What the participant's link carries: not kept anywhere, only its hash; made from the
// installation's key, so that a later letter can say it again.
std::string link_token(const Site&, CompactId, Number registration);

Text words_for(Way);  // "On site"
// "11 december 2018 kl. 17.00–19.00"
Text when_words(const Activity&, const Zone&);
// For everybody to save or to subscribe to.
formats::CalendarEvent calendar_event(const Site&, const compacts::Compact&, const Activity&);

}  // namespace overens::activities
