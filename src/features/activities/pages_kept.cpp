// For coordinators: what is kept about the people of an activity, when it will be removed, and what
// has been.
#include "features/activities/invitations.h"
#include "features/activities/kept.h"
#include "features/activities/letters.h"
#include "features/activities/pages_mails.h"
#include "features/activities/rules.h"
#include "post/outbox.h"

namespace overens::activities {
namespace {

Html day_or_nothing(std::int64_t count, const Date& day) {
  return count > 0 ? date_element(day) : html("{}", t("nothing is kept"));
}

Table kept_table(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  const Kept counted = kept(visit.db, activity.id);
  const Date day = removal_day(activity);
  Table list{t("What is kept, and until when"), {t("What"), t("How many"), t("Removed")}, {}};
  list.rows.push_back({html("{}", t("Names, addresses and organisations of the registered")),
                       html("{}", counted.registrations),
                       day_or_nothing(counted.registrations, day)});
  const Date ended = date_of(activity.ends_at, compact.zone());
  for (const KeptAnswers& one : kept_answers(visit.db, activity.id))
    list.rows.push_back(
        {html("{}", t("Answers: {}", one.label)), html("{}", one.answers),
         day_or_nothing(one.answers, add_days(ended, static_cast<int>(one.kept_days)))});
  list.rows.push_back({html("{}", t("Names and addresses of the invited")),
                       html("{}", counted.invitations), day_or_nothing(counted.invitations, day)});
  list.rows.push_back({html("{}", t("Rows of lists that were not written to")),
                       html("{}", counted.refusals),
                       html("{}", t("30 days after they were brought in"))});
  list.rows.push_back({html("{}", t("Letters")),
                       html("{}", post::count_on(visit.db, compact.id.value, topic_of(activity))),
                       html("{}", t("Receivers and contents 30 days after a letter was sent"))});
  return list;
}

Table removed_table(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  Table list{t("What has been removed"), {t("What"), t("How many"), t("When")}, {}};
  const auto add = [&](const Text& what, std::int64_t count, Instant at) {
    list.rows.push_back({html("{}", what), html("{}", count), instant_element(at, compact.zone())});
  };
  for (const RemovedAnswers& one : removed_answers(visit.db, activity.id))
    add(t("Answers: {}", one.label), one.answers, one.purged_at);
  for (const Purge& one : purges(visit.db, activity.id))
    add(t("Names, addresses and organisations of the registered"), one.registrations,
        one.purged_at);
  for (const InvitationPurge& one : invitation_purges(visit.db, activity.id))
    add(t("Names and addresses of the invited"), one.invitations, one.purged_at);
  return list;
}

}  // namespace

Date removal_day(const Activity& activity) {
  const Zone utc = zone("UTC");
  constexpr int shortest_month = 28;
  Date day = add_days(date_of(activity.ends_at, utc), kept_months * shortest_month);
  while (kept_since(start_of_day(day, utc)) <= activity.ends_at) day = add_days(day, 1);
  return day;
}

Response show_kept(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  Html body = table(kept_table(visit, compact, activity));
  const Table removed = removed_table(visit, compact, activity);
  body += removed.rows.empty() ? empty_state(t("Nothing has been removed yet")) : table(removed);
  body += paragraph(t("The program removes it by itself; nobody has to remember it."));
  return page(visit,
              {.title = t("Personal data of {}", activity.title), .path = path_to(visit, activity)},
              body);
}

}  // namespace overens::activities
