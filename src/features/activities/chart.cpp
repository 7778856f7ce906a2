#include "features/activities/chart.h"

#include <algorithm>

namespace overens::activities {
namespace {

constexpr std::int64_t width = 320;  // as wide as the smallest screen
constexpr std::int64_t row_height = 46;
constexpr std::int64_t longest_bar = 250;
constexpr std::int64_t hidden_bar = 30;

Html bar_element(const Bar& bar, std::int64_t row, std::int64_t most, const std::string& hatch) {
  const std::int64_t top = row * row_height;
  const std::int64_t length =
      bar.count ? std::max<std::int64_t>(*bar.count ? 2 : 0, longest_bar * *bar.count / most)
                : hidden_bar;
  const bool is_hatched = bar.is_hatched || !bar.count;
  const Text told = bar.count ? number(*bar.count) : t("fewer than 5");
  return html(R"(<text x="0" y="{}">{}</text>)"
              R"(<rect class="{}" x="0" y="{}" width="{}" height="16"{}></rect>)"
              R"(<text class="o-muted" x="{}" y="{}">{}</text>)",
              top + 14, bar.label, is_hatched ? "o-bar--hatched" : "o-bar", top + 20, length,
              attribute_if(is_hatched, "fill", hatch), length + 6, top + 33, told);
}

}  // namespace

Html bar_picture(const std::string& id, const Text& title, const Text& description,
                 const std::vector<Bar>& bars) {
  if (bars.empty()) return {};
  std::int64_t most = 1;
  for (const Bar& one : bars) most = std::max(most, one.count.value_or(0));
  const std::string hatch = "url(#" + id + "-hatch)";
  Html rows;
  for (std::size_t i = 0; i < bars.size(); ++i)
    rows += bar_element(bars[i], static_cast<std::int64_t>(i), most, hatch);
  const std::string box = "0 0 " + std::to_string(width) + " " +
                          std::to_string(row_height * static_cast<std::int64_t>(bars.size()));
  return html(
      R"(<figure class="o-figure o-figure--bars"><svg class="o-chart" role="img")"
      R"( aria-labelledby="{} {}" viewBox="{}"><title id="{}">{}</title><desc id="{}">{}</desc>)"
      R"(<defs><pattern id="{}" width="6" height="6" patternUnits="userSpaceOnUse")"
      R"s( patternTransform="rotate(45)">)s"
      R"(<line class="o-hatch" x1="0" y1="0" x2="0" y2="6"></line>)"
      R"(</pattern></defs>{}</svg></figure>)",
      id + "-title", id + "-words", box, id + "-title", title, id + "-words", description,
      id + "-hatch", rows);
}

}  // namespace overens::activities
