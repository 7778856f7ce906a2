// The program as a server: the front door behind sockets, the courier that sends mail, the
// background tasks. Runs until SIGTERM or SIGINT and then lets what was begun finish.
#pragma once

#include "app/config.h"
#include "app/installation.h"

namespace overens::app {

// 0 after a graceful stop. Throws what the server and the mail settings throw.
int serve(const Config& config, Installation& installation);

}  // namespace overens::app
