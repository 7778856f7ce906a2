// What the installation tells the web room: its settings, and hooks by which features answer what
// this room must not know itself (which house an address is in, who a session belongs to, what
// stands round a page). Owned by app for the program's whole life; read by every thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/html.h"
#include "base/time.h"
#include "web/client_limit.h"

namespace overens {

class Db;
class Visit;

// Which house a request is in: opaque here. Key 0 is the installation itself, outside every house.
struct Scope {
  std::int64_t key = 0;
  std::string slug;
};

// Who asks: opaque here. Person 0 is nobody.
struct Actor {
  std::int64_t person = 0;
  bool is_somebody() const { return person != 0; }
};

struct MenuItem {
  Text words;
  Url url;
  bool holds_this_page = false;  // in a menu, of a page whose address does not tell
};

// What stands round a page.
struct Frame {
  std::string name;  // of the house, or of the installation
  Url home;
  std::string language_of_name;  // BCP 47, for lang=""
  std::vector<MenuItem> menu;
  std::vector<MenuItem> account;  // sign in, or my pages and signing out
  std::vector<MenuItem> footer;
  Html footer_words;
};

struct Site {
  virtual ~Site() = default;

  std::string public_url = "http://localhost:8080";  // without a slash at the end
  std::string secret_key;                            // signs form tokens and mail links
  SendLimits anonymous_sends;  // forms from who has not signed in; this machine itself is exempt
  bool is_demo = false;
  std::string demo_of;  // whose site a demonstration is not: "Region Östergötland"

  // Null where there is no such house. `host` for houses bound to a name.
  std::function<std::optional<Scope>(Db&, std::string_view slug)> find_scope;
  // Whose session this is; nobody where it is unknown or has ended.
  std::function<Actor(Db&, std::string_view session_token, Instant now)> find_actor;
  std::function<Frame(Visit&)> frame;
};

}  // namespace overens
