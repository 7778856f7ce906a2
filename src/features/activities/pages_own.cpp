// One's own registration, by the link in one's mail: all that is kept about it, and what can be
// done about it. Looking changes nothing; buttons do. It works in any browser that has the link.
#include "features/activities/pages_own.h"

#include "base/text.h"
#include "features/activities/after.h"
#include "features/activities/door.h"
#include "features/activities/invitations.h"
#include "features/activities/pages_mails.h"
#include "features/activities/pages_person.h"
#include "features/activities/standard_questions.h"

namespace overens::activities {

Own own_registration(Visit& visit, std::string_view token) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  Registration one = found(find_by_token(visit.db, compact.id, token));
  Activity activity = load(visit.db, one.activity);
  return {compact, std::move(one), std::move(activity)};
}

bool Own::is_open(Instant now) const {
  return !is_ended(registration.state) && activity.status == Status::published &&
         now < activity.starts_at;
}

bool Own::may_change(Instant now) const {
  return is_open(now) && now <= changes_end_at(activity, compact.zone());
}

Url own_url(const Visit& visit, std::string_view token) {
  return url(visit, "/{}/registrations/{}", visit.scope.slug, std::string(token));
}

namespace {

void require_changeable(const Own& own, Instant now) {
  if (!own.may_change(now))
    throw Conflict{
        t("This registration can no longer be changed: it has ended, the last day for changes is "
          "over, or the activity has begun or is cancelled.")};
}

// Why one waits, in the order that matters.
Text reason_to_wait(const Visit& visit, const Own& own, const Place& place) {
  const Activity& activity = own.activity;
  if (activity.waiting_list == WaitingList::held)
    return t("Those who run it hold the list for now, so nobody is moved up.");
  if (visit.now >= cutoff_at(activity))
    return t("It is so near the beginning that nobody is moved up any more.");
  if (place.seats_left.value_or(0) <= 0) return t("All seats are taken.");
  const Text left = tn("{} seat is free", "{} seats are free", place.seats_left.value_or(0));
  if (place.number == 1) return t("{0}, and you need {1}.", left, own.registration.size);
  return t("{0}, and a group of {1} waits before you.", left, place.first_size);
}

Html waiting_notice(const Visit& visit, const Own& own) {
  const auto place = place_in_line(visit.db, own.registration);
  if (!place) return {};
  Html body = paragraph(place->number == 1
                            ? t("You are first in line.")
                            : t("You are number {0} in line. {1} before you.", place->number,
                                tn("{} person waits", "{} people wait", place->people_before)));
  body += paragraph(reason_to_wait(visit, own, *place));
  body += paragraph(t("You have no seat yet. If one becomes free for you, we write to you."));
  return notice(Tone::warning, t("You stand on the waiting list"), body);
}

Html offer_notice(Visit& visit, const Own& own, std::string_view token) {
  const Zone zone = own.compact.zone();
  Html body = paragraph(t("Say yes or no by {}. Without an answer it goes to the next in line.",
                          date_and_time(*own.registration.offered_until, zone)));
  if (visit.now <= *own.registration.offered_until) {
    const std::string link(token);
    body +=
        post_button(visit, url(visit, "/{}/registrations/{}/acceptance", visit.scope.slug, link),
                    {.words = t("Yes, I take the seat")});
    body += post_button(visit, url(visit, "/{}/registrations/{}/decline", visit.scope.slug, link),
                        {.words = t("No, give it to the next in line"), .is_dangerous = true});
  }
  return notice(
      Tone::info,
      own.registration.size == 1 ? t("A seat is free for you") : t("Seats are free for all of you"),
      body);
}

Html own_standing(Visit& visit, const Own& own, std::string_view token) {
  if (own.activity.status == Status::cancelled || visit.now > own.activity.ends_at)
    return standing_notice(visit, own.compact, own.activity);
  switch (own.registration.state) {
    case State::cancelled:
      return notice(Tone::neutral, t("Your registration is cancelled"),
                    paragraph(t("It is for good. If you want to come after all, register anew.")));
    case State::declined:
      return notice(Tone::neutral, t("The seat went to somebody else"),
                    paragraph(t("You said no to it, or had not answered when the time was over. If "
                                "you want to come after all, register anew.")));
    case State::waiting:
      return waiting_notice(visit, own);
    case State::offered:
      return offer_notice(visit, own, token);
    case State::confirmed:
      break;
  }
  const std::int64_t size = own.registration.size;
  return notice(Tone::success, t("You are registered"),
                paragraph(!own.is_open(visit.now)
                              ? tn("You have {} seat.", "You have {} seats.", size)
                              : tn("You have {} seat. If you can not come, cancel it here, so that "
                                   "somebody else gets it.",
                                   "You have {} seats. If you can not come, cancel them here, so "
                                   "that others get them.",
                                   size)));
}

Html own_facts(const Visit& visit, const Own& own) {
  const Registration& one = own.registration;
  std::vector<Fact> known{{t("When"), when_element(own.activity, own.compact.zone())},
                          {t("Where"), where_words(own.activity, one.way)},
                          {t("You take part"), html("{}", words_for(one.way))},
                          {t("Name"), html("{}", one.name)}};
  if (!one.email.empty()) known.push_back({t("Mail"), html("{}", one.email)});
  for (const std::string& organisation : {one.organisation, one.other_organisation})
    if (!organisation.empty()) known.push_back({t("Organisation"), html("{}", organisation)});
  if (one.category)
    known.push_back({t("You are counted as"), html("{}", words_for(*one.category))});
  if (one.also) known.push_back({t("Your other role"), html("{}", words_for(*one.also))});
  if (!one.note.empty()) known.push_back({t("Note of those who run it"), html("{}", one.note)});
  known.push_back({t("Came to us"), html("{}, {}", words_for(one.channel),
                                         instant_element(one.registered_at, own.compact.zone()))});
  known.push_back({t("Kept"), html("{}", tn("Until {} month after the activity.",
                                            "Until {} months after the activity.", kept_months))});
  for (const Question& question : questions(visit.db, own.activity.id))
    for (const Answered& answered : answers(visit.db, one.id))
      if (answered.question == question.id)
        known.push_back(
            {label_words(question), html("{}", answer_words(question, answered.value))});
  return facts(known);
}

Html people_list(Visit& visit, const Own& own, std::string_view token) {
  const LinkTo change = [&](const Participant& one) {
    return link(
        url(visit, "/{}/registrations/{}/people/{}", visit.scope.slug, std::string(token),
            one.number),
        one.name.empty() ? t("Name person {}", one.number) : t("Change or exchange {}", one.name));
  };
  return people_table(visit.db, own.registration, t("The people of your registration"),
                      own.may_change(visit.now) ? change : LinkTo{});
}

Html own_change_form(Visit& visit, const Own& own, std::string_view token, const Filled& filled) {
  const Asked asked =
      asked_of(visit.db, own.compact, own.activity, compacts::today(visit, own.compact));
  Html fields = field(filled, {.name = "name",
                               .label = t("Your name"),
                               .value = own.registration.name,
                               .autocomplete = "name"});
  fields += registrant_fields(filled, asked, own.activity.audience, &own.registration);
  Html part = heading(2, t("Change your registration"));
  part += post_form(visit, own_url(visit, token), fields, {.words = t("Save")});
  part += post_form(
      visit, url(visit, "/{}/registrations/{}/size", visit.scope.slug, std::string(token)),
      size_field(filled, own.registration.size), {.words = t("Change the number of people")});
  if (asked.ways.size() > 1)
    part += post_form(
        visit, url(visit, "/{}/registrations/{}/way", visit.scope.slug, std::string(token)),
        way_field(filled, asked, own.registration.way), {.words = t("Change the way")});
  return part;
}

Html cancel_part(Visit& visit, const Own& own, std::string_view token) {
  Html part = heading(2, t("Cancel your registration"));
  part += paragraph(own.registration.state == State::confirmed
                        ? t("It can not be taken back, but you can register anew while there are "
                            "seats.")
                        : t("It can not be taken back. If you register anew, you stand last in "
                            "line."));
  part += html(R"(<p>{}</p>)", button_link(url(visit, "/{}/registrations/{}/cancellation",
                                               visit.scope.slug, std::string(token)),
                                           t("Cancel my registration"), Weight::secondary));
  return part;
}

void not_resized(Filled& filled, const Own& own, Resizing outcome) {
  if (outcome == Resizing::full)
    filled.fail("size", t("There are not so many free seats that nobody waits for. You keep the {} "
                          "you have.",
                          own.registration.size));
  else if (outcome == Resizing::over_quota)
    filled.fail("size", t("There are not so many seats for one organisation. You keep the {} you "
                          "have.",
                          own.registration.size));
  else
    filled.fail("size", t("This registration has ended."));
}

}  // namespace

Response own_page(Visit& visit, const Own& own, std::string_view token, const Filled& filled,
                  int status) {
  Html body = error_summary(filled);
  body += own_standing(visit, own, token);
  body += own_facts(visit, own);
  body += own_sections(visit, own.compact, own.activity, own.registration, token);
  body += people_list(visit, own, token);
  body += codes_for_door(visit, own.compact, own.registration);
  if (own.may_change(visit.now)) body += own_change_form(visit, own, token, filled);
  if (own.is_open(visit.now)) body += cancel_part(visit, own, token);
  body += mails_about(visit, own.compact, own.registration);
  body += html("<p>{}</p>", link(activity_url(visit, own.activity), t("About the activity")));
  return page(visit,
              {.title = t("Your registration for {}", own.activity.title),
               .path = {{t("Activities"), activities_url(visit)}}},
              body, status);
}

Response show_own_registration(Visit& visit, std::string token) {
  return own_page(visit, own_registration(visit, token), token, Filled{}, 200);
}

Response change_own_registration(Visit& visit, std::string token) {
  const Own own = own_registration(visit, token);
  require_changeable(own, visit.now);
  Filled filled(visit.form);
  constexpr std::size_t longest_name = 100;
  Registrant who{.name = filled.line("name", t("Write your name."), longest_name)};
  const Asked asked =
      asked_by(visit.db, own.compact, own.activity, compacts::today(visit, own.compact), filled);
  read_registrant(filled, asked, own.activity.audience, who);
  if (!filled.ok()) return own_page(visit, own, token, filled, 422);
  who.note = own.registration.note;
  const Correcting outcome =
      visit.write([&](Db& db) { return change_registrant(db, own.registration, who); });
  if (is_done(outcome)) return see_other(own_url(visit, token));
  not_corrected(filled, outcome);
  return own_page(visit, own, token, filled, 409);
}

Response ask_cancel_own_registration(Visit& visit, std::string token) {
  const Own own = own_registration(visit, token);
  if (!own.is_open(visit.now)) return see_other(own_url(visit, token));
  Html body = paragraph(own.registration.state == State::confirmed
                            ? tn("Your seat goes to somebody else at once.",
                                 "Your {} seats go to others at once.", own.registration.size)
                            : t("You leave the line at once."));
  body += paragraph(t("It can not be taken back."));
  body +=
      post_button(visit, url(visit, "/{}/registrations/{}/cancellation", visit.scope.slug, token),
                  {.words = t("Yes, cancel my registration"), .is_dangerous = true});
  body += html("<p>{}</p>", link(own_url(visit, token), t("No, I keep it")));
  return page(
      visit,
      {.title = t("Cancel your registration for {}?", own.activity.title),
       .lead = when_words(own.activity, own.compact.zone()),
       .path = {{t("Your registration for {}", own.activity.title), own_url(visit, token)}}},
      body);
}

Response cancel_own_registration(Visit& visit, std::string token) {
  const Own own = own_registration(visit, token);
  if (is_ended(own.registration.state)) return see_other(own_url(visit, token));
  if (!own.is_open(visit.now))
    throw Conflict{t("It is too late to cancel: the activity has begun or is cancelled.")};
  const Letterhead from = letterhead(visit, own.compact);
  visit.write([&](Db& db) { withdraw(db, from, own.registration, EndedBy::participant); });
  return see_other(own_url(visit, token));
}

Response accept_own_offer(Visit& visit, std::string token) {
  const Own own = own_registration(visit, token);
  const Letterhead from = letterhead(visit, own.compact);
  const bool is_theirs = own.is_open(visit.now) && visit.write([&](Db& db) {
    return accept(db, from, own.registration) ||
           load_registration(db, own.registration.id).state == State::confirmed;
  });
  if (!is_theirs) throw Conflict{t("The offer is over. The seat has gone to the next in line.")};
  return see_other(own_url(visit, token));
}

Response decline_own_offer(Visit& visit, std::string token) {
  const Own own = own_registration(visit, token);
  const Letterhead from = letterhead(visit, own.compact);
  if (own.is_open(visit.now)) visit.write([&](Db& db) { decline(db, from, own.registration); });
  return see_other(own_url(visit, token));
}

Response resize_own_registration(Visit& visit, std::string token) {
  const Own own = own_registration(visit, token);
  require_changeable(own, visit.now);
  Filled filled(visit.form);
  const std::int64_t size = read_size(filled);
  if (!filled.ok()) return own_page(visit, own, token, filled, 422);
  const Letterhead from = letterhead(visit, own.compact);
  const Resizing outcome = visit.write([&](Db& db) {
    return link_has_more(db, own.registration, size - own.registration.size)
               ? set_size(db, from, own.registration, size)
               : Resizing::over_quota;
  });
  if (!is_done(outcome)) {
    not_resized(filled, own, outcome);
    return own_page(visit, own, token, filled, 409);
  }
  return see_other(own_url(visit, token));
}

Response change_own_way(Visit& visit, std::string token) {
  const Own own = own_registration(visit, token);
  require_changeable(own, visit.now);
  Filled filled(visit.form);
  const Way way = filled.choice<Way>("way", t("Choose how you take part."));
  if (!filled.ok()) return own_page(visit, own, token, filled, 422);
  const Letterhead from = letterhead(visit, own.compact);
  const bool may_wait = own.registration.state == State::waiting;  // there is no seat to lose
  const Resizing outcome =
      visit.write([&](Db& db) { return set_way(db, from, own.registration, way, may_wait); });
  if (!is_done(outcome)) {
    filled.fail("way", t("There is no free seat that way that nobody waits for. You keep the one "
                         "you have."));
    return own_page(visit, own, token, filled, 409);
  }
  return see_other(own_url(visit, token));
}

void own_routes(Router& r) {
  r.get<show_own_registration>("/{compact}/registrations/{}", anyone);
  r.post<change_own_registration>("/{compact}/registrations/{}", anyone);
  r.get<ask_cancel_own_registration>("/{compact}/registrations/{}/cancellation", anyone);
  r.post<cancel_own_registration>("/{compact}/registrations/{}/cancellation", anyone);
  r.post<accept_own_offer>("/{compact}/registrations/{}/acceptance", anyone);
  r.post<decline_own_offer>("/{compact}/registrations/{}/decline", anyone);
  r.post<resize_own_registration>("/{compact}/registrations/{}/size", anyone);
  r.post<change_own_way>("/{compact}/registrations/{}/way", anyone);
  r.get<show_own_participant>("/{compact}/registrations/{}/people/{}", anyone);
  r.post<change_own_participant>("/{compact}/registrations/{}/people/{}", anyone);
  r.post<take_back_answers>("/{compact}/registrations/{}/people/{}/answers", anyone);
}

}  // namespace overens::activities
