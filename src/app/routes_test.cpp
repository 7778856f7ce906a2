// What holds for every route of the house, whichever feature brought it.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/test_app.h"

namespace overens {
namespace {

// The pattern with its house and every other hole filled in.
std::string filled(std::string_view pattern, std::string_view house, std::string_view hole) {
  std::string path;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') {
      path += pattern[i];
      continue;
    }
    const std::size_t close = pattern.find('}', i);
    path += close - i > 1 ? house : hole;
    i = close;
  }
  return path;
}

bool has_hole(const Route& route) { return route.pattern.find("{}") != std::string_view::npos; }

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

// A second house beside the demo's, with the same coordinators, a public body and contacts of other
// names, and nothing else in it.
void add_neighbour(TestApp& app) {
  std::string compact = TestApp::demo_files().at("compact.json");
  replace_all(compact, "\"ostergotland\"", "\"grannlan\"");
  replace_all(compact, "Region Östergötland", "Region Grannlän");
  replace_all(compact, "(exempel)", "(granne)");
  ASSERT_TRUE(app.import({{"compact.json", compact}}).is_kept);
}

// What the page says, without the names of the two houses.
std::string content(const Answer& answer) {
  std::string main = answer.body.substr(std::min(answer.body.find("<main"), answer.body.size()));
  replace_all(main, "/grannlan", "/ostergotland");
  return main;
}

// Rises whenever anything at all has been written (SQLite only: another connection's PRAGMA).
class Changes {
 public:
  explicit Changes(const std::string& address)
      : database_(Database::open({.address = address, .readers = 1})) {}
  std::int64_t count() {
    return database_->read([](Db& db) { return db.load<std::int64_t>("PRAGMA data_version"); });
  }

 private:
  std::unique_ptr<Database> database_;
};

TEST(Routes, NobodyMeetsAFaultOfOurs) {
  TestApp app;
  for (const Route& route : app.router().routes())
    for (const std::string_view hole : {"999999", "x", "%00", "json"}) {
      const std::string path = filled(route.pattern, "ostergotland", hole);
      auto visitor = app.anyone();
      const Answer answer =
          route.method == Method::get ? visitor.get(path) : visitor.post(path, {{"x", "\xFF"}});
      EXPECT_LT(answer.status, 500) << route.function << " at " << path;
      EXPECT_NE(answer.status, 405) << route.function << " at " << path;
    }
}

TEST(Routes, NobodyMeetsAFaultOfOursInAHouseThatIsNotThere) {
  TestApp app;
  for (const Route& route : app.router().routes())
    if (route.method == Method::get && route.pattern.starts_with("/{")) {
      const std::string path = filled(route.pattern, "no-such-house", "1");
      EXPECT_EQ(app.anyone().get(path).status, 404) << path;
    }
}

TEST(Routes, ANumberOfAnotherHouseIsNotFound) {
  TestApp app;
  add_neighbour(app);
  auto coordinator = app.sign_in("samordnare@region.example.org");
  int seen = 0;
  for (const Route& route : app.router().routes()) {
    if (route.method != Method::get || !route.pattern.starts_with("/{") || !has_hole(route))
      continue;
    for (const std::string_view number : {"1", "2", "20"}) {
      const Answer ours = coordinator.get(filled(route.pattern, "ostergotland", number));
      const Answer theirs = coordinator.get(filled(route.pattern, "grannlan", number));
      if (ours.status != 200) continue;
      ++seen;
      EXPECT_TRUE(theirs.status == 404 || content(ours) != content(theirs))
          << route.function << ' ' << number;
    }
  }
  EXPECT_GT(seen, 0);
}

TEST(Routes, ReadingChangesNothing) {
  TestApp app;
  if (app.database().engine() != Engine::sqlite) GTEST_SKIP() << "seen on SQLite";
  auto somebody = app.sign_in("anna@eken.example.org");
  Changes changes(app.database_address());
  const std::int64_t before = changes.count();
  for (const Route& route : app.router().routes()) {
    if (route.method != Method::get) continue;
    for (const std::string_view hole : {"1", "2", "999999", "x"}) {
      const std::string path = filled(route.pattern, "ostergotland", hole);
      app.anyone().get(path);
      app.anyone().head(path);
      somebody.get(path);
      ASSERT_EQ(changes.count(), before) << route.function << " at " << path;
    }
  }
}

TEST(Routes, AFormWithoutItsTokenChangesNothing) {
  TestApp app;
  if (app.database().engine() != Engine::sqlite) GTEST_SKIP() << "seen on SQLite";
  auto somebody = app.sign_in("anna@eken.example.org");
  Changes changes(app.database_address());
  const std::int64_t before = changes.count();
  for (const Route& route : app.router().routes()) {
    if (route.method != Method::post) continue;
    const std::string path = filled(route.pattern, "ostergotland", "1");
    const Answer answer = somebody.post(path, {{"token", "of somebody else"}});
    EXPECT_GE(answer.status, 400) << path;
    ASSERT_EQ(changes.count(), before) << route.function << " at " << path;
  }
}

}  // namespace
}  // namespace overens
