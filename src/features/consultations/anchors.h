// Where the paragraphs that were sent out are now, and a new version of the text built from the
// proposed wordings that were accepted. A remark never loses its paragraph: it is about an identity
// and the words of the version that was sent out. What has no place in the text any more is loose,
// shown with the old words, and still counted.
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

// A proposed wording whose remark was accepted, wholly or in part: of a paragraph, or of a section.
struct AcceptedWording {
  Id<Remark> remark;
  Number number;
  std::optional<std::int64_t> section;
  std::optional<Id<texts::Paragraph>> paragraph;  // none: of the whole section
  std::int64_t of_place = 0;                      // how many were accepted for the same place
};
// By place, of each the first so many.
constexpr std::int64_t most_wordings_of_a_place = 10;
std::vector<AcceptedWording> accepted_wordings(Db&, Id<Consultation>);
// What stands in such a remark.
struct ProposedWording {
  std::string organisation;
  std::string proposed;
};
ProposedWording proposed_wording(Db&, Id<Remark>);

// The text with those paragraphs in other words, by identity; without words one is left out. Pure:
// for tests too.
std::string with_wordings(std::string_view markdown, const std::vector<texts::Paragraph>&,
                          const std::map<std::int64_t, std::string>& instead);

// They are chosen for so many places at a time.
constexpr std::size_t places_at_a_time = 10;
Page choose_wordings(Visit&, Number);
Page build_version(Visit&, Number);

}  // namespace overens::consultations
