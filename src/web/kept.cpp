#include "web/kept.h"

#include <algorithm>

namespace overens {
namespace {

using Answers = std::vector<std::pair<const char*, KeptAnswers::Answer>>;

KeptAnswers::Answer among(const Answers& answers, const char* question) {
  const auto known = std::find_if(answers.begin(), answers.end(),
                                  [&](const auto& one) { return one.first == question; });
  return known == answers.end() ? nullptr : known->second;
}

}  // namespace

KeptAnswers::Answer KeptAnswers::find(std::int64_t house, std::uint64_t version,
                                      const char* question) const {
  const std::lock_guard lock(mutex_);
  const auto kept = houses_.find(house);
  if (kept == houses_.end() || kept->second.version != version) return nullptr;
  return among(kept->second.answers, question);
}

void KeptAnswers::keep(std::int64_t house, std::uint64_t version, const char* question,
                       Answer answer) {
  const std::lock_guard lock(mutex_);
  if (houses_.size() >= most_houses_ && !houses_.contains(house)) houses_.clear();
  House& kept = houses_[house];
  if (kept.version > version) return;  // made before a write that others have seen
  if (kept.version < version) kept = {version, {}};
  if (!among(kept.answers, question)) kept.answers.emplace_back(question, std::move(answer));
}

const void* HouseAnswers::find(const char* question) {
  if (const auto known = among(known_, question)) return known.get();
  if (!shared_) return nullptr;
  auto kept = shared_->find(house_, version_, question);
  if (!kept) return nullptr;
  return known_.emplace_back(question, std::move(kept)).second.get();
}

const void* HouseAnswers::keep(const char* question, KeptAnswers::Answer answer) {
  if (shared_) shared_->keep(house_, version_, question, answer);
  return known_.emplace_back(question, std::move(answer)).second.get();
}

}  // namespace overens
