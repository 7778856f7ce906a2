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

}  // namespace overens::app
