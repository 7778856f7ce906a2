// Ideas for activities: their list and page, and the coordinators' work with them.
#include "base/markdown.h"
#include "features/activities/ideas.h"
#include "features/activities/pages.h"

namespace overens::activities {
namespace {

Url ideas_url(const Visit& visit) { return activities_url(visit).with("when", "ideas"); }

Url idea_url(const Visit& visit, Number idea) {
  return url(visit, "/{}/ideas/{}", visit.scope.slug, idea);
}

Html when_of(const Idea& idea) {
  return idea.about_when ? time_element(long_date(*idea.about_when), iso(*idea.about_when))
                         : html("{}", t("No date yet"));
}

Html state_of(const Idea& idea) {
  return idea.is_shown ? tag_label(Tone::info, t("Idea"))
                       : tag_label(Tone::neutral, t("Idea, seen by coordinators only"));
}

Html idea_fields(const Filled& filled, const IdeaEntry& known) {
  Html fields = field(filled, {.name = "title", .label = t("Title"), .value = known.title});
  fields += area_field(filled, {.name = "purpose",
                                .label = t("What it is about"),
                                .hint = t("Markdown: an empty line begins a new paragraph."),
                                .value = known.purpose,
                                .is_optional = true});
  fields += field(filled, {.name = "about_when",
                           .label = t("About when?"),
                           .hint = t("A year, a month or a day: 2019, 2019-03 or 2019-03-27."),
                           .value = known.about_when ? iso(*known.about_when) : "",
                           .is_optional = true});
  fields += field(filled, {.name = "theme",
                           .label = t("Theme"),
                           .hint = t("In a few words."),
                           .value = known.theme,
                           .is_optional = true});
  fields += tick_field(filled,
                       {.name = "is_shown",
                        .label = t("Show it to everybody"),
                        .hint = t("Otherwise only coordinators see it.")},
                       known.is_shown);
  return fields;
}

IdeaEntry read_idea(Filled& filled) {
  constexpr std::size_t longest_date = 10;
  IdeaEntry entry;
  entry.title = filled.line("title", t("Write a title."));
  entry.purpose = filled.optional_text("purpose");
  const std::string when = filled.optional_line("about_when", longest_date);
  entry.about_when = parse_partial_date(when);
  filled.expect(when.empty() || entry.about_when, "about_when",
                t("That is no date. Write a year, a month or a day: 2019, 2019-03 or 2019-03-27."));
  entry.theme = filled.optional_line("theme");
  entry.is_shown = filled.ticked("is_shown");
  return entry;
}

Response idea_form(Visit& visit, const Text& title, const Url& action, const IdeaEntry& known,
                   const Filled& filled, int status) {
  Html body = error_summary(filled);
  body +=
      change_form(visit, action, filled, [&](const Filled& one) { return idea_fields(one, known); },
                  {.words = t("Save")});
  return page(visit,
              {.title = title,
               .path = {{t("Activities"), activities_url(visit)}, {t("Ideas"), ideas_url(visit)}}},
              body, status);
}

IdeaEntry entry_of(const Idea& idea) {
  return {idea.title, idea.purpose, idea.about_when, idea.theme, idea.is_shown};
}

void require_alive(const Idea& idea) {
  if (idea.activity || idea.dropped_at)
    throw Conflict{t("This idea has become an activity, or has been given up.")};
}

Html work_with(Visit& visit, const Idea& idea) {
  const std::string& slug = visit.scope.slug;
  Html actions =
      button_link(url(visit, "/{}/ideas/{}/activity", slug, idea.number), t("Set the date"));
  actions += button_link(url(visit, "/{}/ideas/{}/edit", slug, idea.number), t("Change"),
                         Weight::secondary);
  Html section = html(R"(<p class="o-actions">{}</p>)", actions);
  section += post_button(visit, url(visit, "/{}/ideas/{}/removal", slug, idea.number),
                         {.words = t("Give it up"), .is_dangerous = true});
  return html(R"(<section class="o-section o-no-print" aria-labelledby="work">)"
              R"(<h2 id="work">{}</h2>{}</section>)",
              t("For coordinators"), section);
}

}  // namespace

Html idea_list(Visit& visit, const compacts::Compact& compact) {
  const bool coordinates = compacts::may_coordinate(visit);
  const auto all = list_ideas(visit.db, compact.id, coordinates);
  Html body;
  if (coordinates)
    body += html(R"(<p class="o-actions">{}</p>)",
                 button_link(url(visit, "/{}/ideas/new", compact.slug), t("Write down an idea"),
                             Weight::secondary));
  if (all.empty()) {
    body += empty_state(t("There is no idea right now"));
    return body;
  }
  body += html(R"(<ul class="o-items">{}</ul>)", each(all, [&](const Idea& one) {
                 return html(R"(<li><h2><a href="{}">{}</a></h2><p class="o-meta">{} {}</p></li>)",
                             idea_url(visit, one.number), one.title, when_of(one), state_of(one));
               }));
  return body;
}

Idea idea_here(Visit& visit, const compacts::Compact& compact, Number number) {
  const Idea idea = found(find_idea(visit.db, compact.id, number));
  const bool is_open = idea.is_shown && !idea.dropped_at;
  if (!is_open && !compacts::may_coordinate(visit)) throw NotFound{};
  return idea;
}

Response show_idea(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Idea idea = idea_here(visit, compact, number);
  if (idea.activity) {
    activity_here(visit, compact, *idea.activity);  // a draft is not told of
    return see_other(url(visit, "/{}/activities/{}", compact.slug, *idea.activity));
  }
  Html body = notice(Tone::info, t("This is an idea"),
                     paragraph(t("Nothing is decided yet. When the date is set it becomes an "
                                 "activity that one can register for.")));
  std::vector<Fact> known{{t("When"), when_of(idea)}};
  if (!idea.theme.empty()) known.push_back({t("Theme"), html("{}", idea.theme)});
  body += facts(known);
  if (!idea.purpose.empty()) {
    body += heading(2, t("What it is about"));
    body += markdown(idea.purpose, 3);
  }
  if (idea.dropped_at)
    body += paragraph(t("It has been given up."));
  else if (compacts::may_coordinate(visit))
    body += work_with(visit, idea);
  return page(visit,
              {.title = verbatim(idea.title),
               .path = {{t("Activities"), activities_url(visit)}, {t("Ideas"), ideas_url(visit)}}},
              body);
}

Response new_idea(Visit& visit) {
  return idea_form(visit, t("Write down an idea"), url(visit, "/{}/ideas/new", visit.scope.slug),
                   {}, Filled{}, 200);
}

Response create_idea(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  Filled filled(visit.form);
  const IdeaEntry entry = read_idea(filled);
  if (!filled.ok())
    return idea_form(visit, t("Write down an idea"), url(visit, "/{}/ideas/new", compact.slug), {},
                     filled, 422);
  const Number number = visit.write(
      [&](Db& db) { return add_idea(db, compact.id, entry, people::me(visit), visit.now); });
  return see_other(idea_url(visit, number));
}

Response edit_idea(Visit& visit, Number number) {
  const Idea idea = idea_here(visit, compacts::here(visit), number);
  require_alive(idea);
  return idea_form(visit, t("Change {}", idea.title),
                   url(visit, "/{}/ideas/{}/edit", visit.scope.slug, number), entry_of(idea),
                   Filled{}, 200);
}

Response save_idea(Visit& visit, Number number) {
  const Idea idea = idea_here(visit, compacts::here(visit), number);
  require_alive(idea);
  Filled filled =
      changed(visit, [&](const Filled& one) { return idea_fields(one, entry_of(idea)); });
  const IdeaEntry entry = read_idea(filled);
  if (!filled.ok())
    return idea_form(visit, t("Change {}", idea.title),
                     url(visit, "/{}/ideas/{}/edit", visit.scope.slug, number), entry_of(idea),
                     filled, 422);
  visit.write([&](Db& db) { change_idea(db, idea, entry, visit.now); });
  return see_other(idea_url(visit, number));
}

Response drop_idea_of(Visit& visit, Number number) {
  const Idea idea = idea_here(visit, compacts::here(visit), number);
  require_alive(idea);
  visit.write([&](Db& db) { drop_idea(db, idea, visit.now); });
  return see_other(ideas_url(visit));
}

}  // namespace overens::activities
