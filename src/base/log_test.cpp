#include "base/log.h"

#include <gtest/gtest.h>

#include <string>

namespace overens {
namespace {

using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

class Log : public testing::Test {
 protected:
  void TearDown() override { set_log_level(LogLevel::info); }
};

TEST_F(Log, WritesALineWithTimeAndLevel) {
  CaptureStderr();
  log_warning("outbox: letter 17 was refused {}");
  const std::string line = GetCapturedStderr();
  EXPECT_EQ(line.substr(10, 1), "T");
  EXPECT_EQ(line.substr(23), "Z warning outbox: letter 17 was refused {}\n");
}

TEST_F(Log, KeepsAnEventOnOneLine) {
  CaptureStderr();
  log_error("GET /\r\n2018 info forged\x1b[0m é");
  const std::string line = GetCapturedStderr();
  EXPECT_TRUE(line.ends_with("error GET /\\x0d\\x0a2018 info forged\\x1b[0m é\n")) << line;
}

TEST_F(Log, LeavesOutWhatIsLess) {
  set_log_level(LogLevel::error);
  CaptureStderr();
  log_info("info");
  log_warning("warning");
  EXPECT_EQ(GetCapturedStderr(), "");
  CaptureStderr();
  log_error("error");
  EXPECT_NE(GetCapturedStderr(), "");
  set_log_level(LogLevel::silent);
  CaptureStderr();
  log_error("error");
  EXPECT_EQ(GetCapturedStderr(), "");
}

}  // namespace
}  // namespace overens
