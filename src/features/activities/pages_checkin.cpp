// Opening the door for a day, and the code that a participant shows there.
#include <algorithm>

#include "features/activities/door.h"
#include "features/activities/pages.h"
#include "formats/qr.h"

namespace overens::activities {
namespace {

Activity activity_with_door(Visit& visit, const compacts::Compact& compact, Number number) {
  Activity activity = found(find(visit.db, compact.id, number));
  if (activity.status == Status::draft) throw NotFound{};
  return activity;
}

Html door_item(Visit& visit, const compacts::Compact& compact, const Activity& activity,
               const Door& door) {
  const Url link_of_door = *external_url(
      visit.site.public_url +
      url("/{}/door/{}", compact.slug, door_token(visit.site, activity.id, door.day, door.link))
          .text());
  if (door.closed_at)
    return html(R"(<li><h2>{}</h2><p>{}</p></li>)", date_element(door.day),
                t("The link is closed."));
  const std::vector<std::pair<std::string, std::string>> day{{"day", iso(door.day)}};
  return html(
      R"(<li><h2>{}</h2>{}<p><a href="{}">{}</a></p><div class="o-actions">{}{}</div></li>)",
      date_element(door.day), formats::qr_code(link_of_door.text(), t("The link for the door")),
      link_of_door, t("Open the door's page"),
      post_button(visit,
                  url(visit, "/{}/activities/{}/doors/closing", compact.slug, activity.number),
                  {.words = t("Close the link")}, day),
      post_button(visit, url(visit, "/{}/activities/{}/doors/link", compact.slug, activity.number),
                  {.words = t("New link, end the old one")}, day));
}

Response doors_page(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                    const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += html(R"(<ul class="o-items">{}</ul>)",
               each(doors(visit.db, activity.id),
                    [&](const Door& one) { return door_item(visit, compact, activity, one); }));
  body += post_form(visit, doors_url(visit, activity.number),
                    field(filled, {.name = "day",
                                   .label = t("The day"),
                                   .input = Input::date,
                                   .value = iso(date_of(activity.starts_at, compact.zone()))}),
                    {.words = t("Open the door")});
  auto path = path_to(visit, activity);
  path.push_back({t("Who comes"), registrations_url(visit, activity)});
  return page(visit,
              {.title = t("Check-in at the door"),
               .lead = t("Whoever holds the link sees who has a seat, and notes who comes, on that "
                         "day. Give it to those at the door and to nobody else."),
               .path = std::move(path)},
              body, status);
}

Response show_doors(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  return doors_page(visit, compact, activity_with_door(visit, compact, number), Filled{}, 200);
}

Response open_one(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_door(visit, compact, number);
  Filled filled(visit.form);
  const auto day = filled.date("day", t("Write the day."));
  const Zone zone = compact.zone();
  if (day)
    filled.expect(
        date_of(activity.starts_at, zone) <= *day && *day <= date_of(activity.ends_at, zone), "day",
        t("The activity is not held on that day."));
  if (!filled.ok()) return doors_page(visit, compact, activity, filled, 422);
  visit.write(
      [&](Db& db) { open_door(db, visit.site, activity.id, *day, people::me(visit), visit.now); });
  return see_other(doors_url(visit, number));
}

Response close_one(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_door(visit, compact, number);
  const Date day = found(parse_date(visit.form.value("day")));
  visit.write([&](Db& db) { close_door(db, activity.id, day, visit.now); });
  return see_other(doors_url(visit, number));
}

Response renew_one(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_door(visit, compact, number);
  const Date day = found(parse_date(visit.form.value("day")));
  visit.write([&](Db& db) { renew_door(db, visit.site, activity.id, day); });
  return see_other(doors_url(visit, number));
}

// For those who run it: the doors that are open today.
Html ways_to_doors(Visit& visit, const compacts::Compact& compact, const std::string& code) {
  if (!compacts::may_coordinate(visit)) return {};
  return each(open_doors(visit.db, compact.id, compacts::today(visit, compact)),
              [&](const Door& one) {
                const Url there = url(visit, "/{}/door/{}", compact.slug,
                                      door_token(visit.site, one.activity, one.day, one.link));
                return html(R"(<p class="o-actions">{}</p>)",
                            button_link(there.with("q", code), t("To the list at the door")));
              });
}

// Where a camera leads that reads a participant's code. It says nobody's name and changes nothing:
// whoever stands at the door has the list open, and types or reads the code there.
Response show_code(Visit& visit, std::string code) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  const auto guest = find_by_code(visit.db, visit.site, compact.id, code);
  if (!guest) throw NotFound{t("That code is not ours, or somebody else has the place now.")};
  const DoorCode shown =
      found(door_code(visit.db, visit.site, compact, guest->registration, guest->number));
  return stage_page(
      visit, t("A code for the door"),
      html(R"(<div class="o-measure o-flow"><h1>{}</h1><p class="o-lead">{}</p>{}<p)"
           R"( class="o-code">{}</p><p data-at-door="{}" data-words="{}">{}</p>{}</div>)",
           t("A code for the door"), t("Show it to those who stand there when you come."),
           formats::qr_code(shown.address, t("A code for the door")), code, code,
           t("To the list at the door"),
           t("At the door: open the link of the door, and write the code in the search."),
           ways_to_doors(visit, compact, code)),
      "auto");
}

}  // namespace

void checkin_routes(Router& r) {
  using compacts::coordinators;
  r.get<show_doors>("/{compact}/activities/{}/doors", coordinators);
  r.post<open_one>("/{compact}/activities/{}/doors", coordinators);
  r.post<close_one>("/{compact}/activities/{}/doors/closing", coordinators);
  r.post<renew_one>("/{compact}/activities/{}/doors/link", coordinators);
  r.get<show_code>("/{compact}/check-in/{}", anyone);
}

Url doors_url(const Visit& visit, Number activity) {
  return url(visit, "/{}/activities/{}/doors", visit.scope.slug, activity);
}

std::optional<DoorCode> door_code(Db& db, const Site& site, const compacts::Compact& compact,
                                  Number registration, Number number) {
  const auto guest = find_guest(db, compact.id, registration, number);
  if (!guest) return std::nullopt;
  const std::string code = code_of(site, *guest);
  return DoorCode{code, site.public_url + url("/{}/check-in/{}", compact.slug, code).text()};
}

namespace {

Html codes_section(Visit& visit, const compacts::Compact& compact, const Registration& registration,
                   const std::vector<Participant>& people) {
  if (registration.state != State::confirmed || registration.way != Way::on_site) return {};
  Html codes;
  for (const Participant& one : people) {
    const DoorCode code =
        found(door_code(visit.db, visit.site, compact, registration.number, one.number));
    codes += html(R"(<li><p>{}</p>{}<p class="o-code">{}</p></li>)",
                  one.name.empty() ? t("Person {}", one.number) : verbatim(one.name),
                  formats::qr_code(code.address, t("A code for the door")), code.code);
  }
  return html(
      R"(<section class="o-section" aria-labelledby="code"><h2 id="code">{}</h2><p>{}</p><ul)"
      R"( class="o-codes">{}</ul></section>)",
      t("At the door"), t("Show the code when you come, or say your name."), codes);
}

}  // namespace

Html codes_for_door(Visit& visit, const compacts::Compact& compact,
                    const Registration& registration) {
  return codes_section(visit, compact, registration, participants(visit.db, registration.id));
}

Html code_for_door(Visit& visit, const compacts::Compact& compact, const Registration& registration,
                   const Participant& one) {
  return codes_section(visit, compact, registration, {one});
}

}  // namespace overens::activities
