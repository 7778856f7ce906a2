// The rules of a consultation that need neither database nor request: whether one may answer now.
// status() is declared in consultations.h.
#pragma once

#include "features/consultations/consultations.h"

namespace overens::consultations {

// What a submission would meet.
enum class Door : std::uint8_t {
  not_yet,  // it opens later
  open,
  late,   // received, and marked late
  shut,   // the last day has passed and nothing more is received
  kept,   // the last day has passed: what was submitted stands
  ended,  // the parties are done with it
};
Door door(const Consultation&, bool has_answered, const Date& today);
bool lets_in(Door);
Text words_for(Door, const Consultation&);

// What stands in a part of a draft, in a few letters: whether it is what a form was shown with.
struct DraftPart;
std::string fingerprint(const DraftPart&);

constexpr std::size_t most_attachments = 10;     // of one response
constexpr std::size_t longest_wording = 20'000;  // code points of a remark, likewise of a proposal
constexpr std::size_t longest_reason = 4'000;
constexpr int longest_open_days = 730;

}  // namespace overens::consultations
