// The wall: the notes of an activity as they are written, for a projector and for whoever follows
// from elsewhere. Readable across a room; told of each new note, and whole without a script.
#include <map>

#include "features/contributions/tables.h"
#include "web/page.h"

namespace overens::contributions {
namespace {

// How the wall is asked for: ?by=table, ?look=dark.
struct Wish {
  bool is_by_table = false;
  std::string_view look = "auto";
};

Wish wish_of(const Visit& visit) {
  const std::string_view look = visit.query.value("look");
  return {visit.query.value("by") == "table",
          look == "dark" || look == "light" ? look : std::string_view("auto")};
}

Url with(Url wall, const Wish& wish) {
  if (wish.is_by_table) wall = wall.with("by", "table");
  return wish.look == "auto" ? wall : wall.with("look", wish.look);
}

Html wall_note(const compacts::Compact& compact, const LiveNote& note, bool says_table) {
  Html meta;
  if (says_table && !note.table_name.empty()) meta += html("{} ", t("Table {}", note.table_name));
  if (!note.theme.empty())
    meta += html(R"(<span lang="{}">{}</span>)", compact.language, note.theme);
  return html(
      R"(<li class="o-note" id="note-{}"><blockquote lang="{}"><p>{}</p></blockquote>{}</li>)",
      note.number, compact.language, note.wording,
      when(!meta.is_empty(), [&] { return html(R"(<p class="o-meta">{}</p>)", meta); }));
}

Html as_stream(const compacts::Compact& compact, const std::vector<LiveNote>& notes) {
  return html(R"(<ol class="o-wall" id="stream">{}</ol>)",
              each(notes, [&](const LiveNote& one) { return wall_note(compact, one, true); }));
}

Html by_table(const compacts::Compact& compact, const std::vector<LiveNote>& notes,
              const std::vector<WritingTable>& tables) {
  std::map<std::string, std::vector<const LiveNote*>> written;
  for (const LiveNote& one : notes) written[one.table_name].push_back(&one);
  const auto column = [&](std::string_view id, const Text& name, const std::string& table) {
    return html(R"(<section class="o-wall__table" id="{}"><h2>{}</h2><ol class="o-wall")"
                R"( id="{}-notes">{}</ol></section>)",
                id, name, id, each(written[table], [&](const LiveNote* one) {
                  return wall_note(compact, *one, false);
                }));
  };
  Html columns;
  for (const WritingTable& one : tables) {
    columns +=
        column("table-" + std::to_string(one.number.value), t("Table {}", one.name), one.name);
    written.erase(one.name);
  }
  std::int64_t other = 0;  // written down by those who lead it, from paper
  while (!written.empty()) {
    const std::string name = written.begin()->first;
    columns += column("other-" + std::to_string(++other),
                      name.empty() ? t("Without a table") : t("Table {}", name), name);
    written.erase(name);
  }
  return html(R"(<div class="o-wall__tables" id="tables">{}</div>)", columns);
}

Html choices(const Url& wall, const Wish& wish) {
  const auto choice = [&](const Wish& other, const Text& words) {
    return html(R"(<li><a href="{}"{}>{}</a></li>)", with(wall, other),
                attribute_if(other.is_by_table == wish.is_by_table && other.look == wish.look,
                             "aria-current", "true"),
                words);
  };
  Html all =
      choice({!wish.is_by_table, wish.look}, wish.is_by_table ? t("As they come") : t("By table"));
  all += choice({wish.is_by_table, "light"}, t("Light"));
  all += choice({wish.is_by_table, "dark"}, t("Dark"));
  all += html(R"(<li><a href="{}">{}</a></li>)", with(wall, wish), t("Load again"));
  return html(R"(<nav class="o-wall__choices o-no-print" aria-label="{}"><ul>{}</ul></nav>)",
              t("How it is shown"), all);
}

Response show_wall(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const activities::Activity activity = live_activity(visit, compact, number);
  const Wish wish = wish_of(visit);
  const auto notes = shown_notes(visit.db, activity.id);
  Html part;
  if (notes.empty())
    part = html(R"(<p class="o-lead" id="nothing">{}</p>)",
                t("Notes come here as the tables write them."));
  else if (wish.is_by_table)
    part = by_table(compact, notes, writing_tables(visit.db, activity.id));
  else
    part = as_stream(compact, notes);
  const Url wall = wall_url(visit, number);
  return stage_page(
      visit, t("Notes: {}", activity.title),
      html(R"(<div class="o-head"><h1 lang="{}">{}</h1></div><div class="o-projector" id="wall")"
           R"( data-live="{}" aria-live="polite">{}</div>{})",
           compact.language, activity.title,
           url(visit, "/{}/activities/{}/notes/live", compact.slug, number).text(), part,
           choices(wall, wish)),
      wish.look);
}

void watch_wall(Visit& visit, Number number) {
  live_activity(visit, compacts::here(visit), number);
}

}  // namespace

void wall_routes(Router& r) {
  r.get<show_wall>("/{compact}/activities/{}/notes", anyone);
  r.live<watch_wall>("/{compact}/activities/{}/notes/live", anyone);
}

Url wall_url(const Visit& visit, Number activity) {
  return url(visit, "/{}/activities/{}/notes", visit.scope.slug, activity);
}

activities::Activity live_activity(Visit& visit, const compacts::Compact& compact, Number number) {
  activities::Activity activity = found(activities::find(visit.db, compact.id, number));
  if (activity.status == activities::Status::draft) throw NotFound{};
  return activity;
}

}  // namespace overens::contributions
