// People: who signs in, with what address, and in which browsers they are signed in. A person is an
// address and a name and belongs to no compact; what somebody may do comes from mandates and
// appointments, which later features keep. Signing in is by mail: a link and a code, for ten
// minutes, once, in the browser that asked. Owns person, session, sign_in_request and
// sign_in_attempt. Must not know organisations, compacts or what anybody is allowed to do.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/feature.h"

namespace overens::people {

struct Person {
  Id<Person> id;
  std::string email;  // lower case; one person an address
  std::string name;   // may be empty until somebody has said it
};

std::optional<Person> find(Db&, Id<Person>);
// However the address is written: case and blanks round it do not matter.
std::optional<Person> find_by_email(Db&, std::string_view email);
// The person with that address, new where there was none. A name that is known already stays.
Id<Person> find_or_add(Db&, std::string_view email, std::string_view name, Instant now);
void rename(Db&, Id<Person>, std::string_view name);

// Who asks; Unauthorised where nobody is signed in.
Id<Person> me(const Visit&);
// The whole row of the same.
Person myself(const Visit&);

// Whose session that is; nobody where it is unknown, ended, too old (30 days) or has not been used
// for 7 days. One indexed query: the hook Site::find_actor.
Actor find_actor(Db&, std::string_view session, Instant now);
// Signs somebody in: `token` is a new random_token(), of which only the hash is kept.
void begin_session(Db&, std::string_view token, Id<Person>, Instant now);
// Notes that the visitor's session is in use, at most once a day. For the frame round pages.
void keep_session(Visit&);
// What stands in the corner of every page: the way in, or one's own page.
std::vector<MenuItem> account(const Visit&);

Feature feature();

}  // namespace overens::people
