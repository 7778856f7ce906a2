// The minutes as those who took part read them by their personal link, with their remarks.
#include "base/markdown.h"
#include "features/activities/minutes.h"

namespace overens::activities {
namespace {

constexpr std::size_t longest_remark = 5000;

struct OwnMinutes {
  compacts::Compact compact;
  Registration registration;
  Activity activity;
  MinutesVersion version;  // the latest that was sent to the participants, or is final
};

OwnMinutes own_minutes(Visit& visit, std::string_view token) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  Registration one = found(find_by_token(visit.db, compact.id, token));
  if (one.state != State::confirmed) throw NotFound{};
  Activity activity = load(visit.db, one.activity);
  for (MinutesVersion& version : minutes_versions(visit.db, activity.id))
    if (version.remarks_by || version.final_at)
      return {compact, std::move(one), std::move(activity), std::move(version)};
  throw NotFound{};
}

Html remark_form(Visit& visit, std::string_view token, const Filled& filled) {
  return post_form(visit, url(visit, "/{}/registrations/{}/minutes", visit.scope.slug, token),
                   area_field(filled, {.name = "remark",
                                       .label = t("What should be different?"),
                                       .hint = t("Those who run the compact see it with your name. "
                                                 "Others see the answer, not who asked."),
                                       .rows = 4}),
                   {.words = t("Send the remark")});
}

Html own_remarks(Visit& visit, const OwnMinutes& own) {
  const auto mine = remarks_by(visit.db, own.registration.id);
  if (mine.empty()) return {};
  Html section = heading(2, t("What you have said"));
  section += html(R"(<ol class="o-items">{}</ol>)", each(mine, [](const MinutesRemark& one) {
                    return html("<li>{}<p>{}</p></li>", markdown(one.remark, 3),
                                one.answer.empty() ? html("{}", t("Not answered yet."))
                                                   : t("Answer: {}", html("{}", one.answer)));
                  }));
  return section;
}

Html others_remarks(Visit& visit, const OwnMinutes& own) {
  Html items;
  const auto mine = remarks_by(visit.db, own.registration.id);
  for (const MinutesRemark& one : minutes_remarks(visit.db, own.activity.id)) {
    const bool is_mine = std::any_of(
        mine.begin(), mine.end(), [&](const MinutesRemark& other) { return other.id == one.id; });
    if (is_mine || one.answer.empty()) continue;
    items += html("<li>{}<p>{}</p></li>", markdown(one.remark, 3),
                  t("Answer: {}", html("{}", one.answer)));
  }
  if (items.is_empty()) return {};
  Html section = heading(2, t("What others have said"));
  section += html(R"(<ol class="o-items">{}</ol>)", items);
  return section;
}

Response own_minutes_page(Visit& visit, const OwnMinutes& own, std::string_view token,
                          const Filled& filled, int status) {
  const Zone zone = own.compact.zone();
  Html body = error_summary(filled);
  if (own.version.final_at)
    body += notice(Tone::success, t("These minutes are final"),
                   paragraph(t("Everybody can read them on the activity's page.")));
  else if (takes_remarks(own.version, visit.now, zone))
    body += notice(Tone::info, t("You can remark on the minutes"),
                   paragraph(t("Until {}, the whole day.", long_date(*own.version.remarks_by))));
  else
    body += notice(Tone::neutral, t("The time for remarks is over"),
                   paragraph(t("The minutes become public when every remark is answered.")));
  body += html(R"(<div class="o-document">{}</div>)", markdown(own.version.wording, 2));
  body += own_remarks(visit, own);
  if (takes_remarks(own.version, visit.now, zone)) {
    body += heading(2, t("Your remark"));
    body += remark_form(visit, token, filled);
  }
  body += others_remarks(visit, own);
  return page(visit,
              {.title = t("Minutes of {}", own.activity.title),
               .lead = when_words(own.activity, zone),
               .path = {{t("Your registration"),
                         url(visit, "/{}/registrations/{}", visit.scope.slug, token)}}},
              body, status);
}

}  // namespace

Html minutes_link(Visit& visit, const Activity& activity, std::string_view token) {
  for (const MinutesVersion& one : minutes_versions(visit.db, activity.id))
    if (one.remarks_by || one.final_at)
      return html("<p>{}</p>",
                  link(url(visit, "/{}/registrations/{}/minutes", visit.scope.slug, token),
                       t("Read the minutes")));
  return {};
}

Response show_own_minutes(Visit& visit, std::string token) {
  return own_minutes_page(visit, own_minutes(visit, token), token, Filled{}, 200);
}

Response remark_on_minutes(Visit& visit, std::string token) {
  const OwnMinutes own = own_minutes(visit, token);
  if (!takes_remarks(own.version, visit.now, own.compact.zone()))
    throw Conflict{t("The time for remarks is over.")};
  Filled filled(visit.form);
  const std::string remark =
      filled.text("remark", t("Write what should be different."), longest_remark);
  if (!filled.ok()) return own_minutes_page(visit, own, token, filled, 422);
  const Remarked done = visit.write(
      [&](Db& db) { return add_remark(db, own.version, own.registration.id, remark, visit.now); });
  if (done == Remarked::too_many)
    throw Conflict{t("You have sent {} remarks, and there can not be more.", most_remarks_of_one)};
  return see_other(url(visit, "/{}/registrations/{}/minutes", visit.scope.slug, token));
}

}  // namespace overens::activities
