// What changed between two versions, heading by heading and paragraph by paragraph: side by side,
// or in line.
#include <algorithm>
#include <map>
#include <utility>

#include "base/diff.h"
#include "features/texts/pages.h"

namespace overens::texts {
namespace {

enum class View { side, in_line };

// Two versions laid beside each other on a page.
struct Shown {
  Visit& visit;
  const Version& before;
  const Version& after;
  View view;
  Comparison pieces;
  std::vector<PieceChange> changes{};
  std::multimap<Id<Paragraph>, std::pair<How, const Paragraph*>> came_from{};  // by the new one
  std::multimap<Id<Paragraph>, std::pair<How, const Paragraph*>> went_into{};  // by the old one
};

std::string_view name_of(PieceChange::Kind kind) {
  switch (kind) {
    case PieceChange::Kind::same:
      return "same";
    case PieceChange::Kind::removed:
      return "removed";
    case PieceChange::Kind::added:
      return "added";
    case PieceChange::Kind::changed:
      return "changed";
    case PieceChange::Kind::moved:
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

Html side_cells(const Shown& all, const Paragraph* before, const Paragraph* after) {
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

Html descent_words(const Shown& all, const Paragraph* before, const Paragraph* after) {
  Html words;
  if (after)
    for (auto [one, end] = all.came_from.equal_range(after->id); one != end; ++one)
      words += html("{} ", came_from_words(one->second.first, one->second.second->position));
  if (before)
    for (auto [one, end] = all.went_into.equal_range(before->id); one != end; ++one)
      words += html("{} ", went_into_words(one->second.first, one->second.second->position));
  return words;
}

const Paragraph* paragraph_at(const std::vector<Piece>& pieces, std::optional<std::size_t> at) {
  return at ? &*pieces[*at].paragraph : nullptr;
}

Html row(const Shown& all, const PieceChange& change) {
  const Paragraph* before = paragraph_at(all.pieces.before, change.before);
  const Paragraph* after = paragraph_at(all.pieces.after, change.after);
  if (change.kind == PieceChange::Kind::same)
    return html(R"(<div class="o-diff__row" data-change="same"><div><p>{}</p></div></div>)",
                after->wording);
  Html why;
  if (change.kind == PieceChange::Kind::moved)
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

// A heading with what changed in it. The title is told where it changed; else it stands above.
Html heading_row(const Shown& all, const PieceChange& change) {
  const Piece* before = change.before ? &all.pieces.before[*change.before] : nullptr;
  const Piece* after = change.after ? &all.pieces.after[*change.after] : nullptr;
  const Piece& known = after ? *after : *before;
  const bool is_title = known.level == 0;
  if (is_title && change.kind == PieceChange::Kind::same) return {};
  Html words = change.kind == PieceChange::Kind::same
                   ? html("{}", known.words)
                   : marked_difference(before ? before->words : "", after ? after->words : "");
  if (is_title) words = html(R"(<span class="o-meta">{}</span> {})", t("The title:"), words);
  Html heading = html("<h2>{}</h2>", words);
  if (change.kind == PieceChange::Kind::moved)
    heading += html(R"(<p class="o-meta">{}</p>)", t("The heading has moved."));
  if (before && after && before->level != after->level)
    heading += html(
        R"(<p class="o-meta">{}</p>)",
        t("The heading was on level {0} and is now on level {1}.", before->level, after->level));
  return heading;
}

bool is_heading(const Shown& all, const PieceChange& change) {
  return change.after ? all.pieces.after[*change.after].is_heading()
                      : all.pieces.before[*change.before].is_heading();
}

Html difference(const Shown& all) {
  const Html rows = each(all.changes, [&](const PieceChange& change) {
    return is_heading(all, change) ? heading_row(all, change) : row(all, change);
  });
  return html(R"(<div class="o-diff" data-view="{}" lang="{}">{}</div>)",
              all.view == View::side ? "side" : "inline", all.after.language, rows);
}

// Of headings, the title among them, or of paragraphs.
std::int64_t count_changes(const Shown& all, bool of_headings) {
  return std::ranges::count_if(all.changes, [&](const PieceChange& change) {
    return change.kind != PieceChange::Kind::same && is_heading(all, change) == of_headings;
  });
}

using Places = std::map<Id<Paragraph>, const Paragraph*>;

Places places_of(const std::vector<Piece>& all) {
  Places places;
  for (const Piece& one : all)
    if (one.paragraph) places.emplace(one.paragraph->id, &*one.paragraph);
  return places;
}

// What was split and merged on the way from one to the other; the other way round it is told
// backwards: two that were split are one again.
void add_descents(Shown& all, const compacts::Compact& compact) {
  const bool is_backwards = all.after.number < all.before.number;
  const Version& older = is_backwards ? all.after : all.before;
  const Version& newer = is_backwards ? all.before : all.after;
  const Places old_places = places_of(all.pieces.before), new_places = places_of(all.pieces.after);
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

Html view_tabs(const Visit& visit, const Shown& all) {
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
  Shown all{visit, before, after,
            visit.query.value("view") == "inline" ? View::in_line : View::side,
            compare(pieces(visit.db, before), pieces(visit.db, after))};
  all.changes = changes(all.pieces);
  add_descents(all, compact);
  Text counted = tn("{} paragraph differs", "{} paragraphs differ", count_changes(all, false));
  if (const auto headings = count_changes(all, true))
    counted = t("{0}, {1}", counted, tn("{} heading", "{} headings", headings));
  Html body = html(R"(<p class="o-count">{}</p>)", counted);
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
