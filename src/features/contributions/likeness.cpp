#include "features/contributions/likeness.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/stems.h"

namespace overens::contributions {
namespace {

constexpr double nearly_the_same = 0.6;
constexpr double alike_enough = 0.08;  // to have a say about the theme
constexpr std::size_t asked = 7;       // of the most alike notes
constexpr std::size_t most_suggested = 3;
constexpr double as_likely = 0.5;  // as the likeliest, to be named beside it
constexpr std::size_t most_duplicates = 10;
constexpr std::size_t most_with_a_stem = 400;  // a stem that more notes have tells too little

}  // namespace

Likeness::Likeness(const std::vector<WordedNote>& notes, Language language) {
  for (std::size_t i = 0; i < notes.size(); ++i) {
    themes_.push_back(notes[i].themes);
    Vector& vector = vectors_.emplace_back();
    for (std::string& stem : stems_of(notes[i].wording, language)) ++vector[std::move(stem)];
    for (const auto& [stem, count] : vector) notes_with_[stem].push_back(i);
  }
  const auto all = static_cast<double>(notes.size());
  for (Vector& vector : vectors_) {
    double length = 0;
    for (auto& [stem, weight] : vector) {
      weight *= std::log(1 + all / static_cast<double>(notes_with_.at(stem).size())) - std::log(2);
      length += weight * weight;
    }
    if (length > 0)
      for (auto& [stem, weight] : vector) weight /= std::sqrt(length);
  }
}

std::vector<AlikeNote> Likeness::alike(std::size_t note) const {
  std::map<std::size_t, double> sums;
  for (const auto& [stem, weight] : vectors_[note]) {
    const auto& others = notes_with_.at(stem);
    if (others.size() > most_with_a_stem) continue;
    for (const std::size_t other : others)
      if (other != note) sums[other] += weight * vectors_[other].at(stem);
  }
  std::vector<AlikeNote> all;
  for (const auto& [other, sum] : sums) all.push_back({other, sum});
  std::stable_sort(all.begin(), all.end(), [](const AlikeNote& one, const AlikeNote& other) {
    return one.alike > other.alike;
  });
  return all;
}

std::vector<Number> Likeness::themes_for(std::size_t note) const {
  std::map<Number, double> scores;
  std::size_t heard = 0;
  for (const AlikeNote& one : alike(note)) {
    if (one.alike < alike_enough || heard == asked) break;
    if (themes_[one.note].empty()) continue;
    ++heard;
    for (const Number theme : themes_[one.note]) scores[theme] += one.alike;
  }
  for (const Number theme : themes_[note]) scores.erase(theme);
  std::vector<std::pair<Number, double>> best(scores.begin(), scores.end());
  std::stable_sort(best.begin(), best.end(),
                   [](const auto& one, const auto& other) { return one.second > other.second; });
  std::vector<Number> themes;
  for (const auto& [theme, score] : best)
    if (themes.size() < most_suggested && score >= as_likely * best.front().second)
      themes.push_back(theme);
  return themes;
}

std::vector<AlikeNote> Likeness::near_duplicates(std::size_t note) const {
  auto all = alike(note);
  std::erase_if(all, [](const AlikeNote& one) { return one.alike < nearly_the_same; });
  if (all.size() > most_duplicates) all.resize(most_duplicates);
  return all;
}

}  // namespace overens::contributions
