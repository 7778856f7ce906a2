#include "web/headers.h"

#include <array>
#include <utility>

namespace overens {

const char* const content_security_policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'";

const char* const policy_with_worker =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types overens-worker";

const char* const strict_transport_security = "max-age=63072000; includeSubDomains";

namespace {

constexpr std::string_view permissions_policy =
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
constexpr std::string_view permissions_with_camera =
    "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";

const std::array<std::pair<std::string_view, std::string_view>, 7> defaults = {{
    {"Content-Security-Policy", content_security_policy},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", permissions_policy},
    {"Cache-Control", "no-store"},
}};

/// Those the server alone decides; a page that sets one is not heard.
bool is_the_servers(std::string_view name) {
  for (const std::string_view own :
       {"Content-Length", "Transfer-Encoding", "Connection", "Date", "Strict-Transport-Security"})
    if (equal_ignoring_case(name, own)) return true;
  return false;
}

void append(std::string& head, std::string_view name, std::string_view value) {
  head += name;
  head += ": ";
  head += value;
  head += "\r\n";
}

}  // namespace

void may_use_camera(Response& page) {
  page.headers.set("Permissions-Policy", permissions_with_camera);
}

std::string head_of(const Response& response, std::size_t body_size) {
  std::string head;
  head.reserve(1024);
  head += "HTTP/1.1 ";
  head += std::to_string(response.status);
  head += ' ';
  head += reason(response.status);
  head += "\r\n";
  for (const Header& field : response.headers)
    if (!field.value.empty() && !is_the_servers(field.name)) append(head, field.name, field.value);
  if (response.status != 204 && response.status != 304 && !response.watched)
    append(head, "Content-Length", std::to_string(body_size));
  for (const auto& [name, value] : defaults)
    if (!response.headers.has(name)) append(head, name, value);
  return head;
}

std::shared_ptr<const Prepared> prepare(Response response) {
  auto prepared = std::make_shared<Prepared>();
  prepared->head = head_of(response, response.body.size());
  prepared->body = std::move(response.body);
  return prepared;
}

}  // namespace overens
