// The coordinators' work with one note: write it down, correct it, set its themes, say why it is
// not used.
#include <algorithm>

#include "base/text.h"
#include "features/contributions/themes.h"
#include "web/page.h"

namespace overens::contributions {
namespace {

constexpr std::size_t longest_mask_reason = 200;

// What a coordinator may choose: the themes there are, and the principles.
std::vector<std::string> offered_themes(Db& db, Id<compacts::Compact> compact) {
  std::vector<std::string> offered;
  for (const Theme& theme : themes(db, compact)) offered.push_back(theme.name);
  for (const std::string& principle : compacts::principles(db, compact)) {
    const auto is_same = [&](const std::string& one) { return fold(one) == fold(principle); };
    if (std::none_of(offered.begin(), offered.end(), is_same)) offered.push_back(principle);
  }
  return offered;
}

Html note_fields(const Filled& filled, const std::vector<std::string>& offered, const Entry& known,
                 const std::vector<std::string>& ticked) {
  std::vector<Option> options;
  for (const std::string& theme : offered) options.push_back({theme, verbatim(theme)});
  Html fields = area_field(filled, {.name = "wording",
                                    .label = t("The note"),
                                    .hint = t("As it was said, without names."),
                                    .value = known.wording,
                                    .rows = 4});
  if (!options.empty())
    fields += tick_fields(filled, {.name = "themes", .label = t("Themes"), .is_optional = true},
                          options, ticked);
  fields += field(filled, {.name = "new_theme",
                           .label = t("Another theme"),
                           .hint = t("One that is not in the list yet."),
                           .is_optional = true});
  fields += field(filled, {.name = "occurred_on",
                           .label = t("The day it was said"),
                           .input = Input::date,
                           .value = known.occurred_on ? iso(*known.occurred_on) : "",
                           .is_optional = true});
  fields += field(
      filled,
      {.name = "table_name", .label = t("Table"), .value = known.table_name, .is_optional = true});
  return fields;
}

struct Read {
  Entry entry;
  std::vector<std::string> themes;
};

Read read_note(Filled& filled, const Form& form, const std::vector<std::string>& offered,
               const Date& today) {
  Read read;
  read.entry.wording =
      tidy_line(filled.text("wording", t("Write what was said."), longest_wording));
  read.entry.occurred_on = filled.optional_date("occurred_on");
  filled.expect(!read.entry.occurred_on || *read.entry.occurred_on <= today, "occurred_on",
                t("That day has not come yet."));
  read.entry.table_name = filled.optional_line("table_name", longest_table_name);
  for (const std::string_view ticked : form.all("themes")) {
    filled.expect(std::find(offered.begin(), offered.end(), ticked) != offered.end(), "themes",
                  t("Choose among the themes in the list."));
    read.themes.emplace_back(ticked);
  }
  if (std::string added = filled.optional_line("new_theme", longest_theme); !added.empty())
    read.themes.push_back(std::move(added));
  return read;
}

// Inside a write: themes that are new get their row.
Entry with_themes(Db& db, Id<compacts::Compact> compact, Read read) {
  for (const std::string& theme : read.themes)
    read.entry.themes.push_back(find_or_add_theme(db, compact, theme).id);
  return std::move(read.entry);
}

Response new_form(Visit& visit, const compacts::Compact& compact, const Filled& filled,
                  int status) {
  Html body = error_summary(filled);
  body += post_form(visit, url(visit, "/{}/contributions/new", compact.slug),
                    note_fields(filled, offered_themes(visit.db, compact.id), {}, {}) +=
                    file_field(filled,
                               {.name = "original",
                                .label = t("The paper it stood on"),
                                .hint = t("A picture or a scan. Only coordinators can open it."),
                                .is_optional = true},
                               files::accepted),
                    {.words = t("Add the note")}, true);
  return page(visit,
              Head{.title = t("Add a note"),
                   .path = {{t("Notes"), url(visit, "/{}/contributions", compact.slug)}}},
              body, status);
}

Html change_fields(Visit& visit, const compacts::Compact& compact, const Contribution& note,
                   const Filled& filled) {
  std::vector<std::string> ticked;
  for (const Theme& theme : themes_of(visit.db, note.id)) ticked.push_back(theme.name);
  const Entry known{
      .wording = note.wording, .occurred_on = note.occurred_on, .table_name = note.table_name};
  Html fields = note_fields(filled, offered_themes(visit.db, compact.id), known, ticked);
  fields += field(
      filled, {.name = "mask_reason",
               .label = t("Why nobody else may read what it said before"),
               .hint = t("As “personal data”. It stands in place of the words. Leave it empty, and "
                         "everybody sees what was corrected."),
               .is_optional = true});
  return fields;
}

Response edit_form(Visit& visit, const compacts::Compact& compact, const Contribution& note,
                   const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += lead(t("What it said before stays on the page of the note."));
  body +=
      change_form(visit, url(visit, "/{}/contributions/{}/edit", compact.slug, note.number), filled,
                  [&](const Filled& one) { return change_fields(visit, compact, note, one); },
                  {.words = t("Save")});
  return page(visit,
              Head{.title = t("Correct note {}", note.number),
                   .path = {{t("Note {}", note.number), address(visit, note.number)}}},
              body, status);
}

Response not_used_form(Visit& visit, const compacts::Compact& compact, const Contribution& note,
                       const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += html(R"(<article class="o-note"><blockquote lang="{}"><p>{}</p></blockquote></article>)",
               compact.language, note.wording);
  body += post_form(visit, url(visit, "/{}/contributions/{}/not-used", compact.slug, note.number),
                    area_field(filled, {.name = "reason",
                                        .label = t("Not used, because"),
                                        .hint = t("Everybody reads it on the page of the note."),
                                        .rows = 3}),
                    {.words = t("Save the reason")});
  return page(visit,
              Head{.title = t("Why note {} is not used", note.number),
                   .path = {{t("Note {}", note.number), address(visit, note.number)}}},
              body, status);
}

}  // namespace

Response new_note(Visit& visit) { return new_form(visit, compacts::here(visit), Filled{}, 200); }

Response create_note(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  Filled filled(visit.form);
  const Read read = read_note(filled, visit.form, offered_themes(visit.db, compact.id),
                              compacts::today(visit, compact));
  const auto original = files::store(visit, filled, "original");
  if (!filled.ok()) return new_form(visit, compact, filled, 422);
  const Upload* paper = visit.form.file("original");
  const Contribution note = visit.write([&](Db& db) {
    const Contribution added = add(db, compact.id, with_themes(db, compact.id, read), visit.now);
    if (original && paper)
      set_original(db, added.id, *original, shortened(tidy_line(paper->file_name), 200));
    return added;
  });
  return see_other(address(visit, note.number));
}

Response edit_note(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  return edit_form(visit, compact, found(find(visit.db, compact.id, number)), Filled{}, 200);
}

Response save_note(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Contribution note = found(find(visit.db, compact.id, number));
  Filled filled =
      changed(visit, [&](const Filled& one) { return change_fields(visit, compact, note, one); });
  Read read = read_note(filled, visit.form, offered_themes(visit.db, compact.id),
                        compacts::today(visit, compact));
  const std::string hidden_because = filled.optional_line("mask_reason", longest_mask_reason);
  const bool is_any_former =
      read.entry.wording != note.wording || !former_wordings(visit.db, note.id).empty();
  filled.expect(hidden_because.empty() || is_any_former, "mask_reason",
                t("It has never said anything else: there is nothing to hide."));
  if (!filled.ok()) return edit_form(visit, compact, note, filled, 422);
  read.entry.channel = note.channel;
  visit.write([&](Db& db) {
    edit(db, compact.id, note.id, with_themes(db, compact.id, read), people::me(visit), visit.now);
    if (!hidden_because.empty())
      mask_former_wordings(db, note.id, hidden_because, people::me(visit), visit.now);
  });
  return see_other(address(visit, number));
}

Response mask_note(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Contribution note = found(find(visit.db, compact.id, number));
  Filled filled(visit.form);
  const std::string reason = filled.line("mask_reason", t("Say why."), longest_mask_reason);
  if (!filled.ok()) throw Conflict{t("Say why.")};
  const bool is_any = visit.write([&](Db& db) {
    return 0 < mask_former_wordings(db, note.id, reason, people::me(visit), visit.now);
  });
  if (!is_any) throw Conflict{t("There is nothing more to hide.")};
  return see_other(address(visit, number));
}

Response ask_not_used(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  return not_used_form(visit, compact, found(find(visit.db, compact.id, number)), Filled{}, 200);
}

Response set_not_used(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Contribution note = found(find(visit.db, compact.id, number));
  Filled filled(visit.form);
  const std::string reason =
      filled.text("reason", t("Say why, so that whoever said it understands."), longest_reason);
  if (!filled.ok()) return not_used_form(visit, compact, note, filled, 422);
  visit.write([&](Db& db) {
    if (!set_aside(db, note.id, reason))
      throw Conflict{t("The note stands behind a paragraph of the text.")};
  });
  return see_other(address(visit, number));
}

Response open_again(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Contribution note = found(find(visit.db, compact.id, number));
  visit.write([&](Db& db) { take_up(db, note.id); });
  return see_other(address(visit, number));
}

}  // namespace overens::contributions
