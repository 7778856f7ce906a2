// Whoever has a page open is told of what others write: the whole house behind the real server.
#include <gtest/gtest.h>

#include "app/test_app.h"
#include "web/server_testing.h"

namespace overens {
namespace {

void watch_house(Visit& visit) {
  if (visit.scope.slug.empty()) throw NotFound{};
}
void watch_signed_in(Visit&) {}

void more_routes(Router& r) {
  r.live<watch_house>("/{compact}/test-watch", anyone);
  r.live<watch_signed_in>("/{compact}/test-watch/mine", signed_in);
}

TEST(WatchingAHouse, IsToldWithinASecondOfWhatIsWritten) {
  TestApp app(TestApp::Contents::demo, more_routes);
  RunningServer server(app.answers());
  RawVisitor visitor(server.port());
  visitor.send(get("/ostergotland/test-watch"));
  const WireAnswer head = visitor.receive_head();
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.has("Content-Type: text/event-stream"));
  EXPECT_TRUE(head.has("Cache-Control: no-store"));
  EXPECT_TRUE(visitor.is_told("retry: 3000\n\nid: "));
  EXPECT_TRUE(visitor.is_told("\n\n"));
  EXPECT_FALSE(visitor.is_told("id: ", 300));  // nothing has been written
  auto eva = app.sign_in("kontakt@idebura.example.org");
  EXPECT_EQ(
      eva.post("/ostergotland/contributions/new", {{"wording", "Nytt."}, {"themes", "Dialog"}})
          .status,
      303);
  EXPECT_TRUE(visitor.is_told("id: ", 1'000));
}

TEST(WatchingAHouse, IsForThoseWhoMayReadIt) {
  TestApp app(TestApp::Contents::demo, more_routes);
  EXPECT_EQ(app.anyone().get("/ostergotland/test-watch/mine").status, 401);
  EXPECT_EQ(app.anyone().get("/no-such-house/test-watch").status, 404);
  const Answer watched =
      app.sign_in("kontakt@idebura.example.org").get("/ostergotland/test-watch/mine");
  EXPECT_EQ(watched.status, 200);
  EXPECT_EQ(watched.body, "");
}

}  // namespace
}  // namespace overens
