// Invitations, for coordinators: who was invited and what became of it, planning a round, and
// reminding those who have not answered.
#include "features/activities/pages_invitations.h"

#include <set>

namespace overens::activities {
namespace {

// --- The overview ---

Table rounds_table(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                   const std::vector<Round>& all) {
  Table list{t("Rounds of invitations, newest first"),
             {t("Whom"), t("State"), t("Planned"), t("Letters"), t("Yes"), t("No")},
             {}};
  for (const Round& one : all) {
    const Tally counted = tally(visit.db, one.id);
    list.rows.push_back({link(round_url(visit, activity, one), words_for(one.source)),
                         tag_of(one.state), instant_element(one.made_at, compact.zone()),
                         html("{}", counted.all() - counted.left_out), html("{}", counted.accepted),
                         html("{}", counted.declined)});
  }
  return list;
}

Html reminding(Visit& visit, const Activity& activity) {
  if (activity.status != Status::published || visit.now >= activity.starts_at) return {};
  const std::int64_t waiting = count_to_remind(visit.db, activity.id, visit.now);
  if (waiting == 0)
    return paragraph(
        t("There is nobody to remind: all have answered, were reminded less than a "
          "day ago, or have been reminded enough."));
  return post_button(
      visit,
      url(visit, "/{}/activities/{}/invitations/reminder", visit.scope.slug, activity.number),
      {.words = tn("Remind {} who has not answered", "Remind {} who have not answered", waiting)});
}

// --- Planning ---

std::vector<Option> source_options() {
  return {{"affiliated", words_for(Source::affiliated),
           t("The contact persons of every affiliated organisation.")},
          {"appointed", words_for(Source::appointed),
           t("Of all parties, or of the party you choose below.")},
          {"chosen", words_for(Source::chosen),
           t("The contact persons of those that fit what you choose below.")},
          {"file", words_for(Source::file),
           t("A file with the columns Namn, E-post and "
             "Organisation, as you save it from a spreadsheet.")}};
}

Html filter_fields(Visit& visit, const compacts::Compact& compact, const Filled& filled) {
  std::vector<Option> parties{{"", t("All parties")}};
  for (const auto& party : compacts::parties(visit.db, compact.id))
    parties.push_back({std::to_string(party.number.value), verbatim(party.name)});
  std::set<std::string> known;
  for (const auto& one : organisations::list(visit.db, compact.id))
    if (!one.field.empty()) known.insert(one.field);
  std::vector<Option> fields{{"", t("Any")}};
  for (const std::string& one : known) fields.push_back({one, verbatim(one)});
  std::vector<Option> places{{"", t("Anywhere")}};
  for (const auto& one : compacts::municipalities(visit.db, compact.id))
    places.push_back({one.code, verbatim(one.name)});
  Html all = select_field(filled, {.name = "party", .label = t("Party")}, parties);
  all += select_field(filled, {.name = "field", .label = t("Works with")}, fields);
  all += select_field(filled, {.name = "municipality", .label = t("Works in")}, places);
  all += field(filled, {.name = "since",
                        .label = t("Affiliated on that day or later"),
                        .input = Input::date,
                        .is_optional = true});
  return field_group(t("Which of them"), all);
}

Html terms_fields(const Filled& filled) {
  Html all = area_field(filled, {.name = "words",
                                 .label = t("Your own words in the letter"),
                                 .hint = t("Time, place and the personal link are there anyhow."),
                                 .is_optional = true});
  all += field(filled, {.name = "quota",
                        .label = t("The most seats for one organisation"),
                        .input = Input::number,
                        .is_optional = true});
  all += tick_field(filled, {.name = "holds_after_close",
                             .label = t("The links hold after the last day to register, until it "
                                        "begins")});
  all += radio_field(
      filled, {.name = "passing", .label = t("May the link be passed on?"), .value = "colleagues"},
      {{"nobody", t("No")},
       {"colleagues", t("To colleagues in the same organisation")},
       {"members", t("To colleagues, and to members of an umbrella organisation"),
        t("Members register for themselves and do not count against its seats.")}});
  return all;
}

Response plan_form(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                   const Filled& filled, int status) {
  Html fields = radio_field(
      filled, {.name = "source", .label = t("Whom do you invite?"), .value = "affiliated"},
      source_options());
  fields += filter_fields(visit, compact, filled);
  fields +=
      file_field(filled,
                 {.name = "file",
                  .label = t("The list, if you have one of your own"),
                  .hint = t("CSV with semicolon, comma or tab; at most {} rows.", most_invitees),
                  .is_optional = true},
                 ".csv,.txt");
  fields += terms_fields(filled);
  Html body = error_summary(filled);
  body += paragraph(t("Nothing is sent yet: next you see everybody it would go to."));
  body += post_form(visit,
                    url(visit, "/{}/activities/{}/invitations/new", compact.slug, activity.number),
                    fields, {.words = t("Look at who would be invited")}, true);
  return page(visit,
              {.title = t("Plan invitations"),
               .lead = t("To {}.", activity.title),
               .path = path_below(visit, activity)},
              body, status);
}

Terms read_terms(Visit& visit, const compacts::Compact& compact, Filled& filled) {
  constexpr std::int64_t most_seats = 1000;
  constexpr std::size_t longest_words = 5'000;
  Terms terms{.source = filled.choice<Source>("source", t("Choose whom you invite."))};
  const std::string_view party = filled.value("party");
  for (const auto& one : compacts::parties(visit.db, compact.id))
    if (party == std::to_string(one.number.value)) terms.party = one.id;
  filled.expect(party.empty() || terms.party.has_value(), "party", t("Choose a party."));
  terms.field = filled.optional_line("field");
  terms.municipality = filled.optional_line("municipality");
  terms.affiliated_since = filled.optional_date("since");
  terms.words = filled.optional_text("words", longest_words);
  terms.quota = filled.optional_number("quota", 1, most_seats);
  terms.holds_after_close = filled.ticked("holds_after_close");
  terms.passing = filled.choice<Passing>("passing", t("Choose whether it may be passed on."));
  if (terms.source == Source::affiliated) {  // what was chosen below is for the others
    terms.party.reset();
    terms.field.clear();
    terms.municipality.clear();
    terms.affiliated_since.reset();
  }
  return terms;
}

Plan read_plan(Visit& visit, const compacts::Compact& compact, const Activity& activity,
               const Terms& terms, Filled& filled) {
  const Date today = compacts::today(visit, compact);
  if (terms.source != Source::file)
    return plan_of(visit.db, compact, activity, terms, visit.site, today);
  const Upload* file = visit.form.file("file");
  if (!file || file->bytes.empty()) {
    filled.fail("file", t("Choose the file with the list."));
    return {};
  }
  ListRead read = plan_of_list(visit.db, compact, activity, file->bytes, visit.site, today);
  if (read.fault) filled.fail("file", *read.fault);
  return std::move(read.plan);
}

}  // namespace

void invitation_routes(Router& r) {
  using compacts::coordinators;
  r.get<show_invitations>("/{compact}/activities/{}/invitations", coordinators);
  r.get<new_invitations>("/{compact}/activities/{}/invitations/new", coordinators);
  r.post<plan_invitations>("/{compact}/activities/{}/invitations/new", coordinators,
                           Router::upload_body);
  r.post<remind_invited>("/{compact}/activities/{}/invitations/reminder", coordinators);
  r.get<show_round>("/{compact}/activities/{}/invitations/{}", coordinators);
  r.get<export_refusals>("/{compact}/activities/{}/invitations/{}/refusals.csv", coordinators);
  r.post<send_round>("/{compact}/activities/{}/invitations/{}/sending", coordinators);
  r.post<withdraw_round>("/{compact}/activities/{}/invitations/{}/withdrawal", coordinators);
  r.post<plan_addition>("/{compact}/activities/{}/invitations/{}/addition", coordinators);

  r.get<show_own_invitation>("/{compact}/invitations/{}", anyone);
  r.post<decline_invitation>("/{compact}/invitations/{}/refusal", anyone);
  r.post<pass_invitation_on>("/{compact}/invitations/{}/passing", anyone);
  r.get<ask_to_leave_list>("/{compact}/lists/{}", anyone);
  r.post_by_link<leave_list>("/{compact}/lists/{}");
  r.post<return_to_list>("/{compact}/lists/{}/return", anyone);
}

Response show_invitations(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_to_invite_to(visit, compact, number);
  const Paging pages = paging(visit, invited_per_page);
  const Tally counted = tally(visit.db, activity.id);
  const auto all = rounds(visit.db, activity.id);
  Html body;
  if (activity.status == Status::published && visit.now < activity.starts_at)
    body += html(
        R"(<p class="o-actions">{}</p>)",
        button_link(url(visit, "/{}/activities/{}/invitations/new", compact.slug, activity.number),
                    t("Plan invitations")));
  if (counted.all() > 0) {
    const std::int64_t unanswered = count_unanswered(visit.db, activity.id);
    body += facts({{t("Yes"), html("{}", counted.accepted)},
                   {t("No"), html("{}", counted.declined)},
                   {t("Heard of in another way"), html("{}", counted.sent - unanswered)},
                   {t("No answer yet"), html("{}", unanswered)}});
    if (counted.sent > unanswered)
      body +=
          paragraph(t("Heard of in another way: registered without the link, or a colleague has "
                      "answered. They are not reminded."));
    body += reminding(visit, activity);
    body += table(invited_table(visit.db, t("Invited; those who have not answered first"),
                                invited_to(visit.db, activity.id, pages.per_page, pages.offset()),
                                compact.zone()));
    body += pagination(visit, pages, counted.all());
  }
  body += all.empty() ? empty_state(t("Nobody has been invited yet"))
                      : table(rounds_table(visit, compact, activity, all));
  return page(visit,
              {.title = t("Invitations to {}", activity.title),
               .lead = when_words(activity, compact.zone()),
               .path = path_to(visit, activity)},
              body);
}

Response new_invitations(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_to_invite_to(visit, compact, number);
  require_coming(activity, visit.now);
  return plan_form(visit, compact, activity, Filled{}, 200);
}

Response plan_invitations(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_to_invite_to(visit, compact, number);
  require_coming(activity, visit.now);
  Filled filled(visit.form);
  const Terms terms = read_terms(visit, compact, filled);
  const Plan plan = filled.ok() ? read_plan(visit, compact, activity, terms, filled) : Plan{};
  if (!filled.ok()) return plan_form(visit, compact, activity, filled, 422);
  const Round round = make_round(visit, compact, activity, terms, plan);
  return see_other(round_url(visit, activity, round));
}

Response remind_invited(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_to_invite_to(visit, compact, number);
  require_coming(activity, visit.now);
  visit.write([&](Db& db) { ask_to_remind(db, activity.id, visit.now); });
  return see_other(invitations_url(visit, activity));
}

}  // namespace overens::activities
