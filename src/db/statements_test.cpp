// Prepares every SQL literal of the house on both engines, against the schema as the program has
// it, so that a misspelt column is found before its page is asked for. Literals are found in the
// source: the first argument of list, find, load and run, and of every `Sql name = …`.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "db/sqlite_testing.h"
#include "db/testing.h"

namespace overens {
namespace {

namespace fs = std::filesystem;

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string_view without_space_behind(std::string_view code) {
  while (!code.empty() && std::isspace(static_cast<unsigned char>(code.back())))
    code.remove_suffix(1);
  return code;
}

std::string_view take_word_behind(std::string_view& code) {
  code = without_space_behind(code);
  std::size_t first = code.size();
  while (first > 0 && in_word(code[first - 1])) --first;
  const std::string_view word = code.substr(first);
  code = code.substr(0, first);
  return word;
}

/// Whether the literal behind this code is SQL.
bool introduces_sql(std::string_view code) {
  code = without_space_behind(code);
  if (code.empty() || std::string_view("({=").find(code.back()) == std::string_view::npos)
    return false;
  code = without_space_behind(code.substr(0, code.size() - 1));
  int angles = 0;
  const bool has_type = code.ends_with('>');
  while (!code.empty() && (code.back() == '>' || angles > 0)) {
    angles += code.back() == '>' ? 1 : code.back() == '<' ? -1 : 0;
    code.remove_suffix(1);
  }
  const std::string_view word = take_word_behind(code);
  if (has_type) return word == "list" || word == "find" || word == "load";
  if (word == "run") return code.ends_with('.') || code.ends_with("->");
  return take_word_behind(code) == "Sql";
}

/// Walks through C++, past comments, and gives each literal (plain or raw, neighbours joined).
class Code {
 public:
  explicit Code(std::string_view code) : code_(code) {}

  std::vector<std::string> sql() {
    std::vector<std::string> found;
    while (at_ < code_.size()) {
      const std::size_t start = at_;
      if (skip_comment_or_letter()) continue;
      if (!begins_literal()) {
        ++at_;
        continue;
      }
      std::string whole;
      while (begins_literal()) {
        whole += literal();
        while (at_ < code_.size() && std::isspace(static_cast<unsigned char>(code_[at_]))) ++at_;
      }
      if (introduces_sql(code_.substr(0, start))) found.push_back(whole);
    }
    return found;
  }

 private:
  bool here(std::string_view text) const { return code_.substr(at_).starts_with(text); }
  bool begins_literal() const { return here("\"") || here("R\""); }

  bool skip_comment_or_letter() {
    const bool after_word = at_ > 0 && in_word(code_[at_ - 1]);
    if (here("//"))
      at_ = std::min(code_.find('\n', at_), code_.size());
    else if (here("'") && !after_word)  // after a digit it separates thousands
      at_ = std::min(code_.find('\'', at_ + (here("'\\") ? 3 : 2)), code_.size() - 1) + 1;
    else
      return false;
    return true;
  }

  std::string literal() {
    if (here("R\"")) {
      const std::size_t open = code_.find('(', at_);
      const std::string close = ")" + std::string(code_.substr(at_ + 2, open - at_ - 2)) + "\"";
      const std::size_t end = code_.find(close, open);
      at_ = end + close.size();
      return std::string(code_.substr(open + 1, end - open - 1));
    }
    std::string text;
    for (++at_; code_[at_] != '"'; ++at_) {
      if (code_[at_] == '\\') ++at_;
      text += code_[at_];
    }
    ++at_;
    return text;
  }

  std::string_view code_;
  std::size_t at_ = 0;
};

std::string read(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Tests run in the root of the tree.
fs::path source_folder() { return "src"; }

std::vector<fs::path> files_with_sql() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(source_folder())) {
    const fs::path& path = entry.path();
    const bool is_test = path.stem().string().ends_with("_test");
    const bool is_ours = path.parent_path().filename() == "db";
    if ((path.extension() == ".cpp" || path.extension() == ".h") && !is_test && !is_ours)
      files.push_back(path);
  }
  return files;
}

/// With OVERENS_… written out, so that what stands behind it is a whole statement.
std::string with_macros(std::string code) {
  constexpr std::string_view define = "#define OVERENS_";
  for (std::size_t at = 0; (at = code.find(define, at)) != std::string::npos;) {
    const std::size_t name_at = at + std::string_view("#define ").size();
    const std::size_t body_at = code.find_first_of(" \\\n", name_at);
    std::size_t end = code.find('\n', body_at);
    while (end != std::string::npos && code[end - 1] == '\\') end = code.find('\n', end + 1);
    const std::string name = code.substr(name_at, body_at - name_at);
    std::string body = code.substr(body_at, end - body_at);
    for (std::size_t fold = 0; (fold = body.find("\\\n", fold)) != std::string::npos;)
      body.replace(fold, 2, " ");
    code.erase(at, end - at);
    for (std::size_t use = 0; (use = code.find(name, use)) != std::string::npos;) {
      code.replace(use, name.size(), body);
      use += body.size();
    }
  }
  return code;
}

class Statements : public testing::TestWithParam<Engine> {};

INSTANTIATE_TEST_SUITE_P(Statements, Statements, testing::ValuesIn(tested_engines()),
                         [](const auto& engine) { return engine_name(engine.param); });

TEST_P(Statements, OfTheHouseCanAllBePrepared) {
  TestDatabase database(GetParam());
  database->maintain([&](Connection& connection) {
    for (const fs::path& path : files_with_sql()) {
      const std::string code = with_macros(read(path));
      for (const std::string& sql : Code(code).sql()) {
        try {
          connection.check(sql);
        } catch (const std::exception& error) {
          ADD_FAILURE() << path.string() << ": " << error.what();
        }
      }
    }
  });
}

TEST_P(Statements, ThatAreWrongAreNoticed) {
  TestDatabase database(GetParam());
  database->maintain([](Connection& connection) {
    EXPECT_NO_THROW(connection.check("SELECT name FROM schema_migration WHERE number = $1"));
    EXPECT_NO_THROW(connection.check("SELECT $1 IS NULL"));
    EXPECT_THROW(connection.check("SELECT nam FROM schema_migration"), StatementError);
    EXPECT_THROW(connection.check("SELEKT 1"), StatementError);
  });
}

/// Tables that grow with every year and every crowd.
bool grows(std::string_view walked) {
  static constexpr std::string_view growing[] = {"answer",
                                                 "check_in",
                                                 "contribution",
                                                 "invitation",
                                                 "journal",
                                                 "mail",
                                                 "remark",
                                                 "response",
                                                 "participant",
                                                 "registration",
                                                 "registration_organisation",
                                                 "evaluation_answer",
                                                 "session"};
  const std::size_t of = walked.find(" of ");
  const std::string_view table = of == walked.npos ? walked : walked.substr(of + 4);
  return std::ranges::find(growing, table) != std::end(growing);
}

/// What may be walked through, and why.
bool may_be_walked(std::string_view walked, std::string_view sql) {
  static constexpr std::string_view short_indexes[] = {"mail_due of mail"};  // of what waits
  static constexpr std::string_view now_and_then[] = {
      "SELECT COUNT(*) FROM mail WHERE state",  // a command, by hand
      "UPDATE mail\n      SET recipient = ''",  // tasks that remove what is old, now and then
      "DELETE FROM session WHERE id IN"};
  return std::ranges::find(short_indexes, walked) != std::end(short_indexes) ||
         std::ranges::any_of(now_and_then,
                             [&](std::string_view part) { return sql.find(part) != sql.npos; });
}

TEST(Scans, NoStatementReadsAllOfWhatGrows) {
  TestDatabase database;
  std::size_t read_through = 0;
  for (const fs::path& path : files_with_sql()) {
    const std::string stem = path.stem().string();
    if (stem.ends_with("_testing") || stem.starts_with("test_app")) continue;
    const std::string code = with_macros(read(path));
    for (const std::string& sql : Code(code).sql())
      for (const std::string& walked : walked_through(database.address(), sql)) {
        ++read_through;
        EXPECT_TRUE(!grows(walked) || may_be_walked(walked, sql))
            << path.string() << " reads all of " << walked << ":" << sql;
      }
  }
  EXPECT_GT(read_through, 50u) << "small tables are";
}

TEST(Scans, AreSeenInThePlan) {
  TestDatabase database;
  const auto walked = [&](std::string_view sql) { return walked_through(database.address(), sql); };
  EXPECT_EQ(walked("SELECT COUNT(*) FROM journal WHERE what = $1"),
            std::vector<std::string>{"journal"});
  EXPECT_TRUE(walked("SELECT what FROM journal WHERE id = $1").empty());
  EXPECT_TRUE(walked("SELECT id FROM mail WHERE recipient = $1").empty());
}

TEST(Literals, OfMacrosAreWrittenOut) {
  EXPECT_EQ(Code(with_macros("#define OVERENS_SELECT_X \\\n  \"SELECT 1 \" \\\n  \"FROM a \"\n"
                             "db.find<X>(OVERENS_SELECT_X \"WHERE b\");"))
                .sql(),
            std::vector<std::string>{"SELECT 1 FROM a WHERE b"});
}

TEST(Literals, AreFoundInCode) {
  EXPECT_EQ(Code(R"code(
      constexpr Sql open = "SELECT 1";
      return db.list<Activity>(R"(
          SELECT "a" (b))", x);
      db.load<std::vector<int>>("SELECT " "2", f("no"));
      const bool done = 1 == db.run("DELETE FROM \"t\"");
      db->run (R"x(UPDATE t)x");
      db.load<int>(open);
      list("not SQL"); run("not SQL"); texts::find(db, "not SQL");
      // db.run("no");
      const char quote = '"'; const char other = '\'';
      const auto last = db.find<Id<Text>>("SELECT 3", 1'000);
  )code")
                .sql(),
            (std::vector<std::string>{"SELECT 1", "\n          SELECT \"a\" (b)", "SELECT 2",
                                      "DELETE FROM \"t\"", "UPDATE t", "SELECT 3"}));
}

}  // namespace
}  // namespace overens
