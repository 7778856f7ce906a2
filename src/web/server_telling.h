// What a visitor who watches is told, as the bytes of server-sent events (WHATWG HTML, 9.2), and
// the place they take while they do. Knows no socket.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "web/server_loop.h"

namespace overens {

class Telling {
 public:
  /// `client` as in Request::client. Takes a place; gives it back when it is gone.
  Telling(ServerState& shared, std::shared_ptr<const Watched> watched, const std::string& client);
  ~Telling();
  Telling(const Telling&) = delete;
  Telling& operator=(const Telling&) = delete;

  /// False where too many watch already: then nothing may be told.
  bool has_place() const { return has_place_; }

  /// What comes first: how soon to come back, and the number as it is.
  std::string opening();
  bool has_news() const { return version() != told_; }
  /// The number as it is now, or a beat where it is the one that was told last.
  std::string news();

 private:
  bool take_place(const std::string& client);
  std::uint64_t version() const;

  ServerState& shared_;
  const std::shared_ptr<const Watched> watched_;
  std::string network_;  // whose place it is; empty: nobody counts them
  bool has_place_ = false;
  std::uint64_t told_ = 0;
};

}  // namespace overens
