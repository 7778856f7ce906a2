// The migrations compiled into the program: every src/**/NNNN_name.sql as it stood when it was
// built, with its type tokens ({id}, {time} …) unspelled. Written by tools/embed.py; who runs them
// and keeps the books is db/migrations.h. Knows no engine.
#pragma once

#include <span>
#include <string_view>

namespace overens {

struct EmbeddedMigration {
  int number;             // from the file's name, unique in the house
  std::string_view name;  // the rest of the file's name: "0004_activities.sql" is "activities"
  std::string_view sql;
};

// Ascending by number.
std::span<const EmbeddedMigration> embedded_migrations();

}  // namespace overens
