// Pictures of figures as bars: SVG written by the server, with a title and a description, patterns
// beside colour, and legible on a phone. The same figures stand beside it as a table. Must not know
// what is counted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/html.h"

namespace overens::activities {

struct Bar {
  Text label;
  std::optional<std::int64_t> count;  // none: too few to be told
  bool is_hatched = false;            // of another kind than the rest: reported, not yet come
};
// `id` is unique in the page. Nothing without bars.
Html bar_picture(const std::string& id, const Text& title, const Text& description,
                 const std::vector<Bar>& bars);

}  // namespace overens::activities
