#include "app/config.h"

#include <gtest/gtest.h>

namespace overens::app {
namespace {

const Config::Environment nothing = [](const std::string&) { return std::nullopt; };

std::string complaint(const std::string& toml) {
  try {
    Config::read(toml, nothing);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return {};
}

TEST(Config, DefaultsStandWithoutAFile) {
  const Config config = Config::read("", nothing);
  EXPECT_EQ(config.text("database"), "sqlite:overens.sqlite");
  EXPECT_EQ(config.list("listen"), std::vector<std::string>{"127.0.0.1:8080"});
  EXPECT_EQ(config.number("workers"), 16);
  EXPECT_FALSE(config.yes("demo"));
}

TEST(Config, TheEnvironmentOverridesTheFile) {
  const Config config = Config::read("workers = 2\nmail_from = \"a@example.org\"",
                                     [](const std::string& name) -> std::optional<std::string> {
                                       if (name == "OVERENS_WORKERS") return "3";
                                       if (name == "OVERENS_LISTEN") return "127.0.0.1:1, [::1]:2";
                                       return std::nullopt;
                                     });
  EXPECT_EQ(config.number("workers"), 3);
  EXPECT_EQ(config.list("listen"), (std::vector<std::string>{"127.0.0.1:1", "[::1]:2"}));
  EXPECT_EQ(config.text("mail_from"), "a@example.org");
}

TEST(Config, SaysWhatIsWrong) {
  EXPECT_EQ(complaint("wokers = 2"), "setting wokers: there is no such setting");
  EXPECT_NE(complaint("workers = \"two\"").find("wrong type"), std::string::npos);
  EXPECT_NE(complaint("workers = 0").find("from 1"), std::string::npos);
  EXPECT_NE(complaint("listen = \"127.0.0.1:1\"").find("list"), std::string::npos);
  EXPECT_NE(complaint("public_url = \"https://example.org/\"").find("slash"), std::string::npos);
  EXPECT_NE(complaint("mail = \"pigeon\"").find("smtp or caught"), std::string::npos);
  EXPECT_NE(complaint("workers = ").find("line 1"), std::string::npos);
}

TEST(Config, EveryKeyHasAMeaning) {
  for (const ConfigKey& key : config_keys()) {
    EXPECT_FALSE(key.meaning.empty()) << key.name;
    EXPECT_FALSE(key.standard.empty()) << key.name;
  }
}

}  // namespace
}  // namespace overens::app
