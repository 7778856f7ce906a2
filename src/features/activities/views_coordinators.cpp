// What a coordinator sees on an activity's page beside everybody else: what to do with it, and what
// stood there before.
#include "features/activities/after.h"
#include "features/activities/details.h"

namespace overens::activities {
namespace {

Text field_words(std::string_view column) {
  static const std::pair<std::string_view, Text> known[] = {
      {"title", t("Title")},
      {"purpose", t("What it is about")},
      {"starts_at", t("Begins")},
      {"ends_at", t("Ends")},
      {"place", t("Place")},
      {"access", t("Getting in")},
      {"register_by", t("Last day to register")},
      {"seats", t("Number of seats on site")},
      {"digital_seats", t("Number of digital seats")},
      {"audience", t("For")},
      {"registration_link", t("Address of another registration")},
      {"influence", t("Your influence")},
      {"status", t("State")},
      {"programme", t("Programme")},
      {"opens_at", t("Registration opens")},
      {"changes_until", t("Last day to change a registration")},
      {"waiting_list", t("When all seats are taken")},
      {"cutoff_hours", t("Hours before the beginning when the line stops")},
      {"offer_hours", t("Hours to say yes to a free seat")},
      {"quota", t("Most seats for one organisation")},
      {"material", t("Material")},
      {"details_follow", t("Only the date is set")},
      {"step", t("Step of the process")},
      {"languages", t("Languages")},
      {"host_party", t("Invites")},
      {"host_group", t("Working group that arranges it")},
      {"theme", t("Theme")},
      {"digital_link", t("Link for those who take part digitally")},
      {"series", t("Series")},
      {"result", t("What came of it")},
      {"reported_attendance", t("How many came, as somebody reported it")}};
  for (const auto& [name, words] : known)
    if (name == column) return words;
  return verbatim(std::string(column));
}

// What a column held, as people read it.
Text old_value(const Change& change, const Zone& zone) {
  if (change.was.empty()) return t("nothing");
  if (change.field == "starts_at" || change.field == "ends_at" || change.field == "opens_at")
    if (const auto at = parse_instant(change.was)) return date_and_time(*at, zone);
  if (change.field == "status") return change.was == "draft" ? t("draft") : t("published");
  if (change.field == "waiting_list")
    return change.was == "on"     ? t("one may stand in line")
           : change.was == "held" ? t("held")
                                  : t("no line");
  for (const auto& [one, name] : names(Audience{}))
    if (change.field == "audience" && change.was == name) return words_for(one);
  for (const auto& [one, name] : names(Influence{}))
    if (change.field == "influence" && change.was == name) return words_for(one);
  if (change.field == "details_follow") return t("yes");
  for (const auto& [one, name] : names(Step{}))
    if (change.field == "step" && change.was == name) return words_for(one);
  return verbatim(change.was);
}

Html history(Db& db, const Activity& activity, const Zone& zone) {
  const auto all = changes(db, activity.id);
  if (all.empty()) return {};
  Table list{
      t("What stood here before, newest first"), {t("Changed"), t("By"), t("What"), t("Was")}, {}};
  for (const Change& one : all)
    list.rows.push_back({instant_element(one.changed_at, zone), html("{}", one.by),
                         html("{}", field_words(one.field)), html("{}", old_value(one, zone))});
  return html(R"(<details class="ds-details"><summary>{}</summary>{}</details>)",
              t("Earlier values"), table(list));
}

}  // namespace

Html coordinators_section(Visit& visit, const compacts::Compact& compact,
                          const Activity& activity) {
  const auto below = [&](UrlPattern<std::string, Number> pattern) {
    return url(visit, pattern, compact.slug, activity.number);
  };
  const bool is_over = visit.now > activity.ends_at;
  Html actions;
  if (activity.status != Status::cancelled)
    actions += button_link(below("/{}/activities/{}/edit"), t("Change"), Weight::secondary);
  if (activity.status != Status::cancelled)
    actions += button_link(below("/{}/activities/{}/programme"), t("Programme"), Weight::secondary);
  if (activity.status == Status::draft) {  // what registering needs, before anybody can
    actions += button_link(below("/{}/activities/{}/questions"), t("Questions"), Weight::secondary);
    actions += button_link(below("/{}/activities/{}/opening"), t("Waiting list and exceptions"),
                           Weight::secondary);
  } else {
    actions += button_link(registrations_url(visit, activity), t("Who comes"), Weight::secondary);
  }
  if (activity.status != Status::draft)
    actions +=
        button_link(below("/{}/activities/{}/invitations"), t("Invitations"), Weight::secondary);
  if (activity.status != Status::draft)
    actions += button_link(below("/{}/activities/{}/mails"), t("Letters"), Weight::secondary);
  if (activity.status == Status::published && visit.now >= activity.starts_at)
    actions += button_link(below("/{}/activities/{}/result"), t("Write what came of it"),
                           Weight::secondary);
  actions += after_actions(visit, compact, activity);
  if (activity.status != Status::draft)
    actions +=
        button_link(below("/{}/activities/{}/personal-data"), t("Personal data"), Weight::tertiary);
  if (activity.status == Status::published && !is_over)
    actions +=
        button_link(below("/{}/activities/{}/cancellation"), t("Cancel it"), Weight::tertiary);
  Html section = html(R"(<p class="o-actions">{}</p>)", actions);
  if (activity.status == Status::draft)
    section += post_button(visit, below("/{}/activities/{}/publication"), {.words = t("Publish")});
  section += history(visit.db, activity, compact.zone());
  return html(R"(<section class="o-section o-no-print" aria-labelledby="work">)"
              R"(<h2 id="work">{}</h2>{}</section>)",
              t("For coordinators"), section);
}

}  // namespace overens::activities
