// Registering, and what the participant's own link shows. A page that was opened while there were
// seats may be sent when there are none: then the form comes back with what was typed. Whoever
// sends a form hears the same whether the address is registered already or not: only its mail
// tells.
#include "base/secrets.h"
#include "base/text.h"
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

Html name_field(const Filled& filled, const std::string& known) {
  return field(filled,
               {.name = "name", .label = t("Your name"), .value = known, .autocomplete = "name"});
}

std::string read_name(Filled& filled) {
  return filled.line("name", t("Write your name."), longest_name);
}

// What marks one opened form, so that sending it twice is one registration.
std::string mark_of(const Filled& filled) {
  const std::string_view known = filled.value("form");
  return known.empty() || known.size() > longest_form_mark ? random_token() : std::string(known);
}

Html registration_form(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                       const Filled& filled) {
  const auto choices = organisations_to_choose(visit.db, compact, compacts::today(visit, compact));
  Html fields = hidden_field("form", mark_of(filled));
  fields += name_field(filled, "");
  fields += field(filled, {.name = "email",
                           .label = t("Your mail address"),
                           .input = Input::email,
                           .hint = t("We send the confirmation there."),
                           .autocomplete = "email"});
  fields += organisation_fields(filled, choices, activity.audience);
  fields += trap();
  fields += why_we_ask();
  return post_form(visit, registration_url(visit, activity), fields,
                   {.words = t("Send the registration")});
}

Response form_page(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                   const Filled& filled, const Html& told, int status) {
  Html body = told;
  body += error_summary(filled);
  const Text deadline =
      deadline_words(activity, standing(activity, visit.now, compact.zone()), compact.zone());
  if (!deadline.is_empty()) body += paragraph(deadline);
  body += seat_meter(activity);
  body += registration_form(visit, compact, activity, filled);
  return page(visit,
              {.title = t("Register for {}", activity.title),
               .lead = when_words(activity, compact.zone()),
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

Response filled_meanwhile(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                          const Filled& filled) {
  const Html told =
      notice(Tone::warning, t("The last seat was taken while you wrote"),
             paragraph(t("You are not registered. What you wrote is still here: if somebody "
                         "cancels, you can send it once more.")));
  return form_page(visit, compact, activity, filled, told, 409);
}

NewRegistration read_registration(Visit& visit, const compacts::Compact& compact,
                                  const Activity& activity, Filled& filled) {
  NewRegistration wanted{.who = {.name = read_name(filled)},
                         .channel = Channel::web,
                         .language = std::string(tag(visit.language)),
                         .form_hash = sha256_hex(mark_of(filled)),
                         .by = {}};
  wanted.who.email = fold(filled.email("email", t("Write your mail address.")));
  read_organisation(filled,
                    organisation_chosen(visit.db, compact, compacts::today(visit, compact), filled),
                    activity.audience, wanted.who);
  return wanted;
}

// Says that this form was sent: without it, the receipt says nothing.
std::string receipt_mark(const Visit& visit, const Activity& activity, std::string_view form) {
  return keyed_hash(visit.site.secret_key,
                    "receipt " + std::to_string(activity.id.value) + " " + std::string(form));
}

Response to_receipt(Visit& visit, const Activity& activity, std::string_view form) {
  return see_other(
      url(visit, "/{}/activities/{}/registration/receipt", visit.scope.slug, activity.number)
          .with("form", form)
          .with("mark", receipt_mark(visit, activity, form)));
}

// --- One's own registration ---

struct Own {
  compacts::Compact compact;
  Registration registration;
  Activity activity;

  bool may_change(Instant now) const {
    return registration.state == State::confirmed && activity.status == Status::published &&
           now < activity.starts_at;
  }
};

Own own_registration(Visit& visit, std::string_view token) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  Registration one = found(find_by_token(visit.db, compact.id, token));
  Activity activity = load(visit.db, one.activity);
  return {compact, std::move(one), std::move(activity)};
}

Html own_standing(const Visit& visit, const Own& own) {
  if (own.activity.status == Status::cancelled)
    return standing_notice(visit, own.compact, own.activity);
  if (own.registration.state == State::cancelled)
    return notice(Tone::neutral, t("Your registration is cancelled"),
                  paragraph(t("Your seat is free for somebody else. If you want to come after all, "
                              "register anew.")));
  if (visit.now > own.activity.ends_at) return standing_notice(visit, own.compact, own.activity);
  return notice(Tone::success, t("You are registered"),
                paragraph(t("You have a seat. If you can not come, cancel it here, so that "
                            "somebody else gets it.")));
}

Html own_facts(const Own& own) {
  std::vector<Fact> known{{t("When"), when_element(own.activity, own.compact.zone())},
                          {t("Where"), own.activity.place.empty() ? html("{}", t("Not known yet"))
                                                                  : html("{}", own.activity.place)},
                          {t("Name"), html("{}", own.registration.name)}};
  if (!own.registration.email.empty())
    known.push_back({t("Mail"), html("{}", own.registration.email)});
  if (!own.registration.organisation.empty())
    known.push_back({t("Organisation"), html("{}", own.registration.organisation)});
  return facts(known);
}

Response own_page(Visit& visit, const Own& own, std::string_view token, const Filled& filled,
                  int status) {
  Html body = error_summary(filled);
  body += own_standing(visit, own);
  body += own_facts(own);
  if (own.may_change(visit.now)) {
    const auto choices =
        organisations_to_choose(visit.db, own.compact, compacts::today(visit, own.compact));
    Html fields = name_field(filled, own.registration.name);
    fields += organisation_fields(filled, choices, own.activity.audience, &own.registration);
    body += heading(2, t("Change your registration"));
    body += post_form(visit, url(visit, "/{}/registrations/{}", visit.scope.slug, token), fields,
                      {.words = t("Save")});
    body += heading(2, t("Cancel your registration"));
    body +=
        paragraph(t("It can not be taken back, but you can register anew while there are "
                    "seats."));
    body +=
        post_button(visit, url(visit, "/{}/registrations/{}/cancellation", visit.scope.slug, token),
                    {.words = t("Cancel my registration"), .is_dangerous = true});
  }
  body += html("<p>{}</p>", link(activity_url(visit, own.activity), t("About the activity")));
  return page(visit,
              {.title = t("Your registration for {}", own.activity.title),
               .path = {{t("Activities"), activities_url(visit)}}},
              body, status);
}

void require_changeable(const Own& own, Instant now) {
  if (!own.may_change(now))
    throw Conflict{
        t("This registration can no longer be changed: it is cancelled, or the activity "
          "has begun or is cancelled.")};
}

}  // namespace

Tried try_to_register(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                      const NewRegistration& wanted) {
  const Letterhead from = letterhead(visit, compact);
  return visit.write([&](Db& db) {
    const Registered done =
        add_registration(db, compact, activity.id, wanted, visit.now,
                         [&](Number number) { return link_token(visit.site, compact.id, number); });
    Activity after = load(db, activity.id);
    if (done.outcome == Registering::confirmed)
      write_letter(db, from, Occasion::confirmed, after, *done.registration);
    if (done.outcome == Registering::registered_already)
      write_letter(db, from, Occasion::registered_already, after, *done.registration);
    return Tried{done.outcome, std::move(after)};
  });
}

Response ask_to_register(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  const auto until = standing_until(activity, visit.now, compact.zone());
  if (until) visit.valid_until(*until);
  if (standing(activity, visit.now, compact.zone()) != Standing::open)
    return shut_page(visit, compact, activity, 200);
  return form_page(visit, compact, activity, Filled{}, {}, 200);
}

Response register_for(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  Filled filled(visit.form);
  const NewRegistration wanted = read_registration(visit, compact, activity, filled);
  const std::string form = visit.form.has("form") ? mark_of(filled) : random_token();
  if (visit.form.ticked(trap_field)) return to_receipt(visit, activity, form);
  const Standing now_is = standing(activity, visit.now, compact.zone());
  if (now_is != Standing::open && now_is != Standing::full)
    return shut_page(visit, compact, activity, 409);
  if (!filled.ok()) return form_page(visit, compact, activity, filled, {}, 422);
  const Tried tried = try_to_register(visit, compact, activity, wanted);
  if (tried.outcome == Registering::full)
    return filled_meanwhile(visit, compact, tried.activity, filled);
  if (tried.outcome == Registering::shut) return shut_page(visit, compact, tried.activity, 409);
  return to_receipt(visit, activity, form);
}

Response show_receipt(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  const std::string_view form = visit.query.value("form");
  if (!equal_constant_time(receipt_mark(visit, activity, form), visit.query.value("mark")))
    return see_other(activity_url(visit, activity));
  const Html body = html(
      R"(<div class="o-done" role="status"><h1>{}</h1><p class="o-lead">{}</p></div>)"
      R"(<h2>{}</h2><ol class="o-steps"><li>{}</li><li>{}</li><li>{}</li></ol><p>{}</p>)",
      t("Your registration has reached us"),
      t("{0}, {1}", activity.title, when_words(activity, compact.zone())), t("This happens now"),
      t("A mail comes to the address you wrote, with a file for your calendar. Look among the "
        "unwanted mail too."),
      t("If you can not come, cancel with the link in the mail. Then somebody else gets your "
        "seat."),
      t("If time or place changes, we write to you."),
      link(activity_url(visit, activity), t("About the activity")));
  return page_with_own_heading(visit, t("Your registration has reached us"), {}, body);
}

Response show_own_registration(Visit& visit, std::string token) {
  return own_page(visit, own_registration(visit, token), token, Filled{}, 200);
}

Response change_own_registration(Visit& visit, std::string token) {
  const Own own = own_registration(visit, token);
  require_changeable(own, visit.now);
  Filled filled(visit.form);
  Participant who{.name = read_name(filled)};
  read_organisation(
      filled, organisations_to_choose(visit.db, own.compact, compacts::today(visit, own.compact)),
      own.activity.audience, who);
  if (!filled.ok()) return own_page(visit, own, token, filled, 422);
  visit.write([&](Db& db) { change_participant(db, own.registration, who); });
  return see_other(url(visit, "/{}/registrations/{}", visit.scope.slug, token));
}

Response cancel_own_registration(Visit& visit, std::string token) {
  const Own own = own_registration(visit, token);
  if (own.registration.state == State::confirmed) {
    require_changeable(own, visit.now);
    const Letterhead from = letterhead(visit, own.compact);
    visit.write([&](Db& db) {
      if (cancel_registration(db, own.registration, visit.now))
        write_letter(db, from, Occasion::unregistered, load(db, own.activity.id), own.registration);
    });
  }
  return see_other(url(visit, "/{}/registrations/{}", visit.scope.slug, token));
}

}  // namespace overens::activities
