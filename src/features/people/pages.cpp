#include "features/people/pages.h"

#include "base/secrets.h"
#include "features/people/store.h"
#include "web/page.h"

namespace overens::people {
namespace {

Response sign_out(Visit& visit);
Response own_page(Visit& visit);
Response say_name(Visit& visit);
Response end_others(Visit& visit);

void routes(Router& r) {
  r.get<ask>("/sign-in", anyone);
  r.post<send_mail>("/sign-in", anyone);
  r.get<show_code>("/sign-in/code", anyone);
  r.post<type_code>("/sign-in/code", anyone);
  r.get<show_link>("/sign-in/{}", anyone);
  r.post<open_link>("/sign-in/{}", anyone);
  r.post<sign_out>("/sign-out", anyone);
  r.get<own_page>("/me", signed_in);
  r.post<say_name>("/me", signed_in);
  r.post<end_others>("/me/other-sessions/end", signed_in);
}

std::int64_t purge_ended(const Site&, Database& database, Instant now) {
  constexpr std::int64_t most_rows = 500;
  return database.write(unseen, [&](Db& db) { return purge(db, most_rows, now); });
}

Response sign_out(Visit& visit) {
  if (visit.actor.is_somebody())
    visit.write_unseen([&](Db& db) { end_session(db, visit.session_token()); });
  visit.set_session("");
  return see_other(url(visit, "/"));
}

Html session_row_state(bool is_here) {
  return is_here ? tag_label(Tone::info, t("This browser")) : Html();
}

// Where one's sessions are no house is meant, so their times are those of the country.
Html session_list(Visit& visit) {
  const Zone here = zone("Europe/Stockholm");
  const std::string own = sha256_hex(visit.session_token());
  const auto all = sessions(visit.db, me(visit), visit.now);
  Table list{
      t("Browsers where you are signed in"), {t("Signed in"), t("Last used"), t("Which")}, {}};
  for (const Session& one : all)
    list.rows.push_back({instant_element(one.began_at, here),
                         date_element(date_of(one.seen_at, here)),
                         session_row_state(one.token_hash == own)});
  Html body = table(list);
  if (all.size() > 1)
    body += post_button(visit, url(visit, "/me/other-sessions/end"),
                        {t("Sign out of all the others"), true});
  return body;
}

Response own_page_with(Visit& visit, const Filled& filled, int status) {
  const Person person = myself(visit);
  Html body = error_summary(filled);
  body += facts({{t("Mail address"), html("{}", person.email)}});
  body += post_form(visit, url(visit, "/me"),
                    field(filled, {.name = "name",
                                   .label = t("Your name"),
                                   .hint = t("As others who work with the compact should see it."),
                                   .value = person.name,
                                   .autocomplete = "name"}),
                    {t("Save")});
  body += session_list(visit);
  return page(visit,
              {.title = t("My page"),
               .lead = t("You sign in with your mail address. To change it, write to your contact "
                         "for the compact.")},
              body, status);
}

Response own_page(Visit& visit) { return own_page_with(visit, Filled(), 200); }

Response say_name(Visit& visit) {
  Filled filled(visit.form);
  const std::string name = filled.line("name", t("Write your name."), 100);
  if (!filled.ok()) return own_page_with(visit, filled, 422);
  const Id<Person> who = me(visit);
  visit.write_unseen([&](Db& db) { rename(db, who, name); });
  return see_other(url(visit, "/me"));
}

Response end_others(Visit& visit) {
  const Id<Person> who = me(visit);
  visit.write_unseen([&](Db& db) { end_other_sessions(db, who, visit.session_token()); });
  return see_other(url(visit, "/me"));
}

}  // namespace

Id<Person> me(const Visit& visit) {
  if (!visit.actor.is_somebody()) throw Unauthorised{};
  return {visit.actor.person};
}

Person myself(const Visit& visit) { return found(find(visit.db, me(visit))); }

std::vector<MenuItem> account(const Visit& visit) {
  if (visit.actor.is_somebody()) return {{t("My page"), url(visit, "/me")}};
  const std::string_view here = visit.request.path;
  const Url sign_in = url(visit, "/sign-in");
  const bool comes_back = visit.request.method == Method::get && here != "/" &&
                          !here.starts_with("/sign-in") && local_url(here);
  return {{t("Sign in"), comes_back ? sign_in.with("then", here) : sign_in}};
}

Feature feature() {
  constexpr int an_hour_s = 3600;
  return {.name = "people",
          .routes = routes,
          .tasks = {{"people: sign-ins that have ended", an_hour_s, purge_ended}}};
}

}  // namespace overens::people
