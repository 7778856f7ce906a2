// Minutes for everybody and for coordinators. The participants' own page is in pages_remarks.cpp.
#include <algorithm>

#include "base/markdown.h"
#include "features/activities/letters_after.h"
#include "features/activities/minutes.h"

namespace overens::activities {
namespace {

constexpr std::size_t longest_answer = 5000;
constexpr int days_for_remarks = 14;  // what the form proposes

Url minutes_url(const Visit& visit, const Activity& activity) {
  return url(visit, "/{}/activities/{}/minutes", visit.scope.slug, activity.number);
}

void require_held(const Activity& activity, Instant now) {
  if (activity.status != Status::published || now < activity.starts_at)
    throw Conflict{t("Minutes can be written when the activity has begun.")};
}

Text state_words(const MinutesVersion& version, const Visit& visit, const Zone& zone) {
  if (version.final_at) return t("Final");
  if (takes_remarks(version, visit.now, zone))
    return t("Out for remarks until {}", long_date(*version.remarks_by));
  return version.remarks_by ? t("The time for remarks is over") : t("Draft");
}

Html version_list(const Visit& visit, const Activity& activity,
                  const std::vector<MinutesVersion>& shown, const Zone& zone) {
  return html("<ul>{}</ul>", each(shown, [&](const MinutesVersion& one) {
                return html("<li>{} · {} · {}</li>",
                            link(url(visit, "/{}/activities/{}/minutes/versions/{}",
                                     visit.scope.slug, activity.number, one.number),
                                 t("Version {}", one.number)),
                            state_words(one, visit, zone), instant_element(one.written_at, zone));
              }));
}

// --- Coordinators ---

Html remark_item(Visit& visit, const Activity& activity, const MinutesRemark& one,
                 const Filled& filled, const Zone& zone) {
  const std::string key = std::to_string(one.version) + "-" + std::to_string(one.number.value);
  const std::string field_name = "answer-" + key;
  const Html form =
      post_form(visit,
                url(visit, "/{}/activities/{}/minutes/versions/{}/remarks/{}/answer",
                    visit.scope.slug, activity.number, one.version, one.number),
                area_field(filled, {.name = field_name,
                                    .label = t("What became of it"),
                                    .hint = t("Everybody who took part reads it."),
                                    .value = one.answer,
                                    .rows = 2}),
                {.words = one.answer.empty() ? t("Send the answer") : t("Change the answer")});
  return html(R"(<li><p class="o-meta">{} · {} · {}</p>{}{}</li>)",
              one.name.empty() ? t("removed") : verbatim(one.name), t("Version {}", one.version),
              instant_element(one.sent_at, zone), markdown(one.remark, 4), form);
}

Html remarks_section(Visit& visit, const Activity& activity, const Filled& filled,
                     const Zone& zone) {
  const auto all = minutes_remarks(visit.db, activity.id);
  Html section = heading(2, t("Remarks"));
  if (all.empty()) return section += paragraph(t("Nobody has remarked on anything."));
  section += html(R"(<ol class="o-items">{}</ol>)", each(all, [&](const MinutesRemark& one) {
                    return remark_item(visit, activity, one, filled, zone);
                  }));
  return section;
}

Html round_form(Visit& visit, const Activity& activity, const Filled& filled, const Date& today) {
  const Html field_of_day =
      field(filled, {.name = "remarks_by",
                     .label = t("Last day for remarks"),
                     .input = Input::date,
                     .hint = t("The whole day counts. Everybody who has a seat and an address gets "
                               "a mail."),
                     .value = iso(add_days(today, days_for_remarks))});
  return post_form(visit,
                   url(visit, "/{}/activities/{}/minutes/round", visit.scope.slug, activity.number),
                   field_of_day, {.words = t("Send it to those who took part")});
}

// Making it final; before the day that those who took part were told, only with open eyes.
Html final_form(Visit& visit, const Activity& activity, const std::vector<MinutesVersion>& versions,
                const Filled& filled, const Zone& zone) {
  const auto out = std::ranges::find_if(
      versions, [&](const MinutesVersion& one) { return takes_remarks(one, visit.now, zone); });
  Html fields;
  if (out != versions.end()) {
    fields +=
        paragraph(t("Version {0} is out for remarks until {1}: those who took part were told "
                    "so.",
                    out->number, long_date(*out->remarks_by)));
    fields += tick_field(filled, {.name = "ends_round",
                                  .label = t("End the round earlier; nobody needs more time")});
  }
  return post_form(
      visit, url(visit, "/{}/activities/{}/minutes/final", visit.scope.slug, activity.number),
      fields, {.words = t("Make version {} final and public", versions.front().number)});
}

// Whoever remarked hears what became of it: once, when it is answered.
void tell_of_answer(Db& db, const Letterhead& from, const Activity& activity, std::int64_t version,
                    Number number) {
  for (const MinutesRemark& one : minutes_remarks(db, activity.id))
    if (one.version == version && one.number == number)
      write_after_to(db, from, activity,
                     {.occasion = "minutes answer " + std::to_string(one.id.value),
                      .kind = "minutes_answered",
                      .subject = t("Your remark is answered: {}", activity.title),
                      .words = t("Your remark on the minutes of {} is answered. Read it here:",
                                 activity.title),
                      .page = "minutes"},
                     load_registration(db, one.registration));
}

// And when the minutes hold.
void tell_remarkers(Db& db, const Letterhead& from, const Activity& activity,
                    const MinutesVersion& version) {
  for (const MinutesRemark& one : minutes_remarks(db, activity.id))
    write_after_to(db, from, activity,
                   {.occasion = "minutes final " + std::to_string(version.id.value),
                    .kind = "minutes_final",
                    .subject = t("The minutes are final: {}", activity.title),
                    .words = t("The minutes of {}, which you have remarked on, are final and "
                               "public. They are here, with the answers to the remarks:",
                               activity.title),
                    .page = "minutes"},
                   load_registration(db, one.registration));
}

Html work_section(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                  const std::vector<MinutesVersion>& versions, const Filled& filled) {
  const Zone zone = compact.zone();
  const MinutesVersion& latest = versions.front();
  Html section = heading(2, t("For coordinators"));
  section +=
      html(R"(<p class="o-actions">{}</p>)",
           button_link(url(visit, "/{}/activities/{}/minutes/edit", compact.slug, activity.number),
                       t("Write the next version"), Weight::secondary));
  if (!latest.final_at && !latest.remarks_by)
    section += round_form(visit, activity, filled, compacts::today(visit, compact));
  if (!latest.final_at) section += final_form(visit, activity, versions, filled, zone);
  section += remarks_section(visit, activity, filled, zone);
  section += heading(2, t("Versions"));
  section += version_list(visit, activity, versions, zone);
  return section;
}

std::vector<MinutesVersion> made_final(const std::vector<MinutesVersion>& versions) {
  std::vector<MinutesVersion> shown;
  for (const MinutesVersion& one : versions)
    if (one.final_at) shown.push_back(one);
  return shown;
}

Response minutes_form(Visit& visit, const Activity& activity, const Filled& filled, int status) {
  const auto versions = minutes_versions(visit.db, activity.id);
  Html body = error_summary(filled);
  body += post_form(
      visit, url(visit, "/{}/activities/{}/minutes/edit", visit.scope.slug, activity.number),
      area_field(filled, {.name = "wording",
                          .label = t("Minutes"),
                          .hint = t("Markdown: an empty line begins a new paragraph. Each version "
                                    "stays; the last final one is public."),
                          .value = versions.empty() ? "" : versions.front().wording,
                          .rows = 20}),
      {.words = t("Save as a new version")});
  return page(
      visit,
      {.title = t("Write the minutes of {}", activity.title), .path = path_to(visit, activity)},
      body, status);
}

Response minutes_page(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                      const Filled& filled, int status) {
  const auto versions = minutes_versions(visit.db, activity.id);
  const bool coordinates = compacts::may_coordinate(visit);
  const auto holds = final_minutes(visit.db, activity.id);
  if (!holds && !coordinates) throw NotFound{};
  if (versions.empty()) {
    require_held(activity, visit.now);
    return minutes_form(visit, activity, Filled{}, 200);
  }
  const MinutesVersion shown = holds ? *holds : versions.front();
  Html body = error_summary(filled);
  body += html(R"(<p class="o-meta">{} · {}</p>)", t("Version {}", shown.number),
               state_words(shown, visit, compact.zone()));
  body += html(R"(<div class="o-document">{}</div>)", markdown(shown.wording, 2));
  if (coordinates) {
    body += work_section(visit, compact, activity, versions, filled);
  } else if (const auto earlier = made_final(versions); earlier.size() > 1) {
    body += heading(2, t("Versions"));
    body += version_list(visit, activity, earlier, compact.zone());
  }
  return page(visit,
              {.title = t("Minutes of {}", activity.title),
               .lead = when_words(activity, compact.zone()),
               .path = path_to(visit, activity)},
              body, status);
}

}  // namespace

Html minutes_section(Visit& visit, const Activity& activity) {
  const auto holds = final_minutes(visit.db, activity.id);
  if (!holds) return {};
  Html section = heading(2, t("Minutes"));
  section += html("<p>{}</p>", link(minutes_url(visit, activity), t("Read the minutes")));
  return section;
}

Response show_minutes(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  return minutes_page(visit, compact, activity_here(visit, compact, number), Filled{}, 200);
}

Response show_minutes_version(Visit& visit, Number number, Number version) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  const auto versions = minutes_versions(visit.db, activity.id);
  for (const MinutesVersion& one : versions) {
    if (one.number != version.value) continue;
    if (!one.final_at && !compacts::may_coordinate(visit)) throw NotFound{};
    Html body = html(R"(<p class="o-meta">{} · {}</p>)", state_words(one, visit, compact.zone()),
                     instant_element(one.written_at, compact.zone()));
    body += html(R"(<div class="o-document">{}</div>)", markdown(one.wording, 2));
    auto path = path_to(visit, activity);
    path.push_back({t("Minutes"), minutes_url(visit, activity)});
    return page(visit,
                {.title = t("Version {0} of the minutes of {1}", one.number, activity.title),
                 .path = std::move(path)},
                body);
  }
  throw NotFound{};
}

Response edit_minutes(Visit& visit, Number number) {
  const Activity activity = activity_here(visit, compacts::here(visit), number);
  require_held(activity, visit.now);
  return minutes_form(visit, activity, Filled{}, 200);
}

Response save_minutes(Visit& visit, Number number) {
  const Activity activity = activity_here(visit, compacts::here(visit), number);
  require_held(activity, visit.now);
  Filled filled(visit.form);
  const std::string wording = filled.text("wording", t("Write the minutes."), longest_minutes);
  if (!filled.ok()) return minutes_form(visit, activity, filled, 422);
  visit.write([&](Db& db) { write_minutes(db, activity, wording, people::me(visit), visit.now); });
  return see_other(minutes_url(visit, activity));
}

Response send_minutes(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  const auto versions = minutes_versions(visit.db, activity.id);
  if (versions.empty()) throw NotFound{};
  const MinutesVersion latest = versions.front();
  Filled filled(visit.form);
  const auto by = filled.date("remarks_by", t("Write the last day for remarks."));
  filled.expect(!by || *by >= compacts::today(visit, compact), "remarks_by",
                t("That day is over. Choose a later one."));
  if (!filled.ok()) return minutes_page(visit, compact, activity, filled, 422);
  const Letterhead from = letterhead(visit, compact);
  visit.write([&](Db& db) {
    if (!send_round(db, latest, *by, people::me(visit), visit.now)) return;
    write_after(db, from, activity,
                {.occasion = "minutes " + std::to_string(latest.id.value),
                 .kind = "minutes_to_read",
                 .subject = t("Minutes to read: {}", activity.title),
                 .words = t("The minutes of {0} are written. Read them and say what should be "
                            "different, by {1}. What you say is answered, and then the minutes "
                            "become public:",
                            activity.title, long_date(*by)),
                 .page = "minutes"});
  });
  return see_other(minutes_url(visit, activity));
}

Response answer_minutes_remark(Visit& visit, Number number, Number version, Number remark) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  Filled filled(visit.form);
  const std::string field_name =
      "answer-" + std::to_string(version.value) + "-" + std::to_string(remark.value);
  const std::string answer =
      filled.text(field_name, t("Write what became of the remark."), longest_answer);
  if (!filled.ok()) return minutes_page(visit, compact, activity, filled, 422);
  const Letterhead from = letterhead(visit, compact);
  const bool is_answered = visit.write([&](Db& db) {
    if (!answer_remark(db, activity.id, version.value, remark, answer, people::me(visit),
                       visit.now))
      return false;
    tell_of_answer(db, from, activity, version.value, remark);
    return true;
  });
  if (!is_answered) throw NotFound{};
  return see_other(minutes_url(visit, activity));
}

Response finish_minutes(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  const auto versions = minutes_versions(visit.db, activity.id);
  if (versions.empty()) throw NotFound{};
  const Letterhead from = letterhead(visit, compact);
  const MadeFinal done = visit.write([&](Db& db) {
    const MadeFinal made = make_final(db, activity, versions.front(), people::me(visit), visit.now,
                                      compact.zone(), visit.form.ticked("ends_round"));
    if (made == MadeFinal::made) tell_remarkers(db, from, activity, versions.front());
    return made;
  });
  if (done == MadeFinal::remarks_wait)
    throw Conflict{t("A remark has no answer yet. Answer every remark first.")};
  if (done == MadeFinal::is_out)
    throw Conflict{
        t("Those who took part may still remark on the minutes. Say that you end the round, "
          "or wait until its last day is over.")};
  return see_other(minutes_url(visit, activity));
}

}  // namespace overens::activities
