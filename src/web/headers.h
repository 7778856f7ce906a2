// What every answer says in its head: the status line, the security headers, the defaults of
// caching. One place, so that no page can forget them. Pure functions; knows no socket and no page.
#pragma once

#include <memory>
#include <string>

#include "web/http.h"

namespace overens {

/// The Content-Security-Policy of every page that sets none of its own: nothing but our own files,
/// no inline script or style, no frame, Trusted Types without a policy.
extern const char* const content_security_policy;

/// The same for a page that also opens without network: a script of ours may stand between it and
/// the network, under one named policy of Trusted Types.
extern const char* const policy_with_worker;

/// Lets a page, and no other, ask for the camera: the Permissions-Policy of all others forbids it.
void may_use_camera(Response& page);

/// Strict-Transport-Security for two years; sent only over TLS (RFC 6797, 7.2).
extern const char* const strict_transport_security;

/// Status line and headers of this response, each ended by CRLF, without Date, Connection, HSTS and
/// the blank line. Security headers and `Cache-Control: no-store` are added where the response has
/// none of its own. An empty value of the response leaves that header out. Content-Length is that
/// of `body_size`, and left out for 204, 304 and what is watched.
std::string head_of(const Response& response, std::size_t body_size);

/// The same answer with its bytes made ready to be shared.
std::shared_ptr<const Prepared> prepare(Response response);

}  // namespace overens
