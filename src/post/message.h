// The head of a mail (RFC 5322), written so that nothing typed by anyone becomes a line of its own,
// and å, ä, ö arrive (RFC 2047). The body's parts are libcurl's work (post/smtp.h).
// Pure functions. Must not know SQL or any domain word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "post/outbox.h"

namespace overens::post {

// Who the installation writes as.
struct Sender {
  std::string address;  // also the envelope's, where bounces go
  std::string name;     // "Överens"; may be empty
};

// No control characters, so no line breaks: it stays the one line it is put on.
bool is_safe_header(std::string_view value);
// An address, and nothing that would make two of it.
bool is_safe_address(std::string_view address);

// A web address of ours that fits between "<" and ">" in a header.
bool is_safe_link(std::string_view address);

// As it is if it is short and plain, else as encoded words of at most 75 characters, folded.
std::string encoded_header(std::string_view value);
// "Åsa <asa@example.org>" with the name encoded.
std::string address_header(std::string_view name, std::string_view address);
// "Tue, 11 Dec 2018 16:00:00 +0000"
std::string date_header(Instant at);

// Every header but those of the parts, without line ends: From, To, Reply-To, Subject, Date,
// Message-ID, Content-Language, Auto-Submitted (RFC 3834), and of a list the way off it (RFC 8058).
// std::invalid_argument for an unsafe one.
std::vector<std::string> headers(const Letter& letter, const Sender& sender);

}  // namespace overens::post
