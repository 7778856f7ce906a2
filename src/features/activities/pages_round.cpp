// One round of invitations, for coordinators: looking at the plan, sending it, undoing it, how far
// it has come; and the pieces the pages of invitations share.
#include <algorithm>

#include "features/activities/pages_invitations.h"
#include "formats/csv.h"

namespace overens::activities {
namespace {

constexpr std::int64_t refusals_shown = 20;
// So long after somebody has pressed the button it can be undone before the first letter goes; in a
// demonstration, whose letters go nowhere, one does not want to wait.
constexpr std::int64_t undo_s = 60;
constexpr std::int64_t undo_in_a_demonstration_s = 3;

Html tag_of(Db& db, const Invitation& one) {
  switch (one.state) {
    case Invited::planned:
      return tag_label(Tone::neutral, t("Waits to be sent"));
    case Invited::left_out:
      return html("{} {}", tag_label(Tone::warning, t("Left out")),
                  words_for(one.left_out_why.value_or(Reason::is_over)));
    case Invited::sent:
      return has_answered(db, one) ? tag_label(Tone::success, t("Heard of in another way"))
                                   : tag_label(Tone::info, t("No answer yet"));
    case Invited::accepted:
      return tag_label(Tone::success, t("Yes"));
    case Invited::declined:
      return tag_label(Tone::neutral, t("No"));
  }
  return {};
}

Html progress(const Tally& counted) {
  const std::int64_t all = counted.all();
  const std::int64_t done = all - counted.planned;
  const Text told = t("{0} of {1} letters have been put in the outbox.", done, all);
  return html(R"(<div class="o-seats"><p id="progress">{}</p>)"
              R"(<meter min="0" max="{}" value="{}" aria-labelledby="progress">{}</meter></div>)",
              told, std::max<std::int64_t>(all, 1), done, told);
}

Html button_below(Visit& visit, const Activity& activity, const Round& round,
                  UrlPattern<std::string, Number, Number> pattern, const Submit& submit) {
  return post_button(visit, url(visit, pattern, visit.scope.slug, activity.number, round.number),
                     submit);
}

constexpr UrlPattern<std::string, Number, Number> sending_pattern =
    "/{}/activities/{}/invitations/{}/sending";
constexpr UrlPattern<std::string, Number, Number> withdrawal_pattern =
    "/{}/activities/{}/invitations/{}/withdrawal";
constexpr UrlPattern<std::string, Number, Number> addition_pattern =
    "/{}/activities/{}/invitations/{}/addition";

Html round_notice(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                  const Round& round, const Tally& counted) {
  const bool has_begun = round.begins_at && visit.now >= *round.begins_at;
  switch (round.state) {
    case RoundState::making:
    case RoundState::planned: {
      Html body =
          paragraph(tn("{} letter would be sent.", "{} letters would be sent.", counted.planned));
      if (counted.planned > 0)
        body += button_below(visit, activity, round, sending_pattern, {.words = t("Send them")});
      body += button_below(visit, activity, round, withdrawal_pattern,
                           {.words = t("Throw the plan away"), .is_dangerous = true});
      return notice(Tone::info, t("Nothing has been sent yet"), body);
    }
    case RoundState::sending: {
      Html body = has_begun ? progress(counted)
                            : paragraph(t("The first letter goes at {}. Until then you can undo it "
                                          "all.",
                                          time_of_day(*round.begins_at, compact.zone())));
      body +=
          paragraph(t("You can leave this page and come back. Load it again to see how far it "
                      "has come."));
      body += button_below(
          visit, activity, round, withdrawal_pattern,
          {.words = has_begun ? t("Stop and withdraw") : t("Undo"), .is_dangerous = true});
      return notice(Tone::warning,
                    has_begun ? t("The letters are being sent") : t("Sending begins soon"), body);
    }
    case RoundState::sent: {
      Html body = progress(counted);
      body +=
          paragraph(t("If you withdraw the round, its links lead no further. What is "
                      "registered stays."));
      if (round.source != Source::file)
        body += button_below(visit, activity, round, addition_pattern,
                             {.words = t("Plan the same for those who are new since")});
      body += button_below(visit, activity, round, withdrawal_pattern,
                           {.words = t("Withdraw the round"), .is_dangerous = true});
      return notice(Tone::success, t("The letters have been sent"), body);
    }
    case RoundState::undone:
      return notice(Tone::neutral, t("The plan was thrown away"),
                    paragraph(t("Nobody was written to.")));
    case RoundState::withdrawn:
      return notice(Tone::neutral, t("The round is withdrawn"),
                    paragraph(t("Its links lead no further, and nobody is reminded.")));
  }
  return {};
}

Html terms_facts(Visit& visit, const compacts::Compact& compact, const Round& round) {
  std::vector<Fact> known{{t("Whom"), html("{}", words_for(round.source))}};
  if (round.party)
    known.push_back({t("Party"), html("{}", compacts::load_party(visit.db, *round.party).name)});
  if (!round.field.empty()) known.push_back({t("Works with"), html("{}", round.field)});
  for (const auto& one : compacts::municipalities(visit.db, compact.id))
    if (one.code == round.municipality) known.push_back({t("Works in"), html("{}", one.name)});
  if (round.affiliated_since)
    known.push_back({t("Affiliated on that day or later"), date_element(*round.affiliated_since)});
  if (round.quota)
    known.push_back({t("The most seats for one organisation"), html("{}", *round.quota)});
  known.push_back(
      {t("After the last day to register"),
       html("{}", round.holds_after_close ? t("The links hold") : t("The links hold no longer"))});
  known.push_back({t("May be passed on"), html("{}", round.passing == Passing::nobody ? t("No")
                                                     : round.passing == Passing::colleagues
                                                         ? t("To colleagues")
                                                         : t("To colleagues and members"))});
  return facts(known);
}

Html refusals_part(Visit& visit, const Activity& activity, const Round& round) {
  const std::int64_t count = count_refusals(visit.db, round.id);
  if (count == 0) return {};
  Table list{tn("{} is not written to", "{} are not written to", count),
             {t("Line"), t("Organisation"), t("Name"), t("Mail"), t("Why")},
             {}};
  for (const Refusal& one : refusals(visit.db, round.id, refusals_shown))
    list.rows.push_back({one.line ? html("{}", one.line) : Html(), html("{}", one.organisation),
                         html("{}", one.name), html("{}", one.email),
                         html("{}", words_for(one.reason))});
  Html part = heading(2, t("Who is not written to, and why"));
  part += table(list);
  part += html("<p>{}</p>", link(url(visit, "/{}/activities/{}/invitations/{}/refusals.csv",
                                     visit.scope.slug, activity.number, round.number),
                                 t("All of them as a spreadsheet")));
  return part;
}

Html letter_part(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                 const Round& round, const std::vector<Invitation>& first) {
  if (first.empty() || round.state == RoundState::undone) return {};
  const LetterDraft letter =
      invitation_draft(letterhead(visit, compact), activity, round, first.front());
  return html(R"(<details class="ds-details"><summary>{}</summary><p><strong>{}</strong></p><pre
class="o-mail__body" lang="{}">{}</pre></details>)",
              t("The letter, as the first of them gets it"), letter.subject, compact.language,
              letter.text);
}

std::string refusals_sheet(Visit& visit, const Round& round) {
  const auto in = [&](const Text& words) { return words.in(visit.language); };
  formats::CsvWriter csv(formats::CsvDialect::for_excel,
                         {in(t("Line")), "Organisation", "Namn", "E-post", in(t("Why"))});
  for (const Refusal& one : refusals(visit.db, round.id, static_cast<std::int64_t>(most_invitees)))
    csv.add({one.line ? std::to_string(one.line) : "", one.organisation, one.name, one.email,
             in(words_for(one.reason))});
  return csv.text();
}

struct Here {
  compacts::Compact compact;
  Activity activity;
  Round round;
};
Here round_here(Visit& visit, Number number, Number round) {
  const compacts::Compact compact = compacts::here(visit);
  Activity activity = activity_to_invite_to(visit, compact, number);
  Round one = found(find_round(visit.db, compact.id, activity.id, round));
  return {compact, std::move(activity), std::move(one)};
}

}  // namespace

// --- Shared pieces ---

Url invitations_url(const Visit& visit, const Activity& activity) {
  return url(visit, "/{}/activities/{}/invitations", visit.scope.slug, activity.number);
}

Url round_url(const Visit& visit, const Activity& activity, const Round& round) {
  return url(visit, "/{}/activities/{}/invitations/{}", visit.scope.slug, activity.number,
             round.number);
}

// Invitations to a draft would lead nowhere.
Activity activity_to_invite_to(Visit& visit, const compacts::Compact& compact, Number number) {
  Activity activity = found(find(visit.db, compact.id, number));
  if (activity.status == Status::draft) throw Conflict{t("Publish the activity first.")};
  return activity;
}

void require_coming(const Activity& activity, Instant now) {
  if (activity.status != Status::published || now >= activity.starts_at)
    throw Conflict{t("Nobody can be invited any more: the activity has begun or is cancelled.")};
}

std::vector<MenuItem> path_below(const Visit& visit, const Activity& activity) {
  auto path = path_to(visit, activity);
  path.push_back({t("Invitations"), invitations_url(visit, activity)});
  return path;
}

Text words_for(Source source) {
  switch (source) {
    case Source::affiliated:
      return t("All affiliated organisations");
    case Source::appointed:
      return t("Those who hold a seat");
    case Source::chosen:
      return t("Some organisations");
    case Source::file:
      return t("A list of your own");
  }
  return {};
}

Html tag_of(RoundState state) {
  switch (state) {
    case RoundState::making:
    case RoundState::planned:
      return tag_label(Tone::info, t("Not sent"));
    case RoundState::sending:
      return tag_label(Tone::warning, t("Being sent"));
    case RoundState::sent:
      return tag_label(Tone::success, t("Sent"));
    case RoundState::undone:
      return tag_label(Tone::neutral, t("Thrown away"));
    case RoundState::withdrawn:
      return tag_label(Tone::neutral, t("Withdrawn"));
  }
  return {};
}

Table invited_table(Db& db, const Text& caption, const std::vector<Invitation>& shown,
                    const Zone& zone) {
  Table list{caption,
             {t("Organisation"), t("Name"), t("Mail"), t("Answer"), t("Sent"), t("Reminders")},
             {}};
  for (const Invitation& one : shown)
    list.rows.push_back({one.organisation_name.empty() ? html("{}", t("Of no organisation"))
                                                       : html("{}", one.organisation_name),
                         html("{}", one.name), html("{}", one.email), tag_of(db, one),
                         one.sent_at ? instant_element(*one.sent_at, zone) : Html(),
                         html("{}", one.reminders)});
  return list;
}

// --- One round ---

Response show_round(Visit& visit, Number number, Number round_number) {
  const auto [compact, activity, round] = round_here(visit, number, round_number);
  const Paging pages = paging(visit, invited_per_page);
  const Tally counted = tally(visit.db, round.id);
  const auto shown = invitations(visit.db, round.id, pages.per_page, pages.offset());
  Html main = round_notice(visit, compact, activity, round, counted);
  main += letter_part(visit, compact, activity, round, shown);
  if (!shown.empty())
    main += table(invited_table(visit.db, t("Who is written to"), shown, compact.zone()));
  main += pagination(visit, pages, counted.all());
  main += refusals_part(visit, activity, round);
  const Html body = html(R"(<div class="o-detail"><div class="o-detail__main">{}</div>)"
                         R"(<aside class="o-detail__aside" aria-label="{}">{}</aside></div>)",
                         main, t("Facts"), terms_facts(visit, compact, round));
  return page(visit,
              {.title = t("Round {} of invitations", round.number),
               .lead = t("To {}.", activity.title),
               .path = path_below(visit, activity)},
              body);
}

Response send_round(Visit& visit, Number number, Number round_number) {
  const Here here = round_here(visit, number, round_number);
  const Round& round = here.round;
  require_coming(here.activity, visit.now);
  const std::int64_t wait_s = house(visit).mails_are_caught ? undo_in_a_demonstration_s : undo_s;
  const bool begins = visit.write(
      [&](Db& db) { return begin_round(db, round.id, plus_seconds(visit.now, wait_s)); });
  if (!begins && round.state != RoundState::sending && round.state != RoundState::sent)
    throw Conflict{t("This plan was thrown away or withdrawn.")};
  return see_other(round_url(visit, here.activity, round));
}

Response withdraw_round(Visit& visit, Number number, Number round_number) {
  const Here here = round_here(visit, number, round_number);
  const Round& round = here.round;
  visit.write([&](Db& db) {
    const Round now_is = load_round(db, round.id);
    const bool is_unsent = now_is.state == RoundState::planned ||
                           (now_is.state == RoundState::sending && visit.now < *now_is.begins_at);
    if (is_unsent)
      set_round(db, round.id, now_is.state, RoundState::undone, visit.now);
    else if (now_is.state == RoundState::sending || now_is.state == RoundState::sent)
      set_round(db, round.id, now_is.state, RoundState::withdrawn, visit.now);
  });
  return see_other(round_url(visit, here.activity, round));
}

Response plan_addition(Visit& visit, Number number, Number round_number) {
  const auto [compact, activity, round] = round_here(visit, number, round_number);
  require_coming(activity, visit.now);
  if (round.source == Source::file) throw Conflict{t("Bring in the new list instead.")};
  const Terms terms = terms_of(round);
  const Plan plan =
      plan_of(visit.db, compact, activity, terms, visit.site, compacts::today(visit, compact));
  return see_other(round_url(visit, activity, make_round(visit, compact, activity, terms, plan)));
}

Response export_refusals(Visit& visit, Number number, Number round_number) {
  const auto [compact, activity, round] = round_here(visit, number, round_number);
  return csv_answer("not-invited-" + std::to_string(round.number.value) + ".csv",
                    refusals_sheet(visit, round));
}

}  // namespace overens::activities
