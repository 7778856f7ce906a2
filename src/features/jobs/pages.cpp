#include <algorithm>

#include "features/jobs/run.h"
#include "features/jobs/store.h"
#include "formats/json.h"
#include "web/page.h"

namespace overens::jobs {
namespace {

Response show_all(Visit& visit);
Response show(Visit& visit, Number number);
Response tell_progress(Visit& visit, Number number);

void routes(Router& r) {
  r.get<show_all>("/{compact}/jobs", compacts::staff);
  r.get<show>("/{compact}/jobs/{}", compacts::staff);
  r.get<tell_progress>("/{compact}/jobs/{}/progress.json", compacts::staff);
}

Text title_of(const Visit& visit, const Job& job) {
  const JobKind* kind = kind_of(house(visit), job.kind);
  return kind ? kind->words : verbatim(job.kind);
}

Text how_far(const Job& job) {
  if (job.state == State::done) return t("Done.");
  if (job.state == State::failed) return t("It went wrong and was given up.");
  if (job.total == 0) return t("It is about to begin.");
  return t("{} of {} done.", job.done, job.total);
}

Html state_label(const Job& job) {
  switch (job.state) {
    case State::waiting:
      return tag_label(Tone::neutral, t("Waits for its turn"));
    case State::running:
      return tag_label(Tone::info, t("Under way"));
    case State::done:
      return tag_label(Tone::success, t("Done"));
    case State::failed:
      return tag_label(Tone::danger, t("Given up"));
  }
  return {};
}

Html what_came_of_it(Visit& visit, const Job& job) {
  if (job.state == State::failed)
    return notice(Tone::danger, t("This work could not be finished"),
                  paragraph(t("What was done stays done. Ask for it once more where you began it; "
                              "if it goes wrong again, tell whoever runs the installation.")));
  const JobKind* kind = kind_of(house(visit), job.kind);
  if (!kind) return {};
  const Url where = kind->where(visit, job.subject);
  if (job.state == State::done)
    return html(R"(<p class="o-actions">{}</p>)", button_link(where, t("See what came of it")));
  return paragraph(
      t("You can leave this page. The work goes on, and this page shows how far it "
        "has come whenever you come back."));
}

Response show(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Job job = found(find(visit.db, compact.id, number));
  const Url live = url(visit, "/{}/jobs/{}/progress.json", compact.slug, job.number);
  Html body = job.has_ended() ? progress(job)
                              : html(R"(<div data-progress="{}">{}</div>)", live, progress(job));
  body += what_came_of_it(visit, job);
  std::vector<Fact> known{{t("State"), state_label(job)},
                          {t("Asked for"), instant_element(job.asked_at, compact.zone())}};
  if (job.ended_at)
    known.push_back({t("Finished"), instant_element(*job.ended_at, compact.zone())});
  body += facts(known);
  return page(visit,
              {.title = title_of(visit, job),
               .path = {{t("Work in the background"), url(visit, "/{}/jobs", compact.slug)}}},
              body);
}

Response show_all(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  const auto all = list(visit.db, compact.id);
  if (all.empty())
    return page(visit, t("Work in the background"),
                empty_state(t("Nothing long has been asked for yet. Mailings and compilations "
                              "show here how far they have come.")));
  Table rows{t("The latest first"), {t("Work"), t("Asked for"), t("State")}, {}};
  for (const Job& one : all)
    rows.rows.push_back({link(address(visit, one), title_of(visit, one)),
                         instant_element(one.asked_at, compact.zone()), state_label(one)});
  return page(visit, t("Work in the background"), table(rows));
}

// For the page's script: what it would show if it were opened anew.
Response tell_progress(Visit& visit, Number number) {
  visit.keep_private();
  const Job job = found(find(visit.db, compacts::here(visit).id, number));
  Response response;
  response.headers.set("Content-Type", "application/json; charset=utf-8");
  response.headers.set("Cache-Control", "private, no-store");
  response.body = formats::Json::object({{"done", job.done},
                                         {"total", job.total},
                                         {"words", how_far(job).in(visit.language)},
                                         {"has_ended", job.has_ended()}})
                      .text();
  return response;
}

}  // namespace

Url address(const Visit& visit, const Job& job) {
  return url(visit, "/{}/jobs/{}", visit.scope.slug, job.number);
}

Html progress(const Job& job) {
  const Text told = how_far(job);
  if (job.has_ended()) return html(R"(<p class="o-progress" role="status">{}</p>)", told);
  // Without a value a browser shows that it is under way, not how far.
  return html(R"(<div class="o-progress"><p id="progress" role="status">{}</p>)"
              R"(<progress{}{} aria-labelledby="progress"></progress></div>)",
              told, attribute("max", std::max<std::int64_t>(1, job.total)),
              attribute_if(job.total > 0, "value", std::to_string(job.done)));
}

Feature feature() {
  Feature jobs{.name = "jobs", .routes = routes};
  jobs.tasks = {{"jobs", 1, run_due, true}};
  jobs.workplaces = [](Visit& visit) -> std::vector<MenuItem> {
    if (!compacts::may_run(visit)) return {};
    return {{t("Work in the background"), url(visit, "/{}/jobs", visit.scope.slug)}};
  };
  return jobs;
}

}  // namespace overens::jobs
