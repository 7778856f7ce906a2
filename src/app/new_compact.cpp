// `overens new`: an empty compact from a short TOML file, or from questions at the terminal.
#include <fmt/core.h>

#include <toml++/toml.h>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

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
std::optional<E> named(std::string_view word) {
  for (const auto& [one, name] : names(E{}))
    if (word == name) return one;
  return std::nullopt;
}

std::string text_at(const toml::table& table, std::string_view key) {
  return table[key].value_or(std::string());
}

template <class E>
E choice_at(const std::string& file, const toml::table& table, std::string_view key, E standard) {
  const std::string word = text_at(table, key);
  if (word.empty()) return standard;
  if (const auto chosen = named<E>(word)) return *chosen;
  std::string allowed;
  for (const auto& [one, name] : names(E{}))
    allowed += (allowed.empty() ? "" : ", ") + std::string(name);
  throw ConfigError(fmt::format("{}, line {}: {}: “{}” is none of {}", file,
                                table.get(key)->source().begin.line, key, word, allowed));
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
  compact.admission = choice_at(file, table, "admission", compact.admission);
  if (const toml::array* parties = table["party"].as_array())
    for (const toml::node& node : *parties)
      if (const toml::table* one = node.as_table())
        compact.parties.push_back(
            {text_at(*one, "key"), text_at(*one, "name"), text_at(*one, "organisation_number")});
  if (const toml::array* people = table["appointment"].as_array())
    for (const toml::node& node : *people)
      if (const toml::table* one = node.as_table())
        compact.appointments.push_back({text_at(*one, "party"),
                                        choice_at(file, *one, "role", compacts::Role::coordinator),
                                        text_at(*one, "email"), text_at(*one, "name")});
  return compact;
}

// What was answered in the round before stands in brackets, and an empty line keeps it.
std::string ask(const Text& question, const std::string& before) {
  fmt::print("{}{}: ", in_terminal(question), before.empty() ? "" : " [" + before + "]");
  std::fflush(stdout);
  std::string line;
  if (!std::getline(std::cin, line))
    throw ConfigError(in_terminal(t("The answers ended too early.")));
  line = tidy_line(line);
  return line.empty() ? before : line;
}

constexpr int most_tries = 5;

std::string ask_until_said(const Text& question, const std::string& before) {
  for (int i = 0; i < most_tries; ++i)
    if (std::string answer = ask(question, before); !answer.empty()) return answer;
  throw ConfigError(in_terminal(t("Nothing can be set up without: {}", question)));
}

compacts::Admission ask_admission(compacts::Admission before) {
  std::string known;
  for (const auto& [one, name] : names(before))
    if (one == before) known = name;
  const Text question = t("How one joins: declared, one_party or every_party");
  for (int i = 0; i < most_tries; ++i) {
    const std::string word = ask(question, known);
    if (const auto chosen = named<compacts::Admission>(word)) return *chosen;
    fmt::print("{}\n", in_terminal(t("“{}” is none of these words.", word)));
  }
  throw ConfigError(in_terminal(t("Nothing can be set up without: {}", question)));
}

NewCompact ask_all(NewCompact known) {
  if (known.parties.empty()) {
    known.parties = {{"public", "", ""}, {"civil", "", ""}};
    for (const char* key : {"public", "civil"})
      known.appointments.push_back({key, compacts::Role::coordinator, "", ""});
  }
  known.name =
      ask_until_said(t("The compact's name, as “Överenskommelsen i Östergötland”"), known.name);
  known.full_name = ask(t("Its name as it stands on the text itself"),
                        known.full_name.empty() ? known.name : known.full_name);
  known.slug = ask_until_said(t("Its word in addresses, as “ostergotland”"),
                              known.slug.empty() ? slug(known.name) : known.slug);
  known.admission = ask_admission(known.admission);
  const auto ask_party = [&](std::size_t which, const Text& question) {
    compacts::NewParty& party = known.parties[which];
    party.name = ask_until_said(question, party.name);
    if (party.key == "public")
      party.organisation_number =
          ask_until_said(t("Its organisation number, as 232100-0040"), party.organisation_number);
    std::string& email = known.appointments[which].email;
    email = ask_until_said(t("Mail address of its coordinator"), email);
  };
  ask_party(0, t("The public body"));
  ask_party(1, t("The other party, as “Idéburen sektor i Östergötland”"));
  return known;
}

}  // namespace

int new_compact(Installation& installation, const std::string& file) {
  constexpr int most_rounds = 5;
  const bool asks = file == "-";
  NewCompact wanted = asks ? ask_all({}) : read_file(file);
  const auto reserved = routes_of(*installation.house).reserved_slugs();
  for (int round = 1;; ++round) {
    const auto faults = compacts::faults(wanted, reserved);
    if (faults.empty()) break;
    for (const Text& fault : faults) fmt::print("{}\n", in_terminal(fault));
    if (!asks || round == most_rounds) return 1;
    wanted = ask_all(std::move(wanted));
  }
  installation.database->write(whole_installation,
                               [&](Db& db) { compacts::add_compact(db, wanted, clock_now()); });
  fmt::print("{}/{}\n", installation.house->public_url, wanted.slug);
  for (const NewAppointment& one : wanted.appointments)
    fmt::print("{}\n", in_terminal(t("{0} signs in with {1}", one.party, one.email)));
  return 0;
}

}  // namespace overens::app
