#include "app/commands.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/clock.h"
#include "features/compacts/compacts.h"

namespace overens::app {
namespace {

namespace fs = std::filesystem;

// A folder of its own, gone with the test, and the settings of an installation in it.
class Commands : public ::testing::Test {
 protected:
  Commands() {
    std::string pattern = (fs::temp_directory_path() / "overens-commands-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    config_.set("database", "sqlite:" + (folder_ / "house.sqlite").string());
  }
  ~Commands() override { fs::remove_all(folder_); }

  std::string file(const std::string& name, const std::string& contents) {
    std::ofstream(folder_ / name, std::ios::binary) << contents;
    return (folder_ / name).string();
  }
  Installation open() { return open_installation(config_, clock_now()); }

  std::vector<fs::path> copies_before_restoring() {
    std::vector<fs::path> all;
    for (const auto& one : fs::directory_iterator(folder_))
      if (one.path().filename().string().starts_with("house.sqlite.before-restore-"))
        all.push_back(one.path());
    return all;
  }

  fs::path folder_;
  Config config_ = Config::read("", [](const std::string&) { return std::nullopt; });
};

std::size_t compacts_in(Installation& installation) {
  return installation.database->read([](Db& db) { return compacts::list(db).size(); });
}

constexpr const char* own_compact = R"(
slug = "uppsala"
name = "Överenskommelsen i Uppsala"
[[party]]
key = "public"
name = "Uppsala kommun"
organisation_number = "212000-0142"
[[party]]
key = "civil"
name = "Föreningsrådet"
[[appointment]]
party = "public"
role = "coordinator"
email = "anna@uppsala.example.org"
[[appointment]]
party = "civil"
role = "coordinator"
email = "omar@foreningsradet.example.org"
)";

TEST_F(Commands, SomebodySetsUpACompactOfTheirOwn) {
  Installation installation = open();
  EXPECT_EQ(new_compact(installation, file("uppsala.toml", own_compact)), 0);
  installation.database->read([](Db& db) {
    const auto compact = compacts::find(db, "uppsala");
    ASSERT_TRUE(compact);
    EXPECT_EQ(compacts::parties(db, compact->id).size(), 2u);
    EXPECT_EQ(compacts::appointed(db, compact->id, compacts::Role::coordinator,
                                  date_of(clock_now(), compact->zone()))
                  .size(),
              2u);
  });
}

TEST_F(Commands, WhatIsWrongWithANewCompactIsSaidAndNothingKept) {
  Installation installation = open();
  EXPECT_EQ(new_compact(installation, file("a.toml", "slug = \"sign-in\"\nname = \"A\"")), 1);
  EXPECT_THROW(new_compact(installation, file("b.toml", "slug = ")), ConfigError);
  EXPECT_THROW(new_compact(installation, (folder_ / "none.toml").string()), ConfigError);
  EXPECT_EQ(compacts_in(installation), 0u);
}

TEST_F(Commands, WhoIsAskedCorrectsWhatWasWrongAndKeepsTheRest) {
  Installation installation = open();
  std::istringstream answers(
      "Överenskommelsen i Uppsala\n\nsign-in\n\nUppsala kommun\n212000-0142\n"
      "anna@uppsala.example.org\nFöreningsrådet\nomar\n"  // a reserved word, half an address
      "\n\nuppsala\nevery_party\n\n\n\n\nomar@foreningsradet.example.org\n");
  std::streambuf* const terminal = std::cin.rdbuf(answers.rdbuf());
  const int result = new_compact(installation, "-");
  std::cin.rdbuf(terminal);
  ASSERT_EQ(result, 0);
  installation.database->read([](Db& db) {
    const auto compact = compacts::find(db, "uppsala");
    ASSERT_TRUE(compact);
    EXPECT_EQ(compact->full_name, "Överenskommelsen i Uppsala");
    EXPECT_EQ(compact->admission, compacts::Admission::every_party);
    const auto parties = compacts::parties(db, compact->id);
    EXPECT_TRUE(parties[0].is_body);
    EXPECT_EQ(parties[1].name, "Föreningsrådet");
    EXPECT_TRUE(people::find_by_email(db, "anna@uppsala.example.org"));
  });
}

TEST_F(Commands, AWordThatIsNoneOfThoseIsAskedForAgain) {
  Installation installation = open();
  std::istringstream answers(
      "Överenskommelsen i Uppsala\n\n\nalla\none_party\nUppsala kommun\n212000-0142\n"
      "anna@uppsala.example.org\nFöreningsrådet\nomar@foreningsradet.example.org\n");
  std::streambuf* const terminal = std::cin.rdbuf(answers.rdbuf());
  const int result = new_compact(installation, "-");
  std::cin.rdbuf(terminal);
  ASSERT_EQ(result, 0);
  installation.database->read([](Db& db) {
    EXPECT_EQ(compacts::list(db).at(0).admission, compacts::Admission::one_party);
  });
}

TEST_F(Commands, ABackupIsPutBackWhileTheHouseIsInUse) {
  Installation installation = open();
  const std::string copy = (folder_ / "copy.sqlite").string();
  EXPECT_EQ(backup(installation, copy), 0);
  EXPECT_EQ(new_compact(installation, file("uppsala.toml", own_compact)), 0);
  const auto before = installation.database->version(whole_installation);
  EXPECT_EQ(restore(config_, copy), 0);
  EXPECT_EQ(compacts_in(installation), 0u) << "as it was when it was copied";
  EXPECT_EQ(copies_before_restoring().size(), 1u) << "what was there is kept";
  EXPECT_NE(installation.database->version(whole_installation), before) << "kept pages are gone";
  EXPECT_EQ(new_compact(installation, file("again.toml", own_compact)), 0) << "and goes on";
  EXPECT_EQ(installation.database->integrity_check(), "");
}

TEST_F(Commands, TheTerminalsLanguageIsSpoken) {
  const Text words = t("All of it is here already.");
  const auto with = [&](const char* value) {
    setenv("LC_ALL", value, 1);
    std::string said = in_terminal(words);
    unsetenv("LC_ALL");
    return said;
  };
  EXPECT_EQ(with("sv_SE.UTF-8"), words.in(Language::sv));
  EXPECT_EQ(with("fi_FI.UTF-8"), words.in(Language::fi));
  EXPECT_EQ(with("C.UTF-8"), words.in(Language::en));
  EXPECT_EQ(with("de_DE.UTF-8"), words.in(Language::en));
}

TEST_F(Commands, ABackupNeverOverwritesAFile) {
  Installation installation = open();
  EXPECT_ANY_THROW(backup(installation, file("taken.sqlite", "something else")));
}

TEST_F(Commands, WhatIsNoBackupIsNotPutBack) {
  Installation installation = open();
  EXPECT_EQ(new_compact(installation, file("uppsala.toml", own_compact)), 0);
  EXPECT_ANY_THROW(restore(config_, file("letter.txt", "Dear all, this is no database at all.")));
  EXPECT_ANY_THROW(restore(config_, (folder_ / "nothing").string()));
  EXPECT_EQ(compacts_in(installation), 1u);
  EXPECT_TRUE(copies_before_restoring().empty()) << "nothing was replaced";
}

TEST_F(Commands, TheSecretKeyIsMadeOnceAndStays) {
  const std::string key = open().house->secret_key;
  EXPECT_GE(key.size(), 43u);
  EXPECT_EQ(open().house->secret_key, key);
}

}  // namespace
}  // namespace overens::app
