// That a text was adopted, or is no longer said to be, is told to everybody else who runs the
// compact: one of them recorded it, and all of them rest on it.
#include "features/decisions/letters.h"

#include "post/outbox.h"

namespace overens::decisions {
namespace {

Text what_it_adopts(Db& db, const Decision& decision) {
  if (!decision.text_version_id) return t("It adopts no text any more.");
  return t("It adopts version {} of the text.", texts::load(db, *decision.text_version_id).number);
}

}  // namespace

void tell_of_adoption(Db& db, Visit& visit, const compacts::Compact& compact, Number number) {
  const Language language = compact.own_language();
  const Decision decision = found(find(db, compact.id, number));
  const people::Person me = people::myself(visit);
  const std::string words =
      t("{0} has written it down: {1}, {2}. {3}\n\nRead it here: {4}\n\nIf it is a mistake, it can "
        "be corrected there until somebody has signed.\n",
        me.name.empty() ? me.email : me.name, decision.body, long_date(decision.decided_on),
        what_it_adopts(db, decision),
        public_url(visit, "/{}/decisions/{}", compact.slug, number).text())
          .in(language);
  for (const people::Person& one : compacts::people_in(db, compact.id, compacts::Role::coordinator,
                                                       compacts::today(visit, compact))) {
    if (one.id == me.id) continue;
    post::Mail mail =
        compacts::letter(visit.site, compact, language, one.email, one.name, "decision_adopts",
                         t("A decision about the text: {}", decision.body), words);
    mail.key = "decision " + std::to_string(decision.id.value) + " at " +
               std::to_string(visit.now.microseconds) + " to " + std::to_string(one.id.value);
    mail.about = "decision " + std::to_string(number.value);
    post::send(db, mail, visit.now);
  }
}

}  // namespace overens::decisions
