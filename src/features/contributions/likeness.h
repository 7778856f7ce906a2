// Which notes are about the same, by their words: suggestions only, a person always decides. Pure:
// must not know SQL or pages.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "base/translation.h"

namespace overens::contributions {

struct WordedNote {
  Number number;
  std::string wording;
  std::vector<Number> themes;
};

struct AlikeNote {
  std::size_t note = 0;  // index
  double alike = 0;      // the cosine of what they say: 0 nothing in common, 1 the same words
};

class Likeness {
 public:
  // Borrows nothing. What nearly every note says counts little.
  Likeness(const std::vector<WordedNote>& notes, Language);

  // Themes of the notes most like this one that it does not have, the likeliest first: at most
  // three, none where nothing is like it.
  std::vector<Number> themes_for(std::size_t note) const;
  // Those that say nearly the same, the most alike first; at most ten.
  std::vector<AlikeNote> near_duplicates(std::size_t note) const;

 private:
  using Vector = std::unordered_map<std::string, double>;  // weight by stem, of length 1
  std::vector<AlikeNote> alike(std::size_t note) const;    // the most alike first

  std::vector<std::vector<Number>> themes_;
  std::vector<Vector> vectors_;
  std::unordered_map<std::string, std::vector<std::size_t>> notes_with_;
};

}  // namespace overens::contributions
