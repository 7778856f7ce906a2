#include "features/consultations/rules.h"

#include "base/secrets.h"
#include "features/consultations/store.h"

namespace overens::consultations {

Status status(const Consultation& one, const Date& today) {
  if (one.handled_at) return Status::handled;
  if (today < one.opens_on) return Status::coming;
  return today <= one.closes_on ? Status::open : Status::closed;
}

Door door(const Consultation& one, bool has_answered, const Date& today) {
  switch (status(one, today)) {
    case Status::coming:
      return Door::not_yet;
    case Status::open:
      return Door::open;
    case Status::handled:
      return Door::ended;
    case Status::closed:
      break;
  }
  if (has_answered) return Door::kept;
  return one.accepts_late ? Door::late : Door::shut;
}

std::string fingerprint(const DraftPart& part) {
  constexpr std::size_t letters = 16;
  constexpr char between = '\x1f';
  return sha256_hex(part.stance + between + part.wording + between + part.proposed + between +
                    std::to_string(part.joins))
      .substr(0, letters);
}

bool lets_in(Door door) { return door == Door::open || door == Door::late; }

Text words_for(Door door, const Consultation& one) {
  switch (door) {
    case Door::not_yet:
      return t("The consultation opens {}. Come back then.", long_date(one.opens_on));
    case Door::open:
      return t("You can change your response until the end of {}.", long_date(one.closes_on));
    case Door::late:
      return t(
          "The last day was {}. You can still answer, and your response will be marked as late.",
          long_date(one.closes_on));
    case Door::shut:
      return t("The last day was {}. No more responses are received.", long_date(one.closes_on));
    case Door::kept:
      return t("The last day was {}. What you have submitted can no longer be changed.",
               long_date(one.closes_on));
    case Door::ended:
      return t("The parties have handled every remark, so no more responses are received.");
  }
  return {};
}

Text words_for(Status status) {
  switch (status) {
    case Status::coming:
      return t("Opens later");
    case Status::open:
      return t("Open");
    case Status::closed:
      return t("Closed");
    case Status::handled:
      return t("Handled");
  }
  return {};
}

Text words_for(Stance stance) {
  switch (stance) {
    case Stance::supports:
      return t("Supports");
    case Stance::supports_with_change:
      return t("Supports with change");
    case Stance::opposes:
      return t("Opposes");
    case Stance::abstains:
      return t("Abstains");
  }
  return {};
}

Text words_for(Channel channel) {
  switch (channel) {
    case Channel::web:
      return t("On the web");
    case Channel::paper:
      return t("On paper");
    case Channel::imported:
      return t("Imported");
  }
  return {};
}

Text words_for(DispositionKind kind) {
  switch (kind) {
    case DispositionKind::accepted:
      return t("Accepted");
    case DispositionKind::partly:
      return t("Partly accepted");
    case DispositionKind::not_accepted:
      return t("Not accepted");
    case DispositionKind::out_of_scope:
      return t("Outside the scope");
    case DispositionKind::noted:
      return t("No change asked for");
  }
  return {};
}

}  // namespace overens::consultations
