// How an activity ends: cancelled, with a word to everybody, or held, with what came of it.
#include "features/activities/editing.h"
#include "features/activities/invitations.h"

namespace overens::activities {
namespace {

constexpr std::size_t longest_reason = 1000;

// Registrations without a mail address: nobody else tells these people.
Html to_call(Visit& visit, const Activity& activity) {
  const auto all = unreachable(visit.db, activity.id);
  if (all.empty()) return {};
  Html list =
      html("<ul>{}</ul>", each(all, [&](const Registration& one) {
             return html("<li>{}</li>", link(url(visit, "/{}/activities/{}/registrations/{}",
                                                 visit.scope.slug, activity.number, one.number),
                                             verbatim(one.name)));
           }));
  return notice(Tone::warning,
                tn("Tell {} of them yourself: there is no mail address",
                   "Tell {} of them yourself: there are no mail addresses",
                   static_cast<std::int64_t>(all.size())),
                list);
}

Response cancel_form(Visit& visit, const Activity& activity, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += paragraph(tn("{} person is registered. It can not be taken back.",
                       "{} people are registered. It can not be taken back.", activity.taken));
  if (activity.taken > 0)
    body += paragraph(
        t("Those whose mail address we have get a mail that takes it out of their calendars."));
  body += to_call(visit, activity);
  body += post_form(visit,
                    url(visit, "/{}/activities/{}/cancellation", visit.scope.slug, activity.number),
                    area_field(filled, {.name = "reason",
                                        .label = t("Why is it cancelled?"),
                                        .hint = t("Stands in the mail and on the page."),
                                        .rows = 3}),
                    {.words = t("Cancel the activity"), .is_dangerous = true});
  return page(visit, {.title = t("Cancel {}", activity.title), .path = path_to(visit, activity)},
              body, status);
}

void require_cancellable(const Activity& activity, Instant now) {
  if (activity.status != Status::published || now > activity.ends_at)
    throw Conflict{t("Only an activity that is published and not over can be cancelled.")};
}

void require_begun(const Activity& activity, Instant now) {
  if (activity.status != Status::published || now < activity.starts_at)
    throw Conflict{t("What came of it can be written when the activity has begun.")};
}

Html result_fields(const Activity& activity, const Filled& filled) {
  Html fields = area_field(filled, {.name = "result",
                                    .label = t("What came of it"),
                                    .hint = t("For everybody to read. Markdown: an empty line "
                                              "begins a new paragraph."),
                                    .value = activity.result,
                                    .is_optional = true,
                                    .rows = 12});
  fields += field(filled, {.name = "attendance",
                           .label = t("How many came, as somebody reported it"),
                           .hint = t("As “about 50 people”. The page says that it is reported and "
                                     "not counted."),
                           .value = activity.reported_attendance,
                           .is_optional = true});
  return fields;
}

Response result_form(Visit& visit, const Activity& activity, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += change_form(
      visit, url(visit, "/{}/activities/{}/result", visit.scope.slug, activity.number), filled,
      [&](const Filled& one) { return result_fields(activity, one); }, {.words = t("Save")});
  return page(visit,
              {.title = t("What came of {}", activity.title), .path = path_to(visit, activity)},
              body, status);
}

}  // namespace

Response ask_cancel_activity(Visit& visit, Number number) {
  const Activity activity = activity_here(visit, compacts::here(visit), number);
  require_cancellable(activity, visit.now);
  return cancel_form(visit, activity, Filled{}, 200);
}

Response cancel_activity(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  require_cancellable(activity, visit.now);
  Filled filled(visit.form);
  const std::string reason =
      filled.text("reason", t("Write why, so that people understand."), longest_reason);
  if (!filled.ok()) return cancel_form(visit, activity, filled, 422);
  const Letterhead from = letterhead(visit, compact);
  visit.write([&](Db& db) {
    if (!cancel(db, activity, reason, people::me(visit), visit.now)) return;
    write_to_all(db, from, Occasion::called_off, load(db, activity.id));
    ask_to_call_off(db, activity.id, visit.now);
  });
  return see_other(unreachable(visit.db, activity.id).empty() ? activity_url(visit, activity)
                                                              : registrations_url(visit, activity));
}

Response edit_result(Visit& visit, Number number) {
  const Activity activity = activity_here(visit, compacts::here(visit), number);
  require_begun(activity, visit.now);
  return result_form(visit, activity, Filled{}, 200);
}

Response save_result(Visit& visit, Number number) {
  const Activity activity = activity_here(visit, compacts::here(visit), number);
  require_begun(activity, visit.now);
  Filled filled = changed(visit, [&](const Filled& one) { return result_fields(activity, one); });
  const std::string result = filled.optional_text("result");
  const std::string attendance = filled.optional_line("attendance");
  if (!filled.ok()) return result_form(visit, activity, filled, 422);
  visit.write(
      [&](Db& db) { add_result(db, activity, result, attendance, people::me(visit), visit.now); });
  return see_other(activity_url(visit, activity));
}

}  // namespace overens::activities
