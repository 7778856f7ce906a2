// One registration, for coordinators: what is kept about it, and what can be done for somebody who
// phones: another number of people, the other way, a name, cancelling, and a confirmation to print.
#include "base/text.h"
#include "features/activities/door.h"
#include "features/activities/pages_person.h"
#include "features/activities/standard_questions.h"

namespace overens::activities {
namespace {

constexpr std::size_t longest_name = 100;

struct One {
  compacts::Compact compact;
  Activity activity;
  Registration registration;

  bool may_change(Instant now) const {
    return !is_ended(registration.state) && may_be_written_down(activity, now);
  }
};

One one_of(Visit& visit, Number number, Number registration) {
  compacts::Compact compact = compacts::here(visit);
  Activity activity = activity_with_list(visit, compact, number);
  Registration one = found(find_registration(visit.db, compact.id, activity.id, registration));
  return {std::move(compact), std::move(activity), std::move(one)};
}

One changeable(Visit& visit, Number number, Number registration) {
  One one = one_of(visit, number, registration);
  if (!one.may_change(visit.now))
    throw Conflict{t("This registration has ended, or the activity is over or cancelled.")};
  return one;
}

Asked asked_by_staff(const Visit& visit, const One& one) {
  Asked asked = asked_of(visit.db, one.compact, one.activity, compacts::today(visit, one.compact));
  asked.by_staff = true;
  return asked;
}

Html facts_of(const Visit& visit, const One& one) {
  const Registration& it = one.registration;
  std::vector<Fact> known{{t("State"), html("{}", words_for(it.state))},
                          {t("People"), html("{}", it.size)},
                          {t("Way"), html("{}", words_for(it.way))}};
  if (!it.email.empty()) known.push_back({t("Mail"), html("{}", it.email)});
  for (const std::string& organisation : {it.organisation, it.other_organisation})
    if (!organisation.empty()) known.push_back({t("Organisation"), html("{}", organisation)});
  if (it.category) known.push_back({t("Comes as"), html("{}", words_for(*it.category))});
  if (it.also) known.push_back({t("Other role"), html("{}", words_for(*it.also))});
  if (!it.note.empty()) known.push_back({t("Note"), html("{}", it.note)});
  known.push_back({t("Came"), html("{}, {}", words_for(it.channel),
                                   instant_element(it.registered_at, one.compact.zone()))});
  if (it.offered_until)
    known.push_back({t("Offered until"), instant_element(*it.offered_until, one.compact.zone())});
  if (const auto place = place_in_line(visit.db, it))
    known.push_back({t("Place in line"), html("{}", place->number)});
  for (const Question& question : questions(visit.db, one.activity.id))
    for (const Answered& answered : answers(visit.db, it.id))
      if (answered.question == question.id)
        known.push_back(
            {label_words(question), html("{}", answer_words(question, answered.value))});
  return facts(known);
}

Html people_of(const Visit& visit, const One& one, const LinkTo& change) {
  return people_table(visit.db, one.registration, t("The people of the registration"), change);
}

// Who they come for, as what, and what those who run it noted.
Html correction_form(Visit& visit, const One& one, const Filled& filled) {
  const Asked asked = asked_by_staff(visit, one);
  Html fields = field(filled, {.name = "name", .label = t("Name"), .value = one.registration.name});
  fields += registrant_fields(filled, asked, one.activity.audience, &one.registration);
  fields += note_field(filled, one.registration.note);
  return post_form(visit,
                   url(visit, "/{}/activities/{}/registrations/{}", visit.scope.slug,
                       one.activity.number, one.registration.number),
                   fields, {.words = t("Save")});
}

Html way_form(Visit& visit, const One& one, const Filled& filled) {
  const Asked asked = asked_by_staff(visit, one);
  if (asked.ways.size() < 2) return {};
  Html fields = way_field(filled, asked, one.registration.way);
  fields += tick_field(filled, {.name = "wait",
                                .label = t("Put them last in that line if there is no seat; they "
                                           "lose the seat they have"),
                                .is_optional = true});
  return post_form(visit,
                   url(visit, "/{}/activities/{}/registrations/{}/way", visit.scope.slug,
                       one.activity.number, one.registration.number),
                   fields, {.words = t("Change the way")});
}

Html changes_of(Visit& visit, const One& one, const Filled& filled) {
  const auto below = [&](UrlPattern<std::string, Number, Number> pattern) {
    return url(visit, pattern, visit.scope.slug, one.activity.number, one.registration.number);
  };
  Html part = heading(2, t("Change"));
  part += correction_form(visit, one, filled);
  part += post_form(visit, below("/{}/activities/{}/registrations/{}/size"),
                    size_field(filled, one.registration.size, true),
                    {.words = t("Change the number of people")});
  part += way_form(visit, one, filled);
  part += heading(2, t("Cancel the registration"));
  part += html("<p>{}</p>", button_link(below("/{}/activities/{}/registrations/{}/cancellation"),
                                        t("Cancel for {}", name_or_removed(one.registration)),
                                        Weight::secondary));
  return part;
}

Response one_page(Visit& visit, const One& one, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += html(R"(<p class="o-actions">{}</p>)",
               button_link(url(visit, "/{}/activities/{}/registrations/{}/confirmation",
                               visit.scope.slug, one.activity.number, one.registration.number),
                           t("Confirmation to print"), Weight::secondary));
  body += facts_of(visit, one);
  const LinkTo change = [&](const Participant& person) {
    return link(url(visit, "/{}/activities/{}/registrations/{}/people/{}", visit.scope.slug,
                    one.activity.number, one.registration.number, person.number),
                person.name.empty() ? t("Name person {}", person.number)
                                    : t("Change or exchange {}", person.name));
  };
  body += people_of(visit, one, one.may_change(visit.now) ? change : LinkTo{});
  if (one.may_change(visit.now)) body += changes_of(visit, one, filled);
  auto path = path_to(visit, one.activity);
  path.push_back({t("Who comes"), registrations_url(visit, one.activity)});
  return page(visit, {.title = name_or_removed(one.registration), .path = std::move(path)}, body,
              status);
}

// Back to the registration, or the form again with what stands in the way.
Response resized(Visit& visit, const One& one, Filled& filled, Resizing outcome,
                 std::string_view field) {
  if (is_done(outcome)) return see_other(one_url(visit, one.activity, one.registration));
  if (outcome == Resizing::full)
    filled.fail(field, t("There are not so many free seats that nobody waits for."));
  else if (outcome == Resizing::over_quota)
    filled.fail(field, t("That organisation has all the seats it may have."));
  else
    filled.fail(field, t("This registration has ended."));
  return one_page(visit, one, filled, 409);
}

}  // namespace

Response show_registration(Visit& visit, Number number, Number registration) {
  return one_page(visit, one_of(visit, number, registration), Filled{}, 200);
}

Response print_confirmation(Visit& visit, Number number, Number registration) {
  const One one = one_of(visit, number, registration);
  const Activity& activity = one.activity;
  std::vector<Fact> known{{t("State"), html("{}", words_for(one.registration.state))},
                          {t("When"), when_element(activity, one.compact.zone())},
                          {t("Where"), where_words(activity, one.registration.way)}};
  if (!activity.access.empty()) known.push_back({t("Getting in"), html("{}", activity.access)});
  known.push_back({t("You take part"), html("{}", words_for(one.registration.way))});
  known.push_back({t("Number"), html("{}", one.registration.number)});
  Html body = facts(known);
  body += people_of(visit, one, {});
  body += codes_for_door(visit, one.compact, one.registration);
  const Url link = public_url(visit, "/{}/registrations/{}", visit.scope.slug,
                              link_token(visit.site, one.compact.id, one.registration.number));
  if (!is_ended(one.registration.state)) {
    body += paragraph(t("Change it or cancel it here: {}", link.text()));
    for (const compacts::Contact& contact : compacts::contacts(visit.db, one.compact.id))
      if (!contact.phone.empty())
        body +=
            paragraph(t("Or call {0}, {1}: {2}", contact.name, contact.party_name, contact.phone));
  }
  body += html(R"(<p class="o-no-print">{}</p>)", t("Print this page, or read it out."));
  auto path = path_to(visit, activity);
  path.push_back({name_or_removed(one.registration), one_url(visit, activity, one.registration)});
  return page(visit,
              {.title = t("Registered for {}", activity.title),
               .lead = name_or_removed(one.registration),
               .path = std::move(path)},
              body);
}

Response ask_cancel_registration_for(Visit& visit, Number number, Number registration) {
  const One one = changeable(visit, number, registration);
  const Text who = name_or_removed(one.registration);
  Html body =
      paragraph(one.registration.state == State::confirmed
                    ? tn("{} seat is free for the next in line at once.",
                         "{} seats are free for the next in line at once.", one.registration.size)
                    : t("The place in line is lost at once."));
  body += paragraph(one.registration.email.empty()
                        ? t("It can not be taken back. There is no address to write to: tell them.")
                        : t("It can not be taken back. A mail tells them."));
  body += post_button(visit,
                      url(visit, "/{}/activities/{}/registrations/{}/cancellation",
                          visit.scope.slug, one.activity.number, one.registration.number),
                      {.words = t("Yes, cancel for {}", who), .is_dangerous = true});
  const Url back = one_url(visit, one.activity, one.registration);
  body += html("<p>{}</p>", link(back, t("No, keep it")));
  auto path = path_to(visit, one.activity);
  path.push_back({t("Who comes"), registrations_url(visit, one.activity)});
  path.push_back({who, back});
  return page(visit, {.title = t("Cancel for {}?", who), .path = std::move(path)}, body);
}

Response cancel_registration_for(Visit& visit, Number number, Number registration) {
  const One one = one_of(visit, number, registration);
  if (!may_be_written_down(one.activity, visit.now))
    throw Conflict{t("The activity is over or cancelled.")};
  const Letterhead from = letterhead(visit, one.compact);
  visit.write([&](Db& db) { withdraw(db, from, one.registration, EndedBy::staff); });
  return see_other(registrations_url(visit, one.activity));
}

Response resize_registration_for(Visit& visit, Number number, Number registration) {
  const One one = changeable(visit, number, registration);
  Filled filled(visit.form);
  const std::int64_t size = read_size(filled);
  if (!filled.ok()) return one_page(visit, one, filled, 422);
  const Letterhead from = letterhead(visit, one.compact);
  const Resizing outcome =
      visit.write([&](Db& db) { return set_size(db, from, one.registration, size); });
  return resized(visit, one, filled, outcome, "size");
}

Response change_way_for(Visit& visit, Number number, Number registration) {
  const One one = changeable(visit, number, registration);
  Filled filled(visit.form);
  const Way way = filled.choice<Way>("way", t("Choose how they take part."));
  if (!filled.ok()) return one_page(visit, one, filled, 422);
  const Letterhead from = letterhead(visit, one.compact);
  const Resizing outcome = visit.write(
      [&](Db& db) { return set_way(db, from, one.registration, way, filled.ticked("wait")); });
  return resized(visit, one, filled, outcome, "way");
}

Response correct_registration_for(Visit& visit, Number number, Number registration) {
  const One one = changeable(visit, number, registration);
  Filled filled(visit.form);
  Registrant who{.name = filled.line("name", t("Write the name."), longest_name)};
  const Asked asked =
      asked_by(visit.db, one.compact, one.activity, compacts::today(visit, one.compact), filled);
  read_registrant(filled, asked, one.activity.audience, who);
  who.note = read_note(filled);
  if (!filled.ok()) return one_page(visit, one, filled, 422);
  const Correcting outcome =
      visit.write([&](Db& db) { return change_registrant(db, one.registration, who); });
  if (is_done(outcome)) return see_other(one_url(visit, one.activity, one.registration));
  not_corrected(filled, outcome);
  return one_page(visit, one, filled, 409);
}

namespace {

Response person_page(Visit& visit, const One& one, const Participant& person, const Filled& filled,
                     int status) {
  Html body = error_summary(filled);
  body += exchange_words(person);
  body +=
      post_form(visit,
                url(visit, "/{}/activities/{}/registrations/{}/people/{}", visit.scope.slug,
                    one.activity.number, one.registration.number, person.number),
                person_fields(visit.db, filled, one.registration, person), {.words = t("Save")});
  auto path = path_to(visit, one.activity);
  path.push_back({t("Who comes"), registrations_url(visit, one.activity)});
  path.push_back(
      {name_or_removed(one.registration), one_url(visit, one.activity, one.registration)});
  return page(visit,
              {.title = person.name.empty() ? t("Person {}", person.number) : verbatim(person.name),
               .path = std::move(path)},
              body, status);
}

}  // namespace

Response show_participant_for(Visit& visit, Number number, Number registration, Number person) {
  const One one = changeable(visit, number, registration);
  return person_page(visit, one, person_here(visit.db, one.registration, person), Filled{}, 200);
}

Response change_participant_for(Visit& visit, Number number, Number registration, Number person) {
  const One one = changeable(visit, number, registration);
  const Participant before = person_here(visit.db, one.registration, person);
  Filled filled(visit.form);
  const PersonEntry entry =
      read_person(visit.db, filled, visit.form, one.registration, before, false);
  if (!filled.ok()) return person_page(visit, one, before, filled, 422);
  const Letterhead from = letterhead(visit, one.compact);
  visit.write([&](Db& db) { set_person(db, from, one.registration, before, entry); });
  return see_other(one_url(visit, one.activity, one.registration));
}

}  // namespace overens::activities
