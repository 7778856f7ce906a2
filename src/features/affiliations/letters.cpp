// The letters of joining: a receipt to the applicant, word to the coordinators, and what became of
// it.
#include "web/letters.h"
#include "features/affiliations/pages.h"
#include "post/outbox.h"

namespace overens::affiliations {
namespace {

std::string key(const Application& one, std::string_view occasion) {
  return "application " + std::to_string(one.id.value) + " " + std::string(occasion);
}

post::Mail letter(const Site& site, const compacts::Compact& compact, const Application& one,
                  Language language, const Text& subject, const Text& text) {
  return {.key = {},
          .to = one.contact_email,
          .to_name = one.contact_name,
          .subject = subject.in(language),
          .text = text.in(language) + demo_words(site, language),
          .calendar = std::nullopt,
          .reply_to = {},
          .sender_name = compact.name,
          .language = language,
          .kind = "application",
          .scope = compact.id.value,
          .about = "application " + std::to_string(one.number.value)};
}

std::string address_of(const Site& site, const compacts::Compact& compact, const Application& one) {
  return site.public_url + url("/{}/applications/{}", compact.slug, one.number).text();
}

Text words_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::admitted:
      return t("The organisation is welcome, and may sign.");
    case Outcome::declined:
      return t("The application was declined.");
    case Outcome::talking:
      return t("We would like to talk with you before we decide.");
    case Outcome::noted:
    case Outcome::withdrawn:
    case Outcome::signed_text:
      break;
  }
  return {};
}

}  // namespace

void write_receipt(Db& db, const Visit& visit, const compacts::Compact& compact,
                   const Application& one) {
  const Site& site = visit.site;
  post::Mail mail = letter(
      site, compact, one, visit.language, t("We have received your application"),
      t("Hello {0},\n\n"
        "thank you. The application of {1} has reached us and has number {2}.\n\n"
        "Follow it here, and go on from there when it is time to sign:\n\n"
        "{3}\n\n"
        "Sign in with this address; we then send you a code. What you sent is a public "
        "document.\n\n"
        "If it was not you who sent it, you need not do anything: nobody can go on without this "
        "address.\n",
        one.contact_name, one.name, one.number, address_of(site, compact, one)));
  mail.key = key(one, "receipt");
  post::send(db, mail, visit.now);
}

void write_to_coordinators(Db& db, const Visit& visit, const compacts::Compact& compact,
                           const Application& one) {
  const Site& site = visit.site;
  const Language language = compact.own_language();
  post::Mail mail = letter(site, compact, one, language, t("{} wants to join", one.name),
                           t("Hello,\n\n"
                             "{0} has applied to join {1}. The application has number {2}:\n\n"
                             "{3}\n",
                             one.name, compact.name, one.number, address_of(site, compact, one)));
  const Date today = date_of(visit.now, compact.zone());
  for (const auto& person :
       compacts::people_in(db, compact.id, compacts::Role::coordinator, today)) {
    mail.key = key(one, "to coordinator " + std::to_string(person.id.value));
    mail.to = person.email;
    mail.to_name = person.name;
    post::send(db, mail, visit.now);
  }
}

void write_outcome(Db& db, const Site& site, const compacts::Compact& compact,
                   const Application& one, Outcome outcome, const std::string& words, Instant now) {
  const Language language = compact.own_language();
  post::Mail mail =
      letter(site, compact, one, language, t("Your application to {}", compact.name),
             t("Hello {0},\n\n"
               "{1}\n\n"
               "{2}\n\n"
               "All about the application stands here:\n\n"
               "{3}\n",
               one.contact_name, words_of(outcome), words, address_of(site, compact, one)));
  mail.key = key(one, std::to_string(now.microseconds));
  post::send(db, mail, now);
}

}  // namespace overens::affiliations
