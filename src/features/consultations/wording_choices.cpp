#include "features/consultations/wording_choices.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"

namespace overens::consultations {
namespace {

template <class Key>
using By = std::map<Key, std::vector<AcceptedWording>>;

// What was accepted there, which is then left in no place.
template <class Key>
std::vector<AcceptedWording> taken(By<Key>& by, const Key& key) {
  const auto at = by.find(key);
  return at == by.end() ? std::vector<AcceptedWording>{} : std::move(by.extract(at).mapped());
}

template <class Key>
void add_first_of_each(const By<Key>& by, std::vector<AcceptedWording>& all) {
  for (const auto& [key, accepted] : by) all.push_back(accepted.front());
}

// By the slug, which is the heading in other letters.
const texts::Section* same_section(const Place& place, const texts::Section& one) {
  const auto at = std::find_if(place.sections.begin(), place.sections.end(),
                               [&](const texts::Section& asked) { return asked.slug == one.slug; });
  return at == place.sections.end() ? nullptr : &*at;
}

}  // namespace

std::vector<const texts::Paragraph*> Choices::paragraphs_of(const texts::Section& section) const {
  std::vector<const texts::Paragraph*> found;
  for (const texts::Paragraph& one : paragraphs)
    if (one.section == section.position) found.push_back(&one);
  return found;
}

std::string Choices::words_now(const Choice& choice) const {
  if (choice.paragraph) return choice.paragraph->wording;
  std::string words;
  for (const texts::Paragraph* one : paragraphs_of(*choice.section))
    words += (words.empty() ? "" : "\n\n") + one->wording;
  return words;
}

bool Choices::is_changed(const Choice& choice, std::string_view typed) const {
  const std::string words = tidy_text(typed);
  return !words.empty() && words != tidy_text(words_now(choice));
}

texts::Version built_on(Db& db, const Place& place) {
  texts::Version latest = place.version;
  for (texts::Version& one : texts::versions(db, place.compact.id, place.version.text))
    if (one.is_frozen() && one.number > latest.number) latest = std::move(one);
  return latest;
}

Choices choices(Visit& visit, const Place& place) {
  By<std::int64_t> of_section;
  By<Id<texts::Paragraph>> of_paragraph;
  for (const AcceptedWording& one :
       visit.kept<of_each<accepted_wordings>>().at(place.consultation.id.value))
    (one.paragraph ? of_paragraph[*one.paragraph] : of_section[one.section.value_or(0)])
        .push_back(one);
  const texts::Version version = built_on(visit.db, place);
  Choices found{version, texts::sections(visit.db, version.id),
                texts::paragraphs(visit.db, version.id)};
  const auto add_paragraphs = [&](const texts::Section* in, const texts::Section* asked) {
    for (const texts::Paragraph& one : found.paragraphs) {
      if (one.section != (in ? std::optional(in->position) : std::nullopt)) continue;
      if (auto accepted = taken(of_paragraph, one.id); !accepted.empty())
        found.all.push_back({in, &one, asked, std::move(accepted)});
    }
  };
  add_paragraphs(nullptr, nullptr);
  for (const texts::Section& one : found.sections) {
    const texts::Section* asked = same_section(place, one);
    if (asked && !found.paragraphs_of(one).empty())
      if (auto accepted = taken(of_section, asked->position); !accepted.empty())
        found.all.push_back({&one, nullptr, asked, std::move(accepted)});
    add_paragraphs(&one, asked);
  }
  add_first_of_each(of_section, found.by_hand);
  add_first_of_each(of_paragraph, found.by_hand);
  return found;
}

void read_wordings(Db& db, Choices& choices, std::size_t from, std::size_t end) {
  for (std::size_t i = from; i < end; ++i) {
    std::vector<Wording>& wordings = choices.all[i].wordings;
    if (!wordings.empty()) continue;
    for (const AcceptedWording& one : choices.all[i].accepted) {
      if (wordings.empty() || wordings.back().from.front().first != one.first) {
        ProposedWording read = proposed_wording(db, one.remark);
        wordings.push_back({std::move(read.proposed), std::move(read.organisation), {}});
      }
      wordings.back().from.push_back(one);
    }
  }
}

}  // namespace overens::consultations
