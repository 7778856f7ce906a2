// `overens new`: an empty compact from a short TOML file, or from questions at the terminal.
#include <fmt/core.h>

#include <toml++/toml.h>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "app/app.h"
#include "app/commands.h"
#include "base/clock.h"
#include "base/text.h"
#include "features/compacts/compacts.h"

namespace overens::app {
namespace {

using compacts::NewAppointment;
using compacts::NewCompact;

template <class E>
E choice(const std::string& word, E standard) {
  if (word.empty()) return standard;
  for (const auto& [one, name] : names(E{}))
    if (word == name) return one;
  throw ConfigError("“" + word + "” is none of the words that may stand there");
}

std::string text_at(const toml::table& table, std::string_view key) {
  return table[key].value_or(std::string());
}

NewCompact read_file(const std::string& file) {
  toml::table table;
  try {
    table = toml::parse_file(file);
  } catch (const toml::parse_error& error) {
    throw ConfigError(file + ", line " + std::to_string(error.source().begin.line) + ": " +
                      std::string(error.description()));
  }
  NewCompact compact;
  compact.slug = text_at(table, "slug");
  compact.name = text_at(table, "name");
  compact.full_name = text_at(table, "full_name");
  if (compact.full_name.empty()) compact.full_name = compact.name;
  compact.language = table["language"].value_or(compact.language);
  compact.time_zone = table["time_zone"].value_or(compact.time_zone);
  compact.admission = choice(text_at(table, "admission"), compact.admission);
  if (const toml::array* parties = table["party"].as_array())
    for (const toml::node& node : *parties)
      if (const toml::table* one = node.as_table())
        compact.parties.push_back(
            {text_at(*one, "key"), text_at(*one, "name"), text_at(*one, "organisation_number")});
  if (const toml::array* people = table["appointment"].as_array())
    for (const toml::node& node : *people)
      if (const toml::table* one = node.as_table())
        compact.appointments.push_back({text_at(*one, "party"),
                                        choice(text_at(*one, "role"), compacts::Role::coordinator),
                                        text_at(*one, "email"), text_at(*one, "name")});
  return compact;
}

std::string ask(const char* question) {
  fmt::print("{}: ", question);
  std::fflush(stdout);
  std::string line;
  if (!std::getline(std::cin, line)) throw ConfigError("the answers ended too early");
  return tidy_line(line);
}

NewCompact ask_all() {
  NewCompact compact;
  compact.name = ask("The compact's name, as “Överenskommelsen i Östergötland”");
  compact.full_name = compact.name;
  compact.slug = ask("Its word in addresses, as “ostergotland”");
  const auto party = [&](const char* key, const char* name, const char* mail) {
    compact.parties.push_back({key, ask(name), {}});
    compact.appointments.push_back({key, compacts::Role::coordinator, ask(mail), {}});
  };
  party("public", "The public body", "Mail address of its coordinator");
  compact.parties.back().organisation_number = ask("Its organisation number");
  party("civil", "The other party, as “Idéburen sektor i Östergötland”",
        "Mail address of its coordinator");
  return compact;
}

}  // namespace

int new_compact(Installation& installation, const std::string& file) {
  const NewCompact wanted = file == "-" ? ask_all() : read_file(file);
  const auto faults = compacts::faults(wanted, routes_of(*installation.house).reserved_slugs());
  for (const Text& fault : faults) fmt::print("{}\n", fault.in(Language::sv));
  if (!faults.empty()) return 1;
  installation.database->write(whole_installation,
                               [&](Db& db) { compacts::add_compact(db, wanted, clock_now()); });
  fmt::print("{}/{}\n", installation.house->public_url, wanted.slug);
  for (const NewAppointment& one : wanted.appointments)
    fmt::print("{} signs in with {}\n", one.party, one.email);
  return 0;
}

}  // namespace overens::app
