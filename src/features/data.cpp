#include "features/data.h"

#include "formats/csv.h"
#include "web/page.h"

namespace overens {
namespace {

using formats::Json;

std::string as_json(const DataList& list) {
  Json items = Json::array();
  for (const auto& row : list.rows) {
    Json item = Json::object();
    for (std::size_t i = 0; i < list.keys.size(); ++i) item.set(list.keys[i], row.at(i));
    items.push(std::move(item));
  }
  return Json::object({{"count", list.count},
                       {"next", list.next ? Json(list.next->text()) : Json()},
                       {"items", std::move(items)}})
      .text();
}

std::string as_csv(const DataList& list) {
  formats::CsvWriter csv(formats::CsvDialect::for_excel, {list.keys.begin(), list.keys.end()});
  for (const auto& row : list.rows) {
    std::vector<std::string> cells;
    for (const Json& value : row) cells.push_back(value.cell());
    csv.add(cells);
  }
  return csv.text();
}

}  // namespace

Response data_answer(const Visit&, DataFormat format, const DataList& list) {
  const bool is_json = format == DataFormat::json;
  Response response;
  response.headers.set("Content-Type",
                       is_json ? "application/json; charset=utf-8" : "text/csv; charset=utf-8");
  response.headers.set("Access-Control-Allow-Origin", "*");
  response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  response.body = is_json ? as_json(list) : as_csv(list);
  return response;
}

Html data_links(const Visit& visit) {
  const std::string path = visit.request.path;
  return html(
      R"(<p class="o-meta">{}</p>)",
      t("As data: {0}, {1}", html(R"(<a href="{}">{}</a>)", *local_url(path + ".json"), "JSON"),
        html(R"(<a href="{}">{}</a>)", *local_url(path + ".csv"), "CSV")));
}

}  // namespace overens
