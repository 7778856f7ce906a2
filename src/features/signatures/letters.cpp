// The receipt of a signature, and of its withdrawal, to the person who gave it.
#include "features/affiliations/affiliations.h"
#include "features/signatures/pages.h"
#include "post/outbox.h"

namespace overens::signatures {
namespace {

post::Mail letter(const Visit& visit, const compacts::Compact& compact, const Signature& one,
                  const people::Person& to, const Text& subject, const Text& text) {
  return {.key = {},
          .to = to.email,
          .to_name = to.name,
          .subject = subject.in(visit.language),
          .text = text.in(visit.language) + affiliations::demo_words(visit.site, visit.language),
          .calendar = std::nullopt,
          .reply_to = {},
          .sender_name = compact.name,
          .language = visit.language,
          .kind = "signature",
          .scope = compact.id.value,
          .about = "signature " + std::to_string(one.number.value)};
}

std::string key(const Signature& one, std::string_view occasion) {
  return "signature " + std::to_string(one.id.value) + " " + std::string(occasion);
}

std::string address_of(const Visit& visit, const compacts::Compact& compact, const Signature& one) {
  return public_url(visit, "/{}/signatures/{}", compact.slug, one.number).text();
}

}  // namespace

void write_receipt(Db& db, const Visit& visit, const compacts::Compact& compact,
                   const Signature& one, const texts::Version& whole,
                   const people::Person& signatory) {
  post::Mail mail =
      letter(visit, compact, one, signatory, t("Receipt: {} has signed", one.organisation_name),
             t("Hello,\n\n"
               "{0} has signed this text in its entirety:\n\n"
               "{1}\n"
               "{2}\n"
               "SHA-256 {3}\n\n"
               "The certificate, to print and to keep:\n\n"
               "{4}\n\n"
               "There you can also withdraw the signature.\n",
               one.organisation_name, whole.title, texts::standing(whole, compact.zone()),
               whole.sha256, address_of(visit, compact, one)));
  mail.key = key(one, "receipt");
  post::send(db, mail, visit.now);
}

void write_withdrawal(Db& db, const Visit& visit, const compacts::Compact& compact,
                      const Signature& one, const people::Person& signatory) {
  post::Mail mail =
      letter(visit, compact, one, signatory,
             t("Receipt: {} has withdrawn its signature", one.organisation_name),
             t("Hello,\n\n"
               "{0} has withdrawn its signature. It stays in the list, marked as withdrawn:\n\n"
               "{1}\n",
               one.organisation_name, address_of(visit, compact, one)));
  mail.key = key(one, "withdrawn");
  post::send(db, mail, visit.now);
}

}  // namespace overens::signatures
