// The joint group at work on a draft: what is suggested for its paragraphs, what is said about it,
// and who says yes.
#include <algorithm>
#include <map>

#include "base/markdown.h"
#include "base/secrets.h"
#include "base/text.h"
#include "features/groups/groups.h"
#include "features/texts/suggestions.h"

namespace overens::texts {
namespace {

constexpr std::int64_t paragraphs_per_page = 100;
constexpr std::size_t shown_of_words = 200;

Html tag_of(const Suggestion& one) {
  if (one.taken_at) return tag_label(Tone::success, t("In the draft"));
  if (one.withdrawn_at) return tag_label(Tone::neutral, t("Taken back"));
  if (!one.put_forward_at) return tag_label(Tone::warning, t("Only your party sees it"));
  return tag_label(Tone::info, t("Waits for every party"));
}

Text what_it_does(SuggestionKind kind, std::int64_t position) {
  switch (kind) {
    case SuggestionKind::change:
      return t("Another wording for paragraph {}", position);
    case SuggestionKind::remove:
      return t("Paragraph {} is removed", position);
    case SuggestionKind::add:
      return t("A new paragraph after paragraph {}", position);
  }
  return {};
}

Text title_of(const Suggestion& one, const Paragraph* there) {
  return there ? what_it_does(one.kind, there->position)
               : t("A suggestion for a paragraph that is gone");
}

Html suggestion_item(const Visit& visit, const Version& draft, const Suggestion& one,
                     const Paragraph* there, const Zone& zone) {
  return html(R"(<li><h3><a href="{}">{}</a> {}</h3><p class="o-meta">{} · {}</p></li>)",
              suggestion_address(visit, draft, one.number), title_of(one, there), tag_of(one),
              one.party_name, instant_element(one.suggested_at, zone));
}

// --- One suggestion ---

Html difference_of(const Place& here, const Suggestion& one) {
  const std::string before = one.kind == SuggestionKind::add ? std::string() : one.was;
  return html(R"(<div class="o-diff" data-view="inline" lang="{}"><div class="o-diff__row" )"
              R"(data-change="changed"><div><p>{}</p></div></div></div>)",
              here.draft.language, marked_difference(before, one.wording));
}

Html renewal_button(Visit& visit, const Place& here, const Suggestion& one, const Paragraph& there,
                    const Text& words) {
  return post_button(visit,
                     url(visit, "/{}/texts/{}/versions/{}/suggestions/{}/renewal", visit.scope.slug,
                         here.draft.text, here.draft.number, one.number),
                     {.words = words}, {{"seen", sha256_hex(there.wording)}});
}

// The paragraph is gone, or says something else than when it was suggested.
Html what_changed_since(Visit& visit, const Place& here, const Suggestion& one,
                        const Paragraph* there) {
  if (!one.is_open() || (there && there->wording == one.was)) return {};
  if (!there)
    return notice(Tone::warning, t("The paragraph is gone"),
                  html("<p>{}</p>", t("The draft has no longer the paragraph this was for. The "
                                      "suggestion stays here, but can not go into the draft. "
                                      "Suggest it for another paragraph, or take it back.")));
  Html words = html("<p>{}</p>", t("It was suggested for another wording than the one that stands "
                                   "in the draft now. Here is what has changed meanwhile:"));
  words += html(R"(<p lang="{}">{}</p>)", here.draft.language,
                marked_difference(one.was, there->wording));
  if (one.party == here.party)
    words += renewal_button(visit, here, one, *there,
                            t("Suggest my wording in place of the one of now"));
  return notice(Tone::warning, t("The paragraph has changed since"), words);
}

Html yes_of(Visit& visit, const Place& here, const Suggestion& one, const Paragraph* there) {
  const auto proposal = groups::find_on(visit.db, here.compact.id, wording_kind, one.id.value);
  if (!proposal) return {};
  const Date today = compacts::today(visit, here.compact);
  Html part = heading(2, t("Where the parties stand"));
  if (proposal->closed_at) {
    part +=
        paragraph(t("The question to the parties fell when the paragraph changed. No yes is "
                    "taken until it is put forward anew."));
    const bool holds_again = there && there->wording == one.was;
    if (holds_again && one.is_open() && one.party == here.party)
      part += renewal_button(visit, here, one, *there, t("Put it forward anew"));
    return part;
  }
  part += groups::standing_list(*proposal, groups::standings(visit.db, *proposal, today));
  const bool may_say_yes =
      groups::hindrance(visit.db, *proposal, people::me(visit), today) == groups::Hindrance::none;
  part +=
      html("<p>{}</p>", link(url(visit, "/{}/proposals/{}", here.compact.slug, proposal->number),
                             may_say_yes ? t("Say yes for your party") : t("To the proposal")));
  return part;
}

Html actions_on(Visit& visit, const Place& here, const Suggestion& one) {
  if (!one.is_open() || one.party != here.party) return {};
  Html actions;
  if (!one.put_forward_at)
    actions += post_button(visit,
                           url(visit, "/{}/texts/{}/versions/{}/suggestions/{}/put-forward",
                               visit.scope.slug, here.draft.text, here.draft.number, one.number),
                           {.words = t("Put it forward to the joint group")});
  actions += post_button(visit,
                         url(visit, "/{}/texts/{}/versions/{}/suggestions/{}/withdrawal",
                             visit.scope.slug, here.draft.text, here.draft.number, one.number),
                         {.words = t("Take it back"), .is_dangerous = true});
  return html(R"(<div class="o-actions">{}</div>)", actions);
}

Html comments_on(Visit& visit, const Place& here, const Suggestion& one, const Filled& filled) {
  Html items;
  for (const Comment& said : comments(visit.db, one.id, here.party))
    items += html(
        R"(<li><p>{}</p><p class="o-meta">{} · {} · {} {}</p></li>)", said.words, said.name,
        said.party_name, instant_element(said.said_at, here.compact.zone()),
        when(said.is_own, [] { return tag_label(Tone::warning, t("Only your party sees it")); }));
  Html part = heading(2, t("What is said about it"));
  if (!items.is_empty()) part += html(R"(<ul class="o-items">{}</ul>)", items);
  Html fields = area_field(filled, {.name = "words", .label = t("Your comment"), .rows = 3});
  if (one.put_forward_at)
    fields += tick_field(filled, {.name = "own",
                                  .label = t("Only for my own party"),
                                  .hint = t("Otherwise the whole joint group reads it, and it may "
                                            "become public.")});
  part += post_form(visit,
                    url(visit, "/{}/texts/{}/versions/{}/suggestions/{}/comments", visit.scope.slug,
                        here.draft.text, here.draft.number, one.number),
                    fields, {.words = t("Add the comment")});
  return part;
}

const Paragraph* find_in(const std::vector<Paragraph>& all, Id<Paragraph> id) {
  const auto there =
      std::find_if(all.begin(), all.end(), [&](const Paragraph& one) { return one.id == id; });
  return there == all.end() ? nullptr : &*there;
}

Response suggestion_page(Visit& visit, const Place& here, Number number, const Filled& filled,
                         int status) {
  const Suggestion one = found(find_suggestion(visit.db, here.draft.id, number, here.party));
  const auto all = paragraphs(visit.db, here.draft.id);
  const Paragraph* there = find_in(all, one.paragraph);
  Html body = error_summary(filled);
  body += html("<p>{}</p>", tag_of(one));
  body += what_changed_since(visit, here, one, there);
  body += difference_of(here, one);
  body += heading(2, t("Why"));
  body += html(R"(<p lang="{}">{}</p><p class="o-meta">{} · {} · {}</p>)", here.draft.language,
               one.reason, one.name, one.party_name,
               instant_element(one.suggested_at, here.compact.zone()));
  body += actions_on(visit, here, one);
  body += yes_of(visit, here, one, there);
  body += comments_on(visit, here, one, filled);
  return page(visit,
              Head{.title = title_of(one, there), .path = path_to_suggestions(visit, here.draft)},
              html(R"(<div class="o-flow o-measure">{}</div>)", body), status);
}

void propose(Db& db, const Place& here, const Suggestion& one, const Paragraph& there,
             Id<people::Person> by, Instant now) {
  groups::propose(db, here.compact,
                  {.kind = wording_kind,
                   .subject = one.id.value,
                   .title = what_it_does(one.kind, there.position).in(here.compact.own_language()),
                   .where = url("/{}/texts/{}/versions/{}/suggestions/{}", here.compact.slug,
                                here.draft.text, here.draft.number, one.number),
                   .sha256 = sha256_of(one)},
                  by, now);
}

Suggestion mine(Visit& visit, const Place& here, Number number) {
  const Suggestion one = found(find_suggestion(visit.db, here.draft.id, number, here.party));
  if (one.party != here.party) throw Forbidden{t("Only the party that suggested it can do that.")};
  return one;
}

}  // namespace

Place place_here(Visit& visit, Number text, Number version) {
  visit.keep_private();
  return {compacts::here(visit), draft_here(visit, text, version), found(my_party(visit))};
}

std::vector<MenuItem> path_to_suggestions(const Visit& visit, const Version& draft) {
  auto path = path_to_texts(visit);
  path.push_back({t("Version {}", draft.number), address(visit, draft)});
  path.push_back({t("Suggestions"), suggestions_address(visit, draft)});
  return path;
}

bool may_work(Visit& visit) { return compacts::may_sit(visit) || compacts::may_coordinate(visit); }

std::optional<Id<compacts::Party>> my_party(Visit& visit) {
  const auto mine = compacts::my_appointments(visit);
  return mine.empty() ? std::nullopt : std::optional(mine.front().party);
}

Url suggestions_address(const Visit& visit, const Version& draft) {
  return url(visit, "/{}/texts/{}/versions/{}/suggestions", visit.scope.slug, draft.text,
             draft.number);
}

Url suggestion_address(const Visit& visit, const Version& draft, Number suggestion) {
  return url(visit, "/{}/texts/{}/versions/{}/suggestions/{}", visit.scope.slug, draft.text,
             draft.number, suggestion);
}

Response list_suggestions(Visit& visit, Number text, Number version) {
  const Place here = place_here(visit, text, version);
  const auto all = paragraphs(visit.db, here.draft.id);
  const auto suggested = suggestions(visit.db, here.draft.id, here.party);
  Html own, joint;
  for (const Suggestion& one : suggested)
    (one.put_forward_at ? joint : own) +=
        suggestion_item(visit, here.draft, one, find_in(all, one.paragraph), here.compact.zone());
  Html body = heading(2, t("In the joint group"));
  body += joint.is_empty() ? html("<p>{}</p>", t("Nothing has been put forward yet."))
                           : html(R"(<ul class="o-items">{}</ul>)", joint);
  if (!own.is_empty())
    body += html(R"({}<ul class="o-items">{}</ul>)", heading(2, t("Your party's own space")), own);
  const Paging part = paging(visit, paragraphs_per_page);
  Html items;
  for (const Paragraph& one : all)
    if (part.offset() < one.position && one.position <= part.offset() + part.per_page)
      items +=
          html(R"(<li><p lang="{}">{}. {}</p><p class="o-meta">{}</p></li>)", here.draft.language,
               one.position, shortened(tidy_line(one.wording), shown_of_words),
               link(url(visit, "/{}/texts/{}/versions/{}/paragraphs/{}/suggestion",
                        visit.scope.slug, text, version, one.number),
                    t("Suggest something for paragraph {}", one.position)));
  body += html(R"({}<ul class="o-items">{}</ul>)", heading(2, t("The paragraphs")), items);
  body += pagination(visit, part, std::ssize(all));
  auto path = path_to_texts(visit);
  path.push_back({t("Version {}", here.draft.number), address(visit, here.draft)});
  return page(visit,
              Head{.title = t("Suggestions for the draft"),
                   .lead = t("Suggest a wording, say why, and put it forward. When every party has "
                             "said yes it goes into the draft by itself."),
                   .path = path},
              html(R"(<div class="o-flow o-measure">{}</div>)", body));
}

Response show_suggestion(Visit& visit, Number text, Number version, Number suggestion) {
  return suggestion_page(visit, place_here(visit, text, version), suggestion, Filled{}, 200);
}

Response put_suggestion_forward(Visit& visit, Number text, Number version, Number suggestion) {
  const Place here = place_here(visit, text, version);
  const Suggestion one = mine(visit, here, suggestion);
  const auto all = paragraphs(visit.db, here.draft.id);
  const Paragraph* there = find_in(all, one.paragraph);
  if (!there || there->wording != one.was)
    throw Conflict{t("The paragraph has changed or is gone since it was suggested.")};
  visit.write([&](Db& db) {
    if (!put_forward(db, one.id, visit.now))
      throw Conflict{t("It has been put forward or taken back already.")};
    propose(db, here, one, *there, people::me(visit), visit.now);
  });
  return see_other(suggestion_address(visit, here.draft, suggestion));
}

Response renew(Visit& visit, Number text, Number version, Number suggestion) {
  const Place here = place_here(visit, text, version);
  Suggestion one = mine(visit, here, suggestion);
  const auto all = paragraphs(visit.db, here.draft.id);
  const Paragraph* there = find_in(all, one.paragraph);
  if (!there || sha256_hex(there->wording) != visit.form.value("seen"))
    throw Conflict{t("The paragraph has changed or is gone since you opened the page.")};
  one.was = there->wording;
  visit.write([&](Db& db) {
    renew_suggestion(db, one.id, one.was, visit.now);
    if (one.put_forward_at) propose(db, here, one, *there, people::me(visit), visit.now);
  });
  return see_other(suggestion_address(visit, here.draft, suggestion));
}

Response withdraw(Visit& visit, Number text, Number version, Number suggestion) {
  const Place here = place_here(visit, text, version);
  const Suggestion one = mine(visit, here, suggestion);
  visit.write([&](Db& db) {
    if (!withdraw_suggestion(db, one.id, visit.now))
      throw Conflict{t("It is in the draft, or was taken back already.")};
    groups::close(db, here.compact.id, wording_kind, one.id.value, visit.now);
  });
  return see_other(suggestion_address(visit, here.draft, suggestion));
}

Response comment(Visit& visit, Number text, Number version, Number suggestion) {
  const Place here = place_here(visit, text, version);
  const Suggestion one = found(find_suggestion(visit.db, here.draft.id, suggestion, here.party));
  Filled filled(visit.form);
  const std::string words = filled.text("words", t("Write what you want to say."), longest_comment);
  if (!filled.ok()) return suggestion_page(visit, here, suggestion, filled, 422);
  const bool is_own = !one.put_forward_at || filled.ticked("own");
  visit.write([&](Db& db) {
    add_comment(db, one.id, here.party, people::me(visit), words, is_own, visit.now);
  });
  return see_other(suggestion_address(visit, here.draft, suggestion));
}

std::int64_t take_agreed(const Site&, Database& database, Instant now) {
  const auto is_agreed = [](Db& db, const Waiting& one, const Suggestion& suggestion) {
    return groups::is_agreed(db, one.compact, wording_kind, one.suggestion.value,
                             sha256_of(suggestion));
  };
  const auto agreed = database.read([&](Db& db) {
    auto all = waiting_suggestions(db);
    std::erase_if(all, [&](const Waiting& one) {
      return !is_agreed(db, one, load_suggestion(db, one.suggestion));
    });
    return all;
  });
  std::int64_t taken = 0;
  for (const Waiting& one : agreed)
    taken += database.write(ScopeKey{one.compact.value}, [&](Db& db) {
      const Suggestion suggestion = load_suggestion(db, one.suggestion);
      return suggestion.is_open() && is_agreed(db, one, suggestion) &&  // as it reads by now
             take_suggestion(db, load(db, one.version), suggestion, now);
    });
  return taken;
}

}  // namespace overens::texts
