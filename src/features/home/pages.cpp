#include "features/home/pages.h"

#include <algorithm>

#include "base/markdown.h"
#include "features/compacts/compacts.h"
#include "features/home/home.h"
#include "features/people/people.h"
#include "post/outbox.h"
#include "web/page.h"

namespace overens::home {
namespace {

Response list_compacts(Visit& visit);
Response show(Visit& visit);
Response show_todo(Visit& visit);

void routes(Router& r) {
  r.get<list_compacts>("/", anyone);
  r.get<show>("/{compact}", anyone);
  r.get<show_todo>("/{compact}/todo", signed_in);
  r.get<show_privacy>("/{compact}/privacy", anyone);
  r.get<show_accessibility>("/{compact}/accessibility", anyone);
  r.get<list_dead_letters>("/{compact}/letters", compacts::coordinators);
  r.post<retry_letter>("/{compact}/letters/{}/retry", compacts::coordinators);
  r.get<list_mails>("/dev/mail", anyone);
  r.get<show_mail>("/dev/mail/{}", anyone);
}

Html compact_item(const Visit& visit, const compacts::Compact& compact) {
  return html(R"(<li><h3 lang="{}"><a href="{}">{}</a></h3><p class="o-meta">{}</p></li>)",
              compact.language, url(visit, "/{}", compact.slug), compact.name, compact.full_name);
}

// The compacts of the installation; with one, its front page is the front page.
Response list_compacts(Visit& visit) {
  const auto all = compacts::list(visit.db);
  if (all.size() == 1) return see_other(url(visit, "/{}", all.front().slug));
  if (all.empty())
    return page(
        visit, t("Överens"),
        empty_state(
            t("There is no compact here yet"),
            paragraph(
                t("Whoever runs this installation sets one up with the command “overens new”."))));
  return page(visit, {t("Compacts"), t("Agreements between the public sector and civil society.")},
              html(R"(<ul class="o-items">{}</ul>)", each(all, [&](const compacts::Compact& one) {
                     return compact_item(visit, one);
                   })));
}

struct Ordered {
  int order;
  Html what;
};

// Every feature's cards in their order.
Html cards(Visit& visit) {
  std::vector<Ordered> all;
  for (const Feature& feature : house(visit).features)
    for (const Card& card : feature.cards) all.push_back({card.order, card.show(visit)});
  std::stable_sort(all.begin(), all.end(),
                   [](const Ordered& a, const Ordered& b) { return a.order < b.order; });
  return each(all, [](const Ordered& card) { return card.what; });
}

Html hero(const Visit& visit, const compacts::Compact& compact) {
  const compacts::FrontText own = compacts::front_text(visit.db, compact, visit.language);
  const Html words =
      own.words.empty()
          ? lead(t("An agreement between {} on how they work together.",
                   party_names(visit, compact)))
          : html(R"(<div class="o-lead" lang="{}">{}</div>)", own.language, markdown(own.words));
  return html(
      R"(<div class="o-hero"><div class="o-wide"><p class="o-kicker" lang="{}">{}</p><h1
lang="{}">{}</h1>{}</div></div>)",
      compact.language, compact.area, compact.language, compact.name, words);
}

Response show(Visit& visit) {
  const compacts::Compact& compact = compacts::here(visit);
  const Date today = compacts::today(visit, compact);
  visit.valid_until(end_of_day(today, compact.zone()));
  const Html line = compacts::phase_line(visit.kept<compacts::phases>(), today);
  Html body = when(!line.is_empty(), [&] {
    return html(
        R"(<section class="o-section" aria-labelledby="process"><h2
id="process">{}</h2>{}</section>)",
        t("Where the process stands"), line);
  });
  body += cards(visit);
  body += html(
      R"(<section class="o-section" aria-labelledby="contacts"><h2
id="contacts">{}</h2>{}</section>)",
      t("Whom to ask"), compacts::contact_cards(visit.kept<compacts::contacts>()));
  return page_with_own_heading(visit, verbatim(compact.name), hero(visit, compact), body);
}

Text age_of(const Todo& todo, Instant now, const Zone& zone) {
  const std::int64_t days = seconds_between(*todo.oldest, now) / 86'400;
  constexpr std::int64_t long_ago_days = 90;
  if (days < 1) return t("The oldest is from today");
  if (days > long_ago_days)
    return t("The oldest is from {}", long_date(date_of(*todo.oldest, zone)));
  return tn("The oldest has waited for {} day", "The oldest has waited for {} days", days);
}

Html todo_item(const Todo& todo, Instant now, const Zone& zone) {
  const Html spoken = when(
      todo.count > 0, [&] { return html(R"(<span class="ds-sr-only">: {}</span>)", todo.count); });
  const Html number = when(todo.count > 0, [&] { return html("{}", todo.count); });
  return html(
      R"(<li><a class="o-todo__item" href="{}"><span class="o-todo__text"><span
class="o-todo__what">{}{}</span> <span
class="o-todo__age">{}</span></span> <span class="o-todo__count"
aria-hidden="true">{}</span></a></li>)",
      todo.where, todo.what, spoken, todo.oldest ? age_of(todo, now, zone) : Text(), number);
}

// What waits for me here, whoever I am in this compact; then where my work is done.
Response show_todo(Visit& visit) {
  const compacts::Compact& compact = compacts::here(visit);
  std::vector<Todo> waiting;
  for (const Feature& feature : house(visit).features)
    if (feature.todo)
      for (Todo& todo : feature.todo(visit)) waiting.push_back(std::move(todo));
  Html body = waiting.empty()
                  ? empty_state(t("Nothing waits for you just now"))
                  : html(R"(<ul class="o-todo">{}</ul>)", each(waiting, [&](const Todo& todo) {
                           return todo_item(todo, visit.now, compact.zone());
                         }));
  Html places;
  for (const Feature& feature : house(visit).features)
    if (feature.workplaces)
      for (const MenuItem& place : feature.workplaces(visit))
        places += html("<li>{}</li>", link(place.url, place.words));
  if (!places.is_empty())
    body += html(
        R"(<section class="o-section"><h2>{}</h2><ul
class="o-items o-items--columns">{}</ul></section>)",
        t("What you can do here"), places);
  return page(visit, {t("To do"), verbatim(compact.name)}, body);
}

// "packages" of "/ostergotland/packages/1".
std::string_view first_part_after(std::string_view path, std::string_view slug) {
  const std::size_t from = std::min(slug.size() + 2, path.size());
  return path.substr(from, path.find('/', from) - from);
}

std::vector<MenuItem> menu(Visit& visit, const compacts::Compact& compact) {
  std::vector<MenuEntry> entries;
  for (const Feature& feature : house(visit).features)
    entries.insert(entries.end(), feature.menu.begin(), feature.menu.end());
  std::stable_sort(entries.begin(), entries.end(),
                   [](const MenuEntry& a, const MenuEntry& b) { return a.order < b.order; });
  const std::string_view part = first_part_after(visit.request.path, compact.slug);
  std::vector<MenuItem> items;
  for (const MenuEntry& entry : entries)
    items.push_back({entry.words, url(visit, "/{}/{}", compact.slug, entry.path),
                     std::count(entry.also.begin(), entry.also.end(), part) > 0});
  return items;
}

}  // namespace

Text party_names(const Visit& visit, const compacts::Compact& compact) {
  const auto& all = visit.kept<compacts::parties>();
  if (all.empty()) return verbatim(compact.name);
  Text names = verbatim(all.front().name);
  for (std::size_t i = 1; i < all.size(); ++i)
    names = i + 1 == all.size() ? t("{0} and {1}", names, all[i].name)
                                : t("{0}, {1}", names, all[i].name);
  return names;
}

Frame frame(Visit& visit) {
  Frame frame;
  people::keep_session(visit);
  frame.account = people::account(visit);
  frame.home = url(visit, "/");
  frame.name = "Överens";
  frame.language_of_name = "sv";
  frame.footer_words = paragraph(t("Each compact is run by its parties together."));
  if (visit.scope.key == 0) return frame;

  const compacts::Compact& compact = compacts::here(visit);
  frame.home = url(visit, "/{}", compact.slug);
  frame.name = compact.name;
  frame.language_of_name = compact.language;
  frame.menu = menu(visit, compact);
  if (visit.actor.is_somebody())
    frame.account.insert(frame.account.begin(), {t("To do"), url(visit, "/{}/todo", compact.slug)});
  frame.footer = {{t("Accessibility statement"), url(visit, "/{}/accessibility", compact.slug)},
                  {t("How we treat personal data"), url(visit, "/{}/privacy", compact.slug)}};
  if (house(visit).mails_are_caught)
    frame.footer.push_back({t("Mails of the demonstration"), url(visit, "/dev/mail")});
  frame.footer_words = paragraph(t("{} run the compact together.", party_names(visit, compact)));
  return frame;
}

namespace {

std::int64_t empty_letters(const Site&, Database& database, Instant now) {
  constexpr std::int64_t most_at_a_time = 1000;
  return database.write(unseen, [&](Db& db) { return post::purge(db, now, most_at_a_time); });
}

}  // namespace

Feature feature() {
  constexpr int hourly_s = 3600;
  return {.name = "home",
          .routes = routes,
          .todo = letters_todo,
          .tasks = {{"outbox: receivers and contents kept long enough are removed", hourly_s,
                     empty_letters}}};
}

}  // namespace overens::home
