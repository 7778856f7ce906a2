#include "features/activities/mails.h"

#include "base/secrets.h"
#include "base/text.h"
#include "features/activities/details.h"
#include "features/activities/letters.h"
#include "features/activities/letters_to_all.h"
#include "post/outbox.h"

namespace overens::activities {
namespace {

struct Contents {
  Text subject;
  std::vector<Text> paragraphs;
  std::optional<formats::CalendarMethod> calendar;
};

std::string full_address(const Site& site, const Url& path) {
  return site.public_url + path.text();
}

Text change_or_cancel(const Letterhead& from, const Registration& one) {
  const Url link = url("/{}/registrations/{}", from.compact.slug,
                       link_token(from.house, from.compact.id, one.number));
  return t("Change your registration or cancel it here:\n{}", full_address(from.house, link));
}

Text seats_words(const Registration& one) { return tn("{} seat", "{} seats", one.size); }

// Who has seats has an entry in a calendar, too.
std::optional<formats::CalendarMethod> if_confirmed(const Registration& one,
                                                    formats::CalendarMethod method) {
  return one.state == State::confirmed ? std::optional(method) : std::nullopt;
}

Text stands_where(const Registration& one) {
  switch (one.state) {
    case State::waiting:
      return t("You stand on the waiting list. Your page shows your place in line.");
    case State::offered:
      return t("A seat is offered to you. Your page shows until when.");
    default:
      return one.size == 1 ? t("You have a seat.") : t("You have {}.", seats_words(one));
  }
}

Contents about_a_seat(const Letterhead& from, Occasion occasion, const Activity& activity,
                      const Registration& one, const std::string& title) {
  const Text facts = where_and_when(from.compact, activity);
  const Text link = change_or_cancel(from, one);
  const Text in_calendar = t("The file in this mail puts it in your calendar.");
  constexpr auto request = formats::CalendarMethod::request;
  if (occasion == Occasion::moved_up)
    return {t("You have got a seat: {}", title),
            {t("A seat has become free at {}, and it is yours. You were first in line.",
               activity.title),
             facts, in_calendar, link},
            request};
  if (occasion == Occasion::accepted)
    return {t("The seat is yours: {}", title),
            {t("You said yes to a seat at {}.", activity.title), facts, in_calendar, link},
            request};
  return {t("You are registered: {}", title),
          {one.size == 1 ? t("You have a seat at {}.", activity.title)
                         : t("You have {0} at {1}.", seats_words(one), activity.title),
           facts, in_calendar, link},
          request};
}

Contents about_the_line(const Letterhead& from, Occasion occasion, const Activity& activity,
                        const Registration& one, const std::string& title) {
  const Text facts = where_and_when(from.compact, activity);
  const Text link = change_or_cancel(from, one);
  switch (occasion) {
    case Occasion::waiting:
      return {t("You are on the waiting list: {}", title),
              {t("All seats at {} are taken. You have no seat yet, but a place in line: whoever "
                 "came first gets the first seat that becomes free.",
                 activity.title),
               t("If a seat becomes free for you, we write to you. Your page shows your place."),
               facts, link},
              std::nullopt};
    case Occasion::offered:
      return {t("A seat is free for you: {}", title),
              {t("A seat has become free at {}, and you are first in line.", activity.title),
               t("Say yes or no by {}. Without an answer it goes to the next in line.",
                 date_and_time(one.offered_until.value_or(from.now), from.compact.zone())),
               facts, link},
              std::nullopt};
    case Occasion::declined:
      return {t("You said no to the seat: {}", title),
              {t("You said no to a seat at {}. It goes to the next in line, and you are no longer "
                 "on the waiting list.",
                 activity.title)},
              std::nullopt};
    default:
      return {t("The seat went to the next in line: {}", title),
              {t("We offered you a seat at {} and had no answer in time. You are no longer on the "
                 "waiting list. If you still want to come, register anew.",
                 activity.title)},
              std::nullopt};
  }
}

// An ending: of a seat, or of waiting for one.
Contents about_leaving(const Letterhead& from, const Activity& activity, const Registration& one,
                       const std::string& title) {
  if (one.state != State::confirmed)
    return {t("You are no longer on the waiting list: {}", title),
            {t("Your registration for {} is cancelled. You do not stand in line any more.",
               activity.title)},
            std::nullopt};
  return {t("You are no longer registered: {}", title),
          {t("Your registration for {} is cancelled, and your seat is free for somebody else.",
             activity.title),
           where_and_when(from.compact, activity),
           t("The file in this mail takes it out of your calendar.")},
          formats::CalendarMethod::cancel};
}

Contents about_a_change(const Letterhead& from, Occasion occasion, const Activity& activity,
                        const Registration& one, const std::string& title) {
  const Text facts = where_and_when(from.compact, activity);
  const Text link = change_or_cancel(from, one);
  const auto request = if_confirmed(one, formats::CalendarMethod::request);
  const Text corrects = request ? t("The file in this mail corrects your calendar.") : verbatim("");
  switch (occasion) {
    case Occasion::changed:
      return {
          t("Your registration is changed: {}", title),
          {t("Your registration for {} has been changed. This is what holds now:", activity.title),
           t("{0} · {1}", stands_where(one), words_for(one.way)), facts, corrects, link},
          request};
    case Occasion::named:
      return {t("You are registered by somebody else: {}", title),
              {t("You are one of those who come to {0}, as {1} has told us.", activity.title,
                 one.organisation.empty() ? t("a colleague") : verbatim(one.organisation)),
               facts, t("If that is wrong, tell the one who registered you, or answer this mail.")},
              std::nullopt};
    case Occasion::registered_already:
      return {t("You were registered already: {}", title),
              {t("Somebody, probably you, registered this name and address for {} once more. "
                 "Nothing has changed.",
                 activity.title),
               stands_where(one), facts, link},
              std::nullopt};
    default:
      return {t("Changed: {}", title),
              {t("Something has changed about {}, which you are registered for. This is what "
                 "holds now:",
                 activity.title),
               facts, corrects, link},
              request};
  }
}

Contents contents(const Letterhead& from, Occasion occasion, const Activity& activity,
                  const Registration& one) {
  const std::string title = shortened(activity.title, longest_title_in_subject);
  switch (occasion) {
    case Occasion::confirmed:
    case Occasion::moved_up:
    case Occasion::accepted:
      return about_a_seat(from, occasion, activity, one, title);
    case Occasion::waiting:
    case Occasion::offered:
    case Occasion::declined:
    case Occasion::expired:
      return about_the_line(from, occasion, activity, one, title);
    case Occasion::changed:
    case Occasion::named:
    case Occasion::registered_already:
    case Occasion::moved:
      return about_a_change(from, occasion, activity, one, title);
    case Occasion::unregistered:
      return about_leaving(from, activity, one, title);
    case Occasion::called_off:
      break;
  }
  return {t("Cancelled: {}", title),
          {t("{} is cancelled. You need not do anything.", activity.title),
           verbatim(activity.cancel_reason), where_and_when(from.compact, activity),
           one.state == State::confirmed ? t("The file in this mail takes it out of your calendar.")
                                         : verbatim("")},
          if_confirmed(one, formats::CalendarMethod::cancel)};
}

post::CalendarPart calendar_part(const Letterhead& from, formats::CalendarMethod method,
                                 const Activity& activity, const Registration& one) {
  formats::CalendarEvent event = calendar_event(from.house, from.compact, activity);
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
                   const Registration& one) {
  const std::string when = occasion == Occasion::registered_already
                               ? iso(date_of(from.now, from.compact.zone()))
                               : std::to_string(activity.sequence);
  return "registration " + std::to_string(one.id.value) + " " + std::string(kind_of(occasion)) +
         " " + when;
}

bool has_a_seat(Occasion occasion) {
  return occasion == Occasion::confirmed || occasion == Occasion::moved ||
         occasion == Occasion::registered_already;
}

// The digital link is for those who have a digital seat, and stands nowhere else.
Contents contents_for(Db& db, const Letterhead& from, Occasion occasion, const Activity& activity,
                      const Registration& one) {
  Contents what = contents(from, occasion, activity, one);
  if (has_a_seat(occasion) && one.way == Way::digital)
    if (const std::string where = details(db, activity.id).digital_link; !where.empty())
      what.paragraphs.push_back(
          t("You take part digitally, by this link. It is for you, do not "
            "pass it on:\n{}",
            where));
  return what;
}

}  // namespace

void write_letter(Db& db, const Letterhead& from, Occasion occasion, const Activity& activity,
                  const Registration& one) {
  if (one.email.empty()) return;
  const Language language = language_of(one.language).value_or(Language::sv);
  const Contents what = contents_for(db, from, occasion, activity, one);
  const LetterDraft letter = draft_of(db, from, occasion, activity, one, what, language);
  post::Mail mail{.key = key_of(from, occasion, activity, one),
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
                  .topic = topic_of(activity)};
  if (what.calendar) {
    mail.calendar = calendar_part(from, *what.calendar, activity, one);
    if (one.sequence != activity.sequence) note_sent(db, one, activity.sequence);
  }
  post::send(db, mail, from.now);
}

LetterDraft letter_draft(Db& db, const Letterhead& from, Occasion occasion,
                         const Activity& activity, const Registration& one, Language language) {
  return draft_of(db, from, occasion, activity, one,
                  contents_for(db, from, occasion, activity, one), language);
}

void write_exception_letter(Db& db, const Letterhead& from, const Activity& activity,
                            const NewException& exception, const Url& where) {
  const Language language = language_of(from.compact.language).value_or(Language::sv);
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
  std::string description = activity.purpose;
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
