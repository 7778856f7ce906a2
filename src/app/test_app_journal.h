// What every form that a test sends must leave behind: one line in the journal where something was
// done, and neither line nor change where it was refused. Made before the form is sent.
#pragma once

#include <cstdint>
#include <string>

#include "db/database.h"
#include "web/http.h"
#include "web/router.h"

namespace overens {

class JournalCheck {
 public:
  JournalCheck(Database& database, const Router& router, const Request& form);
  JournalCheck(const JournalCheck&) = delete;
  JournalCheck& operator=(const JournalCheck&) = delete;
  ~JournalCheck();

  // Fails the test where the journal does not fit the answer.
  void compare(int status) const;

 private:
  std::int64_t last_line() const;

  Database& database_;
  const std::string function_;  // that answers the form
  std::uint64_t version_ = 0;
  std::int64_t last_line_ = 0;
  std::uint64_t others_ = 0;  // forms sent before this one; none may be under way
};

}  // namespace overens
