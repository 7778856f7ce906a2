// Registering. A page that was opened while there were seats may be sent when there are none: then
// the form comes back with what was typed, and offers a place in line. Whoever sends a form hears
// the same whether the address is registered already or not: only its mail tells.
#include <algorithm>

#include "base/secrets.h"
#include "base/text.h"
#include "features/activities/invitations.h"
#include "features/activities/pages.h"

namespace overens::activities {
namespace {

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_form_mark = 100;

// A field that only programs fill in.
constexpr std::string_view trap_field = "website";

Html trap() {
  return html(R"(<div class="o-trap" aria-hidden="true"><label for="{}">{}</label>)"
              R"(<input type="text" id="{}" name="{}" tabindex="-1" autocomplete="off"></div>)",
              trap_field, t("Leave this empty"), trap_field, trap_field);
}

Html why_we_ask() {
  return html(
      R"(<details class="o-why"><summary>{}</summary><p>{}</p></details>)", t("Why do we ask?"),
      tn("To know who comes and to tell you if something changes. Those who run the compact see "
         "it. Names and addresses are removed {} month after the activity.",
         "To know who comes and to tell you if something changes. Those who run the compact see "
         "it. Names and addresses are removed {} months after the activity.",
         kept_months));
}

std::string read_name(Filled& filled) {
  return filled.line("name", t("Write your name."), longest_name);
}

// What one who comes for a new organisation may want to know.
Html criteria_of(Db& db, const compacts::Compact& compact) {
  const auto all = compacts::criteria(db, compact.id);
  if (all.empty()) return {};
  return html(
      R"(<details class="ds-details"><summary>{}</summary><ul>{}</ul></details>)",
      t("What an organisation that wants to join says yes to"),
      each(all, [](const compacts::Criterion& one) { return html("<li>{}</li>", one.question); }));
}

// What a form is about: for a seat, or for a place in line where none is left.
struct Opened {
  const compacts::Compact& compact;
  const Activity& activity;
  std::vector<Seats> ways;
  bool for_the_line = false;         // what it is sent for, no seat being left
  std::string exception{};           // of a link that opens it after the last day
  std::optional<LinkGuest> guest{};  // who comes by a personal link

  // Some way has no seat that nobody waits for, and another has: one may choose to wait.
  bool may_choose_to_wait(Instant now) const {
    return !for_the_line && may_join_line(activity, now) &&
           std::ranges::any_of(ways, [](const Seats& one) { return one.has_no_seat(); });
  }
  bool is_let_in_late(Db& db, Instant now) const {
    if (guest && guest->round.holds_after_close) return true;
    return !exception.empty() && holds_exception(db, activity, exception, now, compact.zone());
  }
};

// What is known of who was invited, but for those whom the link has brought already.
Registration known_of(Db& db, const std::optional<LinkGuest>& guest) {
  Registration known;
  if (!guest) return known;
  const Invitation& one = guest->invitation;
  if (one.state == Invited::sent) known.name = one.name;
  if (one.state == Invited::sent) known.email = one.email;
  known.organisation = one.organisation_name;
  if (one.organisation)
    known.organisation_number = organisations::load(db, *one.organisation).number;
  return known;
}

Opened opened(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  const std::string_view given = visit.request.method == Method::post
                                     ? visit.form.value("exception")
                                     : visit.query.value("exception");
  return {compact,
          activity,
          ways(visit.db, activity.id),
          activity.is_full && may_join_line(activity, visit.now),
          given.size() > longest_form_mark ? std::string() : std::string(given),
          guest(visit, compact, activity)};
}

Html registration_form(Visit& visit, const Opened& opened, const Filled& filled) {
  const Activity& activity = opened.activity;
  Asked asked =
      asked_of(visit.db, opened.compact, activity, compacts::today(visit, opened.compact));
  asked.ways = opened.ways;
  Html fields = hidden_field("form", mark_of(filled));
  if (opened.for_the_line) fields += hidden_field("wait", "yes");
  if (!opened.exception.empty()) fields += hidden_field("exception", opened.exception);
  if (opened.guest) fields += hidden_field("invitation", invitation_of(visit));
  const Registration known = known_of(visit.db, opened.guest);
  fields +=
      field(filled,
            {.name = "name", .label = t("Your name"), .value = known.name, .autocomplete = "name"});
  fields += field(filled, {.name = "email",
                           .label = t("Your mail address"),
                           .input = Input::email,
                           .hint = t("We send the confirmation there."),
                           .value = known.email,
                           .autocomplete = "email"});
  fields += registrant_fields(filled, asked, activity.audience, &known);
  if (may_register_for(activity.audience, false)) fields += criteria_of(visit.db, opened.compact);
  fields += way_field(filled, asked, first_with_seats(asked));
  if (opened.may_choose_to_wait(visit.now))
    fields += tick_field(filled, {.name = "wait",
                                  .label = t("Put me on the waiting list if there is no seat the "
                                             "way I chose")});
  fields += size_field(filled, 1);
  fields += question_fields(filled, asked.questions, {}, only_way(asked));
  if (!opened.guest) fields += trap();
  fields += why_we_ask();
  return post_form(visit, registration_url(visit, activity), fields,
                   {.words = opened.for_the_line ? t("Put me on the waiting list")
                                                 : t("Send the registration")});
}

Html line_notice(const std::vector<Seats>& ways) {
  Html body = paragraph(
      t("You can stand in line. Whoever came first gets the first seat that becomes free; a group "
        "waits until there is room for all of it, and nobody overtakes it."));
  for (const Seats& one : ways)
    if (one.waiting > 0)
      body += paragraph(t("{0}: {1}", words_for(one.way),
                          tn("{} person waits.", "{} people wait.", one.waiting)));
  const bool is_free = std::any_of(ways.begin(), ways.end(), [](const Seats& one) {
    return one.seats && one.taken < *one.seats;
  });
  return notice(Tone::warning,
                is_free ? t("Those who wait get the free seats first") : t("All seats are taken"),
                body);
}

Response form_page(Visit& visit, const Opened& opened, const Filled& filled, const Html& told,
                   int status) {
  const Activity& activity = opened.activity;
  const Zone zone = opened.compact.zone();
  Html body = told;
  body += error_summary(filled);
  const Text deadline = deadline_words(activity, standing(activity, visit.now, zone), zone);
  if (!deadline.is_empty()) body += paragraph(deadline);
  body += seat_meter(activity);
  body += registration_form(visit, opened, filled);
  return page(visit,
              {.title = t("Register for {}", activity.title),
               .lead = when_words(activity, zone),
               .path = path_to(visit, activity)},
              body, status);
}

// Nobody can register here and now; why, in the same words as everywhere.
Response shut_page(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                   int status) {
  Html body = standing_notice(visit, compact, activity);
  body += html("<p>{}</p>", link(activity_url(visit, activity), t("About the activity")));
  return page(visit,
              {.title = t("Register for {}", activity.title),
               .lead = when_words(activity, compact.zone()),
               .path = path_to(visit, activity)},
              body, status);
}

// What became of a form, with the activity as it is now: the visit's own view is from before.
struct Tried {
  Registering outcome = Registering::shut;
  bool waits = false;  // as far as whoever sent it may know
  Activity activity;
  std::vector<Seats> ways;
};
bool is_done(const Tried& tried) { return is_done(tried.outcome); }

Tried try_to_register(Visit& visit, const Opened& opened, const NewRegistration& wanted) {
  const Letterhead from = letterhead(visit, opened.compact);
  return visit.write([&](Db& db) {
    const Registered done = take_part(db, from, opened.activity.id, wanted);
    const bool is_theirs = done.registration && done.outcome != Registering::registered_already;
    if (is_theirs)
      return Tried{done.outcome, done.registration->state == State::waiting, opened.activity, {}};
    // Of an address that is known already, what would have become of a new one.
    const Activity now_is = load(db, opened.activity.id);
    return Tried{done.outcome, now_is.is_full, now_is, ways(db, opened.activity.id)};
  });
}

// There were seats when the page was opened, though perhaps for another way or fewer people.
Response filled_meanwhile(Visit& visit, const Opened& before, const Tried& tried,
                          const Filled& filled) {
  const Opened opened{before.compact,   tried.activity,
                      tried.ways,       may_join_line(tried.activity, visit.now),
                      before.exception, before.guest};
  const Html told = notice(
      Tone::warning, t("There is no free seat for what you chose"),
      paragraph(opened.for_the_line
                    ? t("You are not registered. What you wrote is still here: send it once more "
                        "to stand on the waiting list, or to get a seat if one is free again.")
                    : t("You are not registered. What you wrote is still here: if somebody "
                        "cancels, you can send it once more.")));
  return form_page(visit, opened, filled, told, 409);
}

NewRegistration read_registration(Visit& visit, const Opened& opened, Filled& filled) {
  const Activity& activity = opened.activity;
  const Asked asked =
      asked_by(visit.db, opened.compact, activity, compacts::today(visit, opened.compact), filled);
  NewRegistration wanted{.who = {.name = read_name(filled)},
                         .may_wait = filled.ticked("wait"),
                         .exception = opened.exception,
                         .channel = Channel::web,
                         .language = std::string(tag(visit.language)),
                         .form_hash = sha256_hex(mark_of(filled)),
                         .by = {}};
  if (opened.guest)
    wanted.by_link = ByLink{opened.guest->invitation.id, opened.guest->round.holds_after_close};
  wanted.who.email = fold(filled.email("email", t("Write your mail address.")));
  read_registrant(filled, asked, activity.audience, wanted.who);
  wanted.way = read_way(filled, asked);
  wanted.size = read_size(filled);
  wanted.answers = read_answers(filled, visit.form, asked.questions, wanted.way, true);
  return wanted;
}

// No seat, and no place in line: what stands in the way, at its field.
Response refused(Visit& visit, const Opened& opened, Filled& filled, Registering outcome) {
  if (outcome == Registering::link_used_up)
    filled.fail("size", opened.guest && opened.guest->has_seats()
                            ? seats_words(*opened.guest)
                            : t("All the seats this invitation gives are used."));
  else if (outcome == Registering::too_many)
    filled.fail("email", t("So many are registered by this address that it takes no more. Write "
                           "another, or call those who run it."));
  else
    filled.fail("size", tn("An organisation may have {} seat here. There are not so many left for "
                           "yours.",
                           "An organisation may have {} seats here. There are not so many left "
                           "for yours.",
                           opened.activity.quota.value_or(0)));
  return form_page(visit, opened, filled, {}, 409);
}

// Says that this form was sent: without it, the receipt says nothing.
std::string receipt_mark(const Visit& visit, const Activity& activity, std::string_view form,
                         std::string_view waits) {
  return keyed_hash(visit.site.secret_key, "receipt " + std::to_string(activity.id.value) + " " +
                                               std::string(waits) + " " + std::string(form));
}

Response to_receipt(Visit& visit, const Activity& activity, std::string_view form, bool waits) {
  const std::string_view line = waits ? "yes" : "";
  Url where =
      url(visit, "/{}/activities/{}/registration/receipt", visit.scope.slug, activity.number);
  if (waits) where = where.with("waits", line);
  return see_other(
      where.with("form", form).with("mark", receipt_mark(visit, activity, form, line)));
}

Html receipt_of_a_seat(const Visit& visit, const compacts::Compact& compact,
                       const Activity& activity) {
  return html(
      R"(<div class="o-done" role="status"><h1>{}</h1><p class="o-lead">{}</p></div>)"
      R"(<h2>{}</h2><ol class="o-steps"><li>{}</li><li>{}</li><li>{}</li></ol><p>{}</p>)",
      t("Your registration has reached us"),
      t("{0}, {1}", activity.title, when_words(activity, compact.zone())), t("This happens now"),
      t("A mail comes to the address you wrote, with a file for your calendar and a code to show "
        "at the door, or the link if you take part digitally. Look among the unwanted mail too."),
      t("If you can not come, cancel with the link in the mail. Then somebody else gets your "
        "seat."),
      t("If time or place changes, we write to you."),
      link(activity_url(visit, activity), t("About the activity")));
}

Html receipt_of_waiting(const Visit& visit, const compacts::Compact& compact,
                        const Activity& activity) {
  return html(
      R"(<div class="o-done" role="status"><h1>{}</h1><p class="o-lead">{}</p></div>)"
      R"(<h2>{}</h2><ol class="o-steps"><li>{}</li><li>{}</li><li>{}</li></ol><p>{}</p>)",
      t("You stand on the waiting list"),
      t("{0}, {1}", activity.title, when_words(activity, compact.zone())), t("What that means"),
      t("All seats are taken, so you have none yet. A mail comes to the address you wrote, with a "
        "link to your place in line."),
      activity.offer_hours
          ? t("When a seat is free and you are first, we write to you and ask whether you want it.")
          : t("When a seat is free and you are first, it is yours, and we write to you."),
      t("If you do not want to wait any more, cancel with the link in the mail."),
      link(activity_url(visit, activity), t("About the activity")));
}

}  // namespace

std::string mark_of(const Filled& filled) {
  const std::string_view known = filled.value("form");
  return known.empty() || known.size() > longest_form_mark ? random_token() : std::string(known);
}

Response ask_to_register(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  const Zone zone = compact.zone();
  const auto until = standing_until(activity, visit.now, zone);
  if (until) visit.valid_until(*until);
  const Opened form = opened(visit, compact, activity);
  if (!form.exception.empty()) visit.keep_private();
  const Standing now_is = standing(activity, visit.now, zone);
  const bool is_let_in = now_is == Standing::closed && form.is_let_in_late(visit.db, visit.now);
  if (now_is == Standing::open || is_let_in) return form_page(visit, form, Filled{}, {}, 200);
  if (now_is == Standing::full && form.for_the_line) {
    visit.valid_until(cutoff_at(activity));
    return form_page(visit, form, Filled{}, line_notice(form.ways), 200);
  }
  return shut_page(visit, compact, activity, 200);
}

Response register_for(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  const Opened form = opened(visit, compact, activity);
  Filled filled(visit.form);
  const NewRegistration wanted = read_registration(visit, form, filled);
  const std::string mark = visit.form.has("form") ? mark_of(filled) : random_token();
  if (visit.form.ticked(trap_field) && !form.guest)
    return to_receipt(visit, activity, mark, activity.is_full);
  const Standing now_is = standing(activity, visit.now, compact.zone());
  const bool is_late = now_is == Standing::closed && form.is_let_in_late(visit.db, visit.now);
  if (now_is != Standing::open && now_is != Standing::full && !is_late)
    return shut_page(visit, compact, activity, 409);
  if (!filled.ok()) return form_page(visit, form, filled, {}, 422);
  const Tried tried = try_to_register(visit, form, wanted);
  switch (tried.outcome) {
    case Registering::full:
      return filled_meanwhile(visit, form, tried, filled);
    case Registering::shut:
      return shut_page(visit, compact, tried.activity, 409);
    case Registering::too_many:
    case Registering::over_quota:
    case Registering::link_used_up:
      return refused(visit, form, filled, tried.outcome);
    default:
      return to_receipt(visit, activity, mark, tried.waits);
  }
}

Response show_receipt(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  const std::string_view form = visit.query.value("form");
  const std::string_view waits = visit.query.value("waits");
  if (!equal_constant_time(receipt_mark(visit, activity, form, waits), visit.query.value("mark")))
    return see_other(activity_url(visit, activity));
  if (!waits.empty())
    return page_with_own_heading(visit, t("You stand on the waiting list"), {},
                                 receipt_of_waiting(visit, compact, activity));
  return page_with_own_heading(visit, t("Your registration has reached us"), {},
                               receipt_of_a_seat(visit, compact, activity));
}

}  // namespace overens::activities
