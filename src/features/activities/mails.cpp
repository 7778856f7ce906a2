#include "features/activities/mails.h"

#include "base/secrets.h"
#include "base/text.h"
#include "post/outbox.h"

namespace overens::activities {
namespace {

constexpr std::size_t longest_title_in_subject = 80;

struct Contents {
  Text subject;
  std::vector<Text> paragraphs;
  std::optional<formats::CalendarMethod> calendar;
};

Text where_and_when(const compacts::Compact& compact, const Activity& activity) {
  Text lines = t("When: {}", when_words(activity, compact.zone()));
  if (!activity.place.empty()) lines = t("{0}\nWhere: {1}", lines, activity.place);
  if (!activity.access.empty()) lines = t("{0}\nGetting in: {1}", lines, activity.access);
  return lines;
}

std::string full_address(const Site& site, const Url& path) {
  return site.public_url + path.text();
}

Text change_or_cancel(const Letterhead& from, const Registration& one) {
  const Url link = url("/{}/registrations/{}", from.compact.slug,
                       link_token(from.house, from.compact.id, one.number));
  return t("Change your registration or cancel it here:\n{}", full_address(from.house, link));
}

Contents contents(const Letterhead& from, Occasion occasion, const Activity& activity,
                  const Registration& one) {
  const std::string title = shortened(activity.title, longest_title_in_subject);
  const Text facts = where_and_when(from.compact, activity);
  const Text link = change_or_cancel(from, one);
  switch (occasion) {
    case Occasion::confirmed:
      return {t("You are registered: {}", title),
              {t("You have a seat at {}.", activity.title), facts,
               t("The file in this mail puts it in your calendar."), link},
              formats::CalendarMethod::request};
    case Occasion::registered_already:
      return {t("You were registered already: {}", title),
              {t("Somebody, probably you, registered this address for {} once more. You have a "
                 "seat already, and it is still yours: nothing has changed.",
                 activity.title),
               facts, link},
              std::nullopt};
    case Occasion::moved:
      return {t("Changed: {}", title),
              {t("Something has changed about {}, which you are registered for. This is what "
                 "holds now:",
                 activity.title),
               facts, t("The file in this mail corrects your calendar."), link},
              formats::CalendarMethod::request};
    case Occasion::unregistered:
      return {t("You are no longer registered: {}", title),
              {t("Your registration for {} is cancelled, and your seat is free for somebody else.",
                 activity.title),
               facts, t("The file in this mail takes it out of your calendar.")},
              formats::CalendarMethod::cancel};
    case Occasion::called_off:
      return {t("Cancelled: {}", title),
              {t("{} is cancelled. You need not do anything.", activity.title),
               verbatim(activity.cancel_reason), facts,
               t("The file in this mail takes it out of your calendar.")},
              formats::CalendarMethod::cancel};
  }
  return {};
}

std::string body_of(const Letterhead& from, const Contents& contents, const Registration& one,
                    Language language) {
  std::string body = t("Hello {},", one.name).in(language) + "\n";
  for (const Text& paragraph : contents.paragraphs)
    if (const std::string words = paragraph.in(language); !words.empty())
      body += "\n" + words + "\n";
  body += "\n" + from.compact.name + "\n";
  if (from.house.is_demo)
    body += "\n" +
            t("This is a demonstration and not the site of {}.", from.house.demo_of).in(language) +
            "\n";
  return body;
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

std::string_view name_of(Occasion occasion) {
  switch (occasion) {
    case Occasion::confirmed:
      return "registration_confirmed";
    case Occasion::registered_already:
      return "registered_already";
    case Occasion::moved:
      return "activity_changed";
    case Occasion::unregistered:
      return "registration_cancelled";
    case Occasion::called_off:
      return "activity_cancelled";
  }
  return "";
}

// What a letter is about happens once; that somebody registers again is told once a day.
std::string key_of(const Letterhead& from, Occasion occasion, const Activity& activity,
                   const Registration& one) {
  const std::string when = occasion == Occasion::registered_already
                               ? iso(date_of(from.now, from.compact.zone()))
                               : std::to_string(activity.sequence);
  return "registration " + std::to_string(one.id.value) + " " + std::string(name_of(occasion)) +
         " " + when;
}

}  // namespace

void write_letter(Db& db, const Letterhead& from, Occasion occasion, const Activity& activity,
                  const Registration& one) {
  if (one.email.empty()) return;
  const Language language = language_of(one.language).value_or(Language::sv);
  const Contents what = contents(from, occasion, activity, one);
  post::Mail mail{.key = key_of(from, occasion, activity, one),
                  .to = one.email,
                  .to_name = one.name,
                  .subject = what.subject.in(language),
                  .text = body_of(from, what, one, language),
                  .calendar = {},
                  .reply_to = {},
                  .sender_name = from.compact.name,
                  .language = language,
                  .kind = std::string(name_of(occasion)),
                  .scope = from.compact.id.value,
                  .about = "registration " + std::to_string(one.id.value)};
  if (what.calendar) {
    mail.calendar = calendar_part(from, *what.calendar, activity, one);
    note_sent(db, one, activity.sequence);
  }
  post::send(db, mail, from.now);
}

void write_to_all(Db& db, const Letterhead& from, Occasion occasion, const Activity& activity) {
  for (const Registration& one : registrations(db, activity.id, State::confirmed, most_on_a_list))
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
