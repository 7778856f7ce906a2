// Who really asked: what a reverse proxy says about its visitor, believed only from the proxies
// named in the configuration. Anyone else's X-Forwarded-* is ignored. Pure; knows addresses and
// requests, no socket.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/http.h"

namespace overens {

/// An IPv4 or IPv6 address; IPv4 is kept as its mapped form (::ffff:a.b.c.d).
using AddressBytes = std::array<unsigned char, 16>;
std::optional<AddressBytes> parse_address(std::string_view text);

/// What counts as one client in limits: an IPv4 address, or the /64 an IPv6 visitor picks addresses
/// from.
std::string client_network(std::string_view address);

/// Whether that is this machine itself (127.0.0.0/8, ::1).
bool is_this_machine(std::string_view address);

class TrustedProxies {
 public:
  TrustedProxies() = default;
  /// Addresses and networks: "127.0.0.1", "10.0.0.0/8", "2001:db8::/32". Throws std::runtime_error
  /// that names the entry that is neither.
  explicit TrustedProxies(const std::vector<std::string>& entries);

  bool contains(std::string_view address) const;

  /// Sets client, secure and host of the request from X-Forwarded-For, -Proto and -Host. To be
  /// called only when the peer itself is a trusted proxy. The client is the rightmost address that
  /// is no trusted proxy: what stands to the left of it anyone may have written.
  void believe(Request& request) const;

 private:
  struct Network {
    AddressBytes address;
    int bits;  // of 128
  };
  std::vector<Network> networks_;
};

/// True for what may stand in Host: a name or address with an optional port, nothing else.
bool valid_host(std::string_view host);

}  // namespace overens
