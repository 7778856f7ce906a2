#include "db/database.h"

#include "db/sqlite.h"

namespace overens {

std::unique_ptr<Database> Database::open(const DatabaseOptions& options) {
  constexpr std::string_view sqlite = "sqlite:";
  const std::string_view address = options.address;
  if (address.starts_with(sqlite) && address.size() > sqlite.size())
    return open_sqlite(options, std::string(address.substr(sqlite.size())));
  throw BadValue("a database's address is sqlite:/path/to/file or postgres://user@host/name");
}

}  // namespace overens
