// What people's own pages ask of their store: requests to sign in, how often somebody may ask, and
// the list of sessions. Everything secret comes here hashed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/people/people.h"

namespace overens::people {

constexpr std::int64_t request_lifetime_s = 10 * 60;
constexpr std::int64_t attempts_per_request = 5;
constexpr std::int64_t mails_per_address_from_client_and_hour = 5;
// Whoever asks: so few that nobody is drowned in mail, so many that a stranger does not keep
// somebody out by asking first.
constexpr std::int64_t mails_per_address_and_hour = 20;
constexpr std::int64_t mails_per_address_and_day = 60;
constexpr std::int64_t mails_per_client_and_hour = 20;
constexpr std::int64_t session_lifetime_days = 30;
constexpr std::int64_t session_idle_days = 7;
constexpr std::int64_t sessions_per_person = 20;

// --- Asking for a mail ---

// Whether one more mail may be asked for; if so it is counted.
struct Asking {
  std::string address_hash;
  std::string client_hash;
  std::string address_from_client_hash;
};
bool may_ask(Db&, const Asking&, Instant now);

struct SignInRequest {
  std::string browser_hash;
  std::string token_hash;
  std::string code_hash;
  std::optional<Id<Person>> person;  // nobody: it can never be used, and looks like any other
  std::string then_path;
};
void add_request(Db&, const SignInRequest&, Instant now);

// --- Using it ---

// The browser whose request has that link and is still open.
std::optional<std::string> find_browser(Db&, std::string_view token_hash, Instant now);
// How many codes that browser may still try; 0 where none of its requests is open.
std::int64_t attempts_left(Db&, std::string_view browser_hash, Instant now);

struct SignedIn {
  Id<Person> person;
  std::string then_path;
};
// Each works once: the browser's requests are gone afterwards. Nothing where it does not fit; a
// wrong code is counted against every open request of the browser.
std::optional<SignedIn> use_link(Db&, std::string_view token_hash, std::string_view browser_hash,
                                 Instant now);
std::optional<SignedIn> use_code(Db&, std::string_view browser_hash, std::string_view code_hash,
                                 Instant now);

// --- Sessions ---

struct Session {
  std::string token_hash;
  Instant began_at;
  Instant seen_at;
};
// Those that still hold, the latest first.
std::vector<Session> sessions(Db&, Id<Person>, Instant now);
void end_session(Db&, std::string_view token);
void end_other_sessions(Db&, Id<Person>, std::string_view token);
// Removes sessions, requests and attempts whose time has passed, at most `most` of each; how many.
std::int64_t purge(Db&, std::int64_t most, Instant now);

}  // namespace overens::people
