// Applications as those who run the compact see them: the list, what each needs, notes and
// decisions.
#include "features/affiliations/pages.h"

namespace overens::affiliations {
namespace {

using compacts::Compact;

std::vector<Option> outcomes(const Compact& compact, const Application& one) {
  std::vector<Option> options{{"noted", t("Only a note"),
                               t("Nobody but you who run the compact "
                                 "sees it.")}};
  if (!is_open(one.state)) return options;
  options.push_back({"talking", t("We talk with them first"), t("They get your words by mail.")});
  if (may_decide_alone(compact.admission)) {
    options.push_back({"admitted", t("They may sign"), t("They get your words by mail.")});
    options.push_back({"declined", t("Decline"), t("They get the reason by mail.")});
  } else {
    options.push_back({"declined", t("Ask the parties to decline"),
                       t("Every party says yes to it first. Then they get your words as the "
                         "reason, by mail.")});
  }
  return options;
}

Html doubles(Visit& visit, const Compact& compact, const Application& one) {
  if (one.organisation || !is_open(one.state)) return {};
  const auto alike =
      organisations::likely_duplicates(organisations::list(visit.db, compact.id), one.name);
  if (alike.empty()) return {};
  Html body = paragraph(
      t("If it is the same organisation, letting them sign makes the applicant its contact and "
        "signatory. Ask the organisation first."));
  body +=
      html("<ul>{}</ul>", each(alike, [&](const organisations::Organisation& known) {
             return html("<li>{}</li>",
                         link(url(visit, "/{}/organisations/{}/edit", compact.slug, known.number),
                              verbatim(known.name)));
           }));
  return notice(Tone::warning, t("It may be in the register already"), body);
}

Html notes(Db& db, const Compact& compact, const Application& one) {
  Table rows{t("Notes and decisions"), {t("When"), t("Who"), t("What"), t("Words")}, {}};
  for (const Assessment& each : assessments(db, one.id))
    rows.rows.push_back(
        {instant_element(each.assessed_at, compact.zone()), html("{}", each.by),
         html("{}", each.outcome == Outcome::noted ? t("Note") : told(each.outcome)),
         html("{}", each.words)});
  return rows.rows.empty() ? Html() : table(rows);
}

Html parties_notice(Visit& visit, const Compact& compact, const groups::Proposal& proposal,
                    const Text& title) {
  Html body = groups::standing_list(
      proposal, groups::standings(visit.db, proposal, compacts::today(visit, compact)));
  body += html("<p>{}</p>", link(url(visit, "/{}/proposals/{}", compact.slug, proposal.number),
                                 t("To the proposal")));
  return notice(Tone::info, title, body);
}

Html parties_part(Visit& visit, const Compact& compact, const Application& one) {
  Html body;
  if (const auto proposal = proposal_on(visit.db, compact, one); proposal && !proposal->closed_at)
    body += parties_notice(visit, compact, *proposal, t("The parties' yes"));
  if (const auto proposal = proposal_to_decline(visit.db, compact, one);
      proposal && !proposal->closed_at)
    body += parties_notice(visit, compact, *proposal, t("The parties are asked to decline"));
  return body;
}

Html assessment_form(Visit& visit, const Compact& compact, const Application& one,
                     const Filled& filled) {
  Html fields =
      radio_field(filled, {.name = "outcome", .label = t("What you do"), .value = "noted"},
                  outcomes(compact, one));
  fields += area_field(filled, {.name = "words", .label = t("Words"), .rows = 4});
  return post_form(visit, url(visit, "/{}/applications/{}/assessments", compact.slug, one.number),
                   fields, {.words = t("Save")});
}

Outcome read_outcome(Filled& filled, const Compact& compact, const Application& one) {
  for (const Option& option : outcomes(compact, one))
    if (filled.value("outcome") == option.value)
      for (const auto& [outcome, name] : names(Outcome{}))
        if (name == option.value) return outcome;
  filled.fail("outcome", t("Choose what you do."));
  return Outcome::noted;
}

}  // namespace

Html staff_part(Visit& visit, const Compact& compact, const Application& one,
                const Filled& filled) {
  Html body = doubles(visit, compact, one);
  body += parties_part(visit, compact, one);
  body += notes(visit.db, compact, one);
  if (compacts::may_coordinate(visit)) {
    body += heading(2, t("Note or decide"));
    body += assessment_form(visit, compact, one, filled);
  }
  return body;
}

Response list_applications(Visit& visit) {
  const Compact compact = compacts::here(visit);
  const Paging here = paging(visit);
  const std::int64_t all = count(visit.db, compact.id);
  if (all == 0)
    return page(visit, t("Applications"),
                empty_state(t("No application has come yet."),
                            link(url(visit, "/{}/join", compact.slug), t("How one joins"))));
  Table rows{t("Applications, newest first"),
             {t("Organisation"), t("Number"), t("Received"), t("State"), t("In touch since")},
             {}};
  for (const Application& one : list(visit.db, compact.id, here.per_page, here.offset()))
    rows.rows.push_back({link(application_url(visit, one.number), verbatim(one.name)),
                         html("{}", one.number), instant_element(one.received_at, compact.zone()),
                         html("{}", words_for(one.state)),
                         one.followed_up_at ? instant_element(*one.followed_up_at, compact.zone())
                                            : tag_label(Tone::warning, t("Nobody yet"))});
  Html body = table(rows);
  body += pagination(visit, here, all);
  return page(visit, t("Applications"), body);
}

Response add_assessment(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  const Application one = found(find(visit.db, compact.id, number));
  Filled filled(visit.form);
  const Outcome outcome = read_outcome(filled, compact, one);
  const std::string words = filled.text("words", t("Write a few words."), 3'000);
  if (!filled.ok()) return application_page(visit, compact, one, filled, 422);
  const bool asks = outcome == Outcome::declined && !may_decide_alone(compact.admission);
  const auto me = people::me(visit);
  visit.write([&](Db& db) {
    const bool is_done = asks ? ask_to_decline(db, compact, one, words, me, visit.now)
                              : assess(db, one, outcome, words, me, visit.now);
    if (!is_done) throw Conflict{t("The application is closed already.")};
    if (outcome != Outcome::noted && !asks)
      write_outcome(db, visit.site, compact, one, outcome, words, visit.now);
  });
  return see_other(application_url(visit, number));
}

std::int64_t decline_agreed(const Site& site, Database& database, Instant now) {
  constexpr std::int64_t most = 50;
  std::int64_t declined = 0;
  for (const Declining& asked : database.read([](Db& db) { return declinings(db, most); }))
    declined += database.write(ScopeKey{asked.compact.value}, [&](Db& db) {
      const Compact compact = compacts::load(db, asked.compact);
      const Application one = found(find(db, compact.id, asked.number));
      if (!decline_if_agreed(db, compact, one, asked.words, now)) return false;
      write_outcome(db, site, compact, one, Outcome::declined, asked.words, now);
      return true;
    });
  return declined;
}

std::int64_t admit_agreed(const Site& site, Database& database, Instant now) {
  constexpr std::int64_t most = 500;
  const auto agreed = database.read([](Db& db) {
    std::vector<Admitting> all;
    for (const Admitting& one : admittings(db, most)) {
      const Compact compact = compacts::load(db, one.compact);
      if (situation(db, compact, found(find(db, compact.id, one.number))).parties_agreed)
        all.push_back(one);
    }
    return all;
  });
  std::int64_t admitted = 0;
  for (const Admitting& asked : agreed)
    admitted += database.write(ScopeKey{asked.compact.value}, [&](Db& db) {
      const Compact compact = compacts::load(db, asked.compact);
      const Application one = found(find(db, compact.id, asked.number));
      if (!admit_if_agreed(db, compact, one, now)) return false;
      const Language language = compact.own_language();
      write_outcome(db, site, compact, one, Outcome::admitted,
                    t("Every party has said yes.").in(language), now);
      return true;
    });
  return admitted;
}

}  // namespace overens::affiliations
