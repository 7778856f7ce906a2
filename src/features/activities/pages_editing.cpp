// The coordinators' work with an activity: whichever party they serve, they do this together.
#include "features/activities/editing.h"
#include "features/activities/invitations.h"

namespace overens::activities {
namespace {

constexpr std::int64_t most_seats = 100'000;
constexpr std::size_t longest_access = 1000;

std::vector<Option> audience_options() {
  std::vector<Option> options;
  for (const auto& [one, name] : names(Audience{})) options.push_back({name, words_for(one), {}});
  return options;
}

std::vector<Option> influence_options() {
  std::vector<Option> options{{"", t("Not said")}};
  for (const auto& [one, name] : names(Influence{})) options.push_back({name, words_for(one), {}});
  return options;
}

std::string hour_and_minute(Instant at, const Zone& zone) {
  constexpr std::size_t begins = 11;  // "2018-12-11T17:00:00+01:00"
  constexpr std::size_t length = 5;
  return iso_local(at, zone).substr(begins, length);
}

template <class E>
std::string name_of(E value) {
  for (const auto& [one, name] : names(E{}))
    if (one == value) return name;
  return {};
}

// --- The form of an activity ---

Html time_fields(const Filled& filled, const Entry& known, const Zone& zone) {
  const bool is_known = known.starts_at != Instant{};
  const Date first = date_of(known.starts_at, zone);
  const Date last = date_of(known.ends_at, zone);
  Html fields = field(filled, {.name = "starts_on",
                               .label = t("Day"),
                               .input = Input::date,
                               .value = is_known ? iso(first) : ""});
  fields += field(filled, {.name = "starts_time",
                           .label = t("Begins"),
                           .input = Input::time,
                           .hint = t("As 17:30."),
                           .value = is_known ? hour_and_minute(known.starts_at, zone) : ""});
  fields += field(filled, {.name = "ends_time",
                           .label = t("Ends"),
                           .input = Input::time,
                           .value = is_known ? hour_and_minute(known.ends_at, zone) : ""});
  fields += field(filled, {.name = "ends_on",
                           .label = t("Last day"),
                           .input = Input::date,
                           .hint = t("If it ends on another day."),
                           .value = last != first ? iso(last) : "",
                           .is_optional = true});
  return field_group(t("When"), fields);
}

Html place_fields(const Filled& filled, const Entry& known) {
  Html fields = field(filled, {.name = "place",
                               .label = t("Place"),
                               .hint = t("Leave it empty if it is not decided."),
                               .value = known.place,
                               .is_optional = true});
  fields += area_field(filled, {.name = "access",
                                .label = t("Getting in"),
                                .hint = t("Lift, hearing loop, parking, the nearest stop."),
                                .value = known.access,
                                .is_optional = true,
                                .rows = 3});
  return field_group(t("Where"), fields);
}

const WayEntry* way_of(const Entry& entry, Way way) {
  for (const WayEntry& one : entry.ways)
    if (one.way == way) return &one;
  return nullptr;
}

Html seats_field(const Filled& filled, std::string_view name, const Text& label,
                 const WayEntry* known) {
  return field(filled, {.name = name,
                        .label = label,
                        .input = Input::number,
                        .hint = t("Leave it empty if everybody gets in."),
                        .value = known && known->seats ? std::to_string(*known->seats) : "",
                        .is_optional = true});
}

// The ways of taking part, with their seats.
Html way_fields(const Filled& filled, const Entry& known) {
  const WayEntry* on_site = way_of(known, Way::on_site);
  const WayEntry* digital = way_of(known, Way::digital);
  Html fields = radio_field(filled,
                            {.name = "ways",
                             .label = t("How does one take part?"),
                             .value = !digital  ? "on_site"
                                      : on_site ? "both"
                                                : "digital"},
                            {{"on_site", words_for(Way::on_site), {}},
                             {"digital", words_for(Way::digital), {}},
                             {"both", t("Either way"), {}}});
  fields += seats_field(filled, "seats", t("Number of seats on site"), on_site);
  fields += seats_field(filled, "digital_seats", t("Number of digital seats"), digital);
  return fields;
}

std::vector<WayEntry> read_ways(Filled& filled) {
  const auto seats = filled.optional_number("seats", 1, most_seats);
  const auto digital_seats = filled.optional_number("digital_seats", 1, most_seats);
  const std::string_view chosen = filled.value("ways");
  std::vector<WayEntry> ways;
  if (chosen.empty() || chosen == "on_site" || chosen == "both")
    ways.push_back({Way::on_site, seats});
  if (chosen == "digital" || chosen == "both") ways.push_back({Way::digital, digital_seats});
  filled.expect(!ways.empty(), "ways", t("Choose how one takes part."));
  return ways;
}

Html registration_fields(const Filled& filled, const Entry& known) {
  Html fields = field(filled, {.name = "register_by",
                               .label = t("Last day to register"),
                               .input = Input::date,
                               .hint = t("The whole day counts. Without it one can register until "
                                         "the activity begins."),
                               .value = known.register_by ? iso(*known.register_by) : "",
                               .is_optional = true});
  fields += way_fields(filled, known);
  fields += select_field(filled,
                         {.name = "audience", .label = t("For"), .value = name_of(known.audience)},
                         audience_options());
  fields += field(filled, {.name = "registration_link",
                           .label = t("Address of another registration"),
                           .input = Input::link,
                           .hint = t("Only if one registers on another site. Otherwise people "
                                     "register here."),
                           .value = known.registration_link,
                           .is_optional = true});
  return field_group(t("Registration"), fields);
}

void read_times(Filled& filled, Entry& entry, const Zone& zone) {
  const auto starts = filled.date_and_time("starts_on", "starts_time", zone,
                                           t("Write the day and the time when it begins."));
  const bool is_one_day = filled.value("ends_on").empty();
  const auto ends = filled.date_and_time(is_one_day ? "starts_on" : "ends_on", "ends_time", zone,
                                         t("Write the time when it ends."));
  if (!starts || !ends) return;
  entry.starts_at = *starts;
  entry.ends_at = *ends;
  filled.expect(*ends > *starts, "ends_time", t("It must end after it begins."));
  filled.expect(!entry.register_by || *entry.register_by <= date_of(*starts, zone), "register_by",
                t("The last day to register can not be after it begins."));
}

FieldsOf fields_of(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  const Written known{entry_of(visit.db, activity), details(visit.db, activity.id)};
  return [&visit, compact, known](const Filled& filled) {
    return activity_fields(visit, compact, filled, known);
  };
}

Response edit_form(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                   const Filled& filled, int status) {
  Html body = error_summary(filled);
  if (activity.status == Status::published && activity.taken > 0 && visit.now < activity.starts_at)
    body +=
        paragraph(t("Those who have registered get a mail when title, time or place "
                    "changes."));
  body += change_form(visit, url(visit, "/{}/activities/{}/edit", compact.slug, activity.number),
                      filled, fields_of(visit, compact, activity), {.words = t("Save")});
  return page(visit, {.title = t("Change {}", activity.title), .path = path_to(visit, activity)},
              body, status);
}

// Says which way of taking part would have fewer seats than are taken, or not be there.
void fail_seats(Filled& filled, const Entry& entry, const std::vector<Seats>& there) {
  for (const Seats& one : there) {
    const WayEntry* wanted = way_of(entry, one.way);
    const std::string_view field = one.way == Way::on_site ? "seats" : "digital_seats";
    if (wanted && one.taken > wanted->seats.value_or(one.taken))
      filled.fail(field, tn("{} seat is taken already. There can not be fewer.",
                            "{} seats are taken already. There can not be fewer.", one.taken));
    if (!wanted) filled.fail("ways", t("Somebody has registered for the other way. It must stay."));
  }
}

void require_alive(const Activity& activity) {
  if (activity.status == Status::cancelled)
    throw Conflict{t("This activity is cancelled and can not be changed.")};
}

}  // namespace

Html activity_fields(Visit& visit, const compacts::Compact& compact, const Filled& filled,
                     const std::optional<Written>& known) {
  const Entry values = known ? known->entry : Entry{};
  Html fields = field(filled, {.name = "title", .label = t("Title"), .value = values.title});
  fields += area_field(filled, {.name = "purpose",
                                .label = t("What it is about"),
                                .hint = t("Markdown: an empty line begins a new paragraph."),
                                .value = values.purpose,
                                .is_optional = true,
                                .rows = 8});
  fields += select_field(filled,
                         {.name = "influence",
                          .label = t("How much influence do those who come have?"),
                          .value = values.influence ? name_of(*values.influence) : "",
                          .is_optional = true},
                         influence_options());
  fields += time_fields(filled, values, compact.zone());
  fields += place_fields(filled, values);
  fields += registration_fields(filled, values);
  fields += detail_fields(visit, compact, filled, known ? known->details : Details{});
  return fields;
}

Written read_activity(Visit& visit, const compacts::Compact& compact, Filled& filled) {
  Written written;
  Entry& entry = written.entry;
  entry.title = filled.line("title", t("Write a title."));
  entry.purpose = filled.optional_text("purpose");
  entry.place = filled.optional_line("place");
  entry.access = filled.optional_text("access", longest_access);
  entry.register_by = filled.optional_date("register_by");
  entry.ways = read_ways(filled);
  entry.audience = filled.choice<Audience>("audience", t("Choose whom it is for."));
  if (const auto link = filled.optional_link("registration_link"))
    entry.registration_link = link->text();
  if (!filled.value("influence").empty())
    entry.influence = filled.choice<Influence>("influence", t("Choose one in the list."));
  written.details = read_details(visit, compact, filled);
  read_times(filled, entry, compact.zone());
  return written;
}

Response edit_activity(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  require_alive(activity);
  return edit_form(visit, compact, activity, Filled{}, 200);
}

Response save_activity(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  require_alive(activity);
  Filled filled = changed(visit, fields_of(visit, compact, activity));
  const Written written = read_activity(visit, compact, filled);
  const Entry& entry = written.entry;
  if (!filled.ok()) return edit_form(visit, compact, activity, filled, 422);
  const Letterhead from = letterhead(visit, compact);
  std::vector<Seats> there;
  const bool is_saved = visit.write([&](Db& db) {
    const Activity before = load(db, activity.id);
    there = ways(db, activity.id);
    if (!edit(db, before, entry, people::me(visit), visit.now)) return false;
    describe(db, activity.id, written.details, people::me(visit), visit.now);
    const Activity after = load(db, activity.id);
    if (after.status == Status::published && visit.now < before.starts_at && moves(before, after))
      write_to_all(db, from, Occasion::moved, after);
    move_up_those_who_wait(db, from, activity.id);  // there may be more seats
    return true;
  });
  if (!is_saved) {
    fail_seats(filled, entry, there);
    return edit_form(visit, compact, activity, filled, 422);
  }
  return see_other(activity_url(visit, activity));
}

Response publish_activity(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  visit.write([&](Db& db) { publish(db, activity, people::me(visit), visit.now); });
  return see_other(activity_url(visit, activity));
}

}  // namespace overens::activities
