// Whoever leads an activity opens its tables, lets new notes wait, hides one with a reason, and
// ends it.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "features/contributions/lead.h"

namespace overens::contributions {
namespace {

// --- Opening ---

// Names, one a line; a line "1-12" is twelve tables.
std::vector<std::string> read_names(Filled& filled) {
  const std::string typed =
      filled.text("names", t("Write the names of the tables, one on each line."), 2'000);
  std::vector<std::string> names;
  for (std::string_view rest = typed; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::string name = tidy_line(line);
    const std::size_t dash = name.find('-');
    const auto from = hole_as<Number>(name.substr(0, dash));
    const auto to = dash == name.npos ? std::nullopt : hole_as<Number>(name.substr(dash + 1));
    const bool is_range = from && to;
    filled.expect(!is_range || (from->value < to->value && to->value <= most_tables), "names",
                  t("“{0}” is no row of tables: write the lower number first, up to {1}.", name,
                    most_tables));
    if (!filled.ok()) return names;
    if (is_range)
      for (std::int64_t i = from->value; i <= to->value; ++i) names.push_back(std::to_string(i));
    else if (!name.empty())
      names.push_back(name);
  }
  const bool are_short = std::all_of(names.begin(), names.end(), [](const std::string& name) {
    return length(name) <= longest_table_name;
  });
  filled.expect(are_short, "names", t("A name may have at most 40 letters."));
  filled.expect(std::ssize(names) <= most_tables, "names",
                t("There may be at most {} tables.", most_tables));
  return names;
}

// Two tables whose names differ in capitals only cannot be told apart in the room. One that is
// there is there: a form may be sent twice.
void expect_apart(Filled& filled, const std::vector<std::string>& names,
                  const std::vector<WritingTable>& there) {
  std::map<std::string, std::string> known;
  for (const WritingTable& one : there) known.emplace(fold(one.name), one.name);
  for (const std::string& name : names) {
    const std::string& same = known.emplace(fold(name), name).first->second;
    filled.expect(same == name, "names", t("There is a table called “{}” already.", same));
  }
}

Html opening_form(Visit& visit, const Lead& lead, const Filled& filled) {
  return post_form(visit, tables_url(visit, lead.activity.number),
                   area_field(filled, {.name = "names",
                                       .label = t("Tables or groups"),
                                       .hint = t("One on each line, as they are called in the "
                                                 "room. 1-12 gives twelve tables."),
                                       .rows = 3}),
                   {.words = t("Open the tables")});
}

// --- What there is ---

Html table_row_actions(Visit& visit, const Lead& lead, const WritingTable& table) {
  if (table.closed_at)
    return post_button(visit,
                       url(visit, "/{}/activities/{}/tables/{}/opening", lead.compact.slug,
                           lead.activity.number, table.number),
                       {.words = t("Open again")});
  const Html removal = when(table.notes == 0, [&] {
    return post_button(visit,
                       url(visit, "/{}/activities/{}/tables/{}/removal", lead.compact.slug,
                           lead.activity.number, table.number),
                       {.words = t("Take away"), .is_dangerous = true});
  });
  return html(R"(<div class="o-actions">{}{}{}</div>)",
              post_button(visit,
                          url(visit, "/{}/activities/{}/tables/{}/closing", lead.compact.slug,
                              lead.activity.number, table.number),
                          {.words = t("Close")}),
              post_button(visit,
                          url(visit, "/{}/activities/{}/tables/{}/link", lead.compact.slug,
                              lead.activity.number, table.number),
                          {.words = t("New link, end the old one")}),
              removal);
}

Html list_of_tables(Visit& visit, const Lead& lead, const std::vector<WritingTable>& tables) {
  Table list{t("The tables"), {t("Table"), t("Notes"), t("State"), t("Do")}, {}};
  for (const WritingTable& one : tables)
    list.rows.push_back(
        {html(R"(<a href="{}">{}</a>)", writing_url(visit, lead.activity, one), one.name),
         html("{}", one.notes),
         one.closed_at ? tag_label(Tone::neutral, t("No longer writes"))
                       : tag_label(Tone::success, t("Writes")),
         table_row_actions(visit, lead, one)});
  Html section = table(list);
  Html actions = button_link(below(visit, lead, "/{}/activities/{}/tables/signs"),
                             t("Signs to print"), Weight::secondary);
  actions += button_link(below(visit, lead, "/{}/activities/{}/tables/sheets"),
                         t("Sheets of paper"), Weight::secondary);
  actions += button_link(wall_url(visit, lead.activity.number), t("The wall"), Weight::secondary);
  const bool is_any_open = std::any_of(tables.begin(), tables.end(),
                                       [](const WritingTable& one) { return !one.closed_at; });
  if (is_any_open)
    actions += post_button(visit, below(visit, lead, "/{}/activities/{}/tables/closing"),
                           {.words = t("Close all tables")});
  section += html(R"(<div class="o-actions">{}</div>)", actions);
  return section;
}

// --- What is shown ---

Html note_with(const Lead& lead, const LiveNote& note, const Html& actions) {
  const Html state = when(note.hidden_at.has_value(), [&] {
    return html(R"(<p class="o-meta">{}</p>)", t("Hidden: {}", note.hidden_reason));
  });
  return html(R"(<li class="o-note" id="note-{}"><blockquote lang="{}"><p>{}</p></blockquote><p)"
              R"( class="o-meta">{}</p>{}<div class="o-actions">{}</div></li>)",
              note.number, lead.compact.language, note.wording, t("Table {}", note.table_name),
              state, actions);
}

Html unshown_section(Visit& visit, const Lead& lead) {
  const auto notes = unshown_notes(visit.db, lead.activity.id);
  if (notes.empty()) return {};
  const auto show = [&](const LiveNote& one) {
    Html actions = post_button(visit,
                               url(visit, "/{}/activities/{}/notes/{}/showing", lead.compact.slug,
                                   lead.activity.number, one.number),
                               {.words = t("Show it")});
    if (!one.hidden_at)
      actions += link(url(visit, "/{}/activities/{}/notes/{}/hiding", lead.compact.slug,
                          lead.activity.number, one.number),
                      t("Hide it"));
    return note_with(lead, one, actions);
  };
  return html(R"(<h2>{}</h2><ol class="o-wall" id="unshown">{}</ol>{})", t("Not shown"),
              each(notes, show),
              post_button(visit, below(visit, lead, "/{}/activities/{}/notes/showing"),
                          {.words = t("Show all that wait")}));
}

Html shown_section(Visit& visit, const Lead& lead) {
  const auto notes = shown_notes(visit.db, lead.activity.id);
  const auto item = [&](const LiveNote& one) {
    return note_with(lead, one,
                     link(url(visit, "/{}/activities/{}/notes/{}/hiding", lead.compact.slug,
                              lead.activity.number, one.number),
                          t("Hide it")));
  };
  return html(R"(<h2>{}</h2>{})", t("Shown"),
              notes.empty() ? paragraph(t("Nothing yet."))
                            : html(R"(<ol class="o-wall" id="shown">{}</ol>)", each(notes, item)));
}

Html hold_section(Visit& visit, const Lead& lead) {
  if (is_held(visit.db, lead.activity.id))
    return notice(Tone::warning, t("New notes wait"),
                  post_button(visit, below(visit, lead, "/{}/activities/{}/notes/release"),
                              {.words = t("Show new notes at once")}));
  return post_button(visit, below(visit, lead, "/{}/activities/{}/notes/hold"),
                     {.words = t("Let new notes wait")});
}

Response tables_page(Visit& visit, const Lead& lead, const Filled& filled, int status) {
  const auto tables = writing_tables(visit.db, lead.activity.id);
  Html body = error_summary(filled);
  if (!tables.empty()) body += list_of_tables(visit, lead, tables);
  body += heading(2, tables.empty() ? t("Open tables") : t("More tables"));
  body += opening_form(visit, lead, filled);
  if (!tables.empty()) {
    body +=
        html(R"(<div class="o-section" id="live" data-live="{}">{}{}{}</div>)",
             below(visit, lead, "/{}/activities/{}/notes/live").text(), hold_section(visit, lead),
             unshown_section(visit, lead), shown_section(visit, lead));
    body += minutes_part(visit, lead, tables);
  }
  return page(visit,
              {.title = t("Notes live"),
               .lead = is_held(visit.db, lead.activity.id)
                           ? t("Each table has a link of its own, and writes without an account. "
                               "What it writes waits until you show it.")
                           : t("Each table has a link of its own, and writes without an account. "
                               "What it writes stands on the wall at once."),
               .path = activities::path_to(visit, lead.activity)},
              body, status);
}

Response show_tables(Visit& visit, Number number) {
  return tables_page(visit, led_activity(visit, number), Filled{}, 200);
}

Response add_tables(Visit& visit, Number number) {
  const Lead lead = led_activity(visit, number);
  Filled filled(visit.form);
  const auto names = read_names(filled);
  expect_apart(filled, names, writing_tables(visit.db, lead.activity.id));
  if (!filled.ok()) return tables_page(visit, lead, filled, 422);
  visit.write([&](Db& db) {
    if (!open_tables(db, visit.site, lead.activity.id, names, visit.now))
      throw Conflict{t("There may be at most {} tables.", most_tables)};
  });
  return see_other(tables_url(visit, number));
}

Response close_one(Visit& visit, Number number, Number table) {
  const Lead lead = led_activity(visit, number);
  const WritingTable one = found(find_writing_table(visit.db, lead.activity.id, table));
  visit.write([&](Db& db) { close_table(db, one.id, visit.now); });
  return see_other(tables_url(visit, number));
}

Response remove_one(Visit& visit, Number number, Number table) {
  const Lead lead = led_activity(visit, number);
  const WritingTable one = found(find_writing_table(visit.db, lead.activity.id, table));
  if (!visit.write([&](Db& db) { return remove_table(db, one.id); }))
    throw Conflict{t("The table has written notes, and so it stays. Close it instead.")};
  return see_other(tables_url(visit, number));
}

Response open_again(Visit& visit, Number number, Number table) {
  const Lead lead = led_activity(visit, number);
  const WritingTable one = found(find_writing_table(visit.db, lead.activity.id, table));
  visit.write([&](Db& db) { open_table_again(db, one.id); });
  return see_other(tables_url(visit, number));
}

Response renew_one(Visit& visit, Number number, Number table) {
  const Lead lead = led_activity(visit, number);
  visit.write([&](Db& db) { renew_link(db, visit.site, lead.activity.id, table); });
  return see_other(tables_url(visit, number));
}

Response close_all(Visit& visit, Number number) {
  const Lead lead = led_activity(visit, number);
  visit.write([&](Db& db) { close_all_tables(db, lead.activity.id, visit.now); });
  return see_other(tables_url(visit, number));
}

Response hold_notes(Visit& visit, Number number) {
  const Lead lead = led_activity(visit, number);
  visit.write([&](Db& db) { hold(db, lead.activity.id, people::me(visit), visit.now); });
  return see_other(tables_url(visit, number));
}

Response release_notes(Visit& visit, Number number) {
  const Lead lead = led_activity(visit, number);
  visit.write([&](Db& db) { stop_holding(db, lead.activity.id); });
  return see_other(tables_url(visit, number));
}

Response show_all_waiting(Visit& visit, Number number) {
  const Lead lead = led_activity(visit, number);
  visit.write([&](Db& db) { show_waiting_notes(db, lead.activity.id); });
  return see_other(tables_url(visit, number));
}

Response show_one(Visit& visit, Number number, Number note) {
  const Lead lead = led_activity(visit, number);
  const LiveNote one = found(find_live_note(visit.db, lead.activity.id, note));
  visit.write([&](Db& db) { show_note(db, one.id); });
  return see_other(tables_url(visit, number));
}

Response hiding_form(Visit& visit, const Lead& lead, const LiveNote& note, const Filled& filled,
                     int status) {
  Html body = error_summary(filled);
  body += html(R"(<article class="o-note"><blockquote lang="{}"><p>{}</p></blockquote></article>)",
               lead.compact.language, note.wording);
  body +=
      paragraph(t("The note is kept, but nobody but its table and those who run the compact "
                  "sees it."));
  body += post_form(visit,
                    url(visit, "/{}/activities/{}/notes/{}/hiding", lead.compact.slug,
                        lead.activity.number, note.number),
                    area_field(filled, {.name = "reason",
                                        .label = t("Why it is hidden"),
                                        .hint = t("Its table can read it."),
                                        .rows = 2}),
                    {.words = t("Hide the note")});
  return page(visit, {.title = t("Hide note {}", note.number), .path = path_below(visit, lead)},
              body, status);
}

Response ask_to_hide(Visit& visit, Number number, Number note) {
  const Lead lead = led_activity(visit, number);
  return hiding_form(visit, lead, found(find_live_note(visit.db, lead.activity.id, note)), Filled{},
                     200);
}

Response hide_one(Visit& visit, Number number, Number note) {
  const Lead lead = led_activity(visit, number);
  const LiveNote one = found(find_live_note(visit.db, lead.activity.id, note));
  Filled filled(visit.form);
  const std::string reason = filled.text("reason", t("Say why."), longest_reason);
  if (!filled.ok()) return hiding_form(visit, lead, one, filled, 422);
  visit.write([&](Db& db) {
    if (!hide_note(db, one.id, reason, people::me(visit), visit.now))
      throw Conflict{t("The note stands behind a paragraph of the text.")};
  });
  return see_other(tables_url(visit, number));
}

}  // namespace

void table_routes(Router& r) {
  using compacts::coordinators;
  r.get<show_tables>("/{compact}/activities/{}/tables", coordinators);
  r.post<add_tables>("/{compact}/activities/{}/tables", coordinators);
  r.post<close_all>("/{compact}/activities/{}/tables/closing", coordinators);
  r.post<close_one>("/{compact}/activities/{}/tables/{}/closing", coordinators);
  r.post<remove_one>("/{compact}/activities/{}/tables/{}/removal", coordinators);
  r.post<open_again>("/{compact}/activities/{}/tables/{}/opening", coordinators);
  r.post<renew_one>("/{compact}/activities/{}/tables/{}/link", coordinators);
  r.post<hold_notes>("/{compact}/activities/{}/notes/hold", coordinators);
  r.post<release_notes>("/{compact}/activities/{}/notes/release", coordinators);
  r.post<show_all_waiting>("/{compact}/activities/{}/notes/showing", coordinators);
  r.post<show_one>("/{compact}/activities/{}/notes/{}/showing", coordinators);
  r.get<ask_to_hide>("/{compact}/activities/{}/notes/{}/hiding", coordinators);
  r.post<hide_one>("/{compact}/activities/{}/notes/{}/hiding", coordinators);
}

}  // namespace overens::contributions
