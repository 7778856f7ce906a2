// Signing the whole text for one's organisation, what happens next, and withdrawing.
#include <algorithm>

#include "features/affiliations/affiliations.h"
#include "features/signatures/pages.h"

namespace overens::signatures {
namespace {

using compacts::Compact;
using organisations::Mandate;
using organisations::MandateKind;
using texts::Version;

constexpr std::initializer_list<MandateKind> who_signs = {MandateKind::signatory};

Url form_url(const Visit& visit, const Version& whole) {
  return url(visit, "/{}/texts/{}/versions/{}/signature", visit.scope.slug, whole.text,
             whole.number);
}

// The version, if it is the one that is signed now.
Version version_to_sign(Visit& visit, const Compact& compact, Number text, Number version) {
  const Version whole =
      texts::visible(visit, found(texts::find(visit.db, compact.id, text, version)));
  const auto in_force = texts::adopted(visit.db, compact.id);
  if (!in_force || in_force->id != whole.id)
    throw Conflict{whole.adopted_on
                       ? t("A newer version has been adopted. That is the one to sign.")
                       : t("This version has not been adopted, so it cannot be signed.")};
  return whole;
}

std::vector<Mandate> signing_mandates(Visit& visit) {
  auto mine = organisations::my_mandates(visit);
  std::erase_if(mine, [](const Mandate& one) { return one.kind != MandateKind::signatory; });
  return mine;
}

// For whom the form is: the organisation in the address, else all the visitor may sign for.
std::vector<Mandate> for_this_form(Visit& visit, std::vector<Mandate> mine) {
  const std::string_view asked = visit.query.value("organisation");
  const bool is_among_them = std::any_of(mine.begin(), mine.end(), [&](const Mandate& one) {
    return asked == std::to_string(one.number.value);
  });
  if (is_among_them)
    std::erase_if(mine,
                  [&](const Mandate& one) { return asked != std::to_string(one.number.value); });
  return mine;
}

Html what_is_signed(Visit& visit, const Compact& compact, const Version& whole) {
  return facts(
      {{t("Text"), html(R"(<span lang="{}">{}</span>)", whole.language, whole.title)},
       {t("Version"), html("{}", texts::standing(whole, compact.zone()))},
       {t("Fingerprint (SHA-256)"), html(R"(<span class="o-seal">{}</span>)", whole.sha256)},
       {t("Read it"), html("{} · {}", link(texts::address(visit, whole), t("The whole text")),
                           link(url(visit, "/{}/texts/{}/versions/{}/text.md", compact.slug,
                                    whole.text, whole.number),
                                t("Exactly the bytes that are signed")))}});
}

Html signature_fields(Visit& visit, const Filled& filled, const std::vector<Mandate>& mine) {
  Html fields = organisations::acting_for_field(filled, "organisation", mine);
  fields += field(filled, {.name = "signer_name",
                           .label = t("Your name"),
                           .hint = t("Stands on your organisation's certificate, which only you "
                                     "and those who run the compact see with the name."),
                           .value = people::myself(visit).name,
                           .is_optional = true,
                           .autocomplete = "name"});
  fields += field(filled, {.name = "signer_role",
                           .label = t("Task in the organisation"),
                           .is_optional = true,
                           .autocomplete = "organization-title"});
  fields += tick_field(filled, {.name = "in_full",
                                .label = t("We have read the text and sign it in its entirety.")});
  fields +=
      paragraph(t("With the button you also confirm that you have the mandate to sign: that your "
                  "organisation has decided it as its statutes say."));
  return fields;
}

Response sign_page(Visit& visit, const Compact& compact, const Version& whole,
                   const std::vector<Mandate>& mine, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += what_is_signed(visit, compact, whole);
  if (mine.size() == 1)
    body +=
        html("<p>{}</p>", t("You sign for {}.", html("<strong>{}</strong>", mine.front().name)));
  body += post_form(visit, form_url(visit, whole), signature_fields(visit, filled, mine),
                    {.words = t("I have the mandate: sign")});
  return page(visit,
              {.title = t("Sign the text"),
               .lead = t("A declaration of intent, signed as a whole. The organisation may "
                         "withdraw its signature at any time.")},
              body, status);
}

Response signed_already(Visit& visit, const Compact& compact, const Version& whole,
                        const std::vector<Mandate>& mine) {
  Html items;
  for (const Mandate& one : mine)
    if (const auto signature = find_holding(visit.db, whole.id, one.organisation))
      items += html("<li>{}</li>", link(address(visit, *signature), verbatim(one.name)));
  if (items.is_empty())
    throw Forbidden{t("The organisation has to be admitted before it can sign.")};
  Html body = html(R"(<ul class="o-items">{}</ul>)", items);
  body += html("<p>{}</p>", link(url(visit, "/{}/signatures", compact.slug), t("All signatures")));
  return page(visit, {.title = t("Sign the text"), .lead = t("Those you sign for have signed it.")},
              body);
}

Entry read_entry(Visit& visit, Filled& filled, const Mandate& mandate) {
  const people::Person me = people::myself(visit);
  const std::string typed = filled.optional_line("signer_name", 100);
  Entry entry{.organisation = mandate.organisation,
              .channel = Channel::web,
              .signed_by = me.id,
              .signer_name = typed.empty() ? me.name : typed,
              .signer_role = filled.optional_line("signer_role", 100),
              .signed_at = visit.now,
              .recorded_by = me.id};
  filled.expect(filled.ticked("in_full"), "in_full",
                t("Tick the box to sign: the text is signed as a whole or not at all."));
  return entry;
}

// Sent twice, or a colleague was first: then it is the one that stands there.
struct Signing {
  Number number;
  bool is_new = false;
};
bool is_done(const Signing& one) { return one.is_new; }

Signature own_signature(Visit& visit, const Compact& compact, Number number) {
  const Signature one = found(find(visit.db, compact.id, number));
  if (!organisations::mandate_for(visit, one.organisation_number, who_signs)) throw Forbidden{};
  return one;
}

Response withdrawal_form(Visit& visit, const Compact& compact, const Signature& one,
                         const Filled& filled, int status) {
  Html fields = area_field(filled, {.name = "reason",
                                    .label = t("Why"),
                                    .hint = t("Everybody can read it beside the signature."),
                                    .is_optional = true,
                                    .rows = 3});
  fields += tick_field(filled, {.name = "is_sure",
                                .label = t("{} withdraws its signature.", one.organisation_name)});
  Html body = error_summary(filled);
  body += post_form(visit, url(visit, "/{}/signatures/{}/withdrawal", compact.slug, one.number),
                    fields, {.words = t("Withdraw the signature"), .is_dangerous = true});
  body += html("<p>{}</p>", link(address(visit, one), t("Go back without withdrawing")));
  return page(visit,
              {.title = t("Withdraw the signature"),
               .lead = t("The organisation is affiliated through today. The signature stays in "
                         "the list, marked as withdrawn, and you may sign again.")},
              body, status);
}

}  // namespace

std::vector<Mandate> to_sign_for(Visit& visit, const Compact& compact, const Version& whole) {
  auto mine = signing_mandates(visit);
  const Date today = compacts::today(visit, compact);
  std::erase_if(mine, [&](const Mandate& one) {
    return find_holding(visit.db, whole.id, one.organisation) ||
           !affiliations::may_join(visit.db, compact,
                                   organisations::load(visit.db, one.organisation), today);
  });
  return mine;
}

Response signature_form(Visit& visit, Number text, Number version) {
  const Compact compact = compacts::here(visit);
  const Version whole = version_to_sign(visit, compact, text, version);
  const auto open = for_this_form(visit, to_sign_for(visit, compact, whole));
  if (open.empty()) return signed_already(visit, compact, whole, signing_mandates(visit));
  return sign_page(visit, compact, whole, open, Filled{}, 200);
}

Response sign(Visit& visit, Number text, Number version) {
  const Compact compact = compacts::here(visit);
  const Version whole = version_to_sign(visit, compact, text, version);
  const auto mandate = organisations::mandate(visit, "organisation", who_signs);
  if (!mandate) throw Forbidden{};
  const auto organisation = organisations::load(visit.db, mandate->organisation);
  if (!affiliations::may_join(visit.db, compact, organisation, compacts::today(visit, compact)))
    throw Forbidden{t("The organisation has to be admitted before it can sign.")};
  Filled filled(visit.form);
  const Entry entry = read_entry(visit, filled, *mandate);
  if (!filled.ok()) return sign_page(visit, compact, whole, {*mandate}, filled, 422);
  visit.journal_detail("sha256 " + whole.sha256);
  const people::Person me = people::myself(visit);
  const Signing done = visit.write([&](Db& db) -> Signing {
    const auto added = add_signature(db, compact, whole, entry, visit.now);
    if (!added) return {found(find_holding(db, whole.id, organisation.id)).number, false};
    affiliations::mark_signed(db, organisation.id, visit.now);
    write_receipt(db, visit, compact, found(find(db, compact.id, *added)), whole, me);
    return {*added, true};
  });
  return see_other(is_done(done)
                       ? url(visit, "/{}/signatures/{}/confirmation", compact.slug, done.number)
                       : url(visit, "/{}/signatures/{}", compact.slug, done.number));
}

Response confirmation(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  const Signature one = own_signature(visit, compact, number);
  Html body = html(R"(<div class="o-done" role="status"><h1>{}</h1><p class="o-lead">{}</p></div>)",
                   t("Thank you, you have signed"),
                   t("{} now stands behind the text in its entirety.", one.organisation_name));
  body += heading(2, t("What happens now"));
  body += html(R"(<ol class="o-steps"><li>{}</li><li>{}</li><li>{}</li></ol>)",
               t("A receipt is on its way to your mail address."),
               t("The organisation stands in {}.",
                 link(url(visit, "/{}/organisations/{}", compact.slug, one.organisation_number),
                      t("the directory"))),
               t("You can print {}.", link(address(visit, one), t("the certificate"))));
  return page_with_own_heading(visit, t("Thank you, you have signed"), {}, body);
}

Response ask_withdrawal(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  const Signature one = own_signature(visit, compact, number);
  if (!one.holds()) return see_other(address(visit, one));
  return withdrawal_form(visit, compact, one, Filled{}, 200);
}

Response withdraw_signature(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  const Signature one = own_signature(visit, compact, number);
  Filled filled(visit.form);
  const std::string reason = filled.optional_text("reason", 1'000);
  filled.expect(filled.ticked("is_sure"), "is_sure", t("Tick the box if you are sure."));
  if (!filled.ok()) return withdrawal_form(visit, compact, one, filled, 422);
  const people::Person me = people::myself(visit);
  visit.write([&](Db& db) {
    if (!withdraw(db, compact, one, reason, me.id, compacts::today(visit, compact), visit.now))
      throw Conflict{t("The signature was withdrawn already.")};
    write_withdrawal(db, visit, compact, one, me);
  });
  return see_other(address(visit, one));
}

}  // namespace overens::signatures
