// What docs/ says beside the source must be what the program says.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "app/commands.h"
#include "app/config.h"

namespace overens::app {
namespace {

// Tests run in the root of the source.
std::string contents(const char* path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Docs, RoutesAndSchemaAreWhatTheProgramPrints) {
  EXPECT_EQ(contents("docs/routes.txt"), routes_text()) << "see what moved, then tools/regenerate";
  EXPECT_EQ(contents("docs/schema.sql"), schema_text()) << "see what moved, then tools/regenerate";
}

TEST(Docs, TheExampleOfSettingsCanBeRead) {
  const std::string example = contents("docs/overens.toml");
  ASSERT_FALSE(example.empty());
  const Config config = Config::read(example, [](const std::string&) { return std::nullopt; });
  EXPECT_EQ(config.text("public_url"), "https://overenskommelsen.example.org");
  EXPECT_EQ(config.list("trusted_proxies"), (std::vector<std::string>{"127.0.0.1", "::1"}));
  EXPECT_EQ(config.number("smtp_port"), 587);
}

}  // namespace
}  // namespace overens::app
