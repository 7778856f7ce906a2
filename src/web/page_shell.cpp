// The shell round every page, and the answers that refuse.
#include <algorithm>

#include "web/assets.h"
#include "web/front_door.h"
#include "web/headers.h"
#include "web/page.h"

namespace overens {
namespace {

Html language_choice(const Visit& visit) {
  static constexpr std::string_view names[] = {"Svenska", "Suomi", "English"};
  const std::string path = local_url(visit.request.path) ? visit.request.path : "/";
  Html items;
  for (const Language one : languages)
    items += html(R"(<li><a href="{}" lang="{}" hreflang="{}"{}>{}</a></li>)",
                  local_url(path)->with("lang", tag(one)), tag(one), tag(one),
                  attribute_if(one == visit.language, "aria-current", "true"),
                  names[static_cast<std::size_t>(one)]);
  return html(R"(<nav aria-label="{}"><ul class="o-languages">{}</ul></nav>)", t("Language"),
              items);
}

// "page" on the page itself, "true" on the part of the house it belongs to.
Attribute current(const Visit& visit, const MenuItem& item) {
  std::string_view path = item.url.text();
  path = path.substr(0, path.find_first_of("?#"));
  const std::string_view here = visit.request.path;
  if (here == path) return attribute("aria-current", "page");
  const bool is_part =
      here.size() > path.size() && here.starts_with(path) && here[path.size()] == '/';
  return attribute_if(is_part || item.holds_this_page, "aria-current", "true");
}

Html menu(const Visit& visit, const std::vector<MenuItem>& items) {
  if (items.empty()) return {};
  const Html list = each(items, [&](const MenuItem& item) {
    return html(R"(<li><a href="{}"{}>{}</a></li>)", item.url, current(visit, item), item.words);
  });
  return html(
      R"(<details class="o-menu"><summary>{}</summary><nav
aria-label="{}"><ul>{}</ul></nav></details>)",
      t("Menu"), t("Main menu"), list);
}

Html account(Visit& visit, const Frame& frame) {
  Html items =
      each(frame.account, [&](const MenuItem& item) { return link(item.url, item.words); });
  if (visit.actor.is_somebody()) items += sign_out_form(visit);
  return items;
}

Html header(Visit& visit, const Frame& frame) {
  const Html demo = when(visit.site.is_demo, [&] {
    return html(R"(<div class="o-demo"><p class="o-wide">{}</p></div>)",
                t("This is a demonstration and not the site of {}.", visit.site.demo_of));
  });
  return html(R"(<header class="o-header">{}<div class="o-wide"><div class="o-header__top">
<a class="o-brand" href="{}"><img class="o-brand__mark" src="{}" alt="" width="42"
height="42"><span>
<span class="o-brand__name" lang="{}">{}</span> <span class="o-brand__by">{}</span></span></a>
<div class="o-tools">{}{}</div></div>{}</div></header>)",
              demo, frame.home, asset_url("logo.svg"), frame.language_of_name, frame.name,
              "Överens", language_choice(visit), account(visit, frame), menu(visit, frame.menu));
}

Html footer(const Visit& visit, const Frame& frame) {
  const Html items = each(frame.footer, [](const MenuItem& item) {
    return html("<li>{}</li>", link(item.url, item.words));
  });
  return html(R"(<footer class="o-footer"><div class="o-wide"><div class="o-footer__columns">
<section><h2>{}</h2><ul>{}</ul></section><section><h2>{}</h2>{}</section></div>
{}<p class="o-footer__by"><img src="{}" alt="" width="26" height="26"> {}</p></div></footer>)",
              t("About this site"), items, t("Who is responsible"), frame.footer_words,
              when(visit.language == Language::fi,
                   [] {
                     return html("<p>{}</p>", t("The Finnish words have not yet been reviewed by "
                                                "somebody whose language it is."));
                   }),
              asset_url("logo.svg"), t("Överens, free software for compacts"));
}

// "Decisions – The compact in …": the place, then the house, each said once.
std::string beside(const Frame& frame, const Text& title, Language language) {
  const bool says_more = !frame.name.empty() && frame.name != title.in(language);
  return says_more ? " – " + frame.name : std::string();
}

Html whole(Visit& visit, const Frame& frame, const Text& title, const Html& main, bool has_hero,
           bool has_errors) {
  return html(
      R"(<!doctype html><html lang="{}" data-color-scheme="auto"><head><meta charset="utf-8">
<title>{}{}{}</title><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="{}" type="image/svg+xml">
<link rel="stylesheet" href="{}"><script type="module" src="{}"></script></head><body>
<a class="o-skip" href="{}">{}</a>{}<main class="{}" id="main"
tabindex="-1">{}</main>{}</body></html>
)",
      tag(visit.language), has_errors ? t("Error: ") : Text(), title,
      beside(frame, title, visit.language), asset_url("logo.svg"), asset_url("overens.css"),
      asset_url("overens.js"), Url().at("main"), t("Skip to the content"), header(visit, frame),
      has_hero ? "o-main o-main--front" : "o-main", main, footer(visit, frame));
}

// The same without what stands round it.
Html stage(const Visit& visit, const Text& title, std::string_view look, const Html& body,
           bool has_errors) {
  return html(
      R"(<!doctype html><html lang="{}" data-color-scheme="{}"><head><meta charset="utf-8">
<title>{}{}</title><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="{}" type="image/svg+xml">
<link rel="stylesheet" href="{}"><script type="module" src="{}"></script></head><body>
<main class="o-main o-stage" id="main" tabindex="-1"><div class="o-wide">{}</div></main></body>
</html>
)",
      tag(visit.language), look, has_errors ? t("Error: ") : Text(), title, asset_url("logo.svg"),
      asset_url("overens.css"), asset_url("overens.js"), body);
}

Response answer_with(const Visit& visit, const Html& whole_page, int status) {
  Response response;
  response.status = status;
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  response.headers.set("Content-Language", tag(visit.language));
  response.headers.set("Vary", "Accept-Language, Cookie");
  response.body = whole_page.render(visit.language);
  return response;
}

Html page_head(const Head& head) {
  const Html crumbs = when(!head.path.empty(), [&] {
    return html(R"(<nav class="ds-breadcrumbs" aria-label="{}"><ol>{}</ol></nav>)",
                t("You are here"), each(head.path, [](const MenuItem& item) {
                  return html("<li>{}</li>", link(item.url, item.words));
                }));
  });
  return html(R"(<div class="o-head">{}<h1>{}</h1>{}</div>)", crumbs, head.title,
              head.lead.is_empty() ? Html() : lead(head.lead));
}

}  // namespace

Response page(Visit& visit, const Head& head, const Html& body, int status) {
  const Frame frame = visit.site.frame(visit);
  const Html main = html(R"(<div class="o-wide">{}{}</div>)", page_head(head), body);
  return answer_with(visit, whole(visit, frame, head.title, main, false, status == 422), status);
}

Response page(Visit& visit, const Text& title, const Html& body, int status) {
  return page(visit, Head{title}, body, status);
}

Response page_with_own_heading(Visit& visit, const Text& title, const Html& hero, const Html& body,
                               int status) {
  const Frame frame = visit.site.frame(visit);
  const Html main = html(R"({}<div class="o-wide">{}</div>)", hero, body);
  return answer_with(visit, whole(visit, frame, title, main, !hero.is_empty(), status == 422),
                     status);
}

Response stage_page(Visit& visit, const Text& title, const Html& body, std::string_view look,
                    int status) {
  return answer_with(visit, stage(visit, title, look, body, status == 422), status);
}

void opens_offline(Response& page) {
  page.headers.set("Content-Security-Policy", policy_with_worker);
}

Response offline_script() {
  Response response;
  response.headers.set("Content-Type", "text/javascript; charset=utf-8");
  response.headers.set("Cache-Control", "no-cache");
  response.body = asset("offline.js").bytes;
  return response;
}

Text error_title(int status) {
  switch (status) {
    case 401:
      return t("Sign in first");
    case 403:
      return t("This is not yours to do");
    case 404:
      return t("There is no such page");
    case 405:
      return t("That can not be done here");
    case 408:
      return t("It took too long");
    case 409:
      return t("That is no longer possible");
    case 413:
      return t("That is too large");
    case 429:
      return t("Too many attempts");
    case 503:
      return t("Many are here just now");
    default:
      return status < 500 ? t("We did not understand that") : t("Something went wrong");
  }
}

Text error_words(int status) {
  switch (status) {
    case 401:
      return t("This page is for those who are signed in.");
    case 403:
      return t("You are signed in, but not with an assignment that may do this.");
    case 404:
      return t("The address may be misspelt, or the page has moved.");
    case 405:
      return t("Go back and use the button or the link on the page.");
    case 408:
      return t("The connection was too slow. Try again.");
    case 409:
      return t("Somebody else may have changed it. Go back and look again.");
    case 413:
      return t(
          "A file may be at most 20 MB, and what is typed in a form a million characters. Go "
          "back: what you typed still stands there.");
    case 429:
      return t("Wait a little and try again.");
    case 503:
      return t("Wait a few seconds and load the page again.");
    default:
      return status < 500 ? t("Go back, check what you wrote and try again.")
                          : t("The fault is ours. Try again in a while.");
  }
}

Response error_answer(Visit& visit, int status, const std::optional<Text>& told) {
  const Frame frame = visit.site.frame(visit);
  Html actions = button_link(frame.home, t("To the front page"), Weight::secondary);
  if (status == 401) {
    Url sign_in = url(visit, "/sign-in");
    if (visit.request.method == Method::get) sign_in = sign_in.with("then", visit.request.target);
    Html both = button_link(sign_in, t("Sign in"));
    both += actions;
    actions = std::move(both);
  }
  const Html main = html(
      R"(<div class="o-wide"><div class="o-error-page"><h1>{}</h1><p class="o-lead">{}</p><p
class="o-actions">{}</p></div></div>)",
      error_title(status), told ? *told : error_words(status), actions);
  return answer_with(visit, whole(visit, frame, error_title(status), main, false, false), status);
}

Response bare_page(Language language, int status, const Text& title, const Text& told) {
  Response response;
  response.status = status;
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  response.body =
      html(R"(<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet"
href="{}"></head>
<body><main class="o-main"><div class="o-wide"><div class="o-error-page"><h1>{}</h1><p
class="o-lead">{}</p></div></div></main></body></html>
)",
           tag(language), title, asset_url("overens.css"), title, told)
          .render(language);
  return response;
}

}  // namespace overens
