// Signing in by mail. A browser asks, a mail goes to the address, and link and code in it work in
// that browser alone: who opens the link elsewhere is sent back to where they began. Opening a link
// changes nothing, since mail scanners do that too; the button does.
#include <algorithm>

#include "base/secrets.h"
#include "base/text.h"
#include "features/people/pages.h"
#include "features/people/store.h"
#include "post/outbox.h"
#include "web/forwarded.h"
#include "web/letters.h"
#include "web/page.h"

namespace overens::people {
namespace {

// What only this browser knows: its session, anonymous or not, as its form token tells it.
std::string browser_hash(Visit& visit) { return sha256_hex(visit.form_token()); }

std::string code_hash(Visit& visit, std::string_view code) {
  return keyed_hash(visit.site.secret_key, browser_hash(visit) + std::string(code));
}

// Where to go afterwards: an address of ours, and not signing in again.
Url then_url(std::string_view wanted) {
  constexpr std::size_t longest = 1000;
  auto url = wanted.size() <= longest ? local_url(wanted) : std::nullopt;
  if (!url || wanted.starts_with("/sign-in") || wanted.starts_with("/sign-out"))
    return overens::url("/");
  return *std::move(url);
}

Html sign_in_form(Visit& visit, const Filled& filled, std::string_view then) {
  Html body = error_summary(filled);
  Html fields = hidden_field("then", then_url(then).text());
  fields += field(filled, {.name = "email",
                           .label = t("Your mail address"),
                           .input = Input::email,
                           .hint = t("The one you are registered with here."),
                           .autocomplete = "email"});
  body += post_form(visit, url(visit, "/sign-in"), fields, {t("Send me a mail")});
  return body;
}

Response sign_in_page(Visit& visit, const Filled& filled, std::string_view then, int status) {
  return page(
      visit,
      {.title = t("Sign in"), .lead = t("You need no password. We send you a mail with a code.")},
      sign_in_form(visit, filled, then), status);
}

Response nothing_waits(Visit& visit, const Text& title) {
  visit.keep_private();
  if (visit.actor.is_somebody()) return see_other(url(visit, "/me"));
  return page(visit,
              {.title = title,
               .lead = t("The link and the code work once, for ten minutes, and the code can be "
                         "tried five times. Ask for a new mail.")},
              button_link(url(visit, "/sign-in"), t("Ask for a new mail")), 404);
}

Html code_form(Visit& visit, const Filled& filled) {
  Html body = error_summary(filled);
  body += post_form(visit, url(visit, "/sign-in/code"),
                    field(filled, {.name = "code",
                                   .label = t("The code in the mail"),
                                   .input = Input::code,
                                   .hint = t("Six digits. It works for ten minutes."),
                                   .autocomplete = "one-time-code"}),
                    {t("Sign in")});
  body += notice(Tone::neutral, t("No mail?"),
                 html("<p>{}</p><p>{}</p>",
                      t("It can take a minute. Look among the unwanted mail too. We only write to "
                        "addresses that are registered here, so it may be another of yours."),
                      link(url(visit, "/sign-in"), t("Ask for a new mail"))));
  return body;
}

Response code_page(Visit& visit, const Filled& filled, int status) {
  return page(visit,
              {.title = t("Type the code"),
               .lead = t("If the address is registered here, a mail is on its way. Type the code "
                         "from it here, or open the link in this browser.")},
              code_form(visit, filled), status);
}

Response elsewhere(Visit& visit) {
  return page(visit,
              {.title = t("Type the code where you began"),
               .lead = t("You asked to sign in from another browser or another device. Go back "
                         "there and type the six digits from the mail.")},
              html("<p>{}</p>", link(url(visit, "/sign-in"), t("Sign in here instead"))));
}

post::Mail letter(Visit& visit, const Person& to, const std::string& token,
                  const std::string& code) {
  Text text =
      t("Hello,\n\n"
        "somebody, probably you, wants to sign in to {0}.\n\n"
        "Type this code where you began:\n\n"
        "{1}\n\n"
        "Or open this link in the same browser:\n\n"
        "{2}\n\n"
        "Code and link work once, for ten minutes. If it was not you, you need not do anything: "
        "nobody can sign in without this mail.\n",
        visit.site.public_url, code, public_url(visit, "/sign-in/{}", token).text());
  std::string body = text.in(visit.language) + demo_words(visit.site, visit.language);
  return {.key = "sign-in " + sha256_hex(token),
          .to = to.email,
          .to_name = to.name,
          .subject = t("Your code for signing in").in(visit.language),
          .text = std::move(body),
          .calendar = std::nullopt,
          .reply_to = {},
          .sender_name = {},
          .language = visit.language,
          .kind = "sign_in",
          .about = {},
          .secret = true};
}

void count_or_refuse(Visit& visit, std::string_view email) {
  const auto hash = [&](std::string_view what, const std::string& key) {
    return keyed_hash(visit.site.secret_key, std::string(what) + key);
  };
  const std::string client = client_network(visit.request.client);
  const Asking who{.address_hash = hash("address ", fold(email)),
                   .client_hash = hash("client ", client),
                   .address_from_client_hash = hash("address ", fold(email) + " from " + client)};
  constexpr int an_hour_s = 3600;
  if (!visit.write_quietly([&](Db& db) { return may_ask(db, who, visit.now); }))
    throw TooMany{t("Many mails have been asked for already. Wait an hour and try again, or use "
                    "the latest mail that you asked for in this browser."),
                  an_hour_s};
}

// The new session takes the place of the old one, so that nobody who knew that gets in.
Response sign_in_as(Visit& visit, const std::string& token, const SignedIn& who) {
  visit.set_session(token);
  return see_other(then_url(who.then_path));
}

template <class Use>
std::optional<SignedIn> use_and_begin(Visit& visit, const std::string& token, Use use) {
  return visit.write_quietly([&](Db& db) {
    std::optional<SignedIn> who = use(db);
    if (who) {
      end_session(db, visit.session_token());
      begin_session(db, token, who->person, visit.now);
      visit.write_journal_as(db, who->person.value);
    }
    return who;
  });
}

}  // namespace

Response ask(Visit& visit) {
  if (visit.actor.is_somebody()) return see_other(then_url(visit.query.value("then")));
  return sign_in_page(visit, Filled(), visit.query.value("then"), 200);
}

// Answers alike whether the address is known or not.
Response send_mail(Visit& visit) {
  Filled filled(visit.form);
  const std::string email = filled.email("email", t("Write your mail address."));
  if (!filled.ok()) return sign_in_page(visit, filled, visit.form.value("then"), 422);
  count_or_refuse(visit, email);
  const std::string token = random_token();
  const std::string code = random_code();
  const auto person = find_by_email(visit.db, email);
  const SignInRequest request{.browser_hash = browser_hash(visit),
                              .token_hash = sha256_hex(token),
                              .code_hash = code_hash(visit, code),
                              .person = person ? std::optional(person->id) : std::nullopt,
                              .then_path = then_url(visit.form.value("then")).text()};
  visit.write_quietly([&](Db& db) {
    add_request(db, request, visit.now);
    if (person) post::send(db, letter(visit, *person, token, code), visit.now);
  });
  return see_other(url(visit, "/sign-in/code"));
}

Response show_code(Visit& visit) {
  if (attempts_left(visit.db, browser_hash(visit), visit.now) == 0)
    return nothing_waits(visit, t("There is no code to type"));
  return code_page(visit, Filled(), 200);
}

Response type_code(Visit& visit) {
  Filled filled(visit.form);
  std::string code = filled.line("code", t("Type the code from the mail."), 20);
  std::erase_if(code, [](char c) { return c < '0' || c > '9'; });
  filled.expect(code.size() == 6, "code", t("The code is six digits."));
  if (!filled.ok()) return code_page(visit, filled, 422);
  const std::string browser = browser_hash(visit);
  const std::string token = random_token();
  std::int64_t left = 0;
  const auto who = use_and_begin(visit, token, [&](Db& db) {
    auto used = use_code(db, browser, code_hash(visit, code), visit.now);
    left = attempts_left(db, browser, visit.now);
    return used;
  });
  if (who) return sign_in_as(visit, token, *who);
  if (left == 0) return nothing_waits(visit, t("The code no longer works"));
  filled.fail("code", tn("That is not the code. You can try {} more time.",
                         "That is not the code. You can try {} more times.", left));
  return code_page(visit, filled, 422);
}

Response show_link(Visit& visit, std::string token) {
  const auto asking = find_browser(visit.db, sha256_hex(token), visit.now);
  const std::string here = browser_hash(visit);
  if (!asking) return nothing_waits(visit, t("The link no longer works"));
  if (*asking != here) return elsewhere(visit);
  return page(visit, {.title = t("Sign in"), .lead = t("One step left.")},
              post_form(visit, url(visit, "/sign-in/{}", token), {}, {t("Sign in")}));
}

Response open_link(Visit& visit, std::string token) {
  const std::string session = random_token();
  const auto who = use_and_begin(visit, session, [&](Db& db) {
    return use_link(db, sha256_hex(token), browser_hash(visit), visit.now);
  });
  if (!who) return nothing_waits(visit, t("The link no longer works"));
  return sign_in_as(visit, session, *who);
}

}  // namespace overens::people
