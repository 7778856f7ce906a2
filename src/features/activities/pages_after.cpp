// What comes after an activity, put together; and the routes of its parts.
#include "features/activities/after.h"

#include "features/activities/attendance.h"
#include "features/activities/details.h"
#include "features/activities/evaluation.h"
#include "features/activities/material.h"
#include "features/activities/minutes.h"

namespace overens::activities {

void after_routes(Router& r) {
  using compacts::coordinators;
  r.get<show_minutes>("/{compact}/activities/{}/minutes", anyone);
  r.get<show_minutes_version>("/{compact}/activities/{}/minutes/versions/{}", anyone);
  r.get<edit_minutes>("/{compact}/activities/{}/minutes/edit", coordinators);
  r.post<save_minutes>("/{compact}/activities/{}/minutes/edit", coordinators);
  r.post<send_minutes>("/{compact}/activities/{}/minutes/round", coordinators);
  r.post<answer_minutes_remark>("/{compact}/activities/{}/minutes/versions/{}/remarks/{}/answer",
                                coordinators);
  r.post<finish_minutes>("/{compact}/activities/{}/minutes/final", coordinators);
  r.get<show_own_minutes>("/{compact}/registrations/{}/minutes", anyone);
  r.post<remark_on_minutes>("/{compact}/registrations/{}/minutes", anyone);

  r.get<show_material>("/{compact}/activities/{}/material/{}", anyone);
  r.get<edit_material>("/{compact}/activities/{}/material", coordinators);
  r.post<add_material_to>("/{compact}/activities/{}/material", coordinators, Router::upload_body);
  r.post<remove_material_of>("/{compact}/activities/{}/material/{}/removal", coordinators);

  r.get<show_evaluation>("/{compact}/activities/{}/evaluation", anyone);
  r.post<save_evaluation_of>("/{compact}/activities/{}/evaluation/edit", coordinators);
  r.post<add_question_to>("/{compact}/activities/{}/evaluation/questions", coordinators);
  r.post<remove_question_of>("/{compact}/activities/{}/evaluation/questions/{}/removal",
                             coordinators);
  r.post<send_evaluation_of>("/{compact}/activities/{}/evaluation/round", coordinators);
  r.get<show_own_evaluation>("/{compact}/registrations/{}/evaluation", anyone);
  r.post<answer_own_evaluation>("/{compact}/registrations/{}/evaluation", anyone);

  r.get<export_workbook>("/{compact}/activities/{}/registrations.xlsx", coordinators);
}

Html after_sections(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  Html sections = attendance_section(visit, compact, activity);
  sections += minutes_section(visit, activity);
  sections += material_section(visit, activity);
  sections += evaluation_section(visit, compact, activity);
  return sections;
}

Html after_actions(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  const auto button = [&](UrlPattern<std::string, Number> pattern, const Text& words) {
    return button_link(url(visit, pattern, compact.slug, activity.number), words,
                       Weight::secondary);
  };
  Html actions;
  if (activity.status != Status::draft)
    actions += button("/{}/activities/{}/material", t("Material"));
  if (activity.status == Status::published && visit.now >= activity.starts_at) {
    actions += button("/{}/activities/{}/minutes", t("Minutes"));
    actions += button("/{}/activities/{}/evaluation", t("Evaluation"));
  }
  actions += button("/{}/activities/{}/copy", t("Copy it"));
  return actions;
}

Html digital_part(Visit& visit, const Activity& activity, const Registration& registration) {
  const bool may_see = registration.state == State::confirmed && registration.way == Way::digital &&
                       activity.status == Status::published && visit.now <= activity.ends_at;
  if (!may_see) return {};
  const auto where = external_url(details(visit.db, activity.id).digital_link);
  if (!where) return {};
  return html(R"({}<p class="o-actions">{}</p>{})", heading(2, t("You take part digitally")),
              button_link(*where, t("To the meeting")),
              paragraph(t("The link is for you. Do not pass it on.")));
}

Html own_sections(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                  const Registration& registration, std::string_view token) {
  if (registration.state != State::confirmed || activity.status != Status::published) return {};
  Html sections = digital_part(visit, activity, registration);
  sections += minutes_link(visit, activity, token);
  sections += evaluation_link(visit, compact, activity, token);
  return sections;
}

}  // namespace overens::activities
