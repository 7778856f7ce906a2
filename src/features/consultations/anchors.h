// Where the paragraphs that were sent out are now. A remark never loses its paragraph: it is about
// an identity and the words of the version that was sent out. What has no place in the text any
// more is loose, shown with the old words, and still counted.
#pragma once

#include <map>

#include "features/consultations/pages.h"

namespace overens::consultations {

// The text as it reads now: the adopted version, else the latest fixed one, of the text that was
// sent out; and for each paragraph that was sent out what it is in it, none where it is loose.
struct Anchors {
  std::optional<texts::Version> version{};
  std::vector<texts::Paragraph> paragraphs{};
  std::map<std::int64_t, std::vector<std::int64_t>> now{};  // by identity
};
Anchors anchors(Visit&, const Place&);
// Links to what it is now, or that it is loose, with the words that were sent out.
Html anchor_view(Visit&, const Anchors&, const texts::Paragraph&);

}  // namespace overens::consultations
