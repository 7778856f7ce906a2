// What a new version can be built from: for each section and paragraph that has accepted proposals
// the different wordings among them. It is built on the latest version that is fixed, so that
// nothing is undone that was decided after the consultation; what is spoken of in the text that was
// sent out is found there by its identity.
#pragma once

#include "features/consultations/pages.h"

namespace overens::consultations {

// The same proposed words in remarks that were accepted, wholly or in part: on a paragraph, on a
// section, or (neither) on the whole text.
struct AcceptedWording {
  Id<Remark> remark;  // the first of them
  Number number;
  std::optional<std::int64_t> section;            // of the version that was sent out
  std::optional<Id<texts::Paragraph>> paragraph;  // none: of the whole section
  std::int64_t remarks = 0;                       // how many say it in those words
  std::int64_t of_place = 0;                      // how many were accepted for the same place
};
// By place, of each the first so many.
constexpr std::int64_t most_wordings_of_a_place = 10;
std::vector<AcceptedWording> accepted_wordings(Db&, Id<Consultation>);
// What gave that paragraph its words in that version: all remarks with the same words. They stand
// behind it when the version is fixed.
void take_up(Db&, Id<texts::Version>, Id<texts::Paragraph>, const AcceptedWording&,
             Id<people::Person> by, Instant now);
// What stands in such a remark.
struct ProposedWording {
  std::string organisation;
  std::string proposed;
};
ProposedWording proposed_wording(Db&, Id<Remark>);

// The same with its words, once they are read: read_wordings().
struct Wording {
  AcceptedWording from;
  std::string organisation;  // the first that proposed it
  std::string words;

  std::string value() const { return std::to_string(from.number.value); }
};

// What there is to choose between for one section or paragraph. Of a paragraph one wording is
// chosen; what was proposed for a section is often a part of it, and is written into its words by
// hand.
struct Choice {
  const texts::Section* section = nullptr;      // of the version that is built on
  const texts::Paragraph* paragraph = nullptr;  // of it too; none: the whole section
  const texts::Section* asked = nullptr;        // the same in the text that was sent out
  std::vector<AcceptedWording> accepted{};      // at least one
  std::vector<Wording> wordings{};              // of each of them, once they are read

  std::int64_t not_shown() const;
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
// Whether those words have come into the text since it was sent out.
bool stands_there(const Place&, const Choices&, const Choice&, const Wording&);
// Whether one of its wordings, which have been read, does not stand there yet.
bool is_open(const Place&, const Choices&, const Choice&);
// Whether words stand among others, whatever white space is between them.
bool stands_in(std::string_view all, std::string_view words);
// The latest fixed version of the text, from the one that was sent out.
texts::Version latest_fixed(Db&, const Place&);
Choices choices(Visit&, const Place&, const texts::Version&);
// Of the places from one to another: there may be many more than are shown.
void read_wordings(Db&, Choices&, std::size_t from, std::size_t end);

// They are chosen for so many places at a time.
constexpr std::size_t places_at_a_time = 10;
Page choose_wordings(Visit&, Number);
Page build_version(Visit&, Number);

}  // namespace overens::consultations
