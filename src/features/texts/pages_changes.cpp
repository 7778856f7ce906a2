// What changed between two versions, paragraph by paragraph: side by side, or in line.
#include <algorithm>
#include <map>
#include <utility>

#include "base/diff.h"
#include "features/texts/pages.h"

namespace overens::texts {
namespace {

enum class View { side, in_line };

// Two versions laid beside each other.
struct Comparison {
  Visit& visit;
  const Version& before;
  const Version& after;
  View view;
  std::vector<Paragraph> old_ones;
  std::vector<Paragraph> new_ones;
  std::vector<ParagraphChange> changes{};
  std::multimap<Id<Paragraph>, std::pair<How, const Paragraph*>> came_from{};  // by the new one
  std::multimap<Id<Paragraph>, std::pair<How, const Paragraph*>> went_into{};  // by the old one
};

std::string_view name_of(ParagraphChange::Kind kind) {
  switch (kind) {
    case ParagraphChange::Kind::same:
      return "same";
    case ParagraphChange::Kind::removed:
      return "removed";
    case ParagraphChange::Kind::added:
      return "added";
    case ParagraphChange::Kind::changed:
      return "changed";
    case ParagraphChange::Kind::moved:
      return "moved";
  }
  return "";
}

Text label(const Version& version) { return t("Version {}", version.number); }

Html removed_words(std::string_view words) {
  return html("<p>{}</p>", marked_difference(words, {}));
}
Html added_words(std::string_view words) { return html("<p>{}</p>", marked_difference({}, words)); }

// One side's half of the difference: what only the other side has is left out.
Html half(const std::vector<DiffPiece>& pieces, DiffPiece::Kind left_out) {
  return each(pieces, [&](const DiffPiece& piece) {
    if (piece.kind == left_out) return Html();
    if (piece.kind == DiffPiece::Kind::same) return html("{}", piece.text);
    return piece.kind == DiffPiece::Kind::removed ? marked_difference(piece.text, {})
                                                  : marked_difference({}, piece.text);
  });
}

Html cell(const Text& label, const Html& words) {
  return html(R"(<div><p class="o-diff__label">{}</p>{}</div>)", label, words);
}

Html none(const Text& words) { return html(R"(<p class="o-diff__none">{}</p>)", words); }

Html side_cells(const Comparison& all, const Paragraph* before, const Paragraph* after) {
  if (!before)
    return cell(label(all.before), none(t("The paragraph was not there."))) +=
           cell(label(all.after), added_words(after->wording));
  if (!after)
    return cell(label(all.before), removed_words(before->wording)) +=
           cell(label(all.after), none(t("The paragraph is gone.")));
  const auto pieces = word_diff(before->wording, after->wording);
  Html cells = cell(label(all.before), html("<p>{}</p>", half(pieces, DiffPiece::Kind::added)));
  cells += cell(label(all.after), html("<p>{}</p>", half(pieces, DiffPiece::Kind::removed)));
  return cells;
}

Html inline_cell(const Paragraph* before, const Paragraph* after) {
  return html("<div><p>{}</p></div>",
              marked_difference(before ? before->wording : "", after ? after->wording : ""));
}

Text came_from_words(How how, std::int64_t position) {
  return how == How::split ? t("Split: it was a part of paragraph {}.", position)
                           : t("Merged: paragraph {} is part of it now.", position);
}

Text went_into_words(How how, std::int64_t position) {
  return how == How::split ? t("Split: a part of it is now paragraph {}.", position)
                           : t("Merged: it is now part of paragraph {}.", position);
}

Html descent_words(const Comparison& all, const Paragraph* before, const Paragraph* after) {
  Html words;
  if (after)
    for (auto [one, end] = all.came_from.equal_range(after->id); one != end; ++one)
      words += html("{} ", came_from_words(one->second.first, one->second.second->position));
  if (before)
    for (auto [one, end] = all.went_into.equal_range(before->id); one != end; ++one)
      words += html("{} ", went_into_words(one->second.first, one->second.second->position));
  return words;
}

Html row(const Comparison& all, const ParagraphChange& change) {
  const Paragraph* before = change.before ? &all.old_ones[*change.before] : nullptr;
  const Paragraph* after = change.after ? &all.new_ones[*change.after] : nullptr;
  if (change.kind == ParagraphChange::Kind::same)
    return html(R"(<div class="o-diff__row" data-change="same"><div><p>{}</p></div></div>)",
                after->wording);
  Html why;
  if (change.kind == ParagraphChange::Kind::moved)
    why += html("{} ", t("Moved: it was paragraph {0} and is now paragraph {1}.", before->position,
                         after->position));
  why += descent_words(all, before, after);
  const Paragraph& known = after ? *after : *before;
  why += link(address(all.visit, after ? all.after : all.before, known),
              t("What is behind paragraph {}", known.position));
  return html(R"(<div class="o-diff__row" data-change="{}">{}<p class="o-diff__why">{}</p></div>)",
              name_of(change.kind),
              all.view == View::side ? side_cells(all, before, after) : inline_cell(before, after),
              why);
}

// The heading of what follows, with what changed in it; nothing where it is the same as above.
Html heading_above(const Comparison& all, const ParagraphChange& change, std::string& last) {
  const std::string before =
      change.before ? all.old_ones[*change.before].section_heading : std::string();
  const std::string after =
      change.after ? all.new_ones[*change.after].section_heading : std::string();
  const std::string& now = change.after ? after : before;
  if (now == last || now.empty()) return {};
  last = now;
  const bool is_renamed = change.kind != ParagraphChange::Kind::moved && change.before &&
                          change.after && before != after;
  return html("<h2>{}</h2>", is_renamed ? marked_difference(before, after) : html("{}", now));
}

Html difference(const Comparison& all) {
  std::string last;
  const Html rows = each(all.changes, [&](const ParagraphChange& change) {
    Html both = heading_above(all, change, last);
    both += row(all, change);
    return both;
  });
  return html(R"(<div class="o-diff" data-view="{}" lang="{}">{}</div>)",
              all.view == View::side ? "side" : "inline", all.after.language, rows);
}

std::int64_t count_changes(const Comparison& all) {
  return std::count_if(all.changes.begin(), all.changes.end(), [](const ParagraphChange& change) {
    return change.kind != ParagraphChange::Kind::same;
  });
}

using Places = std::map<Id<Paragraph>, const Paragraph*>;

Places places_of(const std::vector<Paragraph>& all) {
  Places places;
  for (const Paragraph& one : all) places.emplace(one.id, &one);
  return places;
}

// What was split and merged on the way from one to the other; the other way round it is told
// backwards: two that were split are one again.
void add_descents(Comparison& all, const compacts::Compact& compact) {
  const bool is_backwards = all.after.number < all.before.number;
  const Version& older = is_backwards ? all.after : all.before;
  const Version& newer = is_backwards ? all.before : all.after;
  const Places old_places = places_of(all.old_ones), new_places = places_of(all.new_ones);
  const auto at = [](const Places& places, Id<Paragraph> id) {
    const auto there = places.find(id);
    return there == places.end() ? nullptr : there->second;
  };
  for (const Version& one : versions(all.visit.db, compact.id, all.after.text)) {
    if (one.number <= older.number || newer.number < one.number) continue;
    for (Descended descent : descents(all.visit.db, one.id)) {
      if (is_backwards) {
        std::swap(descent.paragraph, descent.ancestor);
        descent.how = descent.how == How::split ? How::merged : How::split;
      }
      const Paragraph* from = at(old_places, descent.ancestor);
      const Paragraph* into = at(new_places, descent.paragraph);
      if (!from || !into) continue;
      all.came_from.emplace(into->id, std::pair(descent.how, from));
      all.went_into.emplace(from->id, std::pair(descent.how, into));
    }
  }
}

Html view_tabs(const Visit& visit, const Comparison& all) {
  const Url here = changes_address(visit, all.after, all.before);
  const bool is_side = all.view == View::side;
  return html(R"(<nav class="o-tabs" aria-label="{}"><ul><li><a href="{}"{}>{}</a></li><li>)"
              R"(<a href="{}"{}>{}</a></li></ul></nav>)",
              t("How the changes are shown"), here, attribute_if(is_side, "aria-current", "page"),
              t("Side by side"), here.with("view", "inline"),
              attribute_if(!is_side, "aria-current", "page"), t("In line"));
}

}  // namespace

Response show_changes(Visit& visit, Number text, Number version, Number since) {
  const compacts::Compact compact = compacts::here(visit);
  const Version after = visible(visit, found(find(visit.db, compact.id, text, version)));
  const Version before = visible(visit, found(find(visit.db, compact.id, text, since)));
  Comparison all{visit,
                 before,
                 after,
                 visit.query.value("view") == "inline" ? View::in_line : View::side,
                 paragraphs(visit.db, before.id),
                 paragraphs(visit.db, after.id)};
  all.changes = changes_between(all.old_ones, all.new_ones);
  add_descents(all, compact);
  Html body = html(R"(<p class="o-count">{}</p>)",
                   tn("{} paragraph differs", "{} paragraphs differ", count_changes(all)));
  body += view_tabs(visit, all);
  body += html(R"(<ul class="o-legend"><li><del>{}</del></li><li><ins>{}</ins></li></ul>)",
               t("removed"), t("added"));
  body += difference(all);
  for (const Version& one : {before, after})
    body += html("<p>{}</p>{}", label(one), seal(visit, one));
  auto path = path_to_texts(visit);
  path.push_back({label(after), address(visit, after)});
  return page(visit,
              Head{.title = t("From version {0} to version {1}", before.number, after.number),
                   .lead = t("{0}. {1}.", standing(before, compact.zone()),
                             standing(after, compact.zone())),
                   .path = path},
              body);
}

}  // namespace overens::texts
