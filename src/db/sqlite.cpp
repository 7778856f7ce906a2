#include "db/sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <thread>
#include <utility>

namespace overens {

namespace {

constexpr int operations_between_looks_at_the_clock = 20'000;

/// What went wrong last on the connection, as an exception of ours. SQLite's words name tables and
/// columns, never values.
[[noreturn]] void throw_error(sqlite3* handle, std::string_view sql) {
  const int code = handle ? sqlite3_extended_errcode(handle) : SQLITE_NOMEM;
  std::string words = std::string(sqlite3_errmsg(handle)) + " in: " + std::string(sql);
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      throw UniqueViolation(words);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      throw ForeignKeyViolation(words);
    case SQLITE_CONSTRAINT_NOTNULL:
      throw NotNullViolation(words);
    case SQLITE_CONSTRAINT_DATATYPE:
      throw BadValue(words);
    default:
      break;
  }
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      throw CheckViolation(words);
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      throw BadValue(words);
    case SQLITE_FULL:
      throw StorageFull(words);
    case SQLITE_INTERRUPT:
      throw StatementTimeout(words);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN:
      throw Unavailable(words);
    default:
      throw DatabaseError(words);
  }
}

/// Prepares one statement; StatementError when that cannot be done.
sqlite3_stmt* prepare(sqlite3* handle, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  if (code == SQLITE_ERROR)
    throw StatementError(std::string(sqlite3_errmsg(handle)) + " in: " + std::string(sql));
  if (code != SQLITE_OK) throw_error(handle, sql);
  if (!statement) throw StatementError("no statement in: " + std::string(sql));
  const std::string_view left = sql.substr(static_cast<std::size_t>(rest - sql.data()));
  if (left.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    sqlite3_finalize(statement);
    throw StatementError("more than one statement in: " + std::string(sql));
  }
  return statement;
}

}  // namespace

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(SqliteConnection& connection, std::string_view sql)
      : connection_(connection), text_(sql), statement_(prepare(connection.handle_, sql)) {
    for (int i = 0; i < sqlite3_column_count(statement_); ++i)
      columns_.emplace_back(sqlite3_column_name(statement_, i));
    // SQLite numbers $names by appearance; we go by the number in the name.
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement_); ++i)
      numbers_.push_back(std::stoul(sqlite3_bind_parameter_name(statement_, i) + 1));
  }
  ~SqliteStatement() override { sqlite3_finalize(statement_); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  void start(std::span<const Argument> arguments) override {
    for (std::size_t i = 0; i < numbers_.size(); ++i)
      if (bind(static_cast<int>(i) + 1, arguments[numbers_[i] - 1]) != SQLITE_OK)
        throw_error(connection_.handle_, text_);
    connection_.start_clock();
  }

  bool next() override {
    switch (sqlite3_step(statement_)) {
      case SQLITE_ROW:
        return true;
      case SQLITE_DONE:
        return false;
      default:
        throw_error(connection_.handle_, text_);
    }
  }

  Cell cell(int column) const override {
    // One look at the column instead of three; it is of this thread as the connection is.
    sqlite3_value* const value = sqlite3_column_value(statement_, column);
    switch (sqlite3_value_type(value)) {
      case SQLITE_INTEGER:
        return {.kind = Kind::integer, .integer = sqlite3_value_int64(value)};
      case SQLITE_FLOAT:
        return {.kind = Kind::real, .real = sqlite3_value_double(value)};
      case SQLITE_TEXT:  // as a blob, since as text it would be copied to get a NUL behind it
        return {.kind = Kind::text, .bytes = bytes(value)};
      case SQLITE_BLOB:
        return {.kind = Kind::blob, .bytes = bytes(value)};
      default:
        return {.kind = Kind::null};
    }
  }

  std::int64_t changes() const override {
    return sqlite3_stmt_readonly(statement_) ? 0 : sqlite3_changes64(connection_.handle_);
  }

  void stop() override {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

  const std::vector<std::string>& columns() const override { return columns_; }
  std::string_view text() const override { return text_; }

 private:
  int bind(int position, const Argument& value) {
    if (value.is_null) return sqlite3_bind_null(statement_, position);
    const std::string_view content = value.content();
    // A null pointer would mean NULL, so that nothing needs an address too.
    const char* first = content.empty() ? "" : content.data();
    switch (value.declared) {
      case Kind::real:
        return sqlite3_bind_double(statement_, position, value.real);
      case Kind::text:
        return sqlite3_bind_text64(statement_, position, first, content.size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
      case Kind::blob:
        return sqlite3_bind_blob64(statement_, position, first, content.size(), SQLITE_STATIC);
      default:
        return sqlite3_bind_int64(statement_, position, value.integer);
    }
  }

  static std::string_view bytes(sqlite3_value* value) {
    const void* const first = sqlite3_value_blob(value);
    const auto count = static_cast<std::size_t>(sqlite3_value_bytes(value));
    return count == 0 ? std::string_view("")
                      : std::string_view(static_cast<const char*>(first), count);
  }

  SqliteConnection& connection_;
  std::string_view text_;
  sqlite3_stmt* statement_;
  std::vector<std::string> columns_;
  std::vector<std::size_t> numbers_;  // of each position's $n
};

namespace {

/// One run of a kept statement without arguments.
class Run {
 public:
  explicit Run(Statement& statement) : statement_(statement) { statement_.start({}); }
  ~Run() { statement_.stop(); }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  Statement* operator->() const { return &statement_; }

 private:
  Statement& statement_;
};

}  // namespace

SqliteConnection::SqliteConnection(const SqliteOptions& options)
    : statement_timeout_(options.statement_timeout_ms) {
  // Nobody asks how much memory SQLite has, and all threads would meet at the lock of its count.
  [[maybe_unused]] static const int counts_memory = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  const int mode = SQLITE_OPEN_READWRITE | (options.may_write ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(options.path.c_str(), &handle_,
                                   mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  try {
    if (code != SQLITE_OK) throw_error(handle_, "opening " + options.path);
    configure(options);
  } catch (...) {
    sqlite3_close_v2(handle_);
    throw;
  }
}

void SqliteConnection::configure(const SqliteOptions& options) {
  sqlite3_busy_timeout(handle_, options.busy_timeout_ms);
  for (const int setting : {SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL})
    sqlite3_db_config(handle_, setting, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // A plan that looked at the arguments (LIKE $1) would be made anew each time they are bound.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
  start_clock();
  sqlite3_progress_handler(handle_, operations_between_looks_at_the_clock, out_of_time, this);
  execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
      "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384");
  if (!options.may_write) execute("PRAGMA query_only = ON");
  // Our hook replaces SQLite's own, so that nobody's answer waits for a checkpoint.
  sqlite3_wal_hook(
      handle_,
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
        return SQLITE_OK;
      },
      this);
  find_wal_mark();
}

/// The log's index begins with a header that every commit writes anew, and whose last eight bytes
/// are its checksum (https://sqlite.org/walformat.html, section 2.1).
void SqliteConnection::find_wal_mark() {
  constexpr int index_page_bytes = 32 * 1024;
  constexpr std::size_t checksum_offset = 40;
  data_version();  // so that the index is there
  sqlite3_file* file = nullptr;
  sqlite3_file_control(handle_, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  volatile void* index = nullptr;
  if (!file || file->pMethods->iVersion < 2 ||
      file->pMethods->xShmMap(file, 0, index_page_bytes, 0, &index) != SQLITE_OK || !index)
    return;
  wal_mark_ = reinterpret_cast<const volatile std::uint64_t*>(
      static_cast<const volatile char*>(index) + checksum_offset);
}

std::uint64_t SqliteConnection::wal_mark() const {
  return wal_mark_ ? __atomic_load_n(wal_mark_, __ATOMIC_ACQUIRE) : 0;
}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
  sqlite3_close_v2(handle_);
}

void SqliteConnection::start_clock() {
  deadline_ = statement_timeout_.count() == 0
                  ? std::chrono::steady_clock::time_point::max()
                  : std::chrono::steady_clock::now() + statement_timeout_;
}

int SqliteConnection::out_of_time(void* self) {
  return std::chrono::steady_clock::now() > static_cast<SqliteConnection*>(self)->deadline_;
}

Statement& SqliteConnection::statement(const Sql& sql, std::span<const Argument>) {
  std::unique_ptr<SqliteStatement>& kept = statements_[sql.key()];
  if (!kept) kept = std::make_unique<SqliteStatement>(*this, sql.text());
  return *kept;
}

void SqliteConnection::lock_row(const Sql&, const Argument&) {
  // There is one writer: whoever runs inside a write has the whole database to itself.
}

void SqliteConnection::control(const Sql& sql) {
  const Run run(statement(sql, {}));
  run->next();
}

void SqliteConnection::execute(const std::string& script) {
  start_clock();
  if (sqlite3_exec(handle_, script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw_error(handle_, script);
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

void SqliteConnection::check(std::string_view sql) { sqlite3_finalize(prepare(handle_, sql)); }

std::int64_t SqliteConnection::data_version() {
  const Run pragma(statement("PRAGMA data_version", {}));
  pragma->next();
  return pragma->cell(0).integer;
}

void SqliteConnection::checkpoint() {
  start_clock();
  sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

namespace {

/// Onto the disk: a file, or the folder that names it.
void sync(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (!synced) throw DatabaseError("cannot sync " + path.string());
}

void copy_pages(sqlite3* from, sqlite3* to) {
  sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
  if (!backup) throw_error(to, "backup");
  while (sqlite3_backup_step(backup, limits::backup_pages_per_step) == SQLITE_OK)
    std::this_thread::yield();
  if (sqlite3_backup_finish(backup) != SQLITE_OK) throw_error(to, "backup");
}

}  // namespace

void SqliteConnection::copy_to(const std::string& path) {
  namespace fs = std::filesystem;
  if (fs::exists(path)) throw DatabaseError("there is a file already: " + path);
  const std::string unfinished = path + ".unfinished";
  fs::remove(unfinished);
  sqlite3* copy = nullptr;
  // A read transaction around it all: the copy is of one moment, and writers need not wait for it.
  execute("BEGIN; SELECT count(*) FROM sqlite_schema");
  try {
    if (sqlite3_open(unfinished.c_str(), &copy) != SQLITE_OK) throw_error(copy, "backup");
    copy_pages(handle_, copy);
    sqlite3_close(std::exchange(copy, nullptr));
    sync(unfinished);
    fs::rename(unfinished, path);
    sync(fs::absolute(path).parent_path());
  } catch (...) {
    sqlite3_close(copy);
    fs::remove(unfinished);
    execute("ROLLBACK");
    throw;
  }
  execute("COMMIT");
}

void SqliteConnection::copy_from(const std::string& path) {
  sqlite3* source = nullptr;
  try {
    if (sqlite3_open_v2(path.c_str(), &source, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
      throw_error(source, "restore");
    copy_pages(source, handle_);
  } catch (...) {
    sqlite3_close(source);
    throw;
  }
  sqlite3_close(source);
}

}  // namespace overens
