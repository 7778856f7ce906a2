// Where the holes "{}" of a literal pattern stand, found when it is compiled, so that whoever fills
// them need not look for them. Knows nothing of what a pattern is for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace overens {

// Offsets in bytes, rising. A consteval error unless there are exactly so many holes.
template <std::size_t count>
consteval std::array<std::uint16_t, count> places_of_holes(std::string_view pattern) {
  if (pattern.size() > UINT16_MAX) throw "a pattern is not that long";
  std::array<std::uint16_t, count> places{};
  std::size_t holes = 0;
  for (std::size_t i = 0; i + 1 < pattern.size(); ++i)
    if (pattern[i] == '{' && pattern[i + 1] == '}') {
      if (holes == count) throw "more holes than arguments";
      places[holes++] = static_cast<std::uint16_t>(i);
    }
  if (holes != count) throw "fewer holes than arguments";
  return places;
}

}  // namespace overens
