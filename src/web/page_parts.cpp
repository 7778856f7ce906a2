// Pieces of pages that mean the same everywhere.
#include <algorithm>
#include <charconv>

#include "web/page.h"

namespace overens {
namespace {

constexpr std::int64_t highest_page = 1'000'000;

std::string_view colour(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return "neutral";
    case Tone::info:
      return "info";
    case Tone::success:
      return "success";
    case Tone::warning:
      return "warning";
    case Tone::danger:
      return "danger";
  }
  return "neutral";
}

}  // namespace

Html link(const Url& where, const Text& words) {
  return html(R"(<a href="{}">{}</a>)", where, words);
}

Html button_link(const Url& where, const Text& words, Weight weight) {
  static constexpr std::string_view variants[] = {"primary", "secondary", "tertiary"};
  return html(R"(<a class="ds-button" data-variant="{}" href="{}">{}</a>)",
              variants[static_cast<std::size_t>(weight)], where, words);
}

Html heading(int level, const Text& words) {
  if (level <= 2) return html("<h2>{}</h2>", words);
  if (level == 3) return html("<h3>{}</h3>", words);
  return html("<h4>{}</h4>", words);
}

Html paragraph(const Text& words) { return html("<p>{}</p>", words); }
Html lead(const Text& words) { return html(R"(<p class="o-lead">{}</p>)", words); }

Html notice(Tone tone, const Text& heading, const Html& body) {
  return html(R"(<div class="ds-alert" data-color="{}"><h2>{}</h2>{}</div>)", colour(tone), heading,
              body);
}

Html tag_label(Tone tone, const Text& words) {
  return html(R"(<span class="ds-tag" data-color="{}">{}</span>)", colour(tone), words);
}

Html table(const Table& table) {
  const Html head = each(
      table.headings, [](const Text& words) { return html(R"(<th scope="col">{}</th>)", words); });
  const Html rows = each(table.rows, [&](const std::vector<Html>& row) {
    Html cells;
    for (std::size_t i = 0; i < row.size(); ++i)
      cells += i == 0
                   ? html(R"(<th scope="row">{}</th>)", row[i])
                   : html("<td{}>{}</td>", attribute("data-label", table.headings.at(i)), row[i]);
    return html("<tr>{}</tr>", cells);
  });
  return html(
      R"(<table
class="ds-table o-rows"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>)",
      table.caption, head, rows);
}

Html facts(const std::vector<Fact>& facts) {
  return html(R"(<dl class="o-facts">{}</dl>)", each(facts, [](const Fact& fact) {
                return html("<div><dt>{}</dt><dd>{}</dd></div>", fact.words, fact.what);
              }));
}

Html time_element(const Text& words, std::string_view machine) {
  return html(R"(<time datetime="{}">{}</time>)", machine, words);
}

Html date_element(const Date& date) { return time_element(long_date(date), iso(date)); }

Html instant_element(Instant at, const Zone& zone) {
  return time_element(date_and_time(at, zone), iso_local(at, zone));
}

Html empty_state(const Text& words, const Html& what_to_do) {
  return html(R"(<div class="o-empty"><p class="o-empty__what">{}</p>{}</div>)", words, what_to_do);
}

Paging paging(const Visit& visit, std::int64_t per_page) {
  const std::string_view typed = visit.query.value("page");
  std::int64_t page = 1;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), page);
  if (read.ec != std::errc()) page = 1;
  return {std::clamp<std::int64_t>(page, 1, highest_page), per_page};
}

Html pagination(const Visit& visit, const Paging& paging, std::int64_t count) {
  const std::int64_t last =
      std::max<std::int64_t>(1, (count + paging.per_page - 1) / paging.per_page);
  const auto address = [&](std::int64_t page) {
    Url url = *local_url(visit.request.path);
    for (const auto& [name, value] : visit.query.pairs())
      if (name != "page") url = url.with(name, value);
    return url.with("page", page);
  };
  if (paging.page > last)  // what stood there is gone, or was never there
    return html(R"(<p><a href="{}">{}</a></p>)", address(last), t("To the last page"));
  if (last == 1) return {};
  Html items;
  if (paging.page > 1)
    items +=
        html(R"(<li><a href="{}" rel="prev">{}</a></li>)", address(paging.page - 1), t("Previous"));
  items += html(R"(<li><span aria-current="page">{}</span></li>)",
                t("Page {0} of {1}", paging.page, last));
  if (paging.page < last)
    items +=
        html(R"(<li><a href="{}" rel="next">{}</a></li>)", address(paging.page + 1), t("Next"));
  return html(R"(<nav class="o-pages" aria-label="{}"><ul>{}</ul></nav>)", t("Pages"), items);
}

Html visually_hidden(const Text& words) {
  return html(R"(<span class="ds-sr-only">{}</span>)", words);
}

}  // namespace overens
