#include "features/consultations/wording_choices.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace overens::consultations {

std::vector<const texts::Paragraph*> paragraphs_of(const Place& place,
                                                   const texts::Section& section) {
  std::vector<const texts::Paragraph*> all;
  for (const texts::Paragraph& one : place.paragraphs)
    if (one.section == section.position) all.push_back(&one);
  return all;
}

void read_wordings(Db& db, Choices& all, std::size_t from, std::size_t end) {
  for (std::size_t i = from; i < end; ++i) {
    std::vector<Wording>& wordings = all[i].wordings;
    if (!wordings.empty()) continue;
    for (const AcceptedWording& one : all[i].accepted) {
      ProposedWording read = proposed_wording(db, one.remark);
      const auto same = std::find_if(wordings.begin(), wordings.end(), [&](const Wording& known) {
        return tidy_text(known.words) == tidy_text(read.proposed);
      });
      if (same == wordings.end())
        wordings.push_back({std::move(read.proposed), std::move(read.organisation), {one}});
      else
        same->from.push_back(one);
    }
  }
}

Choices choices(Visit& visit, const Place& place) {
  std::map<std::int64_t, std::vector<AcceptedWording>> of_section;
  std::map<std::int64_t, std::vector<AcceptedWording>> of_paragraph;
  for (const AcceptedWording& one :
       visit.kept<of_each<accepted_wordings>>().at(place.consultation.id.value))
    (one.paragraph ? of_paragraph[one.paragraph->value] : of_section[one.section.value_or(0)])
        .push_back(one);
  Choices found;
  const texts::Section* before = nullptr;
  for (const texts::Paragraph& one : place.paragraphs) {
    const texts::Section* in = section_at(place, one.section);
    if (in && in != before)
      if (const auto accepted = of_section.find(in->position); accepted != of_section.end())
        found.push_back({in, nullptr, std::move(accepted->second)});
    before = in;
    if (const auto accepted = of_paragraph.find(one.id.value); accepted != of_paragraph.end())
      found.push_back({in, &one, std::move(accepted->second)});
  }
  return found;
}

std::string words_now(const Place& place, const Choice& choice) {
  if (choice.paragraph) return choice.paragraph->wording;
  std::string words;
  for (const texts::Paragraph* one : paragraphs_of(place, *choice.section))
    words += (words.empty() ? "" : "\n\n") + one->wording;
  return words;
}

}  // namespace overens::consultations
