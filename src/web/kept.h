// Answers of stores that are kept in memory: what stands on nearly every page of a house and is
// seldom written, as its name, its parties and its municipalities. An answer belongs to one version
// of the house's data and is gone with it; a visit uses the answers of exactly the version that its
// transaction reads. Asked through Visit::kept. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace overens {

class Db;
template <class Tag>
struct Id;

// A question of a store about a house, and the type of its answer.
template <class F>
struct HouseQuestion;
template <class A, class Tag>
struct HouseQuestion<A (*)(Db&, Id<Tag>)> {
  using Answer = A;
};

// Its address tells one question from another.
template <auto question>
inline constexpr char question_name = 0;

class KeptAnswers {
 public:
  using Answer = std::shared_ptr<const void>;
  explicit KeptAnswers(std::size_t most_houses = 1'000) : most_houses_(most_houses) {}

  Answer find(std::int64_t house, std::uint64_t version, const char* question) const;
  void keep(std::int64_t house, std::uint64_t version, const char* question, Answer answer);

 private:
  struct House {
    std::uint64_t version = 0;
    std::vector<std::pair<const char*, Answer>> answers;  // as many as the source asks questions
  };
  const std::size_t most_houses_;
  mutable std::mutex mutex_;
  std::unordered_map<std::int64_t, House> houses_;
};

// What one visit has asked; a question is asked of the database at most once for each.
class HouseAnswers {
 public:
  HouseAnswers() = default;
  // Shares with others what is of this version of the house.
  HouseAnswers(KeptAnswers& shared, std::int64_t house, std::uint64_t version)
      : shared_(&shared), house_(house), version_(version) {}

  const void* find(const char* question);
  const void* keep(const char* question, KeptAnswers::Answer answer);

 private:
  KeptAnswers* shared_ = nullptr;  // none: the visit's view is of no version, or it changes things
  std::int64_t house_ = 0;
  std::uint64_t version_ = 0;
  std::vector<std::pair<const char*, KeptAnswers::Answer>> known_;
};

}  // namespace overens
