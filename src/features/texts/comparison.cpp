// Two versions of a text laid beside each other, from the title to the end.
#include <algorithm>
#include <map>
#include <set>

#include "base/alignment.h"
#include "features/texts/texts.h"

namespace overens::texts {
namespace {

void match_paragraphs(const std::vector<Piece>& before, const std::vector<Piece>& after,
                      std::vector<Match>& matches) {
  std::map<Id<Paragraph>, std::size_t> places;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i].paragraph) places.emplace(before[i].paragraph->id, i);
  for (std::size_t j = 0; j < after.size(); ++j) {
    if (!after[j].paragraph) continue;
    if (const auto at = places.find(after[j].paragraph->id); at != places.end())
      matches.push_back({at->second, j});
  }
}

std::size_t heading_above(const std::vector<Piece>& pieces, std::size_t at) {
  while (!pieces[at].is_heading()) --at;  // the title stands first
  return at;
}

// The same words are the same heading; else the one above the same paragraphs, in other words; else
// the one between the same headings.
class Headings {
 public:
  Headings(const std::vector<Piece>& before, const std::vector<Piece>& after,
           std::vector<Match>& matches)
      : before_(before), after_(after), matches_(matches) {}

  void match() {
    take(0, 0);
    by_words();
    by_what_stands_below();
    by_neighbours();
  }

 private:
  void take(std::size_t i, std::size_t j) {
    is_taken_[i] = is_found_[j] = true;
    matches_.push_back({i, j});
  }

  void by_words() {
    std::multimap<std::string, std::size_t> known;
    for (std::size_t i = 1; i < before_.size(); ++i)
      if (before_[i].is_heading()) known.emplace(before_[i].words, i);
    for (std::size_t j = 1; j < after_.size(); ++j) {
      if (!after_[j].is_heading()) continue;
      if (const auto at = known.find(after_[j].words); at != known.end()) {
        take(at->second, j);
        known.erase(at);
      }
    }
  }

  void by_what_stands_below() {
    const std::vector<Match> found = matches_;
    for (const Match& one : found) {
      if (before_[one.before].is_heading()) continue;
      const std::size_t i = heading_above(before_, one.before),
                        j = heading_above(after_, one.after);
      if (!is_taken_[i] && !is_found_[j]) take(i, j);
    }
  }

  // One that holds other headings alone has nothing right below it.
  void by_neighbours() {
    std::map<std::size_t, std::size_t> known;
    for (const Match& one : matches_) known.emplace(one.before, one.after);
    for (std::size_t i = 1; i + 1 < before_.size(); ++i) {
      if (!before_[i].is_heading() || is_taken_[i]) continue;
      const auto below = known.find(i + 1);
      if (below == known.end() || below->second == 0) continue;
      const std::size_t j = below->second - 1;
      if (after_[j].is_heading() && !is_found_[j]) take(i, j);
    }
  }

  const std::vector<Piece>& before_;
  const std::vector<Piece>& after_;
  std::vector<Match>& matches_;
  std::vector<bool> is_taken_ = std::vector<bool>(before_.size());
  std::vector<bool> is_found_ = std::vector<bool>(after_.size());
};

bool is_same(const Piece& before, const Piece& after) {
  return before.words == after.words && before.level == after.level;
}

}  // namespace

std::vector<Piece> pieces(Db& db, const Version& version) {
  std::vector<Piece> all{{.words = version.title}};
  const auto those = paragraphs(db, version.id);
  const auto add_those_in = [&](std::optional<std::int64_t> section) {
    for (const Paragraph& one : those)
      if (one.section == section) all.push_back({.words = one.wording, .paragraph = one});
  };
  add_those_in(std::nullopt);
  for (const Section& section : sections(db, version.id)) {
    all.push_back({.words = section.heading, .level = section.level});
    add_those_in(section.position);
  }
  return all;
}

Comparison compare(std::vector<Piece> before, std::vector<Piece> after) {
  Comparison all{std::move(before), std::move(after)};
  match_paragraphs(all.before, all.after, all.matches);
  Headings(all.before, all.after, all.matches).match();
  const auto rises = [](const Match& a, const Match& b) { return a.before < b.before; };
  std::sort(all.matches.begin(), all.matches.end(), rises);
  all.spine = longest_rising(all.matches);
  std::set_difference(all.matches.begin(), all.matches.end(), all.spine.begin(), all.spine.end(),
                      std::back_inserter(all.moved), rises);
  return all;
}

std::vector<PieceChange> changes(const Comparison& all) {
  using Kind = PieceChange::Kind;
  std::map<std::size_t, std::size_t> came_from;
  std::set<std::size_t> left;
  for (const Match& one : all.moved) {
    came_from.emplace(one.after, one.before);
    left.insert(one.before);
  }
  std::vector<PieceChange> told;
  std::size_t i = 0, j = 0;
  const auto tell_until = [&](std::size_t before, std::size_t after) {
    for (; i < before; ++i)
      if (!left.contains(i)) told.push_back({Kind::removed, i, {}});
    for (; j < after; ++j) {
      const auto from = came_from.find(j);
      if (from == came_from.end())
        told.push_back({Kind::added, {}, j});
      else
        told.push_back({Kind::moved, from->second, j});
    }
  };
  for (const Match& one : all.spine) {
    tell_until(one.before, one.after);
    told.push_back({is_same(all.before[i], all.after[j]) ? Kind::same : Kind::changed, i, j});
    ++i, ++j;
  }
  tell_until(all.before.size(), all.after.size());
  return told;
}

}  // namespace overens::texts
