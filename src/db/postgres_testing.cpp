#include "db/postgres_testing.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "db/migrations.h"
#include "db/postgres.h"

namespace overens {

namespace {

constexpr Instant long_ago{1'544'544'000'000'000};  // 2018-12-11T16:00:00Z

/// Keeps aside what migrations and filling put into tables, and where sequences stand.
constexpr const char* remember = R"(
    CREATE SCHEMA kept;
    CREATE TABLE kept.filled (name text, columns text);
    CREATE TABLE kept.sequences AS
      SELECT schemaname || '.' || sequencename AS name, last_value FROM pg_sequences
      WHERE schemaname = 'public';
    DO $$
      DECLARE t text; has_rows boolean;
      BEGIN
        FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
          EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t) INTO has_rows;
          CONTINUE WHEN NOT has_rows;
          EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', t, t);
          INSERT INTO kept.filled
            SELECT t, string_agg(quote_ident(c.column_name), ', ')
            FROM information_schema.columns c
            WHERE c.table_schema = 'public' AND c.table_name = t AND c.is_generated = 'NEVER';
        END LOOP;
      END $$)";

/// Back to that, past triggers and references. To look costs a tenth of a DELETE of nothing.
constexpr const char* restore = R"(
    SET session_replication_role = replica;
    DO $$
      DECLARE t text; columns text; has_rows boolean;
      BEGIN
        FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
          EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t) INTO has_rows;
          IF has_rows THEN EXECUTE format('DELETE FROM public.%I', t); END IF;
        END LOOP;
        FOR t, columns IN SELECT k.name, k.columns FROM kept.filled k LOOP
          EXECUTE format('INSERT INTO public.%I (%s) SELECT %s FROM kept.%I',
                         t, columns, columns, t);
        END LOOP;
      END $$;
    SELECT setval(name, coalesce(last_value, 1), last_value IS NOT NULL) FROM kept.sequences)";

constexpr Sql shape = R"(
    SELECT md5(string_agg(oid::text || relname, ',' ORDER BY oid)) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace)";

std::string next_name() {
  static int count = 0;
  return "overens_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

/// The server's address with another database's name.
std::string address_of(const std::string& name) {
  const std::string server = test_server();
  const std::size_t query = std::min(server.find('?'), server.size());
  const std::size_t path = server.find('/', server.find("://") + 3);
  return server.substr(0, std::min(path, query)) + "/" + name + server.substr(query);
}

void run_on(const std::string& address, const std::string& script) {
  PostgresConnection(address, 0).execute(script);
}

}  // namespace

std::string test_server() {
  const char* address = std::getenv("OVERENS_TEST_DATABASE");
  return address ? address : "";
}

ServerDatabases::ServerDatabases(std::span<const EmbeddedMigration> migrations,
                                 const Filling& filling)
    : name_(next_name()) {
  run_on(test_server(), "CREATE DATABASE " + name_);
  const std::string address = address_of(name_);
  {
    const auto whole = Database::open({.address = address});
    migrate(*whole, migrations, long_ago);
    if (filling.fill) filling.fill(*whole);
  }
  run_on(address, remember);
  shape_ = shape_of(address);
}

ServerDatabases::~ServerDatabases() {
  all_.push_back(name_);
  for (const std::string& name : all_)
    run_on(test_server(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
}

std::string ServerDatabases::lend() {
  if (idle_.empty()) {
    all_.push_back(next_name());
    run_on(test_server(), "CREATE DATABASE " + all_.back() + " TEMPLATE " + name_);
    return address_of(all_.back());
  }
  const std::string address = idle_.back();
  idle_.pop_back();
  return address;
}

void ServerDatabases::take_back(const std::string& address) {
  if (shape_of(address) != shape_) return;  // the test has changed the schema: never again
  run_on(address, restore);
  idle_.push_back(address);
}

/// A copy's tables have the numbers of the template's.
std::string ServerDatabases::shape_of(const std::string& address) const {
  PostgresConnection connection(address, 0);
  return Db(connection).load<std::optional<std::string>>(shape).value_or("");
}

}  // namespace overens
