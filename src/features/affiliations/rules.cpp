#include "features/affiliations/rules.h"

namespace overens::affiliations {

using compacts::Admission;

bool is_open(State state) {
  return state == State::received || state == State::talking || state == State::admitted;
}

bool may_decide_alone(Admission admission) { return admission != Admission::every_party; }

NextStep next_step(const Situation& now) {
  if (!is_open(now.state)) return NextStep::none;
  if (now.state == State::admitted) return NextStep::signing;
  switch (now.admission) {
    case Admission::every_party:
      return now.parties_agreed ? NextStep::signing : NextStep::parties;
    case Admission::one_party:
      return NextStep::coordinator;
    case Admission::declared:
      break;
  }
  // Whoever types the name of an organisation that is here already must not get to act for it.
  return now.all_declared && !now.is_in_register ? NextStep::signing : NextStep::coordinator;
}

Text words_for(State state) {
  switch (state) {
    case State::received:
      return t("Received");
    case State::talking:
      return t("In conversation");
    case State::admitted:
      return t("May sign");
    case State::declined:
      return t("Declined");
    case State::withdrawn:
      return t("Withdrawn");
    case State::signed_text:
      return t("Signed");
  }
  return {};
}

}  // namespace overens::affiliations
