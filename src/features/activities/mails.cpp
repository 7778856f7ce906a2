#include "features/activities/mails.h"

#include "base/markdown.h"
#include "base/secrets.h"
#include "base/text.h"
#include "features/activities/details.h"
#include "features/activities/door.h"
#include "features/activities/letters_to_all.h"
#include "features/activities/mails_words.h"
#include "post/outbox.h"

namespace overens::activities {
namespace {

post::CalendarPart calendar_part(Db& db, const Letterhead& from, formats::CalendarMethod method,
                                 const Activity& activity, const Registration& one) {
  formats::CalendarEvent event = calendar_event(from.house, from.compact, activity);
  // Whoever takes part from elsewhere finds the way in there, and no house.
  if (one.way == Way::digital) event.location = details(db, activity.id).digital_link;
  event.organizer = {from.compact.name, from.house.mail_from};
  event.attendee = {one.name, one.email};
  return {formats::icalendar({.method = method,
                              .zone = from.compact.zone(),
                              .now = from.now,
                              .name = {},
                              .language = one.language,
                              .events = {std::move(event)}}),
          std::string(formats::name_of(method))};
}

std::string_view kind_of(Occasion occasion) {
  for (const auto& [one, name] : names(Occasion{}))
    if (one == occasion) return name;
  return {};
}

// Own words stand behind the first sentence.
LetterDraft draft_of(Db& db, const Letterhead& from, Occasion occasion, const Activity& activity,
                     const Registration& one, Contents what, Language language) {
  const std::string words = own_words(db, activity.id, kind_of(occasion));
  if (!words.empty()) what.paragraphs.insert(what.paragraphs.begin() + 1, verbatim(words));
  return {what.subject.in(language), letter_text(from, one.name, what.paragraphs, language)};
}

// What a letter is about happens once; that somebody registers again is told once a day.
std::string key_of(const Letterhead& from, Occasion occasion, const Activity& activity,
                   const Receiver& to) {
  const std::string when = occasion == Occasion::registered_already
                               ? iso(date_of(from.now, from.compact.zone()))
                               : std::to_string(activity.sequence);
  const std::string who = to.companion ? "participant " + std::to_string(to.companion->id.value)
                                       : "registration " + std::to_string(to.one.id.value);
  return who + " " + std::string(kind_of(occasion)) + " " + when;
}

// Whether the letter says that its receiver has a seat.
bool tells_of_a_seat(Occasion occasion, const Registration& one) {
  if (one.state != State::confirmed) return false;
  switch (occasion) {
    case Occasion::confirmed:
    case Occasion::moved_up:
    case Occasion::accepted:
    case Occasion::changed:
    case Occasion::named:
    case Occasion::registered_already:
    case Occasion::moved:
      return true;
    default:
      return false;
  }
}

// What is read at the door, where the letter is for one person who comes to the room.
std::optional<DoorCode> code_of(Db& db, const Letterhead& from, const Receiver& to) {
  const bool is_for_one = to.companion || to.one.size == 1;
  if (!is_for_one || to.one.way != Way::on_site) return std::nullopt;
  return door_code(db, from.house, from.compact, to.one.number,
                   to.companion ? to.companion->number : Number{1});
}

// How one gets in. The digital link is for those who have a digital seat, and stands nowhere else.
Text way_in(Db& db, const Letterhead& from, const Activity& activity, const Receiver& to,
            const std::optional<DoorCode>& code) {
  if (to.one.way == Way::digital) {
    const std::string where = details(db, activity.id).digital_link;
    return where.empty() ? verbatim("")
                         : t("You take part digitally, by this link. It is for you, do not pass it "
                             "on:\n{}",
                             where);
  }
  if (code)
    return t(
        "At the door, show the code in the picture, or say your name. The code stands here "
        "too:\n{}",
        code->address);
  return to.one.size == 1 ? verbatim("")
                          : t("Your page has a code for each of you, to show at the door:\n{}#code",
                              own_address(from, to.one));
}

LetterDraft draft_for(Db& db, const Letterhead& from, Occasion occasion, const Activity& activity,
                      const Receiver& to, const std::optional<DoorCode>& code, Contents what,
                      Language language) {
  if (tells_of_a_seat(occasion, to.one))
    what.paragraphs.push_back(way_in(db, from, activity, to, code));
  return draft_of(db, from, occasion, activity, to.one, std::move(what), language);
}

void write(Db& db, const Letterhead& from, Occasion occasion, const Activity& activity,
           const Receiver& to) {
  const Registration& one = to.one;
  if (one.email.empty()) return;
  const Language language = language_of(one.language).value_or(Language::sv);
  const Contents what = contents(from, occasion, activity, to);
  const auto code = tells_of_a_seat(occasion, one) ? code_of(db, from, to) : std::nullopt;
  const LetterDraft letter = draft_for(db, from, occasion, activity, to, code, what, language);
  post::Mail mail{.key = key_of(from, occasion, activity, to),
                  .to = one.email,
                  .to_name = one.name,
                  .subject = letter.subject,
                  .text = letter.text,
                  .calendar = {},
                  .reply_to = {},
                  .sender_name = from.compact.name,
                  .language = language,
                  .kind = std::string(kind_of(occasion)),
                  .scope = from.compact.id.value,
                  .about = "registration " + std::to_string(one.id.value),
                  .topic = topic_of(activity),
                  .qr = code ? code->address : std::string()};
  if (what.calendar) {
    mail.calendar = calendar_part(db, from, *what.calendar, activity, one);
    if (!to.companion && one.sequence != activity.sequence) note_sent(db, one, activity.sequence);
  }
  post::send(db, mail, from.now);
}

}  // namespace

void write_letter(Db& db, const Letterhead& from, Occasion occasion, const Activity& activity,
                  const Registration& one) {
  write(db, from, occasion, activity, {one});
}

void write_letter_to(Db& db, const Letterhead& from, Occasion occasion, const Activity& activity,
                     const Registration& one, const Companion& companion) {
  Registration theirs = one;
  theirs.name = companion.name;
  theirs.email = companion.email;
  theirs.size = 1;
  write(db, from, occasion, activity, {theirs, &companion});
}

LetterDraft letter_draft(Db& db, const Letterhead& from, Occasion occasion,
                         const Activity& activity, const Registration& one, Language language) {
  const Receiver to{one};
  const auto code = tells_of_a_seat(occasion, one) ? code_of(db, from, to) : std::nullopt;
  return draft_for(db, from, occasion, activity, to, code, contents(from, occasion, activity, to),
                   language);
}

Text way_to_get_in(Db& db, const Letterhead& from, const Activity& activity,
                   const Registration& one, const Companion* companion) {
  const Receiver to{one, companion};
  if (const auto code = code_of(db, from, to))
    return t("At the door, show your code, or say your name. The code is here:\n{}", code->address);
  return way_in(db, from, activity, to, std::nullopt);
}

void write_exception_letter(Db& db, const Letterhead& from, const Activity& activity,
                            const NewException& exception, const Url& where) {
  const Language language = from.compact.own_language();
  const std::string title = shortened(activity.title, longest_title_in_subject);
  const Contents what{
      t("You may still register: {}", title),
      {t("The last day to register for {0} is over, but you may register until {1}.",
         activity.title, long_date(exception.last_day)),
       where_and_when(from.compact, activity), t("Register here: {}", where.text())},
      std::nullopt};
  post::send(db,
             {.key = "exception " + sha256_hex(exception.token),
              .to = exception.email,
              .to_name = {},
              .subject = what.subject.in(language),
              .text = letter_text(from, "", what.paragraphs, language),
              .calendar = {},
              .reply_to = {},
              .sender_name = from.compact.name,
              .language = language,
              .kind = "registration_exception",
              .scope = from.compact.id.value,
              .about = "activity " + std::to_string(activity.id.value),
              .topic = topic_of(activity)},
             from.now);
}

void write_to_all(Db& db, const Letterhead& from, Occasion occasion, const Activity& activity) {
  for (const State state : {State::confirmed, State::offered, State::waiting})
    for (const Registration& one : registrations(db, activity.id, state, most_on_a_list))
      write_letter(db, from, occasion, activity, one);
  for (const Companion& one : companions_of_all(db, activity.id))
    write_letter_to(db, from, occasion, activity, load_registration(db, one.registration), one);
}

Text when_words(const Activity& activity, const Zone& zone) {
  const Text start = date_and_time(activity.starts_at, zone);
  if (date_of(activity.starts_at, zone) == date_of(activity.ends_at, zone))
    return t("{0}–{1}", start, time_of_day(activity.ends_at, zone));
  return t("{0} to {1}", start, date_and_time(activity.ends_at, zone));
}

std::string link_token(const Site& site, CompactId compact, Number registration) {
  return keyed_hash(site.secret_key, "link of registration " + std::to_string(compact.value) + "/" +
                                         std::to_string(registration.value));
}

formats::CalendarEvent calendar_event(const Site& site, const compacts::Compact& compact,
                                      const Activity& activity) {
  const bool is_off = activity.status == Status::cancelled;
  std::string description = markdown_words(activity.purpose);
  if (!activity.access.empty())
    description += (description.empty() ? "" : "\n\n") + activity.access;
  return {.uid = activity.uid,
          .sequence = static_cast<int>(activity.sequence),
          .starts_at = activity.starts_at,
          .ends_at = activity.ends_at,
          .whole_days = false,
          .summary = activity.title,
          .description = std::move(description),
          .location = activity.place,
          .url = full_address(site, url("/{}/activities/{}", compact.slug, activity.number)),
          .organizer = {},
          .attendee = {},
          .status = is_off ? formats::EventStatus::cancelled : formats::EventStatus::confirmed,
          .last_modified = activity.changed_at};
}

}  // namespace overens::activities
