#include <unistd.h>

#include <atomic>
#include <map>

#include "db/migrations.h"
#include "db/postgres_testing.h"
#include "db/testing.h"

namespace overens {

namespace {

namespace fs = std::filesystem;

constexpr Instant long_ago{1'544'544'000'000'000};  // 2018-12-11T16:00:00Z

fs::path make_folder() {
  std::string name = (fs::temp_directory_path() / "overens-test-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw DatabaseError("no temporary folder for a test");
  return name;
}

/// A file to copy; ends with the process.
class FileTemplate {
 public:
  FileTemplate(std::span<const EmbeddedMigration> migrations, const Filling& filling)
      : folder_(make_folder()) {
    const auto whole = Database::open({.address = "sqlite:" + file().string()});
    migrate(*whole, migrations, long_ago);
    if (filling.fill) filling.fill(*whole);
  }
  ~FileTemplate() { fs::remove_all(folder_); }
  FileTemplate(const FileTemplate&) = delete;
  FileTemplate& operator=(const FileTemplate&) = delete;
  fs::path file() const { return folder_ / "whole.db"; }

 private:
  fs::path folder_;
};

/// The one of this schema and filling, made when first needed.
template <class T>
T& shared(std::span<const EmbeddedMigration> migrations, const Filling& filling) {
  static std::map<std::string, std::unique_ptr<T>> made;
  std::string all = filling.name + '\n';
  for (const EmbeddedMigration& migration : migrations) all += migration.sql;
  std::unique_ptr<T>& kept = made[all];
  if (!kept) kept = std::make_unique<T>(migrations, filling);
  return *kept;
}

}  // namespace

std::vector<Engine> tested_engines() {
  if (test_server().empty()) return {Engine::sqlite};
  return {Engine::sqlite, Engine::postgres};
}

std::string engine_name(Engine engine) { return engine == Engine::sqlite ? "sqlite" : "postgres"; }

TestDatabase::TestDatabase(Engine engine, std::span<const EmbeddedMigration> migrations,
                           const Filling& filling) {
  if (engine == Engine::postgres) {
    lender_ = &shared<ServerDatabases>(migrations, filling);
    address_ = lender_->lend();
  } else {
    const fs::path whole = shared<FileTemplate>(migrations, filling).file();
    folder_ = make_folder();
    fs::copy_file(whole, folder_ / "test.db");
    address_ = "sqlite:" + (folder_ / "test.db").string();
  }
  database_ = Database::open({.address = address_});
}

TestDatabase::~TestDatabase() {
  database_.reset();
  if (lender_)
    lender_->take_back(address_);
  else
    fs::remove_all(folder_);
}

}  // namespace overens
