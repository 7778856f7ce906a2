// Those who come, for coordinators: the list on the screen, on paper for the door and for a
// spreadsheet; writing down somebody who phoned; cancelling for somebody.
#include <algorithm>

#include "base/text.h"
#include "features/activities/pages.h"
#include "formats/csv.h"

namespace overens::activities {
namespace {

constexpr std::int64_t per_page = 50;
constexpr std::size_t longest_name = 100;

// Not a draft: nobody can have registered.
Activity activity_with_list(Visit& visit, const compacts::Compact& compact, Number number) {
  visit.keep_private();
  const Activity activity = activity_here(visit, compact, number);
  if (activity.status == Status::draft) throw NotFound{};
  return activity;
}

State chosen_state(const Visit& visit) {
  return visit.query.value("state") == "cancelled" ? State::cancelled : State::confirmed;
}

Text name_or_removed(const Registration& one) {
  return one.name.empty() ? t("removed") : verbatim(one.name);
}

Html cancel_button(Visit& visit, const Activity& activity, const Registration& one) {
  return post_button(visit,
                     url(visit, "/{}/activities/{}/registrations/{}/cancellation", visit.scope.slug,
                         activity.number, one.number),
                     {.words = t("Cancel for {}", name_or_removed(one)), .is_dangerous = true});
}

Html registrations_table(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                         State state, const std::vector<Registration>& shown) {
  const bool may_cancel = state == State::confirmed && may_be_written_down(activity, visit.now);
  Table list{state == State::confirmed ? t("Registered, in the order they came")
                                       : t("Cancelled registrations"),
             {t("Name"), t("Organisation"), t("Mail"), t("Category"), t("Way"), t("Came")},
             {}};
  if (may_cancel) list.headings.push_back(t("Cancel the registration"));
  for (const Registration& one : shown) {
    list.rows.push_back({html("{}", name_or_removed(one)), html("{}", one.organisation),
                         html("{}", one.email), html("{}", one.category),
                         html("{}", words_for(one.channel)),
                         instant_element(one.registered_at, compact.zone())});
    if (may_cancel) list.rows.back().push_back(cancel_button(visit, activity, one));
  }
  return table(list);
}

Html list_tab(const Url& where, const Text& words, bool is_current) {
  return html(R"(<li><a href="{}"{}>{}</a></li>)", where,
              attribute_if(is_current, "aria-current", "page"), words);
}

Html list_tabs(Visit& visit, const Activity& activity, State chosen) {
  const Url here = registrations_url(visit, activity);
  const auto cancelled = count_registrations(visit.db, activity.id, State::cancelled);
  Html items = list_tab(here, tn("{} registered", "{} registered", activity.taken),
                        chosen == State::confirmed);
  items += list_tab(here.with("state", "cancelled"), tn("{} cancelled", "{} cancelled", cancelled),
                    chosen == State::cancelled);
  return html(R"(<nav class="o-tabs" aria-label="{}"><ul>{}</ul></nav>)", t("Registrations"),
              items);
}

Html list_actions(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  Html actions;
  if (may_be_written_down(activity, visit.now))
    actions += button_link(
        url(visit, "/{}/activities/{}/registrations/new", compact.slug, activity.number),
        t("Write down somebody"));
  actions += button_link(
      url(visit, "/{}/activities/{}/registrations/print", compact.slug, activity.number),
      t("List for the door"), Weight::secondary);
  actions +=
      button_link(url(visit, "/{}/activities/{}/registrations.csv", compact.slug, activity.number),
                  t("As a spreadsheet"), Weight::secondary);
  return html(R"(<p class="o-actions">{}</p>)", actions);
}

Html purge_words(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  const auto done = purges(visit.db, activity.id);
  if (done.empty())
    return paragraph(tn("Names and addresses are removed {} month after the activity.",
                        "Names and addresses are removed {} months after the activity.",
                        kept_months));
  return each(done, [&](const Purge& one) {
    return paragraph(t("Names and addresses of {0} registrations were removed {1}.",
                       one.registrations, long_date(date_of(one.purged_at, compact.zone()))));
  });
}

// --- Somebody who phoned ---

Html new_registration_fields(Visit& visit, const compacts::Compact& compact,
                             const Activity& activity, const Filled& filled) {
  Html fields = field(filled, {.name = "name", .label = t("Name")});
  fields += field(filled, {.name = "email",
                           .label = t("Mail"),
                           .input = Input::email,
                           .hint = t("With an address the participant gets a confirmation and can "
                                     "cancel by a link."),
                           .is_optional = true});
  fields += organisation_fields(
      filled, organisations_to_choose(visit.db, compact, compacts::today(visit, compact)),
      activity.audience);
  fields += field(filled, {.name = "category",
                           .label = t("Category"),
                           .hint = t("As speaker or interpreter, for your own list."),
                           .is_optional = true});
  fields += radio_field(
      filled, {.name = "channel", .label = t("How did it come?"), .value = "phone"},
      {{"phone", words_for(Channel::phone), {}}, {"paper", words_for(Channel::paper), {}}});
  return fields;
}

Response new_registration_form(Visit& visit, const compacts::Compact& compact,
                               const Activity& activity, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += seat_meter(activity);
  body += post_form(
      visit, url(visit, "/{}/activities/{}/registrations/new", compact.slug, activity.number),
      new_registration_fields(visit, compact, activity, filled), {.words = t("Register somebody")});
  auto path = path_to(visit, activity);
  path.push_back({t("Who comes"), registrations_url(visit, activity)});
  return page(visit,
              {.title = t("Write down somebody"),
               .lead = t("For {}.", activity.title),
               .path = std::move(path)},
              body, status);
}

NewRegistration read_new_registration(Visit& visit, const compacts::Compact& compact,
                                      const Activity& activity, Filled& filled) {
  NewRegistration wanted{.who = {.name = filled.line("name", t("Write the name."), longest_name)},
                         .channel = filled.choice<Channel>("channel", t("Choose how it came.")),
                         .language = compact.language,
                         .form_hash = {},
                         .by = people::me(visit)};
  filled.expect(wanted.channel == Channel::phone || wanted.channel == Channel::paper, "channel",
                t("Choose how it came."));
  wanted.who.email = fold(filled.optional_email("email"));
  wanted.who.category = filled.optional_line("category", longest_name);
  read_organisation(filled,
                    organisations_to_choose(visit.db, compact, compacts::today(visit, compact)),
                    activity.audience, wanted.who);
  return wanted;
}

void require_writable(const Activity& activity, Instant now) {
  if (!may_be_written_down(activity, now))
    throw Conflict{
        t("Nobody can be registered any more: the activity is over or cancelled, or one "
          "registers on another site.")};
}

std::string spreadsheet(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  const auto in = [&](const Text& words) { return words.in(visit.language); };
  formats::CsvWriter csv(formats::CsvDialect::for_excel,
                         {in(t("Number")), in(t("Name")), in(t("Mail")), in(t("Organisation")),
                          in(t("Category")), in(t("Way")), in(t("State")), in(t("Came"))});
  for (const State state : {State::confirmed, State::cancelled})
    for (const Registration& one : registrations(visit.db, activity.id, state, most_on_a_list))
      csv.add({std::to_string(one.number.value), one.name, one.email, one.organisation,
               one.category, in(words_for(one.channel)),
               in(state == State::confirmed ? t("registered") : t("cancelled")),
               iso_local(one.registered_at, compact.zone())});
  return csv.text();
}

}  // namespace

Response show_registrations(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_list(visit, compact, number);
  const State state = chosen_state(visit);
  const Paging pages = paging(visit, per_page);
  const auto shown = registrations(visit.db, activity.id, state, pages.per_page, pages.offset());
  Html body = list_actions(visit, compact, activity);
  body += seat_meter(activity);
  body += list_tabs(visit, activity, state);
  if (shown.empty())
    body += empty_state(state == State::confirmed ? t("Nobody has registered yet")
                                                  : t("Nobody has cancelled"));
  else
    body += registrations_table(visit, compact, activity, state, shown);
  body += pagination(visit, pages, count_registrations(visit.db, activity.id, state));
  body += purge_words(visit, compact, activity);
  return page(visit,
              {.title = t("Who comes to {}", activity.title),
               .lead = when_words(activity, compact.zone()),
               .path = path_to(visit, activity)},
              body);
}

Response print_registrations(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_list(visit, compact, number);
  auto all = registrations(visit.db, activity.id, State::confirmed, most_on_a_list);
  std::stable_sort(all.begin(), all.end(), [](const Registration& a, const Registration& b) {
    return sort_key(a.name) < sort_key(b.name);
  });
  Table list{
      t("Registered, by name"), {t("Name"), t("Organisation"), t("Category"), t("Here")}, {}};
  for (const Registration& one : all)
    list.rows.push_back({html("{}", name_or_removed(one)), html("{}", one.organisation),
                         html("{}", one.category), html(R"(<span class="o-tick"></span>)")});
  Html body = paragraph(t("{0}. {1}", when_words(activity, compact.zone()),
                          tn("{} person is registered.", "{} people are registered.",
                             static_cast<std::int64_t>(all.size()))));
  body += all.empty() ? empty_state(t("Nobody has registered yet")) : table(list);
  body += html(R"(<p class="o-no-print">{}</p>)",
               t("Print this page. Throw the paper away after the activity."));
  auto path = path_to(visit, activity);
  path.push_back({t("Who comes"), registrations_url(visit, activity)});
  return page(visit, {.title = t("For the door: {}", activity.title), .path = std::move(path)},
              body);
}

Response export_registrations(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_list(visit, compact, number);
  Response response;
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  response.headers.set(
      "Content-Disposition",
      "attachment; filename=\"activity-" + std::to_string(number.value) + "-registrations.csv\"");
  response.body = spreadsheet(visit, compact, activity);
  return response;
}

Response new_registration(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_list(visit, compact, number);
  require_writable(activity, visit.now);
  return new_registration_form(visit, compact, activity, Filled{}, 200);
}

Response create_registration(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_list(visit, compact, number);
  require_writable(activity, visit.now);
  Filled filled(visit.form);
  const NewRegistration wanted = read_new_registration(visit, compact, activity, filled);
  if (!filled.ok()) return new_registration_form(visit, compact, activity, filled, 422);
  const auto [outcome, after] = try_to_register(visit, compact, activity, wanted);
  if (outcome == Registering::confirmed) return see_other(registrations_url(visit, activity));
  require_writable(after, visit.now);
  if (outcome == Registering::full)
    filled.fail("name", t("All seats are taken. Give more seats to the activity first, or cancel "
                          "for somebody."));
  else
    filled.fail("email", t("That address is registered already."));
  return new_registration_form(visit, compact, after, filled, 409);
}

Response cancel_registration_for(Visit& visit, Number number, Number registration) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_list(visit, compact, number);
  const Registration one =
      found(find_registration(visit.db, compact.id, activity.id, registration));
  if (!may_be_written_down(activity, visit.now))
    throw Conflict{t("The activity is over or cancelled.")};
  const Letterhead from = letterhead(visit, compact);
  visit.write([&](Db& db) {
    if (cancel_registration(db, one, visit.now))
      write_letter(db, from, Occasion::unregistered, load(db, activity.id), one);
  });
  return see_other(registrations_url(visit, activity));
}

}  // namespace overens::activities
