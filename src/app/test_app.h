// TestApp: the whole house for one test, without sockets: every feature, a fresh database with the
// demo imported (or nothing), a clock that the test sets, and browsers that keep their session.
// On PostgreSQL where OVERENS_TEST_DATABASE names a server, else on SQLite.
//
//   TestApp app;
//   app.at("2018-12-11 18:00");                                    // in Stockholm
//   auto chair = app.sign_in("ordforande@eken.example.org");
//   const Answer shown = chair.get("/ostergotland/texts/1/versions/2");
//   const Answer done = chair.post("/ostergotland/texts/1/versions/2/signature",
//                                  {{"organisation", "17"}, {"in_full", "on"}});   // token
//                                  included
//   EXPECT_EQ(done.status, 303);
//   EXPECT_TRUE(chair.get(done.location).has("Thank you"));
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/app.h"
#include "app/import_folder.h"
#include "db/testing.h"
#include "web/front_door.h"

namespace overens {

// What a browser got.
struct Answer {
  int status = 0;
  std::string body;
  Headers headers;
  std::string location;  // where a 303 leads

  // Whether that stands in the markup, or in what a reader sees: without tags, every run of white
  // space one space.
  bool has(std::string_view words) const;
  std::string text() const;
  // What the page itself says in that header; empty where it leaves it to the server.
  std::string header(std::string_view name) const;
  // What a field of a form holds: its value, the text of an area, the chosen option. Nothing where
  // there is no such field, or where no box or choice by that name is ticked.
  std::optional<std::string> field(std::string_view name) const;
  // The addresses of all links and forms, in their order.
  std::vector<std::string> links() const;
};

class TestApp;

// A visitor with a browser of their own: keeps the session, follows nothing by itself, reads
// English until told otherwise.
class Browser {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  Answer get(std::string_view path);
  Answer get(const Url& url) { return get(url.text()); }
  Answer head(std::string_view path);
  // With the token that a form of this browser carries, unless `fields` brings one.
  Answer post(std::string_view path, const Fields& fields = {});
  Answer post(const Url& url, const Fields& fields = {}) { return post(url.text(), fields); }
  // The same with one file (multipart/form-data).
  Answer upload(std::string_view path, const Fields& fields, const Upload& file);
  Answer send(Request request);

  void reads(Language language) { language_ = language; }
  void comes_from(std::string_view client) { client_ = client; }
  const std::string& session() const { return session_; }
  void keep_session(std::string session) { session_ = std::move(session); }

 private:
  friend class TestApp;
  explicit Browser(TestApp& app) : app_(&app) {}
  Request request(Method method, std::string_view target) const;
  Fields with_token(Fields fields);

  TestApp* app_;
  std::string session_;
  std::string client_ = "192.0.2.1";
  Language language_ = Language::en;
};

// A letter in the outbox.
struct TestMail {
  std::string recipient;
  std::string subject;
  std::string text;
  std::optional<std::string> calendar;
  std::string kind;
};

class TestApp {
 public:
  enum class Contents { demo, nothing };
  // The demo is the folder demo/ostergotland as imported on 2018-06-01, without what `--demo` adds.
  // `more` adds routes that only the test has.
  explicit TestApp(Contents contents = Contents::demo, void (*more)(Router&) = nullptr);
  // Every letter that was written says that it is a demonstration.
  ~TestApp();
  TestApp(const TestApp&) = delete;
  TestApp& operator=(const TestApp&) = delete;

  // Local time in Stockholm, "2018-12-11 18:00". It stands at 2018-06-01 12:00 until set.
  void at(std::string_view local_time);
  void pass_seconds(std::int64_t seconds) { now_ = plus_seconds(now_, seconds); }
  Instant now() const { return now_; }

  Browser anyone() { return Browser(*this); }
  // Signed in without mail; a person with that address is added where there was none.
  Browser sign_in(std::string_view email, std::string_view name = "");

  // The whole outbox, the earliest first.
  std::vector<TestMail> mails();
  // Every task of every feature, once.
  void run_tasks();
  // Brings in files as `overens import` does; those of the demo folder are demo_files().
  app::ImportReport import(const std::map<std::string, std::string>& files,
                           const app::ImportOptions& options = {});
  // The demo folder again, with what `--demo` adds relative to the clock.
  app::ImportReport import_demo() { return import(demo_files(), {.demo = true}); }
  static std::map<std::string, std::string> demo_files();

  House& house() { return *house_; }
  const Router& router() const { return router_; }
  Database& database() { return *database_; }
  const std::string& database_address() const { return database_.address(); }
  template <class F>
  auto read(F&& fn) {
    return database().read(std::forward<F>(fn));
  }
  template <class F>
  auto write(F&& fn) {
    return database().write(whole_installation, std::forward<F>(fn));
  }
  // As the server asks: the cache and static files first.
  Response answer(const Request& request);
  // For a server before it.
  Answers answers() { return door_.answers(); }

 private:
  std::unique_ptr<House> house_;
  TestDatabase database_;
  Instant now_;
  Router router_;
  FrontDoor door_;
};

}  // namespace overens
