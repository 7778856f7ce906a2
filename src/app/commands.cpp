#include "app/commands.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/app.h"
#include "app/import_folder.h"
#include "app/store.h"
#include "base/clock.h"
#include "base/secrets.h"
#include "db/migrations.h"
#include "features/compacts/compacts.h"
#include "post/outbox.h"

namespace overens::app {
namespace {

void say(const Text& words) { fmt::print("{}\n", in_terminal(words)); }

void print_report(const ImportReport& report) {
  for (const ImportRefusal& refusal : report.refusals)
    fmt::print("{}{}: {}\n", refusal.file,
               refusal.line > 0 ? ":" + std::to_string(refusal.line) : std::string(),
               in_terminal(refusal.reason));
  for (const auto& [what, added] : report.counts) fmt::print("  {:>6} {}\n", added, what);
  if (!report.is_kept)
    say(t("Nothing was stored. Correct the rows above, or use --partial."));
  else if (report.counts.empty() && report.refusals.empty())
    say(t("All of it is here already."));
}

const char* type_name(KeyType type) {
  switch (type) {
    case KeyType::text:
      return "text";
    case KeyType::number:
      return "number";
    case KeyType::yes_or_no:
      return "true or false";
    case KeyType::list:
      return "list";
  }
  return "";
}

}  // namespace

std::string in_terminal(const Text& words) {
  constexpr std::size_t tag_letters = 2;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value && *value)
      return words.in(
          language_of(std::string_view(value).substr(0, tag_letters)).value_or(Language::en));
  return words.in(Language::en);
}

int import_folder(Installation& installation, const std::string& folder, bool partial) {
  const ImportReport report = import_files(*installation.database, *installation.house,
                                           read_folder(folder), clock_now(), {.partial = partial});
  print_report(report);
  return report.refusals.empty() ? 0 : 1;
}

int prepare_demo(Installation& installation, const std::string& folder) {
  const bool is_new =
      installation.database->read([](Db& db) { return compacts::list(db).empty(); });
  if (!is_new) return 0;
  say(t("Importing the demo from {}", folder));
  const ImportReport report = import_files(*installation.database, *installation.house,
                                           read_folder(folder), clock_now(), {.demo = true});
  print_report(report);
  if (report.is_kept) keep_introduced(*installation.database, report.introduced, clock_now());
  return report.is_kept ? 0 : 1;
}

void print_welcome(Installation& installation) {
  const std::string& address = installation.house->public_url;
  say(
      t("\nOpen {}\nMails are kept at {}/dev/mail\nSign in as one of these; the code is in the "
        "mail:",
        address, address));
  fmt::print("{}\n", introduced(*installation.database));
  std::fflush(stdout);
}

std::string demo_of(Database& database) {
  return database.read([](Db& db) -> std::string {
    for (const compacts::Compact& compact : compacts::list(db))
      for (const compacts::Party& party : compacts::parties(db, compact.id))
        if (party.is_body) return party.name;
    return {};
  });
}

int letters(Installation& installation, bool again) {
  constexpr int most = 1'000;
  Database& database = *installation.database;
  const auto dead = database.read([](Db& db) { return post::list_dead(db, most); });
  const auto waiting = database.read([](Db& db) { return post::count(db, post::State::queued); });
  for (const post::LetterLine& letter : dead)
    fmt::print("{}  {}  {}  {}\n",
               in_terminal(date_and_time(letter.created_at, zone("Europe/Stockholm"))), letter.kind,
               letter.recipient.empty() ? "(removed)" : letter.recipient,
               letter.last_error.value_or(""));
  say(t("{0} given up, {1} waiting to be sent", dead.size(), waiting));
  if (!again) return 0;
  const Instant now = clock_now();
  const auto tried = database.write(unseen, [&](Db& db) {
    std::int64_t count = 0;
    for (const post::LetterLine& letter : dead) count += post::retry(db, letter.id, now);
    return count;
  });
  say(tn("{} will be tried again", "{} will be tried again", tried));
  return 0;
}

int backup(Installation& installation, const std::string& to) {
  installation.database->backup(to);
  say(t("Backed up to {}", to));
  return 0;
}

int restore(const Config& config, const std::string& from) {
  DatabaseOptions options;
  options.address = config.text("database");
  const auto database = Database::open(options);
  const std::string file = database->file();
  if (file.empty()) database->restore(from);  // PostgreSQL says how it is done
  const std::string before = file + ".before-restore-" + compact_utc(clock_now());
  database->backup(before);
  try {
    database->restore(from);
  } catch (...) {
    std::filesystem::remove(before);  // nothing was replaced
    throw;
  }
  say(t("Restored from {0}. What was there before is now {1}", from, before));
  return 0;
}

std::string config_text() {
  std::string text;
  for (const ConfigKey& key : config_keys())
    text += fmt::format("# {} ({})\n{} = {}\n\n", key.meaning, type_name(key.type), key.name,
                        key.standard);
  return text;
}

std::string routes_text() {
  const auto house = make_house();
  const Router router = routes_of(*house);
  std::vector<Route> routes = router.routes();
  std::stable_sort(routes.begin(), routes.end(), [](const Route& a, const Route& b) {
    return std::tie(a.pattern, a.method) < std::tie(b.pattern, b.method);
  });
  std::string text;
  for (const Route& route : routes)
    text += fmt::format("{:<5} {:<62} {:<16} {}\n", route.is_live ? "LIVE" : name(route.method),
                        route.pattern, route.who.name, route.function);
  return text;
}

std::string schema_text() {
  const auto file = std::filesystem::temp_directory_path() / ("overens-schema-" + random_token());
  DatabaseOptions options;
  options.address = "sqlite:" + file.string();
  std::string text;
  {
    const auto database = Database::open(options);
    migrate(*database, embedded_migrations(), clock_now());
    text = schema(*database);
  }
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
  return text;
}

}  // namespace overens::app
