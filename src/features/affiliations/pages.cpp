// An application as its sender sees it, and the routes of joining.
#include "features/affiliations/pages.h"

#include "features/import.h"
#include "features/texts/texts.h"

namespace overens::affiliations {

void demo_application(Import& import);  // demo.cpp

namespace {

using compacts::Compact;

Response show(Visit& visit, Number number);
Response attachment(Visit& visit, Number number);
Response go_on_to_sign(Visit& visit, Number number);
Response take_back(Visit& visit, Number number);

void routes(Router& r) {
  r.get<join>("/{compact}/join", anyone);
  r.get<application_form>("/{compact}/join/application", anyone);
  r.post<apply>("/{compact}/join/application", anyone, Router::upload_body);
  r.get<received>("/{compact}/join/received", anyone);

  r.get<list_applications>("/{compact}/applications", compacts::staff);
  r.get<show>("/{compact}/applications/{}", signed_in);  // its sender, and staff
  r.get<attachment>("/{compact}/applications/{}/decision", signed_in);
  r.post<go_on_to_sign>("/{compact}/applications/{}/organisation", signed_in);  // its sender
  r.post<take_back>("/{compact}/applications/{}/withdrawal", signed_in);        // its sender
  r.post<add_assessment>("/{compact}/applications/{}/assessments", compacts::coordinators);
}

bool is_mine(const Visit& visit, const Application& one) {
  return visit.actor.person == one.applicant.value;
}

Application readable(Visit& visit, const Compact& compact, Number number) {
  Application one = found(find(visit.db, compact.id, number));
  if (!is_mine(visit, one) && !compacts::may_run(visit)) throw Forbidden{};
  return one;
}

Application own(Visit& visit, const Compact& compact, Number number) {
  Application one = found(find(visit.db, compact.id, number));
  if (!is_mine(visit, one)) throw Forbidden{};
  return one;
}

// --- What was sent ---

Html words_or_nothing(const std::string& words) {
  return words.empty() ? html("<em>{}</em>", t("Nothing")) : html("{}", words);
}

Html places(const Visit& visit, const Compact& compact, const Application& one) {
  if (one.whole_area) return html("{}", whole_area(visit, compact));
  std::string list;
  for (const std::string& name : municipality_names(visit.db, one.id))
    list += (list.empty() ? "" : ", ") + name;
  return html("{}", list);
}

Html answer_rows(Db& db, const Compact& compact, const Application& one) {
  Table rows{t("The answers to the criteria"), {t("Criterion"), t("Answer"), t("Comment")}, {}};
  for (const Answer& answer : answers(db, one.id))
    rows.rows.push_back(
        {html(R"(<span lang="{}">{}</span>)", compact.language, answer.question),
         answer.is_yes ? tag_label(Tone::success, t("Yes")) : tag_label(Tone::warning, t("No")),
         html("{}", answer.remark)});
  return rows.rows.empty() ? Html() : table(rows);
}

Html sent_in(Visit& visit, const Compact& compact, const Application& one) {
  Html body = heading(2, t("What was sent"));
  std::vector<Fact> all{
      {t("Number"), html("{}", one.number)},
      {t("Received"), instant_element(one.received_at, compact.zone())},
      {t("Organisation"), html("{}", one.name)},
      {t("Organisation number"), words_or_nothing(one.organisation_number)},
      {t("Works with"), words_or_nothing(one.field)},
      {t("Where"), places(visit, compact, one)},
      {t("Why the organisation takes part"), words_or_nothing(one.why)},
      {t("Contact"), html("{}", one.contact_name)},
      {t("Task in the organisation"), words_or_nothing(one.contact_role)},
      {t("Mail"), html("{}", one.contact_email)},
      {t("Phone"), words_or_nothing(one.contact_phone)},
      {t("Would like to talk first"), html("{}", one.wishes_talk ? t("Yes") : t("No"))},
      {t("Message"), words_or_nothing(one.message)}};
  if (one.file)
    all.push_back({t("The board's decision"),
                   link(url(visit, "/{}/applications/{}/decision", compact.slug, one.number),
                        verbatim(one.file_name))});
  body += facts(all);
  body += answer_rows(visit.db, compact, one);
  return body;
}

// --- Where it stands ---

Tone tone_of(State state) {
  switch (state) {
    case State::admitted:
    case State::signed_text:
      return Tone::success;
    case State::declined:
      return Tone::warning;
    case State::withdrawn:
      return Tone::neutral;
    case State::received:
    case State::talking:
      break;
  }
  return Tone::info;
}

Html history(Db& db, const Compact& compact, const Application& one) {
  Html items = html("<li>{} <h3>{}</h3></li>",
                    date_element(date_of(one.received_at, compact.zone())), t("Received"));
  for (const Assessment& each : assessments(db, one.id)) {
    if (each.outcome == Outcome::noted) continue;
    items += html("<li>{} <h3>{}</h3>{}</li>",
                  date_element(date_of(each.assessed_at, compact.zone())), told(each.outcome),
                  when(!each.words.empty(), [&] { return html("<p>{}</p>", each.words); }));
  }
  Html body = heading(2, t("What has happened"));
  body += html(R"(<ol class="o-timeline">{}</ol>)", items);
  return body;
}

Html waiting_for(Visit& visit, const Compact& compact, const Application& one, NextStep step) {
  if (step == NextStep::parties) {
    Html body =
        paragraph(t("Every party has to say yes. You get a mail when all have; until then look "
                    "here."));
    if (const auto proposal = proposal_on(visit.db, compact, one))
      body += groups::standing_list(
          *proposal, groups::standings(visit.db, *proposal, compacts::today(visit, compact)));
    return notice(Tone::info, t("The parties consider the application"), body);
  }
  Html body = paragraph(
      t("A contact reads the application and gets in touch. You are welcome to call before that."));
  body += compacts::contact_cards(compacts::contacts(visit.db, compact.id));
  return notice(Tone::info, t("We get in touch with you"), body);
}

Html next_part(Visit& visit, const Compact& compact, const Application& one) {
  const NextStep step = next_step(situation(visit.db, compact, one));
  if (step == NextStep::none) return {};
  if (step != NextStep::signing) return waiting_for(visit, compact, one, step);
  if (!texts::adopted(visit.db, compact.id))
    return notice(Tone::info, t("You may sign as soon as the text is adopted"), {});
  Html body = paragraph(
      t("You sign for {} and confirm that you have the mandate to do so. Until then you can stop "
        "at any time.",
        one.name));
  body +=
      post_button(visit, url(visit, "/{}/applications/{}/organisation", compact.slug, one.number),
                  {.words = t("Go on to sign")});
  return notice(Tone::success, t("You may sign"), body);
}

Html take_back_part(Visit& visit, const Compact& compact, const Application& one) {
  if (!is_open(one.state)) return {};
  Html body = paragraph(t("It stays as a public document, marked as taken back."));
  body += post_button(visit, url(visit, "/{}/applications/{}/withdrawal", compact.slug, one.number),
                      {.words = t("Take the application back"), .is_dangerous = true});
  return html(R"(<details class="ds-details"><summary>{}</summary>{}</details>)",
              t("We do not want to join after all"), body);
}

Response show(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  return application_page(visit, compact, readable(visit, compact, number), Filled{}, 200);
}

Response attachment(Visit& visit, Number number) {
  const Application one = readable(visit, compacts::here(visit), number);
  if (!one.file) throw NotFound{};
  return files::file_response(visit, *one.file, one.file_name);
}

Response go_on_to_sign(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  const Application one = own(visit, compact, number);
  const auto whole = texts::adopted(visit.db, compact.id);
  if (!whole) throw Conflict{t("There is no adopted text to sign yet.")};
  const auto organisation =
      visit.write([&](Db& db) { return enter_in_register(db, compact, one, visit.now); });
  return see_other(
      url(visit, "/{}/texts/{}/versions/{}/signature", compact.slug, whole->text, whole->number)
          .with("organisation", organisation.number.value));
}

Response take_back(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  const Application one = own(visit, compact, number);
  visit.write([&](Db& db) {
    if (!withdraw(db, compact, one, people::me(visit), visit.now))
      throw Conflict{t("The application is closed already.")};
  });
  return see_other(application_url(visit, number));
}

// --- What others show ---

// What an applicant can go on with: one that may be signed.
std::vector<Todo> to_sign(Visit& visit, const Compact& compact) {
  std::vector<Todo> all;
  if (!visit.actor.is_somebody() || !texts::adopted(visit.db, compact.id)) return all;
  for (const Application& one : list_of(visit.db, compact.id, people::me(visit)))
    if (next_step(situation(visit.db, compact, one)) == NextStep::signing)
      all.push_back({t("You may sign for {}", one.name), 0, one.received_at,
                     application_url(visit, one.number)});
  return all;
}

std::vector<Todo> todo(Visit& visit) {
  const Compact compact = compacts::here(visit);
  std::vector<Todo> all = to_sign(visit, compact);
  if (!compacts::may_coordinate(visit)) return all;
  const Waiting now = waiting(visit.db, compact.id);
  const Url where = url(visit, "/{}/applications", visit.scope.slug);
  if (now.to_consider)
    all.push_back({t("Applications to consider"), now.to_consider, now.oldest_to_consider, where});
  if (now.to_follow_up)
    all.push_back({t("New organisations to get in touch with"), now.to_follow_up,
                   now.oldest_to_follow_up, where});
  return all;
}

std::vector<Received> received_here(Visit& visit) {
  constexpr std::int64_t most = 1000;
  std::vector<Received> all;
  for (const Application& one : list(visit.db, compacts::here(visit).id, most, 0))
    all.push_back({"application", t("Application"), one.number, one.received_at, one.name,
                   t("Wants to join").in(visit.language), one.channel,
                   application_url(visit, one.number)});
  return all;
}

std::vector<MenuItem> workplaces(Visit& visit) {
  if (!visit.actor.is_somebody() || visit.scope.key == 0) return {};
  std::vector<MenuItem> all;
  const Compact compact = compacts::here(visit);
  if (compacts::may_run(visit))
    all.push_back({t("Applications"), url(visit, "/{}/applications", compact.slug)});
  for (const Application& one : list_of(visit.db, compact.id, people::me(visit)))
    all.push_back({t("My application for {}", one.name), application_url(visit, one.number)});
  return all;
}

}  // namespace

Url application_url(const Visit& visit, Number number) {
  return url(visit, "/{}/applications/{}", visit.scope.slug, number);
}

Text told(Outcome outcome) {
  switch (outcome) {
    case Outcome::talking:
      return t("We want to talk with you first");
    case Outcome::admitted:
      return t("The organisation may sign");
    case Outcome::declined:
      return t("The application was declined");
    case Outcome::withdrawn:
      return t("The application was taken back");
    case Outcome::signed_text:
      return t("The organisation has signed");
    case Outcome::noted:
      break;
  }
  return {};
}

Response application_page(Visit& visit, const Compact& compact, const Application& one,
                          const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += html("<p>{}</p>", tag_label(tone_of(one.state), words_for(one.state)));
  if (is_mine(visit, one)) body += next_part(visit, compact, one);
  // Who decides reads first; who applied knows it and looks for what happens.
  if (compacts::may_run(visit)) body += sent_in(visit, compact, one);
  if (compacts::may_run(visit)) body += staff_part(visit, compact, one, filled);
  body += history(visit.db, compact, one);
  if (!compacts::may_run(visit)) body += sent_in(visit, compact, one);
  if (is_mine(visit, one)) body += take_back_part(visit, compact, one);
  return page(visit, {.title = t("Application of {}", one.name)}, body, status);
}

Feature feature() {
  return {.name = "affiliations",
          .routes = routes,
          .menu = {{70, t("Join"), "join", {"applications"}}},
          .cards = {{50, join_card}},
          .todo = todo,
          .received = received_here,
          .workplaces = workplaces,
          .demo = demo_application,
          .tasks = {{"affiliations: decline what is agreed", 5, decline_agreed},
                    {"affiliations: admit what is agreed", 5, admit_agreed}}};
}

}  // namespace overens::affiliations
