// The signing that compact.json tells of, and those who joined later: each affiliated organisation,
// and each public body, signed the version that had been adopted by then, on paper.
#include <algorithm>

#include "features/import.h"
#include "features/signatures/store.h"

namespace overens::signatures {
namespace {

using compacts::Compact;

struct Ceremony {
  Date day;
  Instant at;
};

std::optional<Ceremony> ceremony(Import& import, const Compact& compact) {
  const formats::JsonPlace signing = import.json("compact.json").find("signing");
  if (!signing.present()) return std::nullopt;
  const auto text = signing.need("date").text();
  const auto day = text ? parse_date(*text) : std::nullopt;
  if (text && !day)
    signing.find("date").complain(t("“{}” is no date. Write it as 2018-12-11.", *text));
  if (!day) return std::nullopt;
  const std::string from = signing.find("from").text().value_or("00:00");
  const auto at = parse_local(iso(*day) + " " + from, compact.zone());
  if (!at) signing.find("from").complain(t("“{}” is no time. Write it as 17:00.", from));
  if (!at) return std::nullopt;
  return Ceremony{*day, *at};
}

// The version that was in force that day; none before the first was adopted.
std::optional<texts::Version> in_force(const std::vector<texts::Version>& versions,
                                       const Date& day) {
  std::optional<texts::Version> latest;
  for (const texts::Version& one : versions)
    if (one.adopted_on && *one.adopted_on <= day) latest = one;
  return latest;
}

}  // namespace

void import_signatures(Import& import) {
  if (!import.compact) return;
  const Compact compact = compacts::load(import.db, {import.compact});
  const auto signing = ceremony(import, compact);
  if (!signing) return;
  const auto versions = texts::versions(import.db, compact.id, Number{1});
  std::int64_t added = 0;
  const auto sign = [&](Id<organisations::Organisation> organisation, const Date& day) {
    const auto whole = in_force(versions, day);
    if (!whole) return;
    const Instant at = day == signing->day ? signing->at : start_of_day(day, compact.zone());
    added += import_signature(
        import.db, compact, *whole,
        {.organisation = organisation, .channel = Channel::imported, .signed_at = at}, import.now);
  };
  for (const compacts::Party& party : compacts::parties(import.db, compact.id))
    if (const auto body = compacts::body_of(import.db, compact, party))
      sign(body->id, signing->day);
  for (const compacts::Affiliation& one : compacts::all_affiliations(import.db, compact.id))
    if (!one.text_version_id) sign(one.organisation, one.from);
  if (added) import.count("signatures", added);
}

// An organisation that the coordinators have entered, and that has not signed: not affiliated yet.
organisations::Organisation demo_newcomer(Import& import, const Compact& compact) {
  const organisations::Entry entry{
      .name = "Odlarföreningen Täppan exempel",
      .field = "Miljö",
      .whole_area = false,
      .municipalities = {"0581"},
      .why = "Vi odlar tillsammans, och vill att fler får en plats att mötas på."};
  if (auto known = organisations::find_same(import.db, compact.id, entry.name, {})) return *known;
  for (const compacts::Party& party : compacts::parties(import.db, compact.id))
    if (!party.is_body)
      return organisations::add(import.db, compact.id, party.id, entry, import.now);
  throw NotFound{};
}

// Somebody who may sign for an organisation that is there, and for the public body.
void demo_signatories(Import& import) {
  if (!import.compact) return;
  const Compact compact = compacts::load(import.db, {import.compact});
  const Date from = date_of(import.now, compact.zone());
  const auto add = [&](Id<organisations::Organisation> organisation, std::string_view email,
                       std::string_view name) {
    const auto person = people::find_or_add(import.db, email, name, import.now);
    organisations::add_mandate(import.db, organisation, person,
                               organisations::MandateKind::signatory, from);
  };
  constexpr std::array<std::array<std::string_view, 3>, 3> signatories{
      {{"Ungdomsrådet Eken exempel", "ordforande@eken.example.org", "Johan Berg"},
       {"Seniorkraft Öst exempel", "ordforande@seniorkraftost.example.org", "Eva Hägg"},
       {"Körförbundet Öst exempel", "ordforande@korforbundetost.example.org", "Olle Åberg"}}};
  for (const auto& [organisation, email, name] : signatories)
    if (const auto one = organisations::find_same(import.db, compact.id, organisation, {}))
      add(one->id, email, name);
  import.introduce("a signatory who has signed, " + std::string(signatories.front()[0]),
                   signatories.front()[1]);
  const auto newcomer = demo_newcomer(import, compact);
  add(newcomer.id, "ordforande@tappan.example.org", "Mona Lind");
  import.introduce("a signatory who has not signed yet, " + newcomer.name,
                   "ordforande@tappan.example.org");
  for (const compacts::Party& party : compacts::parties(import.db, compact.id))
    if (const auto body = compacts::body_of(import.db, compact, party))
      add(body->id, "ordforande@region.example.org", "Exempel Ordförande");
}

}  // namespace overens::signatures
