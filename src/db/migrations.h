// Migrations: brings a database to the schema this program was built with, at start.
//
// A migration is a file NNNN_name.sql beside the feature that owns its tables. Its SQL is one text
// for both engines, with types as tokens:
//   {id} PRIMARY KEY   an identity that is never used twice; refer to it by {int} REFERENCES …
//   {int} {bool} {real} {blob} {text}, and {time}: microseconds UTC
// and lines for one engine only between `-- sqlite:` or `-- postgres:` and `-- end`.
// Table and column comments stay in the schema.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "db/database.h"
#include "db/embedded_migrations.h"

namespace overens {

/// Applies what is missing, in the order of numbers, each in its own transaction; how many that
/// was. An SQLite file with something in it is copied first, to FILE.before-NNNN-20181211T160000Z,
/// NNNN being the first migration missing. Two programs at once take turns. StatementError when two
/// have one number, or when a number was applied under another name; NewerDatabase when the
/// database has a migration that this program does not know.
int migrate(Database& database, std::span<const EmbeddedMigration> migrations, Instant now);

/// The text as the engine takes it. StatementError for an unknown token or an open section.
std::string translate(std::string_view sql, Engine engine);

/// Every table, index and trigger as SQLite keeps it, in the order of tables: docs/schema.sql.
std::string schema(Database& database);

}  // namespace overens
