// The affiliated organisations in figures: how their number has grown, where they work and with
// what. Each picture has the same figures as a table.
#include <algorithm>

#include "features/directory/growth.h"
#include "features/directory/pages.h"

namespace overens::directory {
namespace {

using compacts::Compact;

constexpr Canvas canvas{640, 220};

Html growth_table(const std::vector<Step>& steps) {
  Table rows{t("Affiliated organisations"), {t("From"), t("Number")}, {}};
  for (const Step& one : steps)
    rows.rows.push_back({date_element(one.day), html("{}", one.affiliated)});
  return html(R"(<details class="ds-details"><summary>{}</summary>{}</details>)",
              t("The same as a table"), table(rows));
}

Html growth_picture(const std::vector<Step>& steps, const Date& today) {
  const auto highest = std::max_element(
      steps.begin(), steps.end(),
      [](const Step& one, const Step& other) { return one.affiliated < other.affiliated; });
  return html(
      R"(<figure class="o-figure"><svg class="o-chart" role="img")"
      R"( aria-labelledby="growth-title growth-words" viewBox="-48 -16 704 272">)"
      R"(<title id="growth-title">{}</title><desc id="growth-words">{}</desc>)"
      R"(<line class="o-axis" x1="0" y1="{}" x2="{}" y2="{}"></line>)"
      R"(<line class="o-axis" x1="0" y1="0" x2="0" y2="{}"></line>)"
      R"(<polyline class="o-line" points="{}"></polyline>)"
      R"(<text x="-8" y="6" text-anchor="end">{}</text>)"
      R"(<text x="-8" y="{}" text-anchor="end">{}</text>)"
      R"(<text x="0" y="244">{}</text><text x="{}" y="244" text-anchor="end">{}</text></svg>)"
      R"(<figcaption>{}</figcaption></figure>)",
      t("Affiliated organisations over time"),
      t("{0} on {1}, {2} on {3}.", steps.front().affiliated, long_date(steps.front().day),
        steps.back().affiliated, long_date(today)),
      canvas.height, canvas.width, canvas.height, canvas.height, step_line(steps, today, canvas),
      highest->affiliated, canvas.height, 0, steps.front().day.year, canvas.width, today.year,
      t("The number of affiliated organisations, counted day by day."));
}

// Words, a number and a bar as long as the number.
Html bars(const Text& caption, const Text& what, const std::vector<Count>& counts) {
  std::int64_t most = 1;
  for (const Count& one : counts) most = std::max(most, one.organisations);
  Table rows{caption, {what, t("Organisations"), t("Picture")}, {}};
  for (const Count& one : counts)
    rows.rows.push_back(
        {html("{}", one.words), html("{}", one.organisations),
         html(R"(<svg class="o-chart" aria-hidden="true" width="160" height="16")"
              R"( viewBox="0 0 160 16">)"
              R"(<rect class="o-bar" x="0" y="2" width="{}" height="12"></rect></svg>)",
              160 * one.organisations / most)});
  return table(rows);
}

}  // namespace

Response show_figures(Visit& visit) {
  const Compact& compact = compacts::here(visit);
  const Date today = compacts::today(visit, compact);
  visit.valid_until(end_of_day(today, compact.zone()));
  const auto steps = growth(compacts::all_affiliations(visit.db, compact.id), today);
  Html body;
  if (steps.empty()) {
    body = empty_state(t("Nobody is affiliated yet."),
                       link(url(visit, "/{}/join", compact.slug), t("How one joins")));
  } else {
    body += growth_picture(steps, today);
    body += growth_table(steps);
    body += heading(2, t("Where they work"));
    body += paragraph(t("Who works in the whole area is counted in each municipality."));
    body += bars(t("Affiliated organisations by municipality"), t("Municipality"),
                 municipality_counts(visit.db, compact.id, today));
    body += heading(2, t("What they work with"));
    body += bars(t("Affiliated organisations by what they work with"), t("Works with"),
                 fields(visit.db, compact.id, today));
  }
  return page(visit,
              {.title = t("The affiliated organisations in figures"),
               .path = {{t("Organisations"), url(visit, "/{}/organisations", compact.slug)}}},
              body);
}

}  // namespace overens::directory
