#include "features/groups/pages.h"

namespace overens::groups {
namespace {

Response show_all(Visit& visit);
Response show(Visit& visit, Number number);
Response say_yes(Visit& visit, Number number);
Response take_back(Visit& visit, Number number);

void routes(Router& r) {
  r.get<show_all>("/{compact}/proposals", compacts::staff);
  r.get<show>("/{compact}/proposals/{}", compacts::staff);
  r.get<show_quorum>("/{compact}/quorum", compacts::staff);
  r.post<ask_for_quorum>("/{compact}/quorum", compacts::staff);
  r.post<say_yes>("/{compact}/proposals/{}/assent", compacts::seats);
  r.post<take_back>("/{compact}/proposals/{}/withdrawal", compacts::seats);
}

Html state_of(const Proposal& proposal) {
  if (proposal.closed_at) return tag_label(Tone::neutral, t("Fell"));
  return proposal.agreed_at ? tag_label(Tone::success, t("Agreed"))
                            : tag_label(Tone::info, t("Waits for a yes"));
}

Response show_all(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  const auto all = list(visit.db, compact.id);
  Html body =
      lead(t("What decides for everybody needs every party's yes. Each party says it "
             "through those who hold its seats in the joint group."));
  body += html("<p>{}</p>", link(url(visit, "/{}/quorum", compact.slug),
                                 t("How many seats a yes takes, party by party")));
  if (all.empty()) {
    body += empty_state(t("Nothing has been put to the parties yet."));
    return page(visit, t("Proposals to the parties"), body);
  }
  Table rows{
      t("Proposals, those that wait first"), {t("Proposal"), t("Put forward"), t("State")}, {}};
  for (const Proposal& one : all)
    rows.rows.push_back({html(R"(<a href="{}" lang="{}">{}</a>)", proposal_url(visit, one),
                              compact.language, one.title),
                         date_element(date_of(one.proposed_at, compact.zone())), state_of(one)});
  body += table(rows);
  return page(visit, t("Proposals to the parties"), body);
}

Html what_it_is(const Proposal& proposal, const compacts::Compact& compact) {
  const auto where = local_url(proposal.path);
  return facts(
      {{t("State"), state_of(proposal)},
       {t("Put forward"), instant_element(proposal.proposed_at, compact.zone())},
       {t("Read it"), where ? link(*where, t("The content the yes is to")) : Html()},
       {t("Fingerprint (SHA-256)"), html(R"(<span class="o-seal">{}</span>)", proposal.sha256)}});
}

Text fate_of(const Assent& one, const Zone& zone) {
  if (one.voided_at)
    return t("Void since {}: the content changed", date_and_time(*one.voided_at, zone));
  if (one.withdrawn_at) return t("Taken back {}", date_and_time(*one.withdrawn_at, zone));
  return t("Counts");
}

Html given_yes(Db& db, const Proposal& proposal, const Zone& zone) {
  const auto all = assents(db, proposal.id);
  if (all.empty()) return {};
  Table rows{t("Every yes that was given"), {t("Party"), t("Who"), t("When"), t("State")}, {}};
  for (const Assent& one : all)
    rows.rows.push_back({html("{}", one.party_name), html("{}", one.name),
                         instant_element(one.given_at, zone), html("{}", fate_of(one, zone))});
  return table(rows);
}

// What the visitor can do about it: say yes, take it back, or hear why not.
Html own_part(Visit& visit, const Proposal& proposal, const Date& today) {
  const auto me = people::me(visit);
  const Hindrance why_not = hindrance(visit.db, proposal, me, today);
  Html part = heading(2, t("Your part"));
  if (why_not == Hindrance::none) {
    part +=
        paragraph(t("Read the content first. Your yes is for your party and for exactly this "
                    "content: should it change, your yes is void."));
    part +=
        post_button(visit, url(visit, "/{}/proposals/{}/assent", visit.scope.slug, proposal.number),
                    {.words = t("Say yes for my party")}, {{"sha256", proposal.sha256}});
    return part;
  }
  part += paragraph(words_for(why_not));
  if (why_not == Hindrance::given_already)
    part += post_button(
        visit, url(visit, "/{}/proposals/{}/withdrawal", visit.scope.slug, proposal.number),
        {.words = t("Take my yes back"), .is_dangerous = true});
  return part;
}

Response show(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Proposal proposal = found(find(visit.db, compact.id, number));
  const Date today = compacts::today(visit, compact);
  Html body = what_it_is(proposal, compact);
  body += heading(
      2, proposal.kind == quorum_kind ? t("Where the party stands") : t("Where the parties stand"));
  body += standing_list(proposal, standings(visit.db, proposal, today));
  body += own_part(visit, proposal, today);
  body += given_yes(visit.db, proposal, compact.zone());
  return page(visit, verbatim(proposal.title), body);
}

Response say_yes(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Proposal proposal = found(find(visit.db, compact.id, number));
  const Date today = compacts::today(visit, compact);
  visit.journal_detail("sha256 " + proposal.sha256);
  visit.write([&](Db& db) {
    assent(db, proposal, visit.form.value("sha256"), people::me(visit), today, visit.now);
  });
  return see_other(proposal_url(visit, proposal));
}

Response take_back(Visit& visit, Number number) {
  const Proposal proposal = found(find(visit.db, compacts::here(visit).id, number));
  visit.write([&](Db& db) {
    if (!withdraw_assent(db, proposal, people::me(visit), visit.now))
      throw Conflict{t("There is no yes of yours to take back, or every party has agreed.")};
  });
  return see_other(proposal_url(visit, proposal));
}

std::vector<Todo> todo(Visit& visit) {
  if (!compacts::may_sit(visit)) return {};
  const compacts::Compact compact = compacts::here(visit);
  const Date today = compacts::today(visit, compact);
  Todo waiting{.what = t("Proposals that wait for your yes"),
               .count = 0,
               .oldest = {},
               .where = url(visit, "/{}/proposals", compact.slug)};
  for (const Proposal& one : open_proposals(visit.db, compact.id)) {
    if (hindrance(visit.db, one, people::me(visit), today) != Hindrance::none) continue;
    if (++waiting.count == 1) {
      waiting.oldest = one.proposed_at;
      waiting.where = proposal_url(visit, one);
    }
  }
  if (waiting.count == 0) return {};
  if (waiting.count > 1) waiting.where = url(visit, "/{}/proposals", compact.slug);
  return {waiting};
}

std::vector<MenuItem> workplaces(Visit& visit) {
  if (!compacts::may_run(visit)) return {};
  return {{t("Proposals to the parties"), url(visit, "/{}/proposals", visit.scope.slug)}};
}

}  // namespace

Url proposal_url(const Visit& visit, const Proposal& proposal) {
  return url(visit, "/{}/proposals/{}", visit.scope.slug, proposal.number);
}

Text words_for(Hindrance why) {
  switch (why) {
    case Hindrance::none:
      return {};
    case Hindrance::agreed_already:
      return t("Every party has said yes.");
    case Hindrance::closed:
      return t("It has fallen: what it was about has changed, or was settled in another way.");
    case Hindrance::no_seat:
      return t("Only those who hold a seat in the joint group say yes for their party.");
    case Hindrance::interest:
      return t(
          "You represent the organisation this is about, so you step aside here. The other "
          "seats of your party decide.");
    case Hindrance::given_already:
      return t("You have said yes for your party.");
  }
  return {};
}

namespace {

Html standing_item(const Standing& one) {
  if (one.has_said_yes())
    return html("<li>{} {}</li>", tag_label(Tone::success, t("Yes")), one.party_name);
  Html rest = html(" {}", tn("{} yes is missing.", "{} yes are missing.", one.quorum - one.given));
  if (one.is_vacant())
    rest += html(" {}", t("Too few can say it: a seat is empty, or who holds it steps aside."));
  return html("<li>{}{}</li>", tag_label(Tone::info, t("Waiting for {}", one.party_name)), rest);
}

}  // namespace

Html standing_list(const Proposal& proposal, const std::vector<Standing>& standings) {
  Html list = when(proposal.agreed_at.has_value(),
                   [] { return paragraph(t("Every yes that is needed has been given.")); });
  list += html(R"(<ul class="o-items">{}</ul>)", each(standings, standing_item));
  return list;
}

Feature feature() {
  return {
      .name = "groups",
      .routes = routes,
      .todo = todo,
      .workplaces = workplaces,
      .tasks = {{"groups: tell those who hold seats what waits for their yes", 30, tell_seats}}};
}

}  // namespace overens::groups
