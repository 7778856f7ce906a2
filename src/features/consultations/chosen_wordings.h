// What somebody chose among accepted wordings, and the draft that is made of it.
#pragma once

#include "features/consultations/wording_choices.h"

namespace overens::consultations {

// What was chosen for those places. What is no choice is said at its field, and where the first
// such stands.
struct ChosenWordings {
  struct One {
    const Choice* place = nullptr;
    std::string words;
    std::vector<AcceptedWording> from{};  // at least one
  };
  std::vector<One> all{};
  std::optional<std::size_t> first_fault{};
};
// Of the places from one to another.
ChosenWordings read_choices(Visit&, Filled&, const Place&, Choices&, std::size_t from,
                            std::size_t end);
// Each paragraph with new words knows the dispositions they came from. Inside a write.
texts::Version make_version(Db&, Visit&, const Place&, const Choices&, const ChosenWordings&);

}  // namespace overens::consultations
