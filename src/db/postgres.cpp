#include "db/postgres.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <list>
#include <optional>
#include <utility>

namespace overens {

namespace {

// From PostgreSQL's catalogue/pg_type.dat; they never change.
enum : Oid {
  bool_type = 16,
  bytea_type = 17,
  int8_type = 20,
  int2_type = 21,
  int4_type = 23,
  text_type = 25,
  oid_type = 26,
  float4_type = 700,
  float8_type = 701,
  numeric_type = 1700,
};

Oid type_of(const Argument& argument) {
  switch (argument.declared) {
    case Kind::boolean:
      return bool_type;
    case Kind::integer:
      return int8_type;
    case Kind::real:
      return float8_type;
    case Kind::blob:
      return bytea_type;
    default:
      return text_type;
  }
}

/// Network order.
std::array<char, 8> eight_bytes(std::uint64_t value) {
  std::array<char, 8> bytes{};
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(value >> (56 - 8 * i) & 0xff);
  return bytes;
}

/// Arguments as libpq wants them, all in binary.
struct Bound {
  explicit Bound(std::span<const Argument> arguments) : numbers(arguments.size()) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const Argument& argument = arguments[i];
      std::string_view bytes = argument.content();
      if (argument.declared == Kind::boolean) {
        numbers[i][0] = argument.integer ? 1 : 0;
        bytes = {numbers[i].data(), 1};
      } else if (argument.declared == Kind::integer || argument.declared == Kind::real) {
        numbers[i] = eight_bytes(argument.declared == Kind::real
                                     ? std::bit_cast<std::uint64_t>(argument.real)
                                     : static_cast<std::uint64_t>(argument.integer));
        bytes = {numbers[i].data(), 8};
      }
      const char* first = bytes.empty() ? "" : bytes.data();
      values.push_back(argument.is_null ? nullptr : first);
      lengths.push_back(static_cast<int>(bytes.size()));
      formats.push_back(1);
    }
  }

  std::vector<std::array<char, 8>> numbers;
  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;
};

template <class T>
std::optional<T> parsed(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// An integer if it is one that fits (count and sum of integers are numeric), else a real number.
Cell number(std::string_view text) {
  if (const auto integer = parsed<std::int64_t>(text))
    return {.kind = Kind::integer, .integer = *integer};
  if (const auto real = parsed<double>(text)) return {.kind = Kind::real, .real = *real};
  throw BadValue("the number does not fit");
}

/// "\x00ff…" as bytes.
std::string unhexed(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 2; i + 1 < text.size(); i += 2)
    bytes += static_cast<char>(digit(text[i]) << 4 | digit(text[i + 1]));
  return bytes;
}

/// PostgreSQL's error codes are in appendix A of its manual; the first two letters are the class.
[[noreturn]] void throw_for(std::string_view code, const std::string& words) {
  if (code == "23505") throw UniqueViolation(words);
  if (code == "23503") throw ForeignKeyViolation(words);
  if (code == "23502") throw NotNullViolation(words);
  if (code == "23514" || code == "P0001") throw CheckViolation(words);
  if (code == "40001" || code == "40P01") throw SerializationFailure(words);
  if (code == "57014") throw StatementTimeout(words);
  if (code == "53100") throw StorageFull(words);
  if (code == "55P03") throw Unavailable(words);
  const std::string_view group = code.substr(0, 2);
  if (group == "23") throw ConstraintViolation(words);
  if (group == "22") throw BadValue(words);
  if (group == "42") throw StatementError(words);
  if (group == "53") throw Overloaded(words);
  if (group == "08" || group == "57") throw Unavailable(words);
  throw DatabaseError(words);
}

}  // namespace

class PostgresStatement final : public Statement {
 public:
  PostgresStatement(PostgresConnection& connection, std::string_view text,
                    std::span<const Argument> arguments)
      : connection_(connection), text_(text), name_("s" + std::to_string(++connection.prepared_)) {
    for (const Argument& argument : arguments) types_.push_back(type_of(argument));
  }

  bool is_for(std::span<const Argument> arguments) const {
    return std::ranges::equal(types_, arguments, {}, {}, type_of);
  }

  void start(std::span<const Argument> arguments) override {
    const Bound bound(arguments);
    const int count = static_cast<int>(arguments.size());
    const std::size_t ahead = connection_.open_batch();
    if (!prepared_)
      PQsendPrepare(connection_.handle_, name_.c_str(), text_.c_str(), count, types_.data());
    PQsendQueryPrepared(connection_.handle_, name_.c_str(), count, bound.values.data(),
                        bound.lengths.data(), bound.formats.data(), 0);
    std::size_t went_well = 0;
    try {
      result_ = connection_.close_batch(text_, ahead + (prepared_ ? 1 : 2), went_well);
      prepared_ = true;
    } catch (...) {
      prepared_ = prepared_ || went_well > ahead;  // it outlives the transaction it was made in
      throw;
    }
    row_ = -1;
    if (columns_.empty())
      for (int i = 0; i < PQnfields(result_.get()); ++i)
        columns_.emplace_back(PQfname(result_.get(), i));
  }

  bool next() override {
    decoded_.clear();
    return ++row_ < PQntuples(result_.get());
  }

  Cell cell(int column) const override {
    if (PQgetisnull(result_.get(), row_, column)) return {.kind = Kind::null};
    const std::string_view text(PQgetvalue(result_.get(), row_, column),
                                static_cast<std::size_t>(PQgetlength(result_.get(), row_, column)));
    switch (PQftype(result_.get(), column)) {
      case bool_type:
        return {.kind = Kind::boolean, .integer = text == "t"};
      case int2_type:
      case int4_type:
      case int8_type:
      case oid_type:
      case numeric_type:
        return number(text);
      case float4_type:
      case float8_type:
        return {.kind = Kind::real, .real = parsed<double>(text).value()};
      case bytea_type:
        return {.kind = Kind::blob, .bytes = *decoded_.insert(decoded_.end(), unhexed(text))};
      default:
        return {.kind = Kind::text, .bytes = text};
    }
  }

  std::int64_t changes() const override {
    const std::string_view tag = PQcmdStatus(result_.get());
    if (tag.starts_with("SELECT")) return 0;
    return parsed<std::int64_t>(PQcmdTuples(result_.get())).value_or(0);
  }

  void stop() override { result_.reset(); }

  const std::vector<std::string>& columns() const override { return columns_; }
  std::string_view text() const override { return text_; }

 private:
  PostgresConnection& connection_;
  std::string text_;
  std::string name_;
  std::vector<Oid> types_;
  bool prepared_ = false;
  PostgresConnection::Result result_;
  int row_ = -1;
  std::vector<std::string> columns_;
  mutable std::list<std::string> decoded_;  // the blobs of the row; a list, so that views hold
};

void PostgresConnection::Clear::operator()(pg_result* result) const { PQclear(result); }

PostgresConnection::PostgresConnection(const std::string& address, int statement_timeout_ms) {
  // The address may change the first ones; what follows it may not be changed.
  const std::array keys = {"connect_timeout",
                           "tcp_user_timeout",
                           "keepalives_idle",
                           "dbname",
                           "client_encoding",
                           "application_name",
                           static_cast<const char*>(nullptr)};
  const std::array values = {
      "5", "10000", "10", address.c_str(), "UTF8", "overens", static_cast<const char*>(nullptr)};
  handle_ = PQconnectdbParams(keys.data(), values.data(), 1);
  try {
    if (PQstatus(handle_) != CONNECTION_OK) throw_error(nullptr, "connecting");
    PQsetNoticeProcessor(
        handle_, [](void*, const char*) {}, nullptr);
    execute(
        "SET timezone = 'UTC'; SET bytea_output = 'hex'; SET standard_conforming_strings = on;"
        "SET statement_timeout = " +
        std::to_string(statement_timeout_ms));
  } catch (...) {
    PQfinish(handle_);
    throw;
  }
}

PostgresConnection::~PostgresConnection() {
  statements_.clear();
  PQfinish(handle_);
}

bool PostgresConnection::broken() const { return PQstatus(handle_) != CONNECTION_OK; }

/// Only the primary message: details and context may hold values.
void PostgresConnection::throw_error(const pg_result* result, std::string_view sql) const {
  const char* code = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  if (!code)
    throw Unavailable("PostgreSQL cannot be reached: " + std::string(PQerrorMessage(handle_)));
  throw_for(code, std::string(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY)) + " (" + code +
                      ") in: " + std::string(sql));
}

PostgresStatement& PostgresConnection::kept(const char* key, std::string_view text,
                                            std::span<const Argument> arguments) {
  std::unique_ptr<PostgresStatement>& kept = statements_[key];
  if (!kept || !kept->is_for(arguments))
    kept = std::make_unique<PostgresStatement>(*this, text, arguments);
  return *kept;
}

Statement& PostgresConnection::statement(const Sql& sql, std::span<const Argument> arguments) {
  return kept(sql.key(), sql.text(), arguments);
}

void PostgresConnection::lock_row(const Sql& table, const Argument& id) {
  const std::string text =
      "SELECT 1 FROM " + std::string(table.text()) + " WHERE id = $1 FOR UPDATE";
  PostgresStatement& lock = kept(table.key(), text, {&id, 1});
  lock.start({&id, 1});
  lock.stop();
}

std::size_t PostgresConnection::open_batch() {
  PQenterPipelineMode(handle_);
  for (const std::string& waiting : waiting_)
    PQsendQueryParams(handle_, waiting.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
  return std::exchange(waiting_, {}).size();
}

PostgresConnection::Result PostgresConnection::close_batch(std::string_view sql,
                                                           std::size_t commands,
                                                           std::size_t& went_well) {
  PQpipelineSync(handle_);
  Result last;
  Result failed;
  for (std::size_t answered = 0; answered < commands;) {
    Result result(PQgetResult(handle_));
    if (!result && broken()) throw_error(nullptr, sql);
    if (!result) {
      ++answered;  // each command's results end with none
    } else if (const auto status = PQresultStatus(result.get());
               status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
      ++went_well;
      last = std::move(result);
    } else if (status == PGRES_FATAL_ERROR && !failed) {
      failed = std::move(result);
    }
  }
  const Result sync(PQgetResult(handle_));
  PQexitPipelineMode(handle_);
  if (failed || broken()) throw_error(failed.get(), sql);
  return last;
}

void PostgresConnection::execute(const std::string& script) {
  std::string all;
  for (const std::string& waiting : std::exchange(waiting_, {})) all += waiting + ";";
  const Result result(PQexec(handle_, (all + script).c_str()));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw_error(result.get(), script);
}

bool PostgresConnection::in_transaction() const {
  return !waiting_.empty() || PQtransactionStatus(handle_) != PQTRANS_IDLE;
}

void PostgresConnection::check(std::string_view sql) {
  const Result result(PQprepare(handle_, "", std::string(sql).c_str(), 0, nullptr));
  if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) return;
  const char* code = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  // The types of $n come from the arguments when the statement is used.
  if (code && (std::string_view(code) == "42P18" || std::string_view(code) == "42P08")) return;
  throw_error(result.get(), sql);
}

void PostgresConnection::commit(const std::string& payload) {
  if (PQtransactionStatus(handle_) == PQTRANS_IDLE) {
    waiting_.clear();
    return;
  }
  committing_ = true;
  if (!payload.empty()) waiting_.push_back("NOTIFY overens_written, '" + payload + "'");
  waiting_.emplace_back("COMMIT");
  std::size_t went_well = 0;
  const std::size_t commands = open_batch();
  const Result result = close_batch("COMMIT", commands, went_well);
  committing_ = false;
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
    throw DatabaseError("PostgreSQL rolled the transaction back at COMMIT");
}

void PostgresConnection::roll_back() noexcept {
  waiting_.clear();
  if (broken()) return;
  committing_ = false;
  if (PQtransactionStatus(handle_) != PQTRANS_IDLE) PQclear(PQexec(handle_, "ROLLBACK"));
}

void PostgresConnection::listen() { execute("LISTEN overens_written"); }

std::vector<std::string> PostgresConnection::notices(int wake, int timeout_ms) {
  std::array<pollfd, 2> watched = {pollfd{PQsocket(handle_), POLLIN, 0}, pollfd{wake, POLLIN, 0}};
  const bool silent = ::poll(watched.data(), watched.size(), timeout_ms) == 0;
  if (silent) execute("");  // nothing to say, or nobody there?
  if (!PQconsumeInput(handle_)) throw_error(nullptr, "LISTEN");
  std::vector<std::string> payloads;
  while (PGnotify* notice = PQnotifies(handle_)) {
    payloads.emplace_back(notice->extra);
    PQfreemem(notice);
  }
  return payloads;
}

}  // namespace overens
