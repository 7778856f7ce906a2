// Series: several dates or places of one thing, or meetings that belong together.
#include "base/markdown.h"
#include "features/activities/details.h"
#include "features/activities/pages.h"

namespace overens::activities {
namespace {

Url series_url(const Visit& visit, const Series& series) {
  return url(visit, "/{}/series/{}", visit.scope.slug, series.number);
}

std::vector<Option> kind_options() {
  std::vector<Option> options;
  for (const auto& [one, name] : names(SeriesKind{})) options.push_back({name, words_for(one), {}});
  return options;
}

Html series_fields(const Filled& filled, const SeriesEntry& known) {
  Html fields = field(filled, {.name = "title", .label = t("Title"), .value = known.title});
  fields += area_field(filled, {.name = "about",
                                .label = t("What it is about"),
                                .hint = t("Markdown: an empty line begins a new paragraph."),
                                .value = known.about,
                                .is_optional = true});
  fields += radio_field(filled,
                        {.name = "kind",
                         .label = t("How do its activities belong together?"),
                         .value = known.kind == SeriesKind::same ? "same" : "following"},
                        kind_options());
  return fields;
}

SeriesEntry read_series(Filled& filled) {
  SeriesEntry entry;
  entry.title = filled.line("title", t("Write a title."));
  entry.about = filled.optional_text("about");
  entry.kind = filled.choice<SeriesKind>("kind", t("Choose how they belong together."));
  return entry;
}

Response series_form(Visit& visit, const Text& title, const Url& action, const SeriesEntry& known,
                     const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += post_form(visit, action, series_fields(filled, known), {.words = t("Save")});
  return page(visit, {.title = title, .path = {{t("Activities"), activities_url(visit)}}}, body,
              status);
}

// An activity as one of several: when, where and whether there is room.
Html date_item(const Visit& visit, const compacts::Compact& compact, const Activity& one) {
  return html("<li>{}{} {}</li>", link(activity_url(visit, one), when_words(one, compact.zone())),
              when(!one.place.empty(), [&] { return html(", {}", one.place); }),
              standing_tag(one, standing(one, visit.now, compact.zone())));
}

}  // namespace

Text words_for(SeriesKind kind) {
  switch (kind) {
    case SeriesKind::same:
      return t("The same content each time: one chooses the date that suits");
    case SeriesKind::following:
      return t("Each goes on where the last one ended");
  }
  return {};
}

Html series_section(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                    const Details& details) {
  if (!details.series) return {};
  const Series series = found(find_series(visit.db, *details.series));
  Html others;
  for (const Activity& one : activities_of(visit.db, series.id)) {
    if (one.id == activity.id || one.ends_at < visit.now) continue;
    if (const auto until = standing_until(one, visit.now, compact.zone()))
      visit.valid_until(*until);
    others += date_item(visit, compact, one);
  }
  Html section = heading(2, series.kind == SeriesKind::same ? t("Other dates, the same content")
                                                            : t("More in the same series"));
  if (!others.is_empty()) section += html("<ul>{}</ul>", others);
  section += html("<p>{}</p>", t("This is a part of {}.",
                                 link(series_url(visit, series), verbatim(series.title))));
  return section;
}

Response show_series(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Series series = found(find_series(visit.db, compact.id, number));
  const auto all = activities_of(visit.db, series.id);
  Html coming;
  Html past;
  for (const Activity& one : all) {
    if (const auto until = standing_until(one, visit.now, compact.zone()))
      visit.valid_until(*until);
    (one.ends_at < visit.now ? past : coming) += activity_item(visit, compact, one);
  }
  Html body = paragraph(words_for(series.kind));
  if (!series.about.empty()) body += markdown(series.about, 2);
  body += coming.is_empty()
              ? empty_state(t("Nothing more is planned in this series right now"), following(visit))
              : html(R"(<ol class="o-activities">{}</ol>)", coming);
  if (!past.is_empty())
    body += html(R"(<h2>{}</h2><ol class="o-activities">{}</ol>)", t("Held"), past);
  if (compacts::may_coordinate(visit))
    body += html(R"(<p class="o-actions">{} {}</p>)",
                 button_link(url(visit, "/{}/activities/new", compact.slug)
                                 .with("series", std::to_string(series.number.value)),
                             t("Create an activity in this series")),
                 button_link(url(visit, "/{}/series/{}/edit", compact.slug, series.number),
                             t("Change the series"), Weight::secondary));
  return page(visit,
              {.title = verbatim(series.title), .path = {{t("Activities"), activities_url(visit)}}},
              body);
}

Response new_series(Visit& visit) {
  return series_form(visit, t("Create a series"), url(visit, "/{}/series/new", visit.scope.slug),
                     {}, Filled{}, 200);
}

Response create_series(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  Filled filled(visit.form);
  const SeriesEntry entry = read_series(filled);
  if (!filled.ok())
    return series_form(visit, t("Create a series"), url(visit, "/{}/series/new", compact.slug), {},
                       filled, 422);
  const Series added =
      visit.write([&](Db& db) { return add_series(db, compact.id, entry, visit.now); });
  return see_other(series_url(visit, added));
}

Response edit_series(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Series series = found(find_series(visit.db, compact.id, number));
  return series_form(visit, t("Change {}", series.title),
                     url(visit, "/{}/series/{}/edit", compact.slug, number),
                     {series.title, series.about, series.kind}, Filled{}, 200);
}

Response save_series(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Series series = found(find_series(visit.db, compact.id, number));
  Filled filled(visit.form);
  const SeriesEntry entry = read_series(filled);
  if (!filled.ok())
    return series_form(visit, t("Change {}", series.title),
                       url(visit, "/{}/series/{}/edit", compact.slug, number),
                       {series.title, series.about, series.kind}, filled, 422);
  visit.write([&](Db& db) { change_series(db, series, entry); });
  return see_other(series_url(visit, series));
}

}  // namespace overens::activities
