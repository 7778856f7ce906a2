// The rules of the register that need neither database nor request. The open ones are declared in
// organisations.h; these are this feature's own.
#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"

namespace overens::organisations {

constexpr std::int64_t days_between_confirmations = 365;

// Whether a representative should look through the entry again: never confirmed, or long ago.
bool is_due_for_confirmation(const std::optional<Instant>& confirmed_at, Instant now);

// How many single letters must be put in, taken out or changed to make one of the other; counts no
// further than `at_most` + 1. By bytes.
std::size_t edit_distance(std::string_view one, std::string_view other, std::size_t at_most);

}  // namespace overens::organisations
