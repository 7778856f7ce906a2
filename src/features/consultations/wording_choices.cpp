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

// A section by its heading and those it lies below.
std::string path_of(const std::vector<texts::Section>& all, const texts::Section& section) {
  std::string path = section.heading;
  const texts::Section* one = &section;
  while (one->parent) {  // which stands before it
    one = &all.at(static_cast<std::size_t>(*one->parent - 1));
    path = one->heading + '\n' + path;
  }
  return path;
}

// By the path, the position; none where several have it.
std::map<std::string, std::optional<std::int64_t>> positions(
    const std::vector<texts::Section>& all) {
  std::map<std::string, std::optional<std::int64_t>> found;
  for (const texts::Section& one : all) {
    const auto [at, is_new] = found.try_emplace(path_of(all, one), one.position);
    if (!is_new) at->second.reset();
  }
  return found;
}

// For each section of a version the same one in the version that was sent out.
class SentOut {
 public:
  SentOut(Db& db, const Place& place, const texts::Version& version,
          const std::vector<texts::Section>& now)
      : place_(place),
        is_it_(version.id == place.version.id),
        sent_out_(positions(texts::sections(db, place.version.id))),
        all_(now),
        now_(positions(now)) {}

  const texts::Section* same(const texts::Section& one) const {
    if (is_it_) return section_at(place_, one.position);
    const std::string path = path_of(all_, one);
    const auto at = sent_out_.find(path);
    if (!now_.at(path) || at == sent_out_.end() || !at->second) return nullptr;
    return section_at(place_, at->second);
  }

 private:
  const Place& place_;
  bool is_it_;
  std::map<std::string, std::optional<std::int64_t>> sent_out_;
  const std::vector<texts::Section>& all_;
  std::map<std::string, std::optional<std::int64_t>> now_;
};

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

std::int64_t Choice::not_shown() const {
  std::int64_t more = accepted.front().of_place;
  for (const AcceptedWording& one : accepted) more -= one.remarks;
  return more;
}

bool stands_in(std::string_view all, std::string_view words) {
  return tidy_line(all).find(tidy_line(words)) != std::string::npos;
}

bool stands_there(const Place& place, const Choices& all, const Choice& choice,
                  const Wording& wording) {
  const std::string now = all.words_now(choice);
  if (choice.paragraph) return tidy_text(now) == tidy_text(wording.words);
  std::string asked;
  for (const texts::Paragraph& one : place.paragraphs)
    if (one.section == choice.asked->position) asked += one.wording + "\n\n";
  return stands_in(now, wording.words) && !stands_in(asked, wording.words);
}

bool is_open(const Place& place, const Choices& all, const Choice& choice) {
  return std::any_of(choice.wordings.begin(), choice.wordings.end(),
                     [&](const Wording& one) { return !stands_there(place, all, choice, one); });
}

texts::Version latest_fixed(Db& db, const Place& place) {
  texts::Version latest = place.version;
  for (texts::Version& one : texts::versions(db, place.compact.id, place.version.text))
    if (one.is_frozen() && one.number > latest.number) latest = std::move(one);
  return latest;
}

Choices choices(Visit& visit, const Place& place, const texts::Version& version) {
  By<std::int64_t> of_section;
  By<Id<texts::Paragraph>> of_paragraph;
  for (const AcceptedWording& one :
       visit.kept<of_each<accepted_wordings>>().at(place.consultation.id.value))
    (one.paragraph ? of_paragraph[*one.paragraph] : of_section[one.section.value_or(0)])
        .push_back(one);
  Choices found{version, texts::sections(visit.db, version.id),
                texts::paragraphs(visit.db, version.id)};
  const auto add_paragraphs = [&](const texts::Section* in, const texts::Section* asked) {
    for (const texts::Paragraph& one : found.paragraphs) {
      if (one.section != (in ? std::optional(in->position) : std::nullopt)) continue;
      if (auto accepted = taken(of_paragraph, one.id); !accepted.empty())
        found.all.push_back({in, &one, asked, std::move(accepted)});
    }
  };
  const SentOut sent_out(visit.db, place, version, found.sections);
  add_paragraphs(nullptr, nullptr);
  for (const texts::Section& one : found.sections) {
    const texts::Section* asked = sent_out.same(one);
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
      ProposedWording read = proposed_wording(db, one.remark);
      wordings.push_back({one, std::move(read.organisation), std::move(read.proposed)});
    }
  }
}

}  // namespace overens::consultations
