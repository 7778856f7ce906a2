// Those who come, for coordinators: the list on the screen, on paper for the door and for a
// spreadsheet; writing down somebody who phoned.
#include <algorithm>

#include "base/secrets.h"
#include "base/text.h"
#include "features/activities/door.h"
#include "features/activities/pages.h"
#include "formats/csv.h"

namespace overens::activities {
namespace {

constexpr std::int64_t per_page = 50;
constexpr std::size_t longest_name = 100;

State chosen_state(const Visit& visit) {
  for (const auto& [state, name] : names(State{}))
    if (visit.query.value("state") == name) return state;
  return State::confirmed;
}

Text caption_of(State state) {
  switch (state) {
    case State::confirmed:
      return t("Registered, in the order they came");
    case State::waiting:
      return t("The waiting list, first in line first");
    case State::offered:
      return t("Those who are offered a seat");
    case State::declined:
      return t("Those who did not take the seat");
    case State::cancelled:
      return t("Cancelled registrations");
  }
  return {};
}

Text organisations_of(const Registration& one) {
  if (one.other_organisation.empty()) return verbatim(one.organisation);
  return t("{0} and {1}", one.organisation, one.other_organisation);
}

Html registrations_table(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                         State state, const std::vector<Registration>& shown) {
  Table list{caption_of(state),
             {t("Name"), t("Mail"), t("People"), t("Organisation"), t("Comes as"), t("Way"),
              t("Came"), t("Note")},
             {}};
  for (const Registration& one : shown)
    list.rows.push_back({link(one_url(visit, activity, one), name_or_removed(one)),
                         html("{}", one.email), html("{}", one.size),
                         html("{}", organisations_of(one)),
                         one.category ? html("{}", words_for(*one.category)) : Html{},
                         html("{}, {}", words_for(one.way), words_for(one.channel)),
                         instant_element(one.registered_at, compact.zone()), html("{}", one.note)});
  return table(list);
}

Html list_tab(const Url& where, const Text& words, bool is_current) {
  return html(R"(<li><a href="{}"{}>{}</a></li>)", where,
              attribute_if(is_current, "aria-current", "page"), words);
}

Html list_tabs(Visit& visit, const Activity& activity, State chosen) {
  const Url here = registrations_url(visit, activity);
  const auto count = [&](State state) { return count_people(visit.db, activity.id, state); };
  Html items = list_tab(here, tn("{} registered", "{} registered", count(State::confirmed)),
                        chosen == State::confirmed);
  items +=
      list_tab(here.with("state", "waiting"), tn("{} waiting", "{} waiting", count(State::waiting)),
               chosen == State::waiting);
  if (const auto offered = count(State::offered))
    items += list_tab(here.with("state", "offered"), tn("{} offered", "{} offered", offered),
                      chosen == State::offered);
  if (const auto declined = count(State::declined))
    items += list_tab(here.with("state", "declined"), tn("{} declined", "{} declined", declined),
                      chosen == State::declined);
  items += list_tab(here.with("state", "cancelled"),
                    tn("{} cancelled", "{} cancelled", count(State::cancelled)),
                    chosen == State::cancelled);
  return html(R"(<nav class="o-tabs" aria-label="{}"><ul>{}</ul></nav>)", t("Registrations"),
              items);
}

// Counted from the registrations, and how.
Html figures(Visit& visit, const Activity& activity) {
  const auto counted = count_by_category(visit.db, activity.id);
  if (counted.empty()) return {};
  Table list{t("Those registered, by what they come as"), {t("Comes as"), t("People")}, {}};
  std::int64_t double_roles = 0;
  for (const CategoryCount& one : counted) {
    list.rows.push_back(
        {one.category ? html("{}", words_for(*one.category)) : html("{}", t("Not said")),
         html("{}", one.people)});
    double_roles += one.with_double_role;
  }
  Html part = table(list);
  part +=
      paragraph(tn("They come for {} organisation.", "They come for {} different organisations.",
                   count_organisations(visit.db, activity.id)));
  if (double_roles)
    part += paragraph(tn("{} person has two roles and is counted once, as what they come as.",
                         "{} people have two roles and are counted once, as what they come as.",
                         double_roles));
  return html(R"(<details class="ds-details"><summary>{}</summary>{}</details>)",
              t("How many, as what"), part);
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
  actions += button_link(doors_url(visit, activity.number), t("Check-in"), Weight::secondary);
  actions +=
      button_link(url(visit, "/{}/activities/{}/registrations.csv", compact.slug, activity.number),
                  t("As a spreadsheet"), Weight::secondary);
  actions += button_link(url(visit, "/{}/activities/{}/opening", compact.slug, activity.number),
                         t("Waiting list and exceptions"), Weight::secondary);
  actions += button_link(url(visit, "/{}/activities/{}/questions", compact.slug, activity.number),
                         t("Questions"), Weight::secondary);
  actions += button_link(url(visit, "/{}/activities/{}/answers", compact.slug, activity.number),
                         t("Answers"), Weight::secondary);
  actions +=
      button_link(url(visit, "/{}/activities/{}/registrations.xlsx", compact.slug, activity.number),
                  t("As a workbook"), Weight::secondary);
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
  Asked asked = asked_of(visit.db, compact, activity, compacts::today(visit, compact));
  asked.by_staff = true;
  Html fields = hidden_field("form", mark_of(filled));
  fields += field(filled, {.name = "name", .label = t("Name")});
  fields += field(filled, {.name = "email",
                           .label = t("Mail"),
                           .input = Input::email,
                           .hint = t("With an address the participant gets a confirmation and can "
                                     "cancel by a link."),
                           .is_optional = true});
  fields += registrant_fields(filled, asked, activity.audience);
  fields += way_field(filled, asked, first_with_seats(asked));
  fields += size_field(filled, 1, true);
  fields += note_field(filled, {});
  fields += question_fields(filled, asked.questions, {}, only_way(asked));
  fields += tick_field(filled, {.name = "wait",
                                .label = t("Put them on the waiting list if there is no seat"),
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
                         .may_wait = filled.ticked("wait"),
                         .channel = filled.choice<Channel>("channel", t("Choose how it came.")),
                         .language = compact.language,
                         .form_hash = sha256_hex(mark_of(filled)),
                         .by = people::me(visit)};
  filled.expect(wanted.channel == Channel::phone || wanted.channel == Channel::paper, "channel",
                t("Choose how it came."));
  wanted.who.email = fold(filled.optional_email("email"));
  wanted.who.note = read_note(filled);
  const Asked asked =
      asked_by(visit.db, compact, activity, compacts::today(visit, compact), filled);
  read_registrant(filled, asked, activity.audience, wanted.who);
  wanted.way = read_way(filled, asked);
  wanted.size = read_size(filled);
  // Who writes somebody down may not know the answers.
  wanted.answers = read_answers(filled, visit.form, asked.questions, wanted.way, false);
  return wanted;
}

void require_writable(const Activity& activity, Instant now) {
  if (!may_be_written_down(activity, now))
    throw Conflict{
        t("Nobody can be registered any more: the activity is over or cancelled, or one "
          "registers on another site.")};
}

void not_registered(Filled& filled, Registering outcome) {
  if (outcome == Registering::full)
    filled.fail("name",
                t("There are not so many free seats, or those who wait get them first. Give "
                  "more seats to the activity, cancel for somebody, or tick the waiting "
                  "list."));
  else if (outcome == Registering::over_quota)
    filled.fail("organisation", t("That organisation has all the seats it may have."));
  else if (outcome == Registering::too_many)
    filled.fail("email", t("That address is used for very many here."));
  else
    filled.fail("email", t("That name and address are registered already."));
}

std::string spreadsheet(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  const auto in = [&](const Text& words) { return words.in(visit.language); };
  formats::CsvWriter csv(
      formats::CsvDialect::for_excel,
      {in(t("Number")), in(t("Name")), in(t("Mail")), in(t("Organisation")),
       in(t("One more organisation")), in(t("Comes as")), in(t("Other role")), in(t("Note")),
       in(t("People")), in(t("Way")), in(t("How it came")), in(t("State")), in(t("Came"))});
  for (const auto& [state, name] : names(State{}))
    for (const Registration& one : registrations(visit.db, activity.id, state, most_on_a_list))
      csv.add({std::to_string(one.number.value), one.name, one.email, one.organisation,
               one.other_organisation, one.category ? in(words_for(*one.category)) : "",
               one.also ? in(words_for(*one.also)) : "", one.note, std::to_string(one.size),
               in(words_for(one.way)), in(words_for(one.channel)), in(words_for(state)),
               iso_local(one.registered_at, compact.zone())});
  return csv.text();
}

}  // namespace

Html note_field(const Filled& filled, const std::string& known) {
  return field(filled, {.name = "note",
                        .label = t("Note"),
                        .hint = t("As speaker or interpreter, for your own list."),
                        .value = known,
                        .is_optional = true});
}

std::string read_note(Filled& filled) { return filled.optional_line("note", longest_name); }

// Not a draft: nobody can have registered.
Activity activity_with_list(Visit& visit, const compacts::Compact& compact, Number number) {
  visit.keep_private();
  const Activity activity = activity_here(visit, compact, number);
  if (activity.status == Status::draft) throw NotFound{};
  return activity;
}

Url one_url(const Visit& visit, const Activity& activity, const Registration& one) {
  return url(visit, "/{}/activities/{}/registrations/{}", visit.scope.slug, activity.number,
             one.number);
}

Text name_or_removed(const Registration& one) {
  return one.name.empty() ? t("removed") : verbatim(one.name);
}

Response show_registrations(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_list(visit, compact, number);
  const State state = chosen_state(visit);
  const Paging pages = paging(visit, per_page);
  const auto shown = registrations(visit.db, activity.id, state, pages.per_page, pages.offset());
  const bool is_elsewhere = !activity.registration_link.empty();
  Html body = list_actions(visit, compact, activity);
  body += seat_meter(activity);
  body += list_tabs(visit, activity, state);
  if (shown.empty())
    body += empty_state(is_elsewhere                ? t("One registers elsewhere")
                        : state == State::confirmed ? t("Nobody has registered yet")
                        : state == State::cancelled ? t("Nobody has cancelled")
                                                    : t("Nobody is here"),
                        when(is_elsewhere, [&] {
                          return html(R"(<p><a href="{}" rel="external">{}</a></p>)",
                                      found(external_url(activity.registration_link)),
                                      t("Where one registers for it"));
                        }));
  else
    body += registrations_table(visit, compact, activity, state, shown);
  body += pagination(visit, pages, count_registrations(visit.db, activity.id, state));
  if (state == State::confirmed) body += figures(visit, activity);
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
  auto all = attendees(visit.db, activity.id);
  std::stable_sort(all.begin(), all.end(), [](const Attendee& a, const Attendee& b) {
    return sort_key(a.name) < sort_key(b.name);
  });
  Table list{t("Registered, by name"), {t("Name"), t("Organisation"), t("Note"), t("Here")}, {}};
  for (const Attendee& one : all)
    list.rows.push_back(
        {html("{}", one.name.empty() ? t("With {}", one.registered_by) : verbatim(one.name)),
         html("{}", one.organisation), html("{}", one.note),
         html(R"(<span class="o-tick"></span>)")});
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
  return csv_answer("activity-" + std::to_string(number.value) + "-registrations.csv",
                    spreadsheet(visit, compact, activity));
}

Response new_registration(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_list(visit, compact, number);
  require_writable(activity, visit.now);
  return new_registration_form(visit, compact, activity, Filled{}, 200);
}

// What became of it, with the activity as it is now: the visit's own view is from before.
struct WrittenDown {
  Registered done;
  Activity activity;
};
bool is_done(const WrittenDown& one) {
  return one.done.outcome == Registering::confirmed || one.done.outcome == Registering::waiting;
}

Response create_registration(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_list(visit, compact, number);
  require_writable(activity, visit.now);
  Filled filled(visit.form);
  const NewRegistration wanted = read_new_registration(visit, compact, activity, filled);
  if (!filled.ok()) return new_registration_form(visit, compact, activity, filled, 422);
  const Letterhead from = letterhead(visit, compact);
  const WrittenDown one = visit.write([&](Db& db) {
    return WrittenDown{take_part(db, from, activity.id, wanted), load(db, activity.id)};
  });
  if (is_done(one) || one.done.outcome == Registering::sent_before)
    return see_other(one_url(visit, activity, *one.done.registration));
  require_writable(one.activity, visit.now);
  not_registered(filled, one.done.outcome);
  return new_registration_form(visit, compact, one.activity, filled, 409);
}

void registration_routes(Router& r) {
  using compacts::coordinators;
  r.get<show_registrations>("/{compact}/activities/{}/registrations", coordinators);
  r.get<print_registrations>("/{compact}/activities/{}/registrations/print", coordinators);
  r.get<export_registrations>("/{compact}/activities/{}/registrations.csv", coordinators);
  r.get<new_registration>("/{compact}/activities/{}/registrations/new", coordinators);
  r.post<create_registration>("/{compact}/activities/{}/registrations/new", coordinators);
  r.get<show_registration>("/{compact}/activities/{}/registrations/{}", coordinators);
  r.get<print_confirmation>("/{compact}/activities/{}/registrations/{}/confirmation", coordinators);
  r.post<correct_registration_for>("/{compact}/activities/{}/registrations/{}", coordinators);
  r.get<ask_cancel_registration_for>("/{compact}/activities/{}/registrations/{}/cancellation",
                                     coordinators);
  r.post<cancel_registration_for>("/{compact}/activities/{}/registrations/{}/cancellation",
                                  coordinators);
  r.post<resize_registration_for>("/{compact}/activities/{}/registrations/{}/size", coordinators);
  r.post<change_way_for>("/{compact}/activities/{}/registrations/{}/way", coordinators);
  r.get<show_participant_for>("/{compact}/activities/{}/registrations/{}/people/{}", coordinators);
  r.post<change_participant_for>("/{compact}/activities/{}/registrations/{}/people/{}",
                                 coordinators);
}

}  // namespace overens::activities
