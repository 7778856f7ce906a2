// What holds for every form, whichever feature it belongs to: how many one client may send without
// having signed in, and that nothing typed is lost over it.
#include <gtest/gtest.h>

#include "app/test_app.h"

namespace overens {
namespace {

const std::string form = "/ostergotland/join/application";

class AnonymousForms : public ::testing::Test {
 protected:
  AnonymousForms() {
    app.house().anonymous_sends = {.at_once = 2, .per_hour = 60};
    app.at("2026-03-02 10:00");
  }

  // An application with a mistake in it: taken in, it would be shown again.
  Answer apply_from(std::string_view client, std::string_view name = "Gläntan") {
    auto visitor = app.anyone();
    visitor.comes_from(client);
    return visitor.post(form, {{"name", std::string(name)}, {"contact_email", "alva@"}});
  }

  TestApp app;
};

TEST_F(AnonymousForms, OneClientSendsAFewAtOnceAndThenWaits) {
  EXPECT_EQ(apply_from("192.0.2.7").status, 422);
  EXPECT_EQ(apply_from("192.0.2.7").status, 422);
  const Answer refused = apply_from("192.0.2.7", "Bäcken");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(*refused.headers.find("Retry-After"), "60");
  EXPECT_EQ(refused.field("name"), "Bäcken");  // to be sent again
  EXPECT_TRUE(refused.has("Wait 1 minute"));
  EXPECT_EQ(apply_from("192.0.2.8").status, 422);  // somebody else is not held up
  app.pass_seconds(60);
  EXPECT_EQ(apply_from("192.0.2.7").status, 422);
}

TEST_F(AnonymousForms, AVisitorWithManyAddressesIsOneClient) {
  EXPECT_EQ(apply_from("2001:db8:1:2::1").status, 422);
  EXPECT_EQ(apply_from("2001:db8:1:2::2").status, 422);
  EXPECT_EQ(apply_from("2001:db8:1:2:ffff::3").status, 429);
  EXPECT_EQ(apply_from("2001:db8:1:3::1").status, 422);
}

TEST_F(AnonymousForms, RegisteringAndSigningInAreCountedToo) {
  apply_from("192.0.2.7");
  apply_from("192.0.2.7");
  auto visitor = app.anyone();
  visitor.comes_from("192.0.2.7");
  EXPECT_EQ(visitor.post("/sign-in", {{"email", "anna@example.org"}}).status, 429);
  EXPECT_EQ(visitor.post("/ostergotland/activities/1/registration", {{"name", "A"}}).status, 429);
}

TEST_F(AnonymousForms, WhoIsSignedInAndThisMachineAreNotCounted) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(apply_from("127.0.0.1").status, 422);
  auto coordinator = app.sign_in("samordnare@region.example.org");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(coordinator.post(form, {{"name", "x"}}).status, 422);
}

}  // namespace
}  // namespace overens
