// What the one who was invited sees by the personal link: yes, no, passing it on; and the way off
// the list of a letter. Looking at these pages changes nothing: mail programs open every link.
#include "base/secrets.h"
#include "base/text.h"
#include "features/activities/pages_invitations.h"
#include "post/message.h"

namespace overens::activities {
namespace {

constexpr std::int64_t most_passed_on_at_once = 50;
constexpr std::int64_t most_passed_on = 200;

struct Mine {
  compacts::Compact compact;
  Activity activity;
  LinkGuest guest;
};

Invitation invitation_by(Visit& visit, const compacts::Compact& compact, std::string_view token) {
  visit.keep_private();
  auto one = find_invitation(visit.db, compact.id, token);
  if (!one)
    throw NotFound{
        t("This link is not known here. It may have been cut off in the mail, or the activity was "
          "so long ago that we have removed it.")};
  return std::move(*one);
}

Mine mine(Visit& visit, std::string_view token) {
  const compacts::Compact compact = compacts::here(visit);
  const Invitation one = invitation_by(visit, compact, token);
  return {compact, load(visit.db, one.activity), guest_of(visit.db, one)};
}

void require_answerable(const Mine& here, Instant now) {
  if (here.guest.round.state == RoundState::withdrawn)
    throw Conflict{t("This invitation has been withdrawn.")};
  if (here.activity.status != Status::published || now >= here.activity.starts_at)
    throw Conflict{t("The activity has begun or is cancelled.")};
}

std::int64_t count_active(const std::vector<Registration>& all) {
  return std::count_if(all.begin(), all.end(), [](const Registration& one) {
    return one.state != State::cancelled && one.state != State::declined;
  });
}

Html registered_list(Visit& visit, const Mine& here, const std::vector<Registration>& all) {
  if (all.empty()) return {};
  Html items = each(all, [&](const Registration& one) {
    const Url where = url(visit, "/{}/registrations/{}", here.compact.slug,
                          link_token(visit.site, here.compact.id, one.number));
    return html("<li>{}</li>",
                link(where, one.name.empty() ? t("Name removed") : verbatim(one.name)));
  });
  Html part = heading(2, t("Registered by this link"));
  part += paragraph(t("Open one to see where it stands, to change it or to cancel it."));
  part += html(R"(<ul class="o-items">{}</ul>)", items);
  return part;
}

}  // namespace

Text seats_words(const LinkGuest& guest) {
  if (!guest.seats_left) return t("You can register yourself and others.");
  if (*guest.seats_left <= 0) return t("All the seats this invitation gives are used.");
  return tn("You can register {} person by this invitation.",
            "You can register {} people by this invitation.", *guest.seats_left);
}

namespace {

Html yes_and_no(Visit& visit, const Mine& here, std::string_view token, bool has_registered) {
  const LinkGuest& guest = here.guest;
  const Standing now_is = standing(here.activity, visit.now, here.compact.zone());
  const bool is_open = now_is == Standing::open || now_is == Standing::full ||
                       (now_is == Standing::closed && guest.round.holds_after_close);
  Html part;
  if (is_open && guest.has_seats()) {
    part += paragraph(seats_words(guest));
    part += html(R"(<p class="o-actions">{}</p>)",
                 button_link(registration_url(visit, here.activity).with("invitation", token),
                             has_registered ? t("Register more") : t("Yes, register")));
  } else if (is_open) {
    part += paragraph(seats_words(guest));
  } else {
    part += standing_notice(visit, here.compact, here.activity);
  }
  if (!has_registered && guest.invitation.state != Invited::declined)
    part += post_button(visit, url(visit, "/{}/invitations/{}/refusal", here.compact.slug, token),
                        {.words = t("No, we do not come")});
  return part;
}

Html answer_notice(const Mine& here, std::int64_t registered) {
  if (registered > 0)
    return notice(Tone::success, t("You have said yes"),
                  paragraph(tn("{} registration has come by this link.",
                               "{} registrations have come by this link.", registered)));
  if (here.guest.invitation.state == Invited::declined)
    return notice(Tone::neutral, t("You have said no"),
                  paragraph(t("Thank you for telling us. If you change your mind, register.")));
  return {};
}

Html facts_of(const Mine& here) {
  std::vector<Fact> known{{t("When"), when_element(here.activity, here.compact.zone())},
                          {t("Where"), where_words(here.activity)}};
  const Invitation& one = here.guest.invitation;
  if (!one.organisation_name.empty())
    known.push_back({t("Organisation"), html("{}", one.organisation_name)});
  known.push_back({t("Who is invited"), html("{}", one.name.empty() ? one.email : one.name)});
  known.push_back(
      {t("What we keep"),
       html("{}", tn("Your name and address, until {} month after the activity.",
                     "Your name and address, until {} months after the activity.", kept_months))});
  return facts(known);
}

// Members come for themselves, so the door must let in whoever comes.
bool may_reach_members(const Mine& here) {
  return here.guest.round.passing == Passing::members &&
         may_register_for(here.activity.audience, false);
}

// Whom it was passed on to does not pass it on further: what goes out stays in the hands of those
// who were invited.
bool may_pass_on(Visit& visit, const Mine& here) {
  return here.guest.round.passing != Passing::nobody &&
         !was_passed_on(visit.db, here.guest.invitation.id);
}

Html passing_form(Visit& visit, const Mine& here, std::string_view token, const Filled& filled) {
  if (!may_pass_on(visit, here)) return {};
  Html fields = area_field(
      filled, {.name = "people",
               .label = t("To whom"),
               .hint = t("One person a line, as: Anna Ek anna@example.org. At most {} at a time.",
                         most_passed_on_at_once),
               .rows = 4});
  if (may_reach_members(here))
    fields +=
        radio_field(filled, {.name = "as", .label = t("Who are they?"), .value = "colleague"},
                    {{"colleague", t("Colleagues in our organisation")},
                     {"member", t("Members of our organisation, who answer for themselves")}});
  Html part = heading(2, t("Pass the invitation on"));
  part += paragraph(t("They get a letter with a link of their own."));
  part += post_form(visit, url(visit, "/{}/invitations/{}/passing", here.compact.slug, token),
                    fields, {.words = t("Pass it on")});
  return part;
}

Response own_page(Visit& visit, const Mine& here, std::string_view token, const Filled& filled,
                  int status) {
  const auto title = t("Your invitation to {}", here.activity.title);
  if (here.guest.round.state == RoundState::withdrawn)
    return page(visit, {.title = title},
                notice(Tone::neutral, t("This invitation has been withdrawn"),
                       html("<p>{}</p>",
                            link(activity_url(visit, here.activity), t("About the activity")))),
                410);
  const auto all = registered_by(visit.db, here.guest.invitation.id);
  const std::int64_t active = count_active(all);
  Html body = error_summary(filled);
  const std::string_view passed_on = visit.query.value("passed_on");
  if (!passed_on.empty() && filled.ok())
    body += notice(Tone::success, t("The invitation has been passed on"),
                   paragraph(t("A letter is on its way.")));
  body += answer_notice(here, active);
  body += yes_and_no(visit, here, token, active > 0);
  body += facts_of(here);
  body += registered_list(visit, here, all);
  if (here.activity.status == Status::published && visit.now < here.activity.starts_at)
    body += passing_form(visit, here, token, filled);
  body += html("<p>{}</p>", link(activity_url(visit, here.activity), t("About the activity")));
  return page(visit, {.title = title, .path = {{t("Activities"), activities_url(visit)}}}, body,
              status);
}

Url own_url(const Visit& visit, std::string_view token) {
  return url(visit, "/{}/invitations/{}", visit.scope.slug, std::string(token));
}

// --- Passing on ---

// "Anna Ek <anna@example.org>" or "anna@example.org", a person a line.
Invitee invitee_of(std::string_view line) {
  const std::string tidy = tidy_line(line);
  const std::size_t at = tidy.find('@');
  const std::size_t begin =
      at == std::string::npos ? tidy.size() : tidy.find_last_of(" <,;", at) + 1;
  std::string email = tidy.substr(begin, tidy.find_first_of(" >,;", begin) - begin);
  std::string name = tidy.substr(0, begin);
  while (!name.empty() && std::string_view(" <,;").find(name.back()) != std::string_view::npos)
    name.pop_back();
  return {.name = std::move(name), .email = fold(email)};
}

std::vector<Invitee> read_people(Filled& filled) {
  constexpr std::size_t longest_name = 100;
  const std::string typed = filled.text("people", t("Write at least one address."));
  std::vector<Invitee> all;
  for (std::size_t at = 0; at <= typed.size() && !typed.empty();) {
    const std::size_t end = std::min(typed.find('\n', at), typed.size());
    const std::string_view line = std::string_view(typed).substr(at, end - at);
    at = end + 1;
    if (tidy_line(line).empty()) continue;
    Invitee one = invitee_of(line);
    if (!post::is_safe_address(one.email) || length(one.name) > longest_name) {
      filled.fail("people", t("“{}” has no mail address that can be written to.", line));
      return {};
    }
    all.push_back(std::move(one));
  }
  filled.expect(static_cast<std::int64_t>(all.size()) <= most_passed_on_at_once, "people",
                t("At most {} at a time.", most_passed_on_at_once));
  return all;
}

void pass_on(Db& db, const Letterhead& from, const Mine& here, const Invitee& to) {
  const Round& round = here.guest.round;
  db.lock_row("invitation_round", round.id);
  const Number number = next_invitation_number(db, round.id);
  insert_invitation(db, round, number, to,
                    sha256_hex(invitation_token(from.house, from.compact.id, round.number, number)),
                    here.guest.invitation.id);
  const Invitation one = load_by_number(db, round.id, number);
  const bool is_wanted = !has_left(db, from.compact.id, List::invitations,
                                   email_mark(from.house, from.compact.id, to.email));
  if (is_invited(db, one)) return mark_left_out(db, one.id, Reason::invited_already);
  if (!is_wanted) return mark_left_out(db, one.id, Reason::off_list);
  mark_sent(db, one.id, from.now);
  write_invitation(db, from, here.activity, round, one);
}

// --- Lists ---

Text words_for(List list) {
  return list == List::invitations ? t("Invitations and reminders of them")
                                   : t("Reminders and thanks for what you are registered for");
}

Response list_page(Visit& visit, const std::string& sealed, bool is_off) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  const Leaving leaving = found(read_leaving(visit.site, compact, sealed));
  Html body = facts({{t("Letters"), html("{}", words_for(leaving.list))},
                     {t("Who writes"), html("{}", compact.name)},
                     {t("To"), html("{}", leaving.email)}});
  if (is_off) {
    body += notice(Tone::success, t("You get no more of these letters"),
                   paragraph(t("Confirmations of what you register for, and the codes you sign in "
                               "with, come as before.")));
    body += post_button(visit, url(visit, "/{}/lists/{}/return", compact.slug, sealed),
                        {.words = t("I want them again")});
  } else {
    body += post_button(visit, url(visit, "/{}/lists/{}", compact.slug, sealed),
                        {.words = t("Send me no more of these")});
  }
  return page(visit, {.title = t("Letters from us")}, body);
}

}  // namespace

Response show_own_invitation(Visit& visit, std::string token) {
  return own_page(visit, mine(visit, token), token, Filled{}, 200);
}

Response decline_invitation(Visit& visit, std::string token) {
  const Mine here = mine(visit, token);
  require_answerable(here, visit.now);
  if (count_active(registered_by(visit.db, here.guest.invitation.id)) > 0)
    throw Conflict{t("Cancel those who are registered first.")};
  visit.write([&](Db& db) { decline(db, here.guest.invitation, visit.now); });
  return see_other(own_url(visit, token));
}

Response pass_invitation_on(Visit& visit, std::string token) {
  const Mine here = mine(visit, token);
  require_answerable(here, visit.now);
  if (!may_pass_on(visit, here)) throw Conflict{t("This invitation can not be passed on.")};
  Filled filled(visit.form);
  auto people = read_people(filled);
  const bool as_members = may_reach_members(here) && filled.value("as") == "member";
  const auto before = count_passed_on(visit.db, here.guest.invitation.id);
  filled.expect(before + static_cast<std::int64_t>(people.size()) <= most_passed_on, "people",
                t("An invitation can be passed on {} times.", most_passed_on));
  if (!filled.ok()) return own_page(visit, here, token, filled, 422);
  const Letterhead from = letterhead(visit, here.compact);
  visit.write([&](Db& db) {
    for (Invitee one : people) {
      if (!as_members) {
        one.organisation = here.guest.invitation.organisation;
        if (!one.organisation) one.organisation_name = here.guest.invitation.organisation_name;
      }
      pass_on(db, from, here, one);
    }
  });
  return see_other(own_url(visit, token).with("passed_on", "1"));
}

Response ask_to_leave_list(Visit& visit, std::string sealed) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  const Leaving one = found(read_leaving(visit.site, compact, sealed));
  return list_page(
      visit, sealed,
      has_left(visit.db, compact.id, one.list, email_mark(visit.site, compact.id, one.email)));
}

Response leave_list(Visit& visit, std::string sealed) {
  const compacts::Compact compact = compacts::here(visit);
  const Leaving one = found(read_leaving(visit.site, compact, sealed));
  visit.write([&](Db& db) {
    leave(db, compact.id, one.list, email_mark(visit.site, compact.id, one.email), visit.now);
  });
  return list_page(visit, sealed, true);  // no redirect: programs do not follow it (RFC 8058, 3.2)
}

Response return_to_list(Visit& visit, std::string sealed) {
  const compacts::Compact compact = compacts::here(visit);
  const Leaving one = found(read_leaving(visit.site, compact, sealed));
  visit.write([&](Db& db) {
    come_back(db, compact.id, one.list, email_mark(visit.site, compact.id, one.email));
  });
  return see_other(url(visit, "/{}/lists/{}", compact.slug, sealed));
}

}  // namespace overens::activities
