// What the remarks are about: the summary by theme for everybody, the remarks of one theme, and the
// coordinators' work, where remarks are ticked and given a theme, by the mouse or by keys. Each act
// adds or takes one theme of the ticked remarks only, so that two at work at once do not undo each
// other's.
#include <algorithm>

#include "base/text.h"
#include "features/consultations/coding.h"
#include "features/data.h"
#include "web/keys.h"

namespace overens::consultations {
namespace {

constexpr std::int64_t coded_per_page = 50;
constexpr std::int64_t themed_per_page = 40;
constexpr std::size_t letters_shown = 600;  // of a remark that is ticked

Url summary_url(const Visit& visit, const Place& place) {
  return url(visit, "/{}/consultations/{}/themes", place.compact.slug, place.consultation.number);
}

Url theme_url(const Visit& visit, const Place& place, Number theme) {
  return url(visit, "/{}/consultations/{}/themes/{}", place.compact.slug, place.consultation.number,
             theme);
}

Url coding_url(const Visit& visit, const Place& place) {
  return url(visit, "/{}/consultations/{}/coding", place.compact.slug, place.consultation.number);
}

std::string names_of(const std::vector<ThemeOfRemark>& all, Number remark) {
  std::string names;
  for (const ThemeOfRemark& one : all)
    if (one.remark == remark) names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

// --- The work ---

std::optional<Theme> theme_by(const std::vector<Theme>& all, std::string_view number) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const Theme& one) {
    return std::to_string(one.number.value) == number;
  });
  return at == all.end() ? std::nullopt : std::optional(*at);
}

// What is worked on, as the address or the form says.
struct Work {
  Place place;
  std::vector<Theme> themes;
  Selection which;
  std::optional<Theme> theme;  // where the selection has one
};

Work work_here(Visit& visit, Number number) {
  Work work{place_here(visit, number), {}, {}, {}};
  work.themes = contributions::themes(visit.db, work.place.compact.id);
  const Form& asked = visit.form.has("of") ? visit.form : visit.query;
  const std::string of(asked.value("of"));
  if (of == "none") {
    work.which.sorted = Sorted::without;
  } else if (!of.empty()) {
    work.theme = found(theme_by(work.themes, of));
    work.which.sorted = Sorted::with;
    work.which.theme = work.theme->id;
  }
  for (const texts::Section& one : work.place.sections)
    if (std::to_string(one.position) == asked.value("section")) work.which.section = one.position;
  return work;
}

std::string of_value(const Work& work) {
  if (work.which.sorted == Sorted::without) return "none";
  return work.theme ? std::to_string(work.theme->number.value) : "";
}

std::string section_value(const Work& work) {
  return work.which.section ? std::to_string(*work.which.section) : "";
}

Url work_url(const Visit& visit, const Work& work) {
  Url where = coding_url(visit, work.place);
  if (const std::string of = of_value(work); !of.empty()) where = where.with("of", of);
  if (work.which.section) where = where.with("section", *work.which.section);
  return where;
}

std::vector<Option> theme_options(const Work& work, const Option& first) {
  std::vector<Option> options{first};
  for (const Theme& one : work.themes)
    options.push_back({std::to_string(one.number.value), verbatim(one.name)});
  return options;
}

Html filter(Visit& visit, const Work& work) {
  auto options = theme_options(work, {"", t("All remarks")});
  options.insert(options.begin() + 1, {"none", t("Remarks without a theme")});
  Html fields =
      select_field(Filled(visit.query),
                   {.name = "of", .label = t("Which remarks"), .value = of_value(work)}, options);
  std::vector<Option> sections{{"", t("The whole text")}};
  for (const texts::Section& one : work.place.sections)
    sections.push_back({std::to_string(one.position), verbatim(one.heading)});
  fields += select_field(
      Filled(visit.query),
      {.name = "section", .label = t("On which section"), .value = section_value(work)}, sections);
  return search_form(visit, coding_url(visit, work.place), fields, t("Show"));
}

Text told_of(const Place& place, const Remark& one, const std::string& themes) {
  const Text where = part_words(place, one.section, one.paragraph);
  return themes.empty()
             ? t("Remark {0}, {1}, on {2}. No theme yet.", one.number, one.organisation, where)
             : t("Remark {0}, {1}, on {2}. Themes: {3}.", one.number, one.organisation, where,
                 themes);
}

std::vector<Submit> acts_of(const Work& work, std::int64_t all) {
  std::vector<Submit> acts{{.words = t("Give them the theme"), .name = "act", .value = "give"}};
  if (work.theme) {
    acts.push_back(
        {.words = t("Move them from here to the theme"), .name = "act", .value = "move"});
    acts.push_back({.words = t("Take this theme from them"), .name = "act", .value = "take"});
  }
  if (all > 1 && all <= most_coded_together)
    acts.push_back(
        {.words = tn("Give it to the {} in the list", "Give it to all {} in the list", all),
         .name = "act",
         .value = "all"});
  return acts;
}

std::vector<ThemeOfRemark> themes_shown(Visit& visit, const Work& work,
                                        const std::vector<Remark>& shown, const Paging& where) {
  const auto id = work.place.consultation.id;
  if (work.which.sorted == Sorted::without || shown.empty()) return {};
  if (work.which.sorted == Sorted::all)
    return themes_between(visit.db, id, shown.front().number, shown.back().number);
  return themes_of_selected(visit.db, id, *work.which.theme, work.which.section, where.per_page,
                            where.offset());
}

Html ticking_form(Visit& visit, const Work& work, const Filled& filled, const Paging& where,
                  std::int64_t all) {
  const auto shown =
      selected(visit.db, work.place.consultation.id, work.which, where.per_page, where.offset());
  if (shown.empty()) return empty_state(t("There is no such remark."));
  const auto themes = themes_shown(visit, work, shown, where);
  std::vector<Option> options;
  for (const Remark& one : shown)
    options.push_back(
        {std::to_string(one.number.value),
         verbatim(shortened(one.wording.empty() ? one.proposed : one.wording, letters_shown)),
         told_of(work.place, one, names_of(themes, one.number))});
  Html fields = tick_fields(filled, {.name = "remarks", .label = t("Tick the remarks")}, options);
  fields += select_field(filled, {.name = "theme", .label = t("The theme"), .is_optional = true},
                         theme_options(work, {"", t("Choose a theme")}));
  fields += field(filled, {.name = "new_theme", .label = t("Or a new theme"), .is_optional = true});
  fields += hidden_field("of", of_value(work));
  fields += hidden_field("section", section_value(work));
  return keyed_form(post_form(visit, coding_url(visit, work.place), fields, acts_of(work, all)));
}

Page coding_page(Visit& visit, const Work& work, const Filled& filled, int status = 200) {
  visit.keep_private();
  const auto id = work.place.consultation.id;
  const Paging where = paging(visit, coded_per_page);
  const std::int64_t all = count_selected(visit.db, id, work.which);
  Html body = error_summary(filled);
  body += filter(visit, work);
  body += html(R"(<p class="o-count">{}</p>)", tn("{} remark", "{} remarks", all));
  body += ticking_form(visit, work, filled, where, all);
  body += pagination(visit, where, all);
  body += html("<p>{}</p>", link(summary_url(visit, work.place), t("The remarks by theme")));
  body += html("<p>{}</p>", link(url(visit, "/{}/contributions/themes", work.place.compact.slug),
                                 t("Merge and split themes")));
  return page(visit,
              {.title = t("Sort the remarks by theme"),
               .lead = t("The themes are the same as for the notes: what is merged there is merged "
                         "here."),
               .path = path_to(visit, work.place)},
              html(R"(<div class="o-flow">{}</div>)", body), status);
}

std::vector<Number> ticked(const Form& form) {
  std::vector<Number> numbers;
  for (const std::string_view one : form.all("remarks"))
    if (const auto number = hole_as<Number>(std::string(one))) numbers.push_back(*number);
  return numbers;
}

// --- The summary ---

std::vector<Html> summary_row(Visit& visit, const Place& place, const ThemeSummary& one) {
  std::vector<Html> row = {html(R"(<a href="{}" lang="{}">{}</a>)",
                                theme_url(visit, place, one.theme), place.compact.language,
                                one.name)};
  for (const std::int64_t figure : {one.remarks, one.supports, one.supports_with_change,
                                    one.opposes, one.abstains, one.disposed})
    row.push_back(html("{}", number(figure)));
  return row;
}

Table summary_table(Visit& visit, const Place& place, const std::vector<ThemeSummary>& all) {
  Table list{t("Remarks by theme; a remark may have several"), {t("Theme"), t("Remarks")}, {}};
  for (const auto& [stance, name] : names(Stance{})) list.headings.push_back(words_for(stance));
  list.headings.push_back(t("Handled"));
  for (const ThemeSummary& one : all) list.rows.push_back(summary_row(visit, place, one));
  return list;
}

}  // namespace

Html themes_view(Visit& visit, const Place& place, const Remark& remark) {
  const auto all = themes_between(visit.db, place.consultation.id, remark.number, remark.number);
  if (all.empty()) return {};
  return html(R"(<p>{} {}</p>)", t("Themes:"), each(all, [&](const ThemeOfRemark& one) {
                return html(R"(<a href="{}" lang="{}">{}</a> )", theme_url(visit, place, one.theme),
                            place.compact.language, one.name);
              }));
}

Page show_theme_summary(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  const auto all = theme_summary(visit.db, place.consultation.id);
  Html body = all.empty() ? empty_state(t("The remarks have not been sorted by theme."))
                          : table(summary_table(visit, place, all));
  if (!all.empty())
    body += paragraph(tn("{} remark has no theme.", "{} remarks have no theme.",
                         count_uncoded(visit.db, place.consultation.id)));
  if (compacts::may_coordinate(visit))
    body += html(R"(<p class="o-actions">{}</p>)",
                 button_link(coding_url(visit, place).with("of", "none"),
                             t("Sort the remarks by theme"), Weight::secondary));
  body += data_links(visit);
  return page(visit, {.title = t("The remarks by theme"), .path = path_to(visit, place)}, body);
}

Page theme_summary_data(Visit& visit, Number number, DataFormat format) {
  const Place place = place_here(visit, number);
  DataList data{{"number", "url", "theme", "remarks", "supports", "supports_with_change", "opposes",
                 "abstains", "disposed"},
                {},
                0,
                {}};
  for (const ThemeSummary& one : theme_summary(visit.db, place.consultation.id))
    data.rows.push_back(
        {one.theme,
         public_url(visit, "/{}/consultations/{}/themes/{}", place.compact.slug, number, one.theme)
             .text(),
         one.name, one.remarks, one.supports, one.supports_with_change, one.opposes, one.abstains,
         one.disposed});
  data.count = std::ssize(data.rows);
  return data_answer(visit, format, data);
}

Page show_theme_remarks(Visit& visit, Number number, Number theme) {
  const Place place = place_here(visit, number);
  const Theme one = found(
      theme_by(contributions::themes(visit.db, place.compact.id), std::to_string(theme.value)));
  const Selection which{.sorted = Sorted::with, .theme = one.id};
  const auto id = place.consultation.id;
  const Paging where = paging(visit, themed_per_page);
  const std::int64_t all = count_selected(visit.db, id, which);
  Html body = html(R"(<p class="o-count">{}</p>)", tn("{} remark", "{} remarks", all));
  body += all == 0 ? empty_state(t("No remark has this theme."))
                   : remark_list(visit, place,
                                 selected(visit.db, id, which, where.per_page, where.offset()),
                                 Told::organisation);
  body += pagination(visit, where, all);
  auto path = path_to(visit, place);
  path.push_back({t("The remarks by theme"), summary_url(visit, place)});
  return page(visit, {.title = verbatim(one.name), .path = path}, body);
}

Page show_coding(Visit& visit, Number number) {
  return coding_page(visit, work_here(visit, number), Filled{});
}

Page change_coding(Visit& visit, Number number) {
  const Work work = work_here(visit, number);
  const auto id = work.place.consultation.id;
  Filled filled(visit.form);
  const std::string act(filled.value("act"));
  const auto remarks = ticked(visit.form);
  std::string name = filled.optional_line("new_theme", contributions::longest_theme);
  if (const auto chosen = theme_by(work.themes, filled.value("theme")); chosen && name.empty())
    name = chosen->name;
  const bool needs_theme = act == "give" || act == "move" || act == "all";
  filled.expect(act == "all" || !remarks.empty(), "remarks", t("Tick at least one remark."));
  filled.expect(!needs_theme || !name.empty(), "theme", t("Choose a theme, or write a new one."));
  filled.expect(needs_theme || act == "take", "theme", t("Choose what to do."));
  filled.expect((act != "move" && act != "take") || work.theme, "theme", t("Choose what to do."));
  if (!filled.ok()) return coding_page(visit, work, filled, 422);
  visit.write([&](Db& db) {
    const auto me = people::me(visit);
    if (act == "move" || act == "take")
      for (const Number one : remarks) take_theme(db, id, one, work.theme->id);
    if (!needs_theme) return;
    const Theme theme = contributions::find_or_add_theme(db, work.place.compact.id, name);
    if (act == "all") return give_theme_to_all(db, id, work.which, theme.id, me, visit.now);
    for (const Number one : remarks) give_theme(db, id, one, theme.id, me, visit.now);
  });
  return see_other(work_url(visit, work));
}

}  // namespace overens::consultations
