// Open data: each public list also answers at its own address with .json and .csv. Keys are words
// of the
// glossary, in snake_case; JSON is {"count", "next", "items"}, CSV has the same columns, written
// as RFC 4180
// says. Knows the floors and formats only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json.h"
#include "web/http.h"
#include "web/router.h"
#include "web/visit.h"

namespace overens {

// One list: every row has a value for each key, in order. Dates are ISO texts, what is not known
// is null, a list
// within a cell is an array (in CSV: joined by "; "). `url` cells come from public_url().
struct DataList {
  std::vector<std::string_view> keys;
  std::vector<std::vector<formats::Json>> rows{};
  std::int64_t count = 0;     // of all pages together
  std::optional<Url> next{};  // the following page of a long list
};

// 200 with the list, open to scripts from anywhere (Access-Control-Allow-Origin: *).
Response data_answer(const Visit& visit, DataFormat format, const DataList& list);
// The same address as data, for the foot of a page: "As data: JSON, CSV".
Html data_links(const Visit& visit);

}  // namespace overens
