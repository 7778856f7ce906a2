// What a new version can be built from: for each section and paragraph that has accepted proposals
// the different wordings among them.
#pragma once

#include "features/consultations/anchors.h"

namespace overens::consultations {

// The same proposed words, whoever wrote them.
struct Wording {
  std::string words;
  std::string organisation;           // the first that proposed it
  std::vector<AcceptedWording> from;  // at least one

  std::string value() const { return std::to_string(from.front().number.value); }
};

// What there is to choose between, for each section and paragraph that has any, in the order of
// the text: a section before its paragraphs. Of a paragraph one wording is chosen; what was
// proposed for a section is often a part of it, and is written into its words by hand.
struct Choice {
  const texts::Section* section = nullptr;      // of the place
  const texts::Paragraph* paragraph = nullptr;  // none: the whole section
  std::vector<AcceptedWording> accepted{};      // at least one
  std::vector<Wording> wordings{};              // once they are read: read_wordings()

  std::int64_t not_shown() const { return accepted.front().of_place - std::ssize(accepted); }

  std::string number() const {
    return std::to_string(paragraph ? paragraph->number.value : section->position);
  }
  std::string field() const { return (paragraph ? "paragraph_" : "section_") + number(); }
  // Where its words are given: of a section apart from what is ticked.
  std::string words_field() const { return paragraph ? field() : "words_" + number(); }
};
using Choices = std::vector<Choice>;
Choices choices(Visit&, const Place&);
// Of the places from one to another: there may be many more than are shown.
void read_wordings(Db&, Choices&, std::size_t from, std::size_t end);

std::vector<const texts::Paragraph*> paragraphs_of(const Place&, const texts::Section&);
// As they are in the version that was sent out; of a section with an empty line between paragraphs.
std::string words_now(const Place&, const Choice&);

}  // namespace overens::consultations
