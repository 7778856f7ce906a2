// A signature that came on paper, entered by a coordinator with the paper attached.
#include "base/text.h"
#include "features/affiliations/affiliations.h"
#include "features/signatures/pages.h"

namespace overens::signatures {
namespace {

using compacts::Compact;
using organisations::Organisation;

Html paper_fields(Visit& visit, const Compact& compact, const Filled& filled) {
  std::vector<Option> options{{"", t("Choose")}};
  for (const Organisation& one : organisations::list(visit.db, compact.id))
    if (!one.ended_on) options.push_back({std::to_string(one.number.value), verbatim(one.name)});
  Html fields = select_field(filled, {.name = "organisation", .label = t("Organisation")}, options);
  fields += field(filled, {.name = "signer_name",
                           .label = t("Who signed"),
                           .hint = t("The name as it stands on the paper.")});
  fields += field(
      filled, {.name = "signer_role", .label = t("Task in the organisation"), .is_optional = true});
  fields += field(filled, {.name = "signed_on",
                           .label = t("Day on the paper"),
                           .input = Input::date,
                           .value = iso(compacts::today(visit, compact))});
  fields +=
      file_field(filled, {.name = "paper", .label = t("The paper, scanned"), .is_optional = true},
                 files::accepted);
  return fields;
}

Response paper_page(Visit& visit, const Compact& compact, const Filled& filled, int status) {
  const auto whole = texts::adopted(visit.db, compact.id);
  if (!whole)
    return page(visit, t("Enter a signature from paper"),
                empty_state(t("There is no adopted text to sign yet.")));
  Html body = error_summary(filled);
  body += facts(
      {{t("Text"), html("{}", whole->title)},
       {t("Version"), html("{}", texts::standing(*whole, compact.zone()))},
       {t("Fingerprint (SHA-256)"), html(R"(<span class="o-seal">{}</span>)", whole->sha256)}});
  body +=
      post_form(visit, url(visit, "/{}/signatures/new", compact.slug),
                paper_fields(visit, compact, filled), {.words = t("Enter the signature")}, true);
  return page(visit,
              {.title = t("Enter a signature from paper"),
               .lead = t("It is shown as registered from paper, and affiliates the organisation "
                         "from that day.")},
              body, status);
}

// The organisation that was chosen, if it may sign.
std::optional<Organisation> read_organisation(Visit& visit, const Compact& compact,
                                              Filled& filled) {
  const auto number = hole_as<Number>(std::string(filled.value("organisation")));
  auto one = number ? organisations::find(visit.db, compact.id, *number) : std::nullopt;
  if (!one || one->ended_on) {
    filled.fail("organisation", t("Choose an organisation."));
    return std::nullopt;
  }
  filled.expect(affiliations::may_join(visit.db, compact, *one, compacts::today(visit, compact)),
                "organisation", t("The organisation has to be admitted before it can sign."));
  return one;
}

Entry read_paper(Visit& visit, const Compact& compact, const texts::Version& whole,
                 Filled& filled) {
  Entry entry{.channel = Channel::paper, .recorded_by = people::me(visit)};
  if (const auto one = read_organisation(visit, compact, filled)) entry.organisation = one->id;
  entry.signer_name = filled.line("signer_name", t("Write who signed."), 100);
  entry.signer_role = filled.optional_line("signer_role", 100);
  const auto day = filled.date("signed_on", t("Write the day on the paper."));
  filled.expect(!day || *day <= compacts::today(visit, compact), "signed_on",
                t("That day has not come yet."));
  filled.expect(!day || *whole.adopted_on <= *day, "signed_on",
                t("The text was adopted later than that."));
  if (day) entry.signed_at = start_of_day(*day, compact.zone());
  entry.file = files::store(visit, filled, "paper");
  if (entry.file) {
    const Upload* upload = visit.form.file("paper");
    entry.file_name = upload ? shortened(tidy_line(upload->file_name), 200) : "";
    if (entry.file_name.empty()) entry.file_name = "paper";
  }
  return entry;
}

}  // namespace

Response paper_form(Visit& visit) {
  return paper_page(visit, compacts::here(visit), Filled{}, 200);
}

Response enter_paper(Visit& visit) {
  const Compact compact = compacts::here(visit);
  const auto whole = texts::adopted(visit.db, compact.id);
  if (!whole) throw Conflict{t("There is no adopted text to sign yet.")};
  Filled filled(visit.form);
  const Entry entry = read_paper(visit, compact, *whole, filled);
  if (!filled.ok()) return paper_page(visit, compact, filled, 422);
  visit.acts_for(entry.organisation.value);
  visit.journal_detail("sha256 " + whole->sha256);
  const Number number = visit.write([&](Db& db) {
    const auto added = add_signature(db, compact, *whole, entry, visit.now);
    if (!added) throw Conflict{t("The organisation has signed this version already.")};
    affiliations::mark_signed(db, entry.organisation, visit.now);
    return *added;
  });
  return see_other(url(visit, "/{}/signatures/{}", compact.slug, number));
}

Response paper_file(Visit& visit, Number number) {
  const Signature one = found(find(visit.db, compacts::here(visit).id, number));
  const Paper attached = found(paper(visit.db, one.id));
  return files::file_response(visit, attached.file, attached.file_name);
}

}  // namespace overens::signatures
