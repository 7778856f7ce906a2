// How and when one registers, for coordinators: when it opens, until when one may change, the
// waiting list, and who is let in after the last day.
#include "base/secrets.h"
#include "base/text.h"
#include "features/activities/pages.h"

namespace overens::activities {
namespace {

constexpr std::int64_t most_hours = 24 * 60;
constexpr std::int64_t most_quota = 1000;
constexpr std::size_t longest_reason = 200;

std::string optional_text(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "";
}

std::string name_of(WaitingList list) {
  for (const auto& [one, name] : names(WaitingList{}))
    if (one == list) return name;
  return {};
}

Html time_fields(const Filled& filled, const Opening& known, const Zone& zone) {
  constexpr std::size_t begins = 11;  // "2018-12-11T17:00:00+01:00"
  constexpr std::size_t length = 5;
  const std::string local = known.opens_at ? iso_local(*known.opens_at, zone) : "";
  Html fields = field(filled, {.name = "opens_on",
                               .label = t("Registration opens"),
                               .input = Input::date,
                               .hint = t("Leave it empty to open when it is published."),
                               .value = local.empty() ? "" : local.substr(0, begins - 1),
                               .is_optional = true});
  fields += field(filled, {.name = "opens_time",
                           .label = t("At what time"),
                           .input = Input::time,
                           .value = local.empty() ? "" : local.substr(begins, length),
                           .is_optional = true});
  fields +=
      field(filled, {.name = "changes_until",
                     .label = t("Last day to change a registration"),
                     .input = Input::date,
                     .hint = t("The whole day counts. Cancelling is possible until it begins."),
                     .value = known.changes_until ? iso(*known.changes_until) : "",
                     .is_optional = true});
  return field_group(t("When"), fields);
}

Html line_fields(const Filled& filled, const Opening& known) {
  Html fields =
      radio_field(filled,
                  {.name = "waiting_list",
                   .label = t("When all seats are taken"),
                   .value = name_of(known.waiting_list)},
                  {{"on", t("One may stand in line, and free seats go to the first"), {}},
                   {"held", t("One may stand in line, and nobody is moved up for now"), {}},
                   {"off", t("It is full, and there is no line"), {}}});
  fields += field(filled, {.name = "offer_hours",
                           .label = t("Hours to say yes to a free seat"),
                           .input = Input::number,
                           .hint = t("Leave it empty to give the seat at once, without asking."),
                           .value = optional_text(known.offer_hours),
                           .is_optional = true});
  fields += field(filled, {.name = "cutoff_hours",
                           .label = t("Hours before the beginning when the line stops"),
                           .input = Input::number,
                           .hint = t("Nobody gets a seat so late that they can not plan for it."),
                           .value = std::to_string(known.cutoff_hours)});
  fields += field(filled, {.name = "quota",
                           .label = t("Most seats for one organisation"),
                           .input = Input::number,
                           .hint = t("Leave it empty for no such limit."),
                           .value = optional_text(known.quota),
                           .is_optional = true});
  return field_group(t("The waiting list"), fields);
}

Html exception_part(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                    const Filled& filled) {
  Html part = heading(2, t("After the last day"));
  part += paragraph(t("Somebody gets a link by mail that opens the form for them. It works once."));
  Html fields = field(filled, {.name = "email", .label = t("Mail"), .input = Input::email});
  fields += field(filled,
                  {.name = "last_day", .label = t("The last day for them"), .input = Input::date});
  fields += field(
      filled,
      {.name = "reason", .label = t("Why"), .hint = t("It is kept, for those who run it to see.")});
  part +=
      post_form(visit, url(visit, "/{}/activities/{}/exceptions", compact.slug, activity.number),
                fields, {.words = t("Let them register")});
  const auto all = exceptions(visit.db, activity.id);
  if (all.empty()) return part;
  Table list{t("Let in after the last day, newest first"),
             {t("Mail"), t("Until"), t("Why"), t("By"), t("When"), t("Used")},
             {}};
  for (const Exception& one : all)
    list.rows.push_back(
        {one.email.empty() ? html("{}", t("removed")) : html("{}", one.email),
         date_element(one.last_day), html("{}", one.reason), html("{}", one.granted_by),
         instant_element(one.granted_at, compact.zone()),
         one.used_for ? html("{}", t("Registration {}", *one.used_for)) : html("{}", t("No"))});
  part += table(list);
  return part;
}

FieldsOf fields_of(const compacts::Compact& compact, const Activity& activity) {
  return [known = opening_of(activity), zone = compact.zone()](const Filled& filled) {
    Html fields = time_fields(filled, known, zone);
    fields += line_fields(filled, known);
    return fields;
  };
}

Response opening_page(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                      const Filled& filled, int status) {
  // Two forms share the page, and what was typed belongs to one of them.
  const bool is_exception = visit.form.has("email");
  const Filled none;
  Html body = error_summary(filled);
  for (const Seats& one : ways(visit.db, activity.id))
    body += paragraph(t("{0}: {1} {2}", words_for(one.way), seats_words(one),
                        tn("{} person waits.", "{} people wait.", one.waiting)));
  body +=
      change_form(visit, url(visit, "/{}/activities/{}/opening", compact.slug, activity.number),
                  is_exception ? none : filled, fields_of(compact, activity), {.words = t("Save")});
  body += exception_part(visit, compact, activity, is_exception ? filled : none);
  auto path = path_to(visit, activity);
  path.push_back({t("Who comes"), registrations_url(visit, activity)});
  return page(visit,
              {.title = t("How one registers for {}", activity.title), .path = std::move(path)},
              body, status);
}

Opening read_opening(Filled& filled, const compacts::Compact& compact, const Activity& activity) {
  Opening opening;
  const Zone zone = compact.zone();
  if (!filled.value("opens_on").empty())
    opening.opens_at = filled.date_and_time("opens_on", "opens_time", zone,
                                            t("Write the day and the time when it opens."));
  filled.expect(!opening.opens_at || *opening.opens_at <= closes_at(activity, zone), "opens_on",
                t("It can not open after the last day to register."));
  opening.changes_until = filled.optional_date("changes_until");
  filled.expect(
      !opening.changes_until || *opening.changes_until <= date_of(activity.starts_at, zone),
      "changes_until", t("The last day for changes can not be after it begins."));
  opening.waiting_list =
      filled.choice<WaitingList>("waiting_list", t("Choose what happens when it is full."));
  opening.offer_hours = filled.optional_number("offer_hours", 1, most_hours);
  opening.cutoff_hours =
      filled.number("cutoff_hours", t("Write a number of hours, 0 or more."), 0, most_hours);
  opening.quota = filled.optional_number("quota", 1, most_quota);
  return opening;
}

void send_exception(Db& db, const Visit& visit, const compacts::Compact& compact,
                    const Activity& activity, const NewException& exception) {
  const Url where =
      public_url(visit, "/{}/activities/{}/registration", compact.slug, activity.number)
          .with("exception", exception.token);
  write_exception_letter(db, letterhead(visit, compact), activity, exception, where);
}

}  // namespace

Response edit_opening(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  visit.keep_private();
  return opening_page(visit, compact, activity_here(visit, compact, number), Filled{}, 200);
}

Response save_opening(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  Filled filled = changed(visit, fields_of(compact, activity));
  const Opening opening = read_opening(filled, compact, activity);
  if (!filled.ok()) return opening_page(visit, compact, activity, filled, 422);
  const Letterhead from = letterhead(visit, compact);
  visit.write([&](Db& db) {
    set_opening(db, activity, opening, people::me(visit), visit.now);
    move_up_those_who_wait(db, from, activity.id);
  });
  return see_other(activity.status == Status::draft ? activity_url(visit, activity)
                                                    : registrations_url(visit, activity));
}

Response grant_exception_for(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  if (activity.status != Status::published || visit.now >= activity.starts_at)
    throw Conflict{t("Nobody can register any more: it has begun, or is not open.")};
  Filled filled(visit.form);
  NewException exception{.email = fold(filled.email("email", t("Write the mail address."))),
                         .last_day = filled.date("last_day", t("Write the day.")).value_or(Date{}),
                         .reason = filled.line("reason", t("Write why."), longest_reason),
                         .token = random_token()};
  filled.expect(exception.last_day >= compacts::today(visit, compact), "last_day",
                t("That day is over."));
  filled.expect(exception.last_day <= date_of(activity.starts_at, compact.zone()), "last_day",
                t("It has begun by then."));
  if (!filled.ok()) return opening_page(visit, compact, activity, filled, 422);
  visit.write([&](Db& db) {
    grant_exception(db, activity.id, exception, people::me(visit), visit.now);
    send_exception(db, visit, compact, activity, exception);
  });
  return see_other(url(visit, "/{}/activities/{}/opening", compact.slug, activity.number));
}

void opening_routes(Router& r) {
  using compacts::coordinators;
  r.get<edit_opening>("/{compact}/activities/{}/opening", coordinators);
  r.post<save_opening>("/{compact}/activities/{}/opening", coordinators);
  r.post<grant_exception_for>("/{compact}/activities/{}/exceptions", coordinators);
  r.get<show_questions>("/{compact}/activities/{}/questions", coordinators);
  r.post<add_own_question>("/{compact}/activities/{}/questions", coordinators);
  r.post<add_standard_question>("/{compact}/activities/{}/questions/standard", coordinators);
  r.get<edit_question>("/{compact}/activities/{}/questions/{}", coordinators);
  r.post<save_question>("/{compact}/activities/{}/questions/{}", coordinators);
  r.post<move_up_question>("/{compact}/activities/{}/questions/{}/up", coordinators);
  r.post<end_question_of>("/{compact}/activities/{}/questions/{}/end", coordinators);
  r.get<show_typed_names>("/{compact}/activities/names", coordinators);
  r.post<match_typed_name>("/{compact}/activities/names", coordinators);
  r.post<leave_typed_name>("/{compact}/activities/names/leaving", coordinators);
}

}  // namespace overens::activities
