#include "app/store.h"

#include "base/secrets.h"

namespace overens::app {

std::string secret_key(Database& database, Instant now) {
  return database.write(unseen, [&](Db& db) {
    db.run(
        "INSERT INTO setting (name, value, set_at) VALUES ('secret_key', $1, $2) "
        "ON CONFLICT (name) DO NOTHING",
        random_token(), now);
    return db.load<std::string>("SELECT value FROM setting WHERE name = 'secret_key'");
  });
}

void keep_introduced(Database& database, const std::string& people, Instant now) {
  database.write(unseen, [&](Db& db) {
    db.run(
        "INSERT INTO setting (name, value, set_at) VALUES ('introduced', $1, $2) "
        "ON CONFLICT (name) DO NOTHING",
        people, now);
  });
}

std::string introduced(Database& database) {
  return database.read([](Db& db) {
    return db.find<std::string>("SELECT value FROM setting WHERE name = 'introduced'").value_or("");
  });
}

void keep_collation(Database& database, const std::string& version, Instant now) {
  database.write(unseen, [&](Db& db) {
    db.run(
        "INSERT INTO setting (name, value, set_at) VALUES ('collation', $1, $2) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value, set_at = excluded.set_at",
        version, now);
  });
}

std::string collation_of(Database& database) {
  return database.read([](Db& db) {
    return db.find<std::string>("SELECT value FROM setting WHERE name = 'collation'").value_or("");
  });
}

}  // namespace overens::app
