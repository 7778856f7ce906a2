// Affiliations: how an organisation joins. It declares the criteria in an application, which is a
// numbered record from the moment it is received; those who run the compact talk with it, note and
// decide; then it signs, and stands in the directory. Owns application, its answers, assessment,
// and the pages on joining. Whether an organisation may join is asked here; that it has joined is
// said by the signature (mark_signed) and kept by compacts. It knows no signature.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/compacts/compacts.h"
#include "features/feature.h"

namespace overens::affiliations {

enum class State : std::uint8_t { received, talking, admitted, declined, withdrawn, signed_text };
constexpr auto names(State) {
  return std::array{
      std::pair{State::received, "received"},   std::pair{State::talking, "talking"},
      std::pair{State::admitted, "admitted"},   std::pair{State::declined, "declined"},
      std::pair{State::withdrawn, "withdrawn"}, std::pair{State::signed_text, "signed"}};
}

// Whether this organisation may sign and thereby join, as the compact's admission asks. One that is
// affiliated already, and a public body, always may. False too where its application was declined.
bool may_join(Db&, const compacts::Compact&, const organisations::Organisation&, const Date& today);
// Its open application, if there is one, has led to the goal. Inside a write.
void mark_signed(Db&, Id<organisations::Organisation>, Instant now);

Feature feature();

}  // namespace overens::affiliations
