// A table writes its notes: the page behind the link on its sign, for a phone, without an account,
// also where the network comes and goes.
#include <algorithm>

#include "base/secrets.h"
#include "base/text.h"
#include "features/contributions/tables.h"
#include "web/page.h"

namespace overens::contributions {
namespace {

constexpr std::size_t longest_sent_id = 100;
constexpr std::int64_t latest_clock_ms = 4'102'444'800'000;  // the year 2100

struct Place {
  compacts::Compact compact;
  WritingTable table;
  activities::Activity activity;
  std::string token;
};

// The table whose link it is, or 404.
Place place_of(Visit& visit, const std::string& token) {
  visit.keep_private();
  compacts::Compact compact = compacts::here(visit);
  WritingTable table = found(find_writing_table(visit.db, compact.id, token));
  activities::Activity activity =
      found(activities::find(visit.db, compact.id, table.activity_number));
  return {std::move(compact), std::move(table), std::move(activity), token};
}

Url page_url(const Visit& visit, const Place& at) {
  return url(visit, "/{}/tables/{}", at.compact.slug, at.token);
}

Url correction_url(const Visit& visit, const Place& at, const std::string& key) {
  return url(visit, "/{}/tables/{}/notes/{}", at.compact.slug, at.token, key);
}

std::vector<Option> theme_options(Db& db, const compacts::Compact& compact) {
  std::vector<Option> options{{"", t("No theme")}};
  for (const Theme& theme : themes(db, compact.id))
    options.push_back({std::to_string(theme.number.value), verbatim(theme.name)});
  return options;
}

Html note_form(Visit& visit, const Place& at, const Filled& filled) {
  const auto themes = theme_options(visit.db, at.compact);
  Html fields =
      area_field(filled, {.name = "wording",
                          .label = t("A note"),
                          .hint = t("One thought at a time, as it was said, without names."),
                          .rows = 5});
  if (themes.size() > 1)
    fields +=
        select_field(filled, {.name = "theme", .label = t("Theme"), .is_optional = true}, themes);
  // As sent before where the form comes back: the same words are then still one note.
  const std::string_view sent = filled.value("sent_id");
  fields += hidden_field("sent_id", sent.empty() ? random_token() : std::string(sent));
  return outbox_form(visit, page_url(visit, at), fields, {.words = t("Send the note")});
}

Html state_of(const LiveNote& note) {
  if (note.hidden_at)
    return html(R"(<p class="o-meta">{}</p>)", t("Not shown: {}", note.hidden_reason));
  if (note.waits_since)
    return html(R"(<p class="o-meta">{}</p>)", t("Is shown when whoever leads it has read it."));
  return {};
}

Html written_by_table(Visit& visit, const Place& at) {
  const auto notes = notes_of_table(visit.db, at.table.id);
  const Html items = each(notes, [&](const LiveNote& one) {
    return html(
        R"(<li class="o-note" id="note-{}"><blockquote lang="{}"><p>{}</p></blockquote>{}</li>)",
        one.number, at.compact.language, one.wording, state_of(one));
  });
  return html(R"(<section class="o-section" aria-labelledby="written"><h2 id="written">{}</h2><div)"
              R"( id="written-notes" data-live="{}"><ol)"
              R"( class="o-wall" id="notes">{}</ol>{}</div></section>)",
              t("What the table has written"),
              url(visit, "/{}/tables/{}/live", at.compact.slug, at.token).text(), items,
              when(notes.empty(), [] { return paragraph(t("Nothing yet.")); }));
}

// What was sent last may be corrected for a while, by whoever sent it.
Html correct_last(Visit& visit, const Place& at) {
  const std::string key(visit.query.value("last"));
  const auto last =
      key.empty() ? std::nullopt : find_fresh_note(visit.db, at.table.id, key, visit.now);
  if (!last) return {};
  return notice(Tone::success, t("The note has been sent"),
                html(R"(<p><a href="{}" data-correction>{}</a></p>)",
                     correction_url(visit, at, key), t("Correct it")));
}

Response table_page(Visit& visit, const Place& at, const Filled& filled, int status) {
  const bool is_open = may_write(at.table, at.activity, visit.now);
  Html body = html(R"(<div class="o-head"><p class="o-kicker" lang="{}">{}</p><h1>{}</h1></div>)",
                   at.compact.language, at.activity.title, t("Table {}", at.table.name));
  body += error_summary(filled);
  body += outbox(url(visit, "/{}/tables/offline.js", at.compact.slug));
  if (is_open || filled.is_filled()) {
    if (!filled.is_filled()) body += correct_last(visit, at);
    body += note_form(visit, at, filled);
  }
  if (!is_open)
    body += notice(Tone::neutral, t("The table is closed"),
                   paragraph(t("No more notes can be written here. Tell those who lead the "
                               "activity if something is missing.")));
  body += written_by_table(visit, at);
  body += html(R"(<p class="o-actions">{}</p>)",
               link(wall_url(visit, at.activity.number), t("The notes of all tables")));
  Response answer =
      stage_page(visit, t("Table {}: {}", at.table.name, at.activity.title),
                 html(R"(<div class="o-measure o-flow">{}</div>)", body), "auto", status);
  opens_offline(answer);
  return answer;
}

Response show_table(Visit& visit, std::string token) {
  return table_page(visit, place_of(visit, token), Filled{}, 200);
}

void watch_table(Visit& visit, std::string token) { place_of(visit, token); }

std::string read_wording(Filled& filled) {
  return tidy_line(filled.text("wording", t("Write the note first."), longest_wording));
}

std::optional<Id<Theme>> read_theme(Visit& visit, const Place& at, Filled& filled) {
  const std::string chosen(filled.value("theme"));
  if (chosen.empty()) return std::nullopt;
  const auto number = hole_as<Number>(chosen);
  const auto theme = number ? find_theme(visit.db, at.compact.id, *number) : std::nullopt;
  filled.expect(theme.has_value(), "theme", t("Choose among the themes in the list."));
  return theme ? std::optional(theme->id) : std::nullopt;
}

// By the device's clock; a strange value is no fault of whoever writes.
std::optional<Instant> noted_at(const Form& form) {
  Filled silent(form);
  const auto ms = silent.optional_number("noted_at", 1, latest_clock_ms);
  return ms && silent.ok() ? std::optional(Instant{*ms * 1'000}) : std::nullopt;
}

Response send_note(Visit& visit, std::string token) {
  const Place at = place_of(visit, token);
  Filled filled(visit.form);
  const Written written{.sent_id = filled.optional_line("sent_id", longest_sent_id),
                        .wording = read_wording(filled),
                        .theme = read_theme(visit, at, filled),
                        .said_at = noted_at(visit.form)};
  if (!filled.ok()) return table_page(visit, at, filled, 422);
  const Kept kept = visit.write([&](Db& db) {
    return write_note(db, at.compact, at.activity, at.table.number, written, visit.now);
  });
  if (kept.outcome == Writing::kept) return see_other(page_url(visit, at).with("last", kept.key));
  filled.fail("wording", kept.outcome == Writing::full
                             ? t("The table has written as many notes as it may.")
                             : t("The table is closed. What you wrote is still here: tell those "
                                 "who lead the activity."));
  return table_page(visit, at, filled, 409);
}

Response correction_page(Visit& visit, const Place& at, const LiveNote& note,
                         const std::string& key, const Filled& filled, int status) {
  Html body = html(R"(<div class="o-head"><h1>{}</h1></div>)", t("Correct what you sent"));
  body += error_summary(filled);
  body += post_form(
      visit, correction_url(visit, at, key),
      area_field(filled, {.name = "wording", .label = t("A note"), .value = note.wording}),
      {.words = t("Save")});
  body += html("<p>{}</p>", link(page_url(visit, at), t("Leave it as it is")));
  return stage_page(visit, t("Correct what you sent"),
                    html(R"(<div class="o-measure o-flow">{}</div>)", body), "auto", status);
}

LiveNote fresh_note(Visit& visit, const Place& at, const std::string& key) {
  const auto note = find_fresh_note(visit.db, at.table.id, key, visit.now);
  if (!note || !may_write(at.table, at.activity, visit.now))
    throw Conflict{t("It is too late to correct the note here. Tell those who lead the activity.")};
  return *note;
}

Response ask_to_correct(Visit& visit, std::string token, std::string key) {
  const Place at = place_of(visit, token);
  return correction_page(visit, at, fresh_note(visit, at, key), key, Filled{}, 200);
}

Response correct(Visit& visit, std::string token, std::string key) {
  const Place at = place_of(visit, token);
  const LiveNote note = fresh_note(visit, at, key);
  Filled filled(visit.form);
  const std::string wording = read_wording(filled);
  if (!filled.ok()) return correction_page(visit, at, note, key, filled, 422);
  visit.write([&](Db& db) { correct_note(db, note.id, wording, visit.now); });
  return see_other(page_url(visit, at).with("last", key));
}

Response offline(Visit&) { return offline_script(); }

}  // namespace

void writing_routes(Router& r) {
  r.get<offline>("/{compact}/tables/offline.js", anyone);
  r.get<show_table>("/{compact}/tables/{}", anyone);  // the link is the key
  r.post<send_note>("/{compact}/tables/{}", anyone);
  r.live<watch_table>("/{compact}/tables/{}/live", anyone);
  r.get<ask_to_correct>("/{compact}/tables/{}/notes/{}", anyone);
  r.post<correct>("/{compact}/tables/{}/notes/{}", anyone);
}

Url writing_url(const Visit& visit, const activities::Activity& activity,
                const WritingTable& table) {
  // Without the language of whoever prints it: each phone has its own.
  return *external_url(visit.site.public_url +
                       url("/{}/tables/{}", visit.scope.slug,
                           table_token(visit.site, activity.id, table.name, table.link))
                           .text());
}

}  // namespace overens::contributions
