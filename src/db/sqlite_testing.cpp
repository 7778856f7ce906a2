#include "db/sqlite_testing.h"

#include <sqlite3.h>

#include <map>
#include <memory>
#include <stdexcept>

namespace overens {
namespace {

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Close>;
using Prepared = std::unique_ptr<sqlite3_stmt, Close>;

Prepared prepare(sqlite3* handle, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(handle));
  return Prepared(statement);
}

std::string text(sqlite3_stmt* row, int column) {
  const unsigned char* bytes = sqlite3_column_text(row, column);
  return bytes ? reinterpret_cast<const char*>(bytes) : "";
}

// Whose b-tree begins on which page.
std::map<int, std::string> names_by_page(sqlite3* handle) {
  std::map<int, std::string> names;
  const Prepared all = prepare(handle, R"(
      SELECT rootpage, CASE type WHEN 'table' THEN name ELSE name || ' of ' || tbl_name END
      FROM sqlite_schema WHERE rootpage > 0)");
  while (sqlite3_step(all.get()) == SQLITE_ROW)
    names[sqlite3_column_int(all.get(), 0)] = text(all.get(), 1);
  return names;
}

}  // namespace

std::vector<std::string> walked_through(const std::string& address, std::string_view sql) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(address.substr(address.find(':') + 1).c_str(), &opened);
  const Handle handle(opened);
  if (code != SQLITE_OK) throw std::runtime_error("cannot open " + address);
  const auto names = names_by_page(handle.get());
  // The program it compiles to: a cursor is opened on a page, and "Rewind" sets it on the first
  // row.
  const Prepared program = prepare(handle.get(), "EXPLAIN " + std::string(sql));
  std::map<int, std::string> cursors;
  std::vector<std::string> walked;
  while (sqlite3_step(program.get()) == SQLITE_ROW) {
    const std::string operation = text(program.get(), 1);
    const int cursor = sqlite3_column_int(program.get(), 2);
    const auto page = names.find(sqlite3_column_int(program.get(), 3));
    if ((operation == "OpenRead" || operation == "OpenWrite") && page != names.end())
      cursors[cursor] = page->second;
    else if (operation == "Rewind" && cursors.contains(cursor))
      walked.push_back(cursors[cursor]);
  }
  return walked;
}

}  // namespace overens
