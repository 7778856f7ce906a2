// Which paragraph of a draft is which: what was found by the words, and saying it by hand, so that
// notes and remarks stay with what they were about.
#include <algorithm>
#include <map>

#include "base/secrets.h"
#include "base/text.h"
#include "features/texts/pages.h"

namespace overens::texts {
namespace {

constexpr std::int64_t paragraphs_per_page = 100;
constexpr std::size_t shown_of_words = 160;

// A draft beside what it was written from.
struct Beside {
  Version draft;
  std::optional<Version> earlier;
  std::vector<Paragraph> old_ones;
  std::vector<Paragraph> new_ones;
  std::vector<Likeness> likenesses{};
  std::multimap<Id<Paragraph>, Descended> descents{};
};

Beside beside(Db& db, const Version& draft) {
  Beside all{draft, before(db, draft.id), {}, paragraphs(db, draft.id)};
  if (all.earlier) all.old_ones = paragraphs(db, all.earlier->id);
  std::set<Id<Paragraph>> by_hand;
  for (const Settled& one : settled(db, draft.id)) by_hand.insert(one.paragraph);
  all.likenesses = likeness(all.old_ones, all.new_ones, by_hand);
  for (const Descended& one : descents(db, draft.id)) all.descents.emplace(one.paragraph, one);
  return all;
}

bool is_doubtful(const Likeness& one) { return one.kind == Likeness::Kind::doubtful; }

const Paragraph* old_one(const Beside& all, Id<Paragraph> id) {
  const auto there = std::find_if(all.old_ones.begin(), all.old_ones.end(),
                                  [&](const Paragraph& one) { return one.id == id; });
  return there == all.old_ones.end() ? nullptr : &*there;
}

Url identity_address(const Visit& visit, const Version& draft, const Paragraph& one) {
  return url(visit, "/{}/texts/{}/versions/{}/paragraphs/{}/identity", visit.scope.slug, draft.text,
             draft.number, one.number);
}

Html tag_of(const Beside& all, std::size_t at) {
  switch (all.likenesses[at].kind) {
    case Likeness::Kind::same:
      return tag_label(Tone::neutral, t("The same"));
    case Likeness::Kind::reworded:
      return tag_label(Tone::info, t("The same, in other words"));
    case Likeness::Kind::doubtful:
      return tag_label(Tone::warning, t("Is it the same?"));
    case Likeness::Kind::added:
      return tag_label(Tone::success, t("New"));
  }
  return {};
}

// The words as they are now, or with what changed where it could be an old one.
Html words_of(const Beside& all, std::size_t at) {
  const Likeness& one = all.likenesses[at];
  const std::string& now = all.new_ones[at].wording;
  if (!one.before || one.kind == Likeness::Kind::same) return html("<p>{}</p>", now);
  return html("<p>{}</p>", marked_difference(all.old_ones[*one.before].wording, now));
}

Html origin_of(const Beside& all, std::size_t at) {
  Html origin;
  if (const auto i = all.likenesses[at].before)
    origin += html(
        "{} ", t("Paragraph {0} of version {1}.", all.old_ones[*i].position, all.earlier->number));
  for (auto [one, end] = all.descents.equal_range(all.new_ones[at].id); one != end; ++one)
    if (const Paragraph* from = old_one(all, one->second.ancestor))
      origin += html("{} ", one->second.how == How::split
                                ? t("Split: it was a part of paragraph {}.", from->position)
                                : t("Merged: paragraph {} is part of it now.", from->position));
  return origin;
}

Html answers_to_doubt(Visit& visit, const Beside& all, std::size_t at) {
  const Paragraph& now = all.new_ones[at];
  const Paragraph& then = all.old_ones[*all.likenesses[at].before];
  const std::string seen = sha256_hex(now.wording);
  const Url where = identity_address(visit, all.draft, now);
  Html buttons =
      post_button(visit, where, {.words = t("Yes, it is the same")},
                  {{"seen", seen}, {"is", "same"}, {"of", std::to_string(then.position)}});
  buttons += post_button(visit, where, {.words = t("No, it is a new one")},
                         {{"seen", seen}, {"is", "new"}});
  return html(R"(<div class="o-actions">{}</div>)", buttons);
}

Html identity_item(Visit& visit, const Beside& all, std::size_t at) {
  const Paragraph& one = all.new_ones[at];
  Html item = html("<h3>{} {}</h3>", t("Paragraph {}", one.position), tag_of(all, at));
  item += html(R"(<div lang="{}">{}</div>)", all.draft.language, words_of(all, at));
  if (const Html origin = origin_of(all, at); !origin.is_empty())
    item += html(R"(<p class="o-meta">{}</p>)", origin);
  if (is_doubtful(all.likenesses[at])) item += answers_to_doubt(visit, all, at);
  if (all.earlier)
    item +=
        html(R"(<p class="o-meta">{}</p>)", link(identity_address(visit, all.draft, one),
                                                 t("Say which one paragraph {} is", one.position)));
  return html("<li>{}</li>", item);
}

// What the earlier version has and the draft has not, whole or as a part of another.
Html gone_items(Visit& visit, const Beside& all) {
  Html items;
  for (const Paragraph& old : all.old_ones) {
    const bool is_there = std::any_of(all.new_ones.begin(), all.new_ones.end(),
                                      [&](const Paragraph& one) { return one.id == old.id; });
    const bool lives_on =
        std::any_of(all.descents.begin(), all.descents.end(),
                    [&](const auto& descent) { return descent.second.ancestor == old.id; });
    if (is_there || lives_on) continue;
    items += html(R"(<li><h3>{}</h3><p lang="{}">{}</p></li>)",
                  link(paragraph_address(visit, all.draft.text, old.number),
                       t("Paragraph {0} of version {1}", old.position, all.earlier->number)),
                  all.draft.language, shortened(tidy_line(old.wording), shown_of_words));
  }
  return items;
}

std::vector<MenuItem> path_to(const Visit& visit, const Version& draft) {
  auto path = path_to_texts(visit);
  path.push_back({t("Version {}", draft.number), address(visit, draft)});
  return path;
}

Html identity_fields(const Filled& filled, const Beside& all, std::size_t at) {
  const Likeness& one = all.likenesses[at];
  const auto part = all.descents.find(all.new_ones[at].id);
  const bool is_part = !one.before && part != all.descents.end();
  const Paragraph* of = one.before ? &all.old_ones[*one.before]
                        : is_part  ? old_one(all, part->second.ancestor)
                                   : nullptr;
  Html fields = radio_field(
      filled,
      {.name = "is",
       .label = t("This paragraph is"),
       .value = one.before ? "same"
                : is_part  ? "part"
                           : "new"},
      {{"same", t("the same as an earlier one"), t("Notes and remarks on that one are on it too.")},
       {"part", t("a part of an earlier one that was divided")},
       {"new", t("a new one")}});
  fields +=
      field(filled, {.name = "of",
                     .label = t("The earlier one: its number in version {}", all.earlier->number),
                     .input = Input::number,
                     .hint = t("Leave it empty for a new one."),
                     .value = of ? std::to_string(of->position) : "",
                     .is_optional = true});
  fields += hidden_field("seen", sha256_hex(all.new_ones[at].wording));
  return fields;
}

Response identity_form(Visit& visit, const Beside& all, std::size_t at, const Filled& filled,
                       int status) {
  const Paragraph& one = all.new_ones[at];
  Html body = error_summary(filled);
  body += html(R"(<div lang="{}">{}</div>)", all.draft.language, words_of(all, at));
  body += post_form(visit, identity_address(visit, all.draft, one),
                    identity_fields(filled, all, at), {.words = t("Save")});
  Html old_items;
  for (const Paragraph& old : all.old_ones)
    old_items +=
        html("<li>{}. {}</li>", old.position, shortened(tidy_line(old.wording), shown_of_words));
  body += html(R"({}<ul class="o-items" lang="{}">{}</ul>)",
               heading(2, t("The paragraphs of version {}", all.earlier->number)),
               all.draft.language, old_items);
  return page(visit,
              Head{.title = t("Which one is paragraph {}?", one.position),
                   .path = path_to(visit, all.draft)},
              html(R"(<div class="o-flow o-measure">{}</div>)", body), status);
}

// Where the draft has an earlier paragraph in the very same words.
std::optional<std::size_t> unchanged(const Beside& all, std::size_t old) {
  for (std::size_t i = 0; i < all.likenesses.size(); ++i)
    if (all.likenesses[i].kind == Likeness::Kind::same && all.likenesses[i].before == old) return i;
  return std::nullopt;
}

std::size_t place_of(const Beside& all, Number paragraph) {
  for (std::size_t i = 0; i < all.new_ones.size(); ++i)
    if (all.new_ones[i].number == paragraph) return i;
  throw NotFound{};
}

Beside beside_earlier(Visit& visit, Number text, Number version) {
  Beside all = beside(visit.db, draft_here(visit, text, version));
  if (!all.earlier) throw NotFound{};
  return all;
}

}  // namespace

std::int64_t count_doubtful(Db& db, const Version& draft) {
  const Beside all = beside(db, draft);
  return std::count_if(all.likenesses.begin(), all.likenesses.end(), is_doubtful);
}

Response show_identities(Visit& visit, Number text, Number version) {
  const Beside all = beside(visit.db, draft_here(visit, text, version));
  const Paging part = paging(visit, paragraphs_per_page);
  Html doubtful, rest;
  std::int64_t asked = 0;
  for (std::size_t i = 0; i < all.new_ones.size(); ++i) {
    if (is_doubtful(all.likenesses[i]) && ++asked <= paragraphs_per_page)
      doubtful += identity_item(visit, all, i);
    const auto place = static_cast<std::int64_t>(i);
    if (part.offset() <= place && place < part.offset() + part.per_page)
      rest += identity_item(visit, all, i);
  }
  Html body;
  if (asked > 0 && part.page == 1)
    body +=
        html(R"({}<ul class="o-items">{}</ul>)", heading(2, t("Not plain by the words")), doubtful);
  if (const Html gone = gone_items(visit, all); !gone.is_empty() && part.page == 1)
    body += html(R"({}<p>{}</p><ul class="o-items">{}</ul>)", heading(2, t("Gone from the draft")),
                 t("What stands behind them stays with the earlier version. If one lives on in "
                   "other words, say so at the paragraph it has become."),
                 gone);
  body += html(R"({}<ul class="o-items">{}</ul>)", heading(2, t("All paragraphs")), rest);
  body += pagination(visit, part, std::ssize(all.new_ones));
  return page(visit,
              Head{.title = t("Which paragraph is which"),
                   .lead = t("A paragraph keeps its notes and remarks from version to version. "
                             "Where the words do not tell, you say it."),
                   .path = path_to(visit, all.draft)},
              html(R"(<div class="o-flow o-measure">{}</div>)", body));
}

Response ask_identity(Visit& visit, Number text, Number version, Number paragraph) {
  const Beside all = beside_earlier(visit, text, version);
  return identity_form(visit, all, place_of(all, paragraph), Filled{}, 200);
}

Response settle_identity(Visit& visit, Number text, Number version, Number paragraph) {
  const Beside all = beside_earlier(visit, text, version);
  const std::size_t at = place_of(all, paragraph);
  const Paragraph& one = all.new_ones[at];
  Filled filled(visit.form);
  const std::string is(filled.value("is"));
  filled.expect(is == "same" || is == "part" || is == "new", "is", t("Choose what it is."));
  const auto of = filled.optional_number("of", 1, std::ssize(all.old_ones));
  if (is == "same" || is == "part")
    filled.expect(of.has_value(), "of", t("Write the number of the earlier paragraph."));
  if (is == "same" && of)
    if (const auto holder = unchanged(all, static_cast<std::size_t>(*of) - 1);
        holder && *holder != at)
      filled.fail("of", t("Paragraph {} of the draft has exactly those words, so it is that one. "
                          "Say first what else that is.",
                          all.new_ones[*holder].position));
  if (!filled.ok()) return identity_form(visit, all, at, filled, 422);
  if (filled.value("seen") != sha256_hex(one.wording))
    throw Conflict{t("The draft has changed since you opened the page. Look at it again.")};
  std::optional<Id<Paragraph>> earlier;
  if (is != "new") earlier = all.old_ones[static_cast<std::size_t>(*of) - 1].id;
  visit.write([&](Db& db) {
    if (is == "same")
      settle_as(db, all.draft.id, one, *earlier, visit.now);
    else
      settle_as_new(db, all.draft.id, one, earlier, visit.now);
  });
  return see_other(
      url(visit, "/{}/texts/{}/versions/{}/paragraphs", visit.scope.slug, text, version));
}

}  // namespace overens::texts
