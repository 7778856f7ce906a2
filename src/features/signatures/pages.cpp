// Who has signed what: the list by version, its data, and the page of one signature, which prints
// as a certificate.
#include "features/signatures/pages.h"

#include "features/data.h"
#include "features/import.h"

namespace overens::signatures {

void import_signatures(Import& import);  // import.cpp
void demo_signatories(Import& import);

namespace {

using compacts::Compact;
using texts::Version;

std::string_view name_of(Channel channel) {
  for (const auto& [one, name] : names(channel))
    if (one == channel) return name;
  return {};
}

Response show_all(Visit& visit);
Response as_data(Visit& visit, DataFormat format);
Response show(Visit& visit, Number number);

void routes(Router& r) {
  r.get<show_all>("/{compact}/signatures", anyone);
  r.get<as_data>("/{compact}/signatures.{}", anyone);
  r.get<paper_form>("/{compact}/signatures/new", compacts::coordinators);
  r.post<enter_paper>("/{compact}/signatures/new", compacts::coordinators, Router::upload_body);
  r.get<show>("/{compact}/signatures/{}", anyone);
  r.get<paper_file>("/{compact}/signatures/{}/paper", compacts::staff);
  r.get<confirmation>("/{compact}/signatures/{}/confirmation", organisations::signatories);
  r.get<ask_withdrawal>("/{compact}/signatures/{}/withdrawal", organisations::signatories);
  r.post<withdraw_signature>("/{compact}/signatures/{}/withdrawal", organisations::signatories);

  r.get<signature_form>("/{compact}/texts/{}/versions/{}/signature", organisations::signatories);
  r.post<sign>("/{compact}/texts/{}/versions/{}/signature", organisations::signatories);
}

// --- The list ---

std::vector<Version> adopted_versions(Db& db, const Compact& compact) {
  std::vector<Version> adopted;
  for (Version& one : texts::versions(db, compact.id, Number{1}))
    if (one.adopted_on) adopted.push_back(std::move(one));
  return adopted;
}

// The version that was asked for, else the newest; expects at least one.
const Version& chosen(const Visit& visit, const std::vector<Version>& adopted) {
  for (const Version& one : adopted)
    if (visit.query.value("version") == std::to_string(one.number.value)) return one;
  return adopted.back();
}

Html version_tabs(const Visit& visit, const std::vector<Version>& adopted, const Version& shown,
                  const Zone& zone) {
  if (adopted.size() < 2) return {};
  Html items;
  for (auto one = adopted.rbegin(); one != adopted.rend(); ++one)
    items += html(R"(<li><a href="{}"{}>{}</a></li>)",
                  url(visit, "/{}/signatures", visit.scope.slug).with("version", one->number.value),
                  attribute_if(one->id == shown.id, "aria-current", "page"),
                  texts::standing(*one, zone));
  return html(R"(<nav class="o-tabs" aria-label="{}"><ul>{}</ul></nav>)", t("Versions"), items);
}

Html state_of(const Signature& one, const Zone& zone) {
  if (one.withdrawn_at)
    return tag_label(Tone::warning,
                     t("withdrawn {}", short_date(date_of(*one.withdrawn_at, zone))));
  return one.channel == Channel::web ? Html() : tag_label(Tone::neutral, words_for(one.channel));
}

Html signature_item(const Visit& visit, const Signature& one, const Zone& zone) {
  return html(R"(<li><h2><a href="{}">{}</a></h2><p class="o-meta">{} {}</p></li>)",
              address(visit, one), one.organisation_name,
              date_element(date_of(one.signed_at, zone)), state_of(one, zone));
}

Html signatures_of(Visit& visit, const Compact& compact, const Version& shown) {
  const Zone zone = compact.zone();
  const Paging here = paging(visit);
  Html body =
      html(R"(<p>{}</p><p class="o-seal">{} {}</p>)",
           link(texts::address(visit, shown), verbatim(shown.title)), "SHA-256", shown.sha256);
  const std::int64_t holding = count(visit.db, shown.id);
  body += html(R"(<p class="o-count" role="status">{}</p>)",
               tn("{} has signed this version", "{} have signed this version", holding));
  body += html(R"(<ul class="o-items o-items--columns">{}</ul>)",
               each(list(visit.db, shown.id, here.per_page, here.offset()),
                    [&](const Signature& one) { return signature_item(visit, one, zone); }));
  body += pagination(visit, here, count_all(visit.db, shown.id));
  body += data_links(visit);
  return body;
}

Response show_all(Visit& visit) {
  const Compact compact = compacts::here(visit);
  const auto adopted = adopted_versions(visit.db, compact);
  Html body;
  if (adopted.empty()) {
    body = empty_state(t("There is no adopted text to sign yet."),
                       link(url(visit, "/{}/join", compact.slug), t("How one joins")));
  } else {
    const Version& shown = chosen(visit, adopted);
    body += version_tabs(visit, adopted, shown, compact.zone());
    body += signatures_of(visit, compact, shown);
  }
  return page(visit,
              {.title = t("Signatures"),
               .lead = t("Who stands behind the text as a whole. Each signature is of one exact "
                         "version; a new version is signed anew.")},
              body);
}

// --- As data ---

formats::Json day_or_moment(const Signature& one, const Zone& zone) {
  return one.channel == Channel::web ? formats::Json(iso_utc(one.signed_at))
                                     : formats::Json(iso(date_of(one.signed_at, zone)));
}

Response as_data(Visit& visit, DataFormat format) {
  constexpr std::int64_t per_page = 500;
  const Compact compact = compacts::here(visit);
  const Paging here = paging(visit, per_page);
  DataList all{.keys = {"number", "url", "organisation", "version", "sha256", "signed_at",
                        "channel", "withdrawn_at"},
               .rows = {},
               .count = count_everything(visit.db, compact.id),
               .next = {}};
  for (const Signature& one : list_all(visit.db, compact.id, per_page, here.offset()))
    all.rows.push_back(
        {one.number, public_url(visit, "/{}/signatures/{}", compact.slug, one.number).text(),
         one.organisation_name, one.version_number, one.sha256, day_or_moment(one, compact.zone()),
         name_of(one.channel),
         one.withdrawn_at ? formats::Json(iso_utc(*one.withdrawn_at)) : formats::Json()});
  if (here.offset() + per_page < all.count)
    all.next =
        external_url(visit.site.public_url + visit.request.path)->with("page", here.page + 1);
  return data_answer(visit, format, all);
}

// --- One signature ---

bool represents(Visit& visit, const Signature& one) {
  for (const auto& mandate : organisations::my_mandates(visit))
    if (mandate.organisation == one.organisation) return true;
  return false;
}

Html certificate(const Compact& compact, const Signature& one, const Version& whole,
                 bool knows_signer) {
  const Date day = date_of(one.signed_at, compact.zone());
  Html body =
      html(R"(<p class="o-lead">{}</p><p>{}</p><h2>{}</h2><p>{}</p>)", one.organisation_name,
           one.holds() ? t("stands behind, in its entirety,") : t("stood behind, in its entirety,"),
           whole.title, texts::standing(whole, compact.zone()));
  body += html("<p>{}</p>", t("Signed {}", date_element(day)));
  if (knows_signer && !one.signer_name.empty())
    body += html("<p>{}</p>", one.signer_role.empty()
                                  ? t("by {}", one.signer_name)
                                  : t("by {0}, {1}", one.signer_name, one.signer_role));
  body += html("<p>{}</p>", state_of(one, compact.zone()));
  body += html(R"(<p class="o-seal">{} {}</p>)", "SHA-256", one.sha256);
  return html(R"(<article class="o-certificate">{}</article>)", body);
}

Html ways_on(Visit& visit, const Compact& compact, const Signature& one, bool is_mine) {
  Html ways = button_link(texts::address(visit, texts::load(visit.db, one.version)),
                          t("Read the text"), Weight::secondary);
  if (is_mine && one.holds() && organisations::may_sign(visit))
    ways += html(" {}", link(url(visit, "/{}/signatures/{}/withdrawal", compact.slug, one.number),
                             t("Withdraw the signature")));
  if (compacts::may_run(visit) && paper(visit.db, one.id))
    ways += html(" {}", link(url(visit, "/{}/signatures/{}/paper", compact.slug, one.number),
                             t("The paper")));
  return html(R"(<p class="o-actions">{}</p>)", ways);
}

Response show(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  const Signature one = found(find(visit.db, compact.id, number));
  const Version whole = texts::load(visit.db, one.version);
  const bool is_mine = represents(visit, one);
  Html body;
  if (one.withdrawn_at)
    body += notice(Tone::warning, t("The signature was withdrawn"),
                   html("<p>{}</p>{}", instant_element(*one.withdrawn_at, compact.zone()),
                        when(!one.withdrawn_reason->empty(),
                             [&] { return html("<p>{}</p>", *one.withdrawn_reason); })));
  body += certificate(compact, one, whole, is_mine || compacts::may_run(visit));
  body += ways_on(visit, compact, one, is_mine);
  return page(visit,
              {.title = t("Signature {}", one.number),
               .path = {{t("Signatures"), url(visit, "/{}/signatures", compact.slug)}}},
              body);
}

// --- What others show ---

std::vector<Todo> todo(Visit& visit) {
  if (!organisations::may_sign(visit)) return {};
  const Compact compact = compacts::here(visit);
  const auto whole = texts::adopted(visit.db, compact.id);
  if (!whole) return {};
  const auto mine = to_sign_for(visit, compact, *whole);
  if (mine.empty()) return {};
  return {{.what = t("The text to sign"),
           .count = static_cast<std::int64_t>(mine.size()),
           .oldest = start_of_day(*whole->adopted_on, compact.zone()),
           .where = url(visit, "/{}/texts/{}/versions/{}/signature", compact.slug, whole->text,
                        whole->number)}};
}

std::vector<Received> received(Visit& visit) {
  constexpr std::int64_t most = 1000;
  std::vector<Received> all;
  for (const Signature& one : latest(visit.db, compacts::here(visit).id, most))
    all.push_back({"signature", t("Signature"), one.number, one.signed_at, one.organisation_name,
                   t("Signs version {}", one.version_number).in(visit.language),
                   std::string(name_of(one.channel)), address(visit, one)});
  for (const Signature& one : latest_withdrawn(visit.db, compacts::here(visit).id, most))
    all.push_back({"signature_withdrawn", t("Withdrawn signature"), one.number, *one.withdrawn_at,
                   one.organisation_name,
                   t("Withdraws from version {}", one.version_number).in(visit.language), "web",
                   address(visit, one)});
  return all;
}

std::vector<MenuItem> workplaces(Visit& visit) {
  if (!compacts::may_coordinate(visit)) return {};
  return {{t("Enter a signature from paper"), url(visit, "/{}/signatures/new", visit.scope.slug)}};
}

}  // namespace

Text words_for(Channel channel) {
  return channel == Channel::web ? t("signed here") : t("registered from paper");
}

Url address(const Visit& visit, const Signature& one) {
  return url(visit, "/{}/signatures/{}", visit.scope.slug, one.number);
}

namespace {

std::vector<Figure> figures(Db& db, std::int64_t, std::int64_t version) {
  return {
      {t("Organisations that have signed the version"), count(db, Id<texts::Version>{version})}};
}

}  // namespace

Feature feature() {
  return {.name = "signatures",
          .routes = routes,
          .menu = {{65, t("Signatures"), "signatures"}},
          .todo = todo,
          .received = received,
          .workplaces = workplaces,
          .figures = figures,
          .import = import_signatures,
          .demo = demo_signatories};
}

}  // namespace overens::signatures
