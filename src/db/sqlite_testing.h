// What SQLite would do with a statement, for tests alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace overens {

/// What it walks through from the first row on, by the plan and without running it: a table, or
/// "INDEX of TABLE". `address` as Database::open takes it.
std::vector<std::string> walked_through(const std::string& address, std::string_view sql);

}  // namespace overens
