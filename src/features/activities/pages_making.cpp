// Making an activity: from nothing, from an earlier one, or from an idea whose date is set.
#include "features/activities/editing.h"
#include "features/activities/ideas.h"
#include "features/activities/programme.h"
#include "features/activities/registrations.h"

namespace overens::activities {
namespace {

Response new_activity(Visit& visit);
Response create_activity(Visit& visit);
Response copy_activity(Visit& visit, Number number);
Response create_copy(Visit& visit, Number number);
Response set_date_of(Visit& visit, Number idea);
Response create_of_idea(Visit& visit, Number idea);

// What a new activity is made from.
struct Source {
  Text title;
  Url action;
  std::optional<Written> known{};
  std::optional<Activity> earlier{};
  std::optional<Idea> idea{};
};

// Of nothing but the series it is to belong to, where the address names one.
Source of_nothing(Visit& visit, const compacts::Compact& compact) {
  Source source{t("Create an activity"), url(visit, "/{}/activities/new", compact.slug)};
  const auto number = hole_as<Number>(std::string(visit.query.value("series")));
  if (const auto series = number ? find_series(visit.db, compact.id, *number) : std::nullopt) {
    source.known.emplace();
    source.known->details.series = series->id;
  }
  return source;
}

Source of_earlier(Visit& visit, const compacts::Compact& compact, Number number) {
  const Activity earlier = activity_here(visit, compact, number);
  Written known{entry_of(visit.db, earlier), details(visit.db, earlier.id)};
  known.entry.starts_at = known.entry.ends_at = Instant{};  // its date is the one thing not copied
  known.entry.register_by.reset();
  known.details.details_follow = false;
  return {t("Copy {}", earlier.title), url(visit, "/{}/activities/{}/copy", compact.slug, number),
          known, earlier};
}

Source of_idea(Visit& visit, const compacts::Compact& compact, Number number) {
  const Idea idea = idea_here(visit, compact, number);
  if (idea.activity || idea.dropped_at)
    throw Conflict{t("This idea has become an activity, or has been given up.")};
  Written known;
  known.entry.title = idea.title;
  known.entry.purpose = idea.purpose;
  known.details.theme = idea.theme;
  return {t("Set the date of {}", idea.title),
          url(visit, "/{}/ideas/{}/activity", compact.slug, number),
          known,
          {},
          idea};
}

Response making_form(Visit& visit, const compacts::Compact& compact, const Source& source,
                     const Filled& filled, int status) {
  Html body = error_summary(filled);
  if (source.earlier)
    body += paragraph(
        t("The programme, the questions and the rules for seats come along, the programme with its "
          "times moved as the beginning is. Registrations and what came of it do not."));
  if (source.idea && source.idea->about_when)
    body += paragraph(t("The idea was for {}.", long_date(*source.idea->about_when)));
  body += post_form(visit, source.action, activity_fields(visit, compact, filled, source.known),
                    {.words = t("Save as a draft")});
  return page(visit,
              {.title = source.title,
               .lead = t("It is a draft until you publish it."),
               .path = {{t("Activities"), activities_url(visit)}}},
              body, status);
}

Activity make(Db& db, const compacts::Compact& compact, const Source& source,
              const Written& written, PersonId by, Instant now) {
  // A form that is sent twice makes one draft.
  if (const auto there = find_draft(db, compact.id, written.entry.title, written.entry.starts_at))
    return *there;
  const Activity added = add(db, compact.id, written.entry, now);
  describe(db, added.id, written.details, by, now);
  if (source.earlier) {
    copy_programme(db, *source.earlier, added, compact.zone());
    copy_questions(db, source.earlier->id, added.id);
    Opening rules = opening_of(*source.earlier);
    rules.opens_at = {};  // its days were those of the earlier one
    rules.changes_until = {};
    set_opening(db, added, rules, by, now);
  }
  if (source.idea && !becomes(db, *source.idea, added.id, now))
    throw Conflict{t("This idea has become an activity, or has been given up.")};
  return added;
}

Response create_from(Visit& visit, const compacts::Compact& compact, const Source& source) {
  Filled filled(visit.form);
  const Written written = read_activity(visit, compact, filled);
  if (!filled.ok()) return making_form(visit, compact, source, filled, 422);
  const Activity added = visit.write(
      [&](Db& db) { return make(db, compact, source, written, people::me(visit), visit.now); });
  return see_other(activity_url(visit, added));
}

Response new_activity(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  return making_form(visit, compact, of_nothing(visit, compact), Filled{}, 200);
}

Response create_activity(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  return create_from(visit, compact, of_nothing(visit, compact));
}

Response copy_activity(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  return making_form(visit, compact, of_earlier(visit, compact, number), Filled{}, 200);
}

Response create_copy(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  return create_from(visit, compact, of_earlier(visit, compact, number));
}

Response set_date_of(Visit& visit, Number idea) {
  const compacts::Compact compact = compacts::here(visit);
  return making_form(visit, compact, of_idea(visit, compact, idea), Filled{}, 200);
}

Response create_of_idea(Visit& visit, Number idea) {
  const compacts::Compact compact = compacts::here(visit);
  return create_from(visit, compact, of_idea(visit, compact, idea));
}

}  // namespace

void planning_routes(Router& r) {
  using compacts::coordinators;
  r.get<new_activity>("/{compact}/activities/new", coordinators);
  r.post<create_activity>("/{compact}/activities/new", coordinators);
  r.get<copy_activity>("/{compact}/activities/{}/copy", coordinators);
  r.post<create_copy>("/{compact}/activities/{}/copy", coordinators);

  r.get<show_idea>("/{compact}/ideas/{}", anyone);
  r.get<new_idea>("/{compact}/ideas/new", coordinators);
  r.post<create_idea>("/{compact}/ideas/new", coordinators);
  r.get<edit_idea>("/{compact}/ideas/{}/edit", coordinators);
  r.post<save_idea>("/{compact}/ideas/{}/edit", coordinators);
  r.post<drop_idea_of>("/{compact}/ideas/{}/removal", coordinators);
  r.get<set_date_of>("/{compact}/ideas/{}/activity", coordinators);
  r.post<create_of_idea>("/{compact}/ideas/{}/activity", coordinators);

  r.get<show_series>("/{compact}/series/{}", anyone);
  r.get<new_series>("/{compact}/series/new", coordinators);
  r.post<create_series>("/{compact}/series/new", coordinators);
  r.get<edit_series>("/{compact}/series/{}/edit", coordinators);
  r.post<save_series>("/{compact}/series/{}/edit", coordinators);
}

}  // namespace overens::activities
