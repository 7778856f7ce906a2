// The tables of an activity on paper: their signs and sheets; and afterwards, what they wrote as
// the beginning of its minutes.
#include <algorithm>

#include "base/markdown.h"
#include "features/contributions/lead.h"
#include "formats/qr.h"

namespace overens::contributions {

Lead led_activity(Visit& visit, Number number) {
  compacts::Compact compact = compacts::here(visit);
  activities::Activity activity = live_activity(visit, compact, number);
  return {std::move(compact), std::move(activity)};
}

std::vector<MenuItem> path_below(const Visit& visit, const Lead& lead) {
  auto path = activities::path_to(visit, lead.activity);
  path.push_back({t("Notes live"), tables_url(visit, lead.activity.number)});
  return path;
}

Url below(const Visit& visit, const Lead& lead, UrlPattern<std::string, Number> pattern) {
  return url(visit, pattern, lead.compact.slug, lead.activity.number);
}

Url tables_url(const Visit& visit, Number activity) {
  return url(visit, "/{}/activities/{}/tables", visit.scope.slug, activity);
}

namespace {

constexpr std::int64_t lines_on_a_sheet = 12;

Response print_signs(Visit& visit, Number number) {
  const Lead lead = led_activity(visit, number);
  Html signs;
  for (const WritingTable& one : writing_tables(visit.db, lead.activity.id)) {
    const Url where = writing_url(visit, lead.activity, one);
    signs +=
        html(R"(<section class="o-sheet o-sign"><p class="o-kicker" lang="{}">{}</p><h2>{}</h2>)"
             R"({}<p>{}</p><p class="o-sign__address">{}</p></section>)",
             lead.compact.language, lead.activity.title, t("Table {}", one.name),
             formats::qr_code(where.text(), t("The link of table {}", one.name)),
             t("Point the camera of a phone here and write what the table says. No account "
               "is needed."),
             where.text());
  }
  return page(visit, {.title = t("Signs for the tables"), .path = path_below(visit, lead)}, signs);
}

Response print_sheets(Visit& visit, Number number) {
  const Lead lead = led_activity(visit, number);
  Html lines;
  for (std::int64_t i = 0; i < lines_on_a_sheet; ++i)
    lines += html(R"(<tr><td class="o-sheet__line"></td><td class="o-sheet__line"></td></tr>)");
  Html sheets;
  for (const WritingTable& one : writing_tables(visit.db, lead.activity.id))
    sheets +=
        html(R"(<section class="o-sheet"><p class="o-kicker" lang="{}">{}</p><h2>{}</h2><p>{}</p>)"
             R"(<table class="ds-table o-sheet__lines"><thead><tr><th scope="col">{}</th><th)"
             R"( scope="col">{}</th></tr></thead><tbody>{}</tbody></table></section>)",
             lead.compact.language, lead.activity.title, t("Table {}", one.name),
             t("One thought on each line, as it was said, without names."), t("What was said"),
             t("Theme"), lines);
  return page(visit, {.title = t("Sheets for the tables"), .path = path_below(visit, lead)},
              sheets);
}

// The notes by table, in the order they were said, as a draft in Markdown: hidden ones are left
// out, and so are whole tables that no minutes have room for.
std::string notes_as_minutes(Visit& visit, const Lead& lead) {
  const Language language = lead.compact.own_language();
  std::string wording;
  for (const WritingTable& table : writing_tables(visit.db, lead.activity.id)) {
    std::string items;
    const auto notes = notes_of_table(visit.db, table.id);
    for (auto note = notes.rbegin(); note != notes.rend(); ++note)
      if (!note->hidden_at) items += "- " + as_markdown(note->wording) + "\n";
    if (items.empty()) continue;
    const std::string title = as_markdown(t("Table {}", table.name).in(language));
    if (wording.size() + title.size() + items.size() + 8 > activities::longest_minutes) break;
    wording += "## " + title + "\n\n" + items + "\n";
  }
  return wording;
}

Response begin_minutes(Visit& visit, Number number) {
  const Lead lead = led_activity(visit, number);
  const std::string wording = notes_as_minutes(visit, lead);
  visit.write([&](Db& db) {
    return activities::begin_minutes(db, lead.activity, wording, people::me(visit), visit.now);
  });
  return see_other(url(visit, "/{}/activities/{}/minutes", lead.compact.slug, number));
}

}  // namespace

Html minutes_part(Visit& visit, const Lead& lead, const std::vector<WritingTable>& tables) {
  const bool is_any = std::ranges::any_of(tables, [](const auto& one) { return one.notes > 0; });
  if (!is_any || visit.now < lead.activity.starts_at) return {};
  if (activities::has_minutes(visit.db, lead.activity.id)) return {};
  Html part = heading(2, t("Minutes"));
  part +=
      paragraph(t("The notes, table by table, can be the beginning of the minutes. Nobody but "
                  "those who run the compact sees the draft."));
  part += post_button(visit, below(visit, lead, "/{}/activities/{}/tables/minutes"),
                      {.words = t("Begin the minutes with these notes")});
  return part;
}

void sheet_routes(Router& r) {
  using compacts::coordinators;
  r.get<print_signs>("/{compact}/activities/{}/tables/signs", coordinators);
  r.get<print_sheets>("/{compact}/activities/{}/tables/sheets", coordinators);
  r.post<begin_minutes>("/{compact}/activities/{}/tables/minutes", coordinators);
}

}  // namespace overens::contributions
