#include <algorithm>

#include "features/compacts/compacts.h"
#include "features/records/records.h"
#include "formats/csv.h"
#include "web/page.h"

namespace overens::records {
namespace {

using compacts::Compact;

Response show_register(Visit& visit);
Response export_register(Visit& visit);

void routes(Router& r) {
  r.get<show_register>("/{compact}/records", compacts::registrators);
  r.get<export_register>("/{compact}/records/export.csv", compacts::registrators);
}

// From all features, newest first.
std::vector<Received> everything(Visit& visit) {
  std::vector<Received> all;
  for (const Feature& feature : house(visit).features) {
    if (!feature.received) continue;
    std::vector<Received> some = feature.received(visit);
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Received& a, const Received& b) { return a.at > b.at; });
  return all;
}

Text channel_words(const std::string& channel) {
  if (channel == "web") return t("web");
  if (channel == "paper") return t("paper");
  if (channel == "phone") return t("phone");
  if (channel == "imported") return t("imported");
  return verbatim(channel);
}

// Of what was brought in from files only the day is known.
Html when_received(const Received& one, const Zone& zone) {
  return one.channel == "imported" ? date_element(date_of(one.at, zone))
                                   : instant_element(one.at, zone);
}

Response show_register(Visit& visit) {
  const Compact compact = compacts::here(visit);
  const auto all = everything(visit);
  const auto count = static_cast<std::int64_t>(all.size());
  const Paging pages = paging(visit);
  Table list{t("Received, newest first"),
             {t("Subject"), t("Number"), t("Received"), t("Sender"), t("Way")},
             {}};
  for (std::int64_t i = pages.offset(); i < std::min(count, pages.offset() + pages.per_page); ++i) {
    const Received& one = all[static_cast<std::size_t>(i)];
    list.rows.push_back({link(one.where, verbatim(one.subject)),
                         html("{} {}", one.kind_words, one.number),
                         when_received(one, compact.zone()), html("{}", one.sender),
                         html("{}", channel_words(one.channel))});
  }
  Html body =
      html(R"(<div class="o-toolbar"><p class="o-count">{}</p><p class="o-actions">{}</p></div>)",
           tn("{} record", "{} records", count),
           button_link(url(visit, "/{}/records/export.csv", compact.slug),
                       t("Export for a spreadsheet"), Weight::secondary));
  body += all.empty() ? empty_state(t("Nothing has been received yet")) : table(list);
  body += pagination(visit, pages, count);
  return page(visit,
              {t("Received"), t("Everything that has reached the compact, whichever way it came.")},
              body);
}

Response export_register(Visit& visit) {
  const Compact compact = compacts::here(visit);
  const auto in = [&](const Text& words) { return words.in(visit.language); };
  formats::CsvWriter csv(formats::CsvDialect::for_excel,
                         {in(t("Kind")), in(t("Number")), in(t("Received")), in(t("Sender")),
                          in(t("Subject")), in(t("Way"))});
  for (const Received& one : everything(visit))
    csv.add({in(one.kind_words), std::to_string(one.number.value),
             iso_local(one.at, compact.zone()), one.sender, one.subject,
             in(channel_words(one.channel))});
  Response response;
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  response.headers.set("Content-Disposition", "attachment; filename=\"records.csv\"");
  response.body = csv.text();
  return response;
}

std::vector<MenuItem> workplaces(Visit& visit) {
  if (!compacts::may_register(visit)) return {};
  return {{t("Received"), url(visit, "/{}/records", visit.scope.slug)}};
}

}  // namespace

Feature feature() { return {.name = "records", .routes = routes, .workplaces = workplaces}; }

}  // namespace overens::records
