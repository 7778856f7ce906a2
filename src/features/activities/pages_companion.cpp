// The page of one whom somebody else registered, by the link in their own letters: all that is kept
// about them, and the way to leave the seat to somebody else.
#include "features/activities/pages_companion.h"

#include "features/activities/door.h"
#include "features/activities/pages_own.h"
#include "features/activities/pages_person.h"
#include "features/activities/standard_questions.h"

namespace overens::activities {
namespace {

struct OwnSeat {
  Own of;
  Participant person;
};

OwnSeat own_seat(Visit& visit, std::string_view token) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  const auto guest = find_by_participant_token(visit.db, visit.site, compact.id, token);
  if (!guest) throw NotFound{t("That link is not ours, or somebody else has the place now.")};
  Registration one =
      found(find_registration(visit.db, compact.id, guest->activity, guest->registration));
  for (Participant& person : participants(visit.db, one.id))
    if (person.number == guest->number && !person.name.empty())
      return {{compact, std::move(one), load(visit.db, guest->activity)}, std::move(person)};
  throw NotFound{};
}

Html standing_of(const Visit& visit, const OwnSeat& own) {
  if (own.of.activity.status == Status::cancelled || visit.now > own.of.activity.ends_at)
    return standing_notice(visit, own.of.compact, own.of.activity);
  if (own.of.registration.state == State::confirmed)
    return notice(Tone::success, t("You are registered"),
                  paragraph(own.of.registration.organisation.empty()
                                ? t("Somebody has registered you, and you have a seat.")
                                : t("{} has registered you, and you have a seat.",
                                    own.of.registration.organisation)));
  if (is_ended(own.of.registration.state))
    return notice(Tone::neutral, t("Your registration is cancelled"), {});
  return notice(
      Tone::warning, t("You stand on the waiting list"),
      paragraph(t("You have no seat yet. If one becomes free for you, we write to you.")));
}

Html facts_of(Visit& visit, const OwnSeat& own) {
  const Activity& activity = own.of.activity;
  std::vector<Fact> known{{t("When"), when_element(activity, own.of.compact.zone())},
                          {t("Where"), where_words(activity, own.of.registration.way)},
                          {t("You take part"), html("{}", words_for(own.of.registration.way))},
                          {t("Name"), html("{}", own.person.name)}};
  if (!own.person.email.empty()) known.push_back({t("Mail"), html("{}", own.person.email)});
  const auto given = answers_about(visit.db, own.of.registration, own.person);
  for (const Question& question : questions(visit.db, activity.id))
    for (const Answered& answered : given)
      if (answered.question == question.id)
        known.push_back(
            {label_words(question), html("{}", answer_words(question, answered.value))});
  known.push_back({t("Kept"), html("{}", tn("Until {} month after the activity.",
                                            "Until {} months after the activity.", kept_months))});
  return facts(known);
}

Html answers_part(Visit& visit, const OwnSeat& own, const std::string& token,
                  const Filled& filled) {
  const auto asked = questions(visit.db, own.of.activity.id);
  if (asked.empty() || !own.of.may_change(visit.now)) return {};
  Html part = heading(2, t("What those who run it ask"));
  part += post_form(
      visit, url(visit, "/{}/participants/{}/answers", own.of.compact.slug, token),
      question_fields(filled, asked, answers_about(visit.db, own.of.registration, own.person),
                      own.of.registration.way),
      {.words = t("Save my answers")});
  return part;
}

Html leaving_part(Visit& visit, const OwnSeat& own, const std::string& token) {
  if (!own.of.is_open(visit.now)) return {};
  Html part = heading(2, t("If you can not come"));
  part += paragraph(
      t("The seat goes back to the one who registered you, who can let somebody else come. Your "
        "name, your address and your answers are removed here at once."));
  part += post_button(visit, url(visit, "/{}/participants/{}/leaving", own.of.compact.slug, token),
                      {.words = t("I do not come, remove me"), .is_dangerous = true});
  return part;
}

Response companion_page(Visit& visit, const OwnSeat& own, const std::string& token,
                        const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += standing_of(visit, own);
  body += facts_of(visit, own);
  body += digital_part(visit, own.of.activity, own.of.registration);
  body += code_for_door(visit, own.of.compact, own.of.registration, own.person);
  body += answers_part(visit, own, token, filled);
  body += leaving_part(visit, own, token);
  body += html("<p>{}</p>", link(activity_url(visit, own.of.activity), t("About the activity")));
  return page(visit,
              {.title = t("Your registration for {}", own.of.activity.title),
               .path = {{t("Activities"), activities_url(visit)}}},
              body, status);
}

}  // namespace

Response show_companion(Visit& visit, std::string token) {
  return companion_page(visit, own_seat(visit, token), token, Filled{}, 200);
}

Response answer_as_companion(Visit& visit, std::string token) {
  const OwnSeat own = own_seat(visit, token);
  if (!own.of.may_change(visit.now))
    throw Conflict{t("The last day for changes is over, or the registration has ended.")};
  Filled filled(visit.form);
  const auto given = read_answers(filled, visit.form, questions(visit.db, own.of.activity.id),
                                  own.of.registration.way, true);
  if (!filled.ok()) return companion_page(visit, own, token, filled, 422);
  visit.write([&](Db& db) { set_answers(db, own.person.id, given); });
  return see_other(url(visit, "/{}/participants/{}", own.of.compact.slug, token));
}

Response leave_seat(Visit& visit, std::string token) {
  const OwnSeat own = own_seat(visit, token);
  if (!own.of.is_open(visit.now))
    throw Conflict{t("It is too late to cancel: the activity has begun or is cancelled.")};
  const Letterhead from = letterhead(visit, own.of.compact);
  visit.write(
      [&](Db& db) { set_person(db, from, own.of.registration, own.person.number, Named{}); });
  return see_other(activity_url(visit, own.of.activity));
}

void companion_routes(Router& r) {
  r.get<show_companion>("/{compact}/participants/{}", anyone);  // the link is the key
  r.post<answer_as_companion>("/{compact}/participants/{}/answers", anyone);
  r.post<leave_seat>("/{compact}/participants/{}/leaving", anyone);
}

}  // namespace overens::activities
