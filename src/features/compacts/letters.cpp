// Letters in the compact's name: how each is put, and those about who represents an organisation.
#include "features/compacts/letters.h"

#include <algorithm>

#include "post/outbox.h"
#include "web/letters.h"

namespace overens::compacts {
namespace {

void write_to(Db& db, Visit& visit, const Compact& compact, const people::Person& to,
              const organisations::Organisation& organisation, Id<people::Person> of,
              const Text& subject, const Text& words) {
  post::Mail mail = letter(visit.site, compact, compact.own_language(), to.email, to.name,
                           "mandate_given", subject, words.in(compact.own_language()) + "\n");
  mail.key = "mandate of " + std::to_string(of.value) + " for organisation " +
             std::to_string(organisation.id.value) + " at " +
             std::to_string(visit.now.microseconds) + " to " + std::to_string(to.id.value);
  mail.about = "organisation " + std::to_string(organisation.id.value);
  post::send(db, mail, visit.now);
}

}  // namespace

post::Mail letter(const Site& site, const Compact& compact, Language language,
                  const std::string& to, const std::string& to_name, std::string kind,
                  const Text& subject, const std::string& words) {
  post::Mail mail;
  mail.to = to;
  mail.to_name = to_name;
  mail.subject = subject.in(language);
  mail.text = letter_text(site, to_name, words, compact.name, language);
  mail.sender_name = compact.name;
  mail.language = language;
  mail.kind = std::move(kind);
  mail.scope = compact.id.value;
  return mail;
}

void tell_of_mandate(Db& db, Visit& visit, const organisations::Organisation& organisation,
                     const people::Person& person, organisations::MandateKind kind,
                     const std::vector<organisations::Holder>& told_before) {
  const Compact compact = here(visit);
  const Date day = today(visit, compact);
  const people::Person me = people::myself(visit);
  const std::string by = me.name.empty() ? me.email : me.name;
  write_to(
      db, visit, compact, person, organisation, person.id, t("You represent {}", organisation.name),
      t("{0} has written you down here: {1} for {2}.\n\nSign in with this address to act for "
        "it: {3}\n\nIf it is a mistake, tell those who run the compact: {4}",
        by, organisations::words_for(kind), organisation.name, public_url(visit, "/sign-in").text(),
        public_url(visit, "/{}/contacts", compact.slug).text()));
  std::vector<people::Person> others = people_in(db, compact.id, Role::coordinator, day);
  for (const organisations::Holder& one : told_before)
    if (one.is_in_force(day))
      if (auto known = people::find(db, one.person)) others.push_back(std::move(*known));
  const std::string whom = person.name.empty() ? person.email : person.name;
  std::vector<Id<people::Person>> told{person.id, me.id};
  for (const people::Person& one : others) {
    if (std::find(told.begin(), told.end(), one.id) != told.end()) continue;
    told.push_back(one.id);
    write_to(
        db, visit, compact, one, organisation, person.id,
        t("Somebody new represents {}", organisation.name),
        t("{0} has written {1} down: {2} for {3}.\n\nWho represents an organisation, and who "
          "runs the compact: {4}",
          by, whom, organisations::words_for(kind), organisation.name,
          public_url(visit, "/{}/organisations/{}", compact.slug, organisation.number).text()));
  }
}

}  // namespace overens::compacts
