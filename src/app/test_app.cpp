#include "app/test_app.h"

#include <algorithm>
#include <optional>
#include <span>
#include <stdexcept>

#include <gtest/gtest.h>

#include "app/test_app_journal.h"
#include "base/catalogue.h"
#include "base/secrets.h"
#include "features/people/people.h"

namespace overens {
namespace {

Instant stockholm(std::string_view local_time) {
  const auto instant = parse_local(local_time, zone("Europe/Stockholm"));
  if (!instant) throw std::invalid_argument("no such time: " + std::string(local_time));
  return *instant;
}

Instant first_moment() { return stockholm("2018-06-01 12:00"); }

std::unique_ptr<House> test_house() {
  use_catalogue(catalogue());
  auto house = app::make_house();
  house->secret_key = "a key for tests only";
  house->is_demo = true;
  house->demo_of = "Region Östergötland";
  return house;
}

Filling demo_of(const House& house) {
  return {"demo", [&house](Database& database) {
            const auto report =
                app::import_files(database, house, TestApp::demo_files(), first_moment());
            std::string why;
            for (const ImportRefusal& one : report.refusals)
              why += one.file + ":" + std::to_string(one.line) + ": " +
                     one.reason.in(Language::en) + "\n";
            if (!report.is_kept) throw std::runtime_error("the demo is not imported:\n" + why);
          }};
}

TestDatabase database_with(TestApp::Contents contents, const House& house) {
  return TestDatabase(tested_engines().back(), embedded_migrations(),
                      contents == TestApp::Contents::demo ? demo_of(house) : Filling{});
}

Router routes_of(const House& house, void (*more)(Router&)) {
  Router router = app::routes_of(house);
  if (more) more(router);
  return router;
}

// Status and headers out of an answer that was made once for many.
void read_head(std::string_view head, Answer& answer) {
  answer.status = std::stoi(std::string(head.substr(head.find(' ') + 1, 3)));
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos;) {
    const std::size_t next = head.find("\r\n", at + 2);
    const std::string_view line = head.substr(at + 2, next - at - 2);
    if (const std::size_t colon = line.find(": "); colon != std::string_view::npos)
      answer.headers.add(line.substr(0, colon), line.substr(colon + 2));
    at = next;
  }
}

std::string unescaped(std::string_view escaped) {
  static constexpr std::pair<std::string_view, char> entities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  std::string plain;
  while (!escaped.empty()) {
    const auto* entity = std::find_if(std::begin(entities), std::end(entities),
                                      [&](auto& one) { return escaped.starts_with(one.first); });
    const bool is_entity = entity != std::end(entities);
    plain += is_entity ? entity->second : escaped.front();
    escaped.remove_prefix(is_entity ? entity->first.size() : 1);
  }
  return plain;
}

// One tag of the markup, and where what stands inside it begins.
struct Tag {
  std::string_view text;  // "input type="text" name="q""
  std::size_t inside = 0;

  bool is(std::string_view name) const {
    return text.starts_with(name) && (text.size() == name.size() || text[name.size()] == ' ');
  }
  std::optional<std::string> attribute(std::string_view name) const {
    const std::string opening = " " + std::string(name) + "=\"";
    const std::size_t at = text.find(opening);
    if (at == std::string_view::npos) return std::nullopt;
    const std::size_t begin = at + opening.size();
    return unescaped(text.substr(begin, text.find('"', begin) - begin));
  }
  bool has(std::string_view flag) const {
    return text.find(" " + std::string(flag)) != std::string_view::npos;
  }
};

std::vector<Tag> tags_of(std::string_view markup) {
  std::vector<Tag> tags;
  for (std::size_t at = markup.find('<'); at != std::string_view::npos;
       at = markup.find('<', at + 1)) {
    const std::size_t end = markup.find('>', at);
    if (end == std::string_view::npos) break;
    tags.push_back({markup.substr(at + 1, end - at - 1), end + 1});
  }
  return tags;
}

std::string chosen_option(std::span<const Tag> tags_from_select) {
  std::optional<std::string> chosen;
  for (const Tag& tag : tags_from_select) {
    if (tag.is("/select")) break;
    if (tag.is("option") && (tag.has("selected") || !chosen))
      chosen = tag.attribute("value").value_or("");
  }
  return chosen.value_or("");
}

std::string urlencoded(const Browser::Fields& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    if (!body.empty()) body += '&';
    body += percent_encoded(name) + '=' + percent_encoded(value);
  }
  return body;
}

}  // namespace

std::string Answer::text() const {
  std::string seen;
  bool in_tag = false;
  for (const char c : body) {
    if (c == '<') in_tag = true;
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!in_tag && !(is_space && (seen.empty() || seen.back() == ' '))) seen += is_space ? ' ' : c;
    if (c == '>') in_tag = false;
  }
  return unescaped(seen);
}

std::string Answer::header(std::string_view name) const {
  const std::string* value = headers.find(name);
  return value ? *value : "";
}

bool Answer::has(std::string_view words) const {
  return body.find(words) != std::string::npos || text().find(words) != std::string::npos;
}

std::optional<std::string> Answer::field(std::string_view name) const {
  const std::vector<Tag> tags = tags_of(body);
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const Tag& tag = tags[i];
    if (tag.attribute("name") != name) continue;
    if (tag.is("select")) return chosen_option(std::span(tags).subspan(i));
    if (tag.is("textarea")) {
      const std::size_t end = body.find("</textarea>", tag.inside);
      std::string_view inside = std::string_view(body).substr(tag.inside, end - tag.inside);
      if (inside.starts_with('\n')) inside.remove_prefix(1);  // as a browser does
      return unescaped(inside);
    }
    const auto type = tag.attribute("type");
    const bool is_box = type == "checkbox" || type == "radio";
    if (tag.is("input") && (!is_box || tag.has("checked")))
      return tag.attribute("value").value_or(is_box ? "on" : "");
  }
  return std::nullopt;
}

std::vector<std::string> Answer::links() const {
  std::vector<std::string> all;
  for (const Tag& tag : tags_of(body)) {
    if (tag.is("a"))
      if (const auto where = tag.attribute("href")) all.push_back(*where);
    if (tag.is("form"))
      if (const auto where = tag.attribute("action")) all.push_back(*where);
  }
  return all;
}

Request Browser::request(Method method, std::string_view target) const {
  Request request;
  request.method = method;
  request.target = target;
  const std::string_view address = target.substr(0, target.find('#'));
  const std::size_t mark = address.find('?');
  request.path = address.substr(0, mark);
  if (mark != std::string_view::npos) request.query = address.substr(mark + 1);
  request.host = "localhost:8080";
  request.client = client_;
  request.headers.set("Accept-Language", tag(language_));
  if (!session_.empty())
    request.headers.set("Cookie", std::string(session_cookie) + '=' + session_);
  return request;
}

Answer Browser::send(Request request) {
  std::optional<JournalCheck> journal;
  if (request.method == Method::post) journal.emplace(app_->database(), app_->router(), request);
  Response response = app_->answer(request);
  Answer answer;
  if (response.prepared) {
    read_head(response.prepared->head, answer);
    answer.body = response.prepared->body;
  } else {
    answer = {response.status, std::move(response.body), std::move(response.headers), {}};
  }
  if (journal) journal->compare(answer.status);
  if (const std::string* where = answer.headers.find("Location")) answer.location = *where;
  if (const std::string* cookie = answer.headers.find("Set-Cookie")) {
    const std::size_t begin = cookie->find('=') + 1;
    session_ = cookie->substr(begin, cookie->find(';') - begin);
  }
  return answer;
}

Answer Browser::get(std::string_view path) { return send(request(Method::get, path)); }

Answer Browser::head(std::string_view path) { return send(request(Method::head, path)); }

Browser::Fields Browser::with_token(Fields fields) {
  for (const auto& [name, value] : fields)
    if (name == "token") return fields;
  if (session_.empty()) get("/sign-in");  // a page with a form gives a session
  fields.emplace_back("token", token_for(app_->house(), session_));
  return fields;
}

Answer Browser::post(std::string_view path, const Fields& fields) {
  const std::string body = urlencoded(with_token(fields));
  Request request = this->request(Method::post, path);
  request.headers.set("Content-Type", "application/x-www-form-urlencoded");
  request.body = body;
  return send(std::move(request));
}

Answer Browser::upload(std::string_view path, const Fields& fields, const Upload& file) {
  const std::string boundary = "--a-boundary-that-no-test-writes";
  const auto part = [&](const std::string& head, const std::string& content) {
    return "--" + boundary + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content +
           "\r\n";
  };
  std::string body;
  for (const auto& [name, value] : with_token(fields)) body += part("name=\"" + name + '"', value);
  body += part("name=\"" + file.field + "\"; filename=\"" + file.file_name +
                   "\"\r\nContent-Type: " + file.claimed_type,
               file.bytes);
  Request request = this->request(Method::post, path);
  request.headers.set("Content-Type", "multipart/form-data; boundary=" + boundary);
  request.body = body + "--" + boundary + "--\r\n";
  return send(std::move(request));
}

TestApp::TestApp(Contents contents, void (*more)(Router&))
    : house_(test_house()),
      database_(database_with(contents, *house_)),
      now_(first_moment()),
      router_(routes_of(*house_, more)),
      door_(*house_, *database_, router_, [this] { return now_; }) {}

TestApp::~TestApp() {
  try {
    for (const TestMail& mail : mails())
      if (!mail.text.empty() && house_->is_demo) {
        const bool is_told = mail.text.ends_with(house_->demo_of + ".\n");
        EXPECT_TRUE(is_told) << mail.kind << ":\n" << mail.text;
      }
  } catch (const std::exception&) {  // a test that broke its database has no letters to look at
  }
}

void TestApp::at(std::string_view local_time) { now_ = stockholm(local_time); }

Browser TestApp::sign_in(std::string_view email, std::string_view name) {
  Browser browser(*this);
  browser.session_ = random_token();
  database().write(unseen, [&](Db& db) {
    people::begin_session(db, browser.session_, people::find_or_add(db, email, name, now_), now_);
  });
  return browser;
}

std::vector<TestMail> TestApp::mails() {
  return read([](Db& db) {
    return db.list<TestMail>(
        "SELECT recipient, subject, body AS text, calendar, kind FROM mail ORDER BY id");
  });
}

void TestApp::run_tasks() {
  for (const Feature& feature : house_->features)
    for (const Task& task : feature.tasks) task.run(*house_, database(), now_);
}

app::ImportReport TestApp::import(const std::map<std::string, std::string>& files,
                                  const app::ImportOptions& options) {
  return app::import_files(database(), *house_, files, now_, options);
}

// The tests run in the root of the repository.
std::map<std::string, std::string> TestApp::demo_files() {
  return app::read_folder("demo/ostergotland");
}

Response TestApp::answer(const Request& request) {
  if (request.method == Method::get || request.method == Method::head)
    if (auto quick = door_.fast(request)) return std::move(*quick);
  return door_.page(request);
}

}  // namespace overens
