#include "features/activities/mails_words.h"

#include "base/text.h"

namespace overens::activities {
namespace {

// The link that changes a registration is for the one who registered.
Text change_or_cancel(const Letterhead& from, Occasion occasion, const Receiver& to) {
  if (to.companion)
    return t("Your own page is here. There you see what we keep, and say if you can not come:\n{}",
             companion_address(from, to.one, *to.companion));
  if (occasion == Occasion::named)
    return t(
        "If that is wrong, or you can not come, tell the one who registered you, or answer "
        "this mail.");
  return t("Change your registration or cancel it here:\n{}", own_address(from, to.one));
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
                      const Receiver& to, const std::string& title) {
  const Registration& one = to.one;
  const Text facts = where_and_when(from.compact, activity, one.way);
  const Text link = change_or_cancel(from, occasion, to);
  const Text in_calendar = t("The file in this mail puts it in your calendar.");
  constexpr auto request = formats::CalendarMethod::request;
  if (occasion == Occasion::moved_up)
    return {one.size == 1 ? t("You have got a seat: {}", title)
                          : t("You have got your seats: {}", title),
            {one.size == 1
                 ? t("A seat has become free at {}, and it is yours. You were first in line.",
                     activity.title)
                 : t("{0} have become free at {1}, and they are yours. You were first in line.",
                     seats_words(one), activity.title),
             facts, in_calendar, link},
            request};
  if (occasion == Occasion::accepted)
    return {one.size == 1 ? t("The seat is yours: {}", title) : t("The seats are yours: {}", title),
            {one.size == 1 ? t("You said yes to a seat at {}.", activity.title)
                           : t("You said yes to {0} at {1}.", seats_words(one), activity.title),
             facts, in_calendar, link},
            request};
  return {t("You are registered: {}", title),
          {one.size == 1 ? t("You have a seat at {}.", activity.title)
                         : t("You have {0} at {1}.", seats_words(one), activity.title),
           facts, in_calendar, link},
          request};
}

Contents about_the_line(const Letterhead& from, Occasion occasion, const Activity& activity,
                        const Receiver& to, const std::string& title) {
  const Registration& one = to.one;
  const Text facts = where_and_when(from.compact, activity, one.way);
  const Text link = change_or_cancel(from, occasion, to);
  switch (occasion) {
    case Occasion::waiting:
      return {t("You are on the waiting list: {}", title),
              {t("All seats at {} are taken. You have no seat yet, but a place in line: whoever "
                 "came first gets the first seat that becomes free.",
                 activity.title),
               one.size == 1 ? verbatim("")
                             : t("You wait for {}: they come when there is room for all of you.",
                                 seats_words(one)),
               t("If a seat becomes free for you, we write to you. Your page shows your place."),
               facts, link},
              std::nullopt};
    case Occasion::offered:
      return {one.size == 1 ? t("A seat is free for you: {}", title)
                            : t("Seats are free for you: {}", title),
              {one.size == 1
                   ? t("A seat has become free at {}, and you are first in line.", activity.title)
                   : t("{0} have become free at {1}, and you are first in line.", seats_words(one),
                       activity.title),
               t("Say yes or no by {}. Without an answer it goes to the next in line.",
                 date_and_time(one.offered_until.value_or(from.now), from.compact.zone())),
               facts, t("Answer here:\n{}", own_address(from, one))},
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
  return {
      t("You are no longer registered: {}", title),
      {one.size == 1
           ? t("Your registration for {} is cancelled, and your seat is free for somebody else.",
               activity.title)
           : t("Your registration for {} is cancelled, and your seats are free for others.",
               activity.title),
       where_and_when(from.compact, activity, one.way),
       t("The file in this mail takes it out of your calendar.")},
      formats::CalendarMethod::cancel};
}

Contents about_a_change(const Letterhead& from, Occasion occasion, const Activity& activity,
                        const Receiver& to, const std::string& title) {
  const Registration& one = to.one;
  const Text facts = where_and_when(from.compact, activity, one.way);
  const Text link = change_or_cancel(from, occasion, to);
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
               facts, request ? t("The file in this mail puts it in your calendar.") : verbatim(""),
               link},
              request};
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

}  // namespace

Contents contents(const Letterhead& from, Occasion occasion, const Activity& activity,
                  const Receiver& to) {
  const Registration& one = to.one;
  const std::string title = shortened(activity.title, longest_title_in_subject);
  switch (occasion) {
    case Occasion::confirmed:
    case Occasion::moved_up:
    case Occasion::accepted:
      return about_a_seat(from, occasion, activity, to, title);
    case Occasion::waiting:
    case Occasion::offered:
    case Occasion::declined:
    case Occasion::expired:
      return about_the_line(from, occasion, activity, to, title);
    case Occasion::changed:
    case Occasion::named:
    case Occasion::registered_already:
    case Occasion::moved:
      return about_a_change(from, occasion, activity, to, title);
    case Occasion::unregistered:
      return about_leaving(from, activity, one, title);
    case Occasion::left_out:
      return {t("You are no longer one of those who come: {}", title),
              {t("Whoever registered you for {} has cancelled or given up your seat, or somebody "
                 "else comes in your place.",
                 activity.title),
               where_and_when(from.compact, activity, one.way),
               t("The file in this mail takes it out of your calendar.")},
              if_confirmed(one, formats::CalendarMethod::cancel)};
    case Occasion::called_off:
      break;
  }
  return {t("Cancelled: {}", title),
          {t("{} is cancelled. You need not do anything.", activity.title),
           verbatim(activity.cancel_reason), where_and_when(from.compact, activity, one.way),
           one.state == State::confirmed ? t("The file in this mail takes it out of your calendar.")
                                         : verbatim("")},
          if_confirmed(one, formats::CalendarMethod::cancel)};
}

std::string full_address(const Site& site, const Url& path) {
  return site.public_url + path.text();
}

std::string own_address(const Letterhead& from, const Registration& one) {
  return full_address(from.house, url("/{}/registrations/{}", from.compact.slug,
                                      link_token(from.house, from.compact.id, one.number)));
}

}  // namespace overens::activities
