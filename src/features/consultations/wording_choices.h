// What a new version can be built from: for each section and paragraph that has accepted proposals
// the different wordings among them. It is built on the latest version that is fixed, so that
// nothing is undone that was decided after the consultation; what is spoken of in the text that was
// sent out is found there by its identity.
#pragma once

#include "features/consultations/pages.h"

namespace overens::consultations {

// A proposed wording whose remark was accepted, wholly or in part: of a paragraph, of a section, or
// (neither) of the whole text.
struct AcceptedWording {
  Id<Remark> remark;
  Number number;
  std::optional<std::int64_t> section;            // of the version that was sent out
  std::optional<Id<texts::Paragraph>> paragraph;  // none: of the whole section
  Number first;                                   // the first remark there in just the same words
  std::int64_t of_place = 0;                      // how many were accepted for the same place
};
// By place and words, of each place the first so many different ones.
constexpr std::int64_t most_wordings_of_a_place = 10;
std::vector<AcceptedWording> accepted_wordings(Db&, Id<Consultation>);
// What stands in such a remark.
struct ProposedWording {
  std::string organisation;
  std::string proposed;
};
ProposedWording proposed_wording(Db&, Id<Remark>);

// The same proposed words, whoever wrote them.
struct Wording {
  std::string words;
  std::string organisation;           // the first that proposed it
  std::vector<AcceptedWording> from;  // at least one

  std::string value() const { return std::to_string(from.front().number.value); }
};

// What there is to choose between for one section or paragraph. Of a paragraph one wording is
// chosen; what was proposed for a section is often a part of it, and is written into its words by
// hand.
struct Choice {
  const texts::Section* section = nullptr;      // of the version that is built on
  const texts::Paragraph* paragraph = nullptr;  // of it too; none: the whole section
  const texts::Section* asked = nullptr;        // the same in the text that was sent out
  std::vector<AcceptedWording> accepted{};      // at least one
  std::vector<Wording> wordings{};              // once they are read: read_wordings()

  std::int64_t not_shown() const { return accepted.front().of_place - std::ssize(accepted); }

  // The same from version to version.
  std::string field() const {
    return paragraph ? "paragraph_" + std::to_string(paragraph->number.value)
                     : "section_" + section->slug;
  }
  // Where its words are given: of a section apart from what is ticked.
  std::string words_field() const { return paragraph ? field() : "words_" + section->slug; }
};

// In the order of the text: a section before its paragraphs.
struct Choices {
  texts::Version version;  // that is built on
  std::vector<texts::Section> sections;
  std::vector<texts::Paragraph> paragraphs;
  std::vector<Choice> all{};
  // Those whose place the version does not have, or that have no paragraph which could get other
  // words: they are written into the draft by hand. One a place.
  std::vector<AcceptedWording> by_hand{};

  std::size_t size() const { return all.size(); }
  std::vector<const texts::Paragraph*> paragraphs_of(const texts::Section&) const;
  // As they are in that version; of a section with an empty line between paragraphs.
  std::string words_now(const Choice&) const;
  // Whether something was typed that is other words than those.
  bool is_changed(const Choice&, std::string_view typed) const;
};
texts::Version built_on(Db&, const Place&);
Choices choices(Visit&, const Place&);
// Of the places from one to another: there may be many more than are shown.
void read_wordings(Db&, Choices&, std::size_t from, std::size_t end);

// They are chosen for so many places at a time.
constexpr std::size_t places_at_a_time = 10;
Page choose_wordings(Visit&, Number);
Page build_version(Visit&, Number);

}  // namespace overens::consultations
