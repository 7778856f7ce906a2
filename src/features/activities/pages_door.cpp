// The door's own pages: the list of those who have a seat, on a phone, also where the network comes
// and goes. The link is the key; it opens one activity for one day.
#include <algorithm>

#include "base/secrets.h"
#include "base/text.h"
#include "features/activities/acts.h"
#include "features/activities/door.h"
#include "features/activities/pages.h"
#include "web/headers.h"

namespace overens::activities {
namespace {

constexpr std::size_t longest_sent_id = 100;
constexpr std::size_t longest_name = 200;
constexpr std::int64_t latest_clock_ms = 4'102'444'800'000;  // the year 2100

struct AtDoor {
  compacts::Compact compact;
  Door door;
  Activity activity;
  std::string token;
};

// The door whose link it is; what it is not good for is said, and tells nobody's name.
AtDoor door_of(Visit& visit, const std::string& token) {
  visit.keep_private();
  compacts::Compact compact = compacts::here(visit);
  Door door = found(find_door(visit.db, compact.id, token));
  Activity activity = found(find(visit.db, compact.id, door.activity_number));
  if (door.closed_at) throw NotFound{};
  if (activity.status != Status::published) throw Conflict{t("The activity is over or cancelled.")};
  return {std::move(compact), door, std::move(activity), token};
}

// Before and after its day the link shows nothing; what a phone kept may still be sent the next
// day.
void require_day(const Visit& visit, const AtDoor& at, int days_after) {
  const Date today = date_of(visit.now, at.compact.zone());
  if (today < at.door.day || add_days(at.door.day, days_after) < today)
    throw Conflict{t("The link is for {} only.", long_date(at.door.day))};
}

Url door_url(const Visit& visit, const AtDoor& at) {
  return url(visit, "/{}/door/{}", at.compact.slug, at.token);
}

Text name_of(const Guest& guest) {
  if (!guest.name.empty()) return verbatim(guest.name);
  if (!guest.registered_by.empty()) return t("With {}", guest.registered_by);
  return t("Not named, registration {}", guest.registration);
}

Html guest_form(Visit& visit, const AtDoor& at, const Guest& guest) {
  Html fields = hidden_field("registration", guest.registration.value);
  fields += hidden_field("number", guest.number.value);
  fields += hidden_field("here", guest.is_here ? "no" : "yes");
  fields += hidden_field("sent_id", random_token());
  return html(R"(<div data-whom="{}">{}</div>)", name_of(guest),
              outbox_form(visit, url(visit, "/{}/door/{}/arrivals", at.compact.slug, at.token),
                          fields, {.words = guest.is_here ? t("Undo") : t("Is here")}));
}

Html guest_item(Visit& visit, const AtDoor& at, const Guest& guest) {
  const Html state = when(guest.is_here, [&] { return tag_label(Tone::success, t("Here")); });
  return html(R"(<li class="o-guest" id="guest-{}-{}"><div><p class="o-guest__name">{} {}</p><p)"
              R"( class="o-meta">{}</p></div>{}</li>)",
              guest.registration, guest.number, name_of(guest), state, guest.organisation,
              guest_form(visit, at, guest));
}

bool is_meant(const Guest& guest, const std::string& folded) {
  const std::string words = guest.name + " " + guest.registered_by + " " + guest.organisation;
  return fold(words).find(folded) != std::string::npos;
}

// A code may come as it stands, or as the whole address that a camera reads.
std::string code_in(std::string_view typed) {
  const std::size_t slash = typed.rfind('/');
  return std::string(slash == typed.npos ? typed : typed.substr(slash + 1));
}

Html by_code(Visit& visit, const AtDoor& at, const std::string& code) {
  const auto guest = find_by_code(visit.db, visit.site, at.compact.id, code);
  if (!guest || guest->activity != at.activity.id)
    return notice(Tone::warning, t("That code is not of this activity"),
                  paragraph(t("Look for the name instead, or write them down below.")));
  if (guest->state != State::confirmed)
    return notice(Tone::warning, t("{} has no seat", name_of(*guest)),
                  paragraph(t("The registration is cancelled, or waits for a seat.")));
  if (guest->is_here)
    return notice(Tone::info, t("{} is here already", name_of(*guest)),
                  html("<p>{}</p>{}", instant_element(*guest->noted_at, at.compact.zone()),
                       guest_form(visit, at, *guest)));
  return notice(Tone::success, name_of(*guest),
                html("<p>{}</p>{}", guest->organisation, guest_form(visit, at, *guest)));
}

Html walk_in_form(Visit& visit, const AtDoor& at, const Filled& filled) {
  Html fields = field(filled, {.name = "name", .label = t("Name"), .autocomplete = "off"});
  fields += field(filled, {.name = "organisation_name",
                           .label = t("Organisation"),
                           .is_optional = true,
                           .autocomplete = "off"});
  const std::string_view sent = filled.value("sent_id");
  fields += hidden_field("sent_id", sent.empty() ? random_token() : std::string(sent));
  return html(R"(<details class="ds-details"{}><summary>{}</summary>{}</details>)",
              flag("open", filled.is_filled()), t("Somebody who is not on the list"),
              outbox_form(visit, url(visit, "/{}/door/{}/walk-ins", at.compact.slug, at.token),
                          fields, {.words = t("Write down, is here")}));
}

// For a script that reads codes by the camera; what it finds stands in #found.
Html scanner() {
  return html(R"(<div class="o-scan" data-scan data-begin="{}" data-end="{}" data-look="{}")"
              R"( data-cannot="{}" data-denied="{}" data-offline="{}" data-unknown="{}")"
              R"( data-noted="{}"></div>)",
              t("Read codes with the camera"), t("Stop the camera"),
              t("Hold the code before the camera."),
              t("This browser can not read codes with the camera. Write the code or the name, or "
                "open the code with the phone's own camera."),
              t("The camera may not be used here. Allow it in the browser's settings, or write the "
                "code or the name."),
              t("Without network the code can not be tested. Ask for the name."),
              t("That code is not of this activity"), t("Noted:"));
}

Response door_page(Visit& visit, const AtDoor& at, const Filled& filled, int status) {
  const std::string asked = tidy_line(visit.query.value("q"));
  const std::string code = code_in(asked);
  auto all = guests(visit.db, at.activity.id);
  // By name; who is not named stands behind the one they come with.
  std::ranges::stable_sort(all, {}, [](const Guest& one) {
    return sort_key(one.name.empty() ? one.registered_by : one.name);
  });
  const auto here =
      std::count_if(all.begin(), all.end(), [](const Guest& one) { return one.is_here; });
  const auto is_code = code.find('.') != std::string::npos;
  Html list;
  for (const Guest& one : all)
    if (asked.empty() || is_code || is_meant(one, fold(asked))) list += guest_item(visit, at, one);
  Html body = html(R"(<div class="o-head"><p class="o-kicker">{}</p><h1 lang="{}">{}</h1></div>)",
                   t("At the door"), at.compact.language, at.activity.title);
  body += error_summary(filled);
  body += outbox(url(visit, "/{}/door/offline.js", at.compact.slug));
  body += search_form(visit, door_url(visit, at),
                      field(filled, {.name = "q",
                                     .label = t("Name, organisation or code"),
                                     .input = Input::search,
                                     .value = asked}),
                      t("Look for"));
  body += scanner();
  Html told = when(is_code, [&] { return by_code(visit, at, code); });
  if (!is_code && !asked.empty() && list.is_empty())
    told = paragraph(t("Nobody with that name or organisation is on the list."));
  body += html(R"(<div class="o-flow" id="found" role="status">{}</div>)", told);
  body += html(R"(<div id="guests" data-live="{}"><p class="o-count" id="count">{}</p><ul)"
               R"( class="o-guests" id="list" data-filtered-by="q">{}</ul></div>)",
               url(visit, "/{}/door/{}/live", at.compact.slug, at.token).text(),
               t("{} of {} are here", static_cast<std::int64_t>(here),
                 static_cast<std::int64_t>(all.size())),
               list);
  body += walk_in_form(visit, at, filled);
  Response answer =
      stage_page(visit, t("At the door: {}", at.activity.title),
                 html(R"(<div class="o-measure o-flow">{}</div>)", body), "auto", status);
  opens_offline(answer);
  may_use_camera(answer);
  return answer;
}

Response show_door(Visit& visit, std::string token) {
  const AtDoor at = door_of(visit, token);
  require_day(visit, at, 0);
  return door_page(visit, at, Filled{}, 200);
}

void watch_door(Visit& visit, std::string token) { require_day(visit, door_of(visit, token), 0); }

// By the phone's clock, where that can be: on the door's day, and not to come.
Noted read_noted(Visit& visit, const AtDoor& at) {
  Filled silent(visit.form);
  const auto ms = silent.optional_number("noted_at", 1, latest_clock_ms);
  const Instant said = ms ? Instant{*ms * 1'000} : visit.now;
  const bool can_be = said <= visit.now && start_of_day(at.door.day, at.compact.zone()) <= said;
  return {.sent_id = silent.optional_line("sent_id", longest_sent_id),
          .is_here = silent.value("here") != "no",
          .at = can_be ? said : visit.now};
}

Response note_arrival(Visit& visit, std::string token) {
  const AtDoor at = door_of(visit, token);
  require_day(visit, at, 1);
  const auto registration = hole_as<Number>(std::string(visit.form.value("registration")));
  const auto number = hole_as<Number>(std::string(visit.form.value("number")));
  const Guest guest =
      found(find_guest(visit.db, at.compact.id, found(registration), found(number)));
  if (guest.activity != at.activity.id) throw NotFound{};
  const Noted noted = read_noted(visit, at);
  if (guest.state != State::confirmed && noted.is_here)
    throw Conflict{t("{} has no seat", name_of(guest))};
  visit.write([&](Db& db) { note(db, guest.id, at.door.id, noted, visit.now); });
  return see_other(door_url(visit, at));
}

Response write_down(Visit& visit, std::string token) {
  const AtDoor at = door_of(visit, token);
  require_day(visit, at, 1);
  Filled filled(visit.form);
  const Noted noted = read_noted(visit, at);
  NewRegistration wanted{
      .who = {.name = filled.line("name", t("Write the name."), longest_name)},
      .channel = Channel::door,
      .language = at.compact.language,
      .form_hash = sha256_hex("door " + std::to_string(at.activity.id.value) + " " + noted.sent_id),
      .by = at.door.opened_by};
  if (auto name = filled.optional_line("organisation_name", longest_name); !name.empty()) {
    wanted.who.organisations.push_back({.name = std::move(name)});
    wanted.who.category = Category::representative;
  }
  if (noted.sent_id.empty()) filled.fail("name", t("Send the form from this page."));
  if (!filled.ok()) return door_page(visit, at, filled, 422);
  const Letterhead from = letterhead(visit, at.compact);
  const Registering outcome = visit.write([&](Db& db) {
    const Registered done = take_part(db, from, at.activity.id, wanted);
    if (done.registration)
      note(db, participants(db, done.registration->id).at(0).id, at.door.id, noted, visit.now);
    return done.outcome;
  });
  if (!is_done(outcome)) {
    filled.fail("name", outcome == Registering::shut
                            ? t("The activity is over or cancelled.")
                            : t("All seats are taken. Those who run the activity can give more."));
    return door_page(visit, at, filled, 409);
  }
  return see_other(door_url(visit, at));
}

Response offline(Visit&) { return offline_script(); }

}  // namespace

void door_routes(Router& r) {
  r.get<offline>("/{compact}/door/offline.js", anyone);
  r.get<show_door>("/{compact}/door/{}", anyone);  // the link is the key
  r.live<watch_door>("/{compact}/door/{}/live", anyone);
  r.post<note_arrival>("/{compact}/door/{}/arrivals", anyone);
  r.post<write_down>("/{compact}/door/{}/walk-ins", anyone);
}

}  // namespace overens::activities
