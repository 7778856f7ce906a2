#include "db/database.h"

#include <string_view>

#include "db/postgres.h"
#include "db/sqlite.h"

namespace overens {

std::unique_ptr<Database> Database::open(const DatabaseOptions& options) {
  constexpr std::string_view sqlite = "sqlite:";
  const std::string_view address = options.address;
  if (address.starts_with(sqlite) && address.size() > sqlite.size())
    return open_sqlite(options, std::string(address.substr(sqlite.size())));
  if (address.starts_with("postgres://") || address.starts_with("postgresql://"))
    return open_postgres(options);
  throw BadValue("a database's address is sqlite:/path/to/file or postgres://user@host/name");
}

}  // namespace overens
