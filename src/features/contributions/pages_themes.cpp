// The process leaders' work with themes: many notes at once by ticking them, what is likely by the
// words, merging and splitting, and undoing it. Each act adds or takes one theme of the ticked
// notes only, so that two leaders at work at once do not undo each other's.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "features/contributions/themes.h"
#include "web/keys.h"
#include "web/page.h"

namespace overens::contributions {
namespace {

constexpr std::int64_t notes_per_page = 40;

// What is worked on: the notes with one theme, those without any, or all.
struct Work {
  compacts::Compact compact;
  std::vector<ThemeCount> themes;
  std::optional<Theme> theme;
  bool is_loose = false;
  std::vector<WordedNote> all;
  std::vector<std::size_t> shown;  // indices of `all`, the lowest number first
  std::string searched{};          // words they have
  std::int64_t page = 1;           // of those shown
};

bool is_shown(const Work& work, const WordedNote& note, std::string_view searched) {
  if (work.is_loose && !note.themes.empty()) return false;
  if (work.theme &&
      std::find(note.themes.begin(), note.themes.end(), work.theme->number) == note.themes.end())
    return false;
  return searched.empty() || fold(note.wording).find(searched) != std::string::npos;
}

Work work_here(Visit& visit) {
  visit.keep_private();
  Work work{compacts::here(visit), {}, {}, false, {}, {}};
  work.themes = theme_counts(visit.db, work.compact.id);
  const std::string_view of =
      visit.form.has("of") ? visit.form.value("of") : visit.query.value("of");
  work.is_loose = of == "none";
  if (!of.empty() && !work.is_loose)
    work.theme =
        found(find_theme(visit.db, work.compact.id, found(hole_as<Number>(std::string(of)))));
  work.all = worded_notes(visit.db, work.compact.id);
  work.searched = tidy_line(visit.query.value("q"));
  work.page = paging(visit, notes_per_page).page;
  const std::string searched = fold(work.searched);
  for (std::size_t i = work.all.size(); i-- > 0;)
    if (is_shown(work, work.all[i], searched)) work.shown.push_back(i);
  return work;
}

std::string of_value(const Work& work) {
  return work.is_loose ? "none" : work.theme ? std::to_string(work.theme->number.value) : "";
}

// The same notes on the same page, as they were looked for.
Url work_address(const Visit& visit, const Work& work) {
  Url where = url(visit, "/{}/contributions/themes", work.compact.slug);
  if (const std::string of = of_value(work); !of.empty()) where = where.with("of", of);
  if (!work.searched.empty()) where = where.with("q", work.searched);
  return work.page == 1 ? where : where.with("page", work.page);
}

std::string name_of(const Work& work, Number theme) {
  for (const ThemeCount& one : work.themes)
    if (one.number == theme) return one.name;
  return {};
}

std::string names_of(const Work& work, const std::vector<Number>& themes) {
  std::string names;
  for (const Number theme : themes) names += (names.empty() ? "" : ", ") + name_of(work, theme);
  return names;
}

Html filter(Visit& visit, const Work& work) {
  std::vector<Option> options{{"", t("All notes")}, {"none", t("Notes without a theme")}};
  for (const ThemeCount& one : work.themes)
    options.push_back({std::to_string(one.number.value), verbatim(one.name)});
  Html fields =
      select_field(Filled(visit.query),
                   {.name = "of", .label = t("Which notes"), .value = of_value(work)}, options);
  fields += field(
      Filled(visit.query),
      {.name = "q", .label = t("With these words"), .input = Input::search, .is_optional = true});
  return search_form(visit, url(visit, "/{}/contributions/themes", work.compact.slug), fields,
                     t("Show"));
}

Text said_of(const Work& work, const WordedNote& note, const std::vector<Number>& likely) {
  const std::string has = names_of(work, note.themes), could = names_of(work, likely);
  if (could.empty())
    return has.empty() ? t("Note {}. No theme yet.", note.number)
                       : t("Note {0}. Themes: {1}.", note.number, has);
  return has.empty() ? t("Note {0}. No theme yet. Could be: {1}.", note.number, could)
                     : t("Note {0}. Themes: {1}. Could also be: {2}.", note.number, has, could);
}

std::vector<Option> theme_options(const Work& work) {
  std::vector<Option> options{{"", t("Choose a theme")}};
  for (const ThemeCount& one : work.themes)
    options.push_back({std::to_string(one.number.value), verbatim(one.name)});
  return options;
}

Html ticking_form(Visit& visit, const Work& work, const Likeness& likeness, const Filled& filled,
                  const Paging& part) {
  std::vector<Option> notes;
  for (std::int64_t i = part.offset();
       i < std::min(part.offset() + part.per_page, std::ssize(work.shown)); ++i) {
    const std::size_t at = work.shown[static_cast<std::size_t>(i)];
    const WordedNote& note = work.all[at];
    notes.push_back({std::to_string(note.number.value), verbatim(note.wording),
                     said_of(work, note, likeness.themes_for(at))});
  }
  if (notes.empty()) return empty_state(t("No such notes"));
  Html fields = tick_fields(filled, {.name = "notes", .label = t("Tick the notes")}, notes);
  fields += select_field(filled, {.name = "theme", .label = t("The theme"), .is_optional = true},
                         theme_options(work));
  fields += field(filled, {.name = "new_theme", .label = t("Or a new theme"), .is_optional = true});
  fields += hidden_field("of", of_value(work));
  std::vector<Submit> acts{
      {.words = t("Give them the theme"), .name = "act", .value = "give"},
      {.words = t("Give each the likeliest theme"), .name = "act", .value = "likely"}};
  if (work.theme) {
    acts.push_back(
        {.words = t("Move them from here to the theme"), .name = "act", .value = "split"});
    acts.push_back({.words = t("Take this theme from them"), .name = "act", .value = "take"});
  }
  return keyed_form(post_form(visit, work_address(visit, work), fields, acts));
}

Html nearly_the_same(Visit& visit, const Work& work, const Likeness& likeness, const Paging& part) {
  Html items;
  std::set<std::pair<std::size_t, std::size_t>> told;
  for (std::int64_t i = part.offset();
       i < std::min(part.offset() + part.per_page, std::ssize(work.shown)); ++i) {
    const std::size_t at = work.shown[static_cast<std::size_t>(i)];
    for (const AlikeNote& other : likeness.near_duplicates(at))
      if (told.insert(std::minmax(at, other.note)).second)
        items += html(R"(<li><p lang="{}">{} <br> {}</p><p class="o-meta">{} · {}</p></li>)",
                      work.compact.language, work.all[at].wording, work.all[other.note].wording,
                      link(address(visit, work.all[at].number), t("note {}", work.all[at].number)),
                      link(address(visit, work.all[other.note].number),
                           t("note {}", work.all[other.note].number)));
  }
  if (items.is_empty()) return {};
  return html(R"({}<ul class="o-items">{}</ul>)", heading(2, t("Nearly the same")), items);
}

Html merging_form(Visit& visit, const Work& work, const Filled& filled) {
  if (!work.theme) return {};
  auto options = theme_options(work);
  std::erase_if(options, [&](const Option& one) { return one.value == of_value(work); });
  Html form = heading(2, t("Merge the theme with another"));
  form +=
      paragraph(t("All its notes get the other theme, and it is not used any more. It can be "
                  "undone below."));
  form += post_form(
      visit,
      url(visit, "/{}/contributions/themes/{}/merger", work.compact.slug, work.theme->number),
      select_field(filled, {.name = "into", .label = t("Into which theme")}, options),
      {.words = t("Merge")});
  return form;
}

Html change_item(Visit& visit, const Work& work, const ThemeChange& one) {
  const Text what = one.kind == ThemeChangeKind::merged
                        ? t("“{0}” was merged into “{1}”", one.from_name, one.to_name)
                        : t("Notes were moved from “{0}” to “{1}”", one.from_name, one.to_name);
  Html item =
      html(R"(<p>{}</p><p class="o-meta">{} · {}</p>)", what, tn("{} note", "{} notes", one.notes),
           instant_element(one.changed_at, work.compact.zone()));
  if (one.undone_at)
    item += html("<p>{}</p>", tag_label(Tone::neutral, t("Undone")));
  else
    item += post_button(
        visit,
        url(visit, "/{}/contributions/themes/changes/{}/undo", work.compact.slug, one.number),
        {.words = t("Undo it")});
  return html("<li>{}</li>", item);
}

Html history(Visit& visit, const Work& work) {
  const auto changes = theme_changes(visit.db, work.compact.id);
  if (changes.empty()) return {};
  return html(R"({}<ul class="o-items">{}</ul>)", heading(2, t("What was merged and split")),
              each(changes, [&](const ThemeChange& one) { return change_item(visit, work, one); }));
}

Response work_page(Visit& visit, const Work& work, const Filled& filled, int status) {
  const auto language = work.compact.own_language();
  const Likeness likeness(work.all, language);
  Paging part = paging(visit, notes_per_page);
  const std::int64_t last_page =
      std::max<std::int64_t>(1, (std::ssize(work.shown) + part.per_page - 1) / part.per_page);
  part.page = std::min(part.page, last_page);  // what was on the last one may have a theme by now
  Html body = error_summary(filled);
  body += filter(visit, work);
  body += html(R"(<p class="o-count">{}</p>)", tn("{} note", "{} notes", std::ssize(work.shown)));
  body += ticking_form(visit, work, likeness, filled, part);
  body += pagination(visit, part, std::ssize(work.shown));
  body += nearly_the_same(visit, work, likeness, part);
  body += merging_form(visit, work, filled);
  body += history(visit, work);
  return page(visit,
              Head{.title = t("Sort the notes by theme"),
                   .lead = t("What could fit is found by the words alone. You decide."),
                   .path = {{t("Notes"), url(visit, "/{}/contributions", work.compact.slug)}}},
              html(R"(<div class="o-flow">{}</div>)", body), status);
}

// The ticked notes as they are in the list that was shown; others are none of ours.
std::vector<std::size_t> ticked_notes(const Work& work, const Form& form) {
  std::set<std::string, std::less<>> ticked;
  for (const std::string_view one : form.all("notes")) ticked.emplace(one);
  std::vector<std::size_t> notes;
  for (std::size_t i = 0; i < work.all.size(); ++i)
    if (ticked.contains(std::to_string(work.all[i].number.value))) notes.push_back(i);
  return notes;
}

// The name that was chosen or typed, or nothing.
std::string chosen_theme(Filled& filled, const Work& work) {
  std::string name = filled.optional_line("new_theme", longest_theme);
  if (name.empty())
    for (const ThemeCount& one : work.themes)
      if (filled.value("theme") == std::to_string(one.number.value)) name = one.name;
  return name;
}

void give_likeliest(Db& db, const Work& work, const Likeness& likeness,
                    const std::vector<std::size_t>& notes) {
  for (const std::size_t at : notes) {
    const auto likely = likeness.themes_for(at);
    const auto note = find(db, work.compact.id, work.all[at].number);
    const auto theme =
        likely.empty() ? std::nullopt : find_theme(db, work.compact.id, likely.front());
    if (note && theme) give_theme(db, note->id, theme->id);
  }
}

}  // namespace

Response show_themes(Visit& visit) { return work_page(visit, work_here(visit), Filled{}, 200); }

Response change_themes(Visit& visit) {
  const Work work = work_here(visit);
  Filled filled(visit.form);
  const std::string act(filled.value("act"));
  const auto notes = ticked_notes(work, visit.form);
  const std::string name = chosen_theme(filled, work);
  filled.expect(!notes.empty(), "notes", t("Tick at least one note."));
  if (act == "give" || act == "split")
    filled.expect(!name.empty(), "theme", t("Choose a theme, or write a new one."));
  else
    filled.expect(act == "likely" || (act == "take" && work.theme), "theme",
                  t("Choose what to do."));
  if (act == "split") filled.expect(work.theme.has_value(), "theme", t("Choose what to do."));
  if (!filled.ok()) return work_page(visit, work, filled, 422);
  const auto language = work.compact.own_language();
  const Likeness likeness(act == "likely" ? work.all : std::vector<WordedNote>{}, language);
  visit.write([&](Db& db) {
    if (act == "likely") return give_likeliest(db, work, likeness, notes);
    std::vector<Id<Contribution>> ids;
    for (const std::size_t at : notes)
      if (const auto note = find(db, work.compact.id, work.all[at].number)) ids.push_back(note->id);
    if (act == "take")
      for (const auto& id : ids) take_theme(db, id, work.theme->id);
    if (act != "give" && act != "split") return;
    const Theme theme = find_or_add_theme(db, work.compact.id, name);
    if (act == "split")
      return split_theme(db, work.compact.id, work.theme->id, theme.id, ids, people::me(visit),
                         visit.now);
    for (const auto& id : ids) give_theme(db, id, theme.id);
  });
  return see_other(work_address(visit, work).at("notes"));
}

Response merge(Visit& visit, Number theme) {
  const compacts::Compact compact = compacts::here(visit);
  const Theme from = found(find_theme(visit.db, compact.id, theme));
  const auto chosen = hole_as<Number>(std::string(visit.form.value("into")));
  const auto into = chosen ? find_theme(visit.db, compact.id, *chosen) : std::nullopt;
  if (!into) {
    Filled filled(visit.form);
    filled.fail("into", t("Choose a theme."));
    Work work = work_here(visit);
    work.theme = from;
    return work_page(visit, work, filled, 422);
  }
  visit.write([&](Db& db) {
    merge_theme(db, compact.id, from.id, into->id, people::me(visit), visit.now);
  });
  return see_other(
      url(visit, "/{}/contributions/themes", compact.slug).with("of", into->number.value));
}

Response undo(Visit& visit, Number change) {
  const compacts::Compact compact = compacts::here(visit);
  const ThemeChange one = found(find_theme_change(visit.db, compact.id, change));
  visit.write([&](Db& db) { undo_theme_change(db, compact.id, one, visit.now); });
  return see_other(url(visit, "/{}/contributions/themes", compact.slug));
}

}  // namespace overens::contributions
