// The log: one line an event, to standard error, with the time in UTC; the operator's system keeps
// it. From any thread. Write what happened to what number: never a name, an address, a token or
// what somebody wrote. Control characters are shown as escapes, so that one event stays one line.
#pragma once

#include <cstdint>
#include <string_view>

namespace overens {

enum class LogLevel : std::uint8_t { info, warning, error, silent };

// What is less than this is left out. `info` at start.
void set_log_level(LogLevel);

void log_info(std::string_view);     // what the operator may want to know afterwards
void log_warning(std::string_view);  // works, but somebody should look
void log_error(std::string_view);    // did not work

}  // namespace overens
