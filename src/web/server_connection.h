// One visitor's connection: read a request, have it answered, write, again. The only coroutine of
// the house; see "The request's way" in HACKING.md. It ends itself; nobody outside holds it.
#pragma once

#include "web/server_loop.h"

namespace overens {

/// Serves an accepted socket to its end. On the thread of that loop; returns at once.
void serve(Loop& loop, Socket socket);

}  // namespace overens
