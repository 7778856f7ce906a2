// Who is affiliated: searched, filtered, on a day, and as data.
#include "features/directory/pages.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "features/data.h"

namespace overens::directory {
namespace {

using compacts::Compact;

constexpr std::int64_t per_page = 50;

Response show_list(Visit& visit);
Response as_data(Visit& visit, DataFormat format);

void routes(Router& r) {
  r.get<show_list>("/{compact}/organisations", anyone);
  r.get<as_data>("/{compact}/organisations.{}", anyone);
  r.get<show_figures>("/{compact}/organisations/figures", anyone);
  r.get<show_organisation>("/{compact}/organisations/{}", anyone);
}

// What the address asks for. A day that is none is today: the page says which day it shows.
Search search_of(const Visit& visit, const Date& today) {
  const auto value = [&](std::string_view name, std::size_t longest) {
    return shortened(tidy_line(visit.query.value(name)), longest);
  };
  return {.on = parse_date(visit.query.value("on")).value_or(today),
          .words = value("q", 100),
          .field = value("field", 60),
          .municipality = value("municipality", 4)};
}

using Places = std::unordered_map<std::int64_t, std::vector<std::string>>;

// By identity of the organisation, in the order of the municipalities: "Motala", "Vadstena".
Places places_by_organisation(Db& db, Id<Compact> compact) {
  std::map<std::string, std::vector<std::int64_t>> at;
  for (const auto& one : organisations::places(db, compact))
    at[one.code].push_back(one.organisation.value);
  Places names;
  for (const auto& one : compacts::municipalities(db, compact))
    if (const auto here = at.find(one.code); here != at.end())
      for (const std::int64_t organisation : here->second) names[organisation].push_back(one.name);
  return names;
}

// --- The page ---

bool is_narrow(const Search& search) {
  return !search.words.empty() || !search.field.empty() || !search.municipality.empty();
}

// A list that nothing narrows and that stands on one page tells by itself what they work with.
std::set<std::string> fields_of(Visit& visit, const Compact& compact, const Search& search,
                                const std::vector<Entry>& shown, std::int64_t all) {
  std::set<std::string> names;
  if (is_narrow(search) || all > static_cast<std::int64_t>(shown.size())) {
    for (const Count& one : fields(visit.db, compact.id, search.on)) names.insert(one.words);
  } else {
    for (const Entry& one : shown)
      if (!one.field.empty() && !names.contains(one.field)) names.insert(one.field);
  }
  return names;
}

Html filter(const Visit& visit, const Compact& compact, const Search& search, const Date& today,
            const std::set<std::string>& fields) {
  const Filled typed(visit.query);
  std::vector<Option> fields_to_choose{{"", t("All")}};
  for (const std::string& one : fields) fields_to_choose.push_back({one, verbatim(one)});
  std::vector<Option> places_to_choose{{"", t("All")}};
  for (const auto& one : visit.kept<compacts::municipalities>())
    places_to_choose.push_back({one.code, verbatim(one.name)});
  Html parts = field(typed, {.name = "q", .label = t("Name"), .input = Input::search});
  parts += select_field(typed, {.name = "field", .label = t("Works with")}, fields_to_choose);
  parts +=
      select_field(typed, {.name = "municipality", .label = t("Municipality")}, places_to_choose);
  if (search.on != today) parts += hidden_field("on", iso(search.on));
  return search_form(visit, url(visit, "/{}/organisations", compact.slug), parts, t("Show"));
}

// Words for a day, made once for the many who joined on the same.
using Since = std::map<Date, Html>;

Html entry_item(const Visit& visit, const Compact& compact, const Entry& one, const Places& places,
                std::string_view whole_area, Since& since) {
  std::string about = one.field;
  const auto add = [&](std::string_view between, std::string_view what) {
    if (!about.empty()) about += between;
    about += what;
  };
  if (one.whole_area) {
    add(" · ", whole_area);
  } else if (const auto at = places.find(one.id.value); at != places.end()) {
    for (const std::string& name : at->second)
      add(&name == &at->second.front() ? " · " : ", ", name);
  }
  Html& joined = since[one.from];
  if (joined.is_empty())
    joined = t("affiliated since {}", date_element(one.from)).in(visit.language);
  return html(R"(<li><h2><a href="{}">{}</a></h2><p class="o-meta">{}{}{}</p></li>)",
              url(visit, "/{}/organisations/{}", compact.slug, one.number), one.name, about,
              about.empty() ? "" : " · ", joined);
}

Html none_found(const Visit& visit, const Compact& compact) {
  return empty_state(t("No organisation fits."),
                     html("<p>{}</p>", link(url(visit, "/{}/organisations", compact.slug),
                                            t("Show all who are affiliated"))));
}

// A first page that is not full tells how many there are in all; else they are counted.
std::int64_t total(Visit& visit, const Compact& compact, const Search& search, const Paging& here,
                   const std::vector<Entry>& shown) {
  const auto size = static_cast<std::int64_t>(shown.size());
  if (here.page == 1 && size < here.per_page) return size;
  return count(visit.db, compact.id, search);
}

Html counted(const Visit& visit, const Search& search, const Date& today, std::int64_t total) {
  const Text words = tn("{} organisation", "{} organisations", total);
  if (search.on == today) return html(R"(<p class="o-count" role="status">{}</p>)", words);
  return html(R"(<p class="o-count" role="status">{} {} · {}</p>)", words,
              t("on {}", date_element(search.on)),
              link(url(visit, "/{}/organisations", visit.scope.slug), t("Show today")));
}

Response show_list(Visit& visit) {
  const Compact& compact = compacts::here(visit);
  const Date today = compacts::today(visit, compact);
  visit.valid_until(end_of_day(today, compact.zone()));
  const Search search = search_of(visit, today);
  Paging here = paging(visit, per_page);
  auto found_ones = list(visit.db, compact.id, search, per_page, here.offset());
  const std::int64_t all = total(visit, compact, search, here, found_ones);
  if (found_ones.empty() && all > 0) {  // beyond the last page: the last
    here.page = (all + per_page - 1) / per_page;
    found_ones = list(visit.db, compact.id, search, per_page, here.offset());
  }
  const Places& where = visit.kept<places_by_organisation>();
  Html body =
      filter(visit, compact, search, today, fields_of(visit, compact, search, found_ones, all));
  body += counted(visit, search, today, all);
  Since since;
  const std::string whole_area = compacts::whole_area(visit, compact).in(visit.language);
  if (found_ones.empty() && !is_narrow(search) && search.on == today)
    body += empty_state(t("No organisation has joined yet."));
  else if (found_ones.empty())
    body += none_found(visit, compact);
  else
    body += html(R"(<ul class="o-items o-items--columns">{}</ul>)",
                 each(found_ones, [&](const Entry& one) {
                   return entry_item(visit, compact, one, where, whole_area, since);
                 }));
  body += pagination(visit, here, all);
  body += html(
      R"(<p class="o-actions">{} {}</p>)",
      link(url(visit, "/{}/organisations/figures", compact.slug), t("How the number has grown")),
      link(url(visit, "/{}/join", compact.slug), t("Join")));
  body += data_links(visit);
  return page(visit,
              {.title = t("Organisations"),
               .lead = t("Those who have signed and stand behind the compact.")},
              body);
}

// --- As data ---

formats::Json municipalities_of(const Compact& compact, const Entry& one, const Places& places) {
  formats::Json all = formats::Json::array();
  if (one.whole_area) all.push(compact.whole_area);
  if (const auto at = places.find(one.id.value); at != places.end())
    for (const std::string& name : at->second) all.push(name);
  return all;
}

Response as_data(Visit& visit, DataFormat format) {
  constexpr std::int64_t rows_per_page = 500;
  const Compact& compact = compacts::here(visit);
  const Date today = compacts::today(visit, compact);
  visit.valid_until(end_of_day(today, compact.zone()));
  const Search search = search_of(visit, today);
  const Paging here = paging(visit, rows_per_page);
  const auto entries = list(visit.db, compact.id, search, rows_per_page, here.offset());
  const Places& where = visit.kept<places_by_organisation>();
  DataList all{.keys = {"number", "url", "name", "party", "field", "municipalities",
                        "affiliated_from", "affiliated_to"},
               .rows = {},
               .count = total(visit, compact, search, here, entries),
               .next = {}};
  std::map<Id<compacts::Party>, std::string> parties;
  for (const auto& party : visit.kept<compacts::parties>()) parties[party.id] = party.name;
  for (const Entry& one : entries)
    all.rows.push_back(
        {one.number, public_url(visit, "/{}/organisations/{}", compact.slug, one.number).text(),
         one.name, parties[one.party], one.field, municipalities_of(compact, one, where),
         iso(one.from), one.to ? formats::Json(iso(*one.to)) : formats::Json()});
  if (here.offset() + rows_per_page < all.count) {
    Url next = *external_url(visit.site.public_url + visit.request.path);
    for (const auto& [name, value] : visit.query.pairs())
      if (name != "page") next = next.with(name, value);
    all.next = next.with("page", here.page + 1);
  }
  return data_answer(visit, format, all);
}

// --- On the front page ---

Html who_is_affiliated(Visit& visit) {
  constexpr std::int64_t shown = 6;
  const Compact& compact = compacts::here(visit);
  const Date today = compacts::today(visit, compact);
  const auto some = newest(visit.db, compact.id, today, shown);
  if (some.empty()) return {};
  const std::int64_t total = compacts::count_affiliated(visit.db, compact.id, today);
  const Url all = url(visit, "/{}/organisations", compact.slug);
  Html names = each(some, [&](const Entry& one) {
    return html(R"(<li><a href="{}">{}</a></li>)",
                url(visit, "/{}/organisations/{}", compact.slug, one.number), one.name);
  });
  return html(
      R"(<section class="o-section" aria-labelledby="affiliated"><div class="o-section__head">)"
      R"(<h2 id="affiliated">{}</h2> {}</div>)"
      R"(<dl class="o-figures"><div><dt>{}</dt><dd>{}</dd></div></dl>)"
      R"(<p>{}</p><ul>{}</ul></section>)",
      t("Who is affiliated"), link(all, t("All organisations")),
      tn("affiliated organisation", "affiliated organisations", total), total,
      t("The latest to join:"), names);
}

}  // namespace

Feature feature() {
  return {.name = "directory",
          .routes = routes,
          .menu = {{60, t("Organisations"), "organisations"}},
          .cards = {{20, who_is_affiliated}}};
}

}  // namespace overens::directory
