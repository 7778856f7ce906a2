#include "features/activities/invitations_testing.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "features/compacts/compacts.h"

namespace overens::activities {
namespace {

using organisations::Organisation;

Id<compacts::Compact> compact_of(Db& db) { return compacts::find(db, "ostergotland")->id; }

Organisation named(Db& db, std::string_view name) {
  return *organisations::find_same(db, compact_of(db), name, "");
}

void make_contact(Db& db, const Organisation& one, std::string_view email, Instant now) {
  organisations::add_mandate(db, one.id, people::find_or_add(db, email, "", now),
                             organisations::MandateKind::contact, Date{2018, 12, 20});
}

}  // namespace

std::string meeting_to_invite_to(TestApp& app, std::string_view audience) {
  app.at("2018-12-20 12:00");
  return published(app, {{"audience", std::string(audience)},
                         {"starts_on", "2019-02-27"},
                         {"register_by", "2019-02-20"},
                         {"seats", "20"}});
}

std::string planned(Browser& coordinator, const std::string& meeting, Browser::Fields fields) {
  fields.emplace_back("passing", "colleagues");
  return coordinator.post(meeting + "/invitations/new", fields).location;
}

std::string planned_list(Browser& coordinator, const std::string& meeting, std::string bytes,
                         Browser::Fields fields) {
  fields.emplace_back("source", "file");
  fields.emplace_back("passing", "members");
  return coordinator
      .upload(meeting + "/invitations/new", fields,
              {"file", "lista.csv", "text/csv", std::move(bytes)})
      .location;
}

void send(TestApp& app, Browser& coordinator, const std::string& round) {
  EXPECT_EQ(coordinator.post(round + "/sending").status, 303);
  app.pass_seconds(61);
  app.run_tasks();
}

void let_mail_go(TestApp& app) {
  app.write([&](Db& db) {
    db.run("UPDATE mail SET state = 'sent', sent_at = $1 WHERE state = 'queued'", app.now());
  });
}

std::vector<TestMail> invitations_in(TestApp& app) {
  std::vector<TestMail> all = app.mails();
  std::erase_if(all, [](const TestMail& mail) { return mail.kind != "invitation"; });
  return all;
}

std::string invitation_link(const TestMail& mail) {
  const std::size_t at = mail.text.find("/ostergotland/invitations/");
  if (at == std::string::npos) return "";
  return mail.text.substr(at, mail.text.find('\n', at) - at);
}

std::string link_for(TestApp& app, std::string_view email) {
  const auto all = mails_to(app, email);
  for (auto mail = all.rbegin(); mail != all.rend(); ++mail)
    if (const std::string link = invitation_link(*mail); !link.empty()) return link;
  return "";
}

Answer register_by_link(Browser& browser, const std::string& meeting, const std::string& link,
                        const Browser::Fields& fields) {
  const std::string token = link.substr(link.rfind('/') + 1);
  const Answer form = browser.get(meeting + "/registration?invitation=" + token);
  Browser::Fields all{{"form", form.field("form").value_or("")}, {"invitation", token}};
  all.insert(all.end(), fields.begin(), fields.end());
  return browser.post(meeting + "/registration", all);
}

std::string leaving_link(const TestMail& mail) {
  const std::size_t at = mail.text.find("/ostergotland/lists/");
  if (at == std::string::npos) return "";
  return mail.text.substr(at, mail.text.find('\n', at) - at);
}

void affiliate_newcomer(TestApp& app, std::string_view name, std::string_view contact) {
  app.write([&](Db& db) {
    const auto compact = compact_of(db);
    const auto parties = compacts::parties(db, compact);
    const auto party = std::find_if(parties.begin(), parties.end(),
                                    [](const compacts::Party& one) { return !one.is_body; });
    const Organisation one =
        organisations::add(db, compact, party->id, {.name = std::string(name)}, app.now());
    compacts::affiliate(db, compact, one.id, Date{2018, 12, 20});
    make_contact(db, one, contact, app.now());
  });
}

void add_contact(TestApp& app, std::string_view organisation, std::string_view contact) {
  app.write([&](Db& db) { make_contact(db, named(db, organisation), contact, app.now()); });
}

void end_affiliation_of(TestApp& app, std::string_view name) {
  app.write([&](Db& db) {
    compacts::end_affiliation(db, compact_of(db), named(db, name).id, Date{2018, 12, 20});
  });
}

std::string number_of(TestApp& app, std::string_view organisation) {
  return app.read([&](Db& db) { return std::to_string(named(db, organisation).number.value); });
}

}  // namespace overens::activities
