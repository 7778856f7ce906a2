#include "formats/json_ld.h"

#include "formats/json.h"

namespace overens::formats {
namespace {

constexpr std::string_view schema_org = "https://schema.org/";

Json term(std::string_view name) { return std::string(schema_org) + std::string(name); }

Json attendance(EventAttendance mode) {
  switch (mode) {
    case EventAttendance::on_site:
      return term("OfflineEventAttendanceMode");
    case EventAttendance::online:
      return term("OnlineEventAttendanceMode");
    case EventAttendance::mixed:
      return term("MixedEventAttendanceMode");
  }
  return {};
}

// Where it is. The link of a digital meeting is for those who come: its page stands in its place.
Json location(const LinkedEvent& event) {
  Json place = Json::object({{"@type", "Place"}, {"name", event.place.name}});
  Json page = Json::object({{"@type", "VirtualLocation"}, {"url", event.url}});
  if (event.attendance == EventAttendance::online) return page;
  if (event.attendance == EventAttendance::on_site) return place;
  Json both = Json::array();
  if (!event.place.name.empty()) both.push(std::move(place));
  both.push(std::move(page));
  return both;
}

Json organizers(const LinkedEvent& event) {
  Json all = Json::array();
  for (const std::string& name : event.organizers)
    all.push(Json::object({{"@type", "Organization"}, {"name", name}}));
  return all;
}

Json parts(const LinkedEvent& event, const Zone& zone) {
  Json all = Json::array();
  for (const LinkedPart& one : event.parts)
    all.push(Json::object(
        {{"@type", "Event"}, {"name", one.name}, {"startDate", iso_local(one.starts_at, zone)}}));
  return all;
}

}  // namespace

std::string json_ld(const LinkedEvent& event, const Zone& zone) {
  Json json = Json::object(
      {{"@context", "https://schema.org"},
       {"@type", "Event"},
       {"@id", event.url},
       {"url", event.url},
       {"name", event.name},
       {"startDate", iso_local(event.starts_at, zone)},
       {"endDate", iso_local(event.ends_at, zone)},
       {"eventAttendanceMode", attendance(event.attendance)},
       {"eventStatus", term(event.is_cancelled ? "EventCancelled" : "EventScheduled")}});
  if (!event.description.empty()) json.set("description", event.description);
  if (!event.place.name.empty() || event.attendance != EventAttendance::on_site)
    json.set("location", location(event));
  if (!event.organizers.empty()) json.set("organizer", organizers(event));
  if (!event.series_url.empty())
    json.set("superEvent", Json::object({{"@type", "EventSeries"},
                                         {"@id", event.series_url},
                                         {"name", event.series_name}}));
  if (!event.parts.empty()) json.set("subEvent", parts(event, zone));
  return json.text();
}

}  // namespace overens::formats
