#include "base/log.h"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>
#include <string>

namespace overens {
namespace {

spdlog::logger& logger() {
  static const std::unique_ptr<spdlog::logger> only = [] {
    auto made = std::make_unique<spdlog::logger>("overens",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        "%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc));
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *only;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

std::string on_one_line(std::string_view event) {
  std::string out;
  for (const char c : event) {
    if (is_control(c)) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out;
}

void write(spdlog::level::level_enum level, std::string_view event) {
  if (logger().should_log(level)) logger().log(level, on_one_line(event));
}

}  // namespace

void set_log_level(LogLevel least) {
  switch (least) {
    case LogLevel::info:
      return logger().set_level(spdlog::level::info);
    case LogLevel::warning:
      return logger().set_level(spdlog::level::warn);
    case LogLevel::error:
      return logger().set_level(spdlog::level::err);
    case LogLevel::silent:
      return logger().set_level(spdlog::level::off);
  }
}

void log_info(std::string_view event) { write(spdlog::level::info, event); }
void log_warning(std::string_view event) { write(spdlog::level::warn, event); }
void log_error(std::string_view event) { write(spdlog::level::err, event); }

}  // namespace overens
