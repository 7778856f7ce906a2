#include "features/organisations/rules.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "base/text.h"
#include "features/organisations/organisations.h"

namespace overens::organisations {
namespace {

constexpr std::size_t shortest_part = 6;        // of a name found within another, in bytes
constexpr std::size_t letters_per_mistake = 8;  // one more may differ for each so many
constexpr std::size_t longest_compared = 400;   // bytes; names are at most 200 letters

bool is_letter_or_digit(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// What of a name is compared: without case, spaces and signs.
std::string bare(std::string_view name) {
  std::string folded = fold(name);
  std::erase_if(folded, [](char c) { return !is_letter_or_digit(c); });
  folded.resize(std::min(folded.size(), longest_compared));
  return folded;
}

bool bare_names_look_alike(const std::string& one, const std::string& other) {
  const std::string& shorter = one.size() < other.size() ? one : other;
  const std::string& longer = one.size() < other.size() ? other : one;
  if (shorter.empty()) return false;
  if (shorter.size() >= shortest_part && longer.find(shorter) != std::string::npos) return true;
  const std::size_t mistakes = shorter.size() / letters_per_mistake + 1;
  return shorter.size() >= shortest_part && edit_distance(one, other, mistakes) <= mistakes;
}

}  // namespace

std::optional<std::string> organisation_number(std::string_view typed) {
  std::string digits;
  for (const char c : tidy_line(typed)) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c != '-' && c != ' ')
      return std::nullopt;
  }
  constexpr std::size_t digits_of_a_number = 10;
  if (digits.size() != digits_of_a_number || digits[2] < '2' || !luhn_valid(digits))
    return std::nullopt;
  return digits.insert(6, "-");
}

bool look_alike(std::string_view name, std::string_view other) {
  return bare_names_look_alike(bare(name), bare(other));
}

std::vector<Organisation> likely_duplicates(const std::vector<Organisation>& all,
                                            std::string_view name) {
  const std::string wanted = bare(name);
  std::vector<Organisation> alike;
  for (const Organisation& one : all)
    if (bare_names_look_alike(wanted, bare(one.name))) alike.push_back(one);
  return alike;
}

bool is_due_for_confirmation(const std::optional<Instant>& confirmed_at, Instant now) {
  return !confirmed_at || plus_days(*confirmed_at, days_between_confirmations) <= now;
}

std::size_t edit_distance(std::string_view one, std::string_view other, std::size_t at_most) {
  const std::size_t apart = std::max(one.size(), other.size()) - std::min(one.size(), other.size());
  if (apart > at_most) return at_most + 1;
  std::vector<std::size_t> above(other.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  std::vector<std::size_t> row(other.size() + 1);
  for (std::size_t i = 1; i <= one.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j)
      row[j] =
          std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (one[i - 1] != other[j - 1])});
    if (*std::min_element(row.begin(), row.end()) > at_most) return at_most + 1;
    std::swap(above, row);
  }
  return above.back();
}

}  // namespace overens::organisations
