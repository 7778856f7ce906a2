// What everybody reads about activities: the lists, one of them, calendars and data.
#include "features/activities/pages.h"

#include "base/markdown.h"
#include "features/activities/after.h"
#include "features/activities/door.h"
#include "features/activities/editing.h"
#include "features/activities/ideas.h"
#include "features/activities/invitations.h"
#include "features/activities/letters_to_all.h"
#include "features/activities/minutes.h"
#include "features/activities/pages_answers.h"
#include "features/activities/pages_companion.h"
#include "features/activities/pages_invitations.h"
#include "features/activities/pages_mails.h"
#include "features/activities/programme.h"
#include "features/data.h"

namespace overens::activities {

void import_activities(Import&);  // import.cpp
void add_demo(Import&);           // import.cpp

namespace {

constexpr std::int64_t most_coming = 200;
constexpr std::int64_t past_per_page = 20;
constexpr std::int64_t data_per_page = 500;

Response list(Visit& visit);
Response list_as_data(Visit& visit, DataFormat format);
Response show(Visit& visit, Number number);
Response show_event(Visit& visit, Number number);
Response show_calendar(Visit& visit);

void routes(Router& r) {
  r.get<list>("/{compact}/activities", anyone);
  r.get<show_feed>("/{compact}/activities.atom", anyone);  // before the hole that it fits too
  r.get<list_as_data>("/{compact}/activities.{}", anyone);
  r.get<show>("/{compact}/activities/{}", anyone);
  r.get<show_event>("/{compact}/activities/{}/event.ics", anyone);
  r.get<show_calendar>("/{compact}/calendar.ics", anyone);

  invitation_routes(r);
  mail_routes(r);

  r.get<ask_to_register>("/{compact}/activities/{}/registration", anyone);
  r.post<register_for>("/{compact}/activities/{}/registration", anyone);
  r.get<show_receipt>("/{compact}/activities/{}/registration/receipt", anyone);
  own_routes(r);

  using compacts::coordinators;
  r.get<edit_activity>("/{compact}/activities/{}/edit", coordinators);
  r.post<save_activity>("/{compact}/activities/{}/edit", coordinators);
  r.post<publish_activity>("/{compact}/activities/{}/publication", coordinators);
  r.get<ask_cancel_activity>("/{compact}/activities/{}/cancellation", coordinators);
  r.post<cancel_activity>("/{compact}/activities/{}/cancellation", coordinators);
  r.get<edit_result>("/{compact}/activities/{}/result", coordinators);
  r.post<save_result>("/{compact}/activities/{}/result", coordinators);

  planning_routes(r);
  programme_routes(r);
  door_routes(r);
  checkin_routes(r);
  companion_routes(r);
  after_routes(r);

  registration_routes(r);
  opening_routes(r);
  answer_routes(r);
}

// A page that shows these is right until the first of them passes into another standing.
void keep_while_right(Visit& visit, const std::vector<Activity>& shown, const Zone& zone) {
  for (const Activity& one : shown)
    if (const auto until = standing_until(one, visit.now, zone)) visit.valid_until(*until);
}

enum class Tab { coming, ideas, past, to_document, drafts };

Tab chosen_tab(const Visit& visit) {
  const std::string_view when = visit.query.value("when");
  if (when == "ideas") return Tab::ideas;
  if (when == "to-document") return Tab::to_document;
  return when == "past" ? Tab::past : when == "drafts" ? Tab::drafts : Tab::coming;
}

Html tab(const Url& where, const Text& words, bool is_current) {
  return html(R"(<li><a href="{}"{}>{}</a></li>)", where,
              attribute_if(is_current, "aria-current", "page"), words);
}

Html tabs(const Visit& visit, Tab chosen, bool with_ideas, bool coordinates) {
  const Url here = activities_url(visit);
  Html items = tab(here, t("Coming"), chosen == Tab::coming);
  if (with_ideas) items += tab(here.with("when", "ideas"), t("Ideas"), chosen == Tab::ideas);
  items += tab(here.with("when", "past"), t("Past"), chosen == Tab::past);
  if (coordinates) {
    items += tab(here.with("when", "to-document"), t("To document"), chosen == Tab::to_document);
    items += tab(here.with("when", "drafts"), t("Drafts"), chosen == Tab::drafts);
  }
  return html(R"(<nav class="o-tabs" aria-label="{}"><ul>{}</ul></nav>)", t("Activities"), items);
}

Html activity_list(Visit& visit, const compacts::Compact& compact,
                   const std::vector<Activity>& shown, const Text& nothing) {
  if (shown.empty()) return empty_state(nothing);
  keep_while_right(visit, shown, compact.zone());
  return html(R"(<ol class="o-activities">{}</ol>)",
              each(shown, [&](const Activity& one) { return activity_item(visit, compact, one); }));
}

Html chosen_list(Visit& visit, const compacts::Compact& compact, Tab chosen) {
  switch (chosen) {
    case Tab::coming:
      return activity_list(visit, compact,
                           list_coming(visit.db, compact.id, visit.now, most_coming),
                           t("Nothing is planned right now"));
    case Tab::ideas:
      return idea_list(visit, compact);
    case Tab::drafts:
      return activity_list(visit, compact, list_drafts(visit.db, compact.id, most_coming),
                           t("There is no draft"));
    case Tab::to_document:
      return activity_list(visit, compact,
                           list_to_document(visit.db, compact.id, visit.now, most_coming),
                           t("Everything that was held is documented"));
    case Tab::past: {
      // One that is over comes here from the other tab.
      keep_while_right(visit, list_coming(visit.db, compact.id, visit.now, most_coming),
                       compact.zone());
      const Paging pages = paging(visit, past_per_page);
      Html body =
          activity_list(visit, compact,
                        list_past(visit.db, compact.id, visit.now, pages.per_page, pages.offset()),
                        t("Nothing has been held yet"));
      body += pagination(visit, pages, count_past(visit.db, compact.id, visit.now));
      return body;
    }
  }
  return {};
}

Response list(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  const bool coordinates = compacts::may_coordinate(visit);
  const Tab chosen = chosen_tab(visit);
  if ((chosen == Tab::drafts || chosen == Tab::to_document) && !coordinates) throw NotFound{};
  Html body;
  if (coordinates)
    body += html(R"(<p class="o-actions">{} {}</p>)",
                 button_link(url(visit, "/{}/activities/new", compact.slug),
                             t("Create an activity"), Weight::secondary),
                 button_link(url(visit, "/{}/series/new", compact.slug), t("Create a series"),
                             Weight::tertiary));
  const bool with_ideas = coordinates || !list_ideas(visit.db, compact.id, false).empty();
  body += tabs(visit, chosen, with_ideas, coordinates);
  body += chosen_list(visit, compact, chosen);
  body += following(visit);
  body += data_links(visit);
  return page(visit,
              {.title = t("Activities"),
               .lead = t("Meetings and other events: those to "
                         "come and those that have been held.")},
              body);
}

std::string_view status_key(const Activity& activity, Instant now, const Zone& zone) {
  const Standing now_is = standing(activity, now, zone);
  if (now_is == Standing::past && is_documented(activity)) return "documented";
  for (const auto& [one, name] : names(Standing{}))
    if (one == now_is) return name;
  return {};
}

Response list_as_data(Visit& visit, DataFormat format) {
  using formats::Json;
  const compacts::Compact compact = compacts::here(visit);
  const Zone zone = compact.zone();
  const Paging pages = paging(visit, data_per_page);
  const auto shown = list_all(visit.db, compact.id, pages.per_page, pages.offset());
  keep_while_right(visit, shown, zone);
  DataList data{{"number", "url", "title", "starts_at", "ends_at", "register_by", "seats",
                 "audience", "status"},
                {},
                count_all(visit.db, compact.id),
                {}};
  for (const Activity& one : shown) {
    std::string_view audience;
    for (const auto& [known, name] : names(Audience{}))
      if (known == one.audience) audience = name;
    data.rows.push_back(
        {Json(one.number.value),
         Json(public_url(visit, "/{}/activities/{}", compact.slug, one.number).text()),
         Json(one.title), Json(iso_local(one.starts_at, zone)), Json(iso_local(one.ends_at, zone)),
         one.register_by ? Json(iso(*one.register_by)) : Json(),
         one.seats ? Json(*one.seats) : Json(), Json(audience),
         Json(status_key(one, visit.now, zone))});
  }
  if (pages.offset() + pages.per_page < data.count)
    data.next = public_url(visit, "/{}/activities.{}", compact.slug,
                           format == DataFormat::json ? "json" : "csv")
                    .with("page", pages.page + 1);
  return data_answer(visit, format, data);
}

Html activity_facts(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                    const Details& known_too) {
  const Zone zone = compact.zone();
  const bool is_over = visit.now > activity.ends_at;
  const bool is_cancelled = activity.status == Status::cancelled;
  std::vector<Fact> known{{t("When"), when_element(activity, zone)}};
  if (!is_over || !activity.place.empty()) known.push_back({t("Where"), where_words(activity)});
  if (const auto offered = ways(visit.db, activity.id); offered.size() > 1)
    known.push_back({t("One takes part"), html("{}", t("On site or digitally"))});
  else if (!offered.empty() && offered.front().way == Way::digital)
    known.push_back({t("One takes part"), html("{}", t("Digitally"))});
  if (!activity.access.empty()) known.push_back({t("Getting in"), html("{}", activity.access)});
  if (activity.register_by && !is_cancelled)
    known.push_back({t("Last day to register"), date_element(*activity.register_by)});
  known.push_back({t("For"), html("{}", words_for(activity.audience))});
  for (Fact& one : detail_facts(visit, compact, known_too)) known.push_back(std::move(one));
  if (!is_over && !is_cancelled)
    known.push_back({t("Calendar"),
                     link(url(visit, "/{}/activities/{}/event.ics", compact.slug, activity.number),
                          t("Put it in your calendar"))});
  return facts(known);
}

Html result_section(const Visit& visit, const compacts::Compact& compact,
                    const Activity& activity) {
  const bool is_over = standing(activity, visit.now, compact.zone()) == Standing::past;
  if (activity.result.empty() && (!is_over || activity.has_minutes)) return {};
  Html section = heading(2, t("What came of it"));
  section += activity.result.empty() ? paragraph(t("The documentation has not been added yet."))
                                     : markdown(activity.result, 3);
  return section;
}

// What later features have of it.
Html other_places(Visit& visit, const Activity& activity) {
  Html places;
  for (const Feature& feature : house(visit).features)
    if (feature.of_activity)
      for (const MenuItem& one : feature.of_activity(visit, activity.number))
        places += button_link(one.url, one.words, Weight::tertiary);
  return when(!places.is_empty(), [&] { return html(R"(<p class="o-actions">{}</p>)", places); });
}

Response show(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  keep_while_right(visit, {activity}, compact.zone());
  Html main = standing_notice(visit, compact, activity);
  if (!activity.purpose.empty()) {
    main += heading(2, t("What it is about"));
    main += markdown(activity.purpose, 3);
  }
  const Details known = details(visit.db, activity.id);
  main += influence_section(activity, known);
  main += programme_section(visit, activity, compact.zone());
  main += series_section(visit, compact, activity, known);
  main += result_section(visit, compact, activity);
  if (activity.status != Status::draft) main += other_places(visit, activity);
  main += after_sections(visit, compact, activity);
  if (compacts::may_coordinate(visit)) main += coordinators_section(visit, compact, activity);
  Html body = html(R"(<div class="o-detail"><div class="o-detail__main">{}</div>)"
                   R"(<aside class="o-detail__aside" aria-label="{}">{}</aside></div>)",
                   main, t("Facts"), activity_facts(visit, compact, activity, known));
  if (activity.status != Status::draft) body += linked_event(visit, compact, activity);
  return page(visit,
              {.title = verbatim(activity.title),
               .lead = when_words(activity, compact.zone()),
               .path = {{t("Activities"), activities_url(visit)}}},
              body);
}

Response calendar_answer(const Visit& visit, const compacts::Compact& compact,
                         const std::string& name, const std::vector<Activity>& shown) {
  formats::Calendar calendar{.method = formats::CalendarMethod::publish,
                             .zone = compact.zone(),
                             .now = visit.now,
                             .name = name,
                             .language = compact.language,
                             .events = {}};
  for (const Activity& one : shown)
    calendar.events.push_back(calendar_event(visit.site, compact, one));
  Response response;
  response.headers.set("Content-Type", "text/calendar; charset=utf-8");
  response.body = formats::icalendar(calendar);
  return response;
}

Response show_event(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = found(find(visit.db, compact.id, number));
  if (activity.status == Status::draft) throw NotFound{};
  return calendar_answer(visit, compact, "", {activity});
}

// Those to come and the latest ones: calendars ask for it again and again.
Response show_calendar(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  auto shown = list_past(visit.db, compact.id, visit.now, most_coming);
  for (Activity& one : list_coming(visit.db, compact.id, visit.now, most_coming))
    shown.push_back(std::move(one));
  return calendar_answer(visit, compact, compact.name, shown);
}

// --- What others show of it ---

Html next_card(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  const auto next = find_next(visit.db, compact.id, visit.now);
  if (!next) return {};
  const Zone zone = compact.zone();
  keep_while_right(visit, {*next}, zone);
  const Standing now_is = standing(*next, visit.now, zone);
  const Text deadline = deadline_words(*next, now_is, zone);
  const Html by = deadline.is_empty() ? html("<p>{}</p>", standing_tag(*next, now_is))
                                      : html(R"(<p class="o-next__by">{}</p>)", deadline);
  const Html way = when(now_is == Standing::open, [&] {
    return html(R"(<p class="o-actions">{}</p>)",
                button_link(registration_url(visit, *next), t("Register")));
  });
  return html(R"(<section class="o-section" aria-labelledby="next"><div class="o-section__head">)"
              R"(<h2 id="next">{}</h2> <a href="{}">{}</a></div><article class="ds-card o-next">)"
              R"(<h3><a href="{}">{}</a></h3><p>{}{}</p>{}{}</article></section>)",
              t("Next activity"), activities_url(visit), t("All activities"),
              activity_url(visit, *next), next->title, when_element(*next, zone),
              when(!next->place.empty(), [&] { return html(", {}", next->place); }), by, way);
}

std::vector<Todo> todo(Visit& visit) {
  if (!compacts::may_coordinate(visit)) return {};
  const compacts::Compact compact = compacts::here(visit);
  std::vector<Todo> waiting;
  if (const Waiting drafts = drafts_waiting(visit.db, compact.id); drafts.count)
    waiting.push_back({t("Activities that are not published"), drafts.count, drafts.oldest,
                       activities_url(visit).with("when", "drafts")});
  if (const Waiting results = results_waiting(visit.db, compact.id, visit.now); results.count)
    waiting.push_back({t("Activities that have been held and lack documentation"), results.count,
                       results.oldest, activities_url(visit).with("when", "to-document")});
  if (const Waiting names = names_waiting(visit.db, compact.id); names.count)
    waiting.push_back({t("Names of organisations that are not in the register"), names.count,
                       names.oldest, url(visit, "/{}/activities/names", compact.slug)});
  if (const Waiting remarks = remarks_waiting(visit.db, compact.id); remarks.count)
    waiting.push_back({t("Remarks on minutes that wait for an answer"), remarks.count,
                       remarks.oldest, activities_url(visit).with("when", "to-document")});
  return waiting;
}

std::vector<MenuItem> workplaces(Visit& visit) {
  if (!compacts::may_coordinate(visit)) return {};
  return {{t("Create an activity"), url(visit, "/{}/activities/new", visit.scope.slug)},
          {t("Activities and who comes to them"), activities_url(visit)}};
}

std::int64_t purge_task(const Site&, Database& database, Instant now) {
  constexpr std::int64_t most_activities_at_a_time = 50;
  return database.write(
      unseen, [&](Db& db) { return purge(db, kept_since(now), most_activities_at_a_time, now); });
}

std::int64_t purge_answers_task(const Site&, Database& database, Instant now) {
  constexpr std::int64_t most_questions_at_a_time = 50;
  return database.write(unseen,
                        [&](Db& db) { return purge_answers(db, most_questions_at_a_time, now); });
}

}  // namespace

Feature feature() {
  constexpr int twice_a_day_s = 12 * 3600;
  constexpr int hourly_s = 3600;
  constexpr int often_s = 10;
  return {
      .name = "activities",
      .routes = routes,
      .menu = {{10, t("Activities"), "activities", {"series", "ideas"}}},
      .cards = {{10, next_card}},
      .todo = todo,
      .workplaces = workplaces,
      .import = import_activities,
      .demo = add_demo,
      .tasks = {{"activities: names and addresses kept long enough are removed", twice_a_day_s,
                 purge_task},
                {"activities: answers kept long enough are removed", hourly_s, purge_answers_task},
                {"activities: those who wait are moved up", often_s, tend_the_lines},
                {"activities: invitations", often_s, send_invitations},
                {"activities: reminders and thanks", often_s, write_to_everybody},
                {"activities: addresses of the invited are removed", twice_a_day_s,
                 purge_invitations_task}}};
}

}  // namespace overens::activities
