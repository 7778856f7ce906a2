// The receipt of a signature, and of its withdrawal, to those who represent the organisation; of a
// withdrawal those who run the compact hear too.
#include <algorithm>

#include "features/affiliations/affiliations.h"
#include "features/signatures/pages.h"
#include "post/outbox.h"
#include "web/letters.h"

namespace overens::signatures {
namespace {

post::Mail letter(const Visit& visit, const compacts::Compact& compact, const Signature& one,
                  const people::Person& to, Language language, const Text& subject,
                  const Text& text) {
  return {.key = {},
          .to = to.email,
          .to_name = to.name,
          .subject = subject.in(language),
          .text = text.in(language) + demo_words(visit.site, language),
          .calendar = std::nullopt,
          .reply_to = {},
          .sender_name = compact.name,
          .language = language,
          .kind = "signature",
          .scope = compact.id.value,
          .about = "signature " + std::to_string(one.number.value)};
}

std::string key(const Signature& one, std::string_view occasion) {
  return "signature " + std::to_string(one.id.value) + " " + std::string(occasion);
}

// Those who represent the organisation today, the signatory first, each once.
std::vector<people::Person> of_the_organisation(Db& db, const Visit& visit,
                                                const compacts::Compact& compact,
                                                const Signature& one,
                                                const people::Person& signatory) {
  const Date day = date_of(visit.now, compact.zone());
  std::vector<people::Person> all{signatory};
  for (const organisations::Holder& holder : organisations::holders(db, one.organisation)) {
    const auto is_same = [&](const people::Person& known) { return known.id == holder.person; };
    if (!holder.is_in_force(day) || std::any_of(all.begin(), all.end(), is_same)) continue;
    if (auto person = people::find(db, holder.person)) all.push_back(std::move(*person));
  }
  return all;
}

// The signatory's own, and for the others the compact's.
Language language_for(const Visit& visit, const compacts::Compact& compact,
                      const people::Person& to, const people::Person& signatory) {
  return to.id == signatory.id ? visit.language : compact.own_language();
}

std::string address_of(const Visit& visit, const compacts::Compact& compact, const Signature& one) {
  return public_url(visit, "/{}/signatures/{}", compact.slug, one.number).text();
}

}  // namespace

void write_receipt(Db& db, const Visit& visit, const compacts::Compact& compact,
                   const Signature& one, const texts::Version& whole,
                   const people::Person& signatory) {
  const Text subject = t("Receipt: {} has signed", one.organisation_name);
  const Text words =
      t("Hello,\n\n"
        "{0} has signed this text in its entirety:\n\n"
        "{1}\n"
        "{2}\n"
        "SHA-256 {3}\n\n"
        "The certificate, to print and to keep:\n\n"
        "{4}\n\n"
        "There whoever signs for the organisation can also withdraw the signature.\n",
        one.organisation_name, whole.title, texts::standing(whole, compact.zone()), whole.sha256,
        address_of(visit, compact, one));
  for (const auto& person : of_the_organisation(db, visit, compact, one, signatory)) {
    post::Mail mail = letter(visit, compact, one, person,
                             language_for(visit, compact, person, signatory), subject, words);
    mail.key = key(one, "receipt to " + std::to_string(person.id.value));
    post::send(db, mail, visit.now);
  }
}

void write_withdrawal(Db& db, const Visit& visit, const compacts::Compact& compact,
                      const Signature& one, const people::Person& signatory) {
  const Text subject = t("Receipt: {} has withdrawn its signature", one.organisation_name);
  const Text words =
      t("Hello,\n\n"
        "{0} has withdrawn its signature. It stays in the list, marked as withdrawn:\n\n"
        "{1}\n",
        one.organisation_name, address_of(visit, compact, one));
  auto told = of_the_organisation(db, visit, compact, one, signatory);
  for (auto& person : compacts::people_in(db, compact.id, compacts::Role::coordinator,
                                          date_of(visit.now, compact.zone())))
    told.push_back(std::move(person));
  for (const auto& person : told) {
    post::Mail mail = letter(visit, compact, one, person,
                             language_for(visit, compact, person, signatory), subject, words);
    mail.key = key(one, "withdrawn to " + std::to_string(person.id.value));
    post::send(db, mail, visit.now);  // once to each, whatever they are
  }
}

}  // namespace overens::signatures
