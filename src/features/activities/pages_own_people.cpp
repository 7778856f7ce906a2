// The people of one's own registration: naming them, putting another in somebody's place, and
// taking back what was answered.
#include "features/activities/pages_own.h"
#include "features/activities/pages_person.h"

namespace overens::activities {
namespace {

Response person_page(Visit& visit, const Own& own, std::string_view token,
                     const Participant& person, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += exchange_words(person);
  body +=
      post_form(visit,
                url(visit, "/{}/registrations/{}/people/{}", visit.scope.slug, std::string(token),
                    person.number),
                person_fields(visit.db, filled, own.registration, person), {.words = t("Save")});
  if (!answers_about(visit.db, own.registration, person).empty()) {
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

}  // namespace

Response show_own_participant(Visit& visit, std::string token, Number number) {
  const Own own = own_registration(visit, token);
  if (!own.may_change(visit.now)) return see_other(own_url(visit, token));
  return person_page(visit, own, token, person_here(visit.db, own.registration, number), Filled{},
                     200);
}

Response change_own_participant(Visit& visit, std::string token, Number number) {
  const Own own = own_registration(visit, token);
  const Participant person = person_here(visit.db, own.registration, number);
  if (!own.may_change(visit.now))
    throw Conflict{t("The last day for changes is over, or the registration has ended.")};
  Filled filled(visit.form);
  const PersonEntry entry =
      read_person(visit.db, filled, visit.form, own.registration, person, true);
  if (!filled.ok()) return person_page(visit, own, token, person, filled, 422);
  const Letterhead from = letterhead(visit, own.compact);
  visit.write([&](Db& db) { set_person(db, from, own.registration, person, entry); });
  return see_other(own_url(visit, token));
}

Response take_back_answers(Visit& visit, std::string token, Number number) {
  const Own own = own_registration(visit, token);
  const Participant person = person_here(visit.db, own.registration, number);
  std::vector<NewAnswer> none;
  for (const Answered& one : answers_about(visit.db, own.registration, person))
    none.push_back({one.question, {}});
  visit.write([&](Db& db) { set_answers(db, person.id, none); });
  return see_other(own_url(visit, token));
}

}  // namespace overens::activities
