#include <algorithm>

#include "base/text.h"
#include "features/activities/pages_person.h"

namespace overens::activities {
namespace {

constexpr std::size_t longest_name = 100;

// Of who registered, that stands with the registration.
bool is_registrant(const Participant& person) {
  return person.number == Number{1} && !person.replaced_at;
}

}  // namespace

Participant person_here(Db& db, const Registration& registration, Number number) {
  const auto all = participants(db, registration.id);
  const auto one = std::ranges::find(all, number, &Participant::number);
  if (one == all.end()) throw NotFound{};
  return *one;
}

std::vector<Answered> answers_about(Db& db, const Registration& registration,
                                    const Participant& person) {
  auto all = answers(db, registration.id);
  std::erase_if(all, [&](const Answered& one) { return one.participant != person.id; });
  return all;
}

Html exchange_words(const Participant& person) {
  if (person.name.empty()) return {};
  return paragraph(
      t("Write another name to let somebody else come in this place. What was answered "
        "about the one before is then removed."));
}

Html person_fields(Db& db, const Filled& filled, const Registration& registration,
                   const Participant& person) {
  Html fields = field(filled, {.name = "name", .label = t("Name"), .value = person.name});
  fields += field(filled, {.name = "person_email",
                           .label = t("Mail"),
                           .input = Input::email,
                           .hint = t("Then we write to that person too."),
                           .value = person.email,
                           .is_optional = true});
  if (!is_registrant(person))
    fields += category_field(filled, person.category, t("As their organisation is"));
  fields += question_fields(filled, questions(db, registration.activity),
                            answers_about(db, registration, person), registration.way);
  return fields;
}

PersonEntry read_person(Db& db, Filled& filled, const Form& form, const Registration& registration,
                        const Participant& person, bool is_complete) {
  PersonEntry entry;
  entry.who.name = filled.line("name", t("Write the name."), longest_name);
  entry.who.email = fold(filled.optional_email("person_email"));
  if (!is_registrant(person)) entry.who.category = read_category(filled, "person_category");
  entry.answers = read_answers(filled, form, questions(db, registration.activity), registration.way,
                               is_complete);
  return entry;
}

Html people_table(Db& db, const Registration& registration, const Text& caption,
                  const LinkTo& change) {
  Table list{caption, {t("Number"), t("Name"), t("Mail")}, {}};
  if (change) list.headings.push_back(t("Change"));
  for (const Participant& one : participants(db, registration.id)) {
    list.rows.push_back({html("{}", one.number),
                         one.name.empty() ? html("{}", t("Named later")) : html("{}", one.name),
                         html("{}", one.email)});
    if (change) list.rows.back().push_back(change(one));
  }
  return table(list);
}

void not_corrected(Filled& filled, Correcting outcome) {
  if (outcome == Correcting::over_quota)
    filled.fail("organisation", t("That organisation has all the seats it may have."));
  else if (outcome == Correcting::same_person)
    filled.fail("name", t("Somebody by that name is registered with the same address already."));
  else
    filled.fail("name", t("This registration has ended."));
}

}  // namespace overens::activities
