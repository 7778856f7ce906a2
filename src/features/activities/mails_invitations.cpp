// The letters of invitations, the address in them by which one leaves the list, and the task that
// sends them a little at a time.
#include "base/secrets.h"
#include "base/text.h"
#include "features/activities/invitations.h"
#include "features/activities/letters.h"
#include "features/activities/rules.h"
#include "post/outbox.h"

namespace overens::activities {
namespace {

// One round of the task: fifty letters every ten seconds are three hundred a minute, and while
// two hundred wait in the outbox no more are put there.
constexpr std::int64_t most_letters_at_a_time = 50;
constexpr std::int64_t most_waiting_in_the_outbox = 200;
constexpr std::int64_t most_rounds_at_a_time = 20;

std::string seal_key_of(const Site& site) { return sha256(site.secret_key + " lists"); }

std::string_view name_of(List list) {
  return list == List::invitations ? "invitations" : "reminders";
}

std::string link_of(const Letterhead& from, const Round& round, const Invitation& one) {
  return from.house.public_url +
         url("/{}/invitations/{}", from.compact.slug,
             invitation_token(from.house, from.compact.id, round.number, one.number))
             .text();
}

std::string leaving_link(const Letterhead& from, const Invitation& one) {
  return from.house.public_url +
         leaving_url(from.house, from.compact, List::invitations, one.email).text();
}

Text deadline(const Letterhead& from, const Activity& activity, const Round& round) {
  if (round.holds_after_close || !closes_before_it_starts(activity, from.compact.zone()))
    return t("You can answer until it begins.");
  return t("Answer by {}.", long_date(*activity.register_by));
}

enum class Letter : std::uint8_t { first, reminder, called_off };

std::vector<Text> paragraphs(const Letterhead& from, const Activity& activity, const Round& round,
                             const Invitation& one, Letter letter) {
  if (letter == Letter::called_off)
    return {t("{0}, to which you were invited, is cancelled. {1}", activity.title,
              activity.cancel_reason),
            where_and_when(from.compact, activity),
            t("If you want no more invitations from us:\n{}", leaving_link(from, one))};
  std::vector<Text> all;
  const std::string& whom = one.organisation_name;
  if (letter == Letter::reminder)
    all.push_back(
        t("We have not heard whether you come to {}. A no is an answer too.", activity.title));
  else if (whom.empty())
    all.push_back(t("You are invited to {}.", activity.title));
  else
    all.push_back(t("{0} is invited to {1}, and you answer for it.", whom, activity.title));
  if (!round.words.empty()) all.push_back(verbatim(round.words));
  all.push_back(where_and_when(from.compact, activity));
  all.push_back(t("Say yes or no here. The link is personal:\n{}", link_of(from, round, one)));
  all.push_back(deadline(from, activity, round));
  if (round.passing != Passing::nobody)
    all.push_back(t("On that page you can also pass the invitation on."));
  all.push_back(t("If you want no more invitations from us:\n{}", leaving_link(from, one)));
  return all;
}

LetterDraft draft(const Letterhead& from, const Activity& activity, const Round& round,
                  const Invitation& one, Letter letter, Language language) {
  const std::string title = shortened(activity.title, longest_title_in_subject);
  const Text subject = letter == Letter::reminder     ? t("Reminder of an invitation: {}", title)
                       : letter == Letter::called_off ? t("Cancelled: {}", title)
                                                      : t("Invitation: {}", title);
  return {subject.in(language),
          letter_text(from, one.name, paragraphs(from, activity, round, one, letter), language)};
}

void write(Db& db, const Letterhead& from, const Activity& activity, const Round& round,
           const Invitation& one, Letter letter) {
  const Language language = from.compact.own_language();
  const LetterDraft words = draft(from, activity, round, one, letter, language);
  const std::string occasion = letter == Letter::reminder
                                   ? "reminder " + std::to_string(one.reminders + 1)
                               : letter == Letter::called_off ? "called off"
                                                              : "first";
  post::send(db,
             {.key = "invitation " + std::to_string(one.id.value) + " " + occasion,
              .to = one.email,
              .to_name = one.name,
              .subject = words.subject,
              .text = words.text,
              .calendar = {},
              .reply_to = {},
              .sender_name = from.compact.name,
              .language = language,
              .kind = letter == Letter::reminder     ? "invitation_reminder"
                      : letter == Letter::called_off ? "invitation_called_off"
                                                     : "invitation",
              .scope = from.compact.id.value,
              .about = "invitation " + std::to_string(one.id.value),
              .topic = topic_of(activity),
              .is_bulk = true,
              .unsubscribe = leaving_link(from, one)},
             from.now);
}

// Asked anew for each row, when its turn comes.
std::optional<Reason> hindrance(Db& db, const Letterhead& from, const Activity& activity,
                                const EntryRule& entry, const Invitation& one) {
  if (activity.status != Status::published || from.now >= activity.starts_at)
    return Reason::is_over;
  if (has_left(db, from.compact.id, List::invitations,
               email_mark(from.house, from.compact.id, one.email)))
    return Reason::off_list;
  if (is_invited(db, one)) return Reason::invited_already;
  if (one.organisation && !entry.lets_in(one.organisation)) return Reason::may_not_enter;
  return std::nullopt;
}

std::int64_t send_round(Db& db, const House& house, const Round& round, Instant now,
                        std::int64_t most) {
  const Activity activity = load(db, round.activity);
  const Letterhead from{house, compact_of_activity(db, activity.id), now};
  const EntryRule entry(db, from.compact, activity, date_of(now, from.compact.zone()));
  const auto rows = planned_of(db, round.id, most);
  for (const Invitation& one : rows) {
    if (const auto why = hindrance(db, from, activity, entry, one)) {
      mark_left_out(db, one.id, *why);
      continue;
    }
    mark_sent(db, one.id, now);
    write(db, from, activity, round, one, Letter::first);
  }
  if (static_cast<std::int64_t>(rows.size()) < most)
    set_round(db, round.id, RoundState::sending, RoundState::sent, now);
  return static_cast<std::int64_t>(rows.size());
}

std::int64_t send_reminders(Db& db, const House& house, Instant now, std::int64_t most) {
  const auto due = due_reminders(db, now, most);
  for (const Invitation& one : due) {
    const Activity activity = load(db, one.activity);
    const Round round = load_round(db, one.round);
    const Letterhead from{house, compact_of_activity(db, activity.id), now};
    const bool is_off = activity.status == Status::cancelled;
    const bool is_welcome = (is_off || activity.status == Status::published) &&
                            now < activity.starts_at && round.state != RoundState::withdrawn &&
                            !has_answered(db, one) &&
                            !has_left(db, from.compact.id, List::invitations,
                                      email_mark(house, from.compact.id, one.email));
    if (!is_welcome) {
      take_reminder_back(db, one.id);
      continue;
    }
    write(db, from, activity, round, one, is_off ? Letter::called_off : Letter::reminder);
    if (is_off)
      take_reminder_back(db, one.id);
    else
      mark_reminded(db, one.id, now);
  }
  return static_cast<std::int64_t>(due.size());
}

}  // namespace

Url leaving_url(const Site& site, const compacts::Compact& compact, List list,
                std::string_view email) {
  const std::string what = std::to_string(compact.id.value) + " " + std::string(name_of(list)) +
                           " " + std::string(email);
  return url("/{}/lists/{}", compact.slug, seal(seal_key_of(site), what));
}

std::optional<Leaving> read_leaving(const Site& site, const compacts::Compact& compact,
                                    std::string_view sealed) {
  const auto what = unseal(seal_key_of(site), sealed);
  if (!what) return std::nullopt;
  for (const auto& [list, name] : names(List{})) {
    const std::string begin = std::to_string(compact.id.value) + " " + std::string(name) + " ";
    if (what->starts_with(begin)) return Leaving{list, what->substr(begin.size())};
  }
  return std::nullopt;
}

void write_invitation(Db& db, const Letterhead& from, const Activity& activity, const Round& round,
                      const Invitation& one) {
  write(db, from, activity, round, one, Letter::first);
}

LetterDraft invitation_draft(const Letterhead& from, const Activity& activity, const Round& round,
                             const Invitation& one) {
  return draft(from, activity, round, one, Letter::first, from.compact.own_language());
}

std::int64_t purge_invitations_task(const Site&, Database& database, Instant now) {
  constexpr std::int64_t most_activities_at_a_time = 50;
  constexpr std::int64_t most_refusals_at_a_time = 5000;
  constexpr int refusals_kept_days = 30;
  return database.write(unseen, [&](Db& db) {
    return purge_invitations(db, kept_since(now), most_activities_at_a_time, now) +
           purge_refusals(db, plus_days(now, -refusals_kept_days), most_refusals_at_a_time);
  });
}

std::int64_t send_invitations(const Site& site, Database& database, Instant now) {
  const auto& house = static_cast<const House&>(site);
  const auto is_anything_due = database.read([&](Db& db) {
    return !rounds_to_send(db, now, 1).empty() || !due_reminders(db, now, 1).empty();
  });
  if (!is_anything_due) return 0;
  return database.write(unseen, [&](Db& db) {
    const std::int64_t room = most_waiting_in_the_outbox - post::count_bulk_waiting(db);
    std::int64_t left = std::min(most_letters_at_a_time, room);
    std::int64_t done = 0;
    for (const Round& round : rounds_to_send(db, now, most_rounds_at_a_time)) {
      if (left - done <= 0) return done;
      done += send_round(db, house, round, now, left - done);
    }
    if (left - done > 0) done += send_reminders(db, house, now, left - done);
    return done;
  });
}

}  // namespace overens::activities
