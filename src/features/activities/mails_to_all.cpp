// The reminder and the thanks, and the task that writes them.
#include <algorithm>

#include "base/text.h"
#include "features/activities/door.h"
#include "features/activities/invitations.h"
#include "features/activities/letters_to_all.h"
#include "post/outbox.h"

namespace overens::activities {
namespace {

constexpr std::int64_t most_letters_at_a_time = 50;
constexpr std::int64_t most_waiting_in_the_outbox = 200;
constexpr std::int64_t most_candidates = 200;
constexpr std::int64_t most_mailings = 20;
constexpr int reminder_hour = 9;

std::string leaving_link(const Letterhead& from, const Registration& one) {
  return from.house.public_url +
         leaving_url(from.house, from.compact, List::reminders, one.email).text();
}

std::string own_link(const Letterhead& from, const Registration& one) {
  return from.house.public_url + url("/{}/registrations/{}", from.compact.slug,
                                     link_token(from.house, from.compact.id, one.number))
                                     .text();
}

std::string activity_link(const Letterhead& from, const Activity& activity) {
  return from.house.public_url +
         url("/{}/activities/{}", from.compact.slug, activity.number).text();
}

std::string_view kind_of(MailingKind kind) {
  return kind == MailingKind::reminder ? reminder_kind : thanks_kind;
}

// To whom: the one who registered, or one of the people of the registration.
struct Reader {
  const Registration& one;  // with the reader's own name and address
  const Companion* companion = nullptr;
};

std::vector<Text> paragraphs(const Letterhead& from, MailingKind kind, const Activity& activity,
                             const Reader& reader, const std::string& words, const Text& way_in) {
  const Registration& one = reader.one;
  std::vector<Text> all;
  if (kind == MailingKind::reminder) {
    all.push_back(t("You are registered for {}, and it is soon.", activity.title));
    all.push_back(verbatim(words));
    all.push_back(where_and_when(from.compact, activity, one.way));
    all.push_back(way_in);
    all.push_back(
        reader.companion
            ? t("If you can not come, say so here, so that somebody else can:\n{}",
                companion_address(from, one, *reader.companion))
            : t("If you can not come, say so here, so that somebody else gets your seat:\n{}",
                own_link(from, one)));
  } else {
    all.push_back(t("Thank you for coming to {}.", activity.title));
    all.push_back(verbatim(words));
    all.push_back(t("What was said and the material stand here, as soon as they are ready:\n{}",
                    activity_link(from, activity)));
  }
  all.push_back(
      t("If you want no more reminders and thanks from us:\n{}", leaving_link(from, one)));
  return all;
}

LetterDraft draft_for(Db& db, const Letterhead& from, MailingKind kind, const Activity& activity,
                      const Reader& reader, Language language) {
  const std::string title = shortened(activity.title, longest_title_in_subject);
  const Text subject =
      kind == MailingKind::reminder ? t("Soon: {}", title) : t("Thank you: {}", title);
  const std::string words = own_words(db, activity.id, kind_of(kind));
  const Text way_in = way_to_get_in(db, from, activity, reader.one, reader.companion);
  return {subject.in(language),
          letter_text(from, reader.one.name,
                      paragraphs(from, kind, activity, reader, words, way_in), language)};
}

// How many letters: none where the reader has left the list.
std::int64_t write_one(Db& db, const Letterhead& from, const Mailing& mailing,
                       const Activity& activity, const Reader& reader) {
  const Registration& one = reader.one;
  const std::string mark = email_mark(from.house, from.compact.id, one.email);
  if (one.email.empty() || has_left(db, from.compact.id, List::reminders, mark)) return 0;
  const Language language = language_of(one.language).value_or(Language::sv);
  const LetterDraft letter = draft_for(db, from, mailing.kind, activity, reader, language);
  const std::string who = reader.companion
                              ? "participant " + std::to_string(reader.companion->id.value)
                              : "registration " + std::to_string(one.id.value);
  post::send(db,
             {.key = who + " mailing " + std::to_string(mailing.id.value),
              .to = one.email,
              .to_name = one.name,
              .subject = letter.subject,
              .text = letter.text,
              .calendar = {},
              .reply_to = {},
              .sender_name = from.compact.name,
              .language = language,
              .kind = std::string(kind_of(mailing.kind)),
              .scope = from.compact.id.value,
              .about = "registration " + std::to_string(one.id.value),
              .topic = topic_of(activity),
              .is_bulk = true,
              .unsubscribe = leaving_link(from, one)},
             from.now);
  return 1;
}

std::int64_t write_to_people(Db& db, const Letterhead& from, const Mailing& mailing,
                             const Activity& activity, const Registration& one) {
  // Nobody is thanked for having come who did not: where the door noted anybody, it knows.
  const bool door_knows = mailing.kind == MailingKind::thanks && one.way == Way::on_site &&
                          attendance(db, activity.id).basis == Basis::checked_in;
  const auto came = door_knows ? those_here(db, one.id) : std::vector<Number>();
  if (door_knows && came.empty()) return 0;
  std::int64_t letters = write_one(db, from, mailing, activity, {one});
  for (const Companion& companion : companions(db, one.id)) {
    if (door_knows && std::find(came.begin(), came.end(), companion.number) == came.end()) continue;
    Registration theirs = one;
    theirs.name = companion.name;
    theirs.email = companion.email;
    letters += write_one(db, from, mailing, activity, {theirs, &companion});
  }
  return letters;
}

// How many rows it has dealt with.
std::int64_t go_on_with(Db& db, const House& house, const Mailing& mailing, Instant now,
                        std::int64_t most) {
  const Activity activity = load(db, mailing.activity);
  const Letterhead from{house, compact_of_activity(db, activity.id), now};
  const bool is_right = activity.status == Status::published &&
                        (mailing.kind == MailingKind::thanks || now < activity.starts_at);
  const auto rows = is_right ? registered_after(db, activity.id, mailing.last_registration,
                                                mailing.begun_at, most)
                             : std::vector<Registration>();
  std::int64_t letters = 0;
  for (const Registration& one : rows) letters += write_to_people(db, from, mailing, activity, one);
  const auto count = static_cast<std::int64_t>(rows.size());
  go_on(db, mailing, rows.empty() ? mailing.last_registration : rows.back().id.value, letters,
        count < most, now);
  return count;
}

void begin_due_reminders(Database& database, Instant now) {
  struct Due {
    Id<Activity> activity;
    Date day;
    Instant at;
  };
  const auto due = database.read([&](Db& db) {
    std::vector<Due> all;
    for (const Activity& one : reminder_candidates(db, now, most_candidates)) {
      const Zone zone = compact_of_activity(db, one.id).zone();
      const auto at = reminder_due(one, days_before(db, one.id), zone);
      const Date day = date_of(one.starts_at, zone);
      if (at && now >= *at && !find_mailing(db, one.id, MailingKind::reminder, day))
        all.push_back({one.id, day, *at});
    }
    return all;
  });
  if (due.empty()) return;
  database.write(unseen, [&](Db& db) {
    for (const Due& one : due)
      begin_mailing(db, one.activity, MailingKind::reminder, one.day, one.at, {});
  });
}

}  // namespace

std::optional<Instant> reminder_due(const Activity& activity, std::int64_t days_before,
                                    const Zone& zone) {
  if (days_before == 0) return std::nullopt;
  return at(add_days(date_of(activity.starts_at, zone), -static_cast<int>(days_before)),
            reminder_hour, 0, zone);
}

LetterDraft draft_to_all(Db& db, const Letterhead& from, MailingKind kind, const Activity& activity,
                         const Registration& one, Language language) {
  return draft_for(db, from, kind, activity, {one}, language);
}

std::int64_t write_to_everybody(const Site& site, Database& database, Instant now) {
  const auto& house = static_cast<const House&>(site);
  begin_due_reminders(database, now);
  if (database.read([](Db& db) { return open_mailings(db, 1).empty(); })) return 0;
  return database.write(unseen, [&](Db& db) {
    const std::int64_t room = most_waiting_in_the_outbox - post::count_bulk_waiting(db);
    const std::int64_t most = std::min(most_letters_at_a_time, room);
    std::int64_t done = 0;
    for (const Mailing& one : open_mailings(db, most_mailings)) {
      if (done >= most) break;
      done += go_on_with(db, house, one, now, most - done);
    }
    return done;
  });
}

}  // namespace overens::activities
