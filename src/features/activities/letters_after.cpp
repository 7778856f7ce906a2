#include "features/activities/letters_after.h"

#include "features/activities/letters.h"
#include "post/outbox.h"

namespace overens::activities {
namespace {

Text address_of(const Letterhead& from, const AfterLetter& letter, const Registration& one) {
  const Url link = url("/{}/registrations/{}/{}", from.compact.slug,
                       link_token(from.house, from.compact.id, one.number), letter.page);
  return verbatim(from.house.public_url + link.text());
}

}  // namespace

bool write_after_to(Db& db, const Letterhead& from, const Activity& activity,
                    const AfterLetter& letter, const Registration& one) {
  if (one.email.empty()) return false;
  const Language language = language_of(one.language).value_or(Language::sv);
  return post::send(
      db,
      {.key = "registration " + std::to_string(one.id.value) + " " + letter.occasion,
       .to = one.email,
       .to_name = one.name,
       .subject = letter.subject.in(language),
       .text = letter_text(from, one.name, {letter.words, address_of(from, letter, one)}, language),
       .calendar = {},
       .reply_to = {},
       .sender_name = from.compact.name,
       .language = language,
       .kind = letter.kind,
       .scope = from.compact.id.value,
       .about = "registration " + std::to_string(one.id.value),
       .topic = topic_of(activity)},
      from.now);
}

std::int64_t write_after(Db& db, const Letterhead& from, const Activity& activity,
                         const AfterLetter& letter) {
  std::int64_t written = 0;
  for (const Registration& one : registrations(db, activity.id, State::confirmed, most_on_a_list))
    written += write_after_to(db, from, activity, letter, one) ? 1 : 0;
  return written;
}

}  // namespace overens::activities
