// Two hundred people at once through real sockets, for fifty seats: as many confirmed as seats, the
// rest in line in the order they came, no error page, and one mail each. On PostgreSQL through two
// programs that share nothing but the database.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

#include "features/activities/activities_testing.h"
#include "features/activities/store.h"
#include "web/server_testing.h"

namespace overens::activities {
namespace {

constexpr int people = 200;
constexpr int seats = 50;

// A program of its own: its own connections, its own cache, its own threads.
class Program {
 public:
  explicit Program(TestApp& app)
      : app_(app),
        database_(Database::open({.address = app.database_address()})),
        door_(app.house(), *database_, app.router(), [&app] { return app.now(); }),
        server_(door_.answers()) {}

  std::uint16_t port() const { return server_.port(); }

 private:
  TestApp& app_;
  std::unique_ptr<Database> database_;
  FrontDoor door_;
  RunningServer server_;
};

std::string posted(TestApp& app, const std::string& path, const std::string& session, int number) {
  const std::string who = "person" + std::to_string(number);
  const std::string body = "token=" + percent_encoded(token_for(app.house(), session)) +
                           "&form=" + who + "&wait=yes&name=" + who + "&email=" + who +
                           "%40example.org";
  return "POST " + path +
         " HTTP/1.1\r\nHost: localhost:8080\r\nCookie: " + std::string(session_cookie) + "=" +
         session + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

// When each request began, and when its answer had come.
struct Turn {
  std::int64_t began = 0;
  std::int64_t answered = 0;
  int status = 0;
};

std::vector<Turn> all_come(TestApp& app, const std::vector<std::unique_ptr<Program>>& programs,
                           const std::string& path) {
  auto browser = app.anyone();
  browser.get(path);  // the form gives a session
  const std::string session = browser.session();
  std::vector<Turn> turns(people);
  std::atomic<std::int64_t> clock = 0;
  std::vector<std::jthread> threads;
  for (int number = 0; number < people; ++number)
    threads.emplace_back([&, number] {
      Turn& turn = turns[static_cast<std::size_t>(number)];
      const auto& program = programs[static_cast<std::size_t>(number) % programs.size()];
      RawVisitor visitor(program->port());
      turn.began = ++clock;
      turn.status = visitor.ask(posted(app, path, session, number)).status;
      turn.answered = ++clock;
    });
  threads.clear();
  return turns;
}

struct Came {
  std::string name;
  State state = State::confirmed;
  std::int64_t id = 0;
};

std::vector<Came> those_who_came(TestApp& app) {
  return app.read(
      [](Db& db) { return db.list<Came>("SELECT name, state, id FROM registration ORDER BY id"); });
}

TEST(Registering, TwoHundredAtOnceForFiftySeats) {
  TestApp app;
  const std::string meeting = published(app, {{"seats", std::to_string(seats)}});
  std::vector<std::unique_ptr<Program>> programs;
  programs.push_back(std::make_unique<Program>(app));
  if (app.database().engine() == Engine::postgres)
    programs.push_back(std::make_unique<Program>(app));
  const auto turns = all_come(app, programs, meeting + "/registration");
  for (const Turn& turn : turns) EXPECT_EQ(turn.status, 303);

  const auto came = those_who_came(app);
  ASSERT_EQ(came.size(), static_cast<std::size_t>(people));
  std::map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < came.size(); ++i) {
    place[came[i].name] = i;
    EXPECT_EQ(came[i].state, i < seats ? State::confirmed : State::waiting) << i;
  }
  for (int one = 0; one < people; ++one)
    for (int other = 0; other < people; ++other)
      if (turns[static_cast<std::size_t>(one)].answered <
          turns[static_cast<std::size_t>(other)].began) {
        EXPECT_LT(place["person" + std::to_string(one)], place["person" + std::to_string(other)]);
      }
  std::map<std::string, int> letters;
  for (const TestMail& mail : app.mails()) ++letters[mail.recipient];
  EXPECT_EQ(letters.size(), static_cast<std::size_t>(people));
  for (const auto& [who, count] : letters) EXPECT_EQ(count, 1) << who;
}

}  // namespace
}  // namespace overens::activities
