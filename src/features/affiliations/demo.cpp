// What --demo adds: an application that came the other day and waits. Its sender can sign in and go
// on to sign: then there is one organisation more.
#include "features/affiliations/store.h"
#include "features/import.h"

namespace overens::affiliations {

void demo_application(Import& import) {
  if (!import.compact) return;
  const auto compact = compacts::load(import.db, {import.compact});
  constexpr int days_ago = 3;
  const Instant then = plus_days(import.now, -days_ago);
  const auto applicant =
      people::find_or_add(import.db, "sokande@glantan.example.org", "Alva Ström", then);
  if (!list_of(import.db, compact.id, applicant).empty()) return;
  Entry entry{.name = "Föreningen Gläntan exempel",
              .field = "Folkhälsa",
              .whole_area = false,
              .municipalities = {"0580", "0586"},
              .why = "Vi vill att fler ska hitta ut i naturen tillsammans.",
              .contact_name = "Alva Ström",
              .contact_role = "ordförande",
              .contact_email = "sokande@glantan.example.org"};
  for (const auto& criterion : compacts::criteria(import.db, compact.id))
    entry.answers.push_back(
        {.criterion = criterion.id, .question = criterion.question, .is_yes = true});
  if (receive(import.db, compact, entry, applicant, then)) import.count("applications", 1);
  import.introduce("an applicant", entry.contact_email);
}

}  // namespace overens::affiliations
