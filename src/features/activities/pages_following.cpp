// How people and programs follow the activities: a calendar to subscribe to, a feed, and what
// search engines read on an activity's page.
#include "base/markdown.h"
#include "base/text.h"
#include "features/activities/details.h"
#include "features/activities/pages.h"
#include "features/activities/programme.h"
#include "formats/atom.h"
#include "formats/json_ld.h"
#include "web/linked_data.h"

namespace overens::activities {
namespace {

constexpr std::int64_t most_entries = 50;
constexpr std::size_t longest_description = 500;

formats::AtomEntry entry_of(const Visit& visit, const compacts::Compact& compact,
                            const Activity& one) {
  const std::string where = public_url(visit, "/{}/activities/{}", compact.slug, one.number).text();
  const Text when = when_words(one, compact.zone());
  const Language language = compact.own_language();
  const Standing now_is = standing(one, visit.now, compact.zone());
  Text summary = t("{0}. {1}.", when, words_for(now_is));
  if (!one.place.empty()) summary = t("{0}, {1}. {2}.", when, one.place, words_for(now_is));
  return {.id = "urn:overens:activity:" + one.uid,
          .url = where,
          .title = one.title,
          .summary = summary.in(language),
          .author = "",
          .updated = one.changed_at,
          .published = {}};
}

// The address as calendar programs subscribe to it, instead of fetching the file once.
Url subscription(const Url& calendar) {
  const std::size_t scheme = calendar.text().find("://");
  return external_url("webcal" + calendar.text().substr(scheme)).value_or(calendar);
}

formats::EventAttendance attendance_of(const std::vector<Seats>& ways) {
  using formats::EventAttendance;
  if (ways.size() > 1) return EventAttendance::mixed;
  return ways.size() == 1 && ways.front().way == Way::digital ? EventAttendance::online
                                                              : EventAttendance::on_site;
}

}  // namespace

Html following(const Visit& visit) {
  const Url calendar = public_url(visit, "/{}/calendar.ics", visit.scope.slug);
  const Html subscribe = link(subscription(calendar), t("Subscribe to the calendar"));
  const Html file = link(calendar, t("its address"));
  const Html feed = link(url(visit, "/{}/activities.atom", visit.scope.slug), t("as a feed"));
  return html("<p>{}</p>",
              t("{0}, and every activity comes to you; if your calendar asks, this is {1}. You can "
                "also follow the activities {2}.",
                subscribe, file, feed));
}

Html linked_event(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  const Zone zone = compact.zone();
  formats::LinkedEvent event;
  event.url = public_url(visit, "/{}/activities/{}", compact.slug, activity.number).text();
  event.name = activity.title;
  event.description = shortened(tidy_line(markdown_words(activity.purpose)), longest_description);
  event.starts_at = activity.starts_at;
  event.ends_at = activity.ends_at;
  event.place.name = activity.place;
  event.is_cancelled = activity.status == Status::cancelled;
  const Details known = details(visit.db, activity.id);
  event.attendance = attendance_of(ways(visit.db, activity.id));
  if (const auto series = known.series ? find_series(visit.db, *known.series) : std::nullopt) {
    event.series_url = public_url(visit, "/{}/series/{}", compact.slug, series->number).text();
    event.series_name = series->title;
  }
  for (const compacts::Party& party : compacts::parties(visit.db, compact.id))
    if (!known.host_party || party.id == *known.host_party) event.organizers.push_back(party.name);
  for (const Item& item : programme(visit.db, activity.id))
    event.parts.push_back({item.title, begins_at(activity, item, zone)});
  return linked_data(formats::json_ld(event, zone));
}

Response show_feed(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  formats::AtomFeed feed;
  feed.url = public_url(visit, "/{}/activities.atom", compact.slug).text();
  feed.id = feed.url;
  feed.page = public_url(visit, "/{}/activities", compact.slug).text();
  feed.language = compact.language;
  feed.title = t("Activities: {}", compact.name).in(compact.own_language());
  feed.author = compact.name;
  for (const Activity& one : list_changed(visit.db, compact.id, most_entries)) {
    feed.entries.push_back(entry_of(visit, compact, one));
    if (const auto until = standing_until(one, visit.now, compact.zone()))
      visit.valid_until(*until);
  }
  Response response;
  response.headers.set("Content-Type", "application/atom+xml; charset=utf-8");
  response.body = formats::atom(feed);
  return response;
}

}  // namespace overens::activities
