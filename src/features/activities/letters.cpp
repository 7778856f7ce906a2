#include "features/activities/letters.h"

#include "features/activities/door.h"
#include "web/letters.h"

namespace overens::activities {

std::string letter_text(const Letterhead& from, const std::string& name,
                        const std::vector<Text>& paragraphs, Language language) {
  std::string all;
  for (const Text& paragraph : paragraphs)
    if (const std::string words = paragraph.in(language); !words.empty())
      all += (all.empty() ? "" : "\n") + words + "\n";
  return overens::letter_text(from.house, name, all, from.compact.name, language);
}

Text where_and_when(const compacts::Compact& compact, const Activity& activity, Way way) {
  Text lines = t("When: {}", when_words(activity, compact.zone()));
  if (way == Way::digital) return t("{0}\nWhere: digitally", lines);
  if (!activity.place.empty()) lines = t("{0}\nWhere: {1}", lines, activity.place);
  if (!activity.access.empty()) lines = t("{0}\nGetting in: {1}", lines, activity.access);
  return lines;
}

Text words_for(Occasion occasion) {
  switch (occasion) {
    case Occasion::confirmed:
      return t("A seat is confirmed");
    case Occasion::waiting:
      return t("Somebody stands on the waiting list");
    case Occasion::moved_up:
      return t("Somebody on the waiting list gets a seat");
    case Occasion::offered:
      return t("A seat is offered to somebody who waits");
    case Occasion::accepted:
      return t("Somebody says yes to an offered seat");
    case Occasion::declined:
      return t("Somebody says no to an offered seat");
    case Occasion::expired:
      return t("An offered seat was not answered in time");
    case Occasion::changed:
      return t("A registration is changed");
    case Occasion::named:
      return t("Somebody is registered by somebody else");
    case Occasion::registered_already:
      return t("Somebody registers again");
    case Occasion::moved:
      return t("Time, place or title has changed");
    case Occasion::unregistered:
      return t("A registration is cancelled");
    case Occasion::left_out:
      return t("Somebody registered by somebody else no longer comes");
    case Occasion::called_off:
      return t("The activity is cancelled");
  }
  return {};
}

std::string companion_address(const Letterhead& from, const Registration& one,
                              const Companion& companion) {
  const std::string token = participant_token(from.house, one.number, companion.number,
                                              companion.id, companion.replaced_at);
  return from.house.public_url + url("/{}/participants/{}", from.compact.slug, token).text();
}

std::string topic_of(const Activity& activity) {
  return "activity " + std::to_string(activity.number.value);
}

}  // namespace overens::activities
