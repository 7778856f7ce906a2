#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <utility>

#include "db/migrations.h"
#include "db/postgres.h"
#include "db/testing.h"

namespace overens {

namespace {

namespace fs = std::filesystem;

constexpr Instant long_ago{1'544'544'000'000'000};  // 2018-12-11T16:00:00Z

/// Unique on this machine.
std::string next_name() {
  static std::atomic<int> count = 0;
  return "overens_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

std::string server() {
  const char* address = std::getenv("OVERENS_TEST_DATABASE");
  return address ? address : "";
}

/// The server's address with another database's name.
std::string on_server(const std::string& name) {
  const std::string base = server();
  const std::size_t path = base.find('/', base.find("://") + 3);
  const std::size_t query = std::min(base.find('?'), base.size());
  return base.substr(0, std::min(path, query)) + "/" + name + base.substr(query);
}

std::unique_ptr<Database> open(const std::string& address) {
  return Database::open({.address = address, .readers = 4, .writers = 4});
}

void on_the_server(const std::string& sql) { PostgresConnection(server(), 0).execute(sql); }

/// A folder, or a database on the server, that ends with the process.
struct Template {
  fs::path folder;
  std::string name;

  Template(Engine engine, std::span<const EmbeddedMigration> migrations, const Filling& filling)
      : name(next_name()) {
    if (engine == Engine::postgres) {
      on_the_server("CREATE DATABASE " + name);
    } else {
      folder = fs::temp_directory_path() / name;
      fs::create_directory(folder);
    }
    const auto whole =
        open(folder.empty() ? on_server(name) : "sqlite:" + (folder / "whole.db").string());
    migrate(*whole, migrations, long_ago);
    if (filling.fill) filling.fill(*whole);
  }
  ~Template() {
    if (folder.empty())
      on_the_server("DROP DATABASE " + name);
    else
      fs::remove_all(folder);
  }
  Template(const Template&) = delete;
  Template& operator=(const Template&) = delete;
};

const Template& template_of(Engine engine, std::span<const EmbeddedMigration> migrations,
                            const Filling& filling) {
  static std::map<std::pair<Engine, std::string>, std::unique_ptr<Template>> made;
  std::string all = filling.name + '\n';
  for (const EmbeddedMigration& migration : migrations) all += migration.sql;
  std::unique_ptr<Template>& kept = made[{engine, all}];
  if (!kept) kept = std::make_unique<Template>(engine, migrations, filling);
  return *kept;
}

}  // namespace

std::vector<Engine> tested_engines() {
  if (server().empty()) return {Engine::sqlite};
  return {Engine::sqlite, Engine::postgres};
}

std::string engine_name(Engine engine) { return engine == Engine::sqlite ? "sqlite" : "postgres"; }

TestDatabase::TestDatabase(Engine engine, std::span<const EmbeddedMigration> migrations,
                           const Filling& filling)
    : name_(next_name()) {
  const Template& whole = template_of(engine, migrations, filling);
  if (engine == Engine::postgres) {
    on_the_server("CREATE DATABASE " + name_ + " TEMPLATE " + whole.name);
    address_ = on_server(name_);
  } else {
    folder_ = fs::temp_directory_path() / name_;
    fs::create_directory(folder_);
    fs::copy_file(whole.folder / "whole.db", folder_ / "test.db");
    address_ = "sqlite:" + (folder_ / "test.db").string();
  }
  database_ = open(address_);
}

TestDatabase::~TestDatabase() {
  database_.reset();
  if (folder_.empty())
    on_the_server("DROP DATABASE " + name_ + " WITH (FORCE)");
  else
    fs::remove_all(folder_);
}

}  // namespace overens
