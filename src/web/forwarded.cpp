#include "web/forwarded.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace overens {

namespace {

constexpr int mapped_bits = 96;  // of ::ffff:0:0/96, before the four bytes of an IPv4 address
constexpr std::size_t host_length = 255;

bool is_ipv4(const AddressBytes& address) {
  static constexpr unsigned char prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  return std::memcmp(address.data(), prefix, sizeof prefix) == 0;
}

bool same_beginning(const AddressBytes& a, const AddressBytes& b, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin()))
    return false;
  const int rest = bits % 8;
  return rest == 0 || (a[whole] >> (8 - rest)) == (b[whole] >> (8 - rest));
}

std::string_view last_member(std::string_view list) {
  const auto comma = list.rfind(',');
  if (comma != std::string_view::npos) list.remove_prefix(comma + 1);
  const auto from = list.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return list.substr(from, list.find_last_not_of(" \t") - from + 1);
}

/// All members of all headers by that name, joined in their order.
std::string joined(const Headers& headers, std::string_view name) {
  std::string all;
  for (const Header& field : headers) {
    if (!equal_ignoring_case(field.name, name)) continue;
    if (!all.empty()) all += ',';
    all += field.value;
  }
  return all;
}

}  // namespace

std::optional<AddressBytes> parse_address(std::string_view text) {
  if (text.size() >= 2 && text.front() == '[' && text.back() == ']')
    text = text.substr(1, text.size() - 2);
  const std::string terminated(text);
  AddressBytes bytes{};
  if (inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) return bytes;
  bytes.fill(0);
  bytes[10] = bytes[11] = 0xff;
  if (inet_pton(AF_INET, terminated.c_str(), bytes.data() + 12) == 1) return bytes;
  return std::nullopt;
}

std::string client_network(std::string_view address) {
  const auto bytes = parse_address(address);
  if (!bytes) return std::string(address);
  return std::string(bytes->begin(), is_ipv4(*bytes) ? bytes->end() : bytes->begin() + 8);
}

bool is_this_machine(std::string_view address) {
  static const TrustedProxies loopback({"127.0.0.0/8", "::1"});
  return loopback.contains(address);
}

TrustedProxies::TrustedProxies(const std::vector<std::string>& entries) {
  for (const std::string& entry : entries) {
    const auto slash = entry.find('/');
    const auto address = parse_address(std::string_view(entry).substr(0, slash));
    if (!address) throw std::runtime_error("not an address or network: " + entry);
    const int first_bit = is_ipv4(*address) ? mapped_bits : 0;
    int bits = 128 - first_bit;
    if (slash != std::string::npos) {
      const char* end = entry.data() + entry.size();
      const auto [at, error] = std::from_chars(entry.data() + slash + 1, end, bits);
      if (error != std::errc{} || at != end || bits < 0 || bits > 128 - first_bit)
        throw std::runtime_error("not an address or network: " + entry);
    }
    networks_.push_back({*address, first_bit + bits});
  }
}

bool TrustedProxies::contains(std::string_view address) const {
  if (networks_.empty()) return false;
  const auto bytes = parse_address(address);
  return bytes && std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
           return same_beginning(network.address, *bytes, network.bits);
         });
}

void TrustedProxies::believe(Request& request) const {
  const std::string chain = joined(request.headers, "X-Forwarded-For");
  for (std::string_view rest = chain; !rest.empty();) {
    const std::string_view hop = last_member(rest);
    if (!parse_address(hop)) break;
    request.client = std::string(hop);
    if (!contains(hop)) break;
    const auto comma = rest.rfind(',');
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(0, comma);
  }
  if (const std::string* scheme = request.headers.find("X-Forwarded-Proto"))
    request.secure = equal_ignoring_case(last_member(*scheme), "https");
  if (const std::string* host = request.headers.find("X-Forwarded-Host"))
    if (const std::string_view last = last_member(*host); valid_host(last))
      request.host = std::string(last);
}

bool valid_host(std::string_view host) {
  if (host.empty() || host.size() > host_length) return false;
  return std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
  });
}

}  // namespace overens
