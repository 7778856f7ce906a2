// Whom a round of invitations may reach: the contacts of organisations, those who hold a seat, or
// the rows of a list; and why anybody else is left out.
#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "base/secrets.h"
#include "base/text.h"
#include "features/activities/invitations.h"
#include "features/activities/pages.h"
#include "formats/csv.h"
#include "post/message.h"

namespace overens::activities {
namespace {

using organisations::Organisation;

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_organisation = 200;
constexpr std::int64_t rows_per_write = 500;

// Sorts rows into those who are invited and those who are not.
class Planning {
 public:
  Planning(Db& db, const compacts::Compact& compact, const Activity& activity, const Site& site)
      : site_(site), compact_(compact.id) {
    for (const InvitedBefore& one : invited_before(db, activity.id))
      before_.insert(key(one.email, one.organisation));
    for (std::string& mark : marks_of_those_who_left(db, compact.id, List::invitations))
      left_.insert(std::move(mark));
  }

  void add(const Invitee& one, const std::string& organisation) {
    if (const auto why = hindrance(one)) return refuse(one, organisation, *why);
    seen_.insert(key(one.email, one.organisation));
    plan.invited.push_back(one);
  }
  void refuse(const Invitee& one, const std::string& organisation, Reason why) {
    plan.refused.push_back({one.line, organisation, one.name, one.email, why});
  }

  Plan plan;

 private:
  static std::string key(const std::string& email, const std::optional<OrganisationId>& of) {
    return email + " " + std::to_string(of ? of->value : 0);
  }
  std::optional<Reason> hindrance(const Invitee& one) const {
    if (one.email.empty()) return Reason::no_address;
    if (!post::is_safe_address(one.email)) return Reason::bad_address;
    if (length(one.name) > longest_name || length(one.organisation_name) > longest_organisation)
      return Reason::too_long;
    if (seen_.contains(key(one.email, one.organisation))) return Reason::twice;
    if (before_.contains(key(one.email, one.organisation))) return Reason::invited_already;
    if (!left_.empty() && left_.contains(email_mark(site_, compact_, one.email)))
      return Reason::off_list;
    return std::nullopt;
  }

  const Site& site_;
  const CompactId compact_;
  std::set<std::string> before_;
  std::set<std::string> left_;
  std::set<std::string> seen_;
};

// The organisations these terms mean, of those the door lets in.
std::vector<Organisation> chosen(Db& db, const compacts::Compact& compact, const Terms& terms,
                                 const EntryRule& entry, const Date& today) {
  std::map<std::int64_t, Date> affiliated_from;
  for (const auto& one : compacts::affiliated(db, compact.id, today))
    affiliated_from.emplace(one.organisation.value, one.from);
  std::set<std::int64_t> works_there;
  if (!terms.municipality.empty())
    for (const auto& place : organisations::places(db, compact.id))
      if (place.code == terms.municipality) works_there.insert(place.organisation.value);
  std::vector<Organisation> all = entry.organisations();
  std::erase_if(all, [&](const Organisation& one) {
    const auto since = affiliated_from.find(one.id.value);
    const bool is_affiliated = since != affiliated_from.end();
    if (terms.source == Source::affiliated && !is_affiliated) return true;
    if (terms.party && one.party != *terms.party) return true;
    if (!terms.field.empty() && one.field != terms.field) return true;
    if (!terms.municipality.empty() && !one.whole_area && !works_there.contains(one.id.value))
      return true;
    return terms.affiliated_since && (!is_affiliated || since->second < *terms.affiliated_since);
  });
  return all;
}

void plan_contacts(Db& db, const compacts::Compact& compact, const Terms& terms,
                   const EntryRule& entry, const Date& today, Planning& planning) {
  std::map<std::int64_t, std::vector<ContactRow>> contacts;
  for (ContactRow& row : contacts_in_force(db, compact.id, today))
    contacts[row.organisation.value].push_back(std::move(row));
  for (const Organisation& one : chosen(db, compact, terms, entry, today)) {
    const auto of_it = contacts.find(one.id.value);
    if (of_it == contacts.end()) {
      planning.refuse({}, one.name, Reason::no_contact);
      continue;
    }
    for (const ContactRow& row : of_it->second)
      planning.add({.name = row.name, .email = row.email, .organisation = one.id}, one.name);
  }
}

// A seat of a public body's party comes for the body; others say for whom when they register.
void plan_appointed(Db& db, const compacts::Compact& compact, const Terms& terms, const Date& today,
                    Planning& planning) {
  for (const compacts::Party& party : compacts::parties(db, compact.id)) {
    if (terms.party && party.id != *terms.party) continue;
    const auto body = compacts::body_of(db, compact, party);
    for (const auto& seat : compacts::appointed(db, compact.id, compacts::Role::seat, today)) {
      if (seat.party != party.id) continue;
      const auto person = people::find(db, seat.person);
      if (!person) continue;
      Invitee one{.name = person->name, .email = person->email};
      if (body) one.organisation = body->id;
      planning.add(one, party.name);
    }
  }
}

// Headings as people write them in a list.
constexpr std::array<std::string_view, 7> mail_headings = {
    "E-post", "E-postadress", "Mejl", "Mail", "E-mail", "Email", "Sähköposti"};
constexpr std::array<std::string_view, 3> name_headings = {"Namn", "Name", "Nimi"};
constexpr std::array<std::string_view, 4> organisation_headings = {"Organisation", "Förening",
                                                                   "Organization", "Järjestö"};

std::string cell(const formats::Row& row, std::span<const std::string_view> headings) {
  for (const std::string_view heading : headings)
    if (const auto value = row.get(heading)) return tidy_line(*value);
  return {};
}

}  // namespace

Text words_for(Reason reason) {
  switch (reason) {
    case Reason::no_address:
      return t("There is no mail address.");
    case Reason::bad_address:
      return t("That is no mail address.");
    case Reason::too_long:
      return t("The name is too long.");
    case Reason::twice:
      return t("The same address stands further up.");
    case Reason::invited_already:
      return t("Is invited already.");
    case Reason::off_list:
      return t("Has asked for no more invitations.");
    case Reason::may_not_enter:
      return t("The activity is for affiliated organisations, and this is none of them.");
    case Reason::no_contact:
      return t("The organisation has no contact person.");
    case Reason::is_over:
      return t("The activity was over or cancelled by then.");
  }
  return {};
}

Terms terms_of(const Round& round) {
  return {round.source,           round.party, round.field, round.municipality,
          round.affiliated_since, round.words, round.quota, round.holds_after_close,
          round.passing};
}

EntryRule::EntryRule(Db& db, const compacts::Compact& compact, const Activity& activity,
                     const Date& today)
    : is_for_all_(may_register_for(activity.audience, false)),
      choices_(asked_of(db, compact, activity, today).organisations) {
  for (const Organisation& one : choices_) {
    by_name_.emplace(fold(one.name), one.id);
    may_[one.id.value] = true;
  }
}

bool EntryRule::lets_in(const std::optional<OrganisationId>& organisation) const {
  return is_for_all_ || (organisation && may_.contains(organisation->value));
}

std::optional<OrganisationId> EntryRule::by_name(std::string_view name) const {
  const auto at = by_name_.find(fold(name));
  return at == by_name_.end() ? std::nullopt : std::optional(at->second);
}

Plan plan_of(Db& db, const compacts::Compact& compact, const Activity& activity, const Terms& terms,
             const Site& site, const Date& today) {
  const EntryRule entry(db, compact, activity, today);
  Planning planning(db, compact, activity, site);
  if (terms.source == Source::appointed)
    plan_appointed(db, compact, terms, today, planning);
  else if (terms.source != Source::file)
    plan_contacts(db, compact, terms, entry, today, planning);
  return std::move(planning.plan);
}

namespace {

Text words_against(const std::vector<formats::CsvError>& errors) {
  if (errors.empty()) return t("The file can not be read.");
  const formats::CsvError& first = errors.front();
  return first.line == 0 ? first.reason : t("Line {0}: {1}", first.line, first.reason);
}

}  // namespace

ListRead plan_of_list(Db& db, const compacts::Compact& compact, const Activity& activity,
                      std::string_view bytes, const Site& site, const Date& today) {
  const formats::CsvResult read = formats::read_csv(bytes);
  if (!read.errors.empty() || !read.table) return {{}, words_against(read.errors)};
  const formats::Table& table = *read.table;
  if (std::none_of(mail_headings.begin(), mail_headings.end(),
                   [&](std::string_view heading) { return table.has(heading); }))
    return {{}, t("The first line must name the columns, and one of them must be “E-post”.")};
  if (table.size() == 0) return {{}, t("There is nobody in the list.")};
  if (table.size() > most_invitees)
    return {{}, t("There are more than {} rows. Divide the list.", most_invitees)};
  const EntryRule entry(db, compact, activity, today);
  Planning planning(db, compact, activity, site);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const formats::Row row = table.row(i);
    Invitee one{.name = cell(row, name_headings),
                .email = fold(cell(row, mail_headings)),
                .organisation_name = cell(row, organisation_headings),
                .line = static_cast<std::int64_t>(row.line())};
    const std::string written = one.organisation_name;
    if ((one.organisation = entry.by_name(written))) one.organisation_name.clear();
    if (!one.email.empty() && !entry.lets_in(one.organisation))
      planning.refuse(one, written, Reason::may_not_enter);
    else
      planning.add(one, written);
  }
  return {std::move(planning.plan), {}};
}

Round make_round(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                 const Terms& terms, const Plan& plan) {
  const Round round = visit.write([&](Db& db) {
    return load_round(db,
                      insert_round(db, compact.id, activity, terms, people::me(visit), visit.now));
  });
  std::int64_t written = 0;
  const auto rows = static_cast<std::int64_t>(plan.invited.size() + plan.refused.size());
  const auto invited = static_cast<std::int64_t>(plan.invited.size());
  while (written < rows) {
    const std::int64_t end = std::min(written + rows_per_write, rows);
    visit.write_quietly([&](Db& db) {
      for (std::int64_t i = written; i < end; ++i) {
        if (i >= invited) {
          insert_refusal(db, round.id, plan.refused[static_cast<std::size_t>(i - invited)]);
          continue;
        }
        const Number number{i + 1};
        insert_invitation(
            db, round, number, plan.invited[static_cast<std::size_t>(i)],
            sha256_hex(invitation_token(visit.site, compact.id, round.number, number)));
      }
    });
    written = end;
  }
  visit.write_quietly(
      [&](Db& db) { set_round(db, round.id, RoundState::making, RoundState::planned, visit.now); });
  return round;
}

}  // namespace overens::activities
