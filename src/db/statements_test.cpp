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

class Statements : public testing::TestWithParam<Engine> {};

INSTANTIATE_TEST_SUITE_P(Statements, Statements, testing::ValuesIn(tested_engines()),
                         [](const auto& engine) { return engine_name(engine.param); });

TEST_P(Statements, OfTheHouseCanAllBePrepared) {
  TestDatabase database(GetParam());
  database->maintain([&](Connection& connection) {
    for (const fs::path& path : files_with_sql()) {
      const std::string code = read(path);
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
