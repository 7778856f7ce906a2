// The people of one's own registration: naming them, putting another in somebody's place, and
// taking back what was answered.
#include <algorithm>

#include "base/text.h"
#include "features/activities/pages_own.h"

namespace overens::activities {
namespace {

constexpr std::size_t longest_name = 100;

Participant participant_of(Visit& visit, const Own& own, Number number) {
  const auto all = participants(visit.db, own.registration.id);
  const auto one = std::find_if(all.begin(), all.end(),
                                [&](const Participant& person) { return person.number == number; });
  if (one == all.end()) throw NotFound{};
  return *one;
}

std::vector<Answered> answers_about(Visit& visit, const Own& own, const Participant& person) {
  auto all = answers(visit.db, own.registration.id);
  std::erase_if(all, [&](const Answered& one) { return one.participant != person.id; });
  return all;
}

Html person_form(Visit& visit, const Own& own, std::string_view token, const Participant& person,
                 const Filled& filled) {
  Html fields = field(filled, {.name = "name", .label = t("Name"), .value = person.name});
  fields += field(filled, {.name = "person_email",
                           .label = t("Mail"),
                           .input = Input::email,
                           .hint = t("Then we write to that person too."),
                           .value = person.email,
                           .is_optional = true});
  fields += question_fields(filled, questions(visit.db, own.activity.id),
                            answers_about(visit, own, person), own.registration.way);
  return post_form(visit,
                   url(visit, "/{}/registrations/{}/people/{}", visit.scope.slug,
                       std::string(token), person.number),
                   fields, {.words = t("Save")});
}

Response person_page(Visit& visit, const Own& own, std::string_view token,
                     const Participant& person, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body +=
      paragraph(t("Write another name to let somebody else come in this place. What was "
                  "answered about the one before is then removed."));
  body += person_form(visit, own, token, person, filled);
  if (!answers_about(visit, own, person).empty()) {
    body += heading(2, t("Take back the answers"));
    body +=
        paragraph(t("What was answered to the questions is removed at once. The registration "
                    "stays."));
    body += post_button(visit,
                        url(visit, "/{}/registrations/{}/people/{}/answers", visit.scope.slug,
                            std::string(token), person.number),
                        {.words = t("Remove the answers"), .is_dangerous = true});
  }
  return page(
      visit,
      {.title = person.name.empty() ? t("Person {}", person.number) : verbatim(person.name),
       .path = {{t("Your registration for {}", own.activity.title), own_url(visit, token)}}},
      body, status);
}

// Answers stay with the person they are about: of somebody new only those that were written anew.
void save_person(Db& db, const Letterhead& from, const Own& own, const Participant& person,
                 const Named& who, std::vector<NewAnswer> given) {
  if (!person.name.empty() && person.name != who.name)
    for (const Answered& before : answers(db, own.registration.id))
      std::erase_if(given, [&](const NewAnswer& one) {
        return before.participant == person.id && before.question == one.question &&
               before.value == one.value;
      });
  set_person(db, from, own.registration, person.number, who);
  set_answers(db, person.id, given);
}

}  // namespace

Response show_own_participant(Visit& visit, std::string token, Number number) {
  const Own own = own_registration(visit, token);
  if (!own.may_change(visit.now)) return see_other(own_url(visit, token));
  return person_page(visit, own, token, participant_of(visit, own, number), Filled{}, 200);
}

Response change_own_participant(Visit& visit, std::string token, Number number) {
  const Own own = own_registration(visit, token);
  const Participant person = participant_of(visit, own, number);
  if (!own.may_change(visit.now))
    throw Conflict{t("The last day for changes is over, or the registration has ended.")};
  Filled filled(visit.form);
  const Named who{filled.line("name", t("Write the name."), longest_name),
                  fold(filled.optional_email("person_email"))};
  const auto given = read_answers(filled, visit.form, questions(visit.db, own.activity.id),
                                  own.registration.way, true);
  if (!filled.ok()) return person_page(visit, own, token, person, filled, 422);
  const Letterhead from = letterhead(visit, own.compact);
  visit.write([&](Db& db) { save_person(db, from, own, person, who, given); });
  return see_other(own_url(visit, token));
}

Response take_back_answers(Visit& visit, std::string token, Number number) {
  const Own own = own_registration(visit, token);
  const Participant person = participant_of(visit, own, number);
  std::vector<NewAnswer> none;
  for (const Answered& one : answers_about(visit, own, person)) none.push_back({one.question, {}});
  visit.write([&](Db& db) { set_answers(db, person.id, none); });
  return see_other(own_url(visit, token));
}

}  // namespace overens::activities
