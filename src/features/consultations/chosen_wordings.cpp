#include "features/consultations/chosen_wordings.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "features/consultations/wording_changes.h"

namespace overens::consultations {
namespace {

constexpr std::size_t longest_section = 100'000;  // characters

// The choice by which that section gets other words as a whole; none where it does not.
const ChosenWordings::One* all_of(const ChosenWordings& chosen, const texts::Section* section) {
  const auto at =
      std::find_if(chosen.all.begin(), chosen.all.end(), [&](const ChosenWordings::One& one) {
        return section && !one.place->paragraph && one.place->section == section;
      });
  return at == chosen.all.end() ? nullptr : &*at;
}

// "0" is the words as they are.
void read_paragraph_choice(Filled& filled, const Choice& choice, ChosenWordings& chosen) {
  const std::string name = choice.field();
  const std::string_view value = filled.value(name);
  const auto wording = std::find_if(choice.wordings.begin(), choice.wordings.end(),
                                    [&](const Wording& one) { return one.value() == value; });
  filled.expect(wording != choice.wordings.end() || value == "0", name,
                t("Choose one of the wordings."));
  if (wording == choice.wordings.end()) return;
  const ChosenWordings::One* section = all_of(chosen, choice.section);
  filled.expect(!section || stands_in(section->words, wording->words), name,
                t("“{}” gets other words as a whole, and these are not among them. Write them in "
                  "there too, or leave the paragraph as it is.",
                  choice.section ? choice.section->heading : ""));
  filled.expect(texts::is_paragraphs(wording->words), name,
                t("It brings a heading, or a block of code without an end. Leave the words as they "
                  "are here, and write it into the draft."));
  chosen.all.push_back({&choice, wording->words, {wording->from}});
}

void read_section_choice(Filled& filled, const Form& form, const Choices& all, const Choice& choice,
                         ChosenWordings& chosen) {
  const std::string name = choice.field();
  const std::string words_name = choice.words_field();
  ChosenWordings::One one{&choice, filled.optional_text(words_name, longest_section)};
  const std::vector<std::string_view> ticked = form.all(name);
  std::size_t known = 0;
  for (const Wording& wording : choice.wordings) {
    const auto times = std::count(ticked.begin(), ticked.end(), wording.value());
    known += static_cast<std::size_t>(times);
    if (times > 0) one.from.push_back(wording.from);
  }
  filled.expect(known == ticked.size(), name, t("Choose among the proposals."));
  const bool is_as_before = !all.is_changed(choice, one.words);
  filled.expect(
      is_as_before || texts::is_paragraphs(one.words), words_name,
      t("“{}”: a heading has no place here, nor a block of code without an end. Change the "
        "headings in the draft.",
        choice.section->heading));
  filled.expect(one.from.empty() || !is_as_before, words_name,
                t("“{}”: write what is taken up into the words, or clear the tick.",
                  choice.section->heading));
  filled.expect(
      is_as_before || !one.from.empty(), name,
      t("“{}”: tick which of the proposals the new words come from.", choice.section->heading));
  if (!is_as_before) chosen.all.push_back(std::move(one));
}

// The words that take the place of others, by where they stand: a section's stand where its first
// paragraph did.
std::map<std::int64_t, std::string> instead_of(const Choices& all, const ChosenWordings& chosen) {
  std::map<std::int64_t, std::string> instead;
  for (const ChosenWordings::One& one : chosen.all) {
    if (one.place->paragraph) {
      if (all_of(chosen, one.place->section)) continue;  // its words stand among the section's
      instead[one.place->paragraph->position] = one.words;
      continue;
    }
    std::string words = one.words;
    for (const texts::Paragraph* was : all.paragraphs_of(*one.place->section))
      instead[was->position] = std::exchange(words, "");
  }
  return instead;
}

// Where the words of each choice stand in the new version, by where those stood whose place they
// took: the first paragraph, and the one after the last.
using Span = std::pair<std::int64_t, std::int64_t>;
std::map<std::int64_t, Span> spans(const Choices& all,
                                   const std::map<std::int64_t, std::string>& instead) {
  std::map<std::int64_t, Span> found;
  std::int64_t next = 1;
  for (const texts::Paragraph& one : all.paragraphs) {
    const auto at = instead.find(one.position);
    const std::int64_t end = next + (at == instead.end() ? 1 : texts::count_paragraphs(at->second));
    if (at != instead.end()) found[one.position] = {next, end};
    next = end;
  }
  return found;
}

// Those of them with words of that choice that read otherwise than before, or all where a section
// only became shorter.
std::vector<Id<texts::Paragraph>> changed_in(const Span& span, const std::string& words,
                                             const Choices& all,
                                             const std::vector<texts::Paragraph>& now) {
  std::vector<Id<texts::Paragraph>> there;
  std::vector<Id<texts::Paragraph>> changed;
  for (const texts::Paragraph& each : now) {
    if (each.position < span.first || each.position >= span.second) continue;
    if (!stands_in(words, each.wording) && !stands_in(each.wording, words)) continue;
    there.push_back(each.id);
    const bool is_as_before =
        std::any_of(all.paragraphs.begin(), all.paragraphs.end(), [&](const texts::Paragraph& was) {
          return was.id == each.id && was.wording == each.wording;
        });
    if (!is_as_before) changed.push_back(each.id);
  }
  return changed.empty() ? there : changed;
}

// Where the words begin whose place is taken.
std::int64_t first_position(const Choices& all, const ChosenWordings& chosen,
                            const Choice& choice) {
  const bool is_all_of_it = !choice.paragraph || all_of(chosen, choice.section);
  return is_all_of_it ? all.paragraphs_of(*choice.section).front()->position
                      : choice.paragraph->position;
}

}  // namespace

ChosenWordings read_choices(Visit& visit, Filled& filled, const Place& place, Choices& all,
                            std::size_t from, std::size_t end) {
  read_wordings(visit.db, all, from, end);
  ChosenWordings chosen;
  for (std::size_t i = from; i < end; ++i) {
    if (!is_open(place, all, all.all[i])) continue;
    const std::size_t faults = filled.errors().size();
    if (all.all[i].paragraph)
      read_paragraph_choice(filled, all.all[i], chosen);
    else
      read_section_choice(filled, visit.form, all, all.all[i], chosen);
    if (filled.errors().size() > faults && !chosen.first_fault) chosen.first_fault = i;
  }
  return chosen;
}

texts::Version make_version(Db& db, Visit& visit, const Place& place, const Choices& all,
                            const ChosenWordings& chosen) {
  const auto instead = instead_of(all, chosen);
  const texts::Version made =
      texts::add_version(db, place.compact, all.version.text,
                         texts::with_wordings(texts::bytes(db, all.version.id), instead), {},
                         people::me(visit), visit.now, all.version.id);
  const auto now = texts::paragraphs(db, made.id);
  const auto stand_at = spans(all, instead);
  for (const ChosenWordings::One& one : chosen.all)
    for (const Id<texts::Paragraph> paragraph :
         changed_in(stand_at.at(first_position(all, chosen, *one.place)), one.words, all, now))
      for (const AcceptedWording& wording : one.from)
        take_up(db, made.id, paragraph, wording, people::me(visit), visit.now);
  return made;
}

}  // namespace overens::consultations
