// The programme: for everybody on the activity's page, and the coordinators' work with it.
#include "base/markdown.h"
#include "features/activities/pages.h"
#include "features/activities/programme.h"

namespace overens::activities {

bool is_time_of_day(std::string_view text) {
  constexpr std::size_t length_of_it = 5;
  constexpr std::size_t colon = 2;
  if (text.size() != length_of_it || text[colon] != ':') return false;
  for (const std::size_t at : {0u, 1u, 3u, 4u})
    if (text[at] < '0' || text[at] > '9') return false;
  return text.substr(0, colon) < "24" && text.substr(colon + 1) < "60";
}

std::int64_t days_of(const Activity& activity, const Zone& zone) {
  return 1 + days_between(date_of(activity.starts_at, zone), date_of(activity.ends_at, zone));
}

Date day_of(const Activity& activity, const Item& item, const Zone& zone) {
  return add_days(date_of(activity.starts_at, zone), static_cast<int>(item.day));
}

Instant begins_at(const Activity& activity, const Item& item, const Zone& zone) {
  const auto known = parse_local(iso(day_of(activity, item, zone)) + " " + item.begins, zone);
  return known.value_or(activity.starts_at);
}

namespace {

constexpr std::int64_t minutes_an_hour = 60;
constexpr std::int64_t minutes_a_day = 24 * minutes_an_hour;

// "17:30" → 1050.
std::int64_t minutes_of(std::string_view time) {
  constexpr std::size_t digits = 2;
  return std::stoll(std::string(time.substr(0, digits))) * minutes_an_hour +
         std::stoll(std::string(time.substr(digits + 1)));
}

std::string time_at(std::int64_t minutes) {
  const auto two_digits = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return two_digits(minutes / minutes_an_hour) + ":" + two_digits(minutes % minutes_an_hour);
}

}  // namespace

ItemEntry moved(const Item& item, std::int64_t minutes) {
  const std::int64_t last = minutes_a_day - 1;
  const std::int64_t begins =
      std::max<std::int64_t>(0, item.day * minutes_a_day + minutes_of(item.begins) + minutes);
  ItemEntry entry{.day = begins / minutes_a_day,
                  .begins = time_at(begins % minutes_a_day),
                  .title = item.title,
                  .speaker = item.speaker,
                  .about = item.about};
  if (item.ends.empty()) return entry;
  // A point ends on the day it began.
  const std::int64_t length = minutes_of(item.ends) - minutes_of(item.begins);
  entry.ends = time_at(std::min(begins % minutes_a_day + length, last));
  if (entry.ends <= entry.begins) entry.ends.clear();
  return entry;
}

namespace {

Response edit_programme(Visit& visit, Number number);
Response create_item(Visit& visit, Number number);
Response edit_item(Visit& visit, Number number, Number item);
Response save_item(Visit& visit, Number number, Number item);
Response remove_item_of(Visit& visit, Number number, Number item);

constexpr std::size_t longest_about = 5000;
constexpr std::int64_t most_days = 31;

Url programme_url(const Visit& visit, const Activity& activity) {
  return url(visit, "/{}/activities/{}/programme", visit.scope.slug, activity.number);
}

Html hours(const Activity& activity, const Item& item, const Zone& zone) {
  const Instant begins = begins_at(activity, item, zone);
  const Text from = time_of_day(begins, zone);
  if (item.ends.empty()) return time_element(from, iso_local(begins, zone));
  const auto ends = parse_local(iso(day_of(activity, item, zone)) + " " + item.ends, zone);
  return time_element(t("{0}–{1}", from, time_of_day(ends.value_or(begins), zone)),
                      iso_local(begins, zone));
}

Html item_element(const Activity& activity, const Item& item, const Zone& zone) {
  return html(R"(<li><p class="o-programme__when">{}</p><div><h3>{}</h3>{}{}</div></li>)",
              hours(activity, item, zone), item.title,
              when(!item.speaker.empty(),
                   [&] { return html(R"(<p class="o-meta">{}</p>)", item.speaker); }),
              when(!item.about.empty(), [&] { return markdown(item.about, 4); }));
}

// --- Coordinators ---

Html item_fields(const Filled& filled, const Activity& activity, const Item& known,
                 const Zone& zone) {
  Html fields;
  const std::int64_t days = std::min(days_of(activity, zone), most_days);
  if (days > 1) {
    std::vector<Option> options;
    for (std::int64_t day = 0; day < days; ++day)
      options.push_back(
          {std::to_string(day),
           long_date(add_days(date_of(activity.starts_at, zone), static_cast<int>(day))),
           {}});
    fields += select_field(
        filled, {.name = "day", .label = t("Day"), .value = std::to_string(known.day)}, options);
  }
  fields += field(filled, {.name = "begins",
                           .label = t("Begins"),
                           .input = Input::time,
                           .hint = t("As 17:30."),
                           .value = known.begins});
  fields += field(filled, {.name = "ends",
                           .label = t("Ends"),
                           .input = Input::time,
                           .value = known.ends,
                           .is_optional = true});
  fields += field(filled, {.name = "title", .label = t("What happens"), .value = known.title});
  fields += field(filled, {.name = "speaker",
                           .label = t("Who leads or speaks"),
                           .hint = t("Stands on the public page: ask them first."),
                           .value = known.speaker,
                           .is_optional = true});
  fields += area_field(filled, {.name = "about",
                                .label = t("More about it"),
                                .hint = t("Markdown: an empty line begins a new paragraph."),
                                .value = known.about,
                                .is_optional = true,
                                .rows = 4});
  return fields;
}

ItemEntry read_item(Filled& filled, const Activity& activity, const Zone& zone) {
  ItemEntry entry;
  const std::int64_t days = std::min(days_of(activity, zone), most_days);
  if (days > 1) entry.day = filled.number("day", t("Choose the day."), 0, days - 1);
  constexpr std::size_t longest_time = 5;
  entry.begins = filled.line("begins", t("Write when it begins."), longest_time);
  entry.ends = filled.optional_line("ends", longest_time);
  filled.expect(entry.begins.empty() || is_time_of_day(entry.begins), "begins",
                t("Write a time as 17:30."));
  filled.expect(entry.ends.empty() || is_time_of_day(entry.ends), "ends",
                t("Write a time as 17:30."));
  if (filled.ok() && !entry.ends.empty())
    filled.expect(entry.ends > entry.begins, "ends", t("It must end after it begins."));
  entry.title = filled.line("title", t("Write what happens."));
  entry.speaker = filled.optional_line("speaker");
  entry.about = filled.optional_text("about", longest_about);
  return entry;
}

void require_alive(const Activity& activity) {
  if (activity.status == Status::cancelled)
    throw Conflict{t("This activity is cancelled and can not be changed.")};
}

Html items_table(Visit& visit, const Activity& activity, const std::vector<Item>& items,
                 const Zone& zone) {
  Table list{t("The programme"), {t("What happens"), t("When"), t("Change or take out")}, {}};
  for (const Item& one : items) {
    const Html change = button_link(
        url(visit, "/{}/activities/{}/programme/{}", visit.scope.slug, activity.number, one.number),
        t("Change {}", one.title), Weight::tertiary);
    const Html remove = post_button(visit,
                                    url(visit, "/{}/activities/{}/programme/{}/removal",
                                        visit.scope.slug, activity.number, one.number),
                                    {.words = t("Take out {}", one.title), .is_dangerous = true});
    const Html day = when(days_of(activity, zone) > 1,
                          [&] { return html("{} ", date_element(day_of(activity, one, zone))); });
    list.rows.push_back({html("{}", one.title), html("{}{}", day, hours(activity, one, zone)),
                         html("{} {}", change, remove)});
  }
  return table(list);
}

Response programme_page(Visit& visit, const Activity& activity, const Zone& zone,
                        const Filled& filled, int status) {
  const auto items = programme(visit.db, activity.id);
  Html body = error_summary(filled);
  body += items.empty() ? empty_state(t("There is no programme yet"))
                        : items_table(visit, activity, items, zone);
  if (static_cast<std::int64_t>(items.size()) < most_items) {
    body += heading(2, t("Add a point"));
    body += post_form(visit, programme_url(visit, activity),
                      item_fields(filled, activity, Item{}, zone), {.words = t("Add it")});
  }
  return page(visit,
              {.title = t("The programme of {}", activity.title),
               .lead = when_words(activity, zone),
               .path = path_to(visit, activity)},
              body, status);
}

Response item_page(Visit& visit, const Activity& activity, const Item& item, const Zone& zone,
                   const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += post_form(
      visit,
      url(visit, "/{}/activities/{}/programme/{}", visit.scope.slug, activity.number, item.number),
      item_fields(filled, activity, item, zone), {.words = t("Save")});
  auto path = path_to(visit, activity);
  path.push_back({t("Programme"), programme_url(visit, activity)});
  return page(visit, {.title = t("Change {}", item.title), .path = std::move(path)}, body, status);
}

Response edit_programme(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  require_alive(activity);
  return programme_page(visit, activity, compact.zone(), Filled{}, 200);
}

Response create_item(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  require_alive(activity);
  Filled filled(visit.form);
  const ItemEntry entry = read_item(filled, activity, compact.zone());
  if (!filled.ok()) return programme_page(visit, activity, compact.zone(), filled, 422);
  if (!visit.write([&](Db& db) { return add_item(db, activity, entry, visit.now); }))
    throw Conflict{
        t("There are {} points in the programme, and there can not be more.", most_items)};
  return see_other(programme_url(visit, activity));
}

Response edit_item(Visit& visit, Number number, Number item) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  require_alive(activity);
  return item_page(visit, activity, found(find_item(visit.db, activity.id, item)), compact.zone(),
                   Filled{}, 200);
}

Response save_item(Visit& visit, Number number, Number item) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  require_alive(activity);
  const Item known = found(find_item(visit.db, activity.id, item));
  Filled filled(visit.form);
  const ItemEntry entry = read_item(filled, activity, compact.zone());
  if (!filled.ok()) return item_page(visit, activity, known, compact.zone(), filled, 422);
  visit.write(
      [&](Db& db) { change_item(db, activity, known, entry, people::me(visit), visit.now); });
  return see_other(programme_url(visit, activity));
}

Response remove_item_of(Visit& visit, Number number, Number item) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  require_alive(activity);
  const Item known = found(find_item(visit.db, activity.id, item));
  visit.write([&](Db& db) { remove_item(db, activity, known, people::me(visit), visit.now); });
  return see_other(programme_url(visit, activity));
}

}  // namespace

Html programme_section(Visit& visit, const Activity& activity, const Zone& zone) {
  const auto items = programme(visit.db, activity.id);
  if (items.empty()) return {};
  Html days = heading(2, t("Programme"));
  std::vector<Item> of_day;
  const bool is_one_day = days_of(activity, zone) == 1;
  for (std::size_t i = 0; i < items.size(); ++i) {
    of_day.push_back(items[i]);
    if (i + 1 < items.size() && items[i + 1].day == items[i].day) continue;
    if (!is_one_day)
      days += html(R"(<p class="o-programme__day">{}</p>)",
                   date_element(day_of(activity, items[i], zone)));
    days += html(R"(<ol class="o-programme">{}</ol>)",
                 each(of_day, [&](const Item& one) { return item_element(activity, one, zone); }));
    of_day.clear();
  }
  return days;
}

void programme_routes(Router& r) {
  using compacts::coordinators;
  r.get<edit_programme>("/{compact}/activities/{}/programme", coordinators);
  r.post<create_item>("/{compact}/activities/{}/programme", coordinators);
  r.get<edit_item>("/{compact}/activities/{}/programme/{}", coordinators);
  r.post<save_item>("/{compact}/activities/{}/programme/{}", coordinators);
  r.post<remove_item_of>("/{compact}/activities/{}/programme/{}/removal", coordinators);
}

}  // namespace overens::activities
