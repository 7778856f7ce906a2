#include "app/config.h"

#include <toml++/toml.h>
#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace overens::app {
namespace {

constexpr std::int64_t largest_number = 1'000'000'000;

constexpr ConfigKey keys[] = {
    {"database", KeyType::text, "\"sqlite:overens.sqlite\"",
     "sqlite:PATH, or postgres://user@host/name"},
    {"listen", KeyType::list, "[\"127.0.0.1:8080\"]", "addresses to listen on"},
    {"public_url", KeyType::text, "\"http://localhost:8080\"",
     "how visitors write the address, in mails and feeds; without a slash at the end"},
    {"trusted_proxies", KeyType::list, "[]",
     "addresses or networks whose X-Forwarded-* headers are believed"},
    {"tls_certificate", KeyType::text, "\"\"",
     "PEM file with the certificate chain; empty: no TLS"},
    {"tls_key", KeyType::text, "\"\"", "PEM file with its key"},
    {"workers", KeyType::number, "16",
     "threads that make pages; whoever changes something holds one until it is on the disk"},
    {"waiting_requests", KeyType::number, "1024", "requests that may wait for a worker, then 503"},
    {"anonymous_forms_at_once", KeyType::number, "60",
     "forms that one client (an address, or a /64) may send without signing in, however fast; "
     "0: no limit"},
    {"anonymous_forms_per_hour", KeyType::number, "600", "the same, in the long run"},
    {"mail", KeyType::text, "\"smtp\"", "smtp, or caught: kept to be read at /dev/mail, demo only"},
    {"smtp_host", KeyType::text, "\"127.0.0.1\"", "the mail server"},
    {"smtp_port", KeyType::number, "25", "its port"},
    {"smtp_tls", KeyType::text, "\"try\"", "none, try or require (STARTTLS), or always (port 465)"},
    {"smtp_user", KeyType::text, "\"\"", "empty: no sign-in at the mail server"},
    {"smtp_password", KeyType::text, "\"\"", "better given as OVERENS_SMTP_PASSWORD"},
    {"mail_from", KeyType::text, "\"overens@localhost.localdomain\"",
     "the address mails come from"},
    {"mail_name", KeyType::text, "\"Överens\"", "the name mails come from"},
    {"controller", KeyType::text, "\"\"", "who answers for personal data; on the privacy page"},
    {"data_protection_officer", KeyType::text, "\"\"", "name and address; on the privacy page"},
    {"registrator", KeyType::text, "\"\"", "where records are asked for; on the privacy page"},
    {"hosting", KeyType::text, "\"\"", "who runs the servers, and where; on the privacy page"},
    {"demo", KeyType::yes_or_no, "false", "a demonstration: says so everywhere, sends no mail"},
    {"log", KeyType::text, "\"info\"", "info, warning or error"},
};

std::string environment_name(std::string_view key) {
  std::string name = "OVERENS_";
  for (const char c : key) name += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

[[noreturn]] void wrong(std::string_view key, const std::string& why) {
  throw ConfigError("setting " + std::string(key) + ": " + why);
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    const std::size_t first = text.find_first_not_of(' ', start);
    if (first < end) parts.push_back(text.substr(first, end - first));
    start = end + 1;
  }
  return parts;
}

std::int64_t whole_number(std::string_view key, const std::string& text) {
  std::int64_t number = -1;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) wrong(key, "is not a whole number: " + text);
  return number;
}

std::vector<std::string> texts_of(std::string_view key, const toml::node& node) {
  std::vector<std::string> texts;
  const toml::array* array = node.as_array();
  if (!array) wrong(key, "should be a list: [\"…\", \"…\"]");
  for (const toml::node& item : *array) {
    const auto text = item.value_exact<std::string>();
    if (!text) wrong(key, "should be a list of texts");
    texts.push_back(*text);
  }
  return texts;
}

}  // namespace

std::span<const ConfigKey> config_keys() { return keys; }

std::optional<std::string> Config::from_environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value ? std::optional<std::string>(value) : std::nullopt;
}

Config Config::read(const std::string& toml, const Environment& environment) {
  std::string standard;
  for (const ConfigKey& key : keys)
    standard += std::string(key.name) + " = " + std::string(key.standard) + "\n";
  Config config;
  for (const std::string& text : {standard, toml}) {
    toml::table table;
    try {
      table = toml::parse(text);
    } catch (const toml::parse_error& error) {
      throw ConfigError("line " + std::to_string(error.source().begin.line) + ": " +
                        std::string(error.description()));
    }
    for (const auto& entry : table) {
      const std::string_view name = entry.first.str();
      const toml::node& node = entry.second;
      const auto key = std::find_if(std::begin(keys), std::end(keys),
                                    [&](const ConfigKey& one) { return one.name == name; });
      if (key == std::end(keys)) wrong(name, "there is no such setting");
      Value value;
      const auto as_text = node.value_exact<std::string>();
      const auto as_number = node.value_exact<std::int64_t>();
      const auto as_bool = node.value_exact<bool>();
      if (key->type == KeyType::list)
        value.list = texts_of(key->name, node);
      else if (key->type == KeyType::text && as_text)
        value.text = *as_text;
      else if (key->type == KeyType::number && as_number)
        value.number = *as_number;
      else if (key->type == KeyType::yes_or_no && as_bool)
        value.number = *as_bool;
      else
        wrong(key->name, "is of the wrong type; the default is " + std::string(key->standard));
      config.assign(*key, std::move(value));
    }
  }
  for (const ConfigKey& key : keys)
    if (const auto value = environment(environment_name(key.name))) config.set(key.name, *value);
  return config;
}

void Config::set(std::string_view name, const std::string& text) {
  const auto key = std::find_if(std::begin(keys), std::end(keys),
                                [&](const ConfigKey& one) { return one.name == name; });
  if (key == std::end(keys)) wrong(name, "there is no such setting");
  Value value;
  switch (key->type) {
    case KeyType::text:
      value.text = text;
      break;
    case KeyType::list:
      value.list = split(text);
      break;
    case KeyType::number:
      value.number = whole_number(name, text);
      break;
    case KeyType::yes_or_no:
      if (text != "true" && text != "false") wrong(name, "should be true or false");
      value.number = text == "true";
      break;
  }
  assign(*key, std::move(value));
}

void Config::assign(const ConfigKey& key, Value value) {
  if (key.type == KeyType::number && (value.number < 1 || value.number > largest_number))
    wrong(key.name, "should be from 1 to " + std::to_string(largest_number));
  if (key.name == "public_url" && value.text.ends_with('/'))
    wrong(key.name, "should not end with a slash");
  if (key.name == "mail" && value.text != "smtp" && value.text != "caught")
    wrong(key.name, "should be smtp or caught");
  values_.insert_or_assign(std::string(key.name), std::move(value));
}

const Config::Value& Config::value(std::string_view key) const {
  const auto at = values_.find(key);
  if (at == values_.end()) throw std::logic_error("no setting " + std::string(key));
  return at->second;
}

const std::string& Config::text(std::string_view key) const { return value(key).text; }
std::int64_t Config::number(std::string_view key) const { return value(key).number; }
bool Config::yes(std::string_view key) const { return value(key).number != 0; }
const std::vector<std::string>& Config::list(std::string_view key) const { return value(key).list; }

}  // namespace overens::app
