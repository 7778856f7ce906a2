// The settings of an installation: one table of keys with type, default and meaning, read from one
// TOML file and overridable by the environment (`public_url` by OVERENS_PUBLIC_URL). Only this room
// reads the environment.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace overens::app {

enum class KeyType { text, number, yes_or_no, list };

struct ConfigKey {
  std::string_view name;
  KeyType type;
  std::string_view standard;  // the default, as written in TOML
  std::string_view meaning;
};

// In the order `overens config` prints them.
std::span<const ConfigKey> config_keys();

// What is wrong with a setting, in words for an operator.
struct ConfigError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Config {
 public:
  using Environment = std::function<std::optional<std::string>(const std::string& name)>;
  // The defaults, then the file (TOML 1.0; "" for none), then the environment. An unknown key, a
  // wrong type or a number out of range throws ConfigError naming it.
  static Config read(const std::string& toml, const Environment& environment);
  static std::optional<std::string> from_environment(const std::string& name);

  const std::string& text(std::string_view key) const;
  std::int64_t number(std::string_view key) const;
  bool yes(std::string_view key) const;
  const std::vector<std::string>& list(std::string_view key) const;
  void set(std::string_view key, const std::string& value);  // as the environment would

 private:
  struct Value {
    std::string text;
    std::int64_t number = 0;
    std::vector<std::string> list;
  };
  void assign(const ConfigKey& key, Value value);
  const Value& value(std::string_view key) const;

  std::map<std::string, Value, std::less<>> values_;
};

}  // namespace overens::app
