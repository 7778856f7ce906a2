#include "features/texts/suggestions.h"

#include <algorithm>

#include "features/data.h"

namespace overens::texts {

void import_texts(Import&);  // import.cpp
void add_revision(Import&);  // import.cpp

namespace {

using formats::Json;

Response list(Visit&);
Response list_data(Visit&, DataFormat);
Response show_current(Visit&, Number text);
Response show(Visit&, Number text, Number version);
Response send_bytes(Visit&, Number text, Number version);
Response send_text(Visit&, Number text, Number version);

void routes(Router& r) {
  r.get<list>("/{compact}/texts", anyone);
  r.get<list_data>("/{compact}/texts.{}", anyone);
  r.get<show_current>("/{compact}/texts/{}", anyone);
  r.get<new_version>("/{compact}/texts/{}/versions/new", compacts::coordinators);
  r.post<create_version>("/{compact}/texts/{}/versions/new", compacts::coordinators,
                         Router::upload_body);
  r.get<show>("/{compact}/texts/{}/versions/{}", anyone);
  r.get<send_bytes>("/{compact}/texts/{}/versions/{}/text.md", anyone);
  r.get<send_text>("/{compact}/texts/{}/versions/{}/text.txt", anyone);
  r.get<edit_draft>("/{compact}/texts/{}/versions/{}/edit", compacts::coordinators);
  r.post<save_draft>("/{compact}/texts/{}/versions/{}/edit", compacts::coordinators,
                     Router::upload_body);
  r.post<propose_freezing>("/{compact}/texts/{}/versions/{}/proposal", compacts::coordinators);
  r.get<show_identities>("/{compact}/texts/{}/versions/{}/paragraphs", compacts::coordinators);
  r.get<ask_identity>("/{compact}/texts/{}/versions/{}/paragraphs/{}/identity",
                      compacts::coordinators);
  r.post<settle_identity>("/{compact}/texts/{}/versions/{}/paragraphs/{}/identity",
                          compacts::coordinators);
  r.get<list_suggestions>("/{compact}/texts/{}/versions/{}/suggestions", joint_group);
  r.get<ask_suggestion>("/{compact}/texts/{}/versions/{}/paragraphs/{}/suggestion", joint_group);
  r.post<create_suggestion>("/{compact}/texts/{}/versions/{}/paragraphs/{}/suggestion",
                            joint_group);
  r.get<show_suggestion>("/{compact}/texts/{}/versions/{}/suggestions/{}", joint_group);
  r.post<put_suggestion_forward>("/{compact}/texts/{}/versions/{}/suggestions/{}/put-forward",
                                 joint_group);
  r.post<renew>("/{compact}/texts/{}/versions/{}/suggestions/{}/renewal", joint_group);
  r.post<withdraw>("/{compact}/texts/{}/versions/{}/suggestions/{}/withdrawal", joint_group);
  r.post<comment>("/{compact}/texts/{}/versions/{}/suggestions/{}/comments", joint_group);
  r.get<show_changes>("/{compact}/texts/{}/versions/{}/changes/{}", anyone);
  r.get<show_paragraph>("/{compact}/texts/{}/paragraphs/{}", anyone);
  r.get<choose_paragraph>("/{compact}/texts/{}/notes/{}", compacts::coordinators);
  r.post<link_note>("/{compact}/texts/{}/paragraphs/{}/contributions", compacts::coordinators);
  r.post<unlink_note>("/{compact}/texts/{}/paragraphs/{}/contributions/{}/end",
                      compacts::coordinators);
}

// Those the visitor may see.
std::vector<Version> seen(Visit& visit, std::vector<Version> all) {
  if (!compacts::may_run(visit))
    std::erase_if(all, [](const Version& one) { return !one.is_frozen(); });
  return all;
}

// --- The texts of the compact ---

Html version_item(const Visit& visit, const compacts::Compact& compact, const Version& one,
                  const Version* before) {
  Html item =
      html(R"(<h3><a href="{}">{}</a></h3>)", address(visit, one), standing(one, compact.zone()));
  if (before)
    item += html(R"(<p class="o-meta">{}</p>)",
                 link(changes_address(visit, one, *before),
                      t("What changed since version {}", before->number)));
  return html("<li>{}</li>", item);
}

Html version_list(const Visit& visit, const compacts::Compact& compact,
                  const std::vector<Version>& all) {
  Html items;
  for (std::size_t i = all.size(); i-- > 0;)
    items += version_item(visit, compact, all[i], i > 0 ? &all[i - 1] : nullptr);
  return html(R"(<ul class="o-items">{}</ul>)", items);
}

Html text_section(Visit& visit, const compacts::Compact& compact, const std::vector<Version>& all) {
  const Number text = all.front().text;
  const auto now = current(visit.db, compact.id, text);
  const Version& shown = now ? *now : all.back();
  Html section = html(R"(<h2 lang="{}">{}</h2>)", shown.language, shown.title);
  if (now)
    section +=
        html(R"(<p class="o-actions">{}</p>)",
             button_link(url(visit, "/{}/texts/{}", compact.slug, text), t("Read the text")));
  section += version_list(visit, compact, all);
  return html(R"(<section class="o-section">{}</section>)", section);
}

Html draft_link(Visit& visit, const compacts::Compact& compact, Number text) {
  if (!compacts::may_coordinate(visit)) return {};
  return html(R"(<p class="o-actions">{}</p>)",
              button_link(url(visit, "/{}/texts/{}/versions/new", compact.slug, text),
                          t("Bring in a new version"), Weight::secondary));
}

// A new round starts from what was decided, whatever was fixed since.
Html revision_link(Visit& visit, const compacts::Compact& compact, Number text) {
  if (!compacts::may_coordinate(visit)) return {};
  const auto now = current(visit.db, compact.id, text);
  if (!now || !now->adopted_on) return {};
  return html(R"(<p class="o-actions">{}</p>)",
              button_link(url(visit, "/{}/texts/{}/versions/new", compact.slug, text)
                              .with("from", now->number.value),
                          t("Start a revision from the adopted text"), Weight::secondary));
}

Response list(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  const auto all = seen(visit, all_versions(visit.db, compact.id));
  Html body;
  for (auto first = all.begin(); first != all.end();) {
    const auto end =
        std::find_if(first, all.end(), [&](const Version& one) { return one.text != first->text; });
    body += text_section(visit, compact, {first, end});
    body += draft_link(visit, compact, first->text);
    body += revision_link(visit, compact, first->text);
    first = end;
  }
  if (all.empty()) {
    body += empty_state(t("No text yet"), html("<p>{}</p>", t("The draft comes here as soon as "
                                                              "the parties have fixed it.")));
    body += draft_link(visit, compact, {1});
  }
  body += data_links(visit);
  return page(visit,
              Head{.title = t("The text"),
                   .lead = t("What the parties have agreed on, in all its versions.")},
              body);
}

Response list_data(Visit& visit, DataFormat format) {
  const compacts::Compact compact = compacts::here(visit);
  auto all = all_versions(visit.db, compact.id);
  std::erase_if(all, [](const Version& one) { return !one.is_frozen(); });
  DataList data{
      {"number", "version", "url", "title", "language", "sha256", "frozen_at", "adopted_on"},
      {},
      std::ssize(all),
      {}};
  for (const Version& one : all)
    data.rows.push_back(
        {one.text, one.number,
         public_url(visit, "/{}/texts/{}/versions/{}", compact.slug, one.text, one.number).text(),
         one.title, one.language, one.sha256, iso_local(*one.frozen_at, compact.zone()),
         one.adopted_on ? Json(iso(*one.adopted_on)) : Json()});
  return data_answer(visit, format, data);
}

// --- One version ---

Html other_versions(Visit& visit, const compacts::Compact& compact, const Version& version) {
  const auto all = seen(visit, versions(visit.db, compact.id, version.text));
  if (all.size() < 2) return {};
  Html items;
  for (const Version& other : all) {
    if (other.id == version.id) continue;
    items += html(R"(<li><h3><a href="{}">{}</a></h3><p class="o-meta">{}</p></li>)",
                  address(visit, other), standing(other, compact.zone()),
                  link(changes_address(visit, version, other), t("Compare with this version")));
  }
  return html(R"(<section class="o-section" aria-labelledby="versions">)"
              R"(<h2 id="versions">{}</h2><ul class="o-items">{}</ul></section>)",
              t("Other versions"), items);
}

// What later features have of it.
Html other_places(Visit& visit, const Version& version) {
  Html places;
  for (const Feature& feature : house(visit).features)
    if (feature.of_version)
      for (const MenuItem& one : feature.of_version(visit, version.id.value))
        places += button_link(one.url, one.words, Weight::tertiary);
  return when(!places.is_empty(), [&] { return html(R"(<p class="o-actions">{}</p>)", places); });
}

Response version_page(Visit& visit, const compacts::Compact& compact, const Version& version) {
  Html body;
  if (!version.is_frozen()) body += draft_work(visit, compact, version);
  if (!version.note.empty())
    body += notice(Tone::info, t("About this text"),
                   html(R"(<p lang="{}">{}</p>)", version.language, version.note));
  body += document(visit, version);
  body += other_places(visit, version);
  body += other_versions(visit, compact, version);
  return page(visit,
              Head{.title = verbatim(version.title),
                   .lead = standing(version, compact.zone()),
                   .path = path_to_texts(visit)},
              body);
}

Response show_current(Visit& visit, Number text) {
  const compacts::Compact compact = compacts::here(visit);
  return version_page(visit, compact, found(current(visit.db, compact.id, text)));
}

Response show(Visit& visit, Number text, Number version) {
  const compacts::Compact compact = compacts::here(visit);
  return version_page(visit, compact,
                      visible(visit, found(find(visit.db, compact.id, text, version))));
}

// Exactly what was hashed: whoever doubts can count again.
Response canonical_bytes(Visit& visit, Number text, Number version, std::string_view type) {
  const compacts::Compact compact = compacts::here(visit);
  const Version whole = visible(visit, found(find(visit.db, compact.id, text, version)));
  Response response;
  response.headers.set("Content-Type", type);
  response.headers.set("Content-Language", whole.language);
  response.body = bytes(visit.db, whole.id);
  return response;
}

Response send_bytes(Visit& visit, Number text, Number version) {
  return canonical_bytes(visit, text, version, "text/markdown; charset=utf-8");
}

Response send_text(Visit& visit, Number text, Number version) {
  return canonical_bytes(visit, text, version, "text/plain; charset=utf-8");
}

// --- What others show ---

// Those put forward in the draft, which the parties have not said yes to.
std::vector<Todo> suggestions_to_look_at(Visit& visit) {
  if (!compacts::may_coordinate(visit)) return {};
  const compacts::Compact compact = compacts::here(visit);
  auto waiting = waiting_suggestions(visit.db);
  std::erase_if(waiting, [&](const Waiting& one) { return one.compact != compact.id; });
  if (waiting.empty()) return {};
  const Version draft = load(visit.db, waiting.front().version);
  return {
      {t("Suggestions to the draft"), std::ssize(waiting), std::nullopt,
       url(visit, "/{}/texts/{}/versions/{}/suggestions", compact.slug, draft.text, draft.number)}};
}

Html card(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  const auto version = current(visit.db, compact.id, {1});
  if (!version) return {};
  const auto all = seen(visit, versions(visit.db, compact.id, version->text));
  Html links =
      button_link(url(visit, "/{}/texts/{}", compact.slug, version->text), t("Read the text"));
  if (all.front().id != version->id)
    links += link(changes_address(visit, *version, all.front()), t("How it came about"));
  return html(R"(<section class="o-section" aria-labelledby="the-text">)"
              R"(<div class="o-section__head"><h2 id="the-text">{}</h2> {}</div>)"
              R"(<p class="o-lead" lang="{}">{}</p><p class="o-meta">{}</p>)"
              R"(<p class="o-actions">{}</p></section>)",
              t("The text"), link(url(visit, "/{}/texts", compact.slug), t("All versions")),
              version->language, version->title, standing(*version, compact.zone()), links);
}

}  // namespace

Version visible(Visit& visit, Version version) {
  if (!version.is_frozen() && !compacts::may_run(visit)) throw NotFound{};
  return version;
}

Feature feature() {
  return {.name = "texts",
          .routes = routes,
          .menu = {{20, t("The text"), "texts"}},
          .cards = {{30, card}},
          .todo = suggestions_to_look_at,
          .behind = {count_notes_behind, show_notes_behind},
          .of_note = links_of_note,
          .became_of = show_paragraphs_of,
          .import = import_texts,
          .demo = add_revision,
          .tasks = {{"texts: freeze what is agreed", 5, freeze_agreed},
                    {"texts: take what is agreed into the draft", 5, take_agreed}}};
}

}  // namespace overens::texts
