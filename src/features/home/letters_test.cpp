#include <gtest/gtest.h>

#include "app/test_app.h"
#include "features/compacts/compacts.h"
#include "post/outbox.h"

namespace overens::home {
namespace {

constexpr std::string_view coordinator = "samordnare@region.example.org";

// A letter that was given up, of that house.
void give_up(TestApp& app, std::string_view slug, const std::string& to) {
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, slug);
    post::Mail mail;
    mail.key = "letter " + to;
    mail.to = to;
    mail.subject = "Kallelse";
    mail.text = "Välkommen.\n";
    mail.kind = "invitation";
    mail.scope = compact ? compact->id.value : 0;
    post::send(db, mail, app.now());
    db.run("UPDATE mail SET state = 'dead', attempts = 9, last_error = '550 at RCPT TO'");
  });
}

TEST(DeadLetters, AreSeenByCoordinatorsWhoTryThemAgain) {
  TestApp app;
  app.house().is_demo = false;  // its letters are of the test itself
  auto eva = app.sign_in(coordinator);
  EXPECT_TRUE(eva.get("/ostergotland/letters").has("Every mail has gone out"));
  give_up(app, "ostergotland", "anna@eken.example.org");
  EXPECT_TRUE(eva.get("/ostergotland/todo").has("Mails that did not arrive"));
  const Answer shown = eva.get("/ostergotland/letters");
  EXPECT_TRUE(shown.has("anna@eken.example.org"));
  EXPECT_TRUE(shown.has("550 at RCPT TO"));
  EXPECT_EQ(eva.post("/ostergotland/letters/1/retry").status, 303);
  EXPECT_FALSE(eva.get("/ostergotland/letters").has("anna@eken.example.org"));
  EXPECT_EQ(eva.post("/ostergotland/letters/1/retry").status, 409);
  EXPECT_TRUE(app.read([](Db& db) { return post::any_due(db, Instant{INT64_MAX}); }));
}

TEST(DeadLetters, OfTheInstallationAreNotTheCompacts) {
  TestApp app;
  app.house().is_demo = false;  // its letters are of the test itself
  give_up(app, "no-such-house", "secret@example.org");
  auto eva = app.sign_in(coordinator);
  EXPECT_FALSE(eva.get("/ostergotland/letters").has("secret@example.org"));
  EXPECT_EQ(eva.post("/ostergotland/letters/1/retry").status, 404);
  EXPECT_EQ(app.sign_in("ledamot1@region.example.org").get("/ostergotland/letters").status, 403);
}

}  // namespace
}  // namespace overens::home
