#include "features/contributions/themes.h"

#include <algorithm>

#include "features/contributions/lead.h"
#include "features/contributions/notes_file.h"
#include "features/data.h"
#include "web/page.h"

namespace overens::contributions {

void import_contributions(Import&);  // import.cpp

namespace {

using formats::Json;

constexpr std::int64_t notes_per_theme = 12;  // on the page of all themes
constexpr std::int64_t notes_per_page = 50;
constexpr std::int64_t notes_per_file = 500;

Response list_by_theme(Visit&);
Response list_data(Visit&, DataFormat);
Response show(Visit&, Number);

void routes(Router& r) {
  r.get<list_by_theme>("/{compact}/contributions", anyone);
  r.get<list_data>("/{compact}/contributions.{}", anyone);
  r.get<new_note>("/{compact}/contributions/new", compacts::coordinators);
  r.post<create_note>("/{compact}/contributions/new", compacts::coordinators, Router::upload_body);
  r.get<bring_form>("/{compact}/contributions/file", compacts::coordinators);
  r.post<bring_notes>("/{compact}/contributions/file", compacts::coordinators, Router::upload_body);
  r.get<show_themes>("/{compact}/contributions/themes", compacts::coordinators);
  r.post<change_themes>("/{compact}/contributions/themes", compacts::coordinators);
  r.post<merge>("/{compact}/contributions/themes/{}/merger", compacts::coordinators);
  r.post<undo>("/{compact}/contributions/themes/changes/{}/undo", compacts::coordinators);
  r.get<ask_to_send>("/{compact}/contributions/send", anyone);
  r.post<send>("/{compact}/contributions/send", anyone);
  r.get<show_sent>("/{compact}/contributions/sent", anyone);
  r.get<follow_sent>("/{compact}/contributions/sent/{}", anyone);  // the link is the key
  r.get<show_received>("/{compact}/contributions/received", compacts::coordinators);
  r.post<accept>("/{compact}/contributions/received/{}/acceptance", compacts::coordinators);
  r.post<refuse>("/{compact}/contributions/received/{}/refusal", compacts::coordinators);
  r.get<show_original>("/{compact}/contributions/{}/original", compacts::coordinators);
  r.get<show>("/{compact}/contributions/{}", anyone);
  r.get<edit_note>("/{compact}/contributions/{}/edit", compacts::coordinators);
  r.post<save_note>("/{compact}/contributions/{}/edit", compacts::coordinators);
  r.post<mask_note>("/{compact}/contributions/{}/masking", compacts::registrators);
  r.get<ask_not_used>("/{compact}/contributions/{}/not-used", compacts::coordinators);
  r.post<set_not_used>("/{compact}/contributions/{}/not-used", compacts::coordinators);
  r.post<open_again>("/{compact}/contributions/{}/open", compacts::coordinators);
  table_routes(r);
  sheet_routes(r);
  writing_routes(r);
  wall_routes(r);
}

Text words_for(Channel channel) {
  switch (channel) {
    case Channel::web:
      return t("On the web");
    case Channel::paper:
      return t("On paper");
    case Channel::phone:
      return t("By phone");
    case Channel::imported:
      return t("Brought in from a file");
  }
  return {};
}

Html state_tag(State state) {
  switch (state) {
    case State::open:
      return tag_label(Tone::neutral, t("Not linked yet"));
    case State::used:
      return tag_label(Tone::success, t("Stands behind the text"));
    case State::not_used:
      return tag_label(Tone::warning, t("Not used"));
  }
  return {};
}

Html when_said(const Contribution& note, const Zone& zone) {
  if (note.said_at) return instant_element(*note.said_at, zone);
  return note.occurred_on ? date_element(*note.occurred_on) : Html();
}

// --- All notes, by theme ---

Html theme_section(const Visit& visit, const compacts::Compact& compact, const ThemeCount& theme,
                   const std::vector<Contribution>& notes) {
  const Url all = url(visit, "/{}/contributions", compact.slug).with("theme", theme.number.value);
  return html(R"(<section class="o-section" aria-labelledby="theme-{}"><h2 id="theme-{}">)"
              R"(<span lang="{}">{}</span> <span class="o-count">{}</span></h2>)"
              R"(<ul class="o-notes">{}</ul>{}</section>)",
              theme.number, theme.number, compact.language, theme.name,
              tn("{} note", "{} notes", theme.notes),
              each(notes, [&](const Contribution& one) { return note_item(visit, compact, one); }),
              when(theme.notes > std::ssize(notes),
                   [&] { return html("<p>{}</p>", link(all, t("All notes on {}", theme.name))); }));
}

Html theme_contents(const std::vector<ThemeCount>& themes, const compacts::Compact& compact) {
  const Html items = each(themes, [&](const ThemeCount& theme) {
    if (theme.notes == 0) return Html();
    return html(R"(<li><a href="{}" lang="{}">{}</a></li>)",
                Url().at("theme-" + std::to_string(theme.number.value)), compact.language,
                theme.name);
  });
  return html(R"(<nav class="o-detail__aside o-toc o-toc--sticky" aria-labelledby="toc">)"
              R"(<h2 id="toc">{}</h2><ol>{}</ol></nav>)",
              t("Themes"), items);
}

Html all_themes(Visit& visit, const compacts::Compact& compact) {
  const auto themes = theme_counts(visit.db, compact.id);
  Html sections;
  for (const ThemeCount& theme : themes)
    if (theme.notes > 0)
      sections +=
          theme_section(visit, compact, theme, list_on(visit.db, theme.id, notes_per_theme, 0));
  if (const auto loose = count_without_theme(visit.db, compact.id); loose > 0) {
    const Paging part = paging(visit, notes_per_page);
    sections += heading(2, t("Without a theme"));
    sections += html(R"(<ul class="o-notes">{}</ul>)",
                     each(list_without_theme(visit.db, compact.id, part.per_page, part.offset()),
                          [&](const Contribution& one) { return note_item(visit, compact, one); }));
    sections += pagination(visit, part, loose);
  }
  if (sections.is_empty())
    return empty_state(t("No notes yet"),
                       html("<p>{}</p>", t("What is said at the tables of an activity comes here, "
                                           "and from here into the text.")));
  return html(R"(<div class="o-detail"><div class="o-detail__main">{}</div>{}</div>)", sections,
              theme_contents(themes, compact));
}

// A page of notes, with how many there are in all.
Response notes_page(Visit& visit, const compacts::Compact& compact, const Text& title,
                    const Paging& part, std::int64_t count,
                    const std::vector<Contribution>& notes) {
  Html body = html(R"(<p class="o-count">{}</p>)", tn("{} note", "{} notes", count));
  body +=
      html(R"(<ul class="o-notes">{}</ul>)",
           each(notes, [&](const Contribution& one) { return note_item(visit, compact, one); }));
  body += pagination(visit, part, count);
  return page(
      visit,
      Head{.title = title, .path = {{t("Notes"), url(visit, "/{}/contributions", compact.slug)}}},
      body);
}

Response one_theme(Visit& visit, const compacts::Compact& compact, const Theme& theme) {
  const Paging part = paging(visit, notes_per_page);
  std::int64_t count = 0;
  for (const ThemeCount& one : theme_counts(visit.db, compact.id))
    if (one.id == theme.id) count = one.notes;
  return notes_page(visit, compact, verbatim(theme.name), part, count,
                    list_on(visit.db, theme.id, part.per_page, part.offset()));
}

Response open_ones(Visit& visit, const compacts::Compact& compact) {
  const Paging part = paging(visit, notes_per_page);
  return notes_page(visit, compact, t("Notes that nothing has become of yet"), part,
                    count_open(visit.db, compact.id),
                    list_open(visit.db, compact.id, part.per_page, part.offset()));
}

Response list_by_theme(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  if (visit.query.value("state") == "open") return open_ones(visit, compact);
  if (visit.query.has("theme")) {
    const auto number = hole_as<Number>(std::string(visit.query.value("theme")));
    return one_theme(visit, compact, found(find_theme(visit.db, compact.id, found(number))));
  }
  Html body;
  if (compacts::may_coordinate(visit))
    body += html(R"(<p class="o-actions">{}{}{}</p>)",
                 button_link(url(visit, "/{}/contributions/new", compact.slug), t("Add a note"),
                             Weight::secondary),
                 button_link(url(visit, "/{}/contributions/file", compact.slug),
                             t("Bring in notes from a file"), Weight::secondary),
                 button_link(url(visit, "/{}/contributions/themes", compact.slug),
                             t("Sort the notes by theme"), Weight::secondary));
  body += html("<p>{}</p>",
               link(url(visit, "/{}/contributions/send", compact.slug), t("Send in a note")));
  body += all_themes(visit, compact);
  body += data_links(visit);
  return page(visit,
              Head{.title = t("Notes"),
                   .lead = t("What was said at the tables, sorted by theme. Each note leads on to "
                             "what became of it.")},
              body);
}

Response list_data(Visit& visit, DataFormat format) {
  const compacts::Compact compact = compacts::here(visit);
  const Paging part = paging(visit, notes_per_file);
  const auto notes = list(visit.db, compact.id, part.per_page, part.offset());
  DataList data{{"number", "url", "wording", "themes", "date", "table", "said_at", "channel",
                 "state", "reason"},
                {},
                count(visit.db, compact.id),
                {}};
  std::vector<ThemeName> named;
  if (!notes.empty())
    named = theme_names(visit.db, compact.id, notes.front().number, notes.back().number);
  auto theme = named.begin();
  for (const Contribution& note : notes) {
    Json themes = Json::array();
    for (; theme != named.end() && theme->number == note.number; ++theme) themes.push(theme->name);
    data.rows.push_back(
        {note.number, public_url(visit, "/{}/contributions/{}", compact.slug, note.number).text(),
         note.wording, std::move(themes), note.occurred_on ? Json(iso(*note.occurred_on)) : Json(),
         note.table_name, note.said_at ? Json(iso_local(*note.said_at, compact.zone())) : Json(),
         Column<Channel>::encode(note.channel).bytes, Column<State>::encode(note.state).bytes,
         note.reason.empty() ? Json() : Json(note.reason)});
  }
  if (part.offset() + part.per_page < data.count)
    data.next = public_url(visit, "/{}/contributions", compact.slug);
  if (data.next)
    data.next = external_url(data.next->text() + (format == DataFormat::json ? ".json" : ".csv"))
                    ->with("page", part.page + 1);
  return data_answer(visit, format, data);
}

// --- One note, and what became of it ---

Html what_became_of(Visit& visit, const compacts::Compact& compact, const Contribution& note) {
  Html chain;
  for (const Feature& feature : house(visit).features)
    if (feature.became_of) chain += feature.became_of(visit, note.id.value);
  if (note.state == State::not_used)
    chain += notice(Tone::neutral, t("Not used, because"),
                    html(R"(<p lang="{}">{}</p>)", compact.language, note.reason));
  else if (chain.is_empty())
    chain = empty_state(t("No link"), html("<p>{}</p>", t("This note does not stand behind any "
                                                          "paragraph of the text yet.")));
  Html section = heading(2, t("What became of it"));
  section += chain;
  return section;
}

Html earlier_wording(const FormerWording& one, const compacts::Compact& compact, bool may_read) {
  const Html until = html(R"(<span class="o-meta">{}</span>)",
                          t("until {}", instant_element(one.changed_at, compact.zone())));
  if (!one.mask_reason.empty() && !may_read)
    return html(R"(<p class="o-history">{} {}</p>)", t("[masked: {}]", one.mask_reason), until);
  const Html mask = when(!one.mask_reason.empty(), [&] {
    return tag_label(Tone::warning, t("Hidden from everybody: {}", one.mask_reason));
  });
  return html(R"(<p class="o-history"><del lang="{}">)"
              R"(<span class="ds-sr-only">{} </span>{}</del> {} {}</p>)",
              compact.language, t("before:"), one.wording, until, mask);
}

Html earlier_wordings(Visit& visit, const compacts::Compact& compact, const Contribution& note) {
  const auto earlier = former_wordings(visit.db, note.id);
  if (earlier.empty()) return {};
  Html section = heading(2, t("Corrected"));
  const bool may_read = compacts::may_run(visit);
  for (const FormerWording& one : earlier) section += earlier_wording(one, compact, may_read);
  const bool is_any_open =
      std::any_of(earlier.begin(), earlier.end(),
                  [](const FormerWording& one) { return one.mask_reason.empty(); });
  if (is_any_open && compacts::may_register(visit))
    section += post_form(
        visit, url(visit, "/{}/contributions/{}/masking", compact.slug, note.number),
        field(Filled{}, {.name = "mask_reason",
                         .label = t("Why nobody else may read what it said before"),
                         .hint = t("As “personal data”. It stands in place of the words.")}),
        {.words = t("Hide what it said before"), .is_dangerous = true});
  return section;
}

Html work_on(Visit& visit, const compacts::Compact& compact, const Contribution& note) {
  if (!compacts::may_coordinate(visit)) return {};
  Html actions = button_link(url(visit, "/{}/contributions/{}/edit", compact.slug, note.number),
                             t("Correct the note, set its themes"), Weight::secondary);
  for (const Feature& feature : house(visit).features)
    if (feature.of_note && note.state != State::not_used)
      for (const MenuItem& one : feature.of_note(visit, note.number))
        actions += button_link(one.url, one.words, Weight::secondary);
  if (note.state == State::open)
    actions += button_link(url(visit, "/{}/contributions/{}/not-used", compact.slug, note.number),
                           t("Say why it is not used"), Weight::tertiary);
  if (note.state == State::not_used)
    actions +=
        post_button(visit, url(visit, "/{}/contributions/{}/open", compact.slug, note.number),
                    {.words = t("Take it up again")});
  return html(R"(<div class="o-actions">{}</div>)", actions);
}

Html note_facts(Visit& visit, const compacts::Compact& compact, const Contribution& note) {
  std::vector<Fact> known;
  Html themes;
  for (const Theme& theme : themes_of(visit.db, note.id)) {
    if (!themes.is_empty()) themes += html(", ");
    themes += html(R"(<a href="{}" lang="{}">{}</a>)",
                   url(visit, "/{}/contributions", compact.slug).with("theme", theme.number.value),
                   compact.language, theme.name);
  }
  if (!themes.is_empty()) known.push_back({t("Theme"), themes});
  if (note.activity && note.occurred_on)
    if (const auto held = activities::find_on(visit.db, compact.id, *note.occurred_on);
        held && held->id == *note.activity)
      known.push_back(
          {t("Activity"), html(R"(<a href="{}" lang="{}">{}</a>)",
                               url(visit, "/{}/activities/{}", compact.slug, held->number),
                               compact.language, held->title)});
  if (!note.table_name.empty()) known.push_back({t("Table"), html("{}", note.table_name)});
  if (note.said_at || note.occurred_on)
    known.push_back({t("When"), when_said(note, compact.zone())});
  known.push_back({t("How it came"), html("{}", words_for(note.channel))});
  if (compacts::may_coordinate(visit))
    if (const auto original = find_original(visit.db, note.id))
      known.push_back({t("The paper"),
                       link(url(visit, "/{}/contributions/{}/original", compact.slug, note.number),
                            verbatim(original->name))});
  known.push_back({t("State"), state_tag(note.state)});
  return facts(known);
}

Response show(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Contribution note = found(find(visit.db, compact.id, number));
  Html main =
      html(R"(<article class="o-note"><blockquote lang="{}"><p>{}</p></blockquote></article>)",
           compact.language, note.wording);
  main += what_became_of(visit, compact, note);
  main += earlier_wordings(visit, compact, note);
  main += work_on(visit, compact, note);
  return page(visit,
              Head{.title = t("Note {}", note.number),
                   .path = {{t("Notes"), url(visit, "/{}/contributions", compact.slug)}}},
              html(R"(<div class="o-detail"><div class="o-detail__main">{}</div>)"
                   R"(<aside class="o-detail__aside" aria-label="{}">{}</aside></div>)",
                   main, t("Facts"), note_facts(visit, compact, note)));
}

std::vector<Todo> todo(Visit& visit) {
  if (!compacts::may_coordinate(visit)) return {};
  const auto compact = compacts::here(visit);
  std::vector<Todo> all;
  if (const auto waiting = count_open(visit.db, compact.id); waiting > 0)
    all.push_back({t("Notes that nothing has become of yet"), waiting, std::nullopt,
                   url(visit, "/{}/contributions", compact.slug).with("state", "open")});
  if (const auto sent = count_waiting(visit.db, compact.id); sent > 0)
    all.push_back({t("Notes that were sent in, to let through"), sent, std::nullopt,
                   url(visit, "/{}/contributions/received", compact.slug)});
  return all;
}

// The ways from an activity to its notes.
std::vector<MenuItem> live_places(Visit& visit, Number activity) {
  std::vector<MenuItem> places{{t("Notes as they are written"), wall_url(visit, activity)}};
  if (compacts::may_coordinate(visit))
    places.push_back({t("Notes live"), tables_url(visit, activity)});
  return places;
}

}  // namespace

Url address(const Visit& visit, Number number) {
  return url(visit, "/{}/contributions/{}", visit.scope.slug, number);
}

Html note_item(const Visit& visit, const compacts::Compact& compact, const Contribution& note) {
  Html meta;
  if (!note.table_name.empty()) meta += html("{} · ", t("Table {}", note.table_name));
  if (const Html when = when_said(note, compact.zone()); !when.is_empty())
    meta += html("{} · ", when);
  meta += link(address(visit, note.number), t("note {}", note.number));
  if (note.state == State::not_used) meta += html(" {}", state_tag(note.state));
  return html(R"(<li><article class="o-note" id="note-{}"><blockquote lang="{}"><p>{}</p>)"
              R"(</blockquote><p class="o-meta">{}</p></article></li>)",
              note.number, compact.language, note.wording, meta);
}

Feature feature() {
  return {.name = "contributions",
          .routes = routes,
          .menu = {{25, t("Notes"), "contributions"}},
          .todo = todo,
          .received = received,
          .of_activity = live_places,
          .import = import_contributions};
}

}  // namespace overens::contributions
